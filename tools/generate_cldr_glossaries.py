#!/usr/bin/env python3
"""Generates the glossaries ``countries``, ``currencies`` and ``languages`` from Babel's CLDR data.

    python tools/generate_cldr_glossaries.py [--output FOLDER] [NAME ...]

What newspapers do differently from CLDR, names that CLDR does not hold and names that are left out stand
with their reasons in ``tools/cldr/NAME.toml``; edit that, never the PO files. The output depends on those
tables and on the CLDR version alone, which stands in the header of each file.

Source: Unicode Common Locale Data Repository, https://cldr.unicode.org, Unicode License v3.
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_cldr_version, get_global

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parent.parent
TABLES = Path(__file__).resolve().parent / "cldr"
TARGETS = ("ko", "ja", "zh_Hans", "zh_Hant")
HONG_KONG = "zh_Hant_HK"
SOURCES = ("en", *TARGETS, HONG_KONG)
BRACKETS = "()[]（）［］〔〕「」"
TABLE_KEYS = {
    "accept", "accept_cldr", "aliases", "avoid", "case", "common", "context", "demonyms", "forms", "kind",
    "note", "reason", "term", "variants", *TARGETS,
}  # fmt: skip


Table = Mapping[str, Any]


def every_code(english: Mapping[str, str]) -> set[str]:
    return set(english)


def legal_tender(english: Mapping[str, str]) -> set[str]:
    """Currencies that are legal tender somewhere today."""
    return {
        code
        for currencies in get_global("territory_currencies").values()
        for code, _from, until, is_tender in currencies
        if until is None and is_tender and code in english
    }


def languages_with_a_status(english: Mapping[str, str]) -> set[str]:
    """Languages, without script or region, that are official in a territory or a part of one."""
    return {
        code
        for languages in get_global("territory_languages").values()
        for code, facts in languages.items()
        if facts["official_status"] and "_" not in code and code in english
    }


def as_it_is(name: str) -> str:
    return name


def with_lower_case_unit(name: str) -> str:
    """``Russian Ruble`` as it stands within a sentence."""
    country, space, unit = name.rpartition(" ")
    return country + space + unit.lower()


def with_language(name: str) -> str:
    """``Japanese language``: the name alone is the people and the adjective too."""
    return f"{name} language"


def no_variants(rendering: str, language: str, table: Table) -> tuple[str, ...]:
    return ()


def unit_variants(rendering: str, language: str, table: Table) -> tuple[str, ...]:
    """``루블`` of ``러시아 루블``, for a number leaves the country out, and ``러시아루블``."""
    units = sorted(table["units"][language], key=len, reverse=True)
    bare = [unit for unit in units if rendering.endswith(unit)][:1]
    return tuple(bare + ([rendering.replace(" ", "")] if language == "ko" else []))


def spoken_and_written(rendering: str, language: str, table: Table) -> tuple[str, ...]:
    """Chinese names end in 语 or 文; both stand for either."""
    endings = {"zh_Hans": ("语", "文"), "zh_Hant": ("文", "語")}.get(language)
    if endings is None or not rendering.endswith(endings[0]):
        return ()
    return (rendering[:-1] + endings[1],)


def without_spaces(name: str, language: str) -> str:
    """CLDR's Japanese currencies have a space that newspapers do not print."""
    return name.replace(" ", "") if language == "ja" else name


def untouched(name: str, language: str) -> str:
    return name


@dataclass(frozen=True)
class Glossary:
    """One glossary.

    Attributes:
        name: name of its folder and its table.
        kind: kind of an entry whose row names none.
        locale_table: where Babel's locales have the names.
        codes: which codes have an entry, besides those with a row in the table.
        term: the English term of CLDR's name.
        tidy: the rendering of CLDR's name.
        variants: further forms of a rendering that count.
        accept_hong_kong: Hong Kong's form is an accepted variant of Taiwan's. CLDR's Hong Kong currencies and
            languages hold errors, its territories are sound.
    """

    name: str
    kind: str
    locale_table: str
    codes: Callable[[Mapping[str, str]], set[str]]
    term: Callable[[str], str]
    tidy: Callable[[str, str], str]
    variants: Callable[[str, str, Table], tuple[str, ...]]
    accept_hong_kong: bool = False

    def names(self, locale: str) -> Mapping[str, str]:
        """CLDR's names by code."""
        names: Mapping[str, str] = getattr(Locale.parse(locale), self.locale_table)
        return {code: unicodedata.normalize("NFC", name) for code, name in names.items()}


