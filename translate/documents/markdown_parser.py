"""Markdown parsed with source positions, which markdown-it-py gives for blocks but not within them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

_LOCATED_RULES = (
    "link",
    "image",
    "backticks",
    "autolink",
    "html_inline",
    "footnote_ref",
    "escape",
    "newline",
)


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough, footnotes, definition lists and admonitions.

    Inline tokens other than text and emphasis have ``meta["range"]``, a half-open range in the content
    of their block; a link's and an image's ``meta["label"]`` is that of the text in its brackets.
    """
    markdown = MarkdownIt("commonmark", {"inline_definitions": True}).enable(["table", "strikethrough"])
    markdown.use(footnote_plugin, inline=False, move_to_end=False).use(deflist_plugin).use(admon_plugin)
    for rule in markdown.inline.ruler.__rules__:
        if rule.name in _LOCATED_RULES:
            markdown.inline.ruler.at(rule.name, _located(rule.name, rule.fn))
    return markdown


def _located(name: str, rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """The rule, with the stretch it consumed noted in the tokens that it added."""

    def located(state: StateInline, silent: bool) -> bool:
        start = state.pos
        count = len(state.tokens)
        if not rule(state, silent):
            return False
        if silent or len(state.tokens) == count:
            return True
        meta: dict[str, Any] = {"range": (start, state.pos)}
        if name in ("link", "image"):
            bracket = start + (name == "image")
            meta["label"] = (bracket + 1, state.md.helpers.parseLinkLabel(state, bracket, name == "link"))
        for token in state.tokens[count:]:
            if token.type != "text" and "range" not in token.meta:
                token.meta = {**token.meta, **meta}
        return True

    return located


@dataclass
class Block:
    """A block with inline content.

    Attributes:
        token: the ``inline`` token.
        kind: as in a segment.
        tag: ``h1`` … for headings, else empty.
        content: its source without the prefixes of its lines.
        positions: for every code point of ``content``, and its end, the offset in the document.
        line: line of the document, from 1.
        in_cell: it is a cell of a table.
    """

    token: Token
    kind: str
    tag: str
    content: str
    positions: list[int] = field(repr=False)
    line: int

    @property
    def in_cell(self) -> bool:
        return self.kind == "cell"

    @property
    def children(self) -> list[Token]:
        return self.token.children or []


@dataclass
class Definition:
    """A link reference definition: the lines it stands on."""

    token: Token
    start: int
    end: int
    line: int


@dataclass
class Parsed:
    """A document: its blocks with inline content, and the names of all blocks in order."""

    blocks: list[Block]
    definitions: list[Definition]
    structure: list[tuple[str, str]]
    environment: dict[str, Any]


class Normalized:
    """Text with LF line ends, as the parser sees it, and the way back to the original."""

    def __init__(self, original: str) -> None:
        self.text = original.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
        self._removed: list[int] = []
        position = original.find("\r\n")
        while position >= 0:
            self._removed.append(position - len(self._removed))
            position = original.find("\r\n", position + 2)

    def original(self, offset: int) -> int:
        """The offset in the original; that of a line end is before its CR LF."""
        return offset + bisect_left(self._removed, offset)


def parse(text: str, offset: int = 0, first_line: int = 1) -> Parsed:
    """Parse a document from ``offset`` on, where line ``first_line`` begins; line ends are LF."""
    environment: dict[str, Any] = {}
    tokens = parser().parse(text[offset:], environment)
    lines = text[offset:].split("\n")
    starts = [offset]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    parsed = Parsed([], [], [], environment)
    row: Iterator[tuple[str, list[int]]] = iter(())
    containers: list[str] = []
    for index, token in enumerate(tokens):
        if token.type != "inline":
            parsed.structure.append((token.type, token.tag))
        if token.nesting == 1:
            containers.append(token.type)
        elif token.nesting == -1:
            containers.pop()
        if token.type == "tr_open" and token.map:
            row = iter(_cells(lines[token.map[0]], starts[token.map[0]]))
        elif token.type == "definition" and token.map:
            first, end = token.map
            parsed.definitions.append(Definition(token, starts[first], starts[end] - 1, first + first_line))
        elif token.type == "inline" and token.map is not None:
            if containers[-1] in ("th_open", "td_open"):
                content, positions = next(row, ("", []))
                located = positions if content == token.content and content else None
            else:
                located = _locate(token, lines, starts, containers[-1])
            if located is not None:
                parsed.blocks.append(
                    Block(
                        token,
                        _kind(containers),
                        tokens[index - 1].tag if containers[-1] == "heading_open" else "",
                        token.content,
                        located,
                        token.map[0] + first_line,
                    )
                )
    return parsed


def _kind(containers: list[str]) -> str:
    if containers[-1] == "heading_open":
        return "heading"
    if containers[-1] in ("th_open", "td_open"):
        return "cell"
    if containers[-1] == "dt_open" or containers[-2:-1] in (["list_item_open"], ["dd_open"]):
        return "item"
    return "paragraph"


def _locate(token: Token, lines: list[str], starts: list[int], container: str) -> list[int] | None:
    """Positions of a token's content; None if it is not in the source as such."""
    positions: list[int] = []
    first = token.map[0] if token.map else 0
    for index, content in enumerate(token.content.split("\n")):
        line = lines[first + index] if first + index < len(lines) else ""
        stripped = content.strip(" \t")
        column = len(line.rstrip(" \t")) - len(stripped)
        if column < 0 or line[column : column + len(stripped)] != stripped or container == "heading_open":
            column = line.rfind(stripped)
        if column < 0:
            return None
        indent = len(content) - len(content.lstrip(" \t"))
        start = starts[first + index] + column
        positions += [start] * indent
        positions += range(start, start + len(content) - indent)
        positions.append(min(start + len(content) - indent, starts[first + index] + len(line)))
    return positions


def _cells(line: str, start: int) -> list[tuple[str, list[int]]]:
    """The cells of a table row: their text, in which ``\\|`` is a bar, and its positions."""
    cells: list[tuple[list[str], list[int]]] = [([], [])]
    escaped = False
    begin = len(line) - len(line.lstrip(" \t>"))
    for index in range(begin, len(line)):
        character = line[index]
        if character == "|" and not escaped:
            cells[-1][1].append(start + index)
            cells.append(([], []))
        else:
            if character == "|":
                cells[-1][0].pop()
                cells[-1][1].pop()
                cells[-1][1].append(start + index - 1)
            else:
                cells[-1][1].append(start + index)
            cells[-1][0].append(character)
        escaped = character == "\\"
    cells[-1][1].append(start + len(line))
    result: list[tuple[str, list[int]]] = []
    for characters, positions in cells:
        text = "".join(characters)
        left = len(text) - len(text.lstrip())
        content = text.strip()
        result.append((content, positions[left : left + len(content) + 1]))
    if result and not result[0][0] and line.lstrip(" \t>").startswith("|"):
        result.pop(0)
    if result and not result[-1][0]:
        result.pop()
    return result
