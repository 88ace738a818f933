"""Names in English sentences: runs of capitalised words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence, Set

from translate.glossary.english import CALENDAR, FUNCTION_WORDS, TITLES
from translate.glossary.suggestions.candidates import Candidate, Occurrence
from translate.glossary.suggestions.words import Token, WordUse, is_headline
from translate.spans import Span

_PRONOUN = re.compile(r"I(?:[’']\w+)?$")
_CONNECTORS = frozenset(
    ("of the", "of", "for the", "for", "de", "da", "di", "du", "del", "la", "van", "von", "der", "bin", "al")
)
"""Lower-case words within names."""

_RANKS = frozenset(
    "prime vice deputy former foreign defence defense finance trade interior justice acting".split()
)
"""Words before a title."""


def find_names(
    sentences: Sequence[str],
    tokens: Sequence[Sequence[Token]],
    known: Sequence[Collection[Span]],
    words: WordUse,
    ignored: Set[str],
) -> list[Candidate]:
    """Every name, with the places where no glossary knows it.

    Args:
        known: for each sentence the ranges where a glossary's term stands.
        ignored: words in lower case that are no names alone, and that may stand before a title.
    """
    runs: list[tuple[int, list[Token]]] = []
    for index, (sentence, row) in enumerate(zip(sentences, tokens, strict=True)):
        if not is_headline(row):
            runs += [(index, run) for run in _runs(sentence, row, words)]
    written = Counter(_text(sentences[index], run) for index, run in runs)
    found: dict[str, Candidate] = {}
    for index, run in runs:
        name = _without_title(sentences[index], run, written, ignored)
        start, end = name[0].start, name[-1].end
        if any(left <= start and end <= right for left, right in known[index]):
            continue
        text = sentences[index][start:end]
        if len(text) > 1:
            candidate = found.setdefault(text, Candidate(text, True))
            candidate.occurrences.append(Occurrence(index, start, end))
            candidate.is_person = candidate.is_person or len(name) < len(run)
    return list(found.values())


def _text(sentence: str, run: Sequence[Token]) -> str:
    return sentence[run[0].start : run[-1].end]


def _runs(sentence: str, tokens: Sequence[Token], words: WordUse) -> Iterator[list[Token]]:
    """Runs of capitalised words, with connectors inside, without everyday words at their start."""
    run: list[Token] = []
    for index, token in enumerate(tokens):
        if token.is_capitalised and not _PRONOUN.match(token.text):
            if run and not _continues(sentence, run[-1], token):
                yield from _trimmed(run, run[0] is tokens[0], words)
                run = []
            run.append(token)
        elif run and not _may_connect(sentence, tokens, index):
            yield from _trimmed(run, run[0] is tokens[0], words)
            run = []
    if run:
        yield from _trimmed(run, run[0] is tokens[0], words)


def _continues(sentence: str, last: Token, token: Token) -> bool:
    if last.is_possessive:
        return False
    between = sentence[last.end : token.start]
    if between == ". ":
        return last.text.lower() in TITLES
    return between == " " or (between.startswith(" ") and between.strip() in _CONNECTORS)


def _may_connect(sentence: str, tokens: Sequence[Token], index: int) -> bool:
    """Whether a lower-case word is a connector before another capitalised word."""
    following = next((token for token in tokens[index + 1 : index + 3] if token.is_capitalised), None)
    return following is not None and any(
        sentence[tokens[before].end : following.start].strip() in _CONNECTORS
        for before in (index - 1, index - 2)
        if before >= 0
    )


def _trimmed(run: list[Token], opens_sentence: bool, words: WordUse) -> Iterator[list[Token]]:
    while run and (
        run[0].text.lower() in FUNCTION_WORDS or (opens_sentence and words.are_everyday(run[0].text))
    ):
        run = run[1:]
    if run and len(run) == 1 and opens_sentence and not words.capitalised[run[0].text.lower()]:
        return
    while run and run[0].text.lower() in CALENDAR:
        run = run[1:]
    while run and run[-1].text.lower() in CALENDAR:
        run = run[:-1]
    if run:
        yield run


def _without_title(sentence: str, run: list[Token], written: Counter[str], ignored: Set[str]) -> list[Token]:
    """A name without the office before it.

    “General Motors” is no office with a name: the name must also occur without the title, or the title
    have a word such as “Syrian” or “Prime” before it.
    """
    for index in range(len(run) - 1, 0, -1):
        between = sentence[run[index - 1].end : run[index].start]
        if run[index - 1].text.lower() in TITLES and between in (" ", ". "):
            is_sure = between == ". " or (index > 1 and run[index - 2].text.lower() in ignored | _RANKS)
            return run[index:] if is_sure or written[_text(sentence, run[index:])] else run
    return run


def mark_short_names(names: Sequence[Candidate]) -> None:
    """Tell surnames used alone, where one person's full name alone has them."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for candidate in names:
        parts = candidate.term.split(" ")
        if candidate.is_person and 2 <= len(parts) <= 3:
            owners[parts[0]].add(candidate.term)
            owners[parts[-1]].add(candidate.term)
    for candidate in names:
        if len(owners.get(candidate.term, ())) == 1:
            candidate.short_of = next(iter(owners[candidate.term]))
            candidate.is_person = True
