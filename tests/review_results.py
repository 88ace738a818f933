"""Outcomes to make review pages of: two documents, two languages, every status."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translate.report.outcomes import DocumentResult, SentenceResult, TermOutcome

GLOSSARY = "house"


def sentence(source: str, target: str, statuses: Sequence[str] = (), **facts: object) -> SentenceResult:
    """A sentence whose terms stand in brackets on both sides, in the same order.

    ``[x]`` is a term; an empty bracket on one side means that it is not marked there. A term that stands
    in one of the languages only is given as ``[missing=text]`` on the other.
    """
    terms: list[TermOutcome] = []
    parts = [_unbracketed(source), _unbracketed(target)]
    for index, status in enumerate(statuses):
        (term, source_span), (rendering, target_span) = parts[0][1][index], parts[1][1][index]
        terms.append(TermOutcome(term, GLOSSARY, rendering, status, source_span, target_span, kind="term"))
    return SentenceResult(parts[0][0], parts[1][0], terms=tuple(terms), **facts)  # type: ignore[arg-type]


def _unbracketed(text: str) -> tuple[str, list[tuple[str, tuple[int, int] | None]]]:
    plain = ""
    found: list[tuple[str, tuple[int, int] | None]] = []
    position = 0
    for match in re.finditer(r"\[(missing=)?([^\]]*)\]", text):
        plain += text[position : match.start()]
        if match[1]:
            found.append((match[2], None))
        else:
            found.append((match[2], (len(plain), len(plain) + len(match[2]))))
            plain += match[2]
        position = match.end()
    return plain + text[position:], found


def harbour(language: str = "ko") -> DocumentResult:
    """Six sentences of Korean with every status but ``carried``; three have problems."""
    return DocumentResult(
        "harbour.txt",
        f"out/harbour.{language}.txt",
        language,
        "translate-en_ko-0_2",
        [
            sentence("The [ferry] left the [pier].", "[연락선]은 [부두]를 떠났다.", ["free", "forced"],
                     line=1, score=-0.1),
            sentence("A [ferry] came.", "[연락선]이 왔다.", ["spliced"], line=1, score=-0.3),
            sentence("The [treaty] binds.", "구속한다[missing=조약].", ["missing"], line=3, score=-1.2),
            sentence("Every [strait] has a [ferry].", "모든 [해협]에 [연락선]이 있다.",
                     ["replaced", "free"], line=4, from_memory=True),
            sentence("It was 30 degrees.", "20도였다.", line=5, score=-0.5,
                     warnings=("The number “30” is missing.",)),
            sentence("[missing=pier]It rained.", "[부두]에 비가 왔다.", ["surplus"], line=6,
                     from_memory=True, approved=True),
        ],
    )  # fmt: skip


def weather() -> DocumentResult:
    """Two sentences of Japanese without a problem."""
    return DocumentResult(
        "weather.md",
        "out/weather.ja.md",
        "ja",
        "translate-en_ja-0_2",
        [
            sentence("It rained at the [pier].", "[桟橋]に雨が降った。", ["free"], line=1, score=-0.2),
            sentence("It snowed.", "雪が降った。", line=2, score=-0.2),
        ],
        ["The charset was changed to UTF-8."],
    )
