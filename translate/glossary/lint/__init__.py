"""What is wrong or doubtful in glossaries, with the place and what to do about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from translate.checks.findings import ERROR, NOTE, WARNING, Finding
from translate.errors import GlossaryError
from translate.glossary import po
from translate.glossary.comments import key_lines
from translate.glossary.concepts import Entry
from translate.glossary.file_editor import FileEditor
from translate.glossary.lint.fixing import mend
from translate.glossary.lint.renderings import check_renderings
from translate.glossary.lint.reporting import about
from translate.glossary.lint.terms import check_term
from translate.glossary.store import Glossary, entry_of, glossary_locale
from translate.i18n import _
from translate.languages import TARGET_LANGUAGES

CODES = {language.locale: language.code for language in TARGET_LANGUAGES}


def lint(glossaries: Sequence[Glossary]) -> list[Finding]:
    """Findings in glossaries, and where they contradict each other.

    >>> from pathlib import Path
    >>> from translate import Glossary
    >>> Path("harbour").mkdir()
    >>> written = Path("harbour/ja.po").write_text('msgid "quay"\\nmsgstr "埠頭 "\\n', encoding="utf-8")
    >>> [finding.code for finding in lint_glossaries([Glossary.open("harbour")])]
    ['header-language', 'outer-space']

    A file that is no PO file gives a finding ``broken``, not an error.
    """
    findings: list[Finding] = []
    everything: list[tuple[Glossary, dict[str, list[Entry]]]] = []
    for glossary in glossaries:
        entries: dict[str, list[Entry]] = {}
        for locale in glossary.locales:
            found, own = _lint_file(glossary, locale)
            findings += found
            if own is not None:
                entries[locale] = own
        findings += _missing_languages(entries)
        everything.append((glossary, entries))
    findings += _contradictions(everything)
    return findings


def lint_entry(entry: Entry, locale: str) -> list[Finding]:
    """Findings about one entry by itself."""
    return [*check_term(entry, ()), *check_renderings(entry, locale)]


def fix(glossary: Glossary) -> list[Path]:
    """Mend what is mechanical; returns the files that changed.

    Raises:
        OutputError: a file cannot be written.
        GlossaryError: a file is broken, which only a person can mend.
    """
    changed = []
    for locale in glossary.locales:
        editor = FileEditor(glossary.paths[locale], locale, glossary.name)
        seen: set[Entry] = set()
        for entry in editor.entries:
            if entry.obsolete:
                continue
            mended = mend(entry, locale)
            if mended in seen:
                editor.remove(entry)
                continue
            seen.add(mended)
            if mended != entry:
                editor.replace(entry, mended)
        if editor.save():
            changed.append(editor.path)
    return changed


def _lint_file(glossary: Glossary, locale: str) -> tuple[list[Finding], list[Entry] | None]:
    """Findings in one file, and its entries in use; None if it cannot be read at all."""
    path = glossary.paths[locale]
    try:
        file = po.read_file(path)
    except GlossaryError as error:
        return [_broken(error, path)], None
    findings = list(_check_header(file, locale))
    entries: list[Entry] = []
    for block in file.blocks:
        if block.is_header:
            continue
        try:
            entry = entry_of(block, path, glossary.name)
        except GlossaryError as error:
            findings.append(_broken(error, path))
            continue
        for line in key_lines(block.comments):
            if len(line.lines) > 1:
                findings.append(_wrapped(line.key, path, line.lines[0] + 1, entry))
        if not entry.obsolete:
            entries.append(entry)
    kinds = {entry.kind for entry in entries}
    for entry in entries:
        findings += check_term(entry, kinds)
        findings += check_renderings(entry, locale)
    findings += _check_together(entries)
    code = CODES[locale]
    return [replace(finding, language=code) for finding in findings], entries


def _broken(error: GlossaryError, path: Path) -> Finding:
    return Finding("broken", ERROR, error.reason, path=error.path or path, line=error.line or 0)


def _wrapped(key: str, path: Path, line: int, entry: Entry) -> Finding:
    return Finding(
        "wrapped-comment",
        WARNING,
        _("a tool has wrapped the comment “{key}” over several lines").format(key=key),
        _("write it on one line, and tell the tool not to wrap"),
        path,
        line,
        term=entry.term,
    )


def _check_header(file: po.PoFile, locale: str) -> Iterator[Finding]:
    language = file.header.get("language", "")
    if not language:
        message = _("the header names no language")
    elif glossary_locale(language) != locale:
        message = _("the header names the language “{language}”").format(language=language)
    else:
        return
    yield Finding(
        "header-language",
        WARNING,
        message,
        _("write “Language: {locale}” there; PO editors go by it").format(locale=locale),
        file.path,
        next((block.start + 1 for block in file.blocks if block.is_header), 1),
    )


def _check_together(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Findings about entries of one file that get in each other's way."""
    first: dict[tuple[str, str], Entry] = {}
    by_term: defaultdict[str, list[Entry]] = defaultdict(list)
    avoided: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_term[entry.term].append(entry)
        for text in entry.avoid:
            avoided[text].append(entry)
        known = first.setdefault((entry.term, entry.context), entry)
        if known is not entry:
            yield from _duplicate(known, entry)
    for entry in entries:
        for alias in entry.aliases:
            for other in by_term.get(alias, ()):
                if other.rendering != entry.rendering and other is not entry:
                    yield about(
                        entry,
                        "alias-clash",
                        WARNING,
                        _("the alias “{alias}” is a term of its own in line {line}, which wins").format(
                            alias=alias, line=other.line
                        ),
                        _("keep one of them"),
                    )
        for other in avoided.get(entry.rendering, ()) if not entry.forbidden else ():
            if other.term != entry.term:
                yield about(
                    entry,
                    "avoid-clash",
                    NOTE,
                    _("“{rendering}” is to be avoided for “{term}” in line {line}").format(
                        rendering=entry.rendering, term=other.term, line=other.line
                    ),
                    _("make sure that a sentence with both terms can be right"),
                )
        if entry.short_of and entry.short_of not in by_term:
            yield about(
                entry,
                "short-of-unknown",
                WARNING,
                _("the full name “{name}” is no term of this glossary").format(name=entry.short_of),
                _("add it, or write it as its entry does"),
            )


