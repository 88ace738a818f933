"""What the package wrote around another word is made to fit the rendering."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.languages import JAPANESE, KOREAN, SIMPLIFIED_CHINESE, TRADITIONAL_CHINESE, Language
from translate.languages.grammar import tidy
from translate.spans import SpannedText


def tidied(sentence: str, word: str, language: Language, kind: str = "person") -> str:
    text = SpannedText(sentence)
    start = sentence.index(word)
    text.mark("term", start, start + len(word), frozen=True)
    tidy(text, "term", language, kind)
    assert text.surface("term") == word
    return text.text


@pytest.mark.parametrize(
    ("sentence", "word", "right"),
    [
        # the order name + title, and the particle with it
        ("총리 다카이치는 갔다.", "다카이치", "다카이치 총리는 갔다."),
        ("총리 다카이치와 만났다.", "다카이치", "다카이치 총리와 만났다."),
        ("대통령 이재명이 갔다.", "이재명", "이재명 대통령이 갔다."),
        ("외교장관 왕이가 갔다.", "왕이", "왕이 외교장관이 갔다."),
        ("일본 총리 다카이치 사나에는 갔다.", "다카이치 사나에", "일본 다카이치 사나에 총리는 갔다."),
        ("부총리 다카이치 장관은 갔다.", "다카이치", "부총리 다카이치 장관은 갔다."),
        ("이재명대통령은 갔다.", "이재명", "이재명 대통령은 갔다."),
        # left over from English
        ("the 나토은 갔다.", "나토", "나토는 갔다."),
        ("나토's 회의", "나토", "나토 회의"),
        ("나토’s 회의", "나토", "나토 회의"),
        # written twice
        ("나토의의 회의", "나토", "나토의 회의"),
        ("서울을을 찾았다.", "서울", "서울을 찾았다."),
        ("서울에에서는", "서울", "서울에에서는"),
        # an ordinal of a number that is gone
        ("제2+2 회담", "2+2", "2+2 회담"),
        ("제20차 당대회", "20차 당대회", "제20차 당대회"),
        ("경제2+2 회담", "2+2", "경제2+2 회담"),
    ],
)
def test_korean(sentence: str, word: str, right: str) -> None:
    assert tidied(sentence, word, KOREAN) == right


@pytest.mark.parametrize(
    ("sentence", "word", "right"),
    [
        ("首相高市氏は行った。", "高市", "高市首相は行った。"),
        ("韓国の大統領李在明は行った。", "李在明", "韓国の李在明大統領は行った。"),
        ("高市首相氏は行った。", "高市", "高市首相は行った。"),
        ("高市首相首相は行った。", "高市", "高市首相は行った。"),
        ("高市首相氏は行った。", "高市首相", "高市首相は行った。"),
        ("高市首相は行った。", "高市", "高市首相は行った。"),
        ("高市氏のの本", "高市氏", "高市氏の本"),
        ("ははは高市の本", "高市", "ははは高市の本"),
        ("元首相高市氏は行った。", "高市", "元首相高市氏は行った。"),
        ("9年ぶりの第2プラス2対話", "2プラス2", "9年ぶりの2プラス2対話"),
        ("第20回党大会", "20回党大会", "第20回党大会"),
        ("次第2プラス2", "2プラス2", "次第2プラス2"),
    ],
)
def test_japanese(sentence: str, word: str, right: str) -> None:
    assert tidied(sentence, word, JAPANESE) == right


@pytest.mark.parametrize("language", [SIMPLIFIED_CHINESE, TRADITIONAL_CHINESE])
def test_chinese(language: Language) -> None:
    assert tidied("北约的的会议", "北约", language, "organization") == "北约的会议"
    assert tidied("三艘北约的船", "北约", language, "organization") == "三艘北约的船"
    assert tidied("日本首相高市早苗说", "高市早苗", language) == "日本首相高市早苗说"


@given(
    before=st.sampled_from(["", "총리 ", "the ", "그 ", "首相", "的"]),
    name=st.sampled_from(["서울", "나라", "NATO", "李在明", "高市首相"]),
    after=st.sampled_from(["", "은은", "는", "의의 집", "氏氏", "的的", "’s", " 가 갔다", "首相首相は"]),
    language=st.sampled_from([KOREAN, JAPANESE, SIMPLIFIED_CHINESE]),
    kind=st.sampled_from(["person", "place"]),
)
def test_tidying_keeps_the_rendering_and_settles(
    before: str, name: str, after: str, language: Language, kind: str
) -> None:
    text = SpannedText(before + name + after)
    text.mark("term", len(before), len(before) + len(name), frozen=True)
    tidy(text, "term", language, kind)
    assert text.surface("term") == name
    once = text.text
    tidy(text, "term", language, kind)
    assert text.text == once
