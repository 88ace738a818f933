"""Memories to and from files: TMX for other tools, JSON Lines for everything this one knows.

A line of JSON is an object with ``source``, ``target``, ``target_language`` and, if it is not ``en``,
``source_language``. With ``"status": "machine"`` it also has ``package``, ``options``, ``terms``,
``payload`` and ``score``, the whole key of a machine translation; any other line is approved, and may
say where it comes from in ``origin``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from translate import __version__
from translate.errors import LanguageError, MemoryFileError
from translate.files import reason_of, shown
from translate.i18n import _
from translate.languages import TARGET_LANGUAGES, parse_language
from translate.memory import payload
from translate.memory.records import ApprovalCount, ApprovedEntry, MachineEntry, MemoryKey
from translate.memory.store import Memory
from translate.tmx import TmxFault, TmxUnit, read_tmx, write_tmx

_ENTRIES_AT_ONCE = 2_000
_LONGEST_LINE = 8 << 20  # bytes
_MACHINE = "machine"
_STATUS_PROPERTY = "x-status"
_ORIGIN_PROPERTY = "x-origin"
_TARGETS = frozenset(language.code for language in TARGET_LANGUAGES)

Item = TypeVar("Item")
Entry = ApprovedEntry | MachineEntry


@dataclass(frozen=True)
class ImportReport:
    """What an import did.

    Attributes:
        approved: what happened to approved entries.
        machine: machine translations taken over.
        skipped: why lines or units were passed over, and how many.
    """

    approved: ApprovalCount
    machine: int
    skipped: dict[str, int]


def formats() -> tuple[str, ...]:
    """Names of the formats, which are also their suffixes."""
    return ("tmx", "jsonl")


def format_of(path: Path, given: str | None = None) -> str:
    """The format of a file: the one given, else by its suffix.

    Raises:
        MemoryFileError: the suffix says nothing.
    """
    name = given or path.suffix.lower().removeprefix(".")
    if name not in formats():
        raise MemoryFileError(
            _("Cannot tell the format of {path}; name it *.tmx or *.jsonl, or give --format.").format(
                path=shown(path)
            )
        )
    return name


def import_file(
    memory: Memory,
    path: Path,
    *,
    format_name: str | None = None,
    source_language: str = "en",
    target_language: str | None = None,
    keep: bool = False,
) -> ImportReport:
    """Take a TMX or JSON Lines file into the memory, in constant memory.

    The file is read through once before anything is stored, so that a fault in it leaves the memory
    as it was.

    Args:
        source_language: canonical code of the language that sentences are looked up in.
        target_language: take only this language.
        keep: approved entries that the memory already has stay as they are.

    Raises:
        MemoryFileError: the file cannot be read or has a fault; the message names the line.
    """
    read = _read_tmx if format_of(path, format_name) == "tmx" else _read_json_lines

    def entries(skip: Callable[[str], None]) -> Iterator[Entry]:
        try:
            with path.open("rb") as file:
                for entry in read(file, path, source_language, skip):
                    language = (
                        entry.target_language
                        if isinstance(entry, ApprovedEntry)
                        else entry.key.target_language
                    )
                    if target_language in (None, language):
                        yield entry
                    else:
                        skip(_("another target language"))
        except OSError as error:
            raise MemoryFileError(
                _("Cannot read {path}: {reason}.").format(path=shown(path), reason=reason_of(error))
            ) from None

    for _entry in entries(lambda _reason: None):
        pass
    skipped: Counter[str] = Counter()
    counts = ApprovalCount()
    machine = 0
    for chunk in _chunks(entries(lambda reason: skipped.update([reason])), _ENTRIES_AT_ONCE):
        done = memory.approve((entry for entry in chunk if isinstance(entry, ApprovedEntry)), keep=keep)
        counts = ApprovalCount(
            counts.added + done.added,
            counts.changed + done.changed,
            counts.unchanged + done.unchanged,
        )
        translated = [(entry.key, entry.result) for entry in chunk if isinstance(entry, MachineEntry)]
        memory.store(translated)
        machine += len(translated)
    return ImportReport(counts, machine, dict(skipped))


def export(
    memory: Memory,
    file: BinaryIO,
    format_name: str,
    *,
    target_language: str | None = None,
    approved: bool = True,
    machine: bool = True,
) -> int:
    """Write the memory's entries; returns how many. TMX leaves the keys of machine translations out."""
    entries = _entries(memory, target_language, approved, machine)
    if format_name == "tmx":
        units = (_unit(entry) for entry in entries)
        return write_tmx(file, units, source_language="en", tool_version=__version__)
    number = 0
    for entry in entries:
        line = json.dumps(_record(entry), ensure_ascii=False, separators=(",", ":"))
        file.write(line.encode("utf-8") + b"\n")
        number += 1
    return number


