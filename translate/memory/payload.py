"""Term outcomes and warnings as the memory stores them: short JSON."""

from __future__ import annotations

import json
from typing import Any

from translate.report.outcomes import SentenceResult, TermOutcome
from translate.spans import Span


def pack(result: SentenceResult) -> str:
    """Terms and warnings of a result; an empty string where there are none."""
    if not result.terms and not result.warnings:
        return ""
    return json.dumps(
        {
            "terms": [
                [
                    outcome.term,
                    outcome.glossary,
                    outcome.rendering,
                    outcome.status,
                    outcome.source_span,
                    outcome.target_span,
                    outcome.kind,
                    outcome.converted,
                ]
                for outcome in result.terms
            ],
            "warnings": result.warnings,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def unpack(source: str, target: str, payload: str, score: float | None) -> SentenceResult:
    """The result that :func:`pack` was given, marked as from the memory.

    Raises:
        ValueError: the payload is damaged, or its spans do not lie in the texts.
    """
    terms: tuple[TermOutcome, ...] = ()
    warnings: tuple[str, ...] = ()
    if payload:
        try:
            data = json.loads(payload)
            terms = tuple(_outcome(row, source, target) for row in data["terms"])
            warnings = tuple(str(warning) for warning in data["warnings"])
        except (KeyError, TypeError) as error:
            raise ValueError(f"damaged payload: {error}") from None
    return SentenceResult(source, target, terms=terms, warnings=warnings, score=score, from_memory=True)


def _outcome(row: list[Any], source: str, target: str) -> TermOutcome:
    term, glossary, rendering, status, source_span, target_span, kind, converted = row
    return TermOutcome(
        str(term),
        str(glossary),
        str(rendering),
        str(status),
        _span(source_span, source),
        _span(target_span, target),
        str(kind),
        bool(converted),
    )


def _span(value: list[int] | None, text: str) -> Span | None:
    if value is None:
        return None
    start, end = value
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= len(text)):
        raise ValueError(f"span {start}:{end} lies outside a text of {len(text)}")
    return start, end
