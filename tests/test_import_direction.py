"""Imports go one way: cli, server → articles, corpus → translator → the rest (docs/design.md)."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

ABOVE = {
    "translate.cli": ("translate.cli", "translate.__main__"),
    "translate.server": ("translate.server", "translate.cli"),
    "translate.articles": ("translate.cli", "translate.server"),
    "translate.corpus": ("translate.corpus", "translate.articles", "translate.cli", "translate.server"),
    "translate.translator": (
        "translate.articles", "translate.cli", "translate.corpus", "translate.diagnosis",
        "translate.glossary.suggestions", "translate.memory.learn", "translate.server",
    ),
}  # fmt: skip
"""Module → the only ones that may import from it. The package itself offers its public names lazily."""

FOUNDATIONS = {
    "translate.errors": (),
    "translate.resources": (),
    "translate.spans": (),
    "translate.i18n": ("errors", "resources"),
    "translate.languages": ("errors", "i18n", "spans"),
}
"""What everything rests on → all that it may import from."""


def modules() -> dict[str, Path]:
    found = {}
    for path in sorted((ROOT / "translate").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(path: Path, *, at_import_time: bool = False) -> set[str]:
    """Modules of this package that a file imports: inside functions, too, or only what runs at once."""
    known = modules()
    found: set[str] = set()
    nodes = [ast.parse(path.read_text(encoding="utf-8"))]
    while nodes:
        node: ast.AST = nodes.pop()
        if at_import_time and (
            isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
            or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test))
        ):
            continue
        if isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            found.update(name if name in known else node.module for name in names)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        nodes += ast.iter_child_nodes(node)  # type: ignore[arg-type]
    return found & known.keys()


def is_inside(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


@pytest.mark.parametrize("room", ABOVE)
def test_only_what_lies_above_imports_it(room: str) -> None:
    against = [
        f"{module} imports {imported}"
        for module, path in modules().items()
        if module != "translate" and not any(is_inside(module, allowed) for allowed in (room, *ABOVE[room]))
        for imported in imports(path)
        if is_inside(imported, room)
    ]
    assert against == []


@pytest.mark.parametrize("room", FOUNDATIONS)
def test_foundations_rest_on_nothing_else(room: str) -> None:
    allowed = [room, *(f"translate.{name}" for name in FOUNDATIONS[room])]
    against = [
        f"{module} imports {imported}"
        for module, path in modules().items()
        if is_inside(module, room)
        for imported in imports(path)
        if not any(is_inside(imported, other) for other in allowed)
    ]
    assert against == []


def test_no_two_modules_need_each_other_to_be_imported() -> None:
    graph = {module: imports(path, at_import_time=True) - {"translate"} for module, path in modules().items()}
    TopologicalSorter(graph).prepare()
