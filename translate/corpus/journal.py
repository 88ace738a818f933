"""What earlier runs over a corpus wrote, so that a run goes on where the last one stopped.

``OUT/.translate/journal.jsonl`` gets one line for every output, *before* the output is put in place:
its hash, the hash of what it replaces, and everything it was made from. So whenever a run is killed,
a file in ``OUT`` is one of three things: what the journal's last line says (done), what that line
replaces (the run was killed just before; to be done again), or something a person edited.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from enum import Enum
from io import FileIO
from pathlib import Path
from typing import Any

from translate.errors import CorpusError, OutputError
from translate.files import locked, open_atomically, reason_of, remove_leftovers, shown
from translate.i18n import _

FOLDER = ".translate"
_FILE = "journal.jsonl"
_FORMAT = 1
_BLOCK_BYTES = 1 << 20
_COMPACT_ABOVE_LINES = 1_000
_LENGTH_BITS = 24  # lines of up to 16 MiB


@dataclass(frozen=True)
class Record:
    """One output and what it was made from; paths are relative, hashes are BLAKE2b in hexadecimal.

    Attributes:
        target: path below the output folder.
        language: canonical code.
        source: path below the source folder.
        source_hash, source_size, source_time: content, size and modification time (ns) of the source.
        target_hash, target_size, target_time: the same of the output.
        replaced: hash of what stood at ``target`` before; empty for nothing.
        recipe: hash of package, options and document settings: all that is not glossary.
        glossary: hash of the glossaries as they were.
        terms: ids of the glossary entries that were applied.
        sentences, found, satisfied: counts of the document's report.
        faults: number of its records that could not be translated.
    """

    target: str
    language: str
    source: str
    source_hash: str
    source_size: int
    source_time: int
    target_hash: str
    target_size: int
    target_time: int
    replaced: str = ""
    recipe: str = ""
    glossary: str = ""
    terms: tuple[str, ...] = ()
    sentences: int = 0
    found: int = 0
    satisfied: int = 0
    faults: int = 0


class State(Enum):
    """What stands at the place of an output."""

    MISSING = "missing"
    DONE = "done"
    INTERRUPTED = "interrupted"
    """The old output: a run was killed after the journal's line and before the new one stood there."""
    EDITED = "edited"
    FOREIGN = "foreign"
    """A file that no run recorded here wrote."""


