"""Korean: the particle after a word, spaces before titles, typographic finish.

Forms follow the Hangul Orthography (한글 맞춤법) and Standard Korean Grammar's particles (조사); the
copula 이다 counts as one, as its first syllable falls away in the same places.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from translate.languages import punctuation
from translate.languages.ko_reading import FinalSound, core_end, final_sounds
from translate.spans import Span, SpannedText


@dataclass(frozen=True)
class Particle:
    """A particle (or copula) with both its forms.

    Attributes:
        after_consonant, after_vowel: the forms; equal where there is only one.
        rieul_as_vowel: ㄹ takes the vowel's form, as 으로 does.
        long_form_allowed: the consonant's form may stand after a vowel too (의사이다 beside 의사다).
    """

    after_consonant: str
    after_vowel: str
    rieul_as_vowel: bool = False
    long_form_allowed: bool = False

    def form(self, sound: FinalSound) -> str:
        """The form after ``sound``."""
        if sound is FinalSound.VOWEL or (sound is FinalSound.RIEUL and self.rieul_as_vowel):
            return self.after_vowel
        return self.after_consonant

    def is_right(self, surface: str, sounds: Iterable[FinalSound]) -> bool:
        """Whether ``surface`` may stand after one of ``sounds``."""
        return any(
            surface == self.form(sound) or (self.long_form_allowed and surface == self.after_consonant)
            for sound in sounds
        )


@dataclass(frozen=True)
class ParticleFinding:
    """A particle in the wrong form: ``found`` at ``start:end`` should be ``expected``, after ``word``."""

    start: int
    end: int
    found: str
    expected: str
    word: str


_ALTERNATING = {
    ("은", "는"): "|커녕",
    ("이", "가"): "",
    ("을", "를"): "",
    ("과", "와"): "|는|도|만|만은|만이|만의|의|까지|까지도",
    ("으로", "로"): (
        "|는|도|만|만은|만도|의|서|서는|서도|서의|서만|서가|써|써는|써도|써만|부터|부터는|부터도|부터의|"
        "까지|까지는|까지도|까지의|나|든|라도|밖에|밖에는|인해|부터가"
    ),
    ("이나", "나"): "|마|마도",
    ("이라도", "라도"): "",
    ("이든", "든"): "|지|가",
    ("이랑", "랑"): "|은|도|의|만",
    ("이야", "야"): "|말로",
    ("이여", "여"): "",
    ("아", "야"): "",
    ("이라고", "라고"): "|는|도|만|요|까지|부터|해서|한|하는|하며|했다|한다|할",
    ("이라는", "라는"): "",
    ("이란", "란"): "",
    ("이라며", "라며"): "",
    ("이라면", "라면"): "|서|서도",
    ("이라던", "라던"): "",
    ("이라서", "라서"): "",
    ("이라야", "라야"): "|만",
    ("이라지만", "라지만"): "",
    ("이라니", "라니"): "",
    ("이라든", "라든"): "|지|가",
    ("이랄", "랄"): "",
    ("이에요", "예요"): "",
    ("이어서", "여서"): "|는|도",
    ("이어야", "여야"): "|만|한다|했다|하는|할",
    ("이어도", "여도"): "",
}
"""Particles with two forms, and what may follow within the word (the empty choice means nothing)."""

_COPULA_ENDINGS = (
    "다 며 면 면서 면서도 고 고도 고는 지만 지 자 므로 니 니까 네 네요 군 구나 기 기에 기도 기는 기를 기가 "
    "던 거나 거든 더라 더라도 냐 냐는 냐고 냐며 라 래 신 십니다 셨다 셨던 시며 시고 자마자 려면 었 죠 지요 "
    "되 듯 듯이"
).split()
_PAST_ENDINGS = (
    "다 다고 다는 다며 다면 다면서 다가 고 으며 으나 지만 던 는데 는지 기 기에 음 음을 음에도 으므로 을 "
    "을까 을지 습니다 습니까 죠 지요 어요 으니 으니까 더라면 거나 었다 다던"
).split()
_COPULA_WITH_ONE_FORM = (
    "입니다 입니까 인 인데 인데도 인지 인지는 인지를 인가 인가를 일 일지 일지는 일까 일수록 임 임을 임에도 "
    "임은 임이 인데다 인즉 인들 인바 일지라도 일뿐 입니다만"
).split()

_INVARIABLE = {
    "의": "",
    "에": "|는|도|만|만은|의|까지|나|선|다|다가|요",
    "에서": "|는|도|의|만|만은|부터|부터는|까지|라도|나|조차|마저|야|와|든",
    "에게": "|는|도|만|만은|서|서는|서도|서만|로|의|까지|까지도|나|라도|조차|마저|선|든",
    "께": "|서|서는|서도|서만",
    "한테": "|는|도|만|서|서는|서도",
    "도": "",
    "만": "|은|이|을|의|으로|으로는|으로도|도|큼|큼은|큼의|큼이나|큼도|이라도|하더라도",
    "까지": "|는|도|만|만은|의|가|를|라도|나|로",
    "부터": "|는|도|의|가|라도",
    "보다": "|는|도|야",
    "처럼": "|은|만|도",
    "마저": "|도",
    "조차": "|도",
    "밖에": "|는",
    "뿐": "|만|이다|이며|이고|이었다|이라는|이라고|인|입니다|이지만|더러",
    "대로": "|라면|의|만",
    "마다": "|의",
    "하고": "|는|도",
    "같이": "",
    "치고": "|는",
    "씩": "|을|은|의|이|만|이나|도|이다",
}

_NOT_JUDGED_AFTER_CONSONANT = frozenset(
    "나 라 고 지 자 면 니 든 란 랄 아 야 여 네 기 군 던 냐 래 신 되 듯 죠 나마 라도 며 라면 자마자 "
    "거든 거나 던 여서 여야 여도 니까 기도 기에 기는 기를 기가 지요 고도 고는 구나 든지 든가 "
    "라든지 라든 라니 듯이 려면 므로 면서 면서도".split()
)
"""Forms whose surface is also a noun suffix or the start of another word (서울고, 타임스지)."""

_NOT_JUDGED_AFTER_VOWEL = frozenset({"아", "이여", "이든"})

_SUFFIXES = ("들", "측", "씨", "님")
"""Suffixes between a name and its particle, which then agrees with the suffix."""

_DOUBLE_FORMS = {
    "은(는)": ("은", "는"), "는(은)": ("은", "는"), "이(가)": ("이", "가"), "가(이)": ("이", "가"),
    "을(를)": ("을", "를"), "를(을)": ("을", "를"), "과(와)": ("과", "와"), "와(과)": ("과", "와"),
    "(으)로": ("으로", "로"), "으로(로)": ("으로", "로"), "로(으로)": ("으로", "로"),
    "(이)라": ("이라", "라"), "(이)나": ("이나", "나"), "(이)며": ("이며", "며"), "(이)다": ("이다", "다"),
}  # fmt: skip
"""What writers of templates put when they do not know the word."""

_DETACHED = frozenset(
    "은 는 을 를 의 에 에는 에도 에서 에서는 에서도 에서의 에게 에게는 에게도 에게서 으로 으로는 "
    "으로도 으로서 으로써 으로의 으로부터 로 로는 로서 로써 로부터 와 과 와의 과의 와는 과는 가 "
    "까지 까지는 부터 부터는 이라는 라는 이라고 라고 이라며 라며 이며 이었다 였다 이다 입니다 "
    "이었던 였던 처럼 조차 마저".split()
)
"""Particles that cannot begin a word of their own here, so that a space before them is a slip. Left out:
이 (this), 나 (I), 도, 만 (full), 보다 (more), 다 (all), 고 (late), 인 …"""

_TITLES = (
    "대통령|총리|부총리|장관|차관|주석|총서기|국가주석|의장|부의장|위원장|부위원장|부장|외교부장|외상|"
    "외무상|외교장관|외무장관|국무장관|국방장관|국방상|방위상|재무장관|재무상|관방장관|대사|총재|대표|의원|"
    "회장|부회장|사장|국왕|여왕|왕세자|총장|사무총장|사무차장|특사|실장|원장|지사|시장|대변인|박사|교수|"
    "여사|장군|사령관|부통령|보좌관|비서실장|참모총장|최고대표|행장|판사|검사|감독|기자|목사|신부|추기경|"
    "교황|씨|전|당시"
)
_TITLE = re.compile(rf"(?:{_TITLES})(?![가-힣])|(?:{_TITLES})(?=[은는이가을를과와의도에])")

_MOVED_TITLE = object()
"""Name of the span of a title while its particle is set."""

_HANGUL_RUN = re.compile("[가-힣]+")
_GAP = re.compile(r"([’”'\"」』》〉)\]]*)( +)(?=[가-힣])")
_CLOSERS = re.compile(r"[’”'\"」』》〉)\]]*")
_ASIDE = re.compile(r"\([^()\n]{1,60}\)|（[^（）\n]{1,60}）|\[[^\[\]\n]{1,60}\]")


@functools.lru_cache(maxsize=1)
def particles() -> Mapping[str, Particle]:
    """Every particle known, compound ones included, by each of its surfaces."""
    table: dict[str, Particle] = {}

    def add(particle: Particle) -> None:
        table.setdefault(particle.after_consonant, particle)
        table.setdefault(particle.after_vowel, particle)

    for (after_consonant, after_vowel), tails in _ALTERNATING.items():
        for tail in tails.split("|"):
            add(Particle(after_consonant + tail, after_vowel + tail, after_consonant == "으로"))
    for ending in _COPULA_ENDINGS:
        add(Particle("이" + ending, ending, long_form_allowed=True))
    for ending in _PAST_ENDINGS:
        add(Particle("이었" + ending, "였" + ending, long_form_allowed=True))
    for surface in _COPULA_WITH_ONE_FORM:
        add(Particle(surface, surface))
    for stem, tails in _INVARIABLE.items():
        for tail in tails.split("|"):
            add(Particle(stem + tail, stem + tail))
    return table


_RARE_AFTER_NAMES = frozenset("나 야 아 고 지 자 면 다 던 며 네 니 군 라 든 란 여 이여 나마".split())
"""Particles that a name's last syllable is likelier to be than they are to follow it (나고야, 캐나다)."""


