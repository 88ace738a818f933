"""Terminology benchmark, in the manner of the WMT 2023 and 2025 terminology tasks.

    python benchmarks/terminology.py ko ja zh

Every line of the data has a source, a reference and the terms that the reference renders; each mode
translates all lines of one half (``--half odd`` for fitting, ``even`` for reporting, ``all``), and one
run prints all modes side by side, with the score of the references themselves (the oracle). The modes
of other tools are what their wrappers do: placeholders in the source, search-and-replace afterwards.

``--data`` takes any TSV with a header and the columns ``en`` and the language's code, ``--terms`` one
with ``line`` (from 1), ``term`` and the language's code.
"""

from __future__ import annotations

import argparse
import csv
import math
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import sacrebleu

import translate
from translate.enforce.enforcer import Enforcer, Settings
from translate.enforce.finishing import Finish, finish
from translate.enforce.generators.forced import Width
from translate.enforce.judge import Weights
from translate.enforce.satisfaction import satisfy
from translate.engine import DecodingOptions, Engine
from translate.glossary.concepts import TermMatch
from translate.languages import Language, ko, parse_language
from translate.models.packages import choose, discover

DATA = Path(__file__).resolve().parent / "data"
TOKENIZERS = {"ko": "ko-mecab", "ja": "ja-mecab", "zh": "zh"}


@dataclass(frozen=True)
class Line:
    """A sentence with its reference and the terms that the reference renders; ``number`` is its line."""

    source: str
    reference: str
    terms: tuple[TermMatch, ...]
    number: int = 0


