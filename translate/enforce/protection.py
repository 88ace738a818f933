"""Text that must survive translation exactly, found in the sentence itself.

Addresses, file names, placeholders, handles and the like go the same way as glossary terms with
``keep``: they are forced, else spliced, and verified at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from translate.glossary.concepts import TermMatch
from translate.spans import Span

KIND = "protected"
"""Kind of the matches this module makes; they are no glossary terms and not reported as such."""

_PATTERNS = re.compile(
    r"""
      (?P<url>(?:https?|ftp|mailto|tel)://?[^\s<>"“”]+[^\s<>"“”.,;:!?)\]}'’»]
         |\bwww\.[^\s<>"“”]+[^\s<>"“”.,;:!?)\]}'’»])
    | (?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
    | (?P<double>\{\{[^{}\n]{1,80}\}\})
    | (?P<dollar>\$\{[^{}\n]{1,80}\}|\$t\([^()\n]{1,80}\)|%\{[^{}\n]{1,80}\}|%\([^()\n]{1,80}\)[sdif])
    | (?P<brace>\{[\w.:!,\ #-]{0,60}\})
    | (?P<percent>%(?:\d+\$)?[-+0#]?\d*(?:\.\d+)?(?:l|ll|h)?[sdiufgxXc@](?![A-Za-z])|%%(?!\d))
    | (?P<underscores>\b__[a-z]\w*__\b)
    | (?P<code>`[^`\n]+`)
    | (?P<tag></?[A-Za-z][\w-]*(?:\s+[\w-]+="[^"<>]*")*\s*/?>)
    | (?P<entity>&(?:[A-Za-z][A-Za-z0-9]{1,31}|\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6});)
    | (?P<path>(?<![\w/])(?:~|\.{1,2})?/(?:[\w.-]+/)+[\w.-]*\w|\b[A-Za-z]:\\[\w\\.-]+\w)
    | (?P<file>\b[\w-]+(?:\.[\w-]+)*\.(?:txt|md|rst|html?|xml|json|ya?ml|toml|ini|cfg|conf|csv|tsv|pdf|docx?|
         xlsx?|pptx?|odt|png|jpe?g|gif|svg|mp[34]|zip|tar|gz|exe|dll|so|py|js|ts|java|c|h|cpp|rs|go|sh|po|pot|mo)\b)
    | (?P<option>(?<![\w-])--?[A-Za-z][\w-]*(?:=\S+)?)
    | (?P<handle>(?<![\w@./])@[A-Za-z_]\w{1,}(?:\.\w+)*)
    | (?P<hashtag>(?<![\w&#])\#[^\W\d]\w*)
    """,
    re.VERBOSE,
)
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55]"
    "[\ufe0f\u20e3\u200d\U0001f3fb-\U0001f3ff\U0001f000-\U0001faff\u2640\u2642]*"
)


def find(sentence: str, kept: Iterable[Span] = ()) -> list[TermMatch]:
    """Protected stretches of a sentence, in order, none overlapping.

    Args:
        kept: further ranges that the document says must survive (inline code, placeholders).
    """
    spans = [span for span in kept if span[0] < span[1]]
    for pattern in (_PATTERNS, _EMOJI):
        for match in pattern.finditer(sentence):
            if all(match.end() <= start or end <= match.start() for start, end in spans):
                spans.append(match.span())
    return [_protected(sentence, start, end) for start, end in sorted(spans)]


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
    kept = [
        other
        for other in protected
        if all(term.end <= other.start or other.end <= term.start for term in kept_terms)
    ]
    return sorted([*kept_terms, *kept], key=lambda match: match.start)


def _protected(sentence: str, start: int, end: int) -> TermMatch:
    surface = sentence[start:end]
    return TermMatch(start, end, surface, surface, surface, kind=KIND, keep=True)
