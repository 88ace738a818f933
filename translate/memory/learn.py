"""Learning from a translation that a person edited.

The source is translated again (mostly from the memory), so that each sentence's machine translation is
known; these are aligned with the edited text, which is in the same language, by similarity. What the
person changed becomes an approved entry, and a term whose rendering changed is offered for the glossary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from translate.documents.base import Document
from translate.languages import Language
from translate.memory.records import ApprovedEntry
from translate.report.outcomes import SATISFIED, SentenceResult
from translate.translator import Translator

ORIGIN = "learn"

_SKIP = 0.75
"""Cost of a text without counterpart; a pair costs one less their similarity."""

_MOVES = ((1, 1, 0.0), (1, 2, 0.05), (2, 1, 0.05), (1, 3, 0.15), (3, 1, 0.15), (1, 0, _SKIP), (0, 1, _SKIP))
"""Texts taken from either side, and what the move costs beyond their difference."""

_BAND = 40
"""How far apart, in texts, counterparts may lie beyond what the numbers of texts differ."""

_SURE = 0.35
"""Similarity from which a pair counts where the numbers of sentences differ."""


@dataclass(frozen=True)
class TermChange:
    """A term that a person rendered otherwise than the glossary; ``count`` is how often."""

    term: str
    glossary: str
    before: str
    after: str
    count: int


@dataclass
class Lesson:
    """What an edited translation teaches.

    Attributes:
        approved: sentences that were changed.
        unchanged: number of sentences left as they were.
        unmatched: source sentences whose place in the edited text is not clear (merged, deleted …).
        terms: changed renderings, the most frequent first.
    """

    approved: list[ApprovedEntry] = field(default_factory=list)
    unchanged: int = 0
    unmatched: list[str] = field(default_factory=list)
    terms: list[TermChange] = field(default_factory=list)


def learn(translator: Translator, source: Document, edited: Document, language: Language) -> Lesson:
    """Compare an edited translation with what the translator makes of the source.

    Nothing is stored; that is the caller's to do, with ``lesson.approved``.

    Raises:
        LanguageError, PackageError, GlossaryError: the language cannot be served.
    """
    prepared = translator.prepare(source.segments, language)
    [results] = translator.translate_sentences([prepared], language)
    by_segment: list[list[SentenceResult]] = [[] for _segment in source.segments]
    for sentence, result in zip(prepared.sentences, results, strict=True):
        by_segment[sentence.segment].append(result)
    lesson = Lesson()
    changed: dict[str, tuple[SentenceResult, str]] = {}
    for ours, text in _segment_pairs(by_segment, [segment.text for segment in edited.segments]):
        sentences = list(_sentences(text, language))
        even = len(ours) == len(sentences)
        for left, right in align([result.target for result in ours], sentences):
            group = [ours[index] for index in left]
            joined = "".join(sentences[index] for index in right).strip()
            if len(group) != 1 or not joined:
                lesson.unmatched += [result.source for result in group]
            elif joined == group[0].target:
                lesson.unchanged += 1
            elif even or similarity(group[0].target, joined) >= _SURE:
                changed[group[0].source] = (group[0], joined)
            else:
                lesson.unmatched.append(group[0].source)
    lesson.approved = [
        ApprovedEntry(source_text, text, translator.options.source.code, language.code, ORIGIN)
        for source_text, (_result, text) in changed.items()
    ]
    terms = Counter(change for result, text in changed.values() for change in _term_changes(result, text))
    lesson.terms = [TermChange(*change, count) for change, count in terms.most_common()]
    return lesson


def _segment_pairs(
    by_segment: Sequence[Sequence[SentenceResult]], edited: Sequence[str]
) -> Iterator[tuple[Sequence[SentenceResult], str]]:
    """Source segments with the text that stands for them, joined where a person joined or parted them."""
    if len(by_segment) == len(edited):
        yield from zip(by_segment, edited, strict=True)
        return
    texts = [" ".join(result.target for result in results) for results in by_segment]
    for left, right in align(texts, edited):
        results = [result for index in left for result in by_segment[index]]
        yield results, "\n".join(edited[index] for index in right)


def _sentences(text: str, language: Language) -> Iterator[str]:
    """Sentences of a text in a target language, each with the white space after it but no line break."""
    import sentencex

    code = "zh" if language.is_chinese else language.code
    for line in text.splitlines():
        for piece in sentencex.segment(code, line):
            if piece.strip():
                yield piece


def similarity(one: str, other: str) -> float:
    """0 to 1: normalised indel similarity (rapidfuzz)."""
    from rapidfuzz import fuzz

    return float(fuzz.ratio(one, other)) / 100


def align(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[range, range]]:
    """Groups of indices of two lists of texts of one language that belong together, in order.

    Dynamic programming over :data:`_MOVES` within a band around the diagonal.
    """
    width = _BAND + abs(len(ours) - len(theirs))
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(ours) + 1):
        middle = i * len(theirs) // max(1, len(ours))
        for j in range(max(0, middle - width), min(len(theirs), middle + width) + 1):
            options = []
            for taken, given, penalty in _MOVES:
                before = (i - taken, j - given)
                if before not in best:
                    continue
                cost = best[before][0] + penalty
                if taken and given:
                    alike = similarity("".join(ours[i - taken : i]), "".join(theirs[j - given : j]))
                    # Two texts that have nothing in common are better left alone than paired.
                    cost += (1 - alike) * max(taken, given) * 1.2
                options.append((cost, before))
            if options:
                best[i, j] = min(options)
    groups: list[tuple[range, range]] = []
    place = (len(ours), len(theirs))
    while place != (0, 0):
        before = best[place][1]
        groups.append((range(before[0], place[0]), range(before[1], place[1])))
        place = before
    return groups[::-1]


def _term_changes(result: SentenceResult, edited: str) -> Iterator[tuple[str, str, str, str]]:
    """Terms whose rendering is gone from the edited sentence, with what took its place."""
    from rapidfuzz.distance import Levenshtein

    opcodes = Levenshtein.opcodes(result.target, edited)
    for outcome in result.terms:
        if outcome.status not in SATISFIED or outcome.target_span is None or "{" in outcome.term:
            continue
        start, end = outcome.target_span
        before = result.target[start:end]
        if not before or before in edited:
            continue
        left = right = None
        for opcode in opcodes:
            if opcode.tag == "insert" and opcode.src_start == start and left is None:
                # Where a word grew at its front; a word put before it is another one.
                inserted = edited[opcode.dest_start : opcode.dest_end]
                left = opcode.dest_start + len(inserted) - len(inserted.split(" ")[-1])
            if opcode.src_start <= start < opcode.src_end and left is None:
                left = opcode.dest_start + (start - opcode.src_start if opcode.tag == "equal" else 0)
            if opcode.src_start < end <= opcode.src_end:
                right = opcode.dest_end - (opcode.src_end - end if opcode.tag == "equal" else 0)
        if left is None or right is None:
            continue
        after = edited[left:right].strip()
        if after and after != before and len(after) <= 3 * len(before) + 10:
            yield outcome.term, outcome.glossary, before, after
