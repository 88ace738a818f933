"""Plain text: a line is a segment, unless lines are evidently one paragraph broken by hand.

Articles mostly have a paragraph to a line, so lines are kept. E-mails and README files are broken at
about 72 columns: such lines are joined, and the translation is broken again at the same display width.
They are told apart by greedy wrapping (no line could have taken the first word of the next one) and by
English (most lines end inside a sentence).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translate.documents.base import ReadOptions, Segment, SegmentTranslation
from translate.documents.encoding import DecodedText, decode
from translate.documents.ranges import Replacement, replace_ranges
from translate.documents.wrapping import display_width, wrap
from translate.languages import Language

_LINE = re.compile(r"([^\n\r\v\f\x85\u2028\u2029]*)(\r\n|[\n\r\v\f\x85\u2028\u2029]|\Z)")
_PREFIX = re.compile(
    r"""
    \s* (?: >[ \t]? )* \s*                          # indentation, quotation marks of an e-mail
    (?P<marker> (?: [-*+•‣◦·–—▪●○►▶→✓✔☐☑] | \#{1,6}   # bullets and headings
      | \(? \d{1,3} [.)] | \(? [a-z] \) ) [ \t\u3000]+ (?: \[[ xX]\] [ \t]+ )? )?
    """,
    re.VERBOSE,
)
_COLUMN = re.compile(r"(?<!\t)\t+|(?:(?<![ \t])[ \t]+|^)\|(?:[ \t]+|$)")
_ADDRESS_ONLY = re.compile(
    r"<?(?:[a-z][a-z0-9+.-]*://\S+|www\.\S+|mailto:\S+|[^\s@]+@[^\s@]+\.[^\s@]+)>?", re.I
)
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")

_SHORTEST_WRAPPED = 40
_LONGEST_WRAPPED = 100
"""Columns between which the longest line of a wrapped paragraph lies."""
_RAGGED = 8
"""Columns by which the writer may have broken a line early."""


@dataclass(frozen=True)
class _Line:
    number: int
    start: int
    prefix: str
    marker: bool
    body: str

    @property
    def body_start(self) -> int:
        return self.start + len(self.prefix)

    @property
    def width(self) -> int:
        return display_width(self.prefix.expandtabs()) + display_width(self.body)


@dataclass(frozen=True)
class _Place:
    """Where a segment stands: a range, and for a wrapped paragraph how its lines begin."""

    start: int
    end: int
    continuation: str | None = None
    first_width: int = 0
    width: int = 0


class TextDocument:
    """A plain text."""

    def __init__(self, decoded: DecodedText) -> None:
        self.messages: list[str] = []
        self._decoded = decoded
        self._places: list[_Place] = []
        segments: list[Segment] = []
        for block in _blocks(decoded.text):
            if _is_wrapped(block):
                segment, place = _wrapped_paragraph(block)
                segments.append(segment)
                self._places.append(place)
                continue
            for line in block:
                for start, text in _columns(line):
                    segments.append(
                        Segment(text, line=line.number, kind="item" if line.marker else "paragraph")
                    )
                    self._places.append(_Place(start, start + len(text)))
        self.segments: Sequence[Segment] = segments

    def write(self, translations: Sequence[SegmentTranslation], target: Language) -> bytes:
        """See :class:`translate.documents.base.Document`."""
        replacements: list[Replacement] = []
        for segment, place, translation in zip(self.segments, self._places, translations, strict=True):
            if translation.text == segment.text:
                continue
            if place.continuation is None:
                new = _LINE_BREAKS.sub(" ", translation.text)
            else:
                lines = wrap(translation.text, place.width, target, place.first_width)
                new = (self._decoded.newline + place.continuation).join(lines)
            replacements.append((place.start, place.end, new))
        return self._decoded.encode(replace_ranges(self._decoded.text, replacements), self.messages)


_LINE_BREAKS = re.compile(r"\s*[\n\r\v\f\x85\u2028\u2029]+\s*")


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Lines that follow each other without a blank one; a bullet or a number begins a new block."""
    block: list[_Line] = []
    number = 1
    for match in _LINE.finditer(text):
        line = _parse_line(match.group(1), match.start(), number)
        if not line.body or line.marker:
            if block:
                yield block
            block = []
        if line.body:
            block.append(line)
        number += match.group(2) in ("\n", "\r\n", "\r")
    if block:
        yield block


def _parse_line(content: str, start: int, number: int) -> _Line:
    found = _PREFIX.match(content)
    prefix = found.group() if found else ""
    body = content[len(prefix) :].rstrip()
    return _Line(number, start, prefix, bool(found and found.group("marker")), body)


def _columns(line: _Line) -> Iterator[tuple[int, str]]:
    """The translatable stretches of a line: tabs and free-standing bars part columns."""
    position = 0
    for separator in [*_COLUMN.finditer(line.body), None]:
        end = separator.start() if separator else len(line.body)
        raw = line.body[position:end]
        text = raw.strip()
        if is_translatable(text):
            yield line.body_start + position + (len(raw) - len(raw.lstrip())), text
        if separator:
            position = separator.end()


def is_translatable(text: str) -> bool:
    """Whether a text has letters and is more than an address."""
    return any(character.isalpha() for character in text) and not _ADDRESS_ONLY.fullmatch(text)


def _is_wrapped(block: list[_Line]) -> bool:
    """Whether the lines are one paragraph broken by hand; in doubt they are not."""
    if len(block) < 2:
        return False
    longest = _wrapped_width(block)
    if not _SHORTEST_WRAPPED <= longest <= _LONGEST_WRAPPED:
        return False
    if len({line.prefix for line in block[1:]}) > 1 or any("\t" in line.body for line in block):
        return False
    inside = outside = 0
    for line, following in itertools.pairwise(block):
        first_word = following.body.split(maxsplit=1)[0]
        if line.width + 1 + display_width(first_word) <= longest - _RAGGED:
            return False
        ends = bool(_SENTENCE_END.search(line.body))
        if following.body[0].islower() and not ends:
            inside += 1
        elif not ends:
            outside += 1
    return inside > 0 and inside >= outside


def _wrapped_width(block: list[_Line]) -> int:
    """Columns of the longest line; a line that could not be broken (an address) does not count."""
    return max((line.width for line in block if " " in line.body), default=0)


def _wrapped_paragraph(block: list[_Line]) -> tuple[Segment, _Place]:
    text = block[0].body
    for line in block[1:]:
        hyphenated = re.search(r"[^\W\d_]-$", text) and line.body[0].islower()
        text += line.body if hyphenated else " " + line.body
    first, last = block[0], block[-1]
    width = _wrapped_width(block)
    continuation = block[1].prefix
    place = _Place(
        first.body_start,
        last.body_start + len(last.body),
        continuation,
        width - display_width(first.prefix.expandtabs()),
        width - display_width(continuation.expandtabs()),
    )
    return Segment(text, line=first.number, kind="item" if first.marker else "paragraph"), place


def read(data: bytes, options: ReadOptions) -> TextDocument:
    """Read plain text; see :class:`translate.documents.base.DocumentFormat`."""
    return TextDocument(decode(data, options.encoding))
