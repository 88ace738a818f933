"""The translation memory: look up, store, approve."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from translate.errors import MemoryFileError
from translate.memory import payload
from translate.memory.database import Database
from translate.memory.records import ApprovalCount, ApprovedEntry, MachineEntry, MemoryKey
from translate.report.outcomes import SentenceResult

_DAY_SECONDS = 86_400
_KEYS_AT_ONCE = 400  # variables of one statement; SQLite before 3.32 allows 999


def default_path() -> Path:
    """Where the user's memory lies when no other is named."""
    from platformdirs import user_data_path

    return user_data_path("glossary-translate", appauthor=False) / "memory.sqlite3"


def today() -> int:
    """Days since the epoch (UTC), as the day of an entry's last use is kept."""
    return int(time.time() // _DAY_SECONDS)


class Memory:
    """An open translation memory; use it as a context manager.

    It may be used from several threads, and its file by several processes at once.

    >>> from pathlib import Path
    >>> from translate import Memory, Translator
    >>> with Memory.open(Path("memory.sqlite3")) as memory:
    ...     translator = Translator(memory=memory)
    ...     first = translator.translate_text("The talks resumed.", to="ja")
    ...     again = translator.translate_text("The talks resumed.", to="ja")
    >>> first.sentences[0].from_memory, again.sentences[0].from_memory
    (False, True)
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._settings: dict[tuple[str, str], int] = {}

    @classmethod
    def open(cls, path: Path, *, create: bool = True) -> Memory:
        """Open the memory at ``path``; ``create`` makes it when missing, for the user's eyes only.

        Raises:
            MemoryFileError: as :class:`~translate.memory.database.Database`.
        """
        return cls(Database(path, create=create))

    @property
    def path(self) -> Path:
        return self.database.path

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    def __enter__(self) -> Memory:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def lookup(self, keys: Sequence[MemoryKey]) -> list[SentenceResult | None]:
        """What the memory has for each key; None where it has nothing.

        An approved translation wins (``approved`` is true, and no terms are recorded in it). Damaged
        rows count as missing, so that they are translated again.
        """
        approvals = [key.approval_digest for key in keys]
        digests = [key.digest for key in keys]
        approved: dict[bytes, str] = {}
        stored: dict[bytes, tuple[str, str, float | None]] = {}
        stale: list[tuple[int, bytes]] = []
        day = today()
        with self.database.reading() as connection:
            for part in _parts(approvals):
                approved.update(
                    connection.execute(
                        f"SELECT key, target FROM approved WHERE key IN ({_marks(part)})", part
                    )
                )
            for part in _parts(digests):
                for digest, target, packed, score, used in connection.execute(
                    "SELECT key, target, payload, score, used FROM translations"
                    f" WHERE key IN ({_marks(part)})",
                    part,
                ):
                    stored[digest] = (target, packed, score)
                    if used != day:
                        stale.append((day, digest))
        results: list[SentenceResult | None] = []
        for key, approval, digest in zip(keys, approvals, digests, strict=True):
            result = None
            if approval in approved:
                result = SentenceResult(key.source, approved[approval], from_memory=True, approved=True)
            elif digest in stored:
                with suppress(ValueError):
                    result = payload.unpack(key.source, *stored[digest])
            results.append(result)
        if stale:
            # The day of the last use is a courtesy to prune: a memory that cannot be written still serves.
            with suppress(MemoryFileError), self.database.writing() as connection:
                connection.executemany("UPDATE translations SET used = ? WHERE key = ?", stale)
        return results

    def store(self, results: Iterable[tuple[MemoryKey, SentenceResult]]) -> None:
        """Keep translations, replacing what their keys had."""
        day = today()
        items = [
            (key, result) for key, result in results if is_storable(key.source) and is_storable(result.target)
        ]
        if not items:
            return
        with self.database.writing() as connection:
            known = dict(self._settings)
            for key, _result in items:
                pair = (key.package, key.options)
                if pair not in known:
                    connection.execute(
                        "INSERT OR IGNORE INTO settings (package, options) VALUES (?, ?)", pair
                    )
                    (known[pair],) = connection.execute(
                        "SELECT id FROM settings WHERE package = ? AND options = ?", pair
                    ).fetchone()
            connection.executemany(
                "INSERT INTO translations (key, source_language, target_language, settings, terms, source,"
                " target, payload, score, used) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET target = excluded.target, payload = excluded.payload,"
                " score = excluded.score, used = excluded.used",
                [
                    (
                        key.digest,
                        key.source_language,
                        key.target_language,
                        known[key.package, key.options],
                        key.terms,
                        key.source,
                        result.target,
                        payload.pack(result),
                        result.score,
                        day,
                    )
                    for key, result in items
                ],
            )
        self._settings = known

    def forget_settings(self) -> None:
        """Read the ids of packages and options anew, after rows were deleted."""
        self._settings = {}

    def approve(self, entries: Iterable[ApprovedEntry], *, keep: bool = False) -> ApprovalCount:
        """Store approved entries; each takes the place of the one its sentence had, unless ``keep``."""
        now = int(time.time())
        added = changed = unchanged = 0
        with self.database.writing() as connection:
            for entry in entries:
                if not (is_storable(entry.source) and is_storable(entry.target)):
                    continue
                old = connection.execute(
                    "SELECT target FROM approved WHERE key = ?", (entry.digest,)
                ).fetchone()
                if old is not None and (keep or old[0] == entry.target):
                    unchanged += 1
                    continue
                connection.execute(
                    "INSERT INTO approved (key, source_language, target_language, source, target, origin,"
                    " changed) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET"
                    " target = excluded.target, origin = excluded.origin, changed = excluded.changed",
                    (
                        entry.digest,
                        entry.source_language,
                        entry.target_language,
                        entry.source,
                        entry.target,
                        entry.origin,
                        now,
                    ),
                )
                if old is None:
                    added += 1
                else:
                    changed += 1
        return ApprovalCount(added, changed, unchanged)

    def machine_entries(self, target_language: str | None = None) -> Iterator[MachineEntry]:
        """Every machine translation, oldest first, in constant memory; damaged rows are left out."""
        for _id, *key, target, packed, score in self.database.rows(
            "SELECT t.id, t.source, t.source_language, t.target_language, s.package, s.options, t.terms,"
            " t.target, t.payload, t.score FROM translations t JOIN settings s ON s.id = t.settings"
            " WHERE t.id > :last AND (:language IS NULL OR t.target_language = :language)"
            " ORDER BY t.id LIMIT :limit",
            target_language,
        ):
            with suppress(ValueError):
                yield MachineEntry(MemoryKey(*key), payload.unpack(key[0], target, packed, score))

    def approved_entries(self, target_language: str | None = None) -> Iterator[ApprovedEntry]:
        """Every approved entry, oldest first, in constant memory."""
        for _id, *entry in self.database.rows(
            "SELECT id, source, target, source_language, target_language, origin FROM approved"
            " WHERE id > :last AND (:language IS NULL OR target_language = :language)"
            " ORDER BY id LIMIT :limit",
            target_language,
        ):
            yield ApprovedEntry(*entry)

    def targets(
        self, sources: Sequence[str], source_language: str, target_language: str
    ) -> dict[str, list[SentenceResult]]:
        """Every stored machine translation of each source text, the latest first, whatever made it."""
        wanted = [(source,) for source in dict.fromkeys(sources) if is_storable(source)]
        found: dict[str, list[SentenceResult]] = {}
        with self.database.reading() as connection:
            # The source text has no index of its own, which would double the file for this one question.
            connection.execute("CREATE TEMP TABLE wanted (source TEXT PRIMARY KEY)")
            try:
                connection.executemany("INSERT INTO wanted VALUES (?)", wanted)
                for source, target, packed, score in connection.execute(
                    "SELECT source, target, payload, score FROM translations"
                    " WHERE source_language = ? AND target_language = ?"
                    " AND source IN (SELECT source FROM wanted) ORDER BY used DESC, id DESC",
                    (source_language, target_language),
                ):
                    with suppress(ValueError):
                        found.setdefault(source, []).append(payload.unpack(source, target, packed, score))
            finally:
                connection.execute("DROP TABLE wanted")
        return found


def is_storable(text: str) -> bool:
    """Whether SQLite can hold a text: lone surrogates, which JSON can spell, are no characters."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _parts(digests: Sequence[bytes]) -> Iterator[list[bytes]]:
    unique = list(dict.fromkeys(digests))
    for start in range(0, len(unique), _KEYS_AT_ONCE):
        yield unique[start : start + _KEYS_AT_ONCE]


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
