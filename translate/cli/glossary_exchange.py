"""``translate glossary import`` and ``export``."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translate.cli import console
from translate.cli.glossary_options import code_of, json_option, one_glossary_option, targets_option
from translate.cli.options import LANGUAGE
from translate.i18n import _, ngettext

if TYPE_CHECKING:
    from translate.glossary.exchange.importing import ImportResult
    from translate.languages import Language

_SHOWN_LINES = 20
"""Lines of a list shown without --verbose."""

_FORMAT_NAMES = (
    "csv", "tsv", "xlsx", "json", "po", "tbx", "tbx3", "tbx3-dct", "tbx-min", "tbx-core", "tmx", "omegat",
    "deepl", "google",
)  # fmt: skip
"""Those of ``translate.glossary.exchange.formats``, which is imported only when a command runs."""

_verbose_option = click.option("--verbose", is_flag=True, help=_("Show every line of long lists."))


@click.command(
    "import",
    help=_(
        """Take the entries of FILE into a glossary, which is made where it is missing.

        CSV, TSV, Excel, TBX, TMX, JSON, PO, and the glossaries of OmegaT, DeepL and Google are read; the
        format, its separator, charset and languages are found out. What the glossary lacks is added. Where
        it has another rendering, its own is kept and the difference listed, unless --on-conflict says
        otherwise. Everything that was not taken is listed with its line.

        \b
        Examples:
          translate glossary import terms.csv --glossary my-terms
          translate glossary import deepl.csv --to ko --glossary my-terms
          translate glossary import base.tbx --glossary my-terms --on-conflict replace
          translate glossary import ko-en.csv --from ko --to en --glossary my-terms
        """
    ),
    short_help=_("Take in entries of CSV, Excel, TBX, TMX and other files."),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@one_glossary_option
@click.option(
    "--from",
    "source",
    type=LANGUAGE,
    default="en",
    show_default=True,
    help=_("Language of the first column, where FILE does not say it."),
)
@click.option(
    "--to",
    "targets",
    type=LANGUAGE,
    multiple=True,
    help=_("Take only this language; the language of FILE where it does not say one. Repeatable."),
)
@click.option(
    "--format",
    "format_name",
    metavar="NAME",
    type=click.Choice(_FORMAT_NAMES),
    help=_("Format of FILE; by default told from its content and name. One of {names}.").format(
        names=", ".join(_FORMAT_NAMES)
    ),
)
@click.option("--encoding", metavar="NAME", help=_("Charset of FILE; by default found out."))
@click.option(
    "--on-conflict",
    type=click.Choice(("keep", "replace", "both")),
    default="keep",
    show_default=True,
    help=_("Other rendering: keep the glossary's, replace it, or accept both."),
)
@_verbose_option
@json_option
def import_command(
    file: Path,
    name: str,
    source: Language,
    targets: tuple[Language, ...],
    format_name: str | None,
    encoding: str | None,
    on_conflict: str,
    verbose: bool,
    as_json: bool,
) -> None:
    from translate.errors import GlossaryError
    from translate.glossary.exchange.importing import direction, import_file

    locales, turned = direction(source, targets)
    result = import_file(
        file,
        name,
        targets=locales,
        turned=turned,
        format_name=format_name,
        encoding=encoding,
        on_conflict=on_conflict,
    )
    _say_list(result.report.messages(), verbose)
    if as_json:
        click.echo(json.dumps(_import_json(file, result), ensure_ascii=False))
    else:
        for conflict in result.conflicts:
            click.echo(_conflict(on_conflict, str(conflict)))
    for line in _import_summary(result):
        console.say(line)
    if not result.merged:
        raise GlossaryError(_("nothing was imported"), file)


def _conflict(policy: str, text: str) -> str:
    if policy == "replace":
        return _("replaced: {conflict}").format(conflict=text)
    if policy == "both":
        return _("both accepted: {conflict}").format(conflict=text)
    return _("kept: {conflict}").format(conflict=text)


def _import_summary(result: ImportResult) -> list[str]:
    return [
        console.fill(
            _("{language}: {added} added, {changed} changed, {unchanged} there already, {conflicts} differ"),
            language=code_of(locale),
            added=merged.added,
            changed=merged.changed,
            unchanged=merged.unchanged,
            conflicts=len(merged.conflicts),
        )
        for locale, merged in result.merged.items()
    ]


def _import_json(file: Path, result: ImportResult) -> dict[str, Any]:
    return {
        "file": str(file),
        "format": result.format,
        "languages": {
            code_of(locale): {
                "added": merged.added,
                "changed": merged.changed,
                "unchanged": merged.unchanged,
                "conflicts": len(merged.conflicts),
            }
            for locale, merged in result.merged.items()
        },
        "turned": result.report.turned,
        "dropped": dict(result.report.dropped),
        "skipped": [_remark_json(remark) for remark in result.report.skipped],
        "remarks": [_remark_json(remark) for remark in result.report.remarks],
        "conflicts": [_remark_json(remark) for remark in result.conflicts],
        "written": [str(path) for path in result.paths],
    }


def _remark_json(remark: Any) -> dict[str, Any]:
    return {"line": remark.line, "message": remark.message}


def _say_list(lines: Sequence[str], verbose: bool) -> None:
    shown = len(lines) if verbose or len(lines) <= _SHOWN_LINES else _SHOWN_LINES - 1
    for line in lines[:shown]:
        console.say(line)
    rest = len(lines) - shown
    if rest:
        console.say(
            console.fill(
                ngettext(
                    "… and {number} more; --verbose shows all",
                    "… and {number} more; --verbose shows all",
                    rest,
                ),
                number=rest,
            )
        )


@click.command(
    "export",
    help=_(
        """Write a glossary to FILE, or with - to standard output.

        The suffix says the format: .csv, .tsv, .xlsx, .tbx, .tmx, .json, .po, .txt or .utf8 (OmegaT). CSV,
        TSV, Excel, JSON, TBX and TMX hold everything and come back as they were; DeepL, Google and OmegaT
        take terms with one rendering. What cannot be carried over is listed.

        \b
        Formats beyond those of suffixes:
          deepl, google      CSV as these services take it
          tbx                TBX-Basic version 2, which most tools read
          tbx3, tbx3-dct     TBX-Basic version 3 (ISO 30042:2019), style DCA or DCT
          tbx-min, tbx-core  the smaller dialects of version 3

        \b
        Examples:
          translate glossary export terms.xlsx --glossary my-terms
          translate glossary export terms.tbx --glossary my-terms --to ko --to ja
          translate glossary export ko.csv --format deepl --glossary my-terms --to ko
        """
    ),
    short_help=_("Write a glossary as CSV, Excel, TBX, TMX and other files."),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--glossary",
    "name",
    metavar="NAME|PATH",
    required=True,
    help=_("Glossary to write: a folder, a PO file, or a name."),
)
@targets_option
@click.option(
    "--format",
    "format_name",
    metavar="NAME",
    type=click.Choice(_FORMAT_NAMES),
    help=_("Format of FILE; by default told from its suffix. One of {names}.").format(
        names=", ".join(_FORMAT_NAMES)
    ),
)
@click.option("--force", is_flag=True, help=_("Overwrite FILE if it exists."))
@_verbose_option
def export(
    file: Path,
    name: str,
    targets: tuple[Language, ...],
    format_name: str | None,
    force: bool,
    verbose: bool,
) -> None:
    from translate.errors import UsageError
    from translate.files import shown
    from translate.glossary.exchange.exporting import export_file, export_stream
    from translate.glossary.exchange.importing import direction
    from translate.languages import ENGLISH

    locales, _turned = direction(ENGLISH, targets)
    if str(file) == "-":
        if format_name is None:
            raise UsageError(_("Standard output has no suffix: give --format."))
        result = export_stream(name, sys.stdout.buffer, format_name=format_name, targets=locales)
    else:
        result = export_file(name, file, targets=locales, format_name=format_name, overwrite=force)
    _say_list(result.report.messages(), verbose)
    console.say(
        console.fill(
            ngettext("{number} concept written", "{number} concepts written", result.report.concepts),
            number=result.report.concepts,
        )
    )
    if str(file) != "-":
        click.echo(shown(file))
