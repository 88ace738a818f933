"""Text that must survive exactly: placeholders, addresses, code, handles."""

from __future__ import annotations

from collections import Counter

from translate.checks.base import Problem, SentencePair
from translate.checks.findings import ERROR, WARNING
from translate.enforce import protection
from translate.i18n import _

CODES = ("placeholder-missing", "placeholder-added")


def check(pair: SentencePair) -> list[Problem]:
    if not pair.target:
        return []
    wanted = Counter(match.surface for match in pair.protected)
    problems = [
        Problem(
            "placeholder-missing",
            WARNING if surface.startswith(("#", "@")) else ERROR,
            _("“{text}” must stand in the translation as it is.").format(text=surface),
        )
        for surface, count in wanted.items()
        if pair.target.count(surface) < count
    ]
    problems += [
        Problem("placeholder-missing", ERROR, _("The element {element} is missing.").format(element=element))
        for element in pair.missing
    ]
    problems += [
        Problem("placeholder-added", ERROR, _("“{text}” is not in the source.").format(text=element))
        for element in pair.added
    ]
    if pair.kind != "message":
        return problems
    present = Counter(match.surface for match in protection.find(pair.target))
    problems += [
        Problem("placeholder-added", ERROR, _("“{text}” is not in the source.").format(text=surface))
        for surface, count in present.items()
        if count > max(wanted[surface], pair.source.count(surface))
        # Letters of the translation that touch one are none of it (main.py를, 打开main.py).
        and not any(expected in surface for expected in wanted)
    ]
    return problems
