"""The lines of one PO entry after a change: what did not change stays as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from translate.glossary.comments import FLAG_OF_KEY, KEYS, escape, key_lines, write_value
from translate.glossary.concepts import Entry
from translate.glossary.po import Block, part_lines, string_lines

_AFTER_COMMENTS = ("#:", "#,", "#|", "#=")
"""Lines that come after extracted comments in gettext's order."""

_NEW_FLAG_ORDER = ("fuzzy", "read-only", "forbidden")


def new_lines(entry: Entry) -> list[str]:
    """A new entry as PO lines."""
    lines = [f"#. {key}: {value}" for key in KEYS if (value := write_value(entry, key)) is not None]
    lines += [f"#. {key}: {escape(value)}" for key, value in dict(entry.extra).items()]
    flags = [flag for flag in _NEW_FLAG_ORDER if flag in _flags(entry)]
    if flags:
        lines.append(f"#, {', '.join(flags)}")
    if entry.context:
        lines += string_lines("msgctxt", entry.context)
    lines += string_lines("msgid", entry.term)
    lines += string_lines("msgstr", entry.rendering)
    return _mark_obsolete(lines) if entry.obsolete else lines


def rewritten(lines: Sequence[str], block: Block, old: Entry, new: Entry, ending: str) -> list[str]:
    """The lines of an entry with what differs between ``old`` and ``new`` replaced.

    Args:
        lines: those of the block, from its first comment on, each as it stands in the file.
        ending: what ends a new line before its line feed (a CR, or nothing).
    """
    edits: list[tuple[int, int, list[str]]] = []
    edits += _comment_edits(lines, block, old, new)
    edits += _flag_edits(lines, block, old, new)
    edits += _string_edits(lines, block, old, new)
    result = list(lines)
    # From the last to the first, so that line numbers stay right; at one place insertions come last and
    # in reverse, so that they stand before what was replaced, in order.
    in_order = sorted(range(len(edits)), key=lambda i: (edits[i][0], edits[i][1] > edits[i][0], i))
    for index in reversed(in_order):
        start, end, replacement = edits[index]
        result[start:end] = [line + ending for line in replacement]
    if new.obsolete and not old.obsolete:
        return _mark_obsolete(result)
    if old.obsolete and not new.obsolete:
        return _unmark_obsolete(result)
    return result


def _keys(entry: Entry) -> list[str]:
    return [*KEYS, *(key for key, _value in entry.extra)]


def _value(entry: Entry, key: str, block: Block | None = None) -> str | None:
    if key not in KEYS:
        return escape(dict(entry.extra)[key]) if key in dict(entry.extra) else None
    if block is not None and block.msgid_plural is not None:
        # What plural strings already say is not repeated in comments.
        elsewhere = {text for index, text in block.msgstr.items() if index > 0}
        entry = replace(
            entry,
            aliases=tuple(alias for alias in entry.aliases if alias != block.msgid_plural),
            accept=tuple(text for text in entry.accept if text not in elsewhere),
        )
    return write_value(entry, key)


def _comment_edits(
    lines: Sequence[str], block: Block, old: Entry, new: Entry
) -> list[tuple[int, int, list[str]]]:
    standing = {line.key: line for line in key_lines(block.comments)}
    edits: list[tuple[int, int, list[str]]] = []
    for key in dict.fromkeys((*_keys(new), *_keys(old))):
        value = _value(new, key, block)
        if value == _value(old, key, block):
            continue
        known = standing.get(key)
        replacement = [] if value is None else [f"#. {key}: {value}"]
        if known is not None:
            edits.append((known.lines[0] - block.first, known.lines[-1] + 1 - block.first, replacement))
        elif replacement:
            place = _place_of_key(key, {name: line.lines for name, line in standing.items()}, lines, block)
            edits.append((place, place, replacement))
    return edits


