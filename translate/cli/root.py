"""The root command; each command is imported only when it is called."""

from __future__ import annotations

import errno
import os
import signal
import sys
from pathlib import Path
from typing import Any

import click

from translate import __version__
from translate.cli import completions, console
from translate.cli.lazy import LazyGroup
from translate.errors import TranslateError
from translate.files import reason_of
from translate.i18n import _

COMMANDS: dict[str, tuple[str, str]] = {
    "check": ("translate.cli.check", "check"),
    "completion": ("translate.cli.completion", "completion"),
    "corpus": ("translate.cli.corpus", "corpus"),
    "doctor": ("translate.cli.doctor", "doctor"),
    "file": ("translate.cli.file", "file"),
    "glossary": ("translate.cli.glossary", "glossary"),
    "init": ("translate.cli.init", "init"),
    "memory": ("translate.cli.memory", "memory"),
    "models": ("translate.cli.models", "models"),
    "serve": ("translate.cli.serve", "serve"),
    "text": ("translate.cli.text", "text"),
}
"""Command name → module and attribute."""


_OUTPUT_FAILURES = (errno.EDQUOT, errno.EFBIG, errno.EIO, errno.ENOSPC)
"""What the system says when standard output cannot take more."""

WELCOME = _("""Translate English into Korean, Japanese and Chinese, offline, with your names and terms.

Translate an article; its translation is written beside it:
  translate file article.txt --to ko

Keep your own names and terms, and see them used every time:
  translate glossary add "Tidebook" --ko 타이드북 --glossary terms
  translate file article.txt --to ko --glossary terms

Translate a folder of documents, and only what is new or changed:
  translate corpus articles out --to ko --to ja

“translate init” writes these choices down for a folder, “translate --help” lists
all commands, and “translate doctor” says what is installed.
""")


class RootGroup(LazyGroup):
    """The root: a file in the place of a command is understood."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise click.Abort from None  # for which Click prints nothing of its own

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            if not Path(error.command_name).exists():
                raise
            raise click.NoSuchCommand(
                error.command_name,
                _("No such command “{name}”. To translate a file: translate file {name}").format(
                    name=error.command_name
                ),
                ctx=ctx,
            ) from None


def _print_versions(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if not value or context.resilient_parsing:
        return
    from importlib.metadata import version
    from platform import python_version

    click.echo(f"translate {__version__} (glossary-translate)")
    for name in ("ctranslate2", "argos-translate-lt", "sentencepiece", "opencc"):
        click.echo(f"{name} {version(name)}")
    click.echo(f"Python {python_version()}")
    context.exit()


@click.command(
    cls=RootGroup,
    table=COMMANDS,
    help=_("Translate English into Korean, Japanese and Chinese offline, with an enforced glossary."),
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--lang",
    metavar="CODE",
    expose_value=False,
    shell_complete=completions.interface_languages,
    help=_("Language of this tool's messages: en, ko, ja, zh-Hans or zh-Hant."),
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_versions,
    help=_("Show the version of this tool and of what translates, and exit."),
)
@click.pass_context
def root(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        click.echo(WELCOME, nl=False)


def run(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    try:
        status: Any = root.main(args=arguments, prog_name="translate", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except (click.Abort, KeyboardInterrupt):
        # Another interrupt while this is said changes nothing any more.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if sys.stderr.isatty():
            console.say("")  # the terminal wrote ^C
        console.say(_("Interrupted; what was finished is kept."))
        sys.stdout.flush()
        # Everything is unwound; leaving the ordinary way would first decode what was given to CTranslate2.
        os._exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except TranslateError as error:
        console.error(error)
        sys.exit(error.exit_status)
    except OSError as error:
        # Every file has a name; Click sees to a reader that went away.
        if error.filename is not None or error.errno not in _OUTPUT_FAILURES:
            raise
        # What is still buffered must not fail once more when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        console.error(_("Cannot write standard output: {reason}.").format(reason=reason_of(error)))
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)
