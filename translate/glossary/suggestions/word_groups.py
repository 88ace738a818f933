"""Terms in English sentences: word groups that stand together more often than by chance.

The measure is the log-likelihood ratio (Dunning, "Accurate Methods for the Statistics of Surprise and
Coincidence", 1993). Without a tagger, verbs are told by lists and by the determiners that follow them.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from translate.glossary.english import FUNCTION_WORDS
from translate.glossary.suggestions.candidates import Candidate, Occurrence
from translate.glossary.suggestions.words import VERBS, WEAK_WORDS, Token, WordUse
from translate.spans import Span, overlaps

_LONGEST = 4
_SURPRISE = 15.13
"""Log-likelihood ratio from which words belong together: p < 0.0001 for one degree of freedom."""

_NESTED_SHARE = 0.8
"""A term that is nearly always part of a longer one is left to that one."""

Places = Mapping[tuple[str, ...], Sequence[Occurrence]]


def find_terms(
    sentences: Sequence[str],
    tokens: Sequence[Sequence[Token]],
    known: Sequence[Collection[Span]],
    minimum: int,
    words: WordUse,
) -> list[Candidate]:
    """Terms that occur ``minimum`` times where no glossary knows them; other parameters as for names."""
    singles: Counter[str] = Counter()
    places: defaultdict[tuple[str, ...], list[Occurrence]] = defaultdict(list)
    for index, row in enumerate(tokens):
        singles.update(token.text.lower() for token in row)
        for start in range(len(row)):
            for end in range(start + 2, min(start + _LONGEST, len(row)) + 1):
                group = row[start:end]
                if sentences[index][group[-2].end : group[-1].start] != " " or group[-2].is_possessive:
                    break
                if _may_begin(group[0], words) and _may_end(group[-1], words):
                    key = tuple(token.text for token in group)
                    places[key].append(Occurrence(index, group[0].start, group[-1].end))
                if not _is_content(group[-1]) and group[-1].text != "of":
                    break
    total = singles.total()
    frequent = {key: found for key, found in places.items() if len(found) >= minimum}
    surprising = {
        key: found
        for key, found in frequent.items()
        if len({place.sentence for place in found}) > 1
        and _surprise(key, frequent, singles, total) >= _SURPRISE
    }
    inside: Counter[tuple[str, ...]] = Counter()
    for key, found in surprising.items():
        for length in range(2, len(key)):
            for start in range(len(key) - length + 1):
                part = key[start : start + length]
                inside[part] = max(inside[part], len(found))
    candidates = []
    for key, found in surprising.items():
        free = [place for place in found if not overlaps((place.start, place.end), known[place.sentence])]
        if len(free) >= minimum and inside[key] < _NESTED_SHARE * len(found):
            candidates.append(Candidate(" ".join(key), False, free))
    return _singular(candidates)


def _singular(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Plurals joined with their singular, whose entry also matches them."""
    by_term = {candidate.term: candidate for candidate in candidates}
    kept = []
    for candidate in candidates:
        singular = by_term.get(candidate.term.removesuffix("s"))
        if singular is None or singular is candidate:
            kept.append(candidate)
        else:
            places = singular.occurrences + candidate.occurrences
            singular.occurrences = sorted(places, key=lambda place: (place.sentence, place.start))
    return kept


def _may_begin(token: Token, words: WordUse) -> bool:
    return _is_content(token) and token.text not in VERBS and not words.is_verb(token.text)


def _may_end(token: Token, words: WordUse) -> bool:
    text = token.text
    return _is_content(token) and text not in VERBS and not text.endswith("ed") and not words.is_verb(text)


def _is_content(token: Token) -> bool:
    text = token.text
    return (
        text[0].islower()
        and len(text) > 2
        and text not in FUNCTION_WORDS
        and text not in WEAK_WORDS
        and not text.endswith(("ly", "est"))
    )


def _surprise(key: tuple[str, ...], frequent: Places, singles: Counter[str], total: int) -> float:
    """Log-likelihood ratio of the weakest joint of a word group."""
    together = len(frequent[key])

    def count(part: tuple[str, ...]) -> int:
        if len(part) == 1:
            return singles[part[0].lower()]
        return len(frequent.get(part, frequent[key]))

    return min(
        _log_likelihood(together, count(key[:joint]), count(key[joint:]), total)
        for joint in range(1, len(key))
    )


def _log_likelihood(together: int, first: int, second: int, total: int) -> float:
    first, second = max(first, together), max(second, together)
    observed = (together, first - together, second - together, max(0, total - first - second + together))
    rows = (first, total - first)
    columns = (second, total - second)
    expected = (
        rows[0] * columns[0] / total,
        rows[0] * columns[1] / total,
        rows[1] * columns[0] / total,
        rows[1] * columns[1] / total,
    )
    if together <= expected[0]:
        return 0.0
    return 2 * sum(o * math.log(o / e) for o, e in zip(observed, expected, strict=True) if o > 0 and e > 0)
