"""Settings: a project's ``translate.toml`` or ``[tool.translate]`` in ``pyproject.toml``, and the user's own.

The nearest project file, from the working directory upwards, is merged key by key over the user's file;
options of the command line win over both. Only the command line reads settings; the library is told.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translate.errors import ConfigurationError, LanguageError
from translate.files import check_target, reason_of, shown, write_atomically
from translate.i18n import _
from translate.languages import TARGET_LANGUAGES, Language, parse_language

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE_NAME = "translate.toml"
PROJECT_FILE = "pyproject.toml"
TABLE = ("tool", "translate")
"""Where settings lie in :data:`PROJECT_FILE`."""


@dataclass(frozen=True)
class Settings:
    """What settings files say; None where they say nothing. Paths are absolute.

    Attributes:
        languages: languages to translate into.
        glossaries: names or paths of glossaries, below those of the command line, above the curated ones.
        curated: whether the curated glossaries are used.
        packages: Argos packages, one for each language pair at most.
        output: folder that translations are written to.
        layout: how a corpus is laid out: ``tree`` or ``beside``.
        register: ``plain`` or ``polite``.
        consistent_names: whether names no glossary knows are made alike in a document.
        mend_numbers: whether sentences with wrong numbers are translated once more.
        beam_size, threads: as the options of these names.
        memory: the translation memory; False for none, True for the user's own.
        strict: exit with status 3 if a term is not rendered as it should be.
        files: where the settings come from, the strongest first.
    """

    languages: tuple[Language, ...] | None = None
    glossaries: tuple[str | Path, ...] | None = None
    curated: bool | None = None
    packages: tuple[str | Path, ...] | None = None
    output: Path | None = None
    layout: str | None = None
    register: str | None = None
    consistent_names: bool | None = None
    mend_numbers: bool | None = None
    beam_size: int | None = None
    threads: int | None = None
    memory: Path | bool | None = None
    strict: bool | None = None
    files: tuple[Path, ...] = ()


def user_file() -> Path:
    """The user's own settings file; it need not exist."""
    import platformdirs

    return platformdirs.user_config_path("glossary-translate") / FILE_NAME


def load(folder: Path, own: Path | None = None) -> Settings:
    """The settings that hold in a folder.

    Args:
        folder: where the search for a project's file begins; it goes on in the folders above.
        own: the user's file; None where there is none to be read.

    Raises:
        ConfigurationError: a file cannot be read, or holds what is no setting, with its line.
    """
    values: dict[str, Any] = {}
    files: list[Path] = []
    for source in (_project_source(folder), _whole_file(own)):
        if source is not None:
            files.append(source.path)
            values = {**_read(source), **values}
    return Settings(**values, files=tuple(files))


@dataclass(frozen=True)
class _Source:
    """A file with settings: its text, and the table in it that holds them."""

    path: Path
    text: str
    table: Mapping[str, Any]
    place: tuple[str, ...] = ()

    def line(self, key: str) -> int | None:
        """Line of a setting, from 1, by its look: the TOML reader does not tell."""
        wanted = (*self.place, key)
        table: tuple[str, ...] = ()
        for number, line in enumerate(self.text.split("\n"), 1):
            if header := re.match(r"\s*\[+([^\]]+)\]", line):
                table = found = _keys(header[1])
            elif "=" in line:
                found = (*table, *_keys(line.partition("=")[0]))
            else:
                continue
            if found[: len(wanted)] == wanted:
                return number
        return None


def _keys(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _project_source(folder: Path) -> _Source | None:
    folder = folder.absolute()
    for place in (folder, *folder.parents):
        own = _whole_file(place / FILE_NAME)
        if own is not None:
            return own
        path = place / PROJECT_FILE
        # A project file that is none of this tool's business may be as broken as it likes.
        if path.is_file() and TABLE[-1] in (text := _text(path)):
            table: Any = _parse(text, path)
            for name in TABLE:
                table = table.get(name) if isinstance(table, Mapping) else None
            if isinstance(table, Mapping):
                return _Source(path, text, table, TABLE)
    return None


def _whole_file(path: Path | None) -> _Source | None:
    if path is None or not path.is_file():
        return None
    text = _text(path)
    return _Source(path, text, _parse(text, path))


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            _("not UTF-8 (byte {offset}); save it as UTF-8").format(offset=error.start), path
        ) from None
    except OSError as error:
        raise ConfigurationError(
            _("cannot be read: {reason}").format(reason=reason_of(error)), path
        ) from None


