"""Stand-ins that carry text through the package which must come out as it went in.

A package copies a short code such as ``A1`` almost always, and an address, a file name or a foreign
brand almost never; what it does not know also drags words into the sentence that nobody wrote. So
protected stretches and terms with ``keep`` are translated as codes, which they take the place of
afterwards. A code that the package drops is forced like any rendering.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from translate.glossary.concepts import TermMatch

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def carry(sentence: str, matches: Sequence[TermMatch]) -> tuple[str, tuple[TermMatch, ...]]:
    """The sentence with stand-ins, and its matches moved accordingly, in the same order.

    A sentence without anything to keep comes back as it is.
    """
    if not any(match.keep for match in matches):
        return sentence, tuple(matches)
    stand_ins = _stand_ins(sentence)
    parts: list[str] = []
    moved: list[TermMatch] = []
    position = length = 0
    for match in matches:
        before = sentence[position : match.start]
        surface = next(stand_ins, match.surface) if match.keep else match.surface
        parts += [before, surface]
        start = length + len(before)
        length = start + len(surface)
        position = match.end
        one = replace(match, start=start, end=length, surface=surface)
        if match.keep:
            one = replace(one, rendering=surface, accept=(), forms=(), homographs=(), avoid=())
        moved.append(one)
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
