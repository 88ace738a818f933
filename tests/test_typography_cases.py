"""Case E05: marks are not doubled, and what follows an emoji or a pipe survives."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run


@pytest.mark.parametrize(
    ("code", "words"), [("ko", ("승합차", "도선")), ("ja", ()), ("zh", ()), ("zh-Hant", ())]
)
def test_case_e05(
    translate: Run,
    case: Callable[[str], Path],
    case_glossary: Callable[..., Path],
    code: str,
    words: tuple[str, ...],
) -> None:
    folder = case_glossary("E05.ko.po")
    translate("file", case("E05.txt"), "--to", code, "--glossary", folder, "--no-memory", "-o", "out.txt")
    lines = (folder.parent / "out.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 9
    for number, line in enumerate(lines, 1):
        assert not re.search(r"。\.|。。|？\?|！!", line), line
        assert number == 5 or ".." not in line
        assert line == line.rstrip()
        assert "\ufffd" not in line
    emoji, pipe = lines[5], lines[6]
    assert emoji.index("😆") < len(emoji) - 5
    assert pipe.index("|") < len(pipe) - 5
    if words:
        assert words[0] in emoji[emoji.index("😆") :]
        assert words[1] in pipe[pipe.index("|") :]
    assert lines[7] == "🌷🌷🌷 🌷"
    assert lines[8] == "42"
