"""What a run did: counts for the terminal, and the report that stays beside the journal."""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from translate import __version__
from translate.corpus.events import FileEvent
from translate.files import shown, write_atomically
from translate.report.outcomes import SATISFIED

_FOLDER = "runs"
_LISTED = 10_000
"""Entries of each list at most, so that a report of millions of files stays readable."""


@dataclass
class LanguageCounts:
    """Counts for one language; ``from_memory`` is a part of ``sentences``."""

    sentences: int = 0
    from_memory: int = 0
    found: int = 0
    satisfied: int = 0
    warnings: int = 0
    package: str = ""


@dataclass
class Summary:
    """Grows with the events of a run.

    Attributes:
        started: seconds since the epoch; seconds: how long it took.
        ended: ``finished``, ``interrupted``, or the error that ended it.
        outputs: number of outputs by status.
        languages: counts by language code.
        failed, kept, skipped, missing: what a person has to look at, with reasons.
        report: where the report was written.
    """

    started: float = field(default_factory=time.time)
    seconds: float = 0.0
    ended: str = ""
    outputs: Counter[str] = field(default_factory=Counter)
    languages: dict[str, LanguageCounts] = field(default_factory=dict)
    failed: list[dict[str, str]] = field(default_factory=list)
    kept: list[dict[str, str]] = field(default_factory=list)
    skipped: list[dict[str, str]] = field(default_factory=list)
    missing: list[dict[str, Any]] = field(default_factory=list)
    report: Path | None = None

    @property
    def sentences(self) -> int:
        return sum(counts.sentences for counts in self.languages.values())

    @property
    def from_memory(self) -> int:
        return sum(counts.from_memory for counts in self.languages.values())

    @property
    def found(self) -> int:
        return sum(counts.found for counts in self.languages.values())

    @property
    def satisfied(self) -> int:
        return sum(counts.satisfied for counts in self.languages.values())

    def add(self, event: FileEvent) -> None:
        """Count an event."""
        if event.status != "part":
            self.outputs[event.status] += 1
        listed = {"failed": self.failed, "kept": self.kept, "skipped": self.skipped}.get(event.status)
        if listed is not None and len(listed) < _LISTED:
            entry = {"source": shown(event.source), "reason": event.reason}
            if event.target:
                entry["target"] = shown(event.target)
            listed.append(entry)
        if event.result is None or not event.result.package:
            return  # nothing was translated for it: an output put together from parts
        counts = self.languages.setdefault(event.language, LanguageCounts())
        counts.package = event.result.package
        counts.sentences += len(event.result.sentences)
        counts.from_memory += sum(sentence.from_memory for sentence in event.result.sentences)
        counts.found += event.result.found
        counts.satisfied += event.result.satisfied
        for sentence in event.result.sentences:
            counts.warnings += len(sentence.warnings)
            for outcome in sentence.terms:
                if outcome.status not in SATISFIED and len(self.missing) < _LISTED:
                    self.missing.append(
                        {
                            "source": shown(event.source),
                            "lang": event.language,
                            "line": sentence.line,
                            "term": outcome.term,
                            "rendering": outcome.rendering,
                            "status": outcome.status,
                        }
                    )

    def data(self) -> dict[str, Any]:
        """The report as JSON data."""
        return {
            "version": 1,
            "tool": f"glossary-translate {__version__}",
            "started": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.started)),
            "seconds": round(self.seconds, 1),
            "ended": self.ended,
            "outputs": dict(sorted(self.outputs.items())),
            "languages": {code: vars(counts) for code, counts in sorted(self.languages.items())},
            "failed": self.failed,
            "kept": self.kept,
            "skipped": self.skipped,
            "terms": self.missing,
        }

    def write(self, folder: Path) -> None:
        """Write the report below the journal's folder, under the time the run began.

        Raises:
            OutputError: it cannot be written.
        """
        runs = folder / _FOLDER
        runs.mkdir(parents=True, exist_ok=True)
        name = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(self.started))
        path = runs / f"{name}.json"
        number = 1
        while path.exists():
            number += 1
            path = runs / f"{name}-{number}.json"
        data = json.dumps(self.data(), ensure_ascii=False, indent=1) + "\n"
        write_atomically(path, data.encode("utf-8"))
        self.report = path
