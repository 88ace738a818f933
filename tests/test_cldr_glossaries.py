"""The glossaries made from CLDR are what their tables and the generator say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polib
import pytest
from babel.core import get_cldr_version

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("countries", "currencies", "languages")
LANGUAGES = ("ko", "ja", "zh_Hans", "zh_Hant")


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    subprocess.run(
        [sys.executable, ROOT / "tools" / "generate_cldr_glossaries.py", "--output", folder], check=True
    )
    return folder


def parts_that_cldr_does_not_give(path: Path) -> dict[tuple[str, str | None], tuple[str | None, str]]:
    """By term and context: the rendering where the table gives it, and the keys of the concept.

    Another version of CLDR may rename or add what the table does not mention.
    """
    parts = {}
    for entry in polib.pofile(str(path), encoding="utf-8"):
        keys = dict(line.split(": ", 1) for line in entry.comment.splitlines())
        own = keys["source"].startswith("newspaper usage")
        if own or "aliases" in keys or "demonyms" in keys:
            concept = "\n".join(f"{key}: {keys.get(key)}" for key in ("kind", "aliases", "demonyms", "note"))
            parts[entry.msgid, entry.msgctxt] = (entry.msgstr if own else None, concept)
    return parts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_committed_files_are_what_the_generator_writes(name: str, language: str, generated: Path) -> None:
    committed = ROOT / "glossaries" / name / f"{language}.po"
    made = generated / name / f"{language}.po"
    version = polib.pofile(str(committed)).metadata["X-CLDR-Version"]
    if version == get_cldr_version():
        assert made.read_bytes() == committed.read_bytes()
    else:
        assert parts_that_cldr_does_not_give(made) == parts_that_cldr_does_not_give(committed)


def test_unknown_names_are_refused() -> None:
    result = subprocess.run(
        [sys.executable, ROOT / "tools" / "generate_cldr_glossaries.py", "contries"],
        capture_output=True,
        text=True,
    )
    assert result.returncode == 2
    assert "no such glossary: contries" in result.stderr
