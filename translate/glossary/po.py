"""PO files read without loss: every entry knows the lines it stands on, so that edits touch nothing else.

The syntax is that of GNU gettext ("The Format of PO Files" in its manual). No library reads it the way a
glossary needs: polib decodes ``\\a`` as a backslash and an ``a`` (izimobil/polib#31) and splits text at
U+0085 and U+2028; Babel drops every escape but ``\\n``, ``\\t`` and ``\\r``; and both forget where comments,
blank lines and wrapping stood.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from pathlib import Path

from translate.errors import GlossaryError
from translate.files import reason_of
from translate.i18n import _
from translate.spans import Span

_HEADER_BYTES = 64 * 1024
"""Part of a file in which its header is sought."""

MAXIMUM_BYTES = 256 * 1024 * 1024
"""Largest file read; a glossary of a million entries is smaller."""

_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d{1,3})\])?[ \t]*(?=["]|$)')
_PLAIN_LINE = re.compile(r'(msgctxt|msgid|msgstr) "([^"\\]*)"\r?$')
"""What most lines are; they take a short way."""

_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"[ \t]*')
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|.)", re.DOTALL)
_HEADER = re.compile(
    rb'(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*msgid[ \t]+""[ \t]*\r?\n'
    rb'[ \t]*msgstr((?:[^\n]*\n?)(?:[ \t]*"[^\n]*\n?)*)'
)
"""The first entry, if its msgid is empty; only comments stand before it."""

_CHARSET = re.compile(rb"charset=([^\s\\\"]+)", re.IGNORECASE)
_CONFLICT_MARKS = ("<<<<<<< ", ">>>>>>> ", "=======")
_CONTROL = {
    "n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\\": "\\", '"': '"',
}  # fmt: skip
_ESCAPES = {value: f"\\{key}" for key, value in _CONTROL.items()}


@dataclass(slots=True)
class Block:
    """An entry of a PO file; line numbers count from 0 and index :attr:`PoFile.lines`.

    Attributes:
        first: first line of its comments (or of the entry itself) after the last blank line.
        start: line of its first keyword.
        msgid_line: line of ``msgid``.
        end: line after the last string.
        context: ``msgctxt``; None if there is none, which gettext tells from an empty one.
        msgid, msgid_plural: source strings.
        msgstr: translations by plural index; index 0 for an entry without plural.
        comments: extracted comments (``#.``) with their line numbers, without the marker.
        flags: of all ``#,`` lines.
        obsolete: marked ``#~``.
    """

    first: int = -1
    start: int = -1
    msgid_line: int = -1
    end: int = -1
    context: str | None = None
    msgid: str | None = None
    msgid_plural: str | None = None
    msgstr: dict[int, str] = field(default_factory=dict)
    comments: list[tuple[int, str]] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    obsolete: bool = False

    @property
    def is_header(self) -> bool:
        return self.msgid == "" and self.context is None and not self.obsolete


@dataclass
class PoFile:
    """A PO file as text, its lines, and its entries in order.

    Attributes:
        lines: text between line feeds (a CR before one stays on the line); a byte-order mark is not in.
        newline: the line ending most lines have.
        encoding: Python name of the charset.
        has_mark: the file begins with a UTF-8 byte-order mark.
    """

    path: Path
    lines: list[str]
    blocks: list[Block]
    newline: str = "\n"
    encoding: str = "utf-8"
    has_mark: bool = False

    @property
    def header(self) -> dict[str, str]:
        """Header fields by lower-case name."""
        fields: dict[str, str] = {}
        for block in self.blocks:
            if block.is_header:
                for line in block.msgstr.get(0, "").split("\n"):
                    name, colon, value = line.partition(":")
                    if colon:
                        fields.setdefault(name.strip().lower(), value.strip())
                break
        return fields

    def encode(self) -> bytes:
        """The bytes of the file; those that were read, as long as no line was changed.

        Raises:
            GlossaryError: the file's charset cannot hold a character.
        """
        text = "\n".join(self.lines)
        try:
            data = text.encode(self.encoding)
        except UnicodeEncodeError as error:
            raise GlossaryError(
                _(
                    "the charset {charset} of this file cannot hold “{character}”; convert it to UTF-8 "
                    "with “msgconv -t UTF-8”"
                ).format(charset=self.encoding, character=text[error.start]),
                self.path,
                text.count("\n", 0, error.start) + 1,
            ) from None
        return codecs.BOM_UTF8 + data if self.has_mark else data


def part_lines(lines: list[str]) -> dict[str, Span]:
    """Where the parts of one entry stand: ``msgctxt``, ``msgid``, ``msgid_plural``, ``msgstr[n]`` → lines.

    ``lines`` are those of a :class:`Block`; the translation of an entry without plural is ``msgstr[0]``.
    """
    parts: dict[str, Span] = {}
    part = ""
    for number, line in enumerate(lines):
        content = line.strip(" \t\r")
        if content.startswith("#~") and not content.startswith("#~|"):
            content = content[2:].lstrip(" \t")
        if not content or content[0] == "#":
            continue
        keyword = _KEYWORD.match(content)
        if keyword:
            part = f"msgstr[{keyword[2] or 0}]" if keyword[1] == "msgstr" else keyword[1]
            parts[part] = (number, number + 1)
        elif part:
            parts[part] = (parts[part][0], number + 1)
    return parts


def quote(text: str) -> str:
    """A string as PO writes it, in quotation marks."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return '"' + "".join(_ESCAPES.get(character, character) for character in text) + '"'


def string_lines(keyword: str, text: str) -> list[str]:
    """A keyword with its text; one line, or as gettext writes it, a line for each line of the text."""
    pieces = text.split("\n")
    if len(pieces) == 1 or (len(pieces) == 2 and not pieces[1]):
        return [f"{keyword} {quote(text)}"]
    parts = [f"{piece}\n" for piece in pieces[:-1]] + ([pieces[-1]] if pieces[-1] else [])
    return [f'{keyword} ""', *(quote(part) for part in parts)]


def read_file(path: Path) -> PoFile:
    """Read a PO file.

    Raises:
        GlossaryError: the file is missing, is no PO file, or has a fault, with its line.
    """
    return parse(read_bytes(path), path)


def read_header(path: Path) -> dict[str, str]:
    """The header fields of a PO file by lower-case name, without reading its entries.

    Raises:
        GlossaryError: as :func:`read_file`, as far as the header goes.
    """
    data = read_bytes(path)
    beginning = data[: data.rfind(b"\n", 0, _HEADER_BYTES) + 1] if len(data) > _HEADER_BYTES else data
    encoding, text, has_mark = _decode(beginning, path)
    blocks = _Parser(path).run(text.split("\n"), only_first=True)
    return PoFile(path, [], blocks, encoding=encoding, has_mark=has_mark).header


def read_bytes(path: Path) -> bytes:
    """The content of a glossary file.

    Raises:
        GlossaryError: it cannot be read or is absurdly large.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAXIMUM_BYTES + 1)
    except OSError as error:
        raise GlossaryError(
            _("cannot read the glossary: {reason}").format(reason=reason_of(error)), path
        ) from None
    if len(data) > MAXIMUM_BYTES:
        raise GlossaryError(
            _("the file is larger than {size} MB; split it").format(size=MAXIMUM_BYTES // 1024**2), path
        )
    return data


def parse(data: bytes, path: Path) -> PoFile:
    """Parse the bytes of a PO file; ``path`` is only named in errors.

    Raises:
        GlossaryError: a fault, with its line.
    """
    encoding, text, has_mark = _decode(data, path)
    lines = text.split("\n")
    newline = "\r\n" if 2 * sum(line.endswith("\r") for line in lines) > len(lines) - 1 > 0 else "\n"
    return PoFile(path, lines, _Parser(path).run(lines), newline, encoding, has_mark)


def _decode(data: bytes, path: Path) -> tuple[str, str, bool]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise GlossaryError(_("the file is UTF-16, which PO does not allow; save it as UTF-8"), path, 1)
    has_mark = data.startswith(codecs.BOM_UTF8)
    if has_mark:
        data = data[len(codecs.BOM_UTF8) :]
    if (position := data.find(b"\0")) >= 0:
        raise GlossaryError(_("not a PO file: it holds a NUL byte"), path, data.count(b"\n", 0, position) + 1)
    header = _HEADER.match(data, 0, _HEADER_BYTES)
    found = _CHARSET.search(header[1]) if header else None
    charset = found[1].decode("ascii", "replace") if found and not has_mark else "utf-8"
    if charset == "CHARSET":
        charset = "utf-8"
    try:
        encoding = codecs.lookup(charset).name
        text = data.decode(encoding)
    except LookupError:
        raise GlossaryError(
            _("unknown charset “{charset}” in the header; write UTF-8").format(charset=charset), path, 1
        ) from None
    except UnicodeDecodeError as error:
        raise GlossaryError(
            _("these bytes are not {charset}, as the header says; save the file as UTF-8").format(
                charset=charset
            )
            if found
            else _("these bytes are not UTF-8; save the file as UTF-8"),
            path,
            data.count(b"\n", 0, error.start) + 1,
        ) from None
    return encoding, text, has_mark


class _Parser:
    """Builds blocks line by line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.blocks: list[Block] = []
        self.block = Block()
        self.has_own_comment = False
        self.part = ""
        self.index = 0
        self.strings: list[str] = []

    def run(self, lines: list[str], *, only_first: bool = False) -> list[Block]:
        number = -1
        for number, line in enumerate(lines):
            if only_first and self.blocks:
                return self.blocks
            plain = _PLAIN_LINE.match(line)
            if plain:
                self._keyword(number, plain[1], None, obsolete=False)
                self.strings.append(plain[2])
                self._end(number, obsolete=False)
                continue
            content = line.strip(" \t\r")
            if not content:
                self._blank()
            elif content[0] != "#":
                self._text(number, content, obsolete=False)
            elif content.startswith("#~") and not content.startswith("#~|"):
                rest = content[2:].lstrip(" \t")
                if rest:
                    self._text(number, rest, obsolete=True)
            else:
                self._comment(number, content)
        self._finish(number)
        return self.blocks

    def _fail(self, message: str, number: int) -> GlossaryError:
        return GlossaryError(message, self.path, number + 1)

    def _blank(self) -> None:
        # Translator's comments above a blank line are headings of a section; the others are the entry's.
        if self.block.start < 0 and not self.has_own_comment:
            self.block.first = -1

    def _comment(self, number: int, content: str) -> None:
        block = self.block
        if block.start >= 0:
            self._finish(number)
            block = self.block
        if block.first < 0:
            block.first = number
        mark = content[1:2]
        self.has_own_comment = self.has_own_comment or mark not in ("", " ", "\t", "#")
        if mark == ".":
            block.comments.append((number, content[2:].strip(" \t")))
        elif mark == ",":
            block.flags.extend(flag.strip() for flag in content[2:].split(",") if flag.strip())

    def _text(self, number: int, content: str, obsolete: bool) -> None:
        if content[0] == '"':
            if not self.part:
                raise self._fail(_("a string without “msgid” or “msgstr” before it"), number)
            self._strings(number, content, 0)
        else:
            keyword = _KEYWORD.match(content)
            if keyword is None:
                if content.startswith(_CONFLICT_MARKS):
                    raise self._fail(
                        _("an unresolved merge conflict: choose one side and remove the marks"), number
                    )
                raise self._fail(
                    _("not PO syntax: expected “msgid”, “msgstr”, a quoted string or a comment"), number
                )
            self._keyword(number, keyword[1], keyword[2], obsolete)
            self._strings(number, content, keyword.end())
        self._end(number, obsolete)

    def _end(self, number: int, obsolete: bool) -> None:
        if self.block.obsolete != obsolete:
            raise self._fail(_("an entry that is only partly marked obsolete (#~)"), number)
        self.block.end = number + 1

    def _keyword(self, number: int, name: str, index: str | None, obsolete: bool) -> None:
        self._store()
        if self.block.msgstr and name != "msgstr":
            self._finish(number)
        block = self.block
        if block.start < 0:
            block.start = number
            block.obsolete = obsolete
            if block.first < 0:
                block.first = number
        if name == "msgctxt" and (block.context is not None or block.msgid is not None):
            raise self._fail(_("“msgctxt” must come once and before “msgid”"), number)
        if name == "msgid":
            if block.msgid is not None:
                raise self._fail(_("the entry before this line has no “msgstr”"), number)
            block.msgid_line = number
        if name == "msgid_plural" and (block.msgid is None or block.msgid_plural is not None):
            raise self._fail(_("“msgid_plural” must come once and after “msgid”"), number)
        self.index = int(index or 0)
        if name == "msgstr":
            if block.msgid is None:
                raise self._fail(_("“msgstr” without “msgid” before it"), number)
            if (block.msgid_plural is not None) != (index is not None):
                raise self._fail(_("“msgstr[n]” goes with “msgid_plural”, and only with it"), number)
            if self.index in block.msgstr:
                raise self._fail(_("a second “msgstr” in one entry"), number)
        elif index:
            raise self._fail(_("only “msgstr” takes a number"), number)
        self.part = name

    def _strings(self, number: int, content: str, position: int) -> None:
        while position < len(content):
            string = _STRING.match(content, position)
            if string is None:
                raise self._fail(_("a string that does not end, or text after it"), number)
            value = string[1]
            self.strings.append(self._unescape(value, number) if "\\" in value else value)
            position = string.end()

    def _unescape(self, value: str, number: int) -> str:
        def decode(match: re.Match[str]) -> str:
            code = match[1]
            if code[0] == "x" and len(code) > 1:
                return chr(int(code[1:], 16))
            if code[0] in "01234567":
                return chr(int(code, 8))
            if code in _CONTROL:
                return _CONTROL[code]
            raise self._fail(
                _("“\\{code}” is no PO escape; a backslash is written “\\\\”").format(code=code), number
            )

        return _ESCAPE.sub(decode, value)

    def _store(self) -> None:
        """Put the strings read into the part they belong to."""
        if not self.part:
            return
        value = self.strings[0] if len(self.strings) == 1 else "".join(self.strings)
        if self.part == "msgstr":
            self.block.msgstr[self.index] = value
        elif self.part == "msgctxt":
            self.block.context = value
        elif self.part == "msgid":
            self.block.msgid = value
        else:
            self.block.msgid_plural = value
        self.part = ""
        self.strings = []

    def _finish(self, number: int) -> None:
        """Close the entry that ends before line ``number``."""
        self._store()
        block = self.block
        if block.start >= 0:
            if block.msgid is None:
                raise self._fail(_("“msgctxt” without “msgid” after it"), block.start)
            if not block.msgstr:
                raise self._fail(_("“msgid” without “msgstr” after it"), block.msgid_line)
            self.blocks.append(block)
        self.block = Block()
        self.has_own_comment = False
