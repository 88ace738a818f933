"""Markdown: CommonMark with GitHub's tables, strikethrough, footnotes, definition lists, admonitions.

The inline content of a block is a segment; alternative texts and titles are segments of their own.
Front matter (but for the keys asked for), code, HTML blocks and addresses stay as they are. A translated
block is written with the source's own markup around the new text and parsed again: it must have the same
elements as the source.

Emphasis that touches a letter after a bracket or a quotation mark is no emphasis in CommonMark
(commonmark-spec issue 650), which is the rule in Korean, Japanese and Chinese; the mildest of several
remedies that keeps the elements is taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from markdown_it.token import Token

from translate.documents.base import ReadOptions, Segment, SegmentTranslation
from translate.documents.encoding import DecodedText, decode
from translate.documents.inline import Element, SegmentBuilder, elements, has_text
from translate.documents.markdown_parser import Block, Normalized, parse, parser
from translate.documents.ranges import Replacement, replace_ranges, replaced_slice
from translate.documents.text import is_translatable
from translate.documents.yaml import YamlDocument
from translate.i18n import _
from translate.languages import Language

_FRONT_MATTER = re.compile(
    r"(?:---[ \t]*\n(?=\S)(?:.*\n)*?(?:---|\.\.\.)|\+\+\+[ \t]*\n(?:.*\n)*?\+\+\+)[ \t]*(?:\n|\Z)"
)
_PROTECTED = re.compile(
    r"\{\{[^{}]*\}\}|\{%[^%]*%\}|\{[#.][\w.# =\"'-]*\}|(?<![\w:]):[a-z0-9_+-]+:(?![\w:])"
    r"|\$(?=[^$\n]*[\\^_{}=])[^\s$](?:[^$\n]*[^\s$])?\$(?!\d)"
)
"""Template calls, attribute lists, emoji names, formulas with a sign that prices do not have."""
_STRUCTURAL_LINE = re.compile(r"(?::{3,}|\$\$|\{%|\{\{[<%]|\[![A-Za-z]+\][+-]?(?=\s|$)|\[TOC\]$|<!--).*")
_HEADING_ATTRIBUTES = re.compile(r"(?<!\s)\s*\{[#.:][^{}]*\}\s*$")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_VERBATIM_TAGS = frozenset({"code", "kbd", "samp", "var", "tt", "pre", "script", "style", "svg", "math"})
_HTML_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)[^>]*?(/?)>\Z", re.DOTALL)
_VOID_TAGS = frozenset({"br", "hr", "img", "wbr", "input"})
_TITLE = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)", re.DOTALL)
_ENCLOSING = {
    '"': '"', "'": "'", "“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉", "（": "）",
    "(": ")", "［": "］", "[": "]", "【": "】", "〔": "〕",
}  # fmt: skip
_OUTSIDE_EMPHASIS = frozenset("。、，．：.,:")
"""Signs whose weight nobody sees, so that emphasis may end before them."""


_Piece = str | tuple[int, int]
"""Markup as it will be written, or a range of the source that has it."""


@dataclass(frozen=True)
class _Markup:
    """How a span is written: ``kind`` is ``emphasis``, ``link``, ``html``, ``raw`` or ``break``."""

    kind: str
    opening: tuple[_Piece, ...]
    closing: tuple[_Piece, ...] = ()


class _Form(Enum):
    """How much is done to keep the elements of the source; each form is uglier than the one before."""

    PLAIN = 1
    ESCAPED = 2
    SEPARATED = 3
    TAGS = 4


@dataclass
class _Attribute:
    """An alternative text or a title: the range of its text, and what may not stand in it."""

    start: int
    end: int
    special: str


@dataclass
class _Run:
    """A stretch of inline content that becomes one segment."""

    block: Block
    start: int
    end: int
    children: list[Token]
    positions: list[int]
    markup: dict[int, _Markup] = field(default_factory=dict)
    parents: dict[int, int] = field(default_factory=dict)

    @property
    def range(self) -> tuple[int, int]:
        return self.positions[0], self.positions[-1]


class MarkdownDocument:
    """A Markdown text."""

    def __init__(self, decoded: DecodedText, options: ReadOptions) -> None:
        self.messages: list[str] = []
        self._decoded = decoded
        self._source = Normalized(decoded.text)
        front = _FRONT_MATTER.match(self._source.text)
        self._body = front.end() if front else 0
        self._front = _read_front_matter(self._source.text[: self._body], options)
        self._first_line = 1 + self._source.text.count("\n", 0, self._body)
        self._parsed = parse(self._source.text, self._body, self._first_line)
        self.segments: list[Segment] = []
        if self._front is not None:
            self.segments += [replace(segment, line=segment.line + 1) for segment in self._front.segments]
        self._front_segments = len(self.segments)
        self._places: list[_Run | _Attribute] = []
        for block in self._parsed.blocks:
            for run in _runs(block, self._parsed.environment):
                self._add_run(run)
        for definition in self._parsed.definitions:
            self._add_title(definition.start, definition.end, definition.token.meta["title"], definition.line)

    def write(self, translations: Sequence[SegmentTranslation], target: Language) -> bytes:
        """See :class:`translate.documents.base.Document`."""
        attributes: list[Replacement] = []
        runs: list[tuple[Segment, _Run, SegmentTranslation]] = []
        own = translations[self._front_segments :]
        for segment, place, translation in zip(
            self.segments[self._front_segments :], self._places, own, strict=True
        ):
            unchanged = translation.text == segment.text and set(translation.spans) == set(segment.spans)
            if isinstance(place, _Attribute):
                if not unchanged:
                    attributes.append(
                        (place.start, place.end, _escape_attribute(translation.text, place.special))
                    )
            elif not unchanged:
                runs.append((segment, place, translation))
        replacements: list[Replacement] = []
        covered: list[tuple[int, int]] = []
        for segment, run, translation in runs:
            start, end = run.range
            covered.append((start, end))
            inner = [attribute for attribute in attributes if start <= attribute[0] and attribute[1] <= end]
            replacements.append((start, end, self._write_run(segment, run, translation, inner)))
        replacements += [
            attribute
            for attribute in attributes
            if not any(start <= attribute[0] and attribute[1] <= end for start, end in covered)
        ]
        if self._front is not None:
            old = self._front.text
            new = self._front.write_text(translations[: self._front_segments], target)
            start = self._source.text.index(old)
            replacements.append((start, start + len(old), new))
        newline = self._decoded.newline
        written = replace_ranges(
            self._decoded.text,
            [
                (self._source.original(start), self._source.original(end), new.replace("\n", newline))
                for start, end, new in replacements
            ],
        )
        self._verify(written)
        return self._decoded.encode(written, self.messages)

    def _add_run(self, run: _Run) -> None:
        builder = SegmentBuilder()
        attributes: list[tuple[int, int, str]] = []
        _Reader(run, builder, self._source.text, attributes).read()
        text, spans = builder.stripped()
        line = run.block.line + run.block.content.count("\n", 0, run.start)
        if has_text(text, spans):
            run.parents = builder.parents
            self.segments.append(Segment(text, spans, line, run.block.kind))
            self._places.append(run)
        for start, end, title in attributes:
            if title:
                self._add_title(start, end, title, line)
            elif is_translatable(self._source.text[start:end]):
                self._add_attribute(start, end, "[]", line)

    def _add_title(self, start: int, end: int, title: str, line: int) -> None:
        """The title that ends a link or a definition in ``start:end``."""
        if not is_translatable(title):
            return
        last = None
        for match in _TITLE.finditer(self._source.text, start, end):
            last = match
        if last is not None:
            self._add_attribute(last.start() + 1, last.end() - 1, last.group()[0] + last.group()[-1], line)

    def _add_attribute(self, start: int, end: int, special: str, line: int) -> None:
        self.segments.append(Segment(_unescape(self._source.text[start:end]), line=line, kind="attribute"))
        self._places.append(_Attribute(start, end, special))

    def _write_run(
        self, segment: Segment, run: _Run, translation: SegmentTranslation, attributes: list[Replacement]
    ) -> str:
        """The mildest form of the block's new content that has the elements of the source."""
        wanted = _elements_of(run.children)
        environment = self._parsed.environment
        raw = _raw_source(self._source.text, attributes)
        candidate = ""
        for form in _Form:
            candidate = _Writer(run, translation, raw, form).write()
            if form is _Form.TAGS:
                break
            written = candidate
            for _position, continuation in _continuations(run, self._source.text):
                written = written.replace("\n" + continuation, "\n")
            if run.block.in_cell:
                written = written.replace("\\|", "|")
            if (
                _is_one_block(written, run.block, environment)
                and _elements_of(parser().parseInline(written, environment)[0].children or []) == wanted
            ):
                return candidate
        return candidate

    def _verify(self, written: str) -> None:
        """Compares the blocks of the result with those of the source; a difference becomes a message."""
        text = Normalized(written).text
        front = _FRONT_MATTER.match(text)
        parsed = parse(text, front.end() if front else 0)
        if parsed.structure == self._parsed.structure:
            return
        for index, block in enumerate(self._parsed.blocks):
            if index >= len(parsed.blocks) or parsed.blocks[index].kind != block.kind:
                line = block.line
                break
        else:
            line = self._first_line
        self.messages.append(
            _("The Markdown structure of the translation differs from the source, about line {line}.").format(
                line=line
            )
        )


