"""What ``translate doctor`` says: what is installed, what serves each language, what is wrong.

Everything here must work where little else does, so each part of the product is imported only when it
is looked at.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

from translate import __version__
from translate.errors import PackageError
from translate.i18n import _
from translate.models.packages import DamagedPackage, Discovery, Folders, Package, discover
from translate.processor import available_threads

DISTRIBUTION = "glossary-translate"

LOADED_MODULES = (
    "ctranslate2",
    "sentencepiece",
    "argostranslate.tokenizer",
    "ahocorasick",
    "opencc",
    "rapidfuzz",
    "rjieba",
)
"""Modules that bring compiled code: whether they load on this machine only an import tells."""

DEVELOPERS_EXTRAS = frozenset({"all", "dev"})


@dataclass(frozen=True)
class Service:
    """Which package serves a language: ``package`` is None if none does, and ``reason`` says why.

    ``converts``: its output is Simplified Chinese, converted to Traditional.
    """

    language: str
    package: Package | None
    converts: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Place:
    """Something that is stored.

    Attributes:
        name: for programs; what: for people.
        exists: whether it is there yet.
    """

    name: str
    what: str
    path: Path
    exists: bool


@dataclass(frozen=True)
class Diagnosis:
    """The state of an installation.

    Attributes:
        versions: name and version of what matters, this tool first.
        processor: what the processor offers, one line; empty if that cannot be said.
        services: one for each target language.
        places: where things are stored.
        damaged: packages that are passed over.
        warnings: conflicts and the like, one line each, with what to do.
        extras: name of each extra that is not installed, and the distributions it would bring.
        faults: what stops translation, one line each, with what to do; empty in a sound installation.
    """

    versions: tuple[tuple[str, str], ...]
    processor: str
    services: tuple[Service, ...]
    places: tuple[Place, ...]
    damaged: tuple[DamagedPackage, ...]
    warnings: tuple[str, ...]
    extras: tuple[tuple[str, tuple[str, ...]], ...]
    faults: tuple[str, ...]


def diagnose(folders: Folders | None = None) -> Diagnosis:
    """Look at everything; nothing is created, changed or fetched.

    Args:
        folders: where packages lie, by default as the environment has it.
    """
    folders = folders or Folders.from_environment()
    discovery = discover(folders)
    faults = [*_requirement_faults(), *_import_faults()]
    services: list[Service] = []
    places: list[Place] = []
    try:
        services += _services(discovery)
        places += _places(folders)
    except ImportError as error:
        faults.append(_not_loaded(error.name or DISTRIBUTION, error))
    faults += [service.reason for service in services if service.package is None]
    return Diagnosis(
        versions=tuple(_versions()),
        processor=_processor(),
        services=tuple(services),
        places=tuple(places),
        damaged=discovery.damaged,
        warnings=tuple(_conflicts()),
        extras=tuple(_missing_extras()),
        faults=tuple(faults),
    )


def _requirements() -> list[Requirement]:
    try:
        return [Requirement(text) for text in importlib.metadata.requires(DISTRIBUTION) or []]
    except importlib.metadata.PackageNotFoundError:
        # Run from a checkout that was not installed.
        return []


def _applies(requirement: Requirement, extra: str = "") -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def _installed(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _is_met(requirement: Requirement) -> bool:
    version = _installed(requirement.name)
    return version is not None and requirement.specifier.contains(version, prereleases=True)


def _versions() -> Iterator[tuple[str, str]]:
    yield DISTRIBUTION, __version__
    yield "Python", platform.python_version()
    for requirement in _requirements():
        if _applies(requirement):
            yield requirement.name, _installed(requirement.name) or "–"


def _requirement_faults() -> Iterator[str]:
    for requirement in _requirements():
        if _applies(requirement) and not _is_met(requirement):
            need = f"{requirement.name}{requirement.specifier}"
            found = _installed(requirement.name)
            if found is None:
                yield _('{need} is not installed. Install it: pip install "{need}"').format(need=need)
            else:
                yield _('{need} is needed, but {found} is installed: pip install "{need}"').format(
                    need=need, found=found
                )


def _import_faults() -> Iterator[str]:
    for name in LOADED_MODULES:
        try:
            importlib.import_module(name)
        except (ImportError, OSError) as error:
            yield _not_loaded(name, error)


def _not_loaded(module: str, error: Exception) -> str:
    return _("{module} cannot be loaded ({reason}); install {distribution} again.").format(
        module=module, reason=" ".join(str(error).split()), distribution=DISTRIBUTION
    )


def _processor() -> str:
    try:
        import ctranslate2

        types = sorted(ctranslate2.get_supported_compute_types("cpu"))
    except (ImportError, OSError):
        return ""
    return _("{machine}, {count} threads, computes with {types}").format(
        machine=platform.machine(), count=available_threads(), types=", ".join(types)
    )


def _services(discovery: Discovery) -> list[Service]:
    from translate.languages import TARGET_LANGUAGES
    from translate.translator import Translator

    translator = Translator(discovery=discovery)
    services = []
    for language in TARGET_LANGUAGES:
        try:
            package, converts = translator.package_for(language)
        except PackageError as error:
            services.append(Service(language.code, None, reason=str(error)))
        else:
            services.append(Service(language.code, package, converts))
    return services


def _places(folders: Folders) -> Iterator[Place]:
    from translate.glossary.store import user_folder
    from translate.memory import default_path

    for name, what, path in (
        ("packages", _("Packages that this tool installs"), folders.user),
        ("argos", _("Packages of Argos Translate (only read)"), folders.argos),
        ("starter", _("Starter packages"), folders.starter),
        ("glossaries", _("Your glossaries"), user_folder()),
        ("memory", _("Translation memory"), default_path()),
    ):
        yield Place(name, what, path, path.exists())


def _conflicts() -> Iterator[str]:
    if _installed("argostranslate"):
        yield _(
            "argostranslate, the distribution with torch, brings the same module as argos-translate-lt. "
            "Keep one: pip uninstall argostranslate, then pip install --force-reinstall argos-translate-lt"
        )
    for name in ("translate-toolkit", "translate"):
        if _installed(name):
            yield _(
                "{name} brings a module “translate”, too, and one overwrites files of the other. "
                "Install {own} in an environment of its own."
            ).format(name=name, own=DISTRIBUTION)


def _missing_extras() -> Iterator[tuple[str, tuple[str, ...]]]:
    requirements = _requirements()
    if not requirements:
        return
    provided = importlib.metadata.metadata(DISTRIBUTION).get_all("Provides-Extra") or []
    for extra in sorted(set(provided) - DEVELOPERS_EXTRAS):
        missing = tuple(
            requirement.name
            for requirement in requirements
            if not _applies(requirement) and _applies(requirement, extra) and not _is_met(requirement)
        )
        if missing:
            yield extra, missing