def _parse(text: str, path: Path) -> Mapping[str, Any]:
    try:
        document: Mapping[str, Any] = tomllib.loads(text)
        return document
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = re.search(r"\(at line (\d+), column \d+\)$", str(error))
        raise ConfigurationError(
            _("not valid TOML: {reason}").format(reason=str(error).partition(" (at ")[0]),
            path,
            int(place[1]) if place else text.count("\n") + 1,
        ) from None


class _Fault(Exception):
    """A value that is none for its setting; the text says what one is."""


def _read(source: _Source) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in source.table.items():
        try:
            if key not in _READERS:
                raise ConfigurationError(_unknown(key), source.path, source.line(key))
            values[key.replace("-", "_")] = _READERS[key](value, source.path.parent)
        except _Fault as fault:
            raise ConfigurationError(
                _("“{key}” is to be {what}").format(key=key, what=fault), source.path, source.line(key)
            ) from None
        except LanguageError as error:
            raise ConfigurationError(str(error), source.path, source.line(key)) from None
    return values


def _unknown(key: str) -> str:
    close = difflib.get_close_matches(key.lower().replace("_", "-"), _READERS, n=1)
    guess = _ALIASES.get(key, close[0] if close else None)
    if guess:
        return _("unknown setting “{key}”: did you mean “{guess}”?").format(key=shown(key), guess=guess)
    return _("unknown setting “{key}”. Settings: {known}").format(key=shown(key), known=", ".join(_READERS))


