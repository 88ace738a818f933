"""``translate glossary list | show | search | stats``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from translate.cli import console
from translate.cli.glossary_options import (
    code_of,
    glossaries,
    json_option,
    locales_of,
    some_glossaries_option,
    targets_option,
)
from translate.i18n import _, ngettext

if TYPE_CHECKING:
    from translate.glossary.concepts import Entry
    from translate.glossary.exchange.record import Concept
    from translate.glossary.search import Hit
    from translate.glossary.store import Glossary


@click.command(
    "list",
    help=_(
        """List the glossaries, or with --glossary the entries of one.

        A rendering in brackets is only proposed; [-] stands for an obsolete entry.

        \b
        Examples:
          translate glossary list
          translate glossary list --glossary terms --to ko
        """
    ),
    short_help=_("List glossaries, or the entries of one."),
)
@some_glossaries_option
@targets_option
@json_option
def list_command(names: tuple[str, ...], targets: tuple[Any, ...], as_json: bool) -> None:
    from translate.glossary.search import concepts

    locales = locales_of(targets)
    if not names:
        _list_glossaries(list(glossaries(names)), as_json)
        return
    found = [(glossary, concept) for glossary in glossaries(names) for concept in concepts(glossary, locales)]
    if as_json:
        _print_json([_concept_record(glossary, concept) for glossary, concept in found])
        return
    columns = [locale for locale in locales if any(locale in concept.entries for _glossary, concept in found)]
    rows = [_row(concept, columns) for _glossary, concept in found]
    if rows:
        click.echo(console.table(rows, [_("term"), *map(code_of, columns)]))
    console.say(console.fill(ngettext("{n} entry", "{n} entries", len(rows)), n=len(rows)))


def _list_glossaries(found: Sequence[Glossary], as_json: bool) -> None:
    from translate.files import shown
    from translate.glossary.statistics import count

    records: list[dict[str, Any]] = []
    for glossary in found:
        records.append(
            {
                "name": glossary.name,
                "concepts": count(glossary).concepts,
                "languages": [code_of(locale) for locale in glossary.locales],
                "curated": glossary.curated,
                "path": shown(glossary.path),
            }
        )
    if as_json:
        _print_json(records)
        return
    rows = [
        [
            str(record["name"]),
            console.number(record["concepts"]),
            " ".join(record["languages"]),
            _("with the tool") if record["curated"] else str(record["path"]),
        ]
        for record in records
    ]
    click.echo(console.table(rows, [_("glossary"), _("terms"), _("languages"), _("where")]))


def _row(concept: Concept, columns: Sequence[str]) -> list[str]:
    from translate.files import shown

    name = f"{concept.term} [{concept.context}]" if concept.context else concept.term
    return [shown(name), *(_cell(concept.entries.get(locale)) for locale in columns)]


def _cell(entry: Entry | None) -> str:
    from translate.files import shown

    if entry is None:
        return ""
    text = shown(entry.rendering)
    if entry.forbidden:
        text = f"× {text}"
    if entry.obsolete:
        return f"[-] {text}"
    return f"({text})" if entry.fuzzy else text


@click.command(
    help=_(
        """Show everything the glossaries say about TERM.

        TERM may be an alias; case does not matter. The first entry shown wins.

        \b
        Examples:
          translate glossary show Japan
          translate glossary show "shuttle diplomacy" --glossary terms
        """
    ),
    short_help=_("Show everything about a term."),
)
@click.argument("term")
@some_glossaries_option
@targets_option
@json_option
def show(term: str, names: tuple[str, ...], targets: tuple[Any, ...], as_json: bool) -> int:
    from translate.glossary import search as library

    found = list(glossaries(names))
    locales = locales_of(targets)
    hits = library.show(term, found, locales)
    if as_json:
        _print_json([_concept_record(hit.glossary, hit.concept) for hit in hits])
    else:
        click.echo("\n\n".join(_description(hit.glossary, hit.concept) for hit in hits), nl=bool(hits))
    if hits:
        return 0
    near = library.search(term, found, locales, limit=3)
    if near:
        names_of_near = ", ".join(f"“{hit.concept.term}”" for hit in near)
        console.say(_("No entry “{term}”. Near: {near}.").format(term=term, near=names_of_near))
    else:
        console.say(_("No entry “{term}”.").format(term=term))
    return 1


def _description(glossary: Glossary, concept: Concept) -> str:
    from translate.files import shown
    from translate.glossary.comments import KEYS, write_value

    name = f"{concept.term} [{concept.context}]" if concept.context else concept.term
    lines = [f"{shown(name)}  ({glossary.name})"]
    shared: dict[str, list[tuple[str, str]]] = {}
    for locale, entry in concept.entries.items():
        state = [_("proposed")] if entry.fuzzy else []
        state += [_("obsolete")] if entry.obsolete else []
        state += [_("forbidden")] if entry.forbidden else []
        mark = f"  ({', '.join(state)})" if state else ""
        place = (
            f"  {shown(entry.path)}:{entry.line}" if entry.path is not None and not glossary.curated else ""
        )
        lines.append(f"  {code_of(locale)}: {shown(entry.rendering) or '–'}{mark}{place}")
        for key in KEYS:
            value = write_value(entry, key)
            if value is not None:
                shared.setdefault(key, []).append((locale, value))
        for key, value in entry.extra:
            shared.setdefault(key, []).append((locale, value))
    for key, values in shared.items():
        if len({value for _locale, value in values}) == 1 and len(values) == len(concept.entries):
            lines.append(f"  {key}: {shown(values[0][1])}")
        else:
            lines += [f"  {key} ({code_of(locale)}): {shown(value)}" for locale, value in values]
    return "\n".join(lines)


@click.command(
    help=_(
        """Find entries whose term, alias or rendering is like TEXT, in any language.

        \b
        Examples:
          translate glossary search "shuttle diplomasy"
          translate glossary search 셔틀외교
          translate glossary search 頼清徳 --glossary east-asia-diplomacy
        """
    ),
    short_help=_("Find entries like a text, in any language."),
)
@click.argument("text")
@some_glossaries_option
@targets_option
@click.option(
    "--limit",
    metavar="NUMBER",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help=_("Entries at most."),
)
@json_option
def search(text: str, names: tuple[str, ...], targets: tuple[Any, ...], limit: int, as_json: bool) -> int:
    from translate.glossary import search as library

    locales = locales_of(targets)
    hits: list[Hit] = library.search(text, glossaries(names), locales, limit=limit)
    if as_json:
        _print_json(
            [{**_concept_record(hit.glossary, hit.concept), "score": round(hit.score, 1)} for hit in hits]
        )
        return 0
    columns = [locale for locale in locales if any(locale in hit.concept.entries for hit in hits)]
    if hits:
        rows = [[*_row(hit.concept, columns), hit.glossary.name] for hit in hits]
        click.echo(console.table(rows, [_("term"), *map(code_of, columns), _("glossary")]))
    else:
        console.say(_("Nothing like “{text}” found.").format(text=text))
    return 0


@click.command(
    help=_(
        """Count entries: how many a language has, approved and only proposed, and of which kind.

        \b
        Examples:
          translate glossary stats
          translate glossary stats --glossary terms
        """
    ),
    short_help=_("Count entries by language, status and kind."),
)
@some_glossaries_option
@json_option
def stats(names: tuple[str, ...], as_json: bool) -> None:
    from translate.glossary.statistics import count

    records = []
    for glossary in glossaries(names):
        counted = count(glossary)
        records.append(
            {
                "name": glossary.name,
                "concepts": counted.concepts,
                "languages": {
                    code_of(locale): {
                        "approved": own.approved,
                        "proposed": own.proposed,
                        "untranslated": own.untranslated,
                        "missing": max(counted.concepts - own.approved - own.proposed - own.untranslated, 0),
                        "forbidden": own.forbidden,
                        "obsolete": own.obsolete,
                        "coverage": round(counted.coverage(locale), 4),
                    }
                    for locale, own in counted.languages.items()
                },
                "kinds": dict(counted.kinds.most_common()),
            }
        )
    if as_json:
        _print_json(records)
        return
    click.echo("\n\n".join(map(_statistics_text, records)))


def _statistics_text(record: dict[str, Any]) -> str:
    columns = ("approved", "proposed", "untranslated", "missing", "forbidden", "obsolete")
    header = [
        _("language"), _("approved"), _("proposed"), _("untranslated"), _("missing"), _("forbidden"),
        _("obsolete"), _("coverage"),
    ]  # fmt: skip
    rows = [
        [code, *(console.number(own[column]) for column in columns), f"{own['coverage']:.1%}"]
        for code, own in record["languages"].items()
    ]
    unknown = _("none")
    kinds = ", ".join(f"{kind or unknown} {number}" for kind, number in record["kinds"].items())
    title = console.fill(
        ngettext("{name}: {n} term", "{name}: {n} terms", record["concepts"]),
        name=record["name"],
        n=record["concepts"],
    )
    return "\n".join([title, console.table(rows, header), _("kinds: {kinds}").format(kinds=kinds)])


def _concept_record(glossary: Glossary, concept: Concept) -> dict[str, Any]:
    from translate.glossary.exchange.record import details

    return {
        "glossary": glossary.name,
        "term": concept.term,
        "context": concept.context,
        "entries": {
            code_of(locale): {
                "rendering": entry.rendering,
                **{
                    key: list(value) if isinstance(value, tuple) else value
                    for key, value in details(entry).items()
                },
                "line": entry.line,
            }
            for locale, entry in concept.entries.items()
        },
    }


def _print_json(data: object) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
