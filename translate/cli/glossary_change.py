"""``translate glossary add | set | remove | rename``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from translate.cli import console
from translate.cli.glossary_options import (
    code_of,
    context_option,
    locales_of,
    one_glossary_option,
    targets_option,
)
from translate.i18n import _

if TYPE_CHECKING:
    from translate.glossary.editing import Change, GlossaryEditor

Command = TypeVar("Command", bound=Callable[..., Any])

_RENDERING_OPTIONS = {
    "ko": ("ko", _("Korean rendering.")),
    "ja": ("ja", _("Japanese rendering.")),
    "zh_Hans": ("zh", _("Simplified Chinese rendering.")),
    "zh_Hant": ("zh-hant", _("Traditional Chinese rendering.")),
}
"""Locale → option and help."""

_SHARED_TEXTS = {
    "kind": ("--kind", _("person, place, country, organization, title, term …")),
    "case": ("--case", _("sensitive, insensitive, or empty for the usual rule.")),
    "short_of": ("--short-of", _("Full name that this is the short form of.")),
    "part_of_speech": ("--part-of-speech", _("noun, verb …")),
    "definition": ("--definition", _("What it means.")),
    "usage": ("--usage", _("Where it is used.")),
    "note": ("--note", _("A remark.")),
    "source": ("--source", _("Where the rendering comes from.")),
}
_SHARED_LISTS = {
    "aliases": ("--alias", _("Another source form. Repeatable.")),
    "demonyms": ("--demonym", _("Adjective or inhabitant of a place, for patterns. Repeatable.")),
}
_OWN_LISTS = {
    "accept": ("--accept", _("Rendering that also counts as right. Repeatable.")),
    "forms": ("--form", _("Inflected form of the rendering. Repeatable.")),
    "avoid": ("--avoid", _("Wrong rendering, to be replaced. Repeatable.")),
}
_OWN_SWITCHES = {
    "keep": ("--keep", _("Leave the term as it is in this language, or in all.")),
    "common": ("--common", _("The rendering is an everyday word.")),
    "forbidden": ("--forbidden", _("The rendering must not be used for the term.")),
}


def _value_options(command: Command) -> Command:
    """The options for the fields of an entry, shared by ``add`` and ``set``."""
    options: list[Callable[[Any], Any]] = []
    for locale, (name, text) in _RENDERING_OPTIONS.items():
        options.append(click.option(f"--{name}", f"rendering_{locale}", metavar="TEXT", help=text))
    for name, (option, text) in _SHARED_TEXTS.items():
        options.append(click.option(option, name, metavar="TEXT", help=text))
    for name, (option, text) in _SHARED_LISTS.items():
        options.append(click.option(option, name, metavar="TEXT", multiple=True, help=text))
    for name, (option, text) in _OWN_LISTS.items():
        options.append(click.option(option, name, metavar="[LANGUAGE=]TEXT", multiple=True, help=text))
    options.append(
        click.option(
            "--reading",
            metavar="[LANGUAGE=]TEXT",
            multiple=True,
            help=_("How the rendering is read aloud."),
        )
    )
    for name, (option, text) in _OWN_SWITCHES.items():
        options.append(click.option(option, name, metavar="LANGUAGE|all", multiple=True, help=text))
        options.append(
            click.option(
                f"--no-{option[2:]}",
                f"no_{name}",
                metavar="LANGUAGE|all",
                multiple=True,
                help=_("Take {option} back.").format(option=option),
            )
        )
    options.append(
        click.option(
            "--required/--no-required", default=None, help=_("It must have a rendering in every language.")
        )
    )
    options.append(
        click.option(
            "--status",
            type=click.Choice(["approved", "proposed", "obsolete"]),
            help=_("A proposed or obsolete entry is not enforced."),
        )
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command(
    help=_(
        """Add TERM to a glossary, which is created where it is missing.

        A value that belongs to one language is written LANGUAGE=TEXT where it
        is not clear (--accept "ko=셔틀 외교").

        \b
        Examples:
          translate glossary add treaty --ko 조약 --ja 条約 --glossary terms
          translate glossary add "President {person}" --ko "{person} 대통령" \\
              --kind title --glossary terms
          translate glossary add Takaichi --ko 다카이치 \\
              --short-of "Sanae Takaichi" --kind person --glossary terms
          translate glossary add iPhone --keep all --kind brand --glossary terms
        """
    ),
    short_help=_("Add a term."),
)
@click.argument("term")
@one_glossary_option
@click.option("--context", metavar="TEXT", default="", help=_("Tells it from an entry with the same term."))
@_value_options
def add(term: str, name: str, context: str, **values: Any) -> None:
    from translate.glossary.editing import GlossaryEditor
    from translate.glossary.store import LOCALES

    locales = _locales_given(values, list(LOCALES))
    if not locales:
        raise click.UsageError(_("Give a rendering, such as --ko TEXT."))
    editor = GlossaryEditor.open(name, locales)
    editor.add(term, _change(values, editor.locales or list(LOCALES)), context)
    _save(editor, _("Added “{term}”: {files}").format, term)
    _warn(editor, term, context)


@click.command(
    "set",
    help=_(
        """Change the entry of TERM: its renderings and everything said about it.

        What is not named stays. A list (--alias, --accept …) replaces the list
        there; an empty TEXT removes a value. A new rendering approves an entry
        that was only proposed.

        \b
        Examples:
          translate glossary set treaty --ko 협정 --glossary terms
          translate glossary set seal --ko 직인 --context document --glossary terms
          translate glossary set treaty --accept ko=조약문 --note "" --glossary terms
          translate glossary set pier --status approved --glossary terms
        """
    ),
    short_help=_("Change a term's renderings and values."),
)
@click.argument("term")
@one_glossary_option
@context_option
@_value_options
def set_command(term: str, name: str, context: str | None, **values: Any) -> None:
    from translate.glossary.editing import GlossaryEditor

    editor = GlossaryEditor.open(name)
    change = _change(values, editor.locales)
    if not (change.locales or change.shared or change.status):
        raise click.UsageError(
            _("Nothing to change: give a rendering, such as --ko TEXT, or another option.")
        )
    editor.set(term, change, context)
    _save(editor, _("Changed “{term}”: {files}").format, term)
    _warn(editor, term, context)


@click.command(
    help=_(
        """Remove the entry of TERM, in every language or in those given with --to.

        \b
        Examples:
          translate glossary remove treaty --glossary terms
          translate glossary remove seal --context animal --to ja --glossary terms
        """
    ),
    short_help=_("Remove a term."),
)
@click.argument("term")
@one_glossary_option
@context_option
@targets_option
def remove(term: str, name: str, context: str | None, targets: tuple[Any, ...]) -> None:
    from translate.glossary.editing import GlossaryEditor

    editor = GlossaryEditor.open(name)
    editor.remove(term, context, locales_of(targets) if targets else ())
    _save(editor, _("Removed “{term}”: {files}").format, term)


@click.command(
    help=_(
        """Give the entry of TERM the new term NEW in every language.

        Short names of TERM (short-of) follow.

        \b
        Examples:
          translate glossary rename "Harbor Board" "Harbour Board" --glossary terms
          translate glossary rename seal seal --context "" --new-context stamp \\
              --glossary terms
        """
    ),
    short_help=_("Give a term another name."),
)
@click.argument("term")
@click.argument("new")
@one_glossary_option
@context_option
@click.option("--new-context", metavar="TEXT", help=_("Context that the entry is to have."))
def rename(term: str, new: str, name: str, context: str | None, new_context: str | None) -> None:
    from translate.glossary.editing import GlossaryEditor

    editor = GlossaryEditor.open(name)
    editor.rename(term, new, context, new_context)
    _save(editor, _("Renamed “{term}”: {files}").format, term)


def _save(editor: GlossaryEditor, message: Callable[..., str], term: str) -> None:
    from translate.files import shown

    written = editor.save()
    if written:
        console.say(message(term=term, files=", ".join(shown(path) for path in written)))
    else:
        console.say(_("Nothing changed: “{term}” is so already.").format(term=term))


def _warn(editor: GlossaryEditor, term: str, context: str | None) -> None:
    """Say at once what ``check`` would find in the entry."""
    from translate.checks.findings import NOTE
    from translate.glossary.lint import lint_entry

    for locale, entry in editor.find(term.strip(), context).items():
        for finding in lint_entry(entry, locale) if not entry.obsolete else ():
            if finding.severity != NOTE:
                console.say(
                    _("Look at it: {message} ({advice}) [{code}]").format(
                        message=finding.message, advice=finding.advice, code=finding.code
                    )
                )


def _locales_given(values: dict[str, Any], everything: Sequence[str]) -> list[str]:
    """Locales that the options of ``add`` name, for which a glossary may have to be begun."""
    given = [locale for locale in _RENDERING_OPTIONS if values[f"rendering_{locale}"] is not None]
    for code in values["keep"]:
        given += _switch_locales(code, everything)
    return list(dict.fromkeys(given))


def _switch_locales(code: str, everything: Iterable[str]) -> list[str]:
    if code == "all":
        return list(everything)
    from translate.languages import parse_language

    return [parse_language(code).locale]


def _change(values: dict[str, Any], existing: Sequence[str]) -> Change:
    from translate.glossary.editing import Change

    renderings = {
        locale: values[f"rendering_{locale}"]
        for locale in _RENDERING_OPTIONS
        if values[f"rendering_{locale}"] is not None
    }
    shared: dict[str, Any] = {name: values[name] for name in _SHARED_TEXTS if values[name] is not None}
    shared.update({name: values[name] for name in _SHARED_LISTS if values[name]})
    if values["required"] is not None:
        shared["required"] = values["required"]
    _check_words(shared)
    own: dict[str, dict[str, Any]] = {}
    only = list(renderings) if len(renderings) == 1 else list(existing) if len(existing) == 1 else []
    for name in (*_OWN_LISTS, "reading"):
        option = _OWN_LISTS[name][0] if name in _OWN_LISTS else "--reading"
        for text in values[name]:
            locale, value = _split_language(option, text, only)
            fields = own.setdefault(locale, {})
            if name == "reading":
                fields[name] = value
            else:
                fields[name] = (*fields.get(name, ()), value)
    for name in _OWN_SWITCHES:
        for prefix, state in (("", True), ("no_", False)):
            for code in values[prefix + name]:
                for locale in _switch_locales(
                    code, renderings if name == "forbidden" and renderings else existing
                ):
                    own.setdefault(locale, {})[name] = state
    return Change(renderings, shared, own, values["status"] or "")


def _check_words(shared: dict[str, Any]) -> None:
    from translate.glossary.comments import is_kind

    if shared.get("kind") and not is_kind(shared["kind"]):
        raise click.BadParameter(_("a kind is one lower-case word, such as person"), param_hint="--kind")
    if shared.get("case") not in (None, "", "sensitive", "insensitive"):
        raise click.BadParameter(_("write sensitive or insensitive"), param_hint="--case")


def _split_language(option: str, text: str, only: Sequence[str]) -> tuple[str, str]:
    """The locale and value of ``LANGUAGE=TEXT``, or of TEXT where there is one language only."""
    from translate.errors import LanguageError
    from translate.languages import parse_language

    code, equals, value = text.partition("=")
    if equals and code.replace("-", "").replace("_", "").isalpha() and code.isascii():
        try:
            return parse_language(code).locale, value
        except LanguageError:
            pass
    if len(only) == 1:
        return only[0], text
    raise click.UsageError(
        _("Say which language: {option} {example}").format(option=option, example=f'"{code_of("ko")}={text}"')
    )
