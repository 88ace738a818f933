"""Known wrong renderings, replaced where they translate the term.

An ``avoid`` rendering is only touched where the sentence holds the term and the place is aligned to
it: 광복절 may be wrong for one term and right for the next.
"""

from __future__ import annotations

from collections.abc import Sequence

from translate.enforce.alignment import Dependence, depend
from translate.enforce.candidates import Candidate, Check, Task, with_replaced
from translate.enforce.satisfaction import stands_alone
from translate.engine import Engine
from translate.languages import Language
from translate.spans import Span, overlaps


def has_variant(task: Task, candidate: Candidate, language: Language) -> bool:
    """Whether a term of the task may have been rendered in a way to avoid."""
    return any(_places(candidate, task, index, language) for index in range(len(task.matches)))


def generate(
    engine: Engine, language: Language, tasks: Sequence[Task], bases: Sequence[Candidate], check: Check
) -> list[Candidate]:
    """Each hypothesis with its aligned wrong renderings replaced by the right ones."""
    concerned = [
        [index for index in range(len(task.matches)) if _places(base, task, index, language)]
        for task, base in zip(tasks, bases, strict=True)
    ]
    dependences = depend(
        engine,
        [task.sentence for task in tasks],
        [
            [task.matches[index].span for index in indices]
            for task, indices in zip(tasks, concerned, strict=True)
        ],
        [base.tokens for base in bases],
    )
    return [
        _replace(task, base, dict(zip(indices, found, strict=True)), language, check)
        for task, base, indices, found in zip(tasks, bases, concerned, dependences, strict=True)
    ]


def _places(candidate: Candidate, task: Task, index: int, language: Language) -> list[Span]:
    """Where wrong renderings of a match stand, outside every right rendering, longest first."""
    match = task.matches[index]
    standing = [place.span for place in candidate.satisfaction.places if place is not None]
    found: list[Span] = []
    for wrong in sorted(match.avoid, key=len, reverse=True):
        start = candidate.text.find(wrong) if wrong else -1
        while start >= 0:
            end = start + len(wrong)
            if stands_alone(candidate.text, start, end, language) and not overlaps(
                (start, end), [*standing, *found]
            ):
                found.append((start, end))
            start = candidate.text.find(wrong, start + 1)
    return found


def _replace(
    task: Task, base: Candidate, dependences: dict[int, Dependence], language: Language, check: Check
) -> Candidate:
    edits: list[tuple[int, int, int]] = []
    for index, dependence in dependences.items():
        if task.matches[index].ambiguous:
            continue
        for span in _places(base, task, index, language):
            if dependence.covers(span) and not overlaps(span, (edit[:2] for edit in edits)):
                edits.append((*span, index))
    return with_replaced(task, base, edits, check)
