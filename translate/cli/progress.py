"""How far a long run is: one line that renews itself on a terminal, else a line now and then."""

from __future__ import annotations

import shutil
import sys
import time

from translate.cli.console import fill, say
from translate.corpus.events import Event, TotalsEvent
from translate.documents.wrapping import display_width
from translate.i18n import _

_RENEW_SECONDS = 0.2
_LOG_SECONDS = 30.0
_BAR_COLUMNS = 20


class Progress:
    """Follows the events of a run; nothing is printed when ``quiet``."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._is_terminal = sys.stderr.isatty()
        self._began = self._printed = time.monotonic()
        self._total_files = 0
        self._total_bytes = 0
        self._files = 0
        self._bytes = 0
        self._worked_bytes = 0
        self._sentences = 0
        self._from_memory = 0
        self._found = 0
        self._satisfied = 0
        self._stands = False

    def update(self, event: Event) -> None:
        """Count an event, and show where things stand if it is time to."""
        if isinstance(event, TotalsEvent):
            self._total_files, self._total_bytes = event.sources, event.bytes
            return
        if event.size is not None:
            self._files += event.status != "part"
            self._bytes += event.size
            # What is unchanged goes by so fast that it says nothing about the time left.
            self._worked_bytes += event.size if event.status != "unchanged" else 0
        if event.result is not None:
            self._sentences += len(event.result.sentences)
            self._from_memory += sum(sentence.from_memory for sentence in event.result.sentences)
            self._found += event.result.found
            self._satisfied += event.result.satisfied
        now = time.monotonic()
        if not self._quiet and now - self._printed > (_RENEW_SECONDS if self._is_terminal else _LOG_SECONDS):
            self._printed = now
            self._show()

    def message(self, text: str) -> None:
        """Print a line of its own."""
        self.clear()
        say(text)

    def clear(self) -> None:
        """Take the renewing line away."""
        if self._stands:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._stands = False

    def _show(self) -> None:
        line = self.line()
        if not self._is_terminal:
            say(line)
            return
        columns = shutil.get_terminal_size().columns - 1
        while display_width(line) > columns:
            line = line[:-1]
        sys.stderr.write(f"\r{line}\x1b[K")
        sys.stderr.flush()
        self._stands = True

    def line(self) -> str:
        """Where things stand."""
        seconds = max(time.monotonic() - self._began, 0.001)
        parts = []
        if self._total_bytes:
            share = min(1.0, self._bytes / self._total_bytes)
            if self._is_terminal:
                done = int(share * _BAR_COLUMNS)
                parts.append("[" + "#" * done + "-" * (_BAR_COLUMNS - done) + "]")
            percent = fill(_("{percent:.0f} %"), percent=100 * share)
            if self._total_files > 1:
                percent = fill(
                    _("{done} of {total} files ({percent})"),
                    done=self._files,
                    total=self._total_files,
                    percent=percent,
                )
            parts.append(percent)
        else:
            parts.append(fill(_("{done} files"), done=self._files))
        parts.append(fill(_("{rate:.0f} sentences/s"), rate=self._sentences / seconds))
        if self._from_memory:
            parts.append(
                fill(_("{percent:.0f} % from memory"), percent=100 * self._from_memory / self._sentences)
            )
        if self._found:
            parts.append(_("terms {satisfied}/{found}").format(satisfied=self._satisfied, found=self._found))
        left = self._seconds_left(seconds)
        if left is not None:
            parts.append(_("{time} left").format(time=duration(left)))
        return "  ".join(parts)

    def _seconds_left(self, seconds: float) -> float | None:
        if not self._total_bytes or not self._worked_bytes:
            return None
        return max(0, self._total_bytes - self._bytes) * seconds / self._worked_bytes


def duration(seconds: float) -> str:
    """A time span as people say it: ``45 s``, ``12 min``, ``3 h 20 min``."""
    if seconds < 90:
        return fill(_("{seconds:.0f} s"), seconds=seconds)
    minutes = round(seconds / 60)
    if minutes < 90:
        return _("{minutes} min").format(minutes=minutes)
    return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)
