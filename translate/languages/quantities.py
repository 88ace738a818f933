"""What a text says in numbers: values with units, months, weekdays."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

NUMBER, MONTH, WEEKDAY = "number", "month", "weekday"

UNIT_GROUPS: dict[str, str] = {
    **dict.fromkeys(("percent",), "share"),
    **dict.fromkeys(("usd", "eur", "gbp", "jpy", "krw", "cny", "rub", "inr"), "currency"),
    **dict.fromkeys(("km", "m", "cm", "mm", "mile", "foot", "inch"), "length"),
    **dict.fromkeys(("kg", "g", "ton", "pound"), "mass"),
    **dict.fromkeys(("year", "month", "week", "day", "hour", "minute", "second"), "time"),
}
"""What a unit measures; two units of one group contradict each other."""


@dataclass(frozen=True)
class Quantity:
    """Something counted or dated.

    Attributes:
        value: the number; for a month 1 to 12, for a weekday 1 (Monday) to 7.
        start, end: half-open code-point range in the text.
        text: what stands there.
        kind: ``number``, ``month`` or ``weekday``.
        unit: key of :data:`UNIT_GROUPS`, or empty.
        is_certain: it must have its counterpart; what words say in passing (``both``, 양측) need not.
        also: other values that say the same (four and a half years: 4 beside 4.5).
    """

    value: Fraction
    start: int
    end: int
    text: str
    kind: str = NUMBER
    unit: str = ""
    is_certain: bool = True
    also: frozenset[Fraction] = field(default_factory=frozenset)

    @cached_property
    def values(self) -> frozenset[Fraction]:
        """Every value it may stand for; a percentage is also the fraction."""
        values = {self.value, *self.also}
        if self.unit == "percent":
            values |= {value / 100 for value in values}
        return frozenset(values)
