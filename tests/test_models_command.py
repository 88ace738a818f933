"""``translate models``: what a user sees."""

from __future__ import annotations

import json
import os
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from file_server import PUBLISHED, FileServer, publish

Run = Callable[..., subprocess.CompletedProcess[str]]
Argosmodel = Callable[..., Path]


@pytest.fixture
def user_folder() -> Path:
    return Path(os.environ["XDG_DATA_HOME"]) / "glossary-translate" / "packages"


@pytest.fixture
def argos_folder() -> Path:
    return Path(os.environ["ARGOS_PACKAGES_DIR"])


def rows(result: subprocess.CompletedProcess[str]) -> list[list[str]]:
    return [line.split("  ") for line in result.stdout.splitlines()]


def listed(translate: Run) -> dict[str, dict[str, object]]:
    packages = json.loads(translate("models", "list", "--json").stdout)["packages"]
    return {package["name"]: package for package in packages}


def test_the_starters_are_listed_and_nothing_is_created(
    translate: Run, user_folder: Path, argos_folder: Path
) -> None:
    result = translate("models", "list")
    assert result.stderr == ""
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["Name", "Pair", "Version", "Size", "Origin", "Used"]
    assert [line.split()[1:4] for line in lines[1:]] == [["en", "→", code] for code in ("ja", "ko", "zh")]
    assert all(line.endswith("starter package  yes") for line in lines[1:])
    assert list(Path(os.environ["XDG_DATA_HOME"]).iterdir()) == []
    assert list(argos_folder.iterdir()) == []


def test_a_package_is_installed_from_a_file_and_removed(
    translate: Run, argosmodel: Argosmodel, user_folder: Path
) -> None:
    path = argosmodel(version="1.1")
    result = translate("models", "install", path)
    folder = user_folder / "translate-en_ko-1_1"
    assert result.stderr == f"Installed translate-en_ko 1.1 in {folder}\n"
    assert result.stdout == ""
    packages = listed(translate)
    assert packages[folder.name]["used"] is True and packages[folder.name]["origin"] == "user"
    assert sum(package["used"] is True for package in packages.values()) == 3
    newer = translate("models", "install", argosmodel(version="1.10"))
    assert newer.stderr.splitlines()[1] == (
        "translate-en_ko 1.1 is not used any more; to free its space: "
        "translate models remove translate-en_ko-1_1"
    )
    assert translate("models", "remove", folder.name).stderr == f"Removed {folder}\n"
    assert [each.name for each in user_folder.iterdir()] == ["translate-en_ko-1_10"]


def test_case_f01(translate: Run, case: Callable[[str], Path], user_folder: Path) -> None:
    path = case("F01.argosmodel")
    result = translate("models", "install", path.name, status=1)
    assert result.stderr == (
        "Error: F01.argosmodel: This is a web page, not an Argos package; open it in a browser to see why, "
        "then download the package again.\n"
    )
    assert not user_folder.exists() or list(user_folder.iterdir()) == []
    assert len(listed(translate)) == 3


def test_case_f03(translate: Run, case: Callable[[str], Path], argos_folder: Path) -> None:
    path = case("F03.argosmodel")
    result = translate("models", "install", path, status=1)
    assert result.stderr == f"Error: {path}: metadata.json is malformed. Download the package again.\n"
    broken = argos_folder / "translate-en_ko-9_8"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(argos_folder)
    found = translate("models", "list")
    assert found.stderr == (
        f"Damaged, so passed over: {broken}: metadata.json is malformed. "
        f"Delete the folder {broken}, or install the package again.\n"
    )
    assert len(found.stdout.splitlines()) == 4
    as_json = json.loads(translate("models", "list", "--json").stdout)
    assert [damaged["path"] for damaged in as_json["damaged"]] == [str(broken)]
    assert [package["used"] for package in as_json["packages"]] == [True] * 3
    translated = translate("text", "Hello.", "--to", "ko", "--verbose")
    assert translated.stdout.strip() and "9.8" not in translated.stderr


def test_several_are_installed_and_a_failure_stops_none(
    translate: Run, argosmodel: Argosmodel, tmp_path: Path, user_folder: Path
) -> None:
    (tmp_path / "bad.argosmodel").write_bytes(b"")
    result = translate(
        "models", "install", argosmodel(), "bad.argosmodel", argosmodel(to_code="ja"), "xx", status=1
    )
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == [
        f"Installed translate-en_ko 1.0 in {user_folder / 'translate-en_ko-1_0'}",
        "Error",
        f"Installed translate-en_ja 1.0 in {user_folder / 'translate-en_ja-1_0'}",
        "Error",
    ]


