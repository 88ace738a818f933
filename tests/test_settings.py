"""Settings files: what they say, where they are found, and what is said about faults in them."""

from __future__ import annotations

import json
import os
from dataclasses import fields
from pathlib import Path

import pytest
from conftest import Run

from translate import config
from translate.errors import ConfigurationError, OutputError
from translate.languages import JAPANESE, KOREAN, TARGET_LANGUAGES, TRADITIONAL_CHINESE

TERMS = """msgid ""
msgstr ""
"Language: ko\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Tidebook"
msgstr "%s"
"""


def settings(folder: Path, text: str) -> config.Settings:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "translate.toml").write_text(text, encoding="utf-8")
    return config.load(folder)


def test_every_setting_is_read(tmp_path: Path) -> None:
    found = settings(
        tmp_path,
        """
languages = ["ko", "zh-TW", "ko"]
glossaries = ["house/terms.po", "east-asia-diplomacy"]
curated = false
packages = ["translate-en_ko-1_1", "./own"]
output = "out"
layout = "beside"
register = "polite"
consistent-names = false
mend-numbers = true
beam-size = 2
threads = 3
memory = "m.sqlite3"
strict = true
""",
    )
    assert found == config.Settings(
        languages=(KOREAN, TRADITIONAL_CHINESE),
        glossaries=(tmp_path / "house/terms.po", "east-asia-diplomacy"),
        curated=False,
        packages=("translate-en_ko-1_1", tmp_path / "own"),
        output=tmp_path / "out",
        layout="beside",
        register="polite",
        consistent_names=False,
        mend_numbers=True,
        beam_size=2,
        threads=3,
        memory=tmp_path / "m.sqlite3",
        strict=True,
        files=(tmp_path / "translate.toml",),
    )


def test_a_name_is_a_path_where_it_lies_beside_the_settings(tmp_path: Path) -> None:
    assert settings(tmp_path, 'glossaries = "terms"').glossaries == ("terms",)
    (tmp_path / "terms").mkdir()
    assert settings(tmp_path, 'glossaries = "terms"').glossaries == (tmp_path / "terms",)


def test_the_nearest_project_file_upwards_is_taken(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    assert config.load(deep).languages is None
    (tmp_path / "translate.toml").write_text('languages = "ko"\nthreads = 1\n')
    (tmp_path / "a" / "pyproject.toml").write_text('[project]\nname = "translate-nothing"\n')
    assert config.load(deep).languages == (KOREAN,)
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.translate]\nlanguages = "ja"\nglossaries = "./t"\n')
    found = config.load(deep)
    assert (found.languages, found.threads) == ((JAPANESE,), None)
    assert found.glossaries == (tmp_path / "a" / "t",)
    assert found.files == (tmp_path / "a" / "pyproject.toml",)


