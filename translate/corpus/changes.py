"""Which documents a change of the glossaries can touch.

The journal says for every output which terms were applied and under which glossaries. Beside it lies
a snapshot of those glossaries: for each term a hash of all that its entries say, and a hash of the part
that decides where they are found. So a changed rendering touches the documents that used its term, and
only new terms (or new spellings of old ones) have to be looked for in the texts.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from translate.corpus.journal import Record
from translate.files import write_atomically
from translate.glossary.concepts import Entry, TermMatch
from translate.glossary.matching import Matcher
from translate.glossary.termbase import RankedGlossary, Termbase

_FOLDER = "glossaries"
_ABOUT_ONLY = frozenset({"note", "source", "definition", "usage", "part_of_speech", "required", "extra"})
"""Fields that tell people about an entry and change no translation."""
_TARGET_SIDE = frozenset({"rendering", "accept", "forms", "avoid", "reading", "common", "pivot", "converted"})


@dataclasses.dataclass(frozen=True)
class Snapshot:
    """Glossaries as they were: for each term's id the hash of its entries and of their source side."""

    terms: dict[str, tuple[str, str]]


def term_id(term: str) -> str:
    """A short name for a term, 8 hexadecimal digits: one false alarm in four thousand million pairs."""
    return _hash([term], 4)


def terms_of(matches: Iterable[TermMatch]) -> set[str]:
    """Ids of the terms that took part in matches."""
    return {term_id(entry.term) for match in matches for entry in match.entries}


def snapshot(termbase: Termbase) -> Snapshot:
    """The state of the glossaries now."""
    whole: defaultdict[str, list[str]] = defaultdict(list)
    source: defaultdict[str, list[str]] = defaultdict(list)
    for order, ranked in enumerate(termbase.glossaries):
        for entry in ranked.entries:
            values = {
                field.name: getattr(entry, field.name)
                for field in dataclasses.fields(Entry)
                if field.compare and field.name not in _ABOUT_ONLY
            }
            key = term_id(entry.term)
            place = f"{ranked.level}/{order}"
            whole[key].append(f"{place}/{values!r}")
            found_by = {name: value for name, value in values.items() if name not in _TARGET_SIDE}
            source[key].append(f"{place}/{found_by!r}/{bool(entry.rendering)}")
    return Snapshot({key: (_hash(whole[key], 8), _hash(source[key], 8)) for key in whole})


class GlossaryChanges:
    """Compares the glossaries of earlier runs with those of today, for one language.

    Args:
        folder: where the journal lies.
        termbase: the glossaries of today.
    """

    def __init__(self, folder: Path, termbase: Termbase) -> None:
        self._folder = folder / _FOLDER
        self._termbase = termbase
        self._snapshot: Snapshot | None = None
        self._differences: dict[str, _Difference | None] = {}

    @property
    def fingerprint(self) -> str:
        """The name of today's glossaries in the journal."""
        return self._termbase.fingerprint

    def save(self) -> None:
        """Keep today's state for later runs.

        Raises:
            OutputError: it cannot be written.
        """
        path = self._folder / f"{self.fingerprint}.json"
        if not path.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            data = json.dumps(self._today().terms, separators=(",", ":")).encode("ascii")
            write_atomically(path, data)

    def remove_unused(self, used: Iterable[str]) -> None:
        """Delete the states that no output refers to any more."""
        names = {f"{fingerprint}.json" for fingerprint in used}
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in names:
                    path.unlink()

    def touch(self, record: Record, texts: Callable[[], Iterable[str]]) -> bool:
        """Whether the document of a record may come out differently with today's glossaries.

        Args:
            texts: reads the document's segments; called only where new terms have to be looked for.
        """
        if record.glossary == self.fingerprint:
            return False
        if record.glossary not in self._differences:
            self._differences[record.glossary] = self._difference(record.glossary)
        difference = self._differences[record.glossary]
        if difference is None or not difference.changed.isdisjoint(record.terms):
            return True
        return difference.matcher is not None and difference.occurs_in(list(texts()))

    def _today(self) -> Snapshot:
        if self._snapshot is None:
            self._snapshot = snapshot(self._termbase)
        return self._snapshot

    def _difference(self, fingerprint: str) -> _Difference | None:
        """None where the earlier state is not known any more."""
        try:
            data = json.loads((self._folder / f"{fingerprint}.json").read_bytes())
            before = {str(key): (str(whole), str(source)) for key, (whole, source) in data.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return None
        now = self._today().terms
        changed = {key for key, value in before.items() if now.get(key) != value}
        found_anew = {
            key for key, (_whole, source) in now.items() if key not in before or before[key][1] != source
        }
        return _Difference(frozenset(changed), frozenset(found_anew), self._matcher(found_anew))

    def _matcher(self, terms: set[str]) -> Matcher | None:
        if not terms:
            return None
        entries = [
            entry
            for ranked in self._termbase.glossaries
            for entry in ranked.entries
            if term_id(entry.term) in terms
        ]
        if any(entry.is_pattern or entry.short_of for entry in entries):
            # They depend on other entries.
            return Matcher(self._termbase)
        ranked = RankedGlossary(0, self._termbase.glossaries[0].glossary, tuple(entries))
        return Matcher(Termbase(self._termbase.language, (ranked,)))


@dataclasses.dataclass(frozen=True)
class _Difference:
    """Terms that changed or went, and terms that may be found where they were not before."""

    changed: frozenset[str]
    found_anew: frozenset[str]
    matcher: Matcher | None

    def occurs_in(self, texts: list[str]) -> bool:
        assert self.matcher is not None
        names = self.matcher.survey(texts)
        return any(
            not self.found_anew.isdisjoint(terms_of(self.matcher.match(text, names))) for text in texts
        )


def _hash(parts: list[str], size: int) -> str:
    data = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=size).hexdigest()
