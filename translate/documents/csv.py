"""CSV and TSV: the texts in their cells, or in the columns asked for; all else stays to the character.

A first row of short, distinct names is taken for the header and stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translate.documents.base import ReadOptions, Segment, SegmentTranslation
from translate.documents.encoding import DecodedText, decode
from translate.documents.message import Message, is_message
from translate.documents.ranges import LineCounter, Replacement, replace_ranges
from translate.errors import DocumentError
from translate.i18n import _
from translate.languages import Language

_DELIMITERS = ",;\t|"
_LONGEST_NAME = 40
"""Characters of a cell that may be the name of a column."""


@dataclass(frozen=True)
class _Cell:
    """A cell: its range with quotation marks, and its text without."""

    start: int
    end: int
    text: str
    quoted: bool
    row: int
    column: int


class CsvDocument:
    """A table of comma, semicolon or tab-separated values."""

    def __init__(self, decoded: DecodedText, options: ReadOptions, delimiter: str | None = None) -> None:
        self.messages: list[str] = []
        self.segments: list[Segment] = []
        self._decoded = decoded
        self._delimiter = delimiter or _guess_delimiter(decoded.text, options.keys)
        cells = list(_cells(decoded.text, self._delimiter))
        header = [cell.text.strip() for cell in cells if cell.row == 0]
        columns = self._columns(header, options.keys)
        has_header = bool(options.keys) or _is_header(header)
        lines = LineCounter(decoded.text)
        self._places: list[tuple[_Cell, Message]] = []
        for cell in cells:
            if (has_header and cell.row == 0) or (columns is not None and cell.column not in columns):
                continue
            if not options.keys and not is_message(cell.text):
                continue
            name = header[cell.column] if has_header and cell.column < len(header) else str(cell.column + 1)
            message = Message(cell.text, line=lines.line(cell.start), context=name, kind="cell")
            if message.segments:
                self._places.append((cell, message))
                self.segments += message.segments

    def write(self, translations: Sequence[SegmentTranslation], target: Language) -> bytes:
        """See :class:`translate.documents.base.Document`."""
        replacements: list[Replacement] = []
        rest = iter(translations)
        for cell, message in self._places:
            new = message.write([next(rest) for _segment in message.segments])
            if new != cell.text:
                replacements.append((cell.start, cell.end, self._written(new, cell.quoted)))
        return self._decoded.encode(replace_ranges(self._decoded.text, replacements), self.messages)

    def _written(self, text: str, quoted: bool) -> str:
        if quoted or re.search(rf'["\r\n{re.escape(self._delimiter)}]', text):
            return '"' + text.replace('"', '""') + '"'
        return text

    @staticmethod
    def _columns(header: list[str], keys: Sequence[str]) -> set[int] | None:
        """The numbers of the columns asked for by name or by number from 1."""
        if not keys:
            return None
        columns: set[int] = set()
        for key in keys:
            if key in header:
                columns.add(header.index(key))
            elif key.isdigit() and 0 < int(key) <= len(header):
                columns.add(int(key) - 1)
            else:
                raise DocumentError(
                    _("No column “{key}”. Columns: {names}.").format(key=key, names=", ".join(header)), 1
                )
        return columns


def _is_header(cells: Sequence[str]) -> bool:
    return (
        len(cells) > 1
        and len(set(cells)) == len(cells)
        and all(
            0 < len(cell) <= _LONGEST_NAME and not re.search(r"[.!?,;:]|^\d", cell) and len(cell.split()) < 4
            for cell in cells
        )
    )


def _guess_delimiter(text: str, keys: Sequence[str]) -> str:
    """The sign that parts the column names asked for, else stands equally often in the first lines."""
    names = {key for key in keys if not key.isdigit()}
    first_line = re.split(r"[\r\n]", text, maxsplit=1)[0]
    for delimiter in _DELIMITERS:
        if names and names <= {cell.strip(' "') for cell in first_line.split(delimiter)}:
            return delimiter
    head = re.sub(r'"(?:[^"]|"")*"', "", text[:20_000])
    lines = [line for line in re.split(r"[\r\n]+", head) if line.strip()][:20]
    best = ","
    best_score = (0.0, 0)
    for delimiter in _DELIMITERS:
        counts = Counter(line.count(delimiter) for line in lines)
        number, frequency = max(counts.items(), key=lambda item: (item[0] > 0, item[1]), default=(0, 0))
        if number and (frequency / len(lines), number) > best_score:
            best, best_score = delimiter, (frequency / len(lines), number)
    return best


def _cells(text: str, delimiter: str) -> Iterator[_Cell]:
    """The cells of a table, by RFC 4180; a quotation mark inside an unquoted cell is text."""
    plain = re.compile(rf"[^\r\n{re.escape(delimiter)}]*")
    position = row = column = 0
    while position < len(text):
        start = position
        if text[position] == '"':
            end = position + 1
            while True:
                end = text.find('"', end)
                if end < 0:
                    raise DocumentError(
                        _("A cell in quotation marks never ends."), text.count("\n", 0, start) + 1
                    )
                if text[end + 1 : end + 2] != '"':
                    break
                end += 2
            yield _Cell(start, end + 1, text[start + 1 : end].replace('""', '"'), True, row, column)
            position = end + 1
            trailing = plain.match(text, position)
            position = trailing.end() if trailing else position
        else:
            found = plain.match(text, position)
            position = found.end() if found else position
            yield _Cell(start, position, text[start:position], False, row, column)
        if position >= len(text):
            break
        if text[position] == delimiter:
            column += 1
            position += 1
        else:
            position += 2 if text.startswith("\r\n", position) else 1
            row, column = row + 1, 0


def read(data: bytes, options: ReadOptions) -> CsvDocument:
    """Read CSV; see :class:`translate.documents.base.DocumentFormat`."""
    return CsvDocument(decode(data, options.encoding), options)
