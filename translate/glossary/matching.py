"""Finding the terms of a termbase in English sentences.

All source forms sit in one Aho–Corasick automaton (pyahocorasick; ahocorasick_rs was measured equal in
memory, slower to build and as quick to search), so that 100,000 terms cost little more than 100. What it
finds are candidates; rules of case, word boundary, short names and precedence decide, as
``docs/glossaries.md`` specifies them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import ahocorasick

from translate.glossary.candidates import Candidate, Chart, Composer, Pattern, parse_pattern
from translate.glossary.concepts import Entry, TermMatch
from translate.glossary.folding import FoldedText, fold, lower
from translate.glossary.forms import DEMONYM, Form, begins_at, ends_at, has_case, source_forms
from translate.glossary.neighbours import Neighbourhood
from translate.glossary.renderings import Renderer
from translate.glossary.termbase import Termbase
from translate.spans import Span

_STOP_INSIDE = re.compile("[.!?…](?=.)")

_WEAKEST = 9
"""Level of entries that only forbid a rendering."""


@dataclass(frozen=True)
class DocumentNames:
    """Terms of the full names that occur in a document; short names depend on them."""

    terms: frozenset[str] = frozenset()


@dataclass(frozen=True)
class NearMiss:
    """An entry whose term stands in a sentence but was not matched there.

    Attributes:
        start, end: half-open code-point range in the sentence.
        reason: ``boundary`` (part of a longer word), ``case``, ``proposed`` (fuzzy), ``obsolete``,
            ``untranslated`` (no rendering in this language), ``pattern-only`` (a demonym),
            ``full-name`` (a short name whose full name is not in the document), ``other-name`` (a word
            beside it makes it another name), ``one-character`` (a short name with such a rendering,
            outside a pattern), ``displaced`` (another match took the words).
        by: term of the match that displaced it.
    """

    start: int
    end: int
    entry: Entry
    reason: str
    by: str = ""


class Matcher:
    """Finds terms; made once per termbase.

    Args:
        termbase: the glossaries for the target language.
    """

    def __init__(self, termbase: Termbase) -> None:
        self.termbase = termbase
        entries = [
            (entry, _WEAKEST if entry.forbidden else ranked.level, order)
            for order, ranked in enumerate(termbase.glossaries)
            for entry in ranked.entries
            if _why_unusable(entry) is None
        ]
        forbidden: defaultdict[str, list[str]] = defaultdict(list)
        for entry, _level, _order in entries:
            if entry.forbidden:
                forbidden[entry.term].append(termbase.resolve(entry).rendering)
        self._renderer = Renderer(termbase.resolve, forbidden)
        self._full_names = frozenset(entry.short_of for entry, _level, _order in entries if entry.short_of)
        self._index = _Index(entries)
        self._unusable: _Index | None = None

    def survey(self, texts: Iterable[str]) -> DocumentNames:
        """Which full names occur in a document, given its segments or sentences."""
        if not self._full_names:
            return DocumentNames()
        found: set[str] = set()
        for text in texts:
            folded = fold(text)
            for candidate in self._index.candidates(folded):
                if candidate.entry.term in self._full_names and not candidate.entry.short_of:
                    found.add(candidate.entry.term)
        return DocumentNames(frozenset(found))

    def stretches_with_stops(self, text: str) -> list[Span]:
        """Where terms stand that hold a full stop, ``!`` or ``?`` inside: no sentence ends there."""
        if not self._index.has_stops:
            return []
        folded = fold(text)
        return [
            folded.original(candidate.start, candidate.end)
            for candidate in self._index.candidates(folded)
            if _STOP_INSIDE.search(candidate.form.written)
        ]

    def match(
        self, text: str, names: DocumentNames | None = None, *, forbidden: bool = False
    ) -> list[TermMatch]:
        """The term occurrences of a sentence, by position, none overlapping another.

        Args:
            names: full names of the document, by :meth:`survey`; None takes the sentence for the document.
            forbidden: also yield occurrences of terms of which only a forbidden rendering is known; their
                ``rendering`` is empty and ``avoid`` holds what must not stand.
        """
        if names is None:
            names = self.survey([text])
        folded = fold(text)
        groups = self._select(folded, names)
        matches = []
        for group in groups:
            match = self._term_match(text, folded, group)
            if match.rendering or match.ambiguous or (forbidden and match.avoid):
                matches.append(match)
        return _settle_shared_variants(sorted(matches, key=lambda match: match.start))

    def explain(self, text: str, names: DocumentNames | None = None) -> list[NearMiss]:
        """Entries whose term stands in a sentence without being matched, and why, by position."""
        if names is None:
            names = self.survey([text])
        folded = fold(text)
        rejected: list[tuple[int, int, Entry, str]] = []
        chosen = self._select(folded, names, rejected)
        if self._unusable is None:
            self._unusable = _Index(
                (entry, ranked.level, order)
                for order, ranked in enumerate(self.termbase.glossaries)
                for entry in ranked.entries
                if _why_unusable(entry) is not None
            )
        for candidate in self._unusable.candidates(folded):
            reason = _why_unusable(candidate.entry) or ""
            rejected.append((candidate.start, candidate.end, candidate.entry, reason))
        taken = {
            (candidate.start, candidate.end, id(candidate.entry))
            for group in chosen
            for member in group
            for candidate in (member, *member.components())
        }
        misses: dict[tuple[int, int, int], NearMiss] = {}
        whole = {(start, end, id(entry)) for start, end, entry, reason in rejected if reason != "boundary"}
        for start, end, entry, reason in rejected:
            key = (start, end, id(entry))
            if key in taken or key in misses:
                continue
            if reason == "boundary" and any(
                first <= start and end <= last and number == id(entry)
                for first, last, number in taken | whole
            ):
                continue
            over = next((g[0] for g in chosen if g[0].start < end and start < g[0].end), None)
            if over is not None and entry.short_of:
                continue  # a surname inside the full name, or inside another term
            by = over.entry.term if over is not None and reason == "displaced" else ""
            first, last = folded.original(start, end)
            misses[key] = NearMiss(first, last, entry, reason, by)
        return sorted(misses.values(), key=lambda miss: (miss.start, miss.end))

    def _select(
        self,
        text: FoldedText,
        names: DocumentNames,
        rejected: list[tuple[int, int, Entry, str]] | None = None,
    ) -> list[tuple[Candidate, ...]]:
        """Groups of candidates on the same words that claim them together, none overlapping another."""
        anchors: list[tuple[int, Pattern]] = []
        found = list(self._index.candidates(text, anchors, rejected))

        def choose(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
            return _choose(candidates, names)

        composed: list[Candidate] = []
        if anchors:
            chart = Chart(choose)
            for candidate in found:
                if not candidate.entry.forbidden:
                    chart.add(candidate)
            composed = Composer(text, chart).compose(anchors)
        neighbourhood = Neighbourhood(text.cased)
        groups: defaultdict[tuple[int, int], list[Candidate]] = defaultdict(list)
        for candidate in (*found, *composed):
            reason = self._why_not(candidate, names, neighbourhood)
            if reason is None:
                groups[candidate.start, candidate.end].append(candidate)
            elif rejected is not None:
                rejected.append((candidate.start, candidate.end, candidate.entry, reason))
        ranked: list[tuple[Candidate, ...]] = []
        for candidates in groups.values():
            # One group per level: a weaker level may still take what the stronger one does not get.
            for level in sorted({candidate.form.level for candidate in candidates}):
                ranked.append(choose(c for c in candidates if c.form.level == level))
        ranked.sort(key=lambda group: _rank(group[0]))
        selected: list[tuple[Candidate, ...]] = []
        for group in ranked:
            overlapping = [
                other for other in selected if other[0].start < group[0].end and group[0].start < other[0].end
            ]
            if overlapping:
                inside = {(part.start, part.end, id(part.entry)) for part in group[0].components()}
                if not all((o[0].start, o[0].end, id(o[0].entry)) in inside for o in overlapping):
                    continue
                selected = [other for other in selected if other not in overlapping]
            selected.append(group)
        if rejected is not None:
            rejected.extend(
                (candidate.start, candidate.end, candidate.entry, "displaced")
                for candidates in groups.values()
                for candidate in candidates
                if not candidate.entry.forbidden
            )
        return selected

    def _why_not(
        self, candidate: Candidate, names: DocumentNames, neighbourhood: Neighbourhood
    ) -> str | None:
        """Why a candidate cannot stand by itself; None if it can."""
        entry = candidate.entry
        if candidate.form.source == DEMONYM and not candidate.fillers:
            return "pattern-only"
        if entry.short_of and not candidate.fillers:
            if entry.short_of not in names.terms:
                return "full-name"
            if len(entry.rendering) == 1:
                return "one-character"
            if neighbourhood.makes_other_name(candidate.start, candidate.end):
                return "other-name"
        elif candidate.fillers:
            parts = [group[0] for _name, group in candidate.fillers]
            left = parts[0].start == candidate.start and bool(parts[0].entry.short_of)
            right = parts[-1].end == candidate.end and bool(parts[-1].entry.short_of)
            if (left or right) and neighbourhood.makes_other_name(
                candidate.start, candidate.end, left=left, right=right
            ):
                return "other-name"
        return None

    def _term_match(self, text: str, folded: FoldedText, group: tuple[Candidate, ...]) -> TermMatch:
        def surface(candidate: Candidate) -> str:
            start, end = folded.original(candidate.start, candidate.end)
            return text[start:end]

        rendered = self._renderer.render(group, surface)
        lead = next((c for c in group if c.entry is rendered.entries[0]), group[0])
        start, end = folded.original(lead.start, lead.end)
        return TermMatch(
            start=start,
            end=end,
            surface=text[start:end],
            term=lead.entry.term,
            rendering=rendered.rendering,
            accept=rendered.accept,
            forms=rendered.forms,
            homographs=rendered.homographs,
            avoid=rendered.avoid,
            kind=lead.kind,
            glossary=lead.entry.glossary,
            entries=rendered.entries,
            keep=rendered.keep,
            reading=rendered.reading,
            common=rendered.common,
            ambiguous=rendered.ambiguous,
            pivot=rendered.pivot,
            converted=rendered.converted,
        )


class _Index:
    """Source forms in an automaton."""

    def __init__(self, entries: Iterable[tuple[Entry, int, int]]) -> None:
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        self._lengths: list[int] = []
        self._forms: list[list[Form]] = []
        self._anchors: dict[int, list[Pattern]] = {}
        self.has_stops = False
        numbers: dict[str, int] = {}
        for entry, level, order in entries:
            is_pattern = entry.is_pattern
            for form in source_forms(entry, level, order):
                pattern = parse_pattern(form) if is_pattern else None
                if is_pattern and pattern is None:
                    continue
                written = str(pattern.parts[pattern.anchor]) if pattern else form.written
                key = lower(written)
                number = numbers.get(key)
                if number is None:
                    number = numbers[key] = len(numbers)
                    self._automaton.add_word(key, number)
                    self._lengths.append(len(key))
                    self._forms.append([])
                if pattern:
                    self._anchors.setdefault(number, []).append(pattern)
                else:
                    self._forms[number].append(form)
                    self.has_stops = self.has_stops or _STOP_INSIDE.search(form.written) is not None
        if numbers:
            self._automaton.make_automaton()
        self._is_empty = not numbers

    def candidates(
        self,
        text: FoldedText,
        anchors: list[tuple[int, Pattern]] | None = None,
        rejected: list[tuple[int, int, Entry, str]] | None = None,
    ) -> Iterator[Candidate]:
        """Stretches that have the words, the case and the boundaries of a form.

        Args:
            anchors: takes the anchors of patterns with their start.
            rejected: takes what has the letters but not the boundaries or the case.
        """
        if self._is_empty:
            return
        lowered, cased = text.lowered, text.cased
        for last, number in self._automaton.iter(lowered):
            end = last + 1
            start = end - self._lengths[number]
            if anchors is not None and number in self._anchors:
                anchors.extend((start, pattern) for pattern in self._anchors[number])
            forms = self._forms[number]
            if not forms:
                continue
            if not begins_at(lowered, cased, start):
                if rejected is not None:
                    rejected.extend(_inside_words(start, cased[start:end], forms))
                continue
            is_whole = ends_at(lowered, cased, end)
            for form in forms:
                suffix = ""
                if not is_whole:
                    suffix = form.suffix
                    longer = end + len(suffix)
                    if not (suffix and lowered.startswith(suffix, end) and ends_at(lowered, cased, longer)):
                        if rejected is not None:
                            rejected.extend(_inside_words(start, cased[start:end], [form]))
                        continue
                stop = end + len(suffix)
                surface = cased[start:stop]
                if has_case(surface, form.written, form.case, suffix):
                    yield Candidate(
                        start,
                        stop,
                        form,
                        stop - start,
                        surface == form.written + suffix,
                        bool(suffix) or form.is_inflected,
                    )
                elif rejected is not None:
                    rejected.append((start, stop, form.entry, "case"))


def _inside_words(start: int, surface: str, forms: list[Form]) -> Iterator[tuple[int, int, Entry, str]]:
    """Forms that have the letters and case of a stretch, but not its boundaries."""
    for form in forms:
        if has_case(surface, form.written, form.case):
            yield start, start + len(surface), form.entry, "boundary"


def _why_unusable(entry: Entry) -> str | None:
    """Why an entry is never enforced; None if it is."""
    if entry.obsolete:
        return "obsolete"
    if entry.fuzzy:
        return "proposed"
    return None if entry.rendering else "untranslated"


def _rank(candidate: Candidate) -> tuple[int, int, int, bool, int, int]:
    """Sorts candidates, the one that wins first."""
    form = candidate.form
    return (
        form.level,
        candidate.start - candidate.end,
        -candidate.literal,
        not candidate.is_exact,
        form.source,
        form.order,
    )


def _choose(candidates: Iterable[Candidate], names: DocumentNames) -> tuple[Candidate, ...]:
    """Of candidates on the same words those that are meant: one, or homographs."""

    def rank(candidate: Candidate) -> tuple[bool, tuple[int, int, int, bool, int, int]]:
        short_of = candidate.entry.short_of
        return (bool(short_of) and short_of not in names.terms, _rank(candidate))

    ranked = sorted(candidates, key=rank)
    best = rank(ranked[0])
    chosen: list[Candidate] = []
    for candidate in ranked:
        if rank(candidate) != best:
            break
        if all(candidate.entry is not other.entry for other in chosen):
            chosen.append(candidate)
    return tuple(chosen)


def _settle_shared_variants(matches: list[TermMatch]) -> list[TermMatch]:
    """Variants of one term that are the rendering of another in the sentence count only for that one.

    A sentence that holds both names of a disputed place must keep both.
    """
    if len(matches) < 2:
        return matches
    settled = []
    for match in matches:
        others = {other.rendering for other in matches if other.term != match.term}
        if others & {*match.accept, *match.avoid}:
            match = replace(
                match,
                accept=tuple(text for text in match.accept if text not in others),
                avoid=tuple(text for text in match.avoid if text not in others),
            )
        settled.append(match)
    return settled
