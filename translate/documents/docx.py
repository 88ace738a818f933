"""Word documents: text, tables, headers, footers, notes and text boxes."""

from __future__ import annotations

import re

from translate.documents.base import ReadOptions
from translate.documents.ooxml import WORD, OfficeDocument

_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\d*\.xml")


def read(data: bytes, options: ReadOptions) -> OfficeDocument:
    """Read DOCX; see :class:`translate.documents.base.DocumentFormat`."""
    return OfficeDocument(data, "word/document.xml", _PARTS, WORD)
