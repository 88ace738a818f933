"""What the review page shows, computed from outcomes: marked text, terms with colours, sections."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from translate.report.outcomes import SATISFIED, DocumentResult, SentenceResult
from translate.report.review_collection import (
    Collection,
    Counts,
    Held,
    TermKey,
    TermUse,
    has_problem,
    key_of,
)
from translate.spans import Span

COLOURS = 8
"""Colours of terms in the style sheet."""

STATUSES = ("free", "forced", "carried", "spliced", "replaced", "missing", "ambiguous", "surplus")
"""Statuses in the order of the charts: as the glossary says first."""

STATUSES_OF_CHECKS = ("free", "missing", "ambiguous")
"""Statuses of translations that were not made here."""


@dataclass
class Term:
    """A term; ``colour`` counts from 0, ``is_shown`` says that a sentence on the page has it."""

    index: int
    term: str
    glossary: str
    kind: str
    colour: int = 0
    is_shown: bool = True


@dataclass(frozen=True)
class Piece:
    """A stretch of a sentence; ``outcome`` says which outcome it belongs to, None for plain text."""

    text: str
    outcome: int | None = None


@dataclass(frozen=True)
class Mark:
    """One outcome as the page shows it.

    Attributes:
        term: index of its term on the page.
        number: its number in the sentence, from 1, the same on both sides; 0 where it is the only one.
        in_source, in_target: whether it is marked there.
    """

    term: int
    colour: int
    number: int
    status: str
    rendering: str
    satisfied: bool
    in_source: bool
    in_target: bool


@dataclass(frozen=True)
class Row:
    """A sentence on the page; ``number`` counts within its document, ``id`` over the page."""

    id: int
    number: int
    sentence: SentenceResult
    source: tuple[Piece, ...]
    target: tuple[Piece, ...]
    marks: tuple[Mark, ...]
    confidence: float | None

    @property
    def is_problem(self) -> bool:
        return bool(self.sentence.warnings) or any(not mark.satisfied for mark in self.marks)


@dataclass(frozen=True)
class Section:
    """A document in one language."""

    result: DocumentResult
    document: int
    rows: tuple[Row, ...]
    left_out: int


@dataclass(frozen=True)
class Page:
    """All of a review page.

    Attributes:
        documents, languages: of the sections.
        terms: those of the sections first; the others only have ``uses``.
        counts: for each language, and for all together if there are several.
        uses: for each term what became of it in each language, where the sections do not tell all.
        shown, problems_shown: sentences on the page, and those of them with a problem.
        is_check: the translations were not made here.
    """

    documents: tuple[str, ...]
    languages: tuple[str, ...]
    sections: tuple[Section, ...]
    terms: tuple[Term, ...]
    counts: tuple[Counts, ...]
    uses: tuple[dict[str, TermUse], ...]
    shown: int
    problems_shown: int
    is_check: bool

    @property
    def statuses(self) -> tuple[str, ...]:
        """Statuses that terms of this page can have."""
        return STATUSES_OF_CHECKS if self.is_check else STATUSES


def build(collection: Collection) -> Page:
    """The page of the documents collected."""
    held = list(collection.documents())
    documents = {name: index for index, name in enumerate(dict.fromkeys(each.result.source for each in held))}
    languages = tuple(dict.fromkeys([*(each.result.language for each in held), *sorted(collection.counts)]))
    terms = _terms(held)
    sections = []
    identity = problems = 0
    for each in held:
        rows = []
        for number, sentence in each.sentences:
            identity += 1
            problems += has_problem(sentence)
            rows.append(_row(identity, number, sentence, terms))
        section = Section(
            each.result, documents[each.result.source], tuple(rows), each.total - len(each.sentences)
        )
        sections.append(section)
    counts = [collection.counts[language] for language in languages]
    uses: list[dict[str, TermUse]] = []
    if not collection.is_complete:
        for of_language in collection.terms.values():
            for key, use in of_language.items():
                if key not in terms:
                    terms[key] = Term(len(terms), *key, use.kind, len(terms) % COLOURS, is_shown=False)
        for key in terms:
            found = {code: collection.terms[code].get(key) for code in languages}
            uses.append({code: use for code, use in found.items() if use is not None})
    return Page(
        tuple(documents),
        languages,
        tuple(sections),
        tuple(terms.values()),
        (*counts, _together(counts)) if len(counts) > 1 else tuple(counts),
        tuple(uses),
        identity,
        problems,
        bool(held) and not any(each.result.package for each in held),
    )


def _terms(documents: Iterable[Held]) -> dict[TermKey, Term]:
    """Every term in the order of its first occurrence, coloured so that those of a sentence differ."""
    terms: dict[TermKey, Term] = {}
    frequency: Counter[TermKey] = Counter()
    together: defaultdict[TermKey, Counter[TermKey]] = defaultdict(Counter)
    for document in documents:
        for _number, sentence in document.sentences:
            keys = list(dict.fromkeys(map(key_of, sentence.terms)))
            for outcome in sentence.terms:
                key = key_of(outcome)
                frequency[key] += 1
                if key not in terms:
                    terms[key] = Term(len(terms), outcome.term, outcome.glossary, outcome.kind)
            for key in keys:
                together[key].update(other for other in keys if other != key)
    coloured: dict[TermKey, int] = {}
    used: Counter[int] = Counter()
    for key in sorted(terms, key=lambda key: (-frequency[key], terms[key].index)):
        clashes: Counter[int] = Counter()
        for other, number in together[key].items():
            if other in coloured:
                clashes[coloured[other]] += number
        colour = min(range(COLOURS), key=lambda colour: (clashes[colour], used[colour], colour))
        coloured[key] = terms[key].colour = colour
        used[colour] += 1
    return terms


def _row(identity: int, number: int, sentence: SentenceResult, terms: dict[TermKey, Term]) -> Row:
    sources = _disjoint(sentence.source, [outcome.source_span for outcome in sentence.terms])
    targets = _disjoint(sentence.target, [outcome.target_span for outcome in sentence.terms])
    several = len(sentence.terms) > 1
    marks = tuple(
        Mark(
            term=terms[key_of(outcome)].index,
            colour=terms[key_of(outcome)].colour,
            number=index + 1 if several else 0,
            status=outcome.status,
            rendering=outcome.rendering,
            satisfied=outcome.status in SATISFIED,
            in_source=index in sources,
            in_target=index in targets,
        )
        for index, outcome in enumerate(sentence.terms)
    )
    return Row(
        identity,
        number,
        sentence,
        _pieces(sentence.source, sources),
        _pieces(sentence.target, targets),
        marks,
        math.exp(min(0.0, sentence.score)) if sentence.score is not None else None,
    )


def _disjoint(text: str, spans: Sequence[Span | None]) -> dict[int, Span]:
    """The spans that can be marked, by index: inside the text, not empty, not over one another."""
    marked: dict[int, Span] = {}
    position = 0
    order = sorted(
        ((span, index) for index, span in enumerate(spans) if span is not None),
        key=lambda item: (item[0][0], -item[0][1]),
    )
    for (start, end), index in order:
        if position <= start < end <= len(text):
            marked[index] = (start, end)
            position = end
    return marked


def _pieces(text: str, marked: dict[int, Span]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    position = 0
    for index, (start, end) in sorted(marked.items(), key=lambda item: item[1]):
        if position < start:
            pieces.append(Piece(text[position:start]))
        pieces.append(Piece(text[start:end], index))
        position = end
    if position < len(text):
        pieces.append(Piece(text[position:]))
    return tuple(pieces)


def _together(counts: Sequence[Counts]) -> Counts:
    """The counts of all languages."""
    whole = Counts("")
    for each in counts:
        whole.include(each)
    return whole
