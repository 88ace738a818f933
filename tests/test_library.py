"""The library as a program uses it: public names, nothing loaded before it is needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import translate
from translate import Glossary, GlossaryError, LanguageError, Options, TranslateError, Translator

ROOT = Path(__file__).resolve().parent.parent

HEAVY = (
    "ahocorasick", "argostranslate", "babel", "ctranslate2", "docutils", "markdown_it", "numpy", "opencc",
    "openpyxl", "polib", "rapidfuzz", "rich", "rjieba", "sentencepiece", "sentencex", "sqlite3", "yaml",
)  # fmt: skip


def modules_after(code: str) -> set[str]:
    """Top-level names of the modules a fresh interpreter has loaded after running ``code``."""
    program = f"{code}\nimport sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    return set(result.stdout.splitlines()[-1].split())


def test_every_public_name_is_there_and_listed_in_order() -> None:
    assert translate.__all__ == sorted(translate.__all__)
    for name in translate.__all__:
        assert getattr(translate, name) is not None
    assert set(translate.__all__) <= set(dir(translate))


def test_every_name_that_type_checkers_see_is_public() -> None:
    tree = ast.parse((ROOT / "translate" / "__init__.py").read_text(encoding="utf-8"))
    [guarded] = [
        node
        for node in tree.body
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    ]
    seen = {
        alias.asname or alias.name
        for node in ast.walk(guarded)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert seen | {"__version__"} == set(translate.__all__)


def test_every_error_of_the_library_is_public() -> None:
    from translate import errors

    defined = {
        name for name, value in vars(errors).items() if isinstance(value, type) and name.endswith("Error")
    }
    assert defined <= set(translate.__all__)
    assert all(issubclass(getattr(errors, name), TranslateError) for name in defined)


def test_a_name_that_is_not_there_is_said_to_be_missing() -> None:
    with pytest.raises(AttributeError, match=r"^module 'translate' has no attribute 'Translater'$"):
        translate.Translater  # type: ignore[attr-defined]  # noqa: B018


def test_importing_the_library_loads_nothing_heavy() -> None:
    assert not modules_after("import translate") & set(HEAVY)


@pytest.mark.parametrize(
    "command", [["--help"], ["--version"], ["glossary", "--help"], ["file", "--help"], []]
)
def test_help_loads_nothing_heavy(command: list[str]) -> None:
    code = f"""
import sys
sys.argv = ["translate", *{command!r}]
from translate.cli import main
try:
    main()
except SystemExit as stop:
    assert not stop.code
"""
    assert not modules_after(code) & set(HEAVY)


def test_a_text_is_translated_with_the_terms_of_an_opened_glossary(tmp_path: Path) -> None:
    (tmp_path / "ko.po").write_text(
        'msgid ""\nmsgstr "Language: ko\\n"\n\nmsgid "Tidebook"\nmsgstr "타이드북"\n', encoding="utf-8"
    )
    terms = Glossary.open(tmp_path)
    translator = Translator(Options(glossaries=(terms,)))
    result = translator.translate_text("The Tidebook lies on the table in Seoul.\n\nIt is old.", to="ko")
    assert result.language == "ko"
    assert [(term.term, term.rendering, term.glossary) for term in result.terms] == [
        ("Tidebook", "타이드북", tmp_path.name),
        ("Seoul", "서울", "cities"),
    ]
    assert "타이드북" in result.text
    assert result.text.split("\n")[1] == ""
    assert len(result.text.split("\n")) == 3


def test_errors_are_exceptions_with_one_line_that_says_what_to_do() -> None:
    translator = Translator()
    with pytest.raises(LanguageError) as unknown:
        translator.translate_text("Hello.", to="fr")
    assert str(unknown.value) == "Unknown language “fr”. Languages: ko, ja, zh, zh-Hant."
    with pytest.raises(GlossaryError) as missing:
        Translator(Options(glossaries=("contries",))).translate_text("Hello.", to="ko")
    assert (
        str(missing.value) == "No glossary is called “contries”: did you mean “countries”? A path must exist."
    )
