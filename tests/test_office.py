"""DOCX and PPTX: words change, formatting, fields, pictures and all other parts stay."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import docx
import pptx
import pytest
from fake_translation import FAKES, identity, written

from translate import documents
from translate.documents.base import SegmentTranslation
from translate.errors import DocumentError
from translate.languages import KOREAN, TRADITIONAL_CHINESE

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


@pytest.fixture
def guide(tmp_path: Path) -> bytes:
    """A document as python-docx writes it."""
    document = docx.Document()
    document.add_heading("Harbour guide", 1)
    paragraph = document.add_paragraph("The ")
    paragraph.add_run("ferry").bold = True
    paragraph.add_run(" leaves at ")
    paragraph.add_run("noon").italic = True
    paragraph.add_run(", really.")
    paragraph = document.add_paragraph("\tOne line")
    paragraph.add_run().add_break()
    paragraph.add_run("next line\twith tab")
    document.add_paragraph("First item", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, text in zip(
        (*table.row_cells(0), *table.row_cells(1)), ("Place", "Price", "Pier", "20"), strict=True
    ):
        cell.text = text
    document.sections[0].header.paragraphs[0].text = "The header text"
    document.save(str(tmp_path / "guide.docx"))
    return (tmp_path / "guide.docx").read_bytes()


@pytest.fixture
def slides(tmp_path: Path) -> bytes:
    """A presentation as python-pptx writes it."""
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "Harbour guide"
    frame = slide.placeholders[1].text_frame
    frame.text = "First point"
    paragraph = frame.add_paragraph()
    paragraph.text = "Second "
    run = paragraph.add_run()
    run.text = "bold"
    run.font.bold = True
    paragraph.add_run().text = " point"
    paragraph.add_line_break()
    paragraph.add_run().text = "next line"
    slide.notes_slide.notes_text_frame.text = "Speaker notes here"
    presentation.save(str(tmp_path / "slides.pptx"))
    return (tmp_path / "slides.pptx").read_bytes()


def with_body(guide: bytes, body: str) -> bytes:
    """The document with another body."""
    source = zipfile.ZipFile(io.BytesIO(guide))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode()
            if "header" not in name:
                target.writestr(name, content)
    return buffer.getvalue()


def body_of(data: bytes) -> str:
    text = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    ElementTree.fromstring(text)
    return re.sub(r".*<w:body>|</w:body>.*", "", text)


def members(data: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


BOLD = "<w:rPr><w:b/></w:rPr>"


def test_identity_gives_the_same_bytes(guide: bytes, slides: bytes) -> None:
    assert written(documents.read("a.docx", guide)) == guide
    assert written(documents.read("a.pptx", slides)) == slides


def test_segments(guide: bytes, slides: bytes) -> None:
    assert [(segment.text, segment.context) for segment in documents.read("a.docx", guide).segments] == [
        ("Harbour guide", "word/document.xml"),
        ("The ferry leaves at noon, really.", "word/document.xml"),
        ("One line\nnext line\twith tab", "word/document.xml"),
        ("First item", "word/document.xml"),
        ("Place", "word/document.xml"),
        ("Price", "word/document.xml"),
        ("Pier", "word/document.xml"),
        ("The header text", "word/header1.xml"),
    ]
    assert [segment.text for segment in documents.read("a.pptx", slides).segments] == [
        "Harbour guide",
        "First point",
        "Second bold point\nnext line",
        "Speaker notes here",
    ]


@pytest.mark.parametrize("fake", FAKES)
def test_word_reads_the_result(guide: bytes, fake: str) -> None:
    convert, language = FAKES[fake]
    source = documents.read("a.docx", guide)
    result = written(source, convert, language)
    document = docx.Document(io.BytesIO(result))
    expected = [convert(segment).text for segment in source.segments]
    paragraphs = document.paragraphs
    assert [paragraph.text.lstrip("\t") for paragraph in paragraphs] == expected[:4]
    assert [run.text for run in paragraphs[1].runs if run.bold] == [run_text(source, fake, 0)]
    assert [run.text for run in paragraphs[1].runs if run.italic] == [run_text(source, fake, 1)]
    assert paragraphs[0].style.name == "Heading 1" and paragraphs[3].style.name == "List Bullet"
    assert paragraphs[2].text.startswith("\t") and paragraphs[2].text.count("\n") == 1
    assert [cell.text for row in document.tables[0].rows for cell in row.cells] == [*expected[4:7], "20"]
    assert document.sections[0].header.paragraphs[0].text == expected[7]


def run_text(source: documents.base.Document, fake: str, number: int) -> str:
    translation = FAKES[fake][0](source.segments[1])
    span = sorted(translation.spans, key=lambda span: span.id)[number]
    return translation.text[span.start : span.end]


@pytest.mark.parametrize("fake", FAKES)
def test_powerpoint_reads_the_result(slides: bytes, fake: str) -> None:
    convert, language = FAKES[fake]
    source = documents.read("a.pptx", slides)
    result = pptx.Presentation(io.BytesIO(written(source, convert, language)))
    texts = [shape.text_frame.text.replace("\v", "\n") for shape in result.slides[0].shapes]
    expected = [convert(segment).text for segment in source.segments]
    assert texts == [expected[0], "\n".join(expected[1:3])]
    assert result.slides[0].notes_slide.notes_text_frame.text == expected[3]


def test_only_parts_with_text_change(guide: bytes) -> None:
    before, after = members(guide), members(written(documents.read("a.docx", guide), *FAKES["hangul"]))
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"word/document.xml", "word/header1.xml", "word/styles.xml", "word/settings.xml"}


def test_word_is_told_the_language_of_han_characters(guide: bytes) -> None:
    document = documents.read("a.docx", guide)
    made = [SegmentTranslation("字"), *map(identity, document.segments[1:])]
    result = members(document.write(made, TRADITIONAL_CHINESE))
    assert b'w:eastAsia="zh-TW"' in result["word/styles.xml"]


def test_runs_that_look_alike_are_one_text(guide: bytes) -> None:
    """Word cuts runs at every correction and spelling mark."""
    body = (
        "<w:p>"
        + run("The fer")
        + '<w:proofErr w:type="spellStart"/>'
        + run("ry lea", '<w:rPr><w:lang w:val="en-GB"/></w:rPr>')
        + '<w:proofErr w:type="spellEnd"/>'
        + run("ves.")
        + "</w:p>"
    )
    document = documents.read("a.docx", with_body(guide, body))
    (segment,) = document.segments
    assert (segment.text, segment.spans) == ("The ferry leaves.", ())
    assert (
        body_of(document.write([SegmentTranslation("배가 떠난다.")], KOREAN))
        == "<w:p>" + run("배가 떠난다.") + "</w:p>"
    )


LINK = (
    '<w:hyperlink r:id="rId9">'
    + run("the map", '<w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr>')
    + "</w:hyperlink>"
)
FIELD_LINK = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText> HYPERLINK "https://a.org" </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    + run("the page")
    + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
PAGE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    + run("12")
    + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
DELETED = '<w:del w:id="1"><w:r><w:delText>gone</w:delText></w:r></w:del>'
PICTURE = "<w:r><w:drawing><x/></w:drawing></w:r>"


@pytest.mark.parametrize("fake", FAKES)
@pytest.mark.parametrize(
    ("content", "text", "kept"),
    [
        (run("See ") + LINK + run(" now."), "See the map now.", ["<w:hyperlink r", "</w:hyperlink>"]),
        (run("See ") + FIELD_LINK + run(" now."), "See the page now.", ["HYPERLINK", 'w:fldCharType="end"']),
        (run("On page ") + PAGE + run(" now."), "On page  now.", [PAGE]),
        (run("A note") + NOTE + run(" here."), "A note here.", [NOTE]),
        (run("It is ") + DELETED + run("here."), "It is here.", [DELETED]),
        (PICTURE + run("Text ") + PICTURE + run("here."), "Text here.", [PICTURE]),
        (
            f"<w:r>{BOLD}<w:drawing><x/></w:drawing><w:t>Bold text</w:t></w:r>" + run(" and more of it."),
            "Bold text and more of it.",
            ["<w:drawing><x/></w:drawing>"],
        ),
        (
            '<w:bookmarkStart w:name="a"/>' + run("Marked") + '<w:bookmarkEnd w:id="0"/>' + run(" text."),
            "Marked text.",
            ['<w:bookmarkStart w:name="a"/>', '<w:bookmarkEnd w:id="0"/>'],
        ),
        (
            run("It is ") + '<w:ins w:id="3" w:author="A">' + run("new") + "</w:ins>" + run(" text."),
            "It is new text.",
            ['<w:ins w:id="3" w:author="A">', "</w:ins>"],
        ),
        (
            run("A ") + "<w:sdt><w:sdtPr/><w:sdtContent>" + run("field") + "</w:sdtContent></w:sdt>",
            "A field",
            ["<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>"],
        ),
        (
            run("Page") + '<w:r><w:br w:type="page"/></w:r>' + run(" two"),
            "Page two",
            ['<w:r><w:br w:type="page"/></w:r>'],
        ),
    ],
)  # fmt: skip
def test_what_is_no_text_survives_once(
    guide: bytes, content: str, text: str, kept: list[str], fake: str
) -> None:
    data = with_body(guide, f"<w:p><w:pPr><w:x/></w:pPr>{content}</w:p>")
    document = documents.read("a.docx", data)
    assert written(document) == data
    (segment,) = document.segments
    assert segment.text == text
    body = body_of(written(documents.read("a.docx", data), *FAKES[fake]))
    assert body.startswith("<w:p><w:pPr><w:x/></w:pPr>")
    for piece in kept:
        assert body.count(piece) == content.count(piece), (piece, body)


def test_text_boxes_inside_paragraphs(guide: bytes) -> None:
    box = f"<w:txbxContent><w:p>{run('In the box')}</w:p></w:txbxContent>"
    body = (
        f"<w:p>{run('Before ')}<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}"
        f"</mc:Fallback></mc:AlternateContent></w:r>{run('after.')}</w:p>"
    )
    data = with_body(guide, body)
    assert [segment.text for segment in documents.read("a.docx", data).segments] == [
        "Before after.", "In the box", "In the box",
    ]  # fmt: skip
    result = body_of(written(documents.read("a.docx", data), *FAKES["upper"]))
    assert result.count("IN THE BOX") == 2 and "BEFORE" in result and "AFTER." in result


def test_a_field_over_paragraphs_stays_whole(guide: bytes) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText></w:r>'
    separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("separate", "end"))
    body = f"<w:p>{begin}{separate}{run('Chapter one')}</w:p><w:p>{run('Chapter two')}</w:p><w:p>{end}</w:p>"
    data = with_body(guide, body)
    assert body_of(written(documents.read("a.docx", data), *FAKES["upper"])) == body.replace(
        "Chapter one", "CHAPTER ONE"
    ).replace("Chapter two", "CHAPTER TWO")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"no zip", "a.docx: Damaged: not a complete zip file. Open and save it in its program."),
        (b"PK\x03\x04 cut", "a.docx: Damaged: not a complete zip file. Open and save it in its program."),
    ],
)
def test_damaged_files_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        documents.read("a.docx", data)
    assert str(caught.value) == message


def archive(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members:
            target.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (archive(("a", b"")), "The part “word/document.xml” is missing: another kind of file, or damaged."),
        (archive(("../a", b"")), "Refused: the part “../a” points outside of the file."),
        (archive(("/etc/a", b"")), "Refused: the part “/etc/a” points outside of the file."),
        (
            archive(("word/document.xml", b" " * 30_000_000)),
            "Refused: the part “word/document.xml” is a zip bomb.",
        ),
        (
            archive(("word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')),
            "The XML declares entities, which is refused; replace them by the text they stand for.",
        ),
        (archive(("word/document.xml", b"<a>")), "Not well-formed XML: no element found."),
    ],
)
def test_hostile_archives_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        documents.read("a.docx", data)
    assert str(caught.value).endswith(message)


def test_two_members_of_one_name_are_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = archive(("word/document.xml", b"<a/>"), ("word/document.xml", b"<b/>"))
    with pytest.raises(DocumentError, match=r"two parts named “word/document\.xml”"):
        documents.read("a.docx", data)
