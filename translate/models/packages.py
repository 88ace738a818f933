"""Argos packages on this machine: what lies where, what is sound, which one serves a pair.

Everything in a package folder is untrusted. ``argostranslate.package`` is not used: importing it
creates folders under the home folder, and one stray folder makes every call of it fail.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from packaging.version import InvalidVersion, Version

from translate import resources
from translate.errors import PackageError
from translate.files import reason_of, shown
from translate.i18n import _
from translate.models.modelfile import read_model_file

Origin = Literal["user", "argos", "starter", "explicit"]
TokenizerKind = Literal["sentencepiece", "bpe"]

APPLICATION = "glossary-translate"
METADATA_FILE = "metadata.json"
TOKENIZER_FILES: tuple[tuple[TokenizerKind, str], ...] = (
    ("sentencepiece", "sentencepiece.model"),
    ("bpe", "bpe.model"),
)
"""Both names that published packages use; where both stand, the first counts, as in Argos Translate."""

FIRST_VERSION_WITH_CONFIGURATION = 6
"""Binary version since which CTranslate2 fails without ``config.json``."""

MAXIMUM_JSON_BYTES = 1 << 20
MAXIMUM_VOCABULARY_BYTES = 256 << 20
MAXIMUM_TOKENIZER_BYTES = 256 << 20
MAXIMUM_PREFIX_CHARACTERS = 64

_CODE = re.compile(r"[A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{1,8})*")
_VERSION = re.compile(r"[0-9A-Za-z.+_!-]{1,40}")

_SAMPLES = 16
_SAMPLE_BYTES = 1 << 16


class _OtherKindError(PackageError):
    """A sound Argos package that translates nothing, such as a sentence splitter."""


@dataclass(frozen=True)
class Package:
    """A sound, unpacked Argos package.

    Attributes:
        path: its folder.
        from_code, to_code: languages as the package names them (``en``, ``ko``, ``zh``, ``zt``).
        version: ``package_version`` of its metadata, ``0`` if that has none.
        origin: ``user`` (installed by this tool), ``argos`` (by Argos Translate), ``starter``
            (part of this distribution), ``explicit`` (a folder the user named).
        tokenizer: kind of the file ``tokenizer_path``.
        target_prefix: token that every target begins with, for packages of several targets; else empty.
        metadata: all of ``metadata.json``.
    """

    path: Path
    from_code: str
    to_code: str
    version: str
    origin: Origin
    tokenizer: TokenizerKind
    tokenizer_path: Path
    target_prefix: str = ""
    metadata: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)

    @property
    def name(self) -> str:
        """Name of its folder, by which commands call it."""
        return shown(self.path.name)

    @property
    def code(self) -> str:
        """Name in the package index, such as ``translate-en_ko``."""
        return package_code(self.from_code, self.to_code)

    @property
    def model_path(self) -> Path:
        """The folder to hand to CTranslate2."""
        return self.path / "model"

    @cached_property
    def identity(self) -> str:
        """``CODE-VERSION-CHECKSUM``: equal for packages that translate alike, wherever they lie.

        The checksum covers everything that shapes a translation: tokenizer, configuration,
        vocabularies and weights; of files over 1 MiB their size and 16 blocks spread evenly over them,
        so that a package of any size is told from another in milliseconds.

        Raises:
            PackageError: a file cannot be read any more.
        """
        digest = hashlib.sha256(self.target_prefix.encode())
        files = sorted(path for path in self.model_path.iterdir() if path.is_file())
        try:
            for path in (self.tokenizer_path, *files):
                digest.update(f"\0{path.name}\0{path.stat().st_size}\0".encode())
                for block in _sampled(path):
                    digest.update(block)
        except OSError as error:
            raise PackageError(_unreadable(error)) from error
        return f"{self.code}-{self.version}-{digest.hexdigest()[:12]}"

    def describe(self) -> str:
        """For people: ``translate-en_ko 1.9 (starter package)``."""
        return f"{self.code} {self.version} ({origin_text(self.origin)})"


@dataclass(frozen=True)
class DamagedPackage:
    """A folder among the packages that cannot be used; ``reason`` is one line in the user's language."""

    path: Path
    origin: Origin
    reason: str

    @property
    def remedy(self) -> str:
        """What the user can do about it, one line."""
        if self.origin == "user":
            return _("Remove it with: translate models remove {name}").format(name=shown(self.path.name))
        if self.origin == "argos":
            return _("Delete the folder {path}, or install the package again.").format(path=shown(self.path))
        return _("Install glossary-translate again.")


