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

MESSAGE = re.compile(
    r"""
      \{\{.*?\}\}                                    # i18next, Mustache, Angular
    | \$t\([^()]*\)                                  # i18next: another message
    | [$%]\{[^{}\n]*\}                               # JavaScript, Ruby
    | %<[A-Za-z_]\w*>[-+ #0]*\d*(?:\.\d+)?[A-Za-z]   # Ruby with a format
    | \{[A-Za-z0-9_.$:!-]*\}                         # Python, ICU, .NET
    | __[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*__     # older i18next, Chrome
    | \$[A-Za-z][A-Za-z0-9_]*\$                      # Chrome
    | %%
    | """
    + PRINTF.replace("[-+ #0']*", "[-+#0']*")
    + r"""
    | @:(?:\([^()]*\)|[A-Za-z0-9_.]+)                # vue-i18n: another message
    | </?[A-Za-z0-9][^<>]*>                          # tags in messages (i18next's Trans, rich text)
    | &(?:[A-Za-z]+|\#\d+|\#x[0-9A-Fa-f]+);          # character references in messages with tags
    """,
    re.VERBOSE | re.DOTALL,
)
"""Placeholders in program messages; a space is no printf flag there (“100% of”)."""
