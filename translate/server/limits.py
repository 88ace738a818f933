"""How many calls an address may make."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

_SECONDS = 60.0
_MOST_ADDRESSES = 10_000


class RateLimit:
    """At most so many calls of an address within a minute, whenever the minute begins.

    Args:
        limit: calls in a minute; 0 for no limit.
        clock: seconds that only grow.
    """

    def __init__(self, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.limit = limit
        self._clock = clock
        self._calls: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, address: str) -> float:
        """Count a call; returns 0 if it may be made, else the seconds until one may."""
        if not self.limit:
            return 0.0
        now = self._clock()
        with self._lock:
            calls = self._calls.setdefault(address, deque(maxlen=self.limit))
            self._calls.move_to_end(address)
            while len(self._calls) > _MOST_ADDRESSES:
                self._calls.popitem(last=False)
            if len(calls) == self.limit and now - calls[0] < _SECONDS:
                return _SECONDS - (now - calls[0])
            calls.append(now)
        return 0.0
