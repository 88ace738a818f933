"""Taking entries of another source into a glossary without overwriting anything in silence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from translate.glossary.comments import KEYS, LIST_KEYS, field_name
from translate.glossary.concepts import Entry
from translate.glossary.editing import GlossaryEditor
from translate.glossary.file_editor import FileEditor
from translate.i18n import _

KEEP, REPLACE, BOTH = "keep", "replace", "both"

POLICIES = (KEEP, REPLACE, BOTH)
"""What becomes of a value that differs: ours stays; theirs takes its place; ours stays, and their
rendering counts as accepted."""

_LIST_FIELDS = frozenset(map(field_name, LIST_KEYS))
_FIELDS = tuple(map(field_name, KEYS))
_OF_RENDERING = frozenset({"accept", "forms", "reading", "common", "keep"})
"""Fields that say something about a rendering and go where it goes."""

_DEFAULTS = {item.name: item.default for item in fields(Entry) if item.name in _OF_RENDERING}


@dataclass(frozen=True)
class Conflict:
    """A value that the glossary has otherwise.

    Attributes:
        locale: file of the glossary; term, context: the entry.
        field: ``rendering`` or a comment key.
        ours, theirs: the two values as text.
    """

    locale: str
    term: str
    context: str
    field: str
    ours: str
    theirs: str

    def __str__(self) -> str:
        name = f"{self.term} [{self.context}]" if self.context else self.term
        return _("{name}, {locale}, {field}: “{ours}” here, “{theirs}” there").format(
            name=name, locale=self.locale, field=self.field, ours=self.ours, theirs=self.theirs
        )


@dataclass
class MergeReport:
    """What a merge did: numbers of entries (one a language), and the conflicts it met."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    conflicts: list[Conflict] = field(default_factory=list)


def merge(editor: GlossaryEditor, entries: Mapping[str, Iterable[Entry]], policy: str = KEEP) -> MergeReport:
    """Take entries (by locale) into a glossary being edited; the caller saves it.

    What the glossary lacks is added; lists (aliases, accepted renderings …) are joined. Obsolete entries
    are passed over.

    Args:
        policy: one of :data:`POLICIES`, for values that differ.

    Raises:
        GlossaryError: the glossary cannot hold one of the languages.
    """
    report = MergeReport()
    for locale, incoming in entries.items():
        file = editor.file(locale)
        for entry in incoming:
            if not entry.obsolete:
                merge_entry(file, entry, policy, report)
    return report


def merge_entry(file: FileEditor, theirs: Entry, policy: str, report: MergeReport) -> None:
    """Take one entry into a file being edited."""
    ours = next((entry for entry in file.find(theirs.term) if entry.context == theirs.context), None)
    if ours is None:
        file.add(theirs)
        report.added += 1
        return
    merged = _joined(file.locale, ours, theirs, policy, report)
    if merged == replace(ours, glossary=merged.glossary):
        report.unchanged += 1
    else:
        file.replace(ours, merged)
        report.changed += 1


def _joined(locale: str, ours: Entry, theirs: Entry, policy: str, report: MergeReport) -> Entry:
    values: dict[str, Any] = {}
    passed_over: frozenset[str] = frozenset()
    renderings_differ = bool(ours.rendering and theirs.rendering and ours.rendering != theirs.rendering)
    if renderings_differ:
        _note(report, locale, ours, "rendering", ours.rendering, theirs.rendering)
        if policy == KEEP:
            passed_over = _OF_RENDERING | {"avoid"}
        elif policy == REPLACE:
            bare: dict[str, Any] = {name: _DEFAULTS[name] for name in _OF_RENDERING}
            ours = replace(ours, **bare, rendering=theirs.rendering, fuzzy=theirs.fuzzy)
        else:
            passed_over = frozenset({"reading", "common", "keep"})
            values["accept"] = (*ours.accept, theirs.rendering)
    elif not ours.rendering:
        ours = replace(ours, rendering=theirs.rendering, fuzzy=theirs.fuzzy)
    elif ours.fuzzy and not theirs.fuzzy and theirs.rendering:
        values["fuzzy"] = False
    for name in _FIELDS:
        own, other = values.get(name, getattr(ours, name)), getattr(theirs, name)
        if name in passed_over or not other or own == other:
            continue
        if name in _LIST_FIELDS:
            values[name] = tuple(dict.fromkeys((*own, *other)))
        elif not own:
            values[name] = other
        else:
            _note(report, locale, ours, name.replace("_", "-"), str(own), str(other))
            if policy == REPLACE:
                values[name] = other
    known = dict(ours.extra)
    for key, value in theirs.extra:
        if key not in known or policy == REPLACE:
            known[key] = value
    values["extra"] = tuple(known.items())
    return _without_contradiction(replace(ours, **values))


def _without_contradiction(entry: Entry) -> Entry:
    """An entry that neither accepts its own rendering once more nor avoids what it accepts."""
    accept = tuple(text for text in entry.accept if text != entry.rendering)
    right = {entry.rendering, *accept, *entry.forms}
    return replace(entry, accept=accept, avoid=tuple(text for text in entry.avoid if text not in right))


def _note(report: MergeReport, locale: str, entry: Entry, name: str, ours: str, theirs: str) -> None:
    report.conflicts.append(Conflict(locale, entry.term, entry.context, name, ours, theirs))
