"""What goes into the memory and what comes out of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from translate.report.outcomes import SentenceResult


def digest_of(*parts: str) -> bytes:
    """A key of 16 bytes for a row of strings (BLAKE2b, RFC 7693)."""
    hasher = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        hasher.update(len(data).to_bytes(8, "big"))
        hasher.update(data)
    return hasher.digest()


@dataclass(frozen=True)
class MemoryKey:
    """What a translation depends on.

    Attributes:
        source: the sentence.
        source_language, target_language: canonical codes.
        package: identity of the package, its version and content included.
        options: every decoding option, and what else changes the text (register, region …).
        terms: hash of the glossary entries that apply to this sentence; empty for none.
    """

    source: str
    source_language: str
    target_language: str
    package: str
    options: str
    terms: str

    @property
    def digest(self) -> bytes:
        return digest_of(
            self.source, self.source_language, self.target_language, self.package, self.options, self.terms
        )

    @property
    def approval_digest(self) -> bytes:
        """The key of an approved translation of the same sentence."""
        return digest_of(self.source, self.source_language, self.target_language)


class SentenceStore(Protocol):
    """What a translator asks before it translates, and tells afterwards."""

    def lookup(self, keys: Sequence[MemoryKey]) -> list[SentenceResult | None]:
        """What is known for each key, or None."""

    def store(self, results: Iterable[tuple[MemoryKey, SentenceResult]]) -> None:
        """Keep translations."""


@dataclass(frozen=True)
class MachineEntry:
    """A stored machine translation with its key."""

    key: MemoryKey
    result: SentenceResult


@dataclass(frozen=True)
class ApprovedEntry:
    """A translation that a person approved; it wins over everything for its sentence.

    Attributes:
        origin: where it came from: ``learn``, the name of an imported file …
    """

    source: str
    target: str
    source_language: str
    target_language: str
    origin: str = ""

    @property
    def digest(self) -> bytes:
        return digest_of(self.source, self.source_language, self.target_language)


@dataclass(frozen=True)
class ApprovalCount:
    """What storing approved entries did; ``unchanged`` counts those that were kept."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True)
class SearchHit:
    """A sentence that was searched for.

    Attributes:
        similarity: 0 to 100, normalised edit distance of the source texts.
        approved: a person approved it.
        package: identity of the package that translated it; empty when approved.
    """

    similarity: float
    source: str
    target: str
    source_language: str
    target_language: str
    approved: bool
    package: str = ""
    origin: str = ""


@dataclass(frozen=True)
class MemoryStatistics:
    """What a memory holds.

    Attributes:
        bytes: size of the file and of its log.
        machine: number of machine translations by source language, target language and package.
        approved: number of approved entries by source and target language.
    """

    path: Path
    bytes: int
    machine: dict[tuple[str, str, str], int]
    approved: dict[tuple[str, str], int]
