"""Running on this machine: reading, translating and writing overlap in threads.

One thread reads ahead, three translate (while some of them work in Python, the package computes for
another), and the caller's thread takes the results. Everything between them is bounded, so that memory
does not grow with the corpus.
"""

from __future__ import annotations

import ctypes
import queue
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress

from translate.corpus.tasks import Failed, Results, Task, Translated, translate_tasks
from translate.translator import Translator

WORKERS = 3

_READ_AHEAD_BYTES = 4 << 20
"""Source text waiting at most; prepared sentences take some fifty times as much memory."""

_WINDOW_SECONDS = 10.0
"""What it is to take to translate texts together: after an interrupt a run ends in about that time."""

_FIRST_WINDOW_BYTES = 4 << 10
_WINDOW_BYTES = (32 << 10, 512 << 10)
"""The least and the most source text translated together. The first is small, so that results come soon;
300 sentences together take a sixth less processor time than 60, more hardly less (measured)."""

_RESULTS_WAITING = 64
_POLL_SECONDS = 0.2

_END = None

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # malloc.h of glibc
_KEPT_BYTES = 32 << 20


class LocalExecutor:
    """Translates tasks with one translator in this process."""

    def __init__(self, translator: Translator) -> None:
        self._translator = translator

    def execute(self, tasks: Iterable[Task], stop: threading.Event) -> Results:
        """The results of tasks as they become ready, those ready at one time together.

        Now and then a list is empty, so that the caller can do something else.

        Args:
            tasks: drawn from in a thread, a little ahead.
            stop: when set, no further task is begun; those under way are finished.

        Raises:
            what drawing a task raises, and :data:`~translate.corpus.tasks.FATAL` errors.
        """
        _keep_memory()
        return _Pipeline(self._translator, tasks, stop).results()


def _keep_memory() -> None:
    """Tell glibc to keep some freed memory.

    It would give it back to the system after every batch and take it again for the next, which is four
    per cent of the processor time of a run. Other C libraries have no such setting.
    """
    with suppress(AttributeError, OSError, TypeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_M_MMAP_THRESHOLD, _KEPT_BYTES)
        mallopt(_M_TRIM_THRESHOLD, 2 * _KEPT_BYTES)


class _Pipeline:
    def __init__(self, translator: Translator, tasks: Iterable[Task], stop: threading.Event) -> None:
        self._translator = translator
        self._tasks = tasks
        self._stop = stop
        self._ahead = _Ahead(_READ_AHEAD_BYTES)
        self._results: queue.Queue[Translated | Failed | BaseException | None] = queue.Queue(_RESULTS_WAITING)
        self._abandoned = threading.Event()

    def results(self) -> Results:
        threads = [threading.Thread(target=self._read, name="reader", daemon=True)]
        threads += [
            threading.Thread(target=self._work, name=f"translator {number}", daemon=True)
            for number in range(WORKERS)
        ]
        for thread in threads:
            thread.start()
        failure: BaseException | None = None
        try:
            running = WORKERS
            while running:
                ready: list[Translated | Failed] = []
                for result in self._waiting_results():
                    if result is _END:
                        running -= 1
                    elif isinstance(result, BaseException):
                        failure = failure or result
                        self._stop.set()
                        self._ahead.close()
                    else:
                        ready.append(result)
                yield ready
        finally:
            # The caller gave up, or all is done: nobody waits for anything any more.
            self._abandoned.set()
            self._ahead.close()
            for thread in threads:
                thread.join()
        if failure is not None:
            raise failure

    def _waiting_results(self) -> Iterator[Translated | Failed | BaseException | None]:
        try:
            yield self._results.get(timeout=_POLL_SECONDS)
            for _number in range(_RESULTS_WAITING):
                yield self._results.get_nowait()
        except queue.Empty:
            return

    def _read(self) -> None:
        try:
            for task in self._tasks:
                if self._stop.is_set() or not self._ahead.put(task):
                    break
        except BaseException as error:
            self._give(error)
        self._ahead.close()

    def _work(self) -> None:
        size = _FIRST_WINDOW_BYTES
        try:
            while tasks := self._ahead.take(size, self._stop):
                began = time.perf_counter()
                for result in translate_tasks(self._translator, tasks):
                    if not self._give(result):
                        return
                done = sum(len(task.data) for task in tasks)
                seconds = time.perf_counter() - began
                wanted = int(done / max(seconds, 0.001) * _WINDOW_SECONDS)
                size = max(_WINDOW_BYTES[0], min(_WINDOW_BYTES[1], wanted))
        except BaseException as error:
            self._give(error)
        finally:
            self._give(_END)

    def _give(self, result: Translated | Failed | BaseException | None) -> bool:
        """Hand a result to the caller; False when it takes no more."""
        while not self._abandoned.is_set():
            try:
                self._results.put(result, timeout=_POLL_SECONDS)
            except queue.Full:
                continue
            return True
        return False


class _Ahead:
    """Tasks read ahead, bounded by the size of their texts."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._tasks: deque[Task] = deque()
        self._reader_waits = False
        self._closed = False
        self._changed = threading.Condition()

    def put(self, task: Task) -> bool:
        """Add a task, waiting for room; False when nobody takes any more."""
        with self._changed:
            while not self._closed and self._tasks and self._size + len(task.data) > self._limit:
                self._reader_waits = True
                self._changed.notify_all()
                self._changed.wait()
            self._reader_waits = False
            if self._closed:
                return False
            self._tasks.append(task)
            self._size += len(task.data)
            self._changed.notify_all()
            return True

    def take(self, size: int, stop: threading.Event) -> list[Task]:
        """Tasks of ``size`` bytes together, at least one; none when all are taken or ``stop`` is set."""
        with self._changed:
            while not (self._closed or stop.is_set() or self._size >= size):
                if self._reader_waits and self._tasks:
                    break
                self._changed.wait(_POLL_SECONDS)
            taken: list[Task] = []
            total = 0
            while self._tasks and total < size and not stop.is_set():
                task = self._tasks.popleft()
                taken.append(task)
                total += len(task.data)
            self._size -= total
            self._changed.notify_all()
            return taken

    def close(self) -> None:
        """Nothing is added any more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
