"""100,000 concepts from CSV into a glossary, out to TBX, into another glossary: equal, and how long it takes.

Run: python benchmarks/exchange.py [CONCEPTS]
"""

from __future__ import annotations

import csv
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from translate import __version__
from translate.glossary.exchange.exporting import export_file
from translate.glossary.exchange.importing import import_file
from translate.glossary.store import LOCALES, open_glossary

CONCEPTS = 100_000
HEADING = ("en", "ko", "ja", "zh", "zh-Hant", "context", "kind", "aliases", "ko:accept", "note", "source")

Result = TypeVar("Result")


def write_table(path: Path, number: int) -> None:
    """A table of made-up terms, every column used."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADING)
        for index in range(number):
            writer.writerow(
                (
                    f"Harbour Office No. {index}",
                    f"제{index}항만사무소",
                    f"第{index}港湾事務所",
                    f"第{index}港务办公室",
                    f"第{index}港務辦公室",
                    "authority" if index % 50 == 0 else "",
                    "organization",
                    f"HO {index} | Port Office {index}",
                    f"{index}호 항만사무소" if index % 3 == 0 else "",
                    f"Opened in {1900 + index % 120}; see “Ports & Piers”, p. {index}",
                    "Harbour Gazette",
                )
            )


def timed(name: str, action: Callable[[], Result]) -> Result:
    """Run a step and print its seconds, those of the processor, and the peak of memory so far."""
    start, start_of_work = time.perf_counter(), time.process_time()
    result = action()
    seconds, work = time.perf_counter() - start, time.process_time() - start_of_work
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:32} {seconds:7.1f} s ({work:5.1f} s of work)   peak {peak:6.0f} MB", flush=True)
    return result


def contents(path: Path) -> dict[str, list[object]]:
    glossary = open_glossary(path, "same")
    files = {locale: glossary.read(locale) for locale in glossary.locales}
    return {locale: list(file.entries) for locale, file in files.items() if file}


def run(number: int, locales: tuple[str, ...]) -> bool:
    """Every step once; whether what came back is what went out."""
    print(f"{number} concepts in {len(locales)} languages")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table, termbase = folder / "terms.csv", folder / "terms.tbx"
        write_table(table, number)
        first, second = folder / "first", folder / "second"
        imported = timed("CSV → glossary", lambda: import_file(table, first, targets=locales))
        exported = timed("glossary → TBX", lambda: export_file(first, termbase))
        again = timed("TBX → another glossary", lambda: import_file(termbase, second))
        timed("glossary → CSV", lambda: export_file(second, folder / "again.csv"))
        timed("that CSV once more", lambda: import_file(folder / "again.csv", second))
        messages = [*imported.report.messages(), *exported.report.messages(), *again.report.messages()]
        equal = contents(first) == contents(second) and not messages
    print(f"equal: {'yes' if equal else 'NO'}")
    return equal


def main(number: int) -> int:
    print(f"glossary-translate {__version__}, Python {platform.python_version()}")
    return 0 if all([run(number, ("ko",)), run(number, LOCALES)]) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else CONCEPTS))
