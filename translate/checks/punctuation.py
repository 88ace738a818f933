"""Marks and spaces that no style book has: doubled, unbalanced, stray, or another end than the source's."""

from __future__ import annotations

import re

from translate.checks.base import Problem, SentencePair
from translate.checks.findings import WARNING
from translate.i18n import _
from translate.languages.typography import finish
from translate.spans import SpannedText

CODES = ("punctuation",)

_HOUSE_STYLE = str.maketrans("“”「」‘’『』…％", "\"\"\"\"''''.%")
"""Marks on which houses differ; writing one for the other is no finding."""
_DOTS = re.compile(r"\.{2,}")


def check(pair: SentencePair) -> list[Problem]:
    if not pair.target:
        return []
    text = SpannedText(pair.target)
    for index, place in enumerate(pair.satisfaction.places):
        if place is not None:
            text.mark(index, place.start, place.end, frozen=True)
    for match in pair.protected:
        start = pair.target.find(match.surface)
        if start >= 0:
            text.mark(("protected", match.start), start, start + len(match.surface), frozen=True)
    finish(text, pair.source, pair.language)
    if _plain(text.text) == _plain(pair.target):
        return []
    return [
        Problem(
            "punctuation",
            WARNING,
            _("Punctuation or spaces are not those of the language."),
            _("Write “{text}”.").format(text=text.text),
        )
    ]


def _plain(text: str) -> str:
    return _DOTS.sub(".", text.translate(_HOUSE_STYLE))
