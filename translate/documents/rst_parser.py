"""reStructuredText parsed by docutils, with the lines on which each text stands."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Directive, Parser, directives, roles
from docutils.parsers.rst.directives.tables import ListTable
from docutils.utils import new_document

from translate.errors import DocumentError
from translate.i18n import _

_TEXT_DIRECTIVES = frozenset(
    "only tab tabs tab-set tab-item tab-container grid grid-item grid-item-card card dropdown details "
    "collapse".split()
)
"""Directives of Sphinx and its extensions whose content is text; docutils knows the others that are."""

_PLAIN_DIRECTIVES = frozenset({"seealso", "glossary", "hlist", "todo"})
"""The same, without arguments: their first line is content."""
_VERSION_DIRECTIVES = frozenset({"versionadded", "versionchanged", "versionremoved", "deprecated"})
"""The same, with a text after their first argument."""

_COUNTED = (
    nodes.strong,
    nodes.emphasis,
    nodes.literal,
    nodes.reference,
    nodes.footnote_reference,
    nodes.citation_reference,
    nodes.substitution_reference,
    nodes.title_reference,
    nodes.problematic,
    nodes.image,
    nodes.superscript,
    nodes.subscript,
    nodes.inline,
)
_UNTOUCHED = (
    nodes.literal_block,
    nodes.doctest_block,
    nodes.comment,
    nodes.raw,
    nodes.math_block,
    nodes.table,
    nodes.substitution_definition,
    nodes.target,
)
_lock = threading.Lock()


class _TextDirective(Directive):
    """A directive that docutils does not know: its content is parsed, its arguments are not text."""

    optional_arguments = 100
    has_content = True
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        container = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, container)
        return [container]


class _PlainDirective(_TextDirective):
    """The same without arguments."""

    optional_arguments = 0


class _VersionDirective(_TextDirective):
    """A directive of which all but the first word of the argument is text."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        container: list[nodes.Node] = []
        if self.arguments:
            text = self.arguments[0].partition("\n")
            first = text[0].split(maxsplit=1)
            rest = "\n".join([*first[1:], *([text[2]] if text[2] else [])])
            if rest:
                inline, messages = self.state.inline_text(rest, self.lineno)
                container += [nodes.paragraph(rest, "", *inline), *messages]
        return container + super().run()


class _ListTable(ListTable):
    """A table written as a list, whose cells have no fixed width."""

    def run(self) -> list[nodes.Node]:
        return [nodes.container("", *super().run())]


class _SkippedDirective(Directive):
    """A directive whose content is no text (a table of contents, generated documentation)."""

    optional_arguments = 100
    has_content = True
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        return [nodes.comment("\n".join(self.content), "\n".join(self.content))]


def _unknown_role(
    name: str, rawtext: str, text: str, lineno: int, inliner: Any, options: Any = None, content: Any = None
) -> tuple[list[nodes.Node], list[nodes.Node]]:
    return [nodes.inline(rawtext, text, classes=[name])], []


@contextmanager
def _lenient() -> Iterator[None]:
    """Lets docutils take directives and roles that only Sphinx knows; Sphinx itself patches it so."""
    find_directive, find_role = directives.directive, roles.role

    def directive(name: str, language: Any, document: Any) -> Any:
        found, messages = find_directive(name, language, document)
        if name == "list-table":
            return _ListTable, []
        if found is None:
            for names, known in (
                (_TEXT_DIRECTIVES, _TextDirective),
                (_PLAIN_DIRECTIVES, _PlainDirective),
                (_VERSION_DIRECTIVES, _VersionDirective),
            ):
                if name in names:
                    return known, []
            return _SkippedDirective, []
        if name in ("include", "raw", "csv-table"):
            return _SkippedDirective, []
        return found, messages

    def role(name: str, language: Any, lineno: int, reporter: Any) -> Any:
        found, messages = find_role(name, language, lineno, reporter)
        return (found, messages) if found is not None else (_unknown_role, [])

    with _lock:
        directives.directive, roles.role = directive, role
        try:
            yield
        finally:
            directives.directive, roles.role = find_directive, find_role


