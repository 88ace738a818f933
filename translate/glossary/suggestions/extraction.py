"""Names and terms that recur in English sentences and that no glossary knows."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from translate.glossary.english import CALENDAR, FUNCTION_WORDS
from translate.glossary.suggestions.candidates import Candidate
from translate.glossary.suggestions.names import find_names, mark_short_names
from translate.glossary.suggestions.word_groups import find_terms
from translate.glossary.suggestions.words import WordUse, tokenize
from translate.spans import Span

_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())


def extract(
    sentences: Sequence[str],
    known: Sequence[Collection[Span]],
    *,
    minimum: int = 3,
    passed_over: Collection[str] = (),
) -> list[Candidate]:
    """The candidates of a text, the most frequent first.

    Args:
        known: for each sentence the ranges where a glossary's term stands.
        minimum: occurrences at least.
        passed_over: words that are not worth an entry alone, such as the demonyms of a glossary.
    """
    tokens = [tokenize(sentence) for sentence in sentences]
    words = WordUse(tokens)
    ignored = {word.lower() for word in passed_over} | CALENDAR | FUNCTION_WORDS | _MONTHS
    ignored |= {f"{word}s" for word in ignored}
    names = find_names(sentences, tokens, known, words, ignored)
    found = [
        candidate
        for candidate in names
        if candidate.count >= minimum and candidate.term.lower() not in ignored
    ]
    mark_short_names(found)
    found += find_terms(sentences, tokens, known, minimum, words)
    return sorted(found, key=lambda candidate: (-candidate.count, candidate.term))
