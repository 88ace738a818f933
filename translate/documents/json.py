"""JSON message files: i18next, Chrome extensions, ARB of Flutter, and any other with texts as values.

Only the string literals of translated values are replaced, so that keys, their order, numbers and
white space stay to the character.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translate.documents.base import ReadOptions, Segment, SegmentTranslation
from translate.documents.encoding import DecodedText, decode
from translate.documents.message import Message, is_message, is_selected
from translate.documents.ranges import LineCounter, Replacement, replace_ranges
from translate.errors import DocumentError
from translate.i18n import _
from translate.languages import Language

_TOKEN = re.compile(r'\s*(?:("[^"\\]*(?:\\.[^"\\]*)*")|([{}\[\],:])|([^\s{}\[\],:"]+))', re.DOTALL)
_ESCAPED = re.compile(r"\\u(?!00[0-7])[0-9A-Fa-f]{4}")


@dataclass(frozen=True)
class _String:
    """A string literal: where it stands, and the path of keys and indexes to it.

    ``is_key`` tells a key of an object from a value.
    """

    start: int
    end: int
    path: tuple[str, ...]
    is_key: bool


class JsonDocument:
    """A JSON message file."""

    def __init__(self, decoded: DecodedText, options: ReadOptions, *, arb: bool = False) -> None:
        self.messages: list[str] = []
        self.segments: list[Segment] = []
        self._decoded = decoded
        self._arb = arb
        self._source = options.source
        self._check()
        self._strings = list(_strings(decoded.text))
        self._places: list[tuple[_String, Message]] = []
        # A file that writes é as \u00e9 is meant to be ASCII.
        self._ascii = decoded.text.isascii() and bool(_ESCAPED.search(decoded.text))
        keys = options.keys
        if not keys and not arb and self._is_chrome():
            keys = ("message",)
        lines = LineCounter(decoded.text)
        for string in self._strings:
            if string.is_key or not is_selected(string.path, keys):
                continue
            if arb and any(part.startswith("@") for part in string.path):
                continue
            text = self._value(string)
            if options.keys or is_message(text):
                message = Message(text, line=lines.line(string.start), context=".".join(string.path))
                if message.segments:
                    self._places.append((string, message))
                    self.segments += message.segments

    def write(self, translations: Sequence[SegmentTranslation], target: Language) -> bytes:
        """See :class:`translate.documents.base.Document`."""
        replacements: list[Replacement] = []
        rest = iter(translations)
        for string, message in self._places:
            old = self._value(string)
            new = message.write([next(rest) for _segment in message.segments])
            if new != old:
                replacements.append((string.start, string.end, self._literal(new)))
        if replacements:
            replacements += self._language_edits(target)
        return self._decoded.encode(replace_ranges(self._decoded.text, replacements), self.messages)

    def _check(self) -> None:
        try:
            json.loads(self._decoded.text)
        except json.JSONDecodeError as error:
            raise DocumentError(
                _("Not valid JSON: {reason} (column {column}).").format(reason=error.msg, column=error.colno),
                error.lineno,
            ) from None
        except (RecursionError, ValueError):
            raise DocumentError(_("The JSON is nested too deeply or has a number too long.")) from None

    def _value(self, string: _String) -> str:
        value: str = json.loads(self._decoded.text[string.start : string.end])
        return value

    def _literal(self, text: str) -> str:
        literal = json.dumps(text, ensure_ascii=self._ascii)
        return re.sub("[\u2028\u2029\ud800-\udfff]", lambda match: f"\\u{ord(match.group()):04x}", literal)

    def _is_chrome(self) -> bool:
        """Whether it is ``messages.json`` of a browser extension, with descriptions for translators."""
        groups = {string.path[0] for string in self._strings if string.is_key and len(string.path) == 1}
        with_message = {
            string.path[0]
            for string in self._strings
            if len(string.path) == 2 and string.path[1] == "message" and not string.is_key
        }
        return bool(groups) and groups == with_message

    def _language_edits(self, target: Language) -> list[Replacement]:
        """The locale of an ARB file; the language that is the only key at the top of a Rails-like file."""
        if self._arb:
            return [
                (string.start, string.end, json.dumps(target.locale.replace("zh_Hans", "zh")))
                for string in self._strings
                if string.path == ("@@locale",) and not string.is_key
            ]
        top = [string for string in self._strings if string.is_key and len(string.path) == 1]
        if len(top) == 1 and top[0].path == (self._source,):
            return [(top[0].start, top[0].end, json.dumps(target.code))]
        return []


def _strings(text: str) -> Iterator[_String]:
    """The string literals of valid JSON, in order."""
    path: list[str] = []
    containers: list[str] = []
    is_key = False
    index = [0]
    position = 0
    while match := _TOKEN.match(text, position):
        position = match.end()
        literal, sign, _other = match.groups()
        if literal is not None:
            start = match.start(1)
            if is_key:
                path[-1] = json.loads(literal)
                yield _String(start, match.end(1), tuple(path), True)
            else:
                yield _String(start, match.end(1), tuple(path), False)
        elif sign in ("{", "["):
            containers.append(sign)
            path.append("0" if sign == "[" else "")
            index.append(0)
            is_key = sign == "{"
        elif sign in ("}", "]"):
            containers.pop()
            path.pop()
            index.pop()
            is_key = False
        elif sign == ":":
            is_key = False
        elif sign == ",":
            if containers[-1] == "{":
                is_key = True
            else:
                index[-1] += 1
                path[-1] = str(index[-1])


def read(data: bytes, options: ReadOptions) -> JsonDocument:
    """Read a JSON message file; see :class:`translate.documents.base.DocumentFormat`."""
    return JsonDocument(decode(data, options.encoding), options)
