"""Numbers of a sentence and its translation, compared by value."""

from __future__ import annotations

import csv
from fractions import Fraction

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from translate.languages import (
    ENGLISH,
    JAPANESE,
    KOREAN,
    SIMPLIFIED_CHINESE,
    TRADITIONAL_CHINESE,
    Language,
)
from translate.languages.numbers import compare, quantities

K, J, Z, T = KOREAN, JAPANESE, SIMPLIFIED_CHINESE, TRADITIONAL_CHINESE


@pytest.mark.parametrize(
    ("source", "language", "target"),
    [
        ("The deal is worth $1.5 trillion.", K, "이 거래는 1조5000억 달러 규모다."),
        ("The deal is worth $1.5 trillion.", J, "この取引は1兆5000億ドル規模だ。"),
        ("The deal is worth $1.5 trillion.", Z, "该交易价值1.5万亿美元。"),
        ("The deal is worth $1.5 trillion.", T, "該交易價值1.5兆美元。"),
        (
            "Two dozen ships and half a million tons of grain arrived.",
            K,
            "선박 24척과 곡물 50만 톤이 도착했다.",
        ),
        ("Some 23,000 people fled on Sept. 3, 2024.", K, "2024년 9월 3일 약 2만3000명이 피란했다."),
        ("Some 23,000 people fled on Sept. 3, 2024.", J, "令和6年9月3日、約2万3千人が避難した。"),
        ("Some 23,000 people fled on Sept. 3, 2024.", Z, "二〇二四年九月三日，约两万三千人逃离。"),
        ("It rose 25 percent.", J, "２５％上昇した。"),
        ("It rose 20 percent.", J, "2割上昇した。"),
        ("It rose by a fifth.", Z, "上涨了两成。"),
        ("It rose by half.", K, "50% 올랐다."),
        ("The meeting begins at 3:30 p.m. on Tuesday.", J, "会議は火曜日午後3時30分に始まる。"),
        ("The meeting begins at 3:30 p.m. on Tuesday.", K, "회의는 화요일 15시 30분에 시작한다."),
        ("The meeting begins at 3 p.m. on Tuesday.", Z, "会议于周二下午3点开始。"),
        ("It was the 75th anniversary.", K, "75주년이었다."),
        ("It was the 19th century.", Z, "那是19世纪。"),
        ("He is in his 50s.", K, "그는 50대다."),
        ("In the late 1980s", Z, "上世纪80年代末"),
        ("He ran 26 miles.", K, "그는 42㎞를 달렸다."),
        ("One in five voters abstained.", J, "有権者の5人に1人が棄権した。"),
        ("The court upheld Article 9.", J, "裁判所は9条を支持した。"),
        ("A record 1,234,567 visited.", K, "역대 최다인 123만4567명이 방문했다."),
        ("He spent twelve years in prison.", K, "그는 12년간 복역했다."),
        ("He spent twelve years in prison.", Z, "他坐了十二年牢。"),
        ("He spent six months there.", Z, "他在那里待了半年。"),
        ("Three days later", K, "사흘 뒤"),
        ("The ship carried 300 people.", Z, "船上载有三百人。"),
        ("The G7 summit", J, "主要7カ国首脳会議"),
        ("The G20 summit", Z, "二十国集团峰会"),
        ("World War II ended in August 1945.", K, "제2차 세계대전은 1945년 8월 끝났다."),
        ("It may rain in May.", K, "5월에 비가 올 수 있다."),
        ("Between 100 and 200 people", K, "100~200명"),
        ("2026-2027", J, "2026〜27年"),
        ("The KOSPI closed at 2,512.34.", K, "코스피는 2512.34로 마감했다."),
        ("about 3.3bn euros", K, "약 33억 유로"),
        ("$5m", K, "500만 달러"),
        ("COVID-19 and the F-35", Z, "新冠疫情与F-35战机"),
        ("Hundreds of thousands of people", K, "수십만 명"),
        ("a dozen countries", Z, "十几个国家"),
        ("100 percent", K, "100%"),
        ("Call 02-123-4567.", K, "02-123-4567로 전화하라."),
        ("Version 3.11.2", K, "3.11.2 버전"),
        ("Seventy-two people, including 13 children, were hurt.", Z, "包括13名儿童在内的72人受伤。"),
        ("two and a half years", J, "2年半"),
        ("four and a half years", K, "4년 반"),
        ("by 2.5 percentage points", K, "2.5%포인트"),
        ("It tripled to 90.", Z, "增至三倍，达90。"),
        ("The 38th parallel", K, "38선"),
        ("the June 25 war", K, "6·25 전쟁"),
        ("the June 25 war", Z, "6月25日的战争"),
        ("On Monday", J, "5日"),
        ("On Monday", K, "월요일"),
        ("10 million won", K, "1천만 원"),
        ("30 million yuan", Z, "三千万元"),
        ("thousands of Russians", K, "수천 명의 러시아인"),
        ("The two sides met for 90 minutes.", K, "양측은 1시간 30분 동안 만났다."),
        ("The minister met 3 envoys.", Z, "部长会见了三名特使。"),
        ("He won 51.2% to 48.8%.", J, "51.2%対48.8%で勝った。"),
        ("The 2+2 talks", K, "2+2 회담"),
        ("one hundred and twenty-five people", Z, "一百二十五人"),
        ("-5 degrees Celsius", K, "영하 5도"),
        ("Section 3(b)", K, "3조 (b)항"),
        ("Unit 731", Z, "731部队"),
        ("May 18 movement", K, "5·18 민주화운동"),
        ("seven-time champion", K, "7회 우승자"),
        ("24/7 service", K, "24시간 서비스"),
    ],
)
def test_the_same_numbers_said_another_way_are_no_finding(
    source: str, language: Language, target: str
) -> None:
    assert compare(source, target, ENGLISH, language) == []


