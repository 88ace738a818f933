"""Throughput and memory: this tool, Argos Translate as it runs by default, and CTranslate2 alone.

    python benchmarks/throughput.py --to ko --documents 150 --rounds 3

The same package, beam size, length penalty and sentences for all. Documents of 20 sentences are made of
``data/news.en.txt``. Each way of translating runs in a process of its own, which loads first and then
takes the time; the rounds go through all ways in turn, so that what else the machine does meets them
alike, and the medians are compared. Processor time says more than the clock where it is not idle.

* ``argos``: ``argostranslate.translate`` called for each document. Its own sentence splitter needs a
  download, so it is handed the same sentences through its ``ISentenceBoundaryDetectionModel``.
* ``ceiling``: CTranslate2 on tokens, all sentences at once, sorted by length, a worker for each core, in
  batches of the size this tool uses (those of 64 are 5 % slower). It leaves AVX-512 out unless told
  otherwise, which this tool does; with ``CT2_FORCE_CPU_ISA`` in the environment all ways use the same.
* ``corpus``: ``translate corpus`` from files to files without glossaries and memory; ``glossary``: with
  the curated glossaries.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"
SENTENCES_A_DOCUMENT = 20
SENTENCES_A_PARAGRAPH = 4
BEAM_SIZE = 4
LENGTH_PENALTY = 0.2  # fixed in Argos Translate
WAYS = ("argos", "ceiling", "corpus", "glossary")


def write_documents(folder: Path, number: int) -> None:
    """Documents of paragraphs, one a line, from the news sentences in turn."""
    lines = (DATA / "news.en.txt").read_text(encoding="utf-8").splitlines()
    for document in range(number):
        first = document * SENTENCES_A_DOCUMENT
        chosen = [lines[(first + index) % len(lines)] for index in range(SENTENCES_A_DOCUMENT)]
        paragraphs = [
            " ".join(chosen[start : start + SENTENCES_A_PARAGRAPH])
            for start in range(0, len(chosen), SENTENCES_A_PARAGRAPH)
        ]
        path = folder / f"{document // 100:03}" / f"{document:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


def paragraphs_of(folder: Path) -> list[list[str]]:
    """For each document its paragraphs."""
    return [
        [line for line in path.read_text(encoding="utf-8").splitlines() if line]
        for path in sorted(folder.rglob("*.txt"))
    ]


def sentences_of(paragraph: str) -> list[str]:
    """The sentences as this tool splits them."""
    from translate.sentences import split

    return [sentence.text for sentence in split(paragraph)]


def by_argos(folder: Path, language: Any) -> tuple[int, float, float]:
    """Argos Translate, document by document."""
    home = tempfile.mkdtemp()
    os.environ.update(HOME=home, XDG_DATA_HOME=home, XDG_CONFIG_HOME=home, XDG_CACHE_HOME=home)
    import argostranslate.package
    import argostranslate.sbd
    import argostranslate.translate

    from translate.models.packages import choose

    package = argostranslate.package.Package(choose("en", language.package_code).path)
    known: dict[str, list[str]] = {}
    documents = paragraphs_of(folder)
    for document in documents:
        known.update((paragraph, sentences_of(paragraph)) for paragraph in document)

    class Known(argostranslate.sbd.ISentenceBoundaryDetectionModel):  # type: ignore[misc]
        def split_sentences(self, text: str) -> list[str]:
            return known[text]

    languages = argostranslate.translate.Language
    translation = argostranslate.translate.PackageTranslation(
        languages("en", "English"), languages(language.package_code, language.code), package
    )
    translation.sentencizer = Known()
    translation.translate(documents[0][0])
    began, cpu = time.perf_counter(), time.process_time()
    for document in documents:
        translation.translate("\n".join(document))
    seconds = time.perf_counter() - began
    return sum(map(len, known.values())), seconds, time.process_time() - cpu


def at_the_ceiling(folder: Path, language: Any) -> tuple[int, float, float]:
    """CTranslate2 alone, on tokens."""
    import ctranslate2

    from translate.engine import BATCH_SIZE
    from translate.models.packages import choose
    from translate.processor import available_threads
    from translate.tokenization import load_tokenizer

    package = choose("en", language.package_code)
    tokenizer = load_tokenizer(package.tokenizer_path, package.from_code, package.to_code)
    tokens = [
        tokenizer.encode(sentence)
        for document in paragraphs_of(folder)
        for paragraph in document
        for sentence in sentences_of(paragraph)
    ]
    translator = ctranslate2.Translator(
        str(package.model_path),
        compute_type="int8",
        inter_threads=available_threads(),
        intra_threads=1,
    )
    options = {"beam_size": BEAM_SIZE, "length_penalty": LENGTH_PENALTY, "max_batch_size": BATCH_SIZE}
    translator.translate_batch(tokens[:64], **options)
    began, cpu = time.perf_counter(), time.process_time()
    translator.translate_batch(tokens, **options)
    return len(tokens), time.perf_counter() - began, time.process_time() - cpu


def by_corpus(folder: Path, language: Any, *, glossary: bool) -> tuple[int, float, float]:
    """This tool, from files to files."""
    from translate.corpus.corpus import Corpus
    from translate.corpus.run import run
    from translate.engine import DecodingOptions
    from translate.translator import Options, Translator

    translator = Translator(Options(curated=glossary, consistent_names=glossary, beam_size=BEAM_SIZE))
    translator.load(language).engine.options = DecodingOptions(BEAM_SIZE, LENGTH_PENALTY)
    translator.translate_text("The ferry left at noon.", language)
    with tempfile.TemporaryDirectory() as out:
        began, cpu = time.perf_counter(), time.process_time()
        summary = run(Corpus(folder, Path(out), (language,)), translator, on_event=lambda _event: None)
        return summary.sentences, time.perf_counter() - began, time.process_time() - cpu


def measure(way: str, folder: Path, code: str) -> None:
    """Run one way in this process and print what it took."""
    from translate.languages import parse_language

    language = parse_language(code)
    if way == "argos":
        sentences, seconds, cpu = by_argos(folder, language)
    elif way == "ceiling":
        sentences, seconds, cpu = at_the_ceiling(folder, language)
    else:
        sentences, seconds, cpu = by_corpus(folder, language, glossary=way == "glossary")
    print(json.dumps({"sentences": sentences, "seconds": seconds, "cpu": cpu}))


def measure_apart(way: str, folder: Path, code: str) -> dict[str, float]:
    """Run one way in a process of its own; its peak memory comes from the system."""
    process = subprocess.Popen(
        [sys.executable, __file__, "--way", way, "--folder", str(folder), "--to", code],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    output = process.stdout.read()
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{way} failed with status {process.returncode}")
    return {**json.loads(output.splitlines()[-1]), "megabytes": usage.ru_maxrss / 1024}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--to", default="ko", help="target language (ko, ja, zh)")
    parser.add_argument("--documents", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--without-argos", action="store_true", help="leave the slowest way out")
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.way:
        measure(arguments.way, arguments.folder, arguments.to)
        return
    ways = WAYS[1:] if arguments.without_argos else WAYS
    found: dict[str, list[dict[str, float]]] = {way: [] for way in ways}
    with tempfile.TemporaryDirectory() as folder:
        write_documents(Path(folder), arguments.documents)
        for number in range(arguments.rounds):
            for way in ways:
                found[way].append(measure_apart(way, Path(folder), arguments.to))
                print(number + 1, way, found[way][-1], file=sys.stderr)
    print(
        "| way | sentences/s | of the ceiling | × argos"
        " | sentences per CPU second | of the ceiling | × argos | peak MB |"
    )
    print("|---|---|---|---|---|---|---|---|")

    def rates(way: str, measure_of: str) -> list[float]:
        return [each["sentences"] / each[measure_of] for each in found[way]]

    def share(way: str, other: str, measure_of: str) -> float:
        # Round by round: what else the machine did in a round met all ways of it.
        pairs = zip(rates(way, measure_of), rates(other, measure_of), strict=True)
        return statistics.median(ours / theirs for ours, theirs in pairs)

    for way in ways:
        cells = [way]
        for measure_of in ("seconds", "cpu"):
            cells += [
                f"{statistics.median(rates(way, measure_of)):.1f}",
                f"{100 * share(way, 'ceiling', measure_of):.0f} %",
                f"{share(way, 'argos', measure_of):.2f}" if "argos" in ways else "-",
            ]
        cells.append(f"{max(each['megabytes'] for each in found[way]):.0f}")
        print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
