"""Whether the terms of a sentence stand in its translation, and where.

Plain substring counting is wrong with nested terms, straddling overlaps and short keys (WMT
terminology task evaluation notes, 2023–2025). Here every rendering is found by maximal exclusive
spans: the longest renderings of the whole sentence claim their place first, no two share a character,
and each place counts for one occurrence of one term.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from translate.glossary.concepts import TermMatch
from translate.languages import Language
from translate.spans import Span, overlaps

PREFERRED = 0
FORM = 1
ACCEPTED = 2
HOMOGRAPH = 3

_SHORT = 3
"""Renderings of fewer code points need a sign that they are a word of their own."""


@dataclass(frozen=True)
class Place:
    """Where a rendering stands in a translation.

    Attributes:
        start, end: half-open code-point range in the translation.
        rank: PREFERRED, FORM, ACCEPTED or HOMOGRAPH: which rendering of the entry it is.
    """

    start: int
    end: int
    rank: int

    @property
    def span(self) -> Span:
        return (self.start, self.end)


@dataclass(frozen=True)
class Satisfaction:
    """Which term occurrences of a sentence are satisfied.

    Attributes:
        places: parallel to the matches; None where the rendering does not stand.
        surplus: renderings that stand once more than their term occurs, as (match index, place).
    """

    places: tuple[Place | None, ...]
    surplus: tuple[tuple[int, Place], ...] = ()

    @property
    def missing(self) -> tuple[int, ...]:
        """Indices of the matches whose rendering does not stand."""
        return tuple(index for index, place in enumerate(self.places) if place is None)

    @property
    def is_complete(self) -> bool:
        return None not in self.places


def renderings_of(match: TermMatch) -> list[tuple[str, int]]:
    """Every rendering that satisfies an occurrence, with its rank, without repetition."""
    ranked = [
        (match.rendering, PREFERRED),
        *((form, FORM) for form in match.forms),
        *((rendering, ACCEPTED) for rendering in match.accept),
        *((rendering, HOMOGRAPH) for rendering in match.homographs),
    ]
    seen: dict[str, int] = {}
    for rendering, rank in ranked:
        if rendering:
            seen.setdefault(rendering, rank)
    return list(seen.items())


def satisfy(
    text: str,
    matches: Sequence[TermMatch],
    language: Language,
    trusted: Container[int] | None = None,
) -> Satisfaction:
    """Find the renderings of a sentence's terms in its translation.

    Args:
        text: the translation.
        matches: term occurrences in source order.
        language: of the translation.
        trusted: indices of the matches whose ``common`` or one-character rendering counts; None trusts
            all. Such a rendering may stand in the text for another reason than its term.
    """
    candidates: list[tuple[int, int, int, int, int]] = []
    for index, match in enumerate(matches):
        for rendering, rank in renderings_of(match):
            start = text.find(rendering)
            while start >= 0:
                end = start + len(rendering)
                if stands_alone(text, start, end, language):
                    candidates.append((start - end, rank, start, end, index))
                start = text.find(rendering, start + 1)
    candidates.sort()
    places: list[Place | None] = [None] * len(matches)
    claimed: list[Span] = []
    surplus: list[tuple[int, Place]] = []
    # Of the terms that share a rendering, the first in the source takes the first place.
    by_range: dict[Span, list[tuple[int, int]]] = {}
    order: list[Span] = []
    for _length, rank, start, end, index in candidates:
        if (start, end) not in by_range:
            by_range[(start, end)] = []
            order.append((start, end))
        by_range[(start, end)].append((rank, index))
    for start, end in order:
        if overlaps((start, end), claimed):
            continue
        takers = sorted(by_range[(start, end)])
        taker = next(
            (
                (rank, index)
                for rank, index in takers
                if places[index] is None
                and (trusted is None or index in trusted or not needs_alignment(matches[index]))
            ),
            None,
        )
        if taker is None:
            rank, index = takers[0]
            if not needs_alignment(matches[index]):
                claimed.append((start, end))
                surplus.append((index, Place(start, end, rank)))
            continue
        rank, index = taker
        claimed.append((start, end))
        places[index] = Place(start, end, rank)
    return Satisfaction(tuple(places), tuple(sorted(surplus, key=lambda item: item[1].start)))


def needs_alignment(match: TermMatch) -> bool:
    """Whether the rendering standing in the text is no proof that it translates the term."""
    return match.common or len(match.rendering) == 1


HANGUL = re.compile(r"[가-힣]")
"""A syllable."""

LATIN = re.compile(r"[A-Za-zÀ-ɏ0-9]")
"""A Latin letter or a digit."""


def stands_alone(text: str, start: int, end: int, language: Language) -> bool:
    """Whether ``text[start:end]`` is no mere part of another word, as far as its script tells.

    Latin letters and digits must not go on at either side; a Korean rendering of one or two
    syllables must begin a word (도시 in 신도시 is another word).
    """
    if start and LATIN.match(text[start]) and LATIN.match(text[start - 1]):
        return False
    if end < len(text) and LATIN.match(text[end - 1]) and LATIN.match(text[end]):
        return False
    return not (
        language.locale == "ko"
        and end - start < _SHORT
        and start > 0
        and HANGUL.match(text[start]) is not None
        and HANGUL.match(text[start - 1]) is not None
    )
