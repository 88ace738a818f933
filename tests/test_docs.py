"""The reference is up to date, and nothing that a user can meet is left out of the documentation."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from translate import documents, errors
from translate.checks.checker import CODES
from translate.checks.findings import Finding
from translate.corpus.summary import LanguageCounts, Summary
from translate.report import findings, json_report
from translate.report.outcomes import SATISFIED, DocumentResult, SentenceResult, TermOutcome

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reference")
    # In another language and place: neither may show in the pages.
    variables = os.environ | {"LANGUAGE": "ko", "COLUMNS": "60"}
    subprocess.run(
        [sys.executable, ROOT / "tools" / "reference.py", "--output", folder],
        check=True,
        cwd=folder,
        env=variables,
    )
    return folder


@pytest.mark.parametrize("name", ["commands.md", "settings.md", "errors.md", "python.md"])
def test_the_reference_is_up_to_date(made: Path, name: str) -> None:
    assert page(f"reference/{name}") == (made / name).read_text(encoding="utf-8"), (
        "run python tools/reference.py"
    )


def test_every_exit_status_is_described() -> None:
    statuses = {
        value.exit_status
        for value in vars(errors).values()
        if isinstance(value, type) and issubclass(value, errors.TranslateError)
    }
    described = {
        int(status) for status in re.findall(r"^\| (\d+) \|", page("reference/errors.md"), re.MULTILINE)
    }
    assert statuses | {0, 3, 130} <= described


def test_every_code_of_the_check_is_described() -> None:
    described = re.findall(r"^\| `([a-z-]+)` \|", page("reference/findings.md"), re.MULTILINE)
    assert sorted(described) == sorted(CODES)


def test_every_document_format_is_described() -> None:
    text = page("formats.md")
    for name, suffixes in documents.formats().items():
        assert f"`{name}`" in text, name
        assert not suffixes or any(f" {suffix}" in text or f"({suffix}" in text for suffix in suffixes), name


def keys(data: object) -> set[str]:
    """The keys of an object and of all objects in it."""
    if isinstance(data, dict):
        return {*data, *(key for value in data.values() for key in keys(value))}
    if isinstance(data, list):
        return {key for value in data for key in keys(value)}
    return set()


def test_every_key_of_the_reports_is_described() -> None:
    outcome = TermOutcome("term", "glossary", "용어", "free", (0, 4), (0, 2), converted=True)
    sentence = SentenceResult("term", "용어", 1, (outcome,), ("warning",))
    result = DocumentResult("a.txt", "a.ko.txt", "ko", "package", [sentence], ["message"])
    summary = Summary(languages={"ko": LanguageCounts()})
    finding = Finding("particle", "error", "message", path=Path("a"), line=1)
    reports = [
        json_report.run([result], "tool"),
        {key: value for key, value in summary.data().items() if key != "languages"},
        dataclasses.asdict(LanguageCounts()),
        json.loads(findings.render([finding], "json")),
    ]
    text = page("reference/reports.md")
    for key in keys(reports):
        assert f"`{key}`" in text, key
    for status in SATISFIED | {"missing", "ambiguous", "surplus"}:
        assert f"| `{status}` |" in text


def test_every_page_has_its_place_on_the_site() -> None:
    listed = re.findall(r": (\S+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
