"""Subtitles: only what is said changes; sentences go over cues, and the text stays readable."""

from __future__ import annotations

from pathlib import Path

import pytest
import webvtt
from fake_translation import FAKES, written
from hypothesis import given
from hypothesis import strategies as st

from translate import documents
from translate.documents.base import SegmentTranslation
from translate.documents.cues import spread
from translate.documents.wrapping import display_width
from translate.errors import DocumentError
from translate.languages import JAPANESE, KOREAN, SIMPLIFIED_CHINESE, Language

DATA = Path(__file__).parent / "data"
D05 = (DATA / "cases" / "D05.vtt").read_bytes()
FILM_SRT = (DATA / "documents" / "film.srt").read_bytes()
"""Made by pysubs2 1.8."""
FILM_VTT = (DATA / "documents" / "film.vtt").read_bytes()
"""Made by webvtt-py 0.6."""


def rewrite(name: str, data: bytes, *translations: str, language: Language = KOREAN) -> tuple[str, list[str]]:
    document = documents.read(name, data)
    assert len(document.segments) == len(translations), [segment.text for segment in document.segments]
    made = [
        SegmentTranslation(text, segment.spans)
        for text, segment in zip(translations, document.segments, strict=True)
    ]
    return document.write(made, language).decode(), document.messages


@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize(("name", "data"), [("a.vtt", D05), ("a.srt", FILM_SRT), ("a.vtt", FILM_VTT)])
def test_identity_gives_the_same_bytes(name: str, data: bytes, newline: bytes) -> None:
    data = data.replace(b"\n", newline)
    assert written(documents.read(name, data)) == data


@pytest.mark.parametrize("fake", FAKES)
def test_case_d05(fake: str) -> None:
    result = written(documents.read("D05.vtt", D05), *FAKES[fake]).decode()
    for kept in (
        "WEBVTT - Harbour film\nKind: captions\n\nSTYLE\n::cue(.loud) { color: yellow }\n\n"
        "NOTE translator: keep it short\n\nintro\n"
        "00:01.000 --> 00:03.000 align:start position:10%\n<v Anna><c.loud>",
        "</c></v>\n\n00:03.500 --> 00:05.000 line:0\n",
        "\n\n2\n01:00:05.500 --> 01:00:07.000\n",
        "<00:06.000>",
    ):
        assert kept in result
    second = result.partition("line:0\n")[2].partition("\n\n")[0]
    assert "<" not in second and ">" not in second and "&lt;" in second and "--&gt;" in second


@pytest.mark.parametrize("fake", FAKES)
@pytest.mark.parametrize(("name", "data"), [("a.srt", FILM_SRT), ("a.vtt", FILM_VTT), ("a.vtt", D05)])
def test_cues_and_times_are_those_of_the_source(name: str, data: bytes, fake: str, tmp_path: Path) -> None:
    read = webvtt.from_srt if name.endswith("srt") else webvtt.read
    (tmp_path / "before").with_suffix(Path(name).suffix).write_bytes(data)
    after = (tmp_path / "after").with_suffix(Path(name).suffix)
    after.write_bytes(written(documents.read(name, data), *FAKES[fake]))
    expected = [(cue.start, cue.end) for cue in read(str(after).replace("after", "before"))]
    found = read(str(after))
    assert [(cue.start, cue.end) for cue in found] == expected
    assert all(cue.text.strip() for cue in found)


def test_a_sentence_is_translated_as_a_whole_and_spread_over_its_cues() -> None:
    texts = [segment.text for segment in documents.read("a.srt", FILM_SRT).segments]
    assert texts == [
        "The ferry that left the harbour this morning has not come back, and nobody knows why.",
        "Where is it?",
        "I don't know.",
        "Nobody knows.",
        "The pier is closed",
        "♪ La la la ♪",
    ]
    result, _messages = rewrite(
        "a.srt",
        FILM_SRT,
        "오늘 아침 항구를 떠난 여객선은 돌아오지 않았고, 아무도 이유를 모른다.",
        "어디 있죠?", "몰라요.", "아무도 몰라요.", "부두는 닫혔다", "♪ 랄라라 ♪",
    )  # fmt: skip
    assert result.replace("\n\n", "\n") == (
        "1\n00:00:01,000 --> 00:00:03,000\n오늘 아침 항구를 떠난\n"
        "2\n00:00:03,100 --> 00:00:05,000\n여객선은 돌아오지 않았고,\n"
        "3\n00:00:05,200 --> 00:00:07,000\n아무도 이유를 모른다.\n"
        "4\n00:00:08,000 --> 00:00:10,000\n- 어디 있죠?\n- 몰라요.\n"
        "5\n00:00:10,500 --> 00:00:12,000\n<i>아무도 몰라요.</i>\n"
        "6\n00:00:13,000 --> 00:00:15,000\n부두는 닫혔다\n"
        "7\n00:00:16,000 --> 00:00:17,000\n♪ 랄라라 ♪\n"
    ).replace("\n\n", "\n")


