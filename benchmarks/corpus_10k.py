"""Ten thousand documents into two languages: killed, resumed, compared; memory watched all the time.

    python benchmarks/corpus_10k.py --documents 10000 --kills 3

Documents of two to five sentences are made of ``data/news.en.txt``, each with a sentence of its own;
one in a hundred is broken. ``translate corpus`` runs undisturbed into one folder, and into another it is
killed (SIGKILL) at random moments and started again. The outputs must be the same bytes; what was done
before a kill must not be done again. Then one glossary term is changed, and only the documents that hold
it may be touched.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"
COMMAND = Path(sys.executable).with_name("translate")
BROKEN_EVERY = 100


def write_documents(folder: Path, number: int) -> None:
    """The corpus: small articles in folders of 200, one in a hundred binary."""
    lines = (DATA / "news.en.txt").read_text(encoding="utf-8").splitlines()
    chance = random.Random(7)
    for document in range(number):
        path = folder / f"{document // 200:03}" / f"{document:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        if document % BROKEN_EVERY == BROKEN_EVERY // 2:
            path.write_bytes(chance.randbytes(2_000))
            continue
        chosen = chance.sample(lines, chance.randint(1, 4))
        own = f"This is report {document} of the desk."
        path.write_text("\n\n".join([*chosen, own]) + "\n", encoding="utf-8")


def write_glossary(folder: Path, rendering: str) -> None:
    """A glossary of one term, for both languages."""
    folder.mkdir(exist_ok=True)
    for locale in ("ko", "ja"):
        (folder / f"{locale}.po").write_text(
            f'msgid ""\nmsgstr ""\n"Language: {locale}\\n"\n'
            '"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
            f'msgid "parliament"\nmsgstr "{rendering}"\n',
            encoding="utf-8",
        )


class Watched:
    """A run whose resident memory is sampled every half second (megabytes)."""

    def __init__(self, arguments: list[str], cwd: Path) -> None:
        self.samples: list[float] = []
        self._process = subprocess.Popen(
            [str(COMMAND), *arguments], cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )

    def wait(self, seconds: float | None = None) -> int | None:
        """The exit status, or None if it still runs after ``seconds``."""
        deadline = None if seconds is None else time.monotonic() + seconds
        while self._process.poll() is None:
            self._sample()
            if deadline is not None and time.monotonic() > deadline:
                return None
            time.sleep(0.5)
        return self._process.returncode

    def kill(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _sample(self) -> None:
        try:
            status = Path(f"/proc/{self._process.pid}/status").read_text()
        except OSError:
            return
        for line in status.splitlines():
            if line.startswith("VmRSS:"):
                self.samples.append(int(line.split()[1]) / 1024)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*.txt")
        if ".translate" not in path.parts
    }


def last_report(out: Path) -> dict[str, object]:
    path = max((out / ".translate" / "runs").iterdir(), key=lambda each: each.stat().st_mtime_ns)
    report: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return report


def thirds(samples: list[float]) -> str:
    """Highest memory in each third of a run: flat if it does not grow."""
    size = max(1, len(samples) // 3)
    return ", ".join(f"{max(samples[start : start + size]):.0f}" for start in (0, size, 2 * size - 1))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--curated", action="store_true", help="with the curated glossaries")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_documents(root / "src", arguments.documents)
        write_glossary(root / "G", "의회" if arguments.curated else "국회")
        options = ["--to", "ko", "--to", "ja", "--glossary", "G", "--quiet"]
        if not arguments.curated:
            options.append("--no-glossary")

        def command(out: str) -> list[str]:
            return ["corpus", "src", out, *options, "--memory", f"{out}.sqlite3"]

        began = time.perf_counter()
        whole = Watched(command("whole"), root)
        status = whole.wait()
        seconds = time.perf_counter() - began
        report = last_report(root / "whole")
        print(f"undisturbed: status {status}, {seconds:.0f} s, outputs {report['outputs']}")
        print(f"  languages {report['languages']}")
        print(f"  peak memory {max(whole.samples):.0f} MB; by thirds of the run {thirds(whole.samples)} MB")

        chance = random.Random(11)
        peak = 0.0
        killed = 0
        for _number in range(arguments.kills):
            run = Watched(command("out"), root)
            if run.wait(chance.uniform(0.05, 0.9) * seconds / (arguments.kills + 1) + 2) is None:
                killed += 1
            run.kill()
            peak = max(peak, *run.samples)
            print(f"  killed with {len(contents(root / 'out'))} outputs")
        before = len(contents(root / "out"))
        run = Watched(command("out"), root)
        status = run.wait()
        report = last_report(root / "out")
        outputs = report["outputs"]
        assert isinstance(outputs, dict)
        print(f"killed {killed} times, resumed: status {status}, outputs {outputs}")
        print(f"  peak memory {max(peak, *run.samples):.0f} MB")
        print(f"  outputs that stood already: {before}, not done again: {outputs.get('unchanged', 0)}")
        same = contents(root / "out") == contents(root / "whole")
        print(f"  the same bytes as undisturbed: {same}")

        began = time.perf_counter()
        nothing = Watched(command("out"), root)
        nothing.wait()
        outputs = last_report(root / "out")["outputs"]
        print(f"nothing to do: {time.perf_counter() - began:.1f} s, outputs {outputs}")

        write_glossary(root / "G", "민의원")
        holding = sum(b"arliament" in path.read_bytes() for path in (root / "src").rglob("*.txt"))
        began = time.perf_counter()
        changed = Watched(command("out"), root)
        changed.wait()
        print(
            f"one term changed: {time.perf_counter() - began:.1f} s,"
            f" outputs {last_report(root / 'out')['outputs']}; documents that hold the word: {holding}"
        )
        if not same:
            raise SystemExit(1)


if __name__ == "__main__":
    main()