def _place_of_key(key: str, standing: dict[str, tuple[int, ...]], lines: Sequence[str], block: Block) -> int:
    """Index among the entry's lines where a new key goes: in the usual order among those there are."""
    if key in KEYS:
        rank = KEYS.index(key)
        before = [line[-1] for name, line in standing.items() if name in KEYS and KEYS.index(name) < rank]
        if before:
            return max(before) + 1 - block.first
        after = [line[0] for name, line in standing.items() if name in KEYS and KEYS.index(name) > rank]
        if after:
            return min(after) - block.first
    if block.comments:
        return block.comments[-1][0] + 1 - block.first
    for index, line in enumerate(lines[: block.start - block.first]):
        if line.startswith(_AFTER_COMMENTS) or line.startswith("#~|"):
            return index
    return block.start - block.first


def _flags(entry: Entry) -> set[str]:
    flags = {flag for key, flag in FLAG_OF_KEY.items() if getattr(entry, key)}
    return flags | {"fuzzy"} if entry.fuzzy else flags


def _flag_edits(
    lines: Sequence[str], block: Block, old: Entry, new: Entry
) -> list[tuple[int, int, list[str]]]:
    added = [
        flag for flag in _NEW_FLAG_ORDER if flag in _flags(new) - _flags(old) and flag not in block.flags
    ]
    removed = _flags(old) - _flags(new)
    edits: list[tuple[int, int, list[str]]] = []
    comments = list(enumerate(lines[: block.start - block.first]))
    for index, line in comments:
        if not line.startswith("#,"):
            continue
        flags = [flag.strip() for flag in line.strip("\r")[2:].split(",") if flag.strip()]
        kept = [*added, *(flag for flag in flags if flag not in removed)]
        added = []
        if kept != flags:
            edits.append((index, index + 1, [f"#, {', '.join(kept)}"] if kept else []))
    if added:
        place = next(
            (index for index, line in comments if line.startswith(("#|", "#~|"))), block.start - block.first
        )
        edits.append((place, place, [f"#, {', '.join(added)}"]))
    if old.fuzzy and not new.fuzzy:
        # The previous msgid explains why an entry is fuzzy; every PO editor drops it with the flag.
        edits += [(index, index + 1, []) for index, line in comments if line.startswith(("#|", "#~|"))]
    return edits


def _string_edits(
    lines: Sequence[str], block: Block, old: Entry, new: Entry
) -> list[tuple[int, int, list[str]]]:
    parts = part_lines(list(lines))
    mark = "#~ " if old.obsolete else ""
    edits: list[tuple[int, int, list[str]]] = []

    def put(part: str, keyword: str, text: str) -> None:
        start, end = parts[part]
        edits.append((start, end, [mark + line for line in string_lines(keyword, text)]))

    if new.context != old.context:
        if "msgctxt" not in parts:
            start = parts["msgid"][0]
            edits.append((start, start, [mark + line for line in string_lines("msgctxt", new.context)]))
        elif new.context:
            put("msgctxt", "msgctxt", new.context)
        else:
            edits.append((*parts["msgctxt"], []))
    if new.term != old.term:
        put("msgid", "msgid", new.term)
    standing = block.msgstr.get(0, "")
    wanted = standing if new.keep and standing in ("", new.term) else new.rendering
    if wanted != standing:
        put("msgstr[0]", "msgstr[0]" if block.msgid_plural is not None else "msgstr", wanted)
    return edits


def _mark_obsolete(lines: Sequence[str]) -> list[str]:
    marked = []
    for line in lines:
        if line.startswith("#|"):
            marked.append("#~" + line[1:])
        elif line.startswith("#") or not line.strip(" \t\r"):
            marked.append(line)
        else:
            marked.append(f"#~ {line.lstrip()}")
    return marked


def _unmark_obsolete(lines: Sequence[str]) -> list[str]:
    unmarked = []
    for line in lines:
        if line.startswith("#~|"):
            unmarked.append("#" + line[2:])
        elif line.startswith("#~"):
            unmarked.append(line[2:].lstrip(" \t"))
        else:
            unmarked.append(line)
    return unmarked
