"""One thread that translates for all calls; those that wait at the same time share batches."""

from __future__ import annotations

import queue
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from translate.documents.base import Segment, SegmentTranslation
from translate.languages import Language
from translate.report.outcomes import SentenceResult
from translate.translator import Translator

_CHARACTERS_AT_ONCE = 100_000


@dataclass(frozen=True)
class Translated:
    """What a call gets: translations parallel to its segments, and what became of its sentences."""

    translations: list[SegmentTranslation]
    sentences: list[SentenceResult]
    package: str


@dataclass
class _Job:
    segments: Sequence[Segment]
    language: Language
    future: Future[Translated] = field(default_factory=Future)

    @property
    def characters(self) -> int:
        return sum(len(segment.text) for segment in self.segments)


class Worker:
    """Translates in a thread of its own: a translator serves one thread at a time.

    A translation does not depend on what shares its batch, so that calls do not disturb each other.
    """

    def __init__(self, translator: Translator) -> None:
        self._translator = translator
        self._waiting: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="translator", daemon=True)
        self._thread.start()

    def translate(self, segments: Sequence[Segment], language: Language) -> Translated:
        """The translations of a document's segments; waits until they are there.

        Raises:
            TranslateError: the language cannot be served.
        """
        job = _Job(segments, language)
        self._waiting.put(job)
        return job.future.result()

    def close(self) -> None:
        """Finish what waits, then end the thread."""
        self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        while True:
            jobs, is_last = self._gather()
            by_language: dict[Language, list[_Job]] = {}
            for job in jobs:
                by_language.setdefault(job.language, []).append(job)
            for language, group in by_language.items():
                self._translate(language, group)
            if is_last:
                return

    def _gather(self) -> tuple[list[_Job], bool]:
        """The jobs that wait, at least one, and whether there will be no more."""
        jobs: list[_Job] = []
        characters = 0
        while characters < _CHARACTERS_AT_ONCE:
            try:
                job = self._waiting.get(block=not jobs)
            except queue.Empty:
                break
            if job is None:
                return jobs, True
            jobs.append(job)
            characters += job.characters
        return jobs, False

    def _translate(self, language: Language, jobs: list[_Job]) -> None:
        try:
            ready = [(job, self._translator.prepare(job.segments, language)) for job in jobs]
            results = self._translator.translate_sentences([prepared for _job, prepared in ready], language)
            package = self._translator.load(language).package.name
            for (job, prepared), sentences in zip(ready, results, strict=True):
                translations = self._translator.assemble(prepared, sentences, language)
                job.future.set_result(Translated(translations, sentences, package))
        except Exception as error:
            # Whatever it is, the thread goes on and the calls are told.
            for job in jobs:
                if not job.future.done():
                    job.future.set_exception(error)