def _duplicate(known: Entry, entry: Entry) -> Iterator[Finding]:
    if known.rendering and entry.rendering and known.rendering != entry.rendering:
        yield about(
            entry,
            "conflict",
            ERROR,
            _("“{term}” is “{second}” here and “{first}” in line {line}").format(
                term=entry.term, second=entry.rendering, first=known.rendering, line=known.line
            ),
            _("keep one, or tell them apart with msgctxt"),
        )
    else:
        yield about(
            entry,
            "duplicate",
            ERROR,
            _("“{term}” is in line {line} already").format(term=entry.term, line=known.line),
            _("remove one of them"),
            fixable=entry == known,
        )


def _missing_languages(entries: dict[str, list[Entry]]) -> Iterator[Finding]:
    """Terms that some languages of a glossary lack."""
    known = {
        locale: {(entry.term, entry.context): entry for entry in own if entry.rendering}
        for locale, own in entries.items()
    }
    reported: set[tuple[str, str]] = set()
    for own in entries.values():
        for entry in own:
            key = (entry.term, entry.context)
            if key in reported or entry.forbidden:
                continue
            reported.add(key)
            missing = [locale for locale, terms in known.items() if key not in terms]
            if not missing:
                continue
            required = any(
                other.required for terms in known.values() for other in [terms.get(key)] if other is not None
            )
            yield about(
                entry,
                "missing-language",
                ERROR if required or entry.required else WARNING,
                _("“{term}” has no rendering in {languages}").format(
                    term=entry.term, languages=", ".join(CODES[locale] for locale in missing)
                ),
                _("add it: translate glossary set “{term}” --{option} …").format(
                    term=entry.term, option=CODES[missing[0]].lower()
                ),
            )


def _contradictions(everything: Iterable[tuple[Glossary, dict[str, list[Entry]]]]) -> Iterator[Finding]:
    """The same term with different renderings in several glossaries."""
    known: dict[tuple[str, str, str], Entry] = {}
    for _glossary, entries in everything:
        for locale, own in entries.items():
            for entry in own:
                if not entry.rendering or entry.forbidden:
                    continue
                first = known.setdefault((locale, entry.term, entry.context), entry)
                if first.glossary != entry.glossary and first.rendering != entry.rendering:
                    finding = about(
                        entry,
                        "differs",
                        WARNING,
                        _(
                            "“{term}” is “{here}” here and “{there}” in the glossary “{name}”, which wins"
                        ).format(
                            term=entry.term,
                            here=entry.rendering,
                            there=first.rendering,
                            name=first.glossary,
                        ),
                        _("make them agree, unless the difference is meant"),
                    )
                    yield replace(finding, language=CODES[locale])
