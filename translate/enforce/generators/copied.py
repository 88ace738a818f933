"""Words of the source that the package copied, whole or garbled, instead of translating them.

``iape로 만든 달 착륙선`` for "the lunar lander built by ispace": what stands there for the term is known
without asking the package, and the rendering takes its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from translate.enforce.candidates import Candidate, Check, Task, with_replaced
from translate.enforce.protection import KIND
from translate.spans import Span, overlaps

_COPY = re.compile(r"(?<![A-Za-zÀ-ɏ0-9(（])[.#@]?[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9&+#'’-]*(?:\.[A-Za-zÀ-ɏ0-9]+)*")
_WORD = re.compile(r"[.#@]?[A-Za-zÀ-ɏ0-9][\w&+#'’-]*(?:\.\w+)*")

_SIMILAR = 60.0
"""Similarity in per cent (rapidfuzz's ratio) from which letters count as a garbled copy."""


def find(task: Task, candidate: Candidate, index: int) -> Span | None:
    """Where a garbled copy of a missing term's own words stands in a hypothesis."""
    match = task.matches[index]
    if match.kind == KIND or not match.rendering or match.ambiguous:
        return None
    standing = [place.span for place in candidate.satisfaction.places if place is not None]
    others = [
        word.group()
        for word in _WORD.finditer(task.sentence)
        if word.end() <= match.start or match.end <= word.start()
    ]
    own = _WORD.findall(match.surface)
    found: Span | None = None
    for copy in _COPY.finditer(candidate.text):
        if overlaps(copy.span(), standing):
            continue
        nearest = _similarity(copy.group(), own)
        if nearest < _SIMILAR or nearest <= _similarity(copy.group(), others):
            continue
        if found is None:
            found = copy.span()
        elif candidate.text[found[1] : copy.start()].strip(" ·・-") == "":
            found = (found[0], copy.end())
        else:
            break
    return found


def generate(tasks: Sequence[Task], bases: Sequence[Candidate], check: Check) -> list[Candidate]:
    """Each hypothesis with the copies of missing terms replaced by their renderings."""
    return [_replace(task, base, check) for task, base in zip(tasks, bases, strict=True)]


def _replace(task: Task, base: Candidate, check: Check) -> Candidate:
    edits: list[tuple[int, int, int]] = []
    for index in base.satisfaction.missing:
        span = find(task, base, index)
        if span is not None and not overlaps(span, (edit[:2] for edit in edits)):
            edits.append((*span, index))
    return with_replaced(task, base, edits, check)


def _similarity(copy: str, words: Sequence[str]) -> float:
    folded = copy.casefold().strip("'’")
    return max((fuzz.ratio(folded, word.casefold()) for word in words), default=0.0)
