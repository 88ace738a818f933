"""YAML message files: keys, numbers, comments and styles stay."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from fake_translation import FAKES, written
from hypothesis import given, settings
from hypothesis import strategies as st

from translate import documents
from translate.documents.base import ReadOptions, SegmentTranslation
from translate.errors import DocumentError
from translate.languages import JAPANESE, KOREAN, Language

D09 = (Path(__file__).parent / "data" / "cases" / "D09.yml").read_bytes()


def rewrite(content: str, *translations: str, language: Language = KOREAN) -> str:
    document = documents.read("a.yml", content.encode())
    assert len(document.segments) == len(translations), [segment.text for segment in document.segments]
    made = [
        SegmentTranslation(text, segment.spans)
        for text, segment in zip(translations, document.segments, strict=True)
    ]
    return document.write(made, language).decode()


def without_strings(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_strings(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [without_strings(inner) for inner in value]
    return "" if isinstance(value, str) else value


@pytest.mark.parametrize("data", [D09, D09.replace(b"\n", b"\r\n")])
def test_identity_gives_the_same_bytes(data: bytes) -> None:
    assert written(documents.read("D09.yml", data)) == data


@pytest.mark.parametrize("fake", FAKES)
def test_case_d09(fake: str) -> None:
    convert, language = FAKES[fake]
    result = written(documents.read("D09.yml", D09), convert, language).decode()
    keys = [line.partition(":")[0] for line in result.splitlines() if ":" in line]
    assert keys == [
        language.code, "  answers", '    "yes"', "    'no'", "  country",
        "    NO", "    SE", "  notice", "  title", "  fold", "  version", "  code", "  first", "  again",
    ]  # fmt: skip
    for kept in ("# harbour site\n", "  version: 1.10\n", "  code: 007\n", "  again: *a\n", '  first: &a "'):
        assert kept in result
    lines = result.splitlines()
    notice = lines.index("  notice: |")
    assert lines[notice + 3].startswith("  title: '")
    assert "  fold: >-" in lines
    before = yaml.safe_load(D09)["en"]
    after = yaml.safe_load(result)[language.code]
    assert without_strings(before) == without_strings(after)
    assert after["notice"].count("\n") == 2
    assert "%{name}" in after["first"] and after["first"] == after["again"]


def test_folded_text_has_no_breaks_where_a_break_would_show_as_a_space() -> None:
    content = "a: >\n  A long notice that\n  goes over two lines.\n\n  Second paragraph.\nb: 1\n"
    assert rewrite(content, "두 줄에 걸친 긴 알림입니다 참으로.\n둘째 문단.") == (
        "a: >\n  두 줄에 걸친 긴\n  알림입니다 참으로.\n\n  둘째 문단.\nb: 1\n"
    )
    assert rewrite(content, "二行にわたる長いお知らせです。\n第二段落。", language=JAPANESE) == (
        "a: >\n  二行にわたる長いお知らせです。\n\n  第二段落。\nb: 1\n"
    )


@pytest.mark.parametrize(
    ("content", "translation", "expected"),
    [
        ("a: Open it\n", "열기: 지금", "a: '열기: 지금'\n"),
        ("a: Open it\n", "- 열기", "a: '- 열기'\n"),
        ("a: Open it\n", "no", "a: 'no'\n"),
        ("a: Open it\n", "007", "a: '007'\n"),
        ("a: Open it\n", "열기 # 아님", "a: '열기 # 아님'\n"),
        ("a: Open it # note\n", "열기", "a: 열기 # note\n"),
        ("a: [Open it, Close]\n", "열기, 지금", None),
        ("a: 'It''s'\n", "그'것", "a: '그''것'\n"),
        ('a: "Two\\nlines"\n', "두\n줄", 'a: "두\\n줄"\n'),
        ('a: "Open"\n', 'C:\\ "열기"', 'a: "C:\\\\ \\"열기\\""\n'),
        ("a: Open\n  over lines\nb: 1\n", "여러 줄", "a: 여러 줄\nb: 1\n"),
        ("a: !!str Open\n", "열기", "a: !!str 열기\n"),
        ("- Open\n", "열기", "- 열기\n"),
    ],
)
def test_styles(content: str, translation: str, expected: str | None) -> None:
    if expected is None:
        assert rewrite(content, translation, "닫기") == "a: ['열기, 지금', 닫기]\n"
    else:
        assert rewrite(content, translation) == expected


@pytest.mark.parametrize("header", ["|", "|-", "|+", ">", ">-", "|2"])
def test_block_texts_keep_their_header_and_what_follows(header: str) -> None:
    content = f"x:\n  a: {header}\n    First line.\n    Second line.\n\n  # comment\n  b: 2\n"
    if header == "|2":
        content = content.replace("    First", "      First")
    result = written(documents.read("a.yml", content.encode()), *FAKES["hangul"]).decode()
    assert f"  a: {header}\n" in result and result.endswith("\n\n  # comment\n  b: 2\n")
    assert without_strings(yaml.safe_load(result)) == without_strings(yaml.safe_load(content))


def test_several_documents_and_selected_keys() -> None:
    content = "title: One\n---\ntitle: Two\nbody: Three\n"
    document = documents.read("a.yml", content.encode(), ReadOptions(keys=("title",)))
    assert [(segment.text, segment.line, segment.context) for segment in document.segments] == [
        ("One", 1, "title"),
        ("Two", 3, "title"),
    ]


def test_aliases_are_translated_once_and_cannot_blow_up() -> None:
    lines = ["a0: &a0 [Boat, Pier]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    document = documents.read("a.yml", "\n".join(lines).encode())
    assert [segment.text for segment in document.segments] == ["Boat", "Pier"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a: b\n c: d\n", "a.yml:2: Not valid YAML: mapping values are not allowed here."),
        (b"a: [b\n", "a.yml:2: Not valid YAML: expected ',' or ']', but got '<stream end>'."),
        (b"a: *x\n", "a.yml:1: Not valid YAML: found undefined alias 'x'."),
        (b"a: \x07\n", "a.yml:1: Not valid YAML: character U+0007 is not allowed; write it as an escape."),
        (b"[" * 5000, "a.yml: The YAML is nested too deeply."),
    ],
)
def test_broken_yaml_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        documents.read("a.yml", data)
    assert str(caught.value) == message


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\x7f"), max_size=12)
ODD_TEXTS = ["No", "1.10", "Two words", "one\ntwo\n", " lead", "a: b", "- x", "'q' \"d\"", "long " * 30]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS | st.sampled_from(ODD_TEXTS),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abN1", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=10,
)


@settings(deadline=None, max_examples=50)
@given(
    value=VALUES, flow=st.sampled_from([None, True, False]), style=st.sampled_from([None, "'", '"', "|", ">"])
)
def test_any_yaml_keeps_its_structure(value: Any, flow: bool | None, style: str | None) -> None:
    value = {"x": value, "y": "Some text"}
    data = yaml.safe_dump(value, default_flow_style=flow, default_style=style, allow_unicode=True).encode()
    assert written(documents.read("a.yml", data)) == data
    result = yaml.safe_load(written(documents.read("a.yml", data), *FAKES["hangul"]))
    assert without_strings(result) == without_strings(value)
