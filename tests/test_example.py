"""The example article in four languages: as kept in the repository, and right whatever the package says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from translate.languages import ko
from translate.report.outcomes import SATISFIED

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT / "examples" / "nara-summit.txt"
LANGUAGES = ("ko", "ja", "zh", "zh-Hant")
NAMES = {
    "ko": {"Takaichi": "다카이치", "Lee": "이", "Nara": "나라"},
    "ja": {"Takaichi": "高市", "Lee": "李", "Nara": "奈良"},
    "zh": {"Takaichi": "高市", "Lee": "李在明", "Nara": "奈良"},
    "zh-Hant": {"Takaichi": "高市", "Lee": "李在明", "Nara": "奈良"},
}


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The JSON report of the installed command, by language, with the written text beside it."""
    folder = tmp_path_factory.mktemp("example")
    options = [word for code in LANGUAGES for word in ("--to", code)]
    options += ["-o", str(folder), "--json", "--no-memory"]
    result = subprocess.run(
        [str(Path(sys.executable).with_name("translate")), "file", str(ARTICLE), *options],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "CT2_FORCE_CPU_ISA": "GENERIC", "LANGUAGE": "en", "HOME": str(folder / "home")},
        check=True,
    )
    report = json.loads(result.stdout)
    assert report["summary"]["found"] == report["summary"]["satisfied"] > 0
    files = {file["lang"]: file for file in report["files"]}
    for code, file in files.items():
        file["text"] = (folder / f"nara-summit.{code}.txt").read_text(encoding="utf-8")
    return files


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_texts_kept_in_the_repository_are_reproduced(
    translated: dict[str, dict[str, Any]], code: str
) -> None:
    kept = ROOT / "examples" / "translated" / f"nara-summit.{code}.txt"
    assert translated[code]["text"] == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_term_is_rendered_as_the_glossary_says(
    translated: dict[str, dict[str, Any]], code: str
) -> None:
    for sentence in translated[code]["sentences"]:
        for term in sentence["terms"]:
            assert term["status"] in SATISFIED | {"surplus"}, (sentence["target"], term)
            start, end = term["target_span"]
            assert sentence["target"][start:end] == term["rendering"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_names_are_the_same_throughout(translated: dict[str, dict[str, Any]], code: str) -> None:
    for sentence in translated[code]["sentences"]:
        for name, rendering in NAMES[code].items():
            if re.search(rf"\b{name}\b", sentence["source"]):
                assert rendering in sentence["target"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_lines_and_punctuation(translated: dict[str, dict[str, Any]], code: str) -> None:
    text = translated[code]["text"]
    assert len(text.splitlines()) == len(ARTICLE.read_text(encoding="utf-8").splitlines())
    assert not re.search(r"。。|，，|、、|\.\.|。\.|[?？!！]{2}| $|  ", text, re.MULTILINE)
    if code != "ko":
        assert not re.search(r"[\u3040-\u9fff] +[\u3040-\u9fff]", text)


def test_particles_after_every_term(translated: dict[str, dict[str, Any]]) -> None:
    for sentence in translated["ko"]["sentences"]:
        spans = [tuple(term["target_span"]) for term in sentence["terms"] if term["target_span"]]
        assert not ko.check_particles(sentence["target"], spans)


def test_traditional_text_has_no_simplified_characters(translated: dict[str, dict[str, Any]]) -> None:
    text = translated["zh-Hant"]["text"]
    # What Big5 cannot write and GB 2312 can is a character that only Simplified Chinese has.
    simplified = [
        character
        for character in text
        if character.encode("gb2312", "ignore") and not character.encode("big5", "ignore")
    ]
    assert simplified == []
