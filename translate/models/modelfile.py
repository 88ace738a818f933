"""The structure of a ``model.bin``, read without loading a weight.

A copy that was cut, a web page or a Git LFS pointer saved under the name is found in a few
milliseconds, so that such a package is passed over instead of failing when it is loaded. Layout:
``ModelSpec._serialize`` in ctranslate2/specs/model_spec.py, and Model::load in its src/models/model.cc
for the older versions.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

NEWEST_KNOWN_VERSION = 6
HIGHEST_PLAUSIBLE_VERSION = 1_000
"""Text read as a number is far above it."""

MAXIMUM_VARIABLES = 100_000


@dataclass(frozen=True)
class ModelFile:
    """What a model file says of itself.

    Attributes:
        version: binary version, 1 to 6 at present.
        shapes: dimensions of each variable by its name, aliases included; empty for newer versions.
    """

    version: int
    shapes: dict[str, tuple[int, ...]]


class _Fault(Exception):
    pass


def read_model_file(path: Path) -> ModelFile | None:
    """The structure of a CTranslate2 model file; None if it is no such file or something is cut from it.

    What follows the end is ignored, as CTranslate2 does. A version newer than
    :data:`NEWEST_KNOWN_VERSION` is left for CTranslate2 to judge.

    Raises:
        OSError: the file cannot be read.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        try:
            return _walk(file, size)
        except _Fault:
            return None


def _walk(file: BinaryIO, size: int) -> ModelFile:
    version = _integer(file, "<I")
    if not 1 <= version <= HIGHEST_PLAUSIBLE_VERSION:
        raise _Fault
    shapes: dict[str, tuple[int, ...]] = {}
    if version > NEWEST_KNOWN_VERSION:
        return ModelFile(version, shapes)
    if version >= 2:
        _string(file)
        _integer(file, "<I")
    count = _integer(file, "<I")
    if not 0 < count <= MAXIMUM_VARIABLES:
        raise _Fault
    for _number in range(count):
        name = _string(file)
        rank = _integer(file, "<B")
        shapes[name] = struct.unpack(f"<{rank}I", _take(file, 4 * rank))
        if version >= 4:
            _integer(file, "<B")
            length = _integer(file, "<I")
        else:
            item_size = _integer(file, "<B")
            length = item_size * _integer(file, "<I")
        if file.tell() + length > size:
            raise _Fault
        file.seek(length, 1)
    if version >= 3:
        aliases = _integer(file, "<I")
        if aliases > MAXIMUM_VARIABLES:
            raise _Fault
        for _number in range(aliases):
            alias, name = _string(file), _string(file)
            if name in shapes:
                shapes[alias] = shapes[name]
    return ModelFile(version, shapes)


def _take(file: BinaryIO, length: int) -> bytes:
    data = file.read(length)
    if len(data) != length:
        raise _Fault
    return data


def _integer(file: BinaryIO, layout: str) -> int:
    value: int = struct.unpack(layout, _take(file, struct.calcsize(layout)))[0]
    return value


def _string(file: BinaryIO) -> str:
    """A name, which ends in a zero byte that its length counts."""
    return _take(file, _integer(file, "<H")).rstrip(b"\0").decode("utf-8", errors="replace")
