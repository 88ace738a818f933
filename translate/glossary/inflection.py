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

_HEAD_BEFORE = re.compile(
    r" (?:of|in|for|to|at|on|with|without|from|by|against|between|under|over)(?= )", re.IGNORECASE
)
_ADJECTIVE_AFTER = re.compile(
    r" (?:general|martial|elect|designate|emeritus|laureate|in law)$", re.IGNORECASE
)
_LAST_WORD = re.compile(r"[^\W_]+$")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$", re.IGNORECASE)
_CONSONANT_Y = re.compile(r"[^aeiou\W\d_]y$", re.IGNORECASE)
_SIS = re.compile(r"(?:[aeiouy]|l)sis$", re.IGNORECASE)
_MAN = re.compile(r"(?:[senrmy]m|wom)an$", re.IGNORECASE)
_NATIONS_IN_MAN = frozenset({"german", "norman", "roman"})


def plural_suffix(term: str) -> str:
    """What a regular plural adds at the end of a folded term: ``s``, ``es``, or nothing.

    Nothing where the plural is not made by adding to the end; :func:`plural_forms` has it then.
    """
    word = _LAST_WORD.search(term)
    if word is None or _HEAD_BEFORE.search(term, 1) or _CONSONANT_Y.search(term):
        return ""
    return "es" if _SIBILANT.search(term) else "s"


def plural_forms(term: str) -> tuple[str, ...]:
    """Plurals of a folded term that are more than the term with ``s`` or ``es`` at its end."""
    head = _HEAD_BEFORE.search(term, 1)
    if head is not None:
        return _pluralise(term[: head.start()], term[head.start() :])
    after = _ADJECTIVE_AFTER.search(term)
    forms = _pluralise(term[: after.start()], after[0]) if after else ()
    word = _LAST_WORD.search(term)
    irregular = _irregular_plural(word[0]) if word else ""
    return (*forms, term[: -len(word[0])] + irregular) if word and irregular else forms


def _pluralise(head: str, rest: str) -> tuple[str, ...]:
    suffix = plural_suffix(head)
    return (*((head + suffix + rest,) if suffix else ()), *(form + rest for form in plural_forms(head)))


def _irregular_plural(word: str) -> str:
    """The plural of a word that changes inside, in the word's own case; empty if it does not."""
    low = word.lower()
    if low in _IRREGULAR:
        plural = _IRREGULAR[low]
    elif _CONSONANT_Y.search(low):
        plural = low[:-1] + "ies"
    elif _SIS.search(low):
        plural = low[:-2] + "es"
    elif _MAN.search(low) and low not in _NATIONS_IN_MAN:
        plural = low[:-2] + "en"
    else:
        return ""
    if len(word) > 1 and word.isupper():
        return plural.upper()
    return plural.capitalize() if word[0].isupper() else plural
