"""From chosen candidates to what must stand in the translation: homographs settled, patterns composed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from translate.glossary.candidates import Candidate
from translate.glossary.concepts import Entry
from translate.glossary.patterns import fill

MAXIMUM_VARIANTS = 64
"""Composed variants kept of each sort; the most preferred come first."""


@dataclass(frozen=True)
class Rendered:
    """What one stretch of source text becomes; fields as in ``TermMatch``."""

    entries: tuple[Entry, ...]
    rendering: str = ""
    accept: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    homographs: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    reading: str = ""
    pivot: str = ""
    keep: bool = False
    common: bool = False
    ambiguous: bool = False
    converted: bool = False


class Renderer:
    """Renders candidates.

    Attributes:
        resolve: brings an entry into the script of the language.
        forbidden: renderings forbidden for a term, whatever entry says so.
    """

    def __init__(self, resolve: Callable[[Entry], Entry], forbidden: Mapping[str, Sequence[str]]) -> None:
        self.resolve = resolve
        self.forbidden = forbidden

    def render(self, alternatives: Sequence[Candidate], surface: Callable[[Candidate], str]) -> Rendered:
        """What a stretch with these alternatives becomes; the first without context is preferred."""
        rendered = [self._render_one(candidate, surface) for candidate in alternatives]
        usable = [(c, r) for c, r in zip(alternatives, rendered, strict=True) if r.rendering or r.ambiguous]
        if not usable:
            return rendered[0]
        distinct: dict[str, Rendered] = {}
        for _candidate, one in usable:
            distinct.setdefault(one.rendering, one)
        preferred = next((one for candidate, one in usable if not candidate.entry.context), usable[0][1])
        if len(distinct) == 1:
            return preferred
        has_preference = any(not candidate.entry.context for candidate, _one in usable)
        others = _unique(
            text
            for _candidate, one in usable
            if one is not preferred or not has_preference
            for text in (one.rendering, *one.accept, *one.forms, *one.homographs)
        )
        avoid = tuple(text for text in preferred.avoid if text not in others)
        if has_preference and not preferred.ambiguous:
            return replace(preferred, homographs=_without(others, preferred.rendering), avoid=avoid)
        return Rendered(
            entries=tuple(entry for _candidate, one in usable for entry in one.entries),
            homographs=others,
            avoid=(),
            ambiguous=True,
            converted=any(one.converted for _candidate, one in usable),
        )

    def _render_one(self, candidate: Candidate, surface: Callable[[Candidate], str]) -> Rendered:
        entry = self.resolve(candidate.entry)
        if entry.forbidden:
            return Rendered((entry,), avoid=_unique((entry.rendering, *entry.avoid)))
        if entry.keep:
            shown = surface(candidate)
            rendering = entry.term if candidate.is_inflected else shown
            accept = _without((entry.term, *entry.accept), rendering)
            return Rendered((entry,), rendering, accept, keep=True, pivot=rendering, reading=entry.reading)
        banned = self.forbidden.get(entry.term, ())
        rendering, *variants = [
            text for text in (entry.rendering, *entry.accept) if text not in banned or not text
        ] or [""]
        own = Rendered(
            (entry,),
            rendering,
            _without(variants, rendering),
            _without(entry.forms, rendering),
            avoid=_without((*entry.avoid, *banned), rendering),
            reading=entry.reading if rendering == entry.rendering else "",
            pivot=entry.pivot,
            common=entry.common,
            converted=entry.converted,
        )
        if not candidate.fillers:
            return own
        return self._compose(own, candidate, surface)

    def _compose(self, own: Rendered, candidate: Candidate, surface: Callable[[Candidate], str]) -> Rendered:
        inner = {name: self.render(group, surface) for name, group in candidate.fillers}
        names = list(inner)
        preferred = {name: one.rendering for name, one in inner.items()}
        entries = own.entries + tuple(entry for one in inner.values() for entry in one.entries)
        converted = own.converted or any(one.converted for one in inner.values())

        def with_each(choices: Mapping[str, Sequence[str]], patterns: Iterable[str]) -> Iterable[str]:
            for pattern in patterns:
                for values in product(*(choices[name] for name in names)):
                    yield fill(pattern, dict(zip(names, values, strict=True)))

        def with_one(attribute: str) -> Iterable[str]:
            for name, one in inner.items():
                for value in getattr(one, attribute):
                    yield fill(own.rendering, {**preferred, name: value})

        if not own.rendering or any(not one.rendering for one in inner.values()):
            choices = {name: (one.rendering, *one.homographs) for name, one in inner.items()}
            renderings = with_each(
                {name: [text for text in texts if text] for name, texts in choices.items()}, [own.rendering]
            )
            return Rendered(
                entries,
                homographs=_limit(renderings) if own.rendering else (),
                ambiguous=bool(own.rendering) and any(one.ambiguous for one in inner.values()),
                converted=converted,
            )
        rendering = fill(own.rendering, preferred)
        accepted = {name: (one.rendering, *one.accept) for name, one in inner.items()}
        homographs = _without(_limit(with_one("homographs")), rendering)
        avoid = [*(fill(text, preferred) for text in own.avoid), *with_one("avoid")]
        pivots = {name: one.pivot for name, one in inner.items()}
        tail = next((name for name in names if own.rendering.endswith(name)), None)
        return Rendered(
            entries,
            rendering,
            _without(_limit(with_each(accepted, (own.rendering, *own.accept))), rendering),
            _without(_limit([*(fill(text, preferred) for text in own.forms), *with_one("forms")]), rendering),
            homographs,
            tuple(text for text in _without(_limit(avoid), rendering) if text not in homographs),
            inner[tail].reading if tail else own.reading,
            fill(own.pivot, pivots) if own.pivot and all(pivots.values()) else "",
            common=own.common,
            converted=converted,
        )


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _without(texts: Iterable[str], rendering: str) -> tuple[str, ...]:
    return tuple(text for text in _unique(texts) if text != rendering)


def _limit(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(islice(_unique(texts), MAXIMUM_VARIANTS))