def _read_front_matter(text: str, options: ReadOptions) -> YamlDocument | None:
    """The YAML before the text, if some of its values are asked for."""
    if not options.keys or not text.startswith("---"):
        return None
    content = text[text.index("\n") + 1 : text.rstrip().rindex("\n") + 1]
    return YamlDocument(DecodedText(content), options)


def _unescape(text: str) -> str:
    from markdown_it.common.utils import unescapeAll

    return unescapeAll(" ".join(text.split("\n")))


def _escape_attribute(text: str, special: str) -> str:
    text = " ".join(text.split())
    return re.sub(rf"[\\{re.escape(special)}]", r"\\\g<0>", text).replace("&", "&amp;")


def _raw_source(text: str, attributes: list[Replacement]) -> Callable[[tuple[_Piece, ...]], str]:
    """A reader of markup in which attributes have been translated."""

    def raw(pieces: tuple[_Piece, ...]) -> str:
        return "".join(
            piece if isinstance(piece, str) else replaced_slice(text, *piece, attributes) for piece in pieces
        )

    return raw


def _runs(block: Block, environment: dict[str, Any]) -> Iterator[_Run]:
    """The stretches of a block's content that are translated: structural lines part them."""
    content = block.content
    start, end = 0, len(content)
    if block.kind == "item":
        task = _TASK.match(content)
        start = task.end() if task else 0
    if block.kind == "heading":
        attributes = _HEADING_ATTRIBUTES.search(content)
        end = attributes.start() if attributes else end
    stretches: list[tuple[int, int]] = []
    position = begin = start
    in_formula = False
    for line in content[start:end].split("\n"):
        structural = bool(_STRUCTURAL_LINE.fullmatch(line.strip()))
        if line.strip() == "$$":
            in_formula = not in_formula
        if structural or in_formula:
            stretches.append((begin, position - 1))
            begin = position + len(line) + 1
        position += len(line) + 1
    stretches.append((begin, end))
    for left, right in stretches:
        while left < right and content[left].isspace():
            left += 1
        while right > left and content[right - 1].isspace():
            right -= 1
        if left >= right:
            continue
        if (left, right) == (0, len(content)):
            children = block.children
        else:
            children = parser().parseInline(content[left:right], environment)[0].children or []
        yield _Run(block, left, right, children, block.positions[left : right + 1])


