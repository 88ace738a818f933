"""Options that several commands share, and what they mean to the library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from translate.i18n import _

if TYPE_CHECKING:
    from translate.languages import Language
    from translate.translator import Options

Command = TypeVar("Command", bound=Callable[..., Any])


class LanguageType(click.ParamType[Any]):
    """A language code; an unknown one is an error of value, not of usage."""

    name = "code"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from translate.languages import Language, parse_language

        return value if isinstance(value, Language) else parse_language(value)


LANGUAGE = LanguageType()


def _apply(options: list[Callable[[Any], Any]]) -> Callable[[Command], Command]:
    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


to_option = click.option(
    "--to",
    "targets",
    type=LANGUAGE,
    multiple=True,
    required=True,
    help=_("Language to translate into: ko, ja, zh (Simplified) or zh-Hant. Repeatable."),
)

translation_options = _apply(
    [
        click.option(
            "--from", "source", type=LANGUAGE, default="en", show_default=True, help=_("Source language.")
        ),
        click.option(
            "--glossary",
            "glossaries",
            metavar="NAME|PATH",
            multiple=True,
            help=_("Glossary to enforce before the curated ones. Repeatable, the first wins."),
        ),
        click.option(
            "--no-glossary",
            is_flag=True,
            help=_("Use no curated or configured glossary, only those named with --glossary."),
        ),
        click.option(
            "--no-consistent-names",
            is_flag=True,
            help=_("Do not make names alike that no glossary knows."),
        ),
        click.option(
            "--package",
            "packages",
            metavar="NAME|PATH",
            multiple=True,
            help=_("Argos package to use for its language pair. Repeatable, one for each pair."),
        ),
        click.option(
            "--register",
            type=click.Choice(["plain", "polite"]),
            default="plain",
            show_default=True,
            help=_("Sentence endings: plain as newspapers write, or polite."),
        ),
        click.option(
            "--beam-size",
            type=click.IntRange(1, 32),
            default=4,
            show_default=True,
            help=_("Hypotheses kept while decoding."),
        ),
        click.option(
            "--threads",
            type=click.IntRange(0, 1024),
            default=0,
            help=_("CPU threads; 0, the default, takes all there are."),
        ),
    ]
)

memory_options = _apply(
    [
        click.option(
            "--memory",
            "memory_path",
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="PATH",
            help=_("Translation memory to use instead of your own."),
        ),
        click.option("--no-memory", is_flag=True, help=_("Use no memory and store nothing of the text.")),
    ]
)

reading_options = _apply(
    [
        click.option("--encoding", metavar="NAME", help=_("Charset of the input; detected if not given.")),
        click.option(
            "--format",
            "format_name",
            metavar="NAME",
            help=_("Format of the input; by its suffix if not given."),
        ),
    ]
)

output_options = _apply(
    [
        click.option(
            "--strict", is_flag=True, help=_("Exit with status 3 if a term is not rendered as it should be.")
        ),
        click.option("-q", "--quiet", is_flag=True, help=_("Print failures only.")),
        click.option("-v", "--verbose", is_flag=True, help=_("Print every term that was enforced.")),
    ]
)


def library_options(
    *,
    source: Language,
    glossaries: tuple[str, ...],
    no_glossary: bool,
    no_consistent_names: bool,
    packages: tuple[str, ...],
    register: str,
    beam_size: int,
    threads: int,
) -> Options:
    """The library's options for the shared ones of the command line."""
    from translate.translator import Options

    return Options(
        source=source,
        glossaries=glossaries,
        curated=not no_glossary,
        packages=packages,
        register=register,
        beam_size=beam_size,
        threads=threads,
        consistent_names=not (no_consistent_names or no_glossary),
    )
