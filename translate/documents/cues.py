"""Subtitles: sentences are joined across cues, and their translations spread over the cues again.

Everything outside the text of cues stays. Lines are broken and reading speed is judged by what
subtitlers hold to (Netflix Timed Text Style Guides for Korean, Japanese and Chinese).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from translate.documents.base import InlineSpan, Segment, SegmentTranslation
from translate.documents.encoding import DecodedText
from translate.documents.inline import Element, SegmentBuilder, elements, has_text, render
from translate.documents.ranges import Replacement, replace_ranges
from translate.documents.wrapping import display_width, may_break, wrap
from translate.i18n import _, ngettext
from translate.languages import Language
from translate.spans import SpannedText

_LINE_COLUMNS = {"ko": 32, "ja": 26, "zh": 32, "zh-Hant": 32}
"""Columns of a line: 16 full-width characters, 13 in Japanese."""
_CHARACTERS_A_SECOND = {"ko": 12.0, "ja": 4.0, "zh": 9.0, "zh-Hant": 9.0}
"""What people read; a half-width character counts half in Japanese and Chinese."""
_MESSAGES_SHOWN = 5

_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}")
_CLOSING = re.compile(r"</([A-Za-z]+)\s*>")
_OPENING = re.compile(r"<([A-Za-z]+)")
_DASH = re.compile(r"[-–—‐]\s*(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…♪:;\]][\"'”’)\]]*$")
_GOES_ON = re.compile(
    r"(?:,|\b(?:a|an|the|and|or|but|of|to|in|on|at|for|from|with|by|as|that|which|who|is|are|was|were|be|"
    r"my|your|his|her|its|our|their|this|these|those|not|if|when|than|into|about|Mr\.|Mrs\.|Ms\.|Dr\.))$"
)
_LONGEST_GAP = 2.5
"""Seconds between two cues of one sentence."""
_MOST_JOINED = 6


@dataclass(frozen=True)
class Cue:
    """A cue as its format's parser finds it.

    Attributes:
        start, end: range of its text in the document, without the last line break.
        line: line where the text begins, from 1.
        begins, ends: when it is shown, in seconds.
        label: its time as the file writes it.
    """

    start: int
    end: int
    line: int
    begins: float
    ends: float
    label: str


@dataclass
class _Piece:
    """A stretch of a cue that one speaker says: its range, and the tags around all of it."""

    cue: Cue
    start: int
    end: int
    text: str
    spans: tuple[InlineSpan, ...] = ()
    markup: dict[int, tuple[str, str]] = field(default_factory=dict)
    parents: dict[int, int] = field(default_factory=dict)


class SubtitleDocument:
    """A subtitle file; ``unescape`` and ``escape`` are those of its format's text."""

    def __init__(
        self,
        decoded: DecodedText,
        cues: Sequence[Cue],
        unescape: Callable[[str], str] = str,
        escape: Callable[[str], str] = str,
    ) -> None:
        self.messages: list[str] = []
        self._decoded = decoded
        self._unescape = unescape
        self._escape = escape
        pieces = [piece for cue in cues for piece in self._pieces(cue)]
        self._groups = list(_groups(pieces))
        self.segments: list[Segment] = [self._segment(group) for group in self._groups]

    def write(self, translations: Sequence[SegmentTranslation], target: Language) -> bytes:
        """See :class:`translate.documents.base.Document`."""
        replacements: list[Replacement] = []
        speeds: dict[Cue, float] = {}
        for segment, group, translation in zip(self.segments, self._groups, translations, strict=True):
            if translation.text == segment.text and set(translation.spans) == set(segment.spans):
                continue
            if len(group) == 1:
                new = [self._rendered(group[0], translation, target)]
                shown = [translation.text]
            else:
                shown = spread(translation.text, [len(piece.text) for piece in group], target)
                new = [
                    self._rendered(piece, SegmentTranslation(text), target)
                    for piece, text in zip(group, shown, strict=True)
                ]
            for piece, text, written in zip(group, shown, new, strict=True):
                replacements.append((piece.start, piece.end, written))
                speeds[piece.cue] = speeds.get(piece.cue, 0.0) + _reading_speed(text, piece.cue, target)
        limit = _CHARACTERS_A_SECOND[target.code]
        self._warn([(cue, speed) for cue, speed in speeds.items() if speed > limit], limit)
        return self._decoded.encode(replace_ranges(self._decoded.text, replacements), self.messages)

    def _pieces(self, cue: Cue) -> Iterator[_Piece]:
        """What is said in a cue: all of it, or a line for each speaker where lines begin with dashes."""
        text = self._decoded.text[cue.start : cue.end]
        lines = re.split(r"\r\n|\n|\r", text)
        if sum(bool(_DASH.match(_TAG.sub("", line).strip())) for line in lines) < 2:
            yield from self._piece(cue, cue.start, cue.end)
            return
        position = cue.start
        for line in lines:
            start = self._decoded.text.index(line, position)
            dash = _DASH.search(line)
            yield from self._piece(cue, start + (dash.end() if dash else 0), start + len(line))
            position = start + len(line)

    def _piece(self, cue: Cue, start: int, end: int) -> Iterator[_Piece]:
        start, end = _without_outer_tags(self._decoded.text, start, end)
        piece = _Piece(cue, start, end, "")
        builder = SegmentBuilder()
        raw = self._decoded.text[start:end]
        tags = list(_TAG.finditer(raw))
        partners = _pairs(tags)
        position = 0
        for index, tag in enumerate(tags):
            self._add_text(builder, raw[position : tag.start()])
            position = tag.end()
            partner = partners.get(index)
            if partner is None:
                piece.markup[builder.add_point()] = (tag.group(), "")
            elif partner > index:
                piece.markup[builder.open_pair()] = (tag.group(), tags[partner].group())
            else:
                id, taken = builder.close_pair()
                if taken is not None:
                    piece.markup[id] = (raw[tags[partner].start() : tag.end()], "")
        self._add_text(builder, raw[position:])
        piece.parents = builder.parents
        piece.text, piece.spans = builder.stripped()
        if has_text(piece.text, piece.spans):
            yield piece

    def _add_text(self, builder: SegmentBuilder, raw: str) -> None:
        builder.add_text(re.sub(r"\s*[\r\n]+\s*", " ", self._unescape(raw)))

    @staticmethod
    def _segment(group: Sequence[_Piece]) -> Segment:
        first = group[0]
        text = " ".join(piece.text for piece in group)
        return Segment(text, first.spans if len(group) == 1 else (), first.cue.line, "cue", first.cue.label)

    def _rendered(self, piece: _Piece, translation: SegmentTranslation, target: Language) -> str:
        broken = break_lines(translation, target)

        def element(element: Element, content: str) -> str:
            opening, closing = piece.markup.get(element.id, ("", ""))
            return opening + content + closing

        written = render(elements(broken, piece.parents), self._escape, element)
        return written.replace("\n", self._decoded.newline)

    def _warn(self, slow: Sequence[tuple[Cue, float]], limit: float) -> None:
        for cue, speed in slow[:_MESSAGES_SHOWN]:
            self.messages.append(
                _(
                    "Cue {time}: {speed:.1f} characters a second, more than the {limit:g} that people read."
                ).format(time=cue.label, speed=speed, limit=limit)
            )
        rest = len(slow) - _MESSAGES_SHOWN
        if rest > 0:
            self.messages.append(
                ngettext(
                    "{count} more cue is too long to read.", "{count} more cues are too long to read.", rest
                ).format(count=rest)
            )


