"""Taking the entries of a file into a glossary, without overwriting anything unasked."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from translate.errors import GlossaryError, LanguageError
from translate.glossary import comments
from translate.glossary.concepts import Entry
from translate.glossary.editing import GlossaryEditor
from translate.glossary.exchange.formats import FORMATS, format_of_file
from translate.glossary.exchange.options import Options
from translate.glossary.exchange.record import CODES, LOCALES
from translate.glossary.exchange.report import ExchangeReport, Remark
from translate.glossary.file_editor import FileEditor
from translate.glossary.merging import KEEP, MergeReport, merge_entry
from translate.glossary.store import check_placeholders
from translate.i18n import _
from translate.languages import ENGLISH, Language

_LISTS = tuple(map(comments.field_name, comments.LIST_KEYS))
_TEXTS = ("term", "rendering", "context", *map(comments.field_name, comments.TEXT_KEYS))


@dataclass
class ImportResult:
    """What an import did.

    Attributes:
        format: name of the format read.
        report: what the reader skipped and dropped.
        merged: what became of the entries, by locale.
        conflicts: values that the glossary, or an earlier line of the file, has otherwise.
        paths: files written.
    """

    format: str
    report: ExchangeReport
    merged: dict[str, MergeReport] = field(default_factory=dict)
    conflicts: list[Remark] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)


def direction(source: Language, targets: Sequence[Language]) -> tuple[tuple[str, ...], bool]:
    """Target locales, and whether renderings stand before terms, from ``--from`` and ``--to``.

    Raises:
        LanguageError: not exactly one side is English.
    """
    if source != ENGLISH:
        if any(target != ENGLISH for target in targets):
            raise LanguageError(
                _("The terms of a glossary are English: with --from {code} give --to en.").format(code=source)
            )
        return (source.locale,), True
    if ENGLISH in targets:
        raise LanguageError(
            _("The terms of a glossary are English: give another language with --to, or with --from.")
        )
    return tuple(dict.fromkeys(target.locale for target in targets)), False


def import_file(
    path: Path,
    glossary: str | Path,
    *,
    targets: tuple[str, ...] = (),
    turned: bool = False,
    format_name: str | None = None,
    encoding: str | None = None,
    on_conflict: str = KEEP,
) -> ImportResult:
    """Take the entries of a file into a glossary, which is begun where it is missing.

    >>> from pathlib import Path
    >>> written = Path("terms.csv").write_text("term,ko,ja\\nquay,부두,埠頭\\n", encoding="utf-8")
    >>> result = import_glossary(Path("terms.csv"), "harbour")
    >>> {locale: merged.added for locale, merged in result.merged.items()}
    {'ko': 1, 'ja': 1}

    What the glossary lacks is added, lists are joined; of values that differ ``on_conflict`` decides. A
    forbidden rendering of a term that also has a good one becomes that one's ``avoid``.

    Args:
        glossary: name or path, as for :meth:`GlossaryEditor.open`.
        targets: locales to take, and those of a file that does not name its languages; empty for all.
        turned: see :class:`Options`.
        format_name: name in :data:`.formats.FORMATS`; None to find out.
        on_conflict: one of :data:`translate.glossary.merging.POLICIES`.

    Raises:
        GlossaryError: the file or the glossary has a fault, or no term was found; nothing is written then.
        OutputError: the glossary cannot be written.
        MissingExtraError: the format needs a library that is not installed.
    """
    name = format_name or format_of_file(path)
    result = ImportResult(name, ExchangeReport())
    editor = GlossaryEditor.open(glossary, targets or LOCALES)
    importer = _Importer(editor, result, on_conflict)
    options = Options(name, targets, turned, encoding)
    for concept in FORMATS[name].load_reader().read(path, options, result.report):
        for locale, entry in concept.entries.items():
            if not targets and not editor.can_hold(locale):
                result.report.drop(CODES[locale])
            else:
                importer.take(locale, entry, concept.line)
    importer.take_forbidden()
    result.paths = editor.save()
    return result


class _Importer:
    def __init__(self, editor: GlossaryEditor, result: ImportResult, on_conflict: str) -> None:
        self.editor = editor
        self.result = result
        self.on_conflict = on_conflict
        self.forbidden: list[tuple[str, Entry, int | None]] = []

    def take(self, locale: str, entry: Entry, line: int | None) -> None:
        """Take one entry in; a forbidden one waits for :meth:`take_forbidden`."""
        entry = self._clean(entry)
        try:
            check_placeholders(entry)
        except GlossaryError as fault:
            self.result.report.skip(str(fault), line)
            return
        if entry.obsolete:
            self._take_obsolete(locale, entry, line)
        elif entry.forbidden:
            self.forbidden.append((locale, entry, line))
        else:
            self._merge(locale, entry, line)

    def _merge(self, locale: str, entry: Entry, line: int | None) -> None:
        merged = self.result.merged.setdefault(locale, MergeReport())
        known = len(merged.conflicts)
        merge_entry(self.editor.file(locale), entry, self.on_conflict, merged)
        for conflict in merged.conflicts[known:]:
            self.result.conflicts.append(Remark(str(conflict), line))

    def _take_obsolete(self, locale: str, entry: Entry, line: int | None) -> None:
        file = self.editor.file(locale)
        merged = self.result.merged.setdefault(locale, MergeReport())
        if any(other.context == entry.context for other in file.find(entry.term, obsolete=True)):
            merged.unchanged += 1
        elif any(other.context == entry.context for other in file.find(entry.term)):
            self.result.report.skip(
                _("“{term}” ({language}): obsolete there, in use in the glossary").format(
                    term=entry.term, language=CODES[locale]
                ),
                line,
            )
        else:
            file.add(entry)
            merged.added += 1

    def take_forbidden(self) -> None:
        """Make forbidden renderings the ``avoid`` of good ones, once all of these are known."""
        for locale, entry, line in self.forbidden:
            good = _good_entry(self.editor.file(locale), entry)
            if good is None:
                self._merge(locale, entry, line)
                continue
            wrong = [text for text in (entry.rendering, *entry.avoid) if text != good.rendering]
            avoid = tuple(dict.fromkeys((*good.avoid, *wrong)))
            merged = self.result.merged.setdefault(locale, MergeReport())
            if avoid == good.avoid:
                merged.unchanged += 1
            else:
                self.editor.file(locale).replace(good, replace(good, avoid=avoid))
                merged.changed += 1

    def _clean(self, entry: Entry) -> Entry:
        """An entry as PO can hold it: composed characters, each unknown key once and well formed."""
        changes: dict[str, object] = {}
        for name in _TEXTS:
            text = getattr(entry, name)
            if not unicodedata.is_normalized("NFC", text):
                changes[name] = unicodedata.normalize("NFC", text)
        for name in _LISTS:
            items = getattr(entry, name)
            if any(not unicodedata.is_normalized("NFC", item) for item in items):
                changes[name] = tuple(unicodedata.normalize("NFC", item) for item in items)
        if entry.extra:
            extra: dict[str, str] = {}
            for key, text in entry.extra:
                if not comments.is_free_key(key):
                    self.result.report.drop(key)
                else:
                    extra[key] = f"{extra[key]}; {text}" if key in extra else text
            changes["extra"] = tuple(extra.items())
        return dataclasses.replace(entry, **changes) if changes else entry  # type: ignore[arg-type]


def _good_entry(file: FileEditor, forbidden: Entry) -> Entry | None:
    """The entry whose rendering is to be used instead of a forbidden one."""
    good = [entry for entry in file.find(forbidden.term) if entry.rendering and not entry.forbidden]
    same = [entry for entry in good if entry.context in (forbidden.context, "")]
    return next(iter(same or good), None)
