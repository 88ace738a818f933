"""The last resort: a rendering put over what the model wrote for the term.

It works for any rendering, also one that the package's vocabulary cannot spell, and for any package,
but the rest of the sentence does not adapt; so it is only used for what forcing left missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from translate.enforce.alignment import Dependence, depend
from translate.enforce.candidates import Candidate, Check, Task
from translate.enforce.generators import copied
from translate.enforce.satisfaction import HANGUL, LATIN
from translate.engine import Engine
from translate.languages import Language, ko
from translate.spans import Span, overlaps

_OPENERS = " (“‘「『（《\"'"
_FINAL_MARKS = " .,。，、！？!?"


@dataclass(frozen=True)
class _Edit:
    """Matches whose renderings go over ``start:end`` of the text, side by side if they are several."""

    start: int
    end: int
    matches: tuple[int, ...]


def generate(
    engine: Engine, language: Language, tasks: Sequence[Task], bases: Sequence[Candidate], check: Check
) -> list[Candidate]:
    """Each base hypothesis with every missing rendering spliced in."""
    missing = [
        [index for index in base.satisfaction.missing if not task.matches[index].ambiguous]
        for task, base in zip(tasks, bases, strict=True)
    ]
    dependences = depend(
        engine,
        [task.sentence for task in tasks],
        [
            [task.matches[index].span for index in indices]
            for task, indices in zip(tasks, missing, strict=True)
        ],
        [base.tokens for base in bases],
    )
    spaced = language.locale == "ko"
    return [
        _splice(engine, task, base, dict(zip(indices, found, strict=True)), check, spaced)
        for task, base, indices, found in zip(tasks, bases, missing, dependences, strict=True)
    ]


def _splice(
    engine: Engine,
    task: Task,
    base: Candidate,
    dependences: dict[int, Dependence],
    check: Check,
    spaced: bool,
) -> Candidate:
    boundaries = [
        not spaced or position == 0 or engine.starts_word(token) for position, token in enumerate(base.tokens)
    ]
    dependences = {
        index: replace(dependence, offsets=_moved(dependence.offsets, engine.decode(base.tokens), base.text))
        for index, dependence in dependences.items()
    }
    taken = [place.span for place in base.satisfaction.places if place is not None]
    edits: list[_Edit] = []
    homeless: list[int] = []
    for index, dependence in dependences.items():
        span = copied.find(task, base, index)
        if span is None or overlaps(span, taken):
            span = _aligned(base, dependence, taken, boundaries, spaced)
        if span is None:
            homeless.append(index)
        else:
            taken.append(span)
            edits.append(_Edit(*span, (index,)))
    for index in homeless:
        point = _insertion_point(base, task, index, taken, spaced)
        shared = next((edit for edit in edits if edit.start == edit.end == point), None)
        if shared is not None:
            edits.remove(shared)
            edits.append(replace(shared, matches=(*shared.matches, index)))
        else:
            edits.append(_Edit(point, point, (index,)))
    text = base.text
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
        renderings = [task.matches[index].rendering for index in edit.matches]
        text = _put(text, edit.start, edit.end, _listed(renderings, spaced), spaced)
    done = frozenset(dependences)
    trusted = base.trusted | done
    satisfaction = check(task, text, trusted)
    left = [index for index in satisfaction.missing if index in done]
    if left:
        # What still does not stand by itself, grown together with its neighbours, is said at the end.
        end = len(text.rstrip(_FINAL_MARKS))
        renderings = [task.matches[index].rendering for index in left]
        text = _put(text, end, end, _listed(["", *renderings] if end else renderings, spaced), spaced)
        satisfaction = check(task, text, trusted)
    return replace(base, text=text, satisfaction=satisfaction, spliced=base.spliced | done, trusted=trusted)


def _moved(offsets: tuple[int, ...], decoded: str, text: str) -> tuple[int, ...]:
    """Offsets in what the tokens say as offsets in the hypothesis' text, where that was mended since."""
    if decoded == text:
        return offsets
    opcodes = Levenshtein.opcodes(decoded, text)
    moved = []
    for offset in offsets:
        change = [opcode for opcode in opcodes if opcode.src_start <= offset][-1]
        moved.append(min(change.dest_start + max(0, offset - change.src_start), change.dest_end))
    return tuple(moved)


def _aligned(
    base: Candidate, dependence: Dependence, taken: Sequence[Span], boundaries: Sequence[bool], spaced: bool
) -> Span | None:
    tokens = dependence.best_span(taken, boundaries)
    if tokens is None:
        return None
    start, end = _trimmed(base.text, dependence.offsets[tokens[0]], dependence.offsets[tokens[1]], spaced)
    # A lone space has nothing to replace, and completing a word can reach into another rendering.
    return (start, end) if start < end and not overlaps((start, end), taken) else None


def _trimmed(text: str, start: int, end: int, spaced: bool) -> Span:
    """The range without the spaces at its borders and without sentence-final punctuation.

    In Korean the particle at its end stays, so that the rendering gets it, and no half word.
    """
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] in _FINAL_MARKS:
        end -= 1
    if spaced and not ko.ends_word(text, end):
        # The rest of a word whose beginning goes is no word.
        while end < len(text) and text[end].isalnum():
            end += 1
    if spaced and (end == len(text) or not HANGUL.match(text[end])):
        end -= len(ko.particle_at_end(text[start:end]))
    return start, end


def _insertion_point(base: Candidate, task: Task, index: int, taken: Sequence[Span], spaced: bool) -> int:
    """A word start in the translation for a term of which nothing there depends.

    Beside the rendering of the term that is nearest in the sentence; else about as far into the
    translation as the term is into the sentence.
    """
    text = base.text
    points = [0] + [
        position + 1
        for position, character in enumerate(text[:-1])
        if character in (" " if spaced else "、，,。 ")
    ]
    free = [point for point in points if not any(left < point < right for left, right in taken)]
    match = task.matches[index]
    standing = [
        (abs(task.matches[other].start - match.start), task.matches[other].start < match.start, place)
        for other, place in enumerate(base.satisfaction.places)
        if place is not None
    ]
    wanted = round(len(text) * match.start / max(1, len(task.sentence)))
    if standing:
        _distance, is_before, place = min(standing, key=lambda item: item[0])
        wanted = place.end if is_before else place.start
    return min(free or [0], key=lambda point: abs(point - wanted))


def _listed(renderings: Sequence[str], spaced: bool) -> str:
    return (", " if spaced else "、").join(renderings)


def _put(text: str, start: int, end: int, rendering: str, spaced: bool) -> str:
    """The text with the rendering over ``start:end``, parted from letters that would make it another word."""
    before, after = text[:start], text[end:]
    if spaced:
        needs_space = before and before[-1] not in _OPENERS and rendering[0] not in ", "
    else:
        needs_space = before and _both_latin(before[-1], rendering[0])
    if needs_space:
        before += " "
    if after and (
        _both_latin(rendering[-1], after[0])
        or (spaced and start == end and after[0] not in " .,")
        or (spaced and HANGUL.match(rendering[-1]) and not ko.ends_word(after, 0))
    ):
        rendering += " "
    return before + rendering + after


def _both_latin(left: str, right: str) -> bool:
    return LATIN.match(left) is not None and LATIN.match(right) is not None
