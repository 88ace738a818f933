"""What an import or export did not carry over, entry by entry: nothing is lost in silence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from translate.i18n import _, ngettext


@dataclass(frozen=True)
class Remark:
    """Something a person should know, and where in the file (line from 1) if that is known."""

    message: str
    line: int | None = None

    def __str__(self) -> str:
        if self.line is None:
            return self.message
        return _("line {line}: {message}").format(line=self.line, message=self.message)


@dataclass
class ExchangeReport:
    """Filled by a reader or writer as it goes; complete when its iterator is exhausted.

    Attributes:
        concepts: number of concepts read or written.
        skipped: entries, rows or units left out, each with the reason.
        remarks: what was read otherwise than it stands there.
        dropped: number of values left out, by the name of their field, column or language.
        turned: rows whose languages stood the other way round.
    """

    concepts: int = 0
    skipped: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    turned: int = 0

    def skip(self, message: str, line: int | None = None) -> None:
        """Note that something was left out."""
        self.skipped.append(Remark(message, line))

    def remark(self, message: str, line: int | None = None) -> None:
        """Note that something was read otherwise than it stands there."""
        self.remarks.append(Remark(message, line))

    def drop(self, name: str, number: int = 1) -> None:
        """Note that ``number`` values of a field, column or language were left out."""
        self.dropped[name] += number

    def messages(self) -> list[str]:
        """Everything of the report but the number of concepts, a line each."""
        lines = []
        if self.turned:
            lines.append(
                ngettext(
                    "{number} row had its languages the other way round and was turned",
                    "{number} rows had their languages the other way round and were turned",
                    self.turned,
                ).format(number=self.turned)
            )
        lines += [
            ngettext("dropped: {name} ({number} value)", "dropped: {name} ({number} values)", number).format(
                name=name, number=number
            )
            for name, number in self.dropped.items()
        ]
        lines += [str(remark) for remark in sorted(self.remarks, key=_place)]
        lines += [_("skipped: {what}").format(what=remark) for remark in sorted(self.skipped, key=_place)]
        return lines


def _place(remark: Remark) -> int:
    return remark.line or 0
