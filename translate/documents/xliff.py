"""XLIFF 1.2 and 2.x: units without a translation get a ``target``; all other bytes stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from translate.documents.base import Pair, ReadOptions, Segment, SegmentTranslation
from translate.documents.encoding import DecodedText
from translate.documents.html import language_tag
from translate.documents.inline_xml import InlineContent
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
from translate.documents.message import Message
from translate.documents.placeholders import MESSAGE
from translate.documents.ranges import LineCounter, Replacement, replace_ranges
from translate.errors import DocumentError
from translate.i18n import _
from translate.languages import Language, names_language

_PAIRS = frozenset({"g", "pc", "mrk", "bdi", "bdo"})
_UNTRANSLATED_STATES = frozenset({"new", "needs-translation", "initial"})
_GETTEXT_HEADER = "x-gettext-domain-header"
"""The header of a PO file, as XLIFF 1.2's representation guide for gettext has it."""

_CHOICE = re.compile(r"\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,")


@dataclass
class _Part:
    """A stretch of a unit's source that is a segment of its own.

    Attributes:
        start, end: range of the content in the document.
        content: None where there is nothing to translate.
        message: instead of ``content``, for ICU messages.
        segments: how many segments of the document belong to it.
    """

    start: int
    end: int
    content: InlineContent | None = None
    message: Message | None = None
    segments: int = 0


@dataclass
class _Unit:
    """A ``trans-unit`` of XLIFF 1.2, or a ``segment`` of XLIFF 2, that is to be translated.

    Attributes:
        opening: index of its own opening tag.
        content: range of the content that the target is made from (``source`` or ``seg-source``).
        after: position after the element the target follows.
        target: indexes of the target's tags, if there is one.
    """

    opening: int
    content: tuple[int, int]
    source_start: int
    after: int
    target: tuple[int, int] | None
    parts: list[_Part] = field(default_factory=list)


