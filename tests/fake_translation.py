"""Stand-ins for a translator: they change a segment's text in known ways and move its spans along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from translate.documents.base import Document, InlineSpan, Segment, SegmentTranslation
from translate.languages import JAPANESE, KOREAN, Language

Fake = Callable[[Segment], SegmentTranslation]


def identity(segment: Segment) -> SegmentTranslation:
    return SegmentTranslation(segment.text, segment.spans)


def upper(segment: Segment) -> SegmentTranslation:
    """Capitals; what must be kept is kept."""
    kept = {
        position for span in segment.spans if span.kind == "keep" for position in range(span.start, span.end)
    }
    text = "".join(
        character.upper() if character.isascii() and index not in kept else character
        for index, character in enumerate(segment.text)
    )
    return SegmentTranslation(text, segment.spans)


def ideographs(segment: Segment) -> SegmentTranslation:
    """A 字 for every letter and no spaces, so that markup touches letters on all sides."""
    return _mapped(
        segment, lambda character: "字" if character.isalpha() else "" if character == " " else character
    )


def hangul(segment: Segment) -> SegmentTranslation:
    """A syllable for every letter, and a particle stuck to every emphasis and link."""
    return _mapped(segment, lambda character: "글" if character.isalpha() else character, after_pair="을")


def swapped(segment: Segment) -> SegmentTranslation:
    """The words in reverse order, those inside a pair together."""
    holes = [range(span.start, span.end) for span in segment.spans if span.kind in ("pair", "keep")]
    units: list[tuple[int, int]] = []
    start = 0
    for index, character in enumerate(segment.text):
        if character == " " and not any(index in hole for hole in holes):
            units.append((start, index))
            start = index + 1
    units.append((start, len(segment.text)))
    pieces: list[str] = []
    spans: list[InlineSpan] = []
    placed: set[int] = set()
    position = 0
    for left, right in reversed(units):
        for span in segment.spans:
            if left <= span.start and span.end <= right and span.id not in placed:
                placed.add(span.id)
                spans.append(
                    replace(span, start=span.start - left + position, end=span.end - left + position)
                )
        pieces.append(segment.text[left:right])
        position += right - left + 1
    spans.sort(key=lambda span: (span.start, -span.end, span.id))
    return SegmentTranslation(" ".join(pieces), tuple(spans))


FAKES: dict[str, tuple[Fake, Language]] = {
    "upper": (upper, KOREAN),
    "ideographs": (ideographs, JAPANESE),
    "hangul": (hangul, KOREAN),
    "swapped": (swapped, KOREAN),
}


def written(document: Document, fake: Fake = identity, language: Language = KOREAN) -> bytes:
    """The document with every segment changed."""
    translations = [fake(segment) for segment in document.segments]
    for segment, translation in zip(document.segments, translations, strict=True):
        check(segment.spans, translation)
    return document.write(translations, language)


def check(spans: Sequence[InlineSpan], translation: SegmentTranslation) -> None:
    """The contract of a translation: every span once, inside the text."""
    assert sorted(span.id for span in spans) == sorted(span.id for span in translation.spans)
    assert all(0 <= span.start <= span.end <= len(translation.text) for span in translation.spans)


def _mapped(segment: Segment, change: Callable[[str], str], after_pair: str = "") -> SegmentTranslation:
    kept = {
        position for span in segment.spans if span.kind == "keep" for position in range(span.start, span.end)
    }
    starts: list[int] = []
    ends: list[int] = []
    text = ""
    for index in range(len(segment.text) + 1):
        ends.append(len(text))
        if after_pair and any(span.end == index and span.kind == "pair" for span in segment.spans):
            text += after_pair
        starts.append(len(text))
        if index < len(segment.text):
            character = segment.text[index]
            text += character if index in kept else change(character)
    spans = tuple(
        replace(span, start=starts[span.start], end=max(starts[span.start], ends[span.end]))
        if span.kind != "point"
        else replace(span, start=starts[span.start], end=starts[span.start])
        for span in segment.spans
    )
    return SegmentTranslation(text, spans)
