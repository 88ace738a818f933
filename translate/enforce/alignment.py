"""Which part of a translation renders which part of the sentence.

Attention cannot be relied on: CTranslate2 returns the heads chosen at conversion, and in many
packages they are diffuse (the starters' first decoder layer puts under half of its weight on the
word translated). Instead the model is asked: take a stretch out of the source and score the same
translation again; the target tokens that became less probable are its translation (prediction
difference; Li et al. 2019, "On the Word Alignment from Neural Machine Translation"). It works alike
for every package, whatever its heads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from translate.engine import Engine
from translate.spans import Span, overlaps

_NOTICEABLE = 0.35
"""Nats of log-probability that a token must lose to count as depending on the stretch taken out."""

_ALIGNED_SHARE = 0.5
"""Mean loss, as a share of the largest, with which a span still counts as aligned."""


@dataclass(frozen=True)
class Dependence:
    """How much each target token depends on one stretch of the source.

    Attributes:
        losses: nats each target token lost when the stretch was taken out.
        offsets: where each target token begins in the translation, and the translation's length.
    """

    losses: tuple[float, ...]
    offsets: tuple[int, ...]

    def best_span(
        self, forbidden: Sequence[Span] = (), boundaries: Sequence[bool] | None = None
    ) -> Span | None:
        """Token range that depends on the stretch most, or None if nothing does noticeably.

        Args:
            forbidden: character ranges it must not overlap.
            boundaries: per token, whether the range may begin there.
        """
        best: tuple[float, int, int] | None = None
        for start in range(len(self.losses)):
            if boundaries is not None and not boundaries[start]:
                continue
            total = 0.0
            for end in range(start + 1, len(self.losses) + 1):
                left, right = self.offsets[start], self.offsets[end]
                if overlaps((left, right), forbidden):
                    break
                total += self.losses[end - 1] - _NOTICEABLE
                if total > 0 and (best is None or total > best[0]):
                    best = (total, start, end)
        return (best[1], best[2]) if best else None

    def covers(self, span: Span) -> bool:
        """Whether a character range of the translation depends on the stretch."""
        inside = [
            loss
            for loss, left, right in zip(self.losses, self.offsets, self.offsets[1:], strict=False)
            if left < span[1] and span[0] < right
        ]
        peak = max(self.losses, default=0.0)
        if not inside or peak < _NOTICEABLE:
            return False
        return max(inside) >= _NOTICEABLE and max(inside) >= _ALIGNED_SHARE * peak


def depend(
    engine: Engine,
    sentences: Sequence[str],
    stretches: Sequence[Sequence[Span]],
    targets: Sequence[Sequence[str]],
    log_probs: Sequence[Sequence[float]] | None = None,
) -> list[list[Dependence]]:
    """The dependence of each translation's tokens on stretches of its sentence.

    Args:
        sentences: source sentences.
        stretches: for each sentence, half-open code-point ranges to take out one at a time.
        targets: target tokens of each sentence's translation.
        log_probs: of those tokens under the whole sentence, where they are known already.
    """
    sources: list[list[str]] = []
    wanted: list[Sequence[str]] = []
    for sentence, ranges, target in zip(sentences, stretches, targets, strict=True):
        if log_probs is None:
            sources.append(engine.encode(sentence))
            wanted.append(target)
        for start, end in ranges:
            sources.append(engine.encode(f"{sentence[:start].rstrip()} {sentence[end:].lstrip()}".strip()))
            wanted.append(target)
    scores = iter(engine.score(sources, wanted))
    results: list[list[Dependence]] = []
    for index, (ranges, target) in enumerate(zip(stretches, targets, strict=True)):
        whole = next(scores) if log_probs is None else log_probs[index]
        offsets = tuple(engine.offsets(target))
        found = []
        for _range in ranges:
            without = next(scores)
            # The end of the sentence comes last, or not at all where an output is as long as can be.
            losses = tuple(
                before - after
                for before, after in zip(whole[: len(target)], without[: len(target)], strict=True)
            )
            found.append(Dependence(losses, offsets))
        results.append(found)
    return results
