"""Numbers of a sentence and its translation, compared by value.

14 billion is 140억 and 140億, half a million 50만, two thirds 3분의 2, November 4 11월 4일. What is
written in digits, and numbers above ten in words, must have its counterpart; small number words are as often
said otherwise (two sides: 양측, 双方) and only license what the translation says in digits.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from translate.languages import Language, asian_numbers, english_numbers
from translate.languages.quantities import MONTH, NUMBER, UNIT_GROUPS, WEEKDAY, Quantity

MISSING, ADDED, CHANGED, UNIT = "missing", "added", "changed", "unit"

_NEVER_ADDED = frozenset({Fraction(0), Fraction(1)})
"""Values that a translation brings in of itself: 1ドル当たり, 第一, 1위."""


@dataclass(frozen=True)
class NumberFinding:
    """A number that is not what the source says.

    Attributes:
        sort: ``missing``, ``added``, ``changed`` (one missing and one added) or ``unit``.
        source: what the source says; None for ``added``.
        target: what the translation says; None for ``missing``.
    """

    sort: str
    source: Quantity | None
    target: Quantity | None


def quantities(text: str, language: Language) -> list[Quantity]:
    """The quantities of a text in English, Korean, Japanese or Chinese, in order."""
    if language.code == "en":
        return english_numbers.quantities(text)
    return asian_numbers.quantities(text, language)


def compare(
    source: str, target: str, source_language: Language, target_language: Language
) -> list[NumberFinding]:
    """What of the source's numbers is missing from or changed in its translation, and what was added."""
    ours = quantities(source, source_language)
    theirs = quantities(target, target_language)
    missing = [quantity for quantity in ours if quantity.is_certain and not _has_equal(quantity, theirs)]
    added = [
        quantity
        for quantity in theirs
        if quantity.is_certain
        and quantity.value not in _NEVER_ADDED
        and not _has_equal(quantity, ours)
        and not any(_is_part(quantity, whole) and _has_equal(whole, ours) for whole in theirs)
    ]
    missing, added = _without_moved_weekdays(missing, added, theirs)
    findings: list[NumberFinding] = []
    for quantity in missing:
        possible = [other for other in added if _could_replace(quantity, other)]
        partner = min(possible, key=lambda other: _distance(quantity.value, other.value), default=None)
        if partner is not None:
            added.remove(partner)
            findings.append(NumberFinding(CHANGED, quantity, partner))
        else:
            findings.append(NumberFinding(MISSING, quantity, None))
    findings.extend(NumberFinding(ADDED, None, quantity) for quantity in added)
    findings.extend(_changed_units(ours, theirs))
    return findings


def _has_equal(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    return any(_are_equal(quantity, other) for other in others)


def _is_part(quantity: Quantity, whole: Quantity) -> bool:
    """30분 is part of 1시간 30분."""
    return quantity is not whole and whole.start <= quantity.start and quantity.end <= whole.end


def _are_equal(one: Quantity, other: Quantity) -> bool:
    if WEEKDAY in (one.kind, other.kind) and one.kind != other.kind:
        return False
    return not one.values.isdisjoint(other.values)


def _could_replace(missing: Quantity, added: Quantity) -> bool:
    if missing.kind != added.kind:
        return False
    group, other = UNIT_GROUPS.get(missing.unit, ""), UNIT_GROUPS.get(added.unit, "")
    return not group or not other or group == other


def _distance(one: Fraction, other: Fraction) -> float:
    """How far two values are apart: a slip changes a digit or a unit, not everything."""
    return abs(math.log((abs(float(one)) + 1) / (abs(float(other)) + 1)))


def _without_moved_weekdays(
    missing: list[Quantity], added: list[Quantity], theirs: Sequence[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """Newspapers of East Asia put the day of the month where English ones have the weekday."""
    weekdays = [quantity for quantity in missing if quantity.kind == WEEKDAY]
    days = [quantity for quantity in added if quantity.unit == "day" and quantity.value <= 31]
    if not weekdays or any(quantity.kind == WEEKDAY for quantity in theirs):
        return missing, added
    moved = days[: len(weekdays)]
    return (
        [quantity for quantity in missing if quantity.kind != WEEKDAY or not moved],
        [quantity for quantity in added if quantity not in moved],
    )


def _changed_units(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> list[NumberFinding]:
    """The same value in another unit of the same sort, where no such value has the right one."""
    findings = []
    for quantity in ours:
        group = UNIT_GROUPS.get(quantity.unit)
        if group is None or quantity.kind != NUMBER or not (quantity.is_certain or group != "time"):
            continue
        equal = [other for other in theirs if other.kind in (NUMBER, MONTH) and other.value == quantity.value]
        if not equal or any(other.unit == quantity.unit for other in equal):
            continue
        if quantity.unit != "percent" and any(UNIT_GROUPS.get(other.unit) != group for other in equal):
            continue
        findings.append(NumberFinding(UNIT, quantity, equal[0]))
    return findings
