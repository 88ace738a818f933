"""The way of the names of documents: free translations in, one rendering a name out."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from translate.glossary.concepts import TermMatch
from translate.languages import Language, zh
from translate.names.listening import Observe, Use, listen
from translate.names.settling import disagrees, is_improved, settle, with_outcomes
from translate.names.voting import decide
from translate.names.writing import Writing
from translate.report.outcomes import SentenceResult


class Named(Protocol):
    """A sentence ready for translation."""

    @property
    def text(self) -> str:
        """The source."""

    @property
    def names(self) -> tuple[TermMatch, ...]:
        """Its recurring names, without renderings."""


S = TypeVar("S", bound=Named)


@dataclass(frozen=True)
class Translating(Generic[S]):
    """What names need of a translator.

    Attributes:
        translate: translates sentences, by the memory where it knows them.
        observe: see :func:`translate.names.observing.observe`.
        with_terms: a sentence with some of its names as terms.
        writing: how the package writes.
        language: of the documents.
    """

    translate: Callable[[Sequence[S]], list[SentenceResult]]
    observe: Observe
    with_terms: Callable[[S, tuple[TermMatch, ...]], S]
    writing: Writing
    language: Language


@dataclass(frozen=True)
class _Pending(Generic[S]):
    """A sentence whose names may have to be enforced, and where its result stands."""

    results: list[SentenceResult]
    index: int
    sentence: S
    matches: tuple[TermMatch, ...]

    @property
    def result(self) -> SentenceResult:
        return self.results[self.index]

    def without_missing(self) -> _Pending[S]:
        """The same without the names that the translation leaves out."""
        kept = [match for match in self.matches if match.avoid or match.rendering in self.result.target]
        return replace(self, matches=tuple(kept))


def make_consistent(
    documents: Sequence[Sequence[S]], results: Sequence[list[SentenceResult]], how: Translating[S]
) -> None:
    """Give each document's names one rendering; sentences that have another are translated again.

    Args:
        documents: the sentences of each.
        results: their free translations, changed in place.
    """
    named = [
        (sentences, own)
        for sentences, own in zip(documents, results, strict=True)
        if any(sentence.names for sentence in sentences)
    ]
    uses = [
        [_uses(sentence, result, how) for sentence, result in zip(sentences, own, strict=True)]
        for sentences, own in named
    ]
    listen([list(itertools.chain(*of_document)) for of_document in uses], how.observe, how.writing)
    pending: list[_Pending[S]] = []
    for (sentences, own), of_document in zip(named, uses, strict=True):
        decided = decide(
            list(itertools.chain(*of_document)),
            [
                (sentence.text, _as_written(result, how))
                for sentence, result in zip(sentences, own, strict=True)
            ],
            how.writing,
        )
        for index, (sentence, of_sentence) in enumerate(zip(sentences, of_document, strict=True)):
            if of_sentence:
                matches = settle(of_sentence, own[index], decided, how.writing, how.language)
                own[index] = with_outcomes(own[index], matches, how.language)
                pending.append(_Pending(own, index, sentence, matches))
    # Where it cannot be had for all names of a sentence, it may be for those that are there in another form.
    rejected = _translate_again(pending, how)
    _translate_again([each.without_missing() for each in rejected], how)


def _uses(sentence: S, result: SentenceResult, how: Translating[S]) -> list[Use]:
    return [Use(match, sentence.text, _as_written(result, how), result.approved) for match in sentence.names]


def _as_written(result: SentenceResult, how: Translating[S]) -> str:
    """A translation as the package writes, before its output is converted."""
    return result.target if how.writing.language == how.language else zh.to_simplified(result.target)


def _translate_again(pending: Sequence[_Pending[S]], how: Translating[S]) -> list[_Pending[S]]:
    """Enforce names where they differ; returns the sentences that would have suffered by it."""
    differing = [each for each in pending if disagrees(each.matches, each.result, how.language)]
    translated = how.translate([how.with_terms(each.sentence, each.matches) for each in differing])
    rejected: list[_Pending[S]] = []
    for each, result in zip(differing, translated, strict=True):
        if is_improved(each.result, result, each.matches, how.writing):
            each.results[each.index] = result
        else:
            rejected.append(each)
    return rejected
