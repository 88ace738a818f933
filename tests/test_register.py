"""Sentence endings: plain as newspapers write, polite as one speaks to a reader."""

from __future__ import annotations

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from translate.languages import JAPANESE, KOREAN, SIMPLIFIED_CHINESE, Language
from translate.languages.register import register_of, to_register
from translate.spans import SpannedText

KOREAN_PAIRS = [
    ("합의했습니다.", "합의했다."), ("한국입니다.", "한국이다."), ("나라입니다.", "나라다."),
    ("3%입니다.", "3%다."), ("AI입니다.", "AI다."), ("것입니다.", "것이다."),
    ("사람들입니다.", "사람들이다."), ("아닙니다.", "아니다."), ("말합니다.", "말한다."),
    ("필요합니다.", "필요하다."), ("중요합니다.", "중요하다."), ("됩니다.", "된다."),
    ("있습니다.", "있다."), ("없습니다.", "없다."), ("좋습니다.", "좋다."), ("어렵습니다.", "어렵다."),
    ("먹습니다.", "먹는다."), ("받습니다.", "받는다."), ("남습니다.", "남는다."), ("적습니다.", "적다."),
    ("것으로 보입니다.", "것으로 보인다."), ("후보입니다.", "후보다."), ("움직입니다.", "움직인다."),
    ("하지 않습니다.", "하지 않는다."), ("필요하지 않습니다.", "필요하지 않다."),
    ("좋지 않습니다.", "좋지 않다."), ("큽니다.", "크다."), ("다릅니다.", "다르다."), ("깁니다.", "길다."),
    ("만듭니다.", "만든다."), ("가겠습니다.", "가겠다."), ("그렇습니다.", "그렇다."),
    ("뛰어납니다.", "뛰어나다."), ("무섭습니다.", "무섭다."), ("끝납니다.", "끝난다."),
    ("말씀하십니다.", "말씀하신다."), ("바랍니다.", "바란다."), ("사실입니까?", "사실인가?"),
    ("합니까?", "하는가?"), ("있습니까?", "있는가?"), ("좋습니까?", "좋은가?"),
    ("어렵습니까?", "어려운가?"), ("큽니까?", "큰가?"), ("하십시오.", "하라."),
    ("(사실입니다)", "(사실이다)"), ("좋다. 사실입니다. 끝났습니다.", "좋다. 사실이다. 끝났다."),
]  # fmt: skip

JAPANESE_PAIRS = [
    ("合意しました。", "合意した。"), ("会談します。", "会談する。"), ("韓国です。", "韓国だ。"),
    ("美しいです。", "美しい。"), ("寒かったです。", "寒かった。"), ("行きます。", "行く。"),
    ("行きました。", "行った。"), ("述べました。", "述べた。"), ("語りました。", "語った。"),
    ("使います。", "使う。"), ("増えています。", "増えている。"),
    ("話し合っていました。", "話し合っていた。"), ("してきました。", "してきた。"),
    ("示しました。", "示した。"), ("読みました。", "読んだ。"), ("会いました。", "会った。"),
    ("呼びました。", "呼んだ。"), ("死にました。", "死んだ。"), ("報じました。", "報じた。"),
    ("見ます。", "見る。"), ("来ました。", "来た。"), ("できます。", "できる。"),
    ("できません。", "できない。"), ("知りません。", "知らない。"),
    ("必要ではありません。", "必要ではない。"), ("影響がありません。", "影響がない。"),
    ("表明しませんでした。", "表明しなかった。"), ("触れませんでした。", "触れなかった。"),
    ("作られました。", "作られた。"), ("借りました。", "借りた。"), ("分かりました。", "分かった。"),
    ("なります。", "なる。"), ("多いでしょう。", "多いだろう。"), ("行きますか？", "行くか？"),
    ("のです。", "のだ。"), ("持ちます。", "持つ。"),
]  # fmt: skip


def changed(text: str, language: Language, register: str, is_heading: bool = False) -> str:
    spanned = SpannedText(text)
    to_register(spanned, language, register, is_heading)
    return spanned.text


