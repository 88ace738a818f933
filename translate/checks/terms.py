"""Glossary terms: the rendering stands once for each occurrence, and no wrong one stands."""

from __future__ import annotations

from translate.checks.base import Problem, SentencePair
from translate.checks.findings import ERROR, WARNING
from translate.enforce.satisfaction import stands_alone
from translate.i18n import _

CODES = ("term-missing", "term-forbidden")


def check(pair: SentencePair) -> list[Problem]:
    problems = []
    for match, place in zip(pair.matches, pair.satisfaction.places, strict=True):
        wrong = _forbidden_rendering(pair, match.avoid)
        if wrong:
            problems.append(
                Problem(
                    "term-forbidden",
                    ERROR,
                    _("“{term}” is rendered “{wrong}”, which the glossary forbids.").format(
                        term=match.surface, wrong=wrong
                    ),
                    _("Write “{rendering}”.").format(rendering=match.rendering) if match.rendering else "",
                    match.term,
                )
            )
        elif place is None and match.rendering and not match.ambiguous:
            problems.append(
                Problem(
                    "term-missing",
                    ERROR if match.glossary in pair.own_glossaries else WARNING,
                    _("“{term}” is not rendered “{rendering}”.").format(
                        term=match.surface, rendering=match.rendering
                    ),
                    _("The glossary {glossary} has it so.").format(glossary=match.glossary)
                    if match.glossary
                    else "",
                    match.term,
                )
            )
    return problems


def _forbidden_rendering(pair: SentencePair, avoid: tuple[str, ...]) -> str:
    """The first rendering to avoid that stands in the target outside every right one."""
    places = [place.span for place in pair.satisfaction.places if place is not None]
    for wrong in avoid:
        start = pair.target.find(wrong) if wrong else -1
        while start >= 0:
            end = start + len(wrong)
            inside = any(left <= start and end <= right for left, right in places)
            if not inside and stands_alone(pair.target, start, end, pair.language):
                return wrong
            start = pair.target.find(wrong, start + 1)
    return ""
