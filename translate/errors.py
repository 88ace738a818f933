"""The errors of the library, each with the exit status the command line gives it.

TranslateError                 1   base of every expected failure
├── UsageError                 2   a call that is malformed as such
├── LanguageError              1   a language that is unknown or not served
├── PackageError               1   an Argos package that is missing, damaged or refused
│   └── DownloadError          1   the network or the server failed
├── DocumentError              1   a document that cannot be read or written
│   └── EncodingError          1   its bytes are not text in any usable encoding
├── OutputError                1   a target that exists, is read-only or is given twice
├── GlossaryError              1   a glossary with a fault, at a file and line
│   └── ConflictError          1   the same term with two renderings in one file
├── ConfigurationError         1   a settings file with a fault
├── MemoryFileError            1   a translation memory that cannot be used
├── CorpusError                1   a corpus, its layout or its journal cannot be used
├── ServerError                1   the server cannot listen where it is told to
├── CheckError                 1   a pair of texts that could not be checked
└── MissingExtraError          1   a part that an optional dependency brings
"""

from __future__ import annotations

from pathlib import Path


class TranslateError(Exception):
    """Base of every expected failure; its text is one line that says what to do next."""

    exit_status = 1


class UsageError(TranslateError):
    """A call that is malformed as such, whatever the data."""

    exit_status = 2


class LanguageError(TranslateError):
    """A language code that is unknown, or a pair that nothing serves."""


class PackageError(TranslateError):
    """An Argos package that is missing, damaged or refused."""


class DownloadError(PackageError):
    """The network or the server failed while a package or the index was fetched."""


class DocumentError(TranslateError):
    """A document that cannot be read or written; ``line`` (from 1) says where, if known."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


class EncodingError(DocumentError):
    """The bytes of a document are not text in any usable encoding."""


class OutputError(TranslateError):
    """A target that exists, is read-only, or is named for two outputs.

    ``errno`` is the system's error number where the system refused.
    """

    errno: int | None = None


class GlossaryError(TranslateError):
    """A glossary with a fault; ``path`` and ``line`` (from 1) say where, if known, ``reason`` says what."""

    def __init__(self, message: str, path: Path | None = None, line: int | None = None) -> None:
        super().__init__(_place(path, line) + message)
        self.reason = message
        self.path = path
        self.line = line


class ConflictError(GlossaryError):
    """The same term and context with two different renderings in one file."""


class ConfigurationError(TranslateError):
    """A settings file with a fault; ``path`` and ``line`` (from 1) say where, if known."""

    def __init__(self, message: str, path: Path | None = None, line: int | None = None) -> None:
        super().__init__(_place(path, line) + message)
        self.path = path
        self.line = line


class MemoryFileError(TranslateError):
    """A translation memory that cannot be opened, read or written."""


class CorpusError(TranslateError):
    """A corpus, its layout or its journal cannot be used."""


class ServerError(TranslateError):
    """The server cannot listen where it is told to."""


class CheckError(TranslateError):
    """A pair of texts that could not be checked."""


class MissingExtraError(TranslateError):
    """A part of the product whose optional dependency is not installed."""


def _place(path: Path | None, line: int | None) -> str:
    if path is None:
        return ""
    return f"{path}:{line}: " if line is not None else f"{path}: "
