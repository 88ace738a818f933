"""Which files of a corpus are translated, and where each translation goes."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Literal

from translate.documents import format_of
from translate.errors import CorpusError, OutputError
from translate.files import reason_of, shown
from translate.i18n import _
from translate.languages import TARGET_LANGUAGES, Language

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

Layout = Literal["tree", "beside", "columns"]
"""``tree``: ``OUT/LANG/PATH``; ``beside``: ``PATH.LANG.EXT`` next to the source; ``columns`` (of records
only): ``OUT/PATH`` with a field or column more for each language."""


@dataclass(frozen=True)
class Source:
    """A file to translate; ``relative`` is its path below the corpus, with ``/`` between parts.

    Names are as the file system has them: bytes that are no text stand as lone surrogates (PEP 383),
    and nothing is normalised, so that ``é`` in its two spellings names two files.
    """

    path: Path
    relative: str
    size: int
    time: int


@dataclass(frozen=True)
class Skipped:
    """A file that is passed over, and why."""

    relative: str
    reason: str


def languages_of(languages: Sequence[Language]) -> list[Language]:
    """The languages once each, in the order given.

    Raises:
        OutputError: two of them would write the same outputs (Taiwan and Hong Kong).
    """
    unique = list(dict.fromkeys(languages))
    by_code: dict[str, Language] = {}
    for language in unique:
        if by_code.setdefault(language.code, language) != language:
            raise OutputError(
                _(
                    "Traditional Chinese for Taiwan and for Hong Kong have the same outputs ({code});"
                    " give each an output folder of its own."
                ).format(code=language.code)
            )
    return unique


def target_of(relative: str, language: Language, layout: Layout) -> str:
    """Where the translation of a source goes, below the output folder."""
    if layout == "tree":
        return f"{language.code}/{relative}"
    path = PurePath(relative)
    return path.with_name(f"{path.stem}.{language.code}{path.suffix}").as_posix()


def find_sources(
    corpus: Path,
    out: Path,
    *,
    languages: Sequence[Language] = (),
    layout: Layout = "tree",
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
) -> Iterator[Source | Skipped]:
    """The files of a corpus in a fixed order, as they are found.

    Hidden files and folders, the output folder, and in the layout ``beside`` the outputs are left out
    without a word; files of no known format and links that lead out of the corpus come as
    :class:`Skipped`.

    Args:
        corpus: a folder, or a single file.
        include, exclude: patterns as in ``.gitignore``, against paths below the corpus. With
            ``include`` only files that match are taken.

    Raises:
        CorpusError: the corpus cannot be read, or a pattern is malformed.
    """
    if not corpus.exists():
        raise CorpusError(_("{path}: no such file or folder.").format(path=shown(corpus)))
    wanted, unwanted = _patterns(include), _patterns(exclude)
    root = corpus if corpus.is_dir() else corpus.parent
    walk = _walk(root, "") if corpus.is_dir() else iter([(corpus.name, corpus.lstat())])
    outputs = _Outputs(root, out, languages, layout)
    for relative, status in walk:
        if isinstance(status, str):
            yield Skipped(relative, status)
            continue
        if outputs.hold(relative) or (include and not wanted.match_file(relative)):
            continue
        if exclude and unwanted.match_file(relative):
            continue
        path = root / relative
        if stat.S_ISLNK(status.st_mode):
            found = _linked(path, root)
            if isinstance(found, str):
                yield Skipped(relative, found)
                continue
            status = found
        if not stat.S_ISREG(status.st_mode):
            yield Skipped(relative, _("not a regular file"))
        elif format_of(relative) is None:
            yield Skipped(relative, _("no known document format"))
        else:
            yield Source(path, relative, status.st_size, status.st_mtime_ns)


class _Outputs:
    """Tells outputs in a corpus from its sources."""

    def __init__(self, root: Path, out: Path, languages: Sequence[Language], layout: Layout) -> None:
        self._root = root
        self._layout = layout
        self._suffixes = tuple(f".{language.code}" for language in languages)
        self._folders: tuple[str, ...] = ()
        real_root, real_out = root.resolve(), out.resolve()
        if real_out == real_root and layout == "tree":
            self._folders = tuple(f"{language.code}/" for language in TARGET_LANGUAGES)
        elif real_out != real_root and real_out.is_relative_to(real_root):
            self._folders = (real_out.relative_to(real_root).as_posix() + "/",)

    def hold(self, relative: str) -> bool:
        """Whether a file is an output."""
        if relative.startswith(self._folders):
            return True
        if self._layout != "beside":
            return False
        path = PurePath(relative)
        stem, dot, code = path.stem.rpartition(".")
        if not dot or f".{code}" not in self._suffixes:
            return False
        return (self._root / path.with_name(stem + path.suffix)).is_file()


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, os.stat_result | str]]:
    """Paths below a folder with their status (or why there is none), ordered by the bytes of names."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield (prefix.rstrip("/") or ".", _reason(error))
        return
    for entry in found:
        if entry.name.startswith("."):
            continue
        relative = prefix + entry.name
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(folder / entry.name, relative + "/")
            else:
                yield relative, entry.stat(follow_symlinks=False)
        except OSError as error:
            yield relative, _reason(error)


def _linked(path: Path, root: Path) -> os.stat_result | str:
    """The status of the file a link leads to, or why it is not followed."""
    try:
        target = path.resolve(strict=True)
        if not target.is_relative_to(root.resolve()):
            return _("a symbolic link that leads out of the corpus")
        if target.is_dir():
            return _("a symbolic link to a folder")
        return target.stat()
    except (OSError, RuntimeError):
        return _("a symbolic link that leads nowhere")


def _reason(error: OSError) -> str:
    return reason_of(error)


def _patterns(patterns: Sequence[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(patterns)
    except (ValueError, re.error) as error:
        raise CorpusError(_("Malformed pattern: {reason}").format(reason=error)) from None
