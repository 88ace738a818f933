"""Outcome records: what happened to every sentence and every term occurrence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from translate.spans import Span

SATISFIED = frozenset({"free", "forced", "carried", "spliced", "replaced"})
"""Statuses that count as rendered the way the glossary says."""


@dataclass(frozen=True)
class TermOutcome:
    """What became of one term occurrence.

    Attributes:
        term: the glossary's term; glossary: its glossary's name (``-`` for a recurring name).
        rendering: the rendering that stands in the translation (or should, if missing).
        status: ``free`` (the model wrote it), ``forced`` (prefix), ``carried`` (through a stand-in),
            ``spliced`` (put over what the model wrote), ``replaced`` (a variant or wrong rendering
            was rewritten), ``missing``, ``ambiguous`` (homographs, none preferred), ``surplus`` (the
            rendering stands more often than the term).
        source_span, target_span: half-open code-point ranges in the sentence and its translation;
            None where there is nothing to point at.
        converted: the rendering was converted to Traditional Chinese for want of an entry.
    """

    term: str
    glossary: str
    rendering: str
    status: str
    source_span: Span | None
    target_span: Span | None
    kind: str = ""
    converted: bool = False


@dataclass(frozen=True)
class SentenceResult:
    """A sentence with its translation.

    Attributes:
        source, target: without surrounding white space.
        line: line of the document where the sentence's segment begins, from 1.
        terms: outcomes in source order.
        warnings: remarks for the user, one line each, already in the interface language.
        score: the package's mean log-probability per token; None when it came from the memory.
        from_memory: not translated now.
        approved: a person approved the translation (``terms`` are then verified, never enforced).
    """

    source: str
    target: str
    line: int = 0
    terms: tuple[TermOutcome, ...] = ()
    warnings: tuple[str, ...] = ()
    score: float | None = None
    from_memory: bool = False
    approved: bool = False


@dataclass
class DocumentResult:
    """A document translated into one language."""

    source: str
    target: str
    language: str
    package: str
    sentences: Sequence[SentenceResult] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    @property
    def found(self) -> int:
        """Term occurrences in the source (surplus renderings are none)."""
        return sum(outcome.status != "surplus" for sentence in self.sentences for outcome in sentence.terms)

    @property
    def satisfied(self) -> int:
        """Term occurrences rendered as the glossary says."""
        return sum(outcome.status in SATISFIED for sentence in self.sentences for outcome in sentence.terms)
