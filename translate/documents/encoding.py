"""Bytes to text and back: the charset and the byte order mark of a document are kept.

The source language is English, so what cannot be told from the bytes is told from English: a quotation
mark stands at the border of a word, an apostrophe between letters, an accented letter inside a word.
Statistical detectors, trained on whole languages, fail on a text with five such bytes
(charset-normalizer 3.5.3 reads Windows quotation marks as mac_latin2, chardet as Johab). Where no
reading is plausible the bytes are refused with their offset; nothing is ever replaced by U+FFFD.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from translate.errors import EncodingError
from translate.i18n import _

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 before UTF-16: the mark of one begins with that of the other."""

_LEGACY_CODECS = ("cp1252", "mac_roman", "cp850")
"""What English text outside Unicode was written in: Windows, Mac OS, DOS. Latin-1 is part of the first."""

_BINARY_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\xd0\xcf\x11\xe0", "Microsoft Office 97–2003"),
    (b"{\\rtf", "RTF"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"SQLite format 3", "SQLite"),
    (b"\x7fELF", "ELF"),
)

_TEXT_CONTROLS = frozenset("\a\b\t\n\v\f\r\x1b\x85")
_PLAUSIBLE_SHARE = 0.97
"""Share of the non-ASCII characters that must make sense; in a short text this means all of them."""


@dataclass(frozen=True)
class DecodedText:
    """The text of a document and how it was written.

    Attributes:
        text: without the byte order mark; line endings as in the bytes.
        codec: name of a Python codec that writes no byte order mark, such as ``utf-16-le``.
        mark: the byte order mark, or empty.
    """

    text: str
    codec: str = "utf-8"
    mark: bytes = b""

    @property
    def newline(self) -> str:
        """The first line ending of the text; ``\\n`` if there is none."""
        found = re.search(r"\r\n|\n|\r", self.text)
        return found.group() if found else "\n"

    def encode(self, text: str, messages: list[str]) -> bytes:
        """``text`` in the document's own charset, or in UTF-8 where that cannot hold it.

        A change of charset adds a message for the user.
        """
        try:
            return self.mark + text.encode(self.codec)
        except UnicodeEncodeError:
            messages.append(
                _(
                    "Written as UTF-8: the charset of the source, {charset}, cannot hold the translation."
                ).format(charset=charset_name(self.codec))
            )
            return text.encode("utf-8")


def charset_name(codec: str) -> str:
    """The name of a charset as people know it."""
    names = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp850": "DOS 850", "ascii": "ASCII"}
    return names.get(codec, codec.upper())


def decode(data: bytes, encoding: str | None = None) -> DecodedText:
    """The text that bytes hold.

    With ``encoding`` exactly that charset is used (a byte order mark is still taken off and kept).
    Otherwise: a byte order mark, UTF-32 and UTF-16 without one, UTF-8, then Windows-1252, Mac Roman or
    DOS 850 if the text makes sense as English in one of them.

    Raises:
        EncodingError: binary data, an unknown charset, or bytes that no charset makes sense of; the
            message has the offset of the first such byte.
    """
    if encoding is not None:
        return _decode_as(data, encoding)
    for mark, codec in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return DecodedText(data[len(mark) :].decode(codec), codec, mark)
            except UnicodeDecodeError as error:
                if codec.startswith("utf-32"):
                    continue
                raise _bad_byte(data, len(mark) + error.start, charset_name(codec)) from None
    _refuse_known_binary(data)
    if b"\0" in data:
        return _decode_wide(data)
    try:
        return DecodedText(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _decode_legacy(data, error.start)


def _decode_as(data: bytes, encoding: str) -> DecodedText:
    try:
        codec = codecs.lookup(encoding).name
        "".encode(codec)
    except (LookupError, ValueError):
        raise EncodingError(
            _("Unknown encoding “{encoding}”. Examples: utf-8, utf-16, cp1252, mac_roman.").format(
                encoding=encoding
            )
        ) from None
    marks = [mark for mark, marked in _BYTE_ORDER_MARKS if data.startswith(mark) and marked.startswith(codec)]
    if codec == "utf-8-sig":
        codec = "utf-8"
        marks = [codecs.BOM_UTF8] if data.startswith(codecs.BOM_UTF8) else []
    if codec in ("utf-16", "utf-32"):
        codec = next((marked for mark, marked in _BYTE_ORDER_MARKS if mark in marks), f"{codec}-le")
    mark = marks[0] if marks else b""
    try:
        return DecodedText(data[len(mark) :].decode(codec), codec, mark)
    except UnicodeDecodeError as error:
        raise _bad_byte(data, len(mark) + error.start, charset_name(codec)) from None


def _refuse_known_binary(data: bytes) -> None:
    for signature, name in _BINARY_SIGNATURES:
        if data.startswith(signature):
            raise EncodingError(
                _("Not a text file but {kind} data. Convert it to text or to a format of --format.").format(
                    kind=name
                )
            )


def _decode_wide(data: bytes) -> DecodedText:
    """UTF-32 or UTF-16 without a byte order mark: English in it has a NUL in most units."""
    for codec in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        ascii_share = sum(character < "\x80" for character in text) / len(text)
        if ascii_share > 0.5 and all(_is_text(character) for character in text):
            return DecodedText(text, codec)
    raise EncodingError(
        _(
            "Not a text file: byte 0x00 at offset {offset}. If it is text, name its charset with --encoding."
        ).format(offset=data.index(b"\0"))
    )


def _decode_legacy(data: bytes, offset: int) -> DecodedText:
    """Text outside Unicode; ``offset`` is that of the first byte that is not UTF-8."""
    if _is_mostly_utf8(data):
        raise _bad_byte(data, offset, "UTF-8")
    best: DecodedText | None = None
    best_share = 0.0
    for codec in _LEGACY_CODECS:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        share = _plausible_share(text)
        if share > best_share:
            best, best_share = DecodedText(text, codec), share
    if best is None or best_share < _PLAUSIBLE_SHARE:
        raise EncodingError(
            _(
                "Cannot tell the charset: byte 0x{byte:02X} at offset {offset} is not UTF-8. "
                "Name it with --encoding, for example --encoding cp1252."
            ).format(byte=data[offset], offset=offset)
        )
    return best


_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether it is UTF-8 with some damage: text in other charsets hardly ever has such sequences."""
    sequences = _UTF8_SEQUENCE.findall(data)
    others = sum(byte >= 0x80 for byte in data) - sum(map(len, sequences))
    return len(sequences) > others


def _is_text(character: str) -> bool:
    return character in _TEXT_CONTROLS or unicodedata.category(character) not in ("Cc", "Cn", "Co", "Cs")


def _plausible_share(text: str) -> float:
    """Share of the non-ASCII characters that stand where English has them; 0 for control characters."""
    good = total = 0
    for match in re.finditer(r"[^\t-\r\x1b\x20-\x7e]", text):
        character = match.group()
        if not _is_text(character):
            return 0.0
        if character < "\x80":
            continue
        total += 1
        start = match.start()
        before = text[start - 1] if start else " "
        after = text[start + 1] if start + 1 < len(text) else " "
        good += _is_plausible(character, before, after)
    return good / total if total else 1.0


def _is_plausible(character: str, before: str, after: str) -> bool:
    """Whether English can have ``character`` between these neighbours."""
    opens = before.isspace() or before in "([{-/—–“‘\"'>*_=,;:"
    if character in "’´":
        return before.isalnum() or before in ".,!?)s" or opens
    if character in "“‘«":
        return opens and not after.isspace()
    if character in "”»":
        return not before.isspace()
    if character in "–—…•\xa0·§©®™°†‡¶\xad×÷±½¼¾¹²³ª∞≠≤≥≈µ¿¡":
        return not (before.isalpha() and after.isalpha()) or character in "–—…\xa0\xad"
    if character in "€£¥¢":
        return after.isdigit() or before.isdigit() or after.isspace()
    if not character.isalpha() or "LATIN" not in unicodedata.name(character, ""):
        return False
    if character.isupper():
        return not before.islower() or before in "cM"
    return before.isalpha() or after.isalpha() or (before.isspace() and after.isspace() and character == "à")


def _bad_byte(data: bytes, offset: int, charset: str) -> EncodingError:
    if offset >= len(data):
        offset = len(data) - 1
    return EncodingError(
        _(
            "Byte 0x{byte:02X} at offset {offset} is not {charset}. "
            "Mend the file, or name its charset with --encoding."
        ).format(byte=data[offset], offset=offset, charset=charset)
    )
