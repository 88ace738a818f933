"""What a shell offers when a word is to be completed; each function answers for one kind of value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

from translate import i18n
from translate.i18n import _, language_name

if TYPE_CHECKING:
    import click


def _matching(values: dict[str, str], incomplete: str) -> list[CompletionItem]:
    return [
        CompletionItem(value, help=text or None)
        for value, text in values.items()
        if value.startswith(incomplete)
    ]


def languages(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Codes of the languages to translate into."""
    from translate.languages import TARGET_LANGUAGES

    names = {language.code: language_name(language.code) for language in TARGET_LANGUAGES}
    return _matching(names, incomplete)


def interface_languages(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Codes of the languages that this tool speaks."""
    codes = (i18n.SOURCE_LANGUAGE, *i18n.INTERFACE_LANGUAGES)
    return _matching({code.replace("_", "-"): language_name(code) for code in codes}, incomplete)


def languages_or_paths(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Codes of languages, and files."""
    return [*paths(context, parameter, incomplete), *languages(context, parameter, incomplete)]


def paths(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Files and folders, as the shell itself completes them."""
    return [CompletionItem(incomplete, type="file")]


def glossaries(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of glossaries, yours first, and paths."""
    from translate import resources
    from translate.glossary.store import user_glossary_paths

    names = {path.stem: _("yours") for path in user_glossary_paths()}
    for path in sorted(resources.glossaries_folder().iterdir()):
        if path.is_dir():
            names.setdefault(path.name, _("curated"))
    return [*paths(context, parameter, incomplete), *_matching(names, incomplete)]


def packages(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of the packages on this machine, and paths."""
    from translate.models.packages import discover

    names = {
        package.name: f"{package.from_code} → {package.to_code}, {package.version}"
        for package in discover().packages
    }
    return [*paths(context, parameter, incomplete), *_matching(names, incomplete)]


def formats(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of document formats."""
    from translate import documents

    return _matching({name: " ".join(suffixes) for name, suffixes in documents.formats().items()}, incomplete)
