"""The server's page: paste a text, see its review."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

from translate import __version__
from translate.i18n import _
from translate.languages import Language
from translate.report import html_page
from translate.server.options import ServerOptions

_TEMPLATES = Path(__file__).resolve().parent / "templates"


def _texts() -> dict[str, str]:
    return {
        "action": _("Translate"),
        "api": _("This server speaks the API of LibreTranslate at {address}"),
        "api_key": _("API key"),
        "empty": _("Paste an English text and choose the languages: its translations appear here, with every "
                   "glossary term marked, to review and correct."),
        "hint": _("Ctrl+Enter translates"),
        "languages": _("Languages"),
        "left": _("{number} characters left"),
        "over": _("{number} characters too many"),
        "placeholder": _("Paste an article in English …"),
        "review": _("Translation, to review"),
        "text": _("English text"),
        "title": _("Translate with your glossary"),
        "working": _("Translating …"),
    }  # fmt: skip


def render_page(served: Sequence[Language], options: ServerOptions) -> bytes:
    """The page, UTF-8.

    Args:
        served: languages to choose from, the first chosen to begin with.
    """
    texts = _texts()
    return html_page.render(
        _TEMPLATES / "page.html",
        styles=("review.css", _TEMPLATES / "page.css"),
        scripts=(_TEMPLATES / "page.js",),
        # The frame shows what this server answers to the form.
        policy={"form-action": "'self'", "frame-src": "'self'"},
        text=SimpleNamespace(**texts),
        served=served,
        options=options,
        tool=f"glossary-translate {__version__}",
        data={"text": texts, "limit": options.char_limit},
    )


def render_error(message: str) -> bytes:
    """A page that tells an error, for the frame."""
    return html_page.render(
        _TEMPLATES / "error.html", styles=("review.css", _TEMPLATES / "page.css"), message=message
    )
