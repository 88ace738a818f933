"""What a document handler gives and takes: segments with inline spans, in source ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from translate.languages import Language


@dataclass(frozen=True)
class InlineSpan:
    """A stretch of a segment's text that markup covers, or a point where markup stands.

    Attributes:
        start, end: half-open code-point range in the segment's text; equal for a point.
        id: unique in the segment.
        kind: ``pair`` (emphasis, link: opening and closing mark-up around text), ``point`` (a line
            break, an image: no text), ``keep`` (text that must survive exactly: inline code, a
            placeholder).
    """

    start: int
    end: int
    id: int
    kind: str


@dataclass(frozen=True)
class Segment:
    """A stretch of translatable text: a paragraph, a heading, a cell, a message.

    Attributes:
        text: plain text, without markup or escapes; may hold several sentences and line breaks.
        spans: inline markup, sorted by start; pairs nest properly.
        line: line of the document where it begins, from 1 (0 where lines mean nothing, as in zip
            formats).
        kind: ``paragraph``, ``heading``, ``item``, ``cell``, ``message``, ``cue``, ``attribute`` …
        context: what tells it apart for a person: a message key, a cell's column; may be empty.
        keep_lines: line breaks in the text are meant (a block scalar, a newline in a message) and stay
            where they are; otherwise a line break is as good as a space, and the translation has none.
    """

    text: str
    spans: tuple[InlineSpan, ...] = ()
    line: int = 0
    kind: str = "paragraph"
    context: str = ""
    keep_lines: bool = False


@dataclass(frozen=True)
class SegmentTranslation:
    """The translation of a segment: its text and where the inline spans lie in it.

    Every span of the source segment is there once, with its id and kind; pairs still nest.
    """

    text: str
    spans: tuple[InlineSpan, ...] = ()


@dataclass(frozen=True)
class ReadOptions:
    """How to read documents.

    Attributes:
        encoding: charset of text files; None detects it.
        format: name of the format; None goes by the file's suffix.
        source: language of the source text.
        keys: for message files and CSV: keys or columns to translate, empty means all; for Markdown:
            keys of the front matter to translate besides the text.
        mark_fuzzy: for PO and XLIFF: mark what is written as a proposal to be reviewed.
        translated: for PO and XLIFF: translate what has a translation, too.
    """

    encoding: str | None = None
    format: str | None = None
    source: str = "en"
    keys: tuple[str, ...] = ()
    mark_fuzzy: bool = False
    translated: bool = False


class Document(Protocol):
    """A document read; the segments are in document order."""

    segments: Sequence[Segment]
    messages: list[str]
    """Remarks for the user, e.g. that the charset had to change; ``write`` may add to it."""

    def write(self, translations: Sequence[SegmentTranslation], target: Language) -> bytes:
        """The document with each segment replaced by its translation, everything else unchanged.

        ``translations`` is parallel to ``segments``. With every translation equal to its segment the
        result is the bytes read.

        Raises:
            DocumentError: the translations cannot be placed.
        """


Pair = tuple[Segment, SegmentTranslation, int]
"""A source text with the translation that stands in the document, and its line, from 1."""


class DocumentFormat(Protocol):
    """A kind of document: one module each, found by suffix (``translate.documents``)."""

    def read(self, data: bytes, options: ReadOptions) -> Document:
        """Parse a document.

        Raises:
            EncodingError: not text in a usable encoding (binary data included).
            DocumentError: the format is broken, with the line where known.
            MissingExtraError: an optional dependency is needed.
        """
