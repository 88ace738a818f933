"""Sentences of a segment, with everything between them kept to the character.

Boundaries come from sentencex (Wikimedia's splitter); what it takes for boundaries after
abbreviations is mended here. Pipes, bullets and emoji between sentences are left out of them, since
packages drop what follows such signs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from translate.spans import Span

_EMOJI = (
    "[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299][\ufe0f\u20e3\u200d\U0001f3fb-\U0001f3ff\U0001f000-\U0001faff\u2600-\u27bf]*"
)
_SEPARATOR = re.compile(r"(?:^|(?<=\s))[|¦•‣●○▪▫■□◆◇★☆→⇒»«/\\]+(?=\s|$)|\t+|[\u2028\u2029\v\f]+")
_LINE_BREAK = re.compile(r"\s*\n\s*")
_EDGE_BEFORE = re.compile(rf"(?:\s|{_EMOJI})*")
_EDGE_AFTER = re.compile(rf"(?:\s|{_EMOJI})*\Z")
_FULL_WIDTH_ENDS = frozenset("。！？」』）”’…，；：")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LETTER = re.compile(r"[^\W\d_]")
_UNSEEN = re.compile(r"\s+|[\u00ad\u200b\u2060\ufeff]")
"""White space, and what only says where a line may break or not; packages make nothing of it."""

_PARTS = re.compile(rf"({_UNSEEN.pattern})")

_JOINS_NEXT = re.compile(
    r"\A\s*\(?\d{1,3}[.)]\s*\Z"
    r"|(?:^|[\s(“\"])(?:[Vv]ol|[Nn]o|[Aa]rt|[Ss]ec|[Cc]h|[Ff]ig|pp?|[Cc]f|al|vs)\.\s*\Z"
)
_LEADING_STOP = re.compile(r"(?:^|[\s(\[“\"])\.\Z")
"""A full stop that begins a word (.NET)."""

_CLOCK_END = re.compile(r"\b[ap]\.m\.\s*\Z")
_AFTER_CLOCK = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|"
    r"[A-Z]{2,4}\b(?!\s+[a-z]+ed\b)|(?:Eastern|Pacific|Korean?|Japan|Beijing|local)\b"
)
_STARTS_LOWER = re.compile(r"[a-z]")
_CLAUSE_END = re.compile(r"[;:,—–]\s+|\s+—\s+|\s+(?=(?:and|but|or|which|while|because|although|who)\s)")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a segment.

    Attributes:
        text: the sentence, white space runs as one space, without soft hyphens and the like.
        start, end: half-open code-point range in the segment's text.
        offsets: for each code point of ``text``, and its end, the position in the segment's text.
    """

    text: str
    start: int
    end: int
    offsets: tuple[int, ...]

    @property
    def is_translatable(self) -> bool:
        """Whether it holds a letter at all."""
        return _LETTER.search(self.text) is not None

    def position(self, offset: int) -> int:
        """The place in ``text`` of a position of the segment, clipped to the sentence."""
        if offset <= self.start:
            return 0
        if offset >= self.end:
            return len(self.text)
        return bisect_left(self.offsets, offset)


def split(
    text: str,
    *,
    keep_lines: bool = False,
    count_tokens: Callable[[str], int] | None = None,
    limit: int = 0,
    together: Sequence[Span] = (),
    protected: Sequence[Span] = (),
    find_terms: Callable[[str], Sequence[Span]] | None = None,
) -> list[Sentence]:
    """The sentences of a segment, in order; what lies between them belongs to none.

    A text with half a character in it (a lone surrogate, as JSON escapes can name it) has none.

    Args:
        text: a segment's text.
        keep_lines: line breaks end sentences; otherwise they are spaces.
        count_tokens, limit: sentences of more than ``limit`` tokens are split at clauses, into pieces
            of at most a third of it: what is that long is a list or a run-on sentence.
        together: ranges that no sentence ends inside, such as terms that hold a full stop.
        protected: further such ranges, whose white space stays as it is (code, addresses).
        find_terms: what else of a sentence is not cut where it is split at clauses.
    """
    if _SURROGATE.search(text):
        return []
    exact = {position for start, end in protected for position in range(start, end)}
    inside = {position for start, end in (*together, *protected) for position in range(start + 1, end)}
    cutting = _Cutting(count_tokens, limit, inside, exact, find_terms)
    boundaries = [match.span() for match in _SEPARATOR.finditer(text) if match.start() not in inside]
    if keep_lines:
        boundaries += [match.span() for match in _LINE_BREAK.finditer(text)]
    sentences: list[Sentence] = []
    position = 0
    for left, right in [*sorted(boundaries), (len(text), len(text))]:
        if position < left:
            for start, end in _segment(text, position, left, inside):
                sentences += _trimmed(text, start, end, cutting)
        position = max(position, right)
    return sentences


