"""XLIFF: units without a translation get one; inline elements stay, spaces between them too."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fake_translation import FAKES, written

from translate import documents
from translate.documents.base import ReadOptions, SegmentTranslation
from translate.documents.xliff import read_pairs
from translate.errors import DocumentError
from translate.languages import KOREAN, SIMPLIFIED_CHINESE

DATA = Path(__file__).parent / "data"
D11 = (DATA / "cases" / "D11.xlf").read_bytes()
BOATS = (DATA / "documents" / "boats.xlf").read_bytes()
"""Made by po2xliff of translate-toolkit 3.20."""
HARBOUR_2 = (DATA / "documents" / "harbour-2.xlf").read_bytes()
"""Made by the npm package xliff 6."""


def one(content: str, *, attributes: str = "", unit: str = "") -> bytes:
    return (
        '<xliff version="1.2"><file source-language="en" original="a" datatype="x"' + attributes + "><body>"
        f'<trans-unit id="u"{unit}>{content}</trans-unit></body></file></xliff>'
    ).encode()


def rewrite(data: bytes, *translations: str, options: ReadOptions | None = None) -> str:
    document = documents.read("a.xlf", data, options)
    assert len(document.segments) == len(translations), [segment.text for segment in document.segments]
    made = [
        SegmentTranslation(text, segment.spans)
        for text, segment in zip(translations, document.segments, strict=True)
    ]
    return document.write(made, KOREAN).decode()


@pytest.mark.parametrize("data", [D11, BOATS, HARBOUR_2, D11.replace(b"\n", b"\r\n")])
def test_identity_gives_the_same_bytes(data: bytes) -> None:
    assert written(documents.read("a.xlf", data)) == data


@pytest.mark.parametrize("fake", FAKES)
def test_case_d11(fake: str) -> None:
    result = written(documents.read("D11.xlf", D11), FAKES[fake][0], KOREAN).decode()
    units = {
        unit.get("id"): unit for unit in ElementTree.fromstring(result).iter() if "trans-unit" in unit.tag
    }

    def target(name: str) -> ElementTree.Element:
        return next(child for child in units[name] if child.tag.endswith("target"))

    first = target("u1")
    assert ([child.get("id") for child in first], first[0].tail, first[1].tail) == (["PH", "PH_1"], " ", None)
    assert "\n\t" in (target("u2").text or "")
    (group,) = target("u3")
    assert (group.get("id"), [child.get("id") for child in group]) == ("1", ["2"])
    assert [child.tag.rpartition("}")[2] for child in units["u4"]] == ["source"]
    assert result.splitlines()[-3] == D11.decode().splitlines()[-3]
    assert 'source-language="en" target-language="ko"' in result


@pytest.mark.parametrize("fake", FAKES)
@pytest.mark.parametrize("data", [D11, BOATS, HARBOUR_2])
def test_every_inline_element_is_in_the_target_once(data: bytes, fake: str) -> None:
    result = ElementTree.fromstring(written(documents.read("a.xlf", data), *FAKES[fake]))
    for unit in result.iter():
        parts = {child.tag.rpartition("}")[2]: child for child in unit}
        if "source" in parts and "target" in parts:
            inside = [
                Counter(
                    (child.tag, child.get("id")) for child in parts[name].iter() if child is not parts[name]
                )
                for name in ("source", "target")
            ]
            assert inside[0] == inside[1]


def test_a_target_follows_the_layout_of_its_unit() -> None:
    result = written(documents.read("a.xlf", HARBOUR_2), *FAKES["hangul"]).decode()
    assert 'srcLang="en-US" trgLang="ko"' in result
    assert (
        "        <source>The old pier</source>\n        <target>글글글 글글글 글글글글</target>\n" in result
    )
    assert '<pc id="1" equivStart="START_BOLD" equivEnd="CLOSE_BOLD">글글글글</pc>' in result


def test_empty_targets_are_filled() -> None:
    result = written(documents.read("a.xlf", BOATS), *FAKES["hangul"]).decode()
    assert "<source>The ferry leaves at noon.</source>\n        <target>글글글 글글글글글" in result
    assert "&lt;b&gt;{folder}&lt;/b&gt;" in result


@pytest.mark.parametrize(
    ("content", "translation", "target"),
    [
        (
            "<source>Tom &amp; <ph id='1'>&lt;b&gt;</ph>Jo</source>",
            "톰 & 조",
            "톰 &amp; 조<ph id='1'>&lt;b&gt;</ph>",
        ),
        ("<source>Call <mrk mtype='protected'>Acme</mrk> now</source>", "Acme에 전화", None),
        ("<source> Open </source><target/>", "열기", " 열기 "),
        ("<source>Open</source><target state='new'>Open</target>", "열기", "열기"),
        ("<source><![CDATA[A < b]]></source>", "가 < 나", "가 &lt; 나"),
    ],
)
def test_content_of_targets(content: str, translation: str, target: str | None) -> None:
    document = documents.read("a.xlf", one(content))
    (segment,) = document.segments
    if target is None:
        kept = [span for span in segment.spans if span.kind == "keep"]
        assert [segment.text[span.start : span.end] for span in kept] == ["Acme"]
        return
    assert f">{target}</target>" in rewrite(one(content), translation)


def test_segmented_sources_keep_their_segments() -> None:
    content = (
        "<source>One. Two.</source><seg-source><mrk mtype='seg' mid='1'>One.</mrk> "
        "<mrk mtype='seg' mid='2'>Two.</mrk></seg-source>"
    )
    assert (
        rewrite(one(content), "하나.", "둘.").count(
            "<target><mrk mtype='seg' mid='1'>하나.</mrk> <mrk mtype='seg' mid='2'>둘.</mrk></target>"
        )
        == 1
    )


def test_icu_messages_are_translated_branch_by_branch() -> None:
    content = "<source>{n, plural, =1 {one boat} other {{n} boats}}</source>"
    assert "<target>{n, plural, =1 {배 한 척} other {배 {n}척}}</target>" in rewrite(
        one(content), "배 한 척", "배 {n}척"
    )


def test_states() -> None:
    content = "<source>Open</source><target state='needs-translation'></target>"
    assert "<target state='translated'>열기</target>" in rewrite(one(content), "열기")
    fuzzy = ReadOptions(mark_fuzzy=True)
    assert "<target state='needs-review-translation'>열기</target>" in rewrite(
        one(content), "열기", options=fuzzy
    )
    assert '<target state="needs-review-translation">열기</target>' in rewrite(
        one("<source>Open</source>"), "열기", options=fuzzy
    )


def test_a_translated_unit_is_translated_again_only_on_request() -> None:
    data = one("<source>Open</source><target>열림</target>", attributes=' target-language="ko-KR"')
    assert documents.read("a.xlf", data).segments == []
    assert rewrite(data, "열기", options=ReadOptions(translated=True)) == data.decode().replace(
        "열림", "열기"
    )


def test_translations_into_another_language_are_not_mixed() -> None:
    data = one(
        "<source>Open</source><target>Ouvrir</target></trans-unit><trans-unit id='v'><source>Close</source>",
        attributes=' target-language="fr"',
    )
    document = documents.read("a.xlf", data)
    with pytest.raises(DocumentError) as caught:
        document.write([SegmentTranslation("닫기")], KOREAN)
    assert str(caught.value) == "The file holds translations into “fr”; start from its source file."


def test_the_target_language_has_a_script() -> None:
    document = documents.read("a.xlf", one("<source>Open</source>"))
    assert b'target-language="zh-Hans"' in document.write([SegmentTranslation("打开")], SIMPLIFIED_CHINESE)


def test_pairs_for_a_check() -> None:
    data = one("<source>See <x id='1'/> boats %s</source><target><x id='1'/>배 %s</target>")
    ((segment, translation, line),) = read_pairs(data, ReadOptions())
    assert (segment.text, translation.text, line, segment.context) == ("See  boats %s", "배 %s", 1, "u")
    assert [(span.id, span.start) for span in translation.spans] == [(1, 0), (2, 2)]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<xliff>\n<file></xliff>", "a.xlf:2: Not well-formed XML: mismatched tag."),
        (
            b'<!DOCTYPE x [<!ENTITY a "b">]><xliff>&a;</xliff>',
            "a.xlf:1: The XML declares entities, which is refused; replace them by the text they stand for.",
        ),
        (
            b'<!DOCTYPE x [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><xliff/>',
            "a.xlf:1: The XML declares entities, which is refused; replace them by the text they stand for.",
        ),
        (b"<!-- -->", "a.xlf:1: Not well-formed XML: no element found."),
    ],
)
def test_broken_and_hostile_files_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        documents.read("a.xlf", data)
    assert str(caught.value) == message


def test_a_declared_charset_is_used_and_changed() -> None:
    data = b'<?xml version="1.0" encoding="ISO-8859-1"?>\n' + one("<source>Caf\xe9</source>").decode().encode(
        "latin-1"
    )
    document = documents.read("a.xlf", data)
    result = document.write([SegmentTranslation("카페")], KOREAN).decode()
    assert result.startswith('<?xml version="1.0" encoding="UTF-8"?>')
    assert document.messages == [
        "Written as UTF-8: the charset of the source, ISO8859-1, cannot hold the translation."
    ]


def test_a_long_unit_is_whole() -> None:
    """Case G07 as one unit."""
    text = ", ".join(f"boat {number} left the pier" for number in range(4000)) + "."
    (segment,) = documents.read("a.xlf", one(f"<source>{text}</source>")).segments
    assert segment.text == text
