"""JSON: this tool's own lossless form, and the simple ones that people write.

Own form, one concept a line::

    {"format": "glossary-translate", "version": 1, "concepts": [
    {"term": "treaty", "kind": "document", "renderings": {"ko": {"rendering": "조약"}, "ja": "条約"}}
    ]}

A concept has the comment keys of ``docs/glossaries.md``, for all languages beside ``renderings`` or for one
within it; lists are arrays, switches ``true``; ``context``, ``status`` (an array of ``proposed`` and
``obsolete``) and ``extra`` (pairs) complete it. Also read: an object from terms to renderings, an array of
objects with language codes as keys, and JSON Lines of either kind of object.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from translate.errors import GlossaryError
from translate.glossary import comments
from translate.glossary.exchange import record
from translate.glossary.exchange.languages import locale_of
from translate.glossary.exchange.options import Options
from translate.glossary.exchange.record import CODES, KEYS, LOCALES, Complain, Concept, Value
from translate.glossary.exchange.report import ExchangeReport
from translate.glossary.exchange.text import read_text
from translate.i18n import _

_NAME = "glossary-translate"
_VERSION = 1
_SPACE = re.compile(r"[ \t\r\n]*")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def read(path: Path, options: Options, report: ExchangeReport) -> Iterator[Concept]:
    """The concepts of a JSON or JSON Lines file.

    Raises:
        GlossaryError: it is not JSON, or a version of the own form that is not known.
    """
    text = read_text(path, options.encoding, options.targets, report).lstrip("\ufeff")
    may_hold_surrogates = _SURROGATE.search(text) is not None
    for line, key, item in _items(text, path):
        if may_hold_surrogates and not _is_text(key, item):
            report.skip(_("half a character (a lone surrogate)"), line)
            continue
        if key is not None:
            if len(options.targets) != 1:
                raise GlossaryError(
                    _("the file does not say its language: give --to, for example --to ko"), path
                )
            item = {"term": key, "renderings": {CODES[options.targets[0]]: item}}
        complain = partial(report.remark, line=line)
        concept = _concept(item, options, report, complain, line)
        if concept is not None:
            report.concepts += 1
            yield concept


def _is_text(*values: Any) -> bool:
    """Whether every string in a value is text: JSON can spell halves of characters, which are none."""
    try:
        json.dumps(values, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


class _Scanner:
    """Decodes one value at a time, so that a large file is never a tree in memory as a whole."""

    def __init__(self, text: str, path: Path) -> None:
        self.text = text
        self.path = path
        self.position = 0
        self.line = 1
        self._counted = 0
        self._decode = json.JSONDecoder().raw_decode

    def skip(self, pattern: re.Pattern[str]) -> str:
        """The character after what the pattern matches; empty at the end."""
        match = pattern.match(self.text, self.position)
        self.position = match.end() if match else self.position
        return self.text[self.position : self.position + 1]

    def value(self) -> Any:
        """The next value; :attr:`line` is then where it begins."""
        self.line += self.text.count("\n", self._counted, self.position)
        self._counted = self.position
        try:
            value, self.position = self._decode(self.text, self.position)
        except (json.JSONDecodeError, RecursionError) as error:
            if isinstance(error, json.JSONDecodeError):
                raise self.fault(error.pos) from None
            raise self.fault(self.position) from None
        return value

    def expect(self, character: str) -> None:
        """Step over a character that must come next."""
        if self.skip(_SPACE) != character:
            raise self.fault(self.position)
        self.position += 1

    def fault(self, position: int) -> GlossaryError:
        line = self.text.count("\n", 0, position) + 1
        column = position - self.text.rfind("\n", 0, position)
        return GlossaryError(_("not valid JSON at column {column}").format(column=column), self.path, line)


def _items(text: str, path: Path) -> Iterator[tuple[int, str | None, Any]]:
    """Line, key (for an object from terms to renderings) and value of each concept of a file."""
    scanner = _Scanner(text, path)
    first = scanner.skip(_SPACE)
    if first == "[":
        yield from _array(scanner)
    elif first != "{":
        raise scanner.fault(scanner.position)
    elif _is_lines(text):
        while scanner.skip(_SPACE):
            value = scanner.value()
            yield scanner.line, None, value
    else:
        scanner.position += 1
        yield from _members(scanner)
    if scanner.skip(_SPACE):
        raise scanner.fault(scanner.position)


def _is_lines(text: str) -> bool:
    """Whether the first object is followed by another."""
    try:
        value, end = json.JSONDecoder().raw_decode(text, len(text) - len(text.lstrip()))
    except (json.JSONDecodeError, RecursionError):
        return False
    return text[end:].lstrip()[:1] == "{" or (isinstance(value, dict) and "renderings" in value)


def _array(scanner: _Scanner) -> Iterator[tuple[int, str | None, Any]]:
    scanner.position += 1
    while scanner.skip(_SPACE) != "]":
        value = scanner.value()
        yield scanner.line, None, value
        if scanner.skip(_SPACE) == ",":
            scanner.position += 1
            scanner.skip(_SPACE)
        elif scanner.skip(_SPACE) != "]":
            raise scanner.fault(scanner.position)
    scanner.position += 1


def _members(scanner: _Scanner) -> Iterator[tuple[int, str | None, Any]]:
    """The members of the outermost object: terms, or the parts of the own form."""
    own_form = False
    while scanner.skip(_SPACE) != "}":
        key = scanner.value()
        if not isinstance(key, str):
            raise scanner.fault(scanner.position)
        scanner.expect(":")
        first = scanner.skip(_SPACE)
        if own_form and key == "concepts" and first == "[":
            yield from _array(scanner)
        else:
            value = scanner.value()
            if key == "format" and value == _NAME:
                own_form = True
            elif own_form and key == "version":
                if value != _VERSION:
                    raise GlossaryError(
                        _("version {version} of this format is not known; update the tool").format(
                            version=value
                        ),
                        scanner.path,
                        scanner.line,
                    )
            elif not own_form:
                yield scanner.line, key, value
        if scanner.skip(_SPACE) == ",":
            scanner.position += 1
        elif scanner.skip(_SPACE) != "}":
            raise scanner.fault(scanner.position)
    scanner.position += 1


def _concept(
    item: Any, options: Options, report: ExchangeReport, complain: Complain, line: int
) -> Concept | None:
    if not isinstance(item, dict):
        report.skip(_("not an object"), line)
        return None
    term = ""
    context = ""
    renderings: dict[str, str] = {}
    shared: dict[str, Value] = {}
    own: dict[str, dict[str, Value]] = {}
    found: dict[str, Any] = {}
    for key, value in item.items():
        if key == "renderings" and isinstance(value, dict):
            found.update(value)
        elif key in ("term", "context") and isinstance(value, str):
            if key == "term":
                term = record.tidy_line(value)
            else:
                context = record.tidy_line(value)
        elif key in KEYS:
            shared[key] = _value(key, value, complain)
        elif locale_of(key) == "en" and isinstance(value, str):
            term = term or record.tidy_line(value)
        else:
            found[key] = value
    for code, value in found.items():
        locale = locale_of(code)
        if locale not in LOCALES:
            report.drop(code)
        elif options.wants(locale):
            text, values = _rendering(value, complain)
            if text is None:
                report.drop(code)
            else:
                renderings[locale], own[locale] = text, values
    if not term:
        report.skip(_("no term"), line)
        return None
    concept = record.assemble(
        term,
        context,
        renderings,
        {key: value for key, value in shared.items() if value},
        {locale: {key: value for key, value in values.items() if value} for locale, values in own.items()},
        line,
    )
    if not concept.entries:
        report.skip(_("no rendering: {row}").format(row=f"“{term}”"), line)
        return None
    return concept


def _rendering(value: Any, complain: Complain) -> tuple[str | None, dict[str, Value]]:
    """Text and own values of a rendering; the text is None if it is none."""
    if isinstance(value, str):
        return record.tidy_line(value), {}
    if isinstance(value, Mapping) and isinstance(value.get("rendering", ""), str):
        own = {key: _value(key, item, complain) for key, item in value.items() if key in KEYS}
        for key in value.keys() - own.keys() - {"rendering"}:
            complain(_("{key} is not known and was left out").format(key=key))
        return record.tidy_line(value.get("rendering", "")), own
    return None, {}


def _value(key: str, value: Any, complain: Complain) -> Value:
    """A value of the own form, or text as in a column."""
    if isinstance(value, str):
        return record.read_value(key, value, complain)
    if isinstance(value, bool) and key in comments.SWITCH_KEYS:
        return value
    if isinstance(value, list):
        if key in comments.LIST_KEYS and all(isinstance(item, str) for item in value):
            return tuple(item for item in map(record.tidy_line, value) if item)
        if key == "status" and all(item in record.STATUSES for item in value):
            return tuple(value)
        if key == "extra" and all(_is_pair(item) for item in value):
            return tuple((name, record.tidy(text)) for name, text in value)
    complain(_("{key} “{value}” is not understood and was left out").format(key=key, value=value))
    return ""


def _is_pair(item: Any) -> bool:
    return isinstance(item, list) and len(item) == 2 and all(isinstance(part, str) for part in item)


def write(concepts: Iterable[Concept], file: BinaryIO, options: Options, report: ExchangeReport) -> None:
    """Write the own form, one concept a line."""
    head = json.dumps({"format": _NAME, "version": _VERSION})[:-1]
    file.write(f'{head}, "concepts": ['.encode())
    separator = "\n"
    for concept in concepts:
        shared, own = record.divide(concept)
        renderings: dict[str, Any] = {}
        for locale, entry in concept.entries.items():
            values = own.get(locale)
            renderings[CODES[locale]] = (
                {"rendering": entry.rendering, **values} if values else entry.rendering
            )
        item: dict[str, Any] = {"term": concept.term}
        if concept.context:
            item["context"] = concept.context
        item |= {**shared, "renderings": renderings}
        file.write(f"{separator}{json.dumps(item, ensure_ascii=False)}".encode("utf-8", "surrogatepass"))
        separator = ",\n"
        report.concepts += 1
    file.write(b"\n]}\n")
