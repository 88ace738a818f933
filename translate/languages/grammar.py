"""Grammar that touches a rendering: what the package wrote around another word is made to fit this one."""

from __future__ import annotations

import re
from collections.abc import Hashable

from translate.languages import Language, ja, ko
from translate.spans import SpannedText

_ARTICLE_BEFORE = re.compile(r"(?<![A-Za-z’'])(?:the|an?) ?$", re.IGNORECASE)
_POSSESSIVE_AFTER = re.compile(r"['’]s(?![A-Za-z])")
_ORDINAL_BEFORE = re.compile("(?<!次)第$|(?<![가-힣])제 ?$")
_NUMBER = re.compile(r"\d+(?![\d回次条條期号號代届屆차회조기대호세장])")
"""A number that is none of a row: 2プラス2, not 20次."""
_DOUBLED = {
    "ko": re.compile(r"(은|는|이|가|을|를|과|와|의|도|에|에서|에게|으로|로)\1(?![가-힣])"),
    "ja": re.compile(r"(は|が|を|に|の|で|と|も|へ)\1(?!う|か)"),
    "zh": re.compile(r"(的|了|在)\1(?!确)"),
}
"""Particles written twice right after a rendering: once by the package, once by what was put there."""


def tidy(text: SpannedText, name: Hashable, language: Language, kind: str = "", reading: str = "") -> None:
    """Mend what stands directly before and after the rendering ``name``.

    English articles and possessives left beside it go, and the mark of an ordinal before its number (第22回
    that became 第2プラス2); particles written twice are written once, a title stands after its person as
    Korean and Japanese have it, and Korean particles agree.

    Args:
        text: the sentence, edited in place.
        name: span of the rendering.
        kind: kind of the term; persons have titles.
        reading: how the rendering is read aloud, where that is not regular.
    """
    _drop_english(text, name)
    _drop_ordinal(text, name)
    _drop_doubled(text, name, language)
    if language.locale == "ko":
        ko.agree(text, name, reading)
        if kind == "person":
            ko.put_title_after(text, name)
            ko.space_title(text, name)
    elif language.locale == "ja" and kind == "person":
        ja.set_honorific(text, name)


def _drop_english(text: SpannedText, name: Hashable) -> None:
    start, end = text.spans[name]
    possessive = _POSSESSIVE_AFTER.match(text.text, end)
    if possessive and text.is_free(*possessive.span()):
        text.replace(*possessive.span(), "")
    article = _ARTICLE_BEFORE.search(text.text[:start])
    if article and text.is_free(*article.span()):
        text.replace(*article.span(), "")


def _drop_ordinal(text: SpannedText, name: Hashable) -> None:
    start, _end = text.spans[name]
    mark = _ORDINAL_BEFORE.search(text.text[:start])
    if mark and _NUMBER.match(text.surface(name)) and text.is_free(*mark.span()):
        text.replace(*mark.span(), "")


def _drop_doubled(text: SpannedText, name: Hashable, language: Language) -> None:
    pattern = _DOUBLED["zh" if language.is_chinese else language.locale]
    doubled = pattern.match(text.text, text.spans[name][1])
    if doubled and text.is_free(*doubled.span()):
        text.replace(*doubled.span(), doubled.group(1))
