"""What ``translate corpus`` prints."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click

from translate.cli.console import fill, say
from translate.cli.progress import Progress, duration
from translate.corpus.corpus import Corpus
from translate.corpus.estimate import estimate
from translate.corpus.events import Event, FileEvent
from translate.corpus.summary import Summary
from translate.files import shown
from translate.i18n import _, ngettext
from translate.languages import Language
from translate.translator import Translator


class CorpusPrinter:
    """Prints events as they come, and the summary."""

    def __init__(self, *, as_json: bool, quiet: bool, verbose: bool) -> None:
        self._as_json = as_json
        self._quiet = quiet
        self._verbose = verbose
        self.progress = Progress(quiet=quiet)

    def event(self, event: Event) -> None:
        """Print what is worth a line."""
        self.progress.update(event)
        if not isinstance(event, FileEvent):
            return
        if self._as_json and event.status != "part":
            self.progress.clear()
            click.echo(json.dumps(_record(event), ensure_ascii=False))
        if event.status == "failed":
            self.progress.message(_("Error: {message}").format(message=_reason(event)))
        elif event.status == "kept" and not self._quiet:
            self.progress.message(_("Kept: {message}").format(message=_reason(event)))
        elif event.status == "translated" and self._verbose:
            self.progress.message(_("Translated: {target}").format(target=shown(event.target)))

    def summary(self, summary: Summary, translator: Translator, languages: Sequence[Language]) -> None:
        """What the run did, in a few lines."""
        if self._quiet:
            return
        for target in languages:
            package, _converts = translator.package_for(target)
            if package.origin == "starter" and target.code in summary.languages:
                say(
                    _(
                        "Note: {package} is the small starter package; "
                        "“translate models install {code}” brings the full one."
                    ).format(package=package.name, code=target.code)
                )
        counts = summary.outputs
        say(
            fill(
                _("{translated} translated, {unchanged} unchanged, {kept} kept, {failed} failed."),
                translated=counts["translated"],
                unchanged=counts["unchanged"],
                kept=counts["kept"],
                failed=counts["failed"],
            )
        )
        for reason in sorted({entry["reason"] for entry in summary.skipped}):
            names = [entry["source"] for entry in summary.skipped if entry["reason"] == reason]
            listed = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
            say(
                fill(
                    ngettext(
                        "Skipped {number} file ({reason}): {names}",
                        "Skipped {number} files ({reason}): {names}",
                        len(names),
                    ),
                    number=len(names),
                    reason=reason,
                    names=listed,
                )
            )
        for code, language in sorted(summary.languages.items()):
            say(
                fill(
                    ngettext(
                        "{lang}: {number} sentence, {remembered} from memory; terms: {found} found,"
                        " {satisfied} as the glossary says; package {package}.",
                        "{lang}: {number} sentences, {remembered} from memory; terms: {found} found,"
                        " {satisfied} as the glossary says; package {package}.",
                        language.sentences,
                    ),
                    lang=code,
                    number=language.sentences,
                    remembered=language.from_memory,
                    found=language.found,
                    satisfied=language.satisfied,
                    package=language.package,
                )
            )
        report = shown(summary.report) if summary.report else "-"
        say(_("Took {time}. Report: {report}").format(time=duration(summary.seconds), report=report))
        if summary.ended == "interrupted":
            say(_("Interrupted; what was finished is kept. Run the same command to go on."))


def _record(event: FileEvent) -> dict[str, Any]:
    """An event as JSON data."""
    data: dict[str, Any] = {"source": _name(event.source), "status": event.status}
    if event.target:
        data.update(target=_name(event.target), lang=event.language)
    if event.reason:
        data["reason"] = event.reason
    if event.result is not None and event.result.package:
        data.update(
            package=event.result.package,
            sentences=len(event.result.sentences),
            from_memory=sum(sentence.from_memory for sentence in event.result.sentences),
            terms={"found": event.result.found, "satisfied": event.result.satisfied},
            warnings=sum(len(sentence.warnings) for sentence in event.result.sentences),
        )
    if event.result is not None and event.result.messages:
        data["messages"] = list(event.result.messages)
    return data


def _reason(event: FileEvent) -> str:
    name = shown(event.target or event.source)
    return event.reason if shown(event.source) in event.reason else f"{name}: {event.reason}"


def _name(path: str) -> str:
    """A path as JSON can hold it: as it is, unless it has bytes that are no text."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return shown(path)
    return path


def print_estimate(work: Corpus, translator: Translator, *, as_json: bool) -> int:
    """Print what a run would do; returns the exit status."""
    found = estimate(work, translator, lambda: None)
    if as_json:
        data = {
            "outputs": dict(found.outputs),
            "languages": {
                code: {**vars(each), "seconds": round(each.seconds, 1)}
                for code, each in found.languages.items()
            },
            "seconds": round(found.seconds, 1),
        }
        click.echo(json.dumps(data, ensure_ascii=False))
        return 0
    counts = found.outputs
    click.echo(
        fill(
            _(
                "{due} to translate, {unchanged} unchanged, {kept} kept, {failed} cannot be read,"
                " {skipped} skipped."
            ),
            due=counts["to translate"],
            unchanged=counts["unchanged"],
            kept=counts["kept"],
            failed=counts["failed"],
            skipped=counts["skipped"],
        )
    )
    for code, each in found.languages.items():
        click.echo(
            fill(
                ngettext(
                    "{lang}: {documents} document, {sentences} sentences,"
                    " {remembered} of them in the memory.",
                    "{lang}: {documents} documents, {sentences} sentences,"
                    " {remembered} of them in the memory.",
                    each.documents,
                ),
                lang=code,
                documents=each.documents,
                sentences=each.sentences,
                remembered=each.in_memory,
            )
        )
    click.echo(_("It would take about {time} on this machine.").format(time=duration(found.seconds)))
    return 0