def _continuations(run: _Run, source: str) -> Iterator[tuple[int, str]]:
    """Position and text of what begins each further line of a block: quotation marks, indentation."""
    for index, character in enumerate(run.block.content[run.start : run.end]):
        if character == "\n":
            begin = source.find("\n", run.positions[index]) + 1
            yield index, source[begin : run.positions[index + 1]]


class _Reader:
    """Turns the inline tokens of a run into the text and the spans of a segment."""

    def __init__(
        self, run: _Run, builder: SegmentBuilder, source: str, attributes: list[tuple[int, int, str]]
    ) -> None:
        self._run = run
        self._builder = builder
        self._source = source
        self._attributes = attributes

    def read(self) -> None:
        tokens = self._run.children
        partners = _html_pairs(tokens)
        index = 0
        while index < len(tokens):
            index = self._read_token(tokens, index, partners)

    def _range(self, start: int, end: int) -> tuple[int, int]:
        return self._run.positions[start], self._run.positions[end]

    def _whole(self, token: Token) -> tuple[int, int]:
        return self._range(*token.meta["range"])

    def _read_token(self, tokens: list[Token], index: int, partners: dict[int, int]) -> int:
        """Reads one token, or all of a verbatim element; returns the index after it."""
        token = tokens[index]
        builder = self._builder
        markup = self._run.markup
        if token.type == "text":
            builder.add_protected(token.content, _PROTECTED)
        elif token.type == "softbreak":
            builder.add_text(" ")
        elif token.type == "hardbreak":
            start, end = token.meta["range"]
            while start and self._run.block.content[self._run.start + start - 1] == " ":
                start -= 1
            markup[builder.add_point()] = _Markup("break", (self._range(start, end),))
            builder.add_text(" ")
        elif token.type == "code_inline":
            markup[builder.add_keep(token.content)] = _Markup("raw", (self._whole(token),))
        elif token.type == "image":
            markup[builder.add_point()] = _Markup("raw", (self._whole(token),))
            start, end = self._range(*token.meta["label"])
            self._attributes.append((start, end, ""))
            self._add_link_title(token, end)
        elif token.type == "link_open" and token.markup == "autolink":
            markup[builder.add_keep(tokens[index + 1].content)] = _Markup("raw", (self._whole(token),))
            return index + 3
        elif token.type == "link_open":
            _start, end = self._range(*token.meta["label"])
            markup[builder.open_pair()] = _Markup("link", ("[",), ((end, self._whole(token)[1]),))
            self._add_link_title(token, end)
        elif token.type in ("em_open", "strong_open", "s_open"):
            markup[builder.open_pair()] = _Markup("emphasis", (token.markup,), (token.markup,))
        elif token.type in ("em_close", "strong_close", "s_close", "link_close"):
            self._close()
        elif token.type == "html_inline":
            return self._read_html(tokens, index, partners)
        elif "range" in token.meta:
            markup[builder.add_point()] = _Markup("raw", (self._whole(token),))
        return index + 1

    def _close(self) -> None:
        id, taken = self._builder.close_pair()
        if taken is not None:
            markup = self._run.markup
            inner = tuple(
                piece for other in taken for piece in (*markup[other].opening, *markup[other].closing)
            )
            markup[id] = _Markup("raw", (*markup[id].opening, *inner, *markup[id].closing))

    def _add_link_title(self, token: Token, label_end: int) -> None:
        title = token.attrGet("title")
        end = self._whole(token)[1]
        if title and self._source[label_end : label_end + 2] == "](":
            self._attributes.append((label_end + 2, end - 1, str(title)))

    def _read_html(self, tokens: list[Token], index: int, partners: dict[int, int]) -> int:
        token = tokens[index]
        builder = self._builder
        tag = _HTML_TAG.match(token.content)
        name = tag.group(2).lower() if tag else ""
        start, end = self._whole(token)
        partner = partners.get(index)
        if partner is None:
            kind = "break" if name == "br" else "raw"
            self._run.markup[builder.add_point()] = _Markup(kind, ((start, end),))
            if name == "br":
                builder.add_text(" ")
        elif partner < index:
            self._close()
        else:
            last = self._whole(tokens[partner])
            if name in _VERBATIM_TAGS:
                text = "".join(
                    inner.content for inner in tokens[index + 1 : partner] if inner.type != "html_inline"
                )
                self._run.markup[builder.add_keep(text)] = _Markup("raw", ((start, last[1]),))
                return partner + 1
            self._run.markup[builder.open_pair()] = _Markup("html", ((start, end),), (last,))
        return index + 1


