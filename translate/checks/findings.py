"""A finding: what ``translate check`` and ``translate glossary check`` report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ERROR, WARNING, NOTE = "error", "warning", "note"

SEVERITIES = (ERROR, WARNING, NOTE)
"""Severities, the gravest first."""


@dataclass(frozen=True)
class Finding:
    """Something that a person should look at.

    Attributes:
        code: what sort of finding; stable, lower case with hyphens, for machines and for switching off.
        severity: ``error``, ``warning`` or ``note``.
        message: what is wrong, one line, in the interface language.
        advice: what to do about it, one line; empty where the message says it.
        path: file it stands in; None where there is none (standard input).
        line: line in that file, from 1; 0 where lines mean nothing.
        language: target language code, where it matters.
        term: glossary term concerned.
        excerpt: the text concerned, on one line.
        fixable: ``--fix`` can mend it without a decision.
    """

    code: str
    severity: str
    message: str
    advice: str = ""
    path: Path | None = None
    line: int = 0
    language: str = ""
    term: str = ""
    excerpt: str = ""
    fixable: bool = False


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by file, line, severity and code."""
    return sorted(
        findings,
        key=lambda finding: (
            str(finding.path or ""),
            finding.line,
            SEVERITIES.index(finding.severity),
            finding.code,
            finding.message,
        ),
    )


def count_by_severity(findings: Iterable[Finding]) -> dict[str, int]:
    """Number of findings of each severity; every severity is a key."""
    counts = dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        counts[finding.severity] += 1
    return counts
