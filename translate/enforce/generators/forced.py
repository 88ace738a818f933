"""Renderings as forced prefixes: the model goes on from them and fits the sentence to them.

A small beam over placements, left to right in target order. In each round every hypothesis is
decoded greedily after its forced prefix; the same pass tells, for each term still missing, at which
position the model would come nearest to writing it (see :meth:`translate.engine.Engine.explore`).
The term whose best position comes first is put there, and all before it is settled: so earlier terms
are never lost again, and the model conjugates, attaches particles and orders the rest around them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from translate.enforce.alignment import depend
from translate.enforce.candidates import Candidate, Check, Task
from translate.enforce.generators import copied
from translate.enforce.satisfaction import HANGUL, LATIN, Satisfaction
from translate.engine import Engine, Exploration
from translate.languages import Language, ko
from translate.spans import Span

SEPARATORS = {
    "ko": ("을", "를", "이", "가", "은", "는", "의", "에", "로", "으로", "와", "과", ","),
    "ja": ("は", "が", "を", "の", "に", "で", "と", "、"),
    "zh_Hans": ("的", "，", "、", "在", "和", "是"),
    "zh_Hant": ("的", "，", "、", "在", "和", "是"),
}
"""What may part a rendering from what the model would add to it."""

_KATAKANA = re.compile(r"[ァ-ヺー]")

NEAR = -5.0
"""Nats below the model's first choice at which a rendering's first token still counts as near."""

TELLING = 2
"""Characters of a first token that tell the rendering from other words, in a language with spaces: 도 may
begin a hundred of them, so that its nearness tells little."""

SURE = -0.5
"""Nats from which a position in a language with spaces is taken without trying a second one. (Between
words there are few places to choose from; in Japanese and Chinese every second try is worth its time.)"""

FRONT = 3.0
"""Nats that a term must be nearer at the very front of the translation than elsewhere, unless it is among
the first words of the sentence. There the package has many choices and is near to everything; forced to
the front, a term from further back turns the sentence round (swapped subjects, lost verbs)."""

FIRST_WORDS = 5

EXTRA_ROUNDS = 2
"""Rounds beyond one per missing term: a term satisfied by chance may be lost in a later round."""


@dataclass(frozen=True)
class Width:
    """How wide the search is.

    Attributes:
        states: hypotheses kept for a sentence after each round.
        positions: positions tried for the term placed next.
        rounds: rounds with more than one state; later ones decide little and cost as much.
        margin: mean log-probability below the best one at which a hypothesis is given up.
    """

    states: int = 2
    positions: int = 2
    rounds: int = 2
    margin: float = 0.15


@dataclass(frozen=True)
class _State:
    """A hypothesis up to ``settled``; ``known`` are the log-probabilities of its first tokens."""

    tokens: tuple[str, ...]
    settled: int
    known: tuple[float, ...]
    forced: frozenset[int]
    value: float


@dataclass(frozen=True)
class _Onset:
    """Where the free hypothesis renders a term: the token position, and its own words for it."""

    position: int
    written: str


@dataclass(frozen=True)
class _Spelling:
    """Target tokens of a match's rendering at the start of a word and inside a run of text."""

    at_word: tuple[str, ...] | None
    inside: tuple[str, ...] | None


