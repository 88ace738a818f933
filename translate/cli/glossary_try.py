"""``translate glossary try``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from translate.cli import console
from translate.cli.glossary_options import configured_glossaries, json_option, some_glossaries_option
from translate.cli.options import LANGUAGE
from translate.i18n import _

if TYPE_CHECKING:
    from translate.glossary.concepts import TermMatch
    from translate.glossary.matching import NearMiss


@click.command(
    "try",
    help=_(
        """Show which entries match where in SENTENCE, and why others do not.

        Nothing is translated. With --glossary only that glossary is used.

        \b
        Examples:
          translate glossary try "Prime Minister Takaichi left Nara." --to ja
          translate glossary try "Takaichi left." --to ja --document "Sanae Takaichi"
        """
    ),
    short_help=_("Show which entries match in a sentence, and why not."),
)
@click.argument("sentence")
@click.option("--to", "target", type=LANGUAGE, required=True, help=_("Language: ko, ja, zh or zh-Hant."))
@some_glossaries_option
@click.option(
    "--document",
    metavar="TEXT",
    default="",
    help=_("Text of the document around it: short names match where the full name occurs."),
)
@json_option
def try_command(sentence: str, target: Any, names: tuple[str, ...], document: str, as_json: bool) -> None:
    from translate.glossary.matching import Matcher
    from translate.glossary.termbase import Termbase

    termbase = Termbase.open(target, names, configured_glossaries() if not names else (), curated=not names)
    for message in termbase.messages:
        console.say(message)
    matcher = Matcher(termbase)
    known = matcher.survey([document, sentence])
    matches = matcher.match(sentence, known, forbidden=True)
    misses = matcher.explain(sentence, known)
    if as_json:
        _print_json(matches, misses)
        return
    if matches:
        rows = [
            [f"{match.start}–{match.end}", match.surface, _outcome(match), match.term, match.glossary]
            for match in matches
        ]
        click.echo(console.table(rows, [_("place"), _("text"), _("becomes"), _("entry"), _("glossary")]))
    else:
        console.say(_("No entry matches."))
    if misses:
        click.echo(_("Not matched:") if not matches else "\n" + _("Not matched:"))
        rows = [
            [
                f"{miss.start}–{miss.end}",
                sentence[miss.start : miss.end],
                _reason(miss),
                miss.entry.term,
                miss.entry.glossary,
            ]
            for miss in misses
        ]
        click.echo(console.table(rows))


def _outcome(match: TermMatch) -> str:
    if match.ambiguous:
        return _("one of {renderings} (ambiguous)").format(renderings=", ".join(match.homographs))
    if not match.rendering:
        return _("not {renderings} (forbidden)").format(renderings=", ".join(match.avoid))
    notes = []
    if match.keep:
        notes.append(_("kept"))
    if match.converted:
        notes.append(_("converted"))
    return f"{match.rendering} ({', '.join(notes)})" if notes else match.rendering


def _reason(miss: NearMiss) -> str:
    entry = miss.entry
    return {
        "boundary": _("part of a longer word"),
        "case": _("not in this case; see “case” in docs/glossaries.md"),
        "proposed": _("only proposed (fuzzy); approve it with “set --status approved”"),
        "obsolete": _("obsolete"),
        "untranslated": _("has no rendering in this language"),
        "pattern-only": _("a demonym, which only fills a pattern"),
        "full-name": _("short for “{name}”, which is not in the document").format(name=entry.short_of),
        "other-name": _("the words beside it make it another name"),
        "one-character": _("a one-character rendering counts only in a pattern"),
        "displaced": _("“{term}” takes these words").format(term=miss.by),
    }[miss.reason]


def _print_json(matches: list[TermMatch], misses: list[NearMiss]) -> None:
    import json

    document = {
        "matches": [
            {
                "span": [match.start, match.end],
                "text": match.surface,
                "term": match.term,
                "rendering": match.rendering,
                "accept": list(match.accept),
                "homographs": list(match.homographs),
                "avoid": list(match.avoid),
                "kind": match.kind,
                "glossary": match.glossary,
                "ambiguous": match.ambiguous,
                "converted": match.converted,
            }
            for match in matches
        ],
        "not_matched": [
            {
                "span": [miss.start, miss.end],
                "term": miss.entry.term,
                "glossary": miss.entry.glossary,
                "reason": miss.reason,
                "by": miss.by,
            }
            for miss in misses
        ],
    }
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))
