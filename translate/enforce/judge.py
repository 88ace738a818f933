"""One judge over all hypotheses, whichever generator made them.

The value of a hypothesis is the model's own mean log-probability of the whole of it, less penalties
for what went wrong. The weights were fitted on the odd lines of the development set of
``benchmarks/terminology.py``; ``docs/benchmarks.md`` shows what each is worth on the even ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from translate.enforce.candidates import Candidate
from translate.enforce.repetition import repetition


@dataclass(frozen=True)
class Weights:
    """Nats per token that each fault costs.

    Attributes:
        missing: a term whose rendering does not stand.
        surplus: a rendering that stands more often than its term.
        repetition: the whole text being said twice.
        length: a translation of twice or half the length of the free one.
        spliced: a rendering put over the model's text rather than written by it.
    """

    missing: float = 10.0
    surplus: float = 0.25
    repetition: float = 1.0
    length: float = 0.5
    spliced: float = 0.15


def value(candidate: Candidate, free: Candidate, weights: Weights) -> float:
    """How good a hypothesis is; higher is better."""
    length = max(1, len(candidate.text)) / max(1, len(free.text))
    excess = max(length, 1 / length) - 1
    return (
        candidate.score
        - weights.missing * len(candidate.satisfaction.missing)
        - weights.surplus * len(candidate.satisfaction.surplus)
        - weights.repetition * repetition(candidate.tokens)
        - weights.length * max(0.0, excess - 0.3)
        - weights.spliced * len(candidate.spliced)
    )


def best(candidates: Sequence[Candidate], free: Candidate, weights: Weights) -> Candidate:
    """The best hypothesis; of equals the first."""
    return max(candidates, key=lambda candidate: value(candidate, free, weights))
