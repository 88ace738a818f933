"""Tab-separated values: CSV whose delimiter is known."""

from __future__ import annotations

from translate.documents.base import ReadOptions
from translate.documents.csv import CsvDocument
from translate.documents.encoding import decode


def read(data: bytes, options: ReadOptions) -> CsvDocument:
    """Read TSV; see :class:`translate.documents.base.DocumentFormat`."""
    return CsvDocument(decode(data, options.encoding), options, "\t")
