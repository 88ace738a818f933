"""The starter packages: whole, of use from a read-only place, and replaced by a script."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from translate import resources
from translate.models.installation import has_record, verify
from translate.models.packages import Folders, discover, inspect
from translate.models.vocabularies import check_vocabularies

ROOT = Path(__file__).resolve().parent.parent
Packages = Callable[..., Path]


def test_the_starters_are_as_they_were_taken_in() -> None:
    starters = [inspect(path) for path in sorted(resources.starter_folder().iterdir()) if path.is_dir()]
    assert [package.code for package in starters] == [
        "translate-en_ja",
        "translate-en_ko",
        "translate-en_zh",
    ]
    for package in starters:
        assert has_record(package) and verify(package) == []
        check_vocabularies(package.model_path)


def snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        str(path.relative_to(folder)): (path.lstat().st_mtime_ns, path.lstat().st_size)
        for path in [folder, *folder.rglob("*")]
    }


@pytest.fixture
def read_only_site(tmp_path: Path) -> Iterator[Path]:
    """The package as installed in a folder that nobody may write."""
    site = tmp_path / "site-packages"
    shutil.copytree(ROOT / "translate", site / "translate", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("glossaries", "locales"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, site / "translate" / "_data" / name)
    for path in [*site.rglob("*"), site]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield site
    for path in [site, *site.rglob("*")]:
        if path.is_dir():
            path.chmod(0o755)


def test_a_read_only_site_is_enough_and_nothing_is_written_there(read_only_site: Path) -> None:
    before = snapshot(read_only_site)
    environment = {**os.environ, "PYTHONPATH": str(read_only_site), "PYTHONDONTWRITEBYTECODE": "1"}
    for arguments in (
        ["text", "President Lee Jae-myung visited Seoul.", "--to", "ko", "--to", "zh-Hant"],
        ["models", "list"],
        ["models", "verify"],
        ["doctor", "--json"],
    ):
        result = subprocess.run(
            [sys.executable, "-m", "translate", *arguments],
            env=environment,
            cwd=read_only_site.parent,
            capture_output=True,
            encoding="utf-8",
        )
        assert result.returncode == 0, result.stderr
        if arguments[0] == "text":
            assert "이재명 대통령" in result.stdout and "首爾" in result.stdout
        if arguments[0] == "doctor":
            assert str(read_only_site) in result.stdout
    assert snapshot(read_only_site) == before


def take_in(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "tools" / "take_in_starter.py"), *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
    )


def test_a_newer_starter_takes_the_place_of_the_older(
    argosmodel: Packages, install_package: Packages, tmp_path: Path
) -> None:
    starters = tmp_path / "starter"
    install_package(starters, version="0.2")
    japanese = install_package(starters, version="0.2", to_code="ja")
    (starters / "README.md").write_text("card")
    result = take_in(argosmodel(version="0.10", seed=2), "--into", starters)
    assert result.returncode == 0, result.stderr
    lines = result.stdout.splitlines()
    assert lines[0].startswith("translate-en_ko-0_10: taken in, translate-en_ko-0.10-")
    assert lines[1:] == ["translate-en_ko-0_2: removed"]
    assert sorted(path.name for path in starters.iterdir()) == [
        "README.md",
        japanese.name,
        "translate-en_ko-0_10",
    ]
    found = discover(Folders(tmp_path / "none", tmp_path / "none", starters))
    assert {package.origin for package in found.packages} == {"starter"}
    assert verify(found.candidates("en", "ko")[0]) == []


def test_a_bad_file_leaves_the_starters_alone(install_package: Packages, tmp_path: Path) -> None:
    starters = tmp_path / "starter"
    install_package(starters, version="0.2")
    before = snapshot(starters / "translate-en_ko-0_2")
    bad = tmp_path / "bad.argosmodel"
    bad.write_bytes(b"<html>")
    result = take_in(bad, "--into", starters)
    assert result.returncode == 1 and result.stdout == ""
    assert result.stderr.startswith(f"Error: {bad}: This is a web page") and result.stderr.count("\n") == 1
    assert [path.name for path in starters.iterdir()] == ["translate-en_ko-0_2"]
    assert snapshot(starters / "translate-en_ko-0_2") == before
