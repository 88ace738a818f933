"""Garbled stand-ins: a code that is not in the sentence takes the place of one that was dropped.

Packages copy most codes, misread some (B2 as C2) and write some together (B2A1); the misread one stands
where it belongs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from translate.enforce.candidates import Candidate, Check, Task
from translate.spans import overlaps

_CODE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z] ?\d{1,2}(?![A-Za-z0-9])")


def is_garbled(task: Task, candidate: Candidate) -> bool:
    """Whether a stand-in is missing and a code stands that the sentence does not have, or grown together."""
    missing = _missing(task, candidate)
    return bool(missing) and (
        _parted(candidate.text, task, missing) != candidate.text or bool(_foreign(task, candidate))
    )


def generate(tasks: Sequence[Task], bases: Sequence[Candidate], check: Check) -> list[Candidate]:
    """Each hypothesis with codes parted, then its foreign ones, in order, replaced by the missing ones."""
    return [_mend(task, base, check) for task, base in zip(tasks, bases, strict=True)]


def _missing(task: Task, candidate: Candidate) -> list[int]:
    return [index for index in candidate.satisfaction.missing if task.matches[index].keep]


def _foreign(task: Task, candidate: Candidate) -> list[re.Match[str]]:
    standing = [place.span for place in candidate.satisfaction.places if place is not None]
    return [
        code
        for code in _CODE.finditer(candidate.text)
        if code.group() not in task.sentence and not overlaps(code.span(), standing)
    ]


def _parted(text: str, task: Task, missing: Sequence[int]) -> str:
    """The text with a space where a missing code is written together with letters or digits."""
    for index in missing:
        code = re.escape(task.matches[index].rendering)
        text = re.sub(
            rf"(?<=[A-Za-z0-9])(?<![A-Za-z]){code}(?!\d)", f" {task.matches[index].rendering}", text
        )
        text = re.sub(rf"(?<![A-Za-z0-9]){code}(?=[A-Za-z])", f"{task.matches[index].rendering} ", text)
    return text


def _mend(task: Task, base: Candidate, check: Check) -> Candidate:
    parted = _parted(base.text, task, _missing(task, base))
    base = replace(base, text=parted, satisfaction=check(task, parted, base.trusted))
    missing = _missing(task, base)
    text = base.text
    # As many as there are of both; from the right, so that positions stay.
    for index, code in reversed(list(zip(missing, _foreign(task, base), strict=False))):
        text = text[: code.start()] + task.matches[index].rendering + text[code.end() :]
    return replace(base, text=text, satisfaction=check(task, text, base.trusted))
