#!/usr/bin/env python3
"""Keeps the catalogs of the tool's own messages: takes new messages in, and finds what is missing or wrong.

    python tools/catalogs.py update [--locales FOLDER] [LANGUAGE ...]
    python tools/catalogs.py check [--locales FOLDER] [LANGUAGE ...]

``update`` writes ``translate.pot`` from the code, the templates and the installed Click, and merges it into
the catalogs; those of languages named are created where they are missing. ``check`` changes nothing, prints
a line for each fault, and exits with 1 if there is one. See docs/translating.md.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from string import Formatter

import click
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from translate import __version__
from translate.glossary.lint.scripts import strange_characters
from translate.i18n import DOMAIN, INTERFACE_LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "locales"
COMMENT_TAG = "Translators:"
HEADER = """\
# {what}
# This file is distributed under the same license as the glossary-translate project (MIT).
#"""
TEAM = "Glossary Translate developers <developers@glossary-translate.example>"
LINE_COLUMNS = 100

OPTION = re.compile(r"(?<![\w-])--?[A-Za-z][A-Za-z-]*")
PERCENT_FIELD = re.compile(r"%\(\w+\)[sd]")
EXAMPLE = re.compile(r"^ {2,}((?:echo|cat)\b.*\| *)?translate [a-z].*$", re.MULTILINE)


def empty_catalog(what: str, language: str | None = None) -> Catalog:
    return Catalog(
        locale=language,
        domain=DOMAIN,
        project="glossary-translate",
        version=__version__,
        header_comment=HEADER.format(what=what),
        msgid_bugs_address=TEAM,
        last_translator=TEAM,
        language_team=TEAM,
        revision_date=datetime.now(timezone.utc) if language else None,
        fuzzy=False,
    )


def template() -> Catalog:
    """All messages of the code, the templates and Click, in the order of the files."""
    catalog = empty_catalog("Messages of glossary-translate.")
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    places = [
        (ROOT / "translate", "translate", methods, options),
        (Path(click.__file__).parent, "click", [("**.py", "python")], {}),
    ]
    for folder, shown, folder_methods, folder_options in places:
        found = extract_from_dir(
            folder, folder_methods, folder_options, comment_tags=[COMMENT_TAG], strip_comment_tags=True
        )
        for name, line, message, comments, context in found:
            catalog.add(message, None, [(f"{shown}/{name}", line)], auto_comments=comments, context=context)
    return catalog


def render(catalog: Catalog) -> bytes:
    """The catalog as a file. Lines of code are left out: they would change with every commit."""
    for message in catalog:
        if "python-brace-format" in message.flags:  # Babel takes “{percent} % from” for a %-format, too.
            message.flags.discard("python-format")
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=LINE_COLUMNS, include_lineno=False, ignore_obsolete=True)
    return buffer.getvalue()


