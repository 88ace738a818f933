"""Installing from a file: what is refused, with its whole message, and that nothing is left behind."""

from __future__ import annotations

import os
import shutil
import stat
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies

from translate.errors import PackageError
from translate.models import archive as archive_module
from translate.models.installation import install_file, remove, verify
from translate.models.packages import Folders, choose, discover
from translate.resources import starter_folder

Argosmodel = Callable[..., Path]
METADATA = b'{"from_code": "en", "to_code": "ko", "package_version": "1.0"}'


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(user=tmp_path / "user", argos=tmp_path / "argos", starter=starter_folder())


@pytest.fixture
def crafted(tmp_path: Path) -> Callable[..., Path]:
    """An archive of the members given, beside what a package must have (unless named again)."""

    def make(*members: tuple[str | zipfile.ZipInfo, bytes], plain: bool = True) -> Path:
        path = tmp_path / "crafted.argosmodel"
        named = {m[0].filename if isinstance(m[0], zipfile.ZipInfo) else m[0] for m in members}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
            if plain:
                for name, data in (("p/metadata.json", METADATA), ("p/model/model.bin", os.urandom(5000))):
                    if name not in named:
                        opened.writestr(name, data)
            for name, data in members:
                opened.writestr(name, data)
        return path

    return make


def refusal(path: Path, folders: Folders) -> str:
    """The message of a refused installation, after which nothing lies in the folder."""
    with pytest.raises(PackageError) as caught:
        install_file(path, folders)
    assert list(folders.user.iterdir()) == []
    message = str(caught.value)
    assert "\n" not in message
    return message.removeprefix(f"{path}: ")


def member(name: str, mode: int = 0, system: int = 3) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("x")
    info.filename = name
    info.create_system = system
    info.external_attr = mode << 16
    return info


def test_a_package_is_installed_whole_and_chosen(argosmodel: Argosmodel, folders: Folders) -> None:
    package = install_file(argosmodel(version="1.2"), folders)
    assert package.path == folders.user / "translate-en_ko-1_2"
    assert sorted(path.name for path in folders.user.iterdir()) == ["translate-en_ko-1_2"]
    assert choose("en", "ko", discovery=discover(folders)) == package
    assert verify(package) == []
    assert not folders.argos.exists()


def test_old_and_bpe_packages_are_installed(argosmodel: Argosmodel, folders: Folders) -> None:
    package = install_file(argosmodel(old=True, tokenizer="bpe"), folders)
    assert package.name == "translate-en_ko-1_0"
    assert (package.path / "stanza" / "resources.json").is_file()


def test_installing_again_replaces(argosmodel: Argosmodel, folders: Folders) -> None:
    first = install_file(argosmodel(seed=1), folders).identity
    second = install_file(argosmodel(seed=2), folders).identity
    assert first != second
    assert len(discover(folders).packages) == 4
    assert sorted(path.name for path in folders.user.iterdir()) == ["translate-en_ko-1_0"]


def test_installing_mends_a_damaged_package(argosmodel: Argosmodel, folders: Folders) -> None:
    package = install_file(argosmodel(), folders)
    (package.path / "metadata.json").write_text("{")
    assert len(discover(folders).damaged) == 1
    install_file(argosmodel(), folders)
    assert discover(folders).damaged == ()


def test_what_the_finder_adds_is_left_out(
    argosmodel: Argosmodel, folders: Folders, package_of_others: Argosmodel
) -> None:
    path = argosmodel()
    with zipfile.ZipFile(path, "a") as opened:
        opened.writestr("__MACOSX/._translate-en_ko-1_0", b"x")
        opened.writestr(".DS_Store", b"x")
    assert install_file(path, folders).version == "1.0"


def test_case_f01_a_web_page_under_the_name(case: Callable[[str], Path], folders: Folders) -> None:
    assert refusal(case("F01.argosmodel"), folders) == (
        "This is a web page, not an Argos package; open it in a browser to see why, "
        "then download the package again."
    )


def test_case_f03_truncated_metadata(case: Callable[[str], Path], folders: Folders) -> None:
    assert refusal(case("F03.argosmodel"), folders) == (
        "metadata.json is malformed. Download the package again."
    )


def test_files_that_are_no_archive(tmp_path: Path, folders: Folders) -> None:
    path = tmp_path / "x.argosmodel"
    with pytest.raises(PackageError) as caught:
        install_file(path, folders)
    assert str(caught.value) == f"No such file: {path}"
    path.write_bytes(b"")
    assert refusal(path, folders) == "The file is empty; download it again."
    path.write_bytes(b"version https://git-lfs.github.com/spec/v1\n")
    assert refusal(path, folders) == "This is not an Argos package (no zip archive)."
    assert refusal(folders.user, folders) == "It is a folder; name the .argosmodel file."


