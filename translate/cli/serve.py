"""``translate serve``."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from translate.cli import options
from translate.cli.console import say
from translate.i18n import _

HELP = _("""Serve translations over HTTP, with the API of LibreTranslate.

Programs that use LibreTranslate get the glossary enforced when they are given
this server's address. In a browser, the address shows a page to paste a text
into and to see its review.

\b
Examples:
  translate serve
  translate serve --port 8080 --glossary my-terms/
  TRANSLATE_API_KEY=secret translate serve --host 0.0.0.0 --req-limit 60
  curl -d q="Hello." -d source=en -d target=ko http://127.0.0.1:5000/translate

By default only this machine can reach the server. It needs the extra “serve”:
pip install "glossary-translate[serve]". Ctrl-C stops it.
""")


@click.command(help=HELP, short_help=_("Serve translations with the API of LibreTranslate."))
@click.option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    show_default=True,
    help=_("Address to listen on; 0.0.0.0 lets others in."),
)
@click.option(
    "--port",
    metavar="NUMBER",
    type=click.IntRange(0, 65535),
    default=5000,
    show_default=True,
    help=_("Port to listen on; 0 takes a free one."),
)
@click.option(
    "--api-key",
    metavar="KEY",
    default="",
    envvar="TRANSLATE_API_KEY",
    help=_("Key that calls must give; safer in the environment as TRANSLATE_API_KEY."),
)
@click.option(
    "--char-limit",
    type=click.IntRange(min=1),
    metavar="NUMBER",
    help=_("Characters of a call at most."),
)
@click.option(
    "--req-limit",
    type=click.IntRange(min=1),
    metavar="NUMBER",
    help=_("Calls of one address in a minute at most."),
)
@click.option(
    "--allow-origin",
    "allowed_origins",
    metavar="ORIGIN",
    multiple=True,
    help=_("Web site whose pages may call, such as https://example.org; * for all. Repeatable."),
)
@options.translation_options
@options.memory_options
@click.option("-q", "--quiet", is_flag=True, help=_("Print failures only."))
def serve(
    host: str,
    port: int,
    api_key: str,
    char_limit: int | None,
    req_limit: int | None,
    allowed_origins: tuple[str, ...],
    memory_path: Any,
    no_memory: bool,
    quiet: bool,
    **shared: Any,
) -> int:
    from translate import server
    from translate.cli.stores import open_memory
    from translate.translator import Translator

    chosen = server.ServerOptions(
        host=host,
        port=port,
        api_key=api_key,
        char_limit=char_limit or 0,
        req_limit=req_limit or 0,
        allowed_origins=allowed_origins,
    )
    if not chosen.is_local and not api_key:
        say(
            _("Warning: everyone who reaches {host} can use this server; --api-key asks for a key.").format(
                host=host
            )
        )
    with open_memory(memory_path, no_memory) as memory, _stoppable() as received:
        translator = Translator(options.library_options(**shared), memory=memory)
        server.serve(
            translator,
            chosen,
            on_ready=lambda address: (
                None if quiet else say(_("Serving at {address}").format(address=address))
            ),
        )
    if not quiet:
        say(_("Stopped."))
    return 130 if signal.SIGINT in received else 0


@contextmanager
def _stoppable() -> Iterator[list[int]]:
    """Ctrl-C and the system's wish to end (SIGTERM) stop the server in order; yields those received."""
    received: list[int] = []

    def stop(number: int, _frame: object) -> None:
        received.append(number)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
