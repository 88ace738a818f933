"""JSON message files: only the texts change, to the character."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fake_translation import FAKES, written
from hypothesis import given
from hypothesis import strategies as st

from translate import documents
from translate.documents.base import ReadOptions, SegmentTranslation
from translate.errors import DocumentError
from translate.languages import KOREAN, TRADITIONAL_CHINESE, Language

D07 = (Path(__file__).parent / "data" / "cases" / "D07.json").read_bytes()


def texts(content: str, name: str = "a.json", options: ReadOptions | None = None) -> list[str]:
    return [segment.text for segment in documents.read(name, content.encode(), options).segments]


def rewrite(content: str, *translations: str, name: str = "a.json", language: Language = KOREAN) -> str:
    document = documents.read(name, content.encode())
    assert len(document.segments) == len(translations), [segment.text for segment in document.segments]
    made = [
        SegmentTranslation(text, segment.spans)
        for text, segment in zip(translations, document.segments, strict=True)
    ]
    return document.write(made, language).decode()


def test_identity_gives_the_same_bytes() -> None:
    assert written(documents.read("D07.json", D07)) == D07


@pytest.mark.parametrize("fake", FAKES)
def test_case_d07(fake: str) -> None:
    result = written(documents.read("D07.json", D07), *FAKES[fake]).decode()
    before, after = D07.decode(), result
    for kept in (
        '"10": ', '"2": ', '"caf\\u00e9": ', '"empty": "",', '"nothing": null,', '"ratio": 1.0,',
        '"big": 12345678901234567890,', '"on": true,', '"path": "C:\\\\new\\/tab"\n}', ", []],\n",
    ):  # fmt: skip
        assert kept in before and kept in after, kept
    assert after.index('"10": ') < after.index('"2": ')
    data = json.loads(result)
    assert list(data) == list(json.loads(before))
    title = data["title"]
    assert all(title.count(part) == 1 for part in ("__count__", "__place__", "<strong>", "</strong>"))
    assert all(
        "{{count}}" in data[key] and "$t(harbour)" in data[key] for key in ("boats_one", "boats_other")
    )
    assert len(data["list"]) == 3 and data["list"][2] == []
    assert result.isascii()


def test_escapes_are_those_of_the_file() -> None:
    assert rewrite('{"a": "Caf\\u00e9"}', "카페") == '{"a": "\\uce74\\ud398"}'
    assert rewrite('{"a": "Café"}', "카페 “\\”\n") == '{"a": "카페 “\\\\”\\n"}'
    assert rewrite('{"a": "Cafe"}', "카페") == '{"a": "카페"}'


def test_strings_that_are_no_text_stay() -> None:
    content = json.dumps(
        {"a": "Open", "b": "img/boat.png", "c": "#ffcc00", "d": "main_menu", "e": "https://example.org/x",
         "f": "me@example.org", "g": "42", "h": "en.menu", "i": "{{name}}", "j": "Log-in", "k": "U.S. boats"}
    )  # fmt: skip
    assert texts(content) == ["Open", "Log-in", "U.S. boats"]


def test_selected_keys() -> None:
    content = '{"items": [{"id": "x one", "title": "Boat"}, {"title": "Pier"}], "title": "Top", "note": "No"}'
    assert texts(content, options=ReadOptions(keys=("title",))) == ["Boat", "Pier", "Top"]
    assert texts(content, options=ReadOptions(keys=("items.*.title", "note"))) == ["Boat", "Pier", "No"]


def test_contexts_and_lines() -> None:
    document = documents.read("a.json", b'{\n "a": {"b": ["One",\n  "Two"]}}')
    assert [(segment.context, segment.line) for segment in document.segments] == [("a.b.0", 2), ("a.b.1", 3)]


def test_the_language_at_the_top_is_renamed() -> None:
    assert rewrite('{"en": {"a": "Open"}}', "開", language=TRADITIONAL_CHINESE) == '{"zh-Hant": {"a": "開"}}'
    assert rewrite('{"en": {"a": "Open"}, "b": 1}', "열기") == '{"en": {"a": "열기"}, "b": 1}'


def test_messages_of_browser_extensions() -> None:
    content = json.dumps(
        {
            "hi": {
                "message": "Hello, $NAME$!",
                "description": "Greeting",
                "placeholders": {"name": {"content": "$1"}},
            }
        }
    )
    assert texts(content) == ["Hello, $NAME$!"]


def test_arb() -> None:
    content = (
        '{\n  "@@locale": "en",\n'
        '  "boats": "{n, plural, =0{No boats} one{One boat} other{{n} boats in {place}}}",\n'
        '  "@boats": {\n    "description": "How many boats",\n'
        '    "placeholders": {"n": {"example": "Ten"}}\n  }\n}\n'
    )
    assert texts(content, "app_en.arb") == ["No boats", "One boat", "{n} boats in {place}"]
    assert rewrite(content, "없음", "배 한 척", "{place}에 {n}척", name="app_en.arb") == content.replace(
        '"en"', '"ko"'
    ).replace("No boats", "없음").replace("One boat", "배 한 척").replace(
        "{n} boats in {place}", "{place}에 {n}척"
    )
    assert '"@@locale": "zh_Hant"' in rewrite(
        content, "無", "一", "{n}", name="app_en.arb", language=TRADITIONAL_CHINESE
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b'{"a": "b",}',
            "a.json:1: Not valid JSON: Expecting property name enclosed in double quotes (column 11).",
        ),
        (b'{\n"a": "b"\n', "a.json:3: Not valid JSON: Expecting ',' delimiter (column 1)."),
        (b"[" * 100_000, "a.json: The JSON is nested too deeply or has a number too long."),
    ],
)
def test_broken_json_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        documents.read("a.json", data)
    assert (
        str(caught.value).replace("Illegal trailing comma before end of object (column 10)", message[31:-1])
        == message
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=12,
)


def without_strings(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_strings(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [without_strings(inner) for inner in value]
    return "" if isinstance(value, str) else value


@given(value=JSON, escaped=st.booleans(), indent=st.sampled_from([None, 2, "\t"]))
def test_any_json_keeps_its_structure(value: Any, escaped: bool, indent: int | str | None) -> None:
    value = {"x": value, "y": "Some text"}
    text = json.dumps(value, ensure_ascii=escaped, indent=indent)
    data = text.encode("utf-8", "replace")
    assert written(documents.read("a.json", data)) == data
    result = json.loads(written(documents.read("a.json", data), *FAKES["hangul"]))
    assert without_strings(result) == without_strings(json.loads(data))


def test_a_long_string_is_whole() -> None:
    """Case G07 as one string."""
    text = ", ".join(f"boat {number} left the pier" for number in range(4000)) + "."
    assert texts(json.dumps({"a": text})) == [text]
