"""Register: how a sentence ends, ``plain`` as newspapers write or ``polite`` as one speaks to a reader."""

from __future__ import annotations

import re

from translate.languages import Language, ja_register, ko_register, punctuation
from translate.spans import SpannedText

PLAIN, POLITE = "plain", "polite"

_KOREAN_END = re.compile(r"([가-힣]+)(?=[.!?…]+(?:[\s)]|$)|[)\s]*$)")
_JAPANESE_END = re.compile(r"([^\s。！？…、「」『』（）]+)(?=[。！？…]+|[）\s]*$)")


def _ends(text: str, language: Language) -> list[re.Match[str]]:
    """The last word (Korean) or clause (Japanese) of each sentence; speech in quotation marks has its own."""
    pattern = _KOREAN_END if language.code == "ko" else _JAPANESE_END
    quoted = punctuation.quoted_ranges(text)
    return [
        match
        for match in pattern.finditer(text)
        if not any(start < match.end() <= end for start, end in quoted)
    ]


def register_of(text: str, language: Language) -> str | None:
    """``plain`` or ``polite`` by the last sentence end that shows it.

    None for a text that shows neither, as a heading, a quotation or Chinese does.
    """
    if language.code not in ("ko", "ja"):
        return None
    module = ko_register if language.code == "ko" else ja_register
    for match in reversed(_ends(text, language)):
        if module.is_polite(match.group()):
            return POLITE
        if module.is_plain(match.group()):
            return PLAIN
    return None


def to_register(text: SpannedText, language: Language, register: str, is_heading: bool = False) -> None:
    """Change sentence endings to ``register`` where a rule says how; frozen and quoted text stays.

    Args:
        text: the translation of one sentence, edited in place.
        language: Korean and Japanese have registers; others are left alone.
        register: ``plain`` or ``polite``.
        is_heading: headings stay plain in either register.
    """
    if language.code not in ("ko", "ja") or (is_heading and register == POLITE):
        return
    for match in reversed(_ends(text.text, language)):
        old = match.group()
        if language.code == "ko":
            before, question = text.text[: match.start()], text.text[match.end() :].startswith("?")
            new = (
                ko_register.to_plain(before, old, question)
                if register == PLAIN
                else ko_register.to_polite(before, old, question)
            )
        else:
            new = (ja_register.to_plain if register == PLAIN else ja_register.to_polite)(old)
        if new is None or new == old:
            continue
        same = _common_start(old, new)
        start, end = match.start() + same, match.end()
        if text.is_free(start, end):
            text.replace(start, end, new[same:])


def _common_start(old: str, new: str) -> int:
    return next(
        (index for index, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