def test_a_file_cut_off_anywhere_is_refused(argosmodel: Argosmodel, folders: Folders) -> None:
    path = argosmodel()
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert refusal(path, folders) == "The file is cut off, its end is missing; download it again."
    path.write_bytes(data[len(data) // 2 :])
    assert "is cut off or damaged" in refusal(path, folders)


def test_a_changed_byte_is_found(argosmodel: Argosmodel, folders: Folders) -> None:
    path = argosmodel()
    with zipfile.ZipFile(path) as opened:
        info = next(each for each in opened.infolist() if each.filename.endswith("model.bin"))
    data = bytearray(path.read_bytes())
    data[info.header_offset + 200] ^= 0xFF
    path.write_bytes(data)
    assert "is cut off or damaged (" in refusal(path, folders)
    assert refusal(path, folders).endswith("); download it again.")


UNSAFE = [
    "/etc/passwd",
    "../p/x",
    "p/../../x",
    "p/..",
    "p//x",
    "./p/x",
    "p/C:x",
    "C:/x",
    "p\\..\\x",
    "\\\\host\\share",
    "p/NUL",
    "p/com1.txt",
    "p/x.",
    "p/x ",
    "p/a\x1b[31m",
    "p/a\nb",
    "p/" + "x" * 300,
    "p/" + "x/" * 20 + "x",
]


@pytest.mark.parametrize("name", UNSAFE)
def test_unsafe_names_are_refused(crafted: Callable[..., Path], folders: Folders, name: str) -> None:
    message = refusal(crafted((member(name), b"x")), folders)
    assert message.startswith("Refused: the member '") and message.endswith(
        " is a link or has an unsafe name."
    )
    assert message.isprintable()
    assert {path.name for path in folders.user.parent.iterdir()} == {"user", "crafted.argosmodel"}


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK])
def test_links_and_devices_are_refused(crafted: Callable[..., Path], folders: Folders, kind: int) -> None:
    assert refusal(crafted((member("p/x", kind | 0o777), b"/etc/passwd")), folders) == (
        "Refused: the member 'p/x' is a link or has an unsafe name."
    )


def test_archives_that_are_no_package(crafted: Callable[..., Path], folders: Folders) -> None:
    cases = [
        ("q/x", "This is not an Argos package (its files do not lie in one folder)."),
        ("x", "This is not an Argos package (its files do not lie in one folder)."),
        ("p/METADATA.json", "Refused: two members have the name p/METADATA.json."),
        ("p/model", "Refused: a member is a file and a folder at once."),
        ("p/metadata.json", "metadata.json has no proper “from_code”. Download the package again."),
    ]
    for name, message in cases:
        assert refusal(crafted((name, b"{}")), folders) == message
    assert refusal(crafted(("p/x", b"x"), plain=False), folders) == (
        "This is not an Argos package (no metadata.json)."
    )
    assert refusal(crafted(("p/metadata.json", METADATA), plain=False), folders) == (
        "This is not an Argos package (no model/model.bin)."
    )
    assert refusal(crafted(), folders) == "model/model.bin is cut off or no CTranslate2 model."


def test_bombs_are_refused(
    crafted: Callable[..., Path], folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = "Refused: it unpacks to far more than a package holds."
    assert refusal(crafted(("p/zeros", bytes(5_000_000))), folders) == message
    monkeypatch.setattr(archive_module, "MAXIMUM_MEMBERS", 50)
    assert refusal(crafted(*((f"p/{number}", b"") for number in range(50))), folders) == message
    monkeypatch.setattr(archive_module, "MAXIMUM_CONTENT_BYTES", 4000)
    assert refusal(crafted(), folders) == message
    monkeypatch.setattr(archive_module, "MAXIMUM_DIRECTORY_BYTES", 100)
    assert refusal(crafted(), folders) == message


def test_a_member_larger_than_it_says_is_found(crafted: Callable[..., Path], folders: Folders) -> None:
    path = crafted(("p/liar", b"a" * 3000))
    data = path.read_bytes()
    for marker, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.rindex(marker)
        data = data[: start + offset] + struct.pack("<I", 10) + data[start + offset + 4 :]
    path.write_bytes(data)
    assert "is cut off or damaged (" in refusal(path, folders)


def test_encrypted_and_oddly_compressed_members_are_refused(
    crafted: Callable[..., Path], folders: Folders
) -> None:
    path = crafted()
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert refusal(path, folders) == "Refused: its members are encrypted."
    odd = zipfile.ZipInfo("p/x")
    odd.compress_type = zipfile.ZIP_LZMA
    assert refusal(crafted((odd, b"x" * 100)), folders) == "Refused: it is compressed in an unusual way."


def test_the_pair_must_be_the_one_wanted(argosmodel: Argosmodel, folders: Folders) -> None:
    path = argosmodel(to_code="ja")
    with pytest.raises(PackageError) as caught:
        install_file(path, folders, pair=("en", "ko"))
    assert str(caught.value) == f"{path} translates en → ja, not en → ko."
    assert list(folders.user.iterdir()) == []


def test_a_full_disk_is_noticed_before_anything_is_written(
    argosmodel: Argosmodel, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=100_000))
    message = refusal(argosmodel(), folders)
    assert message.startswith("Not enough space in ") and message.endswith(": 1 MB needed, 0 MB free.")


