"""Japanese: typographic finish."""

from __future__ import annotations

import re
from collections.abc import Hashable

from translate.languages import punctuation
from translate.spans import SpannedText

STYLE = punctuation.Style(
    stop="。", question="？", exclamation="！", comma="、", colon="：", semicolon="；", ellipsis="……",
    quotes=("「", "」"), inner_quotes=("『", "』"), brackets=("（", "）"), foreign_commas="，",
    stop_before_closing_quote=False, question_particles="か",
)  # fmt: skip

_STOP_IN_QUOTATION = re.compile("。(?=[」』])")


_TITLES = (
    "大統領|首相|副首相|国家主席|主席|総書記|外相|外務相|外務大臣|防衛相|国防相|財務相|官房長官|国務長官|国防長官|財務長官|"
    "長官|大臣|次官|大使|特使|報道官|議員|議長|委員長|代表|総裁|会長|社長|知事|市長|教授|国王|女王|皇太子|教皇|"
    "事務総長|司令官|補佐官|党首|副大統領"
)
_TITLE_BEFORE = re.compile(rf"(?:^|(?<=[、。「『（はがをにともの\s]))(?P<title>{_TITLES})(?:である|の)?$")
_HONORIFIC = re.compile(rf"(?:{_TITLES}|氏|さん|様|容疑者|被告|選手|元|前)")
_SECOND_HONORIFIC = re.compile(rf"(?P<first>{_TITLES}|氏|さん)(?P<second>(?:(?P=first)|氏|さん|様)+)")


def set_honorific(text: SpannedText, name: Hashable) -> bool:
    """Have one title or honorific after a person's name: 首相高市氏は → 高市首相は, 高市首相氏 → 高市首相."""
    start, end = text.spans[name]
    changed = False
    before = _TITLE_BEFORE.search(text.text[:start])
    if before is not None and text.is_free(before.start(), start):
        following = _HONORIFIC.match(text.text, end)
        if following is None or following.group() in ("氏", "さん", "様"):
            stop = following.end() if following else end
            if text.is_free(end, stop):
                text.replace(end, stop, before.group("title"))
                text.replace(before.start(), start, "")
                changed = True
    start, end = text.spans[name]
    held = re.search(rf"(?:{_TITLES}|氏|さん)$", text.surface(name))
    extra = re.compile("(?:氏|さん|様)+").match(text.text, end) if held else None
    if extra is not None and text.is_free(*extra.span()):
        text.replace(*extra.span(), "")
        return True
    double = _SECOND_HONORIFIC.match(text.text, end)
    if double is not None and text.is_free(*double.span()):
        text.replace(*double.span("second"), "")
        return True
    return changed


def finish(text: SpannedText, source: str) -> None:
    """Newspaper typography: 、。「」, no full stop before 」, no spaces; the end as in ``source``."""
    punctuation.finish(text, source, STYLE)
    text.substitute(_STOP_IN_QUOTATION, "")
