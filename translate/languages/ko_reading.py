"""How a Korean text ends when it is read aloud, which decides the form of the particle after it.

Sources: Hangul Orthography (한글 맞춤법) and its appendix on punctuation for brackets, the Rules of
Loanword Orthography (외래어 표기법) for Latin words, newspapers' usage for letters and numbers.
"""

from __future__ import annotations

import enum
import re
import unicodedata


class FinalSound(enum.Enum):
    """What the last syllable ends in; ㄹ is apart because 으로 drops its 으 after it."""

    VOWEL = "vowel"
    RIEUL = "rieul"
    CONSONANT = "consonant"


V, R, C = FinalSound.VOWEL, FinalSound.RIEUL, FinalSound.CONSONANT

_FIRST_SYLLABLE, _LAST_SYLLABLE = 0xAC00, 0xD7A3
_FINALS_PER_SYLLABLE, _RIEUL_INDEX = 28, 8

_CLOSING = "’”'\"」』》〉›»）)］]}｝】〕!?！？…™®©"
"""Marks that are not read: the particle agrees with what stands before them."""

_SKIPPED_BRACKETS = {")": "(", "）": "（", "]": "[", "］": "［", "〕": "〔"}
"""Brackets whose content is an aside: 나토(북대서양조약기구)는 is read as 나토는."""

_DIGITS = {"0": C, "1": R, "2": V, "3": C, "4": V, "5": V, "6": C, "7": R, "8": R, "9": V}
_LARGE_UNITS = {1: C, 2: C, 3: V, 4: C, 5: V}
"""만, 억, 조, 경, 해: by the number of groups of four zeros that a number ends in."""

_ENGLISH_DIGITS = {"0": V, "1": C, "2": V, "3": V, "4": V, "5": V, "6": V, "7": C, "8": V, "9": C}

_LETTERS = dict.fromkeys("ABCDEFGHIJKOPQSTUVWXYZ", V) | {"L": R, "M": C, "N": C, "R": R}

_GREEK_CONSONANTS = frozenset("εουΕΟΥ")
"""엡실론, 오미크론, 입실론; every other letter's name ends in a vowel."""

_SYMBOLS = {"%": V, "‰": C, "°": V, "+": V, "#": C, "$": V, "€": V, "£": V, "¥": C, "₩": C, "&": V, "*": V}

_UNITS = {
    "km": V, "m": V, "cm": V, "mm": V, "nm": V, "km2": V, "m2": V, "cm2": V, "m3": V, "cm3": V,
    "kg": C, "g": C, "mg": C, "t": C, "L": V, "l": V, "ml": V, "mL": V, "kl": V, "ha": V, "a": V,
    "W": V, "kW": V, "MW": V, "GW": V, "TW": V, "Wh": V, "kWh": V, "MWh": V, "GWh": V, "TWh": V, "V": V,
    "kV": V, "A": V, "mA": V, "mAh": V, "Hz": V, "kHz": V, "MHz": V, "GHz": V, "dB": R, "Pa": R, "hPa": R,
    "kPa": R, "MPa": R, "J": R, "kJ": R, "kt": C, "Mt": C, "ppm": C, "ppb": V, "B": V, "KB": V, "kB": V,
    "MB": V, "GB": V, "TB": V, "PB": V, "ft": V, "kcal": V, "cal": V, "p": V, "pt": V, "C": V, "F": V,
}  # fmt: skip
"""Units after a number: 킬로미터, 킬로그램, 데시벨, 헥토파스칼 …"""

_ACRONYM_WORDS = {
    "AIDS": (V,), "ANZUS": (V,), "APEC": (C,), "ASEAN": (C,), "AUKUS": (V,), "AUSMIN": (C,), "BRICS": (V,),
    "CERN": (C,), "COVID": (V,), "DRAM": (C,), "ECOWAS": (V,), "EURATOM": (C,), "EUROPOL": (R,),
    "FIFA": (V,), "GATT": (V,), "HAMAS": (V,), "INTERPOL": (R,), "JPEG": (C,), "KAIST": (V,), "KEDO": (V,),
    "KEPCO": (V,), "KOICA": (V,), "KORUS": (V,), "KOSDAQ": (C,), "KOSPI": (V,), "KOTRA": (V,), "LAN": (C,),
    "LIBOR": (V,), "LINE": (C,), "MERCOSUR": (V, R), "MERS": (V,), "MIKTA": (V,), "NAFTA": (V,),
    "NASA": (V,), "NASDAQ": (C,), "NATO": (V,), "NOAA": (V,), "OECD": (V,), "OPEC": (C,), "PIN": (C,),
    "POSCO": (V,), "POSTECH": (C,), "QUAD": (V,), "RADAR": (V,), "RAM": (C,), "RCEP": (C, V), "RIMPAC": (C,),
    "ROM": (C,), "SARS": (V,), "SEATO": (V,), "SIM": (C,), "SWIFT": (V,), "TASS": (V,), "THAAD": (V,),
    "UEFA": (V,), "UNESCO": (V,), "UNICEF": (V,), "WAN": (C,),
    "III": (C, V), "VI": (C, V), "VII": (R, C), "VIII": (R, V), "XI": (R, V),
}  # fmt: skip
"""Capitals that are read as a word (나토, 아세안), or in two ways, the usual one first."""

