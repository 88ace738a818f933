"""Paragraphs of Office Open XML (ECMA-376), in which formatting is a property of runs of text.

A paragraph is a segment. The formatting most of its text has is taken as plain; runs with another one,
links and inserted text are pairs; pictures, tabs, notes and fields are points. A changed paragraph is
written as new runs with the formatting of the old ones; all else in the part stays to the byte.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from translate.documents.archive import Archive
from translate.documents.base import Segment, SegmentTranslation
from translate.documents.encoding import DecodedText
from translate.documents.inline import Element, SegmentBuilder, elements, has_text
from translate.documents.markup import (
    MAXIMUM_DEPTH,
    decode_xml,
    encode_xml,
    escape_text,
    matching_close,
    tokenize,
    unescape_xml,
)
from translate.documents.ranges import Replacement, replace_ranges, replaced_slice
from translate.errors import DocumentError
from translate.i18n import _
from translate.languages import Language

_WRAPPERS = frozenset(
    {"w:hyperlink", "w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:fldSimple", "w:sdt"}
)
_DROPPED = frozenset({"w:proofErr", "w:lastRenderedPageBreak", "w:noProof"})
"""What programs write anew by themselves."""
_IRRELEVANT = re.compile(
    r"<w:(?:lang|noProof|rtl|szCs|bCs|iCs)\b[^>]*/>|<w:rFonts w:hint=\"[^\"]*\"/>"
    r"|\s(?:lang|altLang|dirty|err|smtClean|noProof)=\"[^\"]*\""
)
"""Properties that do not show, or that only matter in other scripts."""
_NO_PROPERTIES = re.compile(r"<[wa]:rPr\s*(?:/>|></[wa]:rPr>)")
_EAST_ASIAN = re.compile(r"""(<w:(?:lang|themeFontLang)\b[^>]*?\sw:eastAsia=["'])[A-Za-z-]+""")


@dataclass(frozen=True)
class _Dialect:
    """Names of WordprocessingML or DrawingML."""

    paragraph: str
    run: str
    properties: str
    text: str
    paragraph_properties: frozenset[str]
    line_break: str
    field: str
    keeps_space: str
    has_tabs: bool

    def written(self, properties: str, text: str) -> str:
        """A text as runs; tabs and line breaks are elements of their own."""
        pieces = []
        for piece in re.split(r"([\n\t])", text) if self.has_tabs else re.split(r"(\n)", text):
            if piece == "\n" and self.line_break == "a:br":
                pieces.append(f"<a:br>{properties}</a:br>")
            elif piece in ("\n", "\t"):
                sign = self.line_break if piece == "\n" else "w:tab"
                pieces.append(f"<{self.run}>{properties}<{sign}/></{self.run}>")
            elif piece:
                content = f"<{self.text}{self.keeps_space}>{escape_text(piece)}</{self.text}>"
                pieces.append(f"<{self.run}>{properties}{content}</{self.run}>")
        return "".join(pieces)


WORD = _Dialect(
    "w:p", "w:r", "w:rPr", "w:t", frozenset({"w:pPr"}), "w:br", "w:fldChar", ' xml:space="preserve"', True
)  # fmt: skip
DRAWING = _Dialect(
    "a:p", "a:r", "a:rPr", "a:t", frozenset({"a:pPr", "a:endParaRPr"}), "a:br", "", "", False
)  # fmt: skip


@dataclass(frozen=True)
class _Atom:
    """A piece of a paragraph.

    ``kind`` is ``text`` (with the properties of its run), ``point`` (raw XML), ``field`` (a border of a
    field), ``open`` or ``close``. ``start`` and ``end`` are its range, or that of the run it is part of.
    """

    kind: str
    text: str
    start: int = 0
    end: int = 0
    properties: str = ""


@dataclass
class _Paragraph:
    """A paragraph with text: the range of its content, and the markup of its spans."""

    start: int
    end: int
    base: str
    lead: str = ""
    trail: str = ""
    formats: dict[int, str] = field(default_factory=dict)
    raw: dict[int, tuple[tuple[int, int, str], tuple[int, int, str]]] = field(default_factory=dict)
    parents: dict[int, int] = field(default_factory=dict)


class Part:
    """A part of a document: an XML member with paragraphs."""

    def __init__(self, decoded: DecodedText, dialect: _Dialect) -> None:
        self.segments: list[Segment] = []
        self.messages: list[str] = []
        self._decoded = decoded
        self._text = decoded.text
        self._dialect = dialect
        self._tokens = tokenize(decoded.text, xml=True)
        self._paragraphs: list[_Paragraph] = []
        for index, token in enumerate(self._tokens):
            if token.kind == "open" and token.name == dialect.paragraph:
                self._read_paragraph(index, matching_close(self._tokens, index))

    def write(self, translations: Sequence[SegmentTranslation]) -> bytes:
        """The part with its segments translated."""
        changed = [
            (paragraph, translation)
            for segment, paragraph, translation in zip(
                self.segments, self._paragraphs, translations, strict=True
            )
            if translation.text != segment.text or set(translation.spans) != set(segment.spans)
        ]
        replacements: list[Replacement] = []
        # A text box is a paragraph inside a paragraph: the inner ones come first.
        for paragraph, translation in sorted(changed, key=lambda item: item[0].end - item[0].start):
            new = self._written(paragraph, translation, replacements)
            replacements = [
                other
                for other in replacements
                if not (paragraph.start <= other[0] and other[1] <= paragraph.end)
            ]
            replacements.append((paragraph.start, paragraph.end, new))
        return encode_xml(self._decoded, replace_ranges(self._text, replacements), self.messages)

    def _read_paragraph(self, first: int, last: int) -> None:
        atoms = self._merged(self._atoms(first + 1, last))
        if atoms is None:
            return
        # A point that shares its run with text cannot be left out of the range.
        while len(atoms) > 1 and atoms[0].kind == "point" and atoms[0].end <= atoms[1].start:
            atoms.pop(0)
        while len(atoms) > 1 and atoms[-1].kind == "point" and atoms[-2].end <= atoms[-1].start:
            atoms.pop()
        if not any(atom.kind == "text" for atom in atoms):
            return
        weights: dict[str, int] = {}
        for atom in atoms:
            if atom.kind == "text":
                key = _format_of(atom.properties)
                weights[key] = weights.get(key, 0) + len(atom.text)
        base_key = max(weights, key=lambda key: weights[key])
        base = next(
            atom.properties
            for atom in atoms
            if atom.kind == "text" and _format_of(atom.properties) == base_key
        )
        paragraph = _Paragraph(atoms[0].start, atoms[-1].end, base)
        builder = SegmentBuilder()
        opened: list[_Atom] = []
        for atom in atoms:
            if atom.kind == "text":
                if _format_of(atom.properties) == base_key:
                    builder.add_text(atom.text)
                else:
                    self._add_formatted(atom, builder, paragraph)
            elif atom.kind == "open":
                opened.append(atom)
                builder.open_pair()
            elif atom.kind == "close":
                start = opened.pop()
                id, taken = builder.close_pair()
                if taken is None:
                    paragraph.raw[id] = (
                        (start.start, start.end, start.text),
                        (atom.start, atom.end, atom.text),
                    )
                else:
                    paragraph.raw[id] = ((start.start, atom.end, ""), (atom.end, atom.end, ""))
            else:
                id = builder.add_point()
                paragraph.raw[id] = ((atom.start, atom.end, atom.text), (atom.end, atom.end, ""))
        text, spans = builder.stripped()
        if has_text(text, spans):
            paragraph.lead, _core, paragraph.trail = builder.text.partition(text)
            paragraph.parents = builder.parents
            self.segments.append(Segment(text, spans, keep_lines="\n" in text))
            self._paragraphs.append(paragraph)

    @staticmethod
    def _add_formatted(atom: _Atom, builder: SegmentBuilder, paragraph: _Paragraph) -> None:
        if not atom.text.strip():
            builder.add_text(atom.text)
            return
        id = builder.open_pair()
        builder.add_text(atom.text)
        builder.close_pair()
        paragraph.formats[id] = atom.properties

    def _atoms(self, first: int, last: int, depth: int = 0) -> list[_Atom] | None:
        """The pieces between two tokens; None where elements are nested beyond reason."""
        if depth > MAXIMUM_DEPTH:
            return None
        dialect = self._dialect
        atoms: list[_Atom] = []
        index = first
        while index < last:
            token = self._tokens[index]
            if token.kind not in ("open", "empty"):
                index += 1
                continue
            end = matching_close(self._tokens, index)
            if token.name in dialect.paragraph_properties or token.name in _DROPPED:
                pass
            elif token.name == dialect.run:
                atoms += self._run_atoms(index, end)
            elif token.name == dialect.line_break:
                properties = self._text[token.end : self._tokens[end].start] if end > index else ""
                atoms.append(_Atom("text", "\n", token.start, self._tokens[end].end, properties))
            elif token.name in _WRAPPERS and token.kind == "open":
                inner, opening_end = index + 1, token.end
                closing_start = self._tokens[end].start
                if token.name == "w:sdt":
                    content = next(
                        (at for at in range(index, end) if self._tokens[at].name == "w:sdtContent"), index
                    )
                    inner, opening_end = content + 1, self._tokens[content].end
                    stop = matching_close(self._tokens, content)
                    closing_start = self._tokens[stop].start
                else:
                    stop = end
                inside = self._atoms(inner, stop, depth + 1)
                if inside is None:
                    return None
                atoms.append(_Atom("open", "", token.start, opening_end))
                atoms += inside
                atoms.append(_Atom("close", "", closing_start, self._tokens[end].end))
            else:
                atoms.append(_Atom("point", "", token.start, self._tokens[end].end))
            index = end + 1
        return atoms

    def _run_atoms(self, first: int, last: int) -> list[_Atom]:
        """A run as text, and a point for anything else in it."""
        dialect = self._dialect
        properties = ""
        atoms: list[_Atom] = []
        start = self._tokens[first].start
        run_end = self._tokens[last].end
        children: list[tuple[int, int]] = []
        index = first + 1
        while index < last:
            if self._tokens[index].kind in ("open", "empty"):
                end = matching_close(self._tokens, index)
                if self._tokens[index].name == dialect.properties:
                    properties = self._text[self._tokens[index].start : self._tokens[end].end]
                elif self._tokens[index].name not in _DROPPED:
                    children.append((index, end))
                index = end
            index += 1
        for index, end in children:
            token = self._tokens[index]
            if token.name == dialect.text:
                text = unescape_xml(self._text[token.end : self._tokens[end].start]) if end > index else ""
                atoms.append(_Atom("text", text, start, run_end, properties))
            elif token.name == "w:tab":
                atoms.append(_Atom("text", "\t", start, run_end, properties))
            elif token.name in ("w:br", "w:cr") and token.attribute("w:type") in (None, "textWrapping"):
                atoms.append(_Atom("text", "\n", start, run_end, properties))
            else:
                raw = self._text[token.start : self._tokens[end].end]
                kind = "field" if token.name == dialect.field else "point"
                written = "" if len(children) == 1 else f"<{dialect.run}>{properties}{raw}</{dialect.run}>"
                if kind == "field":
                    written = token.attribute("w:fldCharType") or ""
                atoms.append(_Atom(kind, written, start, run_end, properties))
        return atoms

    def _merged(self, atoms: list[_Atom] | None) -> list[_Atom] | None:
        """Fields as one point each, or a pair if they are links; neighbouring texts of one format as one."""
        if atoms is None:
            return None
        result: list[_Atom] = []
        index = 0
        while index < len(atoms):
            atom = atoms[index]
            if atom.kind == "field":
                end = _end_of_field(atoms, index)
                if end < 0:
                    # A field over several paragraphs, such as a table of contents.
                    if any(piece.kind == "text" for piece in result) and any(
                        piece.kind == "text" for piece in atoms[index:]
                    ):
                        return None
                    index += 1
                    continue
                result += self._field(atoms[index : end + 1])
                index = end + 1
                continue
            previous = result[-1] if result else None
            if (
                atom.kind == "text"
                and previous is not None
                and previous.kind == "text"
                and _format_of(previous.properties) == _format_of(atom.properties)
            ):
                result[-1] = _Atom(
                    "text", previous.text + atom.text, previous.start, atom.end, previous.properties
                )
            else:
                result.append(atom)
            index += 1
        return result

    def _field(self, atoms: list[_Atom]) -> list[_Atom]:
        whole = _Atom("point", "", atoms[0].start, atoms[-1].end)
        separator = next(
            (index for index, atom in enumerate(atoms) if atom.kind == "field" and atom.text == "separate"),
            None,
        )
        code = self._text[atoms[0].start : atoms[separator].end] if separator is not None else ""
        if separator is None or not re.search(r"<w:instrText[^>]*>\s*HYPERLINK\b", code):
            return [whole]
        shown = self._merged(atoms[separator + 1 : -1])
        if shown is None:
            return [whole]
        return [
            _Atom("open", "", atoms[0].start, atoms[separator].end),
            *shown,
            _Atom("close", "", atoms[-1].start, atoms[-1].end),
        ]

    def _written(
        self, paragraph: _Paragraph, translation: SegmentTranslation, inner: Sequence[Replacement]
    ) -> str:
        def raw(piece: tuple[int, int, str]) -> str:
            start, end, text = piece
            return text or replaced_slice(self._text, start, end, inner)

        def write(children: Sequence[str | Element], properties: str) -> str:
            result = ""
            for child in children:
                if isinstance(child, str):
                    result += self._dialect.written(properties, child)
                elif child.id in paragraph.formats:
                    result += write(child.children, paragraph.formats[child.id])
                elif child.id in paragraph.raw:
                    opening, closing = paragraph.raw[child.id]
                    result += raw(opening) + write(child.children, properties) + raw(closing)
                else:
                    result += write(child.children, properties)
            return result

        children = [paragraph.lead, *elements(translation, paragraph.parents), paragraph.trail]
        return write(children, paragraph.base)


def _format_of(properties: str) -> str:
    """What of a run's properties one sees."""
    seen = _IRRELEVANT.sub("", properties)
    return "" if _NO_PROPERTIES.fullmatch(seen) else seen


def _end_of_field(atoms: Sequence[_Atom], start: int) -> int:
    if atoms[start].text != "begin":
        return -1
    depth = 0
    for index in range(start, len(atoms)):
        if atoms[index].kind == "field":
            depth += {"begin": 1, "end": -1}.get(atoms[index].text, 0)
            if depth == 0:
                return index
    return -1


class OfficeDocument:
    """A document made of parts."""

    def __init__(self, data: bytes, required: str, pattern: re.Pattern[str], dialect: _Dialect) -> None:
        self.messages: list[str] = []
        self.segments: list[Segment] = []
        self._archive = Archive(data)
        names = self._archive.names
        if required not in names:
            raise DocumentError(
                _("The part “{name}” is missing: another kind of file, or damaged.").format(name=required)
            )
        self._parts: list[tuple[str, Part]] = []
        for name in sorted((name for name in names if pattern.fullmatch(name)), key=_natural_order):
            part = Part(decode_xml(self._archive.read(name)), dialect)
            self._parts.append((name, part))
            for segment in part.segments:
                self.segments.append(replace(segment, context=name))

    def write(self, translations: Sequence[SegmentTranslation], target: Language) -> bytes:
        """See :class:`translate.documents.base.Document`."""
        changed: dict[str, bytes] = {}
        position = 0
        for name, part in self._parts:
            own = translations[position : position + len(part.segments)]
            position += len(part.segments)
            changed[name] = part.write(own)
        if any(self._archive.read(name) != content for name, content in changed.items()):
            changed |= self._east_asian_defaults(target)
        return self._archive.write(changed)

    def _east_asian_defaults(self, target: Language) -> dict[str, bytes]:
        """The language by which Word chooses fonts for Han characters, where a document states one."""
        region = {"ko": "ko-KR", "ja": "ja-JP", "zh_Hans": "zh-CN", "zh_Hant": f"zh-{target.region}"}
        changed: dict[str, bytes] = {}
        for name in ("word/styles.xml", "word/settings.xml"):
            if name in self._archive.names:
                decoded = decode_xml(self._archive.read(name))
                text = _EAST_ASIAN.sub(rf"\g<1>{region[target.locale]}", decoded.text)
                changed[name] = encode_xml(decoded, text, self.messages)
        return changed


def _natural_order(name: str) -> list[tuple[int, str]]:
    """``slide2`` before ``slide10``; the document itself before its headers and notes."""
    order = [(0 if name == "word/document.xml" or name.startswith("ppt/slides/") else 1, "")]
    return order + [(int(piece), "") if piece.isdigit() else (0, piece) for piece in re.split(r"(\d+)", name)]
