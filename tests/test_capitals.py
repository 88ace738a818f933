"""Headlines in capitals are translated like any other sentence."""

from __future__ import annotations

import pytest

from translate import Translator, parse_language
from translate.enforce import protection
from translate.enforce.casing import lower
from translate.glossary.matching import Matcher
from translate.glossary.termbase import Termbase

KOREAN = parse_language("ko")


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(Termbase.open(KOREAN))


@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        (
            "JAPAN AND SOUTH KOREA AGREE ON SHUTTLE DIPLOMACY",
            "Japan and South Korea agree on shuttle diplomacy",
        ),
        ("PRIME MINISTER TAKAICHI VISITS NARA", "Prime Minister Takaichi visits Nara"),
        ("CHINA’S UN ENVOY: I WILL NOT GO", "China’s UN envoy: I will not go"),
        ("THE U.S. AND NATO WARN", "The U.S. and NATO warn"),
        ("SALE OF F-35 JETS AND B2 PARTS", "Sale of F-35 jets and B2 parts"),
        ("ASK INFO@EXAMPLE.ORG BEFORE CALLING", "Ask INFO@EXAMPLE.ORG before calling"),
        ("İSTANBUL WAITS FOR RAIN", "İstanbul waits for rain"),
    ],
)
def test_the_sentence_is_written_as_packages_know_it(matcher: Matcher, sentence: str, written: str) -> None:
    matches = protection.merge(protection.find(sentence), matcher.match(sentence))
    text, moved = lower(sentence, matches)
    assert text == written
    assert [match.span for match in moved] == [match.span for match in matches]
    assert all(text[match.start : match.end] == match.surface for match in moved)


@pytest.mark.parametrize(
    "sentence",
    ["NATO", "THE UN", "WHO and IAEA Agree", "Seoul", "42", "", "東京 TOKYO", "SEOUL — It rained."],
)
def test_other_sentences_stay_as_they_are(matcher: Matcher, sentence: str) -> None:
    assert lower(sentence, matcher.match(sentence))[0] == sentence


def test_a_headline_in_capitals_reads_like_the_one_in_small_letters() -> None:
    translator = Translator()
    capitals = translator.translate_text("JAPAN AND SOUTH KOREA AGREE ON SHUTTLE DIPLOMACY", "ja")
    small = translator.translate_text("Japan and South Korea agree on shuttle diplomacy", "ja")
    assert capitals.text == small.text == "日本と韓国、シャトル外交で合意した"
    assert [(term.term, term.source_span) for term in capitals.terms] == [
        ("Japan", (0, 5)),
        ("South Korea", (10, 21)),
        ("shuttle diplomacy", (31, 48)),
    ]
