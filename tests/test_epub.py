"""EPUB: chapters, navigation and titles agree, the package stays valid."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fake_translation import FAKES, written

from translate import documents
from translate.documents.base import SegmentTranslation
from translate.errors import DocumentError
from translate.languages import TRADITIONAL_CHINESE

D13 = (Path(__file__).parent / "data" / "cases" / "D13.epub").read_bytes()


def with_members(**changes: str | None) -> bytes:
    """Case D13 with members changed (names by their last part) or left out."""
    source = zipfile.ZipFile(io.BytesIO(D13))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            key = name.rpartition("/")[2].partition(".")[0].replace(" ", "_")
            content = changes.get(key, source.read(name))
            if content is not None:
                target.writestr(name, content)
    return buffer.getvalue()


def test_identity_gives_the_same_bytes() -> None:
    assert written(documents.read("D13.epub", D13)) == D13


def test_case_d13() -> None:
    document = documents.read("D13.epub", D13)
    texts = {"The Old Pier": "舊碼頭", "Contents": "目錄", "The storm": "風暴"}
    made = [
        SegmentTranslation(texts.get(segment.text, "船那一夜沒有回來。"), segment.spans)
        for segment in document.segments
    ]
    data = document.write(made, TRADITIONAL_CHINESE)
    archive = zipfile.ZipFile(io.BytesIO(data))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert archive.namelist() == zipfile.ZipFile(io.BytesIO(D13)).namelist()
    trees = {
        name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist() if name != "mimetype"
    }
    package = archive.read("OEBPS/content.opf").decode()
    assert "<dc:language>zh-Hant</dc:language>" in package and "<dc:title>舊碼頭</dc:title>" in package
    assert 'href="Chapter%201.xhtml"' in package
    chapter, nav, ncx = (
        archive.read(f"OEBPS/{name}").decode() for name in ("Chapter 1.xhtml", "nav.xhtml", "toc.ncx")
    )
    assert chapter.count('lang="zh-Hant"') == nav.count('lang="zh-Hant"') == 2
    assert (
        '<h1 id="s1">風暴</h1>' in chapter
        and "<title>風暴</title>" in chapter
        and chapter.count("<br/>") == 1
    )
    assert '<a href="Chapter%201.xhtml#s1">風暴</a>' in nav
    assert "<navLabel><text>風暴</text></navLabel>" in ncx and 'src="Chapter%201.xhtml#s1"' in ncx
    assert len(trees) == 5


@pytest.mark.parametrize("fake", FAKES)
def test_every_part_stays_well_formed(fake: str) -> None:
    archive = zipfile.ZipFile(io.BytesIO(written(documents.read("D13.epub", D13), *FAKES[fake])))
    for name in archive.namelist()[1:]:
        ElementTree.fromstring(archive.read(name))


def test_a_heading_with_markup_and_its_entry_agree() -> None:
    chapter = '<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>The <em>storm</em></h1></body></html>'
    document = documents.read("a.epub", with_members(Chapter_1=chapter))
    assert [segment.text for segment in document.segments] == ["The Old Pier", "Contents", "The storm"]
    archive = zipfile.ZipFile(io.BytesIO(written(document, *FAKES["ideographs"])))
    assert "<h1>字字字<em>字字字字字</em></h1>" in archive.read("OEBPS/Chapter 1.xhtml").decode()
    assert ">字字字字字字字字</a>" in archive.read("OEBPS/nav.xhtml").decode()


def test_a_broken_chapter_is_reported_and_left_alone() -> None:
    data = with_members(Chapter_1="<html><p>Text</html>")
    document = documents.read("a.epub", data)
    assert document.messages == [
        "The part “OEBPS/Chapter 1.xhtml” is left as it is. Not well-formed XML: mismatched tag."
    ]
    archive = zipfile.ZipFile(io.BytesIO(written(document, *FAKES["hangul"])))
    assert archive.read("OEBPS/Chapter 1.xhtml") == b"<html><p>Text</html>"


def test_entities_of_html_are_no_error() -> None:
    chapter = '<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body><p>One&nbsp;two&eacute;</p></body></html>'
    document = documents.read("a.epub", with_members(Chapter_1=chapter))
    assert document.segments[-1].text == "One\xa0twoé"
    assert document.messages == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"container": None}, "a.epub: Not an EPUB: META-INF/container.xml is missing."),
        ({"content": None}, "a.epub: Damaged: the part “OEBPS/content.opf” is missing."),
        ({"container": "<container/>"}, "a.epub: Not an EPUB: META-INF/container.xml names no package file."),
    ],
)
def test_what_is_no_epub_is_refused(changes: dict[str, str | None], message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        documents.read("a.epub", with_members(**changes))
    assert str(caught.value) == message


def test_protected_books_are_refused() -> None:
    buffer = io.BytesIO(D13)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("META-INF/encryption.xml", '<CipherReference URI="OEBPS/Chapter%201.xhtml"/>')
    with pytest.raises(DocumentError, match="The book is protected"):
        documents.read("a.epub", buffer.getvalue())
