"""TBX termbases (ISO 30042) written: v2 as most tools read it, and the dialects of v3."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from translate.glossary.concepts import Entry
from translate.glossary.exchange import record
from translate.glossary.exchange.options import Options
from translate.glossary.exchange.record import CODES, KEYS, Concept, Value
from translate.glossary.exchange.report import ExchangeReport
from translate.glossary.exchange.xml_records import holds_illegal, xml_text
from translate.i18n import _

_ELEMENT = {
    "subjectField": "descrip", "definition": "descrip", "context": "descrip", "source": "admin",
    "partOfSpeech": "termNote", "administrativeStatus": "termNote",
}  # fmt: skip
"""Category → its element in style DCA."""

_MODULE = {
    "subjectField": "min", "partOfSpeech": "min", "administrativeStatus": "min",
    "definition": "basic", "context": "basic", "source": "basic",
}  # fmt: skip
"""Category → the module that defines it, whose name is its prefix in style DCT."""

_MIN = frozenset(name for name, module in _MODULE.items() if module == "min")
_BASIC = frozenset(_MODULE)
_PARTS_OF_SPEECH = frozenset({"adjective", "adverb", "noun", "verb", "other"})
"""Values of partOfSpeech that TBX-Min and TBX-Basic allow."""

_BY_LANGUAGE = ("keep", "forbidden", "common", "accept", "forms", "avoid", "reading", "status")
"""Keys that are about a rendering and always stand with it."""

_SUBJECT = "subject-field"
_LOOKS_KEYED = re.compile(r"([a-z][a-z-]*):")


@dataclass(frozen=True)
class Dialect:
    """A dialect and style of TBX.

    Attributes:
        name: as in the root's ``type``.
        categories: data categories that it has; everything else becomes a note.
        version: 2 or 3.
        style: ``dca`` or ``dct`` (version 3).
    """

    name: str
    categories: frozenset[str]
    version: int = 3
    style: str = "dca"


DIALECTS = {
    "tbx": Dialect("TBX-Basic", _BASIC, version=2),
    "tbx3": Dialect("TBX-Basic", _BASIC),
    "tbx3-dct": Dialect("TBX-Basic", _BASIC, style="dct"),
    "tbx-min": Dialect("TBX-Min", _MIN, style="dct"),
    "tbx-core": Dialect("TBX-Core", frozenset()),
}
"""Dialect by format name. ``tbx`` is version 2, since Weblate and OmegaT read nothing newer."""


def write(concepts: Iterable[Concept], file: BinaryIO, options: Options, report: ExchangeReport) -> None:
    """Write concepts in the dialect that the format names."""
    dialect = DIALECTS[options.format]
    writer = _Writer(dialect, report)
    file.write(_head(dialect).encode())
    number = 0
    for concept in concepts:
        entry = writer.concept(concept, number + 1)
        if entry:
            number += 1
            file.write(entry.encode())
    file.write(f"</body>\n</text>\n</{_root(dialect)}>\n".encode())
    report.concepts += number


def _root(dialect: Dialect) -> str:
    return "martif" if dialect.version == 2 else "tbx"


def _head(dialect: Dialect) -> str:
    about = "<fileDesc>\n<sourceDesc>\n<p>glossary-translate</p>\n</sourceDesc>\n</fileDesc>\n"
    if dialect.version == 2:
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<martif type="{dialect.name}" xml:lang="en">\n<martifHeader>\n{about}'
            '<encodingDesc>\n<p type="XCSURI">TBXBasicXCSV02.xcs</p>\n</encodingDesc>\n'
            "</martifHeader>\n<text>\n<body>\n"
        )
    spaces = ""
    if dialect.style == "dct":
        modules = sorted({_MODULE[category] for category in dialect.categories}, reverse=True)
        spaces = "".join(f' xmlns:{module}="http://www.tbxinfo.net/ns/{module}"' for module in modules)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<tbx type="{dialect.name}" style="{dialect.style}" xml:lang="en" '
        f'xmlns="urn:iso:std:iso:30042:ed-2"{spaces}>\n'
        f"<tbxHeader>\n{about}</tbxHeader>\n<text>\n<body>\n"
    )


class _Writer:
    def __init__(self, dialect: Dialect, report: ExchangeReport) -> None:
        self.dialect = dialect
        self.report = report
        old = dialect.version == 2
        self.entry_name = "termEntry" if old else "conceptEntry"
        self.language_name = "langSet" if old else "langSec"
        self.term_name = "tig" if old else "termSec"

    def concept(self, concept: Concept, number: int) -> str:
        """The entry of a concept; empty if it cannot be written."""
        if self.refuses(concept.term, concept.term):
            return ""
        shared, own = record.divide(concept)
        by_language = {key: shared.pop(key) for key in _BY_LANGUAGE if key in shared}
        aliases: tuple[str, ...] = shared.pop("aliases", ())
        in_term = self.take_term_values(shared)
        parts = [f'<{self.entry_name} id="c{number}">\n']
        if concept.context:
            parts.append(self.note("context", concept.context))
        parts += self.described(shared, at_entry=True)
        parts.append(self.language("en", [], concept.term, in_term, "", aliases, ()))
        for locale, entry in concept.entries.items():
            if entry.rendering and not self.refuses(entry.rendering, concept.term):
                parts.append(self.rendering(locale, entry, {**by_language, **own.get(locale, {})}))
        parts.append(f"</{self.entry_name}>\n")
        return "".join(parts)

    def refuses(self, text: str, term: str) -> bool:
        """Whether a text cannot stand in XML, which is reported."""
        if not holds_illegal(text):
            return False
        self.report.skip(_("“{term}”: XML cannot hold a control character").format(term=ascii(term)[1:-1]))
        return True

    def rendering(self, locale: str, entry: Entry, values: dict[str, Value]) -> str:
        """The section of a target language."""
        accept: tuple[str, ...] = ()
        avoid: tuple[str, ...] = ()
        status = ""
        if "administrativeStatus" in self.dialect.categories:
            avoid = values.pop("avoid", ())
            if values.pop("forbidden", False):
                status = "deprecatedTerm"
            elif entry.obsolete:
                status = "supersededTerm"
                values["status"] = tuple(word for word in values["status"] if word != "obsolete")
            else:
                accept = values.pop("accept", ())
                status = "preferredTerm" if accept or avoid else ""
        in_term = self.take_term_values(values)
        notes = self.described(values, at_entry=False)
        return self.language(CODES[locale], notes, entry.rendering, in_term, status, accept, avoid)

    def take_term_values(self, values: dict[str, Value]) -> list[str]:
        """What TBX puts beside a term rather than beside an entry or language, taken out of ``values``."""
        found = []
        for key, category in (("part-of-speech", "partOfSpeech"), ("usage", "context")):
            if category not in self.dialect.categories or key not in values:
                continue
            if key == "usage" or values[key] in _PARTS_OF_SPEECH:
                found.append(self.category(category, str(values.pop(key))))
        return found

    def described(self, values: Mapping[str, Value], *, at_entry: bool) -> list[str]:
        """Values as elements of an entry or a language."""
        parts = []
        for key in KEYS:
            value = values.get(key)
            if not value:
                continue
            if key in ("definition", "source") and key in self.dialect.categories:
                parts.append(self.category(key, str(value)) + "\n")
            elif key == "extra":
                for name, text in value:
                    if at_entry and name == _SUBJECT and "subjectField" in self.dialect.categories:
                        parts.append(self.category("subjectField", text) + "\n")
                    else:
                        parts.append(self.note(key, record.write_value(key, ((name, text),))))
            else:
                parts.append(self.note(key, record.write_value(key, value)))
        return parts

    def language(
        self,
        code: str,
        notes: list[str],
        text: str,
        in_term: list[str],
        status: str,
        further: tuple[str, ...],
        avoid: tuple[str, ...],
    ) -> str:
        """A language's section: its notes, its first term with what is said of it, and its other terms."""
        parts = [f'<{self.language_name} xml:lang="{code}">\n', *notes]
        admitted = "" if code == "en" else "admittedTerm"
        parts.append(self.term(text, status, in_term))
        parts += [self.term(other, admitted, []) for other in further]
        parts += [self.term(other, "deprecatedTerm", []) for other in avoid]
        parts.append(f"</{self.language_name}>\n")
        return "".join(parts)

    def term(self, text: str, status: str, parts: list[str]) -> str:
        """One term; without a character that XML cannot hold, which is reported."""
        if status:
            parts = [self.category("administrativeStatus", f"{status}-admn-sts"), *parts]
        inner = "".join(parts)
        return f"<{self.term_name}><term>{self.text(text)}</term>{inner}</{self.term_name}>\n"

    def category(self, name: str, text: str) -> str:
        """A data category as an element of the dialect's style."""
        if self.dialect.style == "dct":
            element = f"{_MODULE[name]}:{name}"
            return f"<{element}>{self.text(text)}</{element}>"
        element = _ELEMENT[name]
        return f'<{element} type="{name}">{self.text(text)}</{element}>'

    def note(self, key: str, text: str) -> str:
        """A note that says its key, but for plain notes that cannot be mistaken."""
        if key != "note" or ((keyed := _LOOKS_KEYED.match(text)) and keyed[1] in (*KEYS, "context")):
            text = f"{key}: {text}"
        return f"<note>{self.text(text)}</note>\n"

    def text(self, text: str) -> str:
        """Content of an element."""
        if holds_illegal(text):
            self.report.drop(_("control characters"))
        return xml_text(text)
