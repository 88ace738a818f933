"""What a review page is made of: documents as they come, counts of all, and the sentences to show."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from translate.report.outcomes import SATISFIED, DocumentResult, SentenceResult, TermOutcome

MOST_SENTENCES = 10_000
"""Sentences on one page at most: those with a problem first, then those that come first."""

_MOST_RENDERINGS = 100
"""Renderings counted for one term at most: a pattern has one for every name."""

_WORD_BINS = ((1, 5), (6, 10), (11, 15), (16, 20), (21, 25), (26, 30), (31, 40), (41, None))
_CONFIDENCE_BINS = 10

TermKey = tuple[str, str]
"""Term and glossary."""


def key_of(outcome: TermOutcome) -> TermKey:
    """The term an outcome belongs to."""
    return (outcome.term, outcome.glossary)


def has_problem(sentence: SentenceResult) -> bool:
    """Whether a person should look at a sentence."""
    return bool(sentence.warnings) or any(outcome.status not in SATISFIED for outcome in sentence.terms)


@dataclass(frozen=True)
class Bar:
    """A bar of a histogram: its range as people write it, and how many."""

    label: str
    count: int


@dataclass
class Counts:
    """What an overview says.

    Attributes:
        language: code, or empty for all languages together.
        found, satisfied: term occurrences, and those rendered as the glossary says.
    """

    language: str
    sentences: int = 0
    problems: int = 0
    from_memory: int = 0
    approved: int = 0
    found: int = 0
    satisfied: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    _lengths: Counter[int] = field(default_factory=Counter)
    _confidences: Counter[int] = field(default_factory=Counter)

    def add(self, result: DocumentResult) -> None:
        """Count a document."""
        self.found += result.found
        self.satisfied += result.satisfied
        for sentence in result.sentences:
            self.sentences += 1
            self.problems += has_problem(sentence)
            self.from_memory += sentence.from_memory
            self.approved += sentence.approved
            self.statuses.update(outcome.status for outcome in sentence.terms)
            words = len(sentence.source.split())
            self._lengths[sum(words >= low for low, _high in _WORD_BINS)] += 1
            if sentence.score is not None:
                share = math.exp(min(0.0, sentence.score))
                self._confidences[min(_CONFIDENCE_BINS - 1, int(share * _CONFIDENCE_BINS))] += 1

    def include(self, other: Counts) -> None:
        """Add what another has counted."""
        self.sentences += other.sentences
        self.problems += other.problems
        self.from_memory += other.from_memory
        self.approved += other.approved
        self.found += other.found
        self.satisfied += other.satisfied
        self.statuses.update(other.statuses)
        self._lengths.update(other._lengths)
        self._confidences.update(other._confidences)

    @property
    def most_of_a_status(self) -> int:
        return max(self.statuses.values(), default=0)

    @property
    def lengths(self) -> list[Bar]:
        """Sentences by the number of their words."""
        return [
            Bar(f"{low}–{high}" if high else f"{low}+", self._lengths[index])
            for index, (low, high) in enumerate(_WORD_BINS, 1)
        ]

    @property
    def confidences(self) -> list[Bar]:
        """Sentences by the package's confidence in percent; empty where it is not known of any."""
        step = 100 // _CONFIDENCE_BINS
        return [
            Bar(f"{index * step}–{(index + 1) * step}", self._confidences[index])
            for index in range(_CONFIDENCE_BINS if self._confidences else 0)
        ]


@dataclass
class TermUse:
    """How a term was rendered in one language.

    Attributes:
        kind: of the entry.
        due, satisfied: occurrences in the source, and those rendered as the glossary says.
        renderings: what stands in the translations, with its number; empty for nothing.
    """

    kind: str
    due: int = 0
    satisfied: int = 0
    renderings: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: TermOutcome, target: str) -> None:
        """Count an occurrence in a sentence translated as ``target``."""
        self.due += outcome.status != "surplus"
        self.satisfied += outcome.status in SATISFIED
        span = outcome.target_span
        rendering = target[span[0] : span[1]] if span is not None else ""
        if rendering in self.renderings or len(self.renderings) < _MOST_RENDERINGS:
            self.renderings[rendering] += 1


@dataclass(frozen=True)
class Held:
    """A document of which sentences are on the page.

    Attributes:
        result: the document, without its sentences.
        total: how many sentences it has.
        sentences: those on the page, with their numbers in the document, from 1.
    """

    result: DocumentResult
    total: int
    sentences: list[tuple[int, SentenceResult]]


class Collection:
    """Takes documents one at a time; holds so many sentences, whatever their number and order.

    Args:
        most: sentences held at most.

    Attributes:
        counts: for each language.
        terms: for each language what became of every term.
        left_out: why whole documents are left out, with their number.
        is_complete: every sentence is held.
    """

    def __init__(self, most: int = MOST_SENTENCES) -> None:
        self._most = most
        self._held: list[tuple[bool, tuple[Any, ...], int, SentenceResult]] = []
        self._documents: dict[tuple[Any, ...], tuple[DocumentResult, int]] = {}
        self._added = 0
        # A number of 8 bytes for every document, which the journal of a corpus has as well.
        self._sources: set[int] = set()
        self.counts: dict[str, Counts] = {}
        self.terms: dict[str, dict[TermKey, TermUse]] = {}
        self.left_out: Counter[str] = Counter()
        self.is_complete = True

    def add(self, result: DocumentResult, place: tuple[Any, ...] | None = None) -> None:
        """Take a document.

        Args:
            place: decides the order of documents, whenever they come, and which sentences stay where not
                all can; each document has its own. None is the order of coming.
        """
        place = (self._added,) if place is None else place
        self._added += 1
        self._sources.add(hash(result.source))
        self.counts.setdefault(result.language, Counts(result.language)).add(result)
        uses = self.terms.setdefault(result.language, {})
        self._documents[place] = (replace(result, sentences=()), len(result.sentences))
        for number, sentence in enumerate(result.sentences, 1):
            self._held.append((not has_problem(sentence), place, number, sentence))
            for outcome in sentence.terms:
                uses.setdefault(key_of(outcome), TermUse(outcome.kind)).add(outcome, sentence.target)
        if len(self._held) + len(self._documents) > 2 * self._most:
            self._drop()

    @property
    def number(self) -> int:
        """How many documents there are, whatever the number of languages."""
        return len(self._sources)

    def documents(self) -> Iterator[Held]:
        """The documents on the page in their order."""
        if len(self._held) > self._most:
            self._drop()
        by_place: dict[tuple[Any, ...], list[tuple[int, SentenceResult]]] = {}
        for _fine, place, number, sentence in self._held:
            by_place.setdefault(place, []).append((number, sentence))
        for place in sorted(self._documents):
            result, total = self._documents[place]
            own = sorted(by_place.get(place, []), key=lambda each: each[0])
            yield Held(result, total, own)

    def _drop(self) -> None:
        """Let go of what has no room on the page."""
        if len(self._held) > self._most:
            self._held.sort(key=lambda each: each[:3])
            del self._held[self._most :]
        self.is_complete = False
        places = {place for _fine, place, _number, _sentence in self._held}
        self._documents = {place: self._documents[place] for place in places}
