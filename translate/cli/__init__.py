"""The command line: parses, calls one function of the library, prints."""

from __future__ import annotations

import os
import signal
import sys


def main() -> None:
    """Settle the interface language, then run the command."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # a shell may have it ignored
        signal.signal(signal.SIGINT, _leave)
    from translate import i18n
    from translate.cli import console
    from translate.errors import LanguageError

    i18n.set_language(i18n.resolve_language(None))
    requested = console.language_argument(sys.argv[1:])
    if requested:
        try:
            i18n.set_language(i18n.resolve_language(requested))
        except LanguageError as error:
            console.error(error)
            sys.exit(error.exit_status)

    from translate.cli import localization

    localization.localize_click()
    from translate.cli.root import run

    run()


def _leave(_signal: int, _frame: object) -> None:
    """End at once, while nothing is begun: whatever is imported just now need not be unwound."""
    i18n = sys.modules.get("translate.i18n")
    translated = getattr(i18n, "_", str)  # it may be half imported
    message = translated("Interrupted; what was finished is kept.") + "\n"
    if os.isatty(2):
        message = "\n" + message  # the terminal wrote ^C
    os.write(2, message.encode(sys.stderr.encoding or "utf-8", "replace"))
    os._exit(130)


def begin() -> None:
    """From now on an interrupt is raised as KeyboardInterrupt, so that a command can tidy up."""
    if signal.getsignal(signal.SIGINT) is _leave:
        signal.signal(signal.SIGINT, signal.default_int_handler)
