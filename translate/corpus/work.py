"""What runs over documents and over records have in common."""

from __future__ import annotations

import errno
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from typing import Protocol

from translate.corpus.corpus import Corpus
from translate.corpus.decisions import Decider
from translate.corpus.events import Event, FileEvent
from translate.corpus.journal import Journal, hash_bytes
from translate.corpus.tasks import Failed, Results, Task, Translated
from translate.files import shown
from translate.i18n import _

ENDS_THE_RUN = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
"""What the system says when no other output could be written either."""


class Executor(Protocol):
    """Something that translates tasks: this process, or a Ray cluster."""

    def execute(self, tasks: Iterable[Task], stop: threading.Event) -> Results:
        """See :meth:`translate.corpus.local.LocalExecutor.execute`."""


class Work(ABC):
    """A run: draws tasks in the executor's reading thread, takes results in the caller's.

    Args:
        on_event: called in the caller's thread for everything settled.
        stop: set when the run is to end at the next safe point.
        recall: bring up what earlier runs translated as well, for a review page.
    """

    def __init__(
        self,
        corpus: Corpus,
        journal: Journal,
        decider: Decider,
        on_event: Callable[[Event], None],
        stop: threading.Event,
        recall: bool = False,
    ) -> None:
        self.recall = recall
        self.corpus = corpus
        self.journal = journal
        self.decider = decider
        self.on_event = on_event
        self.stop = stop
        self._settled: list[Event] = []
        self._lock = threading.Lock()

    def run(self, executor: Executor) -> bool:
        """Do it all; whether it was stopped before the end."""
        counter = threading.Thread(target=self.count, name="counter", daemon=True)
        counter.start()
        try:
            with closing(executor.execute(self.tasks(), self.stop)) as batches:
                for batch in batches:
                    self._tell()
                    self.take(batch)
            self._tell()
            if not self.stop.is_set():
                self.finish()
            return self.stop.is_set()
        finally:
            self.stop.set()
            counter.join()
            self._tell()

    def recalled(self, event: FileEvent, result: Translated | Failed, expected: str | None) -> FileEvent:
        """An event about an output of an earlier run, translated once more (from the memory).

        Args:
            expected: hash of that output, if known: it may come from other translations.
        """
        if isinstance(result, Failed):
            return replace(event, unseen=_("translated by an earlier run and not to be had again"))
        if expected is not None and hash_bytes(result.data) != expected:
            return replace(
                event, unseen=_("a translation of today would differ; delete the output to get it")
            )
        return replace(event, recalled=replace(result.result, target=shown(event.target)))

    @property
    def unseen(self) -> str:
        """Why a review page cannot show an output of an earlier run; empty if it can."""
        return (
            "" if self.recall else _("translated by an earlier run, and there is no memory to take it from")
        )

    @abstractmethod
    def count(self) -> None:
        """Find out how much there is, in a thread of its own while the first tasks are translated."""

    @abstractmethod
    def tasks(self) -> Iterator[Task]:
        """What is to be translated; everything else is settled on the way."""

    @abstractmethod
    def take(self, results: list[Translated | Failed]) -> None:
        """Write what was translated."""

    def finish(self) -> None:
        """What remains to be done when all tasks are."""
        return

    def settle(self, event: Event) -> None:
        """Tell the caller something, from any thread."""
        with self._lock:
            self._settled.append(event)

    def _tell(self) -> None:
        with self._lock:
            events, self._settled = self._settled, []
        for event in events:
            self.on_event(event)
