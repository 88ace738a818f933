"""``translate glossary suggest``: what is found, how it is rendered, and deciding on it key by key."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from translate.engine import Engine
from translate.glossary.concepts import Entry
from translate.glossary.editing import GlossaryEditor
from translate.glossary.store import open_glossary
from translate.glossary.suggestions import aligning, cldr
from translate.glossary.suggestions.aligning import Alignment, agree
from translate.glossary.suggestions.extraction import extract
from translate.glossary.suggestions.suggesting import (
    Proposal,
    Suggestion,
    approved,
    choices,
    propose,
    rejected,
)
from translate.languages import JAPANESE, KOREAN, SIMPLIFIED_CHINESE, Language
from translate.memory import Memory
from translate.memory.records import ApprovedEntry
from translate.models.packages import choose, discover

Run = Callable[..., subprocess.CompletedProcess[str]]

ARTICLE = """\
The ferry operator Bluefin Lines will close its route to Tern Island in March. Bluefin Lines said on Monday \
that passenger numbers had fallen. Harbour officials in Tern Island asked Bluefin Lines to wait.

Mayor Edda Kvist said the island needs the ferry. Edda Kvist will meet the company on Friday. Kvist also \
wants a new breakwater wall. The breakwater wall would protect the harbour. Officials say the breakwater \
wall costs too much.

Tern Island has 900 people. However, Tern Island had 1,500 people twenty years ago. Kvist blames the state.
"""

TRANSLATION = """\
여객선 회사 블루핀해운은 3월에 제비갈매기섬 노선을 폐쇄한다. 블루핀해운은 월요일 승객 수가 줄었다고 밝혔다. \
제비갈매기섬 항만 당국은 블루핀해운에 기다려 달라고 요청했다.

에다 크비스트 시장은 섬에 여객선이 필요하다고 말했다. 에다 크비스트는 금요일에 회사와 만난다. 크비스트는 새 \
방파벽도 원한다. 방파벽은 항만을 보호할 것이다. 당국은 방파벽 비용이 너무 많이 든다고 말한다.

