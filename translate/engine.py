"""One loaded Argos package: tokenise, translate in batches, force a prefix, score.

CTranslate2 is called directly; of Argos Translate only the tokenizers are used, whose ``decode`` is
not (it turns every underscore into a space).
"""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from translate.errors import PackageError
from translate.i18n import _
from translate.models.packages import Package
from translate.models.vocabularies import check_vocabularies, read_vocabulary
from translate.processor import available_threads, prefer_avx512
from translate.tokenization import load_tokenizer

BATCH_SIZE = 32
"""Sentences in one batch, all of one token length."""

WIDTH_STEP = 8
"""Where sentences of unequal length share a batch, it is padded to a multiple of so many tokens."""

_FILLER = "</s>"
"""Packages make nothing of it, so that a padding row ends soon (after full stops they never end)."""

_UNKNOWN = "<unk>"

LONGEST_OUTPUT = 500
"""Target tokens at most: packages with learned positions (512 in OpenNMT-py) raise beyond them."""

MAX_SOURCE_TOKENS = 100
"""Longer sentences are split at clauses: packages were trained on sentences and lose themselves in more."""


@dataclass(frozen=True)
class Hypothesis:
    """A decoded target sentence.

    Attributes:
        tokens: target tokens, without the package's own prefix.
        score: mean log-probability per token as CTranslate2 gives it (a forced prefix is left out).
    """

    tokens: tuple[str, ...]
    score: float


@dataclass(frozen=True)
class Exploration:
    """A greedy hypothesis after a prefix, with what else the model considered.

    Attributes:
        tokens: target tokens, prefix included.
        log_probs: of each token and of the end of the sentence.
        nearness: for each position (0 … len(tokens)), for each wanted token, its logit less the
            highest one: 0 where it is the model's first choice, else negative. Empty for positions of
            which the log-probability was known.
    """

    tokens: tuple[str, ...]
    log_probs: tuple[float, ...]
    nearness: list[list[float]]

    @property
    def score(self) -> float:
        """Mean log-probability per token, the prefix and the end of the sentence included."""
        return sum(self.log_probs) / len(self.log_probs)


@dataclass(frozen=True)
class DecodingOptions:
    """How to decode; part of the memory's key.

    Attributes:
        beam_size: hypotheses kept at each step; 1 is greedy.
        length_penalty: exponent of the length a hypothesis' score is divided by.
    """

    beam_size: int = 4
    length_penalty: float = 1.0

    @property
    def key(self) -> str:
        return f"beam={self.beam_size};length={self.length_penalty:g}"


