"""Find sentences in the memory: similar ones, or those that hold a text."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import replace

from translate.memory.records import SearchHit
from translate.memory.store import Memory


def search(
    memory: Memory,
    text: str,
    *,
    target_language: str | None = None,
    limit: int = 10,
    minimum: float = 60.0,
) -> list[SearchHit]:
    """Sentences like ``text``, the most similar first, approved ones before machine translations.

    Every sentence is compared, which takes about a second for a million and spares the file an index
    as large as itself. Similarity is the normalised indel distance (rapidfuzz), case apart.

    Args:
        minimum: similarity from 0 to 100 below which a sentence does not count.
    """
    from rapidfuzz import fuzz

    wanted = text.casefold()
    best = _Best(limit)
    for hit in _candidates(memory, target_language):
        floor = max(minimum, best.floor)
        similarity = fuzz.ratio(wanted, hit.source.casefold(), score_cutoff=floor)
        if similarity >= floor and similarity > 0:
            best.add(similarity, hit)
    return best.hits()


def concordance(
    memory: Memory, text: str, *, target_language: str | None = None, limit: int = 10
) -> list[SearchHit]:
    """Sentences whose source or translation holds ``text``, case apart, the shortest first."""
    wanted = text.casefold()
    best = _Best(limit)
    for hit in _candidates(memory, target_language):
        if wanted in hit.source.casefold() or wanted in hit.target.casefold():
            best.add(100.0 * len(text) / max(len(text), len(hit.source)), hit)
    return best.hits()


class _Best:
    """The best hits so far, each translation once."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._heap: list[tuple[float, bool, int, SearchHit]] = []
        self._seen: set[tuple[str, str, str]] = set()
        self._number = 0

    @property
    def floor(self) -> float:
        """Similarity that a hit must reach to be taken."""
        return self._heap[0][0] if len(self._heap) == self._limit else 0.0

    def add(self, similarity: float, hit: SearchHit) -> None:
        if _identity(hit) in self._seen:
            return
        self._number += 1
        item = (similarity, hit.approved, -self._number, replace(hit, similarity=round(similarity, 1)))
        if len(self._heap) < self._limit:
            heapq.heappush(self._heap, item)
        elif item > self._heap[0]:
            dropped = heapq.heapreplace(self._heap, item)
            self._seen.discard(_identity(dropped[3]))
        else:
            return
        self._seen.add(_identity(hit))

    def hits(self) -> list[SearchHit]:
        return [item[3] for item in sorted(self._heap, reverse=True)]


def _identity(hit: SearchHit) -> tuple[str, str, str]:
    return hit.source, hit.target, hit.target_language


def _candidates(memory: Memory, target_language: str | None) -> Iterator[SearchHit]:
    for entry in memory.approved_entries(target_language):
        yield SearchHit(
            0.0,
            entry.source,
            entry.target,
            entry.source_language,
            entry.target_language,
            approved=True,
            origin=entry.origin,
        )
    for _id, source, target, source_language, language, package in memory.database.rows(
        "SELECT t.id, t.source, t.target, t.source_language, t.target_language, s.package"
        " FROM translations t JOIN settings s ON s.id = t.settings"
        " WHERE t.id > :last AND (:language IS NULL OR t.target_language = :language)"
        " ORDER BY t.id LIMIT :limit",
        target_language,
    ):
        yield SearchHit(0.0, source, target, source_language, language, approved=False, package=package)
