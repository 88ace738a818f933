"""Killed, interrupted or run twice at once, ``translate file`` leaves whole outputs or none."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

COMMAND = [str(Path(sys.executable).with_name("translate")), "file", "a.txt", "b.md", "--no-glossary", "-q"]
LANGUAGES = ["--to", "ko", "--to", "zh"]
NAMES = ["a.ko.txt", "a.zh.txt", "b.ko.md", "b.zh.md"]
LIMIT = 60.0
"""Seconds after which something must have gone wrong."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("The ferry left.\nIt rained in Seoul.\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("# Rain\n\nIt *rained* in Tokyo.\n", encoding="utf-8")
    return tmp_path


Start = Callable[..., "subprocess.Popen[str]"]


def hear_interrupts() -> None:
    """For a child: a shell makes what it runs in the background deaf to interrupts, these tests too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    """Begins the command; what still runs at the end of the test is killed."""
    running: list[subprocess.Popen[str]] = []

    def begin(*arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [*COMMAND, *LANGUAGES, *arguments],
            preexec_fn=hear_interrupts,
            cwd=folder,
            text=True,
            encoding="utf-8",
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        process.kill()
        process.communicate()


def succeeds(process: subprocess.Popen[str]) -> bool:
    return process.communicate(timeout=LIMIT) == ("", "") and process.returncode == 0


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


def wait_for_an_output(folder: Path) -> None:
    deadline = time.monotonic() + LIMIT
    while not any((folder / name).exists() for name in NAMES):
        assert time.monotonic() < deadline
        time.sleep(0.002)


def test_a_killed_run_leaves_whole_outputs_and_the_next_one_cleans_up(start: Start, folder: Path) -> None:
    began = time.monotonic()
    assert succeeds(start("-o", "whole"))
    seconds = time.monotonic() - began
    whole = contents(folder / "whole")
    assert sorted(whole) == NAMES
    generator = random.Random(3)
    for attempt in range(6):
        process = start("-o", "out", "--force", "--no-memory")
        if attempt % 2:
            wait_for_an_output(folder / "out")
        else:
            time.sleep(generator.uniform(0.2, seconds))
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=LIMIT)
        for name, data in contents(folder / "out").items():
            assert name.startswith(".translate-") or data == whole[name]
    (folder / "out" / ".translate-0123456789abcdef.part").write_bytes(b"half")
    assert succeeds(start("-o", "out", "--force"))
    assert contents(folder / "out") == whole


def test_an_interrupt_is_one_line_and_status_130(start: Start, folder: Path) -> None:
    # Two minutes of work, of which the first output comes soon.
    lines = (f"The ferry number {number} left the port of Seoul in the rain.\n" for number in range(10_000))
    (folder / "b.md").write_text("".join(lines), encoding="utf-8")
    (folder / "a.txt").write_bytes(b"It rained." + b" " * 600_000 + b"\n")
    process = start("-o", "out")
    wait_for_an_output(folder / "out")
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=LIMIT)
    assert (process.returncode, output, errors) == (
        130,
        "",
        "Interrupted; what was finished is kept.\n",
    )
    assert len((folder / "out" / "a.ko.txt").read_bytes()) > 600_000


WHEN_IMPORTED = """
import os, signal, sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == MODULE:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)
from translate.cli import main
sys.meta_path.insert(0, Finder())
main()
"""


@pytest.mark.parametrize(
    "module",
    ["translate.i18n", "gettext", "click", "translate.cli.root", "translate.cli.file", "translate.articles",
     "ctranslate2", "sentencepiece"],
)  # fmt: skip
def test_an_interrupt_while_something_is_imported_is_the_same(folder: Path, module: str) -> None:
    arguments = [*COMMAND[1:], *LANGUAGES, "-o", "out"]
    result = subprocess.run(
        [sys.executable, "-c", WHEN_IMPORTED.replace("MODULE", repr(module)), *arguments],
        preexec_fn=hear_interrupts,
        cwd=folder,
        text=True,
        encoding="utf-8",
        capture_output=True,
        timeout=LIMIT,
    )
    assert (result.returncode, result.stdout, result.stderr) == (
        130,
        "",
        "Interrupted; what was finished is kept.\n",
    )
    assert contents(folder / "out") == {}


def test_two_runs_at_once_do_not_disturb_each_other(start: Start, folder: Path) -> None:
    assert succeeds(start("-o", "alone"))
    both = [start("-o", "out", "--force") for _run in range(2)]
    assert all(map(succeeds, both))
    assert contents(folder / "out") == contents(folder / "alone")


def test_of_two_runs_without_force_only_one_writes(start: Start, folder: Path) -> None:
    both = [start("-o", "once") for _run in range(2)]
    errors = [process.communicate(timeout=LIMIT)[1].splitlines() for process in both]
    refused = [line for lines in errors for line in lines]
    assert sorted(contents(folder / "once")) == NAMES
    assert sorted(refused) == [
        f"Error: once/{name} exists already; give --force to overwrite it." for name in NAMES
    ]
