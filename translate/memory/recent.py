"""What was translated a moment ago, held in memory only: what ``--no-memory`` leaves of the memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from translate.memory.records import MemoryKey
from translate.report.outcomes import SentenceResult

_LIMIT = 30_000
"""Sentences kept, some 50 MB; the one not asked for longest goes first."""


class RecentTranslations:
    """Spares a long run to translate the same sentence again; nothing is stored."""

    def __init__(self, limit: int = _LIMIT) -> None:
        self._limit = limit
        self._results: OrderedDict[bytes, SentenceResult] = OrderedDict()
        self._lock = threading.Lock()

    def lookup(self, keys: Sequence[MemoryKey]) -> list[SentenceResult | None]:
        """As :meth:`translate.memory.Memory.lookup`."""
        found: list[SentenceResult | None] = []
        with self._lock:
            for key in keys:
                digest = key.digest
                result = self._results.get(digest)
                if result is not None:
                    self._results.move_to_end(digest)
                found.append(result)
        return found

    def store(self, results: Iterable[tuple[MemoryKey, SentenceResult]]) -> None:
        """As :meth:`translate.memory.Memory.store`."""
        with self._lock:
            for key, result in results:
                self._results[key.digest] = replace(result, from_memory=True)
            while len(self._results) > self._limit:
                self._results.popitem(last=False)
