"""``translate init``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from translate.cli import completions
from translate.cli.console import say
from translate.cli.options import LANGUAGE
from translate.i18n import _


@click.command(
    help=_(
        """Write a translate.toml that keeps a folder's choices: languages, glossaries, packages, output.

        It holds in FOLDER (by default this one) and in the folders below it, for every command. The same
        settings are read from [tool.translate] in pyproject.toml.

        \b
        Examples:
          translate init --to ko --to ja
          translate init --to zh-Hant --glossary terms
          translate init translations/
        """
    ),
    short_help=_("Write a settings file for a folder."),
)
@click.argument("folder", required=False, default=".", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "targets",
    type=LANGUAGE,
    multiple=True,
    shell_complete=completions.languages,
    help=_("Language to translate into. Repeatable; without it, all that there are."),
)
@click.option(
    "--glossary",
    "glossaries",
    metavar="NAME|PATH",
    multiple=True,
    shell_complete=completions.glossaries,
    help=_("Glossary to enforce. Repeatable, the first wins."),
)
@click.option("--force", is_flag=True, help=_("Overwrite an existing translate.toml."))
def init(folder: Path, targets: tuple[Any, ...], glossaries: tuple[str, ...], force: bool) -> None:
    from translate import config
    from translate.files import shown

    codes = [language.code for language in dict.fromkeys(targets)]
    path = config.write_template(folder, codes, glossaries, overwrite=force)
    say(_("Wrote {path}. Now “translate file article.txt” needs no options.").format(path=shown(path)))
