"""WebVTT subtitles (``.vtt``), by the syntax of the W3C."""

from __future__ import annotations

import html
import re

from translate.documents.base import ReadOptions
from translate.documents.cues import Cue, SubtitleDocument
from translate.documents.encoding import decode
from translate.documents.markup import escape_text
from translate.documents.ranges import LineCounter
from translate.errors import DocumentError
from translate.i18n import _

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_TIME = r"(?:(\d{2,}):)?(\d{2}):(\d{2})\.(\d{3})"
_TIMING = re.compile(rf"\s*{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]|$)")


def read(data: bytes, options: ReadOptions) -> SubtitleDocument:
    """Read WebVTT; see :class:`translate.documents.base.DocumentFormat`."""
    decoded = decode(data, options.encoding)
    text = decoded.text
    if not re.match(r"WEBVTT(?=[ \t\r\n]|\Z)", text):
        raise DocumentError(_("Not WebVTT: the first line must begin with WEBVTT."), 1)
    lines = LineCounter(text)
    cues: list[Cue] = []
    timing: re.Match[str] | None = None
    start = end = -1
    for line in _LINE.finditer(text):
        content = line.group(1)
        if not content.strip() or line.start() == len(text):
            if timing is not None and start >= 0:
                cues.append(_cue(timing, start, end, lines.line(start)))
            timing, start = None, -1
        elif "-->" in content:
            if timing is not None and start >= 0:
                cues.append(_cue(timing, start, end, lines.line(start)))
            timing, start = _TIMING.match(content), -1
        elif timing is not None:
            if start < 0:
                start = line.start()
            end = line.end(1)
    if timing is not None and start >= 0:
        cues.append(_cue(timing, start, end, lines.line(start)))
    return SubtitleDocument(decoded, cues, html.unescape, escape_text)


def _cue(timing: re.Match[str], start: int, end: int, line: int) -> Cue:
    return Cue(start, end, line, _seconds(timing, 1), _seconds(timing, 5), timing.group().split()[0])


def _seconds(timing: re.Match[str], first: int) -> float:
    hours, minutes, seconds, fraction = (timing.group(first + index) or "0" for index in range(4))
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(fraction) / 1000
