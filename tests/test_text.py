"""Plain text: which stretches are translated, and that all else stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate import documents
from translate.documents.base import ReadOptions, Segment, SegmentTranslation
from translate.documents.wrapping import display_width, wrap
from translate.errors import DocumentError, EncodingError, UsageError
from translate.languages import JAPANESE, KOREAN, SIMPLIFIED_CHINESE

CASES = Path(__file__).parent / "data" / "cases"


def identity(segments: list[Segment]) -> list[SegmentTranslation]:
    return [SegmentTranslation(segment.text, segment.spans) for segment in segments]


def texts(content: str, name: str = "a.txt") -> list[str]:
    return [segment.text for segment in documents.read(name, content.encode()).segments]


def rewrite(content: str, *translations: str, language: object = JAPANESE) -> str:
    document = documents.read("a.txt", content.encode())
    assert len(document.segments) == len(translations)
    return document.write([SegmentTranslation(text) for text in translations], language).decode()


def test_every_line_of_an_article_is_a_segment() -> None:
    """Case E05: emoji and numbers are no text; a bar parts two pieces of text."""
    document = documents.read("E05.txt", (CASES / "E05.txt").read_bytes())
    assert [(segment.line, segment.text) for segment in document.segments] == [
        (1, "Is it true?"),
        (2, "He left for the U.S."),
        (3, "“Stop!” she said."),
        (4, "Really?!"),
        (5, "Wait..."),
        (6, "Haha, yes, they are in my freezer. 😆 I think they came with the van."),
        (7, "Boat shop"),
        (7, "The old pier is closed today, and the ferry too."),
    ]


def test_what_surrounds_the_text_of_a_line_stays() -> None:
    content = (
        "  Title  \r\n\r\n\t- First item \r\n 2) Second\r\n> Quoted\r\n---\r\n"
        "Name\tPlace\r\n[ ] \r\n- [x] Done\r\nhttps://example.org/a\r\nme@example.org\r\n42"
    )
    assert texts(content) == ["Title", "First item", "Second", "Quoted", "Name", "Place", "Done"]
    assert rewrite(content, "題", "一", "二", "引用", "名", "所", "済") == (
        "  題  \r\n\r\n\t- 一 \r\n 2) 二\r\n> 引用\r\n---\r\n名\t所\r\n[ ] \r\n- [x] 済\r\n"
        "https://example.org/a\r\nme@example.org\r\n42"
    )


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\r", "\n\f", "\u2028", "\x85", "\v"])
def test_line_separators_stay(separator: str) -> None:
    content = f"One.{separator}Two.{separator}"
    assert texts(content) == ["One.", "Two."]
    assert rewrite(content, "一。", "二。") == f"一。{separator}二。{separator}"


def test_a_line_break_in_a_translation_cannot_add_a_line() -> None:
    assert rewrite("One.\nTwo.\n", "一。\n二。", "三。") == "一。 二。\n三。\n"


WRAPPED = """\
Dear all,

the ferry to the island will not run on Monday, because the long-
planned repair of the old pier begins on that day. Passengers can take
the bus from the harbour, which leaves every hour.

> We will of course pay for the tickets that were bought before the
> announcement.

  * Bring the ticket that you bought at the counter of the harbour and a
    passport.
  * Be early.
