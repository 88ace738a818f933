"""Offline translation into Korean, Japanese and Chinese with an enforced glossary.

Everything a program needs is here; modules below this one may change from version to version.
Names are looked up in their modules when they are first used, so that importing costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translate.errors import (
        CheckError,
        ConfigurationError,
        ConflictError,
        CorpusError,
        DocumentError,
        DownloadError,
        EncodingError,
        GlossaryError,
        LanguageError,
        MemoryFileError,
        MissingExtraError,
        OutputError,
        PackageError,
        TranslateError,
        UsageError,
    )
    from translate.glossary.concepts import Entry
    from translate.glossary.store import Glossary
    from translate.languages import Language, parse_language
    from translate.memory.store import Memory
    from translate.report.outcomes import DocumentResult, SentenceResult, TermOutcome
    from translate.translator import Options, TextTranslation, Translator

__version__ = "0.1.0"

_NAMES = {
    "translate.errors": (
        "CheckError", "ConfigurationError", "ConflictError", "CorpusError", "DocumentError", "DownloadError",
        "EncodingError", "GlossaryError", "LanguageError", "MemoryFileError", "MissingExtraError",
        "OutputError", "PackageError", "TranslateError", "UsageError",
    ),
    "translate.glossary.concepts": ("Entry",),
    "translate.glossary.store": ("Glossary",),
    "translate.languages": ("Language", "parse_language"),
    "translate.memory.store": ("Memory",),
    "translate.report.outcomes": ("DocumentResult", "SentenceResult", "TermOutcome"),
    "translate.translator": ("Options", "TextTranslation", "Translator"),
}  # fmt: skip
"""Module → public names it defines."""

_HOMES = {name: module for module, names in _NAMES.items() for name in names}

__all__ = [
    "CheckError",
    "ConfigurationError",
    "ConflictError",
    "CorpusError",
    "DocumentError",
    "DocumentResult",
    "DownloadError",
    "EncodingError",
    "Entry",
    "Glossary",
    "GlossaryError",
    "Language",
    "LanguageError",
    "Memory",
    "MemoryFileError",
    "MissingExtraError",
    "Options",
    "OutputError",
    "PackageError",
    "SentenceResult",
    "TermOutcome",
    "TextTranslation",
    "TranslateError",
    "Translator",
    "UsageError",
    "__version__",
    "parse_language",
]


if not TYPE_CHECKING:  # A type checker would take any name for one of this module's.

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
