"""Android string resources: ``string``, ``plurals`` and ``string-array`` of a ``values`` folder."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translate.documents.base import ReadOptions, Segment, SegmentTranslation
from translate.documents.encoding import DecodedText
from translate.documents.inline_xml import InlineContent
from translate.documents.markup import (
    Token,
    decode_xml,
    encode_xml,
    local_name,
    matching_close,
    tokenize,
)
from translate.documents.message import Message, is_message, is_selected
from translate.documents.placeholders import MESSAGE
from translate.documents.ranges import LineCounter, Replacement, replace_ranges
from translate.languages import Language

_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_REFERENCE = re.compile(r"[@?][\w:+.]*/?[\w.:/]*")


class AndroidDocument:
    """A resource file with strings."""

    def __init__(self, decoded: DecodedText, options: ReadOptions) -> None:
        self.messages: list[str] = []
        self.segments: list[Segment] = []
        self._decoded = decoded
        self._tokens = tokenize(decoded.text, xml=True)
        self._lines = LineCounter(decoded.text)
        self._places: list[tuple[int, int, InlineContent | Message]] = []
        group = ""
        group_kept = False
        number = 0
        index = 0
        while index < len(self._tokens):
            token = self._tokens[index]
            if token.kind == "open":
                name = local_name(token.name)
                if name in ("plurals", "string-array"):
                    group = token.attribute("name") or ""
                    group_kept = token.attribute("translatable") == "false"
                    number = 0
                elif name in ("string", "item"):
                    last = matching_close(self._tokens, index)
                    key = token.attribute("name") or ""
                    if name == "item":
                        key = f"{group}.{token.attribute('quantity') or number}"
                        number += 1
                    kept = token.attribute("translatable") == "false" or (name == "item" and group_kept)
                    if not kept and is_selected(key.split("."), options.keys):
                        self._add(index, last, key)
                    index = last
            index += 1

    def write(self, translations: Sequence[SegmentTranslation], target: Language) -> bytes:
        """See :class:`translate.documents.base.Document`."""
        replacements: list[Replacement] = []
        rest = iter(translations)
        for start, end, content in self._places:
            if isinstance(content, Message):
                old = self._decoded.text[start:end]
                new = content.write([next(rest) for _segment in content.segments])
                if new != old:
                    replacements.append((start, end, new.replace("]]>", "]] >")))
            else:
                translation = next(rest)
                if not content.is_same(translation):
                    replacements.append((start, end, content.write(translation)))
        return encode_xml(self._decoded, replace_ranges(self._decoded.text, replacements), self.messages)

    def _add(self, first: int, last: int, key: str) -> None:
        tokens = self._tokens[first + 1 : last]
        start, end = self._tokens[first].end, self._tokens[last].start
        line = self._lines.line(self._tokens[first].start)
        text = self._decoded.text
        marked = [token for token in tokens if token.kind == "cdata"]
        if len(marked) == 1 and all(
            token is marked[0] or not text[token.start : token.end].strip() for token in tokens
        ):
            # HTML, written as it is.
            start, end = marked[0].start + len("<![CDATA["), marked[0].end - len("]]>")
            message = Message(text[start:end], line=line, context=key, positional=True)
            if message.segments:
                self._places.append((start, end, message))
                self.segments += message.segments
            return
        raw = text[start:end].strip()
        if len(raw) > 1 and raw[0] == raw[-1] == '"' and len(tokens) == 1:
            # In quotation marks white space is kept.
            start = text.index('"', start) + 1
            end = start + len(raw) - 2
            tokens = [Token("text", start, end)]
        content = InlineContent(
            text, tokens, _role, MESSAGE, preserve=False, unescape=_unescape, escape=_escape, positional=True
        )
        if not content.is_translatable or _REFERENCE.fullmatch(content.text) or not is_message(content.text):
            return
        self.segments.append(
            Segment(content.text, content.spans, line, "message", key, keep_lines="\n" in content.text)
        )
        self._places.append((start, end, content))


def _role(token: Token) -> str:
    return "keep" if local_name(token.name) == "g" else "pair"


def _unescape(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = match.group(1)
        if code[0] == "u" and len(code) == 5:
            return chr(int(code[1:], 16))
        return {"n": "\n", "t": "\t"}.get(code, code)

    return _ESCAPE.sub(character, text)


def _escape(text: str) -> str:
    escaped = re.sub(r"[\\'\"]", r"\\\g<0>", text).replace("\n", "\\n").replace("\t", "\\t")
    return "\\" + escaped if escaped[:1] in ("@", "?") else escaped


def read(data: bytes, options: ReadOptions) -> AndroidDocument:
    """Read string resources; see :class:`translate.documents.base.DocumentFormat`."""
    return AndroidDocument(decode_xml(data, options.encoding), options)
