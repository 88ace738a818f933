"""DeepL's glossary files: CSV without a heading, of source and target, or with both languages in each row.

Sources: DeepL API documentation, "Managing glossaries" (entry formats; texts up to 1,024 bytes, no
control characters). The files that DeepL exports add the two language codes and, in some, a fifth column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from translate.glossary.exchange import delimited
from translate.glossary.exchange.options import Options
from translate.glossary.exchange.pairs import plain_pairs
from translate.glossary.exchange.record import Concept
from translate.glossary.exchange.report import ExchangeReport
from translate.i18n import _

_CODES = {"ko": "KO", "ja": "JA", "zh_Hans": "ZH", "zh_Hant": "ZH-HANT"}
_LONGEST_BYTES = 1024


def read(path: Path, options: Options, report: ExchangeReport) -> Iterator[Concept]:
    """The concepts of a file of DeepL's; see :func:`.delimited.read`."""
    return delimited.read(path, options, report)


def write(concepts: Iterable[Concept], file: BinaryIO, options: Options, report: ExchangeReport) -> None:
    """Two columns for one target language, four for several; formulas are not guarded.

    DeepL would take the apostrophe for a part of the term.
    """
    one_language = len(options.targets) == 1

    def rows() -> Iterator[list[str]]:
        for pair in plain_pairs(concepts, options, report):
            if not _is_allowed(pair.term) or not _is_allowed(pair.rendering):
                report.skip(
                    _("“{term}”: DeepL takes neither line breaks nor more than {limit} bytes").format(
                        term=pair.term, limit=_LONGEST_BYTES
                    )
                )
            else:
                languages = [] if one_language else ["EN", _CODES[pair.locale]]
                yield [pair.term, pair.rendering, *languages]

    delimited.write_cells(rows(), file, ",")


def _is_allowed(text: str) -> bool:
    return len(text.encode()) <= _LONGEST_BYTES and not any(character < " " for character in text)
