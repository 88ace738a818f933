"""Options and small steps that the glossary commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from translate.cli import completions, console
from translate.cli.options import LANGUAGE, settings
from translate.i18n import _

if TYPE_CHECKING:
    from translate.glossary.store import Glossary

Command = TypeVar("Command", bound=Callable[..., Any])


def _one_glossary(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The glossary named, else the first of the settings."""
    if value is not None or context.resilient_parsing:
        return value
    for configured in configured_glossaries():
        if isinstance(configured, Path) and configured.is_relative_to(Path.cwd()):
            configured = configured.relative_to(Path.cwd())
        return str(configured)
    raise click.MissingParameter(
        _("Name a folder, such as --glossary terms, or set “glossaries” in translate.toml (translate init)."),
        context,
        parameter,
    )


one_glossary_option = click.option(
    "--glossary",
    "name",
    metavar="NAME|PATH",
    callback=_one_glossary,
    shell_complete=completions.glossaries,
    help=_(
        "Glossary to change: a folder, a PO file, or the name of one in your glossary folder. Without it: "
        "the first of the settings."
    ),
)

some_glossaries_option = click.option(
    "--glossary",
    "names",
    metavar="NAME|PATH",
    multiple=True,
    shell_complete=completions.glossaries,
    help=_("Only this glossary. Repeatable. Without it: yours and those that came with the tool."),
)

context_option = click.option(
    "--context",
    metavar="TEXT",
    help=_('Picks one of several entries with the same term; "" is the one without a context.'),
)

targets_option = click.option(
    "--to",
    "targets",
    type=LANGUAGE,
    multiple=True,
    shell_complete=completions.languages,
    help=_("Only this language: ko, ja, zh or zh-Hant. Repeatable."),
)

json_option = click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))


def configured_glossaries() -> Sequence[str | Path]:
    """The glossaries that the settings name, the strongest first."""
    return settings().glossaries or ()


def glossaries(names: Sequence[str]) -> Iterator[Glossary]:
    """The glossaries named; else the configured ones, those in the user's folder, and the curated ones.

    A broken one among several is reported and passed over; one that was named is an error.
    """
    from translate.errors import GlossaryError
    from translate.glossary.store import Glossary, curated_glossaries, open_glossary, user_glossary_paths

    if names:
        for name in names:
            yield Glossary.open(name)
        return
    seen: set[Path] = set()
    openers = [partial(Glossary.open, name) for name in configured_glossaries()]
    openers += [partial(open_glossary, path) for path in user_glossary_paths()]
    for opener in openers:
        try:
            found = opener()
        except GlossaryError as error:
            console.say(_("Passed over: {message}").format(message=error))
            continue
        if found.path.resolve() not in seen:
            seen.add(found.path.resolve())
            yield found
    yield from (found for found in curated_glossaries() if found.path.resolve() not in seen)


def code_of(locale: str) -> str:
    """A locale of a file name as the interface writes it: ``zh_Hant`` is ``zh-Hant``."""
    from translate.languages import TARGET_LANGUAGES

    return next(language.code for language in TARGET_LANGUAGES if language.locale == locale)


def locales_of(targets: Sequence[Any]) -> list[str]:
    """The locales of the languages given, or all."""
    from translate.glossary.store import LOCALES

    return [locale for locale in LOCALES if locale in {target.locale for target in targets}] or list(LOCALES)
