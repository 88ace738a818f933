"""What is to be compared: pairs of segments from two documents, or from one that holds both languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from translate import documents
from translate.checks import alignment
from translate.documents.base import ReadOptions, Segment
from translate.errors import CheckError, DocumentError, GlossaryError
from translate.files import shown
from translate.i18n import _
from translate.languages import Language, names_language

_XLIFF_SUFFIXES = frozenset({".xlf", ".xliff"})

BILINGUAL_SUFFIXES = frozenset({".po", ".pot"}) | _XLIFF_SUFFIXES
"""Files that hold source and translation side by side."""

_TARGET_SENTENCE = re.compile(r"[^。！？!?…\n]*(?:[。！？…]+|[!?]+|\n|$)[」』”’）)\"']*")
_KOREAN_SENTENCE = re.compile(r"(?:[^.!?…\n]|[.!?…](?![\s”’\"')]|$))*(?:[.!?…]+[”’\"')]*|\n|$)\s*")

_ALIGNED_ENOUGH = 0.5
"""Share of segments that must find a counterpart for the pair to be worth reading."""


@dataclass(frozen=True)
class SegmentPair:
    """A stretch of the source with its translation.

    Attributes:
        source, target: texts; an empty target is missing, an empty source has no counterpart.
        line: line of the target's file where its text begins, from 1; 0 where lines mean nothing.
        kind: kind of the source segment.
        kept: ranges of the source that must survive (inline code, placeholders).
        keep_lines: line breaks in the texts are meant.
        missing, added: inline elements that the target lacks, and those it has besides.
    """

    source: str
    target: str
    line: int
    kind: str = "paragraph"
    kept: tuple[tuple[int, int], ...] = ()
    keep_lines: bool = False
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


class OtherLanguageError(CheckError):
    """A file is translated into another language than the one to check."""


def read_pair(source: Path, target: Path, options: ReadOptions, language: Language) -> list[SegmentPair]:
    """The segments of a document with those of its translation.

    Segments are paired one by one where both sides have as many, by their context (the key of a message)
    where they have one, else by alignment.

    Raises:
        DocumentError: one of them cannot be read.
        CheckError: they are no translation of each other, as far as their make-up tells.
    """
    if target.suffix.lower() in BILINGUAL_SUFFIXES:
        return read_bilingual(target, options, language)
    ours = documents.read(source, options=options).segments
    theirs = documents.read(target, options=options).segments
    contexts = [segment.context for segment in theirs]
    if ours and all(segment.context for segment in ours) and len(set(contexts)) == len(contexts):
        return _paired_by_context(ours, theirs)
    if len(ours) == len(theirs):
        return [_pair([one], [other]) for one, other in zip(ours, theirs, strict=True)]
    groups = alignment.align([segment.text for segment in ours], [segment.text for segment in theirs])
    matched = sum(len(left) for left, right in groups if left and right)
    if matched < _ALIGNED_ENOUGH * len(ours) or not theirs:
        raise CheckError(
            _(
                "{source} and {target} do not go together: {ours} and {theirs} paragraphs, of which too few "
                "match. Is it the right pair?"
            ).format(source=shown(source), target=shown(target), ours=len(ours), theirs=len(theirs))
        )
    return [
        _pair([ours[index] for index in left], [theirs[index] for index in right]) for left, right in groups
    ]


def _paired_by_context(ours: Sequence[Segment], theirs: Sequence[Segment]) -> list[SegmentPair]:
    by_context = {segment.context: segment for segment in theirs}
    return [
        _pair([segment], [by_context[segment.context]] if segment.context in by_context else [])
        for segment in ours
    ]


def _pair(ours: Sequence[Segment], theirs: Sequence[Segment]) -> SegmentPair:
    kept: list[tuple[int, int]] = []
    offset = 0
    for segment in ours:
        kept += [(offset + span.start, offset + span.end) for span in segment.spans if span.kind == "keep"]
        offset += len(segment.text) + 1
    return SegmentPair(
        source="\n".join(segment.text for segment in ours),
        target="\n".join(segment.text for segment in theirs),
        line=theirs[0].line if theirs else 0,
        kind=ours[0].kind if ours else "paragraph",
        kept=tuple(kept),
        keep_lines=any(segment.keep_lines for segment in ours) or len(ours) > 1,
    )


def read_bilingual(path: Path, options: ReadOptions, language: Language) -> list[SegmentPair]:
    """The messages of a PO or XLIFF file with their translations.

    Of PO, obsolete and proposed (fuzzy) ones are left out, which programs do not show either.

    Raises:
        DocumentError: the file cannot be read.
        OtherLanguageError: the file says that it is translated into another language.
    """
    if path.suffix.lower() in _XLIFF_SUFFIXES:
        return _read_xliff(path, options, language)
    from translate.documents.po import other_language
    from translate.glossary.po import read_file

    try:
        file = read_file(path)
    except GlossaryError as error:
        raise DocumentError(str(error)) from None
    code = other_language(file.header, language)
    if code:
        raise _other_language(path, code, language)
    pairs = []
    for block in file.blocks:
        if block.is_header or block.obsolete or "fuzzy" in block.flags or not block.msgid:
            continue
        for number, translation in sorted(block.msgstr.items()):
            plural = block.msgid_plural if block.msgid_plural and (number or len(block.msgstr) == 1) else None
            pairs.append(
                SegmentPair(
                    source=plural or block.msgid,
                    target=translation,
                    line=block.msgid_line + 1,
                    kind="message",
                    keep_lines=True,
                )
            )
    return pairs


def _other_language(path: Path, code: str, language: Language) -> OtherLanguageError:
    return OtherLanguageError(
        _("{path} is translated into “{code}”, not into “{wanted}”.").format(
            path=shown(path), code=code, wanted=language.code
        )
    )


def _read_xliff(path: Path, options: ReadOptions, language: Language) -> list[SegmentPair]:
    from translate.documents.xliff_units import read_units

    try:
        code, units = read_units(documents.read_bytes(path), options)
    except DocumentError as error:
        where = f"{shown(path)}: " if error.line is None else f"{shown(path)}:{error.line}: "
        raise DocumentError(where + str(error), error.line) from None
    if code and not names_language(code, language):
        raise _other_language(path, code, language)
    return [
        SegmentPair(unit.source, unit.target, unit.line, unit.kind, unit.kept, True, unit.missing, unit.added)
        for unit in units
    ]


@dataclass(frozen=True)
class FilePair:
    """A document and its translation; ``source`` is None for a file that holds both languages."""

    source: Path | None
    target: Path


def pair_files(
    source: Path, target: Path | None, language: Language
) -> tuple[list[FilePair], list[CheckError]]:
    """The pairs of files that two paths (or one, of bilingual files) name, and what has no counterpart.

    Of two folders, a file's translation has the same path, the path with the language before its suffix
    (``a.ko.txt``), or that path in a folder named by the language.

    Raises:
        CheckError: nothing can be checked at all.
    """
    for path in (source, target):
        if path is not None and not path.exists():
            raise CheckError(_("{path}: no such file or folder.").format(path=shown(path)))
    if target is None:
        return _bilingual_files(source), []
    if source.is_dir() != target.is_dir():
        raise CheckError(_("Give two files or two folders, not one of each."))
    if not source.is_dir():
        return [FilePair(source, target)], []
    pairs: list[FilePair] = []
    errors: list[CheckError] = []
    own = _translation_suffixes(source)
    for path in _files(source):
        if documents.format_of(path) is None or path in own:
            continue
        places = [
            place for place in _places(path, source, target, language) if place.is_file() and place != path
        ]
        if places:
            pairs.append(FilePair(path, places[0]))
        else:
            errors.append(CheckError(_("{path}: no translation of it was found.").format(path=shown(path))))
    if not pairs and not errors:
        raise CheckError(_("{path} holds no document of a known format.").format(path=shown(source)))
    return pairs, errors


def _bilingual_files(source: Path) -> list[FilePair]:
    if source.is_dir():
        suffixes = BILINGUAL_SUFFIXES - {".pot"}
        found = [path for path in _files(source) if path.suffix.lower() in suffixes]
        if not found:
            raise CheckError(
                _("{path} holds no PO or XLIFF files; give the folder of the translations too.").format(
                    path=shown(source)
                )
            )
        return [FilePair(None, path) for path in found]
    if source.suffix.lower() not in BILINGUAL_SUFFIXES:
        raise CheckError(
            _("{path} holds one language only; give the source and the translation.").format(
                path=shown(source)
            )
        )
    return [FilePair(None, source)]


def _files(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _translation_suffixes(folder: Path) -> set[Path]:
    """Files that are translations beside their sources (``a.ko.txt`` where ``a.txt`` is)."""
    files = _files(folder)
    stems = Counter(path.with_suffix("") for path in files)
    return {path for path in files if stems[path.with_suffix("").with_suffix("")] and "." in path.stem}


def _places(path: Path, source: Path, target: Path, language: Language) -> list[Path]:
    relative = path.relative_to(source)
    named = relative.with_name(f"{relative.stem}.{language.code}{relative.suffix}")
    return [
        target / relative,
        target / named,
        target / language.code / relative,
        target / language.locale / relative,
    ]


def split_target(text: str, language: Language) -> list[tuple[str, int]]:
    """Sentences of a translation with where they begin."""
    pattern = _KOREAN_SENTENCE if language.locale == "ko" else _TARGET_SENTENCE
    found = []
    for match in pattern.finditer(text):
        stripped = match.group().strip()
        if stripped:
            found.append((stripped, match.start() + match.group().index(stripped)))
    return found
