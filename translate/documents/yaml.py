"""YAML message files, such as those of Rails: scalars that are strings are replaced in their own style.

PyYAML says where each scalar stands and what it is; ``NO``, ``1.10`` or ``007`` as values are no strings,
and keys are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from translate.documents.base import ReadOptions, Segment, SegmentTranslation
from translate.documents.encoding import DecodedText, decode
from translate.documents.message import Message, is_message, is_selected
from translate.documents.ranges import Replacement, replace_ranges
from translate.documents.wrapping import display_width, wrap
from translate.errors import DocumentError
from translate.i18n import _
from translate.languages import Language

_STRING = "tag:yaml.org,2002:str"
_PROPERTIES = re.compile(r"(?:[&!][^\s]*[ \t]*(?:\r?\n[ \t]*)?)*")
_LONGEST_FOLDED = 100
"""Columns beyond which nobody broke the lines of a folded text by hand."""


@dataclass
class _Scalar:
    """A string value: its range, its style (empty for plain) and how its lines begin."""

    start: int
    end: int
    style: str
    value: str
    message: Message
    in_flow: bool


class YamlDocument:
    """A YAML message file."""

    def __init__(self, decoded: DecodedText, options: ReadOptions) -> None:
        self.messages: list[str] = []
        self.segments: list[Segment] = []
        self._decoded = decoded
        self._text = decoded.text
        self._scalars: list[_Scalar] = []
        self._root_key: tuple[int, int] | None = None
        roots = _compose(decoded.text)
        self._shape = [_shape(root) for root in roots]
        for root in roots:
            for path, node, in_flow in _values(root):
                if node.tag != _STRING or not is_selected(path, options.keys):
                    continue
                if not options.keys and not is_message(node.value):
                    continue
                message = Message(node.value, line=node.start_mark.line + 1, context=".".join(path))
                if not message.segments:
                    continue
                self._scalars.append(self._located(node, message, in_flow))
                self.segments += message.segments
        if len(roots) == 1:
            self._root_key = self._language_key(roots[0], options.source)

    @property
    def text(self) -> str:
        """The file as it was read."""
        return self._text

    def write(self, translations: Sequence[SegmentTranslation], target: Language) -> bytes:
        """See :class:`translate.documents.base.Document`."""
        return self._decoded.encode(self.write_text(translations, target), self.messages)

    def write_text(self, translations: Sequence[SegmentTranslation], target: Language) -> str:
        """The file as text, without regard to its charset.

        Raises:
            DocumentError: a translation would change the structure.
        """
        replacements: list[Replacement] = []
        rest = iter(translations)
        for scalar in self._scalars:
            new = scalar.message.write([next(rest) for _segment in scalar.message.segments])
            if new != scalar.value:
                replacements.append((scalar.start, scalar.end, self._written(scalar, new, target)))
        if replacements and self._root_key:
            replacements.append((*self._root_key, target.code))
        text = replace_ranges(self._text, replacements)
        if replacements and [_shape(root) for root in _compose(text)] != self._shape:
            raise DocumentError(_("A translation would change the structure of the YAML file."))
        return text

    def _located(self, node: yaml.ScalarNode, message: Message, in_flow: bool) -> _Scalar:
        start = node.start_mark.index
        properties = _PROPERTIES.match(self._text, start, node.end_mark.index)
        start = properties.end() if properties else start
        end = node.end_mark.index
        if node.style in ("|", ">"):
            end = start + len(self._text[start:end].rstrip())
        return _Scalar(start, end, node.style or "", node.value, message, in_flow)

    def _language_key(self, root: yaml.Node, source: str) -> tuple[int, int] | None:
        """The range of the language that is the only key at the top of a Rails file."""
        if not isinstance(root, yaml.MappingNode) or len(root.value) != 1:
            return None
        key, value = root.value[0]
        if not isinstance(value, yaml.MappingNode) or key.value != source:
            return None
        quoted = key.style in ("'", '"')
        return key.start_mark.index + quoted, key.end_mark.index - quoted

    def _written(self, scalar: _Scalar, text: str, target: Language) -> str:
        """The text in the style of the scalar, or in quotation marks where that cannot hold it."""
        candidates: list[str] = []
        if scalar.style in ("|", ">"):
            candidates.append(self._block(scalar, text, target))
        elif scalar.style == "'":
            candidates.append("'" + text.replace("'", "''") + "'")
        elif scalar.style == "" and "\n" not in text:
            candidates.append(text)
        double = '"' + "".join(map(_escaped, text)) + '"'
        if scalar.style == "":
            candidates.append("'" + text.replace("'", "''") + "'")
        for candidate in candidates:
            if self._holds(scalar, candidate, text):
                return candidate
        return double

    def _holds(self, scalar: _Scalar, candidate: str, text: str) -> bool:
        """Whether a parser reads the candidate, in the scalar's place, as the text."""
        if scalar.style not in ("|", ">") and "\n" in candidate:
            return False
        if scalar.in_flow:
            probe = f"[{candidate}, x]"
        elif scalar.style in ("|", ">"):
            indent = self._text[self._text.rfind("\n", 0, scalar.start) + 1 : scalar.start]
            probe = f"{' ' * (len(indent) - len(indent.lstrip()))}k: {candidate}\n"
        else:
            probe = f"k: {candidate}\n"
        try:
            node: Any = yaml.compose(probe, Loader=yaml.SafeLoader)
        except yaml.YAMLError:
            return False
        if scalar.in_flow and len(node.value) != 2:
            return False
        value = node.value[0] if scalar.in_flow else node.value[0][1]
        if not isinstance(value, yaml.ScalarNode) or value.tag != _STRING:
            return False
        return bool(value.value.rstrip("\n") == text.rstrip("\n"))

    def _block(self, scalar: _Scalar, text: str, target: Language) -> str:
        """A literal or folded text with the indentation of its source."""
        newline = self._decoded.newline
        header, *body = self._text[scalar.start : scalar.end].split("\n")
        first = next((line for line in body if line.strip()), "")
        leading = next((line for line in scalar.value.split("\n") if line.strip()), "")
        indent = first[: len(first) - len(first.lstrip(" ")) - (len(leading) - len(leading.lstrip(" ")))]
        paragraphs = text.strip("\n").split("\n")
        lines: list[str] = []
        if scalar.style == "|":
            lines = paragraphs
        else:
            # A break inside a folded text is read as a space, which Japanese and Chinese do not have.
            width = max((display_width(line.rstrip()) for line in body), default=0) - len(indent)
            for index, paragraph in enumerate(paragraphs):
                if index:
                    lines.append("")
                if target.code == "ko" and len(body) > 1 and width <= _LONGEST_FOLDED:
                    lines += wrap(paragraph, width, target)
                else:
                    lines.append(paragraph)
        written = [indent + line if line else "" for line in lines]
        return newline.join([header.rstrip("\r"), *written])


