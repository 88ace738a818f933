"""Where packaged data lie: curated glossaries, message catalogs, starter packages.

An installed distribution has copies under ``translate/_data``, made by the build; a checkout has the
folders at its top. Only this module knows the difference.
"""

from __future__ import annotations

import gettext
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _data_folder(name: str) -> Path:
    built = _PACKAGE / "_data" / name
    return built if built.is_dir() else _PACKAGE.parent / name


def glossaries_folder() -> Path:
    """The folder with one folder per curated glossary."""
    return _data_folder("glossaries")


def locales_folder() -> Path:
    """The folder with one folder per interface language."""
    return _data_folder("locales")


def starter_folder() -> Path:
    """The folder with the unpacked starter packages."""
    return _PACKAGE / "models" / "starter"


def load_catalog(domain: str, language: str) -> gettext.NullTranslations | None:
    """The message catalog of an interface language, or None.

    In a checkout no ``.mo`` exists, so the ``.po`` is compiled in memory there.
    """
    folder = locales_folder() / language / "LC_MESSAGES"
    compiled = folder / f"{domain}.mo"
    if compiled.is_file():
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    source = folder / f"{domain}.po"
    if not source.is_file():
        return None
    from io import BytesIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalog = read_po(file, locale=language, domain=domain)
    buffer = BytesIO()
    write_mo(buffer, catalog)
    buffer.seek(0)
    return gettext.GNUTranslations(buffer)
