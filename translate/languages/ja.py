"""Japanese: typographic finish."""

from __future__ import annotations

import re

from translate.languages import punctuation
from translate.spans import SpannedText

STYLE = punctuation.Style(
    stop="。", question="？", exclamation="！", comma="、", colon="：", semicolon="；", ellipsis="……",
    quotes=("「", "」"), inner_quotes=("『", "』"), brackets=("（", "）"), foreign_commas="，",
    stop_before_closing_quote=False, question_particles="か",
)  # fmt: skip

_STOP_IN_QUOTATION = re.compile("。(?=[」』])")


def finish(text: SpannedText, source: str) -> None:
    """Newspaper typography: 、。「」, no full stop before 」, no spaces; the end as in ``source``."""
    punctuation.finish(text, source, STYLE)
    text.substitute(_STOP_IN_QUOTATION, "")
