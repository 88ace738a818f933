"""Languages: their codes, and one module per language for particles, punctuation and script."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from translate.errors import LanguageError
from translate.i18n import _


@dataclass(frozen=True)
class Language:
    """A language as the tool names it.

    Attributes:
        code: canonical BCP 47 tag (RFC 5646), as in file names: ``ko``, ``ja``, ``zh``, ``zh-Hant``.
        locale: gettext name, as in glossary file names: ``ko``, ``ja``, ``zh_Hans``, ``zh_Hant``.
        package_code: code that Argos packages use: ``ko``, ``ja``, ``zh``, ``zt``.
        region: ``TW`` or ``HK`` for Traditional Chinese, which picks the conversion; else empty.
    """

    code: str
    locale: str
    package_code: str
    region: str = ""

    def __str__(self) -> str:
        return self.code

    @property
    def is_chinese(self) -> bool:
        return self.locale.startswith("zh")

    @property
    def is_traditional(self) -> bool:
        return self.locale == "zh_Hant"


ENGLISH = Language("en", "en", "en")
KOREAN = Language("ko", "ko", "ko")
JAPANESE = Language("ja", "ja", "ja")
SIMPLIFIED_CHINESE = Language("zh", "zh_Hans", "zh")
TRADITIONAL_CHINESE = Language("zh-Hant", "zh_Hant", "zt", "TW")
HONG_KONG_CHINESE = Language("zh-Hant", "zh_Hant", "zt", "HK")

TARGET_LANGUAGES = (KOREAN, JAPANESE, SIMPLIFIED_CHINESE, TRADITIONAL_CHINESE)


def parse_language(code: str) -> Language:
    """The language a code means: BCP 47, gettext and Argos forms (``zh-TW``, ``zh_Hant_HK``, ``zt``).

    >>> parse_language("zh-TW").code, parse_language("zh-TW").locale
    ('zh-Hant', 'zh_Hant')

    Raises:
        LanguageError: the code is malformed or none of English and the target languages.
    """
    from babel.core import parse_locale

    cleaned = code.strip().replace("-", "_")
    if cleaned.lower() == "zt":
        return TRADITIONAL_CHINESE
    try:
        language, territory, script, *_rest = parse_locale(cleaned)
    except ValueError:
        raise LanguageError(_unknown(code)) from None
    if language == "en":
        return ENGLISH
    if language == "ko":
        return KOREAN
    if language == "ja":
        return JAPANESE
    if language == "zh":
        traditional = script == "Hant" or (script is None and territory in ("TW", "HK", "MO"))
        if not traditional:
            return SIMPLIFIED_CHINESE
        return HONG_KONG_CHINESE if territory in ("HK", "MO") else TRADITIONAL_CHINESE
    raise LanguageError(_unknown(code))


def names_language(code: str, language: Language) -> bool:
    """Whether a code found in a file names a language, as far as what is written goes (``zh_CN``: ``zh``)."""
    try:
        return parse_language(code).locale == language.locale
    except LanguageError:
        return False


_ALIASES = {
    "korean": "ko", "kr": "ko", "kor": "ko", "japanese": "ja", "jp": "ja", "jpn": "ja",
    "chinese": "zh", "cn": "zh", "zho": "zh", "chi": "zh", "tw": "zh-Hant", "hk": "zh-Hant-HK",
    "english": "en", "eng": "en",
}  # fmt: skip


def _unknown(code: str) -> str:
    known = "ko, ja, zh, zh-Hant"
    guess = _ALIASES.get(code.lower())
    if guess is None:
        close = difflib.get_close_matches(code.lower(), ["ko", "ja", "zh", "zh-hant", *_ALIASES], n=1)
        guess = _ALIASES.get(close[0], close[0]) if close else None
    if guess:
        return _("Unknown language “{code}”: did you mean “{guess}”? Languages: {known}.").format(
            code=code, guess=guess, known=known
        )
    return _("Unknown language “{code}”. Languages: {known}.").format(code=code, known=known)
