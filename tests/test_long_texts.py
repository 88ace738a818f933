"""A text without an end: nothing of it is cut, in any kind of document."""

from __future__ import annotations

import json
import re
from pathlib import Path

from conftest import Run

BOATS = 400


def test_the_end_of_a_sentence_of_thousands_of_tokens_is_there(translate: Run, tmp_path: Path) -> None:
    """Case G07, a tenth as long."""
    boats = ", ".join(f"boat {number} left the pier" for number in range(BOATS))
    text = f"{boats} and the last one was the Tidebook."
    (tmp_path / "long.txt").write_text(text + "\n")
    (tmp_path / "long.json").write_text(json.dumps({"body": text}))
    (tmp_path / "long.xlf").write_text(
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en"'
        ' target-language="ko" datatype="plaintext" original="x"><body><trans-unit id="u1">'
        f"<source>{text}</source></trans-unit></body></file></xliff>\n"
    )
    (tmp_path / "G").mkdir()
    (tmp_path / "G" / "ko.po").write_text(
        'msgid ""\nmsgstr ""\n"Language: ko\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Tidebook"\nmsgstr "타이드북"\n'
    )
    result = translate(
        "file",
        "long.txt",
        "long.json",
        "long.xlf",
        "--to",
        "ko",
        "--glossary",
        "G",
        "--no-glossary",
        "--json",
    )
    output = (tmp_path / "long.ko.txt").read_text()
    assert output.count("타이드북") == 1
    assert "타이드북" in output[-40:]
    numbers = set(re.findall(r"\d+", output))
    report = json.loads(result.stdout)["files"]
    warned = " ".join(warning for sentence in report[0]["sentences"] for warning in sentence["warnings"])
    # What the package got wrong is said; nothing is lost in silence, least of all a stretch of the text.
    for number in range(BOATS):
        assert str(number) in numbers or f"“{number}”" in warned, number
    for start in range(0, BOATS, 20):
        assert numbers & {str(number) for number in range(start, start + 20)}
    target = output.rstrip("\n")
    assert json.loads((tmp_path / "long.ko.json").read_text()) == {"body": target}
    assert f"<target>{target}</target>" in (tmp_path / "long.ko.xlf").read_text()