def _html_pairs(tokens: Sequence[Token]) -> dict[int, int]:
    """Index of an HTML tag ↔ index of its partner, where both are in the same element."""
    partners: dict[int, int] = {}
    open_tags: list[tuple[str, int]] = []
    for index, token in enumerate(tokens):
        if token.nesting == 1:
            open_tags.append(("", index))
        elif token.nesting == -1:
            while open_tags and open_tags[-1][0]:
                open_tags.pop()
            if open_tags:
                open_tags.pop()
        elif token.type == "html_inline" and (tag := _HTML_TAG.match(token.content)):
            closing, name, empty = tag.group(1), tag.group(2).lower(), tag.group(3)
            if not closing and not empty and name not in _VOID_TAGS:
                open_tags.append((name, index))
            elif closing:
                for depth in range(len(open_tags) - 1, -1, -1):
                    if not open_tags[depth][0]:
                        break
                    if open_tags[depth][0] == name:
                        partners[index] = open_tags[depth][1]
                        partners[open_tags[depth][1]] = index
                        del open_tags[depth:]
                        break
    return partners


def _elements_of(tokens: Sequence[Token]) -> Counter[tuple[str, str]]:
    """What a reader sees besides text: emphasis, links, code, images, breaks, tags, each counted."""
    found: Counter[tuple[str, str]] = Counter()
    for token in tokens:
        if token.content == _SEPARATOR:
            continue
        if token.nesting == -1 or token.type in ("text", "softbreak"):
            continue
        if token.type == "link_open":
            if token.markup != "autolink":
                found["link", str(token.attrGet("href"))] += 1
        elif token.type == "image":
            found["image", str(token.attrGet("src"))] += 1
        elif token.type == "footnote_ref":
            found["footnote", str(token.meta.get("label"))] += 1
        elif token.type in ("code_inline", "html_inline"):
            found[token.type, token.content] += 1
        else:
            found[token.type, ""] += 1
    return found


