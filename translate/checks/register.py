"""One register throughout a document: -다 or -습니다, だ or です."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from translate.checks.base import Problem, SentencePair
from translate.checks.findings import WARNING
from translate.i18n import _
from translate.languages.register import POLITE, register_of

CODES = ("register-mixed",)


def check_document(pairs: Sequence[SentencePair], wanted: str | None = None) -> list[tuple[int, Problem]]:
    """Sentences whose ending is not in the register of most (or in ``wanted``).

    Of as many plain as polite sentences the polite ones are named.
    """
    registers = [
        register_of(pair.target, pair.language) if pair.kind != "heading" else None for pair in pairs
    ]
    counts = Counter(register for register in registers if register is not None)
    if not counts:
        return []
    expected = wanted or min(counts, key=lambda register: (-counts[register], register == POLITE))
    message = (
        _("The sentence ends politely, the others plainly.")
        if expected != POLITE
        else _("The sentence ends plainly, the others politely.")
    )
    return [
        (index, Problem("register-mixed", WARNING, message))
        for index, register in enumerate(registers)
        if register is not None and register != expected
    ]
