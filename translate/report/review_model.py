"""What the review page shows, computed from outcomes: marked text, terms with colours, counts, charts."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from translate.report.outcomes import SATISFIED, DocumentResult, SentenceResult, TermOutcome
from translate.spans import Span

COLOURS = 8
"""Colours of terms in the style sheet."""

STATUSES = ("free", "forced", "carried", "spliced", "replaced", "missing", "ambiguous", "surplus")
"""Statuses in the order of the charts: as the glossary says first."""

_WORD_BINS = ((1, 5), (6, 10), (11, 15), (16, 20), (21, 25), (26, 30), (31, 40), (41, None))
_CONFIDENCE_BINS = 10

MOST_SENTENCES = 20_000
"""Sentences on one page at most; beyond, those without a problem are left out."""


@dataclass
class Term:
    """A term on the page; ``colour`` counts from 0."""

    index: int
    term: str
    glossary: str
    kind: str
    colour: int = 0


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
        lengths, confidences: histograms; the latter is empty where nothing was translated now.
    """

    language: str
    sentences: int = 0
    problems: int = 0
    from_memory: int = 0
    approved: int = 0
    found: int = 0
    satisfied: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    lengths: list[Bar] = field(default_factory=list)
    confidences: list[Bar] = field(default_factory=list)

    @property
    def most_of_a_status(self) -> int:
        return max(self.statuses.values(), default=0)


@dataclass(frozen=True)
class Page:
    """All of a review page."""

    documents: tuple[str, ...]
    languages: tuple[str, ...]
    sections: tuple[Section, ...]
    terms: tuple[Term, ...]
    counts: tuple[Counts, ...]


def build(results: Sequence[DocumentResult], most: int = MOST_SENTENCES) -> Page:
    """The page of some documents.

    Args:
        most: sentences at most; beyond, those without a problem are left out.
    """
    documents = tuple(dict.fromkeys(result.source for result in results))
    languages = tuple(dict.fromkeys(result.language for result in results))
    terms = _terms(results)
    room = most - sum(_has_problem(sentence) for result in results for sentence in result.sentences)
    sections = []
    identity = 0
    for result in results:
        rows = []
        for number, sentence in enumerate(result.sentences, 1):
            if not _has_problem(sentence):
                room -= 1
                if room < 0:
                    continue
            identity += 1
            rows.append(_row(identity, number, sentence, terms))
        sections.append(
            Section(result, documents.index(result.source), tuple(rows), len(result.sentences) - len(rows))
        )
    scopes = [*languages, ""] if len(languages) > 1 else list(languages)
    return Page(
        documents,
        languages,
        tuple(sections),
        tuple(terms.values()),
        tuple(_counts(results, language) for language in scopes),
    )


def _has_problem(sentence: SentenceResult) -> bool:
    return bool(sentence.warnings) or any(outcome.status not in SATISFIED for outcome in sentence.terms)


_TermKey = tuple[str, str]


def _key(outcome: TermOutcome) -> _TermKey:
    return (outcome.term, outcome.glossary)


def _terms(results: Iterable[DocumentResult]) -> dict[_TermKey, Term]:
    """Every term in the order of its first occurrence, coloured so that those of a sentence differ."""
    terms: dict[_TermKey, Term] = {}
    frequency: Counter[_TermKey] = Counter()
    together: defaultdict[_TermKey, Counter[_TermKey]] = defaultdict(Counter)
    for result in results:
        for sentence in result.sentences:
            keys = list(dict.fromkeys(map(_key, sentence.terms)))
            for outcome in sentence.terms:
                key = _key(outcome)
                frequency[key] += 1
                if key not in terms:
                    terms[key] = Term(len(terms), outcome.term, outcome.glossary, outcome.kind)
            for key in keys:
                together[key].update(other for other in keys if other != key)
    coloured: dict[_TermKey, int] = {}
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


def _row(identity: int, number: int, sentence: SentenceResult, terms: dict[_TermKey, Term]) -> Row:
    sources = _disjoint(sentence.source, [outcome.source_span for outcome in sentence.terms])
    targets = _disjoint(sentence.target, [outcome.target_span for outcome in sentence.terms])
    several = len(sentence.terms) > 1
    marks = tuple(
        Mark(
            term=terms[_key(outcome)].index,
            colour=terms[_key(outcome)].colour,
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


def _counts(results: Sequence[DocumentResult], language: str) -> Counts:
    counts = Counts(language)
    lengths: Counter[int] = Counter()
    confidences: Counter[int] = Counter()
    for result in results:
        if language not in ("", result.language):
            continue
        counts.found += result.found
        counts.satisfied += result.satisfied
        for sentence in result.sentences:
            counts.sentences += 1
            counts.problems += _has_problem(sentence)
            counts.from_memory += sentence.from_memory
            counts.approved += sentence.approved
            counts.statuses.update(outcome.status for outcome in sentence.terms)
            words = len(sentence.source.split())
            lengths[sum(words >= low for low, _high in _WORD_BINS)] += 1
            if sentence.score is not None:
                share = math.exp(min(0.0, sentence.score))
                confidences[min(_CONFIDENCE_BINS - 1, int(share * _CONFIDENCE_BINS))] += 1
    counts.lengths = [
        Bar(f"{low}–{high}" if high else f"{low}+", lengths[index])
        for index, (low, high) in enumerate(_WORD_BINS, 1)
    ]
    if confidences:
        step = 100 // _CONFIDENCE_BINS
        counts.confidences = [
            Bar(f"{index * step}–{(index + 1) * step}", confidences[index])
            for index in range(_CONFIDENCE_BINS)
        ]
    return counts
