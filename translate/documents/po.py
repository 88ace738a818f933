"""Gettext PO and POT: messages without a translation get one; all other lines stay.

Korean, Japanese and Chinese have one plural form, so an entry with a plural gets one ``msgstr[0]``, which
is the translation of the plural.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from translate.documents.base import Pair, ReadOptions, Segment, SegmentTranslation
from translate.documents.encoding import charset_name
from translate.documents.message import Message, pair_of
from translate.documents.placeholders import BRACES, C_FORMAT, MESSAGE, UNNUMBERED
from translate.errors import DocumentError, EncodingError, GlossaryError
from translate.glossary import po
from translate.i18n import _
from translate.languages import Language, names_language

_PRINTF_FLAGS = frozenset(
    f"{language}-format"
    for language in (
        "awk boost c gcc-internal gfc-internal java-printf javascript kde lua objc object-pascal perl php "
        "python qt ruby sh-printf"
    ).split()
)
_NUMBERED_FLAGS = frozenset(
    f"{language}-format" for language in "awk boost c java-printf objc object-pascal perl php ruby".split()
)
"""Languages whose conversions may be numbered; in Python they must keep their order."""
_BRACE_FLAGS = frozenset(
    {"python-brace-format", "perl-brace-format", "csharp-format", "java-format", "c++-format", "rust-format"}
)
_ONE_FORM = "nplurals=1; plural=0;"
_NUMBER = re.compile(r"^%\d+\$")
_PLURAL_COUNT = re.compile(r"nplurals\s*=\s*(\d+)")

_Edit = tuple[int, int, list[str]]
"""Half-open range of lines and those that take their place."""


@dataclass
class _Entry:
    """An entry to be translated: its block and the message of its ``msgid`` or ``msgid_plural``."""

    block: po.Block
    message: Message

    @property
    def source(self) -> str:
        return self.block.msgid_plural or self.block.msgid or ""


class PoDocument:
    """A PO or POT file."""

    def __init__(self, data: bytes, options: ReadOptions) -> None:
        self.messages: list[str] = []
        self.segments: list[Segment] = []
        self._data = data
        self._options = options
        self._file = _parse(data)
        self._entries: list[_Entry] = []
        for block in self._file.blocks:
            if not self._is_due(block):
                continue
            pattern = _pattern(block)
            source = block.msgid_plural or block.msgid or ""
            message = Message(
                source,
                line=block.msgid_line + 1,
                context=block.context or "",
                pattern=pattern,
                positional=bool(set(block.flags) & _NUMBERED_FLAGS),
            )
            if message.segments:
                self._entries.append(_Entry(block, message))
                self.segments += message.segments

    def pairs(self) -> list[Pair]:
        """The entries that have a translation and are not fuzzy."""
        found: list[Pair] = []
        for block in self._file.blocks:
            if block.is_header or block.obsolete or "fuzzy" in block.flags:
                continue
            for index, translation in sorted(block.msgstr.items()):
                source = block.msgid or ""
                if block.msgid_plural is not None and (index > 0 or len(block.msgstr) == 1):
                    source = block.msgid_plural
                if source.strip() and translation.strip():
                    line = block.msgid_line + 1
                    found.append(
                        (
                            *pair_of(
                                source,
                                translation,
                                line=line,
                                context=block.context or "",
                                pattern=_pattern(block),
                            ),
                            line,
                        )
                    )
        return found

    def write(self, translations: Sequence[SegmentTranslation], target: Language) -> bytes:
        """See :class:`translate.documents.base.Document`.

        Raises:
            DocumentError: the file has translations into another language, which would stay.
        """
        other = other_language(self._file.header, target)
        if other and not self._options.translated and self.pairs():
            raise DocumentError(
                _("The file holds translations into “{language}”; start from its source file.").format(
                    language=other
                )
            )
        if all(
            translation.text == segment.text
            for segment, translation in zip(self.segments, translations, strict=True)
        ):
            return self._data
        edits: list[_Edit] = []
        forms = self._plural_forms()
        rest = iter(translations)
        for entry in self._entries:
            text = entry.message.write([next(rest) for _segment in entry.message.segments])
            edits += self._entry_edits(entry, _with_line_ends(entry.source, text), forms)
        edits += self._header_edits(target, forms)
        return self._encoded(edits)

    def _is_due(self, block: po.Block) -> bool:
        if block.is_header or block.obsolete:
            return False
        if block.flags and "fuzzy" in block.flags:
            return self._options.translated
        return self._options.translated or not any(block.msgstr.values())

    def _plural_forms(self) -> int:
        """How many plural forms the written file has: one, unless translators filled more."""
        declared = _PLURAL_COUNT.search(self._file.header.get("plural-forms", ""))
        count = int(declared.group(1)) if declared else 1
        filled = any(
            block.msgid_plural is not None and not block.obsolete and block.msgstr.get(1)
            for block in self._file.blocks
        )
        return count if filled and 1 < count < 10 else 1

    def _entry_edits(self, entry: _Entry, text: str, forms: int) -> list[_Edit]:
        block = entry.block
        lines = self._file.lines[block.start : block.end]
        parts = po.part_lines(lines)
        edits: list[_Edit] = []
        if block.msgid_plural is None:
            start, end = parts["msgstr[0]"]
            edits.append((block.start + start, block.start + end, po.string_lines("msgstr", text)))
        else:
            starts = [span for part, span in parts.items() if part.startswith("msgstr")]
            new = [line for index in range(forms) for line in po.string_lines(f"msgstr[{index}]", text)]
            edits.append(
                (block.start + min(starts)[0], block.start + max(end for _start, end in starts), new)
            )
        broken = self._lost_placeholders(entry, text)
        if broken:
            self.messages.append(
                _("Line {line}: marked fuzzy, since placeholders differ: {names}.").format(
                    line=block.msgid_line + 1, names=", ".join(broken)
                )
            )
        if (broken or self._options.mark_fuzzy) and "fuzzy" not in block.flags:
            edits.append(self._flag_edit(block))
        return edits

    def _lost_placeholders(self, entry: _Entry, text: str) -> list[str]:
        # By the flags, xgettext takes “100% of” for a format, which nobody can translate.
        flags = set(entry.block.flags)
        pattern = C_FORMAT if flags & _PRINTF_FLAGS else _pattern(entry.block)
        source, written = (
            [match.group() for match in pattern.finditer(content)] for content in (entry.source, text)
        )
        if flags & _PRINTF_FLAGS and not flags & _NUMBERED_FLAGS:
            # Conversions that cannot be numbered must keep their order.
            ordered = [[each for each in found if UNNUMBERED.fullmatch(each)] for found in (source, written)]
            if ordered[0] != ordered[1] and sorted(ordered[0]) == sorted(ordered[1]):
                return ordered[1]
        wanted, found = (Counter(_NUMBER.sub("%", each) for each in texts) for texts in (source, written))
        return sorted((wanted - found) + (found - wanted))

    def _flag_edit(self, block: po.Block) -> _Edit:
        for number in range(block.first, block.start):
            line = self._file.lines[number]
            if line.startswith("#,"):
                return number, number + 1, [f"#, fuzzy,{line[2:]}".rstrip("\r")]
        return block.start, block.start, ["#, fuzzy"]

    def _header_edits(self, target: Language, forms: int) -> list[_Edit]:
        """Language, charset and plural forms, where they are missing or those of a template."""
        has_plurals = any(block.msgid_plural is not None for block in self._file.blocks)
        wanted = {"Language": target.locale}
        if has_plurals and forms == 1:
            wanted["Plural-Forms"] = _ONE_FORM
        header = next((block for block in self._file.blocks if block.is_header), None)
        if header is None:
            fields = {
                "MIME-Version": "1.0",
                "Content-Type": "text/plain; charset=UTF-8",
                "Content-Transfer-Encoding": "8bit",
                **wanted,
            }
            text = "".join(f"{name}: {value}\n" for name, value in fields.items())
            return [
                (0, 0, [*po.string_lines("msgid", ""), *_header_lines(text), ""]),
                *self._spare_forms(forms),
            ]
        text = header.msgstr.get(0, "")
        changed = text
        for name, value in wanted.items():
            changed = _with_field(changed, name, value)
        changed = re.sub(r"charset=CHARSET\b", "charset=UTF-8", changed)
        changed = re.sub(r"(Content-Transfer-Encoding:\s*)ENCODING\b", r"\g<1>8bit", changed)
        edits: list[_Edit] = []
        if changed != text:
            lines = self._file.lines[header.start : header.end]
            start, end = po.part_lines(lines)["msgstr[0]"]
            edits.append((header.start + start, header.start + end, _header_lines(changed)))
        for number in range(header.first, header.start):
            if self._file.lines[number].rstrip("\r") == "#, fuzzy":
                edits.append((number, number + 1, []))
        return edits + self._spare_forms(forms)

    def _spare_forms(self, forms: int) -> list[_Edit]:
        """Removes empty plural forms of entries left alone, which tools refuse where there is one form."""
        edits: list[_Edit] = []
        due = {id(entry.block) for entry in self._entries}
        for block in self._file.blocks:
            if block.msgid_plural is None or block.obsolete or id(block) in due:
                continue
            if len(block.msgstr) <= forms or any(block.msgstr.get(index) for index in range(forms, 10)):
                continue
            parts = po.part_lines(self._file.lines[block.start : block.end])
            for index in sorted(block.msgstr):
                if index >= forms:
                    start, end = parts[f"msgstr[{index}]"]
                    edits.append((block.start + start, block.start + end, []))
        return edits

    def _encoded(self, edits: list[_Edit]) -> bytes:
        file = self._file
        ending = "\r" if file.newline == "\r\n" else ""
        lines = list(file.lines)
        for start, end, new in sorted(edits, reverse=True):
            standing = [line.rstrip("\r") for line in lines[start:end]]
            if standing != new:
                lines[start:end] = [line + ending for line in new]
        changed = po.PoFile(file.path, lines, [], file.newline, file.encoding, file.has_mark)
        try:
            return changed.encode()
        except GlossaryError:
            self.messages.append(
                _(
                    "Written as UTF-8: the charset of the source, {charset}, cannot hold the translation."
                ).format(charset=charset_name(file.encoding))
            )
            text = re.sub(r"(charset=)[^\s\\\"]+", r"\g<1>UTF-8", "\n".join(lines), count=1)
            return text.encode("utf-8")


def other_language(header: Mapping[str, str], target: Language) -> str:
    """The language that a header names if it is another one; what is no known language does not count."""
    from babel.core import Locale, UnknownLocaleError

    code = header.get("language", "").strip()
    try:
        Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return ""
    return "" if names_language(code, target) else code


def _header_lines(text: str) -> list[str]:
    return ['msgstr ""', *(po.quote(line + "\n") for line in text.split("\n") if line)]


def _with_field(header: str, name: str, value: str) -> str:
    """The header with a field set, in its place or at the end."""
    if header and not header.endswith("\n"):
        header += "\n"
    field = re.compile(rf"^{re.escape(name)}:.*$", re.MULTILINE | re.IGNORECASE)
    if field.search(header):
        return field.sub(lambda _match: f"{name}: {value}", header, count=1)
    return f"{header}{name}: {value}\n"


def _with_line_ends(source: str, text: str) -> str:
    """The text with the source's line break at either end, which ``msgfmt`` insists on."""
    text = text.strip("\n") if text.strip("\n") else text
    return ("\n" if source.startswith("\n") else "") + text + ("\n" if source.endswith("\n") else "")


def _pattern(block: po.Block) -> re.Pattern[str]:
    return BRACES if set(block.flags) & _BRACE_FLAGS else MESSAGE


def _parse(data: bytes) -> po.PoFile:
    try:
        return po.parse(data, Path())
    except GlossaryError as error:
        message = str(error).partition(": ")[2]
        kind = EncodingError if isinstance(error.__cause__, UnicodeError) else DocumentError
        raise kind(message[:1].upper() + message[1:], error.line) from None


def read(data: bytes, options: ReadOptions) -> PoDocument:
    """Read PO or POT; see :class:`translate.documents.base.DocumentFormat`."""
    if options.encoding is not None:
        from translate.documents.encoding import decode

        decoded = decode(data, options.encoding)
        text = re.sub(r"(charset=)[^\s\\\"]+", r"\g<1>UTF-8", decoded.text, count=1)
        data = text.encode("utf-8")
    return PoDocument(data, options)


def read_pairs(data: bytes, options: ReadOptions) -> list[Pair]:
    """Source texts with the translations that stand in the file.

    Raises:
        DocumentError: the file is broken.
    """
    return read(data, options).pairs()
