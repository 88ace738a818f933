"""Placeholders that programs fill in: they must come out as they went in."""

from __future__ import annotations

import re

TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\$\{[^{}\n]*\}|<%.*?%>", re.DOTALL)
"""Calls of template languages (Jinja, Handlebars, Liquid, Angular, Vue, ERB) in running text."""

PRINTF = (
    r"%(?:\d+\$|\([A-Za-z_][\w.]*\))?[-+ #0']*(?:\d+|\*)?(?:\.(?:\d+|\*))?"
    r"(?:hh?|ll?|[qjzt])?[diouxXeEfFgGaAcCsSrpn@]"
)
"""A conversion of C, Python, PHP, Objective-C or Java."""

_NAMED = r"""
      \{\{.*?\}\}                                    # i18next, Mustache, Angular
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

MESSAGE = re.compile(_NAMED + "| %% |" + PRINTF.replace(r"[-+ #0']", r"[-+\#0']"), re.VERBOSE | re.DOTALL)
"""Placeholders in program messages; a space is no printf flag there (“100% of”)."""

C_FORMAT = re.compile(_NAMED + "| %% |" + PRINTF.replace(" #", r"\ \#"), re.VERBOSE | re.DOTALL)
"""The same in messages that are known to go through printf."""

BRACES = re.compile(_NAMED + r"| \{[^{}]*\}", re.VERBOSE | re.DOTALL)
"""The same in messages that are known to go through Python's ``str.format`` and its like."""
