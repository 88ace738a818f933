"""Lines of a given display width, broken where Korean, Japanese and Chinese may be broken.

Widths follow UAX #11. Korean breaks at spaces; Japanese and Chinese between characters, but no line
begins with a closing mark, a small kana or a lengthening sign, nor ends with an opening mark (JIS X
4051 and GB/T 15834 call it kinsoku and 避头尾); words in Latin letters and numbers stay whole.
"""

from __future__ import annotations

import unicodedata

from translate.languages import Language

_NO_LINE_START = frozenset(
    "、。，．・：；？！」』）］｝〉》】〕〗〙〞〟’”,.:;?!)]}%‰％℃°¢…‥—〜～ー々〻ゝゞヽヾ"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ‐–゠"
)
_NO_LINE_END = frozenset("「『（［｛〈《【〔〖〘〝‘“([{$€£¥￥＄￡#＃№")
_UNBROKEN_RUNS = frozenset("…‥—―")


def display_width(text: str) -> int:
    """Columns that a text takes in a fixed-width font: wide and full-width characters take two."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me")
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def wrap(text: str, width: int, language: Language, first_width: int | None = None) -> list[str]:
    """The text in lines of at most ``width`` columns; only what cannot be broken is longer.

    Lines are broken greedily. The space at a break is dropped.

    Args:
        text: one paragraph; runs of white space count as one space.
        width: columns of a line.
        language: of the text.
        first_width: columns of the first line, if it has less room.
    """
    lines: list[str] = []
    line = ""
    used = 0
    room = width if first_width is None else first_width
    for space, piece in _pieces(" ".join(text.split()), language):
        gap = " " if space and line else ""
        wide = display_width(piece)
        if line and used + len(gap) + wide > room:
            lines.append(line)
            line, used, room = piece, wide, width
        else:
            line += gap + piece
            used += len(gap) + wide
    if line or not lines:
        lines.append(line)
    return lines


def _pieces(text: str, language: Language) -> list[tuple[bool, str]]:
    """What must stay on one line, each with whether a space goes before it."""
    pieces: list[tuple[bool, str]] = []
    start = 0
    space = False
    for index in range(1, len(text) + 1):
        if index < len(text) and text[index] == " ":
            continue
        if index < len(text) and text[index - 1] == " ":
            pieces.append((space, text[start : index - 1]))
            start, space = index, True
        elif index == len(text) or may_break(text[index - 1], text[index], language):
            pieces.append((space, text[start:index]))
            start, space = index, False
    return [(space, piece) for space, piece in pieces if piece]


def may_break(left: str, right: str, language: Language) -> bool:
    """Whether a line may end between two characters that no space parts."""
    if right in _NO_LINE_START or left in _NO_LINE_END or (left == right and left in _UNBROKEN_RUNS):
        return False
    if unicodedata.combining(right) or right in "\u200d\ufe0e\ufe0f" or left == "\u200d":
        return False
    if language.code == "ko":
        return False
    return _is_ideographic(left) or _is_ideographic(right)


def _is_ideographic(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