"""


def test_a_paragraph_broken_by_hand_is_one_segment() -> None:
    document = documents.read("mail.txt", WRAPPED.encode())
    assert [(segment.line, segment.text) for segment in document.segments] == [
        (1, "Dear all,"),
        (
            3,
            "the ferry to the island will not run on Monday, because the long-planned repair of the old "
            "pier begins on that day. Passengers can take the bus from the harbour, which leaves every hour.",
        ),
        (7, "We will of course pay for the tickets that were bought before the announcement."),
        (10, "Bring the ticket that you bought at the counter of the harbour and a passport."),
        (12, "Be early."),
    ]
    assert document.write(identity(document.segments), KOREAN) == WRAPPED.encode()


def test_its_translation_is_broken_at_the_same_width() -> None:
    long = "「島へ渡るフェリーは月曜日には運航されません」と港は発表し、" * 3
    written = rewrite(WRAPPED, "皆様、", long, long, long, "お早めに。")
    lines = written.split("\n")
    assert written.count(long[:8]) >= 3
    assert max(map(display_width, lines)) <= 72
    quoted = [line for line in lines if line.startswith("> ")]
    assert "".join(line[2:] for line in quoted) == long
    item = lines[lines.index(next(line for line in lines if line.startswith("  * 「"))) :]
    assert item[1].startswith("    ") and item[-2] == "  * お早めに。"
    assert not any(line.strip(" >*")[:1] in tuple("、。」") for line in lines if line.strip(" >*"))


@pytest.mark.parametrize(
    "content",
    [
        "The Coastal Weather Desk issued a warning on Monday.\nTwo desks disagreed about the storm.\n",
        "Roses are red,\nviolets are blue,\nsugar is sweet\nand so are you.\n",
        "Short line that goes on\nand on.\n",
        "First point of the agenda is the budget of the coming year\nSecond point is the pier\nThird\n",
        "a line of more than one hundred columns, as articles have them, which nobody ever broke by hand at "
        "a margin,\nand another\n",
    ],
)
def test_in_doubt_lines_stay_lines(content: str) -> None:
    assert texts(content) == content.splitlines()


@given(st.text(st.sampled_from("ab Z.,-*>#1)|\t \n\r\f\u2028\u3000한。😀")))
def test_identity_gives_the_same_bytes(content: str) -> None:
    data = content.encode()
    document = documents.read("a.txt", data)
    assert document.write(identity(document.segments), KOREAN) == data
    assert all(segment.text.strip() == segment.text for segment in document.segments)


def test_a_huge_line_is_one_segment() -> None:
    line = "boat, " * 200_000 + "end."
    assert texts(line) == [line]


def test_case_g03_keeps_its_charset() -> None:
    document = documents.read("G03.txt", (CASES / "G03.txt").read_bytes())
    written = document.write([SegmentTranslation("배가 왔다."), SegmentTranslation("떠났다.")], KOREAN)
    assert written == "배가 왔다.\r\n떠났다.\r\n".encode("utf-16-le")
    assert document.messages == []


class TestWrap:
    def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(self) -> None:
        assert wrap("彼は「港、閉鎖」と言った。", 8, JAPANESE) == ["彼は", "「港、閉", "鎖」と", "言った。"]

    def test_latin_words_stay_whole_and_korean_breaks_at_spaces(self) -> None:
        assert wrap("他在Washington开会。", 10, SIMPLIFIED_CHINESE) == ["他在", "Washington", "开会。"]
        assert wrap("항구는 오늘 문을 닫는다.", 12, KOREAN) == ["항구는 오늘", "문을 닫는다."]

    @given(
        text=st.text(st.sampled_from("港한あッー「」、。…ab 1😀"), max_size=60),
        width=st.integers(1, 30),
        language=st.sampled_from([JAPANESE, KOREAN]),
    )
    def test_only_spaces_are_lost(self, text: str, width: int, language: object) -> None:
        lines = wrap(text, width, language)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_unknown_suffixes_are_text_with_a_message() -> None:
    document = documents.read("notes.memo", b"Hello.\n")
    assert [segment.text for segment in document.segments] == ["Hello."]
    assert document.messages == [
        "No format is known for “.memo”: read as plain text. Choose another with --format."
    ]
    assert documents.read("README", b"Hello.\n").messages == []
    assert documents.read("x.md", b"# Hello.\n", ReadOptions(format="text")).segments[0].text == "Hello."
    assert documents.format_of("A.TXT") == "text"
    assert documents.format_of("noext") is None


@pytest.mark.parametrize("name", documents.formats())
@pytest.mark.parametrize("data", [b"", b"\n"])
def test_an_empty_file_stays_empty_in_every_format(name: str, data: bytes) -> None:
    document = documents.read("a", data, ReadOptions(format=name))
    assert (document.segments, document.write([], KOREAN)) == ([], data)


def test_every_suffix_belongs_to_one_format() -> None:
    suffixes = [suffix for suffixes in documents.formats().values() for suffix in suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in suffixes)


def test_errors_name_the_file(tmp_path: Path) -> None:
    with pytest.raises(EncodingError) as caught:
        documents.read("a.bin", b"\0\1")
    assert str(caught.value) == (
        "a.bin: Not a text file: byte 0x00 at offset 0. If it is text, name its charset with --encoding."
    )
    with pytest.raises(DocumentError, match=r"gone\.txt: no such file\."):
        documents.read(tmp_path / "gone.txt")
    with pytest.raises(DocumentError, match="is a folder; name the files in it"):
        documents.read(tmp_path)
    with pytest.raises(UsageError, match="Unknown format “txet”: did you mean “text”"):
        documents.read("a.txt", b"", ReadOptions(format="txet"))
