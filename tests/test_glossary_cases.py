"""Cases of docs/cases.md that are about finding terms, through the whole way of an article."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Run = Callable[..., Any]
Case = Callable[[str], Path]
CaseGlossary = Callable[..., Path]


def translated(translate: Run, name: str, languages: Sequence[str] = ("ko",)) -> list[dict[str, Any]]:
    """The files of the JSON report, one a language."""
    targets = [argument for language in languages for argument in ("--to", language)]
    result = translate("file", name, *targets, "--glossary", "G", "--no-memory", "--json")
    files: list[dict[str, Any]] = json.loads(result.stdout)["files"]
    return files


def terms(file: dict[str, Any]) -> list[list[tuple[str, str]]]:
    """Source text and rendering of every term from the glossary, sentence by sentence."""
    return [
        [
            (sentence["source"][slice(*term["source_span"])], term["rendering"])
            for term in sentence["terms"]
            if term["glossary"] == "G"
        ]
        for sentence in file["sentences"]
    ]


def test_a01_spellings_of_a_term(translate: Run, case: Case) -> None:
    case("A01.txt")
    translate("glossary", "import", case("A01.tsv"), "--glossary", "G")

    (file,) = translated(translate, "A01.txt")

    assert terms(file) == [
        [("Coastal Weather Desk", "연안기상데스크")],
        [("COASTAL WEATHER DESK", "연안기상데스크")],
        [("coastal weather desks", "연안기상데스크")],
        [("coastal weather desk", "연안기상데스크")],
        [("coastal-weather desk", "연안기상데스크")],
    ]
    assert [sentence["target"].count("연안기상데스크") for sentence in file["sentences"]] == [1] * 5


def test_a03_terms_with_punctuation(translate: Run, case: Case, case_glossary: CaseGlossary) -> None:
    case("A03.txt")
    case_glossary("A03.ko.po")

    (file,) = translated(translate, "A03.txt")

    assert terms(file) == [
        [(".NET", "닷넷"), ("C++", "시플러스플러스")],
        [("AT&T", "에이티앤티"), ("#opendata", "#열린자료")],
        [],
    ]
    text = "\n".join(sentence["target"] for sentence in file["sentences"])
    for rendering in ("닷넷", "시플러스플러스", "에이티앤티", "#열린자료"):
        assert text.count(rendering) == 1


def test_a05_kept_in_one_language_and_translated_in_another(
    translate: Run, case: Case, case_glossary: CaseGlossary
) -> None:
    case("A05.txt")
    case_glossary("A05.ko.po", "A05.zh_Hans.po")

    korean, chinese = translated(translate, "A05.txt", ("ko", "zh"))

    assert [sentence["target"].count("Harbor Café") for sentence in korean["sentences"]] == [1, 1]
    assert [sentence["target"].count("海港咖啡") for sentence in chinese["sentences"]] == [1, 1]
    assert not any(
        character.isascii() and character.isalpha()
        for sentence in chinese["sentences"]
        for character in sentence["target"]
    )


def test_b05_homographs_come_back_from_every_format(translate: Run, case_glossary: CaseGlossary) -> None:
    case_glossary("B05.ko.po")
    before = json.loads(translate("glossary", "list", "--glossary", "G", "--json").stdout)

    for suffix in ("csv", "json", "tbx"):
        translate("glossary", "export", f"seals.{suffix}", "--glossary", "G")
        translate("glossary", "import", f"seals.{suffix}", "--glossary", f"from-{suffix}")
        after = json.loads(translate("glossary", "list", "--glossary", f"from-{suffix}", "--json").stdout)
        assert [seal(record) for record in after] == [seal(record) for record in before]


def seal(record: dict[str, Any]) -> tuple[str, str, str, list[str]]:
    """Term, context, rendering and status of a record of ``list --json``."""
    entry = record["entries"]["ko"]
    return record["term"], record["context"], entry["rendering"], entry.get("status", [])
