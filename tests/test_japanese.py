"""Japanese typography."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.languages import JAPANESE
from translate.languages.typography import finish
from translate.spans import SpannedText


@pytest.mark.parametrize(
    ("draft", "source", "right"),
    [
        ("本当です。", "Is it true?", "本当です？"),
        ("本当ですか。", "Is it true?", "本当ですか。"),
        ("本当ですか", "Is it true?", "本当ですか？"),
        ("利下げ巡り意見割れる 議事要旨", "Divided over cuts, minutes show", "利下げ巡り意見割れる 議事要旨"),
        ("彼は米国へ", "He left for the U.S.", "彼は米国へ。"),
        ("彼はU.S.。", "He left for the U.S.", "彼はU.S."),
        ("彼は行った。.", "He left.", "彼は行った。"),
        ("彼は行った。。", "He left.", "彼は行った。"),
        ("本当？?", "Really?", "本当？"),
        ("本当?!", "Really?!", "本当？！"),
        ("待って...", "Wait...", "待って……"),
        ('"止まれ!"と彼女は言った.', "“Stop!” she said.", "「止まれ！」と彼女は言った。"),
        ("“私は‘行く’と言った”と述べた.", "“I said ‘go’”, he said.", "「私は『行く』と言った」と述べた。"),
        ("はい, 冷凍庫です. 😆 バンで来た.", "Yes. 😆 It came.", "はい、冷凍庫です。 😆 バンで来た。"),
        ("船の店 | 古い 桟橋 は閉鎖。", "Boat shop | The pier is closed.", "船の店 | 古い桟橋は閉鎖。"),
        ("日 と NATO は 1,000 人,3.5 %,国(合)した.", "Agreed.", "日とNATOは1,000人、3.5%、国（合）した。"),
        ("首脳会談を開催。", "Summit held", "首脳会談を開催"),
        ("「行く。」", "“We will come.”", "「行く」"),
        ("彼は「行く。」と述べた。", "He said he would come.", "彼は「行く」と述べた。"),
        ("彼は「行くと述べた。", "He said he would come.", "彼は行くと述べた。"),
        ("１２人とＮＡＴＯ", "12 people and NATO", "12人とNATO"),
        ("北大西洋条約機構(NATO)は10:30に", "At 10:30 NATO", "北大西洋条約機構（NATO）は10:30に"),
        ("注意:次の通り", "Note:", "注意：次の通り："),
        ("Washington, D.C. は", "In Washington, D.C.", "Washington, D.C.は。"),
        ("🌷🌷🌷 🌷", "🌷🌷🌷 🌷", "🌷🌷🌷 🌷"),
        ("42", "42", "42"),
        ("『三国志』と《論語》", "Books", "『三国志』と《論語》"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_japanese_typography(draft: str, source: str, right: str) -> None:
    text = SpannedText(draft)
    finish(text, source, JAPANESE)
    assert text.text == right
    finish(text, source, JAPANESE)
    assert text.text == right


def test_frozen_text_keeps_its_own_marks_and_spaces() -> None:
    text = SpannedText("彼は New York Times, Inc. と .NET を読む.")
    text.mark("paper", 3, 24, frozen=True)
    assert text.surface("paper") == "New York Times, Inc. "
    finish(text, "He reads it.", JAPANESE)
    assert text.surface("paper") == "New York Times, Inc. "


@given(
    before=st.text(alphabet="日本の 、。,.!?\"'“”()「」…", max_size=10),
    name=st.sampled_from(["Harbor Café", "「海」", ".NET", "U.S.", "a..b", "国 (の)"]),
    after=st.text(alphabet="日本の 、。,.!?\"'“”()「」…", max_size=10),
    source=st.text(alphabet='ab .,!?"', max_size=8),
)
def test_a_finish_never_touches_frozen_text(before: str, name: str, after: str, source: str) -> None:
    text = SpannedText(before + name + after)
    text.mark("term", len(before), len(before) + len(name), frozen=True)
    finish(text, source, JAPANESE)
    assert text.surface("term") == name
