"""What a package writes twice beside a rendering goes; what is meant stays."""

from __future__ import annotations

import pytest

from translate.enforce.candidates import Candidate
from translate.enforce.doubling import drop_doubled, drop_invented, drop_stammer
from translate.enforce.enforcer import Enforced
from translate.enforce.finishing import Finish, finish
from translate.enforce.satisfaction import satisfy
from translate.glossary.concepts import TermMatch
from translate.languages import JAPANESE, KOREAN, SIMPLIFIED_CHINESE, Language
from translate.spans import SpannedText


def marked(sentence: str, *renderings: str) -> SpannedText:
    """The sentence, with each rendering a term where it stands first."""
    text = SpannedText(sentence)
    for number, rendering in enumerate(renderings):
        start = sentence.index(rendering)
        text.mark(number, start, start + len(rendering), frozen=True)
    return text


@pytest.mark.parametrize(
    ("language", "sentence", "rendering", "right"),
    [
        (KOREAN, "이재명 대통령 대통령은 말했다.", "이재명 대통령", "이재명 대통령은 말했다."),
        (KOREAN, "이재명 대통령의 이재명 대통령은 말했다.", "이재명 대통령", "이재명 대통령은 말했다."),
        (KOREAN, "총리 다카이치 총리는 말했다.", "다카이치 총리", "다카이치 총리는 말했다."),
        (KOREAN, "공동성명의 공동성명에 따르면", "공동성명", "공동성명에 따르면"),
        (
            JAPANESE,
            "韓国の李在明大統領の李在明大統領の会談",
            "韓国の李在明大統領",
            "韓国の李在明大統領の会談",
        ),
        (JAPANESE, "高市首相首相は述べた。", "高市首相", "高市首相は述べた。"),
        (JAPANESE, "首相の高市首相は述べた。", "高市首相", "高市首相は述べた。"),
        (JAPANESE, "初の共同共同共同声明を", "共同声明", "初の共同声明を"),
        (SIMPLIFIED_CHINESE, "一座废弃煤矿的煤矿中", "煤矿", "一座废弃煤矿中"),
        (SIMPLIFIED_CHINESE, "韩国总统总统李在明", "总统李在明", "韩国总统李在明"),
        (JAPANESE, "繁栄を共通の繁栄を確保する", "共通の繁栄", "共通の繁栄を確保する"),
        (KOREAN, "정상회담을 한일 정상회담을 열었다.", "한일 정상회담", "한일 정상회담을 열었다."),
        (SIMPLIFIED_CHINESE, "茂木外相茂木敏充称法院的决定", "外相茂木敏充", "外相茂木敏充称法院的决定"),
        (JAPANESE, "と、米韓駐韓米大使が", "駐韓米大使", "と、米韓駐韓米大使が"),
        (JAPANESE, "と、韓米駐韓米大使が", "駐韓米大使", "と、駐韓米大使が"),
        (KOREAN, "영국 英, 클라우드 시장 조사", "英", "英, 클라우드 시장 조사"),
        (SIMPLIFIED_CHINESE, "外务省称，日本日方承诺", "日方", "外务省称，日方承诺"),
        # meant
        (KOREAN, "미국 英, 클라우드 시장 조사", "英", "미국 英, 클라우드 시장 조사"),
        (SIMPLIFIED_CHINESE, "外务省称，日本中方承诺", "中方", "外务省称，日本中方承诺"),
        (JAPANESE, "パイプラインオンライン授業", "オンライン授業", "パイプラインオンライン授業"),
        (JAPANESE, "首脳会談と日韓首脳会談を", "日韓首脳会談", "首脳会談と日韓首脳会談を"),
        (KOREAN, "이재명 대통령 대통령실은", "이재명 대통령", "이재명 대통령 대통령실은"),
        (KOREAN, "부총리 다카이치 총리는", "다카이치 총리", "부총리 다카이치 총리는"),
        (KOREAN, "대만과 대만의 동맹국", "대만", "대만과 대만의 동맹국"),
        (JAPANESE, "副首相高市首相", "高市首相", "副首相高市首相"),
        (SIMPLIFIED_CHINESE, "日本首相访问日本", "日本", "日本首相访问日本"),
        (SIMPLIFIED_CHINESE, "台湾和台湾的盟友", "台湾", "台湾和台湾的盟友"),
    ],
)
def test_doubled_words(language: Language, sentence: str, rendering: str, right: str) -> None:
    text = marked(sentence, rendering)
    drop_doubled(text, language, ())
    assert text.text == right
    assert text.surface(0) == rendering


