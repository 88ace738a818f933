"""``translate glossary merge | diff``."""

from __future__ import annotations

import click

from translate.cli import console
from translate.cli.glossary_options import code_of, json_option, one_glossary_option
from translate.i18n import _


@click.command(
    help=_(
        """Take the entries of other glossaries into one.

        What differs stays as it is in the glossary and is listed, unless
        --on-conflict says otherwise: replace takes the other value, both keeps
        ours and lets the other rendering count as right.

        \b
        Examples:
          translate glossary merge colleague/ --glossary terms
          translate glossary merge cities --glossary terms --on-conflict both
        """
    ),
    short_help=_("Take other glossaries' entries into one."),
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@one_glossary_option
@click.option(
    "--on-conflict",
    "policy",
    type=click.Choice(["keep", "replace", "both"]),
    default="keep",
    show_default=True,
    help=_("What becomes of a value that differs."),
)
def merge(sources: tuple[str, ...], name: str, policy: str) -> None:
    from translate.glossary import merging
    from translate.glossary.editing import GlossaryEditor
    from translate.glossary.store import Glossary

    found = [Glossary.open(source) for source in sources]
    editor = GlossaryEditor.open(name, [locale for glossary in found for locale in glossary.locales])
    for glossary in found:
        files = {locale: glossary.read(locale) for locale in glossary.locales}
        report = merging.merge(
            editor,
            {locale: file.entries for locale, file in files.items() if file is not None},
            policy,
        )
        for conflict in report.conflicts:
            click.echo(str(conflict))
        console.say(
            console.fill(
                _("{name}: {added} added, {changed} changed, {unchanged} there already, {conflicts} differ"),
                name=glossary.name,
                added=report.added,
                changed=report.changed,
                unchanged=report.unchanged,
                conflicts=len(report.conflicts),
            )
        )
    editor.save()


@click.command(
    help=_(
        """Show how the glossary NEW differs from OLD.

        + is an entry that only NEW has, - one that only OLD has, ~ one that
        both have otherwise. Comments of translators and the order of entries do
        not count.

        \b
        Examples:
          translate glossary diff before/ terms
          translate glossary diff terms colleague/ --json
        """
    ),
    short_help=_("Show how two glossaries differ."),
)
@click.argument("old")
@click.argument("new")
@json_option
def diff(old: str, new: str, as_json: bool) -> None:
    from translate.files import shown
    from translate.glossary.comparison import compare
    from translate.glossary.store import Glossary

    differences = list(compare(Glossary.open(old), Glossary.open(new)))
    if as_json:
        import json

        records = [
            {
                "language": code_of(difference.locale),
                "change": difference.change,
                "term": difference.entry.term,
                "context": difference.entry.context,
                "rendering": difference.entry.rendering,
                "values": {name: {"old": before, "new": after} for name, before, after in difference.values},
            }
            for difference in differences
        ]
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
        return
    locale = ""
    for difference in differences:
        if difference.locale != locale:
            locale = difference.locale
            click.echo(f"{code_of(locale)}:")
        entry = difference.entry
        name = f"{entry.term} [{entry.context}]" if entry.context else entry.term
        mark = {"added": "+", "removed": "-", "changed": "~"}[difference.change]
        if difference.change == "changed":
            values = "; ".join(
                f"{field}: {shown(before) or '–'} → {shown(after) or '–'}"
                for field, before, after in difference.values
            )
            click.echo(f"  {mark} {shown(name)}: {values}")
        else:
            click.echo(f"  {mark} {shown(name)}: {shown(entry.rendering) or '–'}")
    if not differences:
        console.say(_("The glossaries do not differ."))
