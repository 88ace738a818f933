"""Glossaries and translations for tests of enforcement."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from translate.engine import Engine
from translate.languages import parse_language
from translate.report.outcomes import SATISFIED, SentenceResult
from translate.translator import Options, TextTranslation, Translator

HEADER = 'msgid ""\nmsgstr ""\n"Language: {locale}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def write_glossary(folder: Path, code: str, entries: str) -> Path:
    """A glossary of ``term = rendering`` lines; further ``| key: value`` parts become comments."""
    locale = parse_language(code).locale
    blocks = [HEADER.format(locale=locale)]
    for line in entries.strip().splitlines():
        pair, *keys = line.split(" | ")
        term, rendering = pair.strip().split(" = ")
        comments = "".join(f"#. {key.strip()}\n" for key in keys)
        blocks.append(f'{comments}msgid "{term}"\nmsgstr "{rendering}"\n')
    folder.mkdir(exist_ok=True)
    (folder / f"{locale}.po").write_text("\n".join(blocks), encoding="utf-8")
    return folder


_ENGINES: dict[Path, Engine] = {}
"""Packages in memory, shared by all tests."""


def translator_with(folder: Path, code: str, entries: str) -> Translator:
    """A translator with the glossary of :func:`write_glossary` and no other."""
    translator = Translator(Options(glossaries=(write_glossary(folder, code, entries),), curated=False))
    translator._engines = _ENGINES
    return translator


def enforce(folder: Path, code: str, entries: str, text: str) -> TextTranslation:
    translation = translator_with(folder, code, entries).translate_text(text, code)
    for sentence in translation.sentences:
        assert_positions_tell_the_truth(sentence)
    return translation


def assert_positions_tell_the_truth(sentence: SentenceResult) -> None:
    """The term stands where the report says, its rendering too, and no place is given twice."""
    for outcome in sentence.terms:
        if outcome.target_span is not None:
            start, end = outcome.target_span
            assert sentence.target[start:end] == outcome.rendering
        if outcome.source_span is not None:
            start, end = outcome.source_span
            assert sentence.source[start:end].casefold().startswith(outcome.term.casefold())
    places = sorted(outcome.target_span for outcome in sentence.terms if outcome.target_span)
    assert all(left[1] <= right[0] for left, right in pairwise(places))


def statuses(translation: TextTranslation) -> list[str]:
    return [outcome.status for outcome in translation.terms]


def all_satisfied(translation: TextTranslation) -> bool:
    return all(status in SATISFIED or status == "surplus" for status in statuses(translation))
