"""Installing, verifying and removing packages in this tool's own folder.

At any moment a package is there whole or not at all: it is unpacked into a hidden folder beside its
place, written to the disk, and renamed. Checksums of its files are kept in it for later.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from translate.errors import OutputError, PackageError
from translate.files import locked, reason_of, shown, sync_folder
from translate.i18n import _
from translate.models.archive import UnpackedFile, unpack
from translate.models.packages import (
    MAXIMUM_JSON_BYTES,
    DamagedPackage,
    Discovery,
    Folders,
    Package,
    discover,
    folder_name,
    inspect,
)
from translate.models.vocabularies import check_vocabularies

RECORD_FILE = "checksums.json"
"""SHA-256 and size of each file, and where the package came from."""

_RECORD_FORMAT = 1
_HIDDEN_PREFIX = ".under-way-"


def install_file(
    archive: Path,
    folders: Folders | None = None,
    pair: tuple[str, str] | None = None,
    source: str | None = None,
) -> Package:
    """Install a ``.argosmodel`` file; an installed package of the same pair and version gives way.

    Args:
        archive: the file.
        folders: ``user`` is where it goes, by default as the environment has it.
        pair: the languages it must translate between, if known.
        source: where the file came from, for the record; by default its name.

    Raises:
        PackageError: the file is no sound package of that pair, or the folder cannot be written;
            nothing has changed then.
    """
    folders = folders or Folders.from_environment()
    if not archive.exists():
        raise PackageError(_("No such file: {path}").format(path=shown(archive)))
    with _folder_to_change(folders.user) as place:
        temporary = _hidden_folder(place)
        try:
            files = unpack(archive, temporary)
            try:
                package = inspect(temporary, "user")
                check_vocabularies(package.model_path)
            except PackageError as error:
                raise PackageError(f"{shown(archive)}: {error}") from error
            if pair is not None and (package.from_code, package.to_code) != pair:
                raise PackageError(
                    _("{path} translates {from_code} → {to_code}, not {wanted}.").format(
                        path=shown(archive),
                        from_code=package.from_code,
                        to_code=package.to_code,
                        wanted=" → ".join(pair),
                    )
                )
            write_record(temporary, files, source or archive.name)
            target = place / folder_name(package.from_code, package.to_code, package.version)
            _sync_tree(temporary)
            _take_place(temporary, target)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
        return inspect(target, "user")


def remove(name: str, folders: Folders | None = None) -> Path:
    """Remove a package that this tool installed, sound or damaged, by its folder's name.

    Returns:
        The folder that is gone.

    Raises:
        PackageError: there is none of that name, or it is not this tool's to remove.
    """
    folders = folders or Folders.from_environment()
    discovery = discover(folders)
    everything: list[Package | DamagedPackage] = [*discovery.packages, *discovery.damaged]
    matching = [each for each in everything if each.path.name == name]
    own = [each.path for each in matching if each.origin == "user"]
    if own:
        with _folder_to_change(folders.user) as place:
            _put_aside(own[0], place)
        return own[0]
    if not matching:
        raise PackageError(
            _("No package “{name}” here; “translate models list” shows what there is.").format(name=name)
        )
    if matching[0].origin == "argos":
        raise PackageError(
            _("{path} belongs to Argos Translate; delete that folder yourself to remove it.").format(
                path=shown(matching[0].path)
            )
        )
    raise PackageError(_("{name} is part of glossary-translate and stays.").format(name=name))


def verify(package: Package) -> list[str]:
    """What is wrong with a package's files, one line each; empty if nothing is.

    Of a package without a record of checksums (installed by Argos Translate) only the structure is
    looked at.
    """
    record = read_record(package.path)
    if record is None:
        try:
            check_vocabularies(package.model_path)
        except PackageError as error:
            return [str(error)]
        return []
    problems = []
    for name, (size, checksum) in sorted(record.items()):
        path = package.path / name
        if not path.is_file():
            problems.append(_("{name} is missing.").format(name=name))
        elif path.stat().st_size != size or _sha256(path) != checksum:
            problems.append(_("{name} has changed since it was installed.").format(name=name))
    return problems


def has_record(package: Package) -> bool:
    """Whether checksums were recorded when the package was installed."""
    return (package.path / RECORD_FILE).is_file()


def superseded(package: Package, discovery: Discovery) -> list[Package]:
    """Packages of the same pair in this tool's folder that are never chosen beside ``package``."""
    candidates = discovery.candidates(package.from_code, package.to_code)
    return [each for each in candidates[1:] if each.origin == "user" and candidates[0].path == package.path]


def write_record(folder: Path, files: list[UnpackedFile], source: str) -> None:
    """Keep the checksums of an unpacked package in it."""
    record = {
        "format": _RECORD_FORMAT,
        "source": source,
        # A member of the record's name would be the package's own word for itself.
        "files": {
            str(file.path): {"size": file.size, "sha256": file.sha256}
            for file in files
            if str(file.path) != RECORD_FILE
        },
    }
    path = folder / RECORD_FILE
    path.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read_record(folder: Path) -> dict[str, tuple[int, str]] | None:
    """Size and SHA-256 by relative path, or None where nothing was recorded.

    Raises:
        PackageError: the record cannot be read.
    """
    path = folder / RECORD_FILE
    try:
        if path.stat().st_size > 4 * MAXIMUM_JSON_BYTES:
            raise ValueError
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["format"] != _RECORD_FORMAT:
            raise ValueError
        return {
            str(name): (int(entry["size"]), str(entry["sha256"])) for name, entry in record["files"].items()
        }
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PackageError(_("{path} cannot be read.").format(path=shown(path))) from error


@contextmanager
def _folder_to_change(place: Path) -> Iterator[Path]:
    """The folder, there and ours alone; what a killed process left under way is taken away first."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        with locked(place):
            for leftover in place.glob(f"{_HIDDEN_PREFIX}*"):
                shutil.rmtree(leftover, ignore_errors=True)
            yield place
    except OutputError as error:
        raise PackageError(str(error)) from error
    except OSError as error:
        raise PackageError(
            _("Cannot change the package folder {path}: {reason}").format(
                path=shown(place), reason=reason_of(error)
            )
        ) from error


def _take_place(temporary: Path, target: Path) -> None:
    if target.exists() or target.is_symlink():
        _put_aside(target, target.parent)
    temporary.rename(target)
    sync_folder(target.parent)


def _put_aside(path: Path, place: Path) -> None:
    """Let a package vanish at once, then delete its files; a link's target stays."""
    if path.is_symlink():
        path.unlink()
        return
    aside = _hidden_folder(place)
    path.rename(aside / path.name)
    sync_folder(place)
    shutil.rmtree(aside, ignore_errors=True)


def _sync_tree(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        if path.is_dir():
            sync_folder(path)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _hidden_folder(place: Path) -> Path:
    """A new folder with ordinary permissions, which tempfile's have not, that discovery passes over."""
    path = place / f"{_HIDDEN_PREFIX}{secrets.token_hex(8)}"
    path.mkdir()
    return path
