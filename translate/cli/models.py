"""``translate models``: list, fetch, install, verify and remove Argos packages."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translate.cli import completions
from translate.cli.console import fill, say, table
from translate.errors import PackageError, TranslateError
from translate.i18n import _, language_name

if TYPE_CHECKING:
    from translate.models.packages import DamagedPackage, Discovery, Package

_CODES = {"pb": "pt-BR", "zt": "zh-Hant"}
"""The language codes of Argos packages that are none of BCP 47."""

index_option = click.option(
    "--index",
    "index",
    metavar="URL",
    help=_("Address of the package index; ARGOS_PACKAGE_INDEX in the environment sets it, too."),
)
json_option = click.option("--json", "as_json", is_flag=True, help=_("Print JSON on standard output."))


@click.group(
    help=_("Show, install, verify and remove Argos packages, which do the translating."),
    short_help=_("Show, install, verify and remove Argos packages."),
)
def models() -> None:
    pass


@models.command(
    "list",
    help=_(
        "List the packages on this machine.\n\n"
        "Of several for a pair, the newest installed one is used; the starter packages, which come "
        "with this tool, only where there is none."
    ),
    short_help=_("List the packages on this machine."),
)
@json_option
def list_command(as_json: bool) -> None:
    from translate.models.packages import discover, origin_text

    discovery = discover()
    used = {package.path for package in _used(discovery)}
    if as_json:
        _print_json(
            {
                "packages": [
                    {**_as_json(package), "used": package.path in used} for package in discovery.packages
                ],
                "damaged": [_damaged_as_json(damaged) for damaged in discovery.damaged],
            }
        )
        return
    rows = [
        (
            package.name,
            f"{package.from_code} → {package.to_code}",
            package.version,
            _megabytes(_size(package)),
            origin_text(package.origin),
            _("yes") if package.path in used else _("no"),
        )
        for package in discovery.packages
    ]
    click.echo(table(rows, (_("Name"), _("Pair"), _("Version"), _("Size"), _("Origin"), _("Used"))))
    _say_damaged(discovery)


@models.command(
    "available",
    help=_(
        "List the packages to download (uses the network).\n\n"
        "Shown are those from English into the languages of this tool, with --all every pair."
    ),
    short_help=_("List the packages to download (uses the network)."),
)
@click.option("--all", "everything", is_flag=True, help=_("All pairs, not only those of this tool."))
@index_option
@json_option
def available_command(everything: bool, index: str | None, as_json: bool) -> None:
    from translate.languages import TARGET_LANGUAGES
    from translate.models.index import fetch_index, index_address
    from translate.models.packages import discover

    packages = fetch_index(index_address(index))
    if not everything:
        wanted = {language.package_code for language in TARGET_LANGUAGES}
        packages = [
            package for package in packages if package.from_code == "en" and package.to_code in wanted
        ]
    discovery = discover()
    installed = {
        package: [
            each.version
            for each in discovery.candidates(package.from_code, package.to_code)
            if each.origin != "starter"
        ]
        for package in packages
    }
    if as_json:
        _print_json(
            [
                {
                    "code": package.code,
                    "from": package.from_code,
                    "to": package.to_code,
                    "version": package.version,
                    "installed": installed[package],
                    "links": list(package.links),
                }
                for package in packages
            ]
        )
        return
    rows = [
        (
            f"{package.from_code} → {package.to_code}",
            " → ".join(
                language_name(_CODES.get(code, code), default=name)
                for code, name in (
                    (package.from_code, package.from_name),
                    (package.to_code, package.to_name),
                )
            ),
            package.version,
            ", ".join(installed[package]) or "–",
        )
        for package in packages
    ]
    if rows:
        click.echo(table(rows, (_("Pair"), _("Languages"), _("Version"), _("Installed"))))
    else:
        say(_("The index has no packages for the languages of this tool; see --all."))


@models.command(
    "install",
    help=_(
        "Install packages by language or from files.\n\n"
        "\b\n"
        "Examples:\n"
        "  translate models install ko\n"
        "  translate models install ja zh-Hant\n"
        "  translate models install translate-en_ko-1_1.argosmodel\n\n"
        "For a language the newest package of the index is downloaded; a download that was interrupted "
        "goes on where it stopped when the command is given again. A file needs no network."
    ),
    short_help=_("Install packages by language or from files."),
)
@click.argument(
    "what",
    metavar="LANG|FILE...",
    nargs=-1,
    required=True,
    shell_complete=completions.languages_or_paths,
)
@click.option("--force", is_flag=True, help=_("Install again what is installed already."))
@index_option
def install_command(what: tuple[str, ...], force: bool, index: str | None) -> None:
    failed = False
    for each in what:
        try:
            if _means_a_file(each):
                _install_file(Path(each))
            else:
                _install_language(each, index, force)
        except TranslateError as error:
            say(_("Error: {message}").format(message=error))
            failed = True
    if failed:
        raise click.exceptions.Exit(1)


def _means_a_file(text: str) -> bool:
    return Path(text).suffix.lower() in (".argosmodel", ".zip") or "/" in text or Path(text).exists()


def _install_file(path: Path) -> None:
    from translate.models.installation import install_file

    _say_installed(install_file(path))


def _install_language(code: str, index: str | None, force: bool) -> None:
    from translate.languages import parse_language
    from translate.models.index import fetch_index, index_address, install_available, newest
    from translate.models.packages import discover

    language = parse_language(code)
    package = newest(fetch_index(index_address(index)), "en", language.package_code)
    for each in discover().candidates(package.from_code, package.to_code):
        if each.origin != "starter" and each.version == package.version and not force:
            say(
                _("{package} is installed already; --force installs it again.").format(
                    package=each.describe()
                )
            )
            return
    with _bar(f"{package.code} {package.version}") as progress:
        installed = install_available(package, progress=progress)
    _say_installed(installed)


def _say_installed(package: Package) -> None:
    from translate.files import shown
    from translate.models.installation import superseded
    from translate.models.packages import discover

    say(
        _("Installed {package} in {path}").format(
            package=f"{package.code} {package.version}", path=shown(package.path)
        )
    )
    for older in superseded(package, discover()):
        say(
            _("{package} is not used any more; to free its space: translate models remove {name}").format(
                package=f"{older.code} {older.version}", name=older.name
            )
        )


@models.command(
    "remove",
    help=_(
        "Remove packages that this tool installed.\n\n"
        "\b\n"
        "Example:\n"
        "  translate models remove translate-en_ko-1_1"
    ),
    short_help=_("Remove packages that this tool installed."),
)
@click.argument("names", metavar="NAME...", nargs=-1, required=True, shell_complete=completions.packages)
def remove_command(names: tuple[str, ...]) -> None:
    from translate.files import shown
    from translate.models.installation import remove

    for name in names:
        say(_("Removed {path}").format(path=shown(remove(name))))


@models.command(
    "verify",
    help=_(
        "Check that packages are unchanged.\n\n"
        "Files are compared with the checksums recorded when the package was installed. "
        "Without names all packages are verified. Exit status 1 if one is damaged."
    ),
    short_help=_("Check that packages are unchanged."),
)
@click.argument("names", metavar="[NAME]...", nargs=-1, shell_complete=completions.packages)
def verify_command(names: tuple[str, ...]) -> None:
    from translate.models.installation import has_record, verify
    from translate.models.packages import discover, find

    discovery = discover()
    packages = [find(name, discovery) for name in names] if names else list(discovery.packages)
    sound = True
    for package in packages:
        problems = verify(package)
        for problem in problems:
            click.echo(f"{package.name}: {problem}")
        if problems:
            say(
                _("Install {name} again, or remove it: translate models remove {name}").format(
                    name=package.name
                )
            )
            sound = False
        elif has_record(package):
            click.echo(_("{name}: sound, all checksums match").format(name=package.name))
        else:
            click.echo(_("{name}: sound, but no checksums were recorded").format(name=package.name))
    if not names and discovery.damaged:
        _say_damaged(discovery)
        sound = False
    if not sound:
        raise click.exceptions.Exit(1)


@models.command(
    "info",
    help=_(
        "Show what is known about a package.\n\n"
        "Give its name, its folder, or a language to see the package used for it.\n\n"
        "\b\n"
        "Examples:\n"
        "  translate models info ko\n"
        "  translate models info translate-en_ko-1_1"
    ),
    short_help=_("Show what is known about a package."),
)
@click.argument("name", metavar="NAME|LANG", shell_complete=completions.packages)
@json_option
def info_command(name: str, as_json: bool) -> None:
    from translate.files import shown
    from translate.models.packages import discover, origin_text

    package = _find_or_choose(name, discover())
    if as_json:
        _print_json({**_as_json(package), "metadata": dict(package.metadata)})
        return
    rows = [
        (_("Name"), package.name),
        (_("Pair"), f"{package.from_code} → {package.to_code}"),
        (_("Version"), package.version),
        (_("Origin"), origin_text(package.origin)),
        (_("Folder"), shown(package.path)),
        (_("Size"), _megabytes(_size(package))),
        (_("Tokenizer"), package.tokenizer),
        (_("Target prefix"), package.target_prefix or "–"),
        (_("Identity"), package.identity),
    ]
    click.echo(table(rows))


def _find_or_choose(name: str, discovery: Discovery) -> Package:
    from translate.errors import LanguageError
    from translate.languages import parse_language
    from translate.models.packages import choose, find

    try:
        return find(name, discovery)
    except PackageError:
        try:
            language = parse_language(name)
        except LanguageError:
            language = None
        if language is None:
            raise
        return choose("en", language.package_code, discovery=discovery)


def _used(discovery: Discovery) -> Iterator[Package]:
    for pair in {(package.from_code, package.to_code) for package in discovery.packages}:
        yield discovery.candidates(*pair)[0]


def _size(package: Package) -> int:
    return sum(path.stat().st_size for path in package.path.rglob("*") if path.is_file())


def _megabytes(size: int) -> str:
    return fill(_("{size:.1f} MB"), size=size / 1_000_000)


def _as_json(package: Package) -> dict[str, object]:
    from translate.files import shown

    return {
        "name": package.name,
        "code": package.code,
        "from": package.from_code,
        "to": package.to_code,
        "version": package.version,
        "origin": package.origin,
        "path": shown(package.path),
        "size": _size(package),
        "tokenizer": package.tokenizer,
        "target_prefix": package.target_prefix,
        "identity": package.identity,
    }


def _damaged_as_json(damaged: DamagedPackage) -> dict[str, object]:
    from translate.files import shown

    return {
        "path": shown(damaged.path),
        "origin": damaged.origin,
        "reason": damaged.reason,
        "remedy": damaged.remedy,
    }


def _say_damaged(discovery: Discovery) -> None:
    from translate.files import shown

    for damaged in discovery.damaged:
        say(
            _("Damaged, so passed over: {path}: {reason} {remedy}").format(
                path=shown(damaged.path), reason=damaged.reason, remedy=damaged.remedy
            )
        )


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


@contextmanager
def _bar(label: str) -> Iterator[Callable[[int, int | None], None]]:
    """A progress bar that appears with the first data; at no terminal only its label is printed."""
    with ExitStack() as stack:
        started: list[Any] = []

        def progress(done: int, total: int | None) -> None:
            if total is None:
                return
            if not started:
                bar = click.progressbar(length=total, label=label, file=sys.stderr, show_pos=False)
                started.append(stack.enter_context(bar))
            started[0].update(done - started[0].pos)

        yield progress
