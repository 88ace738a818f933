"""What is printed where: results on standard output, everything else on standard error."""

from __future__ import annotations

import os
import re
import string
from collections.abc import Sequence
from typing import Any

import click

from translate import i18n
from translate.documents.wrapping import display_width
from translate.i18n import _


def language_argument(arguments: Sequence[str]) -> str | None:
    """The value of ``--lang`` before the command, which must be known before commands are imported."""
    language = None
    words = iter(arguments)
    for word in words:
        if word == "--lang":
            language = next(words, None)
        elif word.startswith("--lang="):
            language = word.partition("=")[2]
        elif word == "--" or not word.startswith("-"):
            break
    return language


def say(message: str) -> None:
    """A message for the person at the terminal."""
    click.echo(message, err=True)


def error(message: object) -> None:
    """A failure, for the person at the terminal."""
    before, _message, after = _("Error: {message}").partition("{message}")
    say(f"{paint(before, fg='red', bold=True)}{message}{after}")


def paint(text: str, **style: Any) -> str:
    """The text in colour, unless NO_COLOR (https://no-color.org) or the terminal forbids it.

    Where the output is no terminal, Click takes the colour away again.
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return click.style(text, **style)


def number(value: float, decimals: int = 0) -> str:
    """A number as the interface language writes it: 12,345.6."""
    from babel.numbers import format_decimal

    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    return format_decimal(value, format=pattern, locale=i18n.current_language())


class _LocalFormatter(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, int | float):
            decimals = re.fullmatch(r"\.(\d)f", format_spec)
            return number(value, int(decimals[1]) if decimals else 0)
        return str(super().format_field(value, format_spec))


def fill(message: str, **values: object) -> str:
    """The message with its placeholders filled, and numbers as the interface language writes them."""
    return _LocalFormatter().format(message, **values)


def table(rows: Sequence[Sequence[str]], header: Sequence[str] | None = None) -> str:
    """Rows as aligned columns, two spaces apart, nothing after the last."""
    lines = [*([header] if header else []), *rows]
    if not lines:
        return ""
    widths = [max(display_width(line[column]) for line in lines) for column in range(len(lines[0]))]
    shown = [
        "  ".join(
            cell + " " * (columns - display_width(cell)) for cell, columns in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    ]
    if header:
        shown[0] = paint(shown[0], bold=True)
    return "\n".join(shown)
