"""Chinese: between Simplified and Traditional, typographic finish."""

from __future__ import annotations

import functools
import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.languages import punctuation
from translate.spans import SpannedText

if TYPE_CHECKING:
    import opencc
    import rjieba

_CONFIGURATIONS = {"TW": "s2twp", "HK": "s2hk"}
_WITHOUT_PHRASES = "s2tw"

_EVERYDAY_WORDS = (
    "支持 项目 程序 文件 对象 消息 声明 发布 联系 保存 刷新 打开 局部 全局 循环 导入 导出 权限 连接 运行 "
    "批量 扩展 类型 注销 激活 优化 窗口 调度 分区 默认 进程 性价比 点击 实例 远程 审核 查看 查找 重装 呼出 "
    "集群 镜像 代码 社区 界面 参数 脚本 仿真 高级 低级 设备 设置 访问 交互 组件 加载 剪切 映射 嵌套 缩进 "
    "综合征 高端 通道"
).split()
"""Words that OpenCC's Taiwanese vocabulary takes for software's; a president is 支持, only a plug-in 支援."""

_TAIWAN = {
    "回归": "回歸", "胡同": "胡同", "质量": "品質", "渠道": "管道", "程序员": "程式設計師", "导弹": "飛彈",
    "航天": "太空", "朝鲜": "北韓", "朝鲜半岛": "朝鮮半島", "朝鲜族": "朝鮮族", "朝鲜战争": "韓戰",
    "朝鲜劳动党": "朝鮮勞動黨", "朝鲜王朝": "朝鮮王朝", "沙特": "沙烏地", "澳大利亚": "澳洲", "悉尼": "雪梨",
    "加沙": "加薩", "马里": "馬利", "冲之鸟": "沖之鳥", "特朗普": "川普", "普京": "普丁", "默茨": "梅爾茨",
    "马克龙": "馬克宏", "朔尔茨": "蕭茲", "内塔尼亚胡": "納坦雅胡", "泽连斯基": "澤倫斯基",
    "胡塞武装": "青年運動", "克制": "克制", "家具": "家具",
}  # fmt: skip
"""What the island's newspapers write and OpenCC does not know."""

_HONG_KONG = {
    "马里": "馬里",
    "胡同": "胡同",
    "冲之鸟": "沖之鳥",
    "克制": "克制",
    "家具": "家具",
    "回归": "回歸",
}

_NEWSPAPER_FORMS = {
    "TW": str.maketrans({"臺": "台", "佈": "布"}),
    "HK": str.maketrans({"峯": "峰", "羣": "群", "麪": "麵", "説": "說", "佈": "布", "枱": "檯"}),
}
"""Variants that newspapers prefer to those of the official lists OpenCC follows."""


@functools.lru_cache(maxsize=4)
def _converter(configuration: str) -> opencc.OpenCC:
    import opencc

    return opencc.OpenCC(configuration)


@functools.lru_cache(maxsize=4)
def _vocabulary(region: str) -> Mapping[str, str]:
    if region == "HK":
        return _HONG_KONG
    convert = _converter(_WITHOUT_PHRASES).convert
    return {word: convert(word) for word in _EVERYDAY_WORDS} | _TAIWAN


@functools.lru_cache(maxsize=4)
def _segmenter(region: str) -> rjieba.Jieba:
    import rjieba

    segmenter = rjieba.Jieba()
    for word in _vocabulary(region):
        segmenter.add_word(word, None, None)
    return segmenter


@functools.lru_cache(maxsize=4)
def _vocabulary_pattern(region: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(_vocabulary(region), key=len, reverse=True)))


_NUMERALS = "0123456789一二三四五六七八九十百千万亿两几数半每"
_REST = frozenset(
    "余额 余下 余地 余生 余波 余震 余热 余党 余毒 余粮 余数 余款 余温 余音 余晖 余暇 余孽 余威 余怒".split()
)
_EXAMPLE = re.compile("[示规模典防风师就轨]范|范[围例畴本式]")


def _words(text: str, region: str) -> list[tuple[str, str]]:
    """The words of a Simplified text with their Traditional forms.

    Characters that are words of their own are converted in runs: OpenCC knows words that the segmenter
    cuts into characters (里约), but takes characters of two words for one of its own where it sees them
    side by side (少[数组]织).
    """
    words: list[tuple[str, str]] = []
    run = ""
    for word in [*_segmenter(region).cut(text, False), ""]:
        if len(word) == 1 and word.isalnum():
            run += word
            continue
        for one in (run, word):
            if one:
                after_number = bool(words) and words[-1][0][-1] in _NUMERALS
                words.append((one, _word_to_traditional(one, after_number, region)))
        run = ""
    return words


