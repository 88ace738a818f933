"""Deciding on proposed entries with single keys."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from translate.cli import console
from translate.cli.glossary_options import code_of
from translate.i18n import _

if TYPE_CHECKING:
    from translate.glossary.concepts import Entry
    from translate.glossary.editing import GlossaryEditor
    from translate.glossary.file_editor import FileEditor

_MOST_CHOICES = 9


def walk(editor: GlossaryEditor, locales: Sequence[str]) -> None:
    """Go through the proposed entries of a glossary; what was decided is saved whatever ends the walk.

    Args:
        locales: languages to go through; empty for all.
    """
    pending = [
        (editor.file(locale), entry)
        for locale in editor.locales
        if not locales or locale in locales
        for entry in editor.file(locale).entries
        if entry.fuzzy and not entry.obsolete
    ]
    if not pending:
        console.say(_("No entry is proposed."))
        return
    console.say(
        _(
            "Enter or y: accept · 1–9: take that rendering · e: write another · s: decide later · "
            "r: reject for good · q: stop"
        )
    )
    accepted = rejected = 0
    try:
        for number, (file, entry) in enumerate(pending, start=1):
            decided = _decide(file, entry, f"{number}/{len(pending)}")
            if decided is None:
                break
            if decided is entry:
                continue
            file.replace(entry, decided)
            rejected += decided.obsolete
            accepted += not decided.obsolete
    finally:
        editor.save()
        left = len(pending) - accepted - rejected
        console.say(
            _("{accepted} accepted, {rejected} rejected, {left} left").format(
                accepted=accepted, rejected=rejected, left=left
            )
        )


def _decide(file: FileEditor, entry: Entry, place: str) -> Entry | None:
    """The entry as decided; itself to leave it; None to stop."""
    from translate.glossary.suggestions.suggesting import approved, choices, rejected, rendering_of

    found = choices(entry)[:_MOST_CHOICES]
    click.echo(f"[{place}] {entry.term} ({code_of(file.locale)})")
    if entry.usage:
        click.echo(f"    {entry.usage}")
    for index, choice in enumerate(found, start=1):
        click.echo(f"  {index} {choice}")
    while True:
        key = _read_key()
        if key in ("\r", "\n", "y", "Y"):
            return approved(entry, rendering_of(found[0]))
        if key.isdigit() and 1 <= int(key) <= len(found):
            return approved(entry, rendering_of(found[int(key) - 1]))
        if key in ("e", "E"):
            text = click.prompt(_("Rendering"), default=entry.rendering, err=True).strip()
            if text:
                return approved(entry, text)
        elif key in ("s", "S", " "):
            return entry
        elif key in ("r", "R"):
            return rejected(entry)
        elif key in ("q", "Q", "", "\x04", "\x1b"):
            return None
        else:
            console.say(_("Enter, y, 1–9, e, s, r or q"))


def _read_key() -> str:
    """One key of the terminal, or one character where keys are piped in."""
    return click.getchar() if sys.stdin.isatty() else sys.stdin.read(1)
