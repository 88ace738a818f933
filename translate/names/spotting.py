"""Names in translations, told by their sound alone."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translate.languages import Language, ko, zh
from translate.languages.likeness import is_distinctive, is_written_by_sound, likeness
from translate.names.writing import ALIKE
from translate.spans import Span

HANGUL_WORD = re.compile(r"[가-힣A-Za-z0-9-]+")
KATAKANA_RUN = re.compile("[ァ-ヴー]+")
HAN_NAME = re.compile(r"[\u3400-\u9fff々ヶ·・]+")

_SPOTTED = 0.85
"""Likeness from which a word of the translation is the name, if no other word is nearly as like it."""

_CLEARLY = 0.2
"""Likeness that other words must lack."""


@dataclass(frozen=True)
class Sound:
    """A stretch of a translation that sounds like a name.

    Attributes:
        span: half-open code-point range; in Korean whole words, the particle included.
        alike: likeness to the name, without what may be a particle.
    """

    span: Span
    alike: float


def sounds(text: str, name: str, language: Language) -> list[Sound]:
    """The stretches of a translation that sound like a name, overlapping ones included."""
    # The family name may come first, as at home: 다카이치 사나에.
    given, _space, family = name.rpartition(" ")
    names = (name, f"{family} {given}") if given else (name,)
    heard: list[Sound] = []
    for start, end in _stretches(text, name, language):
        stretch = zh.to_simplified(text[start:end]) if language.is_traditional else text[start:end]
        forms = [stretch]
        if language.locale == "ko":
            forms += [stretch[:cut] for cut in ko.particle_cuts(stretch)]
        alike = max(likeness(said, form, language, ALIKE) or 0.0 for said in names for form in forms)
        if alike >= ALIKE:
            heard.append(Sound((start, end), alike))
    return heard


def spot(text: str, name: str, language: Language, heard: Sequence[Sound] | None = None) -> str:
    """The one stretch of a translation that sounds like a name; empty if none does or several do.

    Args:
        heard: by :func:`sounds`, if they are known already.
    """
    if not is_distinctive(name):
        return ""
    if heard is None:
        heard = sounds(text, name, language)
    best = max(heard, default=None, key=lambda sound: (sound.alike, sound.span[0] - sound.span[1]))
    if best is None or best.alike < _SPOTTED:
        return ""
    start, end = best.span
    surface = text[start:end]
    if any(
        sound.alike > best.alike - _CLEARLY
        and (sound.span[1] <= start or end <= sound.span[0])
        and text[slice(*sound.span)] != surface
        for sound in heard
    ):
        return ""
    return surface


def _stretches(text: str, name: str, language: Language) -> Iterator[Span]:
    """Where a name written by sound may stand: words, or in Chinese runs of characters for sounds."""
    if language.is_chinese:
        most = 2 * len(name.replace(" ", ""))
        inside = inside_words(text, language)
        for match in HAN_NAME.finditer(zh.to_simplified(text) if language.is_traditional else text):
            position = match.start()
            for is_sound, run in itertools.groupby(
                match.group(), lambda character: character in "·・" or is_written_by_sound(character)
            ):
                length = len(list(run))
                if is_sound:
                    for start in range(position, position + length - 1):
                        for end in range(start + 2, min(position + length, start + most) + 1):
                            if start not in inside and end not in inside:
                                yield start, end
                position += length
        return
    words = [
        match.span() for match in (HANGUL_WORD if language.locale == "ko" else KATAKANA_RUN).finditer(text)
    ]
    most = len(re.split("[ -]", name))
    gap = re.compile(" " if language.locale == "ko" else "[・＝゠]")
    for first in range(len(words)):
        for last in range(first, min(len(words), first + most)):
            if last > first and not gap.fullmatch(text[words[last - 1][1] : words[last][0]]):
                break
            yield words[first][0], words[last][1]


def inside_words(text: str, language: Language) -> set[int]:
    """Positions inside the known words of a Chinese text, where no name begins or ends."""
    return {
        position
        for word in zh.words(text, traditional=language.is_traditional)
        if word.is_listed
        for position in range(word.start + 1, word.end)
    }
