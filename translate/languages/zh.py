"""Chinese: typographic finish."""

from __future__ import annotations

from translate.languages import punctuation
from translate.spans import SpannedText

SIMPLIFIED_STYLE = punctuation.Style(
    stop="。", question="？", exclamation="！", comma="，", colon="：", semicolon="；", ellipsis="……",
    quotes=("“", "”"), inner_quotes=("‘", "’"), brackets=("（", "）"),
)  # fmt: skip

TRADITIONAL_STYLE = punctuation.Style(
    stop="。", question="？", exclamation="！", comma="，", colon="：", semicolon="；", ellipsis="……",
    quotes=("「", "」"), inner_quotes=("『", "』"), brackets=("（", "）"),
)  # fmt: skip


def finish(text: SpannedText, source: str, *, traditional: bool = False) -> None:
    """Newspaper typography: ，。：；？！ and “” or 「」, no spaces; the end as in ``source``."""
    punctuation.finish(text, source, TRADITIONAL_STYLE if traditional else SIMPLIFIED_STYLE)
