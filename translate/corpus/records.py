"""Records in a file: the lines of JSON Lines, the rows of CSV and TSV (RFC 4180).

Only the values of translated fields are replaced, or new ones added; every other character stays.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from json.decoder import JSONDecoder, scanstring  # type: ignore[attr-defined]
from pathlib import Path
from typing import Literal

from translate.documents.encoding import decode
from translate.errors import CorpusError, EncodingError
from translate.files import reason_of, shown
from translate.i18n import _

SUFFIXES: dict[str, Literal["jsonl", "csv"]] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
}

_HEAD_BYTES = 1 << 16
_LONGEST_RECORD = 16 << 20
"""Characters of one record at most: beyond it a quotation mark is missing somewhere."""

_SPACE = re.compile(r"[ \t\n\r]*")
_DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True)
class RecordOptions:
    """Which values of a record are texts.

    Attributes:
        fields: names of the fields to translate; for JSON ``a.b`` is a field of an object.
        id_field: field that names the record in reports; empty numbers them.
        text_format: format of the texts, such as ``text``, ``markdown`` or ``html``.
    """

    fields: tuple[str, ...]
    id_field: str = ""
    text_format: str = "text"


class RecordFault(Exception):
    """A record that cannot be read; its text says why, in one line."""


@dataclass(frozen=True)
class Record:
    """A record as it stands in its file.

    Attributes:
        number: line (JSON Lines) or row (CSV, the header is row 1) where it begins, from 1.
        text: everything of it, its line ending included.
    """

    number: int
    text: str


@dataclass(frozen=True)
class RecordFormat:
    """How records are written in one file; can be sent to other machines.

    Attributes:
        kind: ``jsonl`` or ``csv``.
        codec, mark: charset and byte order mark of the file.
        delimiter, columns: of a CSV file.
    """

    kind: Literal["jsonl", "csv"]
    codec: str = "utf-8"
    mark: bytes = b""
    delimiter: str = ","
    columns: tuple[str, ...] = ()

    def values(self, record: Record, names: tuple[str, ...]) -> dict[str, str]:
        """The texts of those fields that the record has.

        Raises:
            RecordFault: the record is malformed, or one of the fields holds no text.
        """
        if self.kind == "csv":
            cells = self._cells(record)
            return {
                name: cells[self.columns.index(name)].value
                for name in names
                if name in self.columns and self.columns.index(name) < len(cells)
            }
        if not record.text.strip():
            return {}
        try:
            is_object = isinstance(json.loads(record.text), dict)
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
            raise RecordFault(_("not valid JSON: {reason}").format(reason=reason)) from None
        if not is_object:
            raise RecordFault(_("not a JSON object"))
        found = {}
        for name in names:
            place = _json_place(record.text, name)
            if place is not None and record.text[place[0] : place[1]] != "null":
                value = json.loads(record.text[place[0] : place[1]])
                if not isinstance(value, str):
                    raise RecordFault(_("the field “{name}” holds no text").format(name=name))
                found[name] = value
        return found

    def names(self, record: Record) -> list[str]:
        """The names of a record's fields."""
        if self.kind == "csv":
            return list(self.columns)
        try:
            data = json.loads(record.text)
        except (ValueError, RecursionError):
            return []
        return list(data) if isinstance(data, dict) else []

    def identity(self, record: Record, name: str) -> str:
        """The value of the field that names a record, as text; empty if it has none.

        Raises:
            RecordFault: the record is malformed.
        """
        if self.kind == "csv":
            return self.values(record, (name,)).get(name, "")
        self.values(record, ())
        place = _json_place(record.text, name)
        value = json.loads(record.text[place[0] : place[1]]) if place else ""
        return value if isinstance(value, str) else json.dumps(value)

    def replaced(self, record: Record, values: Mapping[str, str]) -> str:
        """The record with the values of some of its fields replaced."""
        text = record.text
        edits: list[tuple[int, int, str]] = []
        if self.kind == "csv":
            cells = self._cells(record)
            for name, value in values.items():
                place = self.columns.index(name)
                if place < len(cells) and value != cells[place].value:
                    cell = cells[place]
                    edits.append((cell.start, cell.end, self._quoted(value, cell.is_quoted)))
        else:
            for name, value in values.items():
                span = _json_place(text, name)
                if span is not None and json.loads(text[span[0] : span[1]]) != value:
                    edits.append((*span, _json_literal(value, text)))
        for start, end, new in sorted(edits, reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def extended(self, record: Record, values: Mapping[str, str]) -> str:
        """The record with more fields at its end; those that it has already are replaced."""
        if not record.text.strip("\r\n" if self.kind == "csv" else None):
            return record.text
        if self.kind == "csv":
            known = {name: value for name, value in values.items() if name in self.columns}
        else:
            known = {name: value for name, value in values.items() if _member(record.text, 0, name)}
        text = self.replaced(record, known)
        body = text.rstrip("\r\n")
        ending = text[len(body) :]
        new = {name: value for name, value in values.items() if name not in known}
        if not new:
            return text
        if self.kind == "csv":
            missing = max(0, len(self.columns) - len(self._cells(record)))
            added = [self._quoted(value, False) for value in new.values()]
            return self.delimiter.join([body, *[""] * missing, *added]) + ending
        comma, colon = (", ", ": ") if '": ' in body else (",", ":")
        head = body[: body.rindex("}")].rstrip()
        members = comma.join(
            f"{_json_literal(name, body)}{colon}{_json_literal(value, body)}" for name, value in new.items()
        )
        return head + ("" if head.endswith("{") else comma) + members + body[len(head) :] + ending

    def _cells(self, record: Record) -> list[_Cell]:
        return _csv_cells(record.text.rstrip("\r\n"), self.delimiter)

    def _quoted(self, value: str, always: bool) -> str:
        if (
            always
            or any(sign in value for sign in (self.delimiter, '"', "\n", "\r"))
            or value != value.strip()
        ):
            return '"' + value.replace('"', '""') + '"'
        return value


def detect(path: Path, encoding: str | None) -> RecordFormat:
    """How the records of a file are written.

    Raises:
        CorpusError: it cannot be read, or is empty of columns.
        EncodingError: its charset cannot be told.
    """
    kind = SUFFIXES[path.suffix.lower()]
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError as error:
        raise CorpusError(
            _("Cannot read {path}: {reason}.").format(path=shown(path), reason=reason_of(error))
        ) from None
    cut = head.rfind(b"\n") + 1 if len(head) == _HEAD_BYTES else len(head)
    try:
        decoded = decode(head[: cut or len(head)], encoding)
    except EncodingError as error:
        raise EncodingError(f"{shown(path)}: {error}") from None
    if kind == "jsonl":
        return RecordFormat(kind, decoded.codec, decoded.mark)
    line = decoded.text.split("\n", 1)[0]
    delimiter = "\t" if path.suffix.lower() == ".tsv" else max(_DELIMITERS, key=line.count)
    first = next(_split_csv(io.StringIO(decoded.text, newline=""), path, delimiter), None)
    header = first.text.rstrip("\r\n") if first else ""
    columns = tuple(cell.value.strip() for cell in _csv_cells(header, delimiter)) if header else ()
    return RecordFormat(kind, decoded.codec, decoded.mark, delimiter, columns)


def read(path: Path, form: RecordFormat) -> Iterator[Record]:
    """The records of a file in order, one at a time; of a CSV file the header first.

    Raises:
        CorpusError: it cannot be read, or a record does not end.
        EncodingError: bytes that are not of its charset.
    """
    try:
        with path.open("rb") as binary:
            binary.seek(len(form.mark))
            with io.TextIOWrapper(binary, encoding=form.codec, newline="") as file:
                if form.kind == "csv":
                    yield from _split_csv(file, path, form.delimiter)
                    return
                number = 0
                while line := file.readline(_LONGEST_RECORD):
                    number += 1
                    if len(line) == _LONGEST_RECORD:
                        raise _too_long(path, number)
                    yield Record(number, line)
    except OSError as error:
        raise CorpusError(
            _("Cannot read {path}: {reason}.").format(path=shown(path), reason=reason_of(error))
        ) from None
    except UnicodeDecodeError as error:
        raise EncodingError(
            _("{path}: byte 0x{byte:02X} is not {charset}; name the charset with --encoding.").format(
                path=shown(path), byte=error.object[error.start], charset=form.codec.upper()
            )
        ) from None


def _split_csv(file: io.TextIOBase, path: Path, delimiter: str) -> Iterator[Record]:
    """Rows of a CSV file; a row goes on where a quotation mark is open."""
    number = size = 0
    pending: list[str] = []
    is_open = False
    while line := file.readline(_LONGEST_RECORD):
        pending.append(line)
        size += len(line)
        if size >= _LONGEST_RECORD:
            raise _too_long(path, number + 1)
        is_open = _is_open_after(line, delimiter, is_open)
        if not is_open:
            number += 1
            yield Record(number, "".join(pending))
            pending, size = [], 0
    if pending:
        yield Record(number + 1, "".join(pending))


def _is_open_after(line: str, delimiter: str, is_open: bool) -> bool:
    """Whether a quotation mark is open after a line that begins so; only one that begins a cell opens."""
    position = 0
    while True:
        if is_open:
            position = _after_quotes(line, position)
            if position < 0:
                return True
            is_open = False
        elif line.startswith('"', position):
            is_open = True
            position += 1
            continue
        position = line.find(delimiter, position)
        if position < 0:
            return False
        position += len(delimiter)


def _too_long(path: Path, number: int) -> CorpusError:
    return CorpusError(
        _("{path}: record {number} is longer than {limit} characters; is a quotation mark missing?").format(
            path=shown(path), number=number, limit=_LONGEST_RECORD
        )
    )


@dataclass(frozen=True)
class _Cell:
    start: int
    end: int
    value: str
    is_quoted: bool


def _csv_cells(body: str, delimiter: str) -> list[_Cell]:
    """The cells of a row with the ranges they stand in, quotation marks included."""
    cells: list[_Cell] = []
    start = 0
    while True:
        position = _after_quotes(body, start + 1) if body.startswith('"', start) else start
        if position < 0:
            raise RecordFault(_("a quotation mark is not closed"))
        end = body.find(delimiter, position)
        raw = body[start:] if end < 0 else body[start:end]
        is_quoted = len(raw) > 1 and raw.startswith('"') and raw.endswith('"')
        value = raw[1:-1].replace('""', '"') if is_quoted else raw
        cells.append(_Cell(start, start + len(raw), value, is_quoted))
        if end < 0:
            return cells
        start = end + len(delimiter)


def _after_quotes(text: str, position: int) -> int:
    """The position after the quotation mark that closes a cell, or -1."""
    while (position := text.find('"', position)) >= 0:
        if not text.startswith('""', position):
            return position + 1
        position += 2
    return -1


def _json_place(text: str, name: str) -> tuple[int, int] | None:
    """Where the value of a field stands in a valid JSON object, or None if there is none."""
    whole = _member(text, 0, name)
    if whole is not None:
        return whole  # also for a name with a full stop in it
    position = 0
    path = name.split(".")
    for key in path[:-1]:
        place = _member(text, position, key)
        if place is None or not text.startswith("{", place[0]):
            return None
        position = place[0]
    return _member(text, position, path[-1])


_DECODER = JSONDecoder()


def _member(text: str, position: int, wanted: str) -> tuple[int, int] | None:
    """Where the last member of that name stands in the object at a position: the one that counts."""
    found = None
    position = _skip(text, _skip(text, position) + 1)
    while text[position] != "}":
        name, position = scanstring(text, position + 1, True)
        start = _skip(text, _skip(text, position) + 1)
        _value, end = _DECODER.raw_decode(text, start)
        if name == wanted:
            found = (start, end)
        position = _skip(text, end)
        if text[position] == ",":
            position = _skip(text, position + 1)
    return found


def _skip(text: str, position: int) -> int:
    """The position after white space."""
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _json_literal(value: str, record: str) -> str:
    """A string as JSON; in ASCII where the record is ASCII and writes other characters as escapes."""
    is_ascii = record.isascii() and "\\u" in record
    literal = json.dumps(value, ensure_ascii=is_ascii)
    # Line separators are legal in JSON and cut lines for many programs.
    return literal.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
