"""What can be wrong with the renderings of one entry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.checks.findings import ERROR, NOTE, WARNING, Finding
from translate.glossary.concepts import Entry
from translate.glossary.lint import fixing
from translate.glossary.lint.everyday import EVERYDAY_WORDS
from translate.glossary.lint.reporting import about
from translate.glossary.lint.scripts import LATIN_WORD, strange_characters
from translate.glossary.patterns import PLACEHOLDER, placeholders
from translate.i18n import _

_PAIRS = {
    "(": ")", "[": "]", "{": "}", "（": "）", "［": "］", "「": "」", "『": "』", "《": "》", "〈": "〉",
    "【": "】", "〔": "〕", "“": "”",
}  # fmt: skip
_CLOSING = {close: open_ for open_, close in _PAIRS.items()}
_LOWER_LATIN = re.compile("[a-z\u00df-\u00f6\u00f8-\u00ff]{3}")


def check_renderings(entry: Entry, locale: str) -> Iterator[Finding]:
    """Findings about the preferred rendering and its variants, in the language of ``locale``."""
    if entry.keep:
        return
    named = [("", entry.rendering)]
    named += [(key, text) for key in ("accept", "forms") for text in getattr(entry, key)]
    for key, text in named:
        if text:
            yield from _check_text(entry, locale, key, text)
    if not entry.rendering:
        return
    if not entry.forbidden:
        yield from _check_length(entry)
    if entry.rendering in EVERYDAY_WORDS[locale] and not entry.common and not entry.short_of:
        yield about(
            entry,
            "everyday-word",
            WARNING,
            _("“{rendering}” is an everyday word").format(rendering=entry.rendering),
            _("add “common: yes”, so that it counts only where it translates the term"),
        )
    for key in ("accept", "forms"):
        for text in getattr(entry, key):
            if text in entry.avoid:
                yield about(
                    entry,
                    "self-contradiction",
                    ERROR,
                    _("“{text}” stands in “{key}” and in “avoid”").format(text=text, key=key),
                    _("keep one of them"),
                )
    if entry.rendering in entry.avoid:
        yield about(
            entry,
            "self-contradiction",
            ERROR,
            _("“{text}” is the rendering and stands in “avoid”").format(text=entry.rendering),
            _("take it out of “avoid”, or choose another rendering"),
        )


def _check_text(entry: Entry, locale: str, key: str, text: str) -> Iterator[Finding]:
    plain = PLACEHOLDER.sub("", text)
    where = f" ({key})" if key else ""
    strange = strange_characters(plain, locale)
    if strange:
        yield about(
            entry,
            "wrong-script",
            ERROR,
            _("“{text}”{where} has characters that the language does not write: {characters}").format(
                text=text, where=where, characters=" ".join(strange)
            ),
            _("write it in the language's own script"),
        )
    if not key:
        yield from _check_latin(entry, plain)
    if (fault := _bracket_fault(plain)) is not None:
        yield about(
            entry,
            "brackets",
            ERROR,
            _("“{text}”{where}: “{bracket}” has no partner").format(text=text, where=where, bracket=fault),
            _("add the missing bracket or quotation mark"),
        )
    yield from _check_form(entry, locale, where, text)
    own, used = placeholders(entry.term), placeholders(text)
    if len(set(used)) < len(used):
        yield about(
            entry,
            "placeholders",
            ERROR,
            _("“{text}”{where} has a placeholder twice").format(text=text, where=where),
            _("use each placeholder of the term once"),
        )
    if missing := [name for name in own if name not in used]:
        yield about(
            entry,
            "placeholders",
            WARNING,
            _("“{text}”{where} leaves out {names}").format(text=text, where=where, names=", ".join(missing)),
            _("put it where it belongs, unless the language leaves it unsaid"),
        )


def _check_latin(entry: Entry, plain: str) -> Iterator[Finding]:
    if not plain.strip() or any(character > "\u2e7f" for character in plain):
        return
    if any(_LOWER_LATIN.search(word) for word in LATIN_WORD.findall(plain)):
        yield about(
            entry,
            "untranslated",
            WARNING,
            _("“{rendering}” is not translated").format(rendering=entry.rendering),
            _("translate it, or write “keep: yes” if the term stays as it is"),
        )


def _check_form(entry: Entry, locale: str, where: str, text: str) -> Iterator[Finding]:
    steps = (
        (
            "not-composed",
            ERROR,
            fixing.composed,
            _("“{text}”{where} is not in Unicode's composed form (NFC)"),
            _("compose it"),
        ),
        (
            "outer-space",
            ERROR,
            fixing.trimmed,
            _("“{text}”{where} has a space at an end, or an invisible character"),
            _("remove it"),
        ),
        (
            "inner-space",
            WARNING,
            fixing.single_spaced,
            _("“{text}”{where} has a double or unusual space"),
            _("write a single plain space"),
        ),
        (
            "width",
            WARNING,
            fixing.in_usual_width,
            _("“{text}”{where} has full-width letters or digits, or half-width kana"),
            _("write Latin letters and digits half-width, kana full-width"),
        ),
        (
            "middle-dot",
            WARNING,
            lambda value: fixing.with_usual_dots(value, locale),
            _("“{text}”{where} has another dot than the language sets between names"),
            _("write {dot}").format(dot=fixing.MIDDLE_DOT[locale]),
        ),
    )
    for code, severity, mend, message, advice in steps:
        if mend(text) != text:
            yield about(entry, code, severity, message.format(text=text, where=where), advice, fixable=True)
    if "\n" in text:
        yield about(
            entry,
            "line-break",
            ERROR,
            _("“{text}”{where} has a line break").format(text=text.replace("\n", "\\n"), where=where),
            _("write it on one line"),
        )


def _bracket_fault(text: str) -> str | None:
    """The first bracket or quotation mark without a partner; None if all have one."""
    open_: list[str] = []
    for character in text:
        if character in _PAIRS:
            open_.append(character)
        elif character in _CLOSING and (not open_ or open_.pop() != _CLOSING[character]):
            return character
    if open_:
        return open_[0]
    return '"' if text.count('"') % 2 else None


def _check_length(entry: Entry) -> Iterator[Finding]:
    term = len(PLACEHOLDER.sub("", entry.term))
    rendering = len(PLACEHOLDER.sub("", entry.rendering))
    too_long = rendering > max(16, 1.5 * term) and not entry.term.isupper()
    too_short = rendering * 20 < term
    if too_long or too_short:
        yield about(
            entry,
            "length",
            NOTE,
            _("“{rendering}” is unusually long for “{term}”").format(
                rendering=entry.rendering, term=entry.term
            )
            if too_long
            else _("“{rendering}” is unusually short for “{term}”").format(
                rendering=entry.rendering, term=entry.term
            ),
            _("make sure that it is the term's rendering and nothing else"),
        )
