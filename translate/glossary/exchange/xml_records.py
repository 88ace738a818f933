"""XML files of many small records, read one record at a time and without trust.

Expat itself is used, rather than defusedxml (last released in 2021) or lxml (a large dependency, which
fetches and expands by default what must then be switched off): it streams, knows the line of everything,
never fetches anything, and tells of a declared entity before it is used. No entity is allowed at all, so
neither a billion laughs nor a local file can be expanded.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat
from xml.sax.saxutils import escape

from translate.errors import GlossaryError
from translate.files import reason_of
from translate.i18n import _

_CHUNK_BYTES = 1 << 16
_DEEPEST = 50
"""Levels of elements at most; glossaries have eight."""

_LARGEST_RECORD = 1 << 22
"""Characters of one record at most."""

_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class Node:
    """An element of a record.

    Attributes:
        name: without namespace prefix.
        text: all text in it, that of its children included, unless it is structural.
        line: where it begins, from 1.
    """

    name: str
    attributes: dict[str, str]
    line: int
    children: list[Node] = field(default_factory=list)
    text: str = ""


@dataclass
class Records:
    """What is known of a file beside its records, filled while they are read."""

    root: str = ""
    attributes: dict[str, str] = field(default_factory=dict)


def read_records(
    path: Path, names: Container[str], structural: Container[str], roots: Container[str], about: Records
) -> Iterator[Node]:
    """The records of a file in order, each as a small tree.

    Args:
        names: elements that are records.
        structural: elements within them whose own text is nothing but indentation.
        roots: names that the outermost element may have.
        about: receives what the outermost element says.

    Raises:
        GlossaryError: it cannot be read, is not well-formed, is another kind of XML, or declares entities.
    """
    try:
        with path.open("rb") as file:
            yield from _Reader(path, names, structural, roots, about).run(file)
    except OSError as error:
        raise GlossaryError(_("cannot read it: {reason}").format(reason=reason_of(error)), path) from None


class _Reader:
    def __init__(
        self,
        path: Path,
        names: Container[str],
        structural: Container[str],
        roots: Container[str],
        about: Records,
    ) -> None:
        self.path = path
        self.names = names
        self.structural = structural
        self.roots = roots
        self.about = about
        self.open: list[Node] = []
        self.parts: list[list[str]] = []
        self.size = 0
        self.depth = 0
        self.complete: list[Node] = []

    def run(self, file: BinaryIO) -> Iterator[Node]:
        head = file.read(_CHUNK_BYTES)
        decoder = _decoder(head)
        self.parser = parser = expat.ParserCreate("utf-8" if decoder else None)
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._refuse_entity
        parser.SkippedEntityHandler = self._refuse_reference
        chunk = head
        try:
            while chunk:
                parser.Parse(decoder.decode(chunk).encode() if decoder else chunk, False)
                yield from self.complete
                self.complete.clear()
                chunk = file.read(_CHUNK_BYTES)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise GlossaryError(
                _("not well-formed XML: {reason}").format(reason=reason), self.path, error.lineno
            ) from None
        except UnicodeDecodeError:
            raise self._fault(_("these bytes are not of the charset that the file declares")) from None
        except (LookupError, ValueError) as error:
            raise self._fault(str(error)) from None
        yield from self.complete

    def _fault(self, message: str) -> GlossaryError:
        return GlossaryError(message, self.path, self.parser.CurrentLineNumber)

    def _refuse_entity(self, name: str, *_rest: object) -> None:
        raise self._fault(
            _("the file declares the XML entity “{name}”, which is refused; write the text itself").format(
                name=name
            )
        )

    def _refuse_reference(self, name: str, _is_parameter: bool) -> None:
        raise self._fault(
            _("the file uses the XML entity “{name}”, which is not declared; write the text itself").format(
                name=name
            )
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        self.depth += 1
        if self.open:
            node = Node(name, attributes, self.parser.CurrentLineNumber)
            self.open[-1].children.append(node)
        elif name in self.names and self.about.root:
            node = Node(name, attributes, self.parser.CurrentLineNumber)
            self.size = 0
        else:
            self._check_outer(name, attributes)
            return
        if self.depth > _DEEPEST:
            raise self._fault(_("elements are nested more than {limit} deep").format(limit=_DEEPEST))
        self.open.append(node)
        self.parts.append([])

    def _check_outer(self, name: str, attributes: dict[str, str]) -> None:
        """An element around the records: the outermost one says what the file is."""
        if not self.about.root:
            if name not in self.roots:
                raise self._fault(_("not this format: the outermost element is <{name}>").format(name=name))
            self.about.root = name
            self.about.attributes = attributes
        if self.depth > _DEEPEST:
            raise self._fault(_("elements are nested more than {limit} deep").format(limit=_DEEPEST))

    def _end(self, _name: str) -> None:
        self.depth -= 1
        if not self.open:
            return
        node = self.open.pop()
        parts = self.parts.pop()
        if parts:
            node.text = "".join(parts) if len(parts) > 1 else parts[0]
            if self.open and self.open[-1].name not in self.structural:
                self.parts[-1].append(node.text)
        if not self.open:
            self.complete.append(node)

    def _text(self, text: str) -> None:
        if self.open and self.open[-1].name not in self.structural:
            self.size += len(text)
            if self.size > _LARGEST_RECORD:
                raise self._fault(_("an entry of more than {limit} characters").format(limit=_LARGEST_RECORD))
            self.parts[-1].append(text)


def _decoder(head: bytes) -> codecs.IncrementalDecoder | None:
    """A decoder where expat needs one: for charsets it does not know, and false claims to UTF-16."""
    declared = _ENCODING.match(head.removeprefix(codecs.BOM_UTF8))
    if declared is None:
        return None
    name = declared[1].decode("ascii").lower()
    if name.startswith(("utf-16", "utf16", "ucs-2", "unicode")):
        # The declaration itself could be read as ASCII, so it is not UTF-16.
        name = "utf-8"
    try:
        codec = codecs.lookup(name)
    except LookupError:
        return None
    if codec.name in ("utf-8", "ascii", "iso8859-1"):
        return codecs.getincrementaldecoder("utf-8-sig")() if name == "utf-8" else None
    return codec.incrementaldecoder("strict")


def holds_illegal(text: str) -> bool:
    """Whether a text has characters that XML 1.0 cannot hold in any form."""
    return _ILLEGAL.search(text) is not None


def xml_text(text: str) -> str:
    """Text as the content of an element; what XML cannot hold is left out."""
    return escape(_ILLEGAL.sub("", text), {"\r": "&#13;"})
