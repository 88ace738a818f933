"""How names are written in the target languages: letters, parts, particles, and what is no name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from translate.glossary.lint.everyday import EVERYDAY_WORDS
from translate.languages import Language, ko, zh
from translate.languages.likeness import is_east_asian, is_written_by_sound, likeness
from translate.spans import Span

ALIKE = 0.6
"""Likeness from which a rendering counts as written by sound."""

GAIN_OF_PARTICLE = 0.05
"""How much likelier a Korean word must sound with what may be a particle for that to be its last syllable."""

_SCRIPTS = {
    "ko": re.compile("[가-힣]+(?: [가-힣]+)*"),
    "ja": re.compile("[ァ-ヴー\u3400-\u9fff々ヶ]+(?:[・＝゠][ァ-ヴー\u3400-\u9fff々ヶ]+)*"),
    "zh": re.compile("[\u3400-\u9fff]+(?:·[\u3400-\u9fff]+)*"),
}
_SEPARATORS = {"ko": " ", "ja": "・", "zh": "·"}
_KATAKANA = re.compile("[ァ-ヴー]")
_KATAKANA_NAME = re.compile("[ァ-ヴー・＝゠]{3,}")
_IDEOGRAPH = re.compile("[\u3400-\u9fff々]")
_BEFORE_NAMES = "在駐対元前新故"
_AFTER_NAME = re.compile(
    "氏|前|元|副|首相|大統領|総統|総理|主席|国家|総書記|外相|国防|防衛|財務|官房|長官|大臣|大使|議長|知事|市|県|州|"
    "省|道|都|府|区|町|村|島|港|湾|沖|空港|駅|会長|社長|総裁|委員|議員|教授|博士|選手|監督|容疑者|被告|政府|政権"
)
"""What stands beside a name in Japanese without a space."""

_NO_NAMES = frozenset(
    "그녀 그들 이들 그것 양국 정부 당국 彼女 彼ら 同氏 同国 両国 両者 政府 当局 首相 大統領 総統 総理 主席 "
    "部長 大臣 記者 他们 她们 它们 两国 双方 该国 官员 记者 总统 总理 部长 "
    "兩國 雙方 該國 當局 官員 總統 總理".split()
)
"""Words that stand for persons and countries: consistent, but not their names."""


@dataclass(frozen=True)
class Writing:
    """A target language as a package writes it.

    Attributes:
        language: of the package's output.
        is_known: whether a word of it is a frequent one.
    """

    language: Language
    is_known: Callable[[str], bool]

    @property
    def separator(self) -> str:
        """What stands between the parts of a name."""
        return _SEPARATORS[self._script]

    @property
    def _script(self) -> str:
        return "zh" if self.language.is_chinese else self.language.locale

    def forms(self, observed: str) -> list[str]:
        """What of an observed stretch may be a name, shortest first: in Korean with and without particle."""
        if not observed:
            return []
        forms = [observed]
        if self.language.locale == "ko":
            forms = [*(observed[:cut] for cut in reversed(ko.particle_cuts(observed))), observed]
        return forms if all(map(self.looks_like_name, forms)) else []

    def has_meanings(self, name: str) -> bool:
        """Whether a name may be written in characters that do not tell how it sounds."""
        return self.language.is_chinese or (self.language.locale == "ja" and is_east_asian(name))

    def looks_like_name(self, text: str) -> bool:
        """Whether a text has the letters of a name and is no everyday word."""
        return (
            len(text) > 1
            and _SCRIPTS[self._script].fullmatch(text) is not None
            and text not in EVERYDAY_WORDS.get(self.language.locale, frozenset())
            and text not in _NO_NAMES
        )

    def alike(self, name: str, rendering: str) -> float | None:
        """How much a rendering sounds like a name (see :func:`translate.languages.likeness.likeness`)."""
        if self.language.is_traditional:
            rendering = zh.to_simplified(rendering)
        alike = likeness(name, rendering, self.language)
        if alike is not None and " " in name and self.separator in rendering:
            # The family name first, as it is said at home: 다카이치 사나에.
            first, _separator, rest = rendering.partition(self.separator)
            turned = likeness(name, f"{rest}{self.separator}{first}", self.language)
            alike = max(alike, turned or 0.0)
        return alike

    def most_alike(self, name: str, forms: Sequence[str]) -> tuple[float, str]:
        """Of nested forms, shortest first, the one that sounds like the name; a particle adds nothing."""
        best = ""
        for form in forms:
            if not best or self.is_better_with_ending(name, best, form):
                best = form
        return self.alike(name, best) or 0.0, best

    def is_better_with_ending(self, name: str, shorter: str, longer: str) -> bool:
        """Whether what may be a particle at the end of ``longer`` makes it sound more like the name."""
        for word, part in self.parts(name, longer).items():
            if longer.endswith(part) and shorter.startswith(longer.removesuffix(part)):
                name, shorter, longer = word, shorter.removeprefix(longer.removesuffix(part)), part
                break
        return (self.alike(name, longer) or 0.0) > (self.alike(name, shorter) or 0.0) + GAIN_OF_PARTICLE

    def parts(self, name: str, rendering: str) -> dict[str, str]:
        """Which word of a full name each part of its rendering stands for; empty where they don't pair up."""
        words = name.split(" ")
        parts = rendering.split(self.separator)
        if len(words) < 2 or len(words) != len(parts):
            return {}

        def value(order: Sequence[str]) -> float:
            return sum(self.alike(*pair) or 0.0 for pair in zip(words, order, strict=True))

        if len(words) == 2:
            parts = max(parts, parts[::-1], key=value)
        return dict(zip(words, parts, strict=True))

    def is_frequent(self, word: str) -> bool:
        """Whether a word is in the package's or the segmenter's vocabulary."""
        return self.is_known(word) or any(
            entry.is_listed and entry.end - entry.start == len(word) for entry in self._words(word)
        )

    def is_listed_name(self, word: str) -> bool:
        """Whether the Chinese segmenter knows a word as a name."""
        words = self._words(word)
        return len(words) == 1 and words[0].is_listed and words[0].is_name

    def is_transcription(self, observed: str) -> bool:
        """Whether an observed stretch can be nothing but a foreign name, whosoever it is."""
        if self.language.locale == "ko":
            return bool(ko.particle_cuts(observed)) and ko.without_title(observed) == observed
        if self.language.is_chinese:
            return all(map(is_written_by_sound, zh.to_simplified(observed).replace("·", "")))
        return _KATAKANA_NAME.fullmatch(observed) is not None

    def stands_clear(self, text: str, span: Span) -> bool:
        """Whether a rendering is surely whole: no 메르코수지 for 메르코수, no ブルビオ for ルビオ."""
        start, end = span
        if self.language.locale == "ko":
            return ko.ends_word(text, end)
        before, after = text[start - 1 : start], text[end : end + 1]
        if self.language.locale == "ja":
            sides = ((before, text[start]), (text[end - 1], after))
            return not any(_KATAKANA.match(left) and _KATAKANA.match(right) for left, right in sides)
        simplified = zh.to_simplified(text)
        if len(simplified) == len(text):
            text, before, after = simplified, simplified[start - 1 : start], simplified[end : end + 1]
        ordinary = {
            position
            for word in self._words(text)
            if word.is_ordinary and (word.end <= start or end <= word.start)
            for position in range(word.start, word.end)
        }
        return all(
            position in ordinary or not (character == "·" or is_written_by_sound(character))
            for position, character in ((start - 1, before), (end, after))
        )

    def stands_whole(self, text: str, rendering: str) -> bool:
        """Whether characters stand somewhere in a text as a word of their own: not 李在 of 李在明."""
        if self.language.is_chinese:
            inside = {position for word in self._words(text) for position in range(word.start + 1, word.end)}
            return any(
                match.start() not in inside and match.end() not in inside
                for match in re.finditer(re.escape(rendering), text)
            )
        return any(
            (not _IDEOGRAPH.match(text[: match.start()][-1:]) or text[match.start() - 1] in _BEFORE_NAMES)
            and (not _IDEOGRAPH.match(text[match.end() :]) or _AFTER_NAME.match(text[match.end() :]))
            for match in re.finditer(re.escape(rendering), text)
        )

    def _words(self, text: str) -> tuple[zh.Word, ...]:
        if not self.language.is_chinese:
            return ()
        return zh.words(text, traditional=self.language.is_traditional)
