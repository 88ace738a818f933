"""``translate check``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translate.cli import options
from translate.i18n import _

if TYPE_CHECKING:
    from translate.languages import Language

HELP = _("""Check translations, whoever made them.

SOURCE and TARGET are a document and its translation, or two folders. A PO or
XLIFF file (or a folder of them) is checked by itself. Reported are glossary terms
that are missing or wrongly rendered, inconsistent names, wrong Korean
particles, changed numbers, what is left untranslated, broken placeholders,
mixed register, repetition and punctuation.

\b
Examples:
  translate check article.txt article.ko.txt --to ko
  translate check docs/ docs-ja/ --to ja --format github
  translate check messages.po --to zh --glossary my-terms/
  translate check article.txt article.ko.txt --review check.html
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
@options.review_option
@click.option("-q", "--quiet", is_flag=True, help=_("No summary on standard error."))
def check(
    source: Path,
    target: Path | None,
    language: Language | None,
    source_language: Any,
    glossaries: tuple[str, ...],
    no_glossary: bool,
    register: str | None,
    only: tuple[str, ...],
    without: tuple[str, ...],
    encoding: str | None,
    form: str,
    output: Path | None,
    review_path: Path | None,
    quiet: bool,
) -> int:
    from translate.checks.checker import Checker, CheckOptions
    from translate.cli import console
    from translate.files import shown, write_atomically
    from translate.report import findings, review

    settings = options.settings()
    if review_path is not None:
        review.check_page_target(review_path)
    checker = Checker(
        language or _configured_language(target or source),
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
    if review_path is not None and report.documents:
        review.write(review_path, report.documents)
        if not quiet:
            console.say(_("Review page: {path}").format(path=shown(review_path)))
    if not quiet:
        console.say(findings.summary(report.findings))
    if report.errors:
        return 1
    return 3 if report.findings else 0


def _configured_language(translation: Path) -> Language:
    """The language of the settings; of several the one that the name of the translation tells.

    Raises:
        UsageError: there is none, or there are several.
    """
    languages = options.settings().languages or ()
    if not languages:
        raise options.missing_language(click.get_current_context(), "language")
    names = {part.lower() for part in (*translation.parts, *translation.name.split("."))}
    told = [each for each in languages if {each.code.lower(), each.locale.lower()} & names]
    if len(languages) > 1 and len(told) != 1:
        raise click.UsageError(
            _("The settings name several languages; say with --to which one to check: {languages}.").format(
                languages=", ".join(language.code for language in languages)
            )
        )
    return (told or languages)[0]