@functools.lru_cache(maxsize=65536)
def _word_to_traditional(word: str, after_number: bool, region: str) -> str:
    convert = _converter(_CONFIGURATIONS[region]).convert
    pieces: list[str] = []
    position = 0
    for match in _vocabulary_pattern(region).finditer(word):
        pieces += convert(word[position : match.start()]), _vocabulary(region)[match.group()]
        position = match.end()
    pieces.append(convert(word[position:]))
    converted = "".join(pieces).translate(_NEWSPAPER_FORMS[region])
    return _by_context(word, converted, after_number) if len(converted) == len(word) else converted


def _by_context(word: str, converted: str, after_number: bool) -> str:
    """What OpenCC cannot know: 只 counts after a number, 范 and a leading 余 are else surnames."""
    if not _EXAMPLE.search(word):
        converted = converted.replace("範", "范")
    if word[0] == "余" and len(word) > 1 and not after_number and word[:2] not in _REST:
        converted = "余" + converted[1:]
    if word[0] == "只" and after_number:
        converted = "隻" + converted[1:]
    if word[-1] == "只" and word[-2:-1] in _NUMERALS and len(word) > 1:
        converted = converted[:-1] + "隻"
    return converted


def to_traditional(text: str, region: str = "TW") -> str:
    """Simplified text in Traditional characters and the vocabulary of ``region`` (``TW`` or ``HK``).

    Each word is converted alone, by OpenCC (``s2twp``, ``s2hk``) and by what newspapers write
    where that differs.
    """
    return "".join(converted for _word, converted in _words(text, region))


_NAME_TAGS = frozenset("nr nrt nrfg ns nt nz x eng".split())
"""Parts of speech (ICTCLAS) of names, and of what the segmenter does not know."""


@dataclass(frozen=True)
class Word:
    """A word of a Chinese text.

    Attributes:
        start, end: half-open code-point range.
        is_listed: the segmenter's dictionary has it; else it was guessed.
        is_name: by its part of speech.
    """

    start: int
    end: int
    is_listed: bool
    is_name: bool

    @property
    def is_ordinary(self) -> bool:
        """Whether it is sure to be no name."""
        return not self.is_name and (self.is_listed or self.end - self.start == 1)


@functools.lru_cache(maxsize=256)
def words(text: str, *, traditional: bool = False) -> tuple[Word, ...]:
    """The words of a text; none where a Traditional one has no Simplified form of the same length."""
    simplified = to_simplified(text) if traditional else text
    if len(simplified) != len(text):
        return ()
    segmenter = _segmenter("TW")
    found = []
    position = 0
    for word, tag in segmenter.tag(simplified):
        end = position + len(word)
        found.append(
            Word(position, end, len(word) > 1 and segmenter.has_word(word), not tag or tag in _NAME_TAGS)
        )
        position = end
    return tuple(found)


def to_simplified(text: str) -> str:
    """Traditional text in Simplified characters (OpenCC ``t2s``)."""
    return str(_converter("t2s").convert(text))


def convert(text: SpannedText, renderings: Mapping[Hashable, str], region: str = "TW") -> None:
    """Turn a Simplified sentence into Traditional characters, glossary renderings excepted.

    Args:
        text: the sentence, edited in place; frozen spans never pass through the converter, all other
            spans keep covering what they covered.
        renderings: Traditional rendering by the name of the span where its Simplified one stands.
        region: ``TW`` or ``HK``.

    Raises:
        KeyError: a rendering's span is not in the text.
    """
    fixed = {*text.frozen, *renderings}
    borders = sorted((text.spans[name] for name in fixed), reverse=True)
    end = len(text.text)
    for left, right in borders:
        _convert_range(text, min(right, end), end, region)
        end = min(left, end)
    _convert_range(text, 0, end, region)
    for name, rendering in renderings.items():
        text.put(name, rendering)


def _convert_range(text: SpannedText, start: int, end: int, region: str) -> None:
    position = end
    for word, new in reversed(_words(text.text[start:end], region)):
        position -= len(word)
        if len(new) != len(word):
            text.replace(position, position + len(word), new)
            continue
        for offset, (old_character, new_character) in enumerate(zip(word, new, strict=True), position):
            if old_character != new_character:
                text.replace(offset, offset + 1, new_character)


SIMPLIFIED_STYLE = punctuation.Style(
    stop="。", question="？", exclamation="！", comma="，", colon="：", semicolon="；", ellipsis="……",
    quotes=("“", "”"), inner_quotes=("‘", "’"), brackets=("（", "）"),
)  # fmt: skip

TRADITIONAL_STYLE = punctuation.Style(
    stop="。", question="？", exclamation="！", comma="，", colon="：", semicolon="；", ellipsis="……",
    quotes=("「", "」"), inner_quotes=("『", "』"), brackets=("（", "）"),
)  # fmt: skip


def finish(text: SpannedText, source: str, *, traditional: bool = False) -> None:
    """Newspaper typography: ，。：；？！ and “” or 「」, no spaces; the end as in ``source``."""
    punctuation.finish(text, source, TRADITIONAL_STYLE if traditional else SIMPLIFIED_STYLE)
