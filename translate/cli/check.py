"""``translate check``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from translate.cli import options
from translate.i18n import _

HELP = _("""Check translations, whoever made them.

SOURCE and TARGET are a document and its translation, or two folders. A PO
file (or a folder of them) is checked by itself. Reported are glossary terms
that are missing or wrongly rendered, inconsistent names, wrong Korean
particles, changed numbers, what is left untranslated, broken placeholders,
mixed register, repetition and punctuation.

\b
Examples:
  translate check article.txt article.ko.txt --to ko
  translate check docs/ docs-ja/ --to ja --format github
  translate check messages.po --to zh --glossary my-terms/
  translate check a.md a.ko.md --to ko --without punctuation

Exit status: 0 nothing found, 3 findings, 1 if something could not be checked.
""")


@click.command(help=HELP, short_help=_("Check translations, whoever made them."))
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path), required=False)
@click.option(
    "--to",
    "language",
    type=options.LANGUAGE,
    required=True,
    help=_("Language of the translation: ko, ja, zh (Simplified) or zh-Hant."),
)
@click.option(
    "--from",
    "source_language",
    type=options.LANGUAGE,
    default="en",
    show_default=True,
    help=_("Source language."),
)
@click.option(
    "--glossary",
    "glossaries",
    metavar="NAME|PATH",
    multiple=True,
    help=_("Glossary to check against before the curated ones. Repeatable, the first wins."),
)
@click.option(
    "--no-glossary",
    is_flag=True,
    help=_("Use no curated or configured glossary, only those named with --glossary."),
)
@click.option(
    "--register",
    type=click.Choice(["plain", "polite"]),
    help=_("Sentence endings to demand; without it, the same throughout a document."),
)
@click.option(
    "--only", metavar="CODE", multiple=True, help=_("Report only findings of this code. Repeatable.")
)
@click.option(
    "--without", metavar="CODE", multiple=True, help=_("Report no findings of this code. Repeatable.")
)
@click.option("--encoding", metavar="NAME", help=_("Charset of the files; detected if not given."))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "junit", "github"]),
    default="text",
    show_default=True,
    help=_("Form of the report: for people, for programs, or for CI."),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="PATH",
    help=_("Write the report to a file instead of standard output."),
)
@click.option("-q", "--quiet", is_flag=True, help=_("No summary on standard error."))
def check(
    source: Path,
    target: Path | None,
    language: Any,
    source_language: Any,
    glossaries: tuple[str, ...],
    no_glossary: bool,
    register: str | None,
    only: tuple[str, ...],
    without: tuple[str, ...],
    encoding: str | None,
    form: str,
    output: Path | None,
    quiet: bool,
) -> int:
    from translate.checks.checker import Checker, CheckOptions
    from translate.cli import console
    from translate.files import write_atomically
    from translate.report import findings

    settings = options.settings()
    checker = Checker(
        language,
        CheckOptions(
            source=source_language,
            glossaries=glossaries,
            configured=() if no_glossary else settings.glossaries or (),
            curated=not no_glossary and settings.curated is not False,
            encoding=encoding,
            register=register,
            only=frozenset(only),
            without=frozenset(without),
        ),
    )
    report = checker.check_paths(source, target)
    for message in report.messages:
        console.say(message)
    for error in report.errors:
        console.say(_("Error: {message}").format(message=error))
    text = findings.render(report.findings, form, report.checked)
    if output is not None:
        write_atomically(output, text.encode("utf-8"))
    else:
        sys.stdout.write(text)
    if not quiet:
        console.say(findings.summary(report.findings))
    if report.errors:
        return 1
    return 3 if report.findings else 0
