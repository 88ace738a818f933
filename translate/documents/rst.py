"""reStructuredText: paragraphs, titles and lists, each as one segment; docutils finds and checks them.

Inline markup needs white space or punctuation around it; next to a Korean, Japanese or Chinese letter
``\\ `` is written, which leaves no trace on the page. Underlines of titles grow with wide letters.
Tables drawn with lines stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from translate.documents.base import ReadOptions, Segment, SegmentTranslation
from translate.documents.encoding import DecodedText, decode
from translate.documents.inline import Element, SegmentBuilder, elements, has_text
from translate.documents.markdown_parser import Normalized
from translate.documents.ranges import Replacement, replace_ranges
from translate.documents.rst_parser import Block, blocks, inline_counts, paragraph_counts, structure, tree
from translate.documents.text import is_translatable
from translate.documents.wrapping import display_width
from translate.i18n import _
from translate.languages import Language

_TEXT_ROLES = frozenset(
    {"emphasis", "strong", "title-reference", "title", "t", "subscript", "sub", "superscript", "sup",
     "guilabel", "menuselection", "dfn", "abbr", "ref", "doc", "numref"}
)  # fmt: skip
"""Roles whose text is prose; for ``ref`` and ``doc`` only a text before ``<target>`` is."""
_NEEDS_TARGET = frozenset({"ref", "doc", "numref"})

_INLINE = re.compile(
    r"""
      (?P<literal>``(?!\s)(?:[^`]|`(?!`))*?(?<![\s])``)
    | (?P<strong>\*\*(?!\s)(?P<strong_text>(?:\\.|(?!\*\*).)+?)(?<!\s)\*\*)
    | (?P<emphasis>\*(?![\s*])(?P<emphasis_text>(?:\\.|[^*\\])+?)(?<!\s)\*(?!\*))
    | (?P<role>:[A-Za-z][\w:.+-]*:)`(?!\s)(?P<role_text>(?:\\.|[^`\\])+?)(?<!\s)`
    | (?P<target>_`(?!\s)(?:\\.|[^`\\])+?(?<!\s)`)
    | `(?!\s)(?P<text>(?:\\.|[^`\\])+?)(?<!\s)`(?P<after>__?|:[A-Za-z][\w:.+-]*:)?
    | (?P<substitution>\|(?!\s)[^|]+?(?<!\s)\|_{0,2})
    | (?P<footnote>\[(?:\#?[A-Za-z0-9][\w.-]*|\#|\*)\]_(?!\w))
    | (?P<name>[A-Za-z0-9](?:[\w.+:-]*[A-Za-z0-9])?__?)(?=[\s.,;:!?)'"\]}>/-]|\Z)
    | (?P<escape>\\(?:\s|.))
    """,
    re.VERBOSE | re.DOTALL,
)
_ADDRESS = re.compile(r"(?P<text>.*?)(?P<target>\s*<[^<>]+>)\Z", re.DOTALL)
_URL = re.compile(
    r"(?:https?://|ftp://|mailto:)[!-;=?-~]*[A-Za-z0-9/]|[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
_LINE_START = re.compile(
    r"(?:[-+*•‣⁃](?=\s|\Z)|\.\.(?=\s|\Z)|\|(?=\s)|:(?=[^:\s][^:]*:(?:\s|\Z))|>>>(?=\s)|__(?=\s)"
    r"|(?P<dashes>[!-/:-@\[-`{-~])(?P=dashes){3,}\s*\Z)"
)
_ENUMERATOR = re.compile(r"(\(?)(\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]+|\#)([.)])(?=\s|\Z)")
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1+\s*")
_ALT_OPTION = re.compile(r"^(?P<lead>[ \t]+:alt:[ \t]+)(?P<text>\S.*?)[ \t]*$", re.MULTILINE)
_IMAGE = re.compile(r"\.\.[ \t]+(?:\|[^|]+\|[ \t]+)?(?:image|figure)::")


@dataclass(frozen=True)
class _Markup:
    """How a span is written."""

    opening: str
    closing: str = ""


@dataclass
class _Text:
    """A text of the document: its block, its range, and the markup of its spans."""

    block: Block
    start: int
    end: int
    raw: str
    adornments: tuple[int, ...] = ()
    markup: dict[int, _Markup] = field(default_factory=dict)
    parents: dict[int, int] = field(default_factory=dict)


class RstDocument:
    """A reStructuredText file."""

    def __init__(self, decoded: DecodedText) -> None:
        self.messages: list[str] = []
        self.segments: list[Segment] = []
        self._decoded = decoded
        self._source = Normalized(decoded.text)
        text = self._source.text
        self._lines = text.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._adorned: set[int] = set()
        document = tree(text)
        self._structure = structure(document)
        self._places: list[_Text | tuple[int, int]] = []
        for block in blocks(document, self._lines):
            self._add(block)
        for match in _ALT_OPTION.finditer(text):
            if self._is_image_option(match.start()) and is_translatable(match.group("text")):
                number = text.count("\n", 0, match.start()) + 1
                self.segments.append(
                    Segment(match.group("text"), line=number, kind="attribute", context="alt")
                )
                self._places.append(match.span("text"))

    def write(self, translations: Sequence[SegmentTranslation], target: Language) -> bytes:
        """See :class:`translate.documents.base.Document`."""
        replacements: list[Replacement] = []
        for segment, place, translation in zip(self.segments, self._places, translations, strict=True):
            if translation.text == segment.text and set(translation.spans) == set(segment.spans):
                continue
            if isinstance(place, tuple):
                replacements.append((*place, " ".join(translation.text.split())))
                continue
            new = self._written(place, translation)
            replacements.append((place.start, place.end, new))
            replacements += self._adornments(place, new)
        if not replacements:
            return self._decoded.encode(self._decoded.text, self.messages)
        newline = self._decoded.newline
        written = replace_ranges(
            self._decoded.text,
            [
                (self._source.original(start), self._source.original(end), new.replace("\n", newline))
                for start, end, new in replacements
            ],
        )
        if structure(tree(Normalized(written).text)) != self._structure:
            self.messages.append(
                _("The reStructuredText structure of the translation differs from the source; check it.")
            )
        return self._decoded.encode(written, self.messages)

    def _is_image_option(self, position: int) -> bool:
        number = self._source.text.count("\n", 0, position) - 1
        while number >= 0 and re.match(r"[ \t]+:[\w-]+:", self._lines[number]):
            number -= 1
        return number >= 0 and bool(_IMAGE.search(self._lines[number]))

    def _add(self, block: Block) -> None:
        start = self._starts[block.first] + block.column
        end = self._starts[block.last] + len(self._lines[block.last].rstrip())
        raw = "\n".join(line.strip() for line in self._source.text[start:end].split("\n"))
        if raw.endswith("::"):
            raw, end = raw[:-2], end - 2
            stripped = raw.rstrip()
            raw, end = stripped, end - (len(raw) - len(stripped))
        adornments = self._adornment_lines(block) if block.is_section_title else ()
        text = _Text(block, start, end, raw, adornments)
        builder = SegmentBuilder()
        _read_inline(text, builder)
        content, spans = builder.stripped()
        if not has_text(content, spans):
            return
        text.parents = builder.parents
        self.segments.append(Segment(content, spans, block.first + 1, block.kind))
        self._places.append(text)

    def _written(self, text: _Text, translation: SegmentTranslation) -> str:
        """The mildest form that docutils reads with the elements of the source."""
        wanted = inline_counts(text.block.node)
        candidate = ""
        for escape_all in (False, True):
            candidate = _write_inline(text, translation, escape_all)
            if paragraph_counts(candidate + "\n") == wanted:
                return candidate
        return candidate

    def _adornment_lines(self, block: Block) -> tuple[int, ...]:
        """The numbers of the lines above and below a title; one may be the line below the title before."""
        numbers = [
            number
            for number in (block.first - 1, block.last + 1)
            if 0 <= number < len(self._lines)
            and number not in self._adorned
            and _ADORNMENT.fullmatch(self._lines[number])
        ]
        if len(numbers) == 2 and self._lines[numbers[0]][0] != self._lines[numbers[1]][0]:
            del numbers[0]
        self._adorned.update(numbers)
        return tuple(numbers)

    def _adornments(self, text: _Text, new: str) -> list[Replacement]:
        """The lines above and below a title, long enough for it."""
        inset = text.block.column
        needed = display_width(new.replace("\\ ", ""))
        edits: list[Replacement] = []
        for number in text.adornments:
            line = self._lines[number].rstrip()
            spare = len(line) - display_width(text.raw)
            length = needed + spare if 0 <= spare <= 2 * inset else max(needed + inset, len(line))
            edits.append((self._starts[number], self._starts[number] + len(line), line[0] * max(length, 3)))
        return edits


def _read_inline(text: _Text, builder: SegmentBuilder) -> None:
    raw = text.raw
    position = 0
    plain = 0
    while match := _INLINE.search(raw, position):
        position = match.end()
        if match.lastgroup != "escape" and not _may_start(raw, match.start()):
            position = match.start() + 1
            continue
        if match.lastgroup != "escape" and match.group("name") is None and not _may_end(raw, match.end()):
            position = match.start() + 1
            continue
        if match.group("name") is not None and match.start() and raw[match.start() - 1].isalnum():
            continue
        builder.add_protected(raw[plain : match.start()].replace("\n", " "), _URL)
        plain = position
        _read_markup(match, text, builder)
    builder.add_protected(raw[plain:].replace("\n", " "), _URL)


def _read_markup(match: re.Match[str], text: _Text, builder: SegmentBuilder) -> None:
    whole = match.group()
    if match.group("escape") is not None:
        builder.add_text("" if whole[1].isspace() else whole[1])
    elif match.group("strong") is not None or match.group("emphasis") is not None:
        sign = "**" if match.group("strong") else "*"
        id = builder.open_pair()
        builder.add_text(_unescape(match.group("strong_text") or match.group("emphasis_text")))
        builder.close_pair()
        text.markup[id] = _Markup(sign, sign)
    elif match.group("literal") is not None:
        text.markup[builder.add_keep(whole[2:-2])] = _Markup(whole)
    elif match.group("role") is not None:
        _read_role(match.group("role"), match.group("role_text"), "", whole, text, builder)
    elif match.group("text") is not None:
        after = match.group("after") or ""
        if after.startswith("_"):
            _read_reference(match.group("text"), after, whole, text, builder)
        elif after:
            _read_role("", match.group("text"), after, whole, text, builder)
        else:
            text.markup[builder.add_keep(_unescape(match.group("text")))] = _Markup(whole)
    elif match.group("footnote") is not None:
        text.markup[builder.add_point()] = _Markup(whole)
    else:
        text.markup[builder.add_keep(whole.strip("|_`"))] = _Markup(whole)


def _read_role(
    before: str, content: str, after: str, whole: str, text: _Text, builder: SegmentBuilder
) -> None:
    name = (before or after).strip(":")
    address = _ADDRESS.match(content)
    if name not in _TEXT_ROLES or (name in _NEEDS_TARGET and not (address and address.group("text"))):
        text.markup[builder.add_keep(_unescape(content))] = _Markup(whole)
        return
    shown, target = (address.group("text"), address.group("target")) if address else (content, "")
    id = builder.open_pair()
    builder.add_text(_unescape(shown))
    builder.close_pair()
    text.markup[id] = _Markup(f"{before}`", f"{target}`{after}")


def _read_reference(content: str, after: str, whole: str, text: _Text, builder: SegmentBuilder) -> None:
    address = _ADDRESS.match(content)
    if address and not address.group("text").strip():
        text.markup[builder.add_keep(address.group("target").strip(" <>"))] = _Markup(whole)
        return
    id = builder.open_pair()
    builder.add_text(_unescape(address.group("text") if address else content))
    builder.close_pair()
    # Where the text was the name of the target too, the name is given beside the new text.
    name = " ".join(content.split())
    closing = f"{address.group('target')}`{after}" if address else f" <{name}_>`{after}"
    text.markup[id] = _Markup("`", closing if address or after == "_" else f"`{after}")


def _unescape(text: str) -> str:
    return re.sub(r"\\(\s?)(.?)", r"\2", text.replace("\n", " "), flags=re.DOTALL)


def _may_start(text: str, position: int) -> bool:
    """Whether inline markup may begin here (docutils, "Inline markup recognition rules")."""
    if position == 0:
        return True
    before = text[position - 1]
    if before.isspace() or before in "'\"([{<-/:":
        return True
    return before > "\x7f" and unicodedata.category(before) in ("Ps", "Pi", "Pf", "Pd", "Po")


def _may_end(text: str, position: int) -> bool:
    """Whether inline markup may end here."""
    if position == len(text):
        return True
    after = text[position]
    if after.isspace() or after in "'\")]}>-/\\:.,;!?":
        return True
    return after > "\x7f" and unicodedata.category(after) in ("Pe", "Pi", "Pf", "Pd", "Po")


def _write_inline(text: _Text, translation: SegmentTranslation, escape_all: bool) -> str:
    pieces: list[tuple[bool, str]] = []

    def collect(children: Sequence[str | Element], inside: bool) -> str:
        """Adds pieces of text and markup; inside markup there is no markup in this format."""
        gathered = ""
        for child in children:
            if isinstance(child, str):
                piece = _escape(child, escape_all)
            else:
                markup = text.markup.get(child.id, _Markup(child.text))
                if child.kind == "pair":
                    piece = markup.opening + collect(child.children, True) + markup.closing
                else:
                    piece = markup.opening
            if inside:
                gathered += piece
            else:
                pieces.append((not isinstance(child, str), piece))
        return gathered

    collect(elements(translation, text.parents), False)
    written = ""
    previous_is_markup = False
    for is_markup, piece in pieces:
        if not piece:
            continue
        touches_before = is_markup and not _may_start(written, len(written))
        touches_after = previous_is_markup and not _may_end(piece, 0)
        if touches_before or touches_after:
            written += "\\ "
        written += piece
        previous_is_markup = is_markup
    written = written.strip()
    if text.block.is_section_title:
        return written
    if _LINE_START.match(written):
        return "\\" + written
    enumerator = _ENUMERATOR.match(written)
    if enumerator:
        return written[: enumerator.start(3)] + "\\" + written[enumerator.start(3) :]
    if written.endswith("::"):
        return written[:-1] + "\\:"
    return written


def _escape(text: str, escape_all: bool) -> str:
    """Text in which nothing is markup."""
    text = re.sub(r"\s*\n\s*", " ", text)
    result = ""
    position = 0
    for url in [*_URL.finditer(text), None]:
        end = url.start() if url else len(text)
        result += re.sub(r"[\\*`|_]", lambda match: _escaped(match, text, escape_all), text[position:end])
        if url:
            if result and not _may_start(result, len(result)):
                result += "\\ "
            result += url.group()
            if not _may_end(text, url.end()):
                result += "\\ "
            position = url.end()
    return result


def _escaped(match: re.Match[str], text: str, escape_all: bool) -> str:
    sign = match.group()
    if sign in "\\`*" or escape_all:
        return "\\" + sign
    if sign == "|":
        return "\\|" if text.count("|") > 1 else "|"
    return "\\_" if re.search(r"\w_(?!\w)|(?<!\w)_`", text) else "_"


def read(data: bytes, options: ReadOptions) -> RstDocument:
    """Read reStructuredText; see :class:`translate.documents.base.DocumentFormat`."""
    return RstDocument(decode(data, options.encoding))