@dataclass(frozen=True)
class Discovery:
    """What lies in the package folders."""

    packages: tuple[Package, ...]
    damaged: tuple[DamagedPackage, ...] = ()

    def candidates(self, from_code: str, to_code: str) -> list[Package]:
        """The packages of a pair, the one to use first: installed ones by version, starters last."""
        found = [each for each in self.packages if (each.from_code, each.to_code) == (from_code, to_code)]
        found.sort(key=lambda package: version_key(package.version), reverse=True)
        found.sort(key=lambda package: package.origin == "starter")
        return found


@dataclass(frozen=True)
class Folders:
    """Where packages are looked for.

    Attributes:
        user: where this tool installs them; need not exist.
        argos: where Argos Translate has them; read only, never created.
        starter: the starter packages.
    """

    user: Path
    argos: Path
    starter: Path

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Folders:
        """The folders as the user's environment has them (ARGOS_PACKAGES_DIR, XDG_DATA_HOME)."""
        import platformdirs

        named = environment.get("ARGOS_PACKAGES_DIR")
        if named:
            argos = Path(named).expanduser()
        else:
            data = environment.get("XDG_DATA_HOME")
            argos = (
                (Path(data) if data else Path.home() / ".local" / "share") / "argos-translate" / "packages"
            )
        user = platformdirs.user_data_path(APPLICATION, appauthor=False) / "packages"
        return cls(user=user, argos=argos, starter=resources.starter_folder())


def package_code(from_code: str, to_code: str) -> str:
    """The name of a pair in the package index: ``translate-en_ko``."""
    return f"translate-{from_code}_{to_code}"


def folder_name(from_code: str, to_code: str, version: str) -> str:
    """The name of a package's folder and archive, as published ones are: ``translate-en_ko-1_1``."""
    return f"{package_code(from_code, to_code)}-{re.sub(r'[^0-9A-Za-z-]', '_', version)}"


def origin_text(origin: Origin) -> str:
    """An origin in the user's language."""
    return {
        "user": _("installed"),
        "argos": _("installed by Argos Translate"),
        "starter": _("starter package"),
        "explicit": _("named by you"),
    }[origin]


def version_key(version: str) -> tuple[int, Version]:
    """Key that orders versions as people read them (9.8 before 10.1); malformed ones come first."""
    try:
        return 1, Version(version)
    except InvalidVersion:
        return 0, Version("0")


def inspect(path: Path, origin: Origin = "explicit") -> Package:
    """The package in a folder, checked as far as that goes without loading the model.

    Raises:
        PackageError: it is no Argos package, or damaged; the text says how, in one line.
    """
    if not path.is_dir():
        raise PackageError(_("{path} is not a folder.").format(path=shown(path)))
    try:
        return _inspect(path, origin)
    except OSError as error:
        raise PackageError(_unreadable(error)) from error


def discover(folders: Folders | None = None) -> Discovery:
    """All packages on this machine; the damaged ones apart, each with its reason.

    Args:
        folders: where to look, by default :meth:`Folders.from_environment`.
    """
    folders = folders or Folders.from_environment()
    places: tuple[tuple[Path, Origin], ...] = (
        (folders.user, "user"),
        (folders.argos, "argos"),
        (folders.starter, "starter"),
    )
    packages: list[Package] = []
    damaged: list[DamagedPackage] = []
    seen: set[Path] = set()
    for place, origin in places:
        for path in _folders_in(place):
            resolved = path.resolve()
            if resolved in seen:
                continue
            seen.add(resolved)
            try:
                packages.append(inspect(path, origin))
            except _OtherKindError:
                continue
            except PackageError as error:
                damaged.append(DamagedPackage(path, origin, str(error)))
    return Discovery(tuple(packages), tuple(damaged))


