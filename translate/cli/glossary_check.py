"""``translate glossary check``."""

from __future__ import annotations

import click

from translate.cli import console
from translate.cli.glossary_options import glossaries, some_glossaries_option
from translate.i18n import _


@click.command(
    help=_(
        """Check glossaries for mistakes and doubtful entries.

        PATHS are PO files or glossary folders, as a pre-commit hook gives them;
        --glossary names glossaries as elsewhere. Without either, yours and those
        that came with the tool are checked, also against each other.

        Exit status: 0 nothing found (or notes only), 3 findings, 1 it could not
        be checked.

        \b
        Examples:
          translate glossary check --glossary terms
          translate glossary check terms/ko.po --fix
          translate glossary check terms --format github
          translate glossary check terms --ignore missing-language --strict
        """
    ),
    short_help=_("Find mistakes in glossaries."),
)
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@some_glossaries_option
@click.option(
    "--fix", "mend", is_flag=True, help=_("Mend what needs no decision: spaces, widths, repetitions.")
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "junit", "github"]),
    default="text",
    show_default=True,
    help=_("Form of the report."),
)
@click.option(
    "--ignore",
    "ignored",
    metavar="CODE",
    multiple=True,
    help=_("Leave findings of this code out. Repeatable."),
)
@click.option("--strict", is_flag=True, help=_("Notes count as findings too."))
def check(
    paths: tuple[str, ...],
    names: tuple[str, ...],
    mend: bool,
    form: str,
    ignored: tuple[str, ...],
    strict: bool,
) -> int:
    from translate.checks.findings import NOTE
    from translate.files import shown
    from translate.glossary.lint import fix, lint
    from translate.report.findings import render, summary

    found = list(glossaries((*names, *paths)))
    if mend:
        for glossary in found:
            if glossary.curated:
                continue
            for path in fix(glossary):
                console.say(_("Mended {path}").format(path=shown(path)))
    findings = [finding for finding in lint(found) if finding.code not in ignored]
    checked = [glossary.paths[locale] for glossary in found for locale in glossary.locales]
    click.echo(render(findings, form, checked), nl=False)
    console.say(summary(findings))
    return 3 if any(strict or finding.severity != NOTE for finding in findings) else 0
