"""How much a rendering sounds like the English name it is to stand for.

Names are mostly written by sound: in Hangul and katakana nearly always, in Chinese with a stock of some
hundred characters (Xinhua's tables for the transcription of foreign names). Both sides are reduced to
classes of sounds that the languages do not keep apart (l and r, f and p, sh and s) and compared by
weighted edit distance, in which vowels count little: English spelling says least about them.
"""

from __future__ import annotations

import functools
import math
import re
import unicodedata

from translate.languages import Language

_VOWEL, _WEAK_VOWEL = "A", "U"
"""A vowel, and one that only carries a consonant (으 in 크, the u of ク, the e of 克)."""

_LOST_VOWEL = 0.5
"""What it counts that the vowel lacks with which a name begins; elsewhere a vowel counts less."""

_AFTER_LOST_VOWEL = ("A", "U", "Y", "W", "H")
"""How what begins with a vowel may be written."""

_WEIGHTS = {"A": 0.15, "U": 0.03, "H": 0.3, "W": 0.25, "Y": 0.25, "R": 0.6, "N": 0.8}
"""What a sound counts that the other side lacks; all others count 1."""

_COSTS = {
    frozenset(pair): cost
    for pairs, cost in (
        ("AU TD SZ", 0.0),
        ("PF SC KJ CJ FH TC", 0.15),
        ("DS ZC FW KH", 0.25),
        ("CK CH CY NM WA YA PW", 0.4),
        ("DF DZ DC ST TZ JY JH RW", 0.5),
    )
    for pair in pairs.split()
}
"""What it counts when one sound stands for the other; all other pairs count as much as lacking both."""

_SPELLINGS: tuple[tuple[str, str], ...] = (
    ("tsch", "C"), ("sch", "C"), ("tch", "C"), ("ough", "A"), ("augh", "A"), ("dj", "C"), ("ch", "C"),
    ("sh", "C"), ("zh", "C"), ("ph", "F"), ("th", "D"), ("kh", "K"), ("gh", "K"), ("bh", "P"), ("dh", "T"),
    ("wh", "W"), ("rh", "R"), ("ck", "K"), ("qu", "KW"), ("ng", "N"), ("tz", "C"), ("ts", "C"), ("x", "KS"),
    ("ce", "SA"), ("ci", "SA"), ("cy", "SA"), ("ge", "JA"), ("gi", "JA"), ("gy", "JA"), ("tio", "CA"),
    ("b", "P"), ("p", "P"), ("f", "F"), ("v", "F"), ("t", "T"), ("d", "T"), ("s", "S"), ("z", "Z"),
    ("c", "K"), ("k", "K"), ("g", "K"), ("q", "K"), ("j", "C"), ("m", "M"), ("n", "N"), ("r", "R"),
    ("l", "R"), ("h", "H"), ("w", "W"),
)  # fmt: skip

_ONE_VOWEL_AT_END = re.compile("(?:aa|ee|ie|oe|oo|ou|ue)$")

_INITIALS = ("K", "K", "N", "T", "T", "R", "M", "P", "P", "S", "S", "", "C", "C", "C", "K", "T", "P", "H")
_MEDIALS = (
    "A", "A", "YA", "YA", "A", "A", "YA", "YA", "A", "WA", "WA", "WA", "YA", "A", "WA", "WA", "WA", "YA", "U",
    "A", "A",
)  # fmt: skip
_FINALS = (
    "", "K", "K", "K", "N", "N", "N", "T", "R", "R", "M", "R", "R", "R", "R", "R", "M", "P", "P", "T", "T",
    "N", "T", "T", "K", "T", "P", "T",
)  # fmt: skip
"""Sounds of the letters of a Hangul syllable, in the order of Unicode (chapter 3.12)."""

_KANA_ROWS = {
    "A": "アイウエオァィゥェォ", "KA": "カキケコガギゲゴ", "KU": "クグ", "SA": "サセソザゼゾ", "SU": "スズ",
    "CA": "シジチヂツヅ", "TA": "タテダデ", "TU": "トド", "NA": "ナニヌネノ", "HA": "ハヒヘホ", "FU": "フ",
    "PA": "バビベボパピペポ", "PU": "ブプ", "MA": "マミメモ", "MU": "ム", "YA": "ヤユヨャュョ",
    "RA": "ラリレロ", "RU": "ル", "WA": "ワヮ", "N": "ン", "FA": "ヴ", "": "ッーヲ・＝゠",
}  # fmt: skip
_KANA = {kana: sounds for sounds, row in _KANA_ROWS.items() for kana in row}
_SMALL_KANA = frozenset("ァィゥェォャュョヮ")

