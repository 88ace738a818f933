"""EPUB 2 and 3: chapters, navigation, titles and the language of a book.

Each text is given once, so that a chapter's heading and its entry in the table of contents agree.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from translate.documents.archive import Archive
from translate.documents.base import ReadOptions, Segment, SegmentTranslation
from translate.documents.encoding import DecodedText
from translate.documents.html import HtmlDocument, language_tag
from translate.documents.markup import (
    Token,
    decode_xml,
    encode_xml,
    escape_text,
    local_name,
    matching_close,
    tokenize,
    unescape_xml,
)
from translate.documents.ranges import Replacement, replace_ranges
from translate.documents.text import is_translatable
from translate.errors import DocumentError
from translate.i18n import _
from translate.languages import Language

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_XHTML = "application/xhtml+xml"
_NCX = "application/x-dtbncx+xml"
_METADATA = frozenset({"title", "description", "subject"})


class _PlainXml:
    """The package file or the old table of contents: texts of some elements, and languages."""

    def __init__(self, decoded: DecodedText, texts: frozenset[str], languages: bool, source: str) -> None:
        self.messages: list[str] = []
        self.segments: list[Segment] = []
        self._decoded = decoded
        self._places: list[tuple[int, int]] = []
        self._languages: list[tuple[int, int]] = []
        tokens = tokenize(decoded.text, xml=True)
        for index, token in enumerate(tokens):
            if token.kind not in ("open", "empty"):
                continue
            name = local_name(token.name)
            start, end = token.end, tokens[matching_close(tokens, index)].start
            if token.kind == "open" and languages and name == "language":
                code = decoded.text[start:end].strip()
                if _is_source(code, source):
                    self._languages.append((start, end))
            elif token.kind == "open" and name in texts:
                text = unescape_xml(decoded.text[start:end])
                if is_translatable(text.strip()) and "<" not in decoded.text[start:end]:
                    lead = len(text) - len(text.lstrip())
                    self.segments.append(Segment(text.strip(), kind="heading"))
                    raw = decoded.text[start:end]
                    self._places.append((start + lead, start + len(raw.rstrip())))
            for attribute in token.attributes:
                if attribute.name == "xml:lang" and _is_source(attribute.value, source):
                    self._languages.append((attribute.start, attribute.end))

    def write(self, translations: Sequence[SegmentTranslation], target: Language) -> bytes:
        replacements: list[Replacement] = []
        for segment, place, translation in zip(self.segments, self._places, translations, strict=True):
            if translation.text != segment.text:
                replacements.append((*place, escape_text(" ".join(translation.text.split()))))
        replacements += [(start, end, language_tag(target)) for start, end in self._languages]
        return encode_xml(self._decoded, replace_ranges(self._decoded.text, replacements), self.messages)


class _Page(HtmlDocument):
    """A chapter or the navigation page."""

    def write(self, translations: Sequence[SegmentTranslation], target: Language) -> bytes:
        return encode_xml(self._decoded, self.write_text(translations, target), self.messages)


@dataclass(frozen=True)
class _Part:
    """A member that has text, with the numbers of its segments among those of the book."""

    name: str
    document: _PlainXml | _Page
    numbers: tuple[int, ...]


class EpubDocument:
    """A book."""

    def __init__(self, data: bytes, options: ReadOptions) -> None:
        self.messages: list[str] = []
        self.segments: list[Segment] = []
        self._archive = Archive(data)
        self._parts: list[_Part] = []
        members = set(self._archive.names)
        package = self._package_name()
        decoded = decode_xml(self._archive.read(package))
        tokens = tokenize(decoded.text, xml=True)
        found: list[tuple[str, _PlainXml | _Page]] = [
            (package, _PlainXml(decoded, _METADATA, True, options.source))
        ]
        for token in tokens:
            if token.kind in ("open", "empty") and local_name(token.name) == "item":
                part = self._read_item(token, package, members, options)
                if part is not None:
                    found.append(part)
        self._collect(found)

    def write(self, translations: Sequence[SegmentTranslation], target: Language) -> bytes:
        """See :class:`translate.documents.base.Document`."""
        if all(
            translation.text == segment.text and set(translation.spans) == set(segment.spans)
            for segment, translation in zip(self.segments, translations, strict=True)
        ):
            return self._archive.write({})
        changed: dict[str, bytes] = {}
        for part in self._parts:
            own = [
                translations[number] if segment.spans else SegmentTranslation(translations[number].text)
                for number, segment in zip(part.numbers, part.document.segments, strict=True)
            ]
            changed[part.name] = part.document.write(own, target)
            self.messages += part.document.messages
            part.document.messages.clear()
        return self._archive.write(changed)

    def _package_name(self) -> str:
        if _CONTAINER not in self._archive.names:
            raise DocumentError(_("Not an EPUB: META-INF/container.xml is missing."))
        if _ENCRYPTION in self._archive.names and b".xhtml" in self._archive.read(_ENCRYPTION).lower():
            raise DocumentError(
                _("The book is protected (DRM); only books without protection can be translated.")
            )
        for token in tokenize(decode_xml(self._archive.read(_CONTAINER)).text, xml=True):
            if local_name(token.name) == "rootfile" and token.attribute("full-path"):
                return str(token.attribute("full-path"))
        raise DocumentError(_("Not an EPUB: META-INF/container.xml names no package file."))

    def _read_item(
        self, token: Token, package: str, members: set[str], options: ReadOptions
    ) -> tuple[str, _PlainXml | _Page] | None:
        address = token.attribute("href") or ""
        kind = token.attribute("media-type") or ""
        if kind not in (_XHTML, _NCX) or "://" in address:
            return None
        name = posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(address)))
        if name not in members:
            self.messages.append(_("The part “{name}” is listed but missing.").format(name=name))
            return None
        try:
            decoded = decode_xml(self._archive.read(name))
        except DocumentError as error:
            self.messages.append(
                _("The part “{name}” is left as it is. {reason}").format(name=name, reason=error)
            )
            return None
        if kind == _NCX:
            return name, _PlainXml(decoded, frozenset({"text"}), False, options.source)
        return name, _Page(decoded, options, xml=True)

    def _collect(self, found: Sequence[tuple[str, _PlainXml | _Page]]) -> None:
        """Numbers the segments: one for each text, that with markup if there is one."""
        marked = {segment.text for _name, document in found for segment in document.segments if segment.spans}
        numbers: dict[str, int] = {}
        waiting: list[tuple[str, _PlainXml | _Page, list[int | str]]] = []
        for name, document in found:
            own: list[int | str] = []
            for segment in document.segments:
                here = replace(segment, line=0, context=name)
                if segment.spans:
                    numbers.setdefault(segment.text, len(self.segments))
                    own.append(len(self.segments))
                    self.segments.append(here)
                elif segment.text in numbers:
                    own.append(numbers[segment.text])
                elif segment.text in marked:
                    own.append(segment.text)
                else:
                    numbers[segment.text] = len(self.segments)
                    own.append(len(self.segments))
                    self.segments.append(here)
            waiting.append((name, document, own))
        for name, document, own in waiting:
            resolved = tuple(numbers[item] if isinstance(item, str) else item for item in own)
            self._parts.append(_Part(name, document, resolved))


def _is_source(code: str, source: str) -> bool:
    return code.replace("_", "-").split("-")[0].lower() == source


def read(data: bytes, options: ReadOptions) -> EpubDocument:
    """Read EPUB; see :class:`translate.documents.base.DocumentFormat`."""
    return EpubDocument(data, options)
