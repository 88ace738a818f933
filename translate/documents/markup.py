"""Tags, text and attributes of HTML and XML with their source positions.

The libraries that build trees (lxml, html5lib) do not say where in the source a node stands. XML is
checked by expat first, so that the scanner here only ever sees well-formed documents; of HTML it follows
the tokenization of the WHATWG standard (13.2.5), in which every text is valid.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.parsers import expat

from translate.documents.encoding import DecodedText, decode
from translate.errors import DocumentError
from translate.i18n import _

MAXIMUM_DEPTH = 60
"""Inline elements inside each other; no text that people wrote has more."""


@dataclass(frozen=True)
class Attribute:
    """An attribute of a tag; ``start`` and ``end`` are the range of its value within the quotes."""

    name: str
    raw: str
    start: int
    end: int
    quote: str

    @property
    def value(self) -> str:
        """The value without character references."""
        return html.unescape(self.raw)


@dataclass(frozen=True)
class Token:
    """A piece of markup or text.

    ``kind`` is ``text``, ``open``, ``close``, ``empty`` (a tag that closes itself), ``comment``,
    ``instruction``, ``declaration`` or ``cdata``. ``start`` and ``end`` are its range in the source.
    """

    kind: str
    start: int
    end: int
    name: str = ""
    attributes: tuple[Attribute, ...] = ()

    def attribute(self, name: str) -> str | None:
        """The value of an attribute, if the tag has it."""
        for attribute in self.attributes:
            if attribute.name == name:
                return attribute.value
        return None


_MARKUP = re.compile(
    r"""
    <!--(?:>|->|(?P<comment>[\s\S]*?)(?:--!?>|\Z))
    | <!\[CDATA\[(?P<cdata>[\s\S]*?)(?:\]\]>|\Z)
    | <\?[\s\S]*?(?:(?P<instruction>\?>)|\Z)
    | (?P<declaration><!)
    | </(?P<closing>[^\W\d][^\s/>]*)
    | <(?P<opening>[^\W\d][^\s/>]*)
    """,
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    r"""[\s/]*(?:
    (?P<name>[^\s/>=][^\s/>=]*)
    (?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s>"'][^\s>]*)))?
    | (?P<end>>) | (?P<stray>=|\Z))""",
    re.VERBOSE,
)
_DECLARATION_PART = re.compile(r"""["'\[\]>]|<!--""")

_RAW_TEXT = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"})
VOID_ELEMENTS = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)  # fmt: skip


def tokenize(text: str, *, xml: bool = False) -> list[Token]:
    """The tokens of a document; together they cover it. Names are in lower case in HTML."""
    tokens: list[Token] = []
    position = 0
    text_start = 0
    while True:
        match = _MARKUP.search(text, position)
        if match is None:
            break
        start = match.start()
        token = _markup_token(text, match, xml)
        if text_start < start:
            tokens.append(Token("text", text_start, start))
        tokens.append(token)
        position = text_start = token.end
        if not xml and token.kind == "open" and token.name in _RAW_TEXT:
            closing = re.compile(rf"</{token.name}(?=[\s/>])", re.IGNORECASE).search(text, position)
            end = closing.start() if closing else len(text)
            if position < end:
                tokens.append(Token("text", position, end))
            position = text_start = end
    if text_start < len(text):
        tokens.append(Token("text", text_start, len(text)))
    return tokens


def _markup_token(text: str, match: re.Match[str], xml: bool) -> Token:
    start, end = match.span()
    if match.group("closing") is not None or match.group("opening") is not None:
        name = match.group("closing") or match.group("opening")
        attributes, end, closed = _attributes(text, end, xml)
        if end < 0:
            # The standard drops all of an unfinished tag.
            return Token("comment", start, len(text))
        name = name if xml else name.lower()
        if match.group("closing") is not None:
            return Token("close", start, end, name)
        empty = (closed and xml) or (not xml and name in VOID_ELEMENTS)
        return Token("empty" if empty else "open", start, end, name, tuple(attributes))
    if match.group("declaration") is not None:
        return Token("declaration", start, _declaration_end(text, end, xml))
    if match.group("cdata") is not None:
        if xml:
            return Token("cdata", start, end)
        ending_at = text.find(">", start)
        return Token("comment", start, ending_at + 1 if ending_at >= 0 else len(text))
    if text.startswith("<?", start):
        if xml:
            return Token("instruction", start, end)
        ending_at = text.find(">", start)
        return Token("instruction", start, ending_at + 1 if ending_at >= 0 else len(text))
    return Token("comment", start, end)


def _declaration_end(text: str, position: int, xml: bool) -> int:
    """Where a declaration ends; in XML one with an internal subset in brackets."""
    depth = 0
    while xml:
        match = _DECLARATION_PART.search(text, position)
        if match is None:
            break
        position = match.end()
        part = match.group()
        if part in ('"', "'", "<!--"):
            closing = "-->" if part == "<!--" else part
            end = text.find(closing, position)
            if end < 0:
                break
            position = end + len(closing)
        elif part in "[]":
            depth += 1 if part == "[" else -1
        elif depth == 0:
            return position
    end = text.find(">", position)
    return end + 1 if end >= 0 else len(text)


