"""Text folded so that spellings which mean the same compare equal, with the way back to the original."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from translate.spans import Span

_TABLE = {
    **dict.fromkeys(map(ord, "’‘‛ʼ′´`＇"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″＂"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–−﹣－"), "-"),
    **dict.fromkeys(
        map(ord, "\t\n\v\f\r\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
                 "\u2028\u2029\u202f\u205f\u3000"), " "
    ),
}  # fmt: skip
_DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Invisible characters that may stand inside a word: soft hyphen, zero-width characters."""

_JOINING_HYPHEN = re.compile(r"(?<=[^ -])-(?=[^ -])")
_PLAIN = re.compile(r"[\w.,&:;!?()/'\"]+(?: [\w.,&:;!?()/'\"]+)*", re.ASCII)
_NEEDS_CARE = re.compile(rf"[\s\xa0]{{2}}|[{_DROPPED}\u0300-\u036f]|[^\u0000-\u2fff]")


@dataclass(frozen=True)
class FoldedText:
    """A text with quotes, hyphens and white space folded, and the same in lower case.

    ``cased`` and ``lowered`` have the same length. White space of any length is one space, and so is a
    hyphen between two words; letters are composed (NFC).
    """

    cased: str
    lowered: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def original(self, start: int, end: int) -> Span:
        """The range of the original text that a non-empty folded range stands for."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> FoldedText:
    """Fold a text for matching."""
    if _PLAIN.fullmatch(text):
        return FoldedText(text, text.lower())
    if _NEEDS_CARE.search(text):
        return _fold_with_care(text)
    cased = _JOINING_HYPHEN.sub(" ", text.translate(_TABLE))
    return FoldedText(cased, lower(cased))


def fold_term(text: str) -> str:
    """A term folded like the text it is sought in, its case kept."""
    text = text.strip()
    return text if _PLAIN.fullmatch(text) else fold(text).cased


def lower(text: str) -> str:
    """Lower case of the same length (İ, whose lower case is two characters, stays)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


def is_word(character: str) -> bool:
    """Whether a character is part of a word (letters, digits, ``_``, combining marks)."""
    return (
        character.isalnum()
        or character == "_"
        or (not character.isascii() and unicodedata.category(character)[0] == "M")
    )


def _fold_with_care(text: str) -> FoldedText:
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    while position < len(text):
        end = position + 1
        if text[position] in _DROPPED:
            position = end
            continue
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        cluster = unicodedata.normalize("NFC", text[position:end]).translate(_TABLE)
        if cluster == " " and characters and characters[-1] == " ":
            ends[-1] = end
        else:
            for character in cluster:
                characters.append(character)
                starts.append(position)
                ends.append(end)
        position = end
    cased = _JOINING_HYPHEN.sub(" ", "".join(characters))
    return FoldedText(cased, lower(cased), tuple(starts), tuple(ends))
