"""English plurals of terms.

Written out because the libraries cost more than they bring here: inflect takes 0.2 s to import and
lemminflect needs NumPy. Irregular forms after Quirk et al., "A Comprehensive Grammar of the English
Language" (1985), §§ 5.73–5.103; only words that occur in glossaries of news and institutions.
"""

from __future__ import annotations

import re

_IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "man:men woman:women child:children person:people foot:feet tooth:teeth goose:geese mouse:mice "
        "ox:oxen die:dice quiz:quizzes "
        "wolf:wolves leaf:leaves life:lives wife:wives knife:knives half:halves self:selves shelf:shelves "
        "loaf:loaves calf:calves thief:thieves scarf:scarves wharf:wharves "
        "criterion:criteria phenomenon:phenomena automaton:automata memorandum:memoranda "
        "referendum:referenda datum:data bacterium:bacteria stratum:strata symposium:symposia forum:fora "
        "curriculum:curricula medium:media consortium:consortia addendum:addenda moratorium:moratoria "
        "ultimatum:ultimata spectrum:spectra millennium:millennia stadium:stadia "
        "stimulus:stimuli nucleus:nuclei alumnus:alumni fungus:fungi cactus:cacti locus:loci radius:radii "
        "syllabus:syllabi corpus:corpora genus:genera "
        "index:indices appendix:appendices matrix:matrices vertex:vertices vortex:vortices helix:helices "
        "formula:formulae antenna:antennae larva:larvae alga:algae "
        "bureau:bureaux plateau:plateaux chateau:chateaux "
        "hero:heroes veto:vetoes embargo:embargoes potato:potatoes tomato:tomatoes torpedo:torpedoes "
        "echo:echoes tornado:tornadoes volcano:volcanoes mosquito:mosquitoes cargo:cargoes"
    ).split()
)

_PREPOSITIONS = frozenset("of in for to at on with without from by against between under over".split())
_ADJECTIVES_AFTER = (" general", " martial", " elect", " designate", " emeritus", " laureate", " in law")
_SIBILANTS = ("s", "x", "z", "ch", "sh")
_MAN = re.compile(r"(?:[senrmy]m|wom)an$")
_NATIONS_IN_MAN = frozenset({"german", "norman", "roman"})
_SIS = re.compile(r"(?:[aeiouy]|l)sis$")


def plurals(term: str) -> tuple[str, tuple[str, ...]]:
    """How the plural of a folded term is made.

    Returns:
        What a regular plural adds at the end (``s``, ``es`` or nothing), and plurals that are more than
        that: irregular ones, and those of a head that is not the last word (``ministers of state``).
    """
    words = term.split(" ")
    for index in range(1, len(words) - 1):
        if words[index].lower() in _PREPOSITIONS:
            return "", _with_tail(" ".join(words[:index]), " " + " ".join(words[index:]))
    suffix, plural = _plurals_of_word(words[-1])
    forms: tuple[str, ...] = (term[: -len(words[-1])] + plural,) if plural else ()
    if len(words) > 1:
        low = term.lower()
        for tail in _ADJECTIVES_AFTER:
            if low.endswith(tail) and len(low) > len(tail):
                forms += _with_tail(term[: -len(tail)], term[-len(tail) :])
    return suffix, forms


def _with_tail(head: str, tail: str) -> tuple[str, ...]:
    suffix, forms = plurals(head)
    return tuple(form + tail for form in ((head + suffix, *forms) if suffix else forms))


def _plurals_of_word(word: str) -> tuple[str, str]:
    """The regular ending of a word, and its irregular plural in the word's own case; either may be empty."""
    if not word or not word[-1].isalnum():
        return "", ""
    low = word.lower()
    if low[-1] == "y" and len(low) > 1 and low[-2].isalpha() and low[-2] not in "aeiou":
        return "", _in_case_of(word, low[:-1] + "ies")
    suffix = "es" if low.endswith(_SIBILANTS) else "s"
    plural = _IRREGULAR.get(low, "")
    if not plural and low.endswith("sis") and _SIS.search(low):
        plural = low[:-2] + "es"
    elif not plural and low.endswith("man") and _MAN.search(low) and low not in _NATIONS_IN_MAN:
        plural = low[:-2] + "en"
    return suffix, _in_case_of(word, plural)


def _in_case_of(word: str, plural: str) -> str:
    if word.islower():
        return plural
    return plural.upper() if len(word) > 1 and word.isupper() else plural.capitalize()
