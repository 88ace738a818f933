"""Concepts written in a format and read again are the same, but for what the format says it drops."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from exchange_support import concepts, lines, read_bytes, write_bytes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from translate.glossary.concepts import Entry
from translate.glossary.exchange.formulas import guard, unguard
from translate.glossary.exchange.record import Concept

LOSSLESS = ("csv", "tsv", "xlsx", "json", "tmx", "tbx", "tbx3", "tbx3-dct", "tbx-min", "tbx-core")

quick = settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.parametrize("name", LOSSLESS)
@quick
@given(found=concepts)
def test_lossless_format(name: str, found: list[Concept], tmp_path: Path) -> None:
    data, written = write_bytes(found, name)
    again, read = read_bytes(data, name, tmp_path / "file")
    assert again == found
    assert written.messages() == []
    assert read.messages() == []
    assert written.concepts == read.concepts == len(found)


def plain(found: list[Concept]) -> dict[tuple[str, str], str]:
    """What DeepL and Google are given: one rendering a term and language, aliases included."""
    pairs: dict[tuple[str, str], str] = {}
    for with_context in (False, True):
        for concept in found:
            for locale, entry in concept.entries.items():
                if bool(concept.context) == with_context and is_plain(concept, locale):
                    pairs.setdefault((locale, concept.term), entry.rendering)
    return pairs


def is_plain(concept: Concept, locale: str) -> bool:
    entry = concept.entries[locale]
    return not (entry.fuzzy or entry.obsolete or entry.forbidden or re.search(r"\{[a-z-]+\d*\}", entry.term))


@pytest.mark.parametrize("name", ["deepl", "google"])
@quick
@given(found=concepts)
def test_services_get_one_rendering_a_term(name: str, found: list[Concept], tmp_path: Path) -> None:
    data, _report = write_bytes(found, name)
    expected = plain(found)
    if expected:
        again, _report = read_bytes(data, name, tmp_path / "file.csv")
        read = {
            (locale, concept.term): entry.rendering
            for concept in reversed(again)
            for locale, entry in concept.entries.items()
        }
        aliases = {
            (locale, alias)
            for concept in found
            for locale, entry in concept.entries.items()
            for alias in entry.aliases
        }
        assert {key: text for key, text in read.items() if key not in aliases or key in expected} == expected


@quick
@given(pairs=st.lists(st.tuples(lines, lines, st.one_of(st.just(""), lines)), min_size=1, max_size=5))
def test_omegat_keeps_terms_renderings_and_comments(
    pairs: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    found = [
        Concept(term, "", {"ko": Entry(term, rendering, note=note)})
        for term, rendering, note in pairs
        if not term.startswith("#")
    ]
    data, _report = write_bytes(found, "omegat", ("ko",))
    again, report = read_bytes(data, "omegat", tmp_path / "file.txt", ("ko",))
    if report.turned == 0:
        assert again == found


@given(st.text(alphabet="'=+-@＝\t\ra1", max_size=8))
def test_formula_guards_come_off_exactly(cell: str) -> None:
    assert unguard(guard(cell)) == cell
    assert not re.match(r"[=+\-@＝]", guard(cell))
