"""Offline translation into Korean, Japanese and Chinese with an enforced glossary.

Everything a program needs is here; modules below this one may change from version to version.
Names are looked up in their modules when they are first used, so that importing costs nothing.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
"""What type checkers take for true: importing it from ``typing`` takes longer than all the rest of this."""

if TYPE_CHECKING:
    from translate.articles import translate_file
    from translate.checks.checker import Checker, CheckOptions, CheckReport
    from translate.checks.findings import Finding
    from translate.corpus.corpus import Corpus
    from translate.corpus.run import run as translate_corpus
    from translate.corpus.summary import Summary as CorpusSummary
    from translate.documents.base import ReadOptions
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
        ServerError,
        TranslateError,
        UsageError,
    )
    from translate.glossary.concepts import Entry
    from translate.glossary.editing import Change, GlossaryEditor
    from translate.glossary.exchange.exporting import export_file as export_glossary
    from translate.glossary.exchange.importing import import_file as import_glossary
    from translate.glossary.lint import lint as lint_glossaries
    from translate.glossary.store import Glossary
    from translate.languages import Language, parse_language
    from translate.memory.store import Memory
    from translate.models.installation import install_file as install_package
    from translate.report.outcomes import DocumentResult, SentenceResult, TermOutcome
    from translate.report.review import Review
    from translate.report.review import write as write_review
    from translate.translator import Options, TextTranslation, Translator

__version__ = "0.1.0"

_NAMES = {
    "translate.articles": ("translate_file",),
    "translate.checks.checker": ("CheckOptions", "CheckReport", "Checker"),
    "translate.checks.findings": ("Finding",),
    "translate.corpus.corpus": ("Corpus",),
    "translate.corpus.run": ("run as translate_corpus",),
    "translate.corpus.summary": ("Summary as CorpusSummary",),
    "translate.documents.base": ("ReadOptions",),
    "translate.errors": (
        "CheckError", "ConfigurationError", "ConflictError", "CorpusError", "DocumentError", "DownloadError",
        "EncodingError", "GlossaryError", "LanguageError", "MemoryFileError", "MissingExtraError",
        "OutputError", "PackageError", "ServerError", "TranslateError", "UsageError",
    ),
    "translate.glossary.concepts": ("Entry",),
    "translate.glossary.editing": ("Change", "GlossaryEditor"),
    "translate.glossary.exchange.exporting": ("export_file as export_glossary",),
    "translate.glossary.exchange.importing": ("import_file as import_glossary",),
    "translate.glossary.lint": ("lint as lint_glossaries",),
    "translate.glossary.store": ("Glossary",),
    "translate.languages": ("Language", "parse_language"),
    "translate.memory.store": ("Memory",),
    "translate.models.installation": ("install_file as install_package",),
    "translate.report.outcomes": ("DocumentResult", "SentenceResult", "TermOutcome"),
    "translate.report.review": ("Review", "write as write_review"),
    "translate.translator": ("Options", "TextTranslation", "Translator"),
}  # fmt: skip
"""Module → public names it defines, “own name as public name” where they differ."""

_HOMES = {
    name.rpartition(" as ")[2]: (module, name.partition(" as ")[0])
    for module, names in _NAMES.items()
    for name in names
}
"""Public name → its module and its name there."""

__all__ = [
    "Change",
    "CheckError",
    "CheckOptions",
    "CheckReport",
    "Checker",
    "ConfigurationError",
    "ConflictError",
    "Corpus",
    "CorpusError",
    "CorpusSummary",
    "DocumentError",
    "DocumentResult",
    "DownloadError",
    "EncodingError",
    "Entry",
    "Finding",
    "Glossary",
    "GlossaryEditor",
    "GlossaryError",
    "Language",
    "LanguageError",
    "Memory",
    "MemoryFileError",
    "MissingExtraError",
    "Options",
    "OutputError",
    "PackageError",
    "ReadOptions",
    "Review",
    "SentenceResult",
    "ServerError",
    "TermOutcome",
    "TextTranslation",
    "TranslateError",
    "Translator",
    "UsageError",
    "__version__",
    "export_glossary",
    "import_glossary",
    "install_package",
    "lint_glossaries",
    "parse_language",
    "translate_corpus",
    "translate_file",
    "write_review",
]


if not TYPE_CHECKING:  # A type checker would take any name for one of this module's.

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module, own_name = _HOMES[name]
        value = getattr(import_module(module), own_name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
