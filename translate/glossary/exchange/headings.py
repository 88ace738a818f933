"""What the columns of a table hold, told from its first row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from translate.glossary.exchange.languages import locale_of
from translate.glossary.exchange.record import KEYS, LOCALES

TERM, RENDERING, TARGET, ATTRIBUTE, CONTEXT, OTHER, SOURCE_CODE, TARGET_CODE = (
    "term", "rendering", "target", "attribute", "context", "other", "source-code", "target-code",
)  # fmt: skip


@dataclass(frozen=True)
class Column:
    """The role of a column.

    Attributes:
        role: ``term``; ``rendering`` in ``locale``; ``target``, a rendering in a language that the
            heading does not name; ``attribute`` with ``key`` (for one language if ``locale``);
            ``context``; ``source-code`` and ``target-code``, which name the languages row by row; or
            ``other``, which is dropped.
        heading: the heading as it stands.
    """

    role: str
    heading: str = ""
    locale: str = ""
    key: str = ""


_TERM_WORDS = frozenset(
    {
        "term", "source term", "source text", "source string", "english term", "headword", "msgid", "entry",
        "original", "原文", "용어", "用語", "术语", "術語",
    }
)  # fmt: skip
_SOURCE_WORDS = frozenset({"source", "source language text", "src"})
"""Headings of the term unless another column is: this tool's own files use ``source`` for its origin."""

_TARGET_WORDS = frozenset(
    {
        "target", "target term", "target text", "target string", "translation", "translated term",
        "rendering", "msgstr", "tgt", "번역", "訳語", "译文", "譯文", "訳",
    }
)  # fmt: skip
_CONTEXT_WORDS = frozenset({"context", "msgctxt"})
_SOURCE_CODE_WORDS = frozenset({"source lang", "source language", "source language code", "sl"})
_TARGET_CODE_WORDS = frozenset({"target lang", "target language", "target language code", "tl"})
_KEY_OF_WORDS = {
    "pos": "part-of-speech", "word class": "part-of-speech", "품사": "part-of-speech",
    "品詞": "part-of-speech", "词性": "part-of-speech", "詞性": "part-of-speech",
    "description": "definition", "meaning": "definition", "explanation": "definition", "정의": "definition",
    "定義": "definition", "定义": "definition", "comment": "note", "comments": "note", "notes": "note",
    "remark": "note", "remarks": "note", "translator comments": "note", "비고": "note", "備考": "note",
    "备注": "note", "備註": "note", "synonyms": "aliases", "alternatives": "aliases", "type": "kind",
    "entity type": "kind", "example": "usage", "examples": "usage", "usage example": "usage",
    "example sentence": "usage", "pronunciation": "reading", "furigana": "reading", "よみ": "reading",
    "読み": "reading", "deprecated": "avoid", "do not use": "avoid", "forbidden terms": "avoid",
    "forbidden translations": "avoid", "variants": "accept", "allowed variants": "accept",
    "origin": "source", "reference": "source", "출처": "source", "出典": "source", "来源": "source",
    "來源": "source",
}  # fmt: skip

FUZZY, CASE_SENSITIVE, DO_NOT_TRANSLATE, SUBJECT, SYNONYMS = (
    "fuzzy", "case-sensitive", "do-not-translate", "subject", "synonyms",
)  # fmt: skip
"""Keys of other tools' columns whose values are converted (:mod:`.tables`)."""

_FOREIGN_KEYS = {
    "fuzzy": FUZZY, "case sensitive": CASE_SENSITIVE, "case sensitivity": CASE_SENSITIVE,
    "do not translate": DO_NOT_TRANSLATE, "dnt": DO_NOT_TRANSLATE, "untranslatable": DO_NOT_TRANSLATE,
    "domain": SUBJECT, "subject": SUBJECT, "subject field": SUBJECT, "category": SUBJECT,
    "synonyms": SYNONYMS,
}  # fmt: skip


def read_headings(cells: Sequence[str]) -> list[Column] | None:
    """The columns that a row names, or None if the row is no heading but a first entry.

    A heading names the English column and another one for renderings; words that mean one language twice
    (“Korean”, “한국어”) are an entry of a glossary of languages.
    """
    columns = [_column(cell) for cell in cells]
    english = any(column.role == TERM for column in columns)
    if not english:
        columns = [
            Column(TERM, column.heading) if _words(column.heading) in _SOURCE_WORDS else column
            for column in columns
        ]
    terms = sum(column.role == TERM for column in columns)
    languages = {column.locale for column in columns if column.role in (RENDERING, OTHER) and column.locale}
    has_target = any(column.role == TARGET for column in columns)
    if terms == 1 and (languages or has_target):
        return columns
    if terms == 0 and len(languages) > 1 and all(column.role != OTHER or column.locale for column in columns):
        return columns
    return None


def _words(heading: str) -> str:
    heading = unicodedata.normalize("NFKC", heading).strip("\ufeff").casefold()
    return " ".join(re.findall(r"[^\W_]+", heading))


def _column(heading: str) -> Column:
    words = _words(heading)
    if words in _TERM_WORDS:
        return Column(TERM, heading)
    if words in _TARGET_WORDS:
        return Column(TARGET, heading)
    if words in _CONTEXT_WORDS:
        return Column(CONTEXT, heading)
    if words in _SOURCE_CODE_WORDS:
        return Column(SOURCE_CODE, heading)
    if words in _TARGET_CODE_WORDS:
        return Column(TARGET_CODE, heading)
    key = _key(words)
    if key:
        return Column(ATTRIBUTE, heading, key=key)
    language, colon, rest = heading.partition(":")
    if colon:
        locale, key = locale_of(language), _key(_words(rest))
        if key and (locale in LOCALES or locale == "en"):
            return Column(ATTRIBUTE, heading, "" if locale == "en" else str(locale), key)
        return Column(OTHER, heading)
    locale = locale_of(heading)
    if locale == "en":
        return Column(TERM, heading)
    if locale in LOCALES:
        return Column(RENDERING, heading, str(locale))
    return Column(OTHER, heading, locale or "")


def _key(words: str) -> str:
    """The key that a heading means, among :data:`KEYS` and those of other tools; empty if none."""
    if words in _FOREIGN_KEYS:
        return _FOREIGN_KEYS[words]
    own = words.replace(" ", "-")
    return own if own in KEYS else _KEY_OF_WORDS.get(words, "")
