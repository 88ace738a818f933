"""Names in English documents that recur.

Only capitals tell a name from a word, so the rules are strict: a word that the package knows in lower
case, a title, a demonym, a month, a heading in Title Case or in capitals makes no name.
(:mod:`translate.glossary.suggestions.names` finds more, for people to judge.)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from translate.glossary.concepts import TermMatch
from translate.glossary.english import CALENDAR, DEMONYMS, FUNCTION_WORDS, TITLES
from translate.spans import Span, overlaps

KIND = "name"
"""Kind of the matches of recurring names."""

_WORD = re.compile(r"[^\W_]+(?:[-’'&][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_LOWER_WORD = re.compile(r"(?<![\w’'-])[a-z]+(?![\w’'-])")
_ARABIC_ARTICLE = re.compile(r"(?:al|el|ul|as|ash|ad|ar|an|at|az)-(?=[A-Z])")
_COMPOUND = re.compile(
    r"-(?:\w+ed|\w+ing|era|style|built|born|led|wide|made|like|type|owned|run|class|held|only|elect|level)$"
)
_ACRONYM = re.compile("[A-Z]{2}")
_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
_BEGINNINGS = frozenset(
    "new north south east west great upper lower inner outer central saint st mount mt fort san saudi "
    "gulf".split()
)
"""Ordinary words with which a name may begin."""

_ABBREVIATIONS = frozenset({"St", "Mt", "Ft"})
_SHORTEST_WORD = 4
"""Letters; the package's shorter words are as often beginnings of names."""

_CONNECTORS = frozenset(
    "de da do dos das del della di du la le van von der den bin ibn al el ter ten".split()
)
_OF = re.compile(r"(?:['’]s)? of (?:the )?[A-Z]")
"""After a name, it is one with what follows: Gulf of Oman."""

_WHOLE_OF = re.compile(r"[A-Z][\w’']*(?:['’]s)? of (?:the )?$")
"""Before a name, the same: Republic of Congo."""

_OPENING = re.compile(r"(?:^|[\"“‘'(\[:—–*•])\s*$")

_SUFFIX = re.compile(r"(?<=...)(?:s|es|ed|ing|ly)$")

_KOREAN_GIVEN_NAME = re.compile("[A-Z][a-z]+-[a-z]+")
"""After it a word is a surname, however ordinary (Moon, Park, Ban)."""

_Run = list[tuple[Span, str]]
"""Words side by side, each with its range."""

_STOP = ((0, 0), "mr")


def is_capitalised(word: str) -> bool:
    """Whether a word is written like a name: Okafor, Dong-ju, al-Sharaa; not NATO, OpenAI, Saab-built."""
    bare = _ARABIC_ARTICLE.sub("", word)
    return (
        bare[:1].isupper()
        and any(character.islower() for character in bare)
        and not any(character.isdigit() for character in bare)
        and _ACRONYM.search(bare) is None
        and _COMPOUND.search(bare) is None
    )


def find(
    sentences: Sequence[str], taken: Sequence[Sequence[Span]], is_word: Callable[[str], bool]
) -> list[tuple[TermMatch, ...]]:
    """The occurrences of recurring names in each sentence of a document.

    A name recurs when it occurs twice, or once in full and once by its first or last word alone.

    Args:
        sentences: those of one document, in order.
        taken: in each, ranges that are known terms or protected text.
        is_word: whether a lower-case word is an ordinary one.

    Returns:
        Matches without a rendering, in source order.
    """
    ordinary = _Ordinary(sentences, is_word)
    candidates: list[list[_Candidate]] = []
    for sentence, spans in zip(sentences, taken, strict=True):
        is_headline = _is_headline(sentence)
        of_sentence = []
        for run in _runs(sentence, spans):
            run_opens = _OPENING.search(sentence[: run[0][0][0]]) is not None
            for name in [run] if is_headline else ordinary.names_of(run, run_opens):
                if _OF.match(sentence, name[-1][0][1]) or _WHOLE_OF.search(sentence[: name[0][0][0]]):
                    continue
                opens = _OPENING.search(sentence[: name[0][0][0]]) is not None
                of_sentence.append(_Candidate(sentence, name, is_headline, opens and len(name) == 1))
        candidates.append(of_sentence)
    certain = {candidate.surface for each in candidates for candidate in each if candidate.is_certain}
    known = certain | {word for name in certain for word in _edges(name) if not ordinary.has(word)}
    found: list[list[TermMatch]] = []
    for of_sentence in candidates:
        matches: list[TermMatch] = []
        for candidate in of_sentence:
            for start, end in candidate.parts(known):
                surface = candidate.sentence[start:end]
                matches.append(TermMatch(start, end, surface, surface, "", kind=KIND, recurring=True))
        found.append(matches)
    uses = Counter(match.term for matches in found for match in matches)
    in_full = Counter(word for matches in found for match in matches for word in _edges(match.term))

    def recurs(name: str) -> bool:
        return uses[name] + in_full[name] > 1 or any(uses[word] for word in _edges(name))

    return [tuple(match for match in matches if recurs(match.term)) for matches in found]


