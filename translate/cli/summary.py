"""What a translating command tells the person at the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translate.cli import console
from translate.cli.console import say
from translate.errors import TranslateError
from translate.i18n import _, ngettext
from translate.report import json_report
from translate.report.outcomes import SATISFIED, DocumentResult
from translate.report.wording import status_name

if TYPE_CHECKING:
    from translate.translator import Route


_MOST_LINES = 20
"""Lines about one output at most; a long article with many figures would fill screens with them."""


def tool_signature() -> str:
    """Name and version of the tool, as reports carry it."""
    from translate import __version__

    return f"glossary-translate {__version__}"


class Printer:
    """Prints summaries and failures, and knows the exit status in the end."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self.results: list[DocumentResult] = []
        self._failed = False
        self._remarks: set[str] = set()

    def error(self, error: TranslateError) -> None:
        """A failure; the rest goes on."""
        self._failed = True
        console.error(error)

    def remark(self, message: str) -> None:
        """Something to know that is no failure; the same is said once."""
        if not self.quiet and message not in self._remarks:
            self._remarks.add(message)
            say(_("Note: {message}").format(message=message))

    def document(self, result: DocumentResult, seconds: float, route: Route) -> None:
        """A document finished."""
        self.results.append(result)
        if route.package.origin == "starter":
            self.remark(
                _(
                    "{package} is the small starter package; "
                    "“translate models install {code}” brings the full one."
                ).format(package=route.package.name, code=result.language)
            )
        for message in route.messages:
            self.remark(message)
        for message in result.messages:
            self.remark(_("{source}: {message}").format(source=result.source, message=message))
        if self.quiet:
            return
        count = len(result.sentences)
        say(
            console.fill(
                ngettext(
                    "{text}: {count} sentence in {seconds:.1f} s with {package}; "
                    "terms: {found} found, {satisfied} as the glossary says.",
                    "{text}: {count} sentences in {seconds:.1f} s with {package}; "
                    "terms: {found} found, {satisfied} as the glossary says.",
                    count,
                ),
                text=_label(result),
                count=count,
                seconds=seconds,
                package=result.package,
                found=result.found,
                satisfied=result.satisfied,
            )
        )
        lines = list(self._details(result))
        shown = len(lines) if self.verbose else _MOST_LINES
        if len(lines) > shown:
            lines.sort(key=lambda each: not each[0])  # terms before all else
        for _is_term, line in lines[:shown]:
            say(line)
        rest = len(lines) - shown
        if rest > 0:
            say(
                console.fill(
                    ngettext(
                        "  … and {count} more (see --json).", "  … and {count} more (see --json).", rest
                    ),
                    count=rest,
                )
            )

    def _details(self, result: DocumentResult) -> Iterator[tuple[bool, str]]:
        """Whether it is about a term, and a line: for all that a person should look at, or every term."""
        for sentence in result.sentences:
            for outcome in sentence.terms:
                if outcome.status not in SATISFIED or self.verbose:
                    line = _("  line {line}: {term} → {rendering} ({status}, {glossary})").format(
                        line=sentence.line,
                        term=outcome.term,
                        rendering=outcome.rendering,
                        status=status_name(outcome.status),
                        glossary=outcome.glossary,
                    )
                    yield True, line
            for warning in sentence.warnings:
                yield False, _("  line {line}: {warning}").format(line=sentence.line, warning=warning)

    def write_review(self, path: Path, *, overwrite: bool) -> None:
        """The review page of all that was done; none where nothing was."""
        from translate.files import shown
        from translate.report import review

        if not self.results:
            return
        review.write(path, self.results, overwrite=overwrite)
        if not self.quiet:
            say(_("Review page: {path}").format(path=shown(path)))

    def print_json(self) -> None:
        """The report of all that was done, on standard output."""
        data = json_report.run(self.results, tool_signature())
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))

    def status(self, *, strict: bool = False) -> int:
        """1 after a failure; 3 if ``strict`` and a term is not as it should be; else 0."""
        if self._failed:
            return 1
        lacking = sum(result.found - result.satisfied for result in self.results)
        if strict and lacking:
            console.error(
                ngettext(
                    "{count} term is not rendered as the glossary says (--strict).",
                    "{count} terms are not rendered as the glossary says (--strict).",
                    lacking,
                ).format(count=lacking)
            )
            return 3
        return 0


def _label(result: DocumentResult) -> str:
    """What was translated into what, as far as it has names."""
    if result.target != "-":
        return f"{result.source} → {result.target} [{result.language}]"
    return f"{result.source} [{result.language}]" if result.source != "-" else f"[{result.language}]"
