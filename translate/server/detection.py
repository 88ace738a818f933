"""Which language a text is in, told by its script and its commonest words; enough to know English."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

_COMMON_WORDS = {
    "en": "the of and to in is that for was with on as are it by this from at have not be an has they we you",
    "fr": "le la les des et est une du que dans pour qui sur pas avec sont ce au aux je nous vous il elle",
    "de": "der die das und ist nicht ein eine mit den von zu auf für im dem des sich auch werden ich wir sie",
    "es": "el los las y es una del que en por con para no se al como más pero su lo la sus ha está",
    "it": "il lo gli e è un una di che per non con del della sono si come anche nel alla dei le io",
    "pt": "o os as e é um uma do da que em não para com dos no na se por mais ao foi são você",
    "nl": "de het een en is van dat op te niet met voor zijn aan er door ook wordt bij naar ik je wij",
    "vi": "là của và các có được trong cho không những một với này người đã",
    "id": "yang dan di dari untuk dengan ini itu tidak pada adalah dalam akan ke",
}
"""The commonest words of languages in Latin script, those that tell them apart."""

_WORDS = {code: frozenset(words.split()) for code, words in _COMMON_WORDS.items()}
_SCRIPTS = {"HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "CYRILLIC": "ru", "ARABIC": "ar",
            "THAI": "th", "DEVANAGARI": "hi", "GREEK": "el", "HEBREW": "he"}  # fmt: skip
_KANA_SHARE = 0.1
_SAMPLE_CHARACTERS = 10_000


@dataclass(frozen=True)
class Detection:
    """A language code, and how sure it is, from 0 to 100."""

    language: str
    confidence: float


def detect(text: str) -> Detection:
    """The language of a text; ``en`` with confidence 0 where nothing tells."""
    sample = text[:_SAMPLE_CHARACTERS]
    scripts = Counter(
        unicodedata.name(character, "").split(" ", 1)[0] for character in sample if character.isalpha()
    )
    total = sum(scripts.values())
    if not total:
        return Detection("en", 0.0)
    japanese = scripts["HIRAGANA"] + scripts["KATAKANA"]
    han = scripts["CJK"]
    if japanese and japanese >= _KANA_SHARE * (han + japanese) and han + japanese >= total / 2:
        return Detection("ja", _percent(han + japanese, total))
    if han >= total / 2:
        return Detection(_chinese(sample), _percent(han, total))
    script, number = scripts.most_common(1)[0]
    if script == "LATIN":
        return _latin(sample, number / total)
    if script in _SCRIPTS:
        return Detection(_SCRIPTS[script], _percent(number, total))
    return Detection("en", 0.0)


def _percent(number: int, total: int) -> float:
    return round(100.0 * number / total, 1)


def _chinese(text: str) -> str:
    from translate.languages import zh

    simplified, traditional = zh.to_simplified(text), zh.to_traditional(text)
    changes = [
        sum(one != other for one, other in zip(text, form, strict=False))
        for form in (simplified, traditional)
    ]
    return "zh-Hant" if changes[0] > changes[1] else "zh"


def _latin(text: str, share: float) -> Detection:
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = {code: sum(word in common for word in words) for code, common in _WORDS.items()}
    best = max(counts, key=lambda code: (counts[code], code == "en"))
    if best != "en" and counts[best] < 2:
        best = "en"
    if not counts[best]:
        # A headline or a label: nothing speaks against English but letters that it hardly uses.
        foreign = sum(not word.isascii() for word in words)
        return Detection("en", round(share * max(0.0, 50.0 - 100.0 * foreign / len(words)), 1))
    # Every third word of running text is one of the commonest.
    certainty = min(1.0, counts[best] / len(words) * 3)
    return Detection(best, round(share * (60.0 + 40.0 * certainty), 1))
