"""Android resources: strings, plurals and arrays, with Android's own escapes."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from fake_translation import FAKES, written

from translate import documents
from translate.documents.base import ReadOptions, SegmentTranslation
from translate.errors import DocumentError
from translate.languages import KOREAN

STRINGS = (Path(__file__).parent / "data" / "documents" / "strings.xml").read_bytes()


def rewrite(content: str, translation: str) -> str:
    document = documents.read("strings.xml", f"<resources>{content}</resources>".encode())
    (segment,) = document.segments
    result = document.write([SegmentTranslation(translation, segment.spans)], KOREAN).decode()
    return result.removeprefix("<resources>").removesuffix("</resources>")


def test_identity_gives_the_same_bytes() -> None:
    assert written(documents.read("strings.xml", STRINGS)) == STRINGS


@pytest.mark.parametrize("fake", FAKES)
def test_structure_and_placeholders_survive(fake: str) -> None:
    result = written(documents.read("strings.xml", STRINGS), *FAKES[fake])
    before, after = ElementTree.fromstring(STRINGS), ElementTree.fromstring(result)
    assert [(node.tag, node.attrib) for node in after.iter() if node.tag not in ("b",)] == [
        (node.tag, node.attrib) for node in before.iter() if node.tag not in ("b",)
    ]
    text = result.decode()
    for kept in (
        "<!-- Shown at the top -->", ">Tidebook<", '<xliff:g id="name" example="Anna">%1$s</xliff:g>', "<b>",
        ">@string/title<", "<![CDATA[", '<a href="https://example.org">', "%d", "<item>42</item>",
        ">#ff0000<",
        '<string name="quoted">"  ',
    ):  # fmt: skip
        assert kept in text, kept


def test_segments() -> None:
    segments = documents.read("strings.xml", STRINGS).segments
    assert [(segment.context, segment.text) for segment in segments] == [
        ("title", "Harbour & ferry"),
        ("hello", "Hello, %1$s! It's noon.\nSee you"),
        ("quoted", "Two  spaces"),
        ("html", "Read the map"),
        ("wrapped", "A long text over two lines"),
        ("boats.one", "%d boat"),
        ("boats.other", "%d boats"),
        ("days.0", "Monday"),
    ]


@pytest.mark.parametrize(
    ("translation", "expected"),
    [
        ('그\'것 "둘"', '그\\\'것 \\"둘\\"'),
        ("두\n줄", "두\\n줄"),
        ("@골뱅이", "\\@골뱅이"),
        ("가 < 나 & 다", "가 &lt; 나 &amp; 다"),
        ("경로 C:\\n", "경로 C:\\\\n"),
    ],
)
def test_escapes(translation: str, expected: str) -> None:
    assert (
        rewrite('<string name="a">Open\\u0021 it</string>', translation)
        == f'<string name="a">{expected}</string>'
    )


def test_conversions_that_change_places_are_numbered() -> None:
    result = written(
        documents.read("strings.xml", b'<resources><string name="a">%d boats in %s</string></resources>'),
        *FAKES["swapped"],
    ).decode()
    assert ">%2$s in boats %1$d<" in result


def test_selected_keys() -> None:
    segments = documents.read("strings.xml", STRINGS, ReadOptions(keys=("title", "boats.*"))).segments
    assert [segment.context for segment in segments] == ["title", "boats.one", "boats.other"]


def test_xml_goes_by_its_root() -> None:
    assert documents.read("x.xml", b"<html><p>One</p></html>").segments[0].text == "One"
    with pytest.raises(DocumentError) as caught:
        documents.read("x.xml", b"<note>One</note>")
    assert str(caught.value) == (
        "x.xml: XML with the root element <note> is no known format. Known: <html>, <resources>, <xliff>."
    )
