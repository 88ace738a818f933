"""The units of an XLIFF file with their translations, for checking them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translate.documents.base import ReadOptions
from translate.documents.markup import Token, local_name, unescape_xml
from translate.documents.message import Message
from translate.documents.xliff import XliffDocument, has_choices, read

_NO_CONTENT = frozenset({"mrk", "sub", "cp"})
"""Inline elements that are no part of the text's own markup."""


@dataclass(frozen=True)
class Unit:
    """A source text and its translation.

    Attributes:
        source, target: plain texts; an empty target is missing.
        kept: ranges of the source that must survive.
        line: line of the target, or of the source where there is none, from 1.
        missing, added: inline elements of the source that the target lacks, and those it has besides.
        kind: ``message``, or ``choice`` for a branch of an ICU plural or choice, where ``#`` is a number.
    """

    source: str
    target: str
    kept: tuple[tuple[int, int], ...]
    line: int
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    kind: str = "message"


def read_units(data: bytes, options: ReadOptions) -> tuple[str, list[Unit]]:
    """The language that a file is translated into (empty if it does not say), and its units.

    What is not to be translated is left out. The branches of an ICU plural or choice are units of their
    own, paired from the last one, which every language has.

    Raises:
        DocumentError: the file is broken.
    """
    document = read(data, options)
    return document.target_language, [unit for row in document.rows for unit in _units(document, row)]


def _units(document: XliffDocument, row: tuple[list[Token], list[Token], bool, int]) -> Iterator[Unit]:
    source_tokens, target_tokens, preserve, line = row
    source, target = (document.plain_text(tokens) for tokens in (source_tokens, target_tokens))
    if has_choices(source) and all(token.kind == "text" for token in source_tokens):
        ours, theirs = (Message(unescape_xml(text), line=line).segments for text in (source, target))
        for index in range(1, len(ours) + 1):
            segment = ours[-index]
            kept = tuple((span.start, span.end) for span in segment.spans if span.kind == "keep")
            translated = theirs[-index].text if index <= len(theirs) else ""
            if translated or not theirs:
                yield Unit(segment.text, translated, kept, line, kind="choice")
        return
    content = document.content(source_tokens, preserve)
    translation = document.content(target_tokens, preserve)
    if not content.is_translatable:
        return
    elements, present = _elements(source_tokens), _elements(target_tokens)
    yield Unit(
        content.text,
        translation.text,
        tuple((span.start, span.end) for span in content.spans if span.kind == "keep"),
        line,
        tuple((elements - present).elements()) if translation.text else (),
        tuple((present - elements).elements()),
    )


def _elements(tokens: Sequence[Token]) -> Counter[str]:
    """Inline elements as a person knows them, with their number."""
    return Counter(
        f'<{token.name} id="{token.attribute("id")}">' if token.attribute("id") else f"<{token.name}>"
        for token in tokens
        if token.kind in ("open", "empty") and local_name(token.name) not in _NO_CONTENT
    )
