"""PowerPoint presentations: slides, notes, tables, diagrams and charts."""

from __future__ import annotations

import re

from translate.documents.base import ReadOptions
from translate.documents.ooxml import DRAWING, OfficeDocument

_PARTS = re.compile(
    r"ppt/(?:slides/slide|notesSlides/notesSlide|diagrams/(?:data|drawing)|charts/chart)\d*\.xml"
)


def read(data: bytes, options: ReadOptions) -> OfficeDocument:
    """Read PPTX; see :class:`translate.documents.base.DocumentFormat`."""
    return OfficeDocument(data, "ppt/presentation.xml", _PARTS, DRAWING)
