"""The same name rendered alike throughout a document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from translate.checks.base import Problem, SentencePair
from translate.checks.findings import WARNING
from translate.i18n import _
from translate.languages import ko
from translate.spans import overlaps

CODES = ("name-inconsistent",)

_CAPITALISED = re.compile(r"\b[A-Z][a-z]+(?:[-’'][A-Za-z]+)*\b")
_HANGUL = re.compile("[가-힣]{3,}")
_KATAKANA = re.compile("[ァ-ヺー]{3,}")
_LONG_NAME = 5
"""Letters from which two may differ; a shorter name may have one other."""


def check_document(pairs: Sequence[SentencePair]) -> list[tuple[int, Problem]]:
    """Renderings of a term, or of a name no glossary knows, that differ from most of the document's."""
    return [*_terms(pairs), *_unknown_names(pairs)]


def _problem(found: str, usual: str, term: str) -> Problem:
    return Problem(
        "name-inconsistent",
        WARNING,
        _("“{found}” here, “{usual}” elsewhere for “{term}”.").format(found=found, usual=usual, term=term),
        term=term,
    )


def _terms(pairs: Sequence[SentencePair]) -> list[tuple[int, Problem]]:
    surfaces: defaultdict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for index, pair in enumerate(pairs):
        for match, place in zip(pair.matches, pair.satisfaction.places, strict=True):
            if place is not None and not match.forms and not match.homographs:
                found = pair.target[place.start : place.end]
                surfaces[match.rendering].append((index, found, match.surface))
    problems = []
    for uses in surfaces.values():
        usual = Counter(found for _index, found, _term in uses).most_common(1)[0][0]
        problems += [(index, _problem(found, usual, term)) for index, found, term in uses if found != usual]
    return problems


def _unknown_names(pairs: Sequence[SentencePair]) -> list[tuple[int, Problem]]:
    """Near-equal spellings (타카이치, 다카이치) where the source has one name."""
    sentences: defaultdict[str, set[int]] = defaultdict(set)
    for index, pair in enumerate(pairs):
        known = [match.span for match in pair.matches]
        for match in _CAPITALISED.finditer(pair.source):
            if not overlaps(match.span(), known):
                sentences[match.group()].add(index)
    words = [_words(pair) for pair in pairs]
    problems: dict[tuple[int, str], Problem] = {}
    for name, indices in sentences.items():
        if len(indices) < 2:
            continue
        counts = Counter(word for index in indices for word in words[index])
        outside = {word for index, found in enumerate(words) if index not in indices for word in found}
        own = [word for word, count in counts.most_common() if word not in outside and count > 1]
        for usual in own[:3]:
            for index in sorted(indices):
                if usual in words[index]:
                    continue
                for word in sorted(words[index] - outside):
                    if counts[word] < counts[usual] and _are_near(word, usual):
                        problems.setdefault((index, word), _problem(word, usual, name))
    return [(index, problem) for (index, _word), problem in problems.items()]


def _words(pair: SentencePair) -> set[str]:
    if pair.language.locale == "ja":
        return set(_KATAKANA.findall(pair.target))
    if pair.language.locale == "ko":
        return {_stem(word) for word in _HANGUL.findall(pair.target)}
    return set()


def _stem(word: str) -> str:
    """The word without a particle at its end."""
    for length in range(min(len(word) - 2, 5), 0, -1):
        if word[-length:] in ko.particles():
            return word[:-length]
    return word


def _are_near(one: str, other: str) -> bool:
    if min(len(one), len(other)) < 3 or abs(len(one) - len(other)) > 1:
        return False
    return Levenshtein.distance(one, other) <= (2 if min(len(one), len(other)) >= _LONG_NAME else 1)