class XliffDocument:
    """An XLIFF file.

    Attributes:
        rows: for each unit to be translated, done or not, the tokens of its source and of its target (none
            if it has no translation), whether line breaks are meant, and the line.
    """

    def __init__(self, decoded: DecodedText, options: ReadOptions) -> None:
        self.messages: list[str] = []
        self.segments: list[Segment] = []
        self._decoded = decoded
        self._options = options
        self._text = decoded.text
        self._tokens = tokenize(decoded.text, xml=True)
        self._lines = LineCounter(decoded.text)
        self._units: list[_Unit] = []
        self._pairs: list[Pair] = []
        self._version = "1"
        self._language_holders: list[int] = []
        self.rows: list[tuple[list[Token], list[Token], bool, int]] = []
        self._read()

    def pairs(self) -> list[Pair]:
        """The units that have a translation."""
        return self._pairs

    @property
    def target_language(self) -> str:
        """The language that the file says it is translated into; empty if it does not."""
        name = "target-language" if self._version == "1" else "trgLang"
        values = (self._tokens[index].attribute(name) for index in self._language_holders)
        return next((value for value in values if value), "")

    def content(self, tokens: Sequence[Token], preserve: bool) -> InlineContent:
        """What stands between the tags of an element."""
        return InlineContent(self._text, tokens, _role, MESSAGE, preserve=preserve)

    def plain_text(self, tokens: Sequence[Token]) -> str:
        """What stands between the tags of an element, as it is in the file."""
        return self._text[tokens[0].start : tokens[-1].end] if tokens else ""

    def write(self, translations: Sequence[SegmentTranslation], target: Language) -> bytes:
        """See :class:`translate.documents.base.Document`."""
        if all(
            translation.text == segment.text and set(translation.spans) == set(segment.spans)
            for segment, translation in zip(self.segments, translations, strict=True)
        ):
            return self._decoded.encode(self._text, self.messages)
        replacements: list[Replacement] = self._language_edits(target)
        rest = iter(translations)
        for unit in self._units:
            inner: list[Replacement] = []
            for part in unit.parts:
                own = [next(rest) for _number in range(part.segments)]
                if part.message is not None:
                    inner.append((part.start, part.end, escape_text(part.message.write(own))))
                elif part.content is not None and own and not part.content.is_same(own[0]):
                    inner.append((part.start, part.end, part.content.write(own[0])))
            start, end = unit.content
            content = replace_ranges(
                self._text[start:end], [(left - start, right - start, new) for left, right, new in inner]
            )
            replacements += self._target_edits(unit, content)
        return encode_xml(self._decoded, replace_ranges(self._text, replacements), self.messages)

    def _read(self) -> None:
        tokens = self._tokens
        kept = [False]
        preserve = [False]
        for index, token in enumerate(tokens):
            if token.kind == "close":
                kept.pop()
                preserve.pop()
                continue
            if token.kind not in ("open", "empty"):
                continue
            name = local_name(token.name)
            wish = token.attribute("translate")
            space = token.attribute("xml:space")
            keep = kept[-1] if wish is None else wish == "no"
            keeps_space = preserve[-1] if space is None else space == "preserve"
            if token.kind == "open":
                kept.append(keep)
                preserve.append(keeps_space)
            if name == "xliff":
                self._version = (token.attribute("version") or "1").split(".")[0]
            if name == ("file" if self._version == "1" else "xliff"):
                self._language_holders.append(index)
            if name == ("trans-unit" if self._version == "1" else "segment") and token.kind == "open":
                self._read_unit(index, keep, keeps_space)

    def _read_unit(self, opening: int, keep: bool, preserve: bool) -> None:
        tokens = self._tokens
        closing = matching_close(tokens, opening)
        children: dict[str, tuple[int, int]] = {}
        index = opening + 1
        while index < closing:
            if tokens[index].kind in ("open", "empty"):
                last = matching_close(tokens, index)
                children.setdefault(local_name(tokens[index].name), (index, last))
                index = last
            index += 1
        if "source" not in children:
            return
        if not keep and tokens[opening].attribute("restype") != _GETTEXT_HEADER:
            self._note_row(opening, children, preserve)
        if "target" in children and self._has_translation(opening, children):
            self._note_pair(opening, children, preserve)
            if not self._options.translated:
                return
        if keep or tokens[opening].attribute("approved") == "yes":
            return
        first, last = children.get("seg-source", children["source"])
        if first == last:
            return
        unit = _Unit(
            opening,
            (tokens[first].end, tokens[last].start),
            tokens[children["source"][0]].start,
            tokens[last].end,
            children.get("target"),
        )
        for left, right in self._parts(first, last):
            unit.parts.append(self._part(left, right, opening, preserve))
        self._units.append(unit)

    def _parts(self, first: int, last: int) -> list[tuple[int, int]]:
        """Token ranges that are segments: the ``mrk mtype="seg"`` of a ``seg-source``, else all of it."""
        tokens = self._tokens
        if local_name(tokens[first].name) != "seg-source":
            return [(first, last)]
        parts: list[tuple[int, int]] = []
        index = first + 1
        while index < last:
            token = tokens[index]
            if token.kind == "open" and local_name(token.name) == "mrk" and token.attribute("mtype") == "seg":
                end = matching_close(tokens, index)
                parts.append((index, end))
                index = end
            index += 1
        return parts or [(first, last)]

    def _part(self, first: int, last: int, opening: int, preserve: bool) -> _Part:
        tokens = self._tokens[first + 1 : last]
        part = _Part(self._tokens[first].end, self._tokens[last].start)
        line = self._lines.line(self._tokens[first].start)
        context = self._context(opening)
        text = self._text[part.start : part.end]
        if has_choices(text) and all(token.kind == "text" for token in tokens):
            part.message = Message(unescape_xml(text), line=line, context=context)
            part.segments = len(part.message.segments)
            self.segments += part.message.segments
            return part
        content = self.content(tokens, preserve)
        if content.is_translatable:
            part.content = content
            part.segments = 1
            self.segments.append(
                Segment(
                    content.text, content.spans, line, "message", context, keep_lines="\n" in content.text
                )
            )
        return part

    def _context(self, opening: int) -> str:
        token = self._tokens[opening]
        if self._version != "1":
            for index in range(opening, -1, -1):
                if self._tokens[index].kind == "open" and local_name(self._tokens[index].name) == "unit":
                    token = self._tokens[index]
                    break
        return token.attribute("resname") or token.attribute("name") or token.attribute("id") or ""

    def _has_translation(self, opening: int, children: dict[str, tuple[int, int]]) -> bool:
        first, last = children["target"]
        tokens = self._tokens
        if first == last or not self._inner(first, last).strip():
            return False
        state = tokens[first].attribute("state") or tokens[opening].attribute("state") or ""
        source = self._inner(*children["source"])
        return not (state in _UNTRANSLATED_STATES and self._inner(first, last) == source)

    def _inner(self, first: int, last: int) -> str:
        if first == last:
            return ""
        return self._text[self._tokens[first].end : self._tokens[last].start]

    def _note_row(self, opening: int, children: dict[str, tuple[int, int]], preserve: bool) -> None:
        first, last = children["source"]
        target: list[Token] = []
        place = first
        if "target" in children:
            place = children["target"][0]
            if self._has_translation(opening, children):
                target = self._tokens[place + 1 : children["target"][1]]
        line = self._lines.line(self._tokens[place].start)
        self.rows.append((self._tokens[first + 1 : last], target, preserve, line))

    def _note_pair(self, opening: int, children: dict[str, tuple[int, int]], preserve: bool) -> None:
        (first, last), (target_first, target_last) = children["source"], children["target"]
        source = self.content(self._tokens[first + 1 : last], preserve)
        target = self.content(self._tokens[target_first + 1 : target_last], preserve)
        if not source.text or not target.text:
            return
        spans = source.spans_in(target)
        present = {span.id for span in spans}
        line = self._lines.line(self._tokens[first].start)
        segment = Segment(
            source.text,
            tuple(span for span in source.spans if span.id in present),
            line,
            "message",
            self._context(opening),
            keep_lines="\n" in source.text,
        )
        self._pairs.append((segment, SegmentTranslation(target.text, spans), line))

    def _target_edits(self, unit: _Unit, content: str) -> list[Replacement]:
        tokens = self._tokens
        if self._version == "1":
            state = "needs-review-translation" if self._options.mark_fuzzy else "translated"
        else:
            state = "initial" if self._options.mark_fuzzy else "translated"
        if unit.target is None:
            prefix = tokens[unit.opening].name.rpartition(":")
            name = prefix[0] + prefix[1] + "target"
            new = f' state="{state}"' if self._options.mark_fuzzy and self._version == "1" else ""
            indent = self._indentation(unit.source_start)
            edits: list[Replacement] = [(unit.after, unit.after, f"{indent}<{name}{new}>{content}</{name}>")]
        else:
            first, last = unit.target
            opening = tokens[first]
            tag = self._text[opening.start : opening.end]
            for old in opening.attributes:
                if old.name == "state" and (old.value in _UNTRANSLATED_STATES or self._options.mark_fuzzy):
                    tag = tag[: old.start - opening.start] + state + tag[old.end - opening.start :]
            tag = re.sub(r"\s*/>\Z", ">", tag)
            edits = [(opening.start, tokens[last].end, f"{tag}{content}</{opening.name}>")]
        if self._version != "1":
            for old in tokens[unit.opening].attributes:
                if old.name == "state":
                    edits.append((old.start, old.end, state))
        return edits

    def _indentation(self, position: int) -> str:
        """The line break and the white space before a position; empty if anything else is before it."""
        start = self._text.rfind("\n", 0, position)
        if start < 0 or self._text[start:position].strip():
            return ""
        if start and self._text[start - 1] == "\r":
            start -= 1
        return self._text[start:position]

    def _language_edits(self, target: Language) -> list[Replacement]:
        """The target language where it is missing or another.

        Raises:
            DocumentError: the file already has translations into another language.
        """
        name, source_name = (
            ("target-language", "source-language") if self._version == "1" else ("trgLang", "srcLang")
        )
        edits: list[Replacement] = []
        for index in self._language_holders:
            token = self._tokens[index]
            present = next((each for each in token.attributes if each.name == name), None)
            if present is not None:
                if not present.value or not names_language(present.value, target):
                    if self._pairs and present.value:
                        raise DocumentError(
                            _(
                                "The file holds translations into “{language}”; start from its source file."
                            ).format(language=present.value),
                            self._lines.line(token.start),
                        )
                    edits.append((present.start, present.end, language_tag(target)))
                continue
            source = next((each for each in token.attributes if each.name == source_name), None)
            position = source.end + 1 if source else token.start + 1 + len(token.name)
            edits.append((position, position, f' {name}="{language_tag(target)}"'))
        return edits


def has_choices(text: str) -> bool:
    """Whether a text holds an ICU plural or choice."""
    return _CHOICE.search(text) is not None


def _role(token: Token) -> str:
    if token.attribute("translate") == "no" or token.attribute("mtype") == "protected":
        return "keep"
    return "pair" if local_name(token.name) in _PAIRS else "point"


def read(data: bytes, options: ReadOptions) -> XliffDocument:
    """Read XLIFF; see :class:`translate.documents.base.DocumentFormat`."""
    return XliffDocument(decode_xml(data, options.encoding), options)


def read_pairs(data: bytes, options: ReadOptions) -> list[Pair]:
    """Source texts with the translations that stand in the file.

    Raises:
        DocumentError: the file is broken.
    """
    return read(data, options).pairs()
