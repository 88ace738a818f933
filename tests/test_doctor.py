"""``translate doctor``: what serves each language, what is wrong, and what to do about it."""

from __future__ import annotations

import json
import os
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
Argosmodel = Callable[..., Path]


@pytest.fixture
def argos_folder() -> Path:
    return Path(os.environ["ARGOS_PACKAGES_DIR"])


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose modules and distributions come before the installed ones."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.setenv("PYTHONPATH", str(folder))
    return folder


def distribution(site: Path, name: str, version: str) -> None:
    folder = site / f"{name.replace('-', '_')}-{version}.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")


def section(text: str, title: str) -> list[str]:
    lines = text.split(f"{title}\n")[1].split("\n\n")[0].splitlines()
    return [" ".join(line.split()) for line in lines]


def languages(translate: Run) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads(translate("doctor", "--json").stdout)["languages"]
    return found


def test_a_fresh_installation_is_ready_and_nothing_is_created(translate: Run) -> None:
    result = translate("doctor")
    assert result.stderr == ""
    assert result.stdout.endswith("Ready to translate.\n")
    served = section(result.stdout, "Translating from English")
    assert [line.split()[:2] for line in served] == [
        ["ko", "translate-en_ko"],
        ["ja", "translate-en_ja"],
        ["zh", "translate-en_zh"],
        ["zh-Hant", "translate-en_zh"],
    ]
    assert served[3].endswith("(starter package), converted to Traditional")
    names = [line.split()[0] for line in section(result.stdout, "Versions")]
    assert names[:2] == ["glossary-translate", "Python"] and "ctranslate2" in names
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR"):
        assert list(Path(os.environ[variable]).iterdir()) == []


def test_installed_packages_are_shown_where_they_serve(
    translate: Run, argosmodel: Argosmodel, install_package: Argosmodel, argos_folder: Path
) -> None:
    translate("models", "install", argosmodel(to_code="zt", version="1.9"))
    folder = install_package(argos_folder, version="1.1")
    served = section(translate("doctor").stdout, "Translating from English")
    assert served[0] == "ko translate-en_ko 1.1 (installed by Argos Translate)"
    assert served[3] == "zh-Hant translate-en_zt 1.9 (installed)"
    found = languages(translate)
    assert found["ko"]["origin"] == "argos" and found["ko"]["path"] == str(folder)
    assert found["zh-Hant"]["converted"] is False


def test_places_are_named(translate: Run, argos_folder: Path) -> None:
    places = json.loads(translate("doctor", "--json").stdout)["places"]
    assert places["argos"] == str(argos_folder)
    data = Path(os.environ["XDG_DATA_HOME"]) / "glossary-translate"
    assert places["packages"] == str(data / "packages")
    assert places["memory"].startswith(str(data))


def test_case_f03_the_damaged_folder_is_named_with_its_remedy(
    translate: Run, case: Callable[[str], Path], argos_folder: Path
) -> None:
    with zipfile.ZipFile(case("F03.argosmodel")) as archive:
        archive.extractall(argos_folder)
    broken = argos_folder / "translate-en_ko-9_8"
    result = translate("doctor")
    assert result.stderr == (
        f"Damaged, so passed over: {broken}: metadata.json is malformed. "
        f"Delete the folder {broken}, or install the package again.\n"
    )
    assert languages(translate)["ko"]["origin"] == "starter"


@pytest.mark.parametrize(
    ("name", "warning"),
    [
        (
            "argostranslate",
            "argostranslate, the distribution with torch, brings the same module as argos-translate-lt. "
            "Keep one: pip uninstall argostranslate, then pip install --force-reinstall argos-translate-lt",
        ),
        (
            "translate-toolkit",
            "translate-toolkit brings a module “translate”, too, and one overwrites files of the other. "
            "Install glossary-translate in an environment of its own.",
        ),
        (
            "translate",
            "translate brings a module “translate”, too, and one overwrites files of the other. "
            "Install glossary-translate in an environment of its own.",
        ),
    ],
)
def test_distributions_that_get_in_the_way_are_named(
    translate: Run, site: Path, name: str, warning: str
) -> None:
    distribution(site, name, "3.0")
    result = translate("doctor")
    assert result.stderr == f"Warning: {warning}\n"
    assert json.loads(translate("doctor", "--json").stdout)["warnings"] == [warning]


def test_a_requirement_that_is_too_old_stops_translation(translate: Run, site: Path) -> None:
    distribution(site, "ctranslate2", "4.0.0")
    result = translate("doctor", status=1)
    assert result.stderr == (
        'Error: ctranslate2>=4.8.1 is needed, but 4.0.0 is installed: pip install "ctranslate2>=4.8.1"\n'
    )
    assert "Ready" not in result.stdout


@pytest.mark.parametrize("module", ["ctranslate2", "sentencepiece", "rapidfuzz"])
def test_a_module_that_cannot_be_loaded_is_said_instead_of_a_traceback(
    translate: Run, site: Path, module: str
) -> None:
    (site / f"{module}.py").write_text(
        f'raise ImportError("libgomp.so.1: cannot open\\nshared object file", name="{module}")'
    )
    result = translate("doctor", status=1)
    assert (
        f"Error: {module} cannot be loaded (libgomp.so.1: cannot open shared object file); "
        "install glossary-translate again.\n"
    ) in result.stderr


def test_a_missing_extra_is_named_with_its_command(translate: Run, site: Path) -> None:
    distribution(site, "openpyxl", "1.0")
    result = translate("doctor")
    extras = section(result.stdout, "Extras that are not installed")
    assert 'xlsx pip install "glossary-translate[xlsx]" (openpyxl)' in extras
    assert not any(line.startswith(("dev", "all")) for line in extras)
    assert json.loads(translate("doctor", "--json").stdout)["missing_extras"]["xlsx"] == ["openpyxl"]
