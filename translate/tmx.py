"""Translation Memory eXchange files (TMX 1.4b, LISA/GALA; 1.1 and later are read), as a stream.

Both the translation memory and glossaries are exchanged in this format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from translate.i18n import _

_CHUNK_BYTES = 1 << 16
_LONGEST_TEXT = 1 << 20
"""Code points of one segment, note or property at most: no sentence is longer than that."""

_NATIVE_CODE = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Elements whose content is mark-up of another format, not text."""

# Characters that XML 1.0 cannot hold in any form.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class TmxFault(Exception):
    """A file that is no TMX; ``line`` (from 1) says where."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class TmxUnit:
    """One translation unit.

    Attributes:
        texts: language code as it stands in the file, and text without inline mark-up, in file order.
        source_language: code of the unit's or the file's source language; may be empty or ``*all*``.
        properties: ``prop`` elements of the unit by type.
        notes: ``note`` elements of the unit.
        line: where the unit begins.
    """

    texts: tuple[tuple[str, str], ...]
    source_language: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    line: int = 0


class _Reader:
    """Collects units from parser events; nothing but the current unit is held."""

    def __init__(self) -> None:
        self.units: list[TmxUnit] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        # A document type is allowed (most tools write one) and never fetched; entities are not.
        self.parser.EntityDeclHandler = self._entity
        self._file_language = ""
        self._seen_root = False
        self._collecting: list[str] | None = None
        self._size = 0
        self._native_depth = 0
        self._in_variant = False
        self._reset(0, "")

    def _reset(self, line: int, language: str) -> None:
        self._line = line
        self._language = language
        self._texts: list[tuple[str, str]] = []
        self._properties: dict[str, str] = {}
        self._notes: list[str] = []
        self._variant_language = ""
        self._property_type = ""

    def _fault(self, message: str) -> TmxFault:
        return TmxFault(message, self.parser.CurrentLineNumber)

    def _entity(self, *_arguments: object) -> None:
        raise self._fault(_("it declares XML entities, which are refused"))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if not self._seen_root:
            if name != "tmx":
                raise self._fault(_("it is not TMX: the first element is <{name}>").format(name=name))
            self._seen_root = True
        elif name == "header":
            self._file_language = attributes.get("srclang", "")
        elif name == "tu":
            self._reset(self.parser.CurrentLineNumber, attributes.get("srclang", self._file_language))
        elif name == "tuv":
            self._in_variant = True
            self._variant_language = attributes.get("xml:lang", attributes.get("lang", ""))
        elif name in ("seg", "note", "prop") and self._collecting is None:
            self._collecting = []
            self._size = 0
            self._property_type = attributes.get("type", "")
        elif name in _NATIVE_CODE:
            self._native_depth += 1

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in _NATIVE_CODE:
            self._native_depth = max(0, self._native_depth - 1)
        elif name == "tuv":
            self._in_variant = False
        elif name == "tu":
            self.units.append(
                TmxUnit(tuple(self._texts), self._language, self._properties, tuple(self._notes), self._line)
            )
            self._reset(0, "")
        elif name in ("seg", "note", "prop") and self._collecting is not None:
            text = "".join(self._collecting)
            self._collecting = None
            if name == "seg":
                self._texts.append((self._variant_language, text))
            elif not self._in_variant and name == "note":
                self._notes.append(text)
            elif not self._in_variant:
                self._properties[self._property_type] = text

    def _text(self, text: str) -> None:
        if self._collecting is None or self._native_depth:
            return
        self._size += len(text)
        if self._size > _LONGEST_TEXT:
            raise self._fault(
                _("it holds a text of more than {limit} characters").format(limit=_LONGEST_TEXT)
            )
        self._collecting.append(text)


def read_tmx(file: BinaryIO) -> Iterator[TmxUnit]:
    """The units of a TMX file, in constant memory.

    Raises:
        TmxFault: the file is not well-formed, not TMX, or declares entities.
    """
    reader = _Reader()
    try:
        while chunk := file.read(_CHUNK_BYTES):
            reader.parser.Parse(chunk, False)
            yield from reader.units
            reader.units.clear()
        reader.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise TmxFault(
            _("it is not well-formed XML ({reason})").format(reason=expat.ErrorString(error.code)),
            error.lineno,
        ) from None
    except (LookupError, ValueError) as error:  # an encoding that Python does not know
        raise TmxFault(str(error), reader.parser.CurrentLineNumber) from None
    yield from reader.units


def write_tmx(file: BinaryIO, units: Iterable[TmxUnit], *, source_language: str, tool_version: str) -> int:
    """Write units as TMX 1.4b in UTF-8; returns how many.

    Characters that XML 1.0 cannot hold are left out.
    """

    def put(text: str) -> None:
        file.write(text.encode("utf-8"))

    put(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        '<tmx version="1.4">\n'
        '<header creationtool="glossary-translate" '
        f"creationtoolversion={quoteattr(tool_version)} "
        'segtype="sentence" o-tmf="glossary-translate" adminlang="en" '
        f'srclang={quoteattr(source_language)} datatype="plaintext"/>\n'
        "<body>\n"
    )
    number = 0
    for unit in units:
        number += 1
        lines = ["<tu>\n"]
        lines += [f"  <note>{_content(note)}</note>\n" for note in unit.notes]
        lines += [
            f"  <prop type={quoteattr(name)}>{_content(value)}</prop>\n"
            for name, value in unit.properties.items()
        ]
        lines += [
            f"  <tuv xml:lang={quoteattr(code)}><seg>{_content(text)}</seg></tuv>\n"
            for code, text in unit.texts
        ]
        lines.append("</tu>\n")
        put("".join(lines))
    put("</body>\n</tmx>\n")
    return number


def _content(text: str) -> str:
    return escape(_ILLEGAL.sub("", text), {"\r": "&#13;"})
