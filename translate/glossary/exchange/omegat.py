"""OmegaT's glossaries: tab-separated lines of term, rendering and an optional comment.

Source: OmegaT user manual, "Glossaries". Lines that begin with ``#`` are comments, quotation marks
belong to the text, there is no heading. OmegaT reads ``.utf8`` as UTF-8 and ``.txt`` as UTF-8 or UTF-16 only
if a byte order mark says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from translate.glossary.exchange import delimited, tables
from translate.glossary.exchange.options import Options
from translate.glossary.exchange.pairs import plain_pairs
from translate.glossary.exchange.record import Concept
from translate.glossary.exchange.report import ExchangeReport
from translate.glossary.exchange.tables import Row
from translate.glossary.exchange.text import read_text
from translate.i18n import _

CARRIED = frozenset({"note"})


def read(path: Path, options: Options, report: ExchangeReport) -> Iterator[Concept]:
    """The concepts of a glossary of OmegaT's.

    Raises:
        GlossaryError: its charset or columns cannot be told.
    """
    text = read_text(path, options.encoding, options.targets, report)
    rows = _entries(delimited.cell_rows(text, "\t", path, report, quoted=False), report)
    return tables.read_rows(rows, path, options, report, comment_column=True)


def _entries(rows: Iterator[Row], report: ExchangeReport) -> Iterator[Row]:
    for line, cells in rows:
        if not cells or not cells[0].startswith("#"):
            yield line, cells
        elif len(cells) > 1:
            report.skip(
                _("a comment, as it begins with “#”: “{term}”; with --format tsv it is an entry").format(
                    term=cells[0]
                ),
                line,
            )


def write(concepts: Iterable[Concept], file: BinaryIO, options: Options, report: ExchangeReport) -> None:
    """Write a glossary of OmegaT's; several target languages follow each other term by term."""
    file.write("\ufeff".encode())
    for pair in plain_pairs(concepts, options, report, CARRIED, homographs=True):
        term, rendering, note = pair.term, pair.rendering, pair.entry.note
        if term.startswith("#"):
            report.skip(
                _("“{term}”: OmegaT takes a line that begins with “#” for a comment").format(term=term)
            )
        elif any(character in text for text in (term, rendering) for character in "\t\r\n"):
            report.skip(_("“{term}”: a tab or line break in it would end the cell").format(term=term))
        else:
            if note and any(character in note for character in "\t\r\n"):
                report.drop(_("line breaks and tabs of notes"))
                note = " ".join(note.split())
            cells = (term, rendering, note) if note else (term, rendering)
            file.write(("\t".join(cells) + "\n").encode())
