"""Documents: one module per format, found by the suffix of a file's name.

Modules are imported when a document of their kind is read.
"""

from __future__ import annotations

import difflib
import importlib
from pathlib import Path, PurePath

from translate.documents.base import Document, DocumentFormat, ReadOptions
from translate.errors import DocumentError, UsageError
from translate.files import reason_of, shown
from translate.i18n import _

_FORMATS: dict[str, tuple[str, ...]] = {
    "android": (),
    "arb": (".arb",),
    "csv": (".csv",),
    "docx": (".docx",),
    "epub": (".epub",),
    "html": (".html", ".htm", ".xhtml"),
    "json": (".json",),
    "markdown": (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn"),
    "po": (".po", ".pot"),
    "pptx": (".pptx",),
    "rst": (".rst", ".rest"),
    "subrip": (".srt",),
    "text": (".txt", ".text", ".log", ".asc"),
    "tsv": (".tsv", ".tab"),
    "webvtt": (".vtt",),
    "xliff": (".xlf", ".xliff"),
    "xml": (".xml",),
    "yaml": (".yaml", ".yml"),
}
"""Name of the format, which is also that of its module here → suffixes, in lower case."""

_SUFFIXES = {suffix: name for name, suffixes in _FORMATS.items() for suffix in suffixes}

FALLBACK = "text"
"""What a file without a known suffix is taken for, if its bytes are text."""


def formats() -> dict[str, tuple[str, ...]]:
    """The names of all formats, sorted, each with its suffixes."""
    return dict(sorted(_FORMATS.items()))


def format_of(path: str | PurePath) -> str | None:
    """The format that a file's suffix names, in any case of letters; None if it names none."""
    return _SUFFIXES.get(PurePath(path).suffix.lower())


def load_format(name: str) -> DocumentFormat:
    """The handler of a format.

    Raises:
        UsageError: there is no such format.
        MissingExtraError: it needs an optional dependency.
    """
    if name not in _FORMATS:
        close = difflib.get_close_matches(name.lower(), _FORMATS, n=1)
        if close:
            raise UsageError(
                _("Unknown format “{name}”: did you mean “{guess}”?").format(name=name, guess=close[0])
            )
        raise UsageError(
            _("Unknown format “{name}”. Formats: {known}.").format(
                name=name, known=", ".join(sorted(_FORMATS))
            )
        )
    handler: DocumentFormat = importlib.import_module(f"translate.documents.{name}")
    return handler


def read(path: str | Path, data: bytes | None = None, options: ReadOptions | None = None) -> Document:
    """Read a document.

    The format is that of ``options.format``, else of the suffix. A file with an unknown suffix or none
    (``README``, ``notes.eml``) is read as plain text, with a message; binary data is refused.

    Args:
        path: where it is, or just its name if ``data`` is given.
        data: the bytes; None reads them from ``path``.
        options: how to read.

    Raises:
        DocumentError: the file cannot be read or its format is broken; the message begins with the
            name and, where known, the line.
        UsageError: ``options.format`` is no format.
        MissingExtraError: the format needs an optional dependency.
    """
    options = options or ReadOptions()
    name = options.format or format_of(path)
    handler = load_format(name or FALLBACK)
    if data is None:
        data = read_bytes(Path(path))
    if not data.strip():
        # No format allows an empty file, but people have them.
        handler = load_format(FALLBACK)
    try:
        document = handler.read(data, options)
    except DocumentError as error:
        where = f"{shown(path)}: " if error.line is None else f"{shown(path)}:{error.line}: "
        raise type(error)(where + str(error), error.line) from error.__cause__
    if name is None and PurePath(path).suffix:
        document.messages.append(
            _("No format is known for “{suffix}”: read as plain text. Choose another with --format.").format(
                suffix=PurePath(path).suffix
            )
        )
    return document


def read_bytes(path: Path) -> bytes:
    """The bytes of a document.

    Raises:
        DocumentError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise DocumentError(_("{path}: no such file.").format(path=shown(path))) from None
    except IsADirectoryError:
        raise DocumentError(
            _("{path} is a folder; name the files in it, or use “translate corpus”.").format(path=shown(path))
        ) from None
    except OSError as error:
        raise DocumentError(
            _("{path}: cannot be read: {reason}.").format(path=shown(path), reason=reason_of(error))
        ) from None
