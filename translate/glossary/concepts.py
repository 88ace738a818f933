"""What a glossary holds, and what matching it against a sentence yields."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from translate.glossary.patterns import PLACEHOLDER


@dataclass(frozen=True)
class Entry:
    """One concept as one target language of one glossary has it.

    ``docs/glossaries.md`` specifies how each field is written in a PO file.

    Attributes:
        term: source term (``msgid``); may hold ``{kind}`` placeholders, then it is a pattern.
        rendering: preferred rendering (``msgstr``); for ``keep`` the term itself.
        context: ``msgctxt``, only to tell homographs apart.
        kind: person, place, organization, title, term …; empty when not said.
        aliases: other source forms with the same rendering.
        demonyms: source forms that fill a placeholder of a pattern and match nowhere else (Japanese).
        accept: renderings that also count as right.
        forms: inflected forms of the rendering that count.
        avoid: wrong renderings, to be replaced.
        case: ``sensitive``, ``insensitive`` or empty (the rule of ``docs/glossaries.md``).
        keep: the source text itself is the rendering.
        forbidden: the rendering must not be used for the term.
        reading: how the rendering is read aloud, for particles and ruby.
        short_of: term of the full name that this is the short form of.
        common: the rendering is an everyday word, which counts only where aligned to the term.
        part_of_speech, definition, usage, note, source: as termbases have them.
        required: the concept must have a rendering in every language of the glossary.
        fuzzy: proposed, not enforced.
        obsolete: kept in the file as ``#~``, not enforced.
        pivot: for Traditional Chinese, the Simplified rendering that is forced in its stead while a
            Simplified package decodes; empty when the glossary has none.
        converted: the glossary has no Traditional rendering; the Simplified one is converted. In an
            entry of a :class:`~translate.glossary.termbase.Termbase` every rendering is Simplified still;
            those in a :class:`TermMatch` are converted.
        extra: comment keys that are not of the specification, kept as they are.
        glossary: name of the glossary.
        path, line: where the entry stands (line of its msgid, from 1).
    """

    term: str
    rendering: str
    context: str = ""
    kind: str = ""
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    case: str = ""
    keep: bool = False
    forbidden: bool = False
    reading: str = ""
    short_of: str = ""
    common: bool = False
    part_of_speech: str = ""
    definition: str = ""
    usage: str = ""
    note: str = ""
    source: str = ""
    required: bool = False
    fuzzy: bool = False
    obsolete: bool = False
    pivot: str = ""
    converted: bool = False
    extra: tuple[tuple[str, str], ...] = ()
    glossary: str = ""
    path: Path | None = field(default=None, compare=False)
    line: int | None = field(default=None, compare=False)

    @property
    def is_pattern(self) -> bool:
        """Whether the term holds placeholders such as ``{person}``."""
        return "{" in self.term and PLACEHOLDER.search(self.term) is not None


@dataclass(frozen=True)
class TermMatch:
    """One occurrence of a term in a source sentence.

    Attributes:
        start, end: half-open code-point range in the sentence.
        surface: the sentence's own text there.
        term: ``msgid`` of the entry (for a pattern, the pattern).
        rendering: what must stand in the translation, patterns composed; empty when ``ambiguous``.
        accept: other renderings that count as right and are rewritten to ``rendering``.
        forms: inflected forms of the rendering, which count and stay.
        homographs: renderings of other entries with the same term; they satisfy and stay.
        avoid: wrong renderings, replaced where aligned to this occurrence.
        kind: kind of the entry; for a pattern the kind of what it composes (a person with a title is
            a person).
        glossary: name of the glossary the entry comes from.
        entries: every entry that took part, the outermost first; what a memory key is made of.
        keep: the rendering is the source text.
        reading: how the rendering is read aloud, where that is not regular.
        common: the rendering counts only where aligned to this occurrence.
        ambiguous: homographs none of which is preferred: reported, not forced.
        pivot: see :class:`Entry`; composed like the rendering.
        converted: see :class:`Entry`.
        recurring: found by ``translate.names`` rather than in a glossary.
    """

    start: int
    end: int
    surface: str
    term: str
    rendering: str
    accept: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    homographs: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    kind: str = ""
    glossary: str = ""
    entries: tuple[Entry, ...] = ()
    keep: bool = False
    reading: str = ""
    common: bool = False
    ambiguous: bool = False
    pivot: str = ""
    converted: bool = False
    recurring: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """Half-open code-point range in the sentence."""
        return (self.start, self.end)
