"""Sentence splitting keeps every character between sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.sentences import pieces, split


def texts(text: str, **options: bool) -> list[str]:
    return [sentence.text for sentence in split(text, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met Gov. Abbott. Dr. Kim left.", ["He met Gov. Abbott.", "Dr. Kim left."]),
        ("It ended at 5 p.m. Monday. Then rain.", ["It ended at 5 p.m. Monday.", "Then rain."]),
        ("He left for the U.S. on Jan. 5.", ["He left for the U.S. on Jan. 5."]),
        ("1. First item. 2. Second.", ["1. First item.", "2. Second."]),
        ("It was day 3. The ferry left.", ["It was day 3.", "The ferry left."]),
        ("He said “No.” Then he sat down.", ["He said “No.”", "Then he sat down."]),
        ("In my freezer. 😆 They came.", ["In my freezer.", "They came."]),
        ("Boat shop | The pier is closed.", ["Boat shop", "The pier is closed."]),
        ("A line\nthat wraps. Next", ["A line that wraps.", "Next"]),
        ("🌷🌷 🌷", []),
        ("", []),
    ],
)
def test_splitting(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_line_breaks_that_are_meant_end_sentences() -> None:
    assert texts("Dear all\n\nsee you", keep_lines=True) == ["Dear all", "see you"]
    assert texts("Dear all\nsee you") == ["Dear all see you"]


@given(st.text(alphabet=st.sampled_from("ab .!?\n\t“”|😆é가'1,"), max_size=60), st.booleans())
def test_nothing_between_sentences_is_lost(text: str, keep_lines: bool) -> None:
    sentences = split(text, keep_lines=keep_lines)
    originals = [text[sentence.start : sentence.end] for sentence in sentences]
    joined = "".join(piece for piece, _ in pieces(text, sentences, originals, keep_lines=True))
    assert joined == text
    for sentence in sentences:
        for offset, position in enumerate(sentence.offsets[:-1]):
            assert sentence.text[offset] in (text[position], " ")
            assert sentence.position(position) == offset


@given(st.lists(st.sampled_from(["boat", "left,", "the", "pier;", "and", "x" * 30, "。" * 5]), max_size=60))
def test_long_sentences_are_split_into_pieces_that_fit(words: list[str]) -> None:
    text = " ".join(words)
    sentences = split(text, count_tokens=len, limit=25)
    assert all(len(sentence.text) <= 25 for sentence in sentences)
    assert "".join(sentence.text for sentence in sentences).replace(" ", "") == text.replace(" ", "")


def test_full_stop_that_begins_a_word_ends_no_sentence() -> None:
    assert [s.text for s in split("The .NET team left. It moved.")] == ["The .NET team left.", "It moved."]


def test_terms_with_stops_stay_whole() -> None:
    text = "He joined Yahoo! Finance. It closed."

    assert [s.text for s in split(text, together=[(10, 24)])] == ["He joined Yahoo! Finance.", "It closed."]


def test_protected_text_is_not_cut_and_keeps_its_white_space() -> None:
    text = "Run `a | b.  C` now.\nThen\u00ad stop   here."
    sentences = split(text, protected=[(4, 15)])
    assert [sentence.text for sentence in sentences] == ["Run `a | b.  C` now.", "Then stop here."]
    assert [sentences[1].position(text.index(word)) for word in ("Then", "stop", "here")] == [0, 5, 10]


def test_a_long_sentence_is_not_cut_inside_a_term() -> None:
    text = "one two three four five, the Harbour, Coast and Sea Board, six seven eight nine ten"
    term = (text.index("Harbour"), text.index(", six"))
    for limit in range(15, 60):
        pieces = split(text, count_tokens=len, limit=limit, find_terms=lambda _text: [term])
        assert any(text[slice(*term)] in piece.text for piece in pieces)