def _is_one_block(content: str, block: Block, environment: dict[str, Any]) -> bool:
    """Whether the content, at the beginning of a line, is still a paragraph and nothing else."""
    if block.kind in ("heading", "cell"):
        return "\n" not in content
    tokens = parser().parse(content, {"references": dict(environment.get("references", {}))})
    return [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]


_BARE_ADDRESS = re.compile(r"(?<![<(\w/])(?:https?://|www\.)[!-~]*[A-Za-z0-9/](?=[^\x00-\x7f])")
_ENTITY = re.compile(r"&(?=#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)")
_LINE_START = re.compile(
    r"(?P<lead>)(?P<sign>\#{1,6}(?=\s|\Z)|>|[-+*](?=\s|\Z)|[:~](?=\s)|:::|=+\s*\Z|-+\s*\Z|```|~~~|\|)"
    r"|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|\Z)"
)
_CLOSING_HASHES = re.compile(r"(?<=\s)#(?=#*\Z)|^#(?=#*\Z)")


@dataclass
class _Atom:
    """A piece of the new source: text, a delimiter of emphasis, or markup as it stands."""

    kind: str
    value: str
    id: int = 0


class _Writer:
    """Writes a translation with the markup of its source."""

    def __init__(
        self,
        run: _Run,
        translation: SegmentTranslation,
        raw: Callable[[tuple[_Piece, ...]], str],
        form: _Form,
    ) -> None:
        self._run = run
        self._translation = translation
        self._raw = raw
        self._escape_all = form is not _Form.PLAIN
        self._form = form
        self._links = 0

    def write(self) -> str:
        translation = self._translation
        if self._form is not _Form.TAGS:
            translation = _narrow_emphasis(translation, self._run.markup)
        atoms: list[_Atom] = []
        self._tildes = translation.text.count("~")
        self._collect(elements(translation, self._run.parents), atoms)
        _trim_breaks(atoms)
        if self._form is _Form.SEPARATED:
            atoms = _separated(atoms)
        elif self._form is not _Form.TAGS:
            _mend_emphasis(atoms)
        self._guard_line_starts(atoms)
        return "".join(atom.value for atom in atoms)

    def _collect(self, children: Sequence[str | Element], atoms: list[_Atom]) -> None:
        for child in children:
            if isinstance(child, str):
                atoms.append(_Atom("text", self._escape(child)))
                continue
            markup = self._run.markup.get(child.id)
            if markup is None:
                # Text that was protected as it stands.
                atoms.append(_Atom("raw", child.text))
            elif markup.kind in ("raw", "break"):
                atoms.append(_Atom(markup.kind, self._raw(markup.opening)))
            elif child.kind == "point":
                closing = self._raw(markup.closing)
                atoms.append(_Atom("raw", self._raw(markup.opening) + closing))
            else:
                self._collect_pair(child, markup, atoms)

    def _collect_pair(self, element: Element, markup: _Markup, atoms: list[_Atom]) -> None:
        opening, closing = self._raw(markup.opening), self._raw(markup.closing)
        kind = "raw"
        if markup.kind == "emphasis":
            kind = "delimiter"
            if self._form is _Form.TAGS:
                name = {1: "em", 2: "strong"}[len(opening)] if opening[0] in "*_" else "s"
                kind, opening, closing = "raw", f"<{name}>", f"</{name}>"
        elif markup.kind == "link" and closing in ("]", "][]"):
            # The text was the label too.
            label = self._label_before(markup.closing)
            closing = f"][{label}]"
        atoms.append(_Atom(kind, opening, element.id))
        self._links += markup.kind == "link"
        self._collect(element.children, atoms)
        self._links -= markup.kind == "link"
        atoms.append(_Atom(kind, closing, -element.id))

    def _label_before(self, closing: tuple[_Piece, ...]) -> str:
        for token in self._run.children:
            if token.type == "link_open" and "label" in token.meta:
                first, last = token.meta["label"]
                if closing[0] == (self._run.positions[last], self._run.positions[token.meta["range"][1]]):
                    return self._run.block.content[self._run.start + first : self._run.start + last]
        return ""

    def _escape(self, text: str) -> str:
        text = re.sub(r"\s*\n\s*", " ", text)
        escaped = "".join(self._escape_character(text, index) for index in range(len(text)))
        escaped = _ENTITY.sub("&amp;", escaped)
        return escaped if self._links else _BARE_ADDRESS.sub(r"<\g<0>>", escaped)

    def _escape_character(self, text: str, index: int) -> str:
        character = text[index]
        if character not in "\\`*_[]<>~|$":
            return character
        before = text[index - 1] if index else ""
        after = text[index + 1] if index + 1 < len(text) else ""
        if character == "|":
            return "\\|" if self._run.block.in_cell else "|"
        if character == "\\":
            escape = not after or after in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" or self._escape_all
        elif character == "`":
            escape = True
        elif character == "*":
            escape = not (before.isspace() and after.isspace())
        elif character == "_":
            escape = not (before.isspace() and after.isspace()) and not (before.isalnum() and after.isalnum())
            escape = (escape and not (before == "_" or after == "_")) or self._escape_all
        elif character in "[]":
            escape = bool(self._links) or self._escape_all
        elif character == "<":
            escape = not after or after.isalpha() or after in "/!?" or self._escape_all
        elif character == "~":
            escape = self._tildes > 1
        else:
            escape = False
        return "\\" + character if escape else character

    def _guard_line_starts(self, atoms: list[_Atom]) -> None:
        """Escapes what would make a block of another kind out of a line."""
        if self._run.block.kind == "heading":
            if atoms and atoms[-1].kind == "text":
                atoms[-1].value = _CLOSING_HASHES.sub(r"\\#", atoms[-1].value, count=1)
            return
        if self._run.block.in_cell:
            return
        at_start = True
        for atom in atoms:
            if at_start and atom.kind == "text":
                atom.value = (
                    _LINE_START.sub(_guarded, atom.value.lstrip(), count=1)
                    if _LINE_START.match(atom.value.lstrip())
                    else atom.value
                )
            if atom.value:
                at_start = atom.value.endswith("\n") or (atom.kind == "break" and "\n" in atom.value)


