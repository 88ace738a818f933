"""Translations that go round in circles, as packages without much training do."""

from __future__ import annotations

import re

from translate.checks.base import Problem, SentencePair
from translate.checks.findings import ERROR
from translate.enforce.repetition import is_looping
from translate.i18n import _

CODES = ("repetition",)

_TOKEN = re.compile(r"[一-鿿]|[ァ-ヿ]+|[^\W一-鿿ァ-ヿ]+")


def check(pair: SentencePair) -> list[Problem]:
    source, target = _TOKEN.findall(pair.source), _TOKEN.findall(pair.target)
    if not is_looping(pair.source, source, target, pair.target):
        return []
    return [Problem("repetition", ERROR, _("The translation repeats itself."))]
