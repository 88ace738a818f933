"""Placeholders that programs fill in: they must come out as they went in."""

from __future__ import annotations

import re

from translate.documents.base import SegmentTranslation

TEMPLATE = re.compile(r"\{\{[^{}]*\}\}|\{%[^%]*%\}|\$\{[^{}\n]*\}|<%[^%]*%>")
"""Calls of template languages (Jinja, Handlebars, Liquid, Angular, Vue, ERB) in running text."""

PRINTF = (
    r"%(?:\d+\$|\([A-Za-z_][\w.]*\))?[-+ #0']*(?:\d+|\*)?(?:\.(?:\d+|\*))?"
    r"(?:hh?|ll?|[qjzt])?[diouxXeEfFgGaAcCsSrpn@]"
)
"""A conversion of C, Python, PHP, Objective-C or Java."""

_NAMED = r"""
      \{\{[^{}]*\}\}                                 # i18next, Mustache, Angular
    | \$t\([^()]*\)                                  # i18next: another message
    | [$%]\{[^{}\n]*\}                               # JavaScript, Ruby
    | %<[A-Za-z_]\w*>[-+\ #0]*\d*(?:\.\d+)?[A-Za-z]  # Ruby with a format
    | \{[A-Za-z0-9_.$:!\[\]-]*\}                     # Python, ICU, .NET
    | \{\s*\w+\s*,\s*(?:number|date|time)[^{}]*\}   # ICU with a format
    | __[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*__     # older i18next, Chrome
    | \$[A-Za-z][A-Za-z0-9_]*\$                      # Chrome
    | %L?\d{1,2}(?!\d)(?!\$)                           # Qt, KDE
    | @:(?:\([^()]*\)|[A-Za-z0-9_.]+)                # vue-i18n: another message
    | &(?:[A-Za-z]+|\#\d+|\#x[0-9A-Fa-f]+);          # character references, as in the source
"""

MESSAGE = re.compile(_NAMED + "| %% |" + PRINTF.replace(r"[-+ #0']", r"[-+\#0']"), re.VERBOSE)
"""Placeholders in program messages; a space is no printf flag there (“100% of”)."""

C_FORMAT = re.compile(_NAMED + "| %% |" + PRINTF.replace(" #", r"\ \#"), re.VERBOSE)
"""The same in messages that are known to go through printf."""

BRACES = re.compile(_NAMED + r"| \{[^{}]*\}", re.VERBOSE)
"""The same in messages that are known to go through Python's ``str.format`` and its like."""


def argument_numbers(translation: SegmentTranslation) -> dict[int, int]:
    """The number of each argument, by the id of its span, where conversions have changed places.

    Empty where they come in the order of the source, or cannot be numbered.
    """
    conversions = [
        span
        for span in sorted(translation.spans, key=lambda span: span.start)
        if UNNUMBERED.fullmatch(translation.text[span.start : span.end])
    ]
    ids = [span.id for span in conversions]
    if ids == sorted(ids) or any("*" in translation.text[span.start : span.end] for span in conversions):
        return {}
    return {id: number for number, id in enumerate(sorted(ids), start=1)}


UNNUMBERED = re.compile(PRINTF.replace(r"(?:\d+\$|\([A-Za-z_][\w.]*\))?", "", 1))
"""A conversion that takes the next argument, and so must not change places with another."""
