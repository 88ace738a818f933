"""One judge over all hypotheses, whichever generator made them.

The value of a hypothesis is the model's own mean log-probability of the whole of it, less penalties
for what went wrong. The weights were fitted on the odd lines of the development set of
``benchmarks/terminology.py``; ``docs/benchmarks.md`` shows what each is worth on the even ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from translate.enforce.candidates import Candidate, Task
from translate.enforce.repetition import repetition
from translate.languages import Language
from translate.languages.register import PLAIN, register_of


@dataclass(frozen=True)
class Weights:
    """Nats per token that each fault costs.

    Attributes:
        missing: a term whose rendering does not stand.
        surplus: a rendering that stands more often than its term.
        again: a term that is also translated in the package's own words.
        torn: a sentence more than the source has, which is how a rendering looks that found no place.
        glued: two names side by side whose terms are not.
        repetition: the whole text being said twice.
        length: a translation of twice or half the length of the free one.
        spliced: a rendering put over the model's text rather than written by it.
        register: sentence endings that are not of the register asked for.
    """

    missing: float = 10.0
    surplus: float = 0.5
    again: float = 0.1
    torn: float = 0.1
    glued: float = 0.25
    repetition: float = 1.0
    length: float = 0.5
    spliced: float = 0.15
    register: float = 0.05


@dataclass(frozen=True)
class Judge:
    """The judge for one language and register."""

    language: Language
    register: str = PLAIN
    weights: Weights = field(default_factory=Weights)

    def value(self, task: Task, candidate: Candidate, free: Candidate) -> float:
        """How good a hypothesis is; higher is better."""
        weights = self.weights
        length = max(1, len(candidate.text)) / max(1, len(free.text))
        excess = max(length, 1 / length) - 1
        return (
            candidate.score
            - weights.missing * len(candidate.satisfaction.missing)
            - weights.surplus * len(candidate.satisfaction.surplus)
            - weights.again * candidate.again
            - weights.torn * torn(task, candidate)
            - weights.glued * glued(task, candidate)
            - weights.repetition * repetition(candidate.tokens)
            - weights.length * max(0.0, excess - 0.3)
            - weights.spliced * len(candidate.spliced)
            - weights.register * self._is_off(candidate)
        )

    def best(self, task: Task, candidates: Sequence[Candidate], free: Candidate) -> Candidate:
        """The best hypothesis; of equals the first."""
        return max(candidates, key=lambda candidate: self.value(task, candidate, free))

    def _is_off(self, candidate: Candidate) -> bool:
        found = register_of(candidate.text, self.language)
        return found is not None and found != self.register


_SENTENCE_END = re.compile(r"[。？！?!]+(?=[^」』”’）)?!？！。])|(?<![A-Za-z0-9.])\.(?= )")


def torn(task: Task, candidate: Candidate) -> int:
    """How many sentences the translation has beyond those of its source."""
    return max(0, len(_SENTENCE_END.findall(candidate.text)) - len(_SENTENCE_END.findall(task.sentence)))


def glued(task: Task, candidate: Candidate) -> int:
    """How many names directly follow one another although their terms do not."""
    standing = sorted(
        (place.span, index) for index, place in enumerate(candidate.satisfaction.places) if place is not None
    )
    return sum(
        left[1] >= right[0] and not task.may_touch(first, second)
        for (left, first), (right, second) in pairwise(standing)
    )