def test_the_project_wins_over_the_user_key_by_key(tmp_path: Path) -> None:
    own = tmp_path / "config" / "translate.toml"
    settings(own.parent, 'languages = "ja"\nthreads = 2\nmemory = "mine.sqlite3"\n')
    project = tmp_path / "project"
    settings(project, 'languages = "ko"\nmemory = true\n')
    found = config.load(project, own)
    assert (found.languages, found.threads, found.memory) == ((KOREAN,), 2, True)
    assert found.files == (project / "translate.toml", own)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('threads = 1\nlangauges = ["ko"]\n', 2, "unknown setting “langauges”: did you mean “languages”?"),
        ("beam_size = 1\n", 1, "unknown setting “beam_size”: did you mean “beam-size”?"),
        ('to = "ko"\n', 1, "unknown setting “to”: did you mean “languages”?"),
        (
            "\n\n[output]\nx = 1\n",
            3,
            '“output” is to be a path, such as "translated"',
        ),
        (
            "[colour]\n",
            1,
            "unknown setting “colour”. Settings: languages, glossaries, curated, packages, output, layout, "
            "register, consistent-names, mend-numbers, beam-size, threads, memory, strict",
        ),
        (
            '\nlanguages = ["kr"]',
            2,
            "Unknown language “kr”: did you mean “ko”? Languages: ko, ja, zh, zh-Hant.",
        ),
        ("languages = []", 1, '“languages” is to be a list of languages, such as ["ko", "ja"]'),
        ("glossaries = [1]", 1, '“glossaries” is to be a list of texts, such as ["one", "two"]'),
        ('register = "plian"', 1, '“register” is to be "plain" or "polite"'),
        ("beam-size = 0", 1, "“beam-size” is to be a number from 1 to 32"),
        ("threads = true", 1, "“threads” is to be a number from 0 to 1024"),
        ("strict = 1", 1, "“strict” is to be true or false"),
        ("memory = 1", 1, "“memory” is to be true, false, or the path of a memory file"),
        ("threads = 1\nthreads 2\n", 2, "not valid TOML: Expected '=' after a key in a key/value pair"),
        ("threads = [\n\n", 3, "not valid TOML: Invalid value"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        settings(tmp_path, text)
    assert str(caught.value) == f"{tmp_path / 'translate.toml'}:{line}: {message}"


def test_a_fault_in_pyproject_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text("[project]\nthread = 1\n[tool.other]\nthread = 2\n[tool.translate]\nthread = 3\n")
    with pytest.raises(ConfigurationError, match=r"pyproject\.toml:6: .*did you mean “threads”"):
        config.load(tmp_path)
    path.write_text("tool.translate.thread = 3\n")
    with pytest.raises(ConfigurationError, match=r"pyproject\.toml:1: "):
        config.load(tmp_path)


def test_bytes_that_are_no_text_and_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "translate.toml"
    path.write_bytes(b"\xef\xbb\xbfthreads = 4\r\n")
    assert config.load(tmp_path).threads == 4
    path.write_bytes(b"threads = 4 # \xe9\n")
    with pytest.raises(ConfigurationError) as caught:
        config.load(tmp_path)
    assert str(caught.value) == f"{path}: not UTF-8 (byte 14); save it as UTF-8"


def test_a_project_file_of_others_may_be_broken(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[[[")
    assert config.load(tmp_path) == config.Settings()


def test_the_template_names_every_setting_and_changes_nothing(tmp_path: Path) -> None:
    text = config.template()
    found = settings(tmp_path, text)
    assert found.languages == TARGET_LANGUAGES
    names = [field.name.replace("_", "-") for field in fields(config.Settings) if field.name != "files"]
    settable = [line.lstrip("# ").partition(" = ")[0] for line in text.splitlines() if " = " in line]
    assert settable == names
    # With every # taken away it is a settings file still.
    bare = "\n".join(line.removeprefix("# ") if " = " in line else "" for line in text.splitlines())
    assert settings(tmp_path, bare).beam_size == 4


def test_init_writes_a_file_that_a_call_without_options_uses(translate: Run, tmp_path: Path) -> None:
    work = tmp_path / "work"
    (work / "terms").mkdir(parents=True)
    (work / "terms" / "ko.po").write_text(TERMS % "타이드북", encoding="utf-8")
    result = translate("init", "work", "--to", "ko", "--glossary", "work/terms")
    assert result.stderr == (
        "Wrote work/translate.toml. Now “translate file article.txt” needs no options.\n"
    )
    with (work / "translate.toml").open("a") as file:
        file.write('output = "done"\nmemory = "own.sqlite3"\nbeam-size = 1\n')
    (work / "sub").mkdir()
    (work / "sub" / "a.txt").write_text("The Tidebook was read in the harbour.\n")
    translate("file", "a.txt", cwd=work / "sub")
    assert "타이드북" in (work / "done" / "a.ko.txt").read_text(encoding="utf-8")
    assert (work / "own.sqlite3").exists()
    assert not (Path(os.environ["XDG_DATA_HOME"]) / "glossary-translate").exists()
    assert "타이드북" in translate("text", "The Tidebook sank.", cwd=work).stdout
    stats = translate("memory", "stats", "--json", cwd=work)
    assert json.loads(stats.stdout)

    # The command line wins.
    terms = tmp_path / "other.po"
    terms.write_text(TERMS % "조석록", encoding="utf-8")
    result = translate("text", "The Tidebook sank.", "--glossary", terms, "--no-memory", cwd=work)
    assert "조석록" in result.stdout
    result = translate("text", "The Tidebook sank.", "--no-glossary", "--json", cwd=work)
    assert json.loads(result.stdout)["summary"]["found"] == 0

    result = translate("init", "work", status=1)
    assert result.stderr == "Error: work/translate.toml exists already; give --force to overwrite it.\n"
    translate("init", "work", "--force")
    assert config.load(work).languages == TARGET_LANGUAGES


def test_glossary_commands_take_the_configured_glossary(translate: Run, tmp_path: Path) -> None:
    translate("init", "--to", "ko", "--glossary", "terms/")
    result = translate("glossary", "add", "Tidebook", "--ko", "타이드북")
    assert result.stderr == f"Added “Tidebook”: {Path('terms') / 'ko.po'}\n"
    assert "타이드북" in (tmp_path / "terms" / "ko.po").read_text(encoding="utf-8")
    assert "타이드북" in translate("glossary", "search", "Tidebook").stdout


def test_check_takes_the_configured_glossaries(translate: Run, tmp_path: Path) -> None:
    translate("init", "--to", "ko", "--glossary", "terms/")
    translate("glossary", "add", "Tidebook", "--ko", "타이드북")
    (tmp_path / "a.txt").write_text("The Tidebook was read.\n")
    (tmp_path / "a.ko.txt").write_text("조석록을 읽었다.\n", encoding="utf-8")
    result = translate("check", "a.txt", "a.ko.txt", "--to", "ko", status=3)
    assert result.stdout.startswith(
        "a.ko.txt:1: error: “Tidebook” is not rendered “타이드북”. [term-missing]\n"
    )
    translate("check", "a.txt", "a.ko.txt", "--to", "ko", "--no-glossary")


def test_without_settings_a_language_must_be_named(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hello.\n")
    result = translate("file", "a.txt", status=2)
    assert result.stderr.endswith(
        "Error: Missing option '--to'. Name a language, such as --to ko, or set “languages” in "
        "translate.toml (translate init).\n"
    )
    result = translate("glossary", "add", "Tidebook", "--ko", "타이드북", status=2)
    assert result.stderr.endswith(
        "Error: Missing option '--glossary'. Name a folder, such as --glossary terms, or set “glossaries” in "
        "translate.toml (translate init).\n"
    )


def test_a_broken_settings_file_stops_what_needs_it_and_not_help(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "translate.toml").write_text("languges = 1\n")
    result = translate("text", "Hello.", "--to", "ko", status=1)
    assert result.stderr == (
        f"Error: {tmp_path / 'translate.toml'}:1: unknown setting “languges”: did you mean “languages”?\n"
    )
    translate("file", "--help")
    translate("init", status=1)


def test_corpus_takes_its_output_and_layout_from_the_settings(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a.txt").write_text("Hello.\n")
    (tmp_path / "translate.toml").write_text('languages = "ko"\noutput = "done"\nmemory = false\n')
    translate("corpus", "src")
    assert (tmp_path / "done" / "ko" / "a.txt").exists()
    (tmp_path / "translate.toml").write_text('languages = "ja"\nlayout = "beside"\nmemory = false\n')
    translate("corpus", "src")
    assert (tmp_path / "src" / "a.ja.txt").exists()


def test_a_template_is_not_written_over_a_file_unasked(tmp_path: Path) -> None:
    path = config.write_template(tmp_path, ["ko"])
    with pytest.raises(OutputError):
        config.write_template(tmp_path, ["ja"])
    assert 'languages = ["ko"]' in path.read_text(encoding="utf-8")