_WORDS = {
    "airbnb": (V,), "brexit": (V,), "github": (V,), "nike": (V,), "iraq": (V,), "quad": (V,), "hub": (V,),
    "naver": (V,), "cafe": (V,), "karaoke": (V,), "porsche": (V,), "skype": (V,), "adobe": (V,),
}  # fmt: skip
"""Latin words whose Korean form does not follow from the spelling."""

_HANJA = {
    "美": V, "中": C, "日": R, "北": C, "韓": C, "英": C, "佛": R, "獨": C, "露": V, "印": C, "與": V,
    "野": V, "靑": C, "前": C, "現": C, "黨": C, "軍": C, "檢": C, "警": C, "法": C,
    "南": C, "西": V, "東": C,
    "亞": V,
}  # fmt: skip
"""Characters that Korean headlines use for a word."""

_NUMBER_END = re.compile(r"(\d[\d,]*)(\.\d+)?$")
_LATIN_END = re.compile(r"[^\W\d_]+$")
_UNIT_END = re.compile(r"\d\s?([A-Za-z]{1,3}[23]?)$")
_VOWELS = "aeiouy"


def core_end(text: str, end: int) -> int:
    """Where the word that is read last before ``end`` ends: closing marks and asides are passed over."""
    while end > 0:
        character = text[end - 1]
        opening = _SKIPPED_BRACKETS.get(character)
        if opening is not None:
            start = _opening_position(text, end - 1, opening, character)
            before = text[:start].rstrip(" ") if start else ""
            if before and (before[-1].isalnum() or before[-1] in _CLOSING or before[-1] in _SYMBOLS):
                end = len(before)
                continue
        if character in _CLOSING or (character == "." and end > 1 and text[end - 2].isalpha()):
            end -= 1
            continue
        return end
    return 0


def _opening_position(text: str, position: int, opening: str, closing: str) -> int:
    depth = 0
    for index in range(position, -1, -1):
        if text[index] == closing:
            depth += 1
        elif text[index] == opening:
            depth -= 1
            if depth == 0:
                return index
    return 0


def final_sounds(text: str) -> tuple[FinalSound, ...]:
    """The sounds that ``text`` may end in when read aloud, the usual one first; empty if unknown.

    Closing quotation marks and brackets are not read, nor is an aside in brackets after a word.
    """
    text = text[: core_end(text, len(text))].rstrip()
    if not text:
        return ()
    text = unicodedata.normalize("NFKC", text[-64:])
    last = text[-1]
    code = ord(last)
    if _FIRST_SYLLABLE <= code <= _LAST_SYLLABLE:
        final = (code - _FIRST_SYLLABLE) % _FINALS_PER_SYLLABLE
        return (V,) if final == 0 else (R,) if final == _RIEUL_INDEX else (C,)
    unit = _UNIT_END.search(text)
    if unit and unit.group(1) in _UNITS:
        return (_UNITS[unit.group(1)],)
    if last.isdecimal():
        return _number_sounds(text)
    if last in _SYMBOLS:
        return (_SYMBOLS[last],)
    if last in _HANJA:
        return (_HANJA[last],)
    if "ᄀ" <= last <= "ᇿ":
        return _jamo_sounds(last)
    name = unicodedata.name(last, "")
    if name.startswith("GREEK"):
        return (C,) if last in _GREEK_CONSONANTS else (V,)
    if name.startswith("LATIN"):
        return _latin_sounds(text)
    return ()


