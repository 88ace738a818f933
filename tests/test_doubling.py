"""What a package writes twice beside a rendering goes; what is meant stays."""

from __future__ import annotations

import pytest

from translate.enforce.doubling import drop_doubled, drop_invented
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
        # meant
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
    ],
)
def test_foreign_words_that_the_source_does_not_hold(
    sentence: str, rendering: str, source: str, right: str
) -> None:
    text = marked(sentence, rendering)
    drop_invented(text, 0, source)
    assert text.text == right
    assert text.surface(0) == rendering
