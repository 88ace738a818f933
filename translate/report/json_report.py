"""The JSON form of a run, as ``docs/reference/reports.md`` specifies it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from translate.report.outcomes import DocumentResult, SentenceResult

VERSION = 1


def document(result: DocumentResult) -> dict[str, Any]:
    """One document as JSON data."""
    data: dict[str, Any] = {
        "source": result.source,
        "target": result.target,
        "lang": result.language,
        "package": result.package,
        "sentences": [_sentence(sentence) for sentence in result.sentences],
    }
    if result.messages:
        data["messages"] = list(result.messages)
    return data


def run(results: Iterable[DocumentResult], tool: str) -> dict[str, Any]:
    """A whole run as JSON data.

    Args:
        tool: name and version of the tool.
    """
    listed = list(results)
    return {
        "version": VERSION,
        "tool": tool,
        "files": [document(result) for result in listed],
        "summary": {
            "found": sum(result.found for result in listed),
            "satisfied": sum(result.satisfied for result in listed),
        },
    }


def _sentence(sentence: SentenceResult) -> dict[str, Any]:
    return {
        "line": sentence.line,
        "source": sentence.source,
        "target": sentence.target,
        "terms": [
            {
                "term": outcome.term,
                "glossary": outcome.glossary,
                "rendering": outcome.rendering,
                "status": outcome.status,
                "source_span": list(outcome.source_span) if outcome.source_span else None,
                "target_span": list(outcome.target_span) if outcome.target_span else None,
                **({"converted": True} if outcome.converted else {}),
            }
            for outcome in sentence.terms
        ],
        "warnings": list(sentence.warnings),
    }
