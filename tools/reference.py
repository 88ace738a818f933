#!/usr/bin/env python3
"""Writes the reference pages of the documentation from the code.

    python tools/reference.py [--output FOLDER]

Commands come from Click, settings from the file that ``translate init`` writes, the Python interface from
docstrings, exit statuses from the tree of errors. The pages are kept in git, so that
they can be read there; tests/test_docs.py fails when one is not up to date.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import inspect
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "reference"

os.environ["LANGUAGE"] = "en"

import click  # noqa: E402

import translate  # noqa: E402
from translate import config, errors  # noqa: E402
from translate.cli.root import root  # noqa: E402

MADE = "<!-- Made by tools/reference.py; change the code and run it again. -->\n"


# -- texts -----------------------------------------------------------------------------------------


def markdown(text: str) -> str:
    """A docstring's or help text's inline markup as Markdown."""
    text = re.sub(r":\w+:`~?(?:[\w.]*\.)?(\w+)`", r"`\1`", text)
    text = re.sub(r"``(.+?)``", r"`\1`", text)
    outside = re.split(r"(`[^`]*`|“translate [^”]*”)", text)
    outside[::2] = [_plain(part) for part in outside[::2]]
    outside[1::2] = [part if part.startswith("`") else f"`{part[1:-1]}`" for part in outside[1::2]]
    return "".join(outside)


def _plain(text: str) -> str:
    text = re.sub(r"([*_<|\[\]\\])", r"\\\1", text)
    return re.sub(r"(?<![\w-])--?[A-Za-z][A-Za-z-]*(?![\w-])", r"`\g<0>`", text)


def anchor(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")


# -- commands --------------------------------------------------------------------------------------


def commands() -> str:
    parts = [
        "# Commands",
        "Every command shows this with `--help`, in the language of your system or with "
        "`translate --lang CODE … --help` in another one. What a command prints for people goes to standard "
        "error, results go to standard output. Exit statuses are the same [everywhere](errors.md). Options "
        "that are marked with ⚙ take their value from the [settings](settings.md) where they are not given.",
    ]
    for command, context in walk(root, click.Context(root, info_name="translate")):
        parts += command_section(command, context)
    return "\n\n".join(parts) + "\n"


def walk(command: click.Command, context: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    """The command and all those below it."""
    yield command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from walk(child, click.Context(child, info_name=name, parent=context))


def command_section(command: click.Command, context: click.Context) -> list[str]:
    path = context.command_path
    usage = command.get_usage(context).removeprefix("Usage: ")
    parts = [f"{'##' if path.count(' ') < 2 else '###'} {path}", f"```\n{_one_line(usage)}\n```"]
    parts += help_paragraphs(inspect.cleandoc(command.help or ""))
    options = [
        f"* `{name}`{' ⚙' if is_configured(parameter) else ''}  \n  {markdown(text)}"
        for parameter in command.get_params(context)
        if (record := parameter.get_help_record(context)) and record[1] and "--help" not in parameter.opts
        for name, text in [record]
    ]
    if options:
        parts.append("\n".join(options))
    if isinstance(command, click.Group):
        listed = []
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            listed.append(
                f"* [{name}](#{anchor(f'{path} {name}')}): {markdown(child.get_short_help_str(200))}"
            )
        parts += ["Commands:", "\n".join(listed)]
    return parts


def is_configured(parameter: click.Parameter) -> bool:
    """Whether the settings give the value where the option is not given."""
    callback = getattr(parameter, "callback", None)
    return callback is not None and callback.__module__ == "translate.cli.options"


def help_paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n{2,}", text):
        lines = paragraph.split("\n")
        if lines[0].strip() != "\b":
            yield markdown(_one_line(paragraph))
            continue
        lines = lines[1:]
        if lines and not lines[0].startswith(" "):
            yield markdown(lines.pop(0))
        if lines:
            block = inspect.cleandoc("\n".join(["", *lines]))
            yield f"```{'sh' if 'translate ' in block else ''}\n{block}\n```"


def _one_line(text: str) -> str:
    return " ".join(text.split())


# -- settings --------------------------------------------------------------------------------------


USER_FILES = {
    "Linux": "~/.config/glossary-translate/translate.toml",
    "macOS": "~/Library/Application Support/glossary-translate/translate.toml",
    "Windows": r"%LOCALAPPDATA%\glossary-translate\glossary-translate\translate.toml",
}


def settings() -> str:
    template = config.template(["ko", "ja"])
    blocks = [block.split("\n") for block in template.strip().split("\n\n")[1:]]
    parts = [
        "# Settings",
        "The command line reads settings from the nearest `translate.toml`, from the working directory "
        "upwards, or from the table `[tool.translate]` of a `pyproject.toml` there; `translate init` writes "
        "one. Your own file holds where the project's says nothing; it is "
        f"{', '.join(f'`{path}` on {system}' for system, path in USER_FILES.items())}. Options on the "
        "command line win over both. Paths are relative to the file they stand in. The "
        "[Python interface](python.md) reads no settings.",
    ]
    for *comment, assignment in blocks:
        name, _equals, value = assignment.removeprefix("# ").partition(" = ")
        text = " ".join(line.removeprefix("# ") for line in comment)
        word = "Example" if name in ("languages", "glossaries", "packages", "output") else "Default"
        parts += [f"## {name}", f"{markdown(text)} {word}: `{value}`"]
    parts += ["## A whole file", f"```toml\n{template.strip()}\n```"]
    return "\n\n".join(parts) + "\n"


# -- errors ----------------------------------------------------------------------------------------


STATUSES = {
    0: "done",
    1: "a value that can be read but not served: a missing file, an unknown language, an existing target, no "
    "package, a broken glossary; with several inputs, one of them failed and the others are done",
    2: "a malformed command line",
    3: "findings: `check`, `glossary check` and `memory verify` found something; with `--strict`, a term is "
    "not rendered as the glossary says (the outputs are written all the same)",
    130: "an interrupt; what was finished is kept",
}


def error_pages() -> str:
    tree = (errors.__doc__ or "").partition("\n\n")[2].strip()
    parts = [
        "# Exit statuses and errors",
        "## Exit statuses",
        "\n".join(
            [
                "| status | meaning |",
                "|---|---|",
                *(f"| {code} | {text} |" for code, text in STATUSES.items()),
            ]
        ),
        "## Errors of the library",
        "Every failure that can be expected is a `TranslateError` with one line of text that says what to do "
        "next. The command line prints it and exits with the status of its class.",
        f"```\n{tree}\n```",
    ]
    for name, value in vars(errors).items():
        if isinstance(value, type) and issubclass(value, errors.TranslateError):
            text = markdown(" ".join((inspect.getdoc(value) or "").split()))
            parts += [f"### {name}", f"Exit status {value.exit_status}. {text}"]
    return "\n\n".join(parts) + "\n"


# -- Python ----------------------------------------------------------------------------------------


PYTHON = {
    "Translating": "Translator Options TextTranslation translate_file ReadOptions DocumentResult "
    "SentenceResult TermOutcome write_review Review Language parse_language",
    "Glossaries": "Glossary Entry GlossaryEditor Change import_glossary export_glossary lint_glossaries",
    "Checking": "Checker CheckOptions CheckReport Finding",
    "Corpora and memory": "Corpus translate_corpus CorpusSummary Memory",
    "Packages": "install_package",
}
"""Chapter → public names in the order in which they are described."""


def python() -> str:
    parts = [
        "# Python",
        "All of this is imported from `translate` itself; modules below it may change from version to "
        "version. The package is typed. It prints nothing, reads no settings file, and raises "
        "[errors](errors.md) of its own. Importing it costs nothing: what is heavy is loaded when it is "
        "used. Types that are named here without a description are not public: take them from one call and "
        "give them to another. The examples are run as tests.",
    ]
    sections: dict[str, list[str]] = {}
    for module, names in translate._NAMES.items():
        if module == errors.__name__:
            continue
        source = inspect.getsource(importlib.import_module(module))
        tree = ast.parse(source)
        defined = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef)}
        for listed in names:
            own_name, _as, name = listed.partition(" as ")
            node = defined[own_name]
            node.name = name or own_name
            sections[node.name] = (
                class_section(node, source)
                if isinstance(node, ast.ClassDef)
                else function_section(node, "###")
            )
    for heading, names in PYTHON.items():
        parts.append(f"## {heading}")
        for name in names.split():
            parts += sections.pop(name)
    if sections:
        raise SystemExit(
            f"Put these into a chapter of PYTHON in {Path(__file__).name}: {', '.join(sections)}"
        )
    return "\n\n".join(parts) + "\n"


def class_section(node: ast.ClassDef, source: str) -> list[str]:
    fields = [
        f"    {ast.get_source_segment(source, item)}"
        for item in node.body
        if isinstance(item, ast.AnnAssign) and not ast.unparse(item.target).startswith("_")
    ]
    initializer = next((item for item in node.body if getattr(item, "name", "") == "__init__"), None)
    if isinstance(initializer, ast.FunctionDef):
        signature = f"class {node.name}({arguments(initializer)})"
    else:
        signature = f"class {node.name}" + (":\n" + "\n".join(fields) if fields else "")
    parts = [f"### {node.name}", f"```python\n{signature}\n```", *docstring(node)]
    for item in node.body:
        if isinstance(item, ast.FunctionDef) and not item.name.startswith("_") and ast.get_docstring(item):
            parts += function_section(item, "####", node.name)
    return parts


def function_section(node: ast.FunctionDef, level: str, owner: str = "") -> list[str]:
    name = f"{owner}.{node.name}" if owner else node.name
    decorators = {ast.unparse(decorator) for decorator in node.decorator_list}
    returned = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    returned = "" if returned.startswith(" -> _") else returned
    if "property" in decorators:
        signature = f"{name}: {ast.unparse(node.returns)}" if node.returns else name
    else:
        signature = f"{name}({arguments(node)}){returned}"
    return [f"{level} {name}", f"```python\n{signature}\n```", *docstring(node)]


def arguments(node: ast.FunctionDef) -> str:
    copy = ast.parse(ast.unparse(node.args).join(("def f(", "): pass"))).body[0]
    assert isinstance(copy, ast.FunctionDef)
    copy.args.args = [each for each in copy.args.args if each.arg not in ("self", "cls")]
    return ast.unparse(copy.args)


def docstring(node: ast.ClassDef | ast.FunctionDef) -> list[str]:
    """A docstring in Google's style as Markdown."""
    parts = []
    for block in re.split(r"\n{2,}", ast.get_docstring(node) or ""):
        heading, _newline, rest = block.partition("\n")
        if heading in ("Args:", "Attributes:", "Raises:"):
            items = re.split(r"\n(?! )", inspect.cleandoc("\n" + rest))
            listed = [re.sub(r"^([\w, ]+): ", _names, " ".join(item.split()), count=1) for item in items]
            parts += [f"**{heading[:-1]}**", "\n".join(f"* {markdown(item)}" for item in listed)]
        elif heading.startswith(">>> "):
            parts.append(f"```python\n{block}\n```")
        else:
            parts.append(markdown(" ".join(block.split())))
    return parts


def _names(match: re.Match[str]) -> str:
    return ", ".join(f"``{name.strip()}``" for name in match.group(1).split(",")) + ": "


PAGES = {
    "commands.md": commands,
    "settings.md": settings,
    "errors.md": error_pages,
    "python.md": python,
}


def main(given: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--output", type=Path, default=FOLDER, help="folder to write the pages to")
    folder = parser.parse_args(given).output
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        title, _newline, rest = page().partition("\n")
        (folder / name).write_text(f"{title}\n\n{MADE}{rest}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