def pieces(
    text: str,
    sentences: Sequence[Sentence],
    translations: Sequence[str],
    *,
    spaced: bool = True,
    keep_lines: bool = False,
) -> list[tuple[str, int | None]]:
    """The segment with its sentences replaced, in pieces, each with its sentence's index or None.

    Args:
        spaced: the target language puts spaces between sentences; otherwise they go after a sentence
            that ends in full-width punctuation.
        keep_lines: as for :func:`split`; otherwise a line break between sentences becomes a space.
    """
    result: list[tuple[str, int | None]] = []
    position = 0
    previous = ""
    for index, (sentence, translation) in enumerate(zip(sentences, translations, strict=True)):
        gap = text[position : sentence.start]
        if index and not keep_lines:
            gap = _LINE_BREAK.sub(" ", gap)
        if index and not spaced and gap.strip(" ") == "" and previous[-1:] in _FULL_WIDTH_ENDS:
            gap = ""
        if gap:
            result.append((gap, None))
        result.append((translation, index))
        previous = translation
        position = sentence.end
    if position < len(text):
        result.append((text[position:], None))
    return result


@dataclass(frozen=True)
class _Cutting:
    """How sentences are cut: none at a position ``inside`` something; ``exact`` ones stay as they are."""

    count_tokens: Callable[[str], int] | None
    limit: int
    inside: set[int]
    exact: set[int]
    find_terms: Callable[[str], Sequence[Span]] | None


def _segment(text: str, start: int, end: int, inside: Container[int]) -> list[Span]:
    """Ranges of sentences in ``text[start:end]``; none ends at a position ``inside`` something."""
    import sentencex

    # The splitter sees line breaks as paragraph ends, which they are not inside a segment.
    stretch = text[start:end].replace("\n", " ").replace("\r", " ")
    ranges: list[Span] = []
    position = start
    pending = start
    for piece in sentencex.segment("en", stretch):
        position += len(piece)
        before = text[pending:position]
        after = text[position:end]
        if position < end and _belongs_together(before, after):
            continue
        if position in inside:
            continue
        ranges.append((pending, position))
        pending = position
    if pending < end:
        ranges.append((pending, end))
    return ranges


def _belongs_together(before: str, after: str) -> bool:
    tail = before[-40:]
    if _JOINS_NEXT.search(tail):
        return True
    if _LEADING_STOP.search(tail) and after[:1].isalnum():
        return True
    if _CLOCK_END.search(tail) and _AFTER_CLOCK.match(after):
        return True
    return bool(_STARTS_LOWER.match(after)) and tail.rstrip()[-1:] == "."


def _trimmed(text: str, start: int, end: int, cutting: _Cutting) -> list[Sentence]:
    before = _EDGE_BEFORE.match(text, start, end)
    start = before.end() if before else start
    last = text[end - 1]
    # Most sentences end in an ASCII mark: looking for where the edge begins takes time.
    after = None if last.isascii() and not last.isspace() else _EDGE_AFTER.search(text, start, end)
    end = after.start() if after else end
    if start >= end:
        return []
    sentence = _sentence(text, start, end, cutting.exact)
    count_tokens, limit = cutting.count_tokens, cutting.limit
    # A token covers at least a quarter of a character (one of four bytes of UTF-8).
    if count_tokens is None or not limit or len(sentence.text) * 4 <= limit:
        return [sentence]
    if count_tokens(sentence.text) <= limit:
        return [sentence]
    inside = set(cutting.inside)
    for left, right in cutting.find_terms(text[start:end]) if cutting.find_terms else ():
        inside.update(range(start + left + 1, start + right))
    return [
        _sentence(text, left, right, cutting.exact)
        for left, right in _clauses(text, start, end, count_tokens, limit // 3, inside)
    ]


def _sentence(text: str, start: int, end: int, exact: Container[int]) -> Sentence:
    raw = text[start:end]
    if all(run == " " for run in _UNSEEN.findall(raw)):
        return Sentence(raw, start, end, tuple(range(start, end + 1)))
    characters: list[str] = []
    offsets: list[int] = []
    position = start
    for part in _PARTS.split(raw):
        if part and (position in exact or not _UNSEEN.fullmatch(part)):
            characters.append(part)
            offsets.extend(range(position, position + len(part)))
        elif part.isspace():
            characters.append(" ")
            offsets.append(position)
        position += len(part)
    return Sentence("".join(characters), start, end, (*offsets, end))


def _clauses(
    text: str, start: int, end: int, count_tokens: Callable[[str], int], limit: int, inside: Container[int]
) -> list[tuple[int, int]]:
    """Ranges of at most ``limit`` tokens, cut after clauses, else between words, else anywhere.

    None is cut ``inside`` something, so that it may be longer.
    """
    for cut in (_CLAUSE_END, re.compile(r"\s+"), re.compile(r"(?s)(?<=.)(?=.)")):
        positions = [match.end() for match in cut.finditer(text, start, end) if match.end() not in inside]
        if not positions:
            continue
        parts = list(zip([start, *positions], [*positions, end], strict=True))
        ranges: list[tuple[int, int]] = []
        used = 0
        for left, right in parts:
            if left == right:
                continue
            size = count_tokens(text[left:right])
            if ranges and used + size <= limit:
                ranges[-1] = (ranges[-1][0], right)
                used += size
            else:
                ranges.append((left, right))
                used = size
        if len(ranges) > 1:
            whole: list[tuple[int, int]] = []
            for left, right in ranges:
                fits = count_tokens(text[left:right]) <= limit or right - left < 2
                whole += [(left, right)] if fits else _clauses(text, left, right, count_tokens, limit, inside)
            return [_without_edge_spaces(text, left, right) for left, right in whole]
    return [(start, end)]


def _without_edge_spaces(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
