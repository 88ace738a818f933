"""Consistent names: documents with recurring names that no glossary knows, with and without.

    python benchmarks/names.py ko ja zh

The documents are made of the sentences of ``news.en.txt`` that share a name, up to eight each, and are
translated without any glossary. Of the names that got a rendering to be kept to, the table says in how
many of their occurrences it stands (a full name also by its surname alone), without and with consistent
names. Where a capital stands for its government and the package wrote the country (Beijing: 중국), the
occurrence is counted in a column of its own and left out of those shares. Two ratios of processor time
follow: of these documents, where every sentence has a recurring name, and of ordinary ones with all
glossaries, twenty lines of ``news.en.txt`` each.

``--cases N`` prints N cases for reading: every sentence that changed, and renderings drawn by lot.
``benchmarks/data/names-judged.tsv`` has the verdicts on a hundred of them.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import translate
from translate.documents.base import Segment
from translate.enforce.satisfaction import renderings_of
from translate.glossary.matching import Matcher
from translate.languages import Language, parse_language
from translate.names.finding import KIND, find
from translate.report.outcomes import SentenceResult
from translate.translator import Options, Prepared, Translator

DATA = Path(__file__).resolve().parent / "data"
LONGEST_DOCUMENT = 8
"""Sentences."""

ORDINARY_DOCUMENT, ORDINARY_LINES = 20, 1000
_WARMING = 10
GOVERNMENTS = {
    "Abuja": "Nigeria", "Ankara": "Turkey", "Athens": "Greece", "Bangkok": "Thailand", "Beijing": "China",
    "Berlin": "Germany", "Bishkek": "Kyrgyzstan", "Brasilia": "Brazil", "Brussels": "European Union",
    "Budapest": "Hungary", "Canberra": "Australia", "Caracas": "Venezuela", "Colombo": "Sri Lanka",
    "Hanoi": "Vietnam", "Havana": "Cuba", "Islamabad": "Pakistan", "Jakarta": "Indonesia", "Kyiv": "Ukraine",
    "London": "United Kingdom", "Madrid": "Spain", "Manila": "Philippines", "Moscow": "Russia",
    "New Delhi": "India", "Ottawa": "Canada", "Paris": "France", "Prague": "Czech Republic",
    "Pretoria": "South Africa", "Pyongyang": "North Korea", "Riyadh": "Saudi Arabia", "Rome": "Italy",
    "Seoul": "South Korea", "Stockholm": "Sweden", "Taipei": "Taiwan", "Tbilisi": "Georgia", "Tehran": "Iran",
    "Tirana": "Albania", "Tokyo": "Japan", "Ulaanbaatar": "Mongolia", "Vienna": "Austria",
    "Vilnius": "Lithuania", "Warsaw": "Poland", "Washington": "United States",
}  # fmt: skip
SHORT = {"European Union": ("EU",), "South Africa": ("남아공",), "Saudi Arabia": ("사우디",)}
"""What newspapers write for some of them."""


@dataclass
class Figures:
    """Counts over all documents of one language."""

    names: int = 0
    decided: set[tuple[str, str]] = field(default_factory=set)
    decisions: int = 0
    occurrences: int = 0
    as_country: int = 0
    free: int = 0
    free_as_country: int = 0
    consistent: int = 0
    changed: list[tuple[SentenceResult, SentenceResult]] = field(default_factory=list)
    known: int = 0
    as_known: int = 0


def make_documents(lines: Sequence[str], translator: Translator, language: Language) -> list[list[str]]:
    """Sentences that share a name, in the order of the file, in documents in a fixed random order."""
    engine = translator.load(language).engine
    groups: dict[str, list[str]] = defaultdict(list)
    for line, matches in zip(lines, find(lines, [()] * len(lines), engine.is_source_word), strict=True):
        for name in {match.term for match in matches}:
            if len(groups[name]) < LONGEST_DOCUMENT:
                groups[name].append(line)
    documents = [groups[name] for name in sorted(groups) if len(groups[name]) > 1]
    random.Random(1).shuffle(documents)
    return documents


def prepared(
    documents: Sequence[Sequence[str]], translator: Translator, language: Language
) -> list[Prepared]:
    return [
        translator.prepare([Segment(line, line=1, keep_lines=True) for line in document], language)
        for document in documents
    ]


def without_names(documents: Sequence[Prepared]) -> list[Prepared]:
    return [
        replace(document, sentences=[replace(sentence, names=()) for sentence in document.sentences])
        for document in documents
    ]


def measure(
    documents: Sequence[Prepared],
    free: Sequence[Sequence[SentenceResult]],
    consistent: Sequence[Sequence[SentenceResult]],
    curated: Matcher,
) -> Figures:
    """The figures of translations of the same documents without and with consistent names."""
    figures = Figures()
    for document, before, after in zip(documents, free, consistent, strict=True):
        renderings: dict[str, str] = {}
        for result in after:
            for outcome in result.terms:
                if outcome.kind == KIND:
                    renderings.setdefault(outcome.term, outcome.rendering)
        figures.names += len({match.term for sentence in document.sentences for match in sentence.names})
        figures.decided |= set(renderings.items())
        figures.decisions += len(renderings)
        for name, rendering in renderings.items():
            matches = [match for match in curated.match(name) if match.surface == name]
            if matches:
                figures.known += 1
                figures.as_known += rendering in dict(renderings_of(matches[0]))
        for sentence, one, other in zip(document.sentences, before, after, strict=True):
            for name in {match.term for match in sentence.names} & renderings.keys():
                figures.occurrences += 1
                standing = [stands(renderings[name], result.target) for result in (one, other)]
                by_country = [says_country(name, result.target, curated) for result in (one, other)]
                figures.free += standing[0]
                figures.free_as_country += by_country[0] and not standing[0]
                figures.consistent += standing[1]
                figures.as_country += by_country[1] and not standing[1]
            if one.target != other.target:
                figures.changed.append((one, other))
    return figures


def stands(rendering: str, translation: str) -> bool:
    """Whether a rendering stands in a translation, a full name also by its surname."""
    surnames = [part for part in (rendering.split("・"), rendering.split("·")) if len(part) > 1]
    return rendering in translation or any(parts[-1] in translation for parts in surnames)


def says_country(name: str, translation: str, curated: Matcher) -> bool:
    """Whether the country of a capital stands in a translation."""
    country = GOVERNMENTS.get(name, "")
    return any(
        rendering in translation
        for match in curated.match(country)[:1]
        for rendering in (*dict(renderings_of(match)), *SHORT.get(country, ()))
    )


def timed(translator: Translator, documents: Sequence[Prepared], language: Language) -> tuple[float, ...]:
    """Seconds of processor time without and with consistent names, and their ratio."""
    translator.translate_sentences(documents[:_WARMING], language)
    began = time.process_time()
    translator.translate_sentences(without_names(documents), language)
    between = time.process_time()
    translator.translate_sentences(documents, language)
    ended = time.process_time()
    return between - began, ended - between, (ended - between) / max(0.001, between - began)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("languages", nargs="+")
    parser.add_argument("--documents", type=int, default=None, help="at most so many")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument(
        "--cases", type=int, default=0, help="print so many cases of all languages for reading"
    )
    arguments = parser.parse_args()
    lines = (DATA / "news.en.txt").read_text(encoding="utf-8").splitlines()
    translator = Translator(Options(curated=False, threads=arguments.threads))
    usual = Translator(Options(threads=arguments.threads))
    print(f"glossary-translate {translate.__version__}")
    print(
        f"{'':9}{'documents':>10}{'names':>7}{'decided':>9}{'occurrences':>13}{'as country':>12}"
        f"{'alike: free':>13}{'consistent':>12}{'changed':>9}{'as curated':>12}{'time':>7}{'ordinary':>10}"
    )
    cases: list[tuple[str, str, str, str, str]] = []
    drawn: list[tuple[str, str, str, str, str]] = []
    for code in arguments.languages:
        language = parse_language(code)
        documents = prepared(
            make_documents(lines, translator, language)[: arguments.documents], translator, language
        )
        free = translator.translate_sentences(without_names(documents), language)
        consistent = translator.translate_sentences(documents, language)
        figures = measure(documents, free, consistent, Matcher(usual.termbase_for(language)))
        ordinary = [
            lines[start : start + ORDINARY_DOCUMENT] for start in range(0, ORDINARY_LINES, ORDINARY_DOCUMENT)
        ]
        ratio = timed(translator, documents, language)[2]
        usual_ratio = timed(usual, prepared(ordinary, usual, language), language)[2]
        named = figures.occurrences - figures.as_country
        free_named = figures.occurrences - figures.free_as_country
        print(
            f"{code:9}{len(documents):10}{figures.names:7}{100 * figures.decisions / figures.names:8.1f}%"
            f"{figures.occurrences:13}{figures.as_country:12}{100 * figures.free / max(1, free_named):12.2f}%"
            f"{100 * figures.consistent / max(1, named):11.2f}%{len(figures.changed):9}"
            f"{100 * figures.as_known / max(1, figures.known):11.1f}%{ratio:7.2f}{usual_ratio:10.2f}",
            flush=True,
        )
        for before, after in figures.changed:
            cases.append((code, "sentence", after.source, before.target, after.target))
        drawn += [(code, "name", name, "", rendering) for name, rendering in sorted(figures.decided)]
    if arguments.cases:
        cases = list(dict.fromkeys(cases))
        rest = max(0, arguments.cases - len(cases))
        for case in [*cases, *random.Random(2).sample(drawn, min(rest, len(drawn)))][: arguments.cases]:
            print("\t".join(case))


if __name__ == "__main__":
    main()