@pytest.mark.parametrize(
    ("source", "language", "target", "sort"),
    [
        ("The deal is worth $1.5 trillion.", K, "이 거래는 1조5000억 원 규모다.", "unit"),
        ("The deal is worth 14 billion dollars.", K, "이 거래는 14억 달러 규모다.", "changed"),
        ("It rose 25 percent.", J, "２５倍上昇した。", "unit"),
        ("23,000 people fled.", Z, "2.3亿人逃离。", "changed"),
        ("On Monday it rained.", K, "화요일 비가 왔다.", "changed"),
        ("In July it rained.", J, "8月に雨が降った。", "changed"),
        ("Sixteen people died.", K, "60명이 숨졌다.", "changed"),
        ("Ten buses arrived.", K, "버스 20대가 도착했다.", "added"),
        ("He spent 18 months there.", K, "그는 18년을 보냈다.", "unit"),
        ("100 people came.", K, "사람들이 왔다.", "missing"),
        ("People came.", K, "100명이 왔다.", "added"),
        ("half a million tons", Z, "5万吨", "changed"),
        ("Sept. 3, 2024", K, "2024년 9월 5일", "changed"),
        ("He ran 26 miles.", K, "그는 26㎞를 달렸다.", "unit"),
        ("five kilometers", K, "5마일", "unit"),
    ],
)
def test_a_number_that_is_not_what_the_source_says_is_found(
    source: str, language: Language, target: str, sort: str
) -> None:
    assert [finding.sort for finding in compare(source, target, ENGLISH, language)] == [sort]


def test_a_finding_points_at_both_sides() -> None:
    source, target = "It cost 14 billion dollars.", "비용은 14억 달러였다."
    [finding] = compare(source, target, ENGLISH, KOREAN)
    assert finding.source is not None and finding.target is not None
    assert source[finding.source.start : finding.source.end] == finding.source.text == "14 billion"
    assert target[finding.target.start : finding.target.end] == finding.target.text == "14억"
    assert (finding.source.value, finding.target.value) == (14 * 10**9, 14 * 10**8)