def test_a_language_is_installed_from_the_index(
    translate: Run, file_server: FileServer, argosmodel: Argosmodel, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = publish(
        file_server, argosmodel(version="1.1"), argosmodel(version="1.9"), argosmodel(to_code="zt")
    )
    result = translate("models", "install", "zh-TW", "--index", address)
    assert "Installed translate-en_zt 1.0 in " in result.stderr
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", file_server.address)
    assert "Installed translate-en_ko 1.9 in " in translate("models", "install", "ko").stderr
    before = len(file_server.requests)
    again = translate("models", "install", "ko")
    assert again.stderr == (
        "translate-en_ko 1.9 (installed) is installed already; --force installs it again.\n"
    )
    assert len(file_server.requests) == before + 1
    assert "Installed translate-en_ko 1.9" in translate("models", "install", "ko", "--force").stderr
    missing = translate("models", "install", "ja", status=1)
    assert missing.stderr == (
        "Error: The index has no package for en → ja; “translate models available --all” lists it.\n"
    )


def test_the_index_is_shown_with_what_is_installed(
    translate: Run, file_server: FileServer, argosmodel: Argosmodel
) -> None:
    address = file_server.serve("/index.json", PUBLISHED.read_bytes())
    translate("models", "install", argosmodel(version="1.1"))
    result = translate("models", "available", "--index", address)
    assert [line.split() for line in result.stdout.splitlines()] == [
        ["Pair", "Languages", "Version", "Installed"],
        ["en", "→", "ja", "English", "→", "Japanese", "1.1", "–"],
        ["en", "→", "ko", "English", "→", "Korean", "1.1", "1.1"],
        ["en", "→", "zh", "English", "→", "Simplified", "Chinese", "1.9", "–"],
        ["en", "→", "zt", "English", "→", "Traditional", "Chinese", "1.9", "–"],
    ]
    everything = json.loads(translate("models", "available", "--all", "--json", "--index", address).stdout)
    assert len(everything) == 96
    assert everything[0] == {
        "code": "translate-ar_en",
        "from": "ar",
        "to": "en",
        "version": "1.0",
        "installed": [],
        "links": ["https://argos-net.com/v1/translate-ar_en-1_0.argosmodel"],
    }


def test_offline_is_said_in_one_line(translate: Run) -> None:
    for arguments in (("install", "ko"), ("available",)):
        result = translate("models", *arguments, "--index", "http://no-such-host.invalid/", status=1)
        assert result.stderr == (
            "Error: Cannot reach no-such-host.invalid (no such host, or no network). Without a network, "
            "install a package from its file: translate models install FILE.argosmodel\n"
        )
        assert result.stdout == ""


def test_verify_finds_a_changed_file(translate: Run, argosmodel: Argosmodel, user_folder: Path) -> None:
    translate("models", "install", argosmodel())
    name = "translate-en_ko-1_0"
    assert translate("models", "verify", name).stdout == f"{name}: sound, all checksums match\n"
    assert len(translate("models", "verify").stdout.splitlines()) == 4
    (user_folder / name / "README.md").write_text("changed")
    result = translate("models", "verify", status=1)
    assert f"{name}: README.md has changed since it was installed.\n" in result.stdout
    assert result.stderr == f"Install {name} again, or remove it: translate models remove {name}\n"
    (user_folder / name / "metadata.json").write_text("{")
    damaged = translate("models", "verify", status=1)
    assert damaged.stderr == (
        f"Damaged, so passed over: {user_folder / name}: metadata.json is malformed. "
        f"Remove it with: translate models remove {name}\n"
    )


def test_info_shows_a_package_by_name_language_or_folder(
    translate: Run, argosmodel: Argosmodel, install_package: Argosmodel, tmp_path: Path
) -> None:
    translate("models", "install", argosmodel(tokenizer="bpe", target_prefix="__kor__"))
    for name in ("translate-en_ko-1_0", "translate-en_ko", "ko", "ko-KR"):
        lines = translate("models", "info", name).stdout.splitlines()
        assert {line.split()[0]: line.split()[-1] for line in lines}["Tokenizer"] == "bpe"
    elsewhere = install_package(tmp_path / "elsewhere", to_code="ja")
    info = json.loads(translate("models", "info", elsewhere, "--json").stdout)
    assert info["origin"] == "explicit"
    assert info["metadata"]["argos_version"] == "1.9.0"
    assert info["identity"].startswith("translate-en_ja-1.0-")
    unknown = translate("models", "info", "de", status=1)
    assert unknown.stderr == "Error: No package “de” here; “translate models list” shows what there is.\n"


def test_malformed_command_lines_are_usage_errors(translate: Run) -> None:
    for arguments in (("install",), ("remove",), ("info",), ("list", "x"), ("install", "--index")):
        assert translate("models", *arguments, status=2).stdout == ""
