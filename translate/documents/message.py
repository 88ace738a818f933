"""Messages of programs: text with placeholders, tags and the plural forms of ICU.

One message may hold several segments: each branch of ``{n, plural, one {…} other {…}}`` is one, and the
text around it another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from translate.documents.base import InlineSpan, Segment, SegmentTranslation
from translate.documents.inline import Element, SegmentBuilder, elements, has_text, render
from translate.documents.placeholders import MESSAGE, argument_numbers
from translate.documents.ranges import replace_ranges
from translate.documents.text import is_translatable

_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*|\d+)(?:[\s/][^<>]*)?>")
_CHOICE = re.compile(r"\{\s*[\w.]+\s*,\s*(?:plural|select|selectordinal)\s*,\s*(?:offset:\d+\s*)?")
_BRANCH = re.compile(r"\s*(?:=\d+|[\w-]+)\s*\{")
_PLURAL_NUMBER = "#"
_VOID = frozenset({"br", "hr", "img", "wbr"})

_MAXIMUM_CHOICES = 8
"""Choices inside each other; real messages have two."""


_IDENTIFIER = re.compile(r"\S*(?:[\\/_]|\w\.\w)\S*|#[0-9A-Fa-f]{3,8}")


def is_message(text: str) -> bool:
    """Whether a string of a message file is text rather than a path, a file name, a colour or a key."""
    if not is_translatable(text.strip()):
        return False
    words = _TAG.sub(" ", MESSAGE.sub(" ", text)).split()
    return len(words) > 1 or not _IDENTIFIER.fullmatch("".join(words))


def is_selected(path: Sequence[str], keys: Sequence[str]) -> bool:
    """Whether a message at a path is among the keys asked for.

    A key is the last part of the path (``title``), all of it with dots (``menu.open``), or a pattern
    of it (``menu.*``); no keys ask for all messages.
    """
    dotted = ".".join(path)
    return not keys or any(path[-1:] == (key,) or fnmatchcase(dotted, key) for key in keys)


class Message:
    """A message and its segments.

    With ``positional``, conversions such as ``%s`` that change places are numbered (``%2$s``).

    Attributes:
        segments: of this message, the outer text first.
    """

    def __init__(
        self,
        text: str,
        *,
        line: int = 0,
        context: str = "",
        pattern: re.Pattern[str] = MESSAGE,
        kind: str = "message",
        positional: bool = False,
        choice: int = 0,
    ) -> None:
        self._text = text
        self._positional = positional
        self._markup: dict[int, tuple[str | _Choice, str]] = {}
        self._choices: list[_Choice] = []
        builder = SegmentBuilder()
        position = 0
        for start, end, branches in _choices(text) if choice < _MAXIMUM_CHOICES else ():
            self._read(builder, text[position:start], pattern, choice > 0)
            children = [
                Message(
                    text[left:right],
                    line=line,
                    context=context,
                    pattern=pattern,
                    kind=kind,
                    choice=choice + 1,
                )
                for left, right in branches
            ]
            found = _Choice(
                text[start:end], start, [(left - start, right - start) for left, right in branches], children
            )
            self._choices.append(found)
            self._markup[builder.add_point()] = (found, "")
            position = end
        self._read(builder, text[position:], pattern, choice > 0)
        self._parents = builder.parents
        core, spans = builder.stripped()
        self._lead, _core, self._trail = builder.text.partition(core) if core else ("", "", "")
        self.segments: list[Segment] = []
        self._outer: Segment | None = None
        if has_text(core, spans):
            self._outer = Segment(core, spans, line, kind, context, keep_lines="\n" in core)
            self.segments.append(self._outer)
        for found in self._choices:
            for child in found.children:
                self.segments += child.segments

    def write(self, translations: Sequence[SegmentTranslation]) -> str:
        """The message with its segments translated; ``translations`` is parallel to ``segments``."""
        if all(
            translation.text == segment.text and set(translation.spans) == set(segment.spans)
            for segment, translation in zip(self.segments, translations, strict=True)
        ):
            return self._text
        rest = iter(translations)
        outer = next(rest) if self._outer is not None else None
        written: dict[int, str] = {}
        for found in self._choices:
            written[id(found)] = found.write(rest)
        if outer is None:
            return replace_ranges(
                self._text,
                [(found.start, found.start + len(found.text), written[id(found)]) for found in self._choices],
            )

        numbers = argument_numbers(outer) if self._positional else {}

        def element(element: Element, content: str) -> str:
            if element.id in numbers:
                return f"%{numbers[element.id]}${content[1:]}"
            if element.id not in self._markup:
                return content
            opening, closing = self._markup[element.id]
            if isinstance(opening, _Choice):
                return written[id(opening)]
            return opening + content + closing

        core = render(elements(outer, self._parents), str, element)
        return self._lead + core + self._trail

    def _read(self, builder: SegmentBuilder, text: str, pattern: re.Pattern[str], in_choice: bool) -> None:
        tags = list(_TAG.finditer(text))
        partners = _pairs(tags)
        position = 0
        for index, tag in enumerate(tags):
            self._add_text(builder, text[position : tag.start()], pattern, in_choice)
            position = tag.end()
            partner = partners.get(index)
            if partner is None:
                self._markup[builder.add_point()] = (tag.group(), "")
            elif partner > index:
                self._markup[builder.open_pair()] = (tag.group(), tags[partner].group())
            else:
                id, taken = builder.close_pair()
                if taken is not None:
                    whole = text[tags[partner].start() : tag.end()]
                    self._markup[id] = (whole, "")
        self._add_text(builder, text[position:], pattern, in_choice)

    @staticmethod
    def _add_text(builder: SegmentBuilder, text: str, pattern: re.Pattern[str], in_choice: bool) -> None:
        if not in_choice:
            builder.add_protected(text, pattern)
            return
        for index, piece in enumerate(text.split(_PLURAL_NUMBER)):
            if index:
                builder.add_keep(_PLURAL_NUMBER)
            builder.add_protected(piece, pattern)


class _Choice:
    """A plural or select argument: its source and the messages in its branches."""

    def __init__(
        self, text: str, start: int, branches: list[tuple[int, int]], children: list[Message]
    ) -> None:
        self.text = text
        self.start = start
        self._branches = branches
        self.children = children

    def write(self, translations: Iterator[SegmentTranslation]) -> str:
        """The argument with its branches translated; takes what it needs from ``translations``."""
        pieces: list[str] = []
        position = 0
        for (start, end), child in zip(self._branches, self.children, strict=True):
            pieces.append(self.text[position:start])
            pieces.append(child.write([next(translations) for _segment in child.segments]))
            position = end
        pieces.append(self.text[position:])
        return "".join(pieces)


def _choices(text: str) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """Plural and select arguments at the top level: range, and ranges of the branches' texts."""
    position = 0
    while match := _CHOICE.search(text, position):
        branches: list[tuple[int, int]] = []
        cursor = match.end()
        while branch := _BRANCH.match(text, cursor):
            end = _closing_brace(text, branch.end())
            if end < 0:
                # Not ICU after all, or broken: nothing after this is in balance either.
                return
            branches.append((branch.end(), end))
            cursor = end + 1
        closing = re.compile(r"\s*\}").match(text, cursor)
        if branches and closing:
            yield match.start(), closing.end(), branches
            position = closing.end()
        else:
            position = match.end()