GLOSSARIES = (
    Glossary("countries", "country", "territories", every_code, as_it_is, untouched, no_variants, True),
    Glossary(
        "currencies", "currency", "currencies", legal_tender, with_lower_case_unit, without_spaces,
        unit_variants,
    ),
    Glossary(
        "languages", "language", "languages", languages_with_a_status, with_language, untouched,
        spoken_and_written,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Concept:
    """One entry in all target languages; the mappings go by target language."""

    term: str
    context: str
    kind: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    case: str
    note: str
    renderings: Mapping[str, str]
    sources: Mapping[str, str]
    accept: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    avoid: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    common: tuple[str, ...] = ()


def split_list(text: str) -> tuple[str, ...]:
    """``a|b`` as a tuple."""
    return tuple(part.strip() for part in text.split("|") if part.strip())


def split_by_language(text: str) -> dict[str, tuple[str, ...]]:
    """``ko: a|b; ja: c`` as lists by language.

    Raises:
        ValueError: a part does not name a target language.
    """
    parts: dict[str, tuple[str, ...]] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        language, colon, values = part.partition(":")
        if not colon or language not in TARGETS or language in parts:
            raise ValueError(f"not a list by language: {text!r}")
        parts[language] = split_list(values)
    return parts


def unique(values: Iterable[str], *without: str) -> tuple[str, ...]:
    """The values in order, each once."""
    return tuple(dict.fromkeys(value for value in values if value not in without))


def make_concept(glossary: Glossary, row: Table, names: Mapping[str, str], table: Table) -> Concept:
    """One concept from a row of the table and CLDR's names by locale (empty where CLDR has none)."""
    unknown = set(row) - TABLE_KEYS
    if unknown:
        raise ValueError(f"unknown keys in a table: {', '.join(sorted(unknown))}")
    renderings: dict[str, str] = {}
    sources: dict[str, str] = {}
    accept = split_by_language(row.get("accept", ""))
    forms = split_by_language(row.get("forms", ""))
    for language in TARGETS:
        cldr = names.get(language, "")
        rendering = row.get(language) or glossary.tidy(cldr, language)
        renderings[language] = rendering
        if rendering == glossary.tidy(cldr, language):
            sources[language] = "Unicode CLDR"
        elif cldr:
            sources[language] = f"newspaper usage; Unicode CLDR has {cldr}"
        else:
            sources[language] = "newspaper usage"
        variants = list(accept.get(language, ()))
        if row.get("accept_cldr", True):
            others = [glossary.tidy(cldr, language)]
            if language == "zh_Hant" and glossary.accept_hong_kong:
                others.append(names.get(HONG_KONG, ""))
            variants += [
                name for name in others if name and rendering not in name and not set(name) & set(BRACKETS)
            ]
        more_forms = list(forms.get(language, ()))
        if row.get("variants", True):
            more_forms += glossary.variants(rendering, language, table)
        forms[language] = unique(more_forms, rendering)
        accept[language] = unique(variants, rendering, *forms[language])
    return Concept(
        term=row.get("term") or glossary.term(names["en"]),
        context=row.get("context", ""),
        kind=row.get("kind", glossary.kind),
        aliases=split_list(row.get("aliases", "")),
        demonyms=split_list(row.get("demonyms", "")),
        case=row.get("case", ""),
        note=row.get("note", ""),
        renderings=renderings,
        sources=sources,
        accept=accept,
        forms=forms,
        avoid=split_by_language(row.get("avoid", "")),
        common=split_list(row.get("common", "")),
    )


def make_glossary(glossary: Glossary) -> list[Concept]:
    """All concepts of a glossary, those of CLDR in the order of their codes, then the table's own.

    Raises:
        ValueError: the table says something twice, or of a code that CLDR does not have, or a rendering is
            missing.
    """
    table = tomllib.loads((TABLES / f"{glossary.name}.toml").read_text(encoding="utf-8"))
    rows: Mapping[str, Table] = table.get(glossary.locale_table, {})
    left_out: Mapping[str, str] = table.get("left_out", {})
    by_locale = {locale: glossary.names(locale) for locale in SOURCES}
    english = by_locale["en"]
    for code in [*rows, *left_out]:
        if code not in english:
            raise ValueError(f"{glossary.name}.toml: CLDR has no {code}")
        if code in rows and code in left_out:
            raise ValueError(f"{glossary.name}.toml: {code} is both there and left out")
    concepts = []
    for code in sorted((glossary.codes(english) | set(rows)) - set(left_out)):
        names = {locale: by_locale[locale].get(code, "") for locale in SOURCES}
        concepts.append(make_concept(glossary, rows.get(code, {}), names, table))
    concepts += [make_concept(glossary, row, {}, table) for row in table.get("more", ())]
    seen: dict[tuple[str, str], str] = {}
    for concept in concepts:
        for form in (concept.term, *concept.aliases):
            other = seen.setdefault((form, concept.context), concept.term)
            if other != concept.term:
                raise ValueError(f"{glossary.name}: {form!r} stands for {other!r} and {concept.term!r}")
    missing = [concept.term for concept in concepts if not all(concept.renderings.values())]
    if missing:
        raise ValueError(f"{glossary.name}: without a rendering in every language: {', '.join(missing)}")
    return concepts


def quote(text: str) -> str:
    """A PO string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write_po(glossary: Glossary, concepts: Iterable[Concept], language: str) -> str:
    """The text of one PO file, by the conventions of ``docs/glossaries.md``."""
    header = (
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        "X-Generator: tools/generate_cldr_glossaries.py",
        f"X-CLDR-Version: {get_cldr_version()}",
    )
    lines = [
        f"# Made by tools/generate_cldr_glossaries.py; edit tools/cldr/{glossary.name}.toml instead.",
        'msgid ""',
        'msgstr ""',
        *(f'"{line}\\n"' for line in header),
    ]
    for concept in concepts:
        comments = {
            "kind": concept.kind,
            "aliases": " | ".join(concept.aliases),
            "demonyms": " | ".join(concept.demonyms),
            "accept": " | ".join(concept.accept.get(language, ())),
            "forms": " | ".join(concept.forms.get(language, ())),
            "avoid": " | ".join(concept.avoid.get(language, ())),
            "case": concept.case,
            "common": "yes" if language in concept.common else "",
            "note": concept.note,
            "source": concept.sources[language],
        }
        lines.append("")
        lines += [f"#. {key}: {value}" for key, value in comments.items() if value]
        if concept.context:
            lines.append(f"msgctxt {quote(concept.context)}")
        lines += [f"msgid {quote(concept.term)}", f"msgstr {quote(concept.renderings[language])}"]
    return "\n".join(lines) + "\n"


def main() -> None:
    names = [glossary.name for glossary in GLOSSARIES]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"glossaries to write (all: {', '.join(names)})"
    )
    parser.add_argument("--output", type=Path, default=ROOT / "glossaries", metavar="FOLDER")
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(names)
    if unknown:
        parser.error(f"no such glossary: {', '.join(sorted(unknown))}")
    for glossary in GLOSSARIES:
        if arguments.names and glossary.name not in arguments.names:
            continue
        concepts = make_glossary(glossary)
        folder = arguments.output / glossary.name
        folder.mkdir(parents=True, exist_ok=True)
        for language in TARGETS:
            text = write_po(glossary, concepts, language)
            (folder / f"{language}.po").write_text(text, encoding="utf-8", newline="\n")
        print(f"{glossary.name}: {len(concepts)} entries")


if __name__ == "__main__":
    main()
