"""SubRip subtitles (``.srt``)."""

from __future__ import annotations

import re

from translate.documents.base import ReadOptions
from translate.documents.cues import Cue, SubtitleDocument
from translate.documents.encoding import decode
from translate.documents.ranges import LineCounter
from translate.errors import DocumentError
from translate.i18n import _

_TIME = r"(\d{1,3}):(\d{1,2}):(\d{1,2})[,.](\d{1,3})"
_TIMING = re.compile(rf"(?:(?<=[\r\n])|\A)[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}[^\r\n]*")
_NUMBER_BEFORE = re.compile(r"(?:\A|[\r\n])[ \t]*\d+[ \t]*(?:\r\n|\n|\r)\Z")


def read(data: bytes, options: ReadOptions) -> SubtitleDocument:
    """Read SubRip; see :class:`translate.documents.base.DocumentFormat`."""
    decoded = decode(data, options.encoding)
    text = decoded.text
    timings = list(_TIMING.finditer(text))
    if not timings and text.strip():
        raise DocumentError(_("Not SubRip: no line such as 00:00:01,000 --> 00:00:03,000."), 1)
    lines = LineCounter(text)
    cues: list[Cue] = []
    for index, timing in enumerate(timings):
        following = timings[index + 1] if index + 1 < len(timings) else None
        start = timing.end()
        while start < len(text) and text[start] in "\r\n":
            start += 1
        end = len(text)
        if following is not None:
            end = following.start()
            number = _NUMBER_BEFORE.search(text, timing.end(), end)
            end = number.start() if number else end
        end = start + len(text[start:end].rstrip())
        if start < end:
            cues.append(
                Cue(
                    start,
                    end,
                    lines.line(start),
                    _seconds(timing, 1),
                    _seconds(timing, 5),
                    timing.group().split()[0],
                )
            )
    return SubtitleDocument(decoded, cues)


def _seconds(timing: re.Match[str], first: int) -> float:
    hours, minutes, seconds, fraction = (timing.group(first + index) for index in range(4))
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(fraction.ljust(3, "0")) / 1000
