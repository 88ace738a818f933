"""Files in, files out: which outputs a call is to make, and making them.

All targets are checked before a package is loaded; a failed input harms no other.
"""

from __future__ import annotations

import glob
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from translate import documents
from translate.documents.base import ReadOptions
from translate.errors import OutputError, TranslateError, UsageError
from translate.files import check_target, shown, write_atomically
from translate.i18n import _
from translate.languages import Language, parse_language
from translate.report.outcomes import DocumentResult
from translate.translator import Translator

STANDARD_STREAM = "-"


@dataclass(frozen=True)
class Input:
    """One input: a file, or standard input with its bytes.

    Attributes:
        name: as the user knows it.
        path: where it lies; None for standard input.
        data: the bytes of standard input.
    """

    name: str
    path: Path | None
    data: bytes | None = None


@dataclass(frozen=True)
class Job:
    """One input into one language; ``target`` is None for standard output."""

    source: Input
    language: Language
    target: Path | None


@dataclass(frozen=True)
class Done:
    """A finished job; ``seconds`` is its share of the wall-clock time, ``data`` what was written."""

    job: Job
    result: DocumentResult
    data: bytes
    seconds: float


def expand(names: Sequence[str], standard_input: Callable[[], bytes]) -> list[Input]:
    """The inputs a call names: files, ``-``, and patterns that no shell has expanded.

    A name that exists is never taken for a pattern.

    Raises:
        OutputError: never; a name that matches nothing stays, so that reading it reports it.
        UsageError: ``-`` twice.
    """
    inputs: list[Input] = []
    for name in names:
        if name == STANDARD_STREAM:
            if any(known.path is None for known in inputs):
                raise UsageError(_("Standard input (-) can be given only once."))
            inputs.append(Input(STANDARD_STREAM, None, standard_input()))
            continue
        path = Path(name)
        is_pattern = glob.has_magic(name) and not path.exists()
        # Path.glob takes no absolute patterns.
        matches = sorted(glob.glob(name, recursive=True)) if is_pattern else []  # noqa: PTH207
        for found in matches or [name]:
            if not any(known.path == Path(found) for known in inputs):
                inputs.append(Input(found, Path(found)))
    return inputs


def plan(
    inputs: Sequence[Input],
    languages: Sequence[Language],
    output: str | None = None,
    *,
    overwrite: bool = False,
) -> tuple[list[Job], list[TranslateError]]:
    """The jobs of a call with their targets, and the inputs that cannot be served.

    Args:
        output: ``-`` for standard output; a file, if one output is due and it has a suffix and is no
            folder; otherwise a folder. None writes beside each input.
        overwrite: existing targets may be replaced.

    Raises:
        UsageError: standard output for more than one text.
        OutputError: two outputs would have one name.
    """
    count = len(inputs) * len(languages)
    if output == STANDARD_STREAM and count != 1:
        raise UsageError(_("Standard output (-o -) takes exactly one text: one input and one --to."))
    jobs: list[Job] = []
    errors: list[TranslateError] = []
    for source in inputs:
        try:
            of_source = [
                Job(source, language, _target(source, language, output, count)) for language in languages
            ]
            for job in of_source:
                _check(job, jobs, overwrite)
            _check_readable(source)
        except TranslateError as error:
            errors.append(error)
            continue
        jobs += of_source
    return jobs, errors


def _target(source: Input, language: Language, output: str | None, count: int) -> Path | None:
    if output == STANDARD_STREAM or (output is None and source.path is None):
        return None
    if output is not None:
        path = Path(output)
        if count == 1 and path.suffix and not path.is_dir() and not output.endswith(("/", "\\")):
            return path
        name = source.path.name if source.path is not None else "stdin.txt"
        return path / _named(name, language)
    assert source.path is not None
    return source.path.with_name(_named(source.path.name, language))


def _named(name: str, language: Language) -> str:
    """``article.txt`` → ``article.ko.txt``."""
    path = Path(name)
    return f"{path.stem}.{language.code}{path.suffix}"


