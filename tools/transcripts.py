#!/usr/bin/env python3
"""Runs the commands that documentation pages show, and writes what they print into the pages.

    python tools/transcripts.py PAGE.md ...

The ``console`` blocks of a page are run in order by one shell, in a new empty folder. A line that begins
with ``$ `` is a command, lines that begin with ``> `` go on with it, and what follows is what it prints.
A command that ends with another status than 0 is followed by ``$ echo $?``. A line ``…`` stands for any
lines. What changes from run to run, such as seconds, is left as the page has it. tests/test_tutorial.py
fails when a page shows what does not happen.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SKIPPED_LINES = "…"
SEPARATOR = "\x1e"
VARYING = re.compile(r"\d+(\.\d+)? (s|MB)\b|\b\d+\.\d+ sentences/s|\d{8}T\d{6}Z|/\S*/(?=glossary-translate/)")
"""Seconds, sizes, rates, points of time and the user's own folders."""


@dataclass
class Step:
    """A command with what the page says it prints."""

    command: str
    shown: str
    printed: str = ""
    status: int = 0


def steps_of(page: str) -> list[Step]:
    steps = []
    for block in BLOCK.findall(page):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            lines = part.splitlines(keepends=True)
            length = 1
            while length < len(lines) and lines[length].startswith("> "):
                length += 1
            command = "".join([lines[0], *(line[2:] for line in lines[1:length])])
            steps.append(Step(command, "".join(lines[length:])))
    return steps


def environment(home: Path) -> dict[str, str]:
    """What the commands see: a new user, English, and the same arithmetic on every machine."""
    variables = {
        name: value for name, value in os.environ.items() if name == "PATH" or name.startswith("PIP_")
    }
    variables["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{variables['PATH']}"
    return variables | {
        "HOME": str(home),
        "LANGUAGE": "en",
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "80",
        "CT2_FORCE_CPU_ISA": "GENERIC",
        "PYTHONUNBUFFERED": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }


def installable(folder: Path) -> dict[str, str]:
    """Variables with which pip installs the distribution, built from this checkout, without a network.

    What it depends on is taken from the environment that this runs in.
    """
    source, wheels, site = folder / "source", folder / "wheels", folder / "site"
    source.mkdir()
    for name in ("translate", "glossaries", "locales"):
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    build = ["pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(wheels), str(source)]
    subprocess.run([sys.executable, "-m", *build], check=True)
    site.mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if not path.name.startswith(("__editable__", "glossary_translate", "pip", "translate")):
            (site / path.name).symlink_to(path)
    return {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(wheels),
        "PIP_NO_DEPS": "1",
        "PYTHONPATH": str(site),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def run(steps: list[Step]) -> None:
    """Run the commands one after the other, as somebody at a terminal would, and note what they print."""
    with tempfile.TemporaryDirectory() as name:
        home, folder, distribution = Path(name, "home"), Path(name, "work"), Path(name, "distribution")
        for each in (home, folder, distribution):
            each.mkdir()
        variables = environment(home)
        if any(step.command.startswith("pip install") for step in steps):
            variables |= installable(distribution)
        lines = []
        for step in steps:
            lines += [
                step.command.rstrip("\n"),
                f"status=$?; printf '{SEPARATOR}%d{SEPARATOR}' $status; (exit $status)",
            ]
        result = subprocess.run(
            ["bash", "--norc"],
            input="\n".join(lines) + "\n",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            cwd=folder,
            env=variables,
            timeout=900,
        )
    parts = result.stdout.split(SEPARATOR)
    for step, printed, status in zip(steps, parts[::2], parts[1::2], strict=False):
        step.printed, step.status = printed, int(status)


def faults(steps: list[Step]) -> list[str]:
    """What a page shows that does not happen."""
    found = []
    for step, following in itertools.pairwise([*steps, None]):
        assert step is not None
        asks_status = following is not None and following.command.strip() == "echo $?"
        if step.status and not asks_status:
            found.append(f"$ {step.command}ended with {step.status}:\n{step.printed}")
        if not is_shown(step):
            found.append(f"$ {step.command}should print:\n{step.shown}but prints:\n{step.printed}")
    return found


def is_shown(step: Step) -> bool:
    parts = [
        re.escape(normal(part)) for part in re.split(rf"^{SKIPPED_LINES}\n", step.shown, flags=re.MULTILINE)
    ]
    return re.fullmatch("(?:.*\n)*".join(parts), normal(step.printed)) is not None


def normal(text: str) -> str:
    return VARYING.sub("#", text)


def updated(page: str, steps: list[Step]) -> str:
    """The page with what the commands print now, where that differs."""
    pending = iter(steps)

    def block(match: re.Match[str]) -> str:
        shown = []
        for _ in re.findall(r"^\$ ", match.group(1), flags=re.MULTILINE):
            step = next(pending)
            first, *rest = step.command.rstrip("\n").split("\n")
            shown += [f"$ {first}\n", *(f"> {line}\n" for line in rest)]
            shown.append(step.shown if is_shown(step) else step.printed)
        return "```console\n" + "".join(shown) + "```"

    return BLOCK.sub(block, page)


def main(pages: list[str]) -> int:
    for name in pages:
        path = Path(name)
        page = path.read_text(encoding="utf-8")
        steps = steps_of(page)
        run(steps)
        path.write_text(updated(page, steps), encoding="utf-8")
        for fault in faults(steps):
            print(f"{name}: {fault}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
