"""Which sentences of a document are translated again for their names, and whether that was worth it."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from translate.enforce.satisfaction import satisfy
from translate.glossary.concepts import TermMatch
from translate.languages import Language, zh
from translate.names.finding import KIND
from translate.names.listening import Use
from translate.names.writing import GAIN_OF_PARTICLE, Writing
from translate.report.outcomes import SATISFIED, SentenceResult, TermOutcome

_RELATED = 0.55
"""Likeness from which a rendering is an attempt at the name and no other word."""

_SLIP, _SLIP_IN_HANGUL = 0.2, 0.4
"""Likeness that a wrong transcription of a name has at least; Hangul writes words by meaning as well."""

_WORST_LOSS, _WORST_LOSS_FOR_ADDED = 0.25, 0.05
"""Nats per token that a sentence may lose in the package's own judgement, where it writes the name in another
way, and where it left the name out."""

_GROWTH = 0.5
"""Share of a name's length by which a sentence must have grown where the name was left out: else the name
took the place of something else."""

_LEAST_KEPT = 0.65
"""Share of the free translation, names left out, that must still be there: it has no reason to change."""

_LATIN = re.compile(r"[A-Za-zÀ-ɏ][\w ’'.-]*")


def with_outcomes(result: SentenceResult, matches: Sequence[TermMatch], language: Language) -> SentenceResult:
    """The result with the names that stand in it as the document has them."""
    places = satisfy(result.target, matches, language).places
    outcomes = [
        TermOutcome(match.term, "-", match.rendering, "free", match.span, place.span, KIND)
        for match, place in zip(matches, places, strict=True)
        if place is not None
    ]
    terms = sorted(
        [*result.terms, *outcomes],
        key=lambda outcome: (outcome.source_span is None, outcome.source_span or (0, 0)),
    )
    return replace(result, terms=tuple(terms))


def settle(
    uses: Sequence[Use],
    result: SentenceResult,
    decided: Mapping[str, str],
    writing: Writing,
    language: Language,
) -> tuple[TermMatch, ...]:
    """The names of a sentence that the document has a rendering for, as terms with that rendering.

    Args:
        uses: the sentence's, after :func:`translate.names.listening.listen`.
        result: the sentence's free translation.
        decided: renderings of the document's names.
        writing: of the package.
        language: of the document; another than the package's where its output is converted.
    """
    converts = writing.language != language
    terms: list[TermMatch] = []
    for use in uses:
        pivot = decided.get(use.name, "")
        rendering = zh.to_traditional(pivot, language.region) if converts else pivot
        if not pivot:
            continue
        observed = use.observed or ""
        wrong = _variant(use.name, observed, pivot, writing)
        if rendering not in result.target:
            if wrong is None or _is_said_short(pivot, observed, use.translation, writing):
                continue
            if wrong and writing.language.is_chinese and not _is_whole(wrong, use.translation, writing):
                wrong = ""
        if wrong and converts:
            wrong = zh.to_traditional(wrong, language.region)
        terms.append(
            replace(
                use.match,
                rendering=rendering,
                pivot=pivot if converts else "",
                avoid=(wrong,) if wrong else (),
            )
        )
    return _said_once(terms, result.target, language)


def disagrees(matches: Sequence[TermMatch], result: SentenceResult, language: Language) -> bool:
    """Whether a sentence is to be translated again with its names as terms."""
    return not result.approved and not satisfy(result.target, matches, language).is_complete


def is_improved(
    before: SentenceResult, after: SentenceResult, matches: Sequence[TermMatch], writing: Writing
) -> bool:
    """Whether the sentence translated again may take the place of the free one.

    A package made to write a name it had left out may lose its way; then the name is not worth it.

    Args:
        before: the free translation.
        after: with ``matches`` enforced.
    """
    if len(after.warnings) > len(before.warnings) or _satisfied_terms(after) < _satisfied_terms(before):
        return False
    if not all(
        writing.stands_clear(after.target, outcome.target_span)
        for outcome in after.terms
        if outcome.kind == KIND and outcome.target_span and outcome.rendering not in before.target
    ):
        return False
    added = [match for match in matches if not match.avoid and match.rendering not in before.target]
    growth = len(after.target) - len(before.target)
    if added and growth < _GROWTH * sum(len(match.rendering) for match in added):
        return False
    if after.score is not None and before.score is not None:
        allowed = _WORST_LOSS_FOR_ADDED if added else _WORST_LOSS
        if before.score - after.score > allowed:
            return False
    without, written = before.target, after.target
    for match in matches:
        without = without.replace(match.avoid[0] if match.avoid else match.rendering, "")
        written = written.replace(match.rendering, "")
    return _share_kept(without, written) >= _LEAST_KEPT


def _variant(name: str, observed: str, rendering: str, writing: Writing) -> str | None:
    """The wrong rendering of a name in what was observed for it.

    Returns:
        An empty string where it is not sure what would have to be replaced; None where nothing should be: a
        frequent word stands there for a reason (a place for its government, a short form).
    """
    latin = _LATIN.match(observed)
    if latin:
        one, other = latin.group().casefold(), name.casefold()
        if one in other or other in one:
            return observed if latin.end() == len(observed) else ""
        # EU for Brussels.
        return None
    forms = writing.forms(observed)
    if not forms:
        return ""
    alike, best = writing.most_alike(name, forms)
    if best == rendering:
        return ""
    if rendering.startswith(best) and not writing.is_frequent(best):
        return best
    if alike > (writing.alike(name, rendering) or 1.0) + GAIN_OF_PARTICLE:
        return None
    if any(form != rendering and writing.is_frequent(form) for form in (best, forms[0])):
        return None
    if alike >= _RELATED:
        return best
    slip = _SLIP_IN_HANGUL if writing.language.locale == "ko" else _SLIP
    return forms[0] if alike >= slip and writing.is_transcription(observed) else ""


def _is_said_short(rendering: str, observed: str, translation: str, writing: Writing) -> bool:
    """Whether a full name is said by one of its parts alone, as newspapers do."""
    parts = rendering.split(writing.separator)
    return (
        len(parts) > 1
        and writing.separator not in observed
        and any(len(part) > 1 and part in translation for part in parts)
    )


def _is_whole(rendering: str, translation: str, writing: Writing) -> bool:
    start = translation.find(rendering)
    return start >= 0 and writing.stands_clear(translation, (start, start + len(rendering)))


def _said_once(matches: Sequence[TermMatch], translation: str, language: Language) -> tuple[TermMatch, ...]:
    """The matches without repetitions of a name that the translation leaves out, as good style does."""
    kept: list[TermMatch] = []
    standing = satisfy(translation, matches, language).places
    for match, place in zip(matches, standing, strict=True):
        is_repetition = any(other.term == match.term for other in kept)
        if place is not None or match.avoid or not is_repetition:
            kept.append(match)
    return tuple(kept)


def _satisfied_terms(result: SentenceResult) -> int:
    """How many of the glossaries' terms stand."""
    return sum(outcome.status in SATISFIED for outcome in result.terms if outcome.kind != KIND)


def _share_kept(before: str, after: str) -> float:
    """How many of the pairs of characters of a text another one still has."""
    pairs = Counter(itertools.pairwise(before))
    kept = pairs & Counter(itertools.pairwise(after))
    return sum(kept.values()) / max(1, sum(pairs.values()))
