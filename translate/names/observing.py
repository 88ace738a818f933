"""What a package wrote for a name: the stretch of its translation that another name would have changed.

The name is exchanged for another, and the same translation is scored again (compare
:mod:`translate.enforce.alignment`, where it is taken out): the words that became less probable are its
rendering. Since the sentence stays whole, titles, particles and the words beside it
keep their probability, so that the borders are sharp.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from translate.engine import Engine
from translate.languages import Language, zh
from translate.languages.likeness import likeness
from translate.names.spotting import HAN_NAME, HANGUL_WORD, KATAKANA_RUN, inside_words, spot
from translate.names.writing import ALIKE
from translate.spans import Span

_STAND_INS = ("Miller", "Daniel")
"""Names that packages know; the first that the sentence does not hold is taken."""

_LEAST_PEAK = 1.5
"""Nats that the word most changed must have lost; with less the name was left out."""

_PART_OF_NAME = 0.5
"""Nats from which a further word or character belongs to the rendering."""

_SHARE_OF_PEAK = 0.08
"""The same as a share of the peak."""

_COST_OF_MOVING = 0.05
"""Likeness that a border must gain for each character it is moved from where the package has it."""

_LATIN_RUN = re.compile(r"[A-Za-zÀ-ɏ][\w’'-]*(?: [A-Za-zÀ-ɏ][\w’'-]*)*")
_TITLES = {
    "ja": (
        "大統領 副大統領 首相 元首相 総理 主席 国家主席 総書記 外相 国防相 防衛相 財務相 官房長官 長官 "
        "大臣 大使 議長 知事 市長 会長 社長 総裁 委員長 事務総長 議員 教授 博士 氏 さん "
        "選手 監督 容疑者 被告 国王 皇太子"
    ).split(),
    "zh": (
        "总统 副总统 总理 首相 主席 国家主席 总书记 外长 部长 国防部长 外交部长 财政部长 大使 议长 "
        "省长 州长 市长 董事长 总裁 主任 秘书长 议员 教授 博士 先生 女士 国王 王储 将军 发言人 "
        "说 称 表示 认为 指出 告诉"
    ).split(),
}
"""Titles, and verbs of saying, that stand beside names without a space."""


@dataclass(frozen=True)
class Question:
    """What stands for a name in a translation?

    Attributes:
        sentence: of the source.
        span: of the name in it.
        translation: of the sentence, as the package writes it.
    """

    sentence: str
    span: Span
    translation: str


def observe(engine: Engine, language: Language, questions: Sequence[Question]) -> list[str]:
    """What stands for each name; an empty string where nothing can be told.

    A Korean stretch is whole words, the particle included.

    Args:
        language: in which the package writes.
    """
    tokens = {text: _spell(engine, text) for text in {question.translation for question in questions}}
    asked = [index for index, question in enumerate(questions) if tokens[question.translation]]
    whole = sorted({(questions[index].sentence, questions[index].translation) for index in asked})
    exchanged = [(_exchanged(questions[index]), questions[index].translation) for index in asked]
    scores = engine.score(
        [engine.encode(source) for source, _translation in (*whole, *exchanged)],
        [tokens[translation] or () for _source, translation in (*whole, *exchanged)],
    )
    before = dict(zip(whole, scores, strict=False))
    observed = [""] * len(questions)
    for index, after in zip(asked, scores[len(whole) :], strict=True):
        question = questions[index]
        spelled = tokens[question.translation] or ()
        losses = [
            own - other
            for own, other in zip(before[question.sentence, question.translation], after, strict=True)
        ]
        observed[index] = _Losses(engine.decode(spelled), losses, engine.offsets(spelled)).rendering(
            question.sentence[slice(*question.span)], language
        )
    return observed


def _spell(engine: Engine, text: str) -> tuple[str, ...] | None:
    """Target tokens of a translation, which was polished after the package wrote it."""
    return engine.spell(text, word_start=True) or engine.spell(
        unicodedata.normalize("NFKC", text), word_start=True
    )


def _exchanged(question: Question) -> str:
    """The sentence with another name."""
    start, end = question.span
    name = next((name for name in _STAND_INS if name not in question.sentence), _STAND_INS[0])
    return question.sentence[:start] + name + question.sentence[end:]


class _Losses:
    """How much each character of a translation hangs on the name."""

    def __init__(self, text: str, losses: Sequence[float], offsets: Sequence[int]) -> None:
        self.text = text
        self.characters = [0.0] * len(text)
        for loss, start, end in zip(losses, offsets, offsets[1:], strict=False):
            for position in range(start, end):
                if text[position] != " ":
                    self.characters[position] = loss
        self.peak = max(range(len(text)), key=self.characters.__getitem__, default=0)
        self.highest = self.characters[self.peak] if text else 0.0
        # Nats from which a character belongs to the rendering.
        self.least = max(_PART_OF_NAME, _SHARE_OF_PEAK * self.highest)

    def rendering(self, name: str, language: Language) -> str:
        if self.highest < _LEAST_PEAK:
            return ""
        latin = self._run(_LATIN_RUN)
        if latin:
            return self.text[latin[0] : latin[1]]
        if language.locale == "ko":
            words = self._words(HANGUL_WORD, len(name.split()))
            return spot(words, name, language) or words
        if KATAKANA_RUN.match(self.text[self.peak]):
            if " " not in name and "-" not in name:
                return self._words(KATAKANA_RUN, 1)
            return self._words(KATAKANA_RUN, len(re.split("[ -]", name)), "[・＝゠]")
        return self._ideographs(name, language)

    def _run(self, pattern: re.Pattern[str]) -> Span | None:
        return next(
            (
                match.span()
                for match in pattern.finditer(self.text)
                if match.start() <= self.peak < match.end()
            ),
            None,
        )

    def _words(self, pattern: re.Pattern[str], most: int, gap: str = " ") -> str:
        """The word at the peak, and those beside it that hang on the name, at most ``most`` of them."""
        words = [match.span() for match in pattern.finditer(self.text)]
        here = next((index for index, (start, end) in enumerate(words) if start <= self.peak < end), None)
        if here is None:
            return ""
        first = last = here
        while last - first + 1 < most:
            sides = [
                (max(self.characters[slice(*words[index])]), index)
                for index, left, right in ((first - 1, first - 1, first), (last + 1, last, last + 1))
                if 0 <= index < len(words) and re.fullmatch(gap, self.text[words[left][1] : words[right][0]])
            ]
            strength, index = max(sides, default=(0.0, 0))
            if strength < self.least:
                break
            first, last = min(first, index), max(last, index)
        return self.text[words[first][0] : words[last][1]]

    def _ideographs(self, name: str, language: Language) -> str:
        run = self._run(HAN_NAME)
        if run is None:
            return ""
        start, end = self.peak, self.peak + 1
        while start > run[0] and self._belongs(start - 1, -1, run):
            start -= 1
        while end < run[1] and self._belongs(end, 1, run):
            end += 1
        if language.is_chinese:
            start, end = self._by_sound(name, start, end, run, language) or self._by_words(
                start, end, language
            )
        text = self.text[start:end].strip("·・")
        return _without_titles(text, "zh" if language.is_chinese else "ja")

    def _belongs(self, position: int, step: int, run: Span) -> bool:
        """Whether a character hangs on the name, or is the dot between two that do."""
        if self.text[position] in "·・":
            position += step
            return run[0] <= position < run[1] and self.characters[position] >= self.least
        return self.characters[position] >= self.least

    def _by_sound(self, name: str, start: int, end: int, run: Span, language: Language) -> Span | None:
        """The range about the given one that sounds most like the name, if one does."""
        best: tuple[float, int, int, int] | None = None
        inside = inside_words(self.text, language)
        for left in range(max(run[0], start - 1), self.peak + 1):
            for right in range(self.peak + 1, min(run[1], end + 3) + 1):
                text = self.text[left:right]
                if text[0] in "·・" or text[-1] in "·・" or left in inside or right in inside:
                    continue
                if language.is_traditional:
                    text = zh.to_simplified(text)
                alike = likeness(name, text, language)
                if alike is not None and alike >= ALIKE:
                    moved = abs(left - start) + abs(right - end)
                    value = (alike - _COST_OF_MOVING * moved, -moved, left, right)
                    best = max(best, value) if best else value
        return best[2:] if best else None

    def _by_words(self, start: int, end: int, language: Language) -> Span:
        """The range without ordinary words at its borders."""
        words = [
            word
            for word in zh.words(self.text, traditional=language.is_traditional)
            if word.start < end and start < word.end
        ]
        while words and words[-1].is_ordinary and words[-1].start > self.peak:
            end = words.pop().start
        while words and words[0].is_ordinary and words[0].end <= self.peak:
            start = words.pop(0).end
        return start, end


def _without_titles(text: str, locale: str) -> str:
    """The name before a title; empty where the title leaves one character, which may be any word."""
    for title in sorted(_TITLES[locale], key=len, reverse=True):
        if text.endswith(title) and text != title:
            text = text.removesuffix(title)
            return text if len(text) > 1 else ""
    return text
