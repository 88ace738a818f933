"""Google Cloud Translation's glossaries: CSV of two columns without a heading, or an equivalent term set.

Source: Cloud Translation documentation, "GlossaryInputConfig" and "Create and use glossaries". In a term
set the heading names the languages, and ``pos`` and ``description`` may follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from translate.glossary.exchange import delimited, record
from translate.glossary.exchange.options import Options
from translate.glossary.exchange.pairs import plain_pairs
from translate.glossary.exchange.record import LOCALES, Concept
from translate.glossary.exchange.report import ExchangeReport

_CODES = {"ko": "ko", "ja": "ja", "zh_Hans": "zh-CN", "zh_Hant": "zh-TW"}


def read(path: Path, options: Options, report: ExchangeReport) -> Iterator[Concept]:
    """The concepts of a file of Google's; see :func:`.delimited.read`."""
    return delimited.read(path, options, report)


def write(concepts: Iterable[Concept], file: BinaryIO, options: Options, report: ExchangeReport) -> None:
    """Two columns without a heading for one target language, an equivalent term set for several."""
    if len(options.targets) == 1:
        rows: Iterator[list[str]] = (
            [pair.term, pair.rendering] for pair in plain_pairs(concepts, options, report)
        )
    else:
        rows = _term_set(concepts, options, report)
    delimited.write_cells(rows, file, ",")


def _term_set(concepts: Iterable[Concept], options: Options, report: ExchangeReport) -> Iterator[list[str]]:
    locales = [locale for locale in LOCALES if options.wants(locale)]
    yield ["en", *(_CODES[locale] for locale in locales), "pos", "description"]
    term = None
    row: list[str] = []
    carried = frozenset({"part-of-speech", "definition"})
    for pair in plain_pairs(concepts, options, report, carried):
        if pair.term != term or row[1 + locales.index(pair.locale)]:
            if term is not None:
                yield row
            term = pair.term
            row = [term, *[""] * len(locales), "", ""]
        for column, text in ((-2, pair.entry.part_of_speech), (-1, record.tidy_line(pair.entry.definition))):
            if text and row[column] and row[column] != text:
                report.drop("definition" if column == -1 else "part-of-speech")
            row[column] = row[column] or text
        row[1 + locales.index(pair.locale)] = pair.rendering
    if term is not None:
        yield row
