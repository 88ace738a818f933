"""What stands for the names of a document in its translations.

Most names are written by sound, and the word that sounds like one is its rendering: told from the
translations alone, by several sentences together where one is not enough. The package is asked
(:mod:`.observing`) only for the rest: a few times for a name that may be written by meaning, and where a
sentence lacks what others have.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from translate.glossary.concepts import TermMatch
from translate.languages.likeness import is_distinctive
from translate.names.observing import Question
from translate.names.spotting import Sound, sounds, spot
from translate.names.writing import Writing

_FIRST_QUESTIONS = 2
"""Uses of a name for which the package is asked before it is known what to look for in the others."""

_FEW = 3
"""Uses of a name of which two must not differ."""

_HEARD = 0.85
"""Likeness from which what stands for a name in one sentence is looked for in the others."""

_LIKE = 0.75
"""Likeness from which what the package has for a name may be right."""


@dataclass
class Use:
    """An occurrence of a name in a translated sentence.

    Attributes:
        match: the occurrence.
        sentence: source text.
        translation: of the sentence, as the package writes (Simplified where its output is converted).
        is_approved: a person approved the translation.
        observed: what stands for the name, particles included; empty where nothing can be told; None
            before :func:`listen`.
        parts: what sounds like the words of a full name that is not heard itself.
    """

    match: TermMatch
    sentence: str
    translation: str
    is_approved: bool = False
    observed: str | None = None
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As the source has it."""
        return self.match.term


Observe = Callable[[Sequence[Question]], list[str]]
"""See :func:`translate.names.observing.observe`."""


def listen(documents: Sequence[Sequence[Use]], observe: Observe, writing: Writing) -> None:
    """Find out what stands for the names of documents; their uses are completed in place."""
    groups: list[tuple[list[Use], list[Use]]] = []
    for document in documents:
        by_name: dict[str, list[Use]] = defaultdict(list)
        for use in document:
            by_name[use.name].append(use)
        for name, uses in by_name.items():
            _hear(name, uses, writing)
            in_full = [
                use for full, own in by_name.items() if full == name or name in full.split(" ") for use in own
            ]
            groups.append((uses, in_full))
    for most in (_FIRST_QUESTIONS, None):
        asked: list[Use] = []
        for uses, in_full in groups:
            _recall(uses, in_full, writing)
            asked += [use for use in uses if use.observed is None][:most]
        questions = [Question(use.sentence, use.match.span, use.translation) for use in asked]
        for use, observed in zip(asked, observe(questions) if asked else (), strict=True):
            use.observed = observed


def _hear(name: str, uses: Sequence[Use], writing: Writing) -> None:
    """Take the words that sound like a name, where that is certain."""
    heard = [sounds(use.translation, name, writing.language) for use in uses]
    for use, own in zip(uses, heard, strict=True):
        use.observed = spot(use.translation, name, writing.language, own) or None
        if use.observed is None and " " in name:
            use.parts = {word: spot(use.translation, word, writing.language) for word in name.split(" ")}
    if all(use.observed for use in uses):
        return
    # Other words are easily like a short name; half of the sentences must have it.
    least, often = (0.0, 2) if is_distinctive(name) else (_HEARD, max(2, len(uses) / 2))
    forms = [_forms(use, own, writing) for use, own in zip(uses, heard, strict=True)]
    common = Counter(form for of_use in forms for form in of_use)
    best = max(
        (
            form
            for form, count in common.items()
            if count >= often and (writing.alike(name, form) or 0.0) >= least
        ),
        key=lambda form: (common[form], writing.alike(name, form) or 0.0, -len(form)),
        default="",
    )
    for use, of_use in zip(uses, forms, strict=True):
        if use.observed is None and best in of_use:
            use.observed = of_use[best]


def _forms(use: Use, heard: Sequence[Sound], writing: Writing) -> dict[str, str]:
    """Everything in a translation that may be the name, with the shortest stretch it is seen in."""
    forms: dict[str, str] = {}
    for sound in sorted(heard, key=lambda sound: sound.span[1] - sound.span[0]):
        stretch = use.translation[slice(*sound.span)]
        for form in writing.forms(stretch):
            forms.setdefault(form, stretch)
    return forms


def _recall(uses: Sequence[Use], in_full: Sequence[Use], writing: Writing) -> None:
    """Take what stands for the name in other sentences, where it stands in this one too.

    Args:
        in_full: uses of the same and longer names.
    """
    name = uses[0].name
    known = Counter(
        form
        for use in in_full
        for form in writing.forms(use.observed or use.parts.get(name, ""))
        if use.name == name or (writing.alike(name, form) or 0.0) >= _HEARD
    )
    if _is_hopeless(name, uses, known, writing):
        for use in uses:
            use.observed = use.observed or ""
        return
    for use in uses:
        if use.observed is None:
            use.observed = max(
                (
                    form
                    for form, count in known.items()
                    if form in use.translation and _is_sure(name, form, count, writing)
                ),
                key=len,
                default=None,
            )


def _is_hopeless(name: str, uses: Sequence[Use], known: Counter[str], writing: Writing) -> bool:
    """Whether nothing will be told of a name.

    It is written by sound and was not heard, or the package has something else each time that is asked, and
    there are too few uses left for most of them to agree.
    """
    told = sum(use.observed is not None for use in uses)
    if told < _FIRST_QUESTIONS:
        return not known and not writing.has_meanings(name)
    return len(uses) <= _FEW and not any(
        count > 1 or (writing.alike(name, form) or 0.0) >= _LIKE for form, count in known.items()
    )


def _is_sure(name: str, form: str, count: int, writing: Writing) -> bool:
    alike = writing.alike(name, form)
    return count > 1 if alike is None else alike >= _HEARD or count > 1
