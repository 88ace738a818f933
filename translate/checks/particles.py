"""Korean particles after terms, and those that are wrong after any word."""

from __future__ import annotations

from translate.checks.base import Problem, SentencePair
from translate.checks.findings import ERROR
from translate.i18n import _
from translate.languages import ko

CODES = ("particle",)


def check(pair: SentencePair) -> list[Problem]:
    if pair.language.locale != "ko":
        return []
    readings = {
        place.span: match.reading
        for match, place in zip(pair.matches, pair.satisfaction.places, strict=True)
        if place is not None
    }
    found = {
        (finding.start, finding.end): finding
        for finding in [*ko.check_text(pair.target), *ko.check_particles(pair.target, readings, readings)]
    }
    return [
        Problem(
            "particle",
            ERROR,
            _("“{word}” takes “{expected}”, not “{found}”.").format(
                word=finding.word, expected=finding.expected, found=finding.found
            ),
        )
        for _place, finding in sorted(found.items())
    ]