def generate(
    engine: Engine,
    language: Language,
    tasks: Sequence[Task],
    frees: Sequence[Candidate],
    check: Check,
    width: Width,
) -> list[list[Candidate]]:
    """Hypotheses with missing renderings forced, for each task; the best effort if none has all.

    Args:
        tasks: sentences whose free hypothesis misses a term.
        frees: their free hypotheses.
    """
    spaced = language.locale == "ko"
    spellings = [[_spell(engine, match.rendering, spaced) for match in task.matches] for task in tasks]
    done: list[list[Candidate]] = [[] for _ in tasks]
    partial: list[Candidate | None] = [None] * len(tasks)
    limits = [len(free.satisfaction.missing) + EXTRA_ROUNDS for free in frees]
    states: dict[int, list[_State]] = {
        index: [_State(free.tokens, len(free.tokens), (), frozenset(), 0.0)]
        for index, free in enumerate(frees)
    }
    onsets: list[dict[int, _Onset]] = []
    first = True
    rounds = 0
    while states:
        work = [(index, state) for index, group in states.items() for state in group]
        separators = [token for token in SEPARATORS.get(language.locale, ()) if engine.knows(token)]
        wanted = [_wanted(spellings[index], tasks[index], separators) for index, _ in work]
        explorations = engine.explore(
            [tasks[index].source for index, _ in work],
            [state.tokens[: state.settled] for _, state in work],
            wanted,
            [state.known for _, state in work],
            complete=first,
        )
        if first:
            onsets = _onsets(engine, tasks, frees, spellings, explorations, wanted, spaced)
        following: dict[int, list[_State]] = {}
        for (index, state), exploration, tokens in zip(work, explorations, wanted, strict=True):
            task = tasks[index]
            text = engine.decode(exploration.tokens)
            trusted = frees[index].trusted | state.forced
            satisfaction = check(task, text, trusted)
            if not first and _is_continued(engine, exploration.tokens, state.settled, text, spaced):
                following.setdefault(index, []).extend(_separated(exploration, state, separators, tokens))
                continue
            if not first:
                candidate = Candidate(
                    exploration.tokens,
                    text,
                    exploration.score,
                    satisfaction,
                    forced=state.forced,
                    trusted=trusted,
                    again=_said_again(text, satisfaction, onsets[index]),
                )
                if satisfaction.is_complete:
                    done[index].append(candidate)
                    continue
                partial[index] = _fuller(partial[index], candidate)
            settled = 0 if first else state.settled
            following.setdefault(index, []).extend(
                _expand(
                    engine,
                    task,
                    exploration,
                    satisfaction,
                    spellings[index],
                    tokens,
                    separators,
                    state,
                    settled,
                    onsets[index] if first else {},
                    spaced,
                    width,
                )
            )
        first = False
        rounds += 1
        states = {}
        for index, group in following.items():
            limits[index] -= 1
            room = (width.states if rounds <= width.rounds else 1) - len(done[index])
            if group and limits[index] >= 0 and room > 0:
                group.sort(key=lambda state: -state.value)
                best = max([group[0].value, *(candidate.score for candidate in done[index])])
                promising = [state for state in group[:room] if state.value >= best - width.margin]
                if promising:
                    states[index] = promising
    for index, best_effort in enumerate(partial):
        if not done[index] and best_effort is not None:
            done[index].append(best_effort)
    return done


def _onsets(
    engine: Engine,
    tasks: Sequence[Task],
    frees: Sequence[Candidate],
    spellings: Sequence[Sequence[_Spelling]],
    explorations: Sequence[Exploration],
    wanted: Sequence[Sequence[str]],
    spaced: bool,
) -> list[dict[int, _Onset]]:
    """Where the free hypothesis renders each missing term that it comes nowhere near to writing.

    Nearness finds the place of a synonym; where the package has another word altogether, only
    alignment tells what the rendering is to stand for, or a garbled copy of the term.
    """
    onsets: list[dict[int, _Onset]] = [{} for _ in tasks]
    asked: list[list[int]] = []
    for index, (task, free, spelled, exploration, tokens) in enumerate(
        zip(tasks, frees, spellings, explorations, wanted, strict=True)
    ):
        indices = []
        for match in free.satisfaction.missing:
            copy = copied.find(task, free, match)
            if copy is not None:
                onsets[index][match] = _onset_at(engine, free, copy)
                continue
            first = {form[0] for form in (spelled[match].at_word, spelled[match].inside) if form}
            columns = [column for column, token in enumerate(tokens) if token in first]
            best = max((row[column] for row in exploration.nearness for column in columns), default=0.0)
            near = best >= NEAR and (not spaced or all(_is_telling(engine, token) for token in first))
            if not near and not task.matches[match].ambiguous:
                indices.append(match)
        asked.append(indices)
    concerned = [index for index, matches in enumerate(asked) if matches]
    dependences = depend(
        engine,
        [tasks[index].sentence for index in concerned],
        [[tasks[index].matches[match].span for match in asked[index]] for index in concerned],
        [frees[index].tokens for index in concerned],
        [explorations[index].log_probs for index in concerned],
    )
    for index, found in zip(concerned, dependences, strict=True):
        free = frees[index]
        standing = [place.span for place in free.satisfaction.places if place is not None]
        boundaries = [
            not spaced or position == 0 or engine.starts_word(token)
            for position, token in enumerate(free.tokens)
        ]
        for match, dependence in zip(asked[index], found, strict=True):
            span = dependence.best_span(standing, boundaries)
            if span is not None:
                left, right = dependence.offsets[span[0]], dependence.offsets[span[1]]
                onsets[index][match] = _Onset(span[0], free.text[left:right].strip(_EDGES))
    return onsets


_EDGES = " .,;:!?。、，；：！？"


def _onset_at(engine: Engine, free: Candidate, span: Span) -> _Onset:
    offsets = engine.offsets(free.tokens)
    position = max(index for index, offset in enumerate(offsets) if offset <= span[0])
    return _Onset(position, free.text[span[0] : span[1]])


def _said_again(text: str, satisfaction: Satisfaction, onsets: dict[int, _Onset]) -> int:
    """How many renderings stand beside what the package itself wrote for their term."""
    rest = text
    for left, right in sorted((place.span for place in satisfaction.places if place), reverse=True):
        rest = f"{rest[:left]}\n{rest[right:]}"
    return sum(len(onset.written) > 1 and onset.written in rest for onset in onsets.values())


def _is_telling(engine: Engine, token: str) -> bool:
    return len(engine.decode([token])) >= TELLING


