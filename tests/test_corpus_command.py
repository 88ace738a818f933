"""``translate corpus``: everything new or changed is translated once, whatever happens in between."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Run

from translate.corpus.journal import Journal
from translate.memory import ApprovedEntry, Memory, default_path

CASES = Path(__file__).parent / "data" / "cases"
COMMAND = Path(sys.executable).with_name("translate")
PLAIN = ("--to", "ko", "--no-glossary")

SENTENCES = [
    "The ferry left at noon.",
    "The mayor opened the bridge.",
    "Rain fell in the evening.",
    "The talks resumed on Monday.",
    "Prices rose again this year.",
    "The museum is closed today.",
    "The train was late.",
    "Schools reopened in March.",
]


def corpus(root: Path, documents: int) -> None:
    """Documents of one to three sentences in a few folders, many sentences in common."""
    for number in range(documents):
        chosen = [SENTENCES[(number + step * 3) % len(SENTENCES)] for step in range(1 + number % 3)]
        path = root / f"part{number % 4}" / f"{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{chosen[0]} It was day {number}.\n\n" + "\n".join(chosen[1:]) + "\n")


def contents(folder: Path) -> dict[str, bytes]:
    """Outputs by path; the journal's folder left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".translate" not in path.parts
    }


def events(result: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """Status by target (or source, where there is no target)."""
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    return {line.get("target", line["source"]): line["status"] for line in lines}


def glossary(folder: Path, **terms: str) -> Path:
    """A Korean glossary."""
    folder.mkdir(exist_ok=True)
    entries = "".join(f'\nmsgid "{term}"\nmsgstr "{rendering}"\n' for term, rendering in terms.items())
    header = 'msgid ""\nmsgstr ""\n"Language: ko\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    (folder / "ko.po").write_text(header + entries, encoding="utf-8")
    return folder


def test_names_that_break_other_tools(translate: Run, tmp_path: Path) -> None:
    """Case G05."""
    subprocess.run(["sh", str(CASES / "G05.sh")], cwd=tmp_path, check=True)
    first = translate("corpus", "src", "out", *PLAIN, "--json")
    sources = {os.fsencode(name) for name in contents(tmp_path / "src") if name != "noext"}
    assert len(sources) == 10
    outputs = contents(tmp_path / "out")
    assert {os.fsencode(name) for name in outputs} == {b"ko/" + name for name in sources}
    assert all(output.strip() and output.isascii() is False for output in outputs.values())
    assert "Skipped 1 file (no known document format): noext" in first.stderr
    statuses = [json.loads(line)["status"] for line in first.stdout.splitlines()]
    assert sorted(statuses) == ["skipped"] + ["translated"] * 10
    for line in (tmp_path / "out" / ".translate" / "journal.jsonl").read_bytes().decode("utf-8").splitlines():
        json.loads(line)
    again = translate("corpus", "src", "out", *PLAIN, "--json")
    assert set(events(again).values()) == {"skipped", "unchanged"}
    assert contents(tmp_path / "out") == outputs
    translate("file", "src/[x]{y}*.txt", "--to", "ko", "-o", "single/")
    assert (tmp_path / "single" / "[x]{y}*.ko.txt").read_bytes() == outputs["ko/[x]{y}*.txt"]


def test_outputs_are_those_of_translating_each_file_alone(translate: Run, tmp_path: Path) -> None:
    corpus(tmp_path / "src", 12)
    (tmp_path / "src" / "notes.md").write_text("# The *ferry*\n\nThe **mayor** opened `bridge.txt`.\n")
    translate("corpus", "src", "out", "--to", "ko", "--to", "zh-TW", "--no-memory")
    outputs = contents(tmp_path / "out")
    assert len(outputs) == 26
    translate(
        "file", *sorted((tmp_path / "src").rglob("*.*")), "--to", "ko", "--to", "zh-Hant", "-o", "alone",
        "--no-memory",
    )  # fmt: skip
    alone = {path.name: path.read_bytes() for path in (tmp_path / "alone").iterdir()}
    for name, data in outputs.items():
        path = Path(name)
        assert alone[f"{path.stem}.{path.parts[0]}{path.suffix}"] == data


def test_only_what_is_new_or_changed_is_translated(translate: Run, tmp_path: Path) -> None:
    src, out = tmp_path / "src", tmp_path / "out"
    corpus(src, 6)
    translate("corpus", "src", "out", *PLAIN)
    before = {name: (out / name).stat().st_mtime_ns for name in contents(out)}
    (src / "part1" / "001.txt").write_text("Schools reopened in March.\n")
    (src / "new.txt").write_text("The train was late.\n")
    os.utime(src / "part2" / "002.txt")
    result = translate("corpus", "src", "out", *PLAIN, "--json")
    statuses = events(result)
    assert {name for name, status in statuses.items() if status == "translated"} == {
        "ko/part1/001.txt",
        "ko/new.txt",
    }
    after = {name: (out / name).stat().st_mtime_ns for name in before}
    assert {name for name in before if before[name] != after[name]} == {"ko/part1/001.txt"}
    result = translate("corpus", "src", "out", *PLAIN, "--to", "ja", "--json")
    assert {name for name, status in events(result).items() if status == "translated"} == {
        name.replace("ko/", "ja/") for name in contents(out) if name.startswith("ko/")
    }
    assert "0 translated, 14 unchanged" in translate("corpus", "src", "out", *PLAIN, "--to", "ja").stderr


def test_outputs_edited_by_hand_are_kept_until_forced(translate: Run, tmp_path: Path) -> None:
    src, out = tmp_path / "src", tmp_path / "out"
    corpus(src, 4)
    (out / "ko" / "part3").mkdir(parents=True)
    (out / "ko" / "part3" / "003.txt").write_text("남의 글\n")
    translate("corpus", "src", "out", *PLAIN, "--limit", "1")
    (out / "ko" / "part0" / "000.txt").write_text("고친 글\n")
    (src / "part0" / "000.txt").write_text("The museum is closed today.\n")
    result = translate("corpus", "src", "out", *PLAIN)
    assert "Kept: ko/part0/000.txt: edited by hand\n" in result.stderr
    assert "Kept: ko/part3/003.txt: not written by this tool\n" in result.stderr
    assert "2 translated, 0 unchanged, 2 kept, 0 failed." in result.stderr
    assert (out / "ko" / "part0" / "000.txt").read_text() == "고친 글\n"
    assert (out / "ko" / "part3" / "003.txt").read_text() == "남의 글\n"
    (report,) = [
        json.loads(path.read_text())
        for path in (out / ".translate" / "runs").iterdir()
        if json.loads(path.read_text())["kept"]
    ]
    assert report["kept"][0] == {
        "source": "part0/000.txt",
        "target": "ko/part0/000.txt",
        "reason": "edited by hand",
    }
    translate("corpus", "src", "out", *PLAIN, "--force")
    undisturbed = translate("corpus", "src", "fresh", *PLAIN)
    assert "4 translated" in undisturbed.stderr
    assert contents(out) == contents(tmp_path / "fresh")


def test_a_lost_journal_costs_nothing_but_time(translate: Run, tmp_path: Path) -> None:
    corpus(tmp_path / "src", 5)
    translate("corpus", "src", "out", *PLAIN)
    outputs = contents(tmp_path / "out")
    (tmp_path / "out" / ".translate" / "journal.jsonl").unlink()
    (tmp_path / "out" / "ko" / "part1" / "001.txt").write_text("고친 글\n")
    result = translate("corpus", "src", "out", *PLAIN)
    assert "Kept: ko/part1/001.txt: not written by this tool\n" in result.stderr
    result = translate("corpus", "src", "out", *PLAIN)
    assert "0 translated, 4 unchanged, 1 kept, 0 failed." in result.stderr
    assert {**contents(tmp_path / "out"), "ko/part1/001.txt": b""} == {**outputs, "ko/part1/001.txt": b""}


def test_broken_documents_are_named_and_harm_nothing(translate: Run, tmp_path: Path) -> None:
    src = tmp_path / "src"
    corpus(src, 6)
    translate("corpus", "src", "sound", *PLAIN)
    (src / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (src / "part1" / "gone.txt").symlink_to("nowhere")
    os.mkfifo(src / "locked.txt")
    result = translate("corpus", "src", "out", *PLAIN, "--quiet", status=1)
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: binary.txt: ")
    assert contents(tmp_path / "out") == contents(tmp_path / "sound")
    (report,) = (tmp_path / "out" / ".translate" / "runs").iterdir()
    data = json.loads(report.read_text())
    assert [entry["source"] for entry in data["failed"]] == ["binary.txt"]
    assert {entry["source"]: entry["reason"] for entry in data["skipped"]} == {
        "locked.txt": "not a regular file",
        "part1/gone.txt": "a symbolic link that leads nowhere",
    }
    assert (data["ended"], data["outputs"]) == ("finished", {"failed": 1, "skipped": 2, "translated": 6})
    again = translate("corpus", "src", "out", *PLAIN, status=1)
    assert "0 translated, 6 unchanged, 0 kept, 1 failed." in again.stderr


def test_a_changed_term_touches_only_the_documents_that_hold_it(translate: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    corpus(tmp_path / "src", 16)
    terms = {"ferry": "도선", "mayor": "시장", "museum": "박물관"}
    options = ("--to", "ko", "--glossary", glossary(tmp_path / "G", **terms), "--no-glossary", "--json")

    def run() -> set[str]:
        result = translate("corpus", "src", "out", *options)
        return {name for name, status in events(result).items() if status == "translated"}

    def holding(word: str) -> set[str]:
        return {
            f"ko/{path.relative_to(tmp_path / 'src').as_posix()}"
            for path in (tmp_path / "src").rglob("*.txt")
            if word in path.read_text()
        }

    assert len(run()) == 16
    assert run() == set()
    times = {name: (out / name).stat().st_mtime_ns for name in contents(out)}
    glossary(tmp_path / "G", **{**terms, "ferry": "나룻배"})
    assert run() == holding("ferry")
    for name in contents(out):
        assert ((out / name).stat().st_mtime_ns != times[name]) == (name in holding("ferry"))
    assert all("나룻배" in (out / name).read_text() for name in holding("ferry"))
    glossary(tmp_path / "G", **{**terms, "ferry": "나룻배", "train": "기차"})
    assert run() == holding("train")
    glossary(tmp_path / "G", ferry="나룻배", train="기차", mayor="시장")
    assert run() == holding("museum")
    assert run() == set()
    assert len(list((out / ".translate" / "glossaries").iterdir())) == 1


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """The command left running in ``tmp_path``; whatever still runs at the end is killed."""
    running: list[subprocess.Popen[str]] = []

    def run(*arguments: str) -> subprocess.Popen[str]:
        running.append(
            subprocess.Popen(
                [str(COMMAND), *arguments],
                cwd=tmp_path,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        return running[-1]

    yield run
    for process in running:
        process.kill()
        process.communicate()


Start = Callable[..., subprocess.Popen[str]]


@pytest.mark.parametrize(("memory", "documents"), [("--memory=m.sqlite3", 200), ("--no-memory", 60)])
def test_a_run_killed_again_and_again_ends_as_an_undisturbed_one(
    translate: Run, start: Start, tmp_path: Path, memory: str, documents: int
) -> None:
    corpus(tmp_path / "src", documents)
    options = ["--to", "ko", "--to", "ja", "--no-glossary"]
    began = time.monotonic()
    translate("corpus", "src", "whole", *options, "--no-memory")
    seconds = time.monotonic() - began
    arguments = ["corpus", "src", "out", *options, memory]
    chance = random.Random(6)
    kills = 0
    for _attempt in range(5):
        process = start(*arguments)
        time.sleep(chance.uniform(0.1, 0.7) * seconds)
        process.kill()
        process.communicate()
        kills += process.returncode == -signal.SIGKILL
    assert kills
    done = len(contents(tmp_path / "out"))
    result = translate(*arguments, "--json")
    assert sum(status == "translated" for status in events(result).values()) <= 2 * documents - done + 64
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")
    left = [path.name for path in tmp_path.rglob("*") if path.suffix == ".part" or "-wal" in path.name]
    assert left == []


def test_a_torn_journal_and_a_half_written_temporary_file_are_mended(translate: Run, tmp_path: Path) -> None:
    corpus(tmp_path / "src", 10)
    translate("corpus", "src", "out", *PLAIN)
    outputs = contents(tmp_path / "out")
    journal = tmp_path / "out" / ".translate" / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    last = json.loads(lines[-1])["target"]
    # A power cut between the journal and the new name: the line is torn, the output is not there.
    journal.write_bytes(b"".join(lines)[:-40])
    (tmp_path / "out" / last).unlink()
    (tmp_path / "out" / "ko" / "part0" / ".translate-00.part").write_bytes(b"half")
    result = translate("corpus", "src", "out", *PLAIN, "--json")
    assert {name for name, status in events(result).items() if status == "translated"} == {last}
    (tmp_path / "src" / "part0" / "more.txt").write_text("The train was late.\n")
    translate("corpus", "src", "out", *PLAIN)
    assert {**contents(tmp_path / "out")} == {
        **outputs,
        "ko/part0/more.txt": (tmp_path / "out" / "ko" / "part0" / "more.txt").read_bytes(),
    }


def test_a_full_disk_ends_the_run_with_one_line_and_the_next_goes_on(translate: Run, tmp_path: Path) -> None:
    corpus(tmp_path / "src", 40)
    translate("corpus", "src", "whole", *PLAIN, "--no-memory")

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, resource.RLIM_INFINITY))

    result = subprocess.run(
        [str(COMMAND), "corpus", "src", "out", *PLAIN, "--no-memory"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        preexec_fn=limit,
    )
    assert result.returncode == 1
    assert result.stderr.splitlines() == ["Error: Cannot write out/.translate/journal.jsonl: File too large."]
    translate("corpus", "src", "out", *PLAIN, "--no-memory")
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_ctrl_c_ends_at_a_safe_point_and_the_next_run_goes_on(
    translate: Run, start: Start, tmp_path: Path
) -> None:
    corpus(tmp_path / "src", 200)
    arguments = ["corpus", "src", "out", *PLAIN, "--to", "ja", "--memory", "m.sqlite3"]
    process = start(*arguments, "--json")
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _stdout, stderr = process.communicate(timeout=120)
    assert process.returncode == 130
    lines = stderr.splitlines()
    assert lines[0] == "Stopping at the next safe point; press Ctrl-C again to stop at once."
    assert lines[-1] == "Interrupted; what was finished is kept. Run the same command to go on."
    done = contents(tmp_path / "out")
    (report,) = (tmp_path / "out" / ".translate" / "runs").iterdir()
    data = json.loads(report.read_text())
    assert (data["ended"], data["outputs"]) == ("interrupted", {"translated": len(done)})
    result = translate(*arguments, "--json")
    assert sum(status == "unchanged" for status in events(result).values()) == len(done)
    assert len(done) < 400
    assert len(contents(tmp_path / "out")) == 400


def test_a_second_ctrl_c_ends_at_once(start: Start, tmp_path: Path) -> None:
    corpus(tmp_path / "src", 200)
    process = start("corpus", "src", "out", *PLAIN, "--json")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert process.stderr.readline().startswith("Stopping at the next safe point")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130


def test_two_runs_into_one_folder_do_not_disturb_each_other(translate: Run, tmp_path: Path) -> None:
    corpus(tmp_path / "src", 3)
    with Journal(tmp_path / "out"):
        result = translate("corpus", "src", "out", *PLAIN, status=1)
        assert result.stderr == "Error: Another run is writing to out; wait for it to end, or end it.\n"
        assert contents(tmp_path / "out") == {}
    translate("corpus", "src", "out", *PLAIN)
    assert len(contents(tmp_path / "out")) == 3


def test_a_dry_run_counts_and_writes_nothing(translate: Run, tmp_path: Path) -> None:
    corpus(tmp_path / "src", 6)
    (tmp_path / "src" / "noext").write_text("x")
    result = translate("corpus", "src", "out", *PLAIN, "--dry-run")
    assert result.stdout.splitlines()[:2] == [
        "6 to translate, 0 unchanged, 0 kept, 0 cannot be read, 1 skipped.",
        "ko: 6 documents, 18 sentences, 0 of them in the memory.",
    ]
    assert result.stdout.splitlines()[2].startswith("It would take about ")
    assert not (tmp_path / "out").exists()
    assert not default_path().exists()
    translate("corpus", "src", "out", *PLAIN, "--limit", "4")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}
    result = translate("corpus", "src", "out", *PLAIN, "--dry-run", "--json")
    data = json.loads(result.stdout)
    assert data["outputs"] == {"to translate": 2, "unchanged": 4, "skipped": 1}
    assert data["languages"]["ko"]["sentences"] == 6
    assert data["languages"]["ko"]["in_memory"] == 3
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")} == before


def test_beside_the_sources(translate: Run, tmp_path: Path) -> None:
    corpus(tmp_path / "src", 3)
    translate("corpus", "src", "--layout", "beside", "--to", "ko", "--to", "zh-TW")
    names = {path.name for path in (tmp_path / "src" / "part1").iterdir()}
    assert names == {"001.txt", "001.ko.txt", "001.zh-Hant.txt"}
    result = translate("corpus", "src", "--layout", "beside", "--to", "ko", "--to", "zh-TW")
    assert "0 translated, 6 unchanged, 0 kept, 0 failed." in result.stderr


def test_no_memory_stores_nothing_of_the_text(translate: Run, tmp_path: Path) -> None:
    corpus(tmp_path / "src", 4)
    translate("corpus", "src", "out", *PLAIN, "--no-memory")
    assert not default_path().parent.exists()
    for path in (tmp_path / "out" / ".translate").rglob("*"):
        assert path.is_dir() or not any(sentence in path.read_text() for sentence in SENTENCES)


def test_approved_sentences_are_used_and_counted_as_from_the_memory(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a.txt").write_text("The ferry left at noon.\n")
    with Memory.open(tmp_path / "m") as memory:
        memory.approve([ApprovedEntry("The ferry left at noon.", "배는 한낮에 떠났다.", "en", "ko")])
    result = translate("corpus", "src", "out", *PLAIN, "--memory", "m", "--json")
    assert (tmp_path / "out" / "ko" / "a.txt").read_text() == "배는 한낮에 떠났다.\n"
    line = json.loads(result.stdout)
    assert (line["sentences"], line["from_memory"]) == (1, 1)


def test_an_output_folder_that_leads_elsewhere_is_not_written_through(translate: Run, tmp_path: Path) -> None:
    corpus(tmp_path / "src", 4)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out" / "ko").mkdir(parents=True)
    (tmp_path / "out" / "ko" / "part1").symlink_to(tmp_path / "elsewhere")
    result = translate("corpus", "src", "out", *PLAIN, status=1)
    assert (
        "Error: ko/part1/001.txt: out/ko/part1 leads out of the output folder through a symbolic link.\n"
        in result.stderr
    )
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert len(contents(tmp_path / "out")) == 3


def test_missing_terms_are_status_3_when_strict(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a.txt").write_text("The ferry left at noon.\n")
    with Memory.open(tmp_path / "m") as memory:
        memory.approve([ApprovedEntry("The ferry left at noon.", "배는 한낮에 떠났다.", "en", "ko")])
    terms = glossary(tmp_path / "G", ferry="연락선")
    options = ("--to", "ko", "--memory", "m", "--glossary", terms, "--no-glossary")
    translate("corpus", "src", "out", *options, "--strict", status=3)
    assert (tmp_path / "out" / "ko" / "a.txt").exists()
    report = json.loads(next((tmp_path / "out" / ".translate" / "runs").iterdir()).read_text())
    assert report["terms"] == [
        {
            "source": "a.txt",
            "lang": "ko",
            "line": 1,
            "term": "ferry",
            "rendering": "연락선",
            "status": "missing",
        }
    ]


def test_calls_that_cannot_be_served_are_one_line(translate: Run, tmp_path: Path) -> None:
    corpus(tmp_path / "src", 1)
    (tmp_path / "file").write_text("")
    for arguments, status, message in [
        (("missing", "out", *PLAIN), 1, "Error: missing: no such file or folder.\n"),
        (("src", "file/out", "--to", "ko"), 1, "Error: Cannot write file/out/.translate/journal.jsonl:"),
        (("src", "out", "--to", "tlh"), 1, "Error: Unknown language “tlh”."),
        (("src", "out", "--to", "zh-TW", "--to", "zh-HK"), 1, "Error: Traditional Chinese for Taiwan and"),
        (("src", "out", *PLAIN, "--glossary", "missing"), 1, "Error: "),
        (("src", "out", *PLAIN, "--package", "missing"), 1, "Error: "),
    ]:
        result = translate("corpus", *arguments, status=status)
        assert result.stderr.startswith(message)
        assert len(result.stderr.splitlines()) == 1
    result = translate("corpus", "src", "--to", "ko", status=2)
    assert "Name the output folder: translate corpus SRC OUT --to LANGUAGE." in result.stderr
    result = translate("corpus", "src", "out", "--layout", "beside", "--to", "ko", status=2)
    assert "With --layout beside there is no OUT" in result.stderr


def test_an_empty_corpus_is_no_failure(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    result = translate("corpus", "src", "out", *PLAIN)
    assert "0 translated, 0 unchanged, 0 kept, 0 failed." in result.stderr
    (tmp_path / "src" / "empty.txt").write_bytes(b"")
    translate("corpus", "src", "out", *PLAIN)
    assert contents(tmp_path / "out") == {"ko/empty.txt": b""}
