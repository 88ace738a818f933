"""A second attempt at sentences in which a number was changed or lost.

The number is required like a term, written as the language writes it, and the sentence translated once
more. What comes out is taken only where every term still stands, no number is wrong that was right, and
the package finds it nearly as probable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from translate.checks import numbers
from translate.enforce import repetition
from translate.enforce.candidates import Candidate, Task
from translate.enforce.enforcer import Enforced, Enforcer
from translate.enforce.satisfaction import satisfy
from translate.glossary.concepts import TermMatch
from translate.languages import ENGLISH, Language, written_numbers
from translate.languages.numbers import CHANGED, MISSING, NumberFinding
from translate.spans import overlaps

KIND = "quantity"
"""Kind of the matches that stand for numbers."""

_WORSE = 0.25
"""Mean log-probability per token that a mended sentence may cost. On 500 news sentences per language, what
costs more reads worse than a wrong number."""

_SPACE_BEFORE_UNIT = re.compile(r"(?<=\d) (?=[万亿兆億萬])")


def mend_numbers(enforcer: Enforcer, tasks: Sequence[Task], results: Sequence[Enforced]) -> list[Enforced]:
    """The results, those with wrong numbers replaced where a second attempt has fewer of them."""
    language = enforcer.language
    mended = list(results)
    wrong: list[tuple[int, list[NumberFinding], list[TermMatch]]] = []
    for index, (task, result) in enumerate(zip(tasks, results, strict=True)):
        findings = _findings(task, result.candidate, language)
        required = _required(task, findings, language)
        if required:
            wrong.append((index, findings, required))
    attempts = enforcer.translate(
        [
            enforcer.task(tasks[index].sentence, _in_order([*tasks[index].matches, *required]))
            for index, _findings_before, required in wrong
        ]
    )
    for (index, findings, required), attempt in zip(wrong, attempts, strict=True):
        task, before = tasks[index], results[index].candidate
        after = _without(attempt.candidate, task, required, language)
        left = _findings(task, after, language)
        if (
            set(after.satisfaction.missing) <= set(before.satisfaction.missing)
            and len(left) < len(findings)
            and {numbers.describe(each) for each in left} <= {numbers.describe(each) for each in findings}
            and after.score >= before.score - _WORSE
            and not _puts_over(attempt.candidate, before)
            and not _goes_round(attempt, task)
        ):
            mended[index] = replace(attempt, candidate=after)
    return mended


def _findings(task: Task, candidate: Candidate, language: Language) -> list[NumberFinding]:
    terms = [
        (match.span, place.span)
        for match, place in zip(task.matches, candidate.satisfaction.places, strict=True)
        if place is not None
    ]
    found = numbers.find(task.sentence, candidate.text, terms, ENGLISH, language)
    if found and language.locale != "ko":
        # The space that some packages put before 万 goes in the end (see finishing).
        text = _SPACE_BEFORE_UNIT.sub("", candidate.text)
        if text != candidate.text:
            satisfaction = satisfy(text, task.matches, language, candidate.trusted)
            return _findings(task, replace(candidate, text=text, satisfaction=satisfaction), language)
    return found


def _required(task: Task, findings: Iterable[NumberFinding], language: Language) -> list[TermMatch]:
    """Matches for the numbers that were changed or lost, outside of terms."""
    required = []
    for finding in findings:
        if finding.source is None or finding.sort not in (CHANGED, MISSING):
            continue
        found = written_numbers.write(task.sentence, finding.source, language)
        if found is None:
            continue
        (start, end), rendering = found
        if overlaps((start, end), (match.span for match in task.matches)):
            continue
        surface = task.sentence[start:end]
        joined = rendering.replace(" ", "")
        forms = (joined,) if joined != rendering else ()
        required.append(TermMatch(start, end, surface, surface, rendering, forms=forms, kind=KIND))
    return required


def _in_order(matches: Sequence[TermMatch]) -> list[TermMatch]:
    return sorted(matches, key=lambda match: match.start)


def _puts_over(attempt: Candidate, before: Candidate) -> bool:
    """Whether something was spliced that was not before: then the sentence is not the package's own."""
    return len(attempt.spliced) > len(before.spliced)


def _goes_round(attempt: Enforced, task: Task) -> bool:
    return attempt.loops or repetition.is_looping(
        task.sentence, task.source, attempt.candidate.tokens, attempt.candidate.text
    )


def _without(
    candidate: Candidate, task: Task, required: Sequence[TermMatch], language: Language
) -> Candidate:
    """The hypothesis as one of the task without the numbers."""
    own = {
        wide: index
        for index, wide in enumerate(
            wide for wide, match in enumerate(_in_order([*task.matches, *required])) if match.kind != KIND
        )
    }

    def kept(indices: frozenset[int]) -> frozenset[int]:
        return frozenset(own[index] for index in indices if index in own)

    trusted = kept(candidate.trusted)
    return replace(
        candidate,
        satisfaction=satisfy(candidate.text, task.matches, language, trusted),
        forced=kept(candidate.forced),
        spliced=kept(candidate.spliced),
        replaced=kept(candidate.replaced),
        trusted=trusted,
    )
