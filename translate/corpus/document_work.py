"""A run over documents: each file is one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from translate.corpus.corpus import Corpus
from translate.corpus.decisions import Decider, Decision, SourceText, Verdict
from translate.corpus.events import Event, FileEvent, Status, TotalsEvent
from translate.corpus.journal import Journal
from translate.corpus.outputs import Output, Outputs
from translate.corpus.plan import Skipped, Source
from translate.corpus.tasks import DocumentReader, Failed, Task, Translated
from translate.corpus.work import ENDS_THE_RUN, Work
from translate.errors import OutputError, TranslateError
from translate.files import shown
from translate.languages import Language


class DocumentWork(Work):
    """Translates the files of a corpus."""

    def __init__(
        self,
        corpus: Corpus,
        journal: Journal,
        decider: Decider,
        on_event: Callable[[Event], None],
        stop: threading.Event,
        recall: bool = False,
    ) -> None:
        super().__init__(corpus, journal, decider, on_event, stop, recall)
        self._outputs = Outputs(corpus.out, journal, decider, force=corpus.force)
        self._waiting: dict[str, _Waiting] = {}
        self._waiting_lock = threading.Lock()

    def count(self) -> None:
        """How much there is, found out while the first documents are translated."""
        number = size = 0
        try:
            for source in self.corpus.sources():
                if self.stop.is_set():
                    return
                if isinstance(source, Source):
                    number += 1
                    size += source.size
        except TranslateError:
            return  # the thread that reads meets the same error and reports it
        self.settle(TotalsEvent(number, size))

    def tasks(self) -> Iterator[Task]:
        """What is to be translated; everything else is settled on the way."""
        translated = 0
        reader = DocumentReader(self.corpus.reading)
        for source in self.corpus.sources():
            if self.stop.is_set():
                return
            if isinstance(source, Skipped):
                self.settle(FileEvent(source.relative, "skipped", reason=source.reason))
                continue
            text = SourceText(source)
            try:
                decisions = self.decider.decide(text)
                due = [each for each in decisions if each.verdict in (Verdict.TRANSLATE, Verdict.ADOPT)]
                if due and translated == self.corpus.limit:
                    return
                again = [each for each in decisions if self.recall and each.verdict is Verdict.UNCHANGED]
                data = text.data if due or again else b""
            except TranslateError as error:
                if isinstance(error, OutputError) and error.errno in ENDS_THE_RUN:
                    raise
                self.settle(FileEvent(source.relative, "failed", source.size, reason=str(error)))
                continue
            rest = [each for each in decisions if each not in due and each not in again]
            for index, each in enumerate(rest):
                last = not (due or again) and index == len(rest) - 1
                status: Status = "kept" if each.verdict is Verdict.KEEP else "unchanged"
                event = _event(text, each, status, source.size if last else None, each.reason)
                self.settle(replace(event, unseen=each.reason or self.unseen))
            if not due and not again:
                continue
            translated += bool(due)
            wanted = [*due, *again]
            with self._waiting_lock:
                self._waiting[source.relative] = _Waiting(text, {each.language: each for each in wanted})
            yield Task(source.relative, data, tuple(each.language for each in wanted), reader)

    def take(self, results: list[Translated | Failed]) -> None:
        outputs: list[Output] = []
        sizes: list[int | None] = []
        for result in results:
            text, decision, last = self._pop(result)
            size = text.source.size if last else None
            if decision.verdict is Verdict.UNCHANGED:
                event = _event(text, decision, "unchanged", size)
                expected = decision.record.target_hash if decision.record is not None else None
                self.on_event(self.recalled(event, result, expected))
            elif isinstance(result, Failed):
                self.on_event(_event(text, decision, "failed", size, result.reason))
            else:
                outputs.append(Output(result, text, decision))
                sizes.append(size)
        for output, size, outcome in zip(outputs, sizes, self._outputs.write(outputs), strict=True):
            if isinstance(outcome, OutputError):
                if outcome.errno in ENDS_THE_RUN:
                    raise outcome
                event = _event(output.text, output.decision, "failed", size, str(outcome))
            elif outcome:
                event = replace(_event(output.text, output.decision, "kept", size, outcome), unseen=outcome)
            else:
                done = replace(output.translated.result, target=shown(output.decision.target))
                event = replace(_event(output.text, output.decision, "translated", size), result=done)
            self.on_event(event)

    def _pop(self, result: Translated | Failed) -> tuple[SourceText, Decision, bool]:
        """What is known of the source of a result, and whether it was its last one."""
        with self._waiting_lock:
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