def choose(
    from_code: str,
    to_code: str,
    explicit: Sequence[str | Path] = (),
    discovery: Discovery | None = None,
) -> Package:
    """The package that serves a pair: an explicit one, else the newest installed, else the starter.

    Args:
        from_code, to_code: as packages name languages (``Language.package_code``). For ``zt`` nothing
            else stands in here: who can convert from ``zh`` asks again.
        explicit: what the user named, at most one per pair: a folder, or the name of an installed
            package with or without its version (``translate-en_ko-1_1``).
        discovery: what :func:`discover` found, to spare doing it again.

    Raises:
        PackageError: no sound package serves the pair, or one the user named is damaged or unknown.
    """
    discovery = discovery or discover()
    named = [find(each, discovery) for each in explicit]
    matching = [each for each in named if (each.from_code, each.to_code) == (from_code, to_code)]
    if len(matching) > 1:
        raise PackageError(
            _("Two packages are named for {source} → {target}: {first} and {second}. Name one.").format(
                source=from_code,
                target=to_code,
                first=shown(matching[0].path),
                second=shown(matching[1].path),
            )
        )
    candidates = matching or discovery.candidates(from_code, to_code)
    if candidates:
        return candidates[0]
    if from_code != "en":
        raise PackageError(
            _(
                "No package translates {source} → {target}; “translate models list” shows what is here."
            ).format(source=from_code, target=to_code)
        )
    raise PackageError(
        _("No package translates {source} → {target}. Install one: translate models install {target}").format(
            source=from_code, target=to_code
        )
    )


def find(name: str | Path, discovery: Discovery) -> Package:
    """The package that a user means by a folder, or by a name as ``translate models list`` shows it.

    Raises:
        PackageError: there is none, or it is damaged.
    """
    text = str(name)
    path = Path(name).expanduser()
    if path.is_file():
        raise PackageError(
            _("{path} is a file. Install it first: translate models install {path}").format(path=shown(path))
        )
    if path.is_dir():
        resolved = path.resolve()
        for package in discovery.packages:
            if package.path.resolve() == resolved:
                return package
        try:
            return inspect(path)
        except PackageError as error:
            raise PackageError(f"{shown(path)}: {error}") from error
    found = [package for package in discovery.packages if text in (package.name, package.code)]
    if found:
        return Discovery(tuple(found)).candidates(found[0].from_code, found[0].to_code)[0]
    for broken in discovery.damaged:
        if broken.path.name == text:
            raise PackageError(f"{shown(broken.path)}: {broken.reason}")
    raise PackageError(
        _("No package “{name}” here; “translate models list” shows what there is.").format(name=shown(text))
    )


def read_metadata(data: bytes) -> dict[str, object]:
    """Parse and check the bytes of a ``metadata.json``.

    Raises:
        PackageError: it is malformed, or not of a package that translates one language into another.
    """
    metadata = _json_object(data, METADATA_FILE)
    check_metadata(metadata)
    return metadata


def check_metadata(metadata: Mapping[str, object]) -> None:
    """Check what is used of metadata; the index of packages has the same keys.

    Raises:
        PackageError: as :func:`read_metadata`.
    """
    if metadata.get("type", "translate") != "translate":
        raise _OtherKindError(_("It is an Argos package of another kind, which translates nothing."))
    for key in ("from_code", "to_code"):
        code = metadata.get(key)
        if not isinstance(code, str) or not _CODE.fullmatch(code):
            raise PackageError(_("metadata.json has no proper “{key}”.").format(key=key))
    version = metadata.get("package_version", "0")
    if not isinstance(version, str) or (version and not _VERSION.fullmatch(version)):
        raise PackageError(_("metadata.json has no proper “{key}”.").format(key="package_version"))
    prefix = metadata.get("target_prefix", "")
    if not isinstance(prefix, str) or len(prefix) > MAXIMUM_PREFIX_CHARACTERS or not prefix.isprintable():
        raise PackageError(_("metadata.json has no proper “{key}”.").format(key="target_prefix"))


