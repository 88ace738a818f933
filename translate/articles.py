"""Files in, files out: which outputs a call is to make, and making them.

All targets are checked before a package is loaded; a failed input harms no other.
"""

from __future__ import annotations

import glob
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from translate import documents
from translate.corpus.tasks import DocumentReader, Failed, Task, Translated, translate_tasks
from translate.documents.base import ReadOptions
from translate.errors import DocumentError, OutputError, TranslateError, UsageError
from translate.files import check_target, make_folder, remove_leftovers, shown, write_atomically
from translate.i18n import _
from translate.languages import Language, parse_language
from translate.report.outcomes import DocumentResult
from translate.translator import Translator

STANDARD_STREAM = "-"

_BYTES_TOGETHER = 500_000
"""Size of the inputs that are translated together: enough for full batches, and outputs come soon."""


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
class Plan:
    """What a call is to do.

    Attributes:
        jobs: the outputs to make.
        errors: why inputs are left out.
        remarks: for the user, on inputs that are left out on purpose.
    """

    jobs: tuple[Job, ...]
    errors: tuple[TranslateError, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Done:
    """A finished job; ``seconds`` is its share of the wall-clock time, ``data`` what was written."""

    job: Job
    result: DocumentResult
    data: bytes
    seconds: float


def expand(names: Sequence[str], standard_input: Callable[[], bytes]) -> list[Input]:
    """The inputs a call names: files, ``-``, and patterns that no shell has expanded.

    A name that exists is never taken for a pattern; one that matches no file stays, so that planning
    reports it.

    Raises:
        UsageError: ``-`` twice.
    """
    inputs: list[Input] = []
    for name in names:
        if name == STANDARD_STREAM:
            if any(known.path is None for known in inputs):
                raise UsageError(_("Standard input (-) can be given only once."))
            inputs.append(Input(STANDARD_STREAM, None, standard_input()))
            continue
        is_pattern = glob.has_magic(name) and not os.path.lexists(name)
        # Path.glob takes no absolute patterns.
        matches = sorted(glob.glob(name, recursive=True)) if is_pattern else []  # noqa: PTH207
        for found in [match for match in matches if not Path(match).is_dir()] or [name]:
            if not any(known.path == Path(found) for known in inputs):
                inputs.append(Input(found, Path(found)))
    return inputs


def plan(
    inputs: Sequence[Input],
    languages: Sequence[Language],
    output: str | None = None,
    *,
    overwrite: bool = False,
) -> Plan:
    """The jobs of a call with their targets, and what is left out.

    Args:
        output: ``-`` for standard output; a file, if one output is due and it has a suffix and is no
            folder; otherwise a folder. None writes beside each input, and for standard input to
            standard output.
        overwrite: existing targets may be replaced.

    Raises:
        UsageError: standard output for more than one text.
    """
    count = len(inputs) * len(languages)
    if output == STANDARD_STREAM and count != 1:
        raise UsageError(_("Standard output (-o -) takes exactly one text: one input and one --to."))
    if output is None and len(languages) > 1 and any(source.path is None for source in inputs):
        raise UsageError(
            _("Standard input goes to standard output in one language only; name a folder with -o for more.")
        )
    planned = [
        [Job(source, language, _target(source, language, output, count)) for language in languages]
        for source in inputs
    ]
    outputs = {os.path.realpath(job.target) for jobs in planned for job in jobs if job.target is not None}
    jobs: list[Job] = []
    errors: list[TranslateError] = []
    remarks: list[str] = []
    for source, of_source in zip(inputs, planned, strict=True):
        if len(inputs) > 1 and source.path is not None and os.path.realpath(source.path) in outputs:
            remarks.append(
                _("{path} is the output of another input, so it is not translated itself.").format(
                    path=shown(source.path)
                )
            )
            continue
        faults = list(_faults(source, of_source, jobs, overwrite))
        errors += faults
        if not faults:
            jobs += of_source
    return Plan(tuple(jobs), tuple(errors), tuple(remarks))


def _target(source: Input, language: Language, output: str | None, count: int) -> Path | None:
    if output == STANDARD_STREAM or (output is None and source.path is None):
        return None
    if output is not None:
        path = Path(output)
        if count == 1 and path.suffix and not path.is_dir() and not output.endswith(("/", os.sep)):
            return path
        name = source.path.name if source.path is not None else "stdin.txt"
        return path / _named(name, language)
    assert source.path is not None
    return source.path.with_name(_named(source.path.name, language))


def _named(name: str, language: Language) -> str:
    """``article.txt`` → ``article.ko.txt``."""
    path = Path(name)
    return f"{path.stem}.{language.code}{path.suffix}"


def _faults(
    source: Input, of_source: Sequence[Job], others: Sequence[Job], overwrite: bool
) -> Iterator[TranslateError]:
    """Why an input cannot be done."""
    try:
        _check_readable(source)
    except DocumentError as error:
        yield error
        return
    for number, job in enumerate(of_source):
        try:
            _check_target(job, [*others, *of_source[:number]], overwrite)
        except OutputError as error:
            yield error


def _check_readable(source: Input) -> None:
    if source.path is None:
        return
    # Unlike their namesakes in pathlib, these take any name, also one that is too long.
    if os.path.isdir(source.path):  # noqa: PTH112
        raise DocumentError(
            _("{path} is a folder; name the files in it, or use “translate corpus”.").format(
                path=shown(source.path)
            )
        )
    if not os.path.exists(source.path):  # noqa: PTH110
        if " " in source.name.strip() and not source.path.suffix[1:].isalnum():
            raise DocumentError(
                _("{path}: no such file. A text itself is translated by “translate text”.").format(
                    path=shown(source.path)
                )
            )
        raise DocumentError(_("{path}: no such file.").format(path=shown(source.path)))


def _check_target(job: Job, others: Sequence[Job], overwrite: bool) -> None:
    if job.target is None:
        return
    place = os.path.realpath(job.target)
    if any(other.target is not None and os.path.realpath(other.target) == place for other in others):
        raise OutputError(
            _("Two outputs would be written to {path}; translate them in separate calls.").format(
                path=shown(job.target)
            )
        )
    if job.source.path is not None and os.path.realpath(job.source.path) == place:
        raise OutputError(
            _("{path} is the input itself; choose another output.").format(path=shown(job.target))
        )
    check_target(job.target, overwrite=overwrite)


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
    planned = plan([Input(str(source), Path(source))], [language], given, overwrite=overwrite)
    errors = list(planned.errors)
    results: list[DocumentResult] = []
    run(
        translator,
        planned.jobs,
        reading or ReadOptions(),
        overwrite=overwrite,
        on_done=lambda done: results.append(done.result),
        on_error=errors.append,
    )
    if errors:
        raise errors[0]
    return results[0]


def run(
    translator: Translator,
    jobs: Sequence[Job],
    options: ReadOptions,
    *,
    overwrite: bool = False,
    on_done: Callable[[Done], None],
    on_error: Callable[[TranslateError], None],
) -> None:
    """Do the jobs; the sentences of inputs share batches.

    Args:
        overwrite: existing targets may be replaced, those that came to be since planning included.
        on_done: called after each output is written (or, for standard output, ready).
        on_error: called for each input or output that failed; the rest go on.

    Raises:
        LanguageError, PackageError, GlossaryError: a language cannot be served at all; nothing is
            written then.
    """
    for language in dict.fromkeys(job.language for job in jobs):
        translator.load(language)
    for folder in {job.target.parent for job in jobs if job.target is not None}:
        remove_leftovers(folder)
    by_task = {(job.source.name, job.language): job for job in jobs}
    failed: set[tuple[str, str]] = set()
    for tasks in _portions(jobs, options, on_error):
        translated, seconds = None, 0.0
        began = time.perf_counter()
        for outcome in translate_tasks(translator, tasks):
            if outcome.language != translated:
                # All outputs of a language are ready at once.
                translated = outcome.language
                count = sum(translated in task.languages for task in tasks)
                seconds = (time.perf_counter() - began) / count
            job = by_task[outcome.task.name, outcome.language]
            try:
                on_done(_deliver(job, outcome, seconds, overwrite))
            except TranslateError as error:
                # An input that cannot be read fails alike in every language.
                if (job.source.name, str(error)) not in failed:
                    failed.add((job.source.name, str(error)))
                    on_error(error)
            began = time.perf_counter()


def _portions(
    jobs: Sequence[Job], options: ReadOptions, on_error: Callable[[TranslateError], None]
) -> Iterator[list[Task]]:
    """The inputs, read some at a time."""
    languages: dict[Input, list[Language]] = {}
    for job in jobs:
        languages.setdefault(job.source, []).append(job.language)
    reader = DocumentReader(options)
    portion: list[Task] = []
    for source, into in languages.items():
        try:
            portion.append(Task(source.name, _read(source), tuple(into), reader))
        except DocumentError as error:
            on_error(error)
        if sum(len(task.data) for task in portion) >= _BYTES_TOGETHER:
            yield portion
            portion = []
    yield portion


def _read(source: Input) -> bytes:
    if source.path is None:
        return source.data or b""
    return documents.read_bytes(source.path)


def _deliver(job: Job, outcome: Translated | Failed, seconds: float, overwrite: bool) -> Done:
    """Write an output where it belongs."""
    if isinstance(outcome, Failed):
        name = shown(job.source.name)
        raise DocumentError(outcome.reason if name in outcome.reason else f"{name}: {outcome.reason}")
    target = STANDARD_STREAM
    if job.target is not None:
        make_folder(job.target.parent)
        write_atomically(job.target, outcome.data, overwrite=overwrite)
        target = shown(job.target)
    return Done(job, replace(outcome.result, target=target), outcome.data, seconds)