@dataclass(frozen=True)
class _Candidate:
    """A run of capitalised words that may be a name.

    Attributes:
        in_headline: all words have capitals here.
        only_opens: a single word that opens the sentence or a quotation.
    """

    sentence: str
    run: _Run
    in_headline: bool
    only_opens: bool

    @property
    def is_certain(self) -> bool:
        return not (self.in_headline or self.only_opens)

    @property
    def surface(self) -> str:
        return self.sentence[self.run[0][0][0] : self.run[-1][0][1]]

    def parts(self, known: set[str]) -> list[Span]:
        """Where names stand in it; what is not certain must be known from elsewhere."""
        if self.is_certain:
            return [(self.run[0][0][0], self.run[-1][0][1])]
        spans: list[Span] = []
        first = 0
        while first < len(self.run):
            start = self.run[first][0][0]
            stops = [self.run[last][0][1] for last in range(first, len(self.run))]
            last = max(
                (last for last, stop in enumerate(stops) if self.sentence[start:stop] in known), default=None
            )
            if last is not None:
                spans.append((start, stops[last]))
            first += 1 if last is None else last + 1
        return spans


class _Ordinary:
    """Which capitalised words are no names."""

    def __init__(self, sentences: Sequence[str], is_word: Callable[[str], bool]) -> None:
        self._in_document = {word for sentence in sentences for word in _LOWER_WORD.findall(sentence)}
        self._is_word = is_word
        self._known: dict[str, bool] = {}

    def has(self, word: str) -> bool:
        low = word.casefold()
        if low not in self._known:
            stems = {low, re.split("[’']", low)[0], _SUFFIX.sub("", low), _SUFFIX.sub("e", low)}
            self._known[low] = any(map(self._is_listed, stems)) or TITLES.issuperset(low.split("-"))
        return self._known[low]

    def _is_listed(self, word: str) -> bool:
        lists = (FUNCTION_WORDS, CALENDAR, _MONTHS, TITLES, DEMONYMS, _BEGINNINGS, self._in_document)
        return any(word in words for words in lists) or (len(word) >= _SHORTEST_WORD and self._is_word(word))

    def names_of(self, run: _Run, opens: bool) -> Iterator[_Run]:
        """The names in a run: Finance Minister [Chidi Okafor], [Mekong River], none in Supreme Court.

        A capital that is none of a title, day or first word belongs to a longer name: Latin America.
        """
        name: _Run = []
        is_whole = True
        for index, (word, following) in enumerate(zip([*run, _STOP], [*run[1:], _STOP, _STOP], strict=True)):
            low = word[1].casefold()
            if low in TITLES or TITLES.issuperset(low.split("-")):
                while name and name[-1][1].casefold() in CALENDAR | DEMONYMS:
                    name = name[:-1]
                if is_whole and not all(self.has(part) for _span, part in name):
                    yield name
                name, is_whole = [], True
            elif (
                name
                or low in _BEGINNINGS
                or not self.has(word[1])
                or _KOREAN_GIVEN_NAME.fullmatch(following[1])
            ):
                name = [*name, word]
            else:
                is_whole = (opens and index == 0) or low in CALENDAR | _MONTHS


def _runs(sentence: str, taken: Sequence[Span]) -> Iterator[_Run]:
    """Capitalised words side by side, ``van`` and initials between them included, outside what is taken."""
    run: _Run = []
    between: _Run = []
    for match in _WORD.finditer(sentence):
        if not run and match.group().islower():
            continue  # most words: no name begins here
        word = _POSSESSIVE.sub("", match.group())
        span = (match.start(), match.start() + len(word))
        last = (between or run or [((0, 0), "")])[-1]
        gap = sentence[last[0][1] : span[0]]
        is_initial = len(word) == 1 and word.isupper()
        if run and gap != " " and not (gap == ". " and (len(last[1]) == 1 or last[1] in _ABBREVIATIONS)):
            yield run
            run, between = [], []
        if overlaps(span, taken):
            word = ""
        if word and is_capitalised(word):
            run, between = [*run, *between, (span, word)], []
        elif run and (word in _CONNECTORS or is_initial):
            between.append((span, word))
        elif run:
            yield run
            run, between = [], []
    if run:
        yield run


def _is_headline(sentence: str) -> bool:
    """Capitals mean nothing here: nearly all words have one."""
    words = [word for word in re.findall(r"[^\W\d_][\w’']*", sentence) if len(word) > 3]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def _edges(name: str) -> set[str]:
    """The words by which a name of several may be said in short."""
    words = name.split(" ")
    return {words[0], words[-1]} if len(words) > 1 else set()
