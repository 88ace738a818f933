"""Translating documents of a corpus together: the one function that local and Ray runs share."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from typing import Protocol

from translate import documents
from translate.corpus.changes import terms_of
from translate.documents.base import Document, ReadOptions, SegmentTranslation
from translate.errors import (
    ConfigurationError,
    GlossaryError,
    LanguageError,
    MemoryFileError,
    PackageError,
    TranslateError,
    UsageError,
)
from translate.files import shown
from translate.i18n import _
from translate.languages import Language
from translate.report.outcomes import DocumentResult, SentenceResult
from translate.translator import Prepared, Translator

FATAL = (ConfigurationError, GlossaryError, LanguageError, MemoryFileError, PackageError, UsageError)
"""Errors that have nothing to do with one document and end a run."""


class DocumentFailure(Exception):
    """A document failed; ``reason`` says why in one line."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Opened(Protocol):
    """The data of a task, read."""

    @property
    def documents(self) -> Sequence[Document]:
        """One document, or one for each text of several records."""

    def write(self, outputs: Sequence[bytes | DocumentFailure]) -> bytes:
        """The output of the task.

        Args:
            outputs: for each document its translation, or why there is none.

        Raises:
            DocumentFailure: there is no output.
        """


class Reader(Protocol):
    """Knows what the data of a task are; can be sent to other machines."""

    def read(self, name: str, data: bytes) -> Opened:
        """Read the data of a task.

        Raises:
            TranslateError: they cannot be read.
        """


@dataclass(frozen=True)
class DocumentReader:
    """Reads data as one document."""

    options: ReadOptions

    def read(self, name: str, data: bytes) -> OneDocument:
        """See :class:`Reader`."""
        return OneDocument([documents.read(shown(name), data, self.options)])


@dataclass(frozen=True)
class OneDocument:
    """A file that is a document."""

    documents: Sequence[Document]

    def write(self, outputs: Sequence[bytes | DocumentFailure]) -> bytes:
        """See :class:`Opened`."""
        [output] = outputs
        if isinstance(output, DocumentFailure):
            raise output
        return output


@dataclass(frozen=True)
class Task:
    """Data and the languages they are to be translated into.

    Attributes:
        name: what they are called in messages and reports; for documents its suffix tells the format.
        data: the bytes of a file or of a stretch of one.
        reader: knows what they are.
    """

    name: str
    data: bytes
    languages: tuple[Language, ...]
    reader: Reader


@dataclass(frozen=True)
class Translated:
    """A document translated into one language.

    Attributes:
        data: bytes of the output.
        result: what became of its sentences; ``target`` is empty, since only the caller knows it.
        terms: ids of the glossary entries applied, sorted.
    """

    task: Task
    language: Language
    data: bytes
    result: DocumentResult
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Failed:
    """A document that could not be translated, and why, in one line."""

    task: Task
    language: Language
    reason: str


Results = Generator[list[Translated | Failed], None, None]
"""What executors give: results as they become ready, those ready at one time together."""


@dataclass
class _Ready:
    """A document of a task: prepared, then translated, then written."""

    index: int
    document: Document
    prepared: Prepared
    results: list[SentenceResult] = field(default_factory=list)
    translations: list[SegmentTranslation] = field(default_factory=list)


def translate_tasks(translator: Translator, tasks: Sequence[Task]) -> Iterator[Translated | Failed]:
    """Translate tasks, language by language; their sentences share batches.

    A document that cannot be read, translated or written harms no other, whatever goes wrong with it.

    Raises:
        one of :data:`FATAL`: nothing can be translated at all.
    """
    opened: list[tuple[Task, Opened]] = []
    for task in tasks:
        try:
            with _isolated():
                opened.append((task, task.reader.read(task.name, task.data)))
        except DocumentFailure as failure:
            for language in task.languages:
                yield Failed(task, language, failure.reason)
    for language in dict.fromkeys(language for task in tasks for language in task.languages):
        due = [(task, each) for task, each in opened if language in task.languages]
        failures: list[dict[int, DocumentFailure]] = [{} for _task in due]
        ready: list[list[_Ready]] = []
        for (_task, each), failed in zip(due, failures, strict=True):
            ready.append(list(_prepare(translator, each, language, failed)))
        flat = [(one, failed) for of_task, failed in zip(ready, failures, strict=True) for one in of_task]
        _translate(translator, flat, language)
        for (task, each), of_task, failed in zip(due, ready, failures, strict=True):
            yield _finish(translator, task, each, of_task, failed, language)


