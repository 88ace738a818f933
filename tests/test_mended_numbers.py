"""Sentences whose numbers went wrong are translated once more, if asked for."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from enforcement_support import write_glossary
from hypothesis import given
from hypothesis import strategies as st

from translate.languages import Language, english_numbers, parse_language
from translate.languages.numbers import quantities
from translate.languages.written_numbers import write, written
from translate.translator import Options, TextTranslation, Translator

CODES = ["ko", "ja", "zh", "zh-Hant"]
NEWS = Path(__file__).parent.parent / "benchmarks" / "data" / "news.en.txt"

HARBIN = "He was born in Harbin in 1938 and moved to Hiroshima with his parents after the war."
GIFTS = "Cabinet ministers are banned from accepting gifts worth more than 50,000 won."


def translated(code: str, text: str, *, mend: bool, **more: Any) -> TextTranslation:
    options = Options(curated=False, consistent_names=False, mend_numbers=mend, **more)
    return Translator(options).translate_text(text, code)


def warnings(translation: TextTranslation) -> list[str]:
    return [warning for sentence in translation.sentences for warning in sentence.warnings]


@pytest.mark.parametrize(
    ("code", "text", "wrong", "right"),
    [
        ("ko", HARBIN, "1983", "1938년"),
        ("ja", "Exports of kimchi hit an all-time high of 163 million dollars.", "1630万", "1億6300万ドル"),
        ("zh", GIFTS, "5000韩元", "5万韩元"),
        ("zh-Hant", GIFTS, "5000韓元", "5萬韓元"),
    ],
)  # fmt: skip
def test_a_number_that_the_package_changed_is_mended(code: str, text: str, wrong: str, right: str) -> None:
    before, after = translated(code, text, mend=False), translated(code, text, mend=True)
    assert (wrong in before.text, len(warnings(before))) == (True, 1)
    assert (right in after.text, wrong in after.text, warnings(after)) == (True, False, [])
    assert after.terms == []


def test_terms_stand_in_a_mended_sentence(tmp_path: Path) -> None:
    glossary = write_glossary(tmp_path / "g", "ko", "Harbin = 하얼빈특별시\nHiroshima = 히로시마시")
    before = translated("ko", HARBIN, mend=False, glossaries=(glossary,))
    after = translated("ko", HARBIN, mend=True, glossaries=(glossary,))
    for translation in (before, after):
        assert [
            (term.term, translation.text[slice(*term.target_span or ())]) for term in translation.terms
        ] == [
            ("Harbin", "하얼빈특별시"),
            ("Hiroshima", "히로시마시"),
        ]
    assert len(warnings(after)) <= len(warnings(before))
    assert "1938년" in after.text


@pytest.mark.parametrize("code", CODES)
def test_sentences_with_right_numbers_stay_as_they_are(code: str) -> None:
    text = "\n".join(NEWS.read_text(encoding="utf-8").splitlines()[100:160])
    before, after = translated(code, text, mend=False), translated(code, text, mend=True)
    pairs = list(zip(before.sentences, after.sentences, strict=True))
    assert all(one.target == other.target for one, other in pairs if not one.warnings)
    assert len(warnings(after)) <= len(warnings(before))
    assert translated(code, text, mend=True) == after


def test_the_memory_keeps_mended_translations_apart() -> None:
    korean = parse_language("ko")
    assert Translator(Options(mend_numbers=True)).recipe(korean) != Translator(
        Options(mend_numbers=False)
    ).recipe(korean)


def test_on_the_command_line_and_in_the_settings(translate: Callable[..., Any], tmp_path: Path) -> None:
    call = ("text", HARBIN, "--to", "ko", "--no-memory", "--no-glossary")
    assert "1983년" in translate(*call).stdout
    mended = translate(*call, "--mend-numbers").stdout
    assert "1938년" in mended
    (tmp_path / "translate.toml").write_text("mend-numbers = true\n", encoding="utf-8")
    assert translate(*call).stdout == mended


@pytest.mark.parametrize(
    ("sentence", "surface", "korean", "japanese", "simplified", "traditional"),
    [
        ("It cost 2.5 trillion won.", "2.5 trillion", "2조 5000억", "2兆5000億", "2.5万亿", "2.5兆"),
        ("It cost $40 million.", "$40 million", "4000만 달러", "4000万ドル", "4000万美元", "4000萬美元"),
        ("It rose 64 percent.", "64 percent", "64%", "64%", "64%", "64%"),
        ("It rose 3.5%.", "3.5%", "3.5%", "3.5%", "3.5%", "3.5%"),
        ("In 1978 it was new.", "1978", "1978", "1978", "1978", "1978"),
        ("There were 12,345 people.", "12,345", "1만 2345", "1万2345", "12345", "12345"),
        ("There were twenty-four people.", "twenty-four", "24", "24", "24", "24"),
        ("They met on Monday.", "Monday", "월요일", "月曜日", "周一", "週一"),
        ("They met in November.", "November", "11월", "11月", "11月", "11月"),
    ],
)
def test_how_numbers_are_written(
    sentence: str, surface: str, korean: str, japanese: str, simplified: str, traditional: str
) -> None:
    for code, expected in zip(CODES, (korean, japanese, simplified, traditional), strict=True):
        [quantity] = [each for each in english_numbers.quantities(sentence) if each.is_certain]
        found = write(sentence, quantity, parse_language(code))
        assert found is not None
        assert (sentence[slice(*found[0])], found[1]) == (surface, expected)


@pytest.mark.parametrize(
    "sentence",
    [
        "Seven-Eleven was sold.",
        "It added 0.9 percentage points.",
        "It was sold on Black Friday.",
        "The 1910-45 rule ended.",
        "It left at 8:10 a.m. from there.",
        "It cost ¥400.",
    ],
)
def test_what_is_not_written_anew(sentence: str) -> None:
    certain = [each for each in english_numbers.quantities(sentence) if each.is_certain]
    assert certain
    assert [write(sentence, each, parse_language("ko")) for each in certain] == [None] * len(certain)


@given(
    number=st.one_of(st.integers(0, 10**16 - 1), st.integers(1, 9999).map(lambda number: number * 10**8)),
    language=st.sampled_from([parse_language(code) for code in CODES]),
)
def test_what_is_written_is_read_back(number: int, language: Language) -> None:
    text = written(Fraction(number), language)
    assert text is not None
    assert quantities(text, language)[0].value == number
