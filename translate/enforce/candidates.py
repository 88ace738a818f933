"""What generators make and the judge compares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from translate.enforce.satisfaction import Satisfaction
from translate.glossary.concepts import TermMatch


@dataclass(frozen=True)
class Task:
    """A sentence to be translated with its terms.

    Attributes:
        sentence: source text.
        source: its tokens.
        matches: term occurrences in source order, protected text included.
    """

    sentence: str
    source: tuple[str, ...]
    matches: tuple[TermMatch, ...]


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
    """

    tokens: tuple[str, ...]
    text: str
    score: float
    satisfaction: Satisfaction
    forced: frozenset[int] = frozenset()
    spliced: frozenset[int] = frozenset()
    replaced: frozenset[int] = frozenset()
    trusted: frozenset[int] = frozenset()


Check = Callable[[Task, str, frozenset[int]], Satisfaction]
"""Which terms of a task a text satisfies; the set are the trusted matches (see Candidate)."""
