"""Sentences in capitals, written as packages know them.

Packages read capitals letter by letter and lose themselves: a headline in them comes back as nonsense.
The lower-case form has the same length, so everything found in the sentence stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from translate.glossary.concepts import TermMatch

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_KEPT = re.compile(r"\b(?:[^\W\d_]\.){2,}|\b[^\W\d_]*-?\d\w*|\bI\b")
"""Abbreviations with full stops or digits, and the pronoun."""
_FEWEST_LETTERS = 4
"""A word of so many letters that it is hardly an abbreviation."""


def lower(sentence: str, matches: Sequence[TermMatch]) -> tuple[str, tuple[TermMatch, ...]]:
    """The sentence in small letters if it is all in capitals, with its matches; else as it is.

    Names keep a capital where the glossary has one; what must survive exactly and abbreviations stay.
    """
    if not _is_in_capitals(sentence, matches):
        return sentence, tuple(matches)
    letters = list(_small(sentence))
    first = next(index for index, letter in enumerate(letters) if letter.isalpha())
    letters[first] = sentence[first]
    for found in _KEPT.finditer(sentence):
        letters[found.start() : found.end()] = found.group()
    moved = []
    for match in matches:
        letters[match.start : match.end] = _written(match)
        surface = "".join(letters[match.start : match.end])
        moved.append(match if match.keep else replace(match, surface=surface))
    return "".join(letters), tuple(moved)


def _is_in_capitals(sentence: str, matches: Sequence[TermMatch]) -> bool:
    words = [
        found.group()
        for found in _WORD.finditer(sentence)
        if not any(
            match.keep and match.start < found.end() and found.start() < match.end for match in matches
        )
    ]
    long = [word for word in words if len(word) >= _FEWEST_LETTERS]
    return len(words) > 1 and bool(long) and all(word.isupper() for word in words)


def _small(text: str) -> str:
    """In small letters, one for one (İ has two)."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def _written(match: TermMatch) -> str:
    """A term as its entry writes it, else each word as a name if the entry's term has a capital."""
    if match.keep or not match.surface.isupper():
        return match.surface
    for entry in match.entries:
        for written in (entry.term, *entry.aliases):
            if len(written) == len(match.surface) and written.casefold() == match.surface.casefold():
                return written
    small = _small(match.surface)
    if match.term[:1].islower():
        return small
    return _WORD.sub(lambda word: word.group()[0].upper() + word.group()[1:], small)