def _guarded(match: re.Match[str]) -> str:
    if match.group("number"):
        return f"{match.group('number')}\\{match.group('dot')}"
    return "\\" + match.group("sign")


def _narrow_emphasis(translation: SegmentTranslation, markup: dict[int, _Markup]) -> SegmentTranslation:
    """Emphasis without the quotation marks or the stop at its border, where a letter follows.

    ``**「…」**です`` is no emphasis; ``「**…**」です`` is, and reads the same.
    """
    text = translation.text
    spans = list(translation.spans)
    for index, span in enumerate(spans):
        if span.id not in markup or markup[span.id].kind != "emphasis" or span.kind != "pair":
            continue
        start, end = span.start, span.end
        others = [other for other in spans if other.id != span.id]
        letter_before = start > 0 and text[start - 1].isalnum()
        letter_after = end < len(text) and text[end].isalnum()
        if letter_after and end - start > 1 and text[end - 1] in _OUTSIDE_EMPHASIS:
            if not any(other.end == end and other.start >= start for other in others):
                end -= 1
        elif (
            end - start > 2
            and (letter_before or letter_after)
            and _ENCLOSING.get(text[start]) == text[end - 1]
            and _matches_whole(text[start:end])
            and not any(
                start <= other.start and other.end <= end and (other.start == start or other.end == end)
                for other in others
            )
        ):
            start, end = start + 1, end - 1
        spans[index] = replace(span, start=start, end=end)
    return SegmentTranslation(text, tuple(spans))


