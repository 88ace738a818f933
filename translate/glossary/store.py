"""Glossaries as they lie on disk: a PO file, or a folder with one PO file per language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from translate import resources
from translate.errors import ConflictError, GlossaryError, LanguageError
from translate.files import reason_of
from translate.glossary import comments
from translate.glossary.concepts import Entry
from translate.glossary.patterns import PLACEHOLDER, placeholders
from translate.glossary.po import Block, PoFile, parse, read_file, read_header
from translate.i18n import _
from translate.languages import TARGET_LANGUAGES, Language, parse_language

LOCALES = tuple(language.locale for language in TARGET_LANGUAGES)
"""Names of the files of a glossary folder, without suffix, in the order in which they are shown."""


@dataclass(frozen=True)
class GlossaryFile:
    """One PO file of a glossary.

    Attributes:
        locale: the language it serves, as in file names (``zh_Hans``).
        content: its lines and entries as they stand.
        entries: its entries, the header left out.
        blocks: parallel to ``entries``: where each stands in ``content``.
    """

    path: Path
    locale: str
    content: PoFile
    entries: tuple[Entry, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Glossary:
    """A glossary: its name, where it lies, and its PO files.

    >>> from translate import Glossary, parse_language
    >>> countries = Glossary.open("countries")
    >>> countries.curated, countries.locales
    (True, ('ko', 'ja', 'zh_Hans', 'zh_Hant'))
    >>> [entry.rendering for entry in countries.entries(parse_language("ja")) if entry.term == "Canada"]
    ['カナダ']

    Attributes:
        name: the folder's or the file's name without suffix.
        path: the folder, or the file if it is a single one.
        paths: file per locale.
        curated: it came with the tool and is not to be written.
    """

    name: str
    path: Path
    paths: dict[str, Path]
    curated: bool = False

    @classmethod
    def open(cls, name: str | Path) -> Glossary:
        """The glossary that a value on the command line means: a path, or a name.

        A name is looked up in the user's folder first, then among the curated glossaries.

        Raises:
            GlossaryError: there is none, with names that come near; or it has a fault.
        """
        path = Path(name)
        if path.exists() or isinstance(name, Path) or path.suffix == ".po" or len(path.parts) > 1:
            return open_glossary(path)
        own = user_folder()
        for candidate in (own / str(name), own / f"{name}.po"):
            if candidate.exists():
                return open_glossary(candidate, str(name))
        curated = resources.glossaries_folder() / str(name)
        if str(name) not in ("", ".", "..") and curated.is_dir():
            return open_glossary(curated, curated=True)
        raise GlossaryError(_unknown(str(name)))

    @property
    def locales(self) -> tuple[str, ...]:
        """The languages it has a file for, in the usual order."""
        return tuple(locale for locale in LOCALES if locale in self.paths)

    def read(self, locale: str) -> GlossaryFile | None:
        """The file of one language, or None where there is none.

        Raises:
            GlossaryError: the file has a fault.
        """
        path = self.paths.get(locale)
        return read_glossary_file(path, locale, self.name) if path is not None else None

    def entries(self, language: Language) -> tuple[Entry, ...]:
        """The entries for a target language, each once, in the order of the file.

        For Traditional Chinese ``zh_Hans.po`` is merged in: its rendering becomes ``pivot``, and where
        ``zh_Hant.po`` has no approved rendering the entry is marked ``converted``.

        Raises:
            GlossaryError: a file has a fault.
        """
        file = self.read(language.locale)
        entries = _unique(file.entries) if file is not None else {}
        if language.is_traditional:
            simplified = self.read("zh_Hans")
            if simplified is not None:
                _merge_simplified(entries, _unique(simplified.entries))
        return tuple(entries.values())


def open_glossary(path: Path, name: str | None = None, *, curated: bool = False) -> Glossary:
    """The glossary at a path: a PO file or a folder of them.

    Raises:
        GlossaryError: nothing is there, or nothing that serves a known language.
    """
    if path.is_dir():
        return Glossary(name or path.resolve().name, path, _folder_files(path), curated)
    if not path.exists():
        raise GlossaryError(_("no such glossary file or folder"), path)
    locale = _language_of(path)
    if locale is None:
        raise GlossaryError(
            _(
                "cannot tell which language this glossary serves; add a line “Language: ko” (or another) "
                "to its header"
            ),
            path,
        )
    own_name = path.stem if glossary_locale(path.stem) is None else path.resolve().parent.name
    return Glossary(name or own_name, path, {locale: path} if locale else {}, curated)


def curated_glossaries() -> list[Glossary]:
    """The glossaries that come with the tool, by name."""
    folder = resources.glossaries_folder()
    return [open_glossary(path, curated=True) for path in _glossary_paths(folder) if path.is_dir()]


def user_folder() -> Path:
    """The folder where a user keeps glossaries that are called by name; it need not exist."""
    import platformdirs

    return platformdirs.user_config_path("glossary-translate") / "glossaries"


def user_glossary_paths() -> list[Path]:
    """The files and folders in the user's folder, by name."""
    return list(_glossary_paths(user_folder()))


