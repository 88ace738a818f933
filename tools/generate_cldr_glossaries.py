#!/usr/bin/env python3
"""Generates the glossary ``countries`` from Babel's CLDR data.

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
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_cldr_version

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
    "accept", "accept_cldr", "aliases", "avoid", "common", "context", "demonyms", "forms", "kind", "note",
    "reason", "term", *TARGETS,
}  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """One glossary: which CLDR table it is made of, and the kind of an entry that names none."""

    name: str
    kind: str
    locale_table: str

    def names(self, locale: str) -> Mapping[str, str]:
        """CLDR's names by code."""
        return dict(getattr(Locale.parse(locale), self.locale_table))


GLOSSARIES = (Kind("countries", "country", "territories"),)


@dataclass(frozen=True)
class Concept:
    """One entry in all target languages; the mappings go by target language."""

    term: str
    context: str
    kind: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
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


def make_concept(row: Mapping[str, Any], default_kind: str, names: Mapping[str, str]) -> Concept:
    """One concept from a row of the table and CLDR's names by locale (empty for a row CLDR does not hold)."""
    unknown = set(row) - TABLE_KEYS
    if unknown:
        raise ValueError(f"unknown keys in a table: {', '.join(sorted(unknown))}")
    renderings: dict[str, str] = {}
    sources: dict[str, str] = {}
    accept = split_by_language(row.get("accept", ""))
    for language in TARGETS:
        cldr = unicodedata.normalize("NFC", names.get(language, ""))
        rendering = row.get(language, cldr)
        renderings[language] = rendering
        if rendering == cldr:
            sources[language] = "Unicode CLDR"
        elif cldr:
            sources[language] = f"newspaper usage; Unicode CLDR has {cldr}"
        else:
            sources[language] = "newspaper usage"
        variants = list(accept.get(language, ()))
        if row.get("accept_cldr", True):
            others = [cldr]
            if language == "zh_Hant":
                others.append(names.get(HONG_KONG, ""))
            variants += [
                name for name in others if name and rendering not in name and not set(name) & set(BRACKETS)
            ]
        accept[language] = unique(variants, rendering)
    return Concept(
        term=row.get("term") or names["en"],
        context=row.get("context", ""),
        kind=row.get("kind", default_kind),
        aliases=split_list(row.get("aliases", "")),
        demonyms=split_list(row.get("demonyms", "")),
        note=row.get("note", ""),
        renderings=renderings,
        sources=sources,
        accept=accept,
        forms=split_by_language(row.get("forms", "")),
        avoid=split_by_language(row.get("avoid", "")),
        common=split_list(row.get("common", "")),
    )


def make_glossary(glossary: Kind) -> list[Concept]:
    """All concepts of a glossary, those of CLDR in the order of their codes, then the table's own.

    Raises:
        ValueError: the table says something twice, or of a code that CLDR does not have.
    """
    table = tomllib.loads((TABLES / f"{glossary.name}.toml").read_text(encoding="utf-8"))
    rows: Mapping[str, Mapping[str, Any]] = table.get(glossary.locale_table, {})
    left_out: Mapping[str, str] = table.get("left_out", {})
    by_locale = {locale: glossary.names(locale) for locale in SOURCES}
    english = by_locale["en"]
    for code in [*rows, *left_out]:
        if code not in english:
            raise ValueError(f"{glossary.name}.toml: CLDR has no {code}")
        if code in rows and code in left_out:
            raise ValueError(f"{glossary.name}.toml: {code} is both there and left out")
    if table.get("only_listed", False):
        codes = sorted(rows)
    else:
        codes = sorted(code for code in english if code not in left_out)
    concepts = []
    for code in codes:
        names = {locale: by_locale[locale].get(code, "") for locale in SOURCES}
        concepts.append(make_concept(rows.get(code, {}), glossary.kind, names))
    concepts += [make_concept(row, glossary.kind, {}) for row in table.get("more", ())]
    seen: dict[tuple[str, str], str] = {}
    for concept in concepts:
        for form in (concept.term, *concept.aliases):
            if (form, concept.context) in seen:
                other = seen[form, concept.context]
                raise ValueError(f"{glossary.name}: {form!r} stands for {other!r} and {concept.term!r}")
            seen[form, concept.context] = concept.term
        missing = [language for language in TARGETS if not concept.renderings[language]]
        if missing:
            raise ValueError(f"{glossary.name}: {concept.term!r} lacks {', '.join(missing)}")
    return concepts


def quote(text: str) -> str:
    """A PO string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write_po(glossary: Kind, concepts: Iterable[Concept], language: str) -> str:
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
