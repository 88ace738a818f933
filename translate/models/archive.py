"""Unpacking of ``.argosmodel`` files, which are zip archives from anywhere.

Nothing is written before every member was looked at; what is refused and why:

* absolute paths, ``..``, drive letters, device names, links: would write outside the folder
  (CVE-2007-4559 and its kin);
* encrypted members, compression other than deflate (bzip2 and LZMA can ask for gigabytes of memory);
* too many members, too much content or too high a ratio of content to archive, overlapping members
  included (D. Fifield, "A better zip bomb", WOOT 2019);
* anything but one top folder with a ``metadata.json`` in it.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import stat
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from translate.errors import PackageError
from translate.files import reason_of, shown
from translate.i18n import _
from translate.models.packages import MAXIMUM_JSON_BYTES, METADATA_FILE, read_metadata

MAXIMUM_MEMBERS = 5_000
MAXIMUM_DIRECTORY_BYTES = 4 << 20
MAXIMUM_CONTENT_BYTES = 4 << 30
MAXIMUM_RATIO = 100
MAXIMUM_DEPTH = 8
MAXIMUM_NAME_BYTES = 255

_BLOCK_BYTES = 1 << 20
_END_RECORD_BYTES = 22
_LOCATOR_BYTES = 20
_MAXIMUM_COMMENT_BYTES = 0xFFFF

_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_IGNORED_TOPS = frozenset({"__MACOSX", ".DS_Store"})
"""What the Finder adds to an archive."""

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    OverflowError,
    RuntimeError,
)
"""What zipfile raises on damaged archives."""


@dataclass(frozen=True)
class UnpackedFile:
    """A file of an unpacked archive; ``path`` is relative to the package folder."""

    path: PurePosixPath
    size: int
    sha256: str


def unpack(archive: Path, folder: Path) -> list[UnpackedFile]:
    """Unpack the package in ``archive`` into the existing, empty ``folder``.

    The archive's top folder is left out: ``metadata.json`` comes to lie in ``folder`` itself. Every
    file has reached the disk (fsync) when this returns.

    Raises:
        PackageError: the file is no Argos package, or one that is refused; ``folder`` may then hold a part.
    """
    try:
        _check_file(archive)
        with zipfile.ZipFile(archive) as opened:
            members = _check_members(opened, archive)
            _check_metadata(opened, members)
            _check_space(members, folder)
            return [_unpack_member(opened, info, path, folder) for path, info in members.items()]
    except _DAMAGE as error:
        raise PackageError(_damaged(archive, error)) from error
    except OSError as error:
        if error.errno == errno.EINVAL:
            # zipfile sought before the beginning: the front of the file is missing.
            raise PackageError(_damaged(archive, error)) from error
        raise PackageError(
            _("Cannot unpack {path}: {reason}").format(path=shown(archive), reason=reason_of(error))
        ) from error
    except PackageError as error:
        raise PackageError(f"{shown(archive)}: {error}") from error


def _damaged(archive: Path, error: Exception) -> str:
    return _("{path} is cut off or damaged ({reason}); download it again.").format(
        path=shown(archive), reason=shown(str(error) or type(error).__name__)
    )


def _check_file(archive: Path) -> None:
    """Tell apart what people have under this name by mistake, before zipfile reads anything."""
    if archive.is_dir():
        raise PackageError(_("It is a folder; name the .argosmodel file."))
    size = archive.stat().st_size
    with archive.open("rb") as file:
        head = file.read(1024)
        if not head:
            raise PackageError(_("The file is empty; download it again."))
        if (
            head.lstrip(b"\xef\xbb\xbf \t\r\n")
            .lower()
            .startswith((b"<!doctype", b"<html", b"<head", b"<?xml"))
        ):
            raise PackageError(
                _(
                    "This is a web page, not an Argos package; open it in a browser to see why, "
                    "then download the package again."
                )
            )
        file.seek(max(0, size - _MAXIMUM_COMMENT_BYTES - _END_RECORD_BYTES - _LOCATOR_BYTES))
        tail = file.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0:
        if head.startswith(b"PK\x03\x04"):
            raise PackageError(_("The file is cut off, its end is missing; download it again."))
        raise PackageError(_("This is not an Argos package (no zip archive)."))
    # zipfile reads the whole directory into memory, so its size is looked at first; the ZIP64 form,
    # needed only beyond 4 GiB or 65,535 members, would hide it.
    directory_bytes = int.from_bytes(tail[end + 12 : end + 16], "little")
    if directory_bytes > MAXIMUM_DIRECTORY_BYTES or b"PK\x06\x07" in tail[max(0, end - _LOCATOR_BYTES) : end]:
        raise PackageError(_too_large())


def _check_members(opened: zipfile.ZipFile, archive: Path) -> dict[PurePosixPath, zipfile.ZipInfo]:
    """The files to unpack by their path in the package folder."""
    infos = opened.infolist()
    if len(infos) > MAXIMUM_MEMBERS:
        raise PackageError(_too_large())
    members: dict[PurePosixPath, zipfile.ZipInfo] = {}
    tops: set[str] = set()
    folded: set[str] = set()
    parents: set[str] = set()
    content = 0
    for info in infos:
        path = _safe_path(info)
        if path.parts[0] in _IGNORED_TOPS:
            continue
        tops.add(path.parts[0])
        if info.is_dir():
            continue
        if info.flag_bits & 0x1:
            raise PackageError(_("Refused: its members are encrypted."))
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise PackageError(_("Refused: it is compressed in an unusual way."))
        if len(path.parts) < 2:
            raise PackageError(_no_single_folder())
        key = _fold(path)
        if key in folded:
            raise PackageError(_("Refused: two members have the name {name}.").format(name=path))
        folded.add(key)
        parents.update(_fold(parent) for parent in path.parents)
        content += info.file_size
        members[PurePosixPath(*path.parts[1:])] = info
    if content > MAXIMUM_CONTENT_BYTES or content > MAXIMUM_RATIO * archive.stat().st_size:
        raise PackageError(_too_large())
    if len(tops) != 1:
        raise PackageError(_no_single_folder())
    if folded & parents:
        raise PackageError(_("Refused: a member is a file and a folder at once."))
    return members


def _safe_path(info: zipfile.ZipInfo) -> PurePosixPath:
    """The path of a member, from the raw name: ZipInfo.filename is already mended."""
    name = info.orig_filename
    kind = stat.S_IFMT(info.external_attr >> 16)
    parts = name.removesuffix("/").split("/")
    if (
        kind not in (0, stat.S_IFREG, stat.S_IFDIR)
        or len(parts) > MAXIMUM_DEPTH
        or not name.isprintable()
        or any(
            part in ("", ".", "..")
            or any(character in part for character in '\\:*?"<>|')
            or part.endswith((".", " "))
            or _DEVICE.fullmatch(part)
            or len(part.encode("utf-8", "surrogatepass")) > MAXIMUM_NAME_BYTES
            for part in parts
        )
    ):
        raise PackageError(
            _("Refused: the member {name} is a link or has an unsafe name.").format(name=ascii(name)[:120])
        )
    return PurePosixPath(*parts)


def _fold(path: PurePosixPath) -> str:
    """Equal for names that are one file on Windows or macOS."""
    return unicodedata.normalize("NFC", str(path)).casefold()


def _check_metadata(opened: zipfile.ZipFile, members: dict[PurePosixPath, zipfile.ZipInfo]) -> None:
    info = members.get(PurePosixPath(METADATA_FILE))
    if info is None:
        raise PackageError(_("This is not an Argos package (no metadata.json)."))
    with opened.open(info) as file:
        try:
            read_metadata(file.read(MAXIMUM_JSON_BYTES + 1))
        except PackageError as error:
            raise PackageError(_("{reason} Download the package again.").format(reason=error)) from error
    if PurePosixPath("model/model.bin") not in members:
        raise PackageError(_("This is not an Argos package (no model/model.bin)."))


def _check_space(members: dict[PurePosixPath, zipfile.ZipInfo], folder: Path) -> None:
    require_space(folder, sum(info.file_size for info in members.values()))


def require_space(folder: Path, needed: int) -> None:
    """Make sure that ``needed`` bytes fit where ``folder`` lies.

    Raises:
        PackageError: they do not.
    """
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise PackageError(
            _("Not enough space in {folder}: {needed} MB needed, {free} MB free.").format(
                folder=shown(folder), needed=-(-needed // 1_000_000), free=free // 1_000_000
            )
        )


def _unpack_member(
    opened: zipfile.ZipFile, info: zipfile.ZipInfo, path: PurePosixPath, folder: Path
) -> UnpackedFile:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    size = 0
    # zipfile stops at the declared size and compares the CRC there; "x": no member replaces another.
    with opened.open(info) as source, target.open("xb") as file:
        while block := source.read(_BLOCK_BYTES):
            size += len(block)
            digest.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    if size != info.file_size:
        raise EOFError(str(path))
    return UnpackedFile(path, size, digest.hexdigest())


def _too_large() -> str:
    return _("Refused: it unpacks to far more than a package holds.")


def _no_single_folder() -> str:
    return _("This is not an Argos package (its files do not lie in one folder).")