def read_glossary_file(path: Path, locale: str, name: str) -> GlossaryFile:
    """Read one PO file of a glossary called ``name``.

    Raises:
        ConflictError: a term and context twice with different renderings.
        GlossaryError: any other fault, with its line.
    """
    return _glossary_file(read_file(path), path, locale, name)


def parse_glossary_file(data: bytes, path: Path, locale: str, name: str) -> GlossaryFile:
    """Like :func:`read_glossary_file`, from bytes that are or will be at ``path``."""
    return _glossary_file(parse(data, path), path, locale, name)


def _glossary_file(file: PoFile, path: Path, locale: str, name: str) -> GlossaryFile:
    blocks = tuple(block for block in file.blocks if not block.is_header)
    entries = tuple(entry_of(block, path, name) for block in blocks)
    _check_conflicts(entries, path)
    return GlossaryFile(path, locale, file, entries, blocks)


def _glossary_paths(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path.name.startswith((".", "_")):
                continue
            if path.is_dir() or path.suffix == ".po":
                yield path


def _folder_files(folder: Path) -> dict[str, Path]:
    files: dict[str, Path] = {}
    strays: list[Path] = []
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix == ".po")
    except OSError as error:
        raise GlossaryError(
            _("cannot read the glossary: {reason}").format(reason=reason_of(error)), folder
        ) from None
    for path in found:
        locale = glossary_locale(path.stem)
        if locale is None:
            strays.append(path)
        elif locale in files:
            raise GlossaryError(
                _("{first} and {second} are both for {language}; merge them into one").format(
                    first=files[locale].name, second=path.name, language=locale
                ),
                folder,
            )
        elif locale in LOCALES:
            files[locale] = path
    if not files:
        raise GlossaryError(
            _("no glossary: a glossary folder holds ko.po, ja.po, zh_Hans.po or zh_Hant.po"),
            strays[0] if strays else folder,
        )
    return files


def glossary_locale(code: str) -> str | None:
    """The locale a file name or header means; "" for one that is not served; None if it is no language."""
    if code in LOCALES:
        return code
    from babel.core import UnknownLocaleError, parse_locale

    try:
        return parse_language(code).locale
    except LanguageError:
        pass
    try:
        language = parse_locale(code.replace("-", "_"))[0]
    except (ValueError, UnknownLocaleError):
        return None
    from babel.localedata import exists

    return "" if exists(language) else None


def _language_of(path: Path) -> str | None:
    locale = glossary_locale(read_header(path).get("language", ""))
    return locale if locale else (glossary_locale(path.stem) or locale)


def entry_of(block: Block, path: Path, name: str) -> Entry:
    """The entry that a block of a PO file holds, in a glossary called ``name``.

    Raises:
        GlossaryError: a comment or placeholder breaks the specification.
    """
    term = block.msgid or ""
    if not term.strip():
        raise GlossaryError(_("an entry without a term (empty msgid)"), path, block.msgid_line + 1)
    try:
        values: dict[str, Any] = comments.parse_fields(comments.key_lines(block.comments))
    except comments.CommentError as error:
        raise GlossaryError(str(error), path, error.line + 1) from None
    rendering = block.msgstr.get(0, "")
    if block.flags:
        for key, flag in comments.FLAG_OF_KEY.items():
            if flag in block.flags:
                values[key] = True
    if block.msgid_plural:
        values["aliases"] = (*values.get("aliases", ()), block.msgid_plural)
    others = tuple(
        other for index, other in sorted(block.msgstr.items()) if index > 0 and other not in ("", rendering)
    )
    if others:
        values["accept"] = (*values.get("accept", ()), *others)
    entry = Entry(
        term=term,
        rendering=term if values.get("keep") else rendering,
        context=block.context or "",
        fuzzy="fuzzy" in block.flags,
        obsolete=block.obsolete,
        glossary=name,
        path=path,
        line=block.msgid_line + 1,
        **values,
    )
    if "{" in term and not entry.fuzzy and not entry.obsolete:
        check_placeholders(entry)
    return entry


