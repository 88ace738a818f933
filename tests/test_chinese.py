"""Chinese typography, Simplified and Traditional."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.languages import ENGLISH, SIMPLIFIED_CHINESE, TRADITIONAL_CHINESE
from translate.languages.typography import finish
from translate.spans import SpannedText


@pytest.mark.parametrize(
    ("draft", "source", "right"),
    [
        ("是真的吗.", "Is it true?", "是真的吗？"),
        ("他去了美国", "He left for the U.S.", "他去了美国。"),
        ("他去了U.S..", "He left for the U.S.", "他去了U.S."),
        ("他走了。.", "He left.", "他走了。"),
        ("真的？?", "Really?", "真的？"),
        ("真的?!", "Really?!", "真的？！"),
        ("等等。。。", "Wait...", "等等……"),
        ('"停下！" 她说.', "“Stop!” she said.", "“停下！”她说。"),
        ("「停下！」她说。", "“Stop!” she said.", "“停下！”她说。"),
        ("“我说过‘走’”他说", "“I said ‘go’,” he said.", "“我说过‘走’”他说。"),
        ("时间是 10:30, 地点: 北京", "At 10:30 in Beijing.", "时间是10:30，地点：北京。"),
        ("北约 (NATO) 的 3.5 % 和 1,000 人", "NATO", "北约（NATO）的3.5%和1,000人"),
        ("用（CommonMark)写 (GFM）。", "Write (CommonMark).", "用（CommonMark）写（GFM）。"),
        ("茶、米,盐;糖.", "Tea, rice, salt; sugar.", "茶、米，盐；糖。"),
        ("船店 | 旧码头关闭了 .", "Boat shop | The pier is closed.", "船店 | 旧码头关闭了。"),
        ("在冰箱里. 😆 它来了.", "In the freezer. 😆 It came.", "在冰箱里。 😆 它来了。"),
        ("峰会举行。", "Summit held", "峰会举行"),
        ("“我们会来”", "“We will come.”", "“我们会来。”"),
        ("他说:“我们会来”", "He said: “We will come.”", "他说：“我们会来”。"),
        ("他说“我们会来", "He said we would come.", "他说我们会来。"),
        ("１２人,,走了", "12 people left.", "12人，走了。"),
        ("Xi’s 书", "Xi’s book", "Xi’s书"),
        ("🌷🌷🌷 🌷", "🌷🌷🌷 🌷", "🌷🌷🌷 🌷"),
        ("42", "42", "42"),
    ],
)
def test_simplified_typography(draft: str, source: str, right: str) -> None:
    text = SpannedText(draft)
    finish(text, source, SIMPLIFIED_CHINESE)
    assert text.text == right
    finish(text, source, SIMPLIFIED_CHINESE)
    assert text.text == right


@pytest.mark.parametrize(
    ("draft", "right"),
    [
        ("“停下！” 她說.", "「停下！」她說。"),
        ("“我說過‘走’”他說.", "「我說過『走』」他說。"),
        ("「走」她說。", "「走」她說。"),
        ("《論語》,第一.", "《論語》，第一。"),
    ],
)
def test_traditional_quotation_marks(draft: str, right: str) -> None:
    text = SpannedText(draft)
    finish(text, "“Go,” she said.", TRADITIONAL_CHINESE)
    assert text.text == right


def test_another_language_is_left_alone() -> None:
    text = SpannedText("“Stop” ,she said ..")
    finish(text, "x", ENGLISH)
    assert text.text == "“Stop” ,she said .."


@given(
    before=st.text(alphabet="中文的 ，。,.!?\"'“”()「」…", max_size=10),
    name=st.sampled_from(["Harbor Café", "“海”", ".NET", "U.S.", "a..b", "国 (的)"]),
    after=st.text(alphabet="中文的 ，。,.!?\"'“”()「」…", max_size=10),
    source=st.text(alphabet='ab .,!?"', max_size=8),
    language=st.sampled_from([SIMPLIFIED_CHINESE, TRADITIONAL_CHINESE]),
)
def test_a_finish_never_touches_frozen_text(before, name, after, source, language) -> None:  # type: ignore[no-untyped-def]
    text = SpannedText(before + name + after)
    text.mark("term", len(before), len(before) + len(name), frozen=True)
    finish(text, source, language)
    assert text.surface("term") == name