제비갈매기섬에는 900명이 산다. 그러나 20년 전 제비갈매기섬에는 1500명이 살았다. 크비스트는 국가를 탓한다.
"""


def terms(sentences: list[str], **options: object) -> dict[str, int]:
    found = extract(sentences, [[] for _sentence in sentences], **options)  # type: ignore[arg-type]
    return {candidate.term: candidate.count for candidate in found}


def test_names_and_terms_that_recur() -> None:
    sentences = ARTICLE.replace("\n\n", " ").replace("\n", " ").split(". ")
    assert terms(sentences) == {"Tern Island": 4, "Bluefin Lines": 3, "breakwater wall": 3}
    assert terms(sentences, minimum=2)["Edda Kvist"] == 2


def test_what_a_capital_means_at_the_start_of_a_sentence() -> None:
    text = (
        "Prices rose. Then prices fell. Prices are low. The prices stay. Kvist left. She saw Kvist. "
        "Kvist came. Monday was cold. It was Monday. On Monday it rained. I'm here. I'm late. I'm ill."
    )
    sentences = [f"{sentence}." for sentence in text.split(".") if sentence]
    assert terms(sentences) == {"Kvist": 3}


def test_headlines_say_nothing_about_names() -> None:
    sentences = ["Ferry Operator Closes Island Route", "FERRY OPERATOR CLOSES ROUTE"] * 4
    assert terms(sentences) == {}


def test_offices_are_no_part_of_a_name() -> None:
    sentences = [
        "They met Mayor Edda Kvist.", "He saw Mayor Edda Kvist.", "We know Edda Kvist.",
        "He drives for General Motors.", "I work at General Motors.", "We like General Motors.",
        "He greeted Mr. Ulv Brandt.", "They know Mr. Ulv Brandt.", "You saw Mr. Ulv Brandt.",
    ]  # fmt: skip
    found = {candidate.term: candidate for candidate in extract(sentences, [[]] * len(sentences))}
    assert set(found) == {"Edda Kvist", "General Motors", "Ulv Brandt"}
    assert found["Edda Kvist"].is_person and not found["General Motors"].is_person


def test_surnames_alone_are_short_names() -> None:
    sentences = [
        "They met Mayor Edda Kvist.",
        "We know Edda Kvist.",
        "He saw Edda Kvist.",
        *["Then Kvist left."] * 3,
    ]
    found = {candidate.term: candidate for candidate in extract(sentences, [[]] * len(sentences))}
    assert found["Kvist"].short_of == "Edda Kvist"


def test_names_with_small_words_and_possessives() -> None:
    sentences = [
        "He joined the Institute of the Northern Seas’s board.",
        "She left the Institute of the Northern Seas.",
        "Does the Institute of the Northern Seas know Ahmed al-Sharaa?",
        "We asked Ahmed al-Sharaa.",
        "Then Ahmed al-Sharaa's aide spoke.",
    ]
    assert terms(sentences) == {"Institute of the Northern Seas": 3, "Ahmed al-Sharaa": 3}


def test_what_a_glossary_knows_is_left_out() -> None:
    sentences = ["Near Tern Island.", "On Tern Island.", "To Tern Island.", "From Tern Island."]
    start = [sentence.index("Tern") for sentence in sentences]
    known = [[(place, place + 11)] for place in start]
    assert extract(sentences, known) == []
    assert terms(sentences, passed_over={"Tern Island"}) == {}


def test_occurrences_agree_on_a_rendering() -> None:
    def occurrence(text: str, low: int, high: int, rendering: str) -> Alignment:
        weights = tuple(1.0 if low <= place < high else -0.3 for place in range(len(text)))
        return Alignment(text, weights, rendering)

    found = agree(
        [
            occurrence("尖閣諸島周辺で", 0, 6, "尖閣諸島周辺"),
            occurrence("船が尖閣諸島へ", 2, 6, "尖閣諸島"),
            occurrence("閣議で尖閣諸島を", 3, 7, "尖閣諸島"),
            occurrence("魚釣島の件", 0, 3, "魚釣島"),
        ]
    )
    assert found == [("尖閣諸島", 3), ("魚釣島", 1)]


FERRY = "The ferry left Tern Island at noon."
MEETING = "The president met the ambassador in Tokyo."


@pytest.mark.parametrize(
    ("language", "source", "term", "target", "rendering"),
    [
        (KOREAN, FERRY, "Tern Island", "여객선은 정오에 제비갈매기섬을 떠났다.", "제비갈매기섬"),
        (JAPANESE, MEETING, "ambassador", "大統領は東京で大使と会談した。", "大使"),
        (SIMPLIFIED_CHINESE, MEETING, "ambassador", "总统在东京会见了大使。", "大使"),
    ],
)
def test_alignment_with_a_human_translation(
    language: Language, source: str, term: str, target: str, rendering: str
) -> None:
    engine = Engine(choose("en", language.package_code, (), discover()))
    tokens = engine.spell(target, word_start=True)
    assert tokens is not None
    start = source.index(term)
    [[found]] = aligning.align(engine, [source], [[(start, start + len(term))]], [tokens], language.locale)
    assert found.rendering == rendering


def test_cldr_names() -> None:
    assert cldr.names("Lagos", "ko") == [("라고스", "city")]
    assert ("韓国", "country") in cldr.names("South Korea", "ja")
    assert cldr.names("Tern Island", "ko") == []


def test_suggestions_with_a_human_translation(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "a.ko.txt").write_text(TRANSLATION, encoding="utf-8")
    call = ("glossary", "suggest", "a.txt", "--to", "ko", "--min", "2", "--glossary", "G", "--no-memory")
    result = translate(*call, "--parallel", "a.ko.txt")
    found = {entry.term: entry for entry in open_glossary(tmp_path / "G", "-").read("ko").entries}
    assert {term: entry.rendering for term, entry in found.items()} == {
        "Tern Island": "제비갈매기섬",
        "Bluefin Lines": "블루핀해운",
        "breakwater wall": "방파벽",
        "Edda Kvist": "에다 크비스트",
        "Kvist": "크비스트",
    }
    assert all(entry.fuzzy for entry in found.values())
    assert found["Edda Kvist"].kind == "person" and found["Kvist"].short_of == "Edda Kvist"
    assert "Bluefin Lines" in found["Bluefin Lines"].usage
    assert choices(found["Bluefin Lines"])[0].startswith("블루핀해운 (parallel 3")
    assert result.stderr == "5 entries proposed in G\n"
    assert result.stdout.startswith("Tern Island")
    again = translate(
        "glossary", "suggest", "a.txt", "--to", "ko", "--min", "2", "--glossary", "G", "--no-memory"
    )
    assert again.stderr.endswith("0 entries proposed in G\n")


def test_suggestions_without_a_translation(translate: Run, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.md").write_text(f"# Ferries\n\n{ARTICLE}", encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    result = translate("glossary", "suggest", "texts", "--to", "ko", "--to", "ja", "--json", "--no-memory")
    records = {record["term"]: record for record in json.loads(result.stdout)}
    assert set(records) == {"Tern Island", "Bluefin Lines", "breakwater wall"}
    for record in records.values():
        for language in record["languages"].values():
            assert 0 <= language["doubt"] <= 1
            assert all(set(found["origins"]) <= {"model", "cldr"} for found in language["renderings"])


def test_approved_sentences_of_the_memory_count(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    with Memory.open(tmp_path / "memory.sqlite") as memory:
        memory.approve(
            [
                ApprovedEntry("Bluefin Lines has three ships.", "블루핀해운은 배가 세 척이다.", "en", "ko"),
                ApprovedEntry("We wrote to Bluefin Lines.", "우리는 블루핀해운에 편지를 썼다.", "en", "ko"),
            ]
        )
    result = translate("glossary", "suggest", "a.txt", "--to", "ko", "--memory", "memory.sqlite")
    [line] = [line for line in result.stdout.splitlines() if line.startswith("Bluefin Lines")]
    assert "블루핀해운 (memory 2" in line


@pytest.fixture
def proposals(tmp_path: Path) -> Path:
    """A glossary with four proposed entries."""
    editor = GlossaryEditor.open(tmp_path / "G", ["ko"])
    for term, *renderings in (("one", "하나", "일"), ("two", "둘", "이"), ("three", "셋"), ("four", "넷")):
        found = [Proposal(text, (("model", 2),)) for text in renderings]
        propose(editor, [Suggestion(term, 4, example=f"{term} boat", proposals={"ko": found})])
    editor.save()
    return tmp_path / "G"


def test_deciding_with_single_keys(translate: Run, proposals: Path) -> None:
    result = translate("glossary", "suggest", "--accept-interactive", "--glossary", "G", input="y2?rs")
    assert result.stdout.startswith("[1/4] one (ko)\n    one boat\n  1 하나 (model 2)\n  2 일 (model 2)\n")
    assert result.stderr.splitlines() == [
        "Enter or y: accept · 1–9: take that rendering · e: write another · s: decide later · "
        "r: reject for good · q: stop",
        "Enter, y, 1–9, e, s, r or q",
        "2 accepted, 1 rejected, 1 left",
    ]
    one, two, three, four = open_glossary(proposals, "-").read("ko").entries
    assert (one.rendering, one.fuzzy, one.extra, one.usage) == ("하나", False, (), "one boat")
    assert (two.rendering, two.fuzzy) == ("이", False)
    assert three.obsolete and not three.fuzzy
    assert four.fuzzy
    # What was rejected is not proposed again.
    editor = GlossaryEditor.open(proposals)
    again = Suggestion("three", 9, proposals={"ko": [Proposal("셋", ())]})
    assert propose(editor, [again]) == 0


def test_the_end_of_the_keys_stops_the_walk(translate: Run, proposals: Path) -> None:
    result = translate("glossary", "suggest", "--accept-interactive", "--glossary", "G", input="y")
    assert result.stderr.endswith("1 accepted, 0 rejected, 3 left\n")
    result = translate(
        "glossary", "suggest", "--accept-interactive", "--glossary", "G", "--to", "ja", input="y"
    )
    assert result.stderr == "No entry is proposed.\n"


def test_deciding_at_a_terminal(proposals: Path, tmp_path: Path) -> None:
    main, terminal = pty.openpty()
    command = Path(sys.executable).with_name("translate")
    arguments = ["glossary", "suggest", "--accept-interactive", "--glossary", str(proposals)]
    process = subprocess.Popen(
        [str(command), *arguments], stdin=terminal, stdout=terminal, stderr=terminal, cwd=tmp_path
    )
    shown = b""

    def read_until(expected: bytes) -> None:
        nonlocal shown
        while expected not in shown:
            assert select.select([main], [], [], 60)[0], shown.decode()
            shown += os.read(main, 4096)

    def press(key: bytes, *, single: bool = True) -> None:
        # What is typed before the terminal is switched to single keys would be thrown away.
        while single == bool(termios.tcgetattr(terminal)[3] & termios.ICANON):
            time.sleep(0.01)
        os.write(main, key)

    for expected, key in ((b"[1/4]", b"\r"), (b"[2/4]", b"e")):
        read_until(expected)
        press(key)
    read_until(b"Rendering")
    press("둘째\n".encode(), single=False)
    read_until(b"[3/4]")
    press(b"q")
    read_until(b"2 accepted, 0 rejected, 2 left")
    assert process.wait(timeout=60) == 0
    os.close(main)
    os.close(terminal)
    one, two, three, _four = open_glossary(proposals, "-").read("ko").entries
    assert (one.fuzzy, two.rendering, two.fuzzy, three.fuzzy) == (False, "둘째", False, True)


def test_decisions_on_an_entry() -> None:
    entry = Entry("a", "가", fuzzy=True, extra=(("suggested", "가 (model 2)"), ("x", "y")))
    assert approved(entry, "나") == Entry("a", "나", extra=(("x", "y"),))
    assert rejected(entry) == Entry("a", "가", obsolete=True, extra=(("x", "y"),))
    assert choices(Entry("a", "가", fuzzy=True)) == ["가"]


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        ((), 2, "Name texts to look through, as in: translate glossary suggest article.txt --to ko"),
        (("a.txt",), 2, "Say in which language to suggest renderings, with --to."),
        (("--accept-interactive",), 2, "--accept-interactive needs a --glossary that takes what you accept."),
        (("no.txt", "--to", "ko", "--no-memory"), 1, "no.txt: no such file."),
        (("a.txt", "--to", "ko", "--parallel", "x", "--parallel", "y", "--no-memory"), 2,
         "2 translations for 1 texts: give one --parallel for each text"),
        (("a.txt", "--to", "ko", "--to", "ja", "--parallel", "b.txt", "--no-memory"), 2,
         "b.txt: the name does not say the language; name it as in article.ko.txt"),
    ],
)  # fmt: skip
def test_calls_that_cannot_work(
    arguments: tuple[str, ...], status: int, message: str, translate: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Nothing.\n", encoding="utf-8")
    result = translate("glossary", "suggest", *arguments, status=status)
    assert result.stderr == f"Error: {message}\n"
