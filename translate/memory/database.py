"""The memory's file: an SQLite database with a schema version, shared between processes."""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from translate.errors import MemoryFileError
from translate.files import reason_of, shown
from translate.i18n import _

APPLICATION_ID = 0x676C7472  # "gltr", in the file's header, where file(1) and we look
_BUSY_SECONDS = 60.0
_PAGE_ROWS = 5_000

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE settings (id INTEGER PRIMARY KEY, package TEXT NOT NULL, options TEXT NOT NULL,"
        " UNIQUE (package, options))",
        "CREATE TABLE translations (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE,"
        " source_language TEXT NOT NULL, target_language TEXT NOT NULL,"
        " settings INTEGER NOT NULL REFERENCES settings (id), terms TEXT NOT NULL,"
        " source TEXT NOT NULL, target TEXT NOT NULL, payload TEXT NOT NULL, score REAL,"
        " used INTEGER NOT NULL)",
        "CREATE TABLE approved (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE,"
        " source_language TEXT NOT NULL, target_language TEXT NOT NULL,"
        " source TEXT NOT NULL, target TEXT NOT NULL, origin TEXT NOT NULL, changed INTEGER NOT NULL)",
    ),
)
"""Statements that lead from one schema version to the next; a file's version is their number."""

Result = TypeVar("Result")


class Database:
    """An open file; every call is one short transaction, and threads take turns.

    Raises:
        MemoryFileError: the file is missing and ``create`` is false, is no memory, is damaged, was
            written by a newer version, or cannot be written.
    """

    def __init__(self, path: Path, *, create: bool) -> None:
        self.path = path
        self._lock = threading.RLock()
        try:
            if create:
                _create(path)
            elif not path.is_file():
                raise MemoryFileError(
                    _("There is no translation memory at {path}; the first translation makes one.").format(
                        path=shown(path)
                    )
                )
        except OSError as error:
            raise MemoryFileError(
                _(
                    "Cannot open the translation memory {path}: {reason}; use --memory PATH or --no-memory."
                ).format(path=shown(path), reason=reason_of(error))
            ) from None
        with self._failures():
            self._connection = sqlite3.connect(
                path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                self._prepare()
            except BaseException:
                self._connection.close()
                raise

    def close(self) -> None:
        """Close the file; the last process to do so folds the write-ahead log into it."""
        with self._lock, self._failures():
            self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for one or a few queries."""
        with self._lock, self._failures():
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection inside a transaction, undone when the block raises."""
        with self._lock, self._failures():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise

    def rows(self, query: str, target_language: str | None = None) -> Iterator[tuple[Any, ...]]:
        """The rows of ``query``, page by page in the order of their id.

        The query takes ``:last`` (an id), ``:language`` (or NULL) and ``:limit``, and gives the id first.
        Between pages no transaction is open, so that the log can be folded in and others can write.
        """
        last = 0
        while True:
            with self.reading() as connection:
                values = {"last": last, "language": target_language, "limit": _PAGE_ROWS}
                page = connection.execute(query, values).fetchall()
            if not page:
                return
            yield from page
            last = page[-1][0]

    def _prepare(self) -> None:
        version = self._number("PRAGMA user_version")
        if (
            self._number("SELECT count(*) FROM sqlite_master")
            and self._number("PRAGMA application_id") != APPLICATION_ID
        ):
            raise MemoryFileError(
                _(
                    "{path} is a database of another program, no translation memory; name another file."
                ).format(path=shown(self.path))
            )
        if version > len(MIGRATIONS):
            raise MemoryFileError(
                _(
                    "The translation memory {path} was written by a newer version of this tool;"
                    " update the tool, or name another file with --memory."
                ).format(path=shown(self.path))
            )
        _retry_while_locked(lambda: self._connection.execute("PRAGMA journal_mode = WAL").fetchone())
        # A power cut may lose the last translations, never damage the file; they are made again.
        self._connection.execute("PRAGMA synchronous = NORMAL")
        if version < len(MIGRATIONS):
            self._migrate()

    def _migrate(self) -> None:
        with self.writing() as connection:
            # Another process may have done it in the meantime.
            for statements in MIGRATIONS[self._number("PRAGMA user_version") :]:
                for statement in statements:
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")

    def _number(self, query: str) -> int:
        return int(self._connection.execute(query).fetchone()[0])

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Turn SQLite's errors into one line each that names the file."""
        try:
            yield
        except sqlite3.Error as error:
            reason = str(error)
            raise MemoryFileError(_explanation(reason).format(path=shown(self.path), reason=reason)) from None


def _explanation(reason: str) -> str:
    if "locked" in reason or "busy" in reason:
        return _(
            "The translation memory {path} has been locked by another process for a minute;"
            " end that process, or name another file with --memory."
        )
    if "full" in reason:
        return _(
            "The disk of the translation memory {path} is full; make room, or use --memory PATH or"
            " --no-memory."
        )
    if "readonly" in reason or "unable to open" in reason or "disk I/O" in reason:
        return _("Cannot write the translation memory {path} ({reason}); use --memory PATH or --no-memory.")
    return _(
        "{path} is damaged or no translation memory ({reason}); move it away to begin a new one,"
        " or name another file with --memory."
    )


def _create(path: Path) -> None:
    if not path.parent.is_dir():
        try:
            path.parent.mkdir(parents=True, mode=0o700)
        except FileExistsError:
            if not path.parent.is_dir():
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None
    # SQLite gives its log the permissions of the file, so they must be right from the beginning.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _retry_while_locked(call: Callable[[], Result]) -> Result:
    """SQLite does not wait by itself when another process changes the journal mode at that moment."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            return call()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
