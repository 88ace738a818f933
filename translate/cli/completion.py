"""``translate completion``."""

from __future__ import annotations

import click

from translate.i18n import _

PROGRAM = "translate"
VARIABLE = "_TRANSLATE_COMPLETE"
"""The environment variable through which the scripts ask for completions (Click's protocol)."""


@click.command(
    help=_(
        """Print the script that completes commands, options, languages, glossaries and packages.

        \b
        For bash:
          translate completion bash \\
              > ~/.local/share/bash-completion/completions/translate

        \b
        For zsh, with ~/.zfunc in fpath:
          translate completion zsh > ~/.zfunc/_translate

        \b
        For fish:
          translate completion fish > ~/.config/fish/completions/translate.fish

        \b
        For this session only:
          eval "$(translate completion bash)"
        """
    ),
    short_help=_("Print a script for your shell that completes words."),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    from click.shell_completion import get_completion_class

    complete = get_completion_class(shell)
    assert complete is not None
    click.echo(complete(context.find_root().command, {}, PROGRAM, VARIABLE).source())