def read(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def write(path: Path, catalog: Catalog) -> None:
    """Write the catalog, with its old date if nothing else has changed."""
    catalog.creation_date = read(path).creation_date if path.exists() else datetime.now(timezone.utc)
    if path.exists() and path.read_bytes() == render(catalog):
        return
    catalog.creation_date = datetime.now(timezone.utc)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(render(catalog))
    print(path)


def catalog_path(locales: Path, language: str) -> Path:
    return locales / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def update(locales: Path, languages: list[str]) -> None:
    wanted = template()
    write(locales / f"{DOMAIN}.pot", wanted)
    for language in INTERFACE_LANGUAGES:
        path = catalog_path(locales, language)
        if path.exists():
            catalog = read(path, language)
        elif language in languages:
            name = Locale.parse(language).english_name
            catalog = empty_catalog(f"Messages of glossary-translate in {name}.", language)
        else:
            continue
        catalog.update(wanted)
        write(path, catalog)


Key = tuple[str | None, str | tuple[str, ...]]


def messages(catalog: Catalog) -> dict[Key, Message]:
    """The messages by context and text, without the header."""
    return {(message.context, message.id): message for message in catalog if message.id}


def shown_id(message: Message) -> str:
    text = message.id if isinstance(message.id, str) else message.id[0]
    text = " ".join(text.split())
    return f"“{text[:70]}…”" if len(text) > 70 else f"“{text}”"


def check(locales: Path, languages: list[str]) -> list[str]:
    """A line for every fault."""
    wanted = messages(template())
    return [
        *outdated(locales / f"{DOMAIN}.pot", wanted),
        *(fault for language in languages for fault in check_catalog(locales, language, wanted)),
    ]


def check_catalog(locales: Path, language: str, wanted: dict[Key, Message]) -> Iterator[str]:
    path = catalog_path(locales, language)
    yield from outdated(path, wanted)
    if not path.exists():
        return
    for message in messages(read(path, language)).values():
        for fault in faults(message, language):
            yield f"{path}:{message.lineno}: {shown_id(message)}: {fault}"


def outdated(path: Path, wanted: dict[Key, Message]) -> Iterator[str]:
    remedy = "python tools/catalogs.py update"
    if not path.exists():
        language = f" {path.parent.parent.name}" if path.suffix == ".po" else ""
        yield f"{path}: missing; create it with {remedy}{language}"
        return
    found = messages(read(path))
    for key in wanted.keys() - found.keys():
        yield f"{path}: {shown_id(wanted[key])}: not in this file yet; run {remedy}"
    for key in found.keys() - wanted.keys():
        yield f"{path}:{found[key].lineno}: {shown_id(found[key])}: not used any more; run {remedy}"


def faults(message: Message, language: str) -> Iterator[str]:
    """What is wrong with a translation; Korean, Japanese and Chinese have one form for all numbers."""
    translations = [message.string] if isinstance(message.string, str) else list(message.string)
    source = message.id if isinstance(message.id, str) else message.id[-1]
    if not all(translations):
        yield "not translated"
        return
    if message.fuzzy:
        yield "marked fuzzy; correct it if need be, and take the mark away"
    for text in translations:
        for what, parts in (
            ("placeholders", fields),
            ("options", lambda text: sorted(set(OPTION.findall(text)))),
            ("example commands", lambda text: [line.strip() for line in example_lines(text)]),
            ("unwrapped blocks (\\b)", lambda text: ["\\b"] * text.count("\b")),
        ):
            before, after = parts(source), parts(text)
            if before != after:
                yield f"{what} differ: {', '.join(before) or 'none'} ≠ {', '.join(after) or 'none'}"
        if source.endswith("\n") != text.endswith("\n"):
            yield "line break at the end differs"
        strange = "".join(
            character for character in strange_characters(text, language) if character not in source
        )
        if strange:
            yield f"not written in this language: {strange}"


def fields(text: str) -> list[str]:
    """Placeholders with their format; for ``{name!r}``, a name in Python's quotes, ``{name}`` may stand."""
    found = set(PERCENT_FIELD.findall(text))
    try:
        for _literal, name, spec, _conversion in Formatter().parse(text):
            if name is not None:
                found.add(f"{{{name}:{spec}}}" if spec else f"{{{name}}}")
    except ValueError as error:
        found.add(str(error))
    return sorted(found)


def example_lines(text: str) -> list[str]:
    return [match.group() for match in EXAMPLE.finditer(text)]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("action", choices=["update", "check"])
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help="ko, ja, zh_Hans, zh_Hant")
    parser.add_argument("--locales", type=Path, default=LOCALES, help="folder of the catalogs")
    given = parser.parse_intermixed_args(arguments)
    if unknown := set(given.languages) - set(INTERFACE_LANGUAGES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(INTERFACE_LANGUAGES)}")
    if given.action == "update":
        update(given.locales, given.languages)
        return 0
    found = check(given.locales, given.languages or list(INTERFACE_LANGUAGES))
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
