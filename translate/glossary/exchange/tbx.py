"""TBX termbases (ISO 30042) read: v2 (``martif``), v3 (``tbx``) in both styles, and TBX-Min of 2014.

In style DCA a data category stands in an attribute (``<termNote type="partOfSpeech">``), in DCT it is
the element itself (``<min:partOfSpeech>``). What has no category in TBX-Basic is written as a note of the
form ``key: value`` with the comment keys of ``docs/glossaries.md``, and read back from there.

Weblate's own use of the format is understood too (its documentation, "TermBase eXchange format").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from translate.glossary.exchange import record
from translate.glossary.exchange.languages import locale_of
from translate.glossary.exchange.options import Options
from translate.glossary.exchange.record import KEYS, LOCALES, Complain, Concept, Value
from translate.glossary.exchange.report import ExchangeReport
from translate.glossary.exchange.xml_records import Node, Records, read_records
from translate.i18n import _

_ENTRIES = frozenset({"termEntry", "conceptEntry", "entry"})
_LANGUAGES = frozenset({"langSet", "langSec", "langGroup"})
_TERMS = frozenset({"tig", "ntig", "termSec", "termGroup"})
_STRUCTURAL = (
    _ENTRIES
    | _LANGUAGES
    | _TERMS
    | {"termGrp", "descripGrp", "adminGrp", "termNoteGrp", "transacGrp", "refGrp", "noteGrp"}
)
_TYPED = frozenset({"descrip", "termNote", "admin", "adminNote", "descripNote", "ref", "xref", "transac"})
"""Elements of style DCA, whose category is their type."""

_HISTORY = frozenset({"transacGrp", "transac", "transacNote", "date", "transactionType", "responsibility"})

_KEY_OF_CATEGORY = {
    "definition": "definition", "explanation": "definition", "context": "usage", "example": "usage",
    "sampleSentence": "usage", "partOfSpeech": "part-of-speech", "source": "source", "note": "note",
    "Usage note": "note", "descrip": "note", "pronunciation": "reading", "reading": "reading",
    "furigana": "reading",
}  # fmt: skip
_STATUSES = frozenset(
    {"administrativeStatus", "normativeAuthorization", "termStatus", "language-planningQualifier"}
)
_PROPOSED = frozenset({"unprocessed", "provisionallyProcessed"})
_KEYED_NOTE = re.compile(r"([a-z][a-z-]*):[ \t]?(.*)", re.DOTALL)
_INDENTATION = re.compile(r"[ \t]*\r?\n[ \t]+|[ \t]+\r?\n[ \t]*")


def read(path: Path, options: Options, report: ExchangeReport) -> Iterator[Concept]:
    """The concepts of a TBX file.

    Raises:
        GlossaryError: it is not TBX, not well-formed, or declares XML entities; with the line.
    """
    about = Records()
    roots = ("martif", "tbx", "TBX")
    for node in read_records(path, _ENTRIES, _STRUCTURAL, roots, about):
        concept = _concept(node, options, report)
        if concept is not None:
            report.concepts += 1
            yield concept


@dataclass
class _Term:
    """A term of one language: its text, its status without suffix, and what else is said of it."""

    text: str
    status: str = ""
    values: dict[str, str] = field(default_factory=dict)


def _concept(node: Node, options: Options, report: ExchangeReport) -> Concept | None:
    complain = partial(report.remark, line=node.line)
    values: dict[str, str] = {}
    languages: dict[str, tuple[dict[str, str], list[_Term]]] = {}
    strangers: list[str] = []
    for child in node.children:
        if child.name not in _LANGUAGES:
            _collect(child, values, report)
            continue
        code = child.attributes.get("xml:lang") or child.attributes.get("lang", "")
        locale = locale_of(code)
        if locale != "en" and locale not in LOCALES:
            strangers.append(code or "?")
        elif locale == "en" or options.wants(locale):
            own, terms = languages.setdefault(locale, ({}, []))
            _read_language(child, own, terms, report)
        else:
            languages.setdefault(locale, ({}, []))
    english_values, english = languages.pop("en", ({}, []))
    english.sort(key=_rank)
    if not english:
        report.skip(_("an entry without an English term"), node.line)
        return None
    if not languages:
        report.skip(
            _("“{term}”: only in other languages ({languages})").format(
                term=english[0].text, languages=", ".join(strangers) or "–"
            ),
            node.line,
        )
        return None
    wanted = {locale: found for locale, found in languages.items() if options.wants(locale)}
    if not wanted:
        return None
    for code in strangers:
        report.drop(code)
    for source in (english_values, english[0].values):
        for key, text in source.items():
            _add(values, key, text)
    for term in english[1:]:
        for key in term.values.keys() - {"part-of-speech"}:
            report.drop(f"{key} of further English terms")
    context = record.tidy_line(values.pop("context", ""))
    shared = _values(values, complain)
    aliases = tuple(term.text for term in english[1:] if term.text != english[0].text)
    if aliases:
        shared["aliases"] = (*aliases, *shared.get("aliases", ()))
    renderings: dict[str, str] = {}
    own_values: dict[str, dict[str, Value]] = {}
    for locale, (own, terms) in wanted.items():
        _settle_language(locale, own, terms, renderings, own_values, complain, report)
    concept = record.assemble(english[0].text, context, renderings, shared, own_values, node.line)
    if not concept.entries:
        report.skip(_("no rendering: {row}").format(row=f"“{english[0].text}”"), node.line)
        return None
    return concept


_PREFERRED, _UNMARKED, _ADMITTED, _SUPERSEDED, _DEPRECATED = range(5)
_RANK = {
    "preferred": _PREFERRED, "admitted": _ADMITTED, "superseded": _SUPERSEDED, "obsolete": _SUPERSEDED,
    "deprecated": _DEPRECATED, "forbidden": _DEPRECATED,
}  # fmt: skip


def _rank(term: _Term) -> int:
    return _RANK.get(term.status, _UNMARKED)


def _read_language(node: Node, own: dict[str, str], terms: list[_Term], report: ExchangeReport) -> None:
    for child in node.children:
        if child.name not in _TERMS:
            _collect(child, own, report)
            continue
        values: dict[str, str] = {}
        texts: list[str] = []
        _collect_term(child, texts, values, report)
        status = values.pop("administrativeStatus", "")
        for text in texts[:1]:
            if text:
                terms.append(_Term(text, status, values))


def _collect_term(node: Node, texts: list[str], values: dict[str, str], report: ExchangeReport) -> None:
    for child in node.children:
        if child.name == "term":
            texts.append(record.tidy_line(_without_indentation(child.text)))
        elif child.name == "termGrp":
            _collect_term(child, texts, values, report)
        else:
            _collect(child, values, report)


def _collect(node: Node, values: dict[str, str], report: ExchangeReport) -> None:
    """Put what an element says into ``values`` by key, or count it as dropped."""
    if node.name in _HISTORY:
        return
    if node.name.endswith("Grp"):
        for child in node.children:
            _collect(child, values, report)
        return
    category = node.attributes.get("type") or node.name if node.name in _TYPED else node.name
    text = record.tidy(_without_indentation(node.text))
    if not text:
        return
    if category in _STATUSES:
        status = text.removesuffix("-admn-sts").removesuffix("Term").strip().lower()
        _add(values, "administrativeStatus", status)
    elif category == "note" and (keyed := _KEYED_NOTE.fullmatch(text)) and keyed[1] in (*KEYS, "context"):
        _add(values, keyed[1], keyed[2])
    elif category in _KEY_OF_CATEGORY:
        _add(values, _KEY_OF_CATEGORY[category], text)
    elif category in ("subjectField", "subject"):
        _add(values, "extra", record.write_value("extra", (("subject-field", record.tidy_line(text)),)))
    elif category == "Translation needed" or (category == "translationNote" and text.lower() == "no"):
        if text.casefold() in record.NO:
            values["keep"] = "yes"
    elif category == "processStatus" and (text in _PROPOSED or text == "finalized"):
        if text in _PROPOSED:
            values["status"] = "proposed"
    else:
        report.drop(category)


def _add(values: dict[str, str], key: str, text: str) -> None:
    known = values.get(key)
    if known is None:
        values[key] = text
    elif text not in known.split("\n"):
        values[key] = f"{known}\n{text}"


def _without_indentation(text: str) -> str:
    """A text that was wrapped and indented by a pretty-printer, on one line; bare line breaks stay."""
    return _INDENTATION.sub(" ", text.strip()) if "\n" in text else text


def _values(values: dict[str, str], complain: Complain) -> dict[str, Value]:
    found = {key: record.read_value(key, text, complain) for key, text in values.items() if key in KEYS}
    return {key: value for key, value in found.items() if value}


def _settle_language(
    locale: str,
    own: dict[str, str],
    terms: list[_Term],
    renderings: dict[str, str],
    own_values: dict[str, dict[str, Value]],
    complain: Complain,
    report: ExchangeReport,
) -> None:
    """Choose the rendering among a language's terms; the others are accepted, or to be avoided.

    Where all are out of use, the entry is obsolete (superseded) or forbidden (deprecated) as a whole.
    """
    if not terms:
        if "keep" in own:
            renderings[locale] = ""
            own_values[locale] = _values(own, complain)
        return
    first, *others = sorted(terms, key=_rank)
    for key, text in first.values.items():
        _add(own, key, text)
    for term in others:
        for key in term.values.keys() - {"part-of-speech"}:
            report.drop(f"{key} of further terms")
    values = _values(own, complain)
    if _rank(first) == _DEPRECATED:
        values["forbidden"] = True
    elif _rank(first) == _SUPERSEDED:
        values["status"] = (*values.get("status", ()), "obsolete")
    for term in others:
        key = "avoid" if _rank(term) >= _SUPERSEDED else "accept"
        known: tuple[str, ...] = values.get(key, ())
        if term.text not in (first.text, *known):
            values[key] = (*known, term.text)
    renderings[locale] = first.text
    own_values[locale] = values
