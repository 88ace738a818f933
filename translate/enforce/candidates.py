"""What generators make and the judge compares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from translate.enforce.satisfaction import Satisfaction
from translate.glossary.concepts import TermMatch

_BETWEEN_NEIGHBOURS = re.compile(r"(?:[\s’'–-]|\bs\b|\b(?:of|in|at|from|for|the|an?)\b)*")


@dataclass(frozen=True)
class Task:
    """A sentence to be translated with its terms.

    Attributes:
        sentence: source text as the package is given it (see :mod:`translate.enforce.casing`).
        source: its tokens.
        matches: term occurrences in source order, protected text included.
    """

    sentence: str
    source: tuple[str, ...]
    matches: tuple[TermMatch, ...]

    def may_touch(self, first: int, second: int) -> bool:
        """Whether the renderings of two matches may stand side by side with nothing between them.

        Two names may not, unless their terms are neighbours (``Nihonbashi in Tokyo``); a word and a name
        may (丹麦首相, whatever stands between ``prime ministers`` and ``Denmark``).
        """
        left, right = sorted((self.matches[first], self.matches[second]), key=lambda match: match.start)
        if not (left.term[:1].isupper() and right.term[:1].isupper()):
            return True
        return _BETWEEN_NEIGHBOURS.fullmatch(self.sentence, left.end, right.start) is not None


@dataclass(frozen=True)
class Candidate:
    """One hypothesis for a sentence.

    Attributes:
        tokens: target tokens; the text may differ where a rendering was put over it.
        text: the translation.
        score: mean log-probability per token.
        satisfaction: which terms it renders.
        forced: indices of the matches whose rendering was forced as a prefix.
        spliced: indices of the matches whose rendering was put over the model's text.
        replaced: indices of the matches of which a wrong rendering was replaced.
        trusted: indices of the matches whose rendering counts although it is an everyday word, since
            it was seen to translate the term or was put there.
        again: terms that stand rendered and, besides, in the package's own words for them.
    """

    tokens: tuple[str, ...]
    text: str
    score: float
    satisfaction: Satisfaction
    forced: frozenset[int] = frozenset()
    spliced: frozenset[int] = frozenset()
    replaced: frozenset[int] = frozenset()
    trusted: frozenset[int] = frozenset()
    again: int = 0


Check = Callable[[Task, str, frozenset[int]], Satisfaction]
"""Which terms of a task a text satisfies; the set are the trusted matches (see Candidate)."""


def with_replaced(
    task: Task, base: Candidate, edits: Iterable[tuple[int, int, int]], check: Check
) -> Candidate:
    """The hypothesis with renderings in place of what stands for their terms.

    Args:
        edits: half-open ranges of the hypothesis' text, none overlapping, each with the index of its match.
    """
    text = base.text
    done: set[int] = set()
    for start, end, index in sorted(edits, reverse=True):
        text = text[:start] + task.matches[index].rendering + text[end:]
        done.add(index)
    trusted = base.trusted | done
    return replace(
        base,
        text=text,
        satisfaction=check(task, text, trusted),
        replaced=base.replaced | done,
        trusted=trusted,
    )
