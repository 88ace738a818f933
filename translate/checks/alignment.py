"""Which sentences of a translation answer which of its source.

Gale and Church's dynamic programming over lengths (A Program for Aligning Sentences in Bilingual Corpora,
1993), with what both sides share (numbers, Latin words) as anchors.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

_ANCHOR = re.compile(r"[A-Za-z]{2,}|\d+")

_MOVES = (
    (1, 1, 0.0),
    (1, 2, 0.9),
    (2, 1, 0.9),
    (2, 2, 1.6),
    (1, 3, 2.2),
    (3, 1, 2.2),
    (1, 0, 3.0),
    (0, 1, 3.0),
)
"""Sentences taken from each side, and what the move costs."""

Group = tuple[range, range]


def align(source: Sequence[str], target: Sequence[str], *, may_skip: bool = True) -> list[Group]:
    """Groups of source and target indices that belong together, in order, covering both sides.

    Args:
        may_skip: a text may have no counterpart, in either direction.
    """
    if len(source) == len(target) and not may_skip:
        return [(range(index, index + 1), range(index, index + 1)) for index in range(len(source))]
    if not source or not target:
        return [(range(len(source)), range(len(target)))] if source or target else []
    ratio = (sum(map(len, target)) + 1) / (sum(map(len, source)) + 1)
    source_anchors = [set(_ANCHOR.findall(text)) for text in source]
    target_anchors = [set(_ANCHOR.findall(text)) for text in target]
    width = max(20, abs(len(source) - len(target)) + 20)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(source) + 1):
        middle = i * len(target) // max(len(source), 1)
        for j in range(max(0, middle - width), min(len(target), middle + width) + 1):
            if (i, j) == (0, 0):
                continue
            options = []
            for taken, given, penalty in _MOVES:
                before = (i - taken, j - given)
                if before not in best or (not may_skip and 0 in (taken, given)):
                    continue
                cost = penalty
                if taken and given:
                    cost += _mismatch(
                        sum(len(text) for text in source[i - taken : i]) * ratio,
                        sum(len(text) for text in target[j - given : j]),
                    )
                    ours = set().union(*source_anchors[i - taken : i])
                    theirs = set().union(*target_anchors[j - given : j])
                    cost -= 0.5 * min(len(ours & theirs), 4)
                options.append((best[before][0] + cost, before))
            if options:
                best[(i, j)] = min(options)
    position = (len(source), len(target))
    if position not in best:
        return [(range(len(source)), range(len(target)))]
    groups: list[Group] = []
    while position != (0, 0):
        before = best[position][1]
        groups.append((range(before[0], position[0]), range(before[1], position[1])))
        position = before
    return groups[::-1]


def _mismatch(expected: float, found: float) -> float:
    return abs(math.log((found + 4) / (expected + 4))) * 2
