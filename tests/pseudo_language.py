"""A language made for tests: every message, with its small letters in full width.

What a program prints in small letters of half width has then not gone through the catalogs, and its lines
are as wide as those of Korean, Japanese and Chinese.
"""

from __future__ import annotations

import inspect
import re
import sys
from pathlib import Path

from babel.messages.mofile import write_mo

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import catalogs  # noqa: E402

_KEPT = re.compile(
    r"\{[^{}]*\}|%\(\w+\)s|(?<![\w-])--?[a-z][\w-]*|^ {2,}.*$|“translate [^”]*”|[\w.*']*\.\w+\b", re.MULTILINE
)


def widened(text: str) -> str:
    """The text with full-width small letters, but for placeholders, options, examples and file names."""
    if "\n" in text:
        text = inspect.cleandoc(text) + ("\n" if text.endswith("\n") else "")
    parts, end = [], 0
    for kept in _KEPT.finditer(text):
        parts += [_wide(text[end : kept.start()]), kept.group()]
        end = kept.end()
    return "".join([*parts, _wide(text[end:])])


def _wide(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) if "a" <= letter <= "z" else letter for letter in text)


def write_catalog(locales: Path, language: str) -> None:
    """Compile the pseudo language under the name of a real one."""
    catalog = catalogs.template()
    for message in catalog:
        if message.id:
            message.string = (
                widened(message.id) if isinstance(message.id, str) else tuple(map(widened, message.id))
            )
    path = locales / language / "LC_MESSAGES" / "translate.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalog)
