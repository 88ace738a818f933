"""Numbers of English text as Korean, Japanese and Chinese newspapers write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from translate.languages import Language
from translate.languages.quantities import MONTH, WEEKDAY, Quantity
from translate.spans import Span

_MYRIAD = 10_000
_FEW_DECIMALS = 2


@dataclass(frozen=True)
class _Style:
    """How a language writes quantities.

    Attributes:
        big: units of four more digits each, the largest first.
        gap: what stands between the groups; None where one unit takes decimals (2.5万亿).
        month: what follows the number of a month.
        weekdays: from Monday.
        currencies: what follows an amount, for the unit that a sign stands for.
    """

    big: tuple[tuple[int, str], ...]
    gap: str | None
    month: str
    weekdays: tuple[str, ...]
    currencies: dict[str, str]


_STYLES = {
    "ko": _Style(
        ((10**12, "조"), (10**8, "억"), (10**4, "만")),
        " ",
        "월",
        tuple(f"{day}요일" for day in "월화수목금토일"),
        {"usd": " 달러", "eur": " 유로", "gbp": " 파운드", "krw": " 원"},
    ),
    "ja": _Style(
        ((10**12, "兆"), (10**8, "億"), (10**4, "万")),
        "",
        "月",
        tuple(f"{day}曜日" for day in "月火水木金土日"),
        {"usd": "ドル", "eur": "ユーロ", "gbp": "ポンド", "krw": "ウォン"},
    ),
    "zh_Hans": _Style(
        ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")),
        None,
        "月",
        tuple(f"周{day}" for day in "一二三四五六日"),
        {"usd": "美元", "eur": "欧元", "gbp": "英镑", "krw": "韩元"},
    ),
    "zh_Hant": _Style(
        ((10**12, "兆"), (10**8, "億"), (10**4, "萬")),
        None,
        "月",
        tuple(f"週{day}" for day in "一二三四五六日"),
        {"usd": "美元", "eur": "歐元", "gbp": "英鎊", "krw": "韓元"},
    ),
}

_PERCENT = re.compile(r"[ -]?(?:per ?cent\b|%)")
_OF_A_COMPOUND = re.compile(r"[-–/.]\Z|\w\Z")
_IN_A_COMPOUND = re.compile(r"[-–/.:]\d|\w")
_NAME = re.compile(r"[A-Za-z][ -][A-Z]")
"""Number words that are a name (Seven-Eleven)."""

_NAMED_DAY = re.compile(r"\b(?:Black|Good|Ash|Bloody|Cyber|Super|Palm|Easter) \Z")


def write(sentence: str, quantity: Quantity, language: Language) -> tuple[Span, str] | None:
    """What of an English sentence a quantity takes up, and how the language writes that.

    2.5 trillion is 2조 5000억, 2兆5000億, 2.5万亿; 64 percent 64%, $40 40 달러; digits stay below 10,000.
    None where that cannot be told from the quantity: names, ranges, times, percentage points.
    """
    style = _STYLES[language.locale]
    start, end = quantity.start, quantity.end
    if quantity.kind == WEEKDAY:
        if _NAMED_DAY.search(sentence[:start]):
            return None
        return (start, end), style.weekdays[int(quantity.value) - 1]
    if quantity.kind == MONTH:
        return (start, end), f"{quantity.value}{style.month}"
    if (
        _OF_A_COMPOUND.search(sentence[:start])
        or _IN_A_COMPOUND.match(sentence, end)
        or _NAME.search(quantity.text)
        or ":" in quantity.text
    ):
        return None
    digits = written(quantity.value, language)
    if digits is None:
        return None
    if quantity.unit == "percent":
        percent = _PERCENT.match(sentence, end)
        return ((start, percent.end()), f"{digits}%") if percent else None
    if quantity.text[0] in "$€£¥₩":
        currency = style.currencies.get(quantity.unit)
        return ((start, end), digits + currency) if currency else None
    return (start, end), digits


def written(value: Fraction, language: Language) -> str | None:
    """A number as the language writes it, or None if that would take more than a few decimals.

    >>> from translate.languages import KOREAN
    >>> written(Fraction(2_500_000_000_000), KOREAN)
    '2조 5000억'
    """
    style = _STYLES[language.locale]
    if value < _MYRIAD:
        return _decimal(value)
    if style.gap is None:
        size, unit = next(pair for pair in style.big if value >= pair[0])
        number = _decimal(value / size)
        if number is not None and len(number.partition(".")[2]) <= _FEW_DECIMALS:
            return number + unit
        return _decimal(value)
    if value.denominator != 1:
        return None
    groups = []
    rest = value.numerator
    for size, unit in style.big:
        if rest >= size:
            groups.append(f"{rest // size}{unit}")
            rest %= size
    if rest:
        groups.append(str(rest))
    return style.gap.join(groups)


def _decimal(value: Fraction) -> str | None:
    if value.denominator == 1:
        return str(value.numerator)
    text = f"{float(value):.6f}".rstrip("0")
    return text if Fraction(text) == value else None
