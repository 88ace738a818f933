"""How two glossaries differ, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translate.glossary.comments import KEYS, field_name, write_value
from translate.glossary.concepts import Entry
from translate.glossary.store import LOCALES, Glossary


@dataclass(frozen=True)
class Difference:
    """An entry that one glossary has and the other has not, or has otherwise.

    Attributes:
        locale: file it stands in.
        change: ``added``, ``removed`` or ``changed``.
        entry: the entry, as the newer glossary has it where both have it.
        values: for a change: field, older and newer value as text.
    """

    locale: str
    change: str
    entry: Entry
    values: tuple[tuple[str, str, str], ...] = ()


def compare(older: Glossary, newer: Glossary) -> Iterator[Difference]:
    """Differences by language and in the order of the newer glossary, removed entries last.

    Raises:
        GlossaryError: a file has a fault.
    """
    for locale in LOCALES:
        before, after = (_entries(glossary, locale) for glossary in (older, newer))
        for key, entry in after.items():
            if key not in before:
                yield Difference(locale, "added", entry)
            elif values := tuple(_values(before[key], entry)):
                yield Difference(locale, "changed", entry, values)
        for key, entry in before.items():
            if key not in after:
                yield Difference(locale, "removed", entry)


def _entries(glossary: Glossary, locale: str) -> dict[tuple[str, str], Entry]:
    file = glossary.read(locale)
    entries: Sequence[Entry] = file.entries if file is not None else ()
    return {(entry.term, entry.context): entry for entry in entries if not entry.obsolete}


def _values(before: Entry, after: Entry) -> Iterator[tuple[str, str, str]]:
    if before.rendering != after.rendering:
        yield "rendering", before.rendering, after.rendering
    if before.fuzzy != after.fuzzy:
        yield "status", _status(before), _status(after)
    for key in KEYS:
        if getattr(before, field_name(key)) != getattr(after, field_name(key)):
            yield key, write_value(before, key) or "", write_value(after, key) or ""
    old, new = dict(before.extra), dict(after.extra)
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield key, old.get(key, ""), new.get(key, "")


def _status(entry: Entry) -> str:
    return "proposed" if entry.fuzzy else "approved"
