"""``translate glossary edit``."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import click

from translate.cli import console
from translate.cli.glossary_options import code_of, one_glossary_option
from translate.cli.options import LANGUAGE
from translate.i18n import _


@click.command(
    help=_(
        """Open a glossary's PO file in your editor and check it afterwards.

        The editor is $VISUAL or $EDITOR. The file changes only when what you
        saved is sound; otherwise you are told the line and may go back.

        \b
        Examples:
          translate glossary edit --glossary terms --to ko
          EDITOR=nano translate glossary edit --glossary terms/ja.po
        """
    ),
    short_help=_("Open a glossary in your editor."),
)
@one_glossary_option
@click.option(
    "--to", "target", type=LANGUAGE, help=_("Which of the glossary's languages: ko, ja, zh, zh-Hant.")
)
def edit(name: str, target: Any) -> None:
    from translate.errors import GlossaryError
    from translate.files import check_target, shown, write_atomically
    from translate.glossary import po
    from translate.glossary.editing import GlossaryEditor
    from translate.glossary.store import parse_glossary_file

    editor = GlossaryEditor.open(name)
    locales = [target.locale] if target is not None else editor.locales
    if len(locales) != 1:
        raise click.UsageError(
            _("The glossary has several languages; give one with --to: {codes}").format(
                codes=", ".join(map(code_of, locales))
            )
        )
    path = editor.path_of(locales[0])
    check_target(path, follow_links=True)
    before = po.read_bytes(path)
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / path.name
        draft.write_bytes(before)
        while True:
            click.edit(filename=str(draft))
            after = draft.read_bytes()
            if after == before:
                console.say(_("Nothing changed."))
                return
            try:
                parse_glossary_file(after, path, locales[0], editor.name)
                break
            except GlossaryError as error:
                console.say(_("Error: {message}").format(message=error))
                if not click.confirm(
                    _("Go back to the editor? (no leaves the glossary as it was)"), default=True, err=True
                ):
                    raise
    if po.read_bytes(path) != before:
        raise GlossaryError(_("the file was changed meanwhile; try again"), path)
    write_atomically(path, after, follow_links=True)
    console.say(_("Changed {path}").format(path=shown(path)))
