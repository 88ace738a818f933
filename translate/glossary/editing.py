"""Changing the entries of a glossary in all its languages."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from translate import resources
from translate.errors import GlossaryError
from translate.files import check_target
from translate.glossary.concepts import Entry
from translate.glossary.file_editor import FileEditor
from translate.glossary.store import (
    LOCALES,
    Glossary,
    glossary_locale,
    user_folder,
)
from translate.i18n import _

LANGUAGE_FIELDS = ("accept", "forms", "avoid", "reading", "common", "keep", "forbidden")
"""Fields that belong to one language; the others say the same in every file of a glossary."""

SHARED_FIELDS = (
    "kind", "part_of_speech", "aliases", "demonyms", "case", "short_of", "required", "definition", "usage",
    "note", "source",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """What is to become of an entry in the files of a glossary.

    Attributes:
        renderings: rendering per locale.
        shared: values of fields that say the same in every language (:data:`SHARED_FIELDS`).
        own: values of :data:`LANGUAGE_FIELDS` per locale.
        status: ``approved``, ``proposed``, ``obsolete``; empty leaves it, except that a new rendering
            approves a proposed entry.
    """

    renderings: Mapping[str, str] = field(default_factory=dict)
    shared: Mapping[str, Any] = field(default_factory=dict)
    own: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    status: str = ""

    @property
    def locales(self) -> list[str]:
        """The languages named, in the usual order."""
        return [locale for locale in LOCALES if locale in self.renderings or locale in self.own]


class GlossaryEditor:
    """A glossary being edited; nothing is written before :meth:`save`.

    >>> from translate import Change, GlossaryEditor
    >>> editor = GlossaryEditor.open("terms", locales=["ko"])
    >>> editor.add("tide table", Change({"ko": "조석표"}, shared={"kind": "term"}))
    >>> [path.name for path in editor.save()]
    ['ko.po']
    >>> editor.find("tide table")["ko"].rendering
    '조석표'

    Args:
        path: the glossary's folder, or its file if it is a single one.
        paths: file per locale.
        name: the glossary's name.
    """

    def __init__(self, path: Path, paths: Mapping[str, Path], name: str) -> None:
        self.path = path
        self.name = name
        self._paths = dict(paths)
        self._files: dict[str, FileEditor] = {}

    @classmethod
    def open(cls, name: str | Path, locales: Sequence[str] = ()) -> GlossaryEditor:
        """The glossary that a name or path means.

        Args:
            locales: languages to be written; with them a missing glossary is begun (in memory).

        Raises:
            GlossaryError: it does not exist, is one that came with the tool, or has a fault.
        """
        path = Path(name)
        if locales and _is_to_be_made(path):
            if path.suffix != ".po":
                return cls(path, {}, path.resolve().name)
            locale = glossary_locale(path.stem) or (locales[0] if len(locales) == 1 else None)
            if locale is None:
                raise GlossaryError(_("one PO file holds one language; name a folder instead"), path)
            name_of_file = path.stem if glossary_locale(path.stem) is None else path.resolve().parent.name
            return cls(path, {locale: path}, name_of_file)
        glossary = Glossary.open(name)
        if glossary.curated:
            raise GlossaryError(
                _(
                    "“{name}” came with the tool and is not to be changed; put the entry into a glossary of "
                    "your own, which wins over it: --glossary PATH"
                ).format(name=glossary.name)
            )
        return cls(glossary.path, glossary.paths, glossary.name)

    @property
    def locales(self) -> list[str]:
        """The languages that have a file."""
        return [locale for locale in LOCALES if locale in self._paths]

    def can_hold(self, locale: str) -> bool:
        """Whether the glossary has a file of a language or may get one; a single file has one language."""
        return locale in self._paths or self.path.suffix != ".po" or self.path.is_dir()

    def path_of(self, locale: str) -> Path:
        """The file of a language.

        Raises:
            GlossaryError: there is none.
        """
        if locale not in self._paths:
            raise GlossaryError(
                _("the glossary has no file for {language}").format(language=locale), self.path
            )
        return self._paths[locale]

    def file(self, locale: str) -> FileEditor:
        """The file of a language, begun where it is missing.

        Raises:
            GlossaryError: the glossary is a single file of another language, or the file has a fault.
        """
        if locale not in self._files:
            path = self._paths.get(locale)
            if path is None:
                if not self.can_hold(locale):
                    raise GlossaryError(
                        _("this file holds another language than {language}; name a folder instead").format(
                            language=locale
                        ),
                        self.path,
                    )
                path = self._paths[locale] = self.path / f"{locale}.po"
            self._files[locale] = FileEditor(path, locale, self.name)
        return self._files[locale]

    def find(self, term: str, context: str | None = None) -> dict[str, Entry]:
        """The entry of a term per locale; an obsolete one only if there is no other.

        Args:
            context: ``msgctxt``; None if the term has only one, "" for the entry without.

        Raises:
            GlossaryError: no such entry (with terms that come near), or several contexts.
        """
        found = {locale: self.file(locale).find(term) for locale in self.locales}
        if not any(found.values()):
            found = {locale: self.file(locale).find(term, obsolete=True) for locale in self.locales}
        contexts: dict[str, str] = {}
        for entries in found.values():
            for entry in entries:
                contexts.setdefault(entry.context, entry.rendering)
        if not contexts:
            raise GlossaryError(self._no_such(term), self.path)
        if context is None:
            if len(contexts) > 1:
                raise GlossaryError(_several(term, contexts), self.path)
            context = next(iter(contexts))
        elif context not in contexts:
            raise GlossaryError(
                _("“{term}” has no context “{context}”. {known}").format(
                    term=term, context=context, known=_several(term, contexts)
                ),
                self.path,
            )
        return {
            locale: entry
            for locale, entries in found.items()
            for entry in entries
            if entry.context == context
        }

    def add(self, term: str, change: Change, context: str = "") -> None:
        """Put a new entry into the file of each language that ``change`` names.

        Raises:
            GlossaryError: it exists there already, or there is nothing to add.
        """
        term, context = _clean(term), _clean(context)
        if not term:
            raise GlossaryError(_("The term is empty."))
        if not change.locales:
            raise GlossaryError(_("Give a rendering, such as --ko TEXT."))
        for locale in change.locales:
            for entry in self.file(locale).find(term):
                if entry.context == context and (entry.rendering or entry.keep):
                    raise GlossaryError(
                        _(
                            "“{term}” is there already as “{rendering}”; change it with “translate glossary "
                            "set”, or give a homograph a --context"
                        ).format(term=term, rendering=entry.rendering),
                        entry.path,
                        entry.line,
                    )
        self._put(term, context, change, {})

    def set(self, term: str, change: Change, context: str | None = None) -> None:
        """Change an entry, in the languages that ``change`` names, or in all.

        A language that has no such entry yet gets one, with what the others share.

        Raises:
            GlossaryError: as :meth:`find`; or a language would get an entry without a rendering.
        """
        known = self.find(term, context)
        self._put(term, next(iter(known.values())).context, change, known)

    def _put(self, term: str, context: str, change: Change, known: Mapping[str, Entry]) -> None:
        template = next(iter(known.values()), Entry(term, "", context))
        shared = {name: getattr(template, name) for name in SHARED_FIELDS}
        status_locales = change.locales or list(known)
        for locale in dict.fromkeys((*change.locales, *(known if change.shared or change.status else ()))):
            file = self.file(locale)
            known_here = (*file.find(term), *file.find(term, obsolete=True))
            old = next((entry for entry in known_here if entry.context == context), None)
            own = _clean_values(change.own.get(locale, {}))
            new = old or replace(Entry(term, "", context), **shared)
            new = replace(new, **_clean_values(change.shared), **own)
            if locale in change.renderings:
                new = replace(new, rendering=_clean(change.renderings[locale]))
            if new.keep:
                new = replace(new, rendering=term)
            elif old is not None and old.keep and locale not in change.renderings:
                new = replace(new, rendering="")
            if not new.rendering and (locale in change.locales):
                raise GlossaryError(
                    _("“{term}” needs a rendering in {language}").format(term=term, language=locale),
                    file.path,
                )
            if change.status and locale in status_locales:
                new = replace(new, fuzzy=change.status == "proposed", obsolete=change.status == "obsolete")
            elif locale in change.renderings:
                new = replace(new, fuzzy=False, obsolete=False)
            if old is None:
                file.add(new)
            else:
                file.replace(old, new)

    def remove(self, term: str, context: str | None = None, locales: Iterable[str] = ()) -> None:
        """Take an entry out of every language, or of those named.

        Raises:
            GlossaryError: as :meth:`find`, or a language named does not have it.
        """
        known = self.find(term, context)
        for locale in locales or known:
            if locale not in known:
                raise GlossaryError(
                    _("“{term}” has no entry in {language}").format(term=term, language=locale), self.path
                )
            self.file(locale).remove(known[locale])

    def rename(
        self, term: str, new_term: str, context: str | None = None, new_context: str | None = None
    ) -> None:
        """Give an entry another term, and another context if asked, in every language.

        Short names of the term follow.

        Raises:
            GlossaryError: as :meth:`find`, or the new name is taken.
        """
        known = self.find(term, context)
        new_term = _clean(new_term)
        if not new_term:
            raise GlossaryError(_("The term is empty."))
        for locale, entry in known.items():
            file = self.file(locale)
            target = entry.context if new_context is None else _clean(new_context)
            if (new_term, target) == (entry.term, entry.context):
                continue
            if any(other.context == target for other in file.find(new_term)):
                raise GlossaryError(_("“{term}” is there already").format(term=new_term), file.path)
            rendering = new_term if entry.keep else entry.rendering
            file.replace(entry, replace(entry, term=new_term, context=target, rendering=rendering))
        if new_term != term:
            for locale in self.locales:
                file = self.file(locale)
                if not file.find(term):
                    for entry in file.entries:
                        if entry.short_of == term:
                            file.replace(entry, replace(entry, short_of=new_term))

    def save(self) -> list[Path]:
        """Write the files that changed; returns them.

        Every file is checked before the first is written.

        Raises:
            OutputError: one cannot be written.
            GlossaryError: the changes would break a file.
        """
        changed = [file for file in self._files.values() if file.is_changed]
        contents = [file.render() for file in changed]
        for file in changed:
            check_target(file.path, follow_links=True)
        for file, data in zip(changed, contents, strict=True):
            file.write(data)
        return [file.path for file in changed]

    def _no_such(self, term: str) -> str:
        terms = {entry.term for locale in self.locales for entry in self.file(locale).entries}
        folded = {other.lower(): other for other in terms}
        close = difflib.get_close_matches(term.lower(), folded, n=1)
        if close:
            return _("no entry “{term}”: did you mean “{guess}”?").format(term=term, guess=folded[close[0]])
        return _("no entry “{term}”; add it with “translate glossary add”").format(term=term)


def _is_to_be_made(path: Path) -> bool:
    """Whether a glossary is to be begun at this path: nothing is there, and no glossary has this name."""
    if path.is_dir():
        return not any(path.glob("*.po"))
    if path.exists():
        return False
    if path.suffix == ".po" or len(path.parts) > 1:
        return True
    own = user_folder()
    return not any(
        candidate.exists()
        for candidate in (own / path, own / f"{path}.po", resources.glossaries_folder() / path)
    )


def _several(term: str, contexts: Mapping[str, str]) -> str:
    listed = ", ".join(f"“{context}” ({rendering})" for context, rendering in contexts.items())
    return _("“{term}” has several entries; pick one with --context: {contexts}").format(
        term=term, contexts=listed
    )


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").strip())


def _clean_values(values: Mapping[str, Any]) -> dict[str, Any]:
    cleaned: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, str):
            cleaned[name] = _clean(value)
        elif isinstance(value, bool):
            cleaned[name] = value
        else:
            cleaned[name] = tuple(text for item in value if (text := _clean(item)))
    return cleaned
