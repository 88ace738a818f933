"""Which records of an output could not be translated, kept beside the journal.

The output holds such a record as it is in the source. While neither changes, the record is as broken as
before, and every run says so.
"""

from __future__ import annotations

import json
from contextlib import ExitStack, suppress
from pathlib import Path

from translate.corpus.journal import hash_bytes
from translate.files import StagedFile, make_folder, remove_leftovers

_FOLDER = "faults"


def _path(folder: Path, target: str) -> Path:
    name = hash_bytes(target.encode("utf-8", "surrogateescape"))
    return folder / _FOLDER / f"{name}.jsonl"


def read_faults(folder: Path, target: str) -> list[tuple[int, str]] | None:
    """The numbers of the faulty records of an output with what is wrong; None where the list is damaged.

    Args:
        folder: of the journal.
    """
    try:
        with _path(folder, target).open("rb") as file:
            return [(int(number), str(reason)) for number, reason in map(json.loads, file)]
    except (OSError, ValueError, TypeError):
        return None


class FaultList:
    """Writes the list of an output while that is put together, as a context manager.

    Args:
        folder: of the journal.

    Raises:
        OutputError: it cannot be written.
    """

    def __init__(self, folder: Path, target: str) -> None:
        self._path = _path(folder, target)
        self._resources = ExitStack()
        self.number = 0

    def __enter__(self) -> FaultList:
        make_folder(self._path.parent)
        remove_leftovers(self._path.parent)
        self._staged = StagedFile(self._path)
        self._resources.callback(self._staged.discard)
        self._file = self._resources.enter_context(self._staged.writing())
        return self

    def __exit__(self, *_error: object) -> None:
        self._resources.close()
        with suppress(OSError):  # lists of other outputs lie there
            self._path.parent.rmdir()

    def add(self, number: int, reason: str) -> None:
        """Add a record."""
        self.number += 1
        self._file.write(json.dumps([number, reason], ensure_ascii=True).encode("ascii") + b"\n")

    def finish(self) -> None:
        """Put the list in its place; an empty one is none."""
        self._file.flush()
        if self.number:
            self._staged.finish()
            self._staged.commit()
            return
        with suppress(FileNotFoundError):
            self._path.unlink()