def _closing_brace(text: str, position: int) -> int:
    depth = 1
    for index in range(position, len(text)):
        if text[index] == "{":
            depth += 1
        elif text[index] == "}":
            depth -= 1
            if depth == 0:
                return index
    return -1


def _pairs(tags: Sequence[re.Match[str]]) -> dict[int, int]:
    """Index of an opening tag ↔ index of the tag that closes it."""
    partners: dict[int, int] = {}
    stack: list[int] = []
    for index, tag in enumerate(tags):
        closing, name = tag.groups()
        empty = tag.group().endswith("/>")
        if closing:
            for depth in range(len(stack) - 1, -1, -1):
                if tags[stack[depth]].group(2) == name:
                    partners[index] = stack[depth]
                    partners[stack[depth]] = index
                    del stack[depth:]
                    break
        elif not empty and name.lower() not in _VOID and len(stack) < 40:
            stack.append(index)
    return partners


def pair_of(
    source: str, target: str, *, line: int = 0, context: str = "", pattern: re.Pattern[str] = MESSAGE
) -> tuple[Segment, SegmentTranslation]:
    """A message with its existing translation, placeholders as spans where both have them."""
    builder = SegmentBuilder()
    builder.add_protected(source.strip(), pattern)
    translated = target.strip()
    spans: list[InlineSpan] = []
    kept: list[InlineSpan] = []
    position: dict[str, int] = {}
    for span in builder.spans:
        surface = builder.text[span.start : span.end]
        start = translated.find(surface, position.get(surface, 0))
        if start >= 0:
            kept.append(span)
            spans.append(InlineSpan(start, start + len(surface), span.id, "keep"))
            position[surface] = start + len(surface)
    segment = Segment(builder.text, tuple(kept), line, "message", context, keep_lines="\n" in builder.text)
    return segment, SegmentTranslation(translated, tuple(sorted(spans, key=lambda span: span.start)))
