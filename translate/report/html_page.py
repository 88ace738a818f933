"""HTML pages that need nothing from elsewhere: style and script are inlined, nothing else may act."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from translate import i18n

TEMPLATES = Path(__file__).resolve().parent / "templates"

_HTML_LANGUAGES = {"zh": "zh-Hans"}
"""Language codes whose ``lang`` attribute must say the script, for fonts and line breaking."""


def lang_attribute(code: str) -> str:
    """The ``lang`` attribute (BCP 47) of a language or of a gettext locale name."""
    return _HTML_LANGUAGES.get(code, code.replace("_", "-"))


def number(value: int) -> str:
    """A number as the interface language writes it."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=i18n.current_language())


def percent(share: float) -> str:
    """A share of 1 as the interface language writes it."""
    from babel.numbers import format_percent

    return format_percent(share, locale=i18n.current_language())


def render(
    template: Path | str,
    *,
    styles: Sequence[Path | str] = (),
    scripts: Sequence[Path | str] = (),
    policy: Mapping[str, str] | None = None,
    **values: Any,
) -> bytes:
    """A page, UTF-8. Values are escaped wherever the template puts them.

    Args:
        template, styles, scripts: files, or names of files in :data:`TEMPLATES`.
        policy: directives of the content-security policy beside those for the page's own style and
            script, which are allowed by their hashes.
        values: what the template shows.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    path = TEMPLATES / template
    environment = Environment(
        loader=FileSystemLoader(path.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style_texts = [_text(TEMPLATES / name) for name in styles]
    script_texts = [_text(TEMPLATES / name) for name in scripts]
    html: str = environment.get_template(path.name).render(
        html_language=lang_attribute(i18n.current_language()),
        lang_attribute=lang_attribute,
        language_name=i18n.language_name,
        number=number,
        percent=percent,
        styles=style_texts,
        scripts=script_texts,
        policy=_policy(script_texts, style_texts, policy or {}),
        **values,
    )
    return html.encode("utf-8", "replace")


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _policy(scripts: Sequence[str], styles: Sequence[str], more: Mapping[str, str]) -> str:
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(f"'sha256-{_hash(text)}'" for text in scripts) or "'none'",
        "style-src": " ".join(f"'sha256-{_hash(text)}'" for text in styles) or "'none'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        **more,
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
