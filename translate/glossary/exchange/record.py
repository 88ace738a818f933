"""The record that every exchange format is read into and written from: a concept in all its languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from translate.glossary import comments
from translate.glossary.concepts import Entry
from translate.i18n import _
from translate.languages import TARGET_LANGUAGES

LOCALES = tuple(language.locale for language in TARGET_LANGUAGES)
"""Target languages by the names of their PO files, in the order in which they are written."""

CODES = {language.locale: language.code for language in TARGET_LANGUAGES}
"""BCP 47 tag of each, as files carry it."""

KEYS = (*comments.KEYS, "status", "extra")
"""What a file can say about a concept or one of its renderings: the comment keys of ``docs/glossaries.md``,
the status, and the keys that the tool does not know."""

STATUSES = {"proposed": "fuzzy", "obsolete": "obsolete"}
"""Status in files → attribute of an entry; an approved entry has none."""

Value = Any
"""Text, a switch, a list (tuple of texts), or for ``extra`` a tuple of pairs."""


@dataclass(frozen=True)
class Concept:
    """A term with what each target language has of it.

    Attributes:
        term: English term.
        context: tells homographs apart; else empty.
        entries: entry by locale name (``ko``, ``ja``, ``zh_Hans``, ``zh_Hant``); each repeats term and
            context, and what holds for the whole concept (kind, aliases …) stands in every one.
        line: where the concept begins in the file read, from 1.
    """

    term: str
    context: str = ""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    line: int | None = field(default=None, compare=False)


def gather(entries: Mapping[str, Sequence[Entry]]) -> Iterator[Concept]:
    """Join the entries of a glossary's languages into concepts, in the order of the first language.

    Entries belong together when term and context are the same. Where a language has several of them (an
    obsolete one beside a living one), the first goes with the first of the others, and so on.
    """
    ordered: dict[tuple[str, str, int], dict[str, Entry]] = {}
    for locale in sorted(entries, key=_order_of):
        seen: dict[tuple[str, str], int] = {}
        for entry in sorted(entries[locale], key=lambda entry: entry.obsolete):
            key = (entry.term, entry.context)
            number = seen[key] = seen.get(key, -1) + 1
            ordered.setdefault((*key, number), {})[locale] = entry
    for (term, context, _number), found in ordered.items():
        yield Concept(term, context, found)


def _order_of(locale: str) -> int:
    return LOCALES.index(locale)


def details(entry: Entry) -> dict[str, Value]:
    """The values of :data:`KEYS` that an entry has, by key."""
    found: dict[str, Value] = {}
    for key, name in _FIELDS:
        value = getattr(entry, name)
        if value:
            found[key] = value
    if entry.fuzzy or entry.obsolete:
        found["status"] = tuple(status for status, name in STATUSES.items() if getattr(entry, name))
    return found


_FIELD_OF_KEY = {key: comments.field_name(key) for key in (*comments.KEYS, "extra")}
_FIELDS = tuple(_FIELD_OF_KEY.items())


def make_entry(term: str, context: str, rendering: str, found: Mapping[str, Value]) -> Entry:
    """An entry with the values of :func:`details`."""
    values: dict[str, Any] = {}
    for key, value in found.items():
        if key == "status":
            values.update(dict.fromkeys((STATUSES[status] for status in value), True))
        else:
            values[_FIELD_OF_KEY[key]] = value
    if values.get("keep") and not rendering:
        rendering = term
    return Entry(term, rendering, context, **values)


@dataclass
class Flat:
    """A concept with everything beside its term and renderings as text under one-level names.

    Attributes:
        renderings: text by locale.
        attributes: ``KEY`` for what holds in every language of the concept, ``CODE:KEY`` for what holds
            in one, where CODE is the language's BCP 47 tag.
    """

    term: str
    context: str
    renderings: dict[str, str]
    attributes: dict[str, str]


def flatten(concept: Concept) -> Flat:
    """The flat form of a concept, for formats with columns or properties."""
    shared, own = divide(concept)
    attributes = {key: write_value(key, value) for key, value in shared.items()}
    for locale, found in own.items():
        for key, value in found.items():
            attributes[f"{CODES[locale]}:{key}"] = write_value(key, value)
    renderings = {locale: entry.rendering for locale, entry in concept.entries.items()}
    return Flat(concept.term, concept.context, renderings, attributes)


def divide(concept: Concept) -> tuple[dict[str, Value], dict[str, dict[str, Value]]]:
    """What holds in every language of a concept, and what only in some, by locale."""
    all_details = {locale: details(entry) for locale, entry in concept.entries.items()}
    if len(all_details) < 2:
        return next(iter(all_details.values()), {}), {}
    first, *others = all_details.values()
    shared = {key: value for key, value in first.items() if all(other.get(key) == value for other in others)}
    own = {}
    for locale, found in all_details.items():
        rest = {key: value for key, value in found.items() if key not in shared}
        if rest:
            own[locale] = rest
    return shared, own


Complain = Callable[[str], None]
"""Takes a sentence about a value that could not be used."""


def unflatten(flat: Flat, complain: Complain, line: int | None = None) -> Concept:
    """The concept of a flat form; attributes of other names must have been taken out before."""
    shared: dict[str, Value] = {}
    own: dict[str, dict[str, Value]] = {}
    for name, text in flat.attributes.items():
        code, colon, key = name.rpartition(":")
        value = read_value(key, text, complain)
        if value:
            if colon:
                locale = _LOCALE_OF_CODE[code]
                if locale in flat.renderings:
                    own.setdefault(locale, {})[key] = value
                else:
                    complain(_("{name} has no rendering to go with and was left out").format(name=name))
            else:
                shared[key] = value
    return assemble(flat.term, flat.context, flat.renderings, shared, own, line)


_LOCALE_OF_CODE = {code: locale for locale, code in CODES.items()}


def assemble(
    term: str,
    context: str,
    renderings: Mapping[str, str],
    shared: Mapping[str, Value],
    own: Mapping[str, Mapping[str, Value]],
    line: int | None = None,
) -> Concept:
    """A concept of its renderings by locale, what holds for all, and what holds for each.

    A language's own value goes before the shared one, but texts of both kinds are kept. Languages without
    a rendering are left out unless they keep the term as it is.
    """
    entries = {}
    for locale in LOCALES:
        rendering = renderings.get(locale, "")
        merged = shared
        if found := own.get(locale):
            merged = {**shared, **found}
            for key in _JOINED & shared.keys() & found.keys():
                if found[key] != shared[key]:
                    merged[key] = f"{shared[key]}\n{found[key]}"
        if rendering or (locale in renderings and merged.get("keep")):
            entries[locale] = make_entry(term, context, rendering, merged)
    return Concept(term, context, entries, line)


_JOINED = frozenset({"definition", "usage", "note", "source"})


def write_value(key: str, value: Value) -> str:
    """The text of a key's value."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes"
    if key == "extra":
        return comments.join_list(f"{name}: {text}" for name, text in value)
    if key == "status":
        return ", ".join(value)
    return comments.join_list(value)


