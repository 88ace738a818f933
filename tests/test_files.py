"""Files are written whole or not at all, and nothing is left behind."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from translate.errors import OutputError
from translate.files import check_target, locked, open_atomically, remove_leftovers, shown, write_atomically

WRITER = """
import os, sys
from pathlib import Path
from translate.files import open_atomically
with open_atomically(Path(sys.argv[1])) as file:
    file.write(b"x" * 1_000_000)
    file.flush()
    print("half", flush=True)
    sys.stdin.read()
"""


def start_writer(path: Path) -> subprocess.Popen[bytes]:
    """A process that has written half of ``path`` and now waits."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"half\n"
    return process


def finish(process: subprocess.Popen[bytes]) -> None:
    process.communicate(timeout=30)


def test_a_new_file_has_the_content_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.txt", b"one")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.txt": b"one"}


def test_a_new_file_has_the_usual_permissions_and_a_replaced_one_keeps_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    usual = os.umask(0o027)
    try:
        write_atomically(path, b"one")
        assert path.stat().st_mode & 0o777 == 0o640
        path.chmod(0o604)
        write_atomically(path, b"two")
        assert path.stat().st_mode & 0o777 == 0o604
        write_atomically(path, b"three", mode=0o600)
        assert path.stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(usual)


def test_an_existing_file_is_kept_when_overwriting_is_not_allowed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with pytest.raises(OutputError) as failure:
        write_atomically(path, b"new", overwrite=False)
    assert str(failure.value) == f"{path} exists already; give --force to overwrite it."
    assert path.read_bytes() == b"old"


def test_a_file_that_appears_during_the_writing_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with pytest.raises(OutputError, match="exists already"), open_atomically(path, overwrite=False) as file:
        file.write(b"mine")
        path.write_bytes(b"theirs")
    assert {entry.name: entry.read_bytes() for entry in tmp_path.iterdir()} == {"a.txt": b"theirs"}


def test_an_error_in_the_block_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), open_atomically(path) as file:
        file.write(b"new")
        raise ZeroDivisionError
    assert {entry.name: entry.read_bytes() for entry in tmp_path.iterdir()} == {"a.txt": b"old"}


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("folder", "it is a folder."),
        ("link", "it is a symbolic link; name the file it points to."),
        ("pipe", "it is not a regular file."),
        ("read-only", "it is read-only."),
    ],
)
def test_targets_that_cannot_be_written_are_refused_before_the_work(
    tmp_path: Path, kind: str, reason: str
) -> None:
    path = tmp_path / "a.txt"
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        (tmp_path / "b.txt").write_bytes(b"b")
        path.symlink_to("b.txt")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.write_bytes(b"old")
        path.chmod(0o444)
    before = sorted(tmp_path.iterdir())
    for attempt in (check_target, lambda target: write_atomically(target, b"new")):
        with pytest.raises(OutputError) as failure:
            attempt(path)
        assert str(failure.value) == f"Cannot write {path}: {reason}"
    assert sorted(tmp_path.iterdir()) == before


def test_a_target_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError):
        check_target(tmp_path / "file" / "new" / "a.txt")
    check_target(tmp_path / "new" / "folder" / "a.txt")


def test_a_link_is_followed_when_asked_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    real = tmp_path / "store" / "ko.po"
    real.write_bytes(b"old")
    link = tmp_path / "ko.po"
    link.symlink_to("store/ko.po")
    write_atomically(link, b"new", follow_links=True)
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert sorted(path.name for path in real.parent.iterdir()) == ["ko.po"]


def test_a_killed_writer_leaves_the_old_file_and_its_rest_is_cleared_away(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    process = start_writer(path)
    os.kill(process.pid, signal.SIGKILL)
    finish(process)
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 2
    assert remove_leftovers(tmp_path) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_the_file_of_a_living_writer_is_no_leftover(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    process = start_writer(path)
    assert remove_leftovers(tmp_path) == 0
    finish(process)
    assert process.returncode == 0
    assert path.stat().st_size == 1_000_000
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_leftovers_of_a_missing_folder_are_none(tmp_path: Path) -> None:
    assert remove_leftovers(tmp_path / "missing") == 0


def test_a_full_disk_is_one_line_and_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(OutputError) as failure:
            write_atomically(path, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert str(failure.value) == f"Cannot write {path}: File too large."
    assert {entry.name: entry.read_bytes() for entry in tmp_path.iterdir()} == {"a.txt": b"old"}


def test_a_name_that_is_too_long_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / ("가" * 100)
    with pytest.raises(OutputError) as failure:
        write_atomically(path, b"x")
    assert str(failure.value) == f"Cannot write {path}: File name too long."
    assert list(tmp_path.iterdir()) == []


def test_a_locked_folder_makes_another_process_wait_and_then_say_so(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from translate.files import locked\n"
        "with locked(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    with pytest.raises(OutputError) as failure, locked(tmp_path, wait=0):
        pass
    assert str(failure.value) == (
        f"Another process is working in {tmp_path}; wait for it to end, then try again."
    )
    process.kill()
    finish(process)
    with locked(tmp_path):
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (b"plain name.txt", "plain name.txt"),
        (b"new\nline\x1b.txt", "new\\nline\\x1b.txt"),
        (b"latin\xe9.txt", "latin\\xe9.txt"),
        ("회의록\u2028 2.txt".encode(), "회의록\\u2028 2.txt"),
        ("全　角.txt".encode(), "全　角.txt"),
    ],
)
def test_every_file_name_can_be_shown_on_one_line(name: bytes, expected: str) -> None:
    text = shown(Path(os.fsdecode(name)))
    assert text == expected
    text.encode("utf-8")
