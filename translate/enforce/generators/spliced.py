"""The last resort: a rendering put over what the model wrote for the term.

It works for any rendering, also one that the package's vocabulary cannot spell, but the rest of the
sentence does not adapt; so it is only used for what forcing left missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from translate.enforce.alignment import Dependence, depend
from translate.enforce.candidates import Candidate, Check, Task
from translate.engine import Engine
from translate.languages import Language, ko


def generate(
    engine: Engine, language: Language, tasks: Sequence[Task], bases: Sequence[Candidate], check: Check
) -> list[Candidate]:
    """Each base hypothesis with every missing rendering spliced in."""
    stretches = [
        [task.matches[index].span for index in base.satisfaction.missing]
        for task, base in zip(tasks, bases, strict=True)
    ]
    dependences = depend(
        engine, [task.sentence for task in tasks], stretches, [base.tokens for base in bases]
    )
    return [
        _splice(engine, language, task, base, found, check)
        for task, base, found in zip(tasks, bases, dependences, strict=True)
    ]


def _splice(
    engine: Engine,
    language: Language,
    task: Task,
    base: Candidate,
    dependences: Sequence[Dependence],
    check: Check,
) -> Candidate:
    spaced = language.locale == "ko"
    offsets = engine.offsets(base.tokens)
    taken = [place.span for place in base.satisfaction.places if place is not None]
    boundaries = [
        not spaced or position == 0 or engine.starts_word(token) for position, token in enumerate(base.tokens)
    ]
    edits: list[tuple[int, int, str]] = []
    for match_index, dependence in zip(base.satisfaction.missing, dependences, strict=True):
        match = task.matches[match_index]
        if match.ambiguous:
            continue
        span = dependence.best_span(taken, boundaries)
        if span is None:
            start = end = _insertion_point(base.text, task, match.start, taken, spaced)
        else:
            start, end = _without_outer_space(base.text, offsets[span[0]], offsets[span[1]], spaced)
        taken.append((start, end))
        edits.append((start, end, match.rendering))
    text = base.text
    for start, end, rendering in sorted(edits, reverse=True):
        text = _put(text, start, end, rendering, spaced)
    done = frozenset(base.satisfaction.missing)
    return replace(
        base,
        text=text,
        satisfaction=check(task, text, base.trusted | done),
        spliced=base.spliced | done,
        trusted=base.trusted | done,
    )


_PARTICLES = tuple("은는이가을를의에로와과도만")


def _without_outer_space(text: str, start: int, end: int, spaced: bool) -> tuple[int, int]:
    """The range without the spaces at its borders and without sentence-final punctuation.

    In Korean the particle at its end stays, so that the rendering gets it, and no half word.
    """
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] in " .,。，、！？!?":
        end -= 1
    if spaced and end - start > 2 and text[end - 1] in _PARTICLES and (end == len(text) or text[end] == " "):
        end -= 1
    if spaced and not ko.ends_word(text, end):
        # The rest of a word whose beginning goes is no word.
        while end < len(text) and text[end].isalnum():
            end += 1
    return start, end


def _insertion_point(
    text: str, task: Task, source_start: int, taken: Sequence[tuple[int, int]], spaced: bool
) -> int:
    """A word start about as far into the translation as the term is into the sentence."""
    wanted = round(len(text) * source_start / max(1, len(task.sentence)))
    points = [0] + [
        position + 1
        for position, character in enumerate(text[:-1])
        if character in (" " if spaced else "、，,。 ")
    ]
    free = [point for point in points if not any(left < point < right for left, right in taken)]
    return min(free or [0], key=lambda point: abs(point - wanted))


def _put(text: str, start: int, end: int, rendering: str, spaced: bool) -> str:
    before, after = text[:start], text[end:]
    if spaced and before and not before.endswith((" ", "(", "“", "‘", "「", '"')):
        before += " "
    if spaced and start == end and after and not after.startswith((" ", ".", ",")):
        rendering += " "
    return before + rendering + after
