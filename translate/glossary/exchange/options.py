"""What the caller of a reader or writer can choose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from translate.glossary.exchange.record import CODES


@dataclass(frozen=True)
class Options:
    """How a file is read or written.

    Attributes:
        format: name in :data:`translate.glossary.exchange.formats.FORMATS`.
        targets: locales to read or write; empty for all. Where a file does not name its languages they
            are those of its columns.
        turned: where a file does not name its languages: the English terms stand on the right.
        encoding: charset of a text file; None to find out.
    """

    format: str
    targets: tuple[str, ...] = ()
    turned: bool = False
    encoding: str | None = None

    def wants(self, locale: str) -> bool:
        """Whether a target language is to be read or written."""
        return not self.targets or locale in self.targets


def shown_languages(locales: Iterable[str]) -> str:
    """Languages for messages, by their tags."""
    return ", ".join(CODES[locale] for locale in locales)
