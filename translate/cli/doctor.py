"""``translate doctor``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from translate.cli.console import say, table
from translate.i18n import _

if TYPE_CHECKING:
    from translate.diagnosis import Diagnosis, Service


@click.command(
    help=_(
        "Say what is installed, what serves each language, and what is wrong.\n\n"
        "Exit status 1 if something stops translation; damaged packages that are passed over do not."
    ),
    short_help=_("Say what is installed, what serves each language, and what is wrong."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON on standard output."))
def doctor(as_json: bool) -> None:
    from translate.diagnosis import diagnose

    diagnosis = diagnose()
    if as_json:
        _print_json(diagnosis)
    else:
        _print(diagnosis)
    if diagnosis.faults:
        raise click.exceptions.Exit(1)


def _print(diagnosis: Diagnosis) -> None:
    from translate.files import shown

    click.echo(_("Versions"))
    click.echo(_indented(diagnosis.versions))
    if diagnosis.processor:
        click.echo("  " + diagnosis.processor)
    _section(_("Translating from English"))
    click.echo(_indented([(service.language, _served(service)) for service in diagnosis.services]))
    _section(_("Stored where"))
    click.echo(
        _indented(
            [
                (place.what, shown(place.path), "" if place.exists else _("(not there yet)"))
                for place in diagnosis.places
            ]
        )
    )
    if diagnosis.extras:
        _section(_("Extras that are not installed"))
        click.echo(
            _indented(
                [
                    (extra, f'pip install "glossary-translate[{extra}]"', f"({', '.join(missing)})")
                    for extra, missing in diagnosis.extras
                ]
            )
        )
    click.echo()
    for damaged in diagnosis.damaged:
        say(
            _("Damaged, so passed over: {path}: {reason} {remedy}").format(
                path=shown(damaged.path), reason=damaged.reason, remedy=damaged.remedy
            )
        )
    for warning in diagnosis.warnings:
        say(_("Warning: {message}").format(message=warning))
    for fault in diagnosis.faults:
        say(_("Error: {message}").format(message=fault))
    if not diagnosis.faults:
        click.echo(_("Ready to translate."))


def _served(service: Service) -> str:
    if service.package is None:
        return _("no package")
    if service.converts:
        return _("{package}, converted to Traditional").format(package=service.package.describe())
    return service.package.describe()


def _section(title: str) -> None:
    click.echo(f"\n{title}")


def _indented(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("  " + line for line in table(rows).splitlines())


def _print_json(diagnosis: Diagnosis) -> None:
    from translate.files import shown

    click.echo(
        json.dumps(
            {
                "versions": dict(diagnosis.versions),
                "processor": diagnosis.processor,
                "languages": {
                    service.language: {
                        "package": service.package and service.package.identity,
                        "origin": service.package and service.package.origin,
                        "path": service.package and shown(service.package.path),
                        "converted": service.converts,
                    }
                    for service in diagnosis.services
                },
                "places": {place.name: shown(place.path) for place in diagnosis.places},
                "damaged": [
                    {"path": shown(each.path), "reason": each.reason, "remedy": each.remedy}
                    for each in diagnosis.damaged
                ],
                "warnings": list(diagnosis.warnings),
                "missing_extras": {extra: list(missing) for extra, missing in diagnosis.extras},
                "errors": list(diagnosis.faults),
            },
            ensure_ascii=False,
            indent=2,
        )
    )
