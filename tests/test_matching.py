"""Which terms are found in a sentence, and what they are to become."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.glossary.concepts import Entry, TermMatch
from translate.glossary.matching import Matcher
from translate.glossary.termbase import CURATED, RankedGlossary, Termbase
from translate.languages import KOREAN, SIMPLIFIED_CHINESE, TRADITIONAL_CHINESE


def matcher(*entries: Entry) -> Matcher:
    return Matcher(Termbase.of_entries(KOREAN, entries))


def found(entries: list[Entry], text: str, document: list[str] | None = None) -> list[tuple[str, str]]:
    """Surface and rendering of each match; ``?`` for an ambiguous one."""
    finder = matcher(*entries)
    matches = finder.match(text, finder.survey(document or [text]))
    assert all(text[match.start : match.end] == match.surface for match in matches)
    return [(match.surface, "?" if match.ambiguous else match.rendering) for match in matches]


def only(entries: list[Entry], text: str, document: list[str] | None = None) -> TermMatch:
    finder = matcher(*entries)
    (match,) = finder.match(text, finder.survey(document or [text]))
    return match


@pytest.mark.parametrize(
    ("term", "text", "surfaces"),
    [
        # Word boundaries.
        ("treaty", "A treaty, the treaty; subtreaty treatyless (treaty)", ["treaty"] * 3),
        (".NET", "The .NET team left. The network .NETWORK is another. ..NET", [".NET"]),
        ("C++", "From C++ to C. Not C+++, not aC++ and not C++x. C++'s end: C++.", ["C++"] * 3),
        ("AT&T", "AT&T’s engineers and AT&T. MAT&T, AT&TX", ["AT&T", "AT&T"]),
        ("#opendata", "the #opendata campaign, ##opendata, x#opendata, #opendataset", ["#opendata"]),
        ("U.S.", "The U.S.-led force left the U.S. for U.S.A. and U.S.", ["U.S.", "U.S.", "U.S."]),
        ("Oréal", "L'Oréal and Oréal", ["Oréal"]),
        ("NATO", "@NATO #NATO NATO_x NATO", ["NATO"]),
        ("treaty", "see www.treaty.org and treaty.pdf. Treaty.", ["Treaty"]),
        ("2+2", "the 2+2 talks, 12+2, 2+24", ["2+2"]),
        ("Yahoo!", "Yahoo! and Yahoo!! but Yahoo", ["Yahoo!", "Yahoo!"]),
        # Possessives and contractions.
        (
            "Harbour Board",
            "Harbour Board's Harbour Board’s Harbour Board'll Harbour Board'x",
            ["Harbour Board"] * 3,
        ),
        ("desk", "the desks' lamps, the desk`s", ["desks", "desk"]),
        # Plurals, regular and not.
        ("coastal weather desk", "Two coastal weather desks", ["coastal weather desks"]),
        ("Security Treaty", "Security Treaties", ["Security Treaties"]),
        ("embassy", "embassies embassys", ["embassies"]),
        ("crisis", "crises", ["crises"]),
        ("spokeswoman", "spokeswomen", ["spokeswomen"]),
        (
            "memorandum of understanding",
            "memoranda of understanding and memorandums of understanding",
            ["memoranda of understanding", "memorandums of understanding"],
        ),
        (
            "attorney general",
            "attorneys general; attorney generals",
            ["attorneys general", "attorney generals"],
        ),
        ("FTA", "FTAs and FTA", ["FTAs", "FTA"]),
        ("tax", "taxes taxs", ["taxes"]),
        # Hyphens, spaces, quotes, composed letters.
        (
            "coastal weather desk",
            "The coastal-weather desk; coastal\nweather\u00a0 desk; coastal – weather desk",
            ["coastal-weather desk", "coastal\nweather\u00a0 desk"],
        ),
        (
            "shuttle-diplomacy",
            "shuttle diplomacy, shuttle–diplomacy",
            ["shuttle diplomacy", "shuttle–diplomacy"],
        ),
        ("people's court", "the people’s court", ["people’s court"]),
        ("the “Quad” group", 'the "Quad" group', ['the "Quad" group']),
        ("Harbor Café", "Harbor Cafe\u0301 and Harbor Café", ["Harbor Cafe\u0301", "Harbor Café"]),
        ("Harbor Cafe\u0301", "Harbor Café", ["Harbor Café"]),
        ("weather desk", "wea\u00adther desk", ["wea\u00adther desk"]),
        # Case.
        (
            "coastal weather desk",
            "The Coastal Weather Desk: COASTAL WEATHER DESK",
            ["Coastal Weather Desk", "COASTAL WEATHER DESK"],
        ),
        (
            "Ministry of Defense",
            "Ministry of Defense, Ministry Of Defense, MINISTRY OF DEFENSE; ministry of defense",
            ["Ministry of Defense", "Ministry Of Defense", "MINISTRY OF DEFENSE"],
        ),
        ("US", "US and us and Us", ["US"]),
        ("al-Qaida", "Al-Qaida, al-Qaida, AL-QAIDA, al-qaida", ["Al-Qaida", "al-Qaida", "AL-QAIDA"]),
        # Articles.
        (
            "the United States",
            "The United States; United States; the UNITED STATES",
            ["The United States", "United States", "UNITED STATES"],
        ),
        ("the accord", "the accord, accord, The accord", ["the accord", "The accord"]),
        ("The Hague", "The Hague and William Hague", ["The Hague"]),
        ("The New York Times", "the paper New York Times", ["New York Times"]),
    ],
)
def test_source_forms(term: str, text: str, surfaces: list[str]) -> None:
    assert [surface for surface, _rendering in found([Entry(term, "용어")], text)] == surfaces


def test_case_keys() -> None:
    sensitive = [Entry("treaty", "조약", case="sensitive")]
    insensitive = [Entry("NATO", "나토", case="insensitive")]

    assert found(sensitive, "treaty Treaty TREATY treaties") == [("treaty", "조약"), ("treaties", "조약")]
    assert found(insensitive, "nato Nato NATO") == [("nato", "나토"), ("Nato", "나토"), ("NATO", "나토")]


def test_persons_and_places_have_no_plural() -> None:
    entries = [Entry("Korea", "한국", kind="country"), Entry("Bush", "부시", kind="person")]

    assert found(entries, "the two Koreas and the Bushes, Korea's Bush") == [
        ("Korea", "한국"),
        ("Bush", "부시"),
    ]


def test_exact_case_beats_other_entries() -> None:
    entries = [Entry("polish", "닦다"), Entry("Polish", "폴란드어")]

    assert found(entries, "Polish people polish; POLISH") == [
        ("Polish", "폴란드어"),
        ("polish", "닦다"),
        ("POLISH", "닦다"),
    ]


def test_longest_term_wins_and_matches_do_not_overlap() -> None:
    entries = [Entry("Korea", "한국"), Entry("South Korea", "남한"), Entry("Korea Strait", "대한해협")]

    assert found(entries, "South Korea Strait and Korea") == [("Korea Strait", "대한해협"), ("Korea", "한국")]


def test_alias_gives_way_to_a_term() -> None:
    entries = [Entry("accord", "협정", aliases=("pact",)), Entry("pact", "조약")]

    assert found(entries, "pacts") == [("pacts", "조약")]


@pytest.mark.parametrize("field", ["fuzzy", "obsolete"])
def test_what_is_not_approved_never_matches(field: str) -> None:
    entry = Entry("treaty", "조약", **{field: True})

    assert found([entry], "treaty") == []
    assert found([Entry("pilot", "")], "pilot") == []


def test_kept_text_is_as_in_the_source() -> None:
    entry = Entry("Harbor Café", "Harbor Café", keep=True, kind="brand")

    assert found([entry], "HARBOR CAFÉ, Harbor Cafés") == [
        ("HARBOR CAFÉ", "HARBOR CAFÉ"),
        ("Harbor Cafés", "Harbor Café"),
    ]
    assert only([entry], "Harbor Café").keep


PEOPLE = [
    Entry(
        "Sanae Takaichi",
        "다카이치 사나에",
        kind="person",
        aliases=("Takaichi Sanae",),
        accept=("다카이치사나에",),
    ),
    Entry("Takaichi", "다카이치", kind="person", short_of="Sanae Takaichi"),
    Entry("Lee Jae-myung", "이재명", kind="person"),
    Entry("Lee", "이", kind="person", short_of="Lee Jae-myung"),
    Entry("Japan", "일본", kind="country", demonyms=("Japanese",)),
    Entry("Laos", "라오스", kind="country", demonyms=("Laotian",)),
    Entry("the United States", "미국", kind="country", aliases=("U.S.",), demonyms=("American",)),
    Entry("Nara", "나라", kind="city", common=True),
    Entry("Prime Minister {person}", "{person} 총리", kind="title", accept=("{person} 수상",)),
    Entry("{country} Prime Minister {person}", "{person} {country} 총리", kind="title"),
    Entry("Laotian Prime Minister {person}", "{person} 총리(라오스)", kind="title"),
    Entry("President {person}", "{person} 대통령", kind="title"),
    Entry("{place} summit", "{place} 정상회담", kind="event"),
    Entry("wife of {person}", "{person} 부인", kind="person"),
    Entry("{country}-{country2} alliance", "{country}·{country2} 동맹", kind="term"),
    Entry("{person} Cabinet", "{person} 내각", kind="organization", aliases=("Cabinet of {person}",)),
]


@pytest.mark.parametrize(
    ("text", "surface", "rendering", "kind"),
    [
        (
            "Prime Minister Sanae Takaichi spoke.",
            "Prime Minister Sanae Takaichi",
            "다카이치 사나에 총리",
            "person",
        ),
        ("PRIME MINISTER SANAE TAKAICHI", "PRIME MINISTER SANAE TAKAICHI", "다카이치 사나에 총리", "person"),
        ("Prime Minister Takaichi's plan", "Prime Minister Takaichi", "다카이치 총리", "person"),
        ("Prime Minister Takaichi Sanae", "Prime Minister Takaichi Sanae", "다카이치 사나에 총리", "person"),
        (
            "by Japanese Prime Minister Takaichi",
            "Japanese Prime Minister Takaichi",
            "다카이치 일본 총리",
            "person",
        ),
        (
            "Japan’s Prime Minister Takaichi",
            "Japan’s Prime Minister Takaichi",
            "다카이치 일본 총리",
            "person",
        ),
        ("Laos' Prime Minister Takaichi", "Laos' Prime Minister Takaichi", "다카이치 라오스 총리", "person"),
        (
            "Laotian Prime Minister Takaichi",
            "Laotian Prime Minister Takaichi",
            "다카이치 총리(라오스)",
            "person",
        ),
        ("American President Lee", "President Lee", "이 대통령", "person"),
        ("the Nara summits", "Nara summits", "나라 정상회담", "event"),
        ("the Japan summit", "Japan summit", "일본 정상회담", "event"),
        (
            "the wife of Prime Minister Takaichi",
            "wife of Prime Minister Takaichi",
            "다카이치 총리 부인",
            "person",
        ),
        ("the Japan-U.S. alliance", "Japan-U.S. alliance", "일본·미국 동맹", "term"),
        ("the U.S.–Japan alliance", "U.S.–Japan alliance", "미국·일본 동맹", "term"),
        ("the Takaichi Cabinet", "Takaichi Cabinet", "다카이치 내각", "organization"),
        (
            "the Cabinet of Prime Minister Takaichi",
            "Cabinet of Prime Minister Takaichi",
            "다카이치 총리 내각",
            "organization",
        ),
    ],
)
def test_patterns(text: str, surface: str, rendering: str, kind: str) -> None:
    match = only(PEOPLE, text)

    assert (match.surface, match.rendering, match.kind) == (surface, rendering, kind)


def test_variants_of_a_pattern_are_composed() -> None:
    match = only(PEOPLE, "Prime Minister Sanae Takaichi")

    assert match.accept == ("다카이치사나에 총리", "다카이치 사나에 수상", "다카이치사나에 수상")
    assert [entry.term for entry in match.entries] == ["Prime Minister {person}", "Sanae Takaichi"]


@pytest.mark.parametrize(
    "text",
    [
        "Japanese and American cars",  # demonyms fill placeholders only
        "prime minister Takaichi",  # no full name in the document, no pattern in this case
        "President Lee Kuan Yew",  # someone else
    ],
)
def test_what_is_no_pattern(text: str) -> None:
    assert found(PEOPLE, text) == []


def test_short_names() -> None:
    document = ["Sanae Takaichi met Lee Jae-myung in Seoul."]

    assert found(PEOPLE, "But Takaichi said no.", document) == [("Takaichi", "다카이치")]
    assert found(PEOPLE, "On Monday Takaichi's aides left.", document) == [("Takaichi", "다카이치")]
    assert found(PEOPLE, "Mr. Takaichi and PM Takaichi", document) == [("Takaichi", "다카이치")] * 2
    assert found(PEOPLE, "Takaichi Visits Markets With Ministers", document) == [("Takaichi", "다카이치")]
    assert found(PEOPLE, "Takaichi said no.", ["Takaichi met Lee."]) == []
    assert found(PEOPLE, "Ichiro Takaichi sang.", document) == []
    assert found(PEOPLE, "Bruce Lee fought.", document) == []
    assert found(PEOPLE, "Lee spoke.", document) == []  # 이 is too short to be sought by itself
    assert found(PEOPLE, "President Lee spoke.", document) == [("President Lee", "이 대통령")]


def test_shared_surname_means_the_person_of_the_document() -> None:
    entries = [
        Entry("Kim Jong Un", "김정은", kind="person"),
        Entry("Kim Min-seok", "김민석", kind="person"),
        Entry("Kim", "김 위원장", context="Kim Jong Un", kind="person", short_of="Kim Jong Un"),
        Entry("Kim", "김 총리", context="Kim Min-seok", kind="person", short_of="Kim Min-seok"),
        Entry("leader {person}", "지도자 {person}", kind="title"),
    ]

    assert found(entries, "Kim left.", ["Kim Min-seok came."]) == [("Kim", "김 총리")]
    assert found(entries, "leader Kim", ["Kim Jong Un"]) == [("leader Kim", "지도자 김 위원장")]
    assert found(entries, "leader Kim", ["nobody"]) == [("leader Kim", "?")]


def test_homographs() -> None:
    animal, document, plain = (
        Entry("seal", "물범", context="animal", accept=("바다표범",)),
        Entry("seal", "관인", context="document"),
        Entry("seal", "봉인"),
    )
    preferred = only([animal, document, plain], "a seal")
    undecided = only([animal, document], "a seal")

    assert (preferred.rendering, preferred.homographs) == ("봉인", ("물범", "바다표범", "관인"))
    assert not preferred.ambiguous
    assert (undecided.rendering, undecided.homographs) == ("", ("물범", "바다표범", "관인"))
    assert undecided.ambiguous
    assert only([animal, Entry("seal", "물범", context="zoo")], "seal").rendering == "물범"


def test_forbidden_entry_is_avoided() -> None:
    good = Entry("treaty", "조약", accept=("협약",), avoid=("약속",))
    bad = Entry("treaty", "트리티", context="forbidden", forbidden=True)

    assert only([good, bad], "treaty").avoid == ("약속", "트리티")
    assert found([bad], "treaty") == []
    (match,) = matcher(bad).match("a treaty", forbidden=True)
    assert (match.rendering, match.avoid) == ("", ("트리티",))


def test_forbidding_the_preferred_rendering_leaves_an_accepted_one() -> None:
    good = Entry("treaty", "조약", accept=("협약",))
    bad = Entry("treaty", "조약", context="forbidden", forbidden=True)

    match = only([good, bad], "treaty")

    assert (match.rendering, match.avoid) == ("협약", ("조약",))


def test_sentence_with_both_names_of_a_place_keeps_both() -> None:
    entries = [Entry("Dokdo", "独島", accept=("竹島",)), Entry("Takeshima", "竹島", accept=("独島",))]

    assert only(entries, "Dokdo").accept == ("竹島",)
    assert [match.accept for match in matcher(*entries).match("Dokdo, or Takeshima")] == [(), ()]


def levels(user: list[Entry], curated: list[Entry]) -> Matcher:
    both = Termbase.of_entries(KOREAN, user)
    weak = Termbase.of_entries(KOREAN, curated).glossaries[0]
    return Matcher(Termbase(KOREAN, (*both.glossaries, RankedGlossary(CURATED, weak.glossary, weak.entries))))


def test_user_match_is_not_displaced_by_a_longer_curated_one() -> None:
    finder = levels([Entry("Korea", "코리아")], [Entry("South Korea", "한국"), Entry("South", "남쪽")])

    assert [m.rendering for m in finder.match("South Korea")] == ["남쪽", "코리아"]


def test_curated_pattern_composes_user_names() -> None:
    finder = levels(
        [Entry("Lee Jae-myung", "리재명", kind="person")],
        [Entry("Lee Jae-myung", "이재명", kind="person"), Entry("President {person}", "{person} 대통령")],
    )

    assert [m.rendering for m in finder.match("President Lee Jae-myung")] == ["리재명 대통령"]


def test_curated_pattern_does_not_cover_a_user_term() -> None:
    finder = levels(
        [Entry("President", "수반")],
        [Entry("Lee Jae-myung", "이재명", kind="person"), Entry("President {person}", "{person} 대통령")],
    )

    assert [m.rendering for m in finder.match("President Lee Jae-myung")] == ["수반", "이재명"]


def test_traditional_chinese_conversion_and_pivot() -> None:
    own = Entry("Taiwan", "台灣", kind="place", pivot="台湾")
    alone = Entry("dried scallop", "乾貝")
    missing = Entry("{place} talks", "{place}谈判", pivot="{place}谈判", converted=True)
    termbase = Termbase.of_entries(TRADITIONAL_CHINESE, [own, alone, missing])
    termbase.to_traditional = lambda text: text.replace("谈", "談")
    termbase.to_simplified = lambda text: text.replace("乾貝", "干贝")

    talks, scallop = Matcher(termbase).match("Taiwan talks on dried scallops")

    assert (talks.rendering, talks.pivot, talks.converted) == ("台灣談判", "台湾谈判", True)
    assert (scallop.rendering, scallop.pivot, scallop.converted) == ("乾貝", "干贝", False)


def test_pattern_ends_as_the_name_is_read() -> None:
    entries = [
        Entry("President {person}", "总统{person}"),
        Entry("Macron", "Macron", kind="person", reading="마크롱"),
    ]

    (match,) = Matcher(Termbase.of_entries(SIMPLIFIED_CHINESE, entries)).match("President Macron")

    assert match.reading == "마크롱"


def test_explanations() -> None:
    entries = [
        *PEOPLE,
        Entry("treaty", "조약"),
        Entry("harbour", "항구", fuzzy=True),
        Entry("Summit", "정상"),
    ]
    text = "Japanese Takaichi saw a subtreaty in nara, the harbour and the Nara summit."

    misses = [(text[m.start : m.end], m.entry.term, m.reason, m.by) for m in matcher(*entries).explain(text)]

    assert misses == [
        ("Japanese", "Japan", "pattern-only", ""),
        ("Takaichi", "Takaichi", "full-name", ""),
        ("treaty", "treaty", "boundary", ""),
        ("nara", "Nara", "case", ""),
        ("harbour", "harbour", "proposed", ""),
        ("summit", "Summit", "case", ""),
    ]


def test_surname_inside_a_full_name_needs_no_explanation() -> None:
    finder = matcher(*PEOPLE)

    assert finder.explain("Sanae Takaichi spoke.") == []
    assert [miss.reason for miss in finder.explain("Bruce Lee", finder.survey(["Lee Jae-myung"]))] == [
        "one-character"
    ]


def test_explanation_of_a_displaced_term() -> None:
    entries = [Entry("Korea", "한국"), Entry("South Korea", "남한")]

    (miss,) = matcher(*entries).explain("South Korea")

    assert (miss.entry.term, miss.reason, miss.by) == ("Korea", "displaced", "South Korea")


WORDS = st.sampled_from(
    ["harbour", "Board", "of", "the", "seal", "C++", "AT&T", "U.S.", "tide-table", "Min’s"]
)
TERMS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


@given(st.lists(TERMS, min_size=1, max_size=6, unique=True), st.lists(WORDS, max_size=12))
def test_matches_are_ordered_and_do_not_overlap(terms: list[str], words: list[str]) -> None:
    text = " ".join(words)
    matches = matcher(*(Entry(term, f"용어{index}") for index, term in enumerate(terms))).match(text)

    position = 0
    for match in matches:
        assert position <= match.start < match.end <= len(text)
        assert text[match.start : match.end] == match.surface
        position = match.end


@given(TERMS, st.sampled_from([" ", ", ", " “", ". "]), st.sampled_from([".", "’s", "'s x", "?", " x", ""]))
def test_a_term_is_found_wherever_it_stands_as_written(term: str, before: str, after: str) -> None:
    text = f"Pier{before}{term}{after}"

    assert (term, "용어") in found([Entry(term, "용어")], text)


@given(st.text(max_size=60))
def test_any_text_can_be_matched(text: str) -> None:
    for match in matcher(*PEOPLE, Entry("a", "에이"), Entry("ß", "에스")).match(text):
        assert text[match.start : match.end] == match.surface


def test_terms_with_stops_inside() -> None:
    finder = matcher(
        Entry("Yahoo! Finance", "야후 파이낸스"), Entry("harbour", "항구"), Entry(".NET", "닷넷")
    )

    text = "He left Yahoo! Finance for the harbour and .NET."

    assert [text[start:end] for start, end in finder.stretches_with_stops(text)] == ["Yahoo! Finance", ".NET"]
