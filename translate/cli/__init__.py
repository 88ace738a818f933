"""The command line: parses, calls one function of the library, prints."""

from __future__ import annotations

import sys


def main() -> None:
    """Settle the interface language, then run the command."""
    try:
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
    except KeyboardInterrupt:
        # So early, or so late, that nobody else takes it.
        sys.exit(130)
