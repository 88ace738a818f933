"""Suggesting glossary entries: what recurs in texts, how it is rendered, and how surely.

Renderings come from translations by people (given with the texts, or approved in the memory), from CLDR,
and from the package itself, whose disagreement with them and with itself says how much an entry is needed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from translate.engine import Engine
from translate.glossary import comments
from translate.glossary.concepts import Entry
from translate.glossary.editing import GlossaryEditor
from translate.glossary.matching import Matcher
from translate.glossary.suggestions import aligning, cldr
from translate.glossary.suggestions.aligning import Alignment
from translate.glossary.suggestions.candidates import Candidate, Occurrence
from translate.glossary.suggestions.extraction import extract
from translate.languages import Language
from translate.spans import Span

PARALLEL, MEMORY, CLDR, MODEL = "parallel", "memory", "cldr", "model"
"""Where a rendering comes from, the most trusted first."""

_TRUST = (PARALLEL, MEMORY, CLDR, MODEL)

EVIDENCE_KEY = "suggested"
"""Comment key under which a proposed entry keeps its possible renderings, until it is approved."""

_SAMPLES = 6
"""Occurrences of a term looked at, per source of renderings."""

_EXAMINED = 3
"""Candidates translated for each that is wanted: the most frequent are not always those rendered worst."""

_WORDS_OF_SAMPLE = range(5, 41)
TERM = "term"
_WEIGHT_OF_TERM = 0.7
_LEAST_DOUBT = 0.15
"""Weight of a term that is always rendered alike."""


@dataclass(frozen=True)
class Proposal:
    """A possible rendering: its origins with the number of occurrences that each has of it."""

    rendering: str
    origins: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        shown = ", ".join(f"{origin} {number}" if number else origin for origin, number in self.origins)
        return f"{self.rendering} ({shown})"


@dataclass
class Suggestion:
    """A term that may deserve an entry.

    Attributes:
        term, kind, short_of: as of an entry; the last two may be empty.
        count: occurrences in the texts.
        example: a sentence with it.
        proposals: by locale, the best rendering first; a language in which a glossary has the term, or for
            which nothing was found, is missing.
        doubts: by locale, 0 to 1: how often the package renders the term otherwise than proposed.
    """

    term: str
    count: int
    kind: str = ""
    short_of: str = ""
    example: str = ""
    proposals: dict[str, list[Proposal]] = field(default_factory=dict)
    doubts: dict[str, float] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """How much an entry is needed: frequency times doubt, and names before terms."""
        doubt = max(self.doubts.values(), default=0.0)
        weight = _WEIGHT_OF_TERM if self.kind == TERM else 1.0
        return math.log2(1 + self.count) * (_LEAST_DOUBT + doubt) * weight


@dataclass(frozen=True)
class Pair:
    """A sentence with a translation that a person made; ``origin`` is :data:`PARALLEL` or :data:`MEMORY`."""

    source: str
    target: str
    origin: str


@dataclass(frozen=True)
class Route:
    """What suggesting for one language needs.

    Attributes:
        matcher: of every glossary whose terms are not to be suggested.
        converts: the engine writes Simplified Chinese, which is to be made Traditional.
        pairs: sentences with human translations.
    """

    language: Language
    engine: Engine
    matcher: Matcher
    converts: bool = False
    pairs: Sequence[Pair] = ()

    @property
    def locale(self) -> str:
        """Language of what the engine writes."""
        return "zh_Hans" if self.converts else self.language.locale


def suggest(
    sentences: Sequence[str], routes: Sequence[Route], *, minimum: int = 3, limit: int = 50
) -> list[Suggestion]:
    """Terms that recur in sentences and that no glossary has, those most in need of an entry first.

    Args:
        minimum: occurrences at least.
        limit: suggestions at most.
    """
    found: dict[str, Suggestion] = {}
    for route in routes:
        names = route.matcher.survey(sentences)
        known = [[match.span for match in route.matcher.match(text, names)] for text in sentences]
        candidates = extract(sentences, known, minimum=minimum, passed_over=_known_words(route.matcher))
        candidates = candidates[: limit * _EXAMINED]
        for candidate, (proposals, doubt) in zip(
            candidates, _examine(sentences, candidates, route), strict=True
        ):
            suggestion = found.setdefault(candidate.term, _begun(sentences, candidate))
            if proposals:
                suggestion.proposals[route.language.locale] = proposals
                suggestion.doubts[route.language.locale] = doubt
    ranked = [suggestion for suggestion in found.values() if suggestion.proposals]
    return sorted(ranked, key=lambda suggestion: (-suggestion.score, suggestion.term))[:limit]


def _known_words(matcher: Matcher) -> set[str]:
    """Every source form of the glossaries, those included that match only beside others."""
    return {
        form
        for ranked in matcher.termbase.glossaries
        for entry in ranked.entries
        if not entry.obsolete
        for form in (entry.term, *entry.aliases, *entry.demonyms)
    }


def _begun(sentences: Sequence[str], candidate: Candidate) -> Suggestion:
    sample = _sample(sentences, candidate.occurrences)
    kind = "person" if candidate.is_person else ""
    if not kind:
        kind = next((kind for _name, kind in cldr.names(candidate.term, "en")), "")
    return Suggestion(
        candidate.term,
        candidate.count,
        kind=kind if candidate.is_name else TERM,
        short_of=candidate.short_of,
        example=sentences[sample[0].sentence],
    )


def _sample(sentences: Sequence[str], occurrences: Sequence[Occurrence]) -> list[Occurrence]:
    """Occurrences in different sentences, none too short or long if there is a choice."""
    first: dict[str, Occurrence] = {}
    for place in occurrences:
        first.setdefault(sentences[place.sentence], place)
    return sorted(
        first.values(),
        key=lambda place: (len(sentences[place.sentence].split()) not in _WORDS_OF_SAMPLE, place.sentence),
    )[:_SAMPLES]


def _examine(
    sentences: Sequence[str], candidates: Sequence[Candidate], route: Route
) -> list[tuple[list[Proposal], float]]:
    """Proposals and doubt for each candidate."""
    own = _own_renderings(sentences, candidates, route)
    human = {
        origin: _human_renderings(candidates, [pair for pair in route.pairs if pair.origin == origin], route)
        for origin in (PARALLEL, MEMORY)
    }
    results = []
    for index, candidate in enumerate(candidates):
        votes: dict[str, dict[str, int]] = {}
        for origin in (PARALLEL, MEMORY):
            for text, number in human[origin][index]:
                votes.setdefault(text, {})[origin] = number
        for text, _kind in cldr.names(candidate.term, route.language.locale) if candidate.is_name else ():
            votes.setdefault(text, {})[CLDR] = 0
        total = sum(number for _text, number in own[index])
        for text, number in own[index]:
            votes.setdefault(text, {})[MODEL] = number
        ranked = sorted(votes.items(), key=lambda item: _rank(item[1]))
        proposals = [
            Proposal(text, tuple((origin, origins[origin]) for origin in _TRUST if origin in origins))
            for text, origins in ranked
        ]
        right = votes[proposals[0].rendering].get(MODEL, 0) if proposals else 0
        results.append((proposals, 1 - right / total if total else 0.0))
    return results


def _rank(origins: Mapping[str, int]) -> tuple[int, int]:
    """Sorts renderings: the most trusted origin first, then the most frequent."""
    best = next(place for place, origin in enumerate(_TRUST) if origin in origins)
    return best, -origins[_TRUST[best]]


def _own_renderings(
    sentences: Sequence[str], candidates: Sequence[Candidate], route: Route
) -> list[list[tuple[str, int]]]:
    """How the package renders each candidate, by itself."""
    engine = route.engine
    places: dict[int, list[tuple[int, Span]]] = {}
    for index, candidate in enumerate(candidates):
        for place in _sample(sentences, candidate.occurrences):
            places.setdefault(place.sentence, []).append((index, (place.start, place.end)))
    texts = [sentences[number] for number in places]
    decoded = [found[0].tokens for found in engine.translate([engine.encode(text) for text in texts])]
    converted = _traditional if route.converts else str
    return _agreed(candidates, places, texts, decoded, route, converted)


def _human_renderings(
    candidates: Sequence[Candidate], pairs: Sequence[Pair], route: Route
) -> list[list[tuple[str, int]]]:
    """How people render each candidate."""
    chosen: dict[int, list[tuple[int, Span]]] = {}
    tokens: dict[int, Sequence[str] | None] = {}
    for index, candidate in enumerate(candidates):
        number = 0
        for place, pair in enumerate(pairs):
            start = _find(pair.source, candidate.term)
            if start < 0 or number >= _SAMPLES:
                continue
            if place not in tokens:
                target = _simplified(pair.target) if route.converts else pair.target
                tokens[place] = route.engine.spell(target, word_start=True)
            if tokens[place] is not None:
                chosen.setdefault(place, []).append((index, (start, start + len(candidate.term))))
                number += 1
    texts = [pairs[place].source for place in chosen]
    targets = [found for place in chosen if (found := tokens[place]) is not None]
    originals = [pairs[place].target for place in chosen]
    return _agreed(candidates, chosen, texts, targets, route, str, originals)


def _find(text: str, term: str) -> int:
    """Where a term stands as whole words; -1 if nowhere."""
    start = text.find(term)
    while start >= 0:
        before, after = text[start - 1 : start], text[start + len(term) : start + len(term) + 1]
        if not before.isalnum() and not after.isalnum():
            return start
        start = text.find(term, start + 1)
    return -1


def _agreed(
    candidates: Sequence[Candidate],
    places: Mapping[int, Sequence[tuple[int, Span]]],
    texts: Sequence[str],
    targets: Sequence[Sequence[str]],
    route: Route,
    converted: Callable[[str], str],
    originals: Sequence[str] | None = None,
) -> list[list[tuple[str, int]]]:
    """Align the stretches of each text and let the occurrences of each candidate agree."""
    stretches = [[span for _index, span in row] for row in places.values()]
    found = aligning.align(route.engine, texts, stretches, targets, route.locale)
    alignments: list[list[Alignment]] = [[] for _candidate in candidates]
    for number, (row, aligned) in enumerate(zip(places.values(), found, strict=True)):
        for (index, _span), alignment in zip(row, aligned, strict=True):
            original = originals[number] if originals is not None else alignment.text
            alignments[index].append(_in_words_of(original, alignment))
    return [[(converted(text), number) for text, number in aligning.agree(row)] for row in alignments]


def _in_words_of(original: str, alignment: Alignment) -> Alignment:
    """The alignment in the text before it was made Simplified, where the characters answer one to one."""
    if original == alignment.text or len(original) != len(alignment.text) or not alignment.rendering:
        return alignment
    start = alignment.text.find(alignment.rendering)
    rendering = original[start : start + len(alignment.rendering)]
    return replace(alignment, text=original, rendering=rendering)


def _traditional(text: str) -> str:
    from translate.languages import zh

    return zh.to_traditional(text)


def _simplified(text: str) -> str:
    from translate.languages import zh

    return zh.to_simplified(text)


# -- into a glossary and out of it ------------------------------------------------------------------


def propose(editor: GlossaryEditor, suggestions: Iterable[Suggestion]) -> int:
    """Put suggestions into a glossary being edited as proposed entries; returns how many were put.

    What the glossary has already, proposed and rejected (obsolete) entries included, is left alone.
    """
    number = 0
    for suggestion in suggestions:
        for locale, proposals in suggestion.proposals.items():
            file = editor.file(locale)
            if file.find(suggestion.term) or file.find(suggestion.term, obsolete=True):
                continue
            file.add(
                Entry(
                    suggestion.term,
                    proposals[0].rendering,
                    kind=suggestion.kind,
                    short_of=suggestion.short_of,
                    usage=suggestion.example,
                    fuzzy=True,
                    extra=((EVIDENCE_KEY, comments.join_list(map(str, proposals))),),
                )
            )
            number += 1
    return number


def choices(entry: Entry) -> list[str]:
    """The possible renderings of a proposed entry, each with its evidence as :class:`Proposal` shows it."""
    evidence = dict(entry.extra).get(EVIDENCE_KEY, "")
    found = list(comments.split_list(evidence))
    return found or [entry.rendering]


def rendering_of(choice: str) -> str:
    """The rendering of a choice, without its evidence."""
    return choice.rpartition(" (")[0] or choice


def approved(entry: Entry, rendering: str) -> Entry:
    """The entry with a rendering that a person accepted, without the evidence."""
    extra = tuple(pair for pair in entry.extra if pair[0] != EVIDENCE_KEY)
    return replace(entry, rendering=rendering, fuzzy=False, extra=extra)


def rejected(entry: Entry) -> Entry:
    """The entry as obsolete, so that it is never suggested again."""
    extra = tuple(pair for pair in entry.extra if pair[0] != EVIDENCE_KEY)
    return replace(entry, fuzzy=False, obsolete=True, extra=extra)
