"""What can be mended without a decision: spaces, composed letters, widths, dots, repetitions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from translate.glossary.concepts import Entry

MIDDLE_DOT = {"ko": "·", "ja": "・", "zh_Hans": "·", "zh_Hant": "·"}
"""The dot between the parts of a foreign name, as each language's newspapers set it."""

_OTHER_DOTS = re.compile("(?<=[^\\s\\d\\W])[·・•‧･∙](?=[^\\s\\d\\W])")
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f]+")
"""Full-width digits and Latin letters, half-width kana."""

_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f]{2,}|[\t\u00a0\u2000-\u200a\u202f\u205f]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


def trimmed(text: str) -> str:
    """Without spaces at its ends and without invisible characters."""
    return _INVISIBLE.sub("", text).strip()


def single_spaced(text: str) -> str:
    """With single, plain spaces."""
    return _SPACES.sub(" ", text)


def in_usual_width(text: str) -> str:
    """With half-width Latin letters and digits, and full-width kana."""
    return _WIDE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def with_usual_dots(text: str, locale: str) -> str:
    """With the language's own dot between the parts of a name."""
    return _OTHER_DOTS.sub(MIDDLE_DOT[locale], text)


def composed(text: str) -> str:
    """In Unicode's normal form C, in which all comparisons are made."""
    return unicodedata.normalize("NFC", text)


def mend_source(text: str) -> str:
    """A source form with everything mechanical mended."""
    return single_spaced(trimmed(composed(text)))


def mend_rendering(text: str, locale: str) -> str:
    """A rendering with everything mechanical mended."""
    return with_usual_dots(in_usual_width(single_spaced(trimmed(composed(text)))), locale)


def mend(entry: Entry, locale: str) -> Entry:
    """An entry with everything mechanical mended."""
    term = mend_source(entry.term)
    rendering = term if entry.keep else mend_rendering(entry.rendering, locale)
    return replace(
        entry,
        term=term,
        rendering=rendering,
        context=composed(entry.context),
        aliases=_unique((mend_source(text) for text in entry.aliases), term),
        demonyms=_unique(mend_source(text) for text in entry.demonyms),
        accept=_unique((mend_rendering(text, locale) for text in entry.accept), rendering),
        forms=_unique((mend_rendering(text, locale) for text in entry.forms), rendering),
        avoid=_unique(composed(text) for text in entry.avoid),
        short_of=mend_source(entry.short_of),
    )


def _unique(texts: Iterable[str], own: str = "") -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text and text != own))
