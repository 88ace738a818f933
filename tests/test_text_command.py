"""``translate text``: texts on the command line and from a pipe."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from conftest import Run


def test_the_translation_alone_is_printed_on_standard_output(translate: Run) -> None:
    result = translate("text", "Prime Minister Takaichi visited Nara.", "--to", "ko", "--to", "ja")
    assert result.stdout == "다카이치 총리는 나라를 방문했다.\n高市首相は奈良を訪れた。\n"
    lines = result.stderr.splitlines()
    assert lines[0].startswith("Note: translate-en_ko-0_2 is the small starter package; ")
    assert lines[1].startswith("[ko]: 1 sentence in ")
    assert lines[1].endswith(" s with translate-en_ko-0_2; terms: 2 found, 2 as the glossary says.")


def test_line_breaks_and_indentation_stay(translate: Run) -> None:
    result = translate("text", "Nara\n\n  Tokyo.\n\tNara\u3000", "--to", "ja", "--quiet")
    assert result.stdout == "奈良\n\n  東京。\n\t奈良\u3000\n"


def test_a_hyphen_reads_standard_input(translate: Run) -> None:
    piped = translate("text", "-", "--to", "ko", "--quiet", input="\ufeffNara.\nTokyo.\n")
    assert piped.stdout == "나라.\n도쿄.\n"


def test_an_empty_text_is_no_failure(translate: Run) -> None:
    assert translate("text", "", "--to", "ko", "--quiet").stdout == "\n"
    assert translate("text", "– 42 –", "--to", "ko", "--quiet").stdout == "– 42 –\n"


def test_a_text_that_begins_with_a_hyphen_follows_two(translate: Run) -> None:
    assert translate("text", "--to", "ko", "--quiet", "--", "--42").stdout == "--42\n"


def test_a_report_in_place_of_the_translation(translate: Run) -> None:
    result = translate("text", "Nara.", "--to", "ko", "--to", "zh-Hant", "--json")
    report = json.loads(result.stdout)
    assert [(file["source"], file["target"], file["lang"]) for file in report["files"]] == [
        ("-", "-", "ko"),
        ("-", "-", "zh-Hant"),
    ]
    assert [file["sentences"][0]["target"] for file in report["files"]] == ["나라.", "奈良。"]
    assert report["summary"] == {"found": 2, "satisfied": 2}


def test_standard_input_in_another_charset_is_status_1() -> None:
    result = subprocess.run(
        [Path(sys.executable).with_name("translate"), "text", "-", "--to", "ko"],
        input=b"caf\xe9",
        capture_output=True,
        env=os.environ.copy(),
        timeout=60,
    )
    assert result.returncode == 1
    assert result.stderr.decode() == (
        "Error: Standard input is not UTF-8; use “translate file - --encoding NAME”.\n"
    )


def test_a_text_argument_that_is_no_text_is_status_1() -> None:
    result = subprocess.run(
        [
            os.fsencode(Path(sys.executable).with_name("translate")),
            b"text",
            b"caf\xe9 in Nara",
            b"--to",
            b"ko",
        ],
        capture_output=True,
        env=os.environ.copy(),
        timeout=60,
    )
    assert result.returncode == 1
    assert (
        result.stderr.decode()
        == "Error: The text is not UTF-8; write it to a file and use “translate file” with --encoding NAME.\n"
    )


def test_bad_values_have_the_messages_of_translate_file(translate: Run) -> None:
    result = translate("text", "Nara.", "--to", "fr", status=1)
    assert result.stderr == "Error: Unknown language “fr”. Languages: ko, ja, zh, zh-Hant.\n"
    result = translate("text", "Nara.", "--to", "ko", "--glossary", "citis", status=1)
    assert result.stderr == (
        "Error: No glossary is called “citis”: did you mean “cities”? A path must exist.\n"
    )
    assert translate("text", "--to", "ko", status=2).stderr.endswith("Error: Missing argument 'TEXT'.\n")