def _attributes(text: str, position: int, xml: bool) -> tuple[list[Attribute], int, bool]:
    """The attributes of a tag, where it ends, and whether it closes itself; −1 if it never ends."""
    attributes: list[Attribute] = []
    while True:
        match = _ATTRIBUTE.match(text, position)
        if match is None or match.group("stray") == "":
            return [], -1, False
        position = match.end()
        if match.group("end"):
            return attributes, position, text[position - 2] == "/"
        if match.group("name") is None:
            continue
        name = match.group("name") if xml else match.group("name").lower()
        for group, quote in (("double", '"'), ("single", "'"), ("bare", "")):
            if match.group(group) is not None:
                attributes.append(Attribute(name, match.group(group), *match.span(group), quote))
                break
        else:
            attributes.append(Attribute(name, "", position, position, ""))


def unescape_xml(text: str) -> str:
    """Text without the character references of XML; others stay as they are."""
    return _XML_REFERENCE.sub(_referenced, text)


_XML_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def _referenced(match: re.Match[str]) -> str:
    if match.group(3):
        return _NAMED[match.group(3)]
    code = int(match.group(1)) if match.group(1) else int(match.group(2), 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else match.group()


_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def escape_text(text: str) -> str:
    """Text for the content of an element; characters that XML cannot hold are left out."""
    return _UNWRITABLE.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_attribute(text: str, quote: str) -> str:
    """Text for an attribute's value in quotes."""
    escaped = escape_text(text).replace("\n", "&#10;").replace("\t", "&#9;")
    return escaped.replace("'", "&#39;") if quote == "'" else escaped.replace('"', "&quot;")


_XML_DECLARATION = re.compile(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']""")
_DECLARED = re.compile(r"""(<\?xml\s[^>]*?encoding\s*=\s*["'])([A-Za-z][A-Za-z0-9._-]*)(?=["'])""")


def decode_xml(data: bytes, encoding: str | None = None) -> DecodedText:
    """The text of an XML document: as it declares, else by its byte order mark, else UTF-8.

    Raises:
        EncodingError: the bytes are not of that charset.
        DocumentError: not well-formed, or it declares entities.
    """
    if encoding is None and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        declared = _XML_DECLARATION.match(data.lstrip()[:200])
        if declared:
            encoding = declared.group(1).decode("ascii")
        elif b"\0" not in data[:4]:
            encoding = "utf-8"
    decoded = decode(data, encoding)
    check_xml(decoded.text)
    return decoded


def encode_xml(decoded: DecodedText, text: str, messages: list[str]) -> bytes:
    """Like :meth:`DecodedText.encode`, with the declaration changed where the charset changes."""
    try:
        text.encode(decoded.codec)
    except UnicodeEncodeError:
        text = _DECLARED.sub(r"\g<1>UTF-8", text, count=1)
    return decoded.encode(text, messages)


def check_xml(text: str) -> None:
    """Refuses what is not well-formed, and entity declarations (they blow up or read files).

    Raises:
        DocumentError: with the line.
    """
    parser = expat.ParserCreate("utf-8")
    parser.EntityDeclHandler = _refuse_entity
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    # As if there were a document type elsewhere, so that &nbsp; of XHTML is no error.
    parser.UseForeignDTD(True)
    try:
        parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        raise DocumentError(
            _("Not well-formed XML: {reason}.").format(reason=expat.ErrorString(error.code)), error.lineno
        ) from None
    except _EntityDeclared:
        raise DocumentError(
            _("The XML declares entities, which is refused; replace them by the text they stand for."),
            parser.CurrentLineNumber,
        ) from None


class _EntityDeclared(Exception):
    pass


def _refuse_entity(*_arguments: object) -> None:
    raise _EntityDeclared


def local_name(name: str) -> str:
    """A name without its namespace prefix."""
    return name.rpartition(":")[2]


def matching_close(tokens: Sequence[Token], index: int) -> int:
    """Index of the tag that closes the element opened at ``index``; the last token's if none does."""
    if tokens[index].kind == "empty":
        return index
    depth = 0
    name = tokens[index].name
    for position in range(index, len(tokens)):
        token = tokens[position]
        if token.name == name:
            if token.kind == "open":
                depth += 1
            elif token.kind == "close":
                depth -= 1
                if depth == 0:
                    return position
    return len(tokens) - 1


def charset_declared(label: str) -> str:
    """The Python codec that browsers use for a charset label (WHATWG Encoding Standard)."""
    label = label.strip().lower()
    if label in ("iso-8859-1", "latin1", "iso8859-1", "us-ascii", "ascii", "windows-1252"):
        return "cp1252"
    return {"gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949"}.get(
        label, label
    )