def test_references_of_the_development_set_give_no_finding() -> None:
    """855 pairs by human translators: a false alarm there is one on real news."""
    with (ROOT / "benchmarks" / "data" / "dev.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    alarms = [
        (row["en"], row[language.code])
        for row in rows
        for language in (KOREAN, JAPANESE, SIMPLIFIED_CHINESE)
        if compare(row["en"], row[language.code], ENGLISH, language)
    ]
    assert len(rows) == 285
    assert alarms == []


def said(number: int, language: Language) -> str:
    """The number as newspapers write it: in groups of four digits."""
    names = {"ko": ("", "만", "억", "조"), "ja": ("", "万", "億", "兆"), "zh": ("", "万", "亿", "万亿")}
    groups = []
    for name in names[language.code]:
        number, group = divmod(number, 10**4)
        if group:
            groups.append(f"{group}{name}")
    return "".join(reversed(groups))


@given(number=st.integers(11, 10**12 - 1), language=st.sampled_from([KOREAN, JAPANESE, SIMPLIFIED_CHINESE]))
def test_any_number_is_read_back_in_groups_of_four_digits(number: int, language: Language) -> None:
    [quantity] = [one for one in quantities(said(number, language), language) if one.is_certain]
    assert quantity.value == number
    assert compare(f"There were {number:,} of them.", f"({said(number, language)})", ENGLISH, language) == []


@given(number=st.integers(11, 9999), other=st.integers(11, 9999))
def test_any_other_number_is_found(number: int, other: int) -> None:
    findings = compare(f"They saw {number:,} ships.", f"배 {other}척을 봤다.", ENGLISH, KOREAN)
    assert (findings == []) == (number == other)


@given(text=st.text(max_size=40), language=st.sampled_from([ENGLISH, K, J, Z, T]))
def test_quantities_point_into_the_text(text: str, language: Language) -> None:
    for quantity in quantities(text, language):
        assert 0 <= quantity.start <= quantity.end <= len(text)
        assert quantity.text in ("", text[quantity.start : quantity.end])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("seventy-two", 72), ("one hundred and five", 105), ("two million three hundred thousand", 2_300_000),
        ("Twelve", 12), ("half a million", 500_000), ("four and a half", Fraction(9, 2)),
        ("two-thirds", Fraction(2, 3)),
        ("3.3bn", 3_300_000_000), ("$5m", 5_000_000), ("1,234,567", 1_234_567), ("two dozen", 24),
        ("10 MILLION", 10**7),
    ],
)  # fmt: skip
def test_english_number_words(text: str, value: Fraction | int) -> None:
    assert value in {quantity.value for quantity in quantities(text, ENGLISH)}


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("이백오십", K, 250), ("1만2천여", K, 12_000), ("7억2100만", K, 721_000_000),
        ("3백만", K, 3_000_000), ("열두 명", K, 12), ("스물다섯 살", K, 25), ("사흘", K, 3),
        ("1억 2000만", K, 120_000_000),
        ("1만 2345명", K, 12_345), ("3만 2024년", K, 30_000),
        ("二百五十", Z, 250), ("两千", Z, 2000), ("二〇二五", Z, 2025),
        ("1300多万", Z, 13_000_000), ("1.5万亿", Z, 15 * 10**11),
        ("１万５千", J, 15_000), ("3分の2", J, Fraction(2, 3)), ("百分之三十", Z, 30), ("三萬", T, 30_000),
    ],
)  # fmt: skip
def test_asian_numbers(text: str, language: Language, value: Fraction | int) -> None:
    assert quantities(text, language)[0].value == value


def test_a_hangul_syllable_is_no_number() -> None:
    assert quantities("이 조사는 만나는 사람이 천사라고 이른다. 경찰과 공사는 구조했다.", KOREAN) == []


@pytest.mark.parametrize(
    ("text", "month"), [("It ends in May.", "May"), ("in June. Then", "June"), ("by Sept. 5", "Sept.")]
)
def test_a_full_stop_belongs_to_abbreviated_months_only(text: str, month: str) -> None:
    assert quantities(text, ENGLISH)[0].text == month
