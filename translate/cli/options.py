"""Options that several commands share, and what they mean to the library."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from translate.cli import completions
from translate.i18n import _

if TYPE_CHECKING:
    from translate.config import Settings
    from translate.languages import Language
    from translate.translator import Options

Command = TypeVar("Command", bound=Callable[..., Any])


class LanguageType(click.ParamType[Any]):
    """A language code; an unknown one is an error of value, not of usage."""

    name = "code"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from translate.languages import Language, parse_language

        return value if isinstance(value, Language) else parse_language(value)


class SourceType(LanguageType):
    """The language to translate from."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from translate.errors import LanguageError

        try:
            return super().convert(value, param, ctx)
        except LanguageError:
            raise LanguageError(
                _("Only English can be translated from, not “{code}”.").format(code=value)
            ) from None


LANGUAGE = LanguageType()

_SETTINGS = "translate.settings"


def _apply(options: list[Callable[[Any], Any]]) -> Callable[[Command], Command]:
    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def settings() -> Settings:
    """The settings that hold in the working directory, read once for each call of the command line.

    Raises:
        ConfigurationError: a settings file has a fault.
    """
    from translate import config

    known = click.get_current_context().find_root().meta
    if _SETTINGS not in known:
        known[_SETTINGS] = config.load(Path.cwd(), config.user_file())
    found: Settings = known[_SETTINGS]
    return found


def configured(name: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """A callback that takes the setting ``name`` where its option was not given."""

    def value_of(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
        given = context.get_parameter_source(parameter.name or "") is not ParameterSource.DEFAULT
        if given or context.resilient_parsing:
            return value
        setting = getattr(settings(), name)
        return value if setting is None else setting

    return value_of


def output_folder() -> str | None:
    """The folder that the settings name for outputs."""
    folder = settings().output
    return f"{folder}{os.sep}" if folder is not None else None


def missing_language(context: click.Context, name: str) -> click.MissingParameter:
    """The error of a call that names no language where the settings do not either."""
    [parameter] = [each for each in context.command.params if each.name == name]
    return click.MissingParameter(
        _("Name a language, such as --to ko, or set “languages” in translate.toml (translate init)."),
        context,
        parameter,
    )


def _targets(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    languages = configured("languages")(context, parameter, value)
    if not languages and not context.resilient_parsing:
        raise missing_language(context, parameter.name or "")
    return languages


to_option = click.option(
    "--to",
    "targets",
    type=LANGUAGE,
    multiple=True,
    callback=_targets,
    shell_complete=completions.languages,
    help=_("Language to translate into: ko, ja, zh (Simplified) or zh-Hant. Repeatable."),
)

translation_options = _apply(
    [
        click.option(
            "--from", "source", type=SourceType(), default="en", show_default=True, help=_("Source language.")
        ),
        click.option(
            "--glossary",
            "glossaries",
            metavar="NAME|PATH",
            multiple=True,
            shell_complete=completions.glossaries,
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
            "--mend-numbers",
            is_flag=True,
            callback=configured("mend_numbers"),
            help=_("Translate sentences once more in which a number was changed or lost."),
        ),
        click.option(
            "--package",
            "packages",
            metavar="NAME|PATH",
            multiple=True,
            callback=configured("packages"),
            shell_complete=completions.packages,
            help=_("Argos package to use for its language pair. Repeatable, one for each pair."),
        ),
        click.option(
            "--register",
            type=click.Choice(["plain", "polite"]),
            default="plain",
            show_default=True,
            callback=configured("register"),
            help=_("Sentence endings: plain as newspapers write, or polite."),
        ),
        click.option(
            "--beam-size",
            metavar="NUMBER",
            type=click.IntRange(1, 32),
            default=4,
            show_default=True,
            callback=configured("beam_size"),
            help=_("Hypotheses kept while decoding."),
        ),
        click.option(
            "--threads",
            metavar="NUMBER",
            type=click.IntRange(0, 1024),
            default=0,
            callback=configured("threads"),
            help=_("CPU threads; 0, the default, takes all there are."),
        ),
    ]
)


def memory_path(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """A callback that takes the memory of the settings where none is given."""
    if value is not None or context.params.get("no_memory") or context.resilient_parsing:
        return value
    setting = settings().memory
    return setting if isinstance(setting, Path) else None


def _no_memory(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    if value or context.params.get("memory_path") or context.resilient_parsing:
        return value
    return settings().memory is False


# Click treats what was given before what was not, so each of the two knows whether the other was given.
memory_options = _apply(
    [
        click.option(
            "--memory",
            "memory_path",
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="PATH",
            callback=memory_path,
            help=_("Translation memory to use instead of your own."),
        ),
        click.option(
            "--no-memory",
            is_flag=True,
            callback=_no_memory,
            help=_("Use no memory and store nothing of the text."),
        ),
    ]
)

reading_options = _apply(
    [
        click.option("--encoding", metavar="NAME", help=_("Charset of the input; detected if not given.")),
        click.option(
            "--format",
            "format_name",
            metavar="NAME",
            shell_complete=completions.formats,
            help=_("Format of the input; by its suffix if not given."),
        ),
    ]
)

document_options = _apply(
    [
        click.option(
            "--key",
            "keys",
            metavar="NAME",
            multiple=True,
            help=_(
                "In message files and tables translate only this key or column; of Markdown also this key"
                " of the front matter. Repeatable; menu.* is a pattern."
            ),
        ),
        click.option(
            "--mark-fuzzy", is_flag=True, help=_("In PO and XLIFF mark translations as to be reviewed.")
        ),
        click.option(
            "--retranslate", is_flag=True, help=_("In PO and XLIFF also translate what has a translation.")
        ),
    ]
)

review_option = click.option(
    "--review",
    "review_path",
    metavar="FILE.html",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Also write a page that shows source and translation side by side, to review and correct."),
)

output_options = _apply(
    [
        click.option(
            "--strict",
            is_flag=True,
            callback=configured("strict"),
            help=_("Exit with status 3 if a term is not rendered as it should be."),
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
    mend_numbers: bool,
    packages: tuple[str, ...],
    register: str,
    beam_size: int,
    threads: int,
) -> Options:
    """The library's options for the shared ones of the command line, and the settings."""
    from translate.translator import Options

    chosen = settings()
    consistent_names = False if no_consistent_names else chosen.consistent_names is not False
    return Options(
        source=source,
        glossaries=glossaries,
        configured=() if no_glossary else chosen.glossaries or (),
        curated=not no_glossary and chosen.curated is not False,
        packages=packages,
        register=register,
        beam_size=beam_size,
        threads=threads,
        consistent_names=consistent_names and not no_glossary,
        mend_numbers=mend_numbers,
    )
