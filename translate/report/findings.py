"""Findings as text, JSON, JUnit XML and GitHub annotations; a report has one form for every check."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from translate import __version__
from translate.checks.findings import NOTE, Finding, count_by_severity, in_order
from translate.files import shown
from translate.i18n import _, ngettext

JSON_VERSION = 1
"""Version of the JSON form; a later one only adds keys."""

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""


def render(findings: Sequence[Finding], form: str, checked: Sequence[Path] = ()) -> str:
    """Findings as a text that ends with a line feed, or nothing where there is nothing to say.

    Args:
        form: a key of :data:`FORMS`.
        checked: files that were checked; JUnit names those without findings as passed.
    """
    return FORMS[form](in_order(findings), checked)


def summary(findings: Sequence[Finding]) -> str:
    """One line with the numbers of findings, for standard error."""
    if not findings:
        return _("No findings.")
    counts = count_by_severity(findings)
    parts = []
    if counts["error"]:
        parts.append(ngettext("{n} error", "{n} errors", counts["error"]).format(n=counts["error"]))
    if counts["warning"]:
        parts.append(ngettext("{n} warning", "{n} warnings", counts["warning"]).format(n=counts["warning"]))
    if counts["note"]:
        parts.append(ngettext("{n} note", "{n} notes", counts["note"]).format(n=counts["note"]))
    fixable = sum(finding.fixable for finding in findings)
    if fixable:
        parts.append(_("{n} can be mended with --fix").format(n=fixable))
    return _("{counts}.").format(counts=_(", ").join(parts))


def _place(finding: Finding) -> str:
    if finding.path is None:
        return str(finding.line) if finding.line else "-"
    path = shown(finding.path)
    return f"{path}:{finding.line}" if finding.line else path


def _severity_name(severity: str) -> str:
    return {"error": _("error"), "warning": _("warning"), "note": _("note")}[severity]


def _text(findings: Sequence[Finding], checked: Sequence[Path]) -> str:
    lines = []
    for finding in findings:
        severity = _severity_name(finding.severity)
        lines.append(f"{_place(finding)}: {severity}: {finding.message} [{finding.code}]")
        if finding.excerpt:
            lines.append(f"    {finding.excerpt}")
        if finding.advice:
            lines.append(f"    → {finding.advice}")
    return "".join(f"{line}\n" for line in lines)


def _json(findings: Sequence[Finding], checked: Sequence[Path]) -> str:
    document = {
        "version": JSON_VERSION,
        "tool": f"glossary-translate {__version__}",
        "checked": [shown(path) for path in checked],
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity,
                "message": finding.message,
                "advice": finding.advice,
                "path": shown(finding.path) if finding.path is not None else None,
                "line": finding.line or None,
                "language": finding.language,
                "term": finding.term,
                "excerpt": finding.excerpt,
                "fixable": finding.fixable,
            }
            for finding in findings
        ],
        "summary": count_by_severity(findings),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _junit(findings: Sequence[Finding], checked: Sequence[Path]) -> str:
    """The JUnit XML that GitLab, Jenkins and Azure read; a note is a passed case with output."""
    by_file: dict[str, list[Finding]] = {shown(path): [] for path in checked}
    for finding in findings:
        by_file.setdefault(shown(finding.path) if finding.path is not None else "-", []).append(finding)
    suites = []
    for name, own in by_file.items():
        failed = sum(finding.severity != NOTE for finding in own)
        cases = [_case(name, finding) for finding in own] or [
            f"<testcase classname={_attribute(name)} name='check'/>"
        ]
        suites.append(
            f"  <testsuite name={_attribute(name)} tests='{len(cases)}' failures='{failed}'>\n"
            + "".join(f"    {case}\n" for case in cases)
            + "  </testsuite>\n"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="glossary-translate">\n'
        + "".join(suites)
        + "</testsuites>\n"
    )


def _case(name: str, finding: Finding) -> str:
    title = f"{finding.code} {finding.line}" if finding.line else finding.code
    start = f"<testcase classname={_attribute(name)} name={_attribute(title)}"
    if finding.path is not None:
        start += f" file={_attribute(shown(finding.path))}"
    if finding.line:
        start += f" line='{finding.line}'"
    details = "\n".join(part for part in (finding.message, finding.excerpt, finding.advice) if part)
    if finding.severity == NOTE:
        return f"{start}><system-out>{_content(details)}</system-out></testcase>"
    return (
        f"{start}><failure type={_attribute(finding.severity)} message={_attribute(finding.message)}>"
        f"{_content(details)}</failure></testcase>"
    )


def _attribute(text: str) -> str:
    return quoteattr(_NOT_IN_XML.sub("\ufffd", text))


def _content(text: str) -> str:
    return escape(_NOT_IN_XML.sub("\ufffd", text))


def _github(findings: Sequence[Finding], checked: Sequence[Path]) -> str:
    """Workflow commands that GitHub shows as annotations of the changed lines."""
    lines = []
    for finding in findings:
        command = "notice" if finding.severity == NOTE else finding.severity
        properties = {"title": finding.code}
        if finding.path is not None:
            properties["file"] = shown(finding.path)
        if finding.line:
            properties["line"] = str(finding.line)
        message = " → ".join(part for part in (finding.message, finding.advice) if part)
        joined = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
        lines.append(f"::{command} {joined}::{_escape_data(message)}\n")
    return "".join(lines)


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


FORMS: Mapping[str, Callable[[Sequence[Finding], Sequence[Path]], str]] = {
    "text": _text,
    "json": _json,
    "junit": _junit,
    "github": _github,
}
"""The forms of a report by the name that ``--format`` takes."""
