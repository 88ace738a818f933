"""Cells that a spreadsheet would run as a formula, made harmless for CSV and TSV and back again.

Excel, LibreOffice and others evaluate a cell that begins with ``=``, ``+``, ``-``, ``@`` (or a full-width
form of these, or a tab or carriage return before one) when a CSV file is opened: a glossary could run
commands (OWASP, "CSV Injection"). An apostrophe in front makes it text. So that the apostrophe can be
taken off again without taking one that belongs to the term, a cell that looks guarded already gets one
more: ``=a`` becomes ``'=a`` and ``'=a`` becomes ``''=a``, while ``'90s`` is left alone.
"""

from __future__ import annotations

import re

_GUARDABLE = re.compile("'*[=+\\-@\t\r＝＋－＠]")
_GUARDED = re.compile("'+[=+\\-@\t\r＝＋－＠]")


def guard(cell: str) -> str:
    """The cell as it is written."""
    return f"'{cell}" if _GUARDABLE.match(cell) else cell


def unguard(cell: str) -> str:
    """The cell that :func:`guard` was given."""
    return cell[1:] if cell[:1] == "'" and _GUARDED.match(cell) else cell
