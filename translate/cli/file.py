"""``translate file``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from translate.cli import completions, options
from translate.i18n import _

HELP = _("""Translate files into one or more languages.

FILES are documents, patterns such as '*.md', or - for standard input. The
translation of article.txt into Korean is written to article.ko.txt beside
it, unless -o says otherwise.

\b
Examples:
  translate file article.txt --to ko --to ja
  translate file '*.md' --to zh-Hant -o out/
  translate file article.txt --to ko --glossary my-terms/ --json
  translate file article.txt --to ko --review article.html
  cat article.txt | translate file - --to ja

-o - writes to standard output (one text only). -o PATH is a file if one
output is due and PATH has a suffix, and otherwise a folder.
""")


@click.command(help=HELP, short_help=_("Translate files."))
@click.argument("files", nargs=-1, required=True, metavar="FILES...", shell_complete=completions.paths)
@options.to_option
@click.option("-o", "--output", metavar="PATH", help=_("File or folder to write to; - is standard output."))
@click.option("--force", is_flag=True, help=_("Overwrite existing outputs."))
@click.option("--json", "as_json", is_flag=True, help=_("Print a report as JSON on standard output."))
@options.review_option
@options.translation_options
@options.reading_options
@options.document_options
@options.memory_options
@options.output_options
def file(
    files: tuple[str, ...],
    targets: tuple[Any, ...],
    output: str | None,
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
    from translate import articles, documents
    from translate.cli.stores import open_memory
    from translate.cli.summary import Printer
    from translate.documents.base import ReadOptions
    from translate.files import check_target
    from translate.translator import Translator

    if format_name is not None:
        documents.load_format(format_name)
    reads_standard_input = articles.STANDARD_STREAM in files
    if output is None and not reads_standard_input:
        output = options.output_folder()
    if as_json and (output == articles.STANDARD_STREAM or (output is None and reads_standard_input)):
        raise click.UsageError(
            _("--json and the translation both want standard output; name a file or folder with -o.")
        )
    inputs = articles.expand(files, sys.stdin.buffer.read)
    languages = list(dict.fromkeys(targets))
    plan = articles.plan(inputs, languages, output, overwrite=force)
    if review_path is not None:
        check_target(review_path, overwrite=force)
    printer = Printer(quiet=quiet, verbose=verbose)
    for remark in plan.remarks:
        printer.remark(remark)
    for error in plan.errors:
        printer.error(error)
    if plan.jobs:
        with open_memory(memory_path, no_memory) as memory:
            translator = Translator(options.library_options(**shared), memory=memory)

            def finished(done: articles.Done) -> None:
                if done.job.target is None:
                    sys.stdout.buffer.write(done.data)
                    sys.stdout.buffer.flush()
                printer.document(done.result, done.seconds, translator.load(done.job.language))

            articles.run(
                translator,
                plan.jobs,
                ReadOptions(
                    encoding=encoding,
                    format=format_name,
                    keys=keys,
                    mark_fuzzy=mark_fuzzy,
                    translated=retranslate,
                ),
                overwrite=force,
                on_done=finished,
                on_error=printer.error,
            )
    if review_path is not None:
        printer.write_review(review_path, overwrite=force)
    if as_json:
        printer.print_json()
    return printer.status(strict=strict)