def _strings(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise _Fault(_('a list of texts, such as ["one", "two"]'))
    return tuple(value)


def _languages(value: Any, folder: Path) -> tuple[Language, ...]:
    languages = tuple(dict.fromkeys(parse_language(code) for code in _strings(value)))
    if not languages:
        raise _Fault(_('a list of languages, such as ["ko", "ja"]'))
    return languages


def _names_or_paths(value: Any, folder: Path) -> tuple[str | Path, ...]:
    return tuple(_name_or_path(item, folder) for item in _strings(value))


def _name_or_path(item: str, folder: Path) -> str | Path:
    """A path where the text looks like one or names what lies in the folder, else a name."""
    path = folder / Path(item).expanduser()
    is_path = len(Path(item).parts) > 1 or item.endswith(("/", "\\", ".po")) or item.startswith((".", "~"))
    return path if is_path or path.exists() else item


def _path(value: Any, folder: Path) -> Path:
    if not isinstance(value, str) or not value.strip():
        raise _Fault(_('a path, such as "translated"'))
    return folder / Path(value).expanduser()


def _memory(value: Any, folder: Path) -> Path | bool:
    if isinstance(value, bool):
        return value
    if not isinstance(value, str) or not value.strip():
        raise _Fault(_("true, false, or the path of a memory file"))
    return _path(value, folder)


def _switch(value: Any, folder: Path) -> bool:
    if not isinstance(value, bool):
        raise _Fault(_("true or false"))
    return value


def _one_of(*choices: str) -> Callable[[Any, Path], str]:
    def read(value: Any, folder: Path) -> str:
        if value not in choices:
            raise _Fault(_(" or ").join(f'"{choice}"' for choice in choices))
        return str(value)

    return read


def _number(low: int, high: int) -> Callable[[Any, Path], int]:
    def read(value: Any, folder: Path) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise _Fault(_("a number from {low} to {high}").format(low=low, high=high))
        return value

    return read


_READERS: dict[str, Callable[[Any, Path], Any]] = {
    "languages": _languages,
    "glossaries": _names_or_paths,
    "curated": _switch,
    "packages": _names_or_paths,
    "output": _path,
    "layout": _one_of("tree", "beside"),
    "register": _one_of("plain", "polite"),
    "consistent-names": _switch,
    "mend-numbers": _switch,
    "beam-size": _number(1, 32),
    "threads": _number(0, 1024),
    "memory": _memory,
    "strict": _switch,
}
"""Setting → what makes a value of it, in the order in which they are shown."""

_ALIASES = {
    "to": "languages",
    "lang": "languages",
    "targets": "languages",
    "glossary": "glossaries",
    "no-glossary": "curated",
    "package": "packages",
    "models": "packages",
    "out": "output",
    "no-memory": "memory",
    "no-consistent-names": "consistent-names",
}
"""What people write for a setting after the options of the command line."""


def template(languages: Sequence[str] = (), glossaries: Sequence[str] = ()) -> str:
    """A settings file with every setting explained and at its default, to begin with.

    Args:
        languages: codes to translate into; without any, all that there are.
        glossaries: names or paths.
    """
    codes = languages or [language.code for language in TARGET_LANGUAGES]
    parts = [
        (
            _("Languages to translate into: ko, ja, zh (Simplified Chinese), zh-Hant (Traditional Chinese)."),
            f"languages = {_toml(codes)}",
        ),
        (
            _(
                "Your glossaries, the first wins: folders or PO files, from this file's folder, or names.\n"
                "They win over those that come with the tool."
            ),
            f"glossaries = {_toml(glossaries)}" if glossaries else '# glossaries = ["terms"]',
        ),
        (_("Whether the glossaries that come with the tool are used."), "# curated = true"),
        (
            _(
                "Argos packages to use, one for each language at most: names as “translate models list”\n"
                "shows them, or folders. Without this, the newest one installed."
            ),
            '# packages = ["translate-en_ko-1_1"]',
        ),
        (
            _("Folder to write translations to; without this, each is written beside its source."),
            '# output = "translated"',
        ),
        (
            _(
                'How “translate corpus” arranges its outputs: "tree" (OUTPUT/LANGUAGE/PATH) or "beside"\n'
                "(each beside its source)."
            ),
            '# layout = "tree"',
        ),
        (
            _('Korean and Japanese sentence endings: "plain", as newspapers write, or "polite".'),
            '# register = "plain"',
        ),
        (
            _("Whether names that no glossary knows are made alike in a document."),
            "# consistent-names = true",
        ),
        (
            _("Whether sentences are translated once more in which a number was changed or lost."),
            "# mend-numbers = false",
        ),
        (_("Hypotheses kept while decoding: more is slower."), "# beam-size = 4"),
        (_("CPU threads; 0 takes all there are."), "# threads = 0"),
        (
            _("Translation memory: true for your own, false for none, or the path of a file."),
            "# memory = true",
        ),
        (
            _("Whether to exit with status 3 if a term is not rendered as the glossary says."),
            "# strict = false",
        ),
    ]
    head = _(
        "Settings of glossary-translate for this folder and the folders in it.\n"
        "A setting behind a # is shown at its default, or as an example: take the # away to set it.\n"
        "Options on the command line win over what stands here."
    )
    sections = [_comment(head), *(f"{_comment(text)}{line}\n" for text, line in parts)]
    return "\n".join(sections)


def write_template(
    folder: Path, languages: Sequence[str] = (), glossaries: Sequence[str] = (), *, overwrite: bool = False
) -> Path:
    """Write :func:`template` into a folder, which is made when missing; returns the file's path.

    Args:
        glossaries: names, or paths as seen from the working directory.

    Raises:
        OutputError: the file exists and ``overwrite`` is false, or it cannot be written.
    """
    path = folder / FILE_NAME
    check_target(path, overwrite=overwrite)
    folder.mkdir(parents=True, exist_ok=True)
    seen = [_seen_from(folder, name) for name in glossaries]
    write_atomically(path, template(languages, seen).encode("utf-8"), overwrite=overwrite)
    return path


def _seen_from(folder: Path, name: str) -> str:
    """A glossary's path from a folder; a name stays."""
    found = _name_or_path(name, Path.cwd())
    if isinstance(found, str):
        return name
    relative = os.path.relpath(found, folder).replace(os.sep, "/")
    return relative if found.exists() or "/" in relative else f"./{relative}"


def _toml(items: Sequence[str]) -> str:
    # A JSON string is a TOML basic string.
    return "[" + ", ".join(json.dumps(item, ensure_ascii=False) for item in items) + "]"


def _comment(text: str) -> str:
    return "".join(f"# {line}\n" for line in text.split("\n"))
