"""Candidate occurrences of entries in a folded sentence, and patterns composed of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from translate.glossary.concepts import Entry
from translate.glossary.folding import FoldedText
from translate.glossary.forms import Form, begins_at, ends_at, has_case
from translate.glossary.patterns import PLACEHOLDER, fills

MAXIMUM_DEPTH = 3
"""How deep patterns nest: a pattern's result may fill another one."""

MAXIMUM_COMPOSED = 200
"""Compositions tried in one sentence; more only arise from a glossary made to exhaust."""


@dataclass(frozen=True, eq=False)
class Candidate:
    """A stretch of a folded sentence that an entry may claim.

    Attributes:
        start, end: range in the folded text.
        form: the spelling found.
        literal: number of characters that the entry spells itself, not its placeholders.
        is_exact: the case is as the glossary writes it.
        is_inflected: a plural.
        fillers: for a pattern: what each placeholder took, as alternatives (homographs).
    """

    start: int
    end: int
    form: Form
    literal: int
    is_exact: bool
    is_inflected: bool = False
    fillers: tuple[tuple[str, tuple[Candidate, ...]], ...] = ()

    @property
    def entry(self) -> Entry:
        return self.form.entry

    @property
    def kind(self) -> str:
        """What the whole is: a title with a person in it is a person."""
        kind = self.entry.kind
        if self.fillers and kind in ("", "title"):
            for placeholder, _alternatives in self.fillers:
                if placeholder.startswith("{person"):
                    return "person"
        return kind

    def components(self) -> Iterator[Candidate]:
        """Everything the placeholders took, at any depth."""
        for _placeholder, alternatives in self.fillers:
            for alternative in alternatives:
                yield alternative
                yield from alternative.components()


Choose = Callable[[Iterable[Candidate]], tuple[Candidate, ...]]
"""Picks, of candidates on the same words, those that are meant."""


class Slot(NamedTuple):
    """A placeholder of a pattern."""

    name: str
    kind: str


class Pattern(NamedTuple):
    """A pattern's spelling cut at its placeholders.

    Attributes:
        parts: literals (folded, cased) and slots in order.
        anchor: index of the literal by which it is sought.
    """

    form: Form
    parts: tuple[str | Slot, ...]
    anchor: int


def parse_pattern(form: Form) -> Pattern | None:
    """The pattern of a spelling; None if it has no word of its own to be found by."""
    parts: list[str | Slot] = []
    position = 0
    for match in PLACEHOLDER.finditer(form.written):
        if match.start() > position:
            parts.append(form.written[position : match.start()])
        parts.append(Slot(match[0], match[1]))
        position = match.end()
    if position < len(form.written):
        parts.append(form.written[position:])
    literals = [index for index, part in enumerate(parts) if isinstance(part, str)]
    anchor = max(literals, key=lambda index: len(str(parts[index])), default=None)
    if anchor is None or not any(map(str.isalnum, str(parts[anchor]))):
        return None
    return Pattern(form, tuple(parts), anchor)


class Chart:
    """Candidates by kind and border, for filling placeholders."""

    def __init__(self, choose: Choose) -> None:
        self._choose = choose
        self._from: defaultdict[tuple[str, int], defaultdict[int, list[Candidate]]]
        self._from = defaultdict(lambda: defaultdict(list))
        self._to: defaultdict[tuple[str, int], defaultdict[int, list[Candidate]]]
        self._to = defaultdict(lambda: defaultdict(list))

    def add(self, candidate: Candidate) -> None:
        for kind in fills(candidate.kind):
            self._from[kind, candidate.start][candidate.end].append(candidate)
            self._to[kind, candidate.end][candidate.start].append(candidate)

    def starting(self, kind: str, start: int) -> Iterator[tuple[int, tuple[Candidate, ...]]]:
        """Ends of stretches of a kind that start here, each with its alternatives."""
        for end, candidates in list(self._from.get((kind, start), {}).items()):
            yield end, self._choose(candidates)

    def ending(self, kind: str, end: int) -> Iterator[tuple[int, tuple[Candidate, ...]]]:
        """Starts of stretches of a kind that end here, each with its alternatives."""
        for start, candidates in list(self._to.get((kind, end), {}).items()):
            yield start, self._choose(candidates)


Fillers = tuple[tuple[str, tuple[Candidate, ...]], ...]


