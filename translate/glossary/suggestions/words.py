"""English words in running text: how each is written, and what that says of it."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from translate.glossary.english import FUNCTION_WORDS

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?= [^\W\d_])|[^\W_](?:[\w]|[&’'.-](?=\w))*")
_ARTICLE_IN_NAME = re.compile(r"(?:al|el|ul|ad|as|an|ar)-[^\W\d_a-z]|[dlDLO][’'][^\W\d_a-z]")
_POSSESSIVE = re.compile(r"[’']s$")

_DETERMINERS = frozenset("the a an its his her their our your my this that these those".split())
_VERB_SHARE = 0.15
"""Share of a word's occurrences with a determiner after it from which it is a verb."""

_WORDS_OF_HEADLINE = 4
"""Words of content at least: a shorter sentence may consist of names."""

WEAK_WORDS = frozenset(
    "according added adding announced another approved asked became become began begin believe called "
    "came come coming continue continued decided described early expected face faced feel felt find "
    "following forced found gave getting give given giving going happened help helped high hope including "
    "keep kept killed know known late leave led left live lives living long look looking lost lot low "
    "main means met move moved need needed needs open opened past place play played plan planned put "
    "reported return returned run saw see seen sent set several showed shows small something started stay "
    "take taking tell things think thought told took tried try trying turn turned two three four five six "
    "seven eight nine ten first second third use used using want wanted wants way week weeks month months "
    "went work worked working large big great best better real right wrong able available different full "
    "half hundred hundreds percentage thousand thousands million millions trillion trillions dozen dozens "
    "billion billions percent per number part parts kind side end start top man men woman women person "
    "anyone everyone someone everything nothing anything tonight today yesterday tomorrow morning evening "
    "night afternoon hour hours minute minutes moment recent recently reporters officials".split()
)
"""Words that stand beside nearly any other: what they begin or end is no term."""

VERBS = frozenset(
    "answer attend beat blamed born bought bring broke brought built buy caught caused chose cost cut "
    "denied died draw drawn drew drive drove eased enter entered fell fight fix fled flew flown fought "
    "fell froze gain gather grew grow grown hear heard held hit hold hurt join jumped keep laid lay lead "
    "lose lift lifts made meet paid pay prepare provide quit raise ran read reach remain remains resume "
    "rise rises risen rose sang save seek sell sign shake shook shot shrank sold sought speak spend spent "
    "spoke spread stand stole stood strike struck suffer swept taught teach threw tore train urge urged "
    "visit voted wait warn warned wear win wins won wrote write written despite amid ahead away home "
    "aside abroad overnight likely unlikely unclear cautious willing ready hard harder faster higher "
    "lower slower longer earlier sooner".split()
)
"""Frequent verbs, and words that only follow one."""


@dataclass(frozen=True)
class Token:
    """A word: its text without a possessive ending, and its half-open range in the sentence."""

    text: str
    start: int
    end: int
    is_possessive: bool

    @property
    def is_capitalised(self) -> bool:
        """Whether it is written as a name (Seoul, al-Sharaa, O’Brien)."""
        return self.text[0].isupper() or _ARTICLE_IN_NAME.match(self.text) is not None


def tokenize(sentence: str) -> list[Token]:
    """The words of a sentence; a possessive ending is cut off."""
    tokens = []
    for match in _TOKEN.finditer(sentence):
        text = _POSSESSIVE.sub("", match.group())
        tokens.append(Token(text, match.start(), match.start() + len(text), len(text) < len(match.group())))
    return tokens


class WordUse:
    """How each word is written where its case means something."""

    def __init__(self, sentences: Sequence[Sequence[Token]]) -> None:
        self.capitalised: Counter[str] = Counter()
        self.lower: Counter[str] = Counter()
        self.before_determiner: Counter[str] = Counter()
        self.after_determiner: Counter[str] = Counter()
        for tokens in sentences:
            for left, right in itertools.pairwise(tokens):
                if right.text in _DETERMINERS:
                    self.before_determiner[left.text] += 1
                if left.text in _DETERMINERS:
                    self.after_determiner[right.text] += 1
        for tokens in sentences:
            if is_headline(tokens):
                continue
            for index, token in enumerate(tokens):
                if not token.is_capitalised:
                    self.lower[token.text.lower()] += 1
                elif index:
                    self.capitalised[token.text.lower()] += 1

    def is_verb(self, word: str) -> bool:
        """Whether a word is rather a verb: a determiner follows it (“approve the”) more than precedes it."""
        before = self.before_determiner[word]
        return before > self.after_determiner[word] and before >= _VERB_SHARE * self.lower[word]

    def are_everyday(self, word: str) -> bool:
        """Whether a word has no capital of its own."""
        low = word.lower()
        return low in FUNCTION_WORDS or self.lower[low] > self.capitalised[low]


def is_headline(tokens: Sequence[Token]) -> bool:
    """Whether capitals mean nothing in a sentence, as all its words of content have one."""
    content = [
        token
        for token in tokens
        if token.text[0].isalpha() and len(token.text) > 2 and token.text.lower() not in FUNCTION_WORDS
    ]
    return len(content) >= _WORDS_OF_HEADLINE and all(token.is_capitalised for token in content)
