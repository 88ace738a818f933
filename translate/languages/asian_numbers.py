"""Quantities in Korean, Japanese and Chinese text: digits with 만·億·千, numerals, months, weekdays."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from itertools import pairwise

from translate.languages import Language
from translate.languages.quantities import MONTH, WEEKDAY, Quantity

_BIG = {
    "만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16, "万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8,
    "兆": 10**12,
}  # fmt: skip
_SMALL = {"십": 10, "백": 100, "천": 1000, "十": 10, "百": 100, "千": 1000}
_NUMERALS = {
    **{character: value for value, character in enumerate("〇一二三四五六七八九")},
    "零": 0, "两": 2, "兩": 2, "壱": 1, "弐": 2,
    **{character: value for value, character in enumerate("영일이삼사오육칠팔구")}, "공": 0,
}  # fmt: skip
_HANGUL_DIGITS = frozenset("영일이삼사오육칠팔구공")

_NATIVE_TENS = {"열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70,
                "여든": 80, "아흔": 90}  # fmt: skip
_NATIVE_UNITS = {
    "한": 1, "하나": 1, "두": 2, "둘": 2, "세": 3, "석": 3, "서": 3, "셋": 3, "네": 4, "넉": 4, "넷": 4,
    "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_NATIVE_DAYS = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9,
    "열흘": 10, "보름": 15, "일주일": 7, "첫": 1,
}  # fmt: skip

_WEEKDAYS = {
    **{f"{name}요일": number for number, name in enumerate("월화수목금토일", 1)},
    **{f"{name}曜": number for number, name in enumerate("月火水木金土日", 1)},
    **{
        prefix + name: number
        for prefix in ("周", "週", "星期", "礼拜", "禮拜")
        for number, name in enumerate("一二三四五六日", 1)
    },
    "星期天": 7, "周天": 7, "礼拜天": 7,
}  # fmt: skip
_WEEKDAY = re.compile(
    "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
    + "|(?<=[日（(])[（(]?([月火水木金土日월화수목금토일一二三四五六])(?=[)）])"
)
_SHORT_WEEKDAYS = {
    character: number
    for names in ("月火水木金土日", "월화수목금토일", "一二三四五六日")
    for number, character in enumerate(names, 1)
}

_UNITS = (
    ("percent", ("%", "퍼센트", "パーセント", "프로")),
    ("usd", ("달러", "ドル", "美元")),
    ("eur", ("유로", "ユーロ", "欧元", "歐元")),
    ("gbp", ("파운드", "ポンド", "英镑", "英鎊")),
    ("jpy", ("엔", "円", "日元", "日圓")),
    ("krw", ("원", "ウォン", "韩元", "韓元", "韓圜")),
    ("cny", ("위안", "人民元", "人民币", "人民幣")),
    ("rub", ("루블", "ルーブル", "卢布", "盧布")),
    ("inr", ("루피", "ルピー", "卢比", "盧比")),
    ("km", ("km", "㎞", "킬로미터", "キロメートル", "公里", "千米")),
    ("cm", ("cm", "㎝", "센티미터", "センチメートル", "センチ", "厘米", "公分")),
    ("mm", ("mm", "㎜", "밀리미터", "ミリメートル", "ミリ", "毫米", "公釐")),
    ("kg", ("kg", "㎏", "킬로그램", "キログラム", "公斤", "千克")),
    ("ton", ("톤", "トン", "吨", "公噸", "噸")),
    ("mile", ("마일", "マイル", "英里", "哩")),
    ("foot", ("피트", "フィート", "英尺", "呎")),
    ("month", ("개월", "달", "か月", "カ月", "ヶ月", "ヵ月", "个月", "個月")),
    ("week", ("주일", "주", "週間", "周", "週")),
    ("hour", ("시간", "시", "時間", "時", "小时", "小時", "时", "時", "点", "點")),
    ("minute", ("분", "分钟", "分鐘", "分間", "分")),
    ("second", ("초", "秒")),
    ("year", ("년", "年")),
    ("day", ("일", "日", "天", "号", "號")),
    ("m", ("m", "미터", "メートル", "米")),
    ("g", ("g", "그램", "グラム", "克")),
)  # fmt: skip
_UNIT_AFTER = re.compile(
    " ?(?:" + "|".join(f"(?P<{name}>{'|'.join(map(re.escape, marks))})" for name, marks in _UNITS) + ")"
)
_FRACTION_UNIT = re.compile("分の|分之|분의")
_SHARE = re.compile("割|成(?![员立为了年本就人功长長绩績果员果熟])")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
_VAGUE_BEFORE = frozenset("数數几幾수몇何")
_VAGUE_UNIT = re.compile(r"여\s?|余り?|多|超|台")
_IDENTIFIER_BEFORE = re.compile(r"[A-Za-z]-?$|[A-Za-z0-9]\.$|\d[-–:]$")
_IDENTIFIER_AFTER = re.compile(r"[A-Za-z]{1,2}(?![A-Za-z])(?<![kcm]m)(?<!kg)|\.\d|:\d|[-–]\d")
_HALF_AFTER = re.compile(
    r"\s?(?:년|개월|달|시간|배|年|か月|カ月|ヶ月|个月|個月|個半|时|時間|小时|倍|天|个|個)?\s?[반半]"
)
_FOLD = re.compile("배|倍")
_MONTH_AFTER = re.compile(r"\s?(?:월(?!드)|月(?!間|间|給|给|収))")

_MORE = frozenset("多余餘여")
"""More than: 1300多万."""

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


_BEGINS = re.compile(
    rf"\d|[{''.join(_NUMERALS.keys() - _HANGUL_DIGITS)}]|[{''.join(_HANGUL_DIGITS)}](?=[{''.join(_SMALL)}])"
    rf"|[{''.join(_SMALL)}]|{_WEEKDAY.pattern}"
)
"""Where a number or a weekday may begin: most characters are passed over at once."""


def quantities(text: str, language: Language) -> list[Quantity]:
    """Every quantity of a Korean, Japanese or Chinese text, in order.

    Only numbers with a digit are certain; numerals that are words (三, 세) answer a number of the source
    but demand none.
    """
    plain = _plain(text)
    found: list[Quantity] = []
    position = 0
    while begin := _BEGINS.search(plain, position):
        position = begin.start()
        weekday = _WEEKDAY.match(plain, position)
        if weekday and not _is_date_week(plain, weekday):
            name = weekday.group(1) or weekday.group()
            number = _WEEKDAYS.get(name) or _SHORT_WEEKDAYS[name]
            found.append(_quantity(text, position, weekday.end(), Fraction(number), kind=WEEKDAY))
            position = weekday.end()
            continue
        quantity = _number(text, plain, position)
        if quantity is not None:
            found.append(quantity)
            position = quantity.end
            continue
        position += 1
    if language.locale == "ko":
        found += _native_numbers(text)
    found += _halves(text)
    found += _clock_times(found)
    return sorted(found, key=lambda quantity: (quantity.start, quantity.end))


def _plain(text: str) -> str:
    """The text with full-width letters and digits made ASCII, as long as before."""
    if unicodedata.is_normalized("NFKC", text):
        return text
    return "".join(
        normal if len(normal := unicodedata.normalize("NFKC", character)) == 1 else character
        for character in text
    )


def _is_date_week(text: str, match: re.Match[str]) -> bool:
    """周一 in 一周一次 and 两周三天 is no Monday."""
    return (
        match.group()[0] in "周週"
        and match.start() > 0
        and text[match.start() - 1] in "一二两兩三四五六七八九十数几每0123456789"
    )


def _quantity(
    text: str,
    start: int,
    end: int,
    value: Fraction,
    *,
    kind: str = "number",
    unit: str = "",
    certain: bool = True,
    also: set[Fraction] | None = None,
) -> Quantity:
    return Quantity(value, start, end, text[start:end], kind, unit, certain, frozenset(also or ()))


def _number(text: str, plain: str, start: int) -> Quantity | None:
    parsed = _parse(plain, start)
    if parsed is None:
        return None
    value, end, has_digit = parsed
    before = plain[:start]
    if _FRACTION_UNIT.match(plain, end):
        return _fraction(text, plain, start, value, has_digit)
    vague = before[-1:] in _VAGUE_BEFORE
    certain = has_digit and not vague and not _is_identifier(plain, start, end)
    also: set[Fraction] = set()
    era = next((offset for name, offset in _ERAS.items() if before.endswith(name)), 0)
    if era:
        also.add(value + era)
    month = _MONTH_AFTER.match(plain, end)
    if month and value.denominator == 1 and 1 <= value <= 12 and not plain.startswith("か", end):
        return _quantity(text, start, month.end(), value, kind=MONTH, certain=certain)
    unit_match = _UNIT_AFTER.match(plain, _after_vague(plain, end))
    unit = unit_match.lastgroup or "" if unit_match else ""
    share = _SHARE.match(plain, end)
    if share:
        return _quantity(
            text, start, share.end(), value * 10, unit="percent", certain=certain, also={value / 10}
        )
    if _HALF_AFTER.match(plain, end):
        also.add(value + Fraction(1, 2))
    if plain[end - 1] == "조" and has_digit:
        also.add(value / _BIG["조"])  # an article of a treaty
    if _FOLD.match(plain, end):
        also |= {value + 1, value - 1}
    if unit == "week":
        also.add(value * 7)
    if unit == "year" and has_digit and value < 100:
        also |= {value / 10, value / 100}
    if before.endswith(("%", "百分之")):
        unit = "percent"
    return _quantity(text, start, end, value, unit=unit, certain=certain, also=also)


def _after_vague(text: str, end: int) -> int:
    vague = _VAGUE_UNIT.match(text, end)
    return vague.end() if vague else end


def _is_identifier(text: str, start: int, end: int) -> bool:
    return (
        _IDENTIFIER_BEFORE.search(text, max(0, start - 3), start) is not None
        or _IDENTIFIER_AFTER.match(text, end) is not None
    )


def _fraction(text: str, plain: str, start: int, denominator: Fraction, has_digit: bool) -> Quantity | None:
    bar = _FRACTION_UNIT.search(plain, start)
    assert bar is not None
    gap = re.compile(r"\s*").match(plain, bar.end())
    position = gap.end() if gap else bar.end()
    parsed = _parse(plain, position)
    if parsed is None or not denominator:
        return None
    numerator, end, digit = parsed
    if denominator == 100:
        return _quantity(text, start, end, numerator, unit="percent", certain=digit)
    value = numerator / denominator
    return _quantity(text, start, end, value, certain=has_digit, also={value * 100})


def _parse(text: str, start: int) -> tuple[Fraction, int, bool] | None:
    """A number at ``start``: its value, its end, and whether a digit is part of it."""
    position = start
    total = section = Fraction(0)
    pending: Fraction | None = None
    has_digit = False
    seen_unit = False
    smallest = None
    while position < len(text):
        digits = _DIGITS.match(text, position)
        character = text[position]
        if digits and pending is None:
            pending = Fraction(digits.group().replace(",", ""))
            has_digit = True
            position = digits.end()
        elif character in _NUMERALS and not (
            character in _HANGUL_DIGITS and not _hangul_numeral(text, position, start)
        ):
            if has_digit and pending is not None:
                break
            pending = (pending or Fraction(0)) * 10 + _NUMERALS[character]
            position += 1
        elif character in _SMALL and _unit_belongs(text, position, start, has_digit):
            section += (pending if pending is not None else 1) * _SMALL[character]
            pending, seen_unit = None, True
            position += 1
        elif character in _MORE and text[position + 1 : position + 2] in _BIG and pending is not None:
            position += 1
        elif character in _BIG and position > start and _unit_belongs(text, position, start, has_digit):
            unit = _BIG[character]
            if smallest is not None and unit >= smallest and text[position - 1] not in _BIG:
                break
            if smallest is not None and unit >= smallest:
                total *= unit  # 万亿
            else:
                total += (section + (pending or 0) or 1) * unit
            section, pending, seen_unit, smallest = Fraction(0), None, True, unit
            position += 1
            following = _NEXT_GROUP.match(text, position)
            if following and (smallest > 10**4 or character == "만"):
                position = following.end()
        else:
            break
    if position == start:
        return None
    end = position
    while text[end - 1] == " ":
        end -= 1
    value = total + section + (pending or 0)
    if not has_digit and not seen_unit and pending is None:
        return None
    return value, end, has_digit


_NEXT_GROUP = re.compile(r" (?=\d{1,4}(?![\d,]))(?!(?:19|20)\d\d년)")
"""Korean sets a space between groups of four digits (1만 2345명); a year after one is a number of its own."""


def _hangul_numeral(text: str, position: int, start: int) -> bool:
    """A Sino-Korean digit counts only beside a unit (이백오십), as its syllable is also a particle."""
    following = text[position + 1 : position + 2]
    return following in _SMALL or (position > start and text[position - 1] in _SMALL)


def _unit_belongs(text: str, position: int, start: int, has_digit: bool) -> bool:
    """Whether 만, 천, 조, 십 … is a unit here: in Hangul only right after a digit or another unit."""
    character = text[position]
    if not "가" <= character <= "힣":
        return True
    if position == start:
        return text[position + 1 : position + 2] in _BIG
    previous = text[position - 1]
    return previous.isdigit() or previous in _SMALL or previous in _HANGUL_DIGITS or previous in _BIG


_NATIVE_UNIT = "|".join(sorted(_NATIVE_UNITS, key=len, reverse=True))
_COUNTERS = (
    "명|사람|개|번|차례|시|달|살|배|곳|대|척|마리|나라|해|건|가지|주|쌍|권|채|장|쪽|층|자리|시간|여|째|정상|"
    "정부|국가"
)
_NATIVE = re.compile(
    rf"(?<![가-힣])(?:(?P<tens>{'|'.join(_NATIVE_TENS)})(?P<units>{_NATIVE_UNIT})?|(?P<alone>{_NATIVE_UNIT}))"
    rf"(?=\s?(?:{_COUNTERS}))"
)
_NATIVE_DAY = re.compile("|".join(sorted(_NATIVE_DAYS, key=len, reverse=True)))


def _native_numbers(text: str) -> list[Quantity]:
    found = []
    for match in _NATIVE.finditer(text):
        value = _NATIVE_TENS.get(match.group("tens") or "", 0) + _NATIVE_UNITS.get(
            match.group("units") or match.group("alone") or "", 0
        )
        half = _HALF_AFTER.match(text, match.end())
        also = {Fraction(value) + Fraction(1, 2)} if half else set()
        found.append(_quantity(text, *match.span(), Fraction(value), certain=False, also=also))
    for match in _NATIVE_DAY.finditer(text):
        value = _NATIVE_DAYS[match.group()]
        also = {Fraction(1)} if match.group() == "일주일" else set()
        found.append(_quantity(text, *match.span(), Fraction(value), certain=False, also=also))
    return found


_PARTS = {"hour": ("minute", 60), "minute": ("second", 60), "year": ("month", 12)}


def _clock_times(found: list[Quantity]) -> list[Quantity]:
    """1시간 30분 is also 90 minutes."""
    times = []
    ordered = sorted(
        (quantity for quantity in found if quantity.unit in _PARTS), key=lambda quantity: quantity.start
    )
    for first, second in pairwise(ordered):
        parts = _PARTS[first.unit]
        if second.unit == parts[0] and second.start - first.end <= 4:
            value = first.value * parts[1] + second.value
            times.append(Quantity(value, first.start, second.end, "", unit=second.unit, is_certain=False))
    return times


_HALF = re.compile("절반|반(?=[ 을이의년])|半(?!导|導|島|岛)|一半")


def _halves(text: str) -> list[Quantity]:
    return [
        _quantity(text, *match.span(), Fraction(1, 2), certain=False, also={Fraction(50)})
        for match in _HALF.finditer(text)
    ]
