"""What lies in the package folders, what is sound, and which package serves a pair."""

from __future__ import annotations

import io
import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from translate.errors import PackageError
from translate.models.packages import Folders, Package, choose, discover, find, inspect
from translate.resources import starter_folder

STARTER = starter_folder()
KOREAN_STARTER = next(STARTER.glob("translate-en_ko-*"))
Make = Callable[..., Path]


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(user=tmp_path / "user", argos=tmp_path / "argos", starter=STARTER)


@pytest.fixture
def make() -> Make:
    """A sound package: the weights of the Korean starter under another pair and version."""

    def build(place: Path, version: str = "1.0", pair: str = "en_ko", name: str | None = None) -> Path:
        folder = place / (name or f"translate-{pair}-{version.replace('.', '_')}")
        (folder / "model").mkdir(parents=True)
        for file in KOREAN_STARTER.rglob("*"):
            if file.is_file() and file.name != "metadata.json":
                (folder / file.relative_to(KOREAN_STARTER)).symlink_to(file)
        from_code, to_code = pair.split("_")
        write_metadata(folder, from_code=from_code, to_code=to_code, package_version=version)
        return folder

    return build


def write_metadata(folder: Path, **values: object) -> None:
    (folder / "metadata.json").write_text(json.dumps(values), encoding="utf-8")


def chosen(folders: Folders, target: str = "ko", explicit: tuple[str | Path, ...] = ()) -> Package:
    return choose("en", target, explicit, discover(folders))


def test_the_starters_serve_from_the_start(folders: Folders) -> None:
    assert [chosen(folders, target).code for target in ("ko", "ja", "zh")] == [
        "translate-en_ko",
        "translate-en_ja",
        "translate-en_zh",
    ]
    assert discover(folders).damaged == ()
    assert not folders.user.exists() and not folders.argos.exists()


def test_the_newest_installed_package_is_chosen_by_number_not_by_letter(folders: Folders, make: Make) -> None:
    make(folders.argos, "9.8")
    newest = make(folders.argos, "10.1")
    make(folders.user, "1.9.6")
    assert chosen(folders).path == newest


@pytest.mark.parametrize("version", ["0.1", "nightly", ""])
def test_an_installed_package_goes_before_the_starter_whatever_its_version(
    folders: Folders, make: Make, version: str
) -> None:
    installed = make(folders.argos, version, name="en_ko")
    assert chosen(folders).path == installed


def test_of_equal_versions_our_own_folder_goes_first(folders: Folders, make: Make) -> None:
    make(folders.argos)
    own = make(folders.user)
    assert chosen(folders).path == own


def test_an_explicit_folder_or_name_goes_before_all(folders: Folders, make: Make, tmp_path: Path) -> None:
    make(folders.argos, "1.1")
    make(folders.argos, "1.5")
    elsewhere = make(tmp_path / "elsewhere", "0.9")
    assert chosen(folders, explicit=(elsewhere,)).path == elsewhere
    assert chosen(folders, explicit=(elsewhere,)).origin == "explicit"
    assert chosen(folders, explicit=("translate-en_ko-1_1",)).version == "1.1"
    assert chosen(folders, explicit=("translate-en_ko",)).version == "1.5"
    assert chosen(folders, explicit=(KOREAN_STARTER,)).origin == "starter"


def test_an_explicit_package_of_another_pair_leaves_the_choice_as_it_was(
    folders: Folders, make: Make, tmp_path: Path
) -> None:
    japanese = make(tmp_path, pair="en_ja")
    assert chosen(folders, explicit=(japanese,)).origin == "starter"
    assert chosen(folders, "ja", explicit=(japanese,)).path == japanese


