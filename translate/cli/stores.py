"""Opening what the user keeps: the translation memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translate.i18n import _

if TYPE_CHECKING:
    from translate.memory import Memory


@contextmanager
def open_memory(path: Path | None, no_memory: bool) -> Iterator[Memory | None]:
    """The memory a command is to use, closed afterwards; None with ``--no-memory``."""
    if no_memory:
        if path is not None:
            raise click.UsageError(_("--memory and --no-memory exclude each other."))
        yield None
        return
    from translate.memory import Memory, default_path

    with Memory.open(path or default_path()) as memory:
        yield memory