def _escaped(character: str) -> str:
    """A character of a text in double quotation marks."""
    named = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0", '"': '\\"', "\\": "\\\\", "\x85": "\\N"}
    if character in named:
        return named[character]
    if character < " " or character in "\x7f\u2028\u2029\ufeff" or "\x80" <= character < "\xa0":
        return f"\\u{ord(character):04x}"
    return character


def _compose(text: str) -> list[yaml.Node]:
    """The trees of a file's documents.

    Raises:
        DocumentError: not valid YAML, with the line.
    """
    try:
        return [node for node in yaml.compose_all(text, Loader=yaml.SafeLoader) if node is not None]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise DocumentError(
            _("Not valid YAML: {reason}.").format(reason=error.problem or error.context),
            mark.line + 1 if mark else None,
        ) from None
    except yaml.reader.ReaderError as error:
        raise DocumentError(
            _("Not valid YAML: character U+{code:04X} is not allowed; write it as an escape.").format(
                code=ord(error.character) if isinstance(error.character, str) else error.character
            ),
            text.count("\n", 0, error.position) + 1,
        ) from None
    except RecursionError:
        raise DocumentError(_("The YAML is nested too deeply.")) from None


def _values(root: yaml.Node) -> Iterator[tuple[tuple[str, ...], yaml.ScalarNode, bool]]:
    """The scalars that are values, in order, with their paths and whether they are in [] or {}.

    What an alias refers to comes once, where it is defined.
    """
    seen: set[int] = set()
    stack: list[tuple[tuple[str, ...], yaml.Node, bool]] = [((), root, False)]
    while stack:
        path, node, in_flow = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            yield path, node, in_flow
            continue
        flow = in_flow or bool(node.flow_style)
        if isinstance(node, yaml.MappingNode):
            children = [((*path, str(key.value)), value, flow) for key, value in node.value]
        else:
            children = [((*path, str(index)), value, flow) for index, value in enumerate(node.value)]
        stack += reversed(children)


def _shape(root: yaml.Node) -> list[tuple[str, str, str]]:
    """Paths, kinds and what is no text: what must not change."""
    shape: list[tuple[str, str, str]] = []
    top = 1 if isinstance(root, yaml.MappingNode) and len(root.value) == 1 else 0
    for path, node, _in_flow in _values(root):
        value = "" if node.tag == _STRING else str(node.value)
        shape.append((".".join(path[top:]), str(node.tag), value))
    return shape


def read(data: bytes, options: ReadOptions) -> YamlDocument:
    """Read a YAML message file; see :class:`translate.documents.base.DocumentFormat`."""
    return YamlDocument(decode(data, options.encoding), options)
