"""From Simplified to Traditional Chinese, as the newspapers of Taiwan and Hong Kong write."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from translate.languages.zh import convert, to_simplified, to_traditional
from translate.spans import SpannedText


@pytest.mark.parametrize(
    ("simplified", "taiwan", "hong_kong"),
    [
        # characters of two words are not one of OpenCC's
        ("少数组织反对", "少數組織反對", "少數組織反對"),
        ("士兵经由中国进入的士兵", "士兵經由中國進入的士兵", "士兵經由中國進入的士兵"),
        ("增加沙特的石油", "增加沙烏地的石油", "增加沙特的石油"),
        # but a word the segmenter does not know is still found
        ("在里约二十国集团峰会上", "在里約二十國集團峰會上", "在里約二十國集團峰會上"),
        # one character, several words
        ("公里和里程碑，村里和心里", "公里和里程碑，村裡和心裡", "公里和里程碑，村裏和心裏"),
        ("皇后后来退到后方", "皇后後來退到後方", "皇后後來退到後方"),
        ("干部干预，干净的饼干", "幹部干預，乾淨的餅乾", "幹部干預，乾淨的餅乾"),
        ("若干干事", "若干幹事", "若干幹事"),
        ("面对面粉和面条", "面對麵粉和麵條", "面對麵粉和麵條"),
        ("这只是一只狗，他只有两只船", "這只是一隻狗，他只有兩隻船", "這只是一隻狗，他只有兩隻船"),
        ("几十只羊", "幾十隻羊", "幾十隻羊"),
        ("头发发展，发射和白发", "頭髮發展，發射和白髮", "頭髮發展，發射和白髮"),
        ("关于于右任，致力于此", "關於于右任，致力於此", "關於于右任，致力於此"),
        ("关系、系统、维系、联系", "關係、系統、維繫、聯繫", "關係、系統、維繫、聯繫"),
        ("制造业与制度", "製造業與制度", "製造業與制度"),
        ("征兵与长征，象征和出征", "徵兵與長征，象徵和出征", "徵兵與長征，象徵和出征"),
        ("示范规范，范德赖恩", "示範規範，范德賴恩", "示範規範，范德賴恩"),
        ("余额三千余人，余茂春", "餘額三千餘人，余茂春", "餘額三千餘人，余茂春"),
        ("冲绳冲突，冲之鸟", "沖繩衝突，沖之鳥", "沖繩衝突，沖之鳥"),
        ("克制批准标准", "克制批准標準", "克制批准標準"),
        # newspaper forms
        ("台湾平台，台风登陆", "台灣平台，颱風登陸", "台灣平台，颱風登陸"),
        ("宣布公布发布布局", "宣布公布發布布局", "宣布公布發布布局"),
        ("峰会群众面包", "峰會群眾麵包", "峰會群眾麵包"),
        ("他说里面有人", "他說裡面有人", "他說裏面有人"),
        # vocabulary
        ("软件信息网络", "軟體資訊網路", "軟件信息網絡"),
        ("意大利新西兰老挝", "義大利紐西蘭寮國", "意大利新西蘭老撾"),
        ("朝鲜发射导弹", "北韓發射飛彈", "朝鮮發射導彈"),
        ("朝鲜半岛和朝鲜战争", "朝鮮半島和韓戰", "朝鮮半島和朝鮮戰爭"),
        # the vocabulary of software is not that of news
        ("总统支持这个项目", "總統支持這個項目", "總統支持這個項目"),
        ("和平进程的司法程序", "和平進程的司法程序", "和平進程的司法程序"),
        ("签署文件发表声明", "簽署文件發表聲明", "簽署文件發表聲明"),
        ("刷新纪录，默认分区", "刷新紀錄，默認分區", "刷新紀錄，默認分區"),
        ("NATO的3.5%，G20", "NATO的3.5%，G20", "NATO的3.5%，G20"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_words_become_those_of_the_region(simplified: str, taiwan: str, hong_kong: str) -> None:
    assert to_traditional(simplified, "TW") == taiwan
    assert to_traditional(simplified, "HK") == hong_kong


def test_simplified_comes_back() -> None:
    assert to_simplified("游錫堃在后里買干貝，臺灣與台灣") == "游锡堃在后里买干贝，台湾与台湾"


def test_renderings_never_pass_through_the_converter() -> None:
    text = SpannedText("里长在后里卖干贝，游锡堃访问台湾的台中市。")
    renderings = {}
    for simplified, rendering in [
        ("里长", "里長"), ("后里", "后里"), ("干贝", "干貝"), ("游锡堃", "游錫堃"), ("台湾", "臺灣"),
        ("台中市", "台中市"),
    ]:  # fmt: skip
        start = text.text.index(simplified)
        text.mark(simplified, start, start + len(simplified), frozen=True)
        renderings[simplified] = rendering
    convert(text, renderings, "TW")
    assert text.text == "里長在后里賣干貝，游錫堃訪問臺灣的台中市。"
    assert {name: text.surface(name) for name in renderings} == renderings


def test_a_rendering_of_another_length_moves_what_follows() -> None:
    text = SpannedText("沙特的软件说")
    text.mark("country", 0, 2, frozen=True)
    text.mark("link", 3, 5)
    convert(text, {"country": "沙烏地阿拉伯"}, "TW")
    assert text.text == "沙烏地阿拉伯的軟體說"
    assert (text.surface("country"), text.surface("link")) == ("沙烏地阿拉伯", "軟體")


def test_protected_text_stays_and_a_word_may_grow() -> None:
    text = SpannedText("看`发`的博客和内存")
    text.mark("code", 1, 4, frozen=True)
    text.mark("emphasis", 5, 7)
    convert(text, {}, "TW")
    assert text.text == "看`发`的部落格和記憶體"
    assert text.surface("emphasis") == "部落格"


def test_a_span_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        convert(SpannedText("台湾"), {"country": "台灣"}, "TW")


PIECES = [
    "少数",
    "组织",
    "里",
    "后",
    "干部",
    "软件",
    "的",
    "只",
    "台湾",
    "，",
    "NATO ",
    "博客",
    "出租车",
    "😆",
    "范",
]


@given(
    before=st.lists(st.sampled_from(PIECES), max_size=5).map("".join),
    name=st.sampled_from(["里长", "干贝", "后里", "台湾", "Harbor Café"]),
    rendering=st.sampled_from(["里長", "干貝", "臺灣", "沙烏地阿拉伯", "X"]),
    after=st.lists(st.sampled_from(PIECES), max_size=5).map("".join),
    region=st.sampled_from(["TW", "HK"]),
)
def test_conversion_keeps_every_span_on_its_text(
    before: str, name: str, rendering: str, after: str, region: str
) -> None:
    text = SpannedText(before + name + after)
    text.mark("term", len(before), len(before) + len(name), frozen=True)
    text.mark("before", 0, len(before))
    text.mark("after", len(before) + len(name), len(text.text))
    convert(text, {"term": rendering}, region)
    assert text.surface("term") == rendering
    assert text.surface("before") == to_traditional(before, region)
    assert text.surface("after") == to_traditional(after, region)
    assert text.text == text.surface("before") + rendering + text.surface("after")


def test_case_e03_names_are_those_of_the_glossary(
    translate: Run, case: Callable[[str], Path], case_glossary: Callable[..., Path]
) -> None:
    folder = case_glossary("E03.zh_Hant.po")
    result = translate(
        "file", case("E03.txt"), "--to", "zh-Hant", "--glossary", folder, "--json", "--no-memory"
    )
    report = json.loads(result.stdout)
    assert report["summary"]["satisfied"] == report["summary"]["found"] >= 7
    output = (case("E03.txt").parent / "E03.zh-Hant.txt").read_text(encoding="utf-8")
    for rendering in ("台灣", "游錫堃", "里長", "干貝", "后里", "台中市"):
        assert rendering in output
    for wrong in ("臺灣", "遊錫堃", "裡長", "幹貝", "後里", "臺中市"):
        assert wrong not in output
