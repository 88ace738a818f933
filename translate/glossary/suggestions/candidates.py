"""A name or term found in a text."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Occurrence:
    """Where a candidate stands: index of the sentence, half-open code-point range, words as written."""

    sentence: int
    start: int
    end: int


@dataclass
class Candidate:
    """A name or term found.

    Attributes:
        term: as written most often.
        is_name: found by its capitals.
        occurrences: in the order of the text.
        is_person: a title stands before it somewhere.
        short_of: the person's full name that this word is the first or last of.
    """

    term: str
    is_name: bool
    occurrences: list[Occurrence] = field(default_factory=list)
    is_person: bool = False
    short_of: str = ""

    @property
    def count(self) -> int:
        return len(self.occurrences)