@pytest.mark.parametrize(
    ("text", "weights", "language", "parts"),
    [
        ("彼は来た。彼女は去った。", [1, 1], JAPANESE, ["彼は来た。", "彼女は去った。"]),
        ("今朝港を出た船は戻らない", [2, 3], JAPANESE, ["今朝港を", "出た船は戻らない"]),
        ("船没有回来，没人知道。", [1, 1], SIMPLIFIED_CHINESE, ["船没有回来，", "没人知道。"]),
        ("배", [1, 1], KOREAN, ["배", "배"]),
    ],
)
def test_spread(text: str, weights: list[int], language: Language, parts: list[str]) -> None:
    assert spread(text, weights, language) == parts


@given(
    text=st.text(st.sampled_from("船はを、。 ab글"), min_size=1, max_size=40),
    weights=st.lists(st.integers(1, 50), min_size=1, max_size=4),
    language=st.sampled_from([JAPANESE, KOREAN, SIMPLIFIED_CHINESE]),
)
def test_spread_loses_nothing(text: str, weights: list[int], language: Language) -> None:
    parts = spread(text, weights, language)
    assert len(parts) == len(weights)
    assert parts == [text] * len(weights) or "".join(parts).replace(" ", "") == text.replace(" ", "")


def test_long_lines_are_broken_and_fast_cues_reported() -> None:
    text = "아주 긴 문장이라서 화면에 한 줄로는 도저히 들어가지 않는 문장입니다"
    source = b"1\n00:00:01,000 --> 00:00:03,000\nA very long sentence.\n"
    result, messages = rewrite("a.srt", source, text)
    lines = result.splitlines()[2:]
    assert " ".join(lines) == text and len(lines) == 3
    assert max(map(display_width, lines)) <= 32
    assert messages == ["Cue 00:00:01,000: 19.0 characters a second, more than the 12 that people read."]


def test_inline_tags_keep_their_words_through_line_breaks() -> None:
    source = b"WEBVTT\n\n00:01.000 --> 00:09.000\nThe <b>pier</b> is <i>closed</i> now\n"
    result = written(documents.read("a.vtt", source), *FAKES["hangul"]).decode()
    assert "<b>글글글글</b>" in result and "<i>글글글글글글</i>" in result


def test_blank_lines_and_positions_of_sloppy_files_stay() -> None:
    source = (
        "\ufeff1\r\n00:00:01,000 --> 00:00:02,000  X1:40 X2:600\r\n"
        "{\\an8}Top text\r\n\r\nSecond paragraph\r\n\r\n"
        "2\r\n0:0:3.5 --> 0:0:4.5\r\n\r\n3\r\n00:00:05,000 --> 00:00:06,000\r\nEnd\r\n"
    ).encode()
    document = documents.read("a.srt", source)
    assert [segment.text for segment in document.segments] == ["Top text Second paragraph", "End"]
    assert written(document) == source
    assert "{\\an8}TOP TEXT SECOND PARAGRAPH" in written(document, FAKES["upper"][0]).decode().replace(
        "\r\n", " "
    )


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.srt", b"Hello\n", "a.srt:1: Not SubRip: no line such as 00:00:01,000 --> 00:00:03,000."),
        ("a.vtt", b"Hello\n", "a.vtt:1: Not WebVTT: the first line must begin with WEBVTT."),
    ],
)
def test_other_files_are_refused(name: str, data: bytes, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        documents.read(name, data)
    assert str(caught.value) == message
