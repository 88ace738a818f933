"""Typographic finish shared by the target languages; each gives its :class:`Style`.

Sources: Hangul Orthography, appendix on punctuation; くぎり符号の使ひ方 and the newspapers' style books;
GB/T 15834 (Simplified Chinese) and the Ministry of Education's 重訂標點符號手冊 (Traditional).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from translate.spans import Span, SpannedText

HAN = "々〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
KANA = "぀-ヿㇰ-ㇿ"
HANGUL = "가-힣"

_OPENERS = "“‘「『《〈（【〔"
_CLOSERS = "”’」』》〉）】〕"
_WIDE = f"{HAN}{KANA}"
_WIDE_MARKS = "，。、？！：；…"
_WIDE_TEXT = _WIDE + _WIDE_MARKS + _CLOSERS + _OPENERS

_UNDECODED = "\ufffd"
"""What a package leaves where it wrote half a character."""
_UNDECODED_MARK = re.compile(_UNDECODED)
_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_FULL_WIDTH_SHIFT = 0xFEE0


@dataclass(frozen=True)
class Style:
    """The marks of a language.

    Attributes:
        quotes, inner_quotes: opening and closing marks; by level if ``quotes_by_level``, else double
            and single ones as the writer had them.
        foreign_commas: marks that become ``comma`` besides the ASCII one.
        wide: full-width marks, and no spaces between words.
        stop_before_closing_quote: a quotation that is a sentence keeps its full stop.
        question_particles: endings after which a question may also have a full stop.
    """

    stop: str
    question: str
    exclamation: str
    comma: str
    colon: str
    semicolon: str
    ellipsis: str
    quotes: tuple[str, str]
    inner_quotes: tuple[str, str]
    brackets: tuple[str, str]
    foreign_commas: str = ""
    wide: bool = True
    quotes_by_level: bool = True
    stop_before_closing_quote: bool = True
    question_particles: str = ""


def finish(text: SpannedText, source: str, style: Style) -> None:
    """Set the marks and spaces of a translated sentence as ``style`` says; frozen text stays.

    Args:
        text: the translation of one sentence.
        source: that sentence; its end, its repeated marks and its unpaired quotation marks are taken over.
        style: the target language's marks.
    """
    if _UNDECODED not in source:
        text.substitute(_UNDECODED_MARK, "")
    text.substitute(_FULL_WIDTH, lambda match: chr(ord(match.group()) - _FULL_WIDTH_SHIFT))
    if style.wide:
        _widen(text, style)
    else:
        _narrow(text)
    _set_runs(text, source, style)
    _set_quotes(text, source, style)
    if style.wide:
        _close_up(text, source)
    else:
        _space_narrow(text)
    _set_end(text, source, style)
    text.substitute(_OUTER_SPACE, "")


_OUTER_SPACE = re.compile(r"^[ \t]+|[ \t]+$")

# ---- full-width languages

_AFTER_WIDE = rf"(?<=[{_WIDE}{_CLOSERS}{_WIDE_MARKS}])"
_MARK_AFTER_WIDE = re.compile(
    rf"{_AFTER_WIDE} *([?!;]|:(?!//)|\.(?![\w./]))(?![A-Za-z0-9_/])|{_AFTER_WIDE} *(:(?!//))"
)
_COMMA = re.compile(
    rf"{_AFTER_WIDE} *, *|(?<![\d\s]) *,(?= *[{_WIDE}{_OPENERS}]) *|(?<=\d),(?=[{_WIDE}{_OPENERS}])|"
    rf"(?<=\d), +(?=[{_WIDE}{_OPENERS}])"
)
_IN_BRACKETS = r"[^()（）\n]*"
_ROUND_BRACKETS = re.compile(
    rf"(?<=[{_WIDE}{_CLOSERS}]) *\({_IN_BRACKETS}\)|\({_IN_BRACKETS}[{_WIDE}]{_IN_BRACKETS}\)|"
    rf"（{_IN_BRACKETS}\)|\({_IN_BRACKETS}）"
)
"""Brackets in wide text, and pairs of which the package wrote one half wide."""


def _widen(text: SpannedText, style: Style) -> None:
    wide = {
        ".": style.stop,
        "?": style.question,
        "!": style.exclamation,
        ":": style.colon,
        ";": style.semicolon,
    }
    text.substitute(_MARK_AFTER_WIDE, lambda match: wide[match.group().strip(" ")])
    text.substitute(_COMMA, style.comma)
    if style.foreign_commas:
        text.substitute(re.compile(f"[{style.foreign_commas}]"), style.comma)
    for match in reversed(list(_ROUND_BRACKETS.finditer(text.text))):
        opening = min(place for mark in "(（" if (place := text.text.find(mark, match.start())) >= 0)
        if text.is_free(match.end() - 1, match.end()) and text.is_free(match.start(), opening + 1):
            text.replace(match.end() - 1, match.end(), style.brackets[1])
            text.replace(match.start(), opening + 1, style.brackets[0])


_INNER_SPACES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<=[{_WIDE_TEXT}])[ \t\u00a0]+(?=[{_WIDE_TEXT}])",
        rf"(?<=[{_WIDE}{_WIDE_MARKS}{_OPENERS}])[ \t\u00a0]+(?=[A-Za-z0-9])",
        rf"(?<=[A-Za-z0-9%％])[ \t\u00a0]+(?=[{_WIDE}{_WIDE_MARKS}」』》〉）】])",
        rf"(?<=[A-Za-z]\.)[ \t\u00a0]+(?=[{_WIDE}])",
        r"(?<=\d)[ \t\u00a0]+(?=[%％℃])",
        r"(?<=[」』》〉）】])[ \t\u00a0]+(?=[A-Za-z0-9])",
        r"(?<=[A-Za-z0-9])[ \t\u00a0]+(?=[「『《〈（【])",
    )
)
_SPACE = re.compile(r"[ \t\u00a0]")
_SPACE_RUN = re.compile(r"(?<=\S) {2,}(?=\S)")


_HEADING_BREAK = re.compile(rf"[{_WIDE_TEXT}A-Za-z0-9]{{4,}} [{_WIDE_TEXT}A-Za-z0-9]{{4,}}")


def _close_up(text: SpannedText, source: str) -> None:
    """Take out spaces between words; the one between two statements of a headline stays."""
    if not _SPACE.search(text.text):
        return
    source_end = _end_of(source)
    is_heading = source_end is not None and not source_end.group("mark")
    if is_heading and text.text.count(" ") == 1 and _HEADING_BREAK.search(text.text):
        return
    for pattern in _INNER_SPACES:
        text.substitute(pattern, "")
    text.substitute(_SPACE_RUN, " ")


# ---- half-width languages

_NARROW = {"。": ".", "．": ".", "，": ",", "、": ",", "？": "?", "！": "!", "：": ":", "；": ";", "％": "%"}
_WIDE_MARK = re.compile(f"([{''.join(_NARROW)}])(?=(?P<next> *\\w)?)")
_WIDE_BRACKET = re.compile("[（）]")


def _narrow(text: SpannedText) -> None:
    def narrow(match: re.Match[str]) -> str:
        following = match.group("next") or ""
        space = " " if following and not following.startswith(" ") and match.group(1) != "％" else ""
        return _NARROW[match.group(1)] + space

    text.substitute(_WIDE_MARK, narrow)
    text.substitute(_WIDE_BRACKET, lambda match: "(" if match.group() == "（" else ")")


_NARROW_SPACES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<=\S)[ \t\u00a0]+(?=[,!?…)\]}”’](?!\w))",
        r"(?<=\S)[ \t\u00a0]+(?=[.:;](?:\s|[”’)\]]|$))",
        r"(?<=\d)[ \t\u00a0]+(?=[%℃])",
        r"(?<=[(\[{“‘])[ \t\u00a0]+(?=\S)",
        rf"(?<=[{HANGUL}])[ \t\u00a0]+(?=\([^()\d]*\))",
    )
)


_TIGHT_COMMA = re.compile(rf"(?<=[{HANGUL}]),(?=[{HANGUL}])")


_SPACE_AT_MARK = re.compile(r"[ \t\u00a0][,!?…)\]}”’.:;%℃(]|[(\[{“‘][ \t\u00a0]")
"""In every text that one of the patterns above changes."""


def _space_narrow(text: SpannedText) -> None:
    if _SPACE_AT_MARK.search(text.text):
        for pattern in _NARROW_SPACES:
            text.substitute(pattern, "")
    text.substitute(_TIGHT_COMMA, ", ")
    text.substitute(_SPACE_RUN, " ")


# ---- repeated marks

_RUN = re.compile(r"(?<![./\\])(?:[.。．?？!！…][ ]?(?=[.。．?？!！…]))+[.。．?？!！…](?![\w/\\])|…+")
_MARKS_TOGETHER = re.compile("[.。．?？!！,，、] ?[.。．?？!！…,，、]|…")
"""In every text with a run."""
_COMMA_RUN = re.compile(r"([,，、])[,，、]+")
_COMMA_BEFORE_STOP = re.compile(r"[,，、](?=[.。?？!！])(?!\.\w)")
_ABBREVIATION = re.compile(
    r"(?:(?:^|[^A-Za-z])(?:[A-Za-z]\.)+[A-Za-z]|\b(?:Inc|Co|Ltd|Corp|Jr|Sr|Dr|Mr|Mrs|Ms|St|No))$"
)
_ASCII = str.maketrans("。．？！", "..?!")


def _set_runs(text: SpannedText, source: str, style: Style) -> None:
    if not _MARKS_TOGETHER.search(text.text):
        return
    kept = {_plain_run(match.group()) for match in _RUN.finditer(source)}

    def reduce(match: re.Match[str]) -> str:
        run = _plain_run(match.group())
        if run == "…":
            return style.ellipsis
        if run in kept:
            marks = {"?": style.question, "!": style.exclamation, ".": style.stop, "…": style.ellipsis}
            return "".join(marks[mark] for mark in run)
        if "?" in run:
            return style.question
        if "!" in run:
            return style.exclamation
        if "…" in run:
            return style.ellipsis
        if match.group()[0] == "." and _ABBREVIATION.search(match.string, 0, match.start()):
            return "."
        return style.stop

    text.substitute(_RUN, reduce)
    text.substitute(_COMMA_RUN, r"\1")
    text.substitute(_COMMA_BEFORE_STOP, "")


def _plain_run(run: str) -> str:
    return re.sub(r"\.{3,}|…+", "…", run.translate(_ASCII).replace(" ", ""))


# ---- quotation marks

_QUOTES = re.compile("[\"'“”‘’「」『』]")
_OPENING, _CLOSING = "“‘「『", "”’」』"
_SAME_KIND = {'"': "double", "“": "double", "”": "double", "'": "single", "‘": "single", "’": "single"}


@dataclass
class _Quote:
    position: int
    mark: str
    opens: bool
    partner: _Quote | None = None
    level: int = 0


def _find_quotes(text: str) -> list[_Quote]:
    """Quotation marks with their partners; apostrophes and primes are none."""
    found: list[_Quote] = []
    stack: list[_Quote] = []
    for match in _QUOTES.finditer(text):
        position, mark = match.start(), match.group()
        before, after = text[position - 1 : position], text[position + 1 : position + 2]
        kind = _SAME_KIND.get(mark, mark)
        waiting = next((quote for quote in reversed(stack) if _SAME_KIND.get(quote.mark, "") == kind), None)
        if (
            mark in "'’"
            and before.isascii()
            and before.isalnum()
            and (waiting is None or (after.isascii() and after.isalnum()))
        ):
            continue
        if mark == '"' and waiting is None and before.isdigit():
            continue
        if mark in _OPENING:
            opens = True
        elif mark in _CLOSING:
            opens = False
        else:
            opens = waiting is None
        quote = _Quote(position, mark, opens)
        found.append(quote)
        if opens:
            quote.level = len(stack)
            stack.append(quote)
            continue
        partner = _partner(stack, mark)
        if partner is not None:
            quote.partner, partner.partner, quote.level = partner, quote, partner.level
            del stack[stack.index(partner) :]
    return found


def quoted_ranges(text: str) -> list[Span]:
    """Ranges between quotation marks that have their partner, the marks included."""
    return [
        (quote.position, quote.partner.position + 1)
        for quote in _find_quotes(text)
        if quote.opens and quote.partner is not None
    ]


def _partner(stack: list[_Quote], closing: str) -> _Quote | None:
    kind = _SAME_KIND.get(closing)
    for quote in reversed(stack):
        if kind is not None and _SAME_KIND.get(quote.mark) == kind:
            return quote
        if closing in _CLOSING and quote.mark == _OPENING[_CLOSING.index(closing)]:
            return quote
    return None


def _set_quotes(text: SpannedText, source: str, style: Style) -> None:
    source_is_balanced = all(quote.partner is not None for quote in _find_quotes(source))
    before = text.text
    for quote in reversed(_find_quotes(before)):
        if (quote.partner is None and source_is_balanced) or _is_doubled(before, quote):
            _put(text, quote.position, "")
    for quote in reversed(_find_quotes(text.text)):
        _put(text, quote.position, _styled(quote, style))


def _put(text: SpannedText, position: int, mark: str) -> None:
    if text.text[position] != mark and text.is_free(position, position + 1):
        text.replace(position, position + 1, mark)


def _styled(quote: _Quote, style: Style) -> str:
    if quote.mark in "「」『』" and style.quotes[0] in "「":
        return quote.mark
    if style.quotes_by_level:
        pair = style.inner_quotes if quote.level % 2 else style.quotes
    elif quote.mark in "「」『』":
        return quote.mark
    else:
        pair = style.inner_quotes if _SAME_KIND[quote.mark] == "single" else style.quotes
    return pair[0] if quote.opens else pair[1]


def _is_doubled(text: str, quote: _Quote) -> bool:
    """Whether the marks stand around the same marks: ““…””."""
    if quote.partner is None:
        return False
    left, right = sorted((quote.position, quote.partner.position))
    return right - left > 2 and text[left + 1] == text[left] and text[right - 1] == text[right]


# ---- the end of the sentence

_END = re.compile(r"(?P<mark>\.{3,}|…+|[.。．?？!！]+|[:：;；,，、])?(?P<closers>[\s\"'”’」』》〉)）\]]*)$")


_END_MARKS = frozenset(".…。．?？!！:：;；,，、\"'”’」』》〉)）]")


def _end_of(text: str) -> re.Match[str] | None:
    """``_END`` in a text; searched for where it can begin, as trying every place takes time."""
    start = len(text)
    while start and (text[start - 1] in _END_MARKS or text[start - 1].isspace()):
        start -= 1
    return _END.search(text, start)


def _kind_of_end(mark: str) -> str:
    mark = _plain_run(mark)
    return {"": "none", ".": "stop", "…": "ellipsis", ":": "colon", "：": "colon"}.get(
        mark, "question" if mark and set(mark) <= set("?!") else "other"
    )


def _set_end(text: SpannedText, source: str, style: Style) -> None:
    source_end, end = _end_of(source), _end_of(text.text.rstrip())
    if source_end is None or end is None or not any(character.isalnum() for character in text.text):
        return
    wanted = source_end.group("mark") or ""
    kind = _kind_of_end(wanted)
    mark = end.group("mark") or ""
    start, stop = end.start("closers") - len(mark), end.start("closers")
    present = _kind_of_end(mark)
    last = text.text[start - 1 : start]
    if kind == "other" or present == "other" or not (last.isalnum() or last in f"{_CLOSERS})%％\"'"):
        return
    if mark == "." and _ABBREVIATION.search(text.text, 0, start):
        return
    if kind == "question" and present == "stop" and last in style.question_particles:
        return
    marks = {"stop": style.stop, "ellipsis": style.ellipsis, "colon": style.colon, "none": ""}
    new = marks.get(kind) if kind != "question" else _styled_marks(wanted, style)
    if new is None or new == mark or (kind == "none" and present != "stop"):
        return
    closers = end.group("closers")
    if not mark and closers.strip():
        whole = _is_one_quotation(text.text)
        if whole and kind == "stop" and not style.stop_before_closing_quote:
            return
        if not whole:
            start = stop = end.end("closers")
    elif kind == "stop" and mark and closers.strip()[:1] == "」" and not style.stop_before_closing_quote:
        new = ""
    if text.is_free(start, stop):
        text.replace(start, stop, new)


def _styled_marks(marks: str, style: Style) -> str:
    marks = _plain_run(marks)
    return "".join(style.question if mark == "?" else style.exclamation for mark in marks)


def _is_one_quotation(text: str) -> bool:
    quotes = _find_quotes(text)
    return bool(quotes) and quotes[0].position == 0 and quotes[0].partner is quotes[-1]