def check_placeholders(entry: Entry) -> None:
    """See that the placeholders of a pattern can be matched and filled.

    Raises:
        GlossaryError: they cannot.
    """
    own = placeholders(entry.term)
    if not own:
        return
    if len(own) != len(set(own)):
        raise GlossaryError(
            _(
                "“{term}”: number the second placeholder of one kind, as in {{country}} and {{country2}}"
            ).format(term=entry.term),
            entry.path,
            entry.line,
        )
    if not any(map(str.isalnum, PLACEHOLDER.sub("", entry.term))):
        raise GlossaryError(
            _("the pattern “{term}” needs a word of its own to be found by").format(term=entry.term),
            entry.path,
            entry.line,
        )
    for alias in entry.aliases:
        if sorted(placeholders(alias)) != sorted(own):
            raise GlossaryError(
                _("the alias “{alias}” needs the same placeholders as “{term}”").format(
                    alias=alias, term=entry.term
                ),
                entry.path,
                entry.line,
            )
    for rendering in (entry.rendering, *entry.accept, *entry.forms, *entry.avoid):
        for placeholder in placeholders(rendering):
            if placeholder not in own:
                raise GlossaryError(
                    _("the rendering “{rendering}” has {placeholder}, which “{term}” has not").format(
                        rendering=rendering, placeholder=placeholder, term=entry.term
                    ),
                    entry.path,
                    entry.line,
                )


def _check_conflicts(entries: tuple[Entry, ...], path: Path) -> None:
    seen: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if entry.obsolete or not entry.rendering:
            continue
        first = seen.setdefault((entry.term, entry.context), entry)
        if first.rendering != entry.rendering:
            raise ConflictError(
                _(
                    "“{term}” is “{second}” here and “{first}” in line {line}; keep one, or tell them apart "
                    "with msgctxt"
                ).format(term=entry.term, first=first.rendering, second=entry.rendering, line=first.line),
                path,
                entry.line,
            )


def _unique(entries: tuple[Entry, ...]) -> dict[tuple[str, str], Entry]:
    """Entries by term and context; of several the first that can be enforced."""
    unique: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        key = (entry.term, entry.context)
        known = unique.get(key)
        if known is None or (not _is_approved(known) and _is_approved(entry)):
            unique[key] = entry
    return unique


def _is_approved(entry: Entry) -> bool:
    return bool(entry.rendering) and not entry.fuzzy and not entry.obsolete


def _merge_simplified(
    entries: dict[tuple[str, str], Entry], simplified: dict[tuple[str, str], Entry]
) -> None:
    for key, source in simplified.items():
        own = entries.get(key)
        if own is not None and own.keep:
            continue
        if own is None or not _is_approved(own):
            if _is_approved(source) or own is None:
                entries[key] = (
                    source if source.keep else replace(source, pivot=source.rendering, converted=True)
                )
        elif _is_approved(source):
            entries[key] = replace(own, pivot=source.rendering)


def _unknown(name: str) -> str:
    import difflib

    folder = resources.glossaries_folder()
    known = sorted({path.stem for path in (*_glossary_paths(user_folder()), *_glossary_paths(folder))})
    close = difflib.get_close_matches(name, known, n=1)
    if close:
        return _("No glossary is called “{name}”: did you mean “{guess}”? A path must exist.").format(
            name=name, guess=close[0]
        )
    return _("No glossary is called “{name}”, and no file or folder. Known: {known}.").format(
        name=name, known=", ".join(known) or "–"
    )