_PINYIN = {
    "a": "阿亚娅雅", "ai": "艾埃爱", "an": "安", "ang": "昂", "ao": "奥澳", "ba": "巴芭", "bai": "拜白",
    "ban": "班", "bang": "邦", "bao": "鲍宝包", "bei": "贝", "ben": "本", "bi": "比毕碧彼", "bie": "别",
    "bin": "宾", "bo": "博波勃伯玻", "bu": "布", "ca": "察", "cai": "蔡", "ce": "策", "ci": "茨",
    "da": "达", "dai": "戴黛代", "dan": "丹", "dang": "当", "dao": "道", "de": "德", "deng": "邓登",
    "di": "迪蒂帝第地", "dian": "佃", "ding": "丁", "dong": "东", "du": "杜都", "dun": "顿敦", "duo": "多",
    "e": "厄俄额", "en": "恩", "er": "尔", "fa": "法", "fan": "范凡", "fang": "方", "fei": "菲费",
    "fen": "芬", "feng": "冯丰", "fo": "佛", "fu": "夫弗福富芙傅", "ga": "加伽", "gai": "盖", "gan": "甘",
    "gang": "冈", "gao": "高", "ge": "格戈葛哥", "gen": "根", "gong": "贡", "gu": "古", "gua": "瓜",
    "guan": "关", "gui": "圭", "guo": "果", "ha": "哈", "hai": "海", "han": "汉罕", "hang": "杭",
    "hao": "豪", "he": "赫", "hei": "黑", "heng": "亨", "hong": "洪", "hou": "侯", "hu": "胡",
    "hua": "华", "huai": "怀", "hui": "惠", "huo": "霍", "ji": "基吉季", "jia": "贾佳", "jian": "坚",
    "jie": "杰捷", "jin": "金津", "jing": "京", "ka": "卡", "kai": "凯", "kan": "坎", "kang": "康",
    "kao": "考", "ke": "克科可柯", "ken": "肯", "kong": "孔", "ku": "库", "kua": "夸", "kui": "奎",
    "kun": "昆", "la": "拉", "lai": "莱赖来", "lan": "兰", "lang": "朗", "lao": "劳", "le": "勒乐",
    "lei": "雷蕾", "leng": "伦", "li": "利里丽莉历", "lian": "连", "lie": "列烈", "lin": "林琳",
    "ling": "灵", "liu": "柳刘", "long": "隆龙", "lou": "娄", "lu": "卢鲁露路", "lun": "伦", "luo": "罗洛",
    "ma": "马玛", "mai": "迈麦", "man": "曼", "mang": "芒", "mao": "毛", "mei": "梅美", "men": "门",
    "meng": "蒙孟", "mi": "米密", "mian": "缅", "ming": "明", "mo": "莫墨", "mu": "姆穆慕", "na": "纳娜",
    "nai": "奈", "nan": "南楠", "nao": "瑙", "nei": "内", "nen": "嫩", "ni": "尼妮", "ning": "宁",
    "niu": "纽", "nong": "农", "nu": "努", "nuo": "诺", "ou": "欧", "pa": "帕", "pai": "派", "pan": "潘",
    "pang": "庞", "pei": "佩", "peng": "彭", "pi": "皮", "pin": "平", "po": "珀坡", "pu": "普蒲浦",
    "qi": "奇齐其", "qia": "恰", "qian": "钱", "qiang": "强", "qiao": "乔", "qie": "切", "qin": "钦",
    "qing": "青", "qiong": "琼", "qiu": "丘", "qu": "曲", "rang": "让", "rao": "饶", "re": "热",
    "ri": "日", "rong": "荣", "ru": "茹", "rui": "瑞", "sa": "萨", "sai": "赛塞", "san": "桑三", "sang": "桑",
    "sao": "绍", "se": "瑟色", "sen": "森", "seng": "僧", "sha": "沙莎", "shan": "山珊", "shang": "尚",
    "shao": "绍", "she": "舍", "shen": "申", "sheng": "圣盛", "shi": "施什诗史石", "shu": "舒",
    "shuang": "双",
    "si": "斯丝思司", "song": "松宋", "su": "苏", "sui": "绥", "sun": "孙", "suo": "索", "ta": "塔",
    "tai": "泰", "tan": "坦", "tang": "唐汤", "tao": "陶", "te": "特", "teng": "滕", "ti": "蒂提",
    "ting": "廷", "tong": "通", "tu": "图土", "tui": "推", "tuo": "托", "wa": "瓦娃", "wai": "怀",
    "wan": "万", "wang": "旺望", "wei": "维威韦魏薇", "wen": "文温", "weng": "翁", "wo": "沃", "wu": "乌伍武",
    "xi": "希西锡喜", "xia": "夏", "xian": "先", "xiang": "香", "xiao": "肖", "xie": "谢", "xin": "辛欣",
    "xing": "兴", "xiong": "雄", "xiu": "休修", "xu": "许", "xue": "雪", "xun": "逊", "ya": "亚雅娅",
    "yan": "扬延", "yang": "扬", "yao": "尧", "ye": "耶叶", "yi": "伊以易", "yin": "因", "ying": "英",
    "yong": "永", "you": "尤", "yu": "于", "yue": "约", "yun": "云", "za": "扎", "zai": "宰", "zan": "赞",
    "zang": "藏", "ze": "泽", "zeng": "曾", "zha": "扎", "zhan": "詹", "zhang": "章", "zhe": "哲",
    "zhen": "珍", "zheng": "郑", "zhi": "芝", "zhong": "仲", "zhu": "朱茱", "zhuo": "卓", "zi": "兹齐孜",
    "zong": "宗", "zu": "祖", "zuo": "佐",
}  # fmt: skip
_CARRIERS = frozenset("斯丝思司特德克格夫弗普布姆茨兹尔赫什施")
"""Characters that mostly stand for a consonant alone."""

