"""Detectors of a package going round in circles: only what they find is decoded again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_DOUBLED_BRACKETS = re.compile(r"([(（\[「『【][^)）\]」』】]{2,40}[)）\]」』】])\s*\1")
_RUN = re.compile(r"((?=.*[^\W\d_]).{2,20}?)\1{2,}")

LENGTH_RATIO = 3.0
"""Target tokens per source token beyond which a sentence of some length must be looping."""


def repetition(tokens: Sequence[str]) -> float:
    """Share of target tokens that go over n-grams already said (bigrams to 4-grams, worst of them)."""
    bigrams = list(pairwise(tokens))
    if len(set(bigrams)) == len(bigrams):
        # The usual case: what has no bigram twice has nothing longer twice either.
        return 0.0
    worst = 0.0
    for size in (2, 3, 4):
        grams = [tuple(tokens[start : start + size]) for start in range(len(tokens) - size + 1)]
        if len(grams) < 2:
            continue
        repeated = sum(count - 1 for count in Counter(grams).values())
        worst = max(worst, repeated * size / (len(tokens) + size))
    return min(worst, 1.0)


def _may_have_run(text: str) -> bool:
    """In three copies of a stretch at least three pairs of characters have been there before."""
    pairs = list(pairwise(text))
    return len(pairs) - len(set(pairs)) >= 3


def is_looping(sentence: str, source: Sequence[str], target: Sequence[str], text: str) -> bool:
    """Whether a translation repeats itself as its sentence does not.

    A sentence may say the same thing twice; three times running, a third of the text over again,
    doubled brackets, or a translation far longer than its source are signs of a loop.

    Args:
        sentence, source: the source sentence and its tokens.
        target, text: the translation's tokens and text.
    """
    if len(target) > LENGTH_RATIO * len(source) + 15:
        return True
    if _DOUBLED_BRACKETS.search(text) and not _DOUBLED_BRACKETS.search(sentence):
        return True
    if _may_have_run(text) and _RUN.search(text) and not _RUN.search(sentence):
        return True
    return len(target) >= 8 and repetition(target) > max(0.35, 1.5 * repetition(source))