def test_what_cannot_be_chosen_is_said_in_one_line(folders: Folders, make: Make, tmp_path: Path) -> None:
    first, second = make(tmp_path, "1.0"), make(tmp_path, "2.0")
    broken = make(folders.user, "9.8")
    (broken / "metadata.json").write_text('{"from_code": "en", "to_')
    file = tmp_path / "x.argosmodel"
    file.touch()
    messages = {
        (first, second): f"Two packages are named for en → ko: {first} and {second}. Name one.",
        ("nothing",): "No package “nothing” here; “translate models list” shows what there is.",
        (broken,): f"{broken}: metadata.json is malformed.",
        (broken.name,): f"{broken}: metadata.json is malformed.",
        (file,): f"{file} is a file. Install it first: translate models install {file}",
    }
    for explicit, message in messages.items():
        with pytest.raises(PackageError) as caught:
            chosen(folders, explicit=explicit)
        assert str(caught.value) == message
    with pytest.raises(PackageError) as caught:
        chosen(folders, "zt")
    assert str(caught.value) == "No package translates en → zt. Install one: translate models install zt"


def cut(path: Path, keep: float = 0.5) -> None:
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data[: int(len(data) * keep)])


def replace(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text, encoding="utf-8")


GOOD = '"from_code": "en", "to_code": "ko"'
DAMAGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "no metadata": (lambda p: (p / "metadata.json").unlink(), "It has no metadata.json."),
    "cut metadata": (lambda p: cut(p / "metadata.json"), "metadata.json is malformed."),
    "metadata is a list": (lambda p: replace(p / "metadata.json", "[]"), "metadata.json is malformed."),
    "metadata nested without end": (
        lambda p: replace(p / "metadata.json", "[" * 100_000),
        "metadata.json is malformed.",
    ),
    "huge metadata": (
        lambda p: replace(p / "metadata.json", "{" + " " * (1 << 20) + "}"),
        "metadata.json is too large.",
    ),
    "language is a number": (
        lambda p: replace(p / "metadata.json", '{"from_code": 1, "to_code": "ko"}'),
        "metadata.json has no proper “from_code”.",
    ),
    "language is a path": (
        lambda p: replace(p / "metadata.json", '{"from_code": "en", "to_code": "../ko"}'),
        "metadata.json has no proper “to_code”.",
    ),
    "version is a number": (
        lambda p: replace(p / "metadata.json", "{" + GOOD + ', "package_version": 1.0}'),
        "metadata.json has no proper “package_version”.",
    ),
    "prefix is a list": (
        lambda p: replace(p / "metadata.json", "{" + GOOD + ', "target_prefix": ["a"]}'),
        "metadata.json has no proper “target_prefix”.",
    ),
    "no model": (lambda p: shutil.rmtree(p / "model"), "It has no model/model.bin."),
    "cut model": (
        lambda p: cut(p / "model" / "model.bin", 0.99),
        "model/model.bin is cut off or no CTranslate2 model.",
    ),
    "pointer instead of model": (
        lambda p: replace(p / "model" / "model.bin", "version https://git-lfs.github.com/spec/v1\n"),
        "model/model.bin is cut off or no CTranslate2 model.",
    ),
    "empty model": (lambda p: replace(p / "model" / "model.bin", ""), "model/model.bin is empty."),
    "malformed configuration": (
        lambda p: replace(p / "model" / "config.json", "<html>"),
        "model/config.json is malformed.",
    ),
    "no configuration": (
        lambda p: (p / "model" / "config.json").unlink(),
        "It has no model/config.json.",
    ),
    "no vocabulary": (
        lambda p: (p / "model" / "target_vocabulary.json").unlink(),
        "model/ has no target_vocabulary.",
    ),
    "no tokenizer": (
        lambda p: (p / "sentencepiece.model").unlink(),
        "It has neither sentencepiece.model nor bpe.model.",
    ),
    "empty tokenizer": (lambda p: replace(p / "sentencepiece.model", ""), "sentencepiece.model is empty."),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_package_is_named_and_passed_over(folders: Folders, make: Make, damage: str) -> None:
    sound = make(folders.argos, "1.1")
    broken = make(folders.argos, "9.8")
    action, reason = DAMAGES[damage]
    action(broken)
    found = discover(folders)
    assert [(each.path, each.reason) for each in found.damaged] == [(broken, reason)]
    assert found.damaged[0].remedy == f"Delete the folder {broken}, or install the package again."
    assert choose("en", "ko", discovery=found).path == sound


