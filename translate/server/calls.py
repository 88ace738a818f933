"""What a call asks for, read from JSON or a form, and what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Request

from translate.errors import LanguageError
from translate.i18n import _
from translate.languages import ENGLISH, Language, parse_language

FORMATS = ("text", "html")
AUTOMATIC = "auto"


class CallError(Exception):
    """A call that is wrong or not allowed; answered as JSON with this text."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Parameters:
    """The parameters of a call: a JSON object, or a form with the query."""

    def __init__(self, request: Request) -> None:
        self._json: dict[str, Any] | None = None
        if request.is_json:
            self._json = _json_object(request.get_data())
        self._form = request.values

    def one(self, name: str) -> Any:
        """A parameter, or None; of several in a form the first."""
        return self._form.get(name) if self._json is None else self._json.get(name)

    def text(self, name: str) -> str:
        """A parameter that must be there, as a text.

        Raises:
            CallError: it is missing, empty or no text.
        """
        value = self.one(name)
        if value in (None, "", []):
            raise CallError(400, _("Invalid request: missing {name} parameter").format(name=name))
        return _checked(value, name)

    def texts(self, name: str) -> tuple[list[str], bool]:
        """A parameter that is a text or a list of texts, and whether it is a list.

        A form gives a list by repeating the parameter, or as JSON in one; a list given so is never taken
        for its first text.

        Raises:
            CallError: it is missing, empty, or holds something else than texts.
        """
        value: Any = self.one(name)
        if self._json is None:
            given = self._form.getlist(name)
            value = given if len(given) > 1 else _listed(value) if value else value
        if value in (None, "", []):
            raise CallError(400, _("Invalid request: missing {name} parameter").format(name=name))
        if isinstance(value, list):
            return [_checked(item, name) for item in value], True
        return [_checked(value, name)], False

    def number(self, name: str) -> int:
        """A parameter that is a whole number from 0; 0 where it is missing.

        Raises:
            CallError: it is something else.
        """
        value = self.one(name)
        if value in (None, ""):
            return 0
        if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
            return int(value)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        raise CallError(400, _("Invalid request: {name} parameter is not a number").format(name=name))


def _json_object(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        raise CallError(400, _("Invalid request: the body is not valid JSON")) from None
    if not isinstance(value, dict):
        raise CallError(400, _("Invalid request: the JSON body is not an object"))
    return value


def _listed(text: str) -> str | list[str]:
    """The list that a form's text writes as JSON, or the text."""
    if not text.lstrip().startswith("["):
        return text
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return value
    return text


def _checked(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise CallError(400, _("Invalid request: {name} parameter is not a text").format(name=name))
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise CallError(
            400, _("Invalid request: {name} parameter is not valid Unicode").format(name=name)
        ) from None
    return value


@dataclass(frozen=True)
class Direction:
    """From which language into which; ``source`` is None where it is to be detected."""

    source: Language | None
    target: Language


def read_direction(parameters: Parameters, served: Sequence[Language]) -> Direction:
    """The languages of a call.

    Args:
        served: languages that can be translated into.

    Raises:
        CallError: a code is missing, unknown or not served.
    """
    code = parameters.text("source")
    source = None if code == AUTOMATIC else _language(code)
    if source not in (None, ENGLISH):
        raise CallError(
            400, _("{code} is not supported as a source language, only English is (en)").format(code=code)
        )
    code = parameters.text("target")
    target = _language(code)
    if target != ENGLISH and target not in served:
        raise CallError(400, _("{code} is not supported").format(code=code))
    return Direction(source, target)


def _language(code: str) -> Language:
    try:
        return parse_language(code)
    except LanguageError:
        raise CallError(400, _("{code} is not supported").format(code=code)) from None


def read_format(parameters: Parameters) -> str:
    """``text`` or ``html``.

    Raises:
        CallError: another format.
    """
    name = parameters.one("format") or FORMATS[0]
    if name not in FORMATS:
        raise CallError(400, _("{name} format is not supported").format(name=name))
    return str(name)
