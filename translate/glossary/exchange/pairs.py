"""Terms with one plain rendering each, as machine translation services and CAT tools take them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from translate.glossary.concepts import Entry
from translate.glossary.exchange.options import Options
from translate.glossary.exchange.record import LOCALES, Concept, details
from translate.glossary.exchange.report import ExchangeReport
from translate.i18n import _


@dataclass(frozen=True)
class Pair:
    """A term in one language; ``entry`` is where it comes from, whose alias ``term`` may be."""

    term: str
    locale: str
    rendering: str
    entry: Entry


def plain_pairs(
    concepts: Iterable[Concept],
    options: Options,
    report: ExchangeReport,
    carried: frozenset[str] = frozenset(),
    *,
    homographs: bool = False,
) -> Iterator[Pair]:
    """What a tool that knows only terms and renderings may be given; ``concepts`` is gone through twice.

    Aliases become terms of their own; what belongs to one term comes together. Left out, with a remark, is
    what such a tool would get wrong: proposed, obsolete and forbidden entries, patterns, and where it takes
    one rendering a term (``homographs`` false) all but the one without a context.
    """
    best: dict[tuple[str, str], str] = {}
    if not homographs:
        for concept in concepts:
            for locale, entry in concept.entries.items():
                if not _refusal(entry):
                    known = best.setdefault((locale, concept.term), concept.context)
                    if known and not concept.context:
                        best[locale, concept.term] = ""
    seen: set[tuple[str, str]] = set()
    for concept in concepts:
        found: dict[str, list[Pair]] = {}
        for locale in LOCALES:
            if locale not in concept.entries or not options.wants(locale):
                continue
            entry = concept.entries[locale]
            refusal = _refusal(entry)
            if not refusal and not homographs and best[locale, concept.term] != concept.context:
                refusal = _("another entry of this term is the one written")
            if refusal:
                report.skip(f"“{_shown(concept)}” ({locale}): {refusal}")
                continue
            for key in details(entry).keys() - carried - {"aliases", "keep"}:
                report.drop(key)
            if concept.context:
                report.drop("context")
            for term in dict.fromkeys((concept.term, *entry.aliases)):
                if not homographs and (locale, term) in seen:
                    report.skip(
                        _("“{term}” ({locale}): it stands there already").format(term=term, locale=locale)
                    )
                    continue
                seen.add((locale, term))
                rendering = term if entry.keep else entry.rendering
                found.setdefault(term, []).append(Pair(term, locale, rendering, entry))
        for pairs in found.values():
            yield from pairs
        report.concepts += bool(found)


def _refusal(entry: Entry) -> str:
    if entry.obsolete:
        return _("obsolete")
    if entry.fuzzy:
        return _("only proposed")
    if entry.forbidden:
        return _("a forbidden rendering")
    if entry.is_pattern:
        return _("a pattern")
    if not entry.rendering:
        return _("no rendering")
    return ""


def _shown(concept: Concept) -> str:
    return f"{concept.term} [{concept.context}]" if concept.context else concept.term