def _spell(engine: Engine, rendering: str, spaced: bool) -> _Spelling:
    if not rendering:
        return _Spelling(None, None)
    at_word = engine.spell(rendering, word_start=True)
    return _Spelling(at_word, at_word if spaced else engine.spell(rendering, word_start=False))


def _is_continued(engine: Engine, tokens: Sequence[str], settled: int, text: str, spaced: bool) -> bool:
    """Whether the model went on writing what was forced, so that it has become another word.

    It may add to letters and digits (K-9A2|005), to Katakana, and in Korean syllables that are no
    particle.
    """
    border = engine.offsets(tokens)[settled]
    if not 0 < border < len(text):
        return False
    before, after = text[border - 1], text[border]
    if any(script.match(before) and script.match(after) for script in (LATIN, _KATAKANA)):
        return True
    return spaced and HANGUL.match(before) is not None and not ko.ends_word(text, border)


def _separated(
    exploration: Exploration, state: _State, separators: Sequence[str], wanted: Sequence[str]
) -> list[_State]:
    """The state with the particle or mark after the rendering that the model likes best there."""
    nearness = exploration.nearness[state.settled]
    choices = [(nearness[wanted.index(token)], token) for token in separators if token in wanted]
    if not choices:
        return []
    _nearness, token = max(choices)
    tokens = (*exploration.tokens[: state.settled], token)
    known = exploration.log_probs[: state.settled]
    return [_State(tokens, len(tokens), known, state.forced, state.value)]


def _wanted(spellings: Sequence[_Spelling], task: Task, separators: Sequence[str]) -> list[str]:
    tokens = list(separators)
    for spelling, match in zip(spellings, task.matches, strict=True):
        if match.ambiguous:
            continue
        for form in (spelling.at_word, spelling.inside):
            if form and form[0] not in tokens:
                tokens.append(form[0])
    return tokens


def _fuller(old: Candidate | None, new: Candidate) -> Candidate:
    if old is None:
        return new
    old_rank = (-len(old.satisfaction.missing), old.score)
    return new if (-len(new.satisfaction.missing), new.score) > old_rank else old


def _is_among_first_words(task: Task, match: int) -> bool:
    return len(task.sentence[: task.matches[match].start].split()) <= FIRST_WORDS


def _expand(
    engine: Engine,
    task: Task,
    exploration: Exploration,
    satisfaction: Satisfaction,
    spellings: Sequence[_Spelling],
    wanted: Sequence[str],
    separators: Sequence[str],
    state: _State,
    settled: int,
    onset: dict[int, _Onset],
    spaced: bool,
    width: Width,
) -> list[_State]:
    """The states that follow: the missing term with the leftmost best position, put at its best places."""
    tokens = exploration.tokens
    offsets = engine.offsets(tokens)
    column = {token: index for index, token in enumerate(wanted)}
    standing = [place.span for place in satisfaction.places if place is not None]
    ends = {place.end: index for index, place in enumerate(satisfaction.places) if place is not None}
    allowed = [
        position
        for position in range(settled, min(len(tokens) + 1, len(exploration.nearness)))
        if not any(left < offsets[position] < right for left, right in standing)
        and (not spaced or position in (0, len(tokens)) or engine.starts_word(tokens[position]))
    ]
    choices: list[tuple[int, float, int, list[tuple[float, int, tuple[str, ...]]]]] = []
    for match in satisfaction.missing:
        places: list[tuple[float, int, tuple[str, ...]]] = []
        for position in allowed:
            spelling = spellings[match].at_word if spaced or position == 0 else spellings[match].inside
            if not spelling:
                continue
            row = exploration.nearness[position]
            nearness = row[column[spelling[0]]]
            before = ends.get(offsets[position]) if position else None
            if before is not None and separators and not spaced and not task.may_touch(before, match):
                parting, separator = max((row[column[token]], token) for token in separators)
                nearness += parting
                spelling = (separator, *spelling)
            if position == 0 and not _is_among_first_words(task, match):
                nearness -= FRONT
            places.append((nearness, position, spelling))
        if places:
            # The aligned place first, if there is one, then by nearness.
            aligned = onset[match].position if match in onset else None
            places.sort(key=lambda place: (place[1] != aligned, -place[0], place[1]))
            choices.append((places[0][1], -places[0][0], match, places))
    if not choices:
        return []
    _position, _nearness, match, places = min(choices)
    nearness, position, spelling = places[0]
    is_aligned = match in onset and onset[match].position == position
    if spaced and (nearness > NEAR if is_aligned else nearness > SURE and _is_telling(engine, spelling[0])):
        places = places[:1]
    return [
        _State(
            tokens[:position] + spelling,
            position + len(spelling),
            exploration.log_probs[:position],
            state.forced | {match},
            exploration.score + nearness / (len(tokens) + 1),
        )
        for nearness, position, spelling in places[: width.positions]
    ]
