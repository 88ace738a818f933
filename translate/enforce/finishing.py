"""From the chosen hypothesis to the text a reader sees, and what became of every term.

Renderings are frozen first; then variants, particles, doubled words, typography, register and script
are set around them, so that they stand at the end exactly as they were put.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from translate.checks import numbers
from translate.enforce import doubling
from translate.enforce.enforcer import Enforced
from translate.enforce.protection import KIND as PROTECTED
from translate.enforce.satisfaction import ACCEPTED
from translate.glossary.concepts import TermMatch
from translate.i18n import _
from translate.languages import ENGLISH, Language, grammar, ko, register, typography, zh
from translate.report.outcomes import SentenceResult, TermOutcome
from translate.spans import SpannedText


@dataclass(frozen=True)
class Finish:
    """How to finish sentences.

    Attributes:
        language: the language of the output.
        register: ``plain`` or ``polite``.
        convert: the hypothesis is Simplified Chinese and becomes Traditional.
    """

    language: Language
    register: str = "plain"
    convert: bool = False


def finish(
    enforced: Enforced,
    sentence: str,
    matches: Sequence[TermMatch],
    how: Finish,
    *,
    line: int = 0,
    is_heading: bool = False,
) -> SentenceResult:
    """The finished sentence.

    Args:
        matches: term occurrences with the renderings that must stand in the end; parallel to those of
            the task, which for a converted language have Simplified renderings.
    """
    candidate = enforced.candidate
    text = SpannedText(candidate.text)
    statuses: dict[int, str] = {}
    rewritten: list[tuple[int, int, int]] = []
    for index, place in enumerate(candidate.satisfaction.places):
        if place is None:
            continue
        text.mark(index, place.start, place.end)
        if place.rank == ACCEPTED or matches[index].keep:
            rewritten.append((place.start, place.end, index))
        statuses[index] = _status(index, enforced, place.rank, matches[index].keep)
    surplus: dict[Hashable, int] = {}
    for number, (index, place) in enumerate(candidate.satisfaction.surplus):
        text.mark(("surplus", number), place.start, place.end)
        surplus["surplus", number] = index
        if place.rank == ACCEPTED:
            rewritten.append((place.start, place.end, index))
    for start, end, index in sorted(rewritten, reverse=True):
        text.replace(start, end, _pivot(matches[index]) if how.convert else matches[index].rendering)
    text.frozen.update(text.spans)

    if how.convert:
        renderings: dict[Hashable, str] = {
            name: _traditional(text.surface(name), matches[index], how.language)
            for name, index in [*((index, index) for index in statuses), *surplus.items()]
            if not matches[index].keep
        }
        zh.convert(text, renderings, how.language.region)
    if how.language.locale != "ko":
        text.substitute(_SPACE_BESIDE_WIDE, "")
    doubling.drop_doubled(text, how.language, surplus)
    stammered = not _WRITTEN_ANEW.isdisjoint(statuses.values()) and doubling.drop_stammer(text, sentence)
    for index in statuses:
        if matches[index].kind != PROTECTED:
            doubling.drop_invented(text, index, sentence)
            grammar.tidy(text, index, how.language, matches[index].kind, matches[index].reading)
        elif how.language.locale == "ko" and matches[index].surface[0] not in _STANDS_FOR_ANOTHER:
            ko.agree(text, index)
    typography.finish(text, sentence, how.language)
    register.to_register(text, how.language, how.register, is_heading)
    return SentenceResult(
        source=sentence,
        target=text.text,
        line=line,
        terms=tuple(_outcomes(text, matches, statuses, surplus)),
        warnings=(
            *_warnings(enforced, matches, statuses, stammered),
            *_number_warnings(text, sentence, matches, statuses, how.language),
        ),
        score=candidate.score,
    )


def _pivot(match: TermMatch) -> str:
    return match.pivot or match.rendering


def _traditional(simplified: str, match: TermMatch, language: Language) -> str:
    """The Traditional rendering that belongs to a Simplified one which stands in the text."""
    if simplified == _pivot(match):
        return match.rendering
    for rendering in (match.rendering, *match.forms, *match.homographs):
        if zh.to_simplified(rendering) == simplified:
            return rendering
    return zh.to_traditional(simplified, language.region)


def _status(index: int, enforced: Enforced, rank: int, keep: bool) -> str:
    candidate = enforced.candidate
    if index in candidate.spliced:
        return "spliced"
    if keep:
        return "carried"
    if rank == ACCEPTED or index in candidate.replaced:
        return "replaced"
    return "forced" if index in candidate.forced else "free"


def _outcomes(
    text: SpannedText,
    matches: Sequence[TermMatch],
    statuses: dict[int, str],
    surplus: Mapping[Hashable, int],
) -> list[TermOutcome]:
    outcomes = []
    for index, match in enumerate(matches):
        if match.kind == PROTECTED:
            continue
        status = statuses.get(index) or ("ambiguous" if match.ambiguous else "missing")
        outcomes.append(
            TermOutcome(
                term=match.term,
                glossary=match.glossary or "-",
                rendering=text.surface(index) if index in statuses else match.rendering,
                status=status,
                source_span=match.span,
                target_span=text.spans.get(index),
                kind=match.kind,
                converted=match.converted,
            )
        )
    for name, index in surplus.items():
        match = matches[index]
        if name in text.spans and match.kind != PROTECTED:
            outcomes.append(
                TermOutcome(
                    term=match.term,
                    glossary=match.glossary or "-",
                    rendering=text.surface(name),
                    status="surplus",
                    source_span=None,
                    target_span=text.spans[name],
                    kind=match.kind,
                )
            )
    return outcomes


def _warnings(
    enforced: Enforced, matches: Sequence[TermMatch], statuses: dict[int, str], stammered: bool
) -> list[str]:
    warnings = []
    for index, match in enumerate(matches):
        if match.kind == PROTECTED and index not in statuses:
            warnings.append(_("“{text}” is missing from the translation.").format(text=match.surface))
    if stammered:
        warnings.append(_("The package repeated itself; what it said over and over stands once."))
    elif enforced.loops:
        warnings.append(_("The translation repeats itself."))
    return warnings


def _number_warnings(
    text: SpannedText,
    sentence: str,
    matches: Sequence[TermMatch],
    statuses: dict[int, str],
    language: Language,
) -> list[str]:
    terms = [((matches[index].start, matches[index].end), text.spans[index]) for index in statuses]
    return [
        numbers.describe(finding) for finding in numbers.find(sentence, text.text, terms, ENGLISH, language)
    ]


_WRITTEN_ANEW = frozenset({"forced", "spliced"})
"""Statuses of terms for which the package's own sentence was given up."""

_STANDS_FOR_ANOTHER = "{%$<&_"
"""Begin placeholders and the like: what a reader sees there, nobody knows yet."""

_SPACE_BESIDE_WIDE = re.compile(
    r"(?<=[\u3001-\u9fff\uff01-\uff5e]) +(?=\S)|(?<=\S) +(?=[\u3001-\u9fff\uff01-\uff5e])"
)
"""Neither Japanese nor Chinese newspapers set a space beside their letters, whatever comes next."""
