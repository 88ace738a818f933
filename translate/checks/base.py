"""What a check gets and what it says: a sentence with its translation, and problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from translate.enforce.satisfaction import Satisfaction
from translate.glossary.concepts import TermMatch
from translate.languages import ENGLISH, Language


@dataclass(frozen=True)
class SentencePair:
    """A sentence and its translation; where sentences were joined or split, each side may hold several.

    Attributes:
        source, target: without surrounding white space; an empty target was left out.
        language: of the target.
        source_language: of the source.
        matches: term occurrences in the source, in order.
        satisfaction: where the renderings of ``matches`` stand in the target.
        protected: stretches of the source that must survive exactly.
        kind: kind of the segment (``paragraph``, ``heading``, ``message`` …).
        own_glossaries: names of the glossaries the user chose; what only the curated ones ask for is a
            warning (newspapers write 중국 for Beijing).
        missing, added: inline elements of the segment that the translation lacks, and those it has
            besides; they are with its first sentence.
    """

    source: str
    target: str
    language: Language
    source_language: Language = ENGLISH
    matches: tuple[TermMatch, ...] = ()
    satisfaction: Satisfaction = field(default_factory=lambda: Satisfaction(()))
    protected: tuple[TermMatch, ...] = ()
    kind: str = "paragraph"
    own_glossaries: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True)
class Problem:
    """A finding that does not know yet where it stands; the fields are those of ``Finding``."""

    code: str
    severity: str
    message: str
    advice: str = ""
    term: str = ""


class SentenceCheck(Protocol):
    """A module that looks at one sentence at a time."""

    def check(self, pair: SentencePair) -> list[Problem]:
        """The problems of one pair."""


class DocumentCheck(Protocol):
    """A module that looks at a whole document."""

    def check_document(self, pairs: Sequence[SentencePair]) -> list[tuple[int, Problem]]:
        """Problems with the index of the pair each belongs to."""
