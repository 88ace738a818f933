"""``translate corpus``."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translate.cli import options
from translate.i18n import _

if TYPE_CHECKING:
    from translate.corpus.corpus import Corpus
    from translate.corpus.records import RecordOptions
    from translate.memory import Memory
    from translate.report.review import Review

HELP = _("""Translate a folder of documents, and only what is new or changed.

The translation of SRC/PATH into Korean goes to OUT/ko/PATH. A journal in
OUT/.translate says what was done: run the same command again after a kill,
a full disk or Ctrl-C, and it goes on where it stopped. An output that you
edited is kept. A document that fails is listed, and the rest goes on.

\b
Examples:
  translate corpus articles out --to ko --to ja
  translate corpus docs out --to zh --include '*.md' --exclude drafts/
  translate corpus site --layout beside --to ko
  translate corpus news.jsonl out --to ko --text-field title --text-field body
  translate corpus articles out --to ko --dry-run
  translate corpus articles out --to ko --review articles.html

Patterns are those of .gitignore. The first Ctrl-C ends the run at the next
safe point, the second at once; nothing finished is lost either way.
""")


@click.command(help=HELP, short_help=_("Translate a folder of documents, only what is new or changed."))
@click.argument("corpus_path", metavar="SRC", type=click.Path(path_type=Path))
@click.argument("out", metavar="[OUT]", required=False, type=click.Path(path_type=Path))
@options.to_option
@click.option(
    "--layout",
    type=click.Choice(["tree", "beside", "columns"]),
    default="tree",
    show_default=True,
    callback=options.configured("layout"),
    help=_(
        "Where outputs go: OUT/LANG/PATH; beside each source as NAME.LANG.EXT; or, for records, into new"
        " fields FIELD_LANG of OUT/PATH."
    ),
)
@click.option(
    "--text-field",
    "text_fields",
    metavar="NAME",
    multiple=True,
    help=_("SRC is a JSON Lines, CSV or TSV file: translate this field of its records. Repeatable."),
)
@click.option("--id-field", metavar="NAME", default="", help=_("Field that names a record in reports."))
@click.option(
    "--text-format",
    metavar="NAME",
    default="text",
    show_default=True,
    help=_("Format of the texts in records: text, markdown, html …"),
)
@click.option(
    "--include", metavar="PATTERN", multiple=True, help=_("Take only files that match. Repeatable.")
)
@click.option(
    "--exclude", metavar="PATTERN", multiple=True, help=_("Leave out files that match. Repeatable.")
)
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help=_("Translate in this process, or on a Ray cluster."),
)
@click.option(
    "--address",
    metavar="auto|HOST:PORT",
    help=_("Running Ray cluster to use; without it one is started on this machine only."),
)
@click.option(
    "--workers",
    metavar="NUMBER",
    type=click.IntRange(min=1),
    help=_("Ray workers; by default one for each processor."),
)
@click.option(
    "--limit", metavar="NUMBER", type=click.IntRange(min=1), help=_("Translate so many documents at most.")
)
@click.option("--dry-run", is_flag=True, help=_("Only say what there is to do and how long it would take."))
@click.option("--force", is_flag=True, help=_("Overwrite outputs that were edited or are not this tool's."))
@click.option("--json", "as_json", is_flag=True, help=_("Print a line of JSON for every output."))
@options.review_option
@options.translation_options
@options.reading_options
@options.document_options
@options.memory_options
@options.output_options
def corpus(
    corpus_path: Path,
    out: Path | None,
    targets: tuple[Any, ...],
    layout: Any,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    text_fields: tuple[str, ...],
    id_field: str,
    text_format: str,
    engine: str,
    address: str | None,
    workers: int | None,
    limit: int | None,
    dry_run: bool,
    force: bool,
    as_json: bool,
    review_path: Path | None,
    encoding: str | None,
    format_name: str | None,
    keys: tuple[str, ...],
    mark_fuzzy: bool,
    retranslate: bool,
    memory_path: Any,
    no_memory: bool,
    strict: bool,
    quiet: bool,
    verbose: bool,
    **shared: Any,
) -> int:
    from translate.cli.console import say
    from translate.cli.corpus_printer import CorpusPrinter, print_estimate
    from translate.cli.stores import open_memory
    from translate.corpus.corpus import Corpus
    from translate.corpus.run import run
    from translate.documents.base import ReadOptions
    from translate.files import shown
    from translate.memory import Memory
    from translate.memory.recent import RecentTranslations
    from translate.translator import Translator

    work = Corpus(
        corpus_path,
        _output_folder(corpus_path, out, layout),
        tuple(dict.fromkeys(targets)),
        layout,
        include,
        exclude,
        ReadOptions(
            encoding=encoding,
            format=format_name,
            keys=keys,
            mark_fuzzy=mark_fuzzy,
            translated=retranslate,
        ),
        limit,
        force,
        _record_options(corpus_path, layout, text_fields, id_field, text_format),
    )
    library_options = options.library_options(**shared)
    if engine != "ray" and (address or workers):
        raise click.UsageError(_("--address and --workers need --engine ray."))
    if dry_run and review_path is not None:
        raise click.UsageError(_("--review and --dry-run do not go together."))
    if dry_run:
        with _existing_memory(memory_path, no_memory) as memory:
            return print_estimate(work, Translator(library_options, memory=memory), as_json=as_json)
    review = _review(review_path, work) if review_path is not None else None
    printer = CorpusPrinter(as_json=as_json, quiet=quiet, verbose=verbose)
    with open_memory(memory_path, no_memory) as memory, _interruptible() as stop:
        translator = Translator(library_options, memory=memory or RecentTranslations())
        try:
            executor = None
            if engine == "ray":
                from translate.corpus.ray_executor import RayExecutor

                executor = RayExecutor(
                    library_options,
                    work.languages,
                    memory=memory.path if isinstance(memory, Memory) else None,
                    address=address,
                    workers=workers,
                )
            summary = run(
                work, translator, on_event=printer.event, stop=stop, executor=executor, review=review
            )
        finally:
            printer.progress.clear()
    if review is not None and review_path is not None and not review.is_empty:
        review.write(review_path)
    printer.summary(summary, translator, work.languages)
    if review is not None and review_path is not None and not review.is_empty and not quiet:
        say(_("Review page: {path}").format(path=shown(review_path)))
    if summary.ended == "interrupted":
        return 130
    if summary.failed:
        return 1
    return 3 if strict and summary.found != summary.satisfied else 0


def _review(path: Path, work: Corpus) -> Review:
    """The review page, if it can be written to a place where no run takes it for a document.

    Raises:
        OutputError: it cannot.
    """
    from translate.errors import OutputError
    from translate.files import shown
    from translate.report.review import Review, check_page_target

    check_page_target(path)
    source, out, page = work.source.resolve(), work.out.resolve(), path.resolve()
    if source.is_dir() and page.is_relative_to(source) and (out == source or not page.is_relative_to(out)):
        raise OutputError(
            _(
                "{path} lies in the corpus, where the next run would translate it; name another folder."
            ).format(path=shown(path))
        )
    return Review(source.name)


def _record_options(
    source: Path, layout: str, fields: tuple[str, ...], id_field: str, text_format: str
) -> RecordOptions | None:
    from translate.corpus.records import SUFFIXES, RecordOptions
    from translate.documents import format_of, load_format
    from translate.files import shown

    is_records = source.suffix.lower() in SUFFIXES and not source.is_dir()
    if not fields:
        if layout == "columns" or (is_records and format_of(source) is None):
            raise click.UsageError(_("Name the fields to translate with --text-field NAME."))
        return None
    if not is_records:
        raise click.UsageError(
            _("--text-field is for a JSON Lines, CSV or TSV file, which {path} is not.").format(
                path=shown(source)
            )
        )
    load_format(text_format)
    return RecordOptions(fields, id_field, text_format)


def _output_folder(source: Path, out: Path | None, layout: str) -> Path:
    if layout == "beside":
        if out is not None:
            raise click.UsageError(_("With --layout beside there is no OUT: outputs go beside the sources."))
        return source if source.is_dir() else source.parent
    out = out or options.settings().output
    if out is None:
        raise click.UsageError(_("Name the output folder: translate corpus SRC OUT --to LANGUAGE."))
    return out


@contextmanager
def _existing_memory(path: Path | None, no_memory: bool) -> Iterator[Memory | None]:
    """The memory if there is one: a dry run makes none."""
    from translate.cli.stores import open_memory
    from translate.memory import default_path

    with open_memory(path, no_memory or not (path or default_path()).exists()) as memory:
        yield memory


@contextmanager
def _interruptible() -> Iterator[threading.Event]:
    """The first Ctrl-C asks the run to stop, the second ends the process: no file can be hurt by that."""
    stop = threading.Event()

    def interrupt(_signal: int, _frame: object) -> None:
        if stop.is_set():
            os._exit(130)
        stop.set()
        os.write(
            sys.stderr.fileno(),
            (_("Stopping at the next safe point; press Ctrl-C again to stop at once.") + "\n").encode(),
        )

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
