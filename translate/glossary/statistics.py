"""What a glossary holds: entries per language, kind and status."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from translate.glossary.store import Glossary


@dataclass
class LanguageCount:
    """Entries of one language by status; forbidden ones are counted apart."""

    approved: int = 0
    proposed: int = 0
    untranslated: int = 0
    forbidden: int = 0
    obsolete: int = 0


@dataclass
class Statistics:
    """Counts of a glossary.

    Attributes:
        concepts: terms with their contexts, obsolete and forbidden ones left out.
        kinds: concepts per kind (empty for none said).
        languages: counts per locale.
    """

    concepts: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    languages: dict[str, LanguageCount] = field(default_factory=dict)

    def coverage(self, locale: str) -> float:
        """Share of the concepts that have an approved rendering in a language, 0 to 1."""
        return self.languages[locale].approved / self.concepts if self.concepts else 0.0


def count(glossary: Glossary) -> Statistics:
    """Count a glossary's entries.

    Raises:
        GlossaryError: a file has a fault.
    """
    statistics = Statistics()
    kinds: dict[tuple[str, str], str] = {}
    for locale in glossary.locales:
        file = glossary.read(locale)
        own = statistics.languages[locale] = LanguageCount()
        for entry in file.entries if file is not None else ():
            if entry.obsolete:
                own.obsolete += 1
                continue
            if entry.forbidden:
                own.forbidden += 1
                continue
            key = (entry.term, entry.context)
            kinds[key] = kinds.get(key) or entry.kind
            if not entry.rendering:
                own.untranslated += 1
            elif entry.fuzzy:
                own.proposed += 1
            else:
                own.approved += 1
    statistics.concepts = len(kinds)
    statistics.kinds.update(kinds.values())
    return statistics
