"""Statistics, pruning and verification of a memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from translate.errors import MemoryFileError
from translate.files import shown
from translate.i18n import _
from translate.memory import payload
from translate.memory.records import ApprovedEntry, MemoryKey, MemoryStatistics
from translate.memory.store import Memory, today


def statistics(memory: Memory) -> MemoryStatistics:
    """What the memory holds, by language and package."""
    with memory.database.reading() as connection:
        machine = {
            (source, target, package): number
            for source, target, package, number in connection.execute(
                "SELECT t.source_language, t.target_language, s.package, count(*) FROM translations t"
                " JOIN settings s ON s.id = t.settings GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
            )
        }
        approved = {
            (source, target): number
            for source, target, number in connection.execute(
                "SELECT source_language, target_language, count(*) FROM approved GROUP BY 1, 2 ORDER BY 1, 2"
            )
        }
    size = 0
    for name in (memory.path.name, f"{memory.path.name}-wal"):
        with suppress(FileNotFoundError):
            size += memory.path.with_name(name).stat().st_size
    return MemoryStatistics(memory.path, size, machine, approved)


def prune(
    memory: Memory,
    *,
    unused_days: int | None = None,
    package: str | None = None,
    target_language: str | None = None,
    approved: bool = False,
    dry_run: bool = False,
) -> int:
    """Delete entries for which all conditions given hold, and give their space back.

    Args:
        unused_days: not used in the last so many days.
        package: made by a package whose identity begins so.
        approved: approved entries instead of machine translations; then only the language counts.
        dry_run: count only.

    Returns:
        the number of entries deleted (or to be deleted).
    """
    if approved:
        table = "approved"
        where = "(:language IS NULL OR target_language = :language)"
    else:
        table = "translations"
        where = (
            "(:language IS NULL OR target_language = :language) AND (:before IS NULL OR used < :before)"
            " AND (:package IS NULL OR settings IN"
            " (SELECT id FROM settings WHERE substr(package, 1, length(:package)) = :package))"
        )
    values = {
        "language": target_language,
        "before": None if unused_days is None else today() - unused_days,
        "package": package,
    }
    with memory.database.writing() as connection:
        (number,) = connection.execute(f"SELECT count(*) FROM {table} WHERE {where}", values).fetchone()
        if dry_run or not number:
            return int(number)
        connection.execute(f"DELETE FROM {table} WHERE {where}", values)
        connection.execute("DELETE FROM settings WHERE id NOT IN (SELECT settings FROM translations)")
    memory.forget_settings()
    with memory.database.reading() as connection, suppress(sqlite3.OperationalError):
        # Impossible while another process is at work; then the space is used for new entries.
        connection.execute("VACUUM")
    return int(number)


@dataclass(frozen=True)
class Damage:
    """Something wrong with a memory; ``row`` is None where the file itself is damaged."""

    table: str
    row: int | None
    message: str


def verify(memory: Memory) -> Iterator[Damage]:
    """What is wrong with the memory: first the file as a database, then every row."""
    with memory.database.reading() as connection:
        lines = [line for (line,) in connection.execute("PRAGMA integrity_check") if line != "ok"]
    yield from (Damage("", None, _("The file is damaged: {reason}").format(reason=line)) for line in lines)
    if lines:
        return
    for number, *key, target, packed, score, digest in memory.database.rows(
        "SELECT t.id, t.source, t.source_language, t.target_language, s.package, s.options, t.terms,"
        " t.target, t.payload, t.score, t.key FROM translations t LEFT JOIN settings s ON s.id = t.settings"
        " WHERE t.id > :last AND (:language IS NULL OR t.target_language = :language)"
        " ORDER BY t.id LIMIT :limit"
    ):
        reason = ""
        if MemoryKey(*map(str, key)).digest != digest:
            reason = _("its key does not belong to its text")
        else:
            try:
                payload.unpack(key[0], target, packed, score)
            except ValueError as error:
                reason = str(error)
        if reason:
            message = _("Translation {row}: {reason}").format(row=number, reason=reason)
            yield Damage("translations", number, message)
    for number, *entry, digest in memory.database.rows(
        "SELECT id, source, target, source_language, target_language, key FROM approved"
        " WHERE id > :last AND (:language IS NULL OR target_language = :language) ORDER BY id LIMIT :limit"
    ):
        if ApprovedEntry(*map(str, entry)).digest != digest:
            reason = _("its key does not belong to its text")
            yield Damage(
                "approved", number, _("Approved entry {row}: {reason}").format(row=number, reason=reason)
            )


def remove(memory: Memory, damages: list[Damage]) -> int:
    """Delete damaged rows, which then are translated again; returns how many.

    Raises:
        MemoryFileError: the file itself is damaged.
    """
    if any(damage.row is None for damage in damages):
        raise MemoryFileError(
            _("{path} cannot be mended; move it away to begin a new one.").format(path=shown(memory.path))
        )
    with memory.database.writing() as connection:
        for damage in damages:
            connection.execute(f"DELETE FROM {damage.table} WHERE id = ?", (damage.row,))
    return len(damages)