def read_value(key: str, text: str, complain: Complain) -> Value:
    """The value that a key's text stands for; empty if it is not understood, with a complaint."""
    text = tidy(text)
    if key in comments.LIST_KEYS:
        return split_list(text)
    if key == "extra":
        return tuple(pair for pair in map(_pair, split_list(text)) if pair[0])
    word = text.casefold()
    if key in comments.SWITCH_KEYS:
        if word not in YES and word not in NO:
            complain(_not_understood(key, text))
        return word in YES
    if key == "status":
        statuses = tuple(status for status in STATUSES if status in _WORD.findall(word))
        if not statuses and word not in _APPROVED:
            complain(_not_understood(key, text))
        return statuses
    if key in _ALLOWED and not _ALLOWED[key].fullmatch(word):
        complain(_not_understood(key, text))
        return ""
    return word if key in _ALLOWED else text


def split_list(text: str) -> tuple[str, ...]:
    """The items of a list; beside ``|`` a line break separates them, as in cells of spreadsheets."""
    if "|" not in text and "\n" not in text and "\\" not in text:
        return (text,) if text else ()
    items = comments.split_list(text.replace("\n", "|"))
    return tuple(item for item in map(tidy_line, items) if item)


YES = frozenset({"yes", "y", "true", "1", "x", "✓", "예", "はい", "是"})
NO = frozenset({"no", "n", "false", "0", "", "아니요", "いいえ", "否"})
_APPROVED = frozenset({"", "approved", "final", "preferred", "accepted", "active"})
_ALLOWED = {"kind": re.compile("(?:[a-z][a-z-]*)?"), "case": re.compile("(?:sensitive|insensitive)?")}
_WORD = re.compile(r"[^\W\d_]+")


def _not_understood(key: str, text: str) -> str:
    return _("{key} “{value}” is not understood and was left out").format(key=key, value=text)


def _pair(item: str) -> tuple[str, str]:
    name, _colon, text = item.partition(":")
    return name.strip(), text.strip()


_BROKEN_LINE = re.compile(r"[^\S\n]*(?:\r\n|\r|\n)[^\S\n]*")


def tidy(text: str) -> str:
    """A text without white space at its ends and around its line breaks."""
    if not text or (text.isprintable() and not text[0].isspace() and not text[-1].isspace()):
        return text
    return _BROKEN_LINE.sub("\n", text).strip()


def tidy_line(text: str) -> str:
    """A text on one line: line breaks, with the white space around them, become one space."""
    text = tidy(text)
    return re.sub(r"\n+", " ", text) if "\n" in text else text
