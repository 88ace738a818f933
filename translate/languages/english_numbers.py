"""Quantities in English text: digits, number words, fractions, months, weekdays."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from translate.languages.quantities import MONTH, WEEKDAY, Quantity
from translate.spans import Span, overlaps

_UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
_SUFFIX_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        1,
    )
} | {"twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
     "eightieth": 80, "ninetieth": 90, "hundredth": 100}  # fmt: skip
_DENOMINATORS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100,
}  # fmt: skip

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "January Jan",
            "February Feb",
            "March Mar",
            "April Apr",
            "May",
            "June Jun",
            "July Jul",
            "August Aug",
            "September Sept Sep",
            "October Oct",
            "November Nov",
            "December Dec",
        ),
        1,
    )
    for name in names.split()
}
_AMBIGUOUS_MONTHS = frozenset({"March", "Mar", "May", "August"})
_WEEKDAYS = {
    name: number
    for number, name in enumerate("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(), 1)
}

_IMPLIED: dict[str, tuple[int | Fraction, ...]] = {
    "both": (2,), "pair": (2,), "couple": (2,), "twin": (2,), "twins": (2,), "dual": (2,),
    "bilateral": (2,), "twice": (2,), "double": (2,), "doubled": (2,), "doubles": (2,), "doubling": (2,),
    "twofold": (2,), "half": (2, Fraction(1, 2)), "trilateral": (3,), "triple": (3,), "tripled": (3, 2),
    "triples": (3, 2), "thrice": (3,), "trio": (3,), "threefold": (3,), "quadrupled": (4, 3),
    "quadrilateral": (4,), "quad": (4,), "quartet": (4,), "quarter": (4, 3, Fraction(1, 4)),
    "quarterly": (4, 3), "decade": (10,), "decades": (10,), "century": (100,), "centuries": (100,),
    "dozen": (12, 10), "dozens": (10,), "fortnight": (2, 14, 15), "week": (7,), "weekend": (2,),
    "weekly": (7,), "year": (12,), "teenager": (10,), "teenagers": (10,), "teen": (10,), "teens": (10,),
    "semester": (2,), "score": (20,), "noon": (12, 0), "midnight": (12, 0, 24), "percent": (100,),
    "bronze": (3,), "silver": (2,), "other": (2,), "runner-up": (2,), "next": (2,), "again": (2,),
    "appeals": (2,), "appeal": (2,), "inter-korean": (2,), "one-fifth": (5, 2),
    "fifth": (5, 2), "millennium": (1000,), "biennial": (2,), "ww2": (2,),
    "wwii": (2,), "wwi": (1,), "tens": (10,), "hundreds": (100,), "thousands": (1000,),
    "millions": (10**6, 100), "billions": (10**9, 10), "trillions": (10**12,),
}  # fmt: skip
"""Values that words license in a translation without demanding them."""

_ROMAN = {
    "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12,
    "XIII": 13, "XIV": 14, "XV": 15, "XVI": 16, "XX": 20, "XXI": 21, "XXIII": 23,
}  # fmt: skip

_UNIT_WORDS = {
    "percent": "percent", "%": "percent", "per cent": "percent", "percentage": "percent", "pc": "percent",
    "dollar": "usd", "dollars": "usd", "euro": "eur", "euros": "eur", "yen": "jpy", "won": "krw",
    "yuan": "cny", "renminbi": "cny", "rubles": "rub", "roubles": "rub", "rupees": "inr", "kilometer": "km",
    "kilometers": "km", "kilometre": "km", "kilometres": "km", "km": "km", "meter": "m", "meters": "m",
    "metre": "m", "metres": "m", "centimeters": "cm", "centimetres": "cm", "millimeter": "mm",
    "millimeters": "mm", "millimetres": "mm", "mile": "mile", "miles": "mile", "foot": "foot",
    "feet": "foot", "inch": "inch", "inches": "inch", "kilogram": "kg", "kilograms": "kg", "kg": "kg",
    "gram": "g", "grams": "g", "ton": "ton", "tons": "ton", "tonne": "ton", "tonnes": "ton", "year": "year",
    "years": "year", "month": "month", "months": "month", "week": "week", "weeks": "week", "day": "day",
    "days": "day", "hour": "hour", "hours": "hour", "minute": "minute", "minutes": "minute",
    "second": "second", "seconds": "second",
}  # fmt: skip
_CURRENCY_SIGNS = {"$": "usd", "€": "eur", "£": "gbp", "¥": "", "₩": "krw"}

_CONVERSIONS = {
    "mile": (Fraction(1609, 1000), 1), "foot": (Fraction(3048, 10000), 1), "inch": (Fraction(254, 100), 1),
    "pound": (Fraction(4536, 10000), 1),
}  # fmt: skip

_NUMBER_WORD = "|".join([*_UNITS, *_TENS])
_SCALE_WORD = "|".join(_SCALES)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMERIC = re.compile(
    rf"(?P<sign>[$€£¥₩])?(?P<digits>{_DIGITS})(?P<suffix>st|nd|rd|th|s|k|mn|m|bn|b|tn)?(?![\w])"
    rf"(?:[ -](?P<scale>{_SCALE_WORD})\b)?",
    re.IGNORECASE,
)
_WORDS = re.compile(
    rf"\b(?:(?:a|half a|{_NUMBER_WORD})(?:[ -]and)?[ -](?={_SCALE_WORD}))?"
    rf"(?:{_NUMBER_WORD}|{_SCALE_WORD})(?:(?:[ -]|[ -]and[ -])(?:{_NUMBER_WORD}|{_SCALE_WORD}))*\b",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    rf"(?<!and[ -])\b(?P<numerator>a|an|one|two|three|four|five|six|seven|eight|nine)[ -]"
    rf"(?P<denominator>{'|'.join(sorted(_DENOMINATORS, key=len, reverse=True))})s?\b"
    r"(?! (?:time|day|year|place|term))",
    re.IGNORECASE,
)
_ONE_IN = re.compile(
    rf"\b(?P<part>\d+|{_NUMBER_WORD}) (?:in|out of)(?: every)? (?P<whole>\d+|{_NUMBER_WORD})\b", re.IGNORECASE
)
_AND_A_HALF = re.compile(r"[ -]and[ -]a[ -]half\b", re.IGNORECASE)
# The full stop belongs to abbreviations only.
_MONTH = re.compile(
    rf"\b({'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b(?:(?<!May|une|uly)(?<![a-z]{{4}})\.)?"
)
_MONTH_BEFORE = re.compile(
    r"(?:\b(?:in|of|on|by|since|until|till|from|last|next|this|late|early|through|to|between|during|before|after"
    r"|and|\d{1,2}(?:st|nd|rd|th)?)|mid-?) ?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})s?\b")
_ORDINAL = re.compile(rf"\b({'|'.join(sorted(_ORDINALS, key=len, reverse=True))})\b", re.IGNORECASE)
_ROMAN_NUMBER = re.compile(r"\b(II|III|IV|VI{1,3}|IX|XI{0,3}|XIV|XVI?|XXI{0,3}|V|X)\b")
_RUN_OF_LETTERS = re.compile("[a-z]+")
_DIGIT = re.compile(r"\d")
_CARDINALS = frozenset({*_UNITS, *_TENS, *_SCALES})
_PARTS = frozenset({*_DENOMINATORS, *(f"{word}s" for word in _DENOMINATORS)})
_ORDINAL_WORDS = frozenset(_ORDINALS)
_MONTH_NAMES, _ROMAN_NUMERALS = (frozenset(map(str.lower, names)) for names in (_MONTHS, _ROMAN))
_DAYS = frozenset(name.lower() + ending for name in _WEEKDAYS for ending in ("", "s"))
_IMPLYING = frozenset(_RUN_OF_LETTERS.findall(word)[0] for word in _IMPLIED)
"""First parts, of ``runner-up`` for one."""
_PLAIN_WORD = re.compile(r"[A-Za-z][A-Za-z-]*[a-z0-9]?")
_UNIT_AFTER = re.compile(r"[ -]?(percent|per cent|%|percentage points?|pc\b|[A-Za-z]+)(?:[ -]old)?")
_CLOCK = re.compile(r"(\d{1,2})(?::(\d{2}))? ?([ap])\.?m\b", re.IGNORECASE)
_IDENTIFIER_BEFORE = re.compile(r"[A-Za-z]-?$|[A-Za-z0-9]\.$|[\w]/$|[-–]$(?<![\d][-–])")
_IDENTIFIER_AFTER = re.compile(r"[A-Za-z]|\.\d|/\d")
_VAGUE_BEFORE = re.compile(
    r"\b(?:several|few|some|many|hundreds of|tens of|dozens of|thousands of) $", re.IGNORECASE
)
_LONGEST_BEFORE = 24
"""Characters of the longest phrase that is looked for before a number or a month, and some to spare."""

_SMALL_WORD_LIMIT = 10
"""Greater numbers in words must have their counterpart."""
_COUNTED_TIME = frozenset({"year", "month", "day", "hour", "minute"})
"""Units of which languages say small numbers alike."""


def quantities(text: str) -> list[Quantity]:
    """Every quantity of an English text, in order; those that words only imply are not certain."""
    found: list[Quantity] = []
    taken: list[Span] = []

    def add(quantity: Quantity, *, claim: bool = True) -> None:
        if claim and overlaps((quantity.start, quantity.end), taken):
            return
        found.append(quantity)
        if claim:
            taken.append((quantity.start, quantity.end))

    words = {*_RUN_OF_LETTERS.findall(text.lower())}
    has_digits = _DIGIT.search(text) is not None

    def finds(
        pattern: re.Pattern[str], needed: Iterable[str], *, in_digits: bool = False
    ) -> Iterable[re.Match[str]]:
        """Most texts have none of the words a pattern needs, and looking for the pattern takes time."""
        if (in_digits and has_digits) or not words.isdisjoint(needed):
            return pattern.finditer(text)
        return ()

    for match in finds(_CLOCK, (), in_digits=True):
        add(_clock(match))
    for match in finds(_FRACTION, _PARTS):
        add(_fraction(match))
    for match in finds(_ONE_IN, _CARDINALS, in_digits=True):
        share = Fraction(_small(match.group("part")), _small(match.group("whole")) or 1)
        also = frozenset({share * 100})
        add(Quantity(share, *match.span(), match.group(), is_certain=False, also=also), claim=False)
    for match in finds(_NUMERIC, (), in_digits=True):
        add(_numeric(text, match))
    for match in finds(_WORDS, _CARDINALS):
        quantity = _word_number(text, match)
        if quantity is not None:
            add(quantity)
    for match in finds(_MONTH, _MONTH_NAMES):
        add(_month(text, match))
    for match in finds(_WEEKDAY, _DAYS):
        add(
            Quantity(Fraction(_WEEKDAYS[match.group(1)]), match.start(), match.end(), match.group(), WEEKDAY),
        )
    for match in finds(_ORDINAL, _ORDINAL_WORDS):
        value = Fraction(_ORDINALS[match.group(1).lower()])
        add(Quantity(value, *match.span(), match.group(), is_certain=False), claim=False)
    for match in finds(_ROMAN_NUMBER, _ROMAN_NUMERALS):
        if match.group() in _ROMAN:
            value = Fraction(_ROMAN[match.group()])
            add(Quantity(value, *match.span(), match.group(), is_certain=False), claim=False)
    for match in finds(_PLAIN_WORD, _IMPLYING):
        for implied in _IMPLIED.get(match.group().lower(), ()):
            add(Quantity(Fraction(implied), *match.span(), match.group(), is_certain=False), claim=False)
    return sorted(found, key=lambda quantity: (quantity.start, quantity.end))


def _small(word: str) -> int:
    lower = word.lower()
    return int(word) if word.isdecimal() else _UNITS.get(lower) or _TENS.get(lower, 0)


def _clock(match: re.Match[str]) -> Quantity:
    hour = int(match.group(1))
    other = hour % 12 + (12 if match.group(3).lower() == "p" else 0)
    also = {Fraction(other)}
    if match.group(2):
        also.add(Fraction(int(match.group(2))))
    return Quantity(Fraction(hour), *match.span(), match.group(), also=frozenset(also))


def _fraction(match: re.Match[str]) -> Quantity:
    numerator = _UNITS.get(match.group("numerator").lower(), 1)
    denominator = _DENOMINATORS[match.group("denominator").lower()]
    value = Fraction(numerator, denominator)
    also = {Fraction(numerator), Fraction(denominator), value * 100, value * 10}
    return Quantity(value, *match.span(), match.group(), is_certain=False, also=frozenset(also))


def _numeric(text: str, match: re.Match[str]) -> Quantity:
    digits = match.group("digits").replace(",", "")
    suffix, scale = match.group("suffix") or "", match.group("scale") or ""
    value = Fraction(digits)
    also: set[Fraction] = set()
    start, end = match.span()
    is_identifier = (
        _IDENTIFIER_BEFORE.search(text, max(0, start - 3), start) is not None
        or _IDENTIFIER_AFTER.match(text, end) is not None
    )
    if scale:
        value *= _SCALES[scale.lower()]
    elif suffix in _SUFFIX_SCALES and not is_identifier:
        also.add(value)
        value *= _SUFFIX_SCALES[suffix]
    elif suffix == "s" and len(digits) == 4:
        also |= {value % 100, Fraction(int(value) // 100 + 1)}
    elif re.fullmatch("[12][0-9]{3}", match.group("digits")):
        also.add(value % 100)
    unit = _CURRENCY_SIGNS.get(match.group("sign") or "", "")
    half = _AND_A_HALF.match(text, end)
    if half:
        also.add(value)
        value += Fraction(1, 2)
        end = half.end()
    after = _UNIT_AFTER.match(text, end)
    if after and not unit:
        word = after.group(1).lower()
        unit = "percent" if word.startswith("percentage") else _UNIT_WORDS.get(word, "")
        also |= _converted(value, unit)
    return Quantity(
        value, start, end, text[start:end], unit=unit, is_certain=not is_identifier, also=frozenset(also)
    )


def _converted(value: Fraction, unit: str) -> set[Fraction]:
    """What a translator may put in metric units, rounded as one does."""
    if unit not in _CONVERSIONS:
        return set()
    metric = value * _CONVERSIONS[unit][0]
    return {Fraction(round(metric, digits)) for digits in (-2, -1, 0, 1)}


def _word_number(text: str, match: re.Match[str]) -> Quantity | None:
    words = [word for word in re.split(r"[ -]+", match.group().lower()) if word != "and"]
    half = words[:2] == ["half", "a"]
    words = words[2:] if half else words
    total = section = Fraction(0)
    is_vague = bool(_VAGUE_BEFORE.search(text, max(0, match.start() - _LONGEST_BEFORE), match.start()))
    for word in words:
        if word == "a":
            section = Fraction(1)
        elif word in _UNITS:
            section += _UNITS[word]
        elif word in _TENS:
            section += _TENS[word]
        elif word in ("hundred", "dozen"):
            section = (section or Fraction(1)) * _SCALES[word]
        else:
            total += (section or Fraction(1)) * _SCALES[word]
            section = Fraction(0)
    value = total + section
    start, end = match.span()
    also: set[Fraction] = set()
    if half:
        value /= 2
    after = _AND_A_HALF.match(text, end)
    if after:
        also.add(value)
        value += Fraction(1, 2)
        end = after.end()
    unit_match = _UNIT_AFTER.match(text, end)
    word = unit_match.group(1).lower() if unit_match else ""
    unit = _UNIT_WORDS.get(word, "")
    if word in ("decade", "decades"):
        also.add(value * 10)
    elif word in ("century", "centuries"):
        also.add(value * 100)
    elif word in ("week", "weeks"):
        also.add(value * 7)
    elif word in ("year", "years"):
        also |= {value * 12}
    if unit == "month" and value == 6:
        also.add(Fraction(1, 2))
    limit = 2 if unit in _COUNTED_TIME else _SMALL_WORD_LIMIT
    certain = value > limit and not is_vague and words[-1] != "dozen" and words[0] != "a"
    return Quantity(value, start, end, text[start:end], unit=unit, is_certain=certain, also=frozenset(also))


def _month(text: str, match: re.Match[str]) -> Quantity:
    name = match.group(1)
    clear = name not in _AMBIGUOUS_MONTHS or bool(
        _MONTH_BEFORE.search(text, max(0, match.start() - _LONGEST_BEFORE), match.start())
        or re.match(r",? \d", text[match.end() :])
    )
    return Quantity(
        Fraction(_MONTHS[name]), match.start(), match.end(), match.group(), MONTH, is_certain=clear
    )
