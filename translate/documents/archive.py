"""Zip files read without trust and written member by member."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from translate.errors import DocumentError
from translate.i18n import _

MAXIMUM_MEMBERS = 20_000
MAXIMUM_BYTES = 1024 * 1024 * 1024
"""All members together, unpacked."""
MAXIMUM_RATIO = 200
"""Unpacked to packed size of a member above which it is a bomb; XML reaches about 50."""
_RATIO_COUNTS_FROM = 10 * 1024 * 1024


class Archive:
    """A zip file in memory.

    Raises:
        DocumentError: no sound zip file: damaged, encrypted, absurdly large, or with members that have
            the same name or point outside of the archive.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
            raise DocumentError(
                _("Damaged: not a complete zip file. Open and save it in its program.")
            ) from None
        self._check()

    @property
    def names(self) -> list[str]:
        """The members' names, in order."""
        return self._file.namelist()

    def read(self, name: str) -> bytes:
        """A member, unpacked.

        Raises:
            DocumentError: it is missing or damaged.
        """
        try:
            with self._file.open(name) as member:
                return member.read()
        except KeyError:
            raise DocumentError(_("Damaged: the part “{name}” is missing.").format(name=name)) from None
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
            raise DocumentError(
                _("Damaged: the part “{name}” cannot be unpacked.").format(name=name)
            ) from None

    def write(self, changed: Mapping[str, bytes]) -> bytes:
        """The archive with some members changed; the others, their order and their dates stay."""
        if all(self.read(name) == content for name, content in changed.items()):
            return self._data
        buffer = io.BytesIO()
        members = self._file.infolist()
        # The specification of EPUB wants this one first and stored.
        members.sort(key=lambda member: member.filename != "mimetype")
        with zipfile.ZipFile(buffer, "w") as target:
            target.comment = self._file.comment
            for member in members:
                content = changed.get(member.filename)
                if content is None:
                    content = self.read(member.filename)
                copy = zipfile.ZipInfo(member.filename, member.date_time)
                copy.compress_type = (
                    zipfile.ZIP_STORED if member.filename == "mimetype" else member.compress_type
                )
                copy.external_attr = member.external_attr
                copy.create_system = member.create_system
                copy.comment = member.comment
                target.writestr(copy, content)
        return buffer.getvalue()

    def _check(self) -> None:
        members = self._file.infolist()
        total = sum(member.file_size for member in members)
        if len(members) > MAXIMUM_MEMBERS or total > MAXIMUM_BYTES:
            raise DocumentError(_("Refused: too many parts, or too large when unpacked."))
        seen: set[str] = set()
        for member in members:
            name = member.filename
            if member.flag_bits & 1:
                raise DocumentError(_("Encrypted: remove the password first."))
            if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name:
                raise DocumentError(
                    _("Refused: the part “{name}” points outside of the file.").format(name=name)
                )
            if name in seen:
                raise DocumentError(_("Refused: two parts named “{name}”.").format(name=name))
            seen.add(name)
            if member.file_size > _RATIO_COUNTS_FROM and member.file_size > MAXIMUM_RATIO * max(
                member.compress_size, 1
            ):
                raise DocumentError(_("Refused: the part “{name}” is a zip bomb.").format(name=name))
