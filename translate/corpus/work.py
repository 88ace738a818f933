"""Translating documents of a corpus together: the one function that local and Ray runs share."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain

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


@dataclass(frozen=True)
class Task:
    """A document and the languages it is to be translated into.

    Attributes:
        name: what it is called in messages and reports; its suffix tells the format.
        data: its bytes.
    """

    name: str
    data: bytes
    languages: tuple[Language, ...]


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


@dataclass(frozen=True)
class _Ready:
    task: Task
    document: Document
    prepared: Prepared


def translate_tasks(
    translator: Translator, tasks: Sequence[Task], options: ReadOptions
) -> Iterator[Translated | Failed]:
    """Translate documents, language by language; their sentences share batches.

    A document that cannot be read, translated or written harms no other, whatever goes wrong with it.

    Raises:
        one of :data:`FATAL`: nothing can be translated at all.
    """
    opened: list[tuple[Task, Document]] = []
    for task in tasks:
        try:
            with _isolated():
                opened.append((task, documents.read(shown(task.name), task.data, options)))
        except _DocumentFailure as failure:
            for language in task.languages:
                yield Failed(task, language, failure.reason)
    for language in dict.fromkeys(language for task in tasks for language in task.languages):
        ready: list[_Ready] = []
        for task, document in opened:
            if language not in task.languages:
                continue
            try:
                with _isolated():
                    ready.append(_Ready(task, document, translator.prepare(document.segments, language)))
            except _DocumentFailure as failure:
                yield Failed(task, language, failure.reason)
        yield from _translate_ready(translator, ready, language)


def _translate_ready(
    translator: Translator, ready: Sequence[_Ready], language: Language
) -> Iterator[Translated | Failed]:
    if not ready:
        return
    try:
        with _isolated():
            done = _translations(translator, ready, language)
    except _DocumentFailure as failure:
        if len(ready) == 1:
            yield Failed(ready[0].task, language, failure.reason)
            return
        # One of them brings the others down: find out which.
        for each in ready:
            yield from _translate_ready(translator, [each], language)
        return
    package = translator.load(language).package.name
    for each, (results, translations) in zip(ready, done, strict=True):
        known = len(each.document.messages)
        try:
            with _isolated():
                data = each.document.write(translations, language)
        except _DocumentFailure as failure:
            yield Failed(each.task, language, failure.reason)
            continue
        # What writing in this language brought up is no remark on the next language.
        messages = list(each.document.messages)
        del each.document.messages[known:]
        result = DocumentResult(shown(each.task.name), "", language.code, package, results, messages)
        matches = chain.from_iterable(sentence.matches for sentence in each.prepared.sentences)
        yield Translated(each.task, language, data, result, tuple(sorted(terms_of(matches))))


def _translations(
    translator: Translator, ready: Sequence[_Ready], language: Language
) -> list[tuple[list[SentenceResult], list[SegmentTranslation]]]:
    results = translator.translate_sentences([each.prepared for each in ready], language)
    # Assembled as one document, so that questions to the package about inline markup share batches too.
    whole = Prepared(
        list(chain.from_iterable(each.prepared.segments for each in ready)),
        list(chain.from_iterable(each.prepared.splits for each in ready)),
        [],
    )
    translations = iter(translator.assemble(whole, list(chain.from_iterable(results)), language))
    return [
        (of_document, [next(translations) for _segment in each.prepared.segments])
        for each, of_document in zip(ready, results, strict=True)
    ]


class _DocumentFailure(Exception):
    """A document failed; ``reason`` says why in one line."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@contextmanager
def _isolated() -> Iterator[None]:
    """Turn whatever goes wrong with a document into a line; errors that end the run pass through."""
    try:
        yield
    except FATAL:
        raise
    except TranslateError as error:
        raise _DocumentFailure(str(error)) from None
    except Exception as error:
        # A fault of ours, or of a library, that one document brings out: the others must not suffer.
        reason = str(error).splitlines()[0] if str(error) else "-"
        raise _DocumentFailure(
            _("internal error ({kind}: {reason}); please report it").format(
                kind=type(error).__name__, reason=reason
            )
        ) from error