@dataclass(frozen=True)
class Output:
    """A translated line; ``spans`` are where its terms stand, ``statuses`` how they came there."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    statuses: frozenset[str] = frozenset()


Mode = Callable[[Sequence[Line]], list[Output]]


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a TSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def read_lines(data: Path, terms: Path, code: str) -> tuple[list[Line], int]:
    """The lines with their terms, and how many term rows were dropped.

    A row whose term lies inside a longer row of its line is not counted.
    """
    by_line: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in read_rows(terms):
        if row[code]:
            by_line[int(row["line"])].append((row["term"], row[code]))
    lines = []
    dropped = 0
    for number, row in enumerate(read_rows(data), 1):
        matches: list[TermMatch] = []
        for term, rendering in sorted(by_line[number], key=lambda pair: -len(pair[0])):
            place = next(
                (
                    found
                    for found in re.finditer(rf"(?<!\w){re.escape(term)}(?!\w)", row["en"])
                    if all(found.end() <= other.start or other.end <= found.start() for other in matches)
                ),
                None,
            )
            if place is None:
                dropped += 1
                continue
            matches.append(TermMatch(*place.span(), place.group(), term, rendering))
        terms_in_order = tuple(sorted(matches, key=lambda match: match.start))
        lines.append(Line(row["en"], row[code], terms_in_order, number))
    return lines, dropped


# -- modes -------------------------------------------------------------------------------------------


def enforced(engine: Engine, language: Language, settings: Settings | None) -> Mode:
    """This tool; without settings, its free decoding."""
    enforcer = Enforcer(engine, language, settings or Settings())
    how = Finish(language)

    def run(lines: Sequence[Line]) -> list[Output]:
        matches = [line.terms if settings else () for line in lines]
        tasks = [enforcer.task(line.source, found) for line, found in zip(lines, matches, strict=True)]
        results = [
            finish(result, line.source, found, how)
            for result, line, found in zip(enforcer.translate(tasks), lines, matches, strict=True)
        ]
        return [
            Output(
                result.target,
                tuple(outcome.target_span for outcome in result.terms if outcome.target_span),
                frozenset(outcome.status for outcome in result.terms),
            )
            for result in results
        ]

    return run


def masked(engine: Engine, language: Language) -> Mode:
    """Placeholders in the source, put back afterwards: what most wrappers do.

    The form is the one that the starter packages copy best of eight tried (``XTERM0X``, ``<0>``, ``[0]``,
    ``__0__``, ``TERM0`` and ``#0`` survive in under 11 % of the cases, ``X0`` in 48 to 77 %).
    """
    free = enforced(engine, language, None)

    def run(lines: Sequence[Line]) -> list[Output]:
        sources = []
        for line in lines:
            text = line.source
            for number, match in reversed(list(enumerate(line.terms))):
                text = f"{text[: match.start]}A{number + 1}{text[match.end :]}"
            sources.append(replace(line, source=text))
        outputs = []
        for line, output in zip(lines, free(sources), strict=True):
            text = output.text
            for number, match in enumerate(line.terms):
                placeholder = rf"(?<![A-Za-z0-9])A{number + 1}(?![A-Za-z0-9])"
                text = re.sub(placeholder, lambda _, found=match: found.rendering, text)
            outputs.append(Output(text))
        return outputs

    return run


def replaced_afterwards(engine: Engine, language: Language) -> Mode:
    """Search-and-replace: the package's own rendering of the bare term gives way to the glossary's."""
    free = enforced(engine, language, None)

    def run(lines: Sequence[Line]) -> list[Output]:
        surfaces = sorted({match.surface for line in lines for match in line.terms})
        alone = free([Line(surface, "", ()) for surface in surfaces])
        own = {surface: output.text.strip(" .。") for surface, output in zip(surfaces, alone, strict=True)}
        outputs = []
        for line, output in zip(lines, free(lines), strict=True):
            text = output.text
            for match in line.terms:
                if match.rendering not in text and own[match.surface]:
                    text = text.replace(own[match.surface], match.rendering, 1)
            outputs.append(Output(text))
        return outputs

    return run


def modes(engine: Engine, language: Language, *, ablation: bool) -> dict[str, Mode]:
    """All modes by name."""
    full = Settings()
    chosen: dict[str, Mode] = {
        "no glossary": enforced(engine, language, None),
        "placeholders": masked(engine, language),
        "search and replace": replaced_afterwards(engine, language),
        "splice alone": enforced(engine, language, replace(full, force=False, hypotheses=1)),
        "full": enforced(engine, language, full),
    }
    if ablation:
        penalties = [each.name for each in fields(Weights) if each.name != "missing"]
        parts = {
            "- further hypotheses": replace(full, hypotheses=1),
            "- wrong ones replaced": replace(full, replace=False),
            "- splicing": replace(full, splice=False),
            "- second place": replace(full, width=Width(states=1, positions=1)),
            "+ third place": replace(full, width=Width(states=3, positions=3)),
            "+ hopeless ones kept": replace(full, width=Width(margin=math.inf)),
            "- all penalties": replace(full, weights=replace(full.weights, **dict.fromkeys(penalties, 0.0))),
        } | {
            f"- penalty: {name}": replace(full, weights=replace(full.weights, **{name: 0.0}))
            for name in penalties
        }
        for name, settings in parts.items():
            chosen[name] = enforced(engine, language, settings)
    return chosen


# -- figures -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figures:
    """What one mode reached; shares in per cent."""

    success: float
    consistency: float
    chrf: float
    bleu: float
    particles: float | None
    surplus: int


def measure(lines: Sequence[Line], outputs: Sequence[Output], language: Language) -> Figures:
    """Figures of one mode over one half of the data."""
    found = total = surplus = 0
    wrong_particles = judged = 0
    renderings: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line, output in zip(lines, outputs, strict=True):
        satisfaction = satisfy(output.text, line.terms, language)
        surplus += len(satisfaction.surplus)
        spans = []
        for match, place in zip(line.terms, satisfaction.places, strict=True):
            total += 1
            found += place is not None
            # What stands there is unknown where the rendering does not: each such case differs.
            renderings[(match.term, match.rendering)].append(
                match.rendering if place else f"?{len(renderings)}.{total}"
            )
            if place:
                spans.append(place.span)
        if language.code == "ko":
            judged += len(spans)
            wrong_particles += len(ko.check_particles(output.text, spans))
    recurring = [found for found in renderings.values() if len(found) > 1]
    consistent = sum(Counter(found).most_common(1)[0][1] for found in recurring)
    texts = [output.text for output in outputs]
    references = [[line.reference for line in lines]]
    return Figures(
        success=100 * found / max(1, total),
        consistency=100 * consistent / max(1, sum(map(len, recurring))),
        chrf=sacrebleu.corpus_chrf(texts, references, word_order=2).score,
        bleu=sacrebleu.corpus_bleu(texts, references, tokenize=TOKENIZERS[language.code]).score,
        particles=100 * (1 - wrong_particles / max(1, judged)) if language.code == "ko" else None,
        surplus=surplus,
    )


def mixed(lines: Sequence[Line], news: Sequence[str]) -> list[Line]:
    """The lines among twice as many without terms, as an ordinary corpus has them."""
    result = []
    for index, line in enumerate(lines):
        result += [line, *(Line(text, "", ()) for text in news[2 * index : 2 * index + 2])]
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("languages", nargs="+", choices=sorted(TOKENIZERS))
    parser.add_argument("--data", type=Path, default=DATA / "dev.tsv")
    parser.add_argument("--terms", type=Path, default=DATA / "dev-terms.tsv")
    parser.add_argument("--half", choices=["odd", "even", "all"], default="even")
    parser.add_argument("--ablation", action="store_true", help="leave out one part at a time as well")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--beam-size", type=int, default=4)
    parser.add_argument("--package", default=(), nargs="*")
    parser.add_argument("--repeat", type=int, default=3, help="timings are the best of so many runs")
    parser.add_argument("--show", type=int, default=0, help="print so many lines that had to be forced")
    arguments = parser.parse_args()
    news = (DATA / "news.en.txt").read_text(encoding="utf-8").splitlines()
    for code in arguments.languages:
        language = parse_language(code)
        lines, dropped = read_lines(arguments.data, arguments.terms, code)
        start = {"odd": 0, "even": 1, "all": 0}[arguments.half]
        lines = lines[start :: 1 if arguments.half == "all" else 2]
        package = choose("en", language.package_code, tuple(arguments.package), discover())
        engine = Engine(
            package, threads=arguments.threads, options=DecodingOptions(beam_size=arguments.beam_size)
        )
        print(
            f"\n{code}: {len(lines)} {arguments.half} lines, {sum(len(line.terms) for line in lines)} terms "
            f"({dropped} of all rows dropped: inside a longer one), package {package.name}, "
            f"beam {arguments.beam_size}, glossary-translate {translate.__version__}"
        )
        print(
            f"{'mode':22}{'success':>9}{'consist.':>9}{'chrF2++':>9}{'BLEU':>7}{'particles':>10}"
            f"{'surplus':>8}{'CPU/1000':>9}{'ratio':>7}"
        )
        report("oracle", measure(lines, [Output(line.reference) for line in lines], language))
        corpus = mixed(lines, news)
        free_seconds = None
        free_outputs: list[Output] = []
        for name, mode in modes(engine, language, ablation=arguments.ablation).items():
            outputs = mode(lines)
            seconds = min(timed(mode, corpus) for _ in range(arguments.repeat))
            free_seconds = free_seconds or seconds
            report(
                name,
                measure(lines, outputs, language),
                1000 * seconds / len(corpus),
                seconds / free_seconds,
            )
            free_outputs = free_outputs or outputs
            if name == "full":
                show(lines, free_outputs, outputs, arguments.show)


def show(lines: Sequence[Line], free: Sequence[Output], outputs: Sequence[Output], count: int) -> None:
    """Print the first lines in which a term was forced or spliced, to be read."""
    chosen = [
        (line, alone, output)
        for line, alone, output in zip(lines, free, outputs, strict=True)
        if output.statuses & {"forced", "spliced"}
    ]
    for line, alone, output in chosen[:count]:
        print(f"  line {line.number}: {line.source}")
        for text in (alone.text, output.text, line.reference):
            print(f"    {text}")


def timed(mode: Mode, lines: Sequence[Line]) -> float:
    """CPU seconds of one run, all threads together: other work on the machine hardly changes them."""
    began = time.process_time()
    mode(lines)
    return time.process_time() - began


def report(
    name: str, figures: Figures, per_thousand: float | None = None, ratio: float | None = None
) -> None:
    """One row of the table."""
    particles = f"{figures.particles:.2f}" if figures.particles is not None else "-"
    timing = f"{per_thousand:9.1f}{ratio:7.2f}" if per_thousand is not None and ratio is not None else ""
    print(
        f"{name:22}{figures.success:9.2f}{figures.consistency:9.2f}{figures.chrf:9.2f}{figures.bleu:7.2f}"
        f"{particles:>10}{figures.surplus:8}{timing}",
        flush=True,
    )


if __name__ == "__main__":
    main()
