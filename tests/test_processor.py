"""CTranslate2 is told to use AVX-512 only where every processor has it, and never against the user."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from translate.processor import prefer_avx512

ALL = "fpu avx2 avx512f avx512dq avx512cd avx512bw avx512vl"
CHOICE = "CT2_FORCE_CPU_ISA"


def chosen(tmp_path: Path, *flags: str) -> str | None:
    path = tmp_path / "cpuinfo"
    path.write_text("".join(f"processor\t: 0\nflags\t\t: {each}\n\n" for each in flags))
    prefer_avx512(path)
    return os.environ.get(CHOICE)


@pytest.fixture(autouse=True)
def no_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CHOICE, "")
    monkeypatch.delenv(CHOICE)


def test_all_processors_have_it(tmp_path: Path) -> None:
    assert chosen(tmp_path, ALL, ALL) == "AVX512"


@pytest.mark.parametrize("flags", [(ALL, "fpu avx2"), ("fpu avx2 avx512f",), ()])
def test_not_all_have_all_of_it(tmp_path: Path, flags: tuple[str, ...]) -> None:
    assert chosen(tmp_path, *flags) is None


def test_what_the_user_chose_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CHOICE, "AVX2")
    assert chosen(tmp_path, ALL) == "AVX2"


def test_a_system_that_does_not_tell(tmp_path: Path) -> None:
    prefer_avx512(tmp_path / "none")
    assert CHOICE not in os.environ