def test_files_hidden_folders_and_other_kinds_of_packages_are_passed_over_silently(
    folders: Folders, make: Make
) -> None:
    make(folders.argos, name=".tmp-install")
    (folders.argos / ".DS_Store").write_text("x")
    (folders.argos / "left.argosmodel").write_text("x")
    splitter = folders.argos / "sbd-en"
    splitter.mkdir()
    write_metadata(splitter, type="sbd", from_codes=["en"])
    found = discover(folders)
    assert {package.origin for package in found.packages} == {"starter"}
    assert found.damaged == ()


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"tokenizer": "bpe"},
        {"shared": True},
        {"old": True, "tokenizer": "bpe"},
        {"old": True},
        {"target_prefix": ">>kor<<"},
    ],
    ids=str,
)
def test_older_and_newer_layouts_are_read(
    folders: Folders, install_package: Callable[..., Path], settings: dict[str, object]
) -> None:
    folder = install_package(folders.argos, **settings)
    package = chosen(folders)
    assert package.path == folder
    assert package.tokenizer == settings.get("tokenizer", "sentencepiece")
    assert package.target_prefix == settings.get("target_prefix", "")


@pytest.mark.parametrize("merges", ["#version: 0.2\na b\nc\n", "a b c\n", "a b\n\xff\n", "<html>"])
def test_malformed_merges_are_damage(
    folders: Folders, install_package: Callable[..., Path], merges: str
) -> None:
    folder = install_package(folders.argos, tokenizer="bpe")
    (folder / "bpe.model").write_text(merges, encoding="latin-1")
    assert [each.reason for each in discover(folders).damaged] == ["bpe.model is malformed."]


def test_a_byte_order_mark_in_the_metadata_is_no_damage(make: Make, tmp_path: Path) -> None:
    folder = make(tmp_path)
    (folder / "metadata.json").write_bytes(b"\xef\xbb\xbf{" + GOOD.encode() + b"}")
    assert inspect(folder).version == "0"


def test_the_identity_tells_what_translates_differently_and_nothing_else(make: Make, tmp_path: Path) -> None:
    first, same, tokenizer, weights = (make(tmp_path / name) for name in "abcd")
    cut(tokenizer / "sentencepiece.model", 0.9)
    data = bytearray((weights / "model" / "model.bin").read_bytes())
    data[-40_000:-20_000] = bytes(20_000)
    (weights / "model" / "model.bin").unlink()
    (weights / "model" / "model.bin").write_bytes(data)
    (same / "README.md").write_text("other")
    identity = inspect(first).identity
    assert identity.startswith("translate-en_ko-1.0-")
    assert inspect(same).identity == identity
    assert len({identity, inspect(tokenizer).identity, inspect(weights).identity}) == 3
    write_metadata(first, from_code="en", to_code="ko", package_version="1.0", target_prefix="__kor__")
    assert inspect(first).identity != identity


def test_a_folder_linked_twice_is_one_package(folders: Folders, make: Make) -> None:
    make(folders.user)
    folders.argos.symlink_to(folders.user)
    assert len([package for package in discover(folders).packages if package.origin != "starter"]) == 1


def test_the_folders_follow_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Folders.from_environment().argos == Path(os.environ["ARGOS_PACKAGES_DIR"])
    assert Folders.from_environment({"XDG_DATA_HOME": str(tmp_path)}).argos == (
        tmp_path / "argos-translate" / "packages"
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Folders.from_environment({"ARGOS_PACKAGES_DIR": ""}).argos == (
        tmp_path / ".local" / "share" / "argos-translate" / "packages"
    )


def test_a_package_describes_itself(folders: Folders) -> None:
    package = chosen(folders)
    assert package.describe() == f"translate-en_ko {package.version} (starter package)"
    assert find(package.name, discover(folders)) == package


def test_case_f03_the_broken_newest_package_is_never_chosen(
    folders: Folders, case: Callable[[str], Path]
) -> None:
    archive = zipfile.ZipFile(io.BytesIO(case("F03.argosmodel").read_bytes()))
    archive.extractall(folders.argos)
    found = discover(folders)
    assert [(each.path.name, each.reason) for each in found.damaged] == [
        ("translate-en_ko-9_8", "metadata.json is malformed.")
    ]
    assert choose("en", "ko", discovery=found).origin == "starter"
