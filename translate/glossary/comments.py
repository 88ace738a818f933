"""The comment keys of a PO entry (``#. key: value``), as ``docs/glossaries.md`` specifies them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from translate.glossary.concepts import Entry
from translate.i18n import _

LIST_KEYS = ("aliases", "demonyms", "accept", "forms", "avoid")
TEXT_KEYS = ("reading", "short-of", "part-of-speech", "definition", "usage", "note", "source")
SWITCH_KEYS = ("keep", "forbidden", "common", "required")
KEYS = (
    "kind", "part-of-speech", "aliases", "demonyms", "accept", "forms", "avoid", "case", "keep", "forbidden",
    "reading", "short-of", "common", "required", "definition", "usage", "note", "source",
)  # fmt: skip
"""Every key, in the order in which new comments are written."""

FLAG_OF_KEY = {"keep": "read-only", "forbidden": "forbidden"}
"""Weblate's flags that say the same as a key."""

WRAP_COLUMNS = range(76, 81)
"""Widths at which gettext tools wrap comments (Babel 76, polib 78, gettext 80)."""

_KEY_LINE = re.compile(r"([a-z][a-z-]*):(?:[ \t]+(.*))?$", re.DOTALL)
_KIND = re.compile(r"[a-z][a-z-]*")
_ESCAPE = re.compile(r"\\([n\\])")
_LIST_ITEM = re.compile(r"(?:[^|\\]|\\.|\\$)*")


class CommentError(ValueError):
    """A comment that breaks the specification; ``line`` counts from 0."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class KeyLine:
    """A comment that holds a key: its value as written and the lines (from 0) it stands on."""

    key: str
    value: str
    lines: tuple[int, ...]


def key_lines(comments: Sequence[tuple[int, str]]) -> list[KeyLine]:
    """The key comments of an entry.

    A line that a tool has wrapped, against the specification, is joined again: one without a key, right
    after a key line which its first word would have made too long.
    """
    found: list[KeyLine] = []
    last = -1
    width = 0
    for number, text in comments:
        match = _KEY_LINE.match(text)
        if match:
            found.append(KeyLine(match[1], match[2] or "", (number,)))
        elif found and number == last + 1 and text and _is_wrapped(width, text):
            head = found[-1]
            found[-1] = KeyLine(head.key, f"{head.value} {text}", (*head.lines, number))
        else:
            last = -1
            continue
        last = number
        width = len(text) + len("#. ")
    return found


def _is_wrapped(width: int, following: str) -> bool:
    first_word = following.split(" ", 1)[0]
    return width <= WRAP_COLUMNS[-1] and width + 1 + len(first_word) > WRAP_COLUMNS[0]


def parse_fields(lines: Iterable[KeyLine]) -> dict[str, object]:
    """Field values of :class:`~translate.glossary.concepts.Entry` that the comments give.

    Raises:
        CommentError: a key twice, or a value that its key does not allow.
    """
    fields: dict[str, object] = {}
    extra: list[tuple[str, str]] = []
    seen: set[str] = set()
    for line in lines:
        if line.key not in KEYS:
            extra.append((line.key, unescape(line.value)))
            continue
        if line.key in seen:
            raise CommentError(_("“{key}” stands twice in one entry").format(key=line.key), line.lines[0])
        seen.add(line.key)
        fields[field_name(line.key)] = _parse_value(line)
    if extra:
        fields["extra"] = tuple(extra)
    return fields


def is_free_key(key: str) -> bool:
    """Whether a key outside the specification can be written and read back."""
    return key not in KEYS and _KEY_LINE.fullmatch(f"{key}:") is not None


def field_name(key: str) -> str:
    """Name of the dataclass field that a key fills."""
    return key.replace("-", "_")


_FIELD_OF_KEY = {key: field_name(key) for key in KEYS}


def is_kind(text: str) -> bool:
    """Whether a text can be a kind: one lower-case word."""
    return _KIND.fullmatch(text) is not None


def _parse_value(line: KeyLine) -> object:
    key, value = line.key, line.value.strip()
    if key in LIST_KEYS:
        return split_list(value)
    if key in SWITCH_KEYS:
        if value not in ("yes", "no"):
            raise CommentError(
                _("“{key}: {value}”: write yes or no").format(key=key, value=value), line.lines[0]
            )
        return value == "yes"
    if key == "case" and value not in ("sensitive", "insensitive", ""):
        raise CommentError(
            _("“case: {value}”: write sensitive or insensitive").format(value=value), line.lines[0]
        )
    if key == "kind" and value and not is_kind(value):
        raise CommentError(
            _("“kind: {value}”: a kind is one lower-case word, such as person or place").format(value=value),
            line.lines[0],
        )
    return unescape(value)


def split_list(value: str) -> tuple[str, ...]:
    """The items of a list value; empty ones are left out."""
    if "\\" not in value:
        return tuple(item for part in value.split("|") if (item := part.strip(" \t")))
    items: list[str] = []
    position = 0
    while position <= len(value):
        match = _LIST_ITEM.match(value, position)
        assert match is not None
        items.append(match[0].strip(" \t"))
        position = match.end() + 1
    return tuple(unescape(item.replace("\\|", "|")) for item in items if item)


def unescape(value: str) -> str:
    r"""A value with ``\n`` and ``\\`` decoded."""
    return _ESCAPE.sub(lambda match: "\n" if match[1] == "n" else "\\", value) if "\\" in value else value


def escape(value: str) -> str:
    """The opposite of :func:`unescape`."""
    if value.isprintable() and "\\" not in value:
        return value
    return value.replace("\\", "\\\\").replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def join_list(items: Iterable[str]) -> str:
    """A list value; the opposite of :func:`split_list`."""
    return " | ".join(escape(item).replace("|", "\\|") for item in items)


def write_value(entry: Entry, key: str) -> str | None:
    """The value of a key as it is written, or None where the entry has nothing to say."""
    value = getattr(entry, _FIELD_OF_KEY[key])
    if not value:
        return None
    if key in LIST_KEYS:
        return join_list(value) or None
    return "yes" if key in SWITCH_KEYS else escape(value)
