"""The tutorial of docs/glossaries.md is what happens, and its tables are complete."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

from translate.cli.glossary import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "glossaries.md").read_text("utf-8")
CONSOLES = re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def transcript() -> Iterator[tuple[list[str], str]]:
    """The commands of the page and what they print."""
    for console in CONSOLES:
        for block in re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]:
            command, _newline, output = block.partition("\n")
            yield shlex.split(command), output


def test_transcript_is_what_happens(translate: Callable[..., object]) -> None:
    """What the package makes of a sentence may change with it; the renderings may not."""
    renderings = ["港湾委員会", "ミン・スア委員長", "潮汐表", "潮見表", "Tidebook"]
    assert len(CONSOLES) >= 5
    for (program, *arguments), output in transcript():
        assert program == "translate"
        result = translate(*arguments, status=None)
        assert result.returncode == (3 if "check" in arguments else 0)
        if arguments[0] == "text":
            for rendering in renderings:
                assert (rendering in result.stdout) == (rendering in output), (arguments, result.stdout)
        else:
            assert result.stdout + result.stderr == output, arguments


def test_every_command_is_described() -> None:
    described = set(
        re.findall(r"^\| `(\w+)", PAGE.split("## Commands")[1].split("## Findings")[0], re.MULTILINE)
    )

    assert set(COMMANDS) <= described | {"export"}


def test_every_finding_is_described() -> None:
    described = set(re.findall(r"^\| `([a-z-]+)` \|", PAGE.split("## Findings")[1], re.MULTILINE))

    assert described == set(_codes())


def _codes() -> Iterator[str]:
    """The codes in the source of the lint: first words of findings, and of its table of forms."""
    for path in (ROOT / "translate" / "glossary" / "lint").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                position = {"about": 1, "Finding": 0}.get(node.func.id)
                if position is not None and isinstance(node.args[position], ast.Constant):
                    yield str(node.args[position].value)
            elif (
                isinstance(node, ast.Tuple) and len(node.elts) == 5 and isinstance(node.elts[0], ast.Constant)
            ):
                yield str(node.elts[0].value)
