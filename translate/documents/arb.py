"""Application Resource Bundles of Flutter: JSON with ICU messages and ``@key`` metadata."""

from __future__ import annotations

from translate.documents.base import ReadOptions
from translate.documents.encoding import decode
from translate.documents.json import JsonDocument


def read(data: bytes, options: ReadOptions) -> JsonDocument:
    """Read an ARB file; see :class:`translate.documents.base.DocumentFormat`."""
    return JsonDocument(decode(data, options.encoding), options, arb=True)