def particle_cuts(words: str) -> list[int]:
    """Where a particle may begin in the last of some words, agreeing with what precedes, leftmost last."""
    start = words.rfind(" ") + 1
    cuts = []
    for cut in range(len(words) - 1, start, -1):
        particle = particles().get(words[cut:])
        if (
            particle is not None
            and words[cut:] not in _RARE_AFTER_NAMES
            and particle.is_right(words[cut:], final_sounds(words[:cut]))
        ):
            cuts.append(cut)
    return cuts


def without_title(words: str) -> str:
    """A name without the title after it; empty where one syllable or nothing is left."""
    name = " ".join(word for word in words.split(" ") if not _TITLE.match(word))
    return name if len(name) > 1 else ""


@dataclass(frozen=True)
class _Place:
    """A particle found in a text: its range, what it is, and what it agrees with."""

    start: int
    end: int
    surface: str
    particle: Particle
    sounds: tuple[FinalSound, ...]
    word_end: int


def _sounds_before(text: str, position: int, span: Span, reading: str) -> tuple[tuple[FinalSound, ...], int]:
    end = core_end(text, position)
    if reading and span[0] < end <= span[1]:
        return final_sounds(reading), end
    return final_sounds(text[:end]), end


def _place(text: str, span: Span, reading: str) -> _Place | None:
    """The particle directly after ``span``, closing marks or an aside in brackets passed over."""
    position = span[1]
    double = next((form for form in _DOUBLE_FORMS if text.startswith(form, position)), None)
    if double is None:
        while aside := _ASIDE.match(text, position):
            position = aside.end()
        closers = _CLOSERS.match(text, position)
        position = closers.end() if closers else position
        double = next((form for form in _DOUBLE_FORMS if text.startswith(form, position)), None)
    if double is not None:
        sounds, word_end = _sounds_before(text, position, span, reading)
        particle = Particle(*_DOUBLE_FORMS[double], rieul_as_vowel=double.endswith("로"))
        return _Place(position, position + len(double), double, particle, sounds, word_end)
    run = _HANGUL_RUN.match(text, position)
    if run is None:
        return None
    surface = run.group()
    particle_or_none = particles().get(surface)
    if particle_or_none is None:
        suffix = next((one for one in _SUFFIXES if surface.startswith(one)), None)
        if suffix is None:
            return None
        position += len(suffix)
        surface = surface[len(suffix) :]
        particle_or_none = particles().get(surface)
        if particle_or_none is None:
            return None
        reading = ""
    sounds, word_end = _sounds_before(text, position, span, reading)
    return _Place(position, position + len(surface), surface, particle_or_none, sounds, word_end)