def _check(job: Job, others: Sequence[Job], overwrite: bool) -> None:
    if job.target is None:
        return
    if any(other.target == job.target for other in others):
        raise OutputError(
            _("Two outputs would be written to {path}; translate them in separate calls.").format(
                path=shown(job.target)
            )
        )
    if job.source.path is not None and job.target == job.source.path:
        raise OutputError(
            _("{path} is the input itself; choose another output.").format(path=shown(job.target))
        )
    check_target(job.target, overwrite=overwrite)


def _check_readable(source: Input) -> None:
    if source.path is None:
        return
    if source.path.is_dir():
        raise OutputError(
            _("{path} is a folder; translate folders with “translate corpus”.").format(
                path=shown(source.path)
            )
        )
    if not source.path.exists():
        raise OutputError(_("{path}: no such file.").format(path=shown(source.path)))


def translate_file(
    translator: Translator,
    source: str | Path,
    to: str | Language,
    output: str | Path | None = None,
    *,
    overwrite: bool = False,
    reading: ReadOptions | None = None,
) -> DocumentResult:
    """Translate a document of any format into one language and write it.

    >>> from pathlib import Path
    >>> from translate import Translator, translate_file
    >>> written = Path("note.txt").write_text("The talks resumed in Seoul.")
    >>> result = translate_file(Translator(), "note.txt", to="ja")
    >>> result.target, result.found, result.satisfied
    ('note.ja.txt', 1, 1)
    >>> "ソウル" in Path("note.ja.txt").read_text(encoding="utf-8")
    True

    Args:
        output: a file or a folder; None writes beside the source.
        overwrite: an existing file may be replaced.
        reading: how the document is read.

    Raises:
        DocumentError: the document cannot be read, or the translations cannot be placed in it.
        OutputError: the target exists or cannot be written.
        LanguageError, PackageError, GlossaryError: the language cannot be served.
    """
    language = parse_language(to) if isinstance(to, str) else to
    given = None if output is None else str(output)
    jobs, errors = plan([Input(str(source), Path(source))], [language], given, overwrite=overwrite)
    results: list[DocumentResult] = []
    run(
        translator,
        jobs,
        reading or ReadOptions(),
        on_done=lambda done: results.append(done.result),
        on_error=lambda _job, error: errors.append(error),
    )
    if errors:
        raise errors[0]
    return results[0]


def run(
    translator: Translator,
    jobs: Sequence[Job],
    options: ReadOptions,
    *,
    on_done: Callable[[Done], None],
    on_error: Callable[[Job, TranslateError], None],
) -> None:
    """Do the jobs; the sentences of all inputs of one language share batches.

    Args:
        on_done: called after each output is written (or, for standard output, ready).
        on_error: called for each job that failed; the rest go on.

    Raises:
        LanguageError, PackageError, GlossaryError: a language cannot be served at all.
    """
    for language in dict.fromkeys(job.language for job in jobs):
        translator.load(language)
    for language in dict.fromkeys(job.language for job in jobs):
        began = time.perf_counter()
        ready = []
        for job in (job for job in jobs if job.language == language):
            try:
                document = documents.read(job.source.path or "stdin.txt", job.source.data, options)
                ready.append((job, document, translator.prepare(document.segments, language)))
            except TranslateError as error:
                on_error(job, error)
        translated = translator.translate_sentences([prepared for _, _, prepared in ready], language)
        for (job, document, prepared), results in zip(ready, translated, strict=True):
            try:
                data = document.write(translator.assemble(prepared, results, language), language)
                if job.target is not None:
                    job.target.parent.mkdir(parents=True, exist_ok=True)
                    write_atomically(job.target, data)
            except TranslateError as error:
                on_error(job, error)
                continue
            result = DocumentResult(
                source=job.source.name,
                target=str(job.target) if job.target is not None else STANDARD_STREAM,
                language=language.code,
                package=translator.load(language).package.name,
                sentences=results,
                messages=list(document.messages),
            )
            on_done(Done(job, result, data, (time.perf_counter() - began) / len(ready)))
