"""Every test runs without a network and without the user's own folders."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytest_plugins = ("packages", "file_server", "browser", "servers")

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "data" / "cases"

FOLDER_VARIABLES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR")
LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")

_connect = socket.socket.connect


def _connect_to_this_machine_only(self: socket.socket, address: object) -> None:
    if (
        self.family != socket.AF_UNIX
        and isinstance(address, tuple)
        and address[0] not in ("127.0.0.1", "localhost", "::1")
    ):
        raise AssertionError(f"network access to {address}")
    _connect(self, address)


@pytest.fixture(autouse=True)
def _hermetic(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", _connect_to_this_machine_only)
    folder = tmp_path_factory.mktemp("home")
    for name in FOLDER_VARIABLES:
        (folder / name).mkdir()
        monkeypatch.setenv(name, str(folder / name))
    for name in LOCALE_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("CT2_FORCE_CPU_ISA", "GENERIC")
    monkeypatch.setenv("PYTHONUTF8", "1")


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def translate(tmp_path: Path) -> Run:
    """The installed command, run in ``tmp_path``: ``translate("file", "a.txt", status=0)``.

    A traceback on standard error fails the test whatever it asserts.
    """
    command = Path(sys.executable).with_name("translate")

    def run(
        *arguments: str | Path, status: int | None = 0, input: str | None = None, cwd: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        result = subprocess.run(
            [str(command), *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            input=input,
            cwd=cwd or tmp_path,
            env=os.environ.copy(),
            timeout=600,
        )
        assert "Traceback" not in result.stderr, result.stderr
        if status is not None:
            assert result.returncode == status, result.stderr
        return result

    return run


@pytest.fixture
def case(tmp_path: Path) -> Callable[[str], Path]:
    """A copy of an input of ``tests/data/cases`` in ``tmp_path``."""

    def copy(name: str) -> Path:
        target = tmp_path / name
        target.write_bytes((CASES / name).read_bytes())
        return target

    return copy


@pytest.fixture
def case_glossary(tmp_path: Path) -> Callable[..., Path]:
    """A glossary folder made of case inputs: ``A05.ko.po`` becomes ``G/ko.po``."""

    def build(*names: str) -> Path:
        folder = tmp_path / "G"
        folder.mkdir(exist_ok=True)
        for name in names:
            (folder / name.partition(".")[2]).write_bytes((CASES / name).read_bytes())
        return folder

    return build
