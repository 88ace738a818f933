"""Languages as files of other tools name them: codes of several standards, names in several languages."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from translate.errors import LanguageError
from translate.languages import (
    ENGLISH,
    JAPANESE,
    KOREAN,
    SIMPLIFIED_CHINESE,
    TRADITIONAL_CHINESE,
    parse_language,
)

_CODES = {
    "eng": ENGLISH, "kor": KOREAN, "kr": KOREAN, "jpn": JAPANESE, "jp": JAPANESE,
    "zho": SIMPLIFIED_CHINESE, "chi": SIMPLIFIED_CHINESE, "cmn": SIMPLIFIED_CHINESE, "cn": SIMPLIFIED_CHINESE,
    "zhs": SIMPLIFIED_CHINESE, "chs": SIMPLIFIED_CHINESE, "sc": SIMPLIFIED_CHINESE,
    "zht": TRADITIONAL_CHINESE, "cht": TRADITIONAL_CHINESE, "tc": TRADITIONAL_CHINESE,
    "zt": TRADITIONAL_CHINESE, "tw": TRADITIONAL_CHINESE, "hk": TRADITIONAL_CHINESE,
}  # fmt: skip
"""Codes beside BCP 47: ISO 639-2 and -3, .NET's old ones (CHS), and countries taken for languages."""

_NAMED_IN = ("en", "ko", "ja", "zh_Hans", "zh_Hant", "de", "fr", "es")
"""Languages whose words for our languages are known; from CLDR, through Babel."""

_NAMED = ("en", "ko", "ja", "zh", "zh_Hans", "zh_Hant", "zh_Hans_CN", "zh_Hant_TW", "zh_Hant_HK")

_ADDITIONAL_NAMES = {
    "한글": "ko", "국문": "ko", "한국": "ko", "영문": "en", "일문": "ja", "일어": "ja", "일본": "ja",
    "중문": "zh_Hans", "간체": "zh_Hans", "중문간체": "zh_Hans", "번체": "zh_Hant", "중문번체": "zh_Hant",
    "和文": "ja", "英文": "en", "日文": "ja", "日语": "ja", "日語": "ja", "韩文": "ko", "韓文": "ko",
    "英語": "en", "英语": "en", "中文": "zh_Hans", "简中": "zh_Hans", "簡中": "zh_Hans", "繁中": "zh_Hant",
    "简体": "zh_Hans", "簡體": "zh_Hans", "简体字": "zh_Hans", "簡体字": "zh_Hans", "繁体": "zh_Hant",
    "繁體": "zh_Hant", "繁体字": "zh_Hant", "繁體字": "zh_Hant", "正體": "zh_Hant", "正體中文": "zh_Hant",
    "mandarin": "zh_Hans", "simplified": "zh_Hans", "traditional": "zh_Hant", "taiwanese": "zh_Hant",
    "chinese taiwan": "zh_Hant", "chinese hong kong": "zh_Hant", "chinese china": "zh_Hans",
    "chinese prc": "zh_Hans", "中文 台灣": "zh_Hant", "中文 香港": "zh_Hant", "中文 中国": "zh_Hans",
}  # fmt: skip

_NOISE = frozenset({"term", "terms", "translation", "translated", "text", "language", "target", "source"})
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")


@cache
def locale_of(name: str) -> str | None:
    """The locale that a code or name means: ``en``, a target locale, another language's code, or None.

    Case, separators and brackets do not matter: ``KO``, ``ko_kr``, ``Korean (Korea)``, ``한국어``,
    ``zh-CHT``, ``Chinese – Traditional``, ``繁體中文`` are all understood.
    """
    name = unicodedata.normalize("NFKC", name).strip().strip("[]<>{}\ufeff").strip()
    if not name or len(name) > 60:
        return None
    return _of_code(name) or _of_name(name)


def _of_code(code: str) -> str | None:
    if not _CODE.fullmatch(code):
        return None
    parts = re.split("[-_]", code.lower())
    if parts[0] in _CODES:
        base = _CODES[parts[0]]
        parts[0] = base.code.lower()
    if parts[0] == "zh" and {"cht", "zht", "tc"} & set(parts):
        return TRADITIONAL_CHINESE.locale
    if parts[0] == "zh" and {"chs", "zhs", "sc"} & set(parts):
        return SIMPLIFIED_CHINESE.locale
    try:
        return parse_language("-".join(parts)).locale
    except LanguageError:
        pass
    from babel.localedata import exists

    # Two letters that are an everyday heading as well are no language: "id" of an entry, "no" for a number.
    if parts[0] in ("id", "no", "is", "as", "or", "to"):
        return parts[0] if len(parts) > 1 and exists(parts[0]) else None
    return parts[0] if exists(parts[0]) else None


def _of_name(name: str) -> str | None:
    names = _names()
    words = [word for word in re.findall(r"[^\W_]+", name.casefold()) if word not in _NOISE]
    for candidate in (words, [word for word in words if not word.isascii()], _without_code(words)):
        found = names.get("".join(sorted(candidate)))
        if found:
            return found
    return None


def _without_code(words: list[str]) -> list[str]:
    """The words without a code among them, as in “Korean (ko)” or “ko Korean”."""
    return [word for word in words if not (len(word) == 2 and word.isascii())]


@cache
def _names() -> dict[str, str]:
    """Locale by the name's words in alphabetical order: “Simplified Chinese” is “Chinese (Simplified)”."""
    from babel import Locale

    def normal(name: str) -> str:
        return "".join(sorted(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", name).casefold())))

    names: dict[str, str] = {}
    for displayed_in in _NAMED_IN:
        display = Locale.parse(displayed_in)
        for code, name in display.languages.items():
            if displayed_in == "en" and "_" not in code and len(code) <= 3:
                names.setdefault(normal(name), code)
        for code in _NAMED:
            locale = parse_language(code).locale
            for named in (Locale.parse(code).get_display_name(display), display.languages.get(code)):
                if named:
                    names[normal(named)] = locale
        for base in ("en", "ko", "ja"):
            for territory in {"en": ("US", "GB"), "ko": ("KR",), "ja": ("JP",)}[base]:
                named = Locale.parse(f"{base}_{territory}").get_display_name(display)
                if named:
                    names[normal(named)] = base
    names.update({normal(name): locale for name, locale in _ADDITIONAL_NAMES.items()})
    return names