def _matches_whole(text: str) -> bool:
    """Whether the first bracket or quotation mark is closed by the last character only."""
    opening, closing = text[0], text[-1]
    if opening == closing:
        return text.count(opening) == 2
    depth = 0
    for index, character in enumerate(text):
        depth += (character == opening) - (character == closing)
        if depth == 0:
            return index == len(text) - 1
    return False


def _trim_breaks(atoms: list[_Atom]) -> None:
    """No space before or after a line break."""
    for index, atom in enumerate(atoms):
        if atom.kind != "break":
            continue
        for other in reversed(atoms[:index]):
            if other.kind != "text":
                continue
            other.value = other.value.rstrip(" ")
            break
        for other in atoms[index + 1 :]:
            if other.kind != "text":
                break
            other.value = other.value.lstrip(" ")
            if other.value:
                break


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _mend_emphasis(atoms: list[_Atom]) -> None:
    """Makes every delimiter one that opens or closes, by the flanking rules of CommonMark 6.2.

    An underscore next to a letter becomes an asterisk. Where punctuation inside the emphasis meets a
    letter outside, that letter is written as a character reference: its semicolon or ampersand is
    punctuation, and the page shows the same.
    """
    for index, atom in enumerate(atoms):
        if atom.kind != "delimiter":
            continue
        opens = atom.id > 0
        before, after = _neighbours(atoms, index)
        left_flanking = not after.isspace() and (
            not _is_punctuation(after) or before.isspace() or _is_punctuation(before)
        )
        right_flanking = not before.isspace() and (
            not _is_punctuation(before) or after.isspace() or _is_punctuation(after)
        )
        if atom.value[0] == "_" and left_flanking and right_flanking:
            outside = before if opens else after
            if not _is_punctuation(outside):
                for other in atoms:
                    if other.kind == "delimiter" and abs(other.id) == abs(atom.id):
                        other.value = "*" * len(other.value)
        if opens and not left_flanking and not after.isspace():
            previous = atoms[index - 1]
            if index and previous.kind == "text" and previous.value:
                previous.value = previous.value[:-1] + _reference(previous.value[-1])
        elif not opens and not right_flanking and not before.isspace():
            following = atoms[index + 1] if index + 1 < len(atoms) else None
            if following is not None and following.kind == "text" and following.value:
                following.value = _reference(following.value[0]) + following.value[1:]


_SEPARATOR = "<!-- -->"
"""Punctuation that nobody sees."""


def _separated(atoms: list[_Atom]) -> list[_Atom]:
    """The atoms with a comment before each opening and after each closing delimiter that touches
    anything but a space."""
    result: list[_Atom] = []
    for index, atom in enumerate(atoms):
        if atom.kind != "delimiter":
            result.append(atom)
            continue
        opens = atom.id > 0
        delimiter = replace(atom, value=atom.value.replace("_", "*"))
        neighbour = atoms[index - 1] if opens else atoms[index + 1] if index + 1 < len(atoms) else None
        touches = (index > 0 or not opens) and neighbour is not None and bool(neighbour.value)
        if touches and neighbour is not None:
            touches = not (neighbour.value[-1] if opens else neighbour.value[0]).isspace()
        separator = [_Atom("raw", _SEPARATOR)] if touches else []
        already = bool(result) and result[-1].value == _SEPARATOR
        result += [*([] if already else separator), delimiter] if opens else [delimiter, *separator]
    return result


def _neighbours(atoms: list[_Atom], index: int) -> tuple[str, str]:
    """The characters around the run of delimiters that one belongs to; a space at the borders."""
    marker = atoms[index].value[0]

    def is_same_run(atom: _Atom) -> bool:
        return not atom.value or (atom.kind == "delimiter" and atom.value[0] == marker)

    before = next((atom.value[-1] for atom in reversed(atoms[:index]) if not is_same_run(atom)), " ")
    after = next((atom.value[0] for atom in atoms[index + 1 :] if not is_same_run(atom)), " ")
    return before, after


def _reference(character: str) -> str:
    return f"&#{ord(character)};"


def read(data: bytes, options: ReadOptions) -> MarkdownDocument:
    """Read Markdown; see :class:`translate.documents.base.DocumentFormat`."""
    return MarkdownDocument(decode(data, options.encoding), options)
