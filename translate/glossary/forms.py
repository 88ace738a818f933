"""The source forms under which an entry is sought, and the rules of case and word boundary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from translate.glossary.concepts import Entry
from translate.glossary.folding import fold_term, is_word
from translate.glossary.inflection import plurals
from translate.glossary.patterns import PLACEHOLDER, fills

TERM, ALIAS, DEMONYM = range(3)
"""Where a form comes from; a term goes before an alias on the same words."""

ANY_CASE, NAME_CASE, EXACT_CASE = range(3)

_ARTICLE = re.compile(r"(?:the|an?) (?=\S)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"'(?:s|d|ll|re|ve|m)?(?![^\W_])")


class Form(NamedTuple):
    """One spelling of an entry.

    Attributes:
        level: precedence of its glossary (0 the strongest); order: its glossary's place in the termbase.
        written: folded, in the case of the glossary.
        suffix: what its regular plural adds at the end; empty if it has none.
        source: :data:`TERM`, :data:`ALIAS` or :data:`DEMONYM`.
        case: :data:`ANY_CASE`, :data:`NAME_CASE` or :data:`EXACT_CASE`.
        is_inflected: a plural already.
    """

    entry: Entry
    level: int
    order: int
    written: str
    suffix: str
    source: int
    case: int
    is_inflected: bool = False


def source_forms(entry: Entry, level: int, order: int) -> Iterator[Form]:
    """Every form of an entry; those of a pattern still hold its placeholders."""
    inflects = takes_plural(entry)
    for source, texts in ((TERM, (entry.term,)), (ALIAS, entry.aliases), (DEMONYM, entry.demonyms)):
        for text in texts:
            written = fold_term(text)
            if not written:
                continue
            bare = without_article(written)
            for spelling in (written, bare) if bare else (written,):
                case = case_rule(spelling, entry.case)
                if not inflects or source == DEMONYM:
                    yield Form(entry, level, order, spelling, "", source, case)
                    continue
                suffix, irregular = plurals(spelling)
                yield Form(entry, level, order, spelling, suffix, source, case)
                for plural in irregular:
                    yield Form(entry, level, order, plural, "", source, case, True)


def takes_plural(entry: Entry) -> bool:
    """Whether the plural of a term is the same concept: not of persons and places."""
    return not {"person", "place"} & set(fills(entry.kind)) and not entry.short_of


def without_article(written: str) -> str | None:
    """A folded term without its leading article, if that is optional.

    It is before a capital (``the United States``); a capitalised one only before two or more words
    (``The New York Times``, but ``The Hague``).
    """
    article = _ARTICLE.match(written)
    if article is None or not written[article.end()].isupper():
        return None
    bare = written[article.end() :]
    return bare if article[0][0].islower() or " " in bare else None


def case_rule(written: str, key: str) -> int:
    """Which case of a folded term matches, from its own case and the entry's ``case`` key."""
    if key == "insensitive":
        return ANY_CASE
    if "{" in written:
        written = PLACEHOLDER.sub("", written)
    if key == "sensitive" or written.isupper():
        return EXACT_CASE
    return ANY_CASE if written.islower() or written.lower() == written else NAME_CASE


def has_case(surface: str, written: str, rule: int, suffix: str = "") -> bool:
    """Whether text has a case in which the term matches; ``surface`` may end with a plural suffix."""
    if rule == ANY_CASE or surface == written + suffix:
        return True
    if rule == EXACT_CASE:
        return False
    if surface.isupper():
        return True
    at_word_start = True
    for shown, meant in zip(surface, written + suffix, strict=True):
        if shown != meant and not (at_word_start and shown.lower() == meant):
            return False
        at_word_start = not is_word(shown)
    return True


def begins_at(lowered: str, cased: str, start: int) -> bool:
    """Whether a term may begin at ``start`` of a folded text: no word goes on there."""
    if start == 0:
        return True
    before = lowered[start - 1]
    if not is_word(lowered[start]):
        return not is_word(before) and before != lowered[start]
    if is_word(before) or before in "#@":
        return False
    if before in "'." and start > 1 and is_word(lowered[start - 2]):
        return before == "." and not cased[start].islower()
    return True


def ends_at(lowered: str, cased: str, end: int) -> bool:
    """Whether a term may end before ``end`` of a folded text; a possessive may follow."""
    if end == len(lowered):
        return True
    after = lowered[end]
    if not is_word(lowered[end - 1]):
        return not is_word(after) and (after != lowered[end - 1] or after in ".!?")
    if is_word(after):
        return False
    if after == "'":
        return _POSSESSIVE.match(lowered, end) is not None
    return not (after == "." and end + 1 < len(cased) and cased[end + 1].islower())
