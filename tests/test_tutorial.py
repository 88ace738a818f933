"""What the tutorial and the guides show is what happens, from pip install on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import transcripts  # noqa: E402

PAGES = sorted(
    name
    for path in (ROOT / "docs").rglob("*.md")
    if (name := path.relative_to(ROOT).as_posix()) != "docs/glossaries.md"  # tested with the glossaries
    and transcripts.steps_of(path.read_text(encoding="utf-8"))
)


@pytest.mark.parametrize("page", PAGES)
def test_what_pages_show_is_what_happens(page: str) -> None:
    steps = transcripts.steps_of((ROOT / page).read_text(encoding="utf-8"))
    transcripts.run(steps)
    assert transcripts.faults(steps) == [], "python tools/transcripts.py PAGE writes what happens into a page"


def test_the_tutorial_is_whole() -> None:
    steps = transcripts.steps_of((ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8"))
    commands = "".join(step.command for step in steps)
    for part in ("pip install", "glossary add", "--review", "check", "memory learn"):
        assert part in commands


def test_a_page_that_shows_what_does_not_happen_is_found() -> None:
    page = (
        "```console\n$ echo one\none\n$ printf 'a\\nb\\nc\\n'\na\n…\nd\n$ false\n$ echo \\\n> two\ntwo\n```\n"
    )
    steps = transcripts.steps_of(page)
    transcripts.run(steps)
    assert transcripts.faults(steps) == [
        "$ printf 'a\\nb\\nc\\n'\nshould print:\na\n…\nd\nbut prints:\na\nb\nc\n",
        "$ false\nended with 1:\n",
    ]
    assert transcripts.updated(page, steps) == page.replace("a\n…\nd\n", "a\nb\nc\n")
