"""Findings about entries."""

from __future__ import annotations

from translate.checks.findings import Finding
from translate.glossary.concepts import Entry


def about(
    entry: Entry, code: str, severity: str, message: str, advice: str = "", *, fixable: bool = False
) -> Finding:
    """A finding at an entry's place; the language is put in by the caller."""
    return Finding(
        code,
        severity,
        message.replace("\n", "\\n"),
        advice,
        entry.path,
        entry.line or 0,
        term=entry.term,
        fixable=fixable,
    )
