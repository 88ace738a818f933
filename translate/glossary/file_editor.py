"""One PO file of a glossary being edited: only the lines of touched entries change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

from translate.errors import GlossaryError
from translate.files import write_atomically
from translate.glossary import po
from translate.glossary.concepts import Entry
from translate.glossary.rewriting import new_lines, rewritten
from translate.glossary.store import parse_glossary_file, read_glossary_file
from translate.i18n import _

_HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: {name}\\n"
"Language: {locale}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""


@dataclass
class _Slot:
    """An entry's place in a file: as it was read (None if new) and as it is to be (None if removed)."""

    block: po.Block | None
    original: Entry | None
    current: Entry | None

    @property
    def is_changed(self) -> bool:
        return self.current is not self.original and self.current != self.original


class FileEditor:
    """One PO file being edited; nothing is written before :meth:`save`."""

    def __init__(self, path: Path, locale: str, name: str) -> None:
        self.path = path
        self.locale = locale
        self.name = name
        self.exists = path.exists()
        if self.exists:
            self.file = read_glossary_file(path, locale, name)
            self._data = self.file.content.encode()
        else:
            header = _HEADER.format(name=name.replace("\\", "/").replace('"', "'"), locale=locale)
            self.file = parse_glossary_file(header.encode(), path, locale, name)
            self._data = b""
        self._slots = [
            _Slot(block, entry, entry)
            for block, entry in zip(self.file.blocks, self.file.entries, strict=True)
        ]
        self._index: dict[str, list[_Slot]] = {}
        for slot in self._slots:
            assert slot.original is not None
            self._index.setdefault(slot.original.term, []).append(slot)

    @property
    def entries(self) -> list[Entry]:
        """The entries as they are to be, obsolete ones included."""
        return [slot.current for slot in self._slots if slot.current is not None]

    def find(self, term: str, *, obsolete: bool = False) -> list[Entry]:
        """The entries of a term, one for each context."""
        return [
            slot.current
            for slot in self._index.get(term, ())
            if slot.current is not None and slot.current.obsolete == obsolete
        ]

    def add(self, entry: Entry) -> None:
        """Put a new entry at the end, or revive the obsolete one of the same term and context."""
        entry = replace(entry, glossary=self.name)
        for slot in self._index.get(entry.term, ()):
            if slot.current is not None and slot.current.obsolete and slot.current.context == entry.context:
                slot.current = entry
                return
        slot = _Slot(None, None, entry)
        self._slots.append(slot)
        self._index.setdefault(entry.term, []).append(slot)

    def replace(self, old: Entry, new: Entry) -> None:
        """Change an entry that :meth:`find` or :attr:`entries` gave."""
        slot = self._slot(old)
        slot.current = new = replace(new, glossary=self.name)
        if new.term != old.term:
            self._index[old.term].remove(slot)
            self._index.setdefault(new.term, []).append(slot)

    def remove(self, entry: Entry) -> None:
        """Take an entry out."""
        self._slot(entry).current = None

    def _slot(self, entry: Entry) -> _Slot:
        return next(slot for slot in self._index[entry.term] if slot.current is entry)

    @property
    def is_changed(self) -> bool:
        return any(slot.is_changed for slot in self._slots)

    def render(self) -> bytes:
        """The file with the changes.

        Raises:
            ConflictError: two entries would have one term and context.
            GlossaryError: a change cannot be written in this file.
        """
        content = self.file.content
        ending = "\r" if content.newline == "\r\n" else ""
        lines = content.lines
        changes: list[tuple[int, int, list[str]]] = []
        added: list[str] = []
        for slot in self._slots:
            if slot.block is None:
                if slot.current is not None:
                    added += ["", *new_lines(slot.current)]
            elif slot.current is None:
                changes.append((*_with_blank_line(lines, slot.block.first, slot.block.end), []))
            elif slot.original is not None and slot.is_changed:
                first, end = slot.block.first, slot.block.end
                changes.append(
                    (first, end, rewritten(lines[first:end], slot.block, slot.original, slot.current, ending))
                )
        place = self._place_of_new()
        if added:
            changes.append((place, place, [line + ending for line in (added if place else added[1:])]))
        data = replace(content, lines=_apply(lines, changes, ending)).encode()
        self._verify(data, place)
        return data

    def _place_of_new(self) -> int:
        """Line at which new entries go: after the last one in use, before obsolete ones at the end."""
        ends = [
            slot.block.end
            for slot in self._slots
            if slot.block and slot.current and not slot.current.obsolete
        ]
        ends += [block.end for block in self.file.content.blocks if block.is_header]
        lines = self.file.content.lines
        return max(ends) if ends else len(lines) - (not lines[-1])

    def _verify(self, data: bytes, place: int) -> None:
        """Read the new bytes back: what was meant stands there, and nothing else has changed."""
        read = parse_glossary_file(data, self.path, self.locale, self.name).entries
        before = [slot for slot in self._slots if slot.block and slot.block.end <= place]
        new = [slot for slot in self._slots if not slot.block]
        after = [slot for slot in self._slots if slot.block and slot.block.end > place]
        meant = [slot.current for slot in (*before, *new, *after) if slot.current is not None]
        for wanted, found in zip_longest(meant, read):
            if wanted != found:
                entry = wanted or found
                raise GlossaryError(
                    _("“{term}” cannot be written into this file without harm; edit it by hand").format(
                        term=entry.term if entry else ""
                    ),
                    self.path,
                    entry.line if entry else None,
                )

    def save(self) -> bool:
        """Write the file if something changed; whether it was written.

        Raises:
            OutputError: it cannot be written; the old file is as it was.
            GlossaryError: as :meth:`render`.
        """
        if not self.is_changed:
            return False
        self.write(self.render())
        return True

    def write(self, data: bytes) -> None:
        """Put what :meth:`render` gave in the file's place.

        Raises:
            OutputError: it cannot be written; the old file is as it was.
            GlossaryError: someone else has changed the file since it was read.
        """
        if self.exists and po.read_bytes(self.path) != self._data:
            raise GlossaryError(_("the file was changed meanwhile; try again"), self.path)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self.path, data, follow_links=True)


def _apply(lines: Sequence[str], changes: list[tuple[int, int, list[str]]], ending: str) -> list[str]:
    """Lines with ranges replaced; whether the last one ends with a line feed stays as it was."""
    result: list[str] = []
    position = 0
    for start, end, replacement in sorted(changes, key=lambda change: change[:2]):
        result += lines[position:start]
        if start == len(lines) and replacement and result:
            result[-1] = result[-1].removesuffix(ending) + ending
        result += replacement
        position = max(position, end)
    result += lines[position:]
    if lines[-1] and ending:
        result[-1] = result[-1].removesuffix(ending)
    elif not lines[-1] and result and result[-1]:
        result.append("")
    return result


def _with_blank_line(lines: Sequence[str], first: int, end: int) -> tuple[int, int]:
    """The range of an entry with the blank line that parts it from the next, or else the previous one."""

    def is_blank(index: int) -> bool:
        return 0 <= index < len(lines) and not lines[index].strip(" \t\r")

    if end < len(lines) - 1 and is_blank(end):
        return first, end + 1
    return (first - 1, end) if is_blank(first - 1) else (first, end)