@pytest.mark.parametrize(("polite", "plain"), KOREAN_PAIRS)
def test_korean_endings_change_both_ways(polite: str, plain: str) -> None:
    assert changed(polite, KOREAN, "plain") == plain
    assert changed(plain, KOREAN, "polite") == polite.replace("좋다. ", "좋습니다. ")
    assert changed(plain, KOREAN, "plain") == plain
    assert changed(polite, KOREAN, "polite") == polite.replace("좋다. ", "좋습니다. ")
    assert register_of(polite, KOREAN) == "polite"
    assert register_of(plain, KOREAN) == (None if plain in ("어려운가?", "큰가?") else "plain")


@pytest.mark.parametrize(("polite", "plain"), JAPANESE_PAIRS)
def test_japanese_endings_change_both_ways(polite: str, plain: str) -> None:
    assert changed(polite, JAPANESE, "plain") == plain
    assert changed(plain, JAPANESE, "polite") == polite
    assert changed(plain, JAPANESE, "plain") == plain
    assert changed(polite, JAPANESE, "polite") == polite
    assert (register_of(polite, JAPANESE), register_of(plain, JAPANESE)) == ("polite", "plain")


@pytest.mark.parametrize(
    ("polite", "plain", "language"),
    [
        ("했어요.", "했다.", KOREAN), ("학생이에요.", "학생이다.", KOREAN),
        ("나라예요.", "나라다.", KOREAN), ("중요해요.", "중요하다.", KOREAN),
        ("한 거예요.", "한 것이다.", KOREAN), ("갑시다.", "가자.", KOREAN), ("먹읍시다.", "먹자.", KOREAN),
        ("왔어요?", "왔는가?", KOREAN), ("본당입니까?", "본당인가?", KOREAN),
        ("狙いです。", "狙いだ。", JAPANESE), ("本当ですか。", "本当か。", JAPANESE),
        ("協議しましょう。", "協議しよう。", JAPANESE), ("行くんです。", "行くのだ。", JAPANESE),
        ("泳ぎました。", "泳いだ。", JAPANESE), ("増えております。", "増えている。", JAPANESE),
    ],
)  # fmt: skip
def test_other_polite_endings_become_plain(polite: str, plain: str, language: Language) -> None:
    assert changed(polite, language, "plain") == plain
    assert register_of(polite, language) == "polite"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("정상회담 개최", KOREAN),
        ("그는 “갑니다.”", KOREAN),
        ("首脳会談を開催", JAPANESE),
        ("「行きます。」", JAPANESE),
        ("他去了。", SIMPLIFIED_CHINESE),
        ("", KOREAN),
    ],
)
def test_what_shows_no_register_has_none_and_stays(text: str, language: Language) -> None:
    assert register_of(text, language) is None
    assert changed(text, language, "plain") == text
    assert changed(text, language, "polite") == text


def test_quoted_speech_keeps_its_register() -> None:
    assert changed("그는 “갑니다. 정말입니다.”라고 말했습니다.", KOREAN, "plain") == (
        "그는 “갑니다. 정말입니다.”라고 말했다."
    )
    assert changed("彼は「行きます」と述べました。", JAPANESE, "plain") == "彼は「行きます」と述べた。"


def test_headings_stay_plain() -> None:
    assert changed("회담이 열린다", KOREAN, "polite", is_heading=True) == "회담이 열린다"
    assert changed("회담이 열립니다", KOREAN, "plain", is_heading=True) == "회담이 열린다"


def test_frozen_text_stays() -> None:
    text = SpannedText("이름은 갑니다.")
    text.mark("term", 4, 7, frozen=True)
    to_register(text, KOREAN, "plain")
    assert text.text == "이름은 갑니다."


def test_translations_end_plainly_unless_asked(translate: Run) -> None:
    text = "The weather was cold and the ferry was late."
    arguments = ("text", text, "--to", "ko", "--no-memory", "--quiet")
    assert translate(*arguments).stdout.strip().endswith("다.")
    assert translate(*arguments, "--register", "polite").stdout.strip().endswith("습니다.")


@given(
    first=st.sampled_from([polite for polite, plain in KOREAN_PAIRS if plain.endswith("다.")]),
    name=st.sampled_from(["서울", "NATO", "3%", "나라"]),
)
def test_spans_keep_their_text(first: str, name: str) -> None:
    text = SpannedText(f"{first} 이것은 {name}입니다.")
    start = text.text.index(f"{name}입니다.")
    text.mark("term", start, start + len(name), frozen=True)
    to_register(text, KOREAN, "plain")
    assert text.surface("term") == name
    assert register_of(text.text, KOREAN) == "plain"
    assert "니다" not in text.text.replace("아니다", "")
