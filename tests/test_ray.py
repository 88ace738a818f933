"""A run on a real Ray cluster of this machine gives what a local run gives."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Run

pytestmark = pytest.mark.ray

COMMAND = Path(sys.executable).with_name("translate")
PLAIN = ("--to", "ko", "--to", "ja", "--no-glossary")
RAY = ("--engine", "ray", "--workers", "2")
SENTENCES = ["The ferry left at noon.", "The mayor opened the bridge.", "Rain fell in the evening."]


def corpus(root: Path, documents: int) -> None:
    for number in range(documents):
        path = root / f"part{number % 3}" / f"{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [f"It was day {number}, and the hall was full.", *SENTENCES[: 1 + number % 3]]
        path.write_text("\n\n".join(line * (1 + number % 2) for line in lines) + "\n")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".translate" not in path.parts
    }


def processes(name: str) -> Iterator[int]:
    """Processes whose command line begins with ``name``."""
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and (entry / "cmdline").read_bytes().startswith(name.encode()):
                yield int(entry.name)
        except OSError:
            continue


def test_the_outputs_are_those_of_a_local_run(
    translate: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus(tmp_path / "src", 30)
    (tmp_path / "src" / "binary.txt").write_bytes(bytes(range(256)) * 9)
    local = translate("corpus", "src", "local", *PLAIN, "--memory", "one", "--json", status=1)
    monkeypatch.setenv("RAY_ADDRESS", "192.0.2.1:6379")
    far = translate("corpus", "src", "far", *PLAIN, *RAY, "--memory", "two", "--json", status=1)
    assert contents(tmp_path / "far") == contents(tmp_path / "local")

    def settled(result: subprocess.CompletedProcess[str]) -> set[tuple[str, str, str]]:
        lines = map(json.loads, result.stdout.splitlines())
        return {(line["source"], line["status"], line.get("reason", "")) for line in lines}

    assert settled(far) == settled(local)
    assert [line for line in far.stderr.splitlines() if "binary.txt" in line] == [
        line for line in local.stderr.splitlines() if "binary.txt" in line
    ]
    assert "ray" not in far.stderr.lower()
    (tmp_path / "src" / "new.txt").write_text("The ferry left at noon.\n")
    again = translate("corpus", "src", "far", *PLAIN, *RAY, "--memory", "two", "--json", status=1)
    translated = [
        line for line in map(json.loads, again.stdout.splitlines()) if line["status"] == "translated"
    ]
    assert {(line["target"], line["from_memory"]) for line in translated} == {
        ("ko/new.txt", 1),
        ("ja/new.txt", 1),
    }
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("two")] == ["two"]


def test_a_worker_that_is_killed_costs_nothing_but_time(translate: Run, tmp_path: Path) -> None:
    corpus(tmp_path / "src", 300)
    translate("corpus", "src", "local", *PLAIN, "--no-memory")
    before = set(processes("ray::MapWorker"))
    run = subprocess.Popen(
        [str(COMMAND), "corpus", "src", "far", *PLAIN, *RAY, "--no-memory"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    workers: set[int] = set()
    while run.poll() is None and (len(workers) < 2 or not contents(tmp_path / "far")):
        time.sleep(0.05)
        workers = set(processes("ray::MapWorker")) - before
    assert len(workers) == 2
    os.kill(min(workers), signal.SIGKILL)
    _stdout, stderr = run.communicate(timeout=300)
    assert run.returncode == 0, stderr
    assert contents(tmp_path / "far") == contents(tmp_path / "local")


def test_a_cluster_of_this_machine_listens_on_this_machine_only(tmp_path: Path) -> None:
    corpus(tmp_path / "src", 60)
    own = {os.getpid(), *processes("ray::")}
    run = subprocess.Popen(
        [str(COMMAND), "corpus", "src", "far", *PLAIN, *RAY, "--no-memory"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    seen: set[str] = set()
    while run.poll() is None:
        seen |= listening(set(processes("ray::")) - own | {run.pid})
        time.sleep(0.2)
    assert run.returncode == 0
    assert seen
    assert seen <= {"0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000"}


def listening(pids: set[int]) -> set[str]:
    """Addresses, as in /proc/net/tcp, on which processes listen."""
    sockets: dict[str, str] = {}
    for table in ("tcp", "tcp6"):
        for line in Path("/proc/net", table).read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A":
                sockets[f"socket:[{fields[9]}]"] = fields[1].partition(":")[0]
    found = set()
    for pid in pids:
        try:
            links = [str(path.readlink()) for path in Path("/proc", str(pid), "fd").iterdir()]
        except OSError:
            continue
        found |= {sockets[link] for link in links if link in sockets}
    return found


def test_a_cluster_that_cannot_be_reached_is_one_line(translate: Run, tmp_path: Path) -> None:
    corpus(tmp_path / "src", 1)
    result = translate(
        "corpus", "src", "out", *PLAIN, "--no-memory", "--engine", "ray", "--address", "127.0.0.1:1", status=1
    )
    assert result.stderr.startswith("Error: Cannot reach the Ray cluster 127.0.0.1:1: ")
    assert len(result.stderr.splitlines()) == 1
    result = translate("corpus", "src", "out", *PLAIN, "--address", "auto", status=2)
    assert "--address and --workers need --engine ray." in result.stderr
