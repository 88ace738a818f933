"""The root command; each command is imported only when it is called."""

from __future__ import annotations

import sys
from typing import Any

import click

from translate import __version__
from translate.cli.lazy import LazyGroup
from translate.errors import TranslateError
from translate.i18n import _

COMMANDS: dict[str, tuple[str, str]] = {
    "check": ("translate.cli.check", "check"),
    "corpus": ("translate.cli.corpus", "corpus"),
    "doctor": ("translate.cli.doctor", "doctor"),
    "file": ("translate.cli.file", "file"),
    "glossary": ("translate.cli.glossary", "glossary"),
    "memory": ("translate.cli.memory", "memory"),
    "models": ("translate.cli.models", "models"),
    "text": ("translate.cli.text", "text"),
}
"""Command name → module and attribute."""


@click.command(
    cls=LazyGroup,
    table=COMMANDS,
    help=_("Translate English into Korean, Japanese and Chinese offline, with an enforced glossary."),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--lang", metavar="CODE", expose_value=False, help=_("Language of this tool's messages."))
@click.version_option(__version__, prog_name="translate")
def root() -> None:
    pass


def run(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    try:
        status: Any = root.main(args=arguments, prog_name="translate", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        click.echo(_("Interrupted; what was finished is kept."), err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except TranslateError as error:
        click.echo(_("Error: {message}").format(message=error), err=True)
        sys.exit(error.exit_status)
    except KeyboardInterrupt:
        click.echo(_("Interrupted; what was finished is kept."), err=True)
        sys.exit(130)
    sys.exit(status if isinstance(status, int) else 0)