def _expected(place: _Place, text: str) -> str | None:
    """The form that should stand there, or None if it is right or cannot be judged."""
    if not place.sounds:
        return None
    if place.particle.is_right(place.surface, place.sounds):
        return None
    expected = place.particle.form(place.sounds[0])
    if place.surface not in _DOUBLE_FORMS:
        short = place.surface == place.particle.after_vowel
        if place.surface in (_NOT_JUDGED_AFTER_CONSONANT if short else _NOT_JUDGED_AFTER_VOWEL):
            return None
        if place.surface == "다" and not re.match(r"[.!?”’\"']|$", text[place.end :]):
            return None
    return expected


def agree(text: SpannedText, name: Hashable, reading: str = "") -> bool:
    """Give the particle after the span ``name`` the form that its last sound asks for.

    A closing quotation mark or an aside in brackets may lie between; a stray space before a particle
    that cannot be a word of its own is taken out. A form that cannot be judged stays.

    Args:
        text: the sentence.
        name: span of the word before the particle.
        reading: how the word is read aloud, where that is not regular.

    Returns:
        Whether the text changed.
    """
    changed = _attach(text, text.spans[name][1])
    place = _place(text.text, text.spans[name], reading)
    if place is None:
        return changed
    expected = _expected(place, text.text)
    if expected is None or not text.is_free(place.start, place.end):
        return changed
    text.replace(place.start, place.end, expected)
    return True


