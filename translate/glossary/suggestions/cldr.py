"""Names that CLDR has in every language: countries, currencies, and cities of time zones.

Languages are left out: in English they are called like the people who speak them.

Source: Unicode Common Locale Data Repository, through Babel.
"""

from __future__ import annotations

from functools import cache

_PARTS = (("territories", "country"), ("currencies", "currency"))
"""Part of CLDR → kind of its names."""


def names(term: str, locale: str) -> list[tuple[str, str]]:
    """Renderings of a name with their kinds; usually one or none."""
    from babel import Locale

    target = Locale.parse(locale)
    found = []
    for part, code, kind in _codes().get(term.casefold(), ()):
        if part == "time_zones":
            rendering = target.time_zones.get(code, {}).get("city")
        else:
            rendering = getattr(target, part).get(code)
        if rendering and (rendering, kind) not in found:
            found.append((rendering, kind))
    return found


@cache
def _codes() -> dict[str, list[tuple[str, str, str]]]:
    """Part, code and kind by English name."""
    from babel import Locale

    english = Locale.parse("en")
    zones = {**Locale.parse("ko").time_zones, **english.time_zones}
    codes: dict[str, list[tuple[str, str, str]]] = {}
    for part, kind in _PARTS:
        for code, name in getattr(english, part).items():
            codes.setdefault(name.casefold(), []).append((part, code, kind))
    for zone in zones:
        city = english.time_zones.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
        codes.setdefault(city.casefold(), []).append(("time_zones", zone, "city"))
    return codes