_PINYIN_INITIALS = {
    "zh": "C", "ch": "C", "sh": "C", "b": "P", "p": "P", "m": "M", "f": "F", "d": "T", "t": "T", "n": "N",
    "l": "R", "r": "R", "g": "K", "k": "K", "h": "H", "j": "C", "q": "C", "x": "S", "z": "Z", "c": "C",
    "s": "S", "w": "W", "y": "Y",
}  # fmt: skip
_PINYIN_SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlrgkhjqxzcswy]?)([aeiou]+)(ng|n|r)?")

_HAN = re.compile(r"[\u3400-\u9fff]")


def likeness(name: str, rendering: str, language: Language, least: float = 0.0) -> float | None:
    """How much a rendering sounds like a name, from 0 to 1.

    Args:
        name: in English spelling.
        rendering: in Hangul, katakana or Chinese characters; for Traditional Chinese in Simplified ones.
        least: what is less than this is told as 0, which is faster.

    Returns:
        None where that cannot be told: Chinese characters in Japanese, and in Chinese those that are not
        used to write sounds.
    """
    there = _sounds_of(rendering, language.locale)
    if there is None:
        return None
    here = _english(name)
    weight = max(_weight(here), _weight(there))
    if not weight:
        return 0.0
    # 尼斯 is Nice, not Eunice.
    lost = _LOST_VOWEL if here.startswith(_VOWEL) and not there.startswith(_AFTER_LOST_VOWEL) else 0.0
    return max(0.0, 1 - (lost + _distance(here, there, (1 - least) * weight)) / weight)


def is_distinctive(name: str) -> bool:
    """Whether a name has sounds enough that no other word of a sentence is like it by chance."""
    return _weight(_english(name)) >= _DISTINCTIVE


_DISTINCTIVE = 2.5


_JAPANESE = re.compile(
    r"(?:(?:[kgsztdnhbpmrfwyj]|sh|ch|ts|[kgnhbpmrj]y)?(?:[aiueo]h?)|n(?![aiueoy])|[kstpc](?=[kstpc]))+"
)
_CHINESE = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:[aeiou]|ai|ei|ao|ou|ia|ie|iao|iu|ua|uo|uai|ui|ue|io)(?:ng|n|r)?)+"
)
_KOREAN = re.compile(
    r"(?:(?:[gkndtrlmbpsjhyw]|kk|tt|pp|ss|sh|jj|ch)?(?:[wy]?(?:a|ae|e|eo|i|o|oe|oo|u|eu|ui|ee|ou|ai|oi))(?:ng|ck|[kgntlmpbhr])?)+"
)


def is_east_asian(name: str) -> bool:
    """Whether a name may be a Japanese, Chinese or Korean one, which characters may write otherwise."""
    words = re.findall("[a-z]+", name.casefold())
    return any(all(pattern.fullmatch(word) for word in words) for pattern in (_JAPANESE, _CHINESE, _KOREAN))


def room_for_characters(name: str) -> tuple[int, int]:
    """How few and how many characters an East Asian name may have.

    Chinese and Korean write each syllable with one; in Japanese one may be several syllables. Korean spelling
    runs vowels together (Yeouido, 汝矣島), so that there may be as many syllables as vowels.
    """
    words = re.findall("[a-z]+", name.casefold())
    most = sum(len(re.findall("[aeiouy]", word)) for word in words)
    if all(_JAPANESE.fullmatch(word) for word in words):
        return len(words), most
    return sum(len(re.findall("[aeiouy]+", word)) for word in words), most


def is_written_by_sound(character: str) -> bool:
    """Whether a Chinese character is one of those that write foreign sounds."""
    return character in _readings()


def _weight(sounds: str) -> float:
    return sum(_WEIGHTS.get(sound, 1.0) for sound in sounds)


