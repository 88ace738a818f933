"""Words that a package writes twice beside a rendering, and foreign words it makes up there.

Where a rendering was forced, the package may go on with what it had in mind for the term: the title
once more, 煤矿的煤矿, 李在明大統領の李在明大統領; or it begins to stammer. Only what no term of the sentence
claims is taken out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterator

from translate.enforce.satisfaction import HANGUL as HANGUL_SYLLABLE
from translate.languages import Language, ko
from translate.languages.punctuation import HAN, HANGUL
from translate.spans import SpannedText

_LINKS = {"ko": (" ", "의 "), "ja": ("", "の"), "zh": ("", "的")}
"""What stands between a word and its double: nothing, or “of”. “And” may join two that are meant."""

_CASES = {
    locale: [(re.compile(f"(?:{case})(?![{HANGUL}])"), re.compile(f"(?:{case}){gap}$")) for case in cases]
    for locale, gap, cases in (("ko", " ", ("을|를", "이|가", "은|는")), ("ja", "", ("を", "が", "は")))
}
"""Particles of which two in a row for one noun are a slip: after the second noun, and before it."""

_LONGEST_CASE = 2
"""Characters of such a particle and the space after it."""

_SHORTEST = 2
"""Characters of a word that counts as a double: 国 stands beside 中国 by chance."""

_PREFIXES = frozenset("副前元代新原各両两兩正准準総總大小非反第")
"""Characters that make another word of a title or noun that follows them."""

_HAN_WORD = re.compile(f"[{HAN}]+")

_LONG_FORMS: dict[str, dict[str, tuple[str, ...]]] = {
    "ko": {
        "英": ("영국",),
        "美": ("미국",),
        "日": ("일본",),
        "中": ("중국",),
        "韓": ("한국",),
        "北": ("북한",),
        "露": ("러시아",),
        "獨": ("독일",),
        "佛": ("프랑스",),
        "印": ("인도",),
        "豪": ("호주",),
        "伊": ("이탈리아",),
    },
    "zh": {
        "日方": ("日本",),
        "中方": ("中国", "中國"),
        "韩方": ("韩国",),
        "韓方": ("韓國",),
        "美方": ("美国", "美國"),
        "朝方": ("朝鲜", "朝鮮"),
        "俄方": ("俄罗斯", "俄羅斯"),
        "英方": ("英国", "英國"),
    },
}
"""Short renderings before which the package may have left the name that they stand for (영국 英)."""

_NUMERALS = "〇零一二三四五六七八九十百千万萬億亿"
_LAUGHTER = "哈呵嘿嘻はハ하허호히"
_WRITTEN = f"{HAN}ぁ-ゖァ-ヺー{HANGUL}"
_STAMMER = re.compile(rf"(?![{_NUMERALS}{_LAUGHTER}ー])(?P<said>[{_WRITTEN}]{{1,10}}?)(?: ?(?P=said)){{2,}}")
_STAMMERED_SOURCE = re.compile(r"\b(\w+)(?:\W+\1\b){2,}|([A-Za-z]{2,})\2{2,}", re.IGNORECASE)
"""A character or word three times running, in which no newspaper writes: 额额额, なおなおなお."""

_INVENTED_AFTER = re.compile(r" ?(?P<word>[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’-]{2,})(?![A-Za-zÀ-ɏ0-9])")
_INVENTED_IN_BRACKETS = re.compile(
    r"[”’」』]? ?(?P<brackets>[(（](?P<words>[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ .'’-]{2,})[)）])"
)
_INVENTED_BEFORE = re.compile(r"(?<![A-Za-zÀ-ɏ0-9@#/._-])(?P<word>[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’-]{2,}) ?$")


def drop_doubled(text: SpannedText, language: Language, surplus: Collection[Hashable]) -> None:
    """Take out words that repeat the end (or, before it, any part) of a rendering, or its long form.

    Args:
        text: the sentence, its renderings frozen; edited in place.
        surplus: spans of renderings that no occurrence of a term claims; those inside a double go with it.
    """
    written = "zh" if language.is_chinese else language.locale
    links = _LINKS[written]
    long_forms = _LONG_FORMS.get(written, {})
    spaced = language.locale == "ko"
    for name in sorted(text.frozen, key=lambda name: text.spans[name]):
        if name not in text.spans or name in surplus:
            continue
        rendering = text.surface(name)
        for tail in _ends(rendering, spaced):
            for link in links:
                _drop_after(text, name, link + tail, language, surplus)
                _drop_before(text, name, tail + link, language, surplus)
        for head in _beginnings(rendering, spaced):
            _drop_before(text, name, head + links[0], language, surplus)
        if not spaced:
            for part in filter(_HAN_WORD.fullmatch, _inner_parts(rendering)):
                _drop_before(text, name, part, language, surplus)
        for long_form in long_forms.get(rendering, ()):
            _drop_before(text, name, long_form + links[0], language, surplus)
        _drop_same_case(text, name, language, surplus)


def _drop_after(
    text: SpannedText, name: Hashable, double: str, language: Language, surplus: Collection[Hashable]
) -> None:
    start = text.spans[name][1]
    end = start + len(double)
    while text.text.startswith(double, start):
        # 한국의 한국은, but not 대통령 대통령실
        if language.locale == "ko" and not ko.ends_word(text.text, end):
            return
        if not _drop(text, start, end, surplus):
            return


def _drop_before(
    text: SpannedText, name: Hashable, double: str, language: Language, surplus: Collection[Hashable]
) -> None:
    while text.text.endswith(double, 0, text.spans[name][0]):
        end = text.spans[name][0]
        start = end - len(double)
        before = text.text[start - 1] if start else " "
        # A vice-president (副总统) is another word than a president.
        if before in _PREFIXES if language.locale != "ko" else HANGUL_SYLLABLE.match(before):
            return
        if not _drop(text, start, end, surplus):
            return


def _drop_same_case(
    text: SpannedText, name: Hashable, language: Language, surplus: Collection[Hashable]
) -> None:
    """Take out the end of the rendering where it stands before it in the same case: 繁栄を共通の繁栄を."""
    start, end = text.spans[name]
    cases = _CASES.get(language.locale, ())
    before = next((before for after, before in cases if after.match(text.text, end)), None)
    particle = before.search(text.text, max(0, start - _LONGEST_CASE), start) if before else None
    if particle is None:
        return
    for tail in _ends(text.surface(name), language.locale == "ko"):
        if tail != text.surface(name) and text.text.endswith(tail, 0, particle.start()):
            _drop_before(text, name, tail + particle.group(), language, surplus)
            return


def drop_invented(text: SpannedText, name: Hashable, sentence: str) -> None:
    """Take out a word in Latin letters right beside the rendering ``name`` that ``sentence`` does not hold.

    So goes a gloss in brackets, 离於岛（Sooodo Reodo）. Capitals alone may be an abbreviation (EU for
    the European Union) and stay.
    """
    after = _INVENTED_AFTER.match(text.text, text.spans[name][1])
    if after and _is_invented(after.group("word"), sentence) and text.is_free(*after.span()):
        text.replace(*after.span(), "")
    gloss = _INVENTED_IN_BRACKETS.match(text.text, text.spans[name][1])
    if (
        gloss
        and any(_is_invented(word, sentence) for word in re.split(r"[ .]+", gloss.group("words")) if word)
        and text.is_free(*gloss.span("brackets"))
    ):
        text.replace(*gloss.span("brackets"), "")
    before = _INVENTED_BEFORE.search(text.text[: text.spans[name][0]])
    if before and _is_invented(before.group("word"), sentence) and text.is_free(*before.span()):
        text.replace(*before.span(), "")


def drop_stammer(text: SpannedText, sentence: str) -> bool:
    """Write once what stands three times or more running, unless ``sentence`` stammers as well.

    Returns:
        Whether anything was taken out.
    """
    if _STAMMERED_SOURCE.search(sentence):
        return False
    return text.substitute(_STAMMER, r"\g<said>") > 0


def _is_invented(word: str, sentence: str) -> bool:
    return not word.isupper() and word.casefold() not in sentence.casefold()


def _ends(rendering: str, spaced: bool) -> Iterator[str]:
    """The ends of a rendering that are words as far as its script tells, the longest first."""
    for position in range(len(rendering) - _SHORTEST + 1):
        if not spaced or position == 0 or rendering[position - 1] == " ":
            yield rendering[position:]


def _beginnings(rendering: str, spaced: bool) -> Iterator[str]:
    for position in range(len(rendering), _SHORTEST - 1, -1):
        if not spaced or position == len(rendering) or rendering[position] == " ":
            yield rendering[:position]


def _inner_parts(rendering: str) -> Iterator[str]:
    """Parts of a rendering from its middle, the longest first: 茂木 of 外相茂木敏充."""
    for length in range(len(rendering) - 2, _SHORTEST - 1, -1):
        for start in range(1, len(rendering) - length):
            yield rendering[start : start + length]


def _drop(text: SpannedText, start: int, end: int, surplus: Collection[Hashable]) -> bool:
    """Take out a range if no rendering but surplus ones stands in it."""
    inside = [name for name in surplus if name in text.spans and _covers((start, end), text.spans[name])]
    spans = {name: text.spans[name] for name in inside}
    for name in inside:
        text.unmark(name)
    if text.is_free(start, end):
        text.replace(start, end, "")
        return True
    for name, span in spans.items():
        text.mark(name, *span, frozen=True)
    return False


def _covers(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
