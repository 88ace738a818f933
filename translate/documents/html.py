"""HTML: the text between block-level tags, and the attributes that people read or hear.

Inline tags are spans of their segment. What ``translate="no"``, the class ``notranslate`` or a foreign
``lang`` marks stays, as do scripts, styles, ``pre`` and code.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from translate.documents.base import ReadOptions, Segment, SegmentTranslation
from translate.documents.encoding import DecodedText, decode
from translate.documents.inline import Element, SegmentBuilder, elements, has_text, render
from translate.documents.markup import (
    MAXIMUM_DEPTH,
    Attribute,
    Token,
    charset_declared,
    check_xml,
    escape_attribute,
    escape_text,
    matching_close,
    tokenize,
)
from translate.documents.placeholders import TEMPLATE
from translate.documents.ranges import LineCounter, Replacement, replace_ranges, replaced_slice
from translate.documents.text import is_translatable
from translate.errors import DocumentError
from translate.i18n import _
from translate.languages import Language

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite data del dfn em font i img input ins mark nobr q rb rp rt rtc ruby "
    "s small span strike strong sub sup time u wbr".split()
)
_VERBATIM = frozenset({"code", "kbd", "samp", "var", "tt"})
_ATOMIC = frozenset(
    "svg math script style textarea object iframe canvas audio video picture map meter progress embed "
    "noembed noframes xmp template".split()
)
"""Left as they are as a whole; a point where they stand in running text."""
_SKIPPED_BLOCKS = frozenset({"pre"})
_EMPTY_INLINE = frozenset({"br", "img", "input", "wbr", "embed"})

_TEXT_ATTRIBUTES = frozenset(
    {"alt", "title", "placeholder", "aria-label", "aria-description", "aria-placeholder",
     "aria-roledescription", "aria-valuetext", "summary", "abbr"}
)  # fmt: skip
_META_NAMES = frozenset(
    {"description", "keywords", "og:title", "og:description", "og:site_name", "og:image:alt", "twitter:title",
     "twitter:description", "twitter:image:alt", "dc.title", "dc.description", "dcterms.title",
     "application-name", "apple-mobile-web-app-title"}
)  # fmt: skip
_BUTTON_TYPES = frozenset({"button", "submit", "reset"})

_SPACE = re.compile(r"[ \t\n\r\f]+")
_LEADING_SPACE = re.compile(r"[ \t\n\r\f]*")


@dataclass
class _Run:
    """Running text between block-level tags: its range and the markup of its spans."""

    start: int
    end: int
    markup: dict[int, tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=dict)
    breaks: set[int] = field(default_factory=set)
    parents: dict[int, int] = field(default_factory=dict)
    object_at: int = -1
    """While reading: length of the text when the last image or the like was met."""


class HtmlDocument:
    """An HTML page, a fragment of one, or with ``xml`` an XHTML page."""

    def __init__(self, decoded: DecodedText, options: ReadOptions, *, xml: bool = False) -> None:
        self.messages: list[str] = []
        self.segments: list[Segment] = []
        self._decoded = decoded
        self._source = options.source
        self._xml = xml
        self._places: list[_Run | Attribute] = []
        self._language_attributes: list[Attribute] = []
        self._tokens = tokenize(decoded.text, xml=xml)
        self._lines = LineCounter(decoded.text)
        self._block = "paragraph"
        self._read()

    @property
    def text(self) -> str:
        return self._decoded.text

    def write(self, translations: Sequence[SegmentTranslation], target: Language) -> bytes:
        """See :class:`translate.documents.base.Document`."""
        text = self.write_text(translations, target)
        if not self._xml:
            text = _declare_charset(text, self._decoded, self.messages)
        return self._decoded.encode(text, self.messages)

    def write_text(self, translations: Sequence[SegmentTranslation], target: Language) -> str:
        """The page as text, without regard to its charset."""
        attributes: list[Replacement] = []
        runs: list[tuple[_Run, SegmentTranslation]] = []
        for segment, place, translation in zip(self.segments, self._places, translations, strict=True):
            if translation.text == segment.text and set(translation.spans) == set(segment.spans):
                continue
            if isinstance(place, _Run):
                runs.append((place, translation))
            else:
                quoted = escape_attribute(" ".join(translation.text.split()), place.quote)
                attributes.append((place.start, place.end, quoted if place.quote else f'"{quoted}"'))
        if not runs and not attributes:
            return self.text
        for attribute in self._language_attributes:
            tag = language_tag(target)
            attributes.append((attribute.start, attribute.end, tag if attribute.quote else f'"{tag}"'))
        replacements = [
            (run.start, run.end, self._write_run(run, translation, attributes)) for run, translation in runs
        ]
        position = 0
        covered = sorted((run.start, run.end) for run, _translation in runs)
        for attribute_range in sorted(attributes):
            while position < len(covered) and covered[position][1] <= attribute_range[0]:
                position += 1
            if position == len(covered) or attribute_range[0] < covered[position][0]:
                replacements.append(attribute_range)
        return replace_ranges(self.text, replacements)

    def _write_run(self, run: _Run, translation: SegmentTranslation, attributes: list[Replacement]) -> str:
        inner = [
            attribute for attribute in attributes if run.start <= attribute[0] and attribute[1] <= run.end
        ]

        def raw(stretch: tuple[int, int]) -> str:
            return replaced_slice(self.text, *stretch, inner)

        def element(element: Element, content: str) -> str:
            markup = run.markup.get(element.id)
            if markup is None:
                return content
            opening, closing = markup
            if element.kind == "keep":
                return raw(opening)
            written = raw(opening) + content + raw(closing)
            return f"\0{written}\0" if element.id in run.breaks else written

        written = render(elements(translation, run.parents), escape_text, element)
        return re.sub(r" *\0([^\0]*)\0 *", r"\1", written)

    def _read(self) -> None:
        run: list[int] = []
        index = 0
        tokens = self._tokens
        while index < len(tokens):
            token = tokens[index]
            if token.kind in ("text", "comment", "cdata", "instruction"):
                run.append(index)
                index += 1
                continue
            name = self._name(token)
            starts = token.kind in ("open", "empty")
            if starts:
                self._note_language(token)
            atomic = starts and (name in _ATOMIC or name in _SKIPPED_BLOCKS or self._is_kept(token))
            if name in _INLINE or name in _VERBATIM or (atomic and name in _ATOMIC):
                last = matching_close(tokens, index) if atomic else index
                run += range(index, last + 1)
                index = last + 1
                continue
            self._flush(run)
            run = []
            if token.kind == "declaration":
                index += 1
            elif atomic:
                index = self._end_of_block(index) + 1
            else:
                if starts:
                    self._block = _KINDS.get(name, "paragraph")
                    self._read_attributes(token)
                elif name in _KINDS:
                    self._block = "paragraph"
                index += 1
        self._flush(run)

    def _end_of_block(self, index: int) -> int:
        """Index of the last token of a block that is left alone; a paragraph may lack its closing tag."""
        if self._name(self._tokens[index]) == "p":
            for position in range(index + 1, len(self._tokens)):
                token = self._tokens[position]
                if token.kind in ("open", "close", "empty") and self._name(token) not in _INLINE | _VERBATIM:
                    return position if token.kind == "close" and self._name(token) == "p" else position - 1
        return matching_close(self._tokens, index)

    def _name(self, token: Token) -> str:
        return token.name.rpartition(":")[2].lower() if self._xml else token.name

    def _is_kept(self, token: Token) -> bool:
        """Whether the author wants the element left as it is, or it is in another language."""
        wish = token.attribute("translate")
        if wish is not None:
            return wish.strip().lower() == "no"
        if "notranslate" in (token.attribute("class") or "").split():
            return True
        language = token.attribute("lang") or token.attribute("xml:lang")
        return bool(language) and not self._is_source(str(language))

    def _is_source(self, language: str) -> bool:
        return language.strip().replace("_", "-").split("-")[0].lower() == self._source

    def _note_language(self, token: Token) -> None:
        for attribute in token.attributes:
            if attribute.name in ("lang", "xml:lang") and self._is_source(attribute.value):
                self._language_attributes.append(attribute)

    def _read_attributes(self, token: Token) -> None:
        for attribute in token.attributes:
            if self._is_text(token, attribute) and is_translatable(attribute.value.strip()):
                self.segments.append(
                    Segment(
                        attribute.value.strip(),
                        line=self._lines.line(token.start),
                        kind="attribute",
                        context=attribute.name,
                    )
                )
                self._places.append(attribute)

    def _is_text(self, token: Token, attribute: Attribute) -> bool:
        name = self._name(token)
        if attribute.name in _TEXT_ATTRIBUTES:
            return attribute.name != "abbr" or name == "th"
        if attribute.name == "content" and name == "meta":
            return (token.attribute("name") or token.attribute("property") or "").lower() in _META_NAMES
        if attribute.name == "value" and name == "input":
            return (token.attribute("type") or "").lower() in _BUTTON_TYPES
        return attribute.name == "label" and name in ("option", "optgroup", "track")

    def _flush(self, run: list[int]) -> None:
        """Makes a segment of a run of text and inline tags."""
        tokens = [self._tokens[index] for index in run]
        partners = self._pairs(tokens)
        first, last = self._trimmed(tokens, partners)
        if first <= last:
            self._add_run(tokens, partners, first, last)
        hidden_until = -1
        for index, token in zip(run, tokens, strict=True):
            if token.kind not in ("open", "empty") or index <= hidden_until:
                continue
            if token.kind == "open" and (self._name(token) in _ATOMIC or self._is_kept(token)):
                hidden_until = matching_close(self._tokens, index)
            else:
                self._read_attributes(token)

    def _pairs(self, tokens: list[Token]) -> dict[int, int]:
        """Index of an opening tag ↔ index of its closing tag, where both are in the run."""
        partners: dict[int, int] = {}
        stack: list[int] = []
        for index, token in enumerate(tokens):
            if token.kind == "open":
                stack.append(index)
            elif token.kind == "close":
                for depth in range(len(stack) - 1, max(-1, len(stack) - 1 - MAXIMUM_DEPTH), -1):
                    if tokens[stack[depth]].name == token.name:
                        partners[index] = stack[depth]
                        partners[stack[depth]] = index
                        del stack[depth:]
                        break
        return partners

    def _trimmed(self, tokens: list[Token], partners: dict[int, int]) -> tuple[int, int]:
        """The run without blank edges, without what holds all of it, and without textless elements
        at its borders."""
        first, last = 0, len(tokens) - 1
        while first <= last:
            if self._is_blank(tokens[first]) or self._is_single_tag(tokens, partners, first):
                first += 1
            elif self._is_blank(tokens[last]) or self._is_single_tag(tokens, partners, last):
                last -= 1
            elif self._leads_nowhere(tokens, partners, first):
                first = partners[first] + 1
            elif tokens[last].kind == "close" and self._leads_nowhere(tokens, partners, partners[last]):
                last = partners[last] - 1
            elif partners.get(first) == last and not self._is_verbatim(tokens[first]):
                first, last = first + 1, last - 1
            else:
                break
        return first, last

    @staticmethod
    def _is_single_tag(tokens: list[Token], partners: dict[int, int], index: int) -> bool:
        return index not in partners and tokens[index].kind in ("open", "close")

    def _is_blank(self, token: Token) -> bool:
        if token.kind == "text":
            return not self.text[token.start : token.end].strip(" \t\n\r\f")
        return token.kind not in ("open", "close", "cdata")

    def _leads_nowhere(self, tokens: list[Token], partners: dict[int, int], index: int) -> bool:
        """Whether an element at a border holds no text (an icon)."""
        if tokens[index].kind != "open" or index not in partners:
            return False
        inside = tokens[index : partners[index] + 1]
        return self._name(tokens[index]) in _ATOMIC or not any(
            token.kind in ("text", "cdata") and not self._is_blank(token) for token in inside
        )

    def _is_verbatim(self, token: Token) -> bool:
        return self._name(token) in _VERBATIM or self._is_kept(token)

    def _add_run(self, tokens: list[Token], partners: dict[int, int], first: int, last: int) -> None:
        if self._depth(tokens[first : last + 1]) > MAXIMUM_DEPTH:
            self.messages.append(
                _("Line {line}: markup nested too deeply; left as it is.").format(
                    line=self._lines.line(tokens[first].start)
                )
            )
            return
        builder = SegmentBuilder()
        run = _Run(tokens[first].start, tokens[last].end)
        if tokens[first].kind == "text":
            run.start = self._text_start(tokens[first])
        if tokens[last].kind == "text":
            run.end = tokens[last].start + len(
                self.text[tokens[last].start : tokens[last].end].rstrip(" \t\n\r\f")
            )
        index = first
        while index <= last:
            index = self._read_token(tokens, partners, index, builder, run)
        text, spans = builder.stripped()
        if not has_text(text, spans):
            return
        run.parents = builder.parents
        self.segments.append(Segment(text, spans, self._lines.line(run.start), self._block))
        self._places.append(run)

    def _text_start(self, token: Token) -> int:
        match = _LEADING_SPACE.match(self.text, token.start, token.end)
        return match.end() if match else token.start

    def _depth(self, tokens: list[Token]) -> int:
        depth = deepest = 0
        for token in tokens:
            depth += (token.kind == "open") - (token.kind == "close")
            deepest = max(deepest, depth)
        return deepest

    def _content(self, token: Token) -> str:
        """The text of a token, white space collapsed as on the page."""
        raw = self.text[token.start : token.end]
        if token.kind == "cdata":
            return _SPACE.sub(" ", raw[9:-3])
        return html.unescape(_SPACE.sub(" ", raw))

    def _read_token(
        self, tokens: list[Token], partners: dict[int, int], index: int, builder: SegmentBuilder, run: _Run
    ) -> int:
        token = tokens[index]
        here = (token.start, token.end)
        nothing = (token.end, token.end)
        if token.kind in ("text", "cdata"):
            content = self._content(token)
            if builder.ends_with_space and run.object_at != len(builder):
                content = content.lstrip(" ")
            builder.add_protected(content, TEMPLATE)
        elif token.kind == "close":
            if index in partners:
                id, taken = builder.close_pair()
                if taken is not None:
                    run.markup[id] = ((tokens[partners[index]].start, token.end), nothing)
                    run.object_at = len(builder)
            else:
                run.markup[builder.add_point()] = (here, nothing)
        elif token.kind == "open" and index in partners:
            partner = partners[index]
            closing = tokens[partner]
            if self._is_verbatim(token) or self._name(token) in _ATOMIC:
                text = ""
                if self._name(token) not in _ATOMIC:
                    text = "".join(
                        map(self._content, (t for t in tokens[index + 1 : partner] if t.kind == "text"))
                    )
                run.markup[builder.add_keep(text)] = ((token.start, closing.end), (closing.end, closing.end))
                run.object_at = len(builder)
                return partner + 1
            run.markup[builder.open_pair()] = (here, (closing.start, closing.end))
        else:
            id = builder.add_point()
            run.markup[id] = (here, nothing)
            if self._name(token) == "br":
                run.breaks.add(id)
                builder.add_text("" if builder.ends_with_space else " ")
            elif token.kind == "empty":
                run.object_at = len(builder)
        return index + 1


_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "title"), "heading"),
    **dict.fromkeys(("li", "dt", "dd", "option"), "item"),
    **dict.fromkeys(("td", "th", "caption"), "cell"),
}


def language_tag(language: Language) -> str:
    """The BCP 47 tag of a document in a language: with a script, as fonts are chosen by it."""
    if language.locale == "zh_Hans":
        return "zh-Hans"
    return f"{language.code}-{language.region}" if language.region == "HK" else language.code


_META_CHARSET = re.compile(r"""(<meta\s[^>]*?charset\s*=\s*["']?\s*)([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_HEAD = re.compile(r"<head(?:\s[^>]*)?>", re.IGNORECASE)
_PRESCAN = 4096
"""Characters in which a charset declaration is looked for; browsers look at 1,024 bytes."""


def decode_html(data: bytes, encoding: str | None = None) -> DecodedText:
    """The text of a page: in the charset it declares, if it is in that charset.

    Raises:
        EncodingError: no charset makes sense of it.
    """
    if encoding is None and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        declared = _META_CHARSET.search(data[:_PRESCAN].decode("latin-1"))
        if declared:
            codec = charset_declared(declared.group(2))
            try:
                return DecodedText(data.decode(codec), codecs.lookup(codec).name)
            except (UnicodeDecodeError, LookupError):
                pass
    return decode(data, encoding)


def _declare_charset(text: str, decoded: DecodedText, messages: list[str]) -> str:
    """Makes the page say its charset where that changes or matters for the first time."""
    if text == decoded.text or decoded.mark:
        return text
    try:
        text.encode(decoded.codec)
        changes = False
    except UnicodeEncodeError:
        changes = True
    declared = _META_CHARSET.search(text, 0, _PRESCAN)
    if declared:
        if changes:
            return text[: declared.start(2)] + "utf-8" + text[declared.end(2) :]
        return text
    head = _HEAD.search(text, 0, _PRESCAN)
    if head and not text.isascii() and (changes or decoded.text.isascii()):
        messages.append(
            _("Added a charset declaration, without which browsers would not read the page right.")
        )
        return text[: head.end()] + '<meta charset="utf-8">' + text[head.end() :]
    return text


def read(data: bytes, options: ReadOptions) -> HtmlDocument:
    """Read HTML or XHTML; see :class:`translate.documents.base.DocumentFormat`."""
    decoded = decode_html(data, options.encoding)
    return HtmlDocument(decoded, options, xml=_is_xml(decoded.text))


def _is_xml(text: str) -> bool:
    """Whether it is XHTML in earnest: it says that it is XML, and is well-formed."""
    if not text.startswith("<?xml"):
        return False
    try:
        check_xml(text)
    except DocumentError:
        return False
    return True
