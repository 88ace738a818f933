"""Stand-ins that carry protected text through the package.

A package copies a short code such as ``A1`` almost always, and an address or a file name almost never;
what it does not know also drags words into the sentence that nobody wrote. So protected stretches are
translated as codes and put in place of them afterwards. A code that the package drops is forced like
any rendering.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from translate.enforce.protection import KIND
from translate.glossary.concepts import TermMatch

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def carry(sentence: str, matches: Sequence[TermMatch]) -> tuple[str, tuple[TermMatch, ...]]:
    """The sentence with stand-ins, and its matches moved accordingly, in the same order.

    A sentence without protected text comes back as it is.
    """
    if not any(match.kind == KIND for match in matches):
        return sentence, tuple(matches)
    stand_ins = _stand_ins(sentence)
    parts: list[str] = []
    moved: list[TermMatch] = []
    position = length = 0
    for match in matches:
        before = sentence[position : match.start]
        surface = next(stand_ins, match.surface) if match.kind == KIND else match.surface
        parts += [before, surface]
        start = length + len(before)
        length = start + len(surface)
        position = match.end
        rendering = surface if match.kind == KIND else match.rendering
        moved.append(replace(match, start=start, end=length, surface=surface, rendering=rendering))
    parts.append(sentence[position:])
    return "".join(parts), tuple(moved)


def _stand_ins(sentence: str) -> Iterator[str]:
    """Codes that the sentence does not hold: A1, B2, C3 … then A10, B11 …"""
    number = 0
    for _round in range(4):
        for letter in _LETTERS:
            number += 1
            code = f"{letter}{number}"
            if not re.search(rf"(?<![A-Za-z0-9]){code}(?![A-Za-z0-9])", sentence):
                yield code
