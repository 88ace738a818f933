"""Numbers, dates, weekdays and units, by value."""

from __future__ import annotations

from collections.abc import Iterable

from translate.checks.base import Problem, SentencePair
from translate.checks.findings import ERROR, WARNING
from translate.i18n import _
from translate.languages import Language
from translate.languages.numbers import ADDED, CHANGED, MISSING, UNIT, NumberFinding, compare
from translate.spans import Span

CODES = ("number-changed", "number-missing", "number-added", "unit-changed")

_CODES = {CHANGED: CODES[0], MISSING: CODES[1], ADDED: CODES[2], UNIT: CODES[3]}


def describe(finding: NumberFinding) -> str:
    """What happened to a number, in one line."""
    source = finding.source.text.strip() if finding.source else ""
    target = finding.target.text.strip() if finding.target else ""
    if finding.sort == CHANGED:
        return _("The number “{source}” has become “{target}”.").format(source=source, target=target)
    if finding.sort == UNIT:
        return _("The unit of “{source}” has changed.").format(source=source)
    if finding.sort == MISSING:
        return _("The number “{source}” is missing.").format(source=source)
    return _("The number “{target}” is not in the source.").format(target=target)


def find(
    source: str,
    target: str,
    terms: Iterable[tuple[Span, Span]],
    source_language: Language,
    language: Language,
) -> list[NumberFinding]:
    """What became of the numbers outside glossary terms.

    Args:
        terms: where each term stands in the source and its rendering in the target; what a term says, its
            rendering may say without the number, or the reverse.
    """
    for ours, theirs in terms:
        source, target = _blank(source, ours), _blank(target, theirs)
    return compare(source, target, source_language, language)


def _blank(text: str, span: Span) -> str:
    return text[: span[0]] + "·" * (span[1] - span[0]) + text[span[1] :]


def check(pair: SentencePair) -> list[Problem]:
    if not pair.target:
        return []
    terms = [
        ((match.start, match.end), place.span)
        for match, place in zip(pair.matches, pair.satisfaction.places, strict=True)
        if place is not None
    ]
    return [
        Problem(
            _CODES[finding.sort],
            ERROR if finding.sort in (CHANGED, UNIT) else WARNING,
            describe(finding),
        )
        for finding in find(pair.source, pair.target, terms, pair.source_language, pair.language)
    ]
