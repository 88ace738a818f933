"""reStructuredText: markup survives next to CJK letters, and all that is no text stays."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from fake_translation import FAKES, written
from hypothesis import given, settings
from hypothesis import strategies as st

from translate import documents
from translate.documents.base import InlineSpan, SegmentTranslation
from translate.documents.wrapping import display_width
from translate.languages import JAPANESE

DATA = Path(__file__).parent / "data"
D03 = (DATA / "cases" / "D03.rst").read_bytes()
MANUAL = (DATA / "documents" / "manual.rst").read_bytes()

INLINE = (nodes.strong, nodes.literal, nodes.emphasis, nodes.reference, nodes.problematic)


def counts(data: bytes) -> tuple[Counter[str], list[str]]:
    """Inline elements as docutils publishes them, and its messages about lost markup."""
    document = publish_doctree(data.decode(), settings_overrides={"report_level": 5, "_disable_config": True})
    found = Counter(type(node).__name__ for node in document.findall(lambda node: isinstance(node, INLINE)))
    messages = [node.astext() for node in document.findall(nodes.system_message)]
    return found, [message for message in messages if "start-string" in message or "too short" in message]


def texts(content: str) -> list[str]:
    return [segment.text for segment in documents.read("a.rst", content.encode()).segments]


def rewrite(content: str, *translations: SegmentTranslation | str) -> str:
    document = documents.read("a.rst", content.encode())
    assert len(document.segments) == len(translations), [segment.text for segment in document.segments]
    made = [SegmentTranslation(item) if isinstance(item, str) else item for item in translations]
    result = document.write(made, JAPANESE).decode()
    assert document.messages == []
    return result


def pair(text: str, start: int, end: int) -> SegmentTranslation:
    return SegmentTranslation(text, (InlineSpan(start, end, 1, "pair"),))


@pytest.mark.parametrize("data", [D03, MANUAL, MANUAL.replace(b"\n", b"\r\n")])
def test_identity_gives_the_same_bytes(data: bytes) -> None:
    assert written(documents.read("a.rst", data)) == data


@pytest.mark.parametrize("fake", FAKES)
def test_case_d03(fake: str) -> None:
    document = documents.read("D03.rst", D03)
    result = written(document, *FAKES[fake])
    found, messages = counts(result)
    assert found == {"strong": 3, "literal": 2, "emphasis": 1, "reference": 1}
    assert messages == [] and document.messages == []
    text = result.decode()
    assert "``settings.ini``" in text and ":code:`ls -l`" in text
    assert text.endswith("\n\n.. code-block:: sh\n\n   run --now\n")
    title, underline = text.splitlines()[:2]
    assert len(underline) >= display_width(title)


@pytest.mark.parametrize("fake", FAKES)
def test_a_manual_keeps_its_structure(fake: str) -> None:
    document = documents.read("a.rst", MANUAL)
    result = written(document, *FAKES[fake])
    assert document.messages == []
    assert counts(result)[1] == []
    text = result.decode()
    for kept in (
        ".. _manual:\n", "::\n\n    literal *block*\n", "``15``", ":kbd:`Ctrl+C`", ":doc:`other`", "[1]_",
        "|version|", "a@example.org", "\n.. versionadded:: 3.1\n", "   :maxdepth: 2\n\n   first chapter\n",
        ".. figure:: boat.png\n", "   :width: 50%\n", '   print("Hello")\n', "   :header-rows: 1\n",
        "| Left  | alone |", ".. A comment with text\n", ".. _the map: https://example.org/map\n",
        ">>> doctest_block()\n3\n", "replace:: version 2", " <guide>`", "<https://example.org/a_b>`_",
        " <the map_>`_", "Python_",
    ):  # fmt: skip
        assert kept.lower() in text.lower(), kept


def test_segments_of_a_manual() -> None:
    segments = documents.read("a.rst", MANUAL).segments
    assert [(segment.line, segment.kind, segment.text) for segment in segments if segment.line < 30] == [
        (4, "heading", "Harbour book"),
        (7, "paragraph", "Anna Pier"),
        (9, "heading", "Opening hours"),
        (
            12,
            "paragraph",
            "The ferry leaves at noon. See the map, the web page, the guide, other and Python  version "
            "(from 10 to 12). It costs 5 * 3 = 15s and H2O; write to a@example.org",
        ),
        (18, "item", "First item goes on"),
        (21, "item", "Inner item with Ctrl+C"),
        (22, "item", "Next one"),
        (24, "item", "Second: the pier"),
        (26, "item", "Term one"),
        (27, "item", "Its definition is here."),
        (29, "paragraph", "Mind the gap here."),
    ]
    rest = [segment.text for segment in segments if segment.line >= 30]
    assert rest == [
        "Two lines of warning text.", "The run option.", "More text to read.", "The old boat.", "Its legend.",
        "Prices", "Place", "Price of ticket", "Pier", "A title here", "Body text.", "Small heading",
        "A line of verse", "Another line", "A footnote text.", "The end of it all.", "A red boat",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("translation", "expected"),
    [
        (pair("이것은강조를했다", 3, 5), "이것은\\ **강조**\\ 를했다"),
        (pair("これは「強調」です", 3, 7), "これは\\ **「強調」**\\ です"),
        (pair("「強調」です", 1, 3), "「**強調**」です"),
        (pair("a강조 b", 1, 3), "a\\ **강조** b"),
        (pair("별 5*3 강조", 6, 8), "별 5\\*3 **강조**"),
    ],
)
def test_markup_next_to_letters(translation: SegmentTranslation, expected: str) -> None:
    result = rewrite("Some **strong** text.\n", translation)
    assert result == expected + "\n"
    assert counts(result.encode())[0]["strong"] == 1


def test_markup_that_stood_apart_is_not_nested() -> None:
    """Word order may put a link where the emphasis goes; this format has no markup in markup."""
    source = "Some **strong** text and `a link <u>`_ here.\n"
    spans = (InlineSpan(0, 6, 1, "pair"), InlineSpan(0, 2, 2, "pair"))
    result = rewrite(source, SegmentTranslation("링크 강조된 글", spans))
    assert result == "`링크 <u>`_ **강조된** 글\n"
    same = (InlineSpan(0, 2, 1, "pair"), InlineSpan(0, 2, 2, "pair"))
    assert rewrite(source, SegmentTranslation("링크 강조된 글", same)) == "**링크** `강조된 <u>`_ 글\n"


@pytest.mark.parametrize(
    ("translation", "expected"),
    [
        ("- 항목", "\\- 항목"),
        ("1. 항목", "1\\. 항목"),
        ("(가) 항목", "(가) 항목"),
        (".. 점", "\\.. 점"),
        ("*별* `글` 밑줄_ |세로|", "\\*별\\* \\`글\\` 밑줄\\_ \\|세로\\|"),
        ("경로 C:\\n", "경로 C:\\\\n"),
        ("예:: ", "예:\\:"),
        ("https://a.org/x를 보라", "https://a.org/x\\ 를 보라"),
        (":이름: 값", "\\:이름: 값"),
    ],
)
def test_a_translation_cannot_become_markup(translation: str, expected: str) -> None:
    result = rewrite("Text.\n", translation)
    assert result == expected + "\n"
    document = publish_doctree(result, settings_overrides={"report_level": 5})
    assert [type(node).__name__ for node in document.children] == ["paragraph"]


def test_lines_of_titles_grow_and_shrink_with_them() -> None:
    source = "=====\nTitle\n=====\n\nPart\n--------\n"
    assert rewrite(source, "아주 긴 제목", "편") == (
        "============\n아주 긴 제목\n============\n\n편\n--------\n"
    )


FRAGMENTS = st.lists(
    st.sampled_from(
        ["word ", "Two", " ", "\n", "\n\n", "*em*", "**st**", "``c``", "`t`_", ":sub:`2`", "|s|", "- ", "1. ",
         "\n====\n", "::", "    ", ".. note:: ", "\\ ", "*", "`", "_", "'", "한글", "[1]_", ":a: ", "x <u>`_"]
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(FRAGMENTS)
def test_any_text_survives(fragments: list[str]) -> None:
    source = "".join(fragments).encode()
    assert written(documents.read("a.rst", source)) == source
    written(documents.read("a.rst", source), *FAKES["hangul"])
