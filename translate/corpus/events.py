"""What a run tells its caller while it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from translate.report.outcomes import DocumentResult

Status = Literal["translated", "unchanged", "kept", "failed", "skipped", "part"]
"""``part``: a stretch of a file of records is translated, the output still to be put together."""


@dataclass(frozen=True)
class FileEvent:
    """Something was settled: one output, or a whole source.

    Attributes:
        source: path below the corpus.
        status: what became of it.
        size: bytes of the source, with the last event of that source; else None.
        language, target: of the output; empty where the source as a whole is meant.
        reason: why it failed, was kept or skipped.
        result: what became of its sentences, if translated.
        recalled: what became of them in an earlier run, where a review page asks for it.
        unseen: why a review page cannot show it.
        number: of the first record, for a stretch of a file of records.
    """

    source: str
    status: Status
    size: int | None = None
    language: str = ""
    target: str = ""
    reason: str = ""
    result: DocumentResult | None = None
    recalled: DocumentResult | None = None
    unseen: str = ""
    number: int = 0


@dataclass(frozen=True)
class TotalsEvent:
    """How much there is: sources and their bytes."""

    sources: int
    bytes: int


Event = FileEvent | TotalsEvent
