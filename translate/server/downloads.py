"""Translated files that wait to be fetched; they are kept in memory, for a while."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

_SECONDS = 30 * 60.0
_MOST_BYTES = 256 << 20


@dataclass(frozen=True)
class Download:
    """A file: its name for the person who fetches it, and its bytes."""

    name: str
    data: bytes


class Downloads:
    """Files under names that cannot be guessed; the oldest go when there are too many or too late."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, most_bytes: int = _MOST_BYTES) -> None:
        self._clock = clock
        self._most_bytes = most_bytes
        self._files: OrderedDict[str, tuple[float, Download]] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, download: Download) -> str:
        """Keep a file; returns the token that fetches it."""
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._files[token] = (self._clock(), download)
            self._tidy()
        return token

    def fetch(self, token: str) -> Download | None:
        """The file of a token, or None."""
        with self._lock:
            self._tidy()
            found = self._files.get(token)
        return found[1] if found else None

    def _tidy(self) -> None:
        size = sum(len(download.data) for _kept, download in self._files.values())
        while self._files:
            token, (kept, download) = next(iter(self._files.items()))
            is_last = len(self._files) == 1
            if self._clock() - kept < _SECONDS and (size <= self._most_bytes or is_last):
                return
            del self._files[token]
            size -= len(download.data)
