"""Sentences of texts, and of texts with their translations, to look for terms in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from translate import documents, sentences
from translate.checks import alignment, texts
from translate.documents.base import ReadOptions
from translate.errors import DocumentError, LanguageError, UsageError
from translate.files import shown
from translate.glossary.suggestions.suggesting import (
    MEMORY,
    PARALLEL,
    Pair,
    Route,
    Suggestion,
    suggest,
)
from translate.i18n import _
from translate.languages import Language, parse_language
from translate.memory import Memory
from translate.translator import Translator


def suggest_from_files(
    sources: Sequence[Path],
    languages: Sequence[Language],
    translator: Translator,
    *,
    parallel: Sequence[Path] = (),
    memory: Memory | None = None,
    reading: ReadOptions | None = None,
    minimum: int = 3,
    limit: int = 50,
) -> list[Suggestion]:
    """Suggestions from files and folders; see :func:`.suggesting.suggest`.

    Args:
        translator: gives the packages, and the glossaries whose terms are not suggested.
        parallel: translations by people, for each language one for each file, in their order. Those of
            several languages are told apart by name (``article.ko.txt``).
        memory: its approved sentences serve like translations by people.

    Raises:
        DocumentError: a file cannot be read.
        UsageError: the translations do not answer the files.
        CheckError: a translation does not go with its text.
        LanguageError, PackageError, GlossaryError: a language cannot be served.
    """
    reading = reading or ReadOptions()
    files = find_files(sources)
    texts = [text for file in files for text in read_sentences(file, reading)]
    routes = []
    for language, translations in _by_language(files, parallel, languages).items():
        loaded = translator.load(language)
        pairs: list[Pair] = []
        for source, target in translations:
            pairs += read_pairs(source, target, language, reading)
        if memory is not None:
            pairs += remembered_pairs(memory, language)
        routes.append(Route(language, loaded.engine, loaded.matcher, loaded.converts, pairs))
    return suggest(texts, routes, minimum=minimum, limit=limit)


def _by_language(
    files: Sequence[Path], parallel: Sequence[Path], languages: Sequence[Language]
) -> dict[Language, list[tuple[Path, Path]]]:
    found: dict[Language, list[Path]] = {language: [] for language in languages}
    for path in parallel:
        found[languages[0] if len(found) == 1 else _language_of_name(path, languages)].append(path)
    for paths in found.values():
        if paths and len(paths) != len(files):
            raise UsageError(
                _("{translations} translations for {texts} texts: give one --parallel for each text").format(
                    translations=len(paths), texts=len(files)
                )
            )
    return {language: list(zip(files, paths, strict=False)) for language, paths in found.items()}


def _language_of_name(path: Path, languages: Sequence[Language]) -> Language:
    with suppress(LanguageError):
        language = parse_language(Path(path.stem).suffix.removeprefix("."))
        if language in languages:
            return language
    raise UsageError(
        _("{path}: the name does not say the language; name it as in article.ko.txt").format(path=shown(path))
    )


def find_files(paths: Sequence[Path]) -> list[Path]:
    """The files named, and those of a known format in the folders named, sorted.

    Raises:
        DocumentError: a path does not exist, or a folder has no document.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(
                file for file in path.rglob("*") if file.is_file() and documents.format_of(file) is not None
            )
            if not inside:
                raise DocumentError(_("{path}: the folder holds no document.").format(path=shown(path)))
            found += inside
        elif path.exists():
            found.append(path)
        else:
            raise DocumentError(_("{path}: no such file.").format(path=shown(path)))
    return found


def read_sentences(path: Path, options: ReadOptions) -> list[str]:
    """The sentences of a document.

    Raises:
        DocumentError: it cannot be read.
    """
    found = []
    for segment in documents.read(path, options=options).segments:
        for sentence in sentences.split(segment.text, keep_lines=segment.keep_lines):
            if sentence.is_translatable:
                found.append(sentence.text)
    return found


def read_pairs(source: Path, target: Path, language: Language, options: ReadOptions) -> list[Pair]:
    """The sentences of a document with those of its translation.

    Raises:
        DocumentError: one of them cannot be read.
        CheckError: they do not go together.
    """
    pairs = []
    for segment in texts.read_pair(source, target, options, language):
        ours = [sentence.text for sentence in sentences.split(segment.source, keep_lines=segment.keep_lines)]
        theirs = [text for text, _start in texts.split_target(segment.target, language)]
        for left, right in alignment.align(ours, theirs):
            if left and right:
                pairs.append(
                    Pair(
                        " ".join(ours[index] for index in left),
                        " ".join(theirs[index] for index in right),
                        PARALLEL,
                    )
                )
    return pairs


def remembered_pairs(memory: Memory, language: Language) -> Iterator[Pair]:
    """Approved sentences of a memory."""
    for entry in memory.approved_entries(language.code):
        if entry.source_language == "en":
            yield Pair(entry.source, entry.target, MEMORY)
