"""What version a ``model.bin`` has and whether it is whole, without loading a weight.

A copy that was cut, a web page or a Git LFS pointer saved under the name is found in a few
milliseconds, so that such a package is passed over instead of failing when it is loaded. Layout:
``ModelSpec._serialize`` in ctranslate2/specs/model_spec.py, and Model::load in its src/models/model.cc
for the older versions.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

NEWEST_KNOWN_VERSION = 6
HIGHEST_PLAUSIBLE_VERSION = 1_000
"""Text read as a number is far above it."""

MAXIMUM_VARIABLES = 100_000


class _Fault(Exception):
    pass


def binary_version(path: Path) -> int | None:
    """The version of a CTranslate2 model file; None if it is no such file or something is cut from it.

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


def _walk(file: BinaryIO, size: int) -> int:
    version = _integer(file, "<I")
    if not 1 <= version <= HIGHEST_PLAUSIBLE_VERSION:
        raise _Fault
    if version > NEWEST_KNOWN_VERSION:
        return version
    if version >= 2:
        _skip_string(file)
        _integer(file, "<I")
    count = _integer(file, "<I")
    if not 0 < count <= MAXIMUM_VARIABLES:
        raise _Fault
    for _number in range(count):
        _skip_string(file)
        rank = _integer(file, "<B")
        _take(file, 4 * rank)
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
            _skip_string(file)
            _skip_string(file)
    return version


def _take(file: BinaryIO, length: int) -> bytes:
    data = file.read(length)
    if len(data) != length:
        raise _Fault
    return data


def _integer(file: BinaryIO, layout: str) -> int:
    value: int = struct.unpack(layout, _take(file, struct.calcsize(layout)))[0]
    return value


def _skip_string(file: BinaryIO) -> None:
    _take(file, _integer(file, "<H"))
