"""Looking for entries in glossaries: exact ones, and those that read alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from translate.glossary.concepts import Entry
from translate.glossary.exchange.record import Concept, gather
from translate.glossary.folding import fold
from translate.glossary.store import Glossary

MINIMUM_SCORE = 70.0
"""Similarity, 0 to 100, below which a text does not count as found."""


@dataclass(frozen=True)
class Hit:
    """A concept found: in which glossary, how similar (0 to 100), and the text that was alike."""

    glossary: Glossary
    concept: Concept
    score: float
    text: str


def concepts(glossary: Glossary, locales: Sequence[str]) -> list[Concept]:
    """The concepts of a glossary in some of its languages.

    Raises:
        GlossaryError: a file has a fault.
    """
    files = {locale: glossary.read(locale) for locale in glossary.locales if locale in locales}
    return list(gather({locale: file.entries for locale, file in files.items() if file is not None}))


def show(term: str, glossaries: Iterable[Glossary], locales: Sequence[str]) -> list[Hit]:
    """The concepts that a term names, in any case, by itself or as an alias, in order of the glossaries."""
    wanted = fold(term.strip()).lowered
    hits = []
    for glossary in glossaries:
        for concept in concepts(glossary, locales):
            for name in _names(concept):
                if fold(name).lowered == wanted:
                    hits.append(Hit(glossary, concept, 100.0, name))
                    break
    return hits


def search(
    text: str,
    glossaries: Iterable[Glossary],
    locales: Sequence[str],
    minimum: float = MINIMUM_SCORE,
    limit: int | None = None,
) -> list[Hit]:
    """Concepts with a source form or rendering like ``text``, the most similar first.

    A text that holds the words sought counts as fully similar, a shorter one before a longer one.
    """
    from rapidfuzz import fuzz

    wanted = fold(text.strip()).lowered
    hits: list[tuple[float, int, int, Hit]] = []
    for glossary in glossaries:
        for concept in concepts(glossary, locales):
            best = max(
                (
                    (_score(fuzz.ratio, wanted, fold(name).lowered), -len(name), name)
                    for name in _texts(concept)
                ),
                default=None,
            )
            if best is not None and best[0] >= minimum:
                hits.append((-best[0], -best[1], len(hits), Hit(glossary, concept, best[0], best[2])))
    return [hit for _score, _length, _order, hit in sorted(hits, key=lambda found: found[:3])][:limit]


def _score(ratio: object, wanted: str, text: str) -> float:
    if wanted in text:
        return 100.0
    return float(ratio(wanted, text))  # type: ignore[operator]


def _names(concept: Concept) -> Iterator[str]:
    yield concept.term
    for entry in concept.entries.values():
        yield from entry.aliases
        yield from entry.demonyms


def _texts(concept: Concept) -> set[str]:
    return {*_names(concept), *(text for entry in concept.entries.values() for text in _renderings(entry))}


def _renderings(entry: Entry) -> Iterator[str]:
    yield from (text for text in (entry.rendering, *entry.accept, *entry.forms, *entry.avoid) if text)
