"""Headlines in capitals are translated like any other sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate import Translator, parse_language
from translate.enforce import protection
from translate.enforce.casing import settle
from translate.engine import Engine
from translate.glossary.matching import Matcher
from translate.glossary.termbase import Termbase
from translate.models.packages import choose, discover

KOREAN = parse_language("ko")
NEWS = Path(__file__).parent.parent / "benchmarks" / "data" / "news.en.txt"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(choose("en", "ko", (), discover()), threads=1)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(Termbase.open(KOREAN))


def settled(engine: Engine, matcher: Matcher, sentence: str) -> str:
    matches = protection.merge(protection.find(sentence), matcher.match(sentence))
    return settle(sentence, matches, lambda word: len(engine.encode(word)))


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
        ("WORLD WAR II BOMB FOUND IN BERLIN", "World War II bomb found in Berlin"),
        ("STOCKS FALL IN NEW YORK", "Stocks fall in New York"),
        ("TOKYO’S OFFICE VACANCY RATE DROPS BELOW 3%", "Tokyo’s office vacancy rate drops below 3%"),
    ],
)
def test_the_sentence_is_written_as_packages_know_it(
    engine: Engine, matcher: Matcher, sentence: str, written: str
) -> None:
    assert settled(engine, matcher, sentence) == written


@pytest.mark.parametrize(
    "sentence",
    [
        "NATO",
        "THE UN",
        "Seoul",
        "42",
        "",
        "東京 TOKYO",
        "SEOUL — It rained.",
        "United Nations",
        "Prime Minister Takaichi met President Lee in Nara.",
        "“Never,” said Xi.",
        "Storm Closes Schools Across Northern Japan",
    ],
)
def test_other_sentences_stay_as_they_are(engine: Engine, matcher: Matcher, sentence: str) -> None:
    assert settled(engine, matcher, sentence) == sentence


def test_no_running_text_is_taken_for_a_headline(engine: Engine) -> None:
    changed = [
        line
        for line in NEWS.read_text(encoding="utf-8").splitlines()
        if settle(line, (), lambda word: len(engine.encode(word))) != line
    ]
    assert changed == [line for line in changed if line.isupper()]


def test_a_headline_in_capitals_reads_like_the_one_in_small_letters() -> None:
    translator = Translator()
    capitals = translator.translate_text("JAPAN AND SOUTH KOREA AGREE ON SHUTTLE DIPLOMACY", "ja")
    small = translator.translate_text("Japan and South Korea agree on shuttle diplomacy", "ja")
    assert capitals.text == small.text
    assert [(term.term, term.source_span) for term in capitals.terms] == [
        ("Japan", (0, 5)),
        ("South Korea", (10, 21)),
        ("shuttle diplomacy", (31, 48)),
    ]
    assert capitals.sentences[0].source == "JAPAN AND SOUTH KOREA AGREE ON SHUTTLE DIPLOMACY"
