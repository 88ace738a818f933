"""Findings in every form of report."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from translate.checks.findings import Finding
from translate.report.findings import render, summary

PATH = Path("terms") / "ko.po"
FINDINGS = [
    Finding("fuzzy", "note", "“pier” is only proposed", path=PATH, line=30, term="pier"),
    Finding(
        "outer-space",
        "error",
        "“조약 ” ends with a space",
        advice="remove the space",
        path=PATH,
        line=7,
        language="ko",
        term="treaty",
        fixable=True,
    ),
    Finding("number", "warning", "3 < 4 & 100 %", excerpt="three: 4, 5"),
]


def test_text() -> None:
    assert render(FINDINGS, "text") == (
        "-: warning: 3 < 4 & 100 % [number]\n"
        "    three: 4, 5\n"
        "terms/ko.po:7: error: “조약 ” ends with a space [outer-space]\n"
        "    → remove the space\n"
        "terms/ko.po:30: note: “pier” is only proposed [fuzzy]\n"
    )
    assert render([], "text") == ""


def test_summary() -> None:
    assert summary(FINDINGS) == "1 error, 1 warning, 1 note, 1 can be mended with --fix."
    assert summary([]) == "No findings."


def test_json() -> None:
    report = json.loads(render(FINDINGS, "json", [PATH]))

    assert report["summary"] == {"error": 1, "warning": 1, "note": 1}
    assert report["checked"] == ["terms/ko.po"]
    assert report["findings"][1] == {
        "code": "outer-space",
        "severity": "error",
        "message": "“조약 ” ends with a space",
        "advice": "remove the space",
        "path": "terms/ko.po",
        "line": 7,
        "language": "ko",
        "term": "treaty",
        "excerpt": "",
        "fixable": True,
    }


def test_junit() -> None:
    root = ElementTree.fromstring(render(FINDINGS, "junit", [PATH, Path("terms/ja.po")]))

    suites = {suite.get("name"): suite for suite in root}
    assert {name: (s.get("tests"), s.get("failures")) for name, s in suites.items()} == {
        "terms/ko.po": ("2", "1"),
        "terms/ja.po": ("1", "0"),
        "-": ("1", "1"),
    }
    failure = suites["terms/ko.po"][0][0]
    assert failure.get("message") == "“조약 ” ends with a space"
    assert failure.text == "“조약 ” ends with a space\nremove the space"


def test_github_annotations() -> None:
    assert render(FINDINGS, "github") == (
        "::warning title=number::3 < 4 & 100 %25\n"
        "::error title=outer-space,file=terms/ko.po,line=7::“조약 ” ends with a space → remove the space\n"
        "::notice title=fuzzy,file=terms/ko.po,line=30::“pier” is only proposed\n"
    )


@given(st.text(max_size=40))
def test_any_text_gives_well_formed_reports(text: str) -> None:
    findings = [Finding("code", "error", text, advice=text, path=Path("a\nb.po"), line=1, excerpt=text)]

    ElementTree.fromstring(render(findings, "junit"))
    assert json.loads(render(findings, "json"))["findings"][0]["message"] == text
    assert render(findings, "github").count("\n") == 1