class Journal:
    """The journal of an output folder, locked for one run at a time; use it as a context manager.

    Threads may share it. Only the place of each output's last line is held in memory (about 100 bytes
    an output).

    Args:
        read_only: only look: nothing is created, locked or mended, and records are not kept.

    Raises:
        CorpusError: another run is at work there, or a newer version of this tool wrote the journal.
        OutputError: the folder cannot be written.
    """

    def __init__(self, out: Path, *, read_only: bool = False) -> None:
        self.out = out
        self._read_only = read_only
        self.folder = out / FOLDER
        self.path = self.folder / _FILE
        self.unreadable_lines = 0
        self.is_new = False
        self._lines = 0
        self._places: dict[int, int] = {}
        self._turn = threading.Lock()
        self._resources = ExitStack()
        try:
            if read_only:
                place = self.path if self.path.exists() else Path(os.devnull)
                self._file = self._resources.enter_context(place.open("rb", buffering=0))
            else:
                self.folder.mkdir(parents=True, exist_ok=True)
                self._lock()
                remove_leftovers(self.folder)
                flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
                self._file = self._resources.enter_context(
                    os.fdopen(os.open(self.path, flags, 0o666), "r+b", buffering=0)
                )
            self._load()
        except OSError as error:
            self._resources.close()
            raise _failure(self.path, error) from None
        except BaseException:
            self._resources.close()
            raise

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Drop lines that newer ones replace, once they are the most, and let others in."""
        try:
            if (
                not self._read_only
                and self._lines > _COMPACT_ABOVE_LINES
                and self._lines > 2 * len(self._places)
            ):
                # A shorter file is a nicety, for which a full disk is no reason to fail.
                with suppress(OutputError):
                    self._compact()
        finally:
            self._resources.close()

    @property
    def is_incomplete(self) -> bool:
        """Whether there may be outputs of earlier runs that the journal does not know."""
        return self.is_new or self.unreadable_lines > 0

    def find(self, target: str) -> Record | None:
        """The last record of an output."""
        place = self._places.get(_key(target))
        if place is None:
            return None
        record = self._read(place)
        return record if record is not None and record.target == target else None

    def append(self, records: Sequence[Record]) -> None:
        """Write records to the disk, before the outputs they describe are put in place.

        Raises:
            OutputError: the disk is full or the journal cannot be written.
        """
        if self._read_only:
            return
        lines = [_line(dataclasses.asdict(record)) for record in records]
        with self._turn:
            position = self._file.seek(0, os.SEEK_END)
            try:
                _write_all(self._file, b"".join(lines))
                os.fsync(self._file.fileno())
            except OSError as error:
                # A part of the lines may stand there, which would make the next one unreadable.
                with suppress(OSError):
                    self._file.truncate(position)
                raise _failure(self.path, error) from None
            for record, line in zip(records, lines, strict=True):
                self._places[_key(record.target)] = _place(position, len(line))
                position += len(line)
            self._lines += len(lines)

    def drop(self, targets: Iterable[str]) -> None:
        """Forget outputs that are gone; their lines go when the journal is shortened."""
        for target in targets:
            self._places.pop(_key(target), None)

    def state(self, target: str, record: Record | None) -> State:
        """What stands at the place of an output whose last record is ``record``.

        Raises:
            OutputError: it cannot be read.
        """
        path = self.out / target
        try:
            status = path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return State.MISSING
        except OSError as error:
            raise _failure(path, error) from None
        if record is None:
            return State.FOREIGN
        if (status.st_size, status.st_mtime_ns) == (record.target_size, record.target_time):
            return State.DONE
        digest = hash_file(path)
        if digest == record.target_hash:
            return State.DONE
        return State.INTERRUPTED if digest == record.replaced else State.EDITED

    def records(self) -> Iterator[Record]:
        """The last record of every output, in the order they were written."""
        for place in sorted(self._places.values()):
            record = self._read(place)
            if record is not None:
                yield record

    def _lock(self) -> None:
        try:
            self._resources.enter_context(locked(self.folder, wait=0))
        except OutputError:
            raise CorpusError(
                _("Another run is writing to {folder}; wait for it to end, or end it.").format(
                    folder=shown(self.out)
                )
            ) from None

    def _load(self) -> None:
        position = 0
        # A second file object on the descriptor reads in blocks.
        with os.fdopen(os.dup(self._file.fileno()), "rb") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    break  # torn by a kill or a power cut
                record = _parse(line)
                if record is not None:
                    self._places[_key(record.target)] = _place(position, len(line))
                    self._lines += 1
                elif not self._is_header(line):
                    self.unreadable_lines += 1
                position += len(line)
        self.is_new = position == 0
        if self._read_only:
            return
        self._file.truncate(position)
        if self.is_new:
            self._file.seek(0)
            _write_all(self._file, _line({"journal": _FORMAT}))
            os.fsync(self._file.fileno())

    def _is_header(self, line: bytes) -> bool:
        try:
            header = json.loads(line)
        except (ValueError, RecursionError):
            return False
        if not isinstance(header, dict) or "journal" not in header:
            return False
        if header["journal"] != _FORMAT:
            raise CorpusError(
                _(
                    "{path} was written by a newer version of this tool; update the tool,"
                    " or name another output folder."
                ).format(path=shown(self.path))
            )
        return True

    def _read(self, place: int) -> Record | None:
        with self._turn:
            self._file.seek(place >> _LENGTH_BITS)
            return _parse(self._file.read(place & (1 << _LENGTH_BITS) - 1))

    def _compact(self) -> None:
        with open_atomically(self.path) as file:
            file.write(_line({"journal": _FORMAT}))
            for record in self.records():
                file.write(_line(dataclasses.asdict(record)))


def hash_bytes(data: bytes) -> str:
    """BLAKE2b of 16 bytes, in hexadecimal."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def hash_file(path: Path) -> str:
    """:func:`hash_bytes` of a file's content, in constant memory.

    Raises:
        OutputError: it cannot be read.
    """
    hasher = hashlib.blake2b(digest_size=16)
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK_BYTES):
                hasher.update(block)
    except OSError as error:
        raise OutputError(
            _("Cannot read {path}: {reason}.").format(path=shown(path), reason=reason_of(error))
        ) from None
    return hasher.hexdigest()


def _key(target: str) -> int:
    data = target.encode("utf-8", "surrogateescape")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big")


def _place(position: int, length: int) -> int:
    """Where a line stands, as one number, which takes a third of the memory of a pair."""
    return position << _LENGTH_BITS | length


def _write_all(file: FileIO, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[file.write(view) :]


def _line(data: dict[str, Any]) -> bytes:
    # ASCII only: file names may hold bytes that are no text, which JSON spells as lone surrogates.
    return json.dumps(data, separators=(",", ":")).encode("ascii") + b"\n"


def _parse(line: bytes) -> Record | None:
    try:
        data = json.loads(line)
        if not isinstance(data, dict) or "target" not in data:
            return None
        known = {field.name for field in dataclasses.fields(Record)}
        values = {name: value for name, value in data.items() if name in known}
        values["terms"] = tuple(values.get("terms", ()))
        return Record(**values)
    except (ValueError, TypeError, RecursionError):
        return None


def _failure(path: Path, error: OSError) -> OutputError:
    return OutputError(_("Cannot write {path}: {reason}.").format(path=shown(path), reason=reason_of(error)))
