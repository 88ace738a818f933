"""``translate glossary``: the group; its commands are imported when called."""

from __future__ import annotations

import click

from translate.cli.lazy import LazyGroup
from translate.i18n import _

COMMANDS: dict[str, tuple[str, str]] = {
    "add": ("translate.cli.glossary_change", "add"),
    "check": ("translate.cli.glossary_check", "check"),
    "diff": ("translate.cli.glossary_compare", "diff"),
    "edit": ("translate.cli.glossary_edit", "edit"),
    "export": ("translate.cli.glossary_exchange", "export"),
    "import": ("translate.cli.glossary_exchange", "import_command"),
    "list": ("translate.cli.glossary_view", "list_command"),
    "merge": ("translate.cli.glossary_compare", "merge"),
    "remove": ("translate.cli.glossary_change", "remove"),
    "rename": ("translate.cli.glossary_change", "rename"),
    "search": ("translate.cli.glossary_view", "search"),
    "set": ("translate.cli.glossary_change", "set_command"),
    "show": ("translate.cli.glossary_view", "show"),
    "stats": ("translate.cli.glossary_view", "stats"),
    "suggest": ("translate.cli.glossary_suggest", "suggest"),
    "try": ("translate.cli.glossary_try", "try_command"),
}
"""Command name → module and attribute."""


@click.command(
    cls=LazyGroup,
    table=COMMANDS,
    help=_(
        """Look into glossaries, change them, check them.

        A glossary is a folder with one PO file per language (ko.po, ja.po,
        zh_Hans.po, zh_Hant.po), a single PO file, or the name of one that came
        with the tool or lies in your own glossary folder.

        \b
        Examples:
          translate glossary add treaty --ko 조약 --ja 条約 --glossary terms
          translate glossary set treaty --ko 협정 --glossary terms
          translate glossary search diplomacy
          translate glossary try "The treaty is void." --to ko --glossary terms
          translate glossary check --glossary terms
        """
    ),
    short_help=_("Look into glossaries, change them, check them."),
)
def glossary() -> None:
    pass
