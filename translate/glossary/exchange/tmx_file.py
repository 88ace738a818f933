"""TMX 1.4b as a glossary: one unit a concept; what is no text stands in ``prop`` elements ``x-KEY``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from translate import __version__
from translate.errors import GlossaryError
from translate.files import reason_of
from translate.glossary.exchange import record
from translate.glossary.exchange.languages import locale_of
from translate.glossary.exchange.options import Options
from translate.glossary.exchange.record import CODES, KEYS, LOCALES, Concept, Flat
from translate.glossary.exchange.report import ExchangeReport
from translate.i18n import _
from translate.tmx import TmxFault, TmxUnit, read_tmx, write_tmx

_PREFIX = "x-"
_NAMES = frozenset({*KEYS, *(f"{code}:{key}" for code in CODES.values() for key in KEYS)})


def read(path: Path, options: Options, report: ExchangeReport) -> Iterator[Concept]:
    """The concepts of a TMX file.

    Of several segments in one language the first is the term or rendering, others are aliases or accepted.

    Raises:
        GlossaryError: the file cannot be read or is no TMX, with the line.
    """
    try:
        with path.open("rb") as file:
            for unit in read_tmx(file):
                concept = _concept(unit, options, report)
                if concept is not None:
                    report.concepts += 1
                    yield concept
    except TmxFault as error:
        raise GlossaryError(str(error), path, error.line) from None
    except OSError as error:
        raise GlossaryError(_("cannot read it: {reason}").format(reason=reason_of(error)), path) from None


def _concept(unit: TmxUnit, options: Options, report: ExchangeReport) -> Concept | None:
    texts: dict[str, list[str]] = {}
    strangers: list[str] = []
    for code, text in unit.texts:
        locale = locale_of(code)
        text = record.tidy_line(text)
        if locale == "en" or locale in LOCALES:
            if text and text not in texts.setdefault(locale, []):
                texts[locale].append(text)
        else:
            strangers.append(code)
    terms = texts.pop("en", [])
    if not terms:
        report.skip(_("no English segment"), unit.line)
        return None
    wanted = {locale: found for locale, found in texts.items() if options.wants(locale) and found}
    if not wanted:
        if not texts:
            report.skip(
                _("“{term}”: only in other languages ({languages})").format(
                    term=terms[0], languages=", ".join(strangers) or "–"
                ),
                unit.line,
            )
        return None
    for code in strangers:
        report.drop(code)
    return record.unflatten(
        _flat(unit, terms, wanted, options, report), partial(report.remark, line=unit.line), unit.line
    )


def _flat(
    unit: TmxUnit, terms: list[str], texts: dict[str, list[str]], options: Options, report: ExchangeReport
) -> Flat:
    flat = Flat(terms[0], "", {locale: found[0] for locale, found in texts.items()}, {})
    for kind, value in unit.properties.items():
        name = kind.removeprefix(_PREFIX)
        if kind == f"{_PREFIX}context":
            flat.context = record.tidy_line(value)
        elif name in _NAMES and kind != name:
            code, colon, _key = name.partition(":")
            if not colon or options.wants(_LOCALE_OF_CODE[code]):
                flat.attributes[name] = value
        else:
            report.drop(f"prop {kind}")
    if unit.notes:
        flat.attributes["note"] = "\n".join(unit.notes)
    if len(terms) > 1:
        flat.attributes["aliases"] = "\n".join([flat.attributes.get("aliases", ""), *map(_item, terms[1:])])
    for locale, found in texts.items():
        if len(found) > 1:
            name = f"{CODES[locale]}:accept"
            inherited = flat.attributes.get(name, flat.attributes.get("accept", ""))
            flat.attributes[name] = "\n".join([inherited, *map(_item, found[1:])])
    return flat


_LOCALE_OF_CODE = {code: locale for locale, code in CODES.items()}


def _item(text: str) -> str:
    return record.write_value("aliases", (text,))


def write(concepts: Iterable[Concept], file: BinaryIO, options: Options, report: ExchangeReport) -> None:
    """Write concepts as units of TMX; ``note`` of all languages is a ``note`` element."""
    units = _units(concepts, report)
    report.concepts += write_tmx(file, units, source_language="en", tool_version=__version__)


def _units(concepts: Iterable[Concept], report: ExchangeReport) -> Iterator[TmxUnit]:
    for concept in concepts:
        flat = record.flatten(concept)
        note = flat.attributes.pop("note", "")
        properties = {f"{_PREFIX}{name}": value for name, value in flat.attributes.items()}
        if flat.context:
            properties[f"{_PREFIX}context"] = flat.context
        texts = [("en", flat.term), *((CODES[locale], text) for locale, text in flat.renderings.items())]
        yield TmxUnit(tuple(texts), properties=properties, notes=(note,) if note else ())
