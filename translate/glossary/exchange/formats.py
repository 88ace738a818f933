"""The formats that glossaries are exchanged in, and how a file's format is told."""

from __future__ import annotations

import codecs
import importlib
import re
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from translate.errors import GlossaryError
from translate.files import reason_of
from translate.i18n import _

_PACKAGE = "translate.glossary.exchange"
_HEAD_BYTES = 1 << 16


@dataclass(frozen=True)
class Format:
    """A format.

    Attributes:
        name: as ``--format`` takes it.
        title: for lists of formats.
        reader, writer: modules of this package; PO needs no writer.
        single: it holds one target language only.
    """

    name: str
    title: str
    reader: str
    writer: str = ""
    single: bool = False

    def load_reader(self) -> ModuleType:
        """The module with ``read(path, options, report)``."""
        return importlib.import_module(f"{_PACKAGE}.{self.reader}")

    def load_writer(self) -> ModuleType:
        """The module with ``write(concepts, file, options, report)``."""
        return importlib.import_module(f"{_PACKAGE}.{self.writer}")


FORMATS = {
    entry.name: entry
    for entry in (
        Format("csv", "CSV", "delimited", "delimited"),
        Format("tsv", "TSV", "delimited", "delimited"),
        Format("xlsx", "Excel", "xlsx", "xlsx"),
        Format("json", "JSON", "json_file", "json_file"),
        Format("po", "gettext PO", "po_file", single=True),
        Format("tbx", "TBX-Basic v2", "tbx", "tbx_writer"),
        Format("tbx3", "TBX-Basic v3", "tbx", "tbx_writer"),
        Format("tbx3-dct", "TBX-Basic v3, DCT", "tbx", "tbx_writer"),
        Format("tbx-min", "TBX-Min v3", "tbx", "tbx_writer"),
        Format("tbx-core", "TBX-Core v3", "tbx", "tbx_writer"),
        Format("tmx", "TMX 1.4b", "tmx_file", "tmx_file"),
        Format("omegat", "OmegaT", "omegat", "omegat"),
        Format("deepl", "DeepL", "deepl", "deepl"),
        Format("google", "Google", "google", "google"),
    )
}
"""Format by name."""

TABLES = ("csv", "tsv", "xlsx")
"""Formats in which people fill in what is missing."""

_BY_SUFFIX = {
    ".csv": "csv", ".tsv": "tsv", ".tab": "omegat", ".txt": "omegat", ".utf8": "omegat", ".xlsx": "xlsx",
    ".xlsm": "xlsx", ".json": "json", ".jsonl": "json", ".po": "po", ".pot": "po", ".tbx": "tbx",
    ".tmx": "tmx",
}  # fmt: skip

_ROOT_ELEMENT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_ROOTS = {"tmx": "tmx", "martif": "tbx", "tbx": "tbx", "TBX": "tbx"}


def format_of_suffix(path: Path) -> str:
    """The format that a file name asks for.

    Raises:
        GlossaryError: the suffix is not known.
    """
    name = _BY_SUFFIX.get(path.suffix.lower())
    if name is None:
        raise GlossaryError(
            _("the suffix does not say the format: give --format, one of {formats}").format(
                formats=", ".join(FORMATS)
            ),
            path,
        )
    return name


def format_of_file(path: Path) -> str:
    """The format that a file is in, by its content and where that leaves it open by its suffix.

    Raises:
        GlossaryError: it cannot be read, or is in none of the formats.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError as error:
        raise GlossaryError(_("cannot read it: {reason}").format(reason=reason_of(error)), path) from None
    if head.startswith(b"PK\x03\x04"):
        return "xlsx"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise GlossaryError(_("an old Excel file; save it as .xlsx or .csv"), path)
    text = _head_text(head).lstrip()
    if text.startswith("<"):
        element = _ROOT_ELEMENT.search(text)
        name = element[1] if element else ""
        if name not in _ROOTS:
            raise GlossaryError(
                _("XML of a kind that is no glossary (<{name}>); TBX and TMX are read").format(name=name),
                path,
            )
        return _ROOTS[name]
    by_suffix = _BY_SUFFIX.get(path.suffix.lower(), "")
    if by_suffix in ("json", "po", "csv"):
        return by_suffix
    if by_suffix == "" and text.startswith(("{", "[")):
        return "json"
    if by_suffix == "" and re.search(r'^msgid "', text, re.MULTILINE):
        return "po"
    return _kind_of_table(text, by_suffix)


def _kind_of_table(text: str, by_suffix: str) -> str:
    """Tab-separated text with a heading is a table; without one it is laid out as OmegaT's."""
    from translate.glossary.exchange.headings import read_headings

    first = next((line for line in text.split("\n") if line.strip() and not line.startswith("#")), "")
    if "\t" not in first:
        return by_suffix if by_suffix in ("tsv", "omegat") and "\t" in text else "csv"
    if by_suffix == "tsv" or read_headings([cell.strip('" \r') for cell in first.split("\t")]):
        return "tsv"
    return "omegat"


def _head_text(head: bytes) -> str:
    """The beginning of a file as text, as far as it tells formats apart."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) & ~1].decode("utf-16", "replace")
    if b"\0" in head[:4]:
        return head.replace(b"\0", b"").decode("latin-1")
    return head.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