def _inspect(path: Path, origin: Origin) -> Package:
    metadata = read_metadata(_read_limited(path / METADATA_FILE))
    model = path / "model"
    _require(model / "model.bin", maximum=None)
    structure = read_model_file(model / "model.bin")
    if structure is None:
        raise PackageError(_("model/model.bin is cut off or no CTranslate2 model."))
    configuration = model / "config.json"
    if structure.version >= FIRST_VERSION_WITH_CONFIGURATION or configuration.exists():
        _json_object(_read_limited(configuration), "model/config.json")
    if not _has(model, "shared_vocabulary"):
        for name in ("source_vocabulary", "target_vocabulary"):
            if not _has(model, name):
                raise PackageError(_("model/ has no {name}.").format(name=name))
    tokenizer, tokenizer_path = _tokenizer(path)
    return Package(
        path=path,
        from_code=str(metadata["from_code"]),
        to_code=str(metadata["to_code"]),
        version=str(metadata.get("package_version") or "0"),
        origin=origin,
        tokenizer=tokenizer,
        tokenizer_path=tokenizer_path,
        target_prefix=str(metadata.get("target_prefix", "")),
        metadata=MappingProxyType(metadata),
    )


def _tokenizer(path: Path) -> tuple[TokenizerKind, Path]:
    for kind, name in TOKENIZER_FILES:
        if (path / name).exists():
            _require(path / name, maximum=MAXIMUM_TOKENIZER_BYTES)
            if kind == "bpe":
                _check_merges(path / name)
            return kind, path / name
    raise PackageError(_("It has neither sentencepiece.model nor bpe.model."))


def _check_merges(path: Path) -> None:
    """Two units a line, else argostranslate.apply_bpe would end the process."""
    try:
        with path.open(encoding="utf-8") as file:
            first = file.readline()
            lines = file if first.startswith("#version:") else itertools.chain([first], file)
            if all(len(line.strip("\r\n ").split(" ")) == 2 for line in lines):
                return
    except UnicodeDecodeError:
        pass
    raise PackageError(_("{name} is malformed.").format(name=path.name))


def _has(model: Path, stem: str) -> bool:
    """Whether a vocabulary stands there; packages made before CTranslate2 3.0 have it as text."""
    for name in (f"{stem}.json", f"{stem}.txt"):
        if (model / name).exists():
            _require(model / name, maximum=MAXIMUM_VOCABULARY_BYTES)
            return True
    return False


def _require(path: Path, maximum: int | None) -> None:
    relative = "/".join(path.parts[-2:]) if path.parent.name == "model" else path.name
    if not path.is_file():
        raise PackageError(_("It has no {name}.").format(name=relative))
    size = path.stat().st_size
    if size == 0:
        raise PackageError(_("{name} is empty.").format(name=relative))
    if maximum is not None and size > maximum:
        raise PackageError(_("{name} is too large.").format(name=relative))


def _read_limited(path: Path) -> bytes:
    _require(path, maximum=MAXIMUM_JSON_BYTES)
    with path.open("rb") as file:
        return file.read(MAXIMUM_JSON_BYTES + 1)


def _json_object(data: bytes, name: str) -> dict[str, object]:
    if len(data) > MAXIMUM_JSON_BYTES:
        raise PackageError(_("{name} is too large.").format(name=name))
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise PackageError(_("{name} is malformed.").format(name=name)) from None
    if not isinstance(value, dict):
        raise PackageError(_("{name} is malformed.").format(name=name))
    return value


def _folders_in(place: Path) -> list[Path]:
    """The folders to look at; hidden ones are installations under way."""
    try:
        return sorted(each for each in place.iterdir() if each.is_dir() and not each.name.startswith("."))
    except OSError:
        return []


def _sampled(path: Path) -> Iterator[bytes]:
    size = path.stat().st_size
    with path.open("rb") as file:
        if size <= _SAMPLES * _SAMPLE_BYTES:
            yield file.read()
            return
        for number in range(_SAMPLES):
            file.seek((size - _SAMPLE_BYTES) * number // (_SAMPLES - 1))
            yield file.read(_SAMPLE_BYTES)


def _unreadable(error: OSError) -> str:
    return _("Cannot read {path}: {reason}").format(path=shown(error.filename or ""), reason=reason_of(error))
