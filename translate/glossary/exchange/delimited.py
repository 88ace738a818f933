"""CSV and TSV, with a heading or without, as spreadsheets and translation services write them.

One row is a concept, one column a language: ``en``, ``ko``, ``ja``, ``zh``, ``zh-Hant``. Further columns
have the names of the comment keys (``kind``, ``note`` …), or ``ko:note`` for what holds in one language
only. DeepL's and Google's files are of the same family and read here as well.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from translate.errors import GlossaryError
from translate.glossary.exchange import tables
from translate.glossary.exchange.formulas import guard, unguard
from translate.glossary.exchange.options import Options
from translate.glossary.exchange.record import Concept
from translate.glossary.exchange.report import ExchangeReport
from translate.glossary.exchange.tables import Row
from translate.glossary.exchange.text import read_text
from translate.i18n import _

_DELIMITERS = ",;\t|"
_SAMPLE_CHARACTERS = 1 << 16
_SAMPLE_ROWS = 200
_SEPARATOR_LINE = re.compile("sep=(.)\r?\n?", re.IGNORECASE)
"""First line that tells Excel the separator."""


def read(path: Path, options: Options, report: ExchangeReport) -> Iterator[Concept]:
    """The concepts of a CSV or TSV file; the separator is found out.

    Raises:
        GlossaryError: its charset or columns cannot be told, or a quotation is never closed.
    """
    text = read_text(path, options.encoding, options.targets, report)
    first_line = 1
    separator = _SEPARATOR_LINE.match(text)
    if separator:
        delimiter = separator[1]
        text = text[separator.end() :]
        first_line = 2
    else:
        delimiter = sniff_delimiter(text, "\t" if options.format == "tsv" else ",")
    quoted = delimiter != "\t" or _is_quoted(text)
    rows: Iterator[Row] = cell_rows(text, delimiter, path, report, quoted=quoted, first_line=first_line)
    if options.format not in ("deepl", "google"):
        rows = ((line, [unguard(cell) for cell in cells]) for line, cells in rows)
    return tables.read_rows(rows, path, options, report, comment_column=delimiter == "\t")


def cell_rows(
    text: str, delimiter: str, path: Path, report: ExchangeReport, *, quoted: bool = True, first_line: int = 1
) -> Iterator[Row]:
    """The cells of each row with its line; rows with misplaced quotation marks are skipped.

    Raises:
        GlossaryError: a quotation is never closed, so that everything after it is one cell.
    """
    quoting: Any = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True)
    while True:
        line = reader.line_num + first_line
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "end of data" in str(error):
                raise GlossaryError(
                    _("a quotation mark opens a cell here and is never closed"), path, line
                ) from None
            if "limit" in str(error):
                report.skip(
                    _("a cell of more than {limit} characters").format(limit=csv.field_size_limit()), line
                )
            else:
                last = reader.line_num + first_line - 1
                report.skip(
                    _("text after a closing quotation mark (row ends in line {last})").format(last=last), line
                )
            continue
        yield line, cells


def sniff_delimiter(text: str, default: str) -> str:
    """The character that separates cells: the one that gives most rows the same number of them."""
    sample = text[:_SAMPLE_CHARACTERS]
    if len(text) > len(sample):
        sample = sample[: sample.rfind("\n") + 1] or sample
    best, best_score = default, (0.0, False, 0)
    for delimiter in _DELIMITERS:
        widths = _widths(sample, delimiter)
        width, rows = max(
            ((width, rows) for width, rows in widths.items() if width > 1),
            key=lambda item: item[1],
            default=(0, 0),
        )
        if rows:
            score = (rows / widths.total(), delimiter == default, width)
            if score > best_score:
                best, best_score = delimiter, score
    return best


def _widths(sample: str, delimiter: str) -> Counter[int]:
    """How many rows have how many cells."""
    widths: Counter[int] = Counter()
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                widths[len(cells)] += 1
            if widths.total() >= _SAMPLE_ROWS:
                break
    except csv.Error:
        pass
    return widths


def _is_quoted(text: str) -> bool:
    """Whether quotation marks in tab-separated text enclose cells rather than belong to them."""
    if '"' not in text:
        return False
    try:
        for _cells in csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True):
            pass
    except csv.Error:
        return False
    return True


def write(concepts: Iterable[Concept], file: BinaryIO, options: Options, report: ExchangeReport) -> None:
    """Write a CSV or TSV file with a heading; ``concepts`` is gone through twice.

    CSV begins with a byte order mark, without which Excel takes UTF-8 for the system's charset.
    """
    tab_separated = options.format == "tsv"
    rows = ([guard(cell) for cell in cells] for cells in tables.write_rows(concepts, options))
    report.concepts += write_cells(rows, file, "\t" if tab_separated else ",", mark=not tab_separated) - 1


def write_cells(rows: Iterable[list[str]], file: BinaryIO, delimiter: str, *, mark: bool = False) -> int:
    """Write rows in UTF-8; returns their number. Lines end as RFC 4180 says for CSV, else with LF."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig" if mark else "utf-8", newline="", write_through=True)
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n" if delimiter == "," else "\n")
    number = 0
    for cells in rows:
        writer.writerow([_line_feeds(cell) for cell in cells])
        number += 1
    text.flush()
    text.detach()
    return number


def _line_feeds(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell
