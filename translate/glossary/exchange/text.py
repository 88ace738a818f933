"""Bytes of glossary files to text: Unicode by itself, legacy charsets where the language is known."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from translate.documents import encoding as documents
from translate.errors import EncodingError, GlossaryError
from translate.glossary.exchange import headings
from translate.glossary.exchange.report import ExchangeReport
from translate.glossary.po import read_bytes
from translate.i18n import _, ngettext


@dataclass(frozen=True)
class _Legacy:
    """A charset that a language's Windows writes when Unicode is not asked for.

    Attributes:
        codec: Python's name.
        name: as people know it.
        common: first bytes of the characters in everyday use (Hangul of KS X 1001, kana and kanji of level
            1, hanzi of level 1); the same bytes read in another of these charsets give mostly others.
    """

    codec: str
    name: str
    common: frozenset[int]


_LEGACY = {
    "ko": _Legacy("cp949", "CP949", frozenset(range(0xB0, 0xC9))),
    "ja": _Legacy("cp932", "Shift_JIS", frozenset({0x82, 0x83, *range(0x88, 0x98)})),
    "zh_Hans": _Legacy("gb18030", "GB 18030", frozenset(range(0xB0, 0xD8))),
    "zh_Hant": _Legacy("cp950", "Big5", frozenset(range(0xA4, 0xC7))),
}

_WIDE_SHARE = 0.2
"""Share of NUL bytes from which text can be UTF-16; with English terms in it, it has more."""

_NO_LETTERS = re.compile("[\u0000-\u007e\u00a0-\u00ff\u2000-\u22ff\u2460-\u25ff\u3000-\u303f\uff01-\uff5e]")
_LEAST_COMMON = 0.7
"""Share of the letters beyond ASCII that must be in everyday use; names have rare ones too."""


def read_text(path: Path, encoding: str | None, locales: Iterable[str], report: ExchangeReport) -> str:
    """The text of a glossary file.

    Args:
        encoding: its charset, or None to find out: a byte order mark, UTF-16 without one, UTF-8, and if
            it is none of them the legacy charset of the language.
        locales: languages that it is to hold, if the user said so; otherwise the heading tells. A legacy
            charset is only taken for a file in one language.

    Raises:
        GlossaryError: it cannot be read, or its charset cannot be told.
    """
    data = read_bytes(path)
    try:
        text = _decode(data, encoding, tuple(locales), report)
    except EncodingError as error:
        raise GlossaryError(str(error), path) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        number = text.count("\0")
        report.remark(
            ngettext(
                "a NUL character was taken out", "{number} NUL characters were taken out", number
            ).format(number=number),
            line,
        )
        text = text.replace("\0", "")
    return text


def _decode(data: bytes, encoding: str | None, locales: tuple[str, ...], report: ExchangeReport) -> str:
    if encoding is not None:
        return documents.decode(data, encoding).text
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return documents.decode(data).text
    wide = _wide_codec(data)
    if wide:
        report.remark(_("read as {charset}").format(charset=wide.upper()))
        return documents.decode(data, wide).text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        fault = error
    locales = locales or _locales_of_heading(data)
    if len(locales) == 1:
        legacy = _LEGACY[locales[0]]
        text = _plausible_text(data, legacy)
        if text is not None:
            report.remark(_("read as {charset}").format(charset=legacy.name))
            return text
    raise EncodingError(
        _(
            "line {line}: byte 0x{byte:02X} is not UTF-8; name the charset with --encoding, for example "
            "cp949 (Korean), cp932 (Japanese), gb18030 or big5 (Chinese)"
        ).format(line=data.count(b"\n", 0, fault.start) + 1, byte=data[fault.start])
    )


def _locales_of_heading(data: bytes) -> tuple[str, ...]:
    """The target languages that the first row names, as far as it is ASCII."""
    first = data.partition(b"\n")[0].decode("latin-1")
    columns = headings.read_headings([cell.strip('" \r') for cell in re.split("[,;\t]", first)])
    return tuple({column.locale for column in columns or () if column.role == headings.RENDERING})


def _wide_codec(data: bytes) -> str:
    """UTF-16 without a byte order mark: tabs, line ends and Latin letters have a NUL on one side only."""
    head = data[: 1 << 16]
    low, high = head[0::2].count(0), head[1::2].count(0)
    if len(data) % 2 or low + high < _WIDE_SHARE * len(head):
        return ""
    line_ends = (head.count(b"\n\0"), head.count(b"\0\n"))
    if high > 4 * low and line_ends[0]:
        return "utf-16-le"
    if low > 4 * high and line_ends[1]:
        return "utf-16-be"
    return ""


def _plausible_text(data: bytes, legacy: _Legacy) -> str | None:
    try:
        text = data.decode(legacy.codec)
    except UnicodeDecodeError:
        return None
    letters = _NO_LETTERS.sub("", text)
    common = sum(character.encode(legacy.codec)[0] in legacy.common for character in letters)
    return text if letters and common >= _LEAST_COMMON * len(letters) else None
