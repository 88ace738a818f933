"""The command line: parses, calls one function of the library, prints."""

from __future__ import annotations

import sys


def main() -> None:
    """Settle the interface language, then run the command."""
    from translate import i18n
    from translate.cli.console import language_argument

    i18n.set_language(i18n.resolve_language(language_argument(sys.argv[1:])))
    from translate.cli.root import run

    run()
