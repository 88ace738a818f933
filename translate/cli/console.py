"""What is printed where: results on standard output, everything else on standard error."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import click

from translate.documents.wrapping import display_width
from translate.i18n import _


def language_argument(arguments: Sequence[str]) -> str | None:
    """The value of ``--lang``, which must be known before commands are imported."""
    for index, argument in enumerate(arguments):
        if argument == "--":
            return None
        if argument == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
    return None


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