def _attach(text: SpannedText, end: int) -> bool:
    gap = _GAP.match(text.text, end)
    if gap is None:
        return False
    run = _HANGUL_RUN.match(text.text, gap.end())
    if run is None or run.group() not in _DETACHED or not text.is_free(gap.start(2), run.end()):
        return False
    text.replace(gap.start(2), gap.end(2), "")
    return True


_VERB_AFTER_NOUN = re.compile(
    "하|했|해|한|할|함|합|되|된|될|됐|됨|돼|받|당하|당한|당했|시키|시킨|시켰|시켜|이|였|인|입|일(?![가-힣])|지"
)
_SUFFIX_AFTER_NOUN = re.compile(
    "[측인산형식계권발행제용국군시도들적화님씨당내간상하차별급끼리대중전후장부호급력성율률단]"
)


def ends_word(text: str, position: int) -> bool:
    """Whether a noun may end at ``position``: no syllable follows, or particles, a suffix or 하다 do.

    빌뉴스|에서 and 합의|했다 are two parts; in 왕궁|묘 the noun has become another.
    """
    run = _HANGUL_RUN.match(text, position)
    if run is None:
        return True
    surface = run.group()
    if surface in particles() or _VERB_AFTER_NOUN.match(surface):
        return True
    return _SUFFIX_AFTER_NOUN.match(surface) is not None and (len(surface) == 1 or surface[1:] in particles())


_NO_PARTICLE_AT_END = re.compile(
    "(?:회|협|논|합|주|정|동|결|항|강|의|편|호|선|악|건|문|민|창|상|토|질|이)의$"
    "|(?:제|태|속|온|각|지|보|시|의|강|정|한|수|주|기|반|철|인|파|년|농|밀|고|독|용|구|국|영|신|빈|난|궤)도$"
    "|(?:도|통|경|진|항|선|활|수|미|폐|피|기)로$|(?:불|대|오|자|충)만$|나$"
)
"""Nouns that end as particles do: 회의, 제도, 도로, 대만."""