class Engine:
    """A package in memory.

    Args:
        package: the package to load.
        threads: CPU threads; 0 takes what the process may use.
        options: how to decode.

    Raises:
        PackageError: the model cannot be loaded.
    """

    def __init__(
        self, package: Package, *, threads: int = 0, options: DecodingOptions = DecodingOptions()
    ) -> None:
        prefer_avx512()
        import ctranslate2

        self.package = package
        self.options = options
        threads = threads or available_threads()
        supported = ctranslate2.get_supported_compute_types("cpu")
        try:
            check_vocabularies(package.model_path)
            self._translator = ctranslate2.Translator(
                str(package.model_path),
                device="cpu",
                compute_type="int8" if "int8" in supported else "default",
                inter_threads=threads,
                intra_threads=1,
                # What waits here can no longer be overtaken; see _Turns.
                max_queued_batches=threads,
            )
            self._tokenizer = load_tokenizer(package.tokenizer_path, package.from_code, package.to_code)
            vocabulary = read_vocabulary(package.model_path, "target")
        except (OSError, RuntimeError, ValueError, PackageError) as error:
            raise PackageError(
                _("Package {package} cannot be loaded ({reason}); reinstall it.").format(
                    package=package.name, reason=str(error).splitlines()[0]
                )
            ) from error
        self._tokens = {token: index for index, token in enumerate(vocabulary)}
        self._turns = _Turns()
        # One token, as argostranslate.translate passes it.
        self._prefix = (package.target_prefix,) if package.target_prefix else ()

    @property
    def identity(self) -> str:
        """What a memory key needs to know of the package and how it is run."""
        return f"{self.package.identity};{self.options.key}"

    # -- text and tokens -----------------------------------------------------------------------

    def encode(self, text: str) -> list[str]:
        """Source tokens of a sentence."""
        return self._tokenizer.encode(text)

    def is_source_word(self, word: str) -> bool:
        """Whether a source word is frequent enough to be one token."""
        return len(self.encode(word)) == 1

    def is_target_word(self, word: str) -> bool:
        """Whether a word of the target language is frequent enough to be one token."""
        return len(self.spell(word, word_start=True) or ()) == 1 or self.knows(word)

    def decode(self, tokens: Sequence[str]) -> str:
        """Text of target tokens."""
        return self._tokenizer.decode(tokens)

    def offsets(self, tokens: Sequence[str]) -> list[int]:
        """Where each token begins in ``decode(tokens)``, and the length of the text at the end."""
        return self._tokenizer.offsets(tokens)

    def starts_word(self, token: str) -> bool:
        """Whether a target token begins a word that a space precedes."""
        return self._tokenizer.starts_word(token)

    def knows(self, token: str) -> bool:
        """Whether the target vocabulary has a token."""
        return token in self._tokens

    def spell(self, rendering: str, *, word_start: bool) -> tuple[str, ...] | None:
        """Target tokens of a rendering, all of them in the package's vocabulary, or None.

        Args:
            rendering: text to force.
            word_start: whether a space precedes it (or it opens the sentence).
        """
        return self._tokenizer.spell(rendering, word_start, self._tokens)

    # -- decoding ------------------------------------------------------------------------------

    def translate(
        self,
        sources: Sequence[Sequence[str]],
        prefixes: Sequence[Sequence[str]] | None = None,
        *,
        beam_size: int | None = None,
        hypotheses: int = 1,
        no_repeat_ngram_size: int = 0,
        repetition_penalty: float = 1.0,
        suppress: Sequence[Sequence[str]] | None = None,
        width_step: int = 1,
    ) -> list[list[Hypothesis]]:
        """Decode token sequences, best hypothesis first.

        A batch holds only sources of one token length: int8 results depend on padding, and resume,
        memory and distribution rest on a sentence giving the same text whatever its batch mates. A few
        sentences are faster in batches padded to a multiple of ``width_step`` tokens; what they give is
        then that of the padded sentence, wherever it stands.

        Args:
            sources: one token list a sentence.
            prefixes: target tokens each output must begin with.
            beam_size: overrides the engine's option.
            hypotheses: how many to return, at most the beam size.
            suppress: token sequences that no output of this call may hold.
            width_step: sources of which the lengths have the same next multiple share batches.
        """
        beam = beam_size or self.options.beam_size
        package_prefix = list(self._prefix)
        options: dict[str, Any] = {
            "beam_size": beam,
            "num_hypotheses": min(hypotheses, beam),
            "length_penalty": self.options.length_penalty,
            "return_scores": True,
            "max_input_length": 0,
        }
        if no_repeat_ngram_size:
            options["no_repeat_ngram_size"] = no_repeat_ngram_size
        if repetition_penalty != 1.0:
            options["repetition_penalty"] = repetition_penalty
        if suppress:
            options["suppress_sequences"] = [list(sequence) for sequence in suppress]

        def submit(indices: list[int], **more: Any) -> list[Any]:
            rows = [list(sources[i]) for i in indices]
            targets = None
            if prefixes is not None or package_prefix:
                forced = prefixes or [()] * len(sources)
                targets = [package_prefix + list(forced[i]) for i in indices]
            length = _padded_width(rows, width_step)
            longest = max((len(target) for target in targets), default=0) if targets else 0
            _pad(rows, targets, length, package_prefix)
            return self._translator.translate_batch(  # type: ignore[no-any-return]
                rows,
                targets,
                asynchronous=True,
                # CTranslate2 ends an output silently at 256 tokens.
                max_decoding_length=min(LONGEST_OUTPUT, max(256, 3 * length + 50, longest + length + 50)),
                **options,
                **more,
            )

        def collect(index: int, result: Any) -> list[Hypothesis]:
            skip = len(package_prefix)
            return [
                Hypothesis(tuple(tokens[skip:]), score)
                for tokens, score in zip(result.hypotheses, result.scores, strict=True)
            ]

        widths = [_padded_width([source], width_step) for source in sources]
        return self._run_replacing_unknowns(widths, submit, collect)

    def score(self, sources: Sequence[Sequence[str]], targets: Sequence[Sequence[str]]) -> list[list[float]]:
        """Log-probability of each target token and of the end of the sentence, by teacher forcing.

        Batches are padded to fixed widths, as in :meth:`explore`.
        """
        package_prefix = list(self._prefix)

        def submit(indices: list[int]) -> list[Any]:
            rows = [list(sources[i]) for i in indices]
            forced = [package_prefix + list(targets[i]) for i in indices]
            widths = _padded_width(rows), _padded_width(forced)
            if (max(map(len, rows)), max(map(len, forced))) != widths:
                rows.append([_FILLER] * widths[0])
                forced.append([_FILLER] * widths[1])
            return self._translator.score_batch(  # type: ignore[no-any-return]
                rows, forced, asynchronous=True, max_input_length=0
            )

        def collect(index: int, result: Any) -> list[float]:
            return list(result.log_probs[len(package_prefix) :])

        keys = [
            (_padded_width([source]), _padded_width([(*package_prefix, *target)]))
            for source, target in zip(sources, targets, strict=True)
        ]
        return self._run(keys, submit, collect)

    def explore(
        self,
        sources: Sequence[Sequence[str]],
        prefixes: Sequence[Sequence[str]],
        wanted: Sequence[Sequence[str]],
        known: Sequence[Sequence[float]] | None = None,
        *,
        complete: bool = False,
    ) -> list[Exploration]:
        """Decode greedily after a prefix, and tell at every position how near each wanted token was.

        One pass answers where in the output a rendering could be put: CTranslate2 has no hook on
        logits, but returns them for greedy decoding, forced positions included. Sentences of similar
        length share batches, padded to widths that depend on the sentence alone: what is found for one
        never depends on its batch mates.

        Args:
            prefixes: target tokens each output begins with.
            wanted: target tokens of interest, for each source.
            known: log-probabilities of the first tokens of each prefix, where an earlier call gave them.
            complete: the prefixes are whole translations; nothing is decoded after them.
        """
        import numpy

        package_prefix = list(self._prefix)
        skip = len(package_prefix)

        def submit(indices: list[int], **more: Any) -> list[Any]:
            rows = [list(sources[i]) for i in indices]
            forced = [package_prefix + list(prefixes[i]) for i in indices]
            width = _padded_width(rows)
            longest = max(map(len, forced))
            room = 1 if complete else 3 * width + 50
            _pad(rows, forced, width, package_prefix)
            return self._translator.translate_batch(  # type: ignore[no-any-return]
                rows,
                forced,
                asynchronous=True,
                beam_size=1,
                return_logits_vocab=True,
                max_input_length=0,
                max_decoding_length=min(LONGEST_OUTPUT, longest + room),
                **more,
            )

        def collect(index: int, result: Any) -> Exploration:
            limit = len(prefixes[index]) + 3 * _padded_width([sources[index]]) + 50
            tokens = tuple(prefixes[index]) if complete else tuple(result.hypotheses[0][skip:][:limit])
            given = known[index] if known else ()
            steps = result.logits[0][skip + len(given) : skip + len(tokens) + 1]
            columns = [self._tokens[token] for token in wanted[index]]
            unknown = self._tokens.get(_UNKNOWN, 0)
            chosen = [self._tokens.get(token, unknown) for token in tokens[len(given) :]]
            chosen += [self._tokens.get("</s>", unknown)] * (len(steps) - len(chosen))
            # Positions by tokens of the vocabulary, less the highest logit of each position.
            logits = numpy.stack([numpy.asarray(step) for step in steps])
            logits -= logits.max(axis=1, keepdims=True)
            nearness = [[] for _ in given] + logits[:, columns].tolist()
            picked = logits[numpy.arange(len(steps)), chosen[: len(steps)]]
            log_probs = picked - numpy.log(numpy.exp(logits, out=logits).sum(axis=1))
            return Exploration(tokens, (*given, *log_probs.tolist()), nearness)

        return self._run_replacing_unknowns([_padded_width([source]) for source in sources], submit, collect)

    def _run_replacing_unknowns(
        self,
        keys: Sequence[Any],
        submit: Callable[..., list[Any]],
        collect: Callable[[int, Any], Any],
    ) -> list[Any]:
        """Run, and where unknown tokens came out once more, putting source tokens in their place.

        CTranslate2 needs a few per cent more time to know which ones; most packages have bytes to
        spell with and never write unknown tokens.
        """
        unknown: list[int] = []

        def look(index: int, result: Any) -> Any:
            if any(_UNKNOWN in tokens for tokens in result.hypotheses):
                unknown.append(index)
                return None
            return collect(index, result)

        output = self._run(keys, submit, look)
        again = self._run(
            [keys[index] for index in unknown],
            lambda chosen: submit([unknown[index] for index in chosen], replace_unknowns=True),
            lambda index, result: collect(unknown[index], result),
        )
        for index, replaced in zip(unknown, again, strict=True):
            output[index] = replaced
        return output

    def _run(
        self,
        keys: Sequence[Any],
        submit: Callable[[list[int]], list[Any]],
        collect: Callable[[int, Any], Any],
    ) -> list[Any]:
        """Group by key, submit group after group, and collect behind: results may be large."""
        groups: dict[Any, list[int]] = defaultdict(list)
        for index, key in enumerate(keys):
            groups[key].append(index)
        output: list[Any] = [None] * len(keys)
        pending: deque[tuple[list[int], list[Any]]] = deque()

        def collect_oldest() -> None:
            chunk, results = pending.popleft()
            # A row that only pads the batch comes last.
            for index, result in zip(chunk, results[: len(chunk)], strict=True):
                output[index] = collect(index, result.result())

        left = len(keys)
        for key in sorted(groups, reverse=True):
            members = groups[key]
            for start in range(0, len(members), BATCH_SIZE):
                chunk = members[start : start + BATCH_SIZE]
                with self._turns.take(left):
                    pending.append((chunk, submit(chunk)))
                left -= len(chunk)
                while pending and pending[0][1][-1].done():
                    collect_oldest()
        while pending:
            collect_oldest()
        return output