def _jamo_sounds(last: str) -> tuple[FinalSound, ...]:
    """A letter of Hangul alone, by its name: 기역, 리을; vowels are their own name."""
    name = unicodedata.name(last)
    if "JUNGSEONG" in name:
        return (V,)
    return (R,) if name.endswith("RIEUL") else (C,)


def _number_sounds(text: str) -> tuple[FinalSound, ...]:
    match = _NUMBER_END.search(text)
    if match is None:
        return ()
    before = text[: match.start()].rstrip()
    if before.endswith(("/", "⁄")):
        return ()
    currency = before[-1:]
    if currency and currency in "$€£¥₩":
        return (_SYMBOLS[currency],)
    if re.search(r"\d:$", before) and len(match.group()) == 2:
        return (C,)
    whole, decimals = match.group(1).replace(",", ""), match.group(2)
    digits = decimals[1:] if decimals else whole
    zeros = 0 if decimals else len(digits) - len(digits.rstrip("0"))
    sounds = [_DIGITS[digits[-1]]]
    if zeros >= 4 and zeros < len(digits):
        large = _LARGE_UNITS.get(zeros // 4)
        sounds = [large] if large else []
    if re.search(r"[A-Za-z]-?$", text[: match.start()]):
        english = _english_number_sound(digits)
        if english not in sounds:
            sounds.append(english)
    return tuple(sounds)


def _english_number_sound(digits: str) -> FinalSound:
    """Numbers after Latin letters are also read in English: 지세븐, 지트웬티."""
    if digits.endswith("0") and len(digits) > 1:
        return C if digits.endswith("10") else V
    if len(digits) > 1 and digits[-2] == "1" and digits[-1] != "2":
        return C
    return _ENGLISH_DIGITS[digits[-1]]


def _latin_sounds(text: str) -> tuple[FinalSound, ...]:
    match = _LATIN_END.search(text)
    if match is None:
        return ()
    word = "".join(
        character
        for character in unicodedata.normalize("NFD", match.group())
        if not unicodedata.combining(character)
    )
    capitals = re.search(r"[A-Z]+$", word)
    if capitals and (len(capitals.group()) >= 2 or len(word) == 1):
        known = _ACRONYM_WORDS.get(capitals.group())
        return known or _letter_sounds(word[-1])
    if capitals or not re.search(f"[{_VOWELS}]", word.lower()):
        return _letter_sounds(word[-1])
    if len(word) == 1:
        return _letter_sounds(word)
    folded = word.lower()
    if not match.group()[-1].isascii() and folded[-1] in _VOWELS:
        return (V,)
    return _WORDS.get(folded) or _word_sounds(folded)


def _letter_sounds(letter: str) -> tuple[FinalSound, ...]:
    """Names of letters; R is 아르 by the rules and 알 in most mouths."""
    letter = letter.upper()
    if letter not in _LETTERS:
        return ()
    return (R, V) if letter == "R" else (_LETTERS[letter],)


_WORD_RULES: tuple[tuple[re.Pattern[str], tuple[FinalSound, ...]], ...] = tuple(
    (re.compile(pattern), sounds)
    for pattern, sounds in (
        (r"[^aeiou]le$", (R,)),  # Google, Apple
        (r"[aeiou]le$", (R, V)),  # mobile; but Chile
        (r"[aeiou]ne$", (C,)),  # phone, wine
        (r"[aeiou]me$", (C, V)),  # game; but anime
        (r"e$", (V,)),  # site, office, software, YouTube
        (r"[aiouyw]$", (V,)),
        (r"l$", (R,)),
        (r"(m|n|ng)$", (C,)),
        (r"(ck|[^aeiou][aeiou]k|ook)$", (C, V)),  # Slack, TikTok, Facebook
        (r"([^aeiou][aeiou]p|app|roup|eep)$", (C, V)),  # chip, WhatsApp, group
        (r"(^|[^aeiou])[aeiou]tt?$", (C, V)),  # internet, robot; but Brexit
        (r"[aeiou]b$", (C, V)),  # web, club; but hub
        (r"c$", (C, V)),  # Mac, Arctic
        (r"q$", (C, V)),
        (r"gh$", (V, C)),
        (r"[bdfghjkprstvxz]$", (V,)),  # Cloud, bank, Trump, Twitter, Netflix
    )
)


def _word_sounds(word: str) -> tuple[FinalSound, ...]:
    """A Latin word by how loanword orthography writes its end; two sounds where it varies."""
    return next((sounds for pattern, sounds in _WORD_RULES if pattern.search(word)), ())