def particle_at_end(word: str) -> str:
    """The longest particle that a word of at least two syllables before it ends in; empty if none does.

    A form that does not agree with the syllable before it is no particle (효과, 평가).
    """
    if _NO_PARTICLE_AT_END.search(word):
        return ""
    for start in range(2, len(word)):
        surface = word[start:]
        particle = particles().get(surface)
        if particle is not None and particle.is_right(surface, final_sounds(word[:start])):
            return surface
    return ""


def space_title(text: SpannedText, name: Hashable) -> bool:
    """Put a space between a person's name and a title that is glued to it: 이재명대통령 → 이재명 대통령."""
    end = text.spans[name][1]
    if not _TITLE.match(text.text, end) or not text.is_free(end, end):
        return False
    text.replace(end, end, " ")
    return True


_TITLE_BEFORE = re.compile(rf"(?:^|(?<=[\s“‘(]))(?P<title>{_TITLES}) $")
_NAME_GOES_ON = re.compile(rf" ?(?:{_TITLES})(?![가-힣])| [가-힣]")


def put_title_after(text: SpannedText, name: Hashable) -> bool:
    """Put a title that stands before a person's name after it: 총리 다카이치는 → 다카이치 총리는.

    The particle comes to stand after the title and agrees with it.
    """
    start, end = text.spans[name]
    before = _TITLE_BEFORE.search(text.text[:start])
    if before is None or before.group("title") in ("전", "당시", "씨"):
        return False
    run = _HANGUL_RUN.match(text.text, end)
    if run is None or run.group() not in particles() or not text.is_free(before.start(), start):
        return False
    title = before.group("title")
    text.replace(end, end, f" {title}")
    text.replace(before.start(), start, "")
    start, end = text.spans[name]
    text.mark(_MOVED_TITLE, end + 1, end + 1 + len(title))
    agree(text, _MOVED_TITLE)
    text.unmark(_MOVED_TITLE)
    return True


def check_particles(
    text: str, spans: Iterable[Span], readings: Mapping[Span, str] | None = None
) -> list[ParticleFinding]:
    """Particles in the wrong form directly after the given spans.

    Args:
        text: the sentence.
        spans: ranges of the words whose particles are judged.
        readings: how the word of a span is read aloud, where that is not regular.
    """
    findings = []
    for span in sorted(set(spans)):
        place = _place(text, span, (readings or {}).get(span, ""))
        if place is None:
            continue
        expected = _expected(place, text)
        if expected is not None:
            word = text[span[0] : place.start]
            findings.append(ParticleFinding(place.start, place.end, place.surface, expected, word))
    return findings


_CERTAIN = re.compile(
    r"(?P<object>[가-힣]를(?![가-힣]))|(?P<direction>[가-힣](?:으로|으로부터|으로서|으로써)(?![가-힣]))"
    r"|(?P<other>[A-Z0-9%℃](?:은|는|이|을|를|와|으로|로|으로부터|로부터|이라는|라는|이라고|라고)(?![가-힣])"
    r"|[A-Z%℃](?:가|과)(?![가-힣]))"
)
"""No word of Korean ends in 를 after a consonant or in 으로 after a vowel, and what follows a capital letter
or a digit is a particle; but 가 and 과 after a digit may be a street (종로5가) and a lesson (제2과)."""


def check_text(text: str) -> list[ParticleFinding]:
    """Particles that are wrong whatever the word before them is; nothing that could be another word."""
    findings = []
    for match in _CERTAIN.finditer(text):
        start = match.start()
        word_start = re.search(r"\S*$", text[: start + 1])
        span = (word_start.start() if word_start else start, start + 1)
        findings.extend(check_particles(text, [span]))
    return findings


STYLE = punctuation.Style(
    stop=".", question="?", exclamation="!", comma=",", colon=":", semicolon=";", ellipsis="…",
    quotes=("“", "”"), inner_quotes=("‘", "’"), brackets=("(", ")"), wide=False, quotes_by_level=False,
)  # fmt: skip


def finish(text: SpannedText, source: str) -> None:
    """Newspaper typography: ASCII marks, “ ” and ‘ ’, no space before a mark; the end as in ``source``."""
    punctuation.finish(text, source, STYLE)
