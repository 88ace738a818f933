"""Text whose marked spans stay right while the text is edited.

Every later step (particles, punctuation, script conversion, placing inline markup) changes a
translated sentence after its terms were found. They all edit through :class:`SpannedText`, so that
positions reported to the user point at what they say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable

Span = tuple[int, int]
"""Half-open range of code points."""


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """Whether a range shares a code point with one of others."""
    start, end = span
    return any(start < right and left < end for left, right in others)


class SpannedText:
    """A string with named spans.

    ``spans`` maps any hashable name to a half-open code-point range. Names in ``frozen`` mark text
    that may move but not change: glossary renderings and protected text.
    """

    def __init__(
        self, text: str, spans: dict[Hashable, Span] | None = None, frozen: Iterable[Hashable] = ()
    ) -> None:
        self.text = text
        self.spans: dict[Hashable, Span] = dict(spans or {})
        self.frozen: set[Hashable] = set(frozen)

    def __str__(self) -> str:
        return self.text

    def mark(self, name: Hashable, start: int, end: int, *, frozen: bool = False) -> None:
        """Name the range ``start:end``; ``frozen`` forbids later changes inside it."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"span {start}:{end} lies outside a text of {len(self.text)}")
        self.spans[name] = (start, end)
        if frozen:
            self.frozen.add(name)

    def unmark(self, name: Hashable) -> None:
        """Forget a span."""
        self.spans.pop(name, None)
        self.frozen.discard(name)

    def surface(self, name: Hashable) -> str:
        """The text of a span."""
        start, end = self.spans[name]
        return self.text[start:end]

    def is_free(self, start: int, end: int) -> bool:
        """Whether ``start:end`` may change: it overlaps no frozen span.

        An empty range is free unless it lies strictly inside a frozen span.
        """
        for name in self.frozen:
            left, right = self.spans[name]
            if start == end:
                if left < start < right:
                    return False
            elif start < right and left < end:
                return False
        return True

    def replace(self, start: int, end: int, new: str) -> None:
        """Replace ``start:end`` by ``new`` and move every span.

        A span that begins or ends inside the replaced range is clipped to its border; a span equal
        to the range grows or shrinks with it; text inserted at a border of a span stays outside it.

        Raises:
            ValueError: the range overlaps a frozen span.
        """
        if not self.is_free(start, end):
            raise ValueError(f"{start}:{end} overlaps frozen text")
        shift = len(new) - (end - start)
        for name, (left, right) in self.spans.items():
            if left <= start and right >= end and (left, right) != (start, start) and start != end:
                self.spans[name] = (left, right + shift)
                continue
            new_left = (
                left
                if left < start or (left == start and start != end)
                else (left + shift if left >= end else start + len(new))
            )
            new_right = right if right <= start else (right + shift if right >= end else start)
            self.spans[name] = (new_left, max(new_left, new_right))
        self.text = self.text[:start] + new + self.text[end:]

    def put(self, name: Hashable, new: str) -> None:
        """Put ``new`` where the span ``name`` stands, be it frozen or not; spans of the same range go along.

        Raises:
            KeyError: there is no such span.
            ValueError: the range overlaps another frozen span.
        """
        start, end = self.spans[name]
        thawed = {other for other in self.frozen if self.spans[other] == (start, end)}
        same = [other for other, span in self.spans.items() if span == (start, end)]
        self.frozen -= thawed
        try:
            self.replace(start, end, new)
        finally:
            self.frozen |= thawed
        for other in same:
            self.spans[other] = (start, start + len(new))

    def substitute(self, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str]) -> int:
        """Replace every match of ``pattern`` that changes no frozen text; returns how many changed.

        The pattern sees the whole text, so that look-arounds work at the borders of frozen spans.
        """
        changed = 0
        for match in reversed(list(pattern.finditer(self.text))):
            replacement = match.expand(new) if isinstance(new, str) else new(match)
            if replacement != match.group() and self.is_free(match.start(), match.end()):
                self.replace(match.start(), match.end(), replacement)
                changed += 1
        return changed