def _without_outer_tags(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space and without tags that stand around or before all of the text."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while True:
        opening = _TAG.match(text, start, end)
        if opening is None:
            return start, end
        name = _OPENING.match(opening.group())
        if name is None:
            if _CLOSING.match(opening.group()):
                return start, end
            start = opening.end()
        else:
            tags = list(_TAG.finditer(text, start, end))
            partner = _pairs(tags).get(0)
            if partner is None:
                start = opening.end()
            elif tags[partner].end() == end:
                start, end = opening.end(), tags[partner].start()
            else:
                return start, end
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1


def _pairs(tags: Sequence[re.Match[str]]) -> dict[int, int]:
    partners: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    for index, tag in enumerate(tags):
        if closing := _CLOSING.fullmatch(tag.group()):
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == closing.group(1):
                    partners[index] = stack[depth][1]
                    partners[stack[depth][1]] = index
                    del stack[depth:]
                    break
        elif (opening := _OPENING.match(tag.group())) and len(stack) < 40:
            stack.append((opening.group(1), index))
    return partners


def _groups(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Pieces that are one sentence together."""
    group: list[_Piece] = []
    for piece in pieces:
        if group and not (len(group) < _MOST_JOINED and _is_continued(group[-1], piece)):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _is_continued(piece: _Piece, following: _Piece) -> bool:
    if piece.spans or following.spans or piece.cue is following.cue:
        return False
    if not 0 <= following.cue.begins - piece.cue.ends <= _LONGEST_GAP or _SENTENCE_END.search(piece.text):
        return False
    return following.text[0].islower() or bool(_GOES_ON.search(piece.text))


def spread(text: str, weights: Sequence[int], language: Language) -> list[str]:
    """A text in as many parts as there are weights, broken where a reader would pause.

    Each part is about as long as its weight says. A text that cannot be parted is repeated.
    """
    total = display_width(text) or 1
    breaks = [(position, _cost(text, position, language)) for position in range(1, len(text))]
    breaks = [(position, cost) for position, cost in breaks if cost < 1]
    cuts: list[int] = []
    done = 0
    for number, weight in enumerate(weights[:-1]):
        done += weight
        ideal = done / sum(weights)
        floor = cuts[-1] if cuts else 0
        left_over = len(weights) - 2 - number
        options = [
            (abs(display_width(text[:position]) / total - ideal) + cost * 0.3, position)
            for index, (position, cost) in enumerate(breaks)
            if position > floor and len(breaks) - 1 - index >= left_over
        ]
        if not options:
            return [text] * len(weights)
        cuts.append(min(options)[1])
    return [text[left:right].strip() for left, right in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def _cost(text: str, position: int, language: Language) -> float:
    """How bad a break before ``position`` is: 0 after a sentence, 1 where there must be none."""
    left, right = text[position - 1], text[position]
    if left == " ":
        before = text[position - 2] if position > 1 else " "
        return 0.0 if before in ".!?…。！？" else 0.2 if before in ",;:，；：、" else 0.4
    if right == " " or not may_break(left, right, language):
        return 1.0
    if left in "。！？」』）":
        return 0.0
    if left in "、，；：":
        return 0.2
    if language.code == "ja":
        ends_word = "\u3041" <= left <= "\u3096" and not "\u3041" <= right <= "\u3096"
        return 0.4 if ends_word else 0.9
    return 0.8


def break_lines(translation: SegmentTranslation, language: Language) -> SegmentTranslation:
    """The translation in lines that fit the screen, of about equal length."""
    columns = _LINE_COLUMNS[language.code]
    text = " ".join(translation.text.split("\n"))
    width = display_width(text)
    count = max(1, math.ceil(width / columns))
    if count == 1:
        return SegmentTranslation(text, translation.spans)
    lines: list[str] = []
    for room in range(math.ceil(width / count), width + 1, 2):
        lines = wrap(text, room, language)
        if len(lines) <= count:
            break
    spanned = SpannedText(text, {span.id: (span.start, span.end) for span in translation.spans})
    position = 0
    for line in lines[:-1]:
        # Runs of spaces are one space in a line.
        for word in line.split():
            position = spanned.text.index(word, position) + len(word)
        end = position
        while end < len(spanned.text) and spanned.text[end] == " ":
            end += 1
        spanned.replace(position, end, "\n")
        position += 1
    spans = tuple(InlineSpan(*spanned.spans[span.id], span.id, span.kind) for span in translation.spans)
    return SegmentTranslation(spanned.text, spans)


def _reading_speed(text: str, cue: Cue, language: Language) -> float:
    duration = cue.ends - cue.begins
    if duration <= 0:
        return 0.0
    visible = text.replace(" ", "") if language.code != "ko" else text
    count = float(len(visible)) if language.code == "ko" else display_width(visible) / 2
    return count / duration