def tree(text: str) -> nodes.document:
    """The document tree, without transforms; nothing is read from other files.

    Raises:
        DocumentError: nested too deeply.
    """
    settings = get_default_settings(Parser)
    settings.report_level = 5
    settings.halt_level = 5
    settings.file_insertion_enabled = False
    settings.raw_enabled = False
    settings.syntax_highlight = "none"
    settings.smart_quotes = False
    settings.warning_stream = False
    document = new_document("text", settings)
    try:
        with _lenient():
            Parser().parse(text, document)
    except RecursionError:
        raise DocumentError(_("The reStructuredText is nested too deeply.")) from None
    return document


def inline_counts(node: nodes.Node) -> Counter[str]:
    """How many inline elements of each kind a text has."""
    return Counter(type(inner).__name__ for inner in node.findall(lambda inner: isinstance(inner, _COUNTED)))


def paragraph_counts(text: str) -> Counter[str] | None:
    """The inline elements of a text that is one paragraph; None if it is anything else."""
    document = tree(text)
    children = [child for child in document.children if not isinstance(child, nodes.system_message)]
    texts = [child for child in children if isinstance(child, nodes.paragraph)]
    if len(texts) != 1 or any(not isinstance(child, (nodes.paragraph, nodes.target)) for child in children):
        return None
    return inline_counts(texts[0])


def structure(node: nodes.Element) -> list[str]:
    """The kinds of all blocks in a document or a part of it, in order."""
    kinds = [type(node).__name__]
    for child in node.children:
        if isinstance(child, nodes.Element) and not isinstance(
            child, (nodes.Inline, nodes.system_message, nodes.target)
        ):
            kinds += structure(child)
    return kinds


@dataclass(frozen=True)
class Block:
    """A text: its node and the lines it stands on, from 0; ``column`` is where it begins on the first.

    ``kind`` is that of a segment; ``is_section_title`` tells titles with an underline.
    """

    node: nodes.Element
    first: int
    last: int
    column: int
    kind: str
    is_section_title: bool


def blocks(document: nodes.document, lines: list[str]) -> list[Block]:
    """The texts of a document in order; those in tables, and what cannot be found, are left out."""
    found: list[Block] = []
    cursor = 0
    for node in _texts(document):
        raw = (node.rawsource or "").split("\n")
        place = _locate(raw, lines, cursor)
        if place is None:
            continue
        first, column = place
        last = first + len(raw) - 1
        if isinstance(node, _UNTOUCHED):
            cursor = last + 1
            continue
        is_title = isinstance(node, nodes.title) and isinstance(node.parent, (nodes.section, nodes.document))
        found.append(Block(node, first, last, column, _kind(node), is_title))
        cursor = last + 1
    return found


def _texts(node: nodes.Element) -> Iterator[nodes.Element]:
    for child in node.children:
        is_text = isinstance(child, nodes.TextElement) and not isinstance(child, nodes.Inline)
        if is_text or (isinstance(child, _UNTOUCHED) and not _is_list_table(child)):
            yield child
        elif isinstance(child, nodes.Element) and not isinstance(child, nodes.system_message):
            yield from _texts(child)


def _is_list_table(node: nodes.Element) -> bool:
    return isinstance(node, nodes.table) and isinstance(node.parent, nodes.container)


def _kind(node: nodes.Element) -> str:
    if isinstance(node, (nodes.title, nodes.subtitle, nodes.rubric)):
        return "heading"
    parent = node.parent
    if isinstance(node, nodes.term) or isinstance(parent, (nodes.list_item, nodes.definition)):
        return "item"
    return "paragraph"


def _locate(raw: list[str], lines: list[str], cursor: int) -> tuple[int, int] | None:
    """The first line from ``cursor`` on that ends with the text, and the column where it begins."""
    opening = raw[0].strip()
    if not opening:
        return None
    for number in range(cursor, len(lines) - len(raw) + 1):
        line = lines[number].rstrip()
        if line.endswith(opening) or line.endswith(opening.removesuffix(":") + "::"):
            rest = [lines[number + index].strip() for index in range(1, len(raw))]
            wanted = [line.strip() for line in raw[1:]]
            if rest == wanted or (rest[:-1] == wanted[:-1] and rest[-1:] == [f"{wanted[-1]}:"]):
                column = (
                    line.rfind(opening) if line.endswith(opening) else line.rfind(opening.removesuffix(":"))
                )
                return number, column
    return None
