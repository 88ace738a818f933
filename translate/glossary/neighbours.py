"""Whether a surname stands alone or is part of someone else's name (Lee in “Bruce Lee”)."""

from __future__ import annotations

import re
from functools import cached_property

from translate.glossary.english import CALENDAR, FUNCTION_WORDS, TITLES

_WORD_BEFORE = re.compile(r"(?<![^\s\"'(\[])([^\W\d_][\w'.]*) $")
_WORD_AFTER = re.compile(r" ([^\W\d_][\w'.]*)")
_WORD = re.compile(r"[^\W\d_][\w']*")

_FOLLOWERS = frozenset(
    "administration cabinet government office team era doctrine family camp house memorial foundation".split()
)


class Neighbourhood:
    """The capitalised words of a folded sentence."""

    def __init__(self, cased: str) -> None:
        self._cased = cased

    @cached_property
    def _is_headline(self) -> bool:
        """Capitals mean nothing here: nearly all words have one."""
        words = [word for word in _WORD.findall(self._cased) if len(word) > 3]
        return len(words) >= 3 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)

    def makes_other_name(self, start: int, end: int, *, left: bool = True, right: bool = True) -> bool:
        """Whether a word beside the name makes it another person's or thing's name."""
        if self._is_headline:
            return False
        before = _WORD_BEFORE.search(self._cased, 0, start) if left else None
        if before and before[1][0].isupper():
            word = before[1].rstrip(".")
            is_known = word.lower() in TITLES | CALENDAR or (len(word) > 1 and word.isupper())
            opens = word.lower() in FUNCTION_WORDS and not self._cased[: before.start()].strip("\"' ([")
            is_initial = len(word) == 1 and before[1].endswith(".")
            ends_sentence = before[1].endswith(".") and not is_initial
            if not (is_known or opens or ends_sentence):
                return True
        after = _WORD_AFTER.match(self._cased, end) if right else None
        if after and after[1][0].isupper():
            word = after[1].rstrip(".")
            if (
                word != "I"
                and word.lower() not in CALENDAR | _FOLLOWERS
                and not (len(word) > 1 and word.isupper())
            ):
                return True
        return False
