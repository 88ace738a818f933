"""Click in the interface language: its own messages, and help laid out by East Asian widths.

Only the command line's entry calls :func:`localize_click`; importing the library changes nothing in
Click.
"""

from __future__ import annotations

import gettext
import importlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import click

from translate import i18n
from translate.documents.wrapping import display_width, wrap
from translate.i18n import _
from translate.languages import ENGLISH, TARGET_LANGUAGES, Language

_FACTS = re.compile(r" +(\[[^\[\]]+\])\Z")
"""What Click adds to an option: its default, its range, that it is required."""


def localize_click() -> None:
    """Let Click take its messages from this tool's catalogs, before a command is defined.

    Click's modules bind gettext's functions, which ask the default domain of the process. To set that
    one would take compiled catalogs on disk and variables that every child process sees; so the
    names are bound to this tool's functions instead.
    """
    click.Context.formatter_class = HelpFormatter
    if i18n.current_language() == i18n.SOURCE_LANGUAGE:
        return
    for name in ("click._termui_impl", "click.shell_completion"):  # Click imports these late.
        importlib.import_module(name)
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "click":
            for bound, value in list(vars(module).items()):
                if value is gettext.gettext:
                    setattr(module, bound, i18n._)
                elif value is gettext.ngettext:
                    setattr(module, bound, i18n.ngettext)
    # The names of types stand in messages, and in capitals in help.
    click.types.IntParamType.name = _("integer")
    click.IntRange.name = _("integer range")
    click.types.FloatParamType.name = _("number")
    click.FloatRange.name = _("number range")
    click.types.StringParamType.name = _("text")
    if i18n.current_language() != "ko":
        _join_sentences()


def _join_sentences() -> None:
    """End and join the sentences that Click puts together as Japanese and Chinese do, without spaces."""
    kinds: tuple[type[click.ClickException], ...] = (
        click.MissingParameter, click.NoSuchOption, click.NoSuchCommand,
    )  # fmt: skip
    for kind in kinds:
        original = kind.format_message

        def joined(error: Any, original: Callable[[Any], str] = original) -> str:
            return re.sub(r"。 +", "。", re.sub(r"(?<=')\.(?: |$)", "。", original(error)))

        setattr(kind, "format_message", joined)  # noqa: B010 -- mypy forbids the plain assignment


class HelpFormatter(click.HelpFormatter):
    """Click's layout, measured in columns, with lines broken as each language breaks them."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        begin = f"{_('Usage:') + ' ' if prefix is None else prefix}{prog} "
        if display_width(begin) + 20 > self.width:
            self.write(f"{begin}\n")
            begin = " " * 4
        first, *rest = wrap(args, self.width - display_width(begin), _language())
        self.write(f"{begin}{first}".rstrip() + "\n")
        for line in rest:
            self.write(" " * display_width(begin) + line + "\n")

    def write_text(self, text: str) -> None:
        indent = " " * self.current_indent
        for line in _lines(text, self.width - self.current_indent):
            self.write(f"{indent}{line}".rstrip() + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        rows = list(rows)
        column = min(max(display_width(first) for first, _second in rows), col_max) + col_spacing
        indent = " " * self.current_indent
        for first, second in rows:
            lines = _explanation(second, max(self.width - column - self.current_indent, 10))
            if display_width(first) <= column - col_spacing and lines:
                self.write(indent + first + " " * (column - display_width(first)) + lines.pop(0) + "\n")
            else:
                self.write(f"{indent}{first}\n")
            for line in lines:
                self.write(f"{indent}{' ' * column}{line}".rstrip() + "\n")


def _explanation(text: str, columns: int) -> list[str]:
    """What an option means, on lines; the default in brackets at its end stays together."""
    facts = _FACTS.search(text)
    if facts is None or _language() == ENGLISH or display_width(facts[1]) > columns:
        return list(_lines(text, columns))
    lines = list(_lines(text[: facts.start()], columns))
    if lines and display_width(f"{lines[-1]} {facts[1]}") <= columns:
        lines[-1] += f" {facts[1]}"
    else:
        lines.append(facts[1])
    return lines


def _lines(text: str, columns: int) -> Iterator[str]:
    """Paragraphs, wrapped but for those that begin with a line of ``\\b``."""
    paragraph: list[str] = []
    is_first = True
    for line in [*text.expandtabs().splitlines(), ""]:
        if line.strip(" "):
            paragraph.append(line)
            continue
        if not paragraph:
            continue
        if not is_first:
            yield ""
        is_first = False
        if paragraph[0].strip() == "\b":
            yield from paragraph[1:]
        else:
            indent = " " * (len(paragraph[0]) - len(paragraph[0].lstrip()))
            for wrapped in wrap(_joined(paragraph), columns - len(indent), _language()):
                yield indent + wrapped
        paragraph = []


def _joined(lines: list[str]) -> str:
    """A paragraph on one line, with a space at the joints where the language has spaces."""
    text = ""
    for line in map(str.strip, lines):
        joint = (text[-1:], line[:1])
        is_spaceless = _language().code != "ko" and all(map(_is_wide, joint))
        text += line if not text or is_spaceless else f" {line}"
    return text


def _is_wide(character: str) -> bool:
    return display_width(character) == 2


def _language() -> Language:
    locale = i18n.current_language()
    return next((language for language in TARGET_LANGUAGES if language.locale == locale), ENGLISH)
