"""The vocabularies of a package, and whether they fit its model.

CTranslate2 does not compare them with the weights when it loads a model: with more tokens than rows
of embeddings it reads memory beyond them (seen in 4.8.5), with fewer it fails on some sentences.
"""

from __future__ import annotations

import json
from pathlib import Path

from translate.errors import PackageError
from translate.i18n import _
from translate.models.modelfile import read_model_file

PADDING_ROWS = 64
"""Rows that a model may have beyond its vocabulary, to fill up to a round number."""

_ROWS = {
    "source": ("encoder/embeddings_0/weight", "encoder/embeddings/weight"),
    "target": ("decoder/embeddings/weight",),
}


def read_vocabulary(model: Path, side: str) -> tuple[str, ...]:
    """The tokens of ``source`` or ``target`` in the order of their identifiers.

    Args:
        model: the ``model`` folder of a package.

    Raises:
        PackageError: it is missing or malformed.
    """
    for stem in (f"{side}_vocabulary", "shared_vocabulary"):
        for path in (model / f"{stem}.json", model / f"{stem}.txt"):
            try:
                return _parse(path)
            except FileNotFoundError:
                continue
            except (OSError, ValueError, RecursionError):
                raise PackageError(_("{name} is malformed.").format(name=f"model/{path.name}")) from None
    raise PackageError(_("model/ has no {name}.").format(name=f"{side}_vocabulary"))


def check_vocabularies(model: Path) -> None:
    """Make sure that both vocabularies fit the model's weights.

    Raises:
        PackageError: one is missing, malformed, or of another model.
        OSError: the model cannot be read.
    """
    structure = read_model_file(model / "model.bin")
    shapes = structure.shapes if structure else {}
    for side, names in _ROWS.items():
        tokens = len(read_vocabulary(model, side))
        rows = next((shapes[name][0] for name in names if shapes.get(name)), None)
        if rows is not None and not tokens <= rows <= tokens + PADDING_ROWS:
            raise PackageError(
                _("model/{name} belongs to another model ({tokens} tokens instead of {rows}).").format(
                    name=f"{side}_vocabulary", tokens=tokens, rows=rows
                )
            )


def _parse(path: Path) -> tuple[str, ...]:
    """A vocabulary file: a JSON list, or in packages made before CTranslate2 3.0 a token a line."""
    with path.open(encoding="utf-8", newline="\n") as file:
        text = file.read()
    if path.suffix == ".txt":
        return tuple(text.removesuffix("\n").split("\n"))
    tokens = json.loads(text)
    if not isinstance(tokens, list) or not all(isinstance(token, str) for token in tokens):
        raise ValueError
    return tuple(tokens)