def test_a_folder_that_cannot_be_written(argosmodel: Argosmodel, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folders = Folders(tmp_path / "file" / "user", tmp_path / "argos", starter_folder())
    with pytest.raises(PackageError) as caught:
        install_file(argosmodel(), folders)
    assert str(caught.value) == f"Cannot change the package folder {folders.user}: Not a directory"


KILLED_WHILE_UNPACKING = """
import os, sys
from pathlib import Path
from translate.models import archive, installation, packages
count = 0
unpack_member = archive._unpack_member
def stop_at(*arguments):
    global count
    count += 1
    if count == int(sys.argv[3]):
        os.kill(os.getpid(), 9)
    return unpack_member(*arguments)
archive._unpack_member = stop_at
folders = packages.Folders(Path(sys.argv[2]), Path(sys.argv[2]) / "none", Path(sys.argv[2]) / "none")
installation.install_file(Path(sys.argv[1]), folders)
"""


@pytest.mark.parametrize("number", [1, 4])
def test_a_killed_installation_leaves_no_package_and_the_next_one_tidies(
    argosmodel: Argosmodel, folders: Folders, number: int
) -> None:
    path = argosmodel()
    command = [sys.executable, "-c", KILLED_WHILE_UNPACKING, str(path), str(folders.user), str(number)]
    assert subprocess.run(command).returncode == -9
    assert len(list(folders.user.iterdir())) == 1
    found = discover(folders)
    assert {package.origin for package in found.packages} == {"starter"} and found.damaged == ()
    install_file(path, folders)
    assert sorted(each.name for each in folders.user.iterdir()) == ["translate-en_ko-1_0"]


def test_verify_names_what_has_changed(argosmodel: Argosmodel, folders: Folders) -> None:
    package = install_file(argosmodel(), folders)
    model = package.model_path / "model.bin"
    data = bytearray(model.read_bytes())
    data[-1] ^= 1
    model.write_bytes(data)
    (package.path / "README.md").unlink()
    assert verify(package) == [
        "README.md is missing.",
        "model/model.bin has changed since it was installed.",
    ]
    (package.path / "checksums.json").write_text("[]")
    with pytest.raises(PackageError) as caught:
        verify(package)
    assert str(caught.value) == f"{package.path / 'checksums.json'} cannot be read."


def test_a_package_cannot_bring_its_own_checksums(
    argosmodel: Argosmodel, folders: Folders, tmp_path: Path
) -> None:
    path = argosmodel()
    with zipfile.ZipFile(path, "a") as opened:
        opened.writestr("translate-en_ko-1_0/checksums.json", '{"format": 1, "files": {}}')
    package = install_file(path, folders)
    (package.path / "README.md").unlink()
    assert verify(package) == ["README.md is missing."]


def test_remove_takes_away_our_own_packages_only(
    argosmodel: Argosmodel, install_package: Argosmodel, folders: Folders, tmp_path: Path
) -> None:
    install_file(argosmodel(), folders)
    theirs = install_package(folders.argos, version="2.0")
    linked = install_package(tmp_path / "elsewhere", version="3.0")
    (folders.user / "linked").symlink_to(linked)
    (folders.user / "broken").mkdir()
    for name in ("translate-en_ko-1_0", "linked", "broken"):
        assert remove(name, folders) == folders.user / name
    assert list(folders.user.iterdir()) == []
    assert (linked / "metadata.json").is_file()
    starter = discover(folders).candidates("en", "ja")[0].name
    messages = {
        theirs.name: f"{theirs} belongs to Argos Translate; delete that folder yourself to remove it.",
        starter: f"{starter} is part of glossary-translate and stays.",
        "../argos": "No package “../argos” here; “translate models list” shows what there is.",
    }
    for name, message in messages.items():
        with pytest.raises(PackageError) as caught:
            remove(name, folders)
        assert str(caught.value) == message
    assert theirs.is_dir()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(strategies.data())
def test_whatever_bytes_change_there_is_a_sound_package_or_none(
    package_of_others: Argosmodel, tmp_path: Path, data: strategies.DataObject
) -> None:
    from packages import archive

    made = package_of_others()
    changed = bytearray(archive(made, tmp_path / "x.argosmodel").read_bytes())
    tail = data.draw(strategies.booleans())
    for _number in range(data.draw(strategies.integers(1, 4))):
        low = len(changed) - 900 if tail else 0
        changed[data.draw(strategies.integers(low, len(changed) - 1))] = data.draw(
            strategies.integers(0, 255)
        )
    path = tmp_path / "changed.argosmodel"
    path.write_bytes(changed)
    place = tmp_path / "place"
    folders = Folders(place / "user", place / "argos", place / "starter")
    try:
        installed = install_file(path, folders)
    except PackageError:
        assert list(folders.user.iterdir()) == []
    else:
        assert verify(installed) == []
        for file in made.rglob("*.bin"):
            assert (installed.path / file.relative_to(made)).read_bytes() == file.read_bytes()
    finally:
        shutil.rmtree(place)
