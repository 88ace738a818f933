"""``translate glossary suggest``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translate.cli import console, options
from translate.cli.glossary_options import code_of, json_option
from translate.cli.stores import open_memory
from translate.i18n import _, ngettext

if TYPE_CHECKING:
    from translate.glossary.editing import GlossaryEditor
    from translate.glossary.suggestions.suggesting import Suggestion
    from translate.languages import Language
    from translate.translator import Options


@click.command(
    help=_(
        """Suggest entries: names and terms that recur in SRC and that no glossary has.

        Those that the package renders differently from place to place come first. Renderings are taken from
        translations of SRC by people (--parallel, one file for each SRC, in the same order), from approved
        sentences of the memory, from CLDR, and from the package's own translations.

        With --glossary they are written there as proposed (fuzzy) entries, which are not enforced until you
        approve them: in the PO file, or with --accept-interactive key by key. Without SRC, that goes through
        the proposals which the glossary has already.

        \b
        Examples:
          translate glossary suggest articles/*.txt --to ko
          translate glossary suggest articles/ --to ko --to ja --glossary terms
          translate glossary suggest article.txt --parallel article.ko.txt --to ko \\
              --glossary terms
          translate glossary suggest --accept-interactive --glossary terms
        """
    ),
    short_help=_("Suggest entries from texts."),
)
@click.argument("sources", nargs=-1, metavar="[SRC]...", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "targets",
    type=options.LANGUAGE,
    multiple=True,
    help=_("Language to suggest renderings in: ko, ja, zh or zh-Hant. Repeatable."),
)
@click.option(
    "--parallel",
    "parallel",
    metavar="TGT",
    multiple=True,
    type=click.Path(path_type=Path),
    help=_("Translation of a SRC by a person. Repeatable, in the order of SRC."),
)
@click.option(
    "--glossary",
    "name",
    metavar="NAME|PATH",
    help=_("Glossary that takes the suggestions; made where it is missing."),
)
@click.option(
    "--min",
    "minimum",
    metavar="NUMBER",
    type=click.IntRange(2),
    default=3,
    show_default=True,
    help=_("Occurrences at least."),
)
@click.option(
    "--limit",
    metavar="NUMBER",
    type=click.IntRange(1),
    default=50,
    show_default=True,
    help=_("Suggestions at most."),
)
@click.option(
    "--accept-interactive", "interactive", is_flag=True, help=_("Decide on each proposal with a single key.")
)
@click.option(
    "--package",
    "packages",
    metavar="NAME|PATH",
    multiple=True,
    callback=options.configured("packages"),
    help=_("Argos package to use for its language pair. Repeatable, one for each pair."),
)
@options.reading_options
@options.memory_options
@json_option
def suggest(
    sources: tuple[Path, ...],
    targets: tuple[Language, ...],
    parallel: tuple[Path, ...],
    name: str | None,
    minimum: int,
    limit: int,
    interactive: bool,
    packages: tuple[str, ...],
    encoding: str | None,
    format_name: str | None,
    memory_path: Path | None,
    no_memory: bool,
    as_json: bool,
) -> None:
    from translate.documents.base import ReadOptions
    from translate.errors import UsageError
    from translate.glossary.editing import GlossaryEditor
    from translate.glossary.suggestions.collecting import suggest_from_files
    from translate.glossary.suggestions.suggesting import propose
    from translate.translator import Translator

    if interactive and name is None:
        raise UsageError(_("--accept-interactive needs a --glossary that takes what you accept."))
    if not sources and not interactive:
        raise UsageError(
            _("Name texts to look through, as in: translate glossary suggest article.txt --to ko")
        )
    if sources and not targets:
        raise UsageError(_("Say in which language to suggest renderings, with --to."))
    editor = None
    if name is not None:
        editor = GlossaryEditor.open(name, [language.locale for language in targets])
    if sources:
        with open_memory(memory_path, no_memory) as memory:
            found = suggest_from_files(
                sources,
                targets,
                Translator(_options(packages, editor)),
                parallel=parallel,
                memory=memory,
                reading=ReadOptions(encoding=encoding, format=format_name),
                minimum=minimum,
                limit=limit,
            )
        _print(found, targets, as_json)
        if editor is not None:
            number = propose(editor, found)
            editor.save()
            console.say(
                ngettext(
                    "{number} entry proposed in {glossary}", "{number} entries proposed in {glossary}", number
                ).format(number=number, glossary=editor.name)
            )
    if interactive and editor is not None:
        from translate.cli.glossary_accept import walk

        walk(editor, [language.locale for language in targets])


def _options(packages: tuple[str, ...], editor: GlossaryEditor | None) -> Options:
    from translate.translator import Options

    chosen = options.settings()
    own = (
        tuple(file.path for locale in editor.locales if (file := editor.file(locale)).exists)
        if editor
        else ()
    )
    return Options(
        glossaries=own,
        configured=chosen.glossaries or (),
        curated=chosen.curated is not False,
        packages=packages,
    )


def _print(found: Sequence[Suggestion], targets: Sequence[Language], as_json: bool) -> None:
    if as_json:
        records = [
            {
                "term": suggestion.term,
                "kind": suggestion.kind,
                "short_of": suggestion.short_of,
                "count": suggestion.count,
                "example": suggestion.example,
                "languages": {
                    code_of(locale): {
                        "doubt": round(suggestion.doubts[locale], 3),
                        "renderings": [
                            {"rendering": proposal.rendering, "origins": dict(proposal.origins)}
                            for proposal in proposals
                        ],
                    }
                    for locale, proposals in suggestion.proposals.items()
                },
            }
            for suggestion in found
        ]
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
        return
    rows = [
        [
            suggestion.term,
            str(suggestion.count),
            code_of(locale),
            ", ".join(map(str, proposals[:4])),
        ]
        for suggestion in found
        for locale, proposals in suggestion.proposals.items()
    ]
    if rows:
        click.echo(console.table(rows))
    else:
        console.say(_("Nothing recurs that no glossary has."))
