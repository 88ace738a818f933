"""Which characters belong to which language's writing."""

from __future__ import annotations

import re
from functools import lru_cache

HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc]")
KANA = re.compile("[\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HONG_KONG = "恒"
"""Written so in Hong Kong (恒生), and in Simplified."""

LATIN_WORD = re.compile("[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'’-]*")


def strange_characters(text: str, locale: str) -> str:
    """The characters of a text that its language does not write, each once.

    Simplified and Traditional forms are told apart by the national character sets: one that Big5
    has not is Simplified, one that GB 2312 has not is Traditional, if OpenCC converts it to another form
    (堃 and 着 it leaves, they are of both). Japanese forms are those of JIS X 0213.
    """
    return "".join(dict.fromkeys(character for character in text if _is_strange(character, locale)))


@lru_cache(maxsize=8192)
def _is_strange(character: str, locale: str) -> bool:
    if character < "\u1100":
        return False
    if locale == "ko":
        return bool(KANA.match(character) or HAN.match(character))
    if HANGUL.match(character):
        return True
    if locale == "ja":
        return bool(HAN.match(character)) and not _has(character, "euc_jis_2004")
    if KANA.match(character):
        return True
    if not HAN.match(character):
        return False
    if locale == "zh_Hant":
        return (
            not _has(character, "big5")
            and character not in _HONG_KONG
            and _converted(character, locale) != character
        )
    if locale == "zh_Hans":
        return not _has(character, "gb2312") and _converted(character, locale) != character
    return False


def _has(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _converted(character: str, locale: str) -> str:
    from translate.languages import zh

    return zh.to_traditional(character, "HK") if locale == "zh_Hant" else zh.to_simplified(character)
