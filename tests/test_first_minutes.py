"""What a newcomer types first: nothing, a wrong word, --version; and what shells complete."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from conftest import Run
from packages import Packages

from translate import __version__

COMMAND = Path(sys.executable).with_name("translate")


def test_the_bare_command_shows_three_things_to_do(translate: Run) -> None:
    result = translate()
    assert result.stderr == ""
    assert result.stdout.startswith("Translate English into Korean, Japanese and Chinese, offline")
    examples = re.findall(r"^  (translate .+)$", result.stdout, re.MULTILINE)
    assert [example.split()[1] for example in examples] == ["file", "glossary", "file", "corpus"]
    assert all(len(line) <= 90 for line in result.stdout.splitlines())


def test_the_examples_of_the_bare_command_work(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("The Tidebook was read.\n")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "b.txt").write_text("It rained.\n")
    examples = re.findall(r"^  translate (.+)$", translate().stdout, re.MULTILINE)
    for example in examples[1:]:
        translate(*(word.strip('"') for word in example.split()))
    assert "타이드북" in (tmp_path / "article.ko.txt").read_text(encoding="utf-8")
    assert (tmp_path / "out" / "ja" / "b.txt").exists()


def test_versions_of_what_translates_are_shown(translate: Run) -> None:
    lines = translate("--version").stdout.splitlines()
    assert lines[0] == f"translate {__version__} (glossary-translate)"
    assert f"ctranslate2 {version('ctranslate2')}" in lines
    assert lines[-1].startswith("Python 3.")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["fiel", "a.txt"], "Error: No such command 'fiel'. Did you mean 'file'?"),
        (["glossary", "ad"], "Error: No such command 'ad'. Did you mean 'add'?"),
        (["models", "verfy"], "Error: No such command 'verfy'. Did you mean 'verify'?"),
        (["text", "x", "--too", "ko"], "Error: No such option '--too'. Did you mean '--to'?"),
    ],
)
def test_a_mistyped_word_gets_the_nearest_one(translate: Run, arguments: list[str], message: str) -> None:
    assert translate(*arguments, status=2).stderr.splitlines()[-1] == message


def test_a_file_in_the_place_of_a_command_is_understood(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("Hello.\n")
    result = translate("article.txt", "--to", "ko", status=2)
    assert result.stderr.splitlines()[-1] == (
        "Error: No such command “article.txt”. To translate a file: translate file article.txt"
    )


def on_a_terminal(*arguments: str) -> str:
    """Standard output and error of the command when both are a terminal."""
    master, slave = pty.openpty()
    process = subprocess.Popen([COMMAND, *arguments], stdout=slave, stderr=slave, close_fds=True)
    os.close(slave)
    chunks = []
    try:
        while chunk := os.read(master, 1 << 16):
            chunks.append(chunk)
    except OSError:  # Linux says so when the other end is closed.
        pass
    process.wait()
    os.close(master)
    return b"".join(chunks).decode()


def test_colour_is_for_terminals_that_want_it(translate: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    call = ("file", "nothing-here.txt", "--to", "ko")
    assert "\x1b[" in on_a_terminal(*call)
    assert "\x1b[" in on_a_terminal("models", "list")
    assert translate(*call, status=1).stderr == "Error: nothing-here.txt: no such file.\n"
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in on_a_terminal(*call)
    assert "\x1b[" not in on_a_terminal("models", "list")
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b[" not in on_a_terminal(*call)


def completed(*words: str, cwd: Path) -> list[str]:
    """What bash would offer for the last word, asked through the script that it is given."""
    lines = [
        'eval "$("$1" completion bash)"',
        "shift",
        'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); compopt() { echo files; }',
        '_translate_completion "$1"',
        'printf "%s\\n" "${COMPREPLY[@]}"',
    ]
    result = subprocess.run(
        ["bash", "-c", "\n".join(lines), "bash", COMMAND, COMMAND, *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        timeout=60,
    )
    assert result.stderr == ""
    return result.stdout.split("\n")[:-1]


def test_bash_completes_commands_options_and_values(tmp_path: Path, translate: Run) -> None:
    assert completed("gl", cwd=tmp_path) == ["glossary"]
    assert completed("glossary", "sea", cwd=tmp_path) == ["search"]
    assert completed("text", "x", "--glos", cwd=tmp_path) == ["--glossary"]
    assert completed("file", "a.txt", "--to", "z", cwd=tmp_path) == ["zh", "zh-Hant"]
    assert completed("file", "a.txt", "--register", "po", cwd=tmp_path) == ["polite"]
    assert "markdown" in completed("file", "a.txt", "--format", "mark", cwd=tmp_path)
    assert completed("file", "a", cwd=tmp_path) == ["files", ""]


def test_bash_completes_glossaries_and_packages_that_are_here(
    tmp_path: Path, install_package: Packages
) -> None:
    own = Path(os.environ["XDG_CONFIG_HOME"]) / "glossary-translate" / "glossaries" / "eastern-house"
    own.mkdir(parents=True)
    install_package(Path(os.environ["ARGOS_PACKAGES_DIR"]), version="7.1")
    names = completed("text", "x", "--glossary", "east", cwd=tmp_path)
    assert names[1:] == ["eastern-house", "east-asia-diplomacy"]
    packages = completed("text", "x", "--package", "translate-en_ko-7", cwd=tmp_path)
    assert packages[1:] == ["translate-en_ko-7_1"]
    assert packages[1:] == completed("models", "verify", "translate-en_ko-7", cwd=tmp_path)[1:]


def test_a_broken_settings_file_does_not_disturb_completion(tmp_path: Path) -> None:
    (tmp_path / "translate.toml").write_text("[[[")
    assert completed("text", "x", "--to", "k", cwd=tmp_path) == ["ko"]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_scripts_for_other_shells_ask_the_same_way(
    shell: str, translate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f"_TRANSLATE_COMPLETE={shell}_complete" in translate("completion", shell).stdout
    monkeypatch.setenv("_TRANSLATE_COMPLETE", f"{shell}_complete")
    monkeypatch.setenv("COMP_WORDS", "translate text x --to ")
    monkeypatch.setenv("COMP_CWORD", "4" if shell == "zsh" else "z")
    assert re.findall(r"zh-Hant\W+Traditional Chinese", translate().stdout)
