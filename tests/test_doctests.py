"""The examples in the docstrings of what is public are what happens."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import translate

MODULES = sorted({module for module, _name in translate._HOMES.values()})


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_what_happens(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    module = importlib.import_module(name)
    public = {public: getattr(translate, public) for public in translate.__all__}
    results = doctest.testmod(module, extraglobs=public)
    assert results.failed == 0


def test_what_does_something_has_an_example() -> None:
    """Functions, and classes that a program makes itself; records are what these give and take."""
    made = {"Checker", "Glossary", "GlossaryEditor", "Memory", "Translator"}
    functions = {name for name in translate.__all__ if name[0].islower()} - {"install_package"}
    for name in made | functions:
        assert ">>> " in (getattr(translate, name).__doc__ or ""), name