def test_a_double_that_another_occurrence_claims_stays() -> None:
    text = marked("煤矿的煤矿", "煤矿")
    text.mark(1, 3, 5, frozen=True)
    drop_doubled(text, SIMPLIFIED_CHINESE, ())
    assert text.text == "煤矿的煤矿"


def test_a_surplus_rendering_goes_with_its_double_or_stays_whole() -> None:
    text = marked("煤矿的煤矿和煤矿", "煤矿")
    text.mark("first", 3, 5, frozen=True)
    text.mark("second", 6, 8, frozen=True)
    drop_doubled(text, SIMPLIFIED_CHINESE, {"first", "second"})
    assert text.text == "煤矿和煤矿"
    assert text.surface("second") == "煤矿"
    assert "first" not in text.spans


@pytest.mark.parametrize(
    ("sentence", "rendering", "source", "right"),
    [
        ("Harbor Café Qui 가장 좋다.", "Harbor Café", "The best at Harbor Café.", "Harbor Café 가장 좋다."),
        ("Quiland 나토는 말했다.", "나토", "NATO said.", "나토는 말했다."),
        ("나토 EU는 말했다.", "나토", "NATO and the European Union", "나토 EU는 말했다."),
        ("나토 Reuters는 말했다.", "나토", "NATO told REUTERS", "나토 Reuters는 말했다."),
        ("北约Quiland说", "北约", "NATO said.", "北约说"),
        ("离於岛（Sooodo Reodo）磋商", "离於岛", "Consultations on Ieodo.", "离於岛磋商"),
        ("离於岛（Ieodo）磋商", "离於岛", "Consultations on Ieodo.", "离於岛（Ieodo）磋商"),
        ("世贸组织（WTO）称", "世贸组织", "The trade body said.", "世贸组织（WTO）称"),
    ],
)
def test_foreign_words_that_the_source_does_not_hold(
    sentence: str, rendering: str, source: str, right: str
) -> None:
    text = marked(sentence, rendering)
    drop_invented(text, 0, source)
    assert text.text == right
    assert text.surface(0) == rendering


@pytest.mark.parametrize(
    ("sentence", "source", "right"),
    [
        (
            "上海港乘用车出口额额额已超过名古屋。",
            "Car exports overtook Nagoya.",
            "上海港乘用车出口额已超过名古屋。",
        ),
        (
            "非核化はなおなおなお最終目標だ。",
            "Denuclearization remains the goal.",
            "非核化はなお最終目標だ。",
        ),
        ("매년 매년 매년 추도식을 연다.", "A ceremony is held every year.", "매년 추도식을 연다."),
        # meant
        ("二〇〇〇年に三三三人が", "In 2000, 333 people", "二〇〇〇年に三三三人が"),
        ("“哈哈哈”，他笑道。", "He laughed.", "“哈哈哈”，他笑道。"),
        ("まだまだ続く。", "It goes on.", "まだまだ続く。"),
        ("不不不，他说。", "No, no, no, he said.", "不不不，他说。"),
        ("1000조1000조1000조", "1,000", "1000조1000조1000조"),
    ],
)
def test_stammering(sentence: str, source: str, right: str) -> None:
    text = SpannedText(sentence)
    assert drop_stammer(text, source) is (sentence != right)
    assert text.text == right


def test_a_rendering_that_occurs_three_times_running_is_no_stammer() -> None:
    text = marked("煤矿煤矿煤矿")
    for number in range(3):
        text.mark(number, 2 * number, 2 * number + 2, frozen=True)
    assert not drop_stammer(text, "Coal mine, coal mine, coal mine")
    assert text.text == "煤矿煤矿煤矿"


@pytest.mark.parametrize(
    ("forced", "right", "warnings"),
    [
        (
            {0},
            "上海港乘用车出口额已超过名古屋。",
            ("The package repeated itself; what it said over and over stands once.",),
        ),
        (set(), "上海港乘用车出口额额额已超过名古屋。", ()),
    ],
)
def test_a_sentence_that_stammers_since_a_term_was_forced_is_mended_and_reported(
    forced: set[int], right: str, warnings: tuple[str, ...]
) -> None:
    source = "Passenger car exports from Shanghai port have overtaken those from Nagoya."
    matches = (TermMatch(0, 21, "Passenger car exports", "passenger car exports", "乘用车出口"),)
    text = "上海港乘用车出口额额额已超过名古屋。"
    satisfaction = satisfy(text, matches, SIMPLIFIED_CHINESE)
    candidate = Candidate((), text, 0.0, satisfaction, forced=frozenset(forced))
    finished = finish(Enforced(candidate, candidate), source, matches, Finish(SIMPLIFIED_CHINESE))
    assert finished.target == right
    assert finished.warnings == warnings
    assert finished.terms[0].target_span == (3, 8)
