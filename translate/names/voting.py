"""Which rendering of a name is the document's: most of its sentences have it, and it sounds like the name.

Where no rendering is clearly better than the others, the document has none, and all stays as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from translate.languages.likeness import is_distinctive, is_east_asian, room_for_characters
from translate.names.listening import Use
from translate.names.writing import Writing

_PLAUSIBLE, _PLAUSIBLE_IF_KNOWN = 0.75, 0.6
"""Likeness from which a rendering may be right, and from which a word that the package knows may be."""

_UNLIKE = 0.4
"""Likeness of a known word that all sentences have, three or more (Kyiv: 키이우)."""

_GOOD, _EXCELLENT = 0.9, 0.95
"""Likeness of a rendering that one sentence alone has, of one that the package knows and of others."""

_BETTER = 0.1
"""Likeness by which one rendering is clearly better than another."""

_NEARER = 0.03
"""Likeness by which a good rendering puts a more frequent one in doubt."""

_MANY = 3
"""Times the votes of a rendering that is more like the name, and yet no doubt."""

_ATTEMPT = 0.5
"""Likeness from which a word is another rendering of the name, and no other word or mistake."""

_SPELLING_GAP = 0.3
"""Likeness that a rendering may lack because English spells a name unlike it sounds (Renault)."""

_SAID = 0.75
"""Likeness from which what stands for a full name is one of its words."""

_LONG = 4
"""Characters with which hardly an East Asian name is written by sound."""

_Ballots = dict[str, set[int]]
"""For each rendering of a name, which uses have it."""


def decide(uses: Sequence[Use], sentences: Sequence[tuple[str, str]], writing: Writing) -> dict[str, str]:
    """The rendering of each name of a document for which there is one to be kept to.

    Args:
        uses: in document order, after :func:`translate.names.listening.listen`.
        sentences: all sentences of the document, with their translations.
    """
    decided: dict[str, str] = {}
    votes = _vote(uses, writing)
    for name in sorted(votes, key=lambda name: " " in name):
        ballots: _Ballots = defaultdict(set)
        for rendering, voters in votes[name].items():
            ballots[_with_parts(name, rendering, decided, writing)] |= voters
        words = name.split(" ")
        rendering = _choose(
            name,
            _choices(name, ballots, uses, writing),
            [text for source, text in sentences if not any(word in source for word in words)],
            writing,
        )
        if rendering:
            decided[name] = rendering
    return decided


def _vote(uses: Sequence[Use], writing: Writing) -> dict[str, _Ballots]:
    """Every use votes for what may stand for it, and the use of a full name for those of its words."""
    single = {use.name for use in uses if " " not in use.name}
    votes: dict[str, _Ballots] = {use.name: defaultdict(set) for use in uses}
    for number, use in enumerate(uses):
        for rendering in writing.forms(use.observed or ""):
            votes[use.name][rendering].add(number)
            parts = writing.parts(use.name, rendering) or {
                word: rendering
                for word in use.name.split(" ")
                if word != use.name and (writing.alike(word, rendering) or 0.0) >= _SAID
            }
            for word, part in parts.items():
                if word in single and writing.looks_like_name(part):
                    votes[word][part].add(number)
        for word, part in use.parts.items():
            if word in single and not use.observed:
                for rendering in writing.forms(part):
                    votes[word][rendering].add(number)
    return votes


def _with_parts(name: str, rendering: str, decided: dict[str, str], writing: Writing) -> str:
    """The rendering of a full name with the parts that the document has for its words."""
    settled = {
        part: decided[word] for word, part in writing.parts(name, rendering).items() if word in decided
    }
    return writing.separator.join(settled.get(part, part) for part in rendering.split(writing.separator))


@dataclass(frozen=True)
class _Choice:
    """A rendering that some uses of a name have.

    Attributes:
        rendering: without particles.
        voters: numbers of those uses.
        translations: of their sentences.
        alike: likeness to the name; None where its characters do not tell.
        is_approved: a person wrote it.
        is_known: the package knows the word.
    """

    rendering: str
    voters: frozenset[int]
    translations: tuple[str, ...]
    alike: float | None
    is_approved: bool
    is_known: bool

    @property
    def rank(self) -> tuple[bool, int, float]:
        return (self.is_approved, len(self.voters), self.alike or 0.0)


def _choices(name: str, ballots: _Ballots, uses: Sequence[Use], writing: Writing) -> list[_Choice]:
    """What the uses voted for; of nested words the one that is more like the name."""
    choices: list[_Choice] = []
    for rendering, voters in ballots.items():
        if any(
            choice.voters == voters
            and rendering.startswith(choice.rendering)
            and not writing.is_better_with_ending(name, choice.rendering, rendering)
            for choice in choices
        ):
            continue
        choices.append(
            _Choice(
                rendering,
                frozenset(voters),
                tuple(uses[number].translation for number in sorted(voters)),
                writing.alike(name, rendering),
                any(uses[number].is_approved for number in voters if uses[number].name == name),
                writing.is_known(rendering),
            )
        )
    return choices


def _choose(name: str, choices: Sequence[_Choice], others: Sequence[str], writing: Writing) -> str:
    """The best of them; empty where none is clearly better than the others."""
    fit = [
        choice for choice in choices if choice.is_approved or _is_fit(name, choice, choices, others, writing)
    ]
    # Of equals the first observed.
    best = max(fit, key=lambda choice: choice.rank, default=None)
    if best is None:
        return ""
    if best.is_approved or best.alike is None:
        return best.rendering
    alike = best.alike
    if any(
        (choice.alike or 0.0) > alike + _lead_in_doubt(best, choice)
        for choice in choices
        if len(best.voters) < _MANY * len(choice.voters) and not best.rendering.startswith(choice.rendering)
    ):
        return ""
    rivals = [
        choice
        for choice in choices
        if best.rendering not in choice.rendering and (choice.alike is None or choice.alike >= _ATTEMPT)
    ]
    against = frozenset[int]().union(*(choice.voters for choice in rivals)) - best.voters
    if len(best.voters) <= len(against):
        is_best = alike >= _GOOD and all(
            len(choice.voters) <= len(best.voters)
            and choice.alike is not None
            and alike >= choice.alike + _BETTER
            for choice in rivals
        )
        return best.rendering if is_best and not _is_guess(name, best, writing) else ""
    return best.rendering if len(best.voters) > 1 or _is_sure(name, best, writing) else ""


def _lead_in_doubt(best: _Choice, other: _Choice) -> float:
    """By how much more likeness another rendering puts the most frequent one in doubt.

    By a little, where that may be a country for its capital (ブラジル for Brasilia, where ブラジリア is
    seen) or have lost its last syllable.
    """
    is_near = (other.alike or 0.0) >= _GOOD and (best.is_known or other.rendering.startswith(best.rendering))
    return _NEARER if is_near else _SPELLING_GAP


def _is_fit(
    name: str, choice: _Choice, choices: Sequence[_Choice], others: Sequence[str], writing: Writing
) -> bool:
    """Whether a rendering may be the document's."""
    everyone = frozenset[int]().union(*(each.voters for each in choices))
    if choice.alike is None:
        # Nothing but agreement speaks for it.
        return (
            len(choice.voters) > 1
            and 3 * len(choice.voters) > 2 * len(everyone)
            and not any(choice.rendering in text for text in others)
            and _may_be_written_so(name, choice.rendering, writing)
            and any(writing.stands_whole(text, choice.rendering) for text in choice.translations)
        )
    if choice.alike >= (_PLAUSIBLE_IF_KNOWN if choice.is_known else _PLAUSIBLE):
        return True
    return (
        choice.alike >= _UNLIKE
        and choice.is_known
        and len(choice.voters) > 2
        and choice.voters == everyone
        and (not is_east_asian(name) or _has_room_for(name, choice.rendering))
    )


