"""The typographic finish of a translated sentence, by language."""

from __future__ import annotations

from translate.languages import Language, ja, ko, zh
from translate.spans import SpannedText


def finish(text: SpannedText, source: str, language: Language) -> None:
    """Set marks, quotation marks and spaces as the newspapers of ``language`` have them.

    Frozen spans stay as they are. Doubled marks go unless the source has them; the sentence ends as
    the source does (a heading without a full stop gets none).

    Args:
        text: the translation of one sentence, edited in place.
        source: that sentence.
        language: the target language; any other than the four is left alone.
    """
    if language.code == "ko":
        ko.finish(text, source)
    elif language.code == "ja":
        ja.finish(text, source)
    elif language.is_chinese:
        zh.finish(text, source, traditional=language.is_traditional)