class _Turns:
    """Who hands the package the next batch: of several threads the one with the least left to hand over.

    So a short text does not wait for a long one, and of two windows of a corpus one is finished in
    Python while the other is decoded, where by turns both would be finished at the same time.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[int, int]] = []
        self._taken = False
        self._changed = threading.Condition()

    @contextmanager
    def take(self, left: int) -> Iterator[None]:
        """Wait for a turn and hold it."""
        me = (left, threading.get_ident())
        with self._changed:
            self._waiting.append(me)
            try:
                self._changed.wait_for(lambda: not self._taken and min(self._waiting) == me)
            finally:
                # Also after an interrupt: nobody may wait for someone who has gone.
                self._waiting.remove(me)
                self._changed.notify_all()
            self._taken = True
        try:
            yield
        finally:
            with self._changed:
                self._taken = False
                self._changed.notify_all()


def _padded_width(rows: Sequence[Sequence[str]], step: int = WIDTH_STEP) -> int:
    return -(-max(map(len, rows)) // step) * step


def _pad(
    rows: list[list[str]], targets: list[list[str]] | None, width: int, package_prefix: list[str]
) -> None:
    """Add a row of a width where none has it, so that the batch is padded to it."""
    if max(map(len, rows)) == width:
        return
    rows.append(rows[0] + [_FILLER] * (width - len(rows[0])))
    if targets is not None:
        targets.append(package_prefix)
