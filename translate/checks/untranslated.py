"""Sentences, or stretches of them, that were left in the source language."""

from __future__ import annotations

import re

from translate.checks.base import Problem, SentencePair
from translate.checks.findings import ERROR, WARNING
from translate.i18n import _

CODES = ("untranslated", "untranslated-part")

_SCRIPTS = {
    "ko": re.compile("[가-힣]"),
    "ja": re.compile("[ぁ-ヿ一-鿿々]"),
    "zh_Hans": re.compile("[一-鿿]"),
    "zh_Hant": re.compile("[一-鿿]"),
}
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENGLISH_RUN = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*(?:,? [A-Za-z]+(?:['’-][A-Za-z]+)*)+")
_SHORTEST_RUN_WORDS = 3


def check(pair: SentencePair) -> list[Problem]:
    source = _free(pair)
    if not _WORD.search(source):
        return []
    if not pair.target:
        return [
            Problem("untranslated", ERROR, _("The translation is missing: “{text}”").format(text=pair.source))
        ]
    if not _SCRIPTS[pair.language.locale].search(pair.target):
        if not any(word[0].islower() for word in _WORD.findall(source)):
            return []
        return [Problem("untranslated", ERROR, _("The sentence is not translated."))]
    return [
        Problem("untranslated-part", WARNING, _("“{text}” is not translated.").format(text=run))
        for run in _runs(pair, source)
    ]


def _free(pair: SentencePair) -> str:
    """The source without what may stay as it is: protected text and terms with a Latin rendering."""
    kept = [match for match in pair.matches if match.keep or match.rendering.isascii()]
    text = pair.source
    for match in sorted([*pair.protected, *kept], key=lambda match: match.start, reverse=True):
        text = text[: match.start] + "\0" + text[match.end :]
    return text


def _runs(pair: SentencePair, source: str) -> list[str]:
    """Stretches of three or more words of the source, one of them no name, that stand in the target."""
    runs = []
    for match in _ENGLISH_RUN.finditer(pair.target):
        words = match.group().split()
        if len(words) < _SHORTEST_RUN_WORDS or match.group() not in source:
            continue
        if sum(word[0].islower() for word in words) * 2 >= len(words):
            runs.append(match.group())
    return runs
