"""Messages in the user's language (gettext), and which language that is.

The library speaks English until :func:`set_language` is called, which only the command line and the
server do, before they import a command module.
"""

from __future__ import annotations

import gettext as _gettext
import os
from collections.abc import Mapping

from translate import resources
from translate.errors import LanguageError

DOMAIN = "translate"
SOURCE_LANGUAGE = "en"
INTERFACE_LANGUAGES = ("ko", "ja", "zh_Hans", "zh_Hant")

_translations: _gettext.NullTranslations = _gettext.NullTranslations()
_language = SOURCE_LANGUAGE


def _(message: str) -> str:
    """The message in the language set, else as it is."""
    return _translations.gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form of the message for ``number``."""
    return _translations.ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """The message as meant in ``context``."""
    return _translations.pgettext(context, message)


def set_language(language: str) -> None:
    """Speak ``language``, one of :data:`INTERFACE_LANGUAGES` or anything else for English."""
    global _translations, _language
    _language = language if language in INTERFACE_LANGUAGES else SOURCE_LANGUAGE
    _translations = resources.load_catalog(DOMAIN, language) or _gettext.NullTranslations()


def current_language() -> str:
    """The language spoken now: one of :data:`INTERFACE_LANGUAGES`, or :data:`SOURCE_LANGUAGE`."""
    return _language


def language_name(code: str, default: str = "") -> str:
    """The name of the language with a BCP 47 code, in the language spoken now (CLDR).

    Plain ``zh`` is Simplified Chinese, as everywhere in this tool. Without a name it is ``default``, else
    the code.
    """
    from babel import Locale

    names = Locale.parse(_language).languages
    return names.get("zh_Hans" if code == "zh" else code.replace("-", "_")) or default or code


def resolve_language(requested: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """The interface language: ``requested``, else LANGUAGE, LC_ALL, LC_MESSAGES, LANG in that order.

    An empty variable counts as unset. Of the list in LANGUAGE the first language spoken here is
    taken. Chinese regions map to scripts, which gettext alone never does.

    Raises:
        LanguageError: ``requested`` is a language that is not spoken here.
    """
    if requested:
        language = _interface_language(requested)
        if language is None:
            codes = ", ".join(code.replace("_", "-") for code in (SOURCE_LANGUAGE, *INTERFACE_LANGUAGES))
            raise LanguageError(
                _("This tool does not speak “{code}”; use one of {codes}.").format(
                    code=requested, codes=codes
                )
            )
        return language
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            languages = map(_interface_language, environment[name].split(":"))
            return next(filter(None, languages), SOURCE_LANGUAGE)
    return SOURCE_LANGUAGE


def _interface_language(code: str) -> str | None:
    parts = code.split(".")[0].split("@")[0].replace("-", "_").split("_")
    language = parts[0].lower()
    if language in ("en", "c", "posix"):
        return SOURCE_LANGUAGE
    if language in ("ko", "ja"):
        return language
    if language in ("zh", "zt"):
        rest = {part.lower() for part in parts[1:]}
        if language == "zt" or "hant" in rest or ("hans" not in rest and rest & {"tw", "hk", "mo"}):
            return "zh_Hant"
        return "zh_Hans"
    return None
