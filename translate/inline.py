"""Where inline markup goes in a translation whose words have moved.

A span that is a whole sentence or a term goes with it; for the rest the package is asked which part of
the translation depends on the marked words (see :mod:`translate.enforce.alignment`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from translate.documents.base import InlineSpan
from translate.enforce.alignment import Dependence, depend
from translate.engine import Engine
from translate.languages import Language, zh
from translate.report.outcomes import SentenceResult
from translate.spans import Span

_EDGE = " .,;:!?。、，；：？！…"


@dataclass(frozen=True)
class SentenceMarkup:
    """The inline spans of one sentence, clipped to it.

    Attributes:
        result: the sentence translated.
        kept: source range → target range of protected text, where it stands.
        spans: inline spans in the sentence's own offsets.
    """

    result: SentenceResult
    spans: tuple[InlineSpan, ...]


def place(
    engine: Engine, language: Language, sentences: Sequence[SentenceMarkup]
) -> list[tuple[InlineSpan, ...]]:
    """The spans of each sentence in the offsets of its translation, nesting and order kept."""
    questions: list[list[Span]] = []
    tokens: list[tuple[str, ...] | None] = []
    for sentence in sentences:
        asked = sorted(
            {
                _stretch(sentence, span)
                for span in sentence.spans
                if _known(sentence, span) is None and _stretch(sentence, span) != (0, 0)
            }
        )
        target = sentence.result.target
        if language.is_traditional:
            simplified = zh.to_simplified(target)
            target = simplified if len(simplified) == len(target) else ""
        spelled = engine.spell(target, word_start=True) if target and asked else None
        tokens.append(spelled)
        questions.append(asked if spelled is not None else [])
    answers = depend(
        engine,
        [sentence.result.source for sentence, spelled in zip(sentences, tokens, strict=True) if spelled],
        [asked for asked, spelled in zip(questions, tokens, strict=True) if spelled],
        [spelled for spelled in tokens if spelled],
    )
    found = iter(answers)
    placed = []
    for sentence, asked, spelled in zip(sentences, questions, tokens, strict=True):
        dependences = dict(zip(asked, next(found), strict=True)) if spelled else {}
        placed.append(_place(engine, language, sentence, dependences, spelled))
    return placed


def _known(sentence: SentenceMarkup, span: InlineSpan) -> Span | None:
    """The target range, where it follows without asking the package."""
    source, target = sentence.result.source, sentence.result.target
    if span.start == span.end:
        if span.start == 0:
            return (0, 0)
        if span.end == len(source):
            return (len(target), len(target))
        return None
    if source[: span.start].strip(_EDGE + "“”\"'") == "" and source[span.end :].strip(_EDGE + "“”\"'") == "":
        left = len(target) - len(target.lstrip()) if span.start else 0
        right = len(target)
        if span.end < len(source):
            right = len(target.rstrip(_EDGE))
        return (left, max(left, right))
    for term, rendering in _terms(sentence):
        if term[0] <= span.start and span.end <= term[1]:
            return _share(sentence, span, term, rendering)
    if span.kind == "keep":
        surface = source[span.start : span.end]
        nth = source[: span.start].count(surface)
        position = -1
        for _number in range(nth + 1):
            position = target.find(surface, position + 1)
        if position >= 0:
            return (position, position + len(surface))
    return None


def _terms(sentence: SentenceMarkup) -> list[tuple[Span, Span]]:
    """Where the terms of the sentence stand, and their renderings."""
    return [
        (outcome.source_span, outcome.target_span)
        for outcome in sentence.result.terms
        if outcome.source_span is not None and outcome.target_span is not None
    ]


def _share(sentence: SentenceMarkup, span: InlineSpan, term: Span, rendering: Span) -> Span:
    """A span inside a term marks all of its rendering, or a part like its own where others mark the rest."""
    others = [
        other
        for other in sentence.spans
        if term[0] <= other.start < other.end <= term[1]
        and (other.end <= span.start or span.end <= other.start)
    ]
    if not others:
        return rendering
    scale = (rendering[1] - rendering[0]) / (term[1] - term[0])
    return (
        rendering[0] + round((span.start - term[0]) * scale),
        rendering[0] + round((span.end - term[0]) * scale),
    )


def _whole(sentence: SentenceMarkup, span: InlineSpan, where: Span) -> Span:
    """The target range with no border inside a rendering: it holds those of its own terms whole."""
    left, right = where
    for term, rendering in _terms(sentence):
        is_own = term[0] < span.end and span.start < term[1]
        if rendering[0] < left < rendering[1]:
            left = rendering[0] if is_own else rendering[1]
        if rendering[0] < right < rendering[1]:
            right = rendering[1] if is_own else rendering[0]
    return (left, max(left, right))


def _stretch(sentence: SentenceMarkup, span: InlineSpan) -> Span:
    """The source words to ask about: the marked ones, or the word after a point."""
    source = sentence.result.source
    if span.start < span.end:
        return (span.start, span.end)
    start = span.start
    while start < len(source) and source[start].isspace():
        start += 1
    end = start
    while end < len(source) and not source[end].isspace():
        end += 1
    return (start, end) if end > start else (0, 0)


def _place(
    engine: Engine,
    language: Language,
    sentence: SentenceMarkup,
    dependences: dict[Span, Dependence],
    tokens: tuple[str, ...] | None,
) -> tuple[InlineSpan, ...]:
    target = sentence.result.target
    placed: dict[int, Span] = {}
    # Outer spans first, so that inner ones are clipped into them and siblings kept apart.
    order = sorted(sentence.spans, key=lambda span: (span.start, -span.end, span.id))
    for span in sorted(order, key=lambda span: -(span.end - span.start)):
        outer = [
            placed[other.id]
            for other in order
            if other.id in placed
            and other.kind == "pair"
            and other.start <= span.start
            and span.end <= other.end
            and other.start < other.end
        ]
        low = max((left for left, _ in outer), default=0)
        high = min((right for _, right in outer), default=len(target))
        siblings = [
            placed[other.id]
            for other in order
            if other.id in placed
            and other.start < other.end
            and (other.end <= span.start or span.end <= other.start)
        ]
        known = _known(sentence, span)
        where = (
            known
            if known is not None
            else _whole(sentence, span, _asked(engine, language, sentence, span, dependences, tokens))
        )
        left = min(max(where[0], low), high)
        right = min(max(where[1], left), high)
        for begin, stop in siblings:
            if left < stop and begin < right:
                if begin <= left:
                    left = min(stop, right)
                else:
                    right = begin
        placed[span.id] = (left, max(left, right))
    spans = [InlineSpan(*placed[span.id], span.id, span.kind) for span in sentence.spans]
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end)))


def _asked(
    engine: Engine,
    language: Language,
    sentence: SentenceMarkup,
    span: InlineSpan,
    dependences: dict[Span, Dependence],
    tokens: tuple[str, ...] | None,
) -> Span:
    source, target = sentence.result.source, sentence.result.target
    dependence = dependences.get(_stretch(sentence, span))
    if dependence is not None and tokens is not None:
        spaced = language.locale == "ko"
        starts = [not spaced or index == 0 or engine.starts_word(token) for index, token in enumerate(tokens)]
        best = dependence.best_span(boundaries=starts)
        if best is not None:
            left, right = dependence.offsets[best[0]], dependence.offsets[best[1]]
            while left < right and target[left] in _EDGE:
                left += 1
            while right > left and target[right - 1] in _EDGE:
                right -= 1
            return (left, left) if span.start == span.end else (left, right)
    scale = len(target) / max(1, len(source))
    left, right = (
        _word_border(target, round(span.start * scale)),
        _word_border(target, round(span.end * scale)),
    )
    return (left, left) if span.start == span.end else (left, max(left, right))


def _word_border(text: str, position: int) -> int:
    """The nearest place after a space, or the position itself in a text without spaces nearby."""
    for distance in range(0, 12):
        for candidate in (position - distance, position + distance):
            if candidate <= 0:
                return 0
            if candidate >= len(text):
                return len(text)
            if text[candidate - 1] == " ":
                return candidate
    return position
