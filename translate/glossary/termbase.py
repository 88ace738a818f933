"""The glossaries of one run in their order of precedence, for one target language."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from translate.glossary.concepts import Entry
from translate.glossary.po import read_bytes
from translate.glossary.store import Glossary, curated_glossaries
from translate.i18n import _
from translate.languages import Language

USER, CONFIGURED, CURATED = range(3)
"""Levels of precedence, the strongest first."""

Convert = Callable[[str], str]


@dataclass(frozen=True)
class RankedGlossary:
    """A glossary's entries for the language, and its level of precedence."""

    level: int
    glossary: Glossary
    entries: tuple[Entry, ...]


@dataclass
class Termbase:
    """Every entry that may apply, glossary by glossary, the strongest first.

    Attributes:
        messages: remarks for the user, e.g. that a glossary has nothing in the language.
        to_traditional, to_simplified: script conversion for entries that need it; called only for
            those that occur in a text.
    """

    language: Language
    glossaries: tuple[RankedGlossary, ...] = ()
    messages: tuple[str, ...] = ()
    to_traditional: Convert | None = None
    to_simplified: Convert | None = None
    _resolved: dict[Entry, Entry] = field(default_factory=dict, repr=False)
    _fingerprint: str = field(default="", repr=False)

    @classmethod
    def open(
        cls,
        language: Language,
        glossaries: Sequence[str | Path | Glossary] = (),
        configured: Sequence[str | Path | Glossary] = (),
        curated: bool = True,
    ) -> Termbase:
        """Read the glossaries for a target language.

        Args:
            glossaries: what the user gave, by name, by path or opened, the strongest first.
            configured: the same from the settings.
            curated: whether the glossaries that come with the tool take part.

        Raises:
            GlossaryError: one is missing (with names that come near) or has a fault.
        """
        found = [(USER, _opened(glossary)) for glossary in glossaries]
        found += [(CONFIGURED, _opened(glossary)) for glossary in configured]
        if curated:
            found += [(CURATED, glossary) for glossary in curated_glossaries()]
        ranked: list[RankedGlossary] = []
        messages: list[str] = []
        seen: set[Path] = set()
        for level, glossary in found:
            place = glossary.path.resolve()
            if place in seen:
                continue
            seen.add(place)
            entries = glossary.entries(language)
            if not entries and level != CURATED:
                messages.append(
                    _("The glossary “{name}” has no entries for {language}.").format(
                        name=glossary.name, language=language.code
                    )
                )
            ranked.append(RankedGlossary(level, glossary, entries))
        return cls(language, tuple(ranked), tuple(messages))

    @classmethod
    def of_entries(cls, language: Language, entries: Sequence[Entry], name: str = "-") -> Termbase:
        """A termbase of entries at hand, at the user's level."""
        glossary = Glossary(name, Path(name), {})
        return cls(language, (RankedGlossary(USER, glossary, tuple(entries)),))

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the glossaries that have entries for the language."""
        return tuple(ranked.glossary.name for ranked in self.glossaries if ranked.entries)

    @property
    def size(self) -> int:
        """Number of entries."""
        return sum(len(ranked.entries) for ranked in self.glossaries)

    @property
    def fingerprint(self) -> str:
        """Hash of everything that decides how terms are rendered: 16 hexadecimal digits."""
        if not self._fingerprint:
            digest = hashlib.sha256(f"{self.language.locale}/{self.language.region}".encode())
            locales = {self.language.locale, *(["zh_Hans"] if self.language.is_traditional else [])}
            for ranked in self.glossaries:
                digest.update(f"\0{ranked.level}\0{ranked.glossary.name}\0".encode())
                paths = [ranked.glossary.paths[name] for name in sorted(locales & set(ranked.glossary.paths))]
                for path in paths:
                    digest.update(hashlib.sha256(read_bytes(path)).digest())
                if not paths:
                    digest.update(repr(ranked.entries).encode("utf-8", "surrogatepass"))
            self._fingerprint = digest.hexdigest()[:16]
        return self._fingerprint

    def resolve(self, entry: Entry) -> Entry:
        """The entry with its renderings in the language's own script, and its ``pivot``."""
        if not self.language.is_traditional or (entry.pivot and not entry.converted):
            return entry
        known = self._resolved.get(entry)
        if known is None:
            known = self._resolved[entry] = self._convert(entry)
        return known

    def _convert(self, entry: Entry) -> Entry:
        if entry.converted:
            convert = self.to_traditional or self._own_to_traditional
            return replace(
                entry,
                rendering=convert(entry.rendering),
                accept=tuple(map(convert, entry.accept)),
                forms=tuple(map(convert, entry.forms)),
                avoid=tuple(map(convert, entry.avoid)),
            )
        if entry.keep or not entry.rendering:
            return replace(entry, pivot=entry.rendering)
        convert = self.to_simplified or self._own_to_simplified
        return replace(entry, pivot=convert(entry.rendering))

    def _own_to_traditional(self, text: str) -> str:
        from translate.languages import zh

        return zh.to_traditional(text, self.language.region)

    def _own_to_simplified(self, text: str) -> str:
        from translate.languages import zh

        return zh.to_simplified(text)


def _opened(glossary: str | Path | Glossary) -> Glossary:
    return glossary if isinstance(glossary, Glossary) else Glossary.open(glossary)
