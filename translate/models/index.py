"""The published list of Argos packages, and installing from it.

The network is used by the two functions here that fetch, and nowhere else in the library.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from translate.errors import DownloadError, OutputError, PackageError
from translate.files import locked, reason_of, shown
from translate.i18n import _
from translate.models.download import Progress, fetch, fetch_file, is_http
from translate.models.installation import install_file
from translate.models.packages import (
    Folders,
    Package,
    check_metadata,
    folder_name,
    package_code,
    version_key,
)

PUBLISHED_INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"
"""Where Argos Translate looks, too (argostranslate/settings.py)."""

INDEX_VARIABLE = "ARGOS_PACKAGE_INDEX"
"""Environment variable by which Argos Translate is led to another index."""

MAXIMUM_INDEX_BYTES = 16 << 20
MAXIMUM_INDEX_ENTRIES = 20_000

_DOWNLOADS = ".downloads"


@dataclass(frozen=True)
class AvailablePackage:
    """An entry of the index; ``links`` are the http and https ones, in order of preference."""

    from_code: str
    to_code: str
    from_name: str
    to_name: str
    version: str
    links: tuple[str, ...]

    @property
    def code(self) -> str:
        """Name without the version, such as ``translate-en_ko``."""
        return package_code(self.from_code, self.to_code)


def index_address(requested: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """The address of ``index.json``: as requested, else as the environment has it, else the published one.

    As in Argos Translate the address may be that of the folder it lies in.
    """
    address = requested or environment.get(INDEX_VARIABLE) or PUBLISHED_INDEX
    return address if address.endswith(".json") else address.rstrip("/") + "/index.json"


def fetch_index(address: str) -> list[AvailablePackage]:
    """Fetch the list of packages, by pair and, within one, newest first.

    Entries that are malformed, of another kind or without a link that can be used are left out.

    Raises:
        DownloadError: it cannot be had, or is no index of packages.
    """
    try:
        entries = json.loads(fetch(address, MAXIMUM_INDEX_BYTES).decode("utf-8-sig"))
    except (ValueError, RecursionError):
        entries = None
    if not isinstance(entries, list) or len(entries) > MAXIMUM_INDEX_ENTRIES:
        raise DownloadError(
            _("{url} is no index of Argos packages; look at the address.").format(url=shown(address))
        )
    packages = [package for package in map(_entry, entries) if package is not None]
    packages.sort(key=lambda package: version_key(package.version), reverse=True)
    packages.sort(key=lambda package: (package.from_code, package.to_code))
    return packages


def newest(available: Sequence[AvailablePackage], from_code: str, to_code: str) -> AvailablePackage:
    """The newest package of a pair.

    Raises:
        PackageError: the index has none.
    """
    for package in available:
        if (package.from_code, package.to_code) == (from_code, to_code):
            return package
    raise PackageError(
        _(
            "The index has no package for {source} → {target}; “translate models available --all” lists it."
        ).format(source=from_code, target=to_code)
    )


def install_available(
    package: AvailablePackage, folders: Folders | None = None, progress: Progress | None = None
) -> Package:
    """Download and install a package; a download that stopped earlier goes on where it was.

    Raises:
        DownloadError: no link of it can be fetched.
        PackageError: what came is no sound package of that pair, or it cannot be written.
    """
    folders = folders or Folders.from_environment()
    downloads = folders.user / _DOWNLOADS
    name = folder_name(package.from_code, package.to_code, package.version)
    archive = downloads / f"{name}.argosmodel"
    try:
        downloads.mkdir(parents=True, exist_ok=True)
        with locked(downloads):
            link = _fetch_first(package.links, archive, progress)
            try:
                return install_file(archive, folders, (package.from_code, package.to_code), link)
            finally:
                archive.unlink(missing_ok=True)
    except OutputError as error:
        raise PackageError(str(error)) from error
    except OSError as error:
        raise PackageError(
            _("Cannot change the package folder {path}: {reason}").format(
                path=shown(folders.user), reason=reason_of(error)
            )
        ) from error


def _fetch_first(links: Sequence[str], archive: Path, progress: Progress | None) -> str:
    for link in links[:-1]:
        with suppress(DownloadError):
            fetch_file(link, archive, progress)
            return link
    fetch_file(links[-1], archive, progress)
    return links[-1]


def _entry(entry: object) -> AvailablePackage | None:
    if not isinstance(entry, dict):
        return None
    try:
        check_metadata(entry)
    except PackageError:
        return None
    links = entry.get("links")
    usable = tuple(
        link for link in (links if isinstance(links, list) else []) if isinstance(link, str) and is_http(link)
    )
    if not usable:
        return None
    from_code, to_code = str(entry["from_code"]), str(entry["to_code"])
    return AvailablePackage(
        from_code=from_code,
        to_code=to_code,
        from_name=shown(str(entry.get("from_name") or from_code)),
        to_name=shown(str(entry.get("to_name") or to_code)),
        version=str(entry.get("package_version") or "0"),
        links=usable,
    )
