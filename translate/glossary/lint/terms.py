"""What can be wrong with the source side of one entry."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from translate.checks.findings import ERROR, NOTE, WARNING, Finding
from translate.glossary.comments import KEYS
from translate.glossary.concepts import Entry
from translate.glossary.english import FUNCTION_WORDS
from translate.glossary.folding import fold_term
from translate.glossary.forms import ANY_CASE, NAME_CASE, case_rule
from translate.glossary.lint import fixing
from translate.glossary.lint.reporting import about
from translate.glossary.patterns import PARENT_KINDS, PLACEHOLDER, fills
from translate.i18n import _

KNOWN_KINDS = frozenset(
    {"person", "place", "organization", "title", "term", "document", "event", "topic", "brand", "number"}
    | set(PARENT_KINDS)
    | set(PARENT_KINDS.values())
)
"""Kinds that a placeholder may name even where a glossary has no entry of it."""


def check_term(entry: Entry, kinds: Collection[str]) -> Iterator[Finding]:
    """Findings about the term, its aliases and its keys.

    Args:
        kinds: kinds that entries of the glossary have.
    """
    for key, text in _source_texts(entry):
        where = f" ({key})" if key else ""
        if fixing.composed(text) != text:
            yield about(
                entry,
                "not-composed",
                ERROR,
                _("“{text}”{where} is not in Unicode's composed form (NFC)").format(text=text, where=where),
                _("compose it"),
                fixable=True,
            )
        if fixing.trimmed(text) != text:
            yield about(
                entry,
                "outer-space",
                ERROR,
                _("“{text}”{where} has a space at an end, or an invisible character").format(
                    text=text, where=where
                ),
                _("remove it"),
                fixable=True,
            )
        elif fixing.single_spaced(text) != text:
            yield about(
                entry,
                "inner-space",
                WARNING,
                _("“{text}”{where} has a double or unusual space").format(text=text, where=where),
                _("write a single plain space"),
                fixable=True,
            )
        yield from _check_frequency(entry, where, text)
    yield from _check_placeholders(entry, kinds)
    yield from _check_keys(entry)


def _source_texts(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "", entry.term
    for key in ("aliases", "demonyms"):
        for text in getattr(entry, key):
            yield key, text


def _check_frequency(entry: Entry, where: str, text: str) -> Iterator[Finding]:
    folded = fold_term(text)
    rule = case_rule(folded, entry.case)
    low = folded.lower()
    if low in FUNCTION_WORDS and rule == ANY_CASE:
        yield about(
            entry,
            "stop-word",
            ERROR,
            _("“{text}”{where} is a word that nearly every text has").format(text=text, where=where),
            _("take a longer term"),
        )
    elif low in FUNCTION_WORDS and rule == NAME_CASE:
        yield about(
            entry,
            "stop-word",
            NOTE,
            _("“{text}”{where} also begins sentences as an everyday word").format(text=text, where=where),
            _("write the full name, or add “case: sensitive” and look at what “try” finds"),
        )
    elif not any(map(str.isalpha, folded)) and not any(not c.isalnum() and not c.isspace() for c in folded):
        yield about(
            entry,
            "stop-word",
            ERROR,
            _("“{text}”{where} is only a number").format(text=text, where=where),
            _("take a longer term"),
        )
    elif len(folded) == 1:
        yield about(
            entry,
            "stop-word",
            ERROR,
            _("“{text}”{where} is a single character").format(text=text, where=where),
            _("take a longer term"),
        )


def _check_placeholders(entry: Entry, kinds: Collection[str]) -> Iterator[Finding]:
    rest = PLACEHOLDER.sub("", entry.term)
    if "{" in rest or "}" in rest:
        yield about(
            entry,
            "placeholders",
            WARNING,
            _("“{term}” has braces that hold no kind").format(term=entry.term),
            _("write a kind in lower case, as in {person}"),
        )
    fillable = {wide for kind in kinds for wide in fills(kind)} | KNOWN_KINDS
    for match in PLACEHOLDER.finditer(entry.term):
        if match[1] not in fillable:
            near = difflib.get_close_matches(match[1], sorted(fillable), n=1)
            yield about(
                entry,
                "unknown-kind",
                WARNING,
                _("no entry has the kind that “{placeholder}” asks for").format(placeholder=match[0]),
                _("did you mean {{{kind}}}?").format(kind=near[0])
                if near
                else _("give the entries that it is for this kind"),
            )


def _check_keys(entry: Entry) -> Iterator[Finding]:
    for key, _value in entry.extra:
        near = difflib.get_close_matches(key, KEYS, n=1, cutoff=0.75)
        if near:
            yield about(
                entry,
                "unknown-key",
                WARNING,
                _("the comment key “{key}” is unknown and does nothing").format(key=key),
                _("did you mean “{guess}”?").format(guess=near[0]),
            )
    if entry.fuzzy:
        yield about(
            entry,
            "proposed",
            NOTE,
            _("“{term}” is only proposed and not enforced").format(term=entry.term),
            _("approve it: remove “fuzzy”, or use “translate glossary set … --status approved”"),
        )
