"""Writing a glossary as a file of another format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from translate.errors import GlossaryError
from translate.files import open_atomically
from translate.glossary.comments import key_lines
from translate.glossary.exchange.formats import FORMATS, TABLES, format_of_suffix
from translate.glossary.exchange.options import Options, shown_languages
from translate.glossary.exchange.record import Concept, gather
from translate.glossary.exchange.report import ExchangeReport
from translate.glossary.po import read_bytes
from translate.glossary.store import Glossary, GlossaryFile
from translate.i18n import _

_KEY = re.compile(r"[a-z][a-z-]*:")


@dataclass
class ExportResult:
    """What an export did.

    Attributes:
        format: name of the format written.
        locales: languages written.
        report: what could not be carried over.
    """

    format: str
    locales: tuple[str, ...]
    report: ExchangeReport


def export_file(
    glossary: str | Path,
    path: Path,
    *,
    targets: tuple[str, ...] = (),
    format_name: str | None = None,
    overwrite: bool = False,
) -> ExportResult:
    """Write a glossary to a file, whole or not at all.

    >>> from pathlib import Path
    >>> result = export_glossary("languages", Path("languages.tbx"), targets=("ko",))
    >>> result.format, result.locales
    ('tbx', ('ko',))

    Args:
        glossary: name or path.
        targets: locales to write; empty for all.
        format_name: name in :data:`.formats.FORMATS`; None to go by the suffix.

    Raises:
        GlossaryError: the glossary has a fault, or nothing in these languages.
        OutputError: the file exists and ``overwrite`` is false, or cannot be written.
        MissingExtraError: the format needs a library that is not installed.
    """
    name = format_name or format_of_suffix(path)
    export = _prepare(glossary, name, targets)
    with open_atomically(path, overwrite=overwrite) as file:
        return export.write(file)


def export_stream(
    glossary: str | Path, file: BinaryIO, *, format_name: str, targets: tuple[str, ...] = ()
) -> ExportResult:
    """Write a glossary to an open file; otherwise as :func:`export_file`."""
    return _prepare(glossary, format_name, targets).write(file)


def _prepare(name: str | Path, format_name: str, targets: tuple[str, ...]) -> _Export:
    glossary = Glossary.open(name)
    missing = [locale for locale in targets if locale not in glossary.locales]
    if missing:
        raise GlossaryError(
            _("the glossary has no file for {languages}").format(languages=shown_languages(missing)),
            glossary.path,
        )
    locales = targets or glossary.locales
    if FORMATS[format_name].single and len(locales) > 1:
        raise GlossaryError(
            _("{format} holds one language: give one with --to (the glossary has {languages})").format(
                format=FORMATS[format_name].title, languages=shown_languages(locales)
            ),
            glossary.path,
        )
    return _Export(glossary, format_name, locales)


@dataclass
class _Export:
    glossary: Glossary
    format: str
    locales: tuple[str, ...]

    def write(self, file: BinaryIO) -> ExportResult:
        report = ExchangeReport()
        result = ExportResult(self.format, self.locales, report)
        if self.format == "po":
            # The glossary's own format: every comment survives.
            path = self.glossary.paths[self.locales[0]]
            report.concepts = len(self._read(self.locales[0]).entries)
            file.write(read_bytes(path))
            return result
        files = {locale: self._read(locale) for locale in self.locales}
        concepts = list(self._concepts(files, report))
        if not concepts:
            raise GlossaryError(_("the glossary has no entries to export"), self.glossary.path)
        options = Options(self.format, self.locales)
        FORMATS[self.format].load_writer().write(concepts, file, options, report)
        remarks = sum(_free_comments(found) for found in files.values())
        if remarks:
            report.drop(_("comments without a key"), remarks)
        return result

    def _read(self, locale: str) -> GlossaryFile:
        found = self.glossary.read(locale)
        assert found is not None
        return found

    def _concepts(self, files: dict[str, GlossaryFile], report: ExchangeReport) -> Iterator[Concept]:
        """The concepts; those without a rendering only where it can be filled in, in tables."""
        for concept in gather({locale: found.entries for locale, found in files.items()}):
            rendered = {locale: entry for locale, entry in concept.entries.items() if entry.rendering}
            if self.format in TABLES or len(rendered) == len(concept.entries):
                yield concept
                continue
            report.drop(_("terms without a rendering"), len(concept.entries) - len(rendered))
            if rendered:
                yield replace(concept, entries=rendered)


def _free_comments(found: GlossaryFile) -> int:
    """Number of comment lines of entries that only PO carries."""
    lines = found.content.lines
    number = 0
    for block in found.blocks:
        if any(not _KEY.match(text) for _number, text in block.comments):
            keyed = {index for line in key_lines(block.comments) for index in line.lines}
        else:
            keyed = {index for index, _text in block.comments}
        for index in range(block.first, block.start):
            mark = lines[index].strip(" \t\r")[:2]
            number += mark in ("# ", "#:") or (mark == "#." and index not in keyed)
    return number