class Composer:
    """Finds the patterns of one sentence."""

    def __init__(self, text: FoldedText, chart: Chart) -> None:
        self.text = text
        self.chart = chart

    def compose(self, anchors: Iterable[tuple[int, Pattern]]) -> list[Candidate]:
        """Pattern occurrences around anchors (start of the anchor literal, pattern)."""
        anchored = list(anchors)
        composed: list[Candidate] = []
        seen: set[tuple[int, int, int, str, tuple[int, ...]]] = set()
        for _depth in range(MAXIMUM_DEPTH):
            fresh: list[Candidate] = []
            for start, pattern in anchored:
                for candidate in self._around(start, pattern):
                    if len(composed) + len(fresh) >= MAXIMUM_COMPOSED:
                        break
                    inner = tuple(group[0].start for _name, group in candidate.fillers)
                    key = (
                        candidate.start,
                        candidate.end,
                        id(pattern.form.entry),
                        pattern.form.written,
                        inner,
                    )
                    if key not in seen:
                        seen.add(key)
                        fresh.append(candidate)
            for candidate in fresh:
                self.chart.add(candidate)
            composed += fresh
            if not fresh:
                break
        return composed

    def _around(self, start: int, pattern: Pattern) -> Iterator[Candidate]:
        anchor = pattern.parts[pattern.anchor]
        assert isinstance(anchor, str)
        for end, is_plural in self._literal(pattern, pattern.anchor, start):
            for first, left in self._leftwards(pattern, pattern.anchor - 1, start):
                for last, right, plural_right in self._rightwards(pattern, pattern.anchor + 1, end):
                    literal = sum(len(part) for part in pattern.parts if isinstance(part, str))
                    yield Candidate(
                        first,
                        last,
                        pattern.form,
                        literal,
                        self._is_exact(pattern, start),
                        is_plural or plural_right or pattern.form.is_inflected,
                        left + right,
                    )

    def _is_exact(self, pattern: Pattern, start: int) -> bool:
        anchor = str(pattern.parts[pattern.anchor])
        return self.text.cased.startswith(anchor, start)

    def _literal(self, pattern: Pattern, index: int, start: int) -> Iterator[tuple[int, bool]]:
        """Ends of a literal part that starts here; whether it is in the plural."""
        part = str(pattern.parts[index])
        text = self.text
        if not text.lowered.startswith(part.lower(), start):
            return
        if index == 0 and not begins_at(text.lowered, text.cased, start):
            return
        is_last = index == len(pattern.parts) - 1
        for suffix in ("", pattern.form.suffix) if is_last and pattern.form.suffix else ("",):
            end = start + len(part) + len(suffix)
            if suffix and not text.lowered.startswith(suffix, end - len(suffix)):
                continue
            if is_last and not ends_at(text.lowered, text.cased, end):
                continue
            if has_case(text.cased[start:end], part, pattern.form.case, suffix):
                yield end, bool(suffix)

    def _rightwards(self, pattern: Pattern, index: int, start: int) -> Iterator[tuple[int, Fillers, bool]]:
        if index == len(pattern.parts):
            yield start, (), False
            return
        part = pattern.parts[index]
        if isinstance(part, Slot):
            for end, alternatives in self.chart.starting(part.kind, start):
                for last, fillers, is_plural in self._rightwards(pattern, index + 1, end):
                    yield last, ((part.name, alternatives), *fillers), is_plural
            return
        starts = [start]
        if part.startswith(" "):
            starts += [start + len(mark) for mark in ("'s", "'") if self.text.lowered.startswith(mark, start)]
        for position in starts:
            for end, is_plural in self._literal(pattern, index, position):
                for last, fillers, plural_right in self._rightwards(pattern, index + 1, end):
                    yield last, fillers, is_plural or plural_right

    def _leftwards(self, pattern: Pattern, index: int, end: int) -> Iterator[tuple[int, Fillers]]:
        if index < 0:
            yield end, ()
            return
        part = pattern.parts[index]
        if isinstance(part, str):
            start = end - len(part)
            if start >= 0 and any(self._literal(pattern, index, start)):
                for first, fillers in self._leftwards(pattern, index - 1, start):
                    yield first, fillers
            return
        ends = [end]
        if str(pattern.parts[index + 1]).startswith(" "):
            ends += [end - len(mark) for mark in ("'s", "'") if self.text.lowered.endswith(mark, 0, end)]
        for position in ends:
            for start, alternatives in self.chart.ending(part.kind, position):
                for first, fillers in self._leftwards(pattern, index - 1, start):
                    yield first, (*fillers, (part.name, alternatives))
