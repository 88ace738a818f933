"""Headlines in capitals as a package can read them.

Packages were trained on running text. Of ``PRIME MINISTER TAKAICHI VISITS SEOUL`` they make nothing (chrF
falls from 25 to 4 in Korean when the development set is written so, and is back at 24.8 after this). Which
words keep a capital, the package's own vocabulary tells: ``seoul`` is spelled with more pieces than
``Seoul``, ``Visits`` with as many as ``visits``. Every character keeps its position, so what is reported
still points at the reader's text. Title Case stays: packages know it, and answer with a headline.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from translate.glossary.concepts import TermMatch
from translate.spans import overlaps

_WORD = re.compile(r"(?<![\w.])[^\W\d_]+(?:[-'’][^\W\d_]+)*(?!\w|\.[^\W\d_]|-\d)")
"""Words of letters only; ``U.S.``, ``G7`` and ``COVID-19`` are written in capitals anyway."""

_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)

_ALWAYS_CAPITAL = frozenset("I US II III IV VI VII VIII IX XI XII XIII XIV XV XVI".split())
_BEGINS_NAMES = frozenset(
    "new north south east west hong sri saudi san los el saint st mount lake cape fort port costa puerto "
    "king queen prince princess pope president".split()
)
"""Everyday words that keep their capital before a name: new prices, but New York."""

_FEWEST_WORDS_IN_CAPITALS = 2


def settle(sentence: str, matches: Sequence[TermMatch], count_pieces: Callable[[str], int]) -> str:
    """The sentence as running text has it, if it is all in capitals; else itself.

    Args:
        sentence: a source sentence.
        matches: its terms, which are written as their glossary has them; protected text stays.
        count_pieces: with how many pieces the package spells a word.

    Returns:
        A sentence of the same length.
    """
    if not _is_in_capitals(sentence):
        return sentence
    kept = [match.span for match in matches if match.keep]
    words = [word for word in _WORD.finditer(sentence) if not overlaps(word.span(), kept)]
    written: dict[int, str] = {}
    following = ""
    for word in reversed(words):
        new = _own(word, matches) or _as_spelled(word.group(), following, count_pieces)
        if len(new) == len(word.group()):
            written[word.start()] = new
        gap = sentence[word.end() : word.end() + 1]
        following = new if gap == " " or not gap else ""
    settled = list(sentence)
    for start, new in written.items():
        settled[start : start + len(new)] = new
    first = words[0].start()
    if not _own(words[0], matches) and not any(character.isalnum() for character in sentence[:first]):
        settled[first] = sentence[first]
    return "".join(settled)


def _is_in_capitals(sentence: str) -> bool:
    """Whether a sentence of several words has no small letter outside of what is protected anyway."""
    words = [word.group() for word in _WORD.finditer(sentence)]
    long = [word for word in words if len(word) > 2]
    return len(long) >= _FEWEST_WORDS_IN_CAPITALS and all(word.isupper() for word in words)


def _own(word: re.Match[str], matches: Sequence[TermMatch]) -> str:
    """The word as the glossary writes it where it is part of a term."""
    folded = word.group().casefold()
    for match in matches:
        if match.start <= word.start() and word.end() <= match.end:
            forms = [form for entry in match.entries for form in (entry.term, *entry.aliases)]
            for form in forms or [match.term]:
                for own in _WORD.findall(form):
                    if own.casefold() == folded:
                        return str(own)
    return ""


def _as_spelled(word: str, following: str, count_pieces: Callable[[str], int]) -> str:
    """The case in which the package spells a word with the fewest pieces; of equals the lower one."""
    if word in _ALWAYS_CAPITAL or not word[0].isupper():
        return word
    base = _POSSESSIVE.sub("", word)
    if base != word:
        return _as_spelled(base, following, count_pieces) + _small(word[len(base) :])
    lower = _small(word)
    upper = [_capitalised(word), "-".join(map(_capitalised, word.split("-"))), word]
    best = min(upper, key=count_pieces)
    if lower in _BEGINS_NAMES and following[:1].isupper():
        return upper[0]
    return lower if count_pieces(lower) <= count_pieces(best) else best


def _capitalised(word: str) -> str:
    return word[:1] + _small(word[1:])


def _small(text: str) -> str:
    """In small letters, one for one (İ has two)."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
