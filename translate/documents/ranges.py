"""Writing by replacing ranges: whatever lies outside a range stays as it was."""

from __future__ import annotations

from collections.abc import Iterable

Replacement = tuple[int, int, str]
"""Half-open code-point range of the original and the text that takes its place."""


def replace_ranges(text: str, replacements: Iterable[Replacement]) -> str:
    """``text`` with every range replaced; the ranges must not overlap and may come in any order."""
    pieces: list[str] = []
    position = 0
    for start, end, new in sorted(replacements, key=lambda replacement: replacement[:2]):
        if start < position:
            raise ValueError(f"range {start}:{end} overlaps the one before")
        pieces += (text[position:start], new)
        position = end
    pieces.append(text[position:])
    return "".join(pieces)


def replaced_slice(text: str, start: int, end: int, replacements: Iterable[Replacement]) -> str:
    """``text[start:end]`` with the ranges that lie in it replaced."""
    return replace_ranges(
        text[start:end],
        [
            (left - start, right - start, new)
            for left, right, new in replacements
            if start <= left and right <= end
        ],
    )


class LineCounter:
    """Line numbers of positions asked for in rising order, counted as editors do."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self._line = 1

    def line(self, position: int) -> int:
        """Line of ``position``, from 1; lines end with CR LF, LF or CR."""
        if position < self._position:
            self._position, self._line = 0, 1
        stretch = self._text[self._position : position]
        self._line += stretch.count("\n") + stretch.count("\r") - stretch.count("\r\n")
        if stretch.endswith("\r") and self._text[position : position + 1] == "\n":
            self._line -= 1
            position -= 1
        self._position = position
        return self._line
