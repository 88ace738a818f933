"""Text with inline elements inside an XML element, such as a message of XLIFF or Android."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from translate.documents.base import InlineSpan, SegmentTranslation
from translate.documents.inline import Element, SegmentBuilder, elements, has_text, render
from translate.documents.markup import MAXIMUM_DEPTH, Token, escape_text, matching_close, unescape_xml
from translate.documents.placeholders import argument_numbers

_LINE_BREAK = re.compile(r"\s*[\r\n]\s*")


class InlineContent:
    """The content of an element as a segment's text and spans, and the way back.

    Args:
        source: the document.
        tokens: the tokens between the element's tags.
        role: what an inline element is: ``pair``, ``point`` (with all that is in it), ``keep``.
        protected: placeholders in the text.
        preserve: line breaks are meant; otherwise they are spaces.
        unescape: takes off what the format escapes besides XML.
        escape: puts it back.
        positional: conversions such as ``%s`` that change places are numbered (``%2$s``).
    """

    def __init__(
        self,
        source: str,
        tokens: Sequence[Token],
        role: Callable[[Token], str],
        protected: re.Pattern[str],
        *,
        preserve: bool = True,
        unescape: Callable[[str], str] = str,
        escape: Callable[[str], str] = str,
        positional: bool = False,
    ) -> None:
        self._positional = positional
        self._source = source
        self._escape = escape
        self._markup: dict[int, tuple[str, str]] = {}
        builder = SegmentBuilder()
        opened: list[Token] = []
        deepest = 0
        index = 0
        while index < len(tokens):
            token = tokens[index]
            raw = source[token.start : token.end]
            if token.kind in ("text", "cdata"):
                content = raw[9:-3] if token.kind == "cdata" else unescape_xml(raw)
                if not preserve:
                    content = _LINE_BREAK.sub(" ", content)
                builder.add_protected(unescape(content), protected)
            elif token.kind == "close":
                id, taken = builder.close_pair()
                start = opened.pop()
                if taken is not None:
                    self._markup[id] = (source[start.start : token.end], "")
                else:
                    self._markup[id] = (source[start.start : start.end], raw)
            elif token.kind in ("open", "empty"):
                last = matching_close(tokens, index)
                kind = role(token)
                whole = source[token.start : tokens[last].end]
                if kind == "pair" and token.kind == "open":
                    builder.open_pair()
                    opened.append(token)
                    deepest = max(deepest, len(opened))
                else:
                    text = ""
                    if kind == "keep":
                        inside = (inner for inner in tokens[index : last + 1] if inner.kind == "text")
                        text = "".join(unescape(unescape_xml(source[t.start : t.end])) for t in inside)
                    self._markup[builder.add_keep(text)] = (whole, "")
                    index = last
            else:
                self._markup[builder.add_point()] = (raw, "")
            index += 1
        self._parents = builder.parents
        self.text, self.spans = builder.stripped()
        self._lead, _core, self._trail = (
            builder.text.partition(self.text) if self.text else (builder.text, "", "")
        )

        self._is_too_deep = deepest > MAXIMUM_DEPTH

    @property
    def is_translatable(self) -> bool:
        """Whether it has text, in markup that is not nested beyond reason."""
        return has_text(self.text, self.spans) and not self._is_too_deep

    def write(self, translation: SegmentTranslation) -> str:
        """The content with another text, as XML."""

        def written(text: str) -> str:
            return escape_text(self._escape(text)).replace("\r", "&#13;")

        numbers = argument_numbers(translation) if self._positional else {}

        def element(element: Element, content: str) -> str:
            if element.id in numbers:
                return f"%{numbers[element.id]}${content[1:]}"
            if element.id not in self._markup:
                return content
            opening, closing = self._markup[element.id]
            return opening if element.kind == "keep" else opening + content + closing

        core = render(elements(translation, self._parents), written, element)
        return written(self._lead) + core + written(self._trail)

    def is_same(self, translation: SegmentTranslation) -> bool:
        """Whether the translation is the source text."""
        return translation.text == self.text and set(translation.spans) == set(self.spans)

    def spans_in(self, translation: InlineContent) -> tuple[InlineSpan, ...]:
        """The spans of another content that has the same markup, under this one's ids."""
        ids: dict[tuple[str, str], list[int]] = {}
        for span in self.spans:
            key = self._markup.get(span.id, (self.text[span.start : span.end], ""))
            ids.setdefault(key, []).append(span.id)
        spans: list[InlineSpan] = []
        for span in translation.spans:
            key = translation._markup.get(span.id, (translation.text[span.start : span.end], ""))
            if ids.get(key):
                spans.append(InlineSpan(span.start, span.end, ids[key].pop(0), span.kind))
        return tuple(spans)
