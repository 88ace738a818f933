"""Sentences in, translations with their terms out: the generators and the judge.

Free decoding first; a sentence whose terms all stand is left alone. What is missing is looked for in
the other free hypotheses, replaced where a known wrong rendering stands, else forced, and only what
even then is missing is spliced. All sentences of a call share batches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from translate.enforce import casing, repetition
from translate.enforce.alignment import depend
from translate.enforce.candidates import Candidate, Task
from translate.enforce.generators import carried, copied, forced, spliced, variants
from translate.enforce.judge import Judge, Weights
from translate.enforce.satisfaction import Satisfaction, needs_alignment, satisfy
from translate.engine import Engine, Hypothesis
from translate.glossary.concepts import TermMatch
from translate.languages import Language
from translate.languages.register import PLAIN

_LOOPS_WIDTH_STEP = 16
"""Of a few hundred sentences only a handful loop: one by one they would take a third longer (measured)."""


@dataclass(frozen=True)
class Settings:
    """Which levers are used and how far; part of the memory's key.

    Attributes:
        hypotheses: free hypotheses looked at before anything is forced.
        width: of the search over placements.
        force, splice, replace: the generators in use.
        weights: of the judge.
        register: sentence endings preferred among near-equal hypotheses, ``plain`` or ``polite``.
    """

    hypotheses: int = 4
    width: forced.Width = field(default_factory=forced.Width)
    force: bool = True
    splice: bool = True
    replace: bool = True
    weights: Weights = field(default_factory=Weights)
    register: str = PLAIN


@dataclass(frozen=True)
class Enforced:
    """The hypothesis chosen for a sentence.

    Attributes:
        candidate: the hypothesis.
        free: what the package wrote by itself.
        looped: the package repeated itself and was decoded again.
        loops: it still repeats itself, or does so since a term was forced.
    """

    candidate: Candidate
    free: Candidate
    looped: bool = False
    loops: bool = False


Generate = Callable[[list[Task], list[Candidate]], list[list[Candidate]]]


class Enforcer:
    """Translates sentences with one engine into one language."""

    def __init__(self, engine: Engine, language: Language, settings: Settings | None = None) -> None:
        self.engine = engine
        self.language = language
        self.settings = settings or Settings()
        self._judge = Judge(language, self.settings.register, self.settings.weights)

    def task(self, sentence: str, matches: Iterable[TermMatch] = ()) -> Task:
        """A task for :meth:`translate`; the matches in source order."""
        return Task(sentence, tuple(self.engine.encode(sentence)), tuple(matches))

    def translate(self, tasks: Sequence[Task]) -> list[Enforced]:
        """Translate and enforce; the results are parallel to the tasks."""
        tasks = self._readable(tasks)
        decoded = self._decode(tasks)
        looping = [
            index
            for index, (task, hypotheses) in enumerate(zip(tasks, decoded, strict=True))
            if self._loops(task, hypotheses[0])
        ]
        self._decode_again(tasks, decoded, looping)
        frees = self._free_candidates(tasks, [hypotheses[0] for hypotheses in decoded])
        pools: dict[int, list[Candidate]] = {}
        for index, (task, free) in enumerate(zip(tasks, frees, strict=True)):
            if self._lacks(task, free) or variants.has_variant(task, free, self.language):
                pools[index] = [free, *self._other_complete(task, free, decoded[index][1:])]
        garbled = [index for index in pools if carried.is_garbled(tasks[index], frees[index])]
        mended = carried.generate(
            [tasks[index] for index in garbled], [frees[index] for index in garbled], self._check
        )
        for index, candidate in zip(garbled, mended, strict=True):
            pools[index].append(candidate)
        if self.settings.replace:
            self._by_replacing(tasks, frees, pools)
        if self.settings.force:
            self._by_forcing(tasks, frees, pools)
        chosen = list(frees)
        for index, pool in pools.items():
            chosen[index] = self._judge.best(tasks[index], pool, frees[index])
        if self.settings.splice:
            lacking = [index for index in pools if self._lacks(tasks[index], chosen[index])]
            candidates = spliced.generate(
                self.engine,
                self.language,
                [tasks[index] for index in lacking],
                [chosen[index] for index in lacking],
                self._check,
            )
            for index, candidate in zip(lacking, candidates, strict=True):
                chosen[index] = candidate
        looped = set(looping)
        return [
            Enforced(
                candidate,
                frees[index],
                looped=index in looped,
                loops=(index in looped or bool(candidate.forced or candidate.spliced))
                and repetition.is_looping(
                    tasks[index].sentence, tasks[index].source, candidate.tokens, candidate.text
                ),
            )
            for index, candidate in enumerate(chosen)
        ]

    # -- free decoding -------------------------------------------------------------------------

    def _readable(self, tasks: Sequence[Task]) -> list[Task]:
        """The tasks with headlines in capitals written as packages know them."""
        readable = []
        for task in tasks:
            sentence = casing.settle(task.sentence, task.matches, self._count_pieces)
            if sentence != task.sentence:
                task = replace(task, sentence=sentence, source=tuple(self.engine.encode(sentence)))
            readable.append(task)
        return readable

    def _count_pieces(self, word: str) -> int:
        return len(self.engine.encode(word))

    def _decode(self, tasks: Sequence[Task]) -> list[list[Hypothesis]]:
        """Free hypotheses; the best one is the same whether further ones are asked for or not."""
        decoded: list[list[Hypothesis]] = [[] for _ in tasks]
        with_terms = [index for index, task in enumerate(tasks) if task.matches]
        plain = [index for index, task in enumerate(tasks) if not task.matches]
        for indices, count in ((with_terms, self.settings.hypotheses), (plain, 1)):
            results = self.engine.translate([tasks[index].source for index in indices], hypotheses=count)
            for index, hypotheses in zip(indices, results, strict=True):
                decoded[index] = hypotheses
        return decoded

    def _loops(self, task: Task, hypothesis: Hypothesis) -> bool:
        return repetition.is_looping(
            task.sentence, task.source, hypothesis.tokens, self.engine.decode(hypothesis.tokens)
        )

    def _decode_again(
        self, tasks: Sequence[Task], decoded: list[list[Hypothesis]], looping: Sequence[int]
    ) -> None:
        """Decode looping sentences with repetition forbidden; what is better replaces the loop."""
        if not looping:
            return
        results = self.engine.translate(
            [tasks[index].source for index in looping],
            hypotheses=self.settings.hypotheses,
            no_repeat_ngram_size=3,
            repetition_penalty=1.2,
            width_step=_LOOPS_WIDTH_STEP,
        )
        for index, hypotheses in zip(looping, results, strict=True):
            if repetition.repetition(hypotheses[0].tokens) < repetition.repetition(decoded[index][0].tokens):
                decoded[index] = hypotheses

    def _free_candidates(self, tasks: Sequence[Task], hypotheses: Sequence[Hypothesis]) -> list[Candidate]:
        texts = [self.engine.decode(hypothesis.tokens) for hypothesis in hypotheses]
        trusted = self._trusted(tasks, hypotheses, texts)
        return [
            Candidate(
                hypothesis.tokens,
                text,
                hypothesis.score,
                self._check(task, text, trust),
                trusted=trust,
            )
            for task, hypothesis, text, trust in zip(tasks, hypotheses, texts, trusted, strict=True)
        ]

    def _trusted(
        self, tasks: Sequence[Task], hypotheses: Sequence[Hypothesis], texts: Sequence[str]
    ) -> list[frozenset[int]]:
        """Matches whose everyday-word rendering stands where it translates the term."""
        doubtful: dict[int, list[int]] = {}
        for position, (task, text) in enumerate(zip(tasks, texts, strict=True)):
            indices = [
                index
                for index, match in enumerate(task.matches)
                if needs_alignment(match) and match.rendering and match.rendering in text
            ]
            if indices:
                doubtful[position] = indices
        trusted: list[frozenset[int]] = [frozenset() for _ in tasks]
        dependences = depend(
            self.engine,
            [tasks[position].sentence for position in doubtful],
            [
                [tasks[position].matches[index].span for index in indices]
                for position, indices in doubtful.items()
            ],
            [hypotheses[position].tokens for position in doubtful],
        )
        for (position, indices), found in zip(doubtful.items(), dependences, strict=True):
            places = satisfy(texts[position], tasks[position].matches, self.language).places
            trusted[position] = frozenset(
                index
                for index, dependence in zip(indices, found, strict=True)
                if (place := places[index]) is not None and dependence.covers(place.span)
            )
        return trusted

    # -- generators ----------------------------------------------------------------------------

    def _check(self, task: Task, text: str, trusted: frozenset[int]) -> Satisfaction:
        return satisfy(text, task.matches, self.language, trusted)

    @staticmethod
    def _lacks(task: Task, candidate: Candidate) -> bool:
        """Whether a term that can be enforced is missing."""
        return any(not task.matches[index].ambiguous for index in candidate.satisfaction.missing)

    def _other_complete(
        self, task: Task, free: Candidate, hypotheses: Sequence[Hypothesis]
    ) -> list[Candidate]:
        """Further free hypotheses in which every term stands."""
        found = []
        for hypothesis in hypotheses:
            text = self.engine.decode(hypothesis.tokens)
            satisfaction = self._check(task, text, free.trusted)
            candidate = Candidate(
                hypothesis.tokens, text, hypothesis.score, satisfaction, trusted=free.trusted
            )
            if not self._lacks(task, candidate):
                found.append(candidate)
        return found

    def _by_replacing(
        self, tasks: Sequence[Task], frees: Sequence[Candidate], pools: dict[int, list[Candidate]]
    ) -> None:
        indices = [
            index for index in pools if variants.has_variant(tasks[index], frees[index], self.language)
        ]
        candidates = variants.generate(
            self.engine,
            self.language,
            [tasks[index] for index in indices],
            [frees[index] for index in indices],
            self._check,
        )
        for index, candidate in zip(indices, candidates, strict=True):
            if candidate.replaced:
                # The free hypothesis holds a wrong rendering, so it is no choice any more.
                pools[index] = [candidate, *pools[index][1:]]
        lacking = [index for index, pool in pools.items() if self._lacks(tasks[index], pool[0])]
        mended = copied.generate(
            [tasks[index] for index in lacking], [pools[index][0] for index in lacking], self._check
        )
        for index, candidate in zip(lacking, mended, strict=True):
            if not self._lacks(tasks[index], candidate):
                pools[index].append(candidate)

    def _by_forcing(
        self,
        tasks: Sequence[Task],
        frees: Sequence[Candidate],
        pools: dict[int, list[Candidate]],
    ) -> None:
        indices = [
            index
            for index, pool in pools.items()
            if all(self._lacks(tasks[index], candidate) for candidate in pool)
        ]
        results = forced.generate(
            self.engine,
            self.language,
            [tasks[index] for index in indices],
            [frees[index] for index in indices],
            self._check,
            self.settings.width,
        )
        for index, candidates in zip(indices, results, strict=True):
            pools[index].extend(candidates)