@functools.lru_cache(maxsize=1024)
def _swap(one: str, other: str) -> float:
    """What it costs when one sound stands for another."""
    if one == other:
        return 0.0
    return _COSTS.get(frozenset((one, other)), _weight(one + other))


def _distance(here: str, there: str, most: float) -> float:
    """Weighted edit distance; infinite where it is more than ``most``."""
    lacking = [_WEIGHTS.get(sound, 1.0) for sound in there]
    row = [0.0]
    for cost in lacking:
        row.append(row[-1] + cost)
    for one in here:
        own = _WEIGHTS.get(one, 1.0)
        left = row[0] + own
        below = [left]
        for position, other in enumerate(there):
            left = min(row[position] + _swap(one, other), row[position + 1] + own, left + lacking[position])
            below.append(left)
        if min(below) > most + _ROUNDING:
            return math.inf
        row = below
    return row[-1]


_ROUNDING = 1e-9


def _collapsed(sounds: str) -> str:
    """One sound for a doubled consonant or a run of vowels; two for a run at the end (Sanae, Hawaii)."""
    sounds = re.sub("[AU]*A[AU]*(?!$)", _VOWEL, sounds)
    sounds = re.sub("A[AU]+$", _VOWEL * 2, sounds)
    return re.sub(r"([^A])\1+", r"\1", sounds)


@functools.lru_cache(maxsize=4096)
def _english(name: str) -> str:
    folded = "".join(
        character
        for character in unicodedata.normalize("NFKD", name.casefold())
        if not unicodedata.combining(character)
    )
    return "".join(_collapsed(_english_word(word)) for word in re.findall("[a-z]+", folded))


def _english_word(word: str) -> str:
    if len(word) > 3 and word.endswith("e") and word[-2] not in "aeiouycg":
        word = word[:-1]
    word = _ONE_VOWEL_AT_END.sub("a", word)
    if word.startswith("x"):
        word = "s" + word[1:]
    sounds: list[str] = []
    position = 0
    while position < len(word):
        letter = word[position]
        if letter in "aeiou":
            sounds.append(_VOWEL)
            position += 1
            continue
        if letter == "y":
            before_vowel = word[position + 1 : position + 2] in tuple("aeiou")
            sounds.append("Y" if before_vowel else _VOWEL)
            position += 1
            continue
        if letter == "h" and position == len(word) - 1:
            break
        spelling, sound = next(
            ((spelling, sound) for spelling, sound in _SPELLINGS if word.startswith(spelling, position)),
            (letter, ""),
        )
        sounds.append(sound)
        position += len(spelling)
    return "".join(sounds)


@functools.lru_cache(maxsize=16384)
def _sounds_of(rendering: str, locale: str) -> str | None:
    if locale == "ko":
        return "".join(_collapsed(_hangul(word)) for word in rendering.split())
    if _HAN.search(rendering):
        return None if locale == "ja" else _chinese(rendering)
    return "".join(_collapsed(_katakana(part)) for part in re.split("[・＝゠ ]", rendering))


def _hangul(word: str) -> str:
    sounds: list[str] = []
    for character in word:
        number = ord(character) - 0xAC00
        if 0 <= number < 11172:
            initial, rest = divmod(number, 588)
            medial, final = divmod(rest, 28)
            sounds.append(_INITIALS[initial] + _MEDIALS[medial] + _FINALS[final])
        else:
            sounds.append(_english(character))
    return "".join(sounds)


def _katakana(part: str) -> str:
    sounds = ""
    for kana in part:
        if kana in _SMALL_KANA:
            sounds = sounds.rstrip("AU")
        sounds += _KANA.get(kana, "") if kana in _KANA else _english(kana)
    return sounds


@functools.lru_cache(maxsize=1)
def _readings() -> dict[str, str]:
    return {
        character: _pinyin_sounds(syllable, character in _CARRIERS)
        for syllable, characters in _PINYIN.items()
        for character in characters
    }


def _pinyin_sounds(syllable: str, is_carrier: bool) -> str:
    match = _PINYIN_SYLLABLE.fullmatch(syllable)
    assert match is not None, syllable
    initial, _vowels, final = match.groups()
    if syllable == "er":
        return "R"
    sounds = _PINYIN_INITIALS.get(initial, "") + (_WEAK_VOWEL if is_carrier else _VOWEL)
    return sounds + {"n": "N", "ng": "N", "r": "R", None: ""}[final]


def _chinese(rendering: str) -> str | None:
    readings = _readings()
    parts: list[str] = []
    for part in re.split("[·•‧・ -]", rendering):
        if not all(character in readings for character in part):
            return None
        parts.append(_collapsed("".join(readings[character] for character in part)))
    return "".join(parts)
