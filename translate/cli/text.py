"""``translate text``."""

from __future__ import annotations

import sys
import time
from typing import Any

import click

from translate.cli import options
from translate.errors import EncodingError
from translate.i18n import _

HELP = _("""Translate a text given on the command line and print the translation.

\b
Examples:
  translate text "Prime Minister Takaichi visited Seoul." --to ko
  echo "The talks resumed." | translate text - --to ja
  translate text "The talks resumed." --to ko --to zh --json
""")


@click.command(help=HELP, short_help=_("Translate a text given on the command line."))
@click.argument("text", metavar="TEXT")
@options.to_option
@click.option("--json", "as_json", is_flag=True, help=_("Print a report as JSON on standard output."))
@options.translation_options
@options.memory_options
@options.output_options
def text(
    text: str,
    targets: tuple[Any, ...],
    as_json: bool,
    memory_path: Any,
    no_memory: bool,
    strict: bool,
    quiet: bool,
    verbose: bool,
    **shared: Any,
) -> int:
    from translate.cli.stores import open_memory
    from translate.cli.summary import Printer
    from translate.report.outcomes import DocumentResult
    from translate.translator import Translator

    if text == "-":
        try:
            text = sys.stdin.buffer.read().decode("utf-8-sig").rstrip("\n")
        except UnicodeDecodeError:
            raise EncodingError(
                _("Standard input is not UTF-8; use “translate file - --encoding NAME”.")
            ) from None
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise EncodingError(
            _("The text is not UTF-8; write it to a file and use “translate file” with --encoding NAME.")
        )
    printer = Printer(quiet=quiet, verbose=verbose)
    with open_memory(memory_path, no_memory) as memory:
        translator = Translator(options.library_options(**shared), memory=memory)
        for language in dict.fromkeys(targets):
            began = time.perf_counter()
            translation = translator.translate_text(text, language)
            if not as_json:
                click.echo(translation.text)
            result = DocumentResult(
                source="-",
                target="-",
                language=language.code,
                package=translation.package,
                sentences=translation.sentences,
            )
            printer.document(result, time.perf_counter() - began, translator.load(language))
    if as_json:
        printer.print_json()
    return printer.status(strict=strict)