def _prepare(
    translator: Translator, opened: Opened, language: Language, failed: dict[int, DocumentFailure]
) -> Iterator[_Ready]:
    for index, document in enumerate(opened.documents):
        try:
            with _isolated():
                prepared = translator.prepare(document.segments, language)
        except DocumentFailure as failure:
            failed[index] = failure
        else:
            yield _Ready(index, document, prepared)


def _translate(
    translator: Translator, ready: Sequence[tuple[_Ready, dict[int, DocumentFailure]]], language: Language
) -> None:
    """Fill in results and translations, or note what failed."""
    if not ready:
        return
    try:
        with _isolated():
            _translate_together(translator, [one for one, _failed in ready], language)
    except DocumentFailure as failure:
        if len(ready) == 1:
            [(one, failed)] = ready
            failed[one.index] = failure
            return
        # One of them brings the others down: find out which.
        for each in ready:
            _translate(translator, [each], language)


def _translate_together(translator: Translator, ready: Sequence[_Ready], language: Language) -> None:
    results = translator.translate_sentences([one.prepared for one in ready], language)
    # Assembled as one document, so that questions to the package about inline markup share batches too.
    whole = Prepared(
        list(chain.from_iterable(one.prepared.segments for one in ready)),
        list(chain.from_iterable(one.prepared.splits for one in ready)),
        [],
    )
    translations = iter(translator.assemble(whole, list(chain.from_iterable(results)), language))
    for one, of_document in zip(ready, results, strict=True):
        one.results = of_document
        one.translations = [next(translations) for _segment in one.prepared.segments]


def _finish(
    translator: Translator,
    task: Task,
    opened: Opened,
    ready: Sequence[_Ready],
    failed: dict[int, DocumentFailure],
    language: Language,
) -> Translated | Failed:
    """Write the documents of a task and put them together."""
    outputs: dict[int, bytes | DocumentFailure] = dict(failed)
    messages: list[str] = []
    results: list[SentenceResult] = []
    terms: set[str] = set()
    for one in ready:
        if one.index in outputs:
            continue
        known = len(one.document.messages)
        try:
            with _isolated():
                outputs[one.index] = one.document.write(one.translations, language)
        except DocumentFailure as failure:
            outputs[one.index] = failure
            continue
        messages += one.document.messages
        # What writing in this language brought up is no remark on the next language.
        del one.document.messages[known:]
        results += one.results
        for sentence in one.prepared.sentences:
            terms |= terms_of(sentence.matches)
    try:
        with _isolated():
            data = opened.write([outputs[index] for index in range(len(opened.documents))])
    except DocumentFailure as failure:
        return Failed(task, language, failure.reason)
    package = translator.load(language).package.name
    result = DocumentResult(
        shown(task.name), "", language.code, package, results, list(dict.fromkeys(messages))
    )
    return Translated(task, language, data, result, tuple(sorted(terms)))


@contextmanager
def _isolated() -> Iterator[None]:
    """Turn whatever goes wrong with a document into a line; errors that end the run pass through."""
    try:
        yield
    except (*FATAL, DocumentFailure):
        raise
    except TranslateError as error:
        raise DocumentFailure(str(error)) from None
    except Exception as error:
        # A fault of ours, or of a library, that one document brings out: the others must not suffer.
        reason = str(error).splitlines()[0] if str(error) else "-"
        raise DocumentFailure(
            _("internal error ({kind}: {reason}); please report it").format(
                kind=type(error).__name__, reason=reason
            )
        ) from error