def _entries(memory: Memory, language: str | None, approved: bool, machine: bool) -> Iterator[Entry]:
    if approved:
        yield from memory.approved_entries(language)
    if machine:
        yield from memory.machine_entries(language)


def _unit(entry: Entry) -> TmxUnit:
    if isinstance(entry, ApprovedEntry):
        properties = {_STATUS_PROPERTY: "approved"}
        if entry.origin:
            properties[_ORIGIN_PROPERTY] = entry.origin
        texts = ((entry.source_language, entry.source), (entry.target_language, entry.target))
        return TmxUnit(texts, entry.source_language, properties)
    key = entry.key
    texts = ((key.source_language, key.source), (key.target_language, entry.result.target))
    return TmxUnit(texts, key.source_language, {_STATUS_PROPERTY: _MACHINE, "x-package": key.package})


def _record(entry: Entry) -> dict[str, Any]:
    if isinstance(entry, ApprovedEntry):
        record = {
            "source": entry.source,
            "target": entry.target,
            "source_language": entry.source_language,
            "target_language": entry.target_language,
            "status": "approved",
        }
        return {**record, "origin": entry.origin} if entry.origin else record
    packed = payload.pack(entry.result)
    return {
        "source": entry.key.source,
        "target": entry.result.target,
        "source_language": entry.key.source_language,
        "target_language": entry.key.target_language,
        "status": _MACHINE,
        "package": entry.key.package,
        "options": entry.key.options,
        "terms": entry.key.terms,
        "payload": json.loads(packed) if packed else None,
        "score": entry.result.score,
    }


def _read_tmx(
    file: BinaryIO, path: Path, source_language: str, skip: Callable[[str], None]
) -> Iterator[Entry]:
    try:
        for unit in read_tmx(file):
            if unit.properties.get(_STATUS_PROPERTY) == _MACHINE:
                skip(_("a machine translation"))
                continue
            texts: dict[str, str] = {}
            for code, text in unit.texts:
                texts.setdefault(_code(code), text.strip())
            source = texts.pop(source_language, "")
            targets = {code: text for code, text in texts.items() if code in _TARGETS and text}
            if not source:
                skip(_("no text in the source language"))
            elif not targets:
                skip(_("no text in a language that this tool translates into"))
            origin = unit.properties.get(_ORIGIN_PROPERTY) or path.name.encode("utf-8", "replace").decode()
            for code, text in targets.items() if source else ():
                yield ApprovedEntry(source, text, source_language, code, origin)
    except TmxFault as fault:
        raise MemoryFileError(
            _("{path}:{line}: {fault}; nothing was imported.").format(
                path=shown(path), line=fault.line, fault=fault
            )
        ) from None


def _read_json_lines(
    file: BinaryIO, path: Path, source_language: str, skip: Callable[[str], None]
) -> Iterator[Entry]:
    number = 0
    while line := file.readline(_LONGEST_LINE + 1):
        number += 1
        try:
            if len(line) > _LONGEST_LINE:
                raise ValueError(_("the line is longer than {limit} bytes").format(limit=_LONGEST_LINE))
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
            entry = _entry(json.loads(text), path) if text else None
        except (ValueError, RecursionError) as error:
            raise MemoryFileError(
                _("{path}:{line}: {fault}; nothing was imported.").format(
                    path=shown(path), line=number, fault=error
                )
            ) from None
        if entry is None:
            continue
        code = entry.source_language if isinstance(entry, ApprovedEntry) else entry.key.source_language
        if code != source_language:
            skip(_("another source language"))
        else:
            yield entry


def _entry(record: Any, path: Path) -> Entry:
    """The entry of one line; raises ValueError for what is no entry."""
    if not isinstance(record, dict):
        raise ValueError(_("not a JSON object"))

    def text(name: str, default: str | None = None) -> str:
        value = record.get(name, default)
        if not isinstance(value, str):
            raise ValueError(_("“{name}” is missing or no string").format(name=name))
        return value

    source, target = text("source").strip(), text("target").strip()
    source_language, target_language = _code(text("source_language", "en")), _code(text("target_language"))
    if not source or not target:
        raise ValueError(_("“source” or “target” is empty"))
    if target_language not in _TARGETS:
        raise ValueError(_("unknown target language “{code}”").format(code=target_language))
    if record.get("status") != _MACHINE:
        origin = text("origin", path.name.encode("utf-8", "replace").decode())
        return ApprovedEntry(source, target, source_language, target_language, origin)
    key = MemoryKey(source, source_language, target_language, text("package"), text("options"), text("terms"))
    packed = record.get("payload")
    score = record.get("score")
    if score is not None and not isinstance(score, (int, float)):
        raise ValueError(_("“score” is no number"))
    result = payload.unpack(source, target, json.dumps(packed) if packed else "", score)
    return MachineEntry(key, result)


def _code(code: str) -> str:
    try:
        return parse_language(code).code
    except LanguageError:
        return code


def _chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk
