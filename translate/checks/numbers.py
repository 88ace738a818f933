"""Numbers, dates, weekdays and units, by value."""

from __future__ import annotations

from translate.checks.base import Problem, SentencePair
from translate.checks.findings import ERROR, WARNING
from translate.i18n import _
from translate.languages.numbers import ADDED, CHANGED, MISSING, UNIT, NumberFinding, compare

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


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + "·" * (end - start) + text[end:]


def check(pair: SentencePair) -> list[Problem]:
    if not pair.target:
        return []
    source, target = pair.source, pair.target
    for match, place in zip(pair.matches, pair.satisfaction.places, strict=True):
        if place is not None:
            # What a glossary term says, its rendering may say without the number, or the reverse.
            source = _blank(source, match.start, match.end)
            target = _blank(target, place.start, place.end)
    return [
        Problem(
            _CODES[finding.sort],
            ERROR if finding.sort in (CHANGED, UNIT) else WARNING,
            describe(finding),
        )
        for finding in compare(source, target, pair.source_language, pair.language)
    ]
