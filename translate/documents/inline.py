"""Inline markup of a translation: spans made sound, then laid out as a tree of elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from translate.documents.base import InlineSpan, SegmentTranslation
from translate.documents.text import is_translatable

_WORD = re.compile(r"\S+")


@dataclass
class Element:
    """Markup in a translation; ``children`` are its text and the elements in it."""

    id: int
    kind: str
    children: list[str | Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text in it, without markup."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


def has_text(text: str, spans: Sequence[InlineSpan]) -> bool:
    """Whether there is something to translate outside of what must be kept."""
    free = list(text)
    for span in spans:
        if span.kind == "keep":
            free[span.start : span.end] = " " * (span.end - span.start)
    return is_translatable("".join(free).strip())


Parents = Mapping[int, int]
"""Id of a span → id of the pair that holds it in the source; spans outside of pairs are missing."""


class SegmentBuilder:
    """Collects the text and the spans of a segment while a parser walks over its markup."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._open: list[tuple[int, int, int]] = []
        self._spans: list[InlineSpan] = []
        self._next_id = 1
        self.parents: dict[int, int] = {}

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def __len__(self) -> int:
        return self._length

    @property
    def ends_with_space(self) -> bool:
        """Whether the text so far ends with a space."""
        last = next((piece for piece in reversed(self._pieces) if piece), "")
        return last.endswith(" ")

    @property
    def spans(self) -> tuple[InlineSpan, ...]:
        """The spans so far, sorted by start, outer ones first."""
        return tuple(sorted(self._spans, key=lambda span: (span.start, -span.end, span.id)))

    def stripped(self) -> tuple[str, tuple[InlineSpan, ...]]:
        """The text without white space around it, and its spans; a space beside a point stays."""
        text = self.text
        points = [span.start for span in self._spans if span.start == span.end]
        lead = len(text) - len(text.lstrip())
        end = len(text.rstrip())
        lead = min([lead, *(point for point in points if point < lead)])
        end = max([end, *(point for point in points if point > end), lead])

        def moved(position: int) -> int:
            return min(max(position, lead), end) - lead

        return text[lead:end], tuple(
            replace(span, start=moved(span.start), end=moved(span.end)) for span in self.spans
        )

    def add_text(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def open_pair(self) -> int:
        id = self._new_id()
        self._open.append((id, self._length, len(self._pieces)))
        return id

    def close_pair(self) -> tuple[int, list[int] | None]:
        """Closes the innermost pair.

        A pair without text in it is a point, and takes the spans in it along.

        Returns:
            Its id, and if it became a point the ids of the spans that it took along.
        """
        id, start, first_piece = self._open.pop()
        if any(piece.strip() for piece in self._pieces[first_piece:]):
            self._spans.append(InlineSpan(start, self._length, id, "pair"))
            return id, None
        taken = sorted(span.id for span in self._spans if span.id > id)
        self._spans = [span for span in self._spans if span.id < id]
        self._spans.append(InlineSpan(start, start, id, "point"))
        return id, taken

    def add_point(self) -> int:
        id = self._new_id()
        self._spans.append(InlineSpan(self._length, self._length, id, "point"))
        return id

    def add_keep(self, text: str) -> int:
        """Text that must survive, without white space around it; a blank one is a point."""
        id = self._new_id()
        start = self._length
        text = text.strip()
        self.add_text(text)
        self._spans.append(InlineSpan(start, self._length, id, "keep" if text else "point"))
        return id

    def add_protected(self, text: str, pattern: re.Pattern[str]) -> None:
        """Text in which every match of ``pattern`` is to be kept."""
        position = 0
        for match in pattern.finditer(text):
            if match.group():
                self.add_text(text[position : match.start()])
                self.add_keep(match.group())
                position = match.end()
        self.add_text(text[position:])

    def _new_id(self) -> int:
        id = self._next_id
        self._next_id += 1
        if self._open:
            self.parents[id] = self._open[-1][0]
        return id


def elements(translation: SegmentTranslation, parents: Parents) -> list[str | Element]:
    """The translation as text and elements.

    Spans are made sound first: a pair does not begin or end with a space, an empty pair takes the next
    word, a point that left its pair is put back to its border.
    """
    spans = sound_spans(translation, parents)
    holders = _holders(spans, parents)
    by_holder: dict[int, list[InlineSpan]] = {}
    for span in sorted(spans, key=lambda span: (span.start, span.end, span.id)):
        by_holder.setdefault(holders[span.id], []).append(span)

    def lay_out(holder: int, start: int, end: int) -> list[str | Element]:
        children: list[str | Element] = []
        position = start
        for span in by_holder.get(holder, ()):
            begin = max(span.start, position)
            if begin > position:
                children.append(translation.text[position:begin])
            position = max(span.end, position)
            children.append(Element(span.id, span.kind, lay_out(span.id, begin, position)))
        if position < end:
            children.append(translation.text[position:end])
        return children

    return lay_out(0, 0, len(translation.text))


def walk(children: Sequence[str | Element]) -> Iterator[Element]:
    """All elements, the outer before the inner."""
    for child in children:
        if isinstance(child, Element):
            yield child
            yield from walk(child.children)


def render(
    children: Sequence[str | Element],
    text: Callable[[str], str],
    element: Callable[[Element, str], str],
) -> str:
    """The elements as a string: ``text`` escapes, ``element`` puts markup around what is in it."""
    return "".join(
        text(child) if isinstance(child, str) else element(child, render(child.children, text, element))
        for child in children
    )


def sound_spans(translation: SegmentTranslation, parents: Parents) -> list[InlineSpan]:
    """The spans of a translation after :func:`elements`' repairs."""
    text = translation.text
    pairs: dict[int, InlineSpan] = {}
    points_of: dict[int, set[int]] = {}
    for span in translation.spans:
        if span.start == span.end and span.id in parents:
            points_of.setdefault(parents[span.id], set()).add(span.start)
    for span in translation.spans:
        if span.kind != "pair":
            continue
        start, end = span.start, span.end
        # A space between the border and a point inside is not at the border.
        points = points_of.get(span.id, set())
        while start < end and start not in points and text[start].isspace():
            start += 1
        while end > start and end not in points and text[end - 1].isspace():
            end -= 1
        if start == end:
            start, end = _next_word(text, start, translation.spans)
        pairs[span.id] = replace(span, start=start, end=end)
    _part_siblings(text, pairs, translation.spans, parents)
    spans: list[InlineSpan] = []
    for span in translation.spans:
        holder = pairs.get(parents.get(span.id, 0))
        if span.kind == "pair":
            span = pairs[span.id]
        elif span.start == span.end and holder is not None:
            position = min(max(span.start, holder.start), holder.end)
            span = replace(span, start=position, end=position)
        spans.append(span)
    return spans


def _part_siblings(
    text: str, pairs: dict[int, InlineSpan], spans: Sequence[InlineSpan], parents: Parents
) -> None:
    """Makes pairs smaller that hold what stood beside them in the source.

    The larger part beside the other span stays; if there is none, the pair goes to the next word.
    """
    open_spans: list[InlineSpan] = []
    nested: list[tuple[int, int]] = []
    for span in sorted(
        (pairs.get(span.id, span) for span in spans if span.kind != "point"),
        key=lambda span: (span.start, -span.end, span.id),
    ):
        while open_spans and open_spans[-1].end <= span.start:
            open_spans.pop()
        nested += [(outer.id, span.id) for outer in open_spans if span.end <= outer.end]
        if span.kind == "pair" and span.start < span.end:
            open_spans.append(span)
    by_id = {span.id: span for span in spans}
    for outer_id, inner_id in nested:
        if outer_id in _ancestors(inner_id, parents) or inner_id in _ancestors(outer_id, parents):
            continue
        _part(text, pairs, outer_id, pairs.get(inner_id, by_id[inner_id]), spans)


def _part(
    text: str, pairs: dict[int, InlineSpan], id: int, other: InlineSpan, spans: Sequence[InlineSpan]
) -> None:
    """Takes what another span covers from a pair that holds it."""
    pair = pairs[id]
    if not (pair.start <= other.start < other.end <= pair.end):
        return
    parts = [(pair.start, other.start), (other.end, pair.end)]
    start, end = max(parts, key=lambda part: len(text[part[0] : part[1]].strip()))
    if not _has_word(text[start:end]):
        if (pair.start, pair.end) == (other.start, other.end) and other.id in pairs and id < other.id:
            id, pair, other = other.id, other, pair
        start, end = _next_word(text, other.end, [*pairs.values(), *spans])
        if any(start < taken.end and taken.start < end for taken in pairs.values() if taken.id != id):
            return
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        pairs[id] = replace(pair, start=start, end=end)


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _ancestors(id: int, parents: Parents) -> set[int]:
    chain: set[int] = set()
    current = parents.get(id)
    while current is not None and current not in chain:
        chain.add(current)
        current = parents.get(current)
    return chain


def _next_word(text: str, position: int, spans: Sequence[InlineSpan]) -> tuple[int, int]:
    """The word at or before a position that crosses no other span; empty if there is none."""
    borders = sorted({border for span in spans for border in (span.start, span.end)})
    for match in [*_WORD.finditer(text, position), *reversed(list(_WORD.finditer(text, 0, position)))]:
        start = max(match.start(), position) if match.end() > position else match.start()
        end = next((border for border in borders if start < border < match.end()), match.end())
        if start < end:
            return start, end
    return position, position


def _holders(spans: Sequence[InlineSpan], parents: Parents) -> dict[int, int]:
    """Id of each span → id of the innermost pair that holds it, 0 for none."""
    ancestors = {span.id: _ancestors(span.id, parents) for span in spans}
    holders: dict[int, int] = {}
    open_pairs: list[InlineSpan] = []
    for span in sorted(
        spans, key=lambda span: (span.start, -span.end, span.kind != "pair", len(ancestors[span.id]), span.id)
    ):
        while open_pairs and (
            open_pairs[-1].end < span.start or (open_pairs[-1].end == span.start and span.start < span.end)
        ):
            open_pairs.pop()
        holder = next((pair for pair in reversed(open_pairs) if _holds(pair, span, ancestors)), None)
        holders[span.id] = holder.id if holder else 0
        if span.kind == "pair":
            open_pairs.append(span)
    return holders


def _holds(pair: InlineSpan, span: InlineSpan, ancestors: Mapping[int, set[int]]) -> bool:
    if not (pair.start <= span.start and span.end <= pair.end):
        return False
    if (pair.start, pair.end) == (span.start, span.end) and span.kind == "pair":
        related = pair.id in ancestors[span.id] or span.id in ancestors[pair.id]
        return pair.id in ancestors[span.id] if related else pair.id < span.id
    if span.start == span.end and span.start in (pair.start, pair.end):
        return pair.id in ancestors[span.id]
    return True