def _may_be_written_so(name: str, rendering: str, writing: Writing) -> bool:
    """Whether characters that do not tell their sound may be a name's."""
    if is_east_asian(name):
        return _has_room_for(name, rendering)
    # Of Bangkok Post, 曼谷 is a part.
    return writing.is_listed_name(rendering) and (" " not in name or len(rendering) > len(name.split(" ")))


def _has_room_for(name: str, rendering: str) -> bool:
    """Whether an East Asian name has as many syllables as its rendering: Kim is not 金正恩."""
    least, most = room_for_characters(name)
    return least <= len(rendering) <= most


def _is_sure(name: str, choice: _Choice, writing: Writing) -> bool:
    """Whether a rendering that a single sentence has is to be kept to."""
    alike = choice.alike or 0.0
    if choice.is_known:
        return alike >= _GOOD
    return alike >= _EXCELLENT and is_distinctive(name) and not _is_guess(name, choice, writing)


def _is_guess(name: str, choice: _Choice, writing: Writing) -> bool:
    """Whether an East Asian name is written by its sound, though it has characters of its own.

    孙安 for Sunan, which is 顺安.
    """
    return (
        writing.language.locale != "ko"
        and len(choice.rendering) < _LONG
        and is_east_asian(name)
        and not writing.is_frequent(choice.rendering)
    )
