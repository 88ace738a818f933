"""Text that must survive translation exactly, found in the sentence itself.

Addresses, file names, placeholders, handles and the like go the same way as glossary terms with
``keep``: they are forced, else spliced, and verified at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from translate.glossary.concepts import TermMatch
from translate.spans import Span, overlaps

KIND = "protected"
"""Kind of the matches this module makes; they are no glossary terms and not reported as such."""

_SUFFIXES = (
    "avi|bat|bmp|cfg|conf|cpp|css|csv|dll|docx?|epub|exe|flac|gif|gz|html?|ini|ipynb|java|jpe?g|json|mkv|mov"
    "|mp[34]|odp|ods|odt|pdf|png|pot|pptx?|rst|rtf|srt|svg|tar|tiff?|toml|tsv|txt|vtt|wav|webp|xlf|xliff|xlsx?"
    "|xml|ya?ml|zip"
)
_SHORT_SUFFIXES = "c|go|h|js|md|mo|po|py|rs|sh|so|ts"
"""In capitals these would end abbreviations (``D.C``)."""

_DOMAINS = "com|org|net|edu|gov|int|info|io|dev|app"
"""Ends of addresses without a scheme, in small letters (``Booking.com`` is a company, which has a rendering);
ends of countries are words too often."""

_INSIDE = r"[^\s<>\"“”()]"
_LAST = r"[^\s<>\"“”()\[\]{}.,;:!?'’»*]"
_ADDRESS = rf"(?:{_INSIDE}|\({_INSIDE}*\))*(?:{_LAST}|\({_INSIDE}*\))"
"""What follows a scheme: parentheses only in pairs, and no mark that belongs to the sentence at the end."""

_PATTERNS = re.compile(
    rf"""
      (?P<url>(?<![\w+])[A-Za-z][A-Za-z0-9+.-]{{1,20}}://{_ADDRESS}
         |\b(?i:mailto|tel|doi|urn|sms):(?=[\w+]){_ADDRESS}
         |\b(?i:www)\.{_ADDRESS})
    | (?P<email>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?::[\w.-]+/[\w./-]*\w)?)
    | (?P<double>\{{\{{[^{{}}\n]{{1,80}}\}}\}}|\{{%[^{{}}\n]{{1,80}}%\}}|<%[^<>\n]{{1,80}}%>)
    | (?P<dollar>\$\{{[^{{}}\n]{{1,80}}\}}|\$t\([^()\n]{{1,80}}\)|%\{{[^{{}}\n]{{1,80}}\}}
         |%\([^()\n]{{1,80}}\)[-+0\#]?\d*(?:\.\d+)?[sdiufgxXrc]|(?<![\w$])\$[A-Za-z_]\w+)
    | (?P<brace>\{{[\w.:!,\ #-]{{0,60}}\}})
    | (?P<variable>(?<![\w%])%[A-Za-z_]\w+%(?![\w%]))
    | (?P<percent>%(?:\d+\$)?[-+0#]?\d*(?:\.\d+)?(?:l|ll|h)?[sdiufgxXc@](?![A-Za-z])|%%(?!\d))
    | (?P<underscores>\b__[a-z]\w*__\b)
    | (?P<code>(?<!`)(?P<ticks>`+)(?!`)[^\n]{{1,400}}?(?<!`)(?P=ticks)(?!`))
    | (?P<tag></?[A-Za-z][\w-]*(?:\s+[\w:-]+=(?:"[^"<>]*"|'[^'<>]*'))*\s*/?>)
    | (?P<entity>&(?:[A-Za-z][A-Za-z0-9]{{1,31}}|\#\d{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}});)
    | (?P<path>(?<![\w/])(?:~|\.{{1,2}})?/(?:[\w.-]+/)+[\w.-]*\w|\b[A-Za-z]:[\\/][\w\\/.-]+\w)
    | (?P<file>(?<!\w)[\w-]{{1,100}}(?:\.[\w-]{{1,50}}){{0,5}}
         \.(?:{_SUFFIXES}|{_SUFFIXES.upper()}|{_SHORT_SUFFIXES})\b)
    | (?P<domain>(?<![\w.@-])(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,6}}(?:{_DOMAINS})
         (?![\w-]|\.\w)(?:/{_ADDRESS})?)
    | (?P<version>(?<![\w.])(?:v\d+(?:\.\d+)+|(?!\d\d?\.\d\d?\.\d{{4}}\b)\d+(?:\.\d+){{2,}})(?!\w|\.\w))
    | (?P<call>(?<![\w.])[A-Za-z_][\w.]{{0,100}}\(\))
    | (?P<identifier>\b[A-Za-z][A-Za-z0-9]{{0,60}}(?:_[A-Za-z0-9]{{1,60}}){{1,12}}\b)
    | (?P<option>(?:(?<=[\s\"'(\[“‘])|^)--?[A-Za-z][\w-]*(?:=\S*[\w/])?)
    | (?P<handle>(?<![\w@./])@[A-Za-z_]\w{{1,}}(?:\.\w+)*)
    | (?P<hashtag>(?<![\w&#])\#[^\W\d]\w*)
    """,
    re.VERBOSE,
)
_HINT = re.compile(r"[@{<$%_`&/\\#]|:[\w+]|\(\)|[\w-]\.\w|(?:^|[\s\"'(\[“‘])-")
"""In every stretch that the patterns find; most sentences have none, and the patterns take time."""
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55]"
    "[\ufe0f\u20e3\u200d\U0001f3fb-\U0001f3ff\U0001f000-\U0001faff\u2640\u2642]*"
)


def find(sentence: str, kept: Iterable[Span] = ()) -> list[TermMatch]:
    """Protected stretches of a sentence, in order, none overlapping.

    Args:
        kept: further ranges that the document says must survive (inline code, placeholders).
    """
    return [_protected(sentence, start, end) for start, end in stretches(sentence, kept)]


def stretches(text: str, kept: Iterable[Span] = ()) -> list[Span]:
    """Where protected text stands, as :func:`find`, in a text of any length."""
    spans = sorted(span for span in kept if span[0] < span[1])
    patterns = [_PATTERNS] if _HINT.search(text) else []
    if not text.isascii():
        patterns.append(_EMOJI)
    for pattern in patterns:
        found: list[Span] = []
        position = 0
        for match in pattern.finditer(text):
            while position < len(spans) and spans[position][1] <= match.start():
                position += 1
            if position == len(spans) or match.end() <= spans[position][0]:
                found.append(match.span())
        spans = sorted([*spans, *found])
    return spans


def merge(protected: Sequence[TermMatch], terms: Sequence[TermMatch]) -> list[TermMatch]:
    """Terms and protected stretches in source order.

    A term that covers a protected stretch wins (``#opendata`` may be a glossary's own term); a term
    inside or across one is no term there.
    """
    kept_terms = [
        term
        for term in terms
        if all(
            term.end <= other.start
            or other.end <= term.start
            or (term.start <= other.start and other.end <= term.end)
            for other in protected
        )
    ]
    taken = [term.span for term in kept_terms]
    kept = [other for other in protected if not overlaps(other.span, taken)]
    return sorted([*kept_terms, *kept], key=lambda match: match.start)


def _protected(sentence: str, start: int, end: int) -> TermMatch:
    surface = sentence[start:end]
    return TermMatch(start, end, surface, surface, surface, kind=KIND, keep=True)
