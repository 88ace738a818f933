"""XLSX workbooks, through openpyxl (extra ``[xlsx]``): sheets laid out as the CSV files."""

from __future__ import annotations

import itertools
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO
from xml.parsers import expat

from translate.errors import GlossaryError, MissingExtraError
from translate.glossary.exchange import tables
from translate.glossary.exchange.options import Options
from translate.glossary.exchange.record import Concept
from translate.glossary.exchange.report import ExchangeReport
from translate.glossary.exchange.tables import Row
from translate.glossary.exchange.xml_records import holds_illegal
from translate.i18n import _

LONGEST_CELL = 32_767
"""Characters that Excel allows in a cell; openpyxl cuts off the rest without a word."""

MOST_ROWS = 1_048_576
_LARGEST_MEMBER_BYTES = 1 << 30
_MOST_MEMBERS = 10_000
_CHUNK_BYTES = 1 << 20
_SHEET_NAME = "Glossary"
_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read(path: Path, options: Options, report: ExchangeReport) -> Iterator[Concept]:
    """The concepts of every sheet of a workbook.

    Raises:
        GlossaryError: it is no workbook, is damaged, or no sheet has the columns of a glossary.
        MissingExtraError: openpyxl is not installed.
    """
    openpyxl = _openpyxl()
    _check(path)
    with path.open("rb") as file:  # openpyxl judges a path by its suffix, a file by its content
        try:
            workbook = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except Exception as error:  # openpyxl raises whatever its parsers and its own bugs raise
            raise _unreadable(path, error) from None
        try:
            yield from _read_sheets(workbook.worksheets, path, options, report)
        finally:
            workbook.close()


def _read_sheets(
    sheets: Iterable[Any], path: Path, options: Options, report: ExchangeReport
) -> Iterator[Concept]:
    """The concepts of those sheets that have the columns of a glossary, of which there must be one."""
    faults: list[tuple[str, GlossaryError]] = []
    found = False
    for sheet in sheets:
        rows = _rows(sheet, path)
        first = next(rows, None)
        if first is None:
            continue
        try:
            yield from tables.read_rows(itertools.chain([first], rows), path, options, report)
            found = True
        except GlossaryError as error:
            faults.append((sheet.title, error))
    if faults and not found:
        raise faults[0][1]
    for title, fault in faults:
        report.skip(_("the sheet “{sheet}”: {reason}").format(sheet=title, reason=fault))


def _unreadable(path: Path, error: Exception) -> GlossaryError:
    return GlossaryError(_("not a readable workbook: {reason}").format(reason=str(error).strip()), path)


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise MissingExtraError(
            _("XLSX needs openpyxl: pip install 'glossary-translate[xlsx]', or save the sheet as CSV.")
        ) from None
    return openpyxl


def _check(path: Path) -> None:
    """Refuse what would exhaust the machine: members of absurd size, XML with a document type.

    Raises:
        GlossaryError: it is refused, or is no ZIP file.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > _MOST_MEMBERS:
                raise GlossaryError(
                    _("not a workbook: it has {number} parts").format(number=len(members)), path
                )
            if "xl/workbook.xml" not in archive.namelist():
                raise GlossaryError(_("not an Excel workbook; save it as .xlsx or .csv"), path)
            for member in members:
                if member.filename.endswith((".xml", ".rels", ".vml")):
                    with archive.open(member) as file:
                        _check_xml(file, path)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _unreadable(path, error) from None


def _check_xml(file: Any, path: Path) -> None:
    parser = expat.ParserCreate()

    def refuse(*_arguments: object) -> None:
        raise GlossaryError(_("the workbook has a document type declaration, which is refused"), path)

    parser.StartDoctypeDeclHandler = refuse
    size = 0
    try:
        while chunk := file.read(_CHUNK_BYTES):
            size += len(chunk)
            if size > _LARGEST_MEMBER_BYTES:
                raise GlossaryError(
                    _("a part of the workbook is larger than {size} MB; split it").format(
                        size=_LARGEST_MEMBER_BYTES // 1024**2
                    ),
                    path,
                )
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise _unreadable(path, error) from None


def _rows(sheet: Any, path: Path) -> Iterator[Row]:
    try:
        for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield number, [_text(value) for value in values]
    except GlossaryError:
        raise
    except Exception as error:  # as above
        raise _unreadable(path, error) from None


def _text(value: object) -> str:
    """A cell's value as it is shown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time().isoformat() == "00:00:00":
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return _CODE.sub(lambda match: chr(int(match[1], 16)), value) if isinstance(value, str) else str(value)


def write(concepts: Iterable[Concept], file: BinaryIO, options: Options, report: ExchangeReport) -> None:
    """Write one sheet whose cells are all text, so that none is run as a formula.

    Raises:
        MissingExtraError: openpyxl is not installed.
    """
    openpyxl = _openpyxl()
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet(_SHEET_NAME)
    sheet.freeze_panes = "B2"
    heading: list[str] = []
    number = 0
    for cells in tables.write_rows(concepts, options):
        if not heading:
            heading = cells
            for index in range(len(cells)):
                sheet.column_dimensions[_letters(index)].width = 24
        else:
            fault = _unwritable(cells)
            if number + 1 >= MOST_ROWS:
                fault = _("a sheet holds {limit} rows").format(limit=MOST_ROWS)
            if fault:
                report.skip(_("“{term}”: {reason}").format(term=ascii(cells[0])[1:-1], reason=fault))
                continue
            number += 1
        row = []
        for text in cells:
            cell = WriteOnlyCell(sheet, _CODE.sub(r"_x005F_x\1_", text) if text else None)
            if text:
                cell.data_type = "s"
                cell.number_format = "@"
                if cells is heading:
                    cell.font = Font(bold=True)
            row.append(cell)
        sheet.append(row)
    report.concepts += number
    workbook.save(file)


def _unwritable(cells: list[str]) -> str:
    if any(holds_illegal(cell) for cell in cells):
        return _("XML cannot hold a control character")
    if any(len(cell) > LONGEST_CELL for cell in cells):
        return _("a cell holds {limit} characters").format(limit=LONGEST_CELL)
    return ""


def _letters(index: int) -> str:
    """The name of a column: A … Z, AA …"""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
