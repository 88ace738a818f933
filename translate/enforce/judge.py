"""One judge over all hypotheses, whichever generator made them.

The value of a hypothesis is the model's own mean log-probability of the whole of it, less penalties
for what went wrong. The weights were fitted on the odd lines of the development set of
``benchmarks/terminology.py``; ``docs/benchmarks.md`` shows what each is worth on the even ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from translate.enforce.candidates import Candidate
from translate.enforce.repetition import repetition
from translate.languages import Language
from translate.languages.register import PLAIN, register_of


@dataclass(frozen=True)
class Weights:
    """Nats per token that each fault costs.

    Attributes:
        missing: a term whose rendering does not stand.
        surplus: a rendering that stands more often than its term.
        repetition: the whole text being said twice.
        length: a translation of twice or half the length of the free one.
        spliced: a rendering put over the model's text rather than written by it.
        register: sentence endings that are not of the register asked for.
    """

    missing: float = 10.0
    surplus: float = 0.25
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

    def value(self, candidate: Candidate, free: Candidate) -> float:
        """How good a hypothesis is; higher is better."""
        return _value(candidate, free, self.weights) - self.weights.register * self._is_off(candidate)

    def best(self, candidates: Sequence[Candidate], free: Candidate) -> Candidate:
        """The best hypothesis; of equals the first."""
        return max(candidates, key=lambda candidate: self.value(candidate, free))

    def _is_off(self, candidate: Candidate) -> bool:
        found = register_of(candidate.text, self.language)
        return found is not None and found != self.register


def _value(candidate: Candidate, free: Candidate, weights: Weights) -> float:
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
