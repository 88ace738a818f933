"""Concepts for the tests of exchange formats: arbitrary ones, and some that people have."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType

from hypothesis import strategies as st

from translate.glossary.concepts import Entry
from translate.glossary.exchange.formats import FORMATS
from translate.glossary.exchange.options import Options
from translate.glossary.exchange.record import LOCALES, Concept, tidy, tidy_line
from translate.glossary.exchange.report import ExchangeReport

TROUBLE = "|\\\"',;:#=+-@<>&{}()[]%_.\u00a0\u3000’é한글日本漢字カナ🚢\u0301 aZ09"

_characters = st.one_of(
    st.sampled_from(TROUBLE), st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"))
)
lines = st.text(_characters, min_size=1, max_size=12).map(tidy_line).filter(bool)
texts = st.lists(lines, min_size=1, max_size=3).map("\n".join).map(tidy)
_keys = st.from_regex(r"x-[a-z]{1,5}", fullmatch=True)


def _lists(exclude: Callable[[], str] | None = None) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(lines, max_size=3, unique=True).map(tuple)


_SHARED = {
    "kind": st.sampled_from(["", "person", "term", "place-name"]),
    "demonyms": _lists(),
    "case": st.sampled_from(["", "sensitive", "insensitive"]),
    "short_of": st.one_of(st.just(""), lines),
    "part_of_speech": st.one_of(st.sampled_from(["", "noun", "verb"]), lines),
    "definition": st.one_of(st.just(""), texts),
    "usage": st.one_of(st.just(""), texts),
    "note": st.one_of(st.just(""), texts, st.sampled_from(["kind: person", "note: x", "context: y"])),
    "source": st.one_of(st.just(""), texts),
    "required": st.booleans(),
    "extra": st.lists(st.tuples(_keys, lines), max_size=2, unique_by=lambda pair: pair[0]).map(tuple),
}
_OWN = {
    "common": st.booleans(),
    "forms": _lists(),
    "reading": st.one_of(st.just(""), lines),
    "fuzzy": st.booleans(),
    "obsolete": st.booleans(),
}


@st.composite
def _entry(draw: st.DrawFn, term: str, context: str, shared: dict[str, object]) -> Entry:
    own = draw(st.fixed_dictionaries({}, optional=_OWN))
    changed = draw(st.fixed_dictionaries({}, optional=_SHARED)) if draw(st.booleans()) else {}
    rendering, *others = draw(st.lists(lines, min_size=1, max_size=4, unique=True))
    cut = draw(st.integers(0, len(others)))
    kind = draw(st.sampled_from(["plain", "plain", "keep", "forbidden"]))
    return Entry(
        term,
        term if kind == "keep" else rendering,
        context,
        keep=kind == "keep",
        forbidden=kind == "forbidden",
        accept=tuple(other for other in others[:cut] if other != term),
        avoid=tuple(other for other in others[cut:] if other != term),
        **{**shared, **own, **changed},  # type: ignore[arg-type]
    )


@st.composite
def concept(draw: st.DrawFn) -> Concept:
    term, *aliases = draw(st.lists(lines, min_size=1, max_size=3, unique=True))
    context = draw(st.one_of(st.just(""), lines))
    shared = draw(st.fixed_dictionaries({}, optional=_SHARED))
    shared["aliases"] = tuple(aliases)
    locales = draw(st.lists(st.sampled_from(LOCALES), min_size=1, unique=True))
    return Concept(
        term,
        context,
        {locale: draw(_entry(term, context, shared)) for locale in sorted(locales, key=LOCALES.index)},
    )


concepts = st.lists(concept(), min_size=1, max_size=3)


def write_bytes(
    found: Iterable[Concept], format_name: str, targets: tuple[str, ...] = ()
) -> tuple[bytes, ExchangeReport]:
    """The file of some concepts."""
    module: ModuleType = FORMATS[format_name].load_writer()
    report = ExchangeReport()
    file = io.BytesIO()
    module.write(list(found), file, Options(format_name, targets), report)
    return file.getvalue(), report


def read_bytes(
    data: bytes, format_name: str, path: Path, targets: tuple[str, ...] = (), **options: object
) -> tuple[list[Concept], ExchangeReport]:
    """The concepts of a file with this content."""
    path.write_bytes(data)
    report = ExchangeReport()
    module: ModuleType = FORMATS[format_name].load_reader()
    found = list(module.read(path, Options(format_name, targets, **options), report))  # type: ignore[arg-type]
    return found, report
