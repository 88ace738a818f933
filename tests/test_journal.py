"""The journal of a corpus: what stands in the output folder after any kind of end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.corpus.journal import Journal, Record, State, hash_bytes
from translate.errors import CorpusError, OutputError
from translate.files import write_atomically

RECORD = Record(
    target="ko/a.txt",
    language="ko",
    source="a.txt",
    source_hash="5e",
    source_size=3,
    source_time=4,
    target_hash=hash_bytes(b"new"),
    target_size=3,
    target_time=1,
    replaced=hash_bytes(b"old"),
    recipe="r",
    glossary="g",
    terms=("t1", "t2"),
    sentences=5,
    found=6,
    satisfied=6,
)


def test_the_last_record_of_an_output_is_found_by_the_next_run(tmp_path: Path) -> None:
    other = replace(RECORD, target="ko/b.txt", terms=())
    with Journal(tmp_path / "out") as journal:
        assert journal.find("ko/a.txt") is None
        journal.append([replace(RECORD, recipe="first"), other])
        journal.append([RECORD])
        assert journal.find("ko/a.txt") == RECORD
    with Journal(tmp_path / "out") as journal:
        assert journal.find("ko/a.txt") == RECORD
        assert list(journal.records()) == [other, RECORD]
        assert journal.find("ko/c.txt") is None
    assert sorted(path.name for path in (tmp_path / "out" / ".translate").iterdir()) == ["journal.jsonl"]


def test_names_of_any_bytes_survive_and_the_file_is_valid_utf_8(tmp_path: Path) -> None:
    names = ["café", "cafe\u0301", "new\nline", os.fsdecode(b"latin\xe9"), "회의록 2", "--help", "[x]{y}*"]
    with Journal(tmp_path) as journal:
        journal.append([replace(RECORD, target=name, source=name) for name in names])
    with Journal(tmp_path) as journal:
        assert [record.target for record in journal.records()] == names
    for line in journal.path.read_text(encoding="utf-8").splitlines():
        json.loads(line)


@given(cut=st.integers(min_value=0, max_value=4_000), tail=st.binary(max_size=40))
def test_a_journal_cut_anywhere_keeps_every_whole_line(
    tmp_path_factory: pytest.TempPathFactory, cut: int, tail: bytes
) -> None:
    out = tmp_path_factory.mktemp("out")
    records = [replace(RECORD, target=f"ko/{number}.txt") for number in range(8)]
    with Journal(out) as journal:
        journal.append(records)
    data = journal.path.read_bytes()[:cut]
    journal.path.write_bytes(data + tail.replace(b"\n", b"?"))
    whole = max(0, data.count(b"\n") - 1)
    with Journal(out) as journal:
        assert list(journal.records()) == records[:whole]
        journal.append(records[-1:])
    with Journal(out) as journal:
        assert journal.find(records[-1].target) == records[-1]
        assert len(list(journal.records())) == len({*range(whole), 7})


def test_lines_that_are_no_records_are_passed_over_and_counted(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.append([RECORD])
    with journal.path.open("ab") as file:
        file.write(b"\0\0\0\n[1]\n" + b"[" * 90_000 + b'\n{"target": "x", "unknown": 1}\n')
    with Journal(tmp_path) as journal:
        assert journal.unreadable_lines == 4
        assert list(journal.records()) == [RECORD]


def test_what_stands_at_the_place_of_an_output(tmp_path: Path) -> None:
    path = tmp_path / "ko" / "a.txt"
    path.parent.mkdir()
    with Journal(tmp_path) as journal:
        assert journal.state("ko/a.txt", RECORD) is State.MISSING
        for content, state in {
            b"new": State.DONE,
            b"old": State.INTERRUPTED,
            b"by hand": State.EDITED,
        }.items():
            path.write_bytes(content)
            assert journal.state("ko/a.txt", RECORD) is state
        assert journal.state("ko/a.txt", None) is State.FOREIGN


KILLED = """
import os, sys
from dataclasses import replace
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_journal import RECORD
from translate.corpus.journal import Journal
from translate.files import StagedFile
out = Path(sys.argv[1])
with Journal(out) as journal:
    staged = StagedFile(out / "ko" / "a.txt")
    with staged.writing() as file:
        file.write(b"new")
    status = staged.finish()
    journal.append([replace(RECORD, target_size=status.st_size, target_time=status.st_mtime_ns)])
    if sys.argv[3] == "before":
        os.kill(os.getpid(), 9)
    staged.commit()
    os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize(("moment", "state"), [("before", State.INTERRUPTED), ("after", State.DONE)])
def test_a_run_killed_around_the_moment_of_writing_leaves_a_known_state(
    tmp_path: Path, moment: str, state: State
) -> None:
    (tmp_path / "ko").mkdir()
    write_atomically(tmp_path / "ko" / "a.txt", b"old")
    command = [sys.executable, "-c", KILLED, str(tmp_path), str(Path(__file__).parent), moment]
    assert subprocess.run(command).returncode == -9
    with Journal(tmp_path) as journal:
        assert journal.state("ko/a.txt", journal.find("ko/a.txt")) is state


def test_a_second_run_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from translate.corpus.journal import Journal\n"
        "with Journal(Path(sys.argv[1])): print('open', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"open\n"
    with pytest.raises(CorpusError) as failure:
        Journal(tmp_path)
    assert str(failure.value) == (f"Another run is writing to {tmp_path}; wait for it to end, or end it.")
    process.kill()
    process.communicate()
    Journal(tmp_path).close()


def test_a_journal_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / ".translate" / "journal.jsonl"
    path.parent.mkdir()
    path.write_bytes(b'{"journal": 2}\n')
    with pytest.raises(CorpusError) as failure:
        Journal(tmp_path)
    assert str(failure.value) == (
        f"{path} was written by a newer version of this tool; update the tool, or name another output folder."
    )
    assert path.read_bytes() == b'{"journal": 2}\n'


def test_a_journal_is_shortened_when_most_of_its_lines_are_old(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        for number in range(6):
            journal.append([replace(RECORD, target=f"{part}", sentences=number) for part in range(300)])
    assert len(journal.path.read_bytes().splitlines()) == 301
    with Journal(tmp_path) as journal:
        assert [record.sentences for record in journal.records()] == [5] * 300


FULL = """
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_journal import RECORD
from translate.corpus.journal import Journal
from translate.errors import OutputError
with Journal(Path(sys.argv[1])) as journal:
    journal.append([RECORD])
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (journal.path.stat().st_size + 100, resource.RLIM_INFINITY))
    try:
        journal.append([RECORD] * 4)
    except OutputError as error:
        print(error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    journal.append([RECORD])
"""


def test_a_full_disk_leaves_no_half_line(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path), str(Path(__file__).parent)],
        capture_output=True,
        text=True,
        check=True,
    )
    path = tmp_path / ".translate" / "journal.jsonl"
    assert result.stdout == f"Cannot write {path}: File too large.\n"
    assert len(path.read_bytes().splitlines()) == 3
    with Journal(tmp_path) as journal:
        assert (journal.unreadable_lines, list(journal.records())) == (0, [RECORD])


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError) as failure:
        Journal(tmp_path / "file" / "out")
    assert str(failure.value) == (
        f"Cannot write {tmp_path}/file/out/.translate/journal.jsonl: Not a directory."
    )


def test_a_journal_that_is_a_link_is_refused(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"mine")
    (tmp_path / ".translate").mkdir()
    (tmp_path / ".translate" / "journal.jsonl").symlink_to(precious)
    with pytest.raises(OutputError):
        Journal(tmp_path)
    assert precious.read_bytes() == b"mine"
