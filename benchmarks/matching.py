"""What matching costs with a large glossary: its share of a run.

    python benchmarks/matching.py ko --entries 50000

A glossary of so many made-up terms is loaded beside the curated ones; then the development lines are
translated among twice as many lines without terms, and the time spent in matching is set against the
whole.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from pathlib import Path

from terminology import DATA, read_rows

from translate.documents.base import Segment
from translate.glossary.matching import Matcher
from translate.languages import parse_language
from translate.translator import Options, Translator

SYLLABLES = "ka to mi ra se no vel dor lin gar bo thu ana ess ir om ban que zal fi".split()


def write_glossary(folder: Path, locale: str, entries: int) -> None:
    """A PO file of made-up names and terms; the seed is fixed."""
    choose = random.Random(1)
    terms: set[str] = set()
    while len(terms) < entries:
        words = [
            "".join(choose.choices(SYLLABLES, k=choose.randint(2, 4))) for _ in range(choose.randint(1, 3))
        ]
        terms.add(" ".join(word.title() if choose.random() < 0.5 else word for word in words))
    blocks = [f'msgid ""\nmsgstr ""\n"Language: {locale}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n']
    blocks += [f'msgid "{term}"\nmsgstr "이름{number}"\n' for number, term in enumerate(sorted(terms))]
    folder.mkdir()
    (folder / f"{locale}.po").write_text("\n".join(blocks), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("languages", nargs="+", choices=["ko", "ja", "zh"])
    parser.add_argument("--entries", type=int, default=50_000)
    arguments = parser.parse_args()
    lines = [row["en"] for row in read_rows(DATA / "dev.tsv")]
    news = (DATA / "news.en.txt").read_text(encoding="utf-8").splitlines()
    segments = [Segment(text) for text in lines + news[: 2 * len(lines)]]
    for code in arguments.languages:
        language = parse_language(code)
        with tempfile.TemporaryDirectory() as folder:
            glossary = Path(folder) / "large"
            write_glossary(glossary, language.locale, arguments.entries)
            translator = Translator(Options(glossaries=(glossary,)))
            began = time.perf_counter()
            translator.load(language)
            loading = time.perf_counter() - began
            matcher = Matcher(translator.termbase_for(language))
            began = time.process_time()
            names = matcher.survey(segment.text for segment in segments)
            found = sum(len(matcher.match(segment.text, names)) for segment in segments)
            matching = time.process_time() - began
            began = time.process_time()
            prepared = translator.prepare(segments, language)
            translator.translate_sentences([prepared], language)
            whole = time.process_time() - began
            print(
                f"{code}: {arguments.entries} entries beside the curated ones, loaded in {loading:.1f} s; "
                f"{len(segments)} sentences, {found} matches: matching {matching:.2f} s of {whole:.2f} s "
                f"CPU = {100 * matching / whole:.1f} %"
            )


if __name__ == "__main__":
    main()
