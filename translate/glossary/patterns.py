"""Placeholders in terms (``Prime Minister {person}``) and the kinds that may fill them."""

from __future__ import annotations

import re
from collections.abc import Mapping

PLACEHOLDER = re.compile(r"\{([a-z][a-z-]*?)([0-9]*)\}")

PARENT_KINDS: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "country", "city", "region", "prefecture", "province", "state", "island", "sea", "river",
            "mountain",
        ),
        "place",
    ),
    **dict.fromkeys(
        (
            "agency", "ministry", "parliament", "court", "party", "company", "media", "university",
            "club", "military",
        ),
        "organization",
    ),
}  # fmt: skip
"""Kind → the wider kind whose placeholder it may fill as well."""


def placeholders(text: str) -> list[str]:
    """The placeholders of a term or rendering with their braces, in order."""
    return [match[0] for match in PLACEHOLDER.finditer(text)]


def fills(kind: str) -> tuple[str, ...]:
    """The placeholder kinds that an entry of ``kind`` may fill."""
    parent = PARENT_KINDS.get(kind)
    return (kind, parent) if parent else (kind,) if kind else ()


def fill(text: str, values: Mapping[str, str]) -> str:
    """``text`` with each placeholder replaced by its value; unknown ones stay."""
    return PLACEHOLDER.sub(lambda match: values.get(match[0], match[0]), text)
