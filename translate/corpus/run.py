"""A run over a corpus: decide, translate, write, and tell what happened."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from translate.corpus.decisions import Decider, Decision, SourceText, Verdict
from translate.corpus.events import Event, FileEvent, Status, TotalsEvent
from translate.corpus.journal import Journal
from translate.corpus.local import LocalExecutor
from translate.corpus.outputs import Output, Outputs
from translate.corpus.plan import Layout, Skipped, Source, find_sources, languages_of
from translate.corpus.summary import Summary
from translate.corpus.work import DocumentReader, Failed, Results, Task, Translated
from translate.documents.base import ReadOptions
from translate.errors import OutputError, TranslateError
from translate.files import shown
from translate.languages import Language
from translate.translator import Translator

_ENDS_THE_RUN = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
"""What the system says when no other output could be written either."""


@dataclass(frozen=True)
class Corpus:
    """What is translated, and where to.

    Attributes:
        source: a folder or a file.
        out: folder that holds the outputs and the journal.
        languages: targets.
        layout, include, exclude: see :mod:`translate.corpus.plan`.
        reading: how documents are read.
        limit: documents translated at most; the rest is left for the next run.
        force: overwrite what a person edited or put there.
    """

    source: Path
    out: Path
    languages: tuple[Language, ...]
    layout: Layout = "tree"
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    reading: ReadOptions = field(default_factory=ReadOptions)
    limit: int | None = None
    force: bool = False

    def sources(self) -> Iterator[Source | Skipped]:
        """The files of the corpus, in a fixed order."""
        return find_sources(
            self.source,
            self.out,
            languages=self.languages,
            layout=self.layout,
            include=self.include,
            exclude=self.exclude,
        )


class Executor(Protocol):
    """Something that translates tasks: this process, or a Ray cluster."""

    def execute(self, tasks: Iterable[Task], stop: threading.Event) -> Results:
        """See :meth:`translate.corpus.local.LocalExecutor.execute`."""


def run(
    corpus: Corpus,
    translator: Translator,
    *,
    on_event: Callable[[Event], None],
    stop: threading.Event | None = None,
    executor: Executor | None = None,
) -> Summary:
    """Translate what is new or changed in a corpus.

    Whatever ends the run, everything it finished stands in its place and is not done again, and a
    report of it lies beside the journal.

    Args:
        on_event: called in the caller's thread for everything settled.
        stop: set it (from a signal handler, say) to end the run at the next safe point.
        executor: what translates; by default this process.

    Raises:
        CorpusError: the corpus cannot be read, or another run is writing to the same folder.
        OutputError: the output folder cannot be written, or its disk is full.
        LanguageError, PackageError, GlossaryError, MemoryFileError: nothing can be translated.
    """
    languages_of(corpus.languages)
    stop = stop or threading.Event()
    next(iter(corpus.sources()), None)  # a corpus that is missing is reported before a folder is made
    summary = Summary()

    def tell(event: Event) -> None:
        if isinstance(event, FileEvent):
            summary.add(event)
        on_event(event)

    with Journal(corpus.out) as journal:
        decider = Decider(
            journal,
            translator,
            corpus.languages,
            layout=corpus.layout,
            reading=corpus.reading,
            force=corpus.force,
        )
        for changes in decider.changes.values():
            changes.save()
        work = _Run(corpus, journal, decider, tell, stop)
        try:
            interrupted = work.run(executor or LocalExecutor(translator))
            summary.ended = "interrupted" if interrupted else "finished"
        except BaseException as error:
            summary.ended = str(error) or type(error).__name__
            raise
        finally:
            summary.seconds = time.time() - summary.started
            with suppress(OutputError):  # which a full disk has just ended the run with
                summary.write(journal.folder)
        used = {record.glossary for record in journal.records()}
        for changes in decider.changes.values():
            changes.remove_unused(used)
    return summary


class _Run:
    def __init__(
        self,
        corpus: Corpus,
        journal: Journal,
        decider: Decider,
        on_event: Callable[[Event], None],
        stop: threading.Event,
    ) -> None:
        self._corpus = corpus
        self._decider = decider
        self._on_event = on_event
        self._stop = stop
        self._outputs = Outputs(corpus.out, journal, decider, force=corpus.force)
        self._settled: list[Event] = []
        self._waiting: dict[str, _Waiting] = {}
        self._lock = threading.Lock()

    def run(self, executor: Executor) -> bool:
        """Do it all; whether it was stopped before the end."""
        counter = threading.Thread(target=self._count, name="counter", daemon=True)
        counter.start()
        try:
            with closing(executor.execute(self._tasks(), self._stop)) as batches:
                for batch in batches:
                    self._tell()
                    self._write(batch)
            return self._stop.is_set()
        finally:
            self._stop.set()
            counter.join()
            self._tell()

    def _count(self) -> None:
        """How much there is, found out while the first documents are translated."""
        number = size = 0
        try:
            for source in self._corpus.sources():
                if self._stop.is_set():
                    return
                if isinstance(source, Source):
                    number += 1
                    size += source.size
        except TranslateError:
            return  # the thread that reads meets the same error and reports it
        self._settle(TotalsEvent(number, size))

    def _tasks(self) -> Iterator[Task]:
        """What is to be translated; everything else is settled on the way. Runs in the reading thread."""
        translated = 0
        reader = DocumentReader(self._corpus.reading)
        for source in self._corpus.sources():
            if self._stop.is_set():
                return
            if isinstance(source, Skipped):
                self._settle(FileEvent(source.relative, "skipped", reason=source.reason))
                continue
            text = SourceText(source)
            try:
                decisions = self._decider.decide(text)
                due = [each for each in decisions if each.verdict in (Verdict.TRANSLATE, Verdict.ADOPT)]
                if due and translated == self._corpus.limit:
                    return
                data = text.data if due else b""
            except TranslateError as error:
                if isinstance(error, OutputError) and error.errno in _ENDS_THE_RUN:
                    raise
                self._settle(FileEvent(source.relative, "failed", source.size, reason=str(error)))
                continue
            rest = [each for each in decisions if each not in due]
            for index, each in enumerate(rest):
                last = not due and index == len(rest) - 1
                status: Status = "kept" if each.verdict is Verdict.KEEP else "unchanged"
                self._settle(_event(text, each, status, source.size if last else None, each.reason))
            if not due:
                continue
            translated += 1
            with self._lock:
                self._waiting[source.relative] = _Waiting(text, {each.language: each for each in due})
            yield Task(source.relative, data, tuple(each.language for each in due), reader)

    def _settle(self, event: Event) -> None:
        with self._lock:
            self._settled.append(event)

    def _tell(self) -> None:
        with self._lock:
            events, self._settled = self._settled, []
        for event in events:
            self._on_event(event)

    def _write(self, results: list[Translated | Failed]) -> None:
        outputs: list[Output] = []
        sizes: list[int | None] = []
        for result in results:
            text, decision, last = self._pop(result)
            size = text.source.size if last else None
            if isinstance(result, Failed):
                self._on_event(_event(text, decision, "failed", size, result.reason))
            else:
                outputs.append(Output(result, text, decision))
                sizes.append(size)
        for output, size, outcome in zip(outputs, sizes, self._outputs.write(outputs), strict=True):
            if isinstance(outcome, OutputError):
                if outcome.errno in _ENDS_THE_RUN:
                    raise outcome
                event = _event(output.text, output.decision, "failed", size, str(outcome))
            elif outcome:
                event = _event(output.text, output.decision, "kept", size, outcome)
            else:
                done = replace(output.translated.result, target=shown(output.decision.target))
                event = replace(_event(output.text, output.decision, "translated", size), result=done)
            self._on_event(event)

    def _pop(self, result: Translated | Failed) -> tuple[SourceText, Decision, bool]:
        """What is known of the source of a result, and whether it was its last one."""
        with self._lock:
            waiting = self._waiting[result.task.name]
            decision = waiting.decisions.pop(result.language)
            last = not waiting.decisions
            if last:
                del self._waiting[result.task.name]
        return waiting.text, decision, last


@dataclass
class _Waiting:
    text: SourceText
    decisions: dict[Language, Decision]


def _event(
    text: SourceText, decision: Decision, status: Status, size: int | None, reason: str = ""
) -> FileEvent:
    return FileEvent(text.source.relative, status, size, decision.language.code, decision.target, reason)
