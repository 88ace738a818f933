"""Names that no glossary knows are rendered alike throughout a document, and only within it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from translate.documents.base import Segment
from translate.glossary.concepts import TermMatch
from translate.languages import JAPANESE, SIMPLIFIED_CHINESE, Language, parse_language
from translate.languages.likeness import likeness
from translate.memory import Memory
from translate.memory.records import ApprovedEntry
from translate.names.finding import KIND, find
from translate.names.listening import Use, listen
from translate.names.observing import Question
from translate.names.rounds import Translating, make_consistent
from translate.names.voting import decide
from translate.names.writing import Writing
from translate.report.outcomes import SentenceResult, TermOutcome
from translate.translator import Options, PreparedSentence, Translator

ORDINARY = frozenset("ferry harbour museum bank river national council motor officials storm central".split())

ARTICLE = [
    "Kjetil Sandvik, a fisherman from Kvaloya, lost his boat in the storm.",
    "Sandvik said the boat had cost 40,000 euros.",
    "Neighbours in Kvaloya are collecting money for Sandvik and his son Torvald.",
    "Torvald is nine years old.",
    "The museum is closed today.",
    '"We will fish again," Sandvik said.',
]


def names_in(*sentences: str, taken: Sequence[Sequence[tuple[int, int]]] = ()) -> list[list[str]]:
    found = find(sentences, taken or [()] * len(sentences), ORDINARY.__contains__)
    for sentence, matches in zip(sentences, found, strict=True):
        assert all(sentence[match.start : match.end] == match.term == match.surface for match in matches)
    return [[match.term for match in matches] for matches in found]


# -- finding -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (("We met Okafor.", "Then Okafor left."), [["Okafor"], ["Okafor"]]),
        (("We met Okafor.", "He left."), [[], []]),
        (("Chidi Okafor came.", "We saw Okafor."), [["Chidi Okafor"], ["Okafor"]]),
        (("Chidi Okafor came.", "Okafor left."), [["Chidi Okafor"], ["Okafor"]]),
        (("Finance Minister Ngozi Eze came.", "We saw Mr. Eze."), [["Ngozi Eze"], ["Eze"]]),
        (("We saw Okafor’s boat.", "It was Okafor's."), [["Okafor"], ["Okafor"]]),
        (("President Moon Jae-in spoke.", "We saw Moon Jae-in."), [["Moon Jae-in"], ["Moon Jae-in"]]),
        (("They met al-Sharaa.", "Ahmed al-Sharaa spoke."), [["al-Sharaa"], ["Ahmed al-Sharaa"]]),
        (("Ursula von der Leyen spoke.", "We met von der Leyen."), [["Ursula von der Leyen"], ["Leyen"]]),
        (("We met Okafor.", "On Tuesday Okafor slept."), [["Okafor"], ["Okafor"]]),
    ],
)
def test_names_recur_in_full_or_in_short(sentences: tuple[str, ...], expected: list[list[str]]) -> None:
    assert names_in(*sentences) == expected


@pytest.mark.parametrize(
    "sentences",
    [
        ("It left on Monday.", "It came on Monday in March."),
        ("A Korean ferry.", "The Korean harbour and two Koreans."),
        ("The ferry left. Ferry fares rose.", "Ferry fares fell."),
        ("It was sold to NATO.", "They met at NATO."),
        ("It was sold to OmaraAI.", "They met at OmaraAI."),
        ("The Central Bank spoke.", "The Central Bank fell silent."),
        ("Storm Closes Harbour Museum", "Storm Closes Harbour Museum"),
        ("STORM CLOSES OKAFOR MUSEUM", "STORM CLOSES OKAFOR MUSEUM"),
        ("It sails in the Gulf of Omara.", "It sails in the Gulf of Omara."),
        ("He crossed Latin Omara.", "He crossed Latin Omara."),
        ("A Saab-built jet.", "Two Saab-built jets."),
        ("I'm here.", "I'm there, and I'm late."),
    ],
)
def test_what_is_no_name(sentences: tuple[str, ...]) -> None:
    assert names_in(*sentences) == [[] for _sentence in sentences]


def test_a_heading_in_title_case_has_the_names_of_the_text() -> None:
    assert names_in("Okafor Opens Harbour Museum", "We met Okafor in the harbour.") == [
        ["Okafor"],
        ["Okafor"],
    ]


def test_what_a_glossary_knows_is_none_of_them() -> None:
    sentences = ("We met Okafor in Lagos.", "Then Okafor left Lagos.")
    taken = [[(16, 21)], [(17, 22)]]
    assert names_in(*sentences, taken=taken) == [["Okafor"], ["Okafor"]]


@given(st.lists(st.text("Ab Okafor.'’-“”\n", max_size=30), max_size=6))
def test_matches_lie_in_their_sentences(sentences: list[str]) -> None:
    found = find(sentences, [()] * len(sentences), ORDINARY.__contains__)
    for sentence, matches in zip(sentences, found, strict=True):
        ends = 0
        for match in matches:
            assert ends <= match.start < match.end <= len(sentence)
            assert sentence[match.start : match.end] == match.term
            assert match.rendering == ""
            ends = match.end


# -- sounds --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "name", "right", "wrong"),
    [
        ("ko", "Micron", "마이크론", "마이크"),
        ("ko", "Okafor", "오카포르", "오카포르가"),
        ("ko", "Yun Dong-ju", "윤동주", "윤동부"),
        ("ko", "Cairo", "카이로", "카이"),
        ("ko", "Xi Jinping", "시진핑", "시진"),
        ("ja", "Rohingya", "ロヒンギャ", "ロヒヤル"),
        ("ja", "Kristersson", "クリステルソン", "クリストン"),
        ("ja", "Hegseth", "ヘグセス", "ヘグス"),
        ("zh", "Ahmed al-Sharaa", "艾哈迈德·沙拉", "艾哈迈德·沙"),
        ("zh", "Guterres", "古特雷斯", "古特里"),
        ("zh", "Zelenskyy", "泽连斯基", "泽连"),
        ("zh", "Eunice", "尤妮丝", "尼斯"),
    ],
)
def test_the_right_rendering_sounds_more_like_the_name(code: str, name: str, right: str, wrong: str) -> None:
    language = parse_language(code)
    better, worse = likeness(name, right, language), likeness(name, wrong, language)
    assert better is not None and worse is not None
    assert better > worse
    assert better > 0.7


def test_characters_that_do_not_write_sounds_say_nothing() -> None:
    assert likeness("Takaichi", "高市", JAPANESE) is None
    assert likeness("Micron", "美光", SIMPLIFIED_CHINESE) is None


@given(st.text(max_size=12), st.text(max_size=12), st.sampled_from(["ko", "ja", "zh"]))
def test_likeness_is_a_share(name: str, rendering: str, code: str) -> None:
    value = likeness(name, rendering, parse_language(code))
    assert value is None or 0 <= value <= 1


# -- choosing ------------------------------------------------------------------------------------------


def use(name: str, observed: str | None, translation: str = "", sentence: str = "") -> Use:
    match = TermMatch(0, len(name), name, name, "", kind=KIND, recurring=True)
    return Use(match, sentence or name, translation or observed or "", observed=observed)


def chosen(
    code: str,
    *uses: tuple[str, str],
    others: Sequence[tuple[str, str]] = (),
    known: frozenset[str] = frozenset(),
) -> dict[str, str]:
    """What is decided on a document in which these stand for its names."""
    writing = Writing(parse_language(code), known.__contains__)
    own = [use(name, observed) for name, observed in uses]
    return decide(own, [*((each.sentence, each.translation) for each in own), *others], writing)


def test_most_sentences_decide_and_particles_do_not_count() -> None:
    assert chosen("ko", ("Wrobel", "브로벨이"), ("Wrobel", "브로벨은"), ("Wrobel", "로벨")) == {
        "Wrobel": "브로벨"
    }
    assert chosen("ko", ("Cairo", "카이로"), ("Cairo", "카이로에서"), ("Cairo", "카이로는")) == {
        "Cairo": "카이로"
    }


def test_a_surname_has_the_votes_of_the_full_name() -> None:
    assert chosen(
        "ja", ("Chidi Okafor", "チディ・オカフォル"), ("Okafor", "オカフォル"), ("Okafor", "オカボン")
    ) == {
        "Okafor": "オカフォル",
        "Chidi Okafor": "チディ・オカフォル",
    }
    assert chosen("ko", ("Sanae Takaichi", "다카이치 사나에"), ("Takaichi", "다카이치는")) == {
        "Takaichi": "다카이치",
        "Sanae Takaichi": "다카이치 사나에",
    }


@pytest.mark.parametrize(
    ("code", "uses", "expected"),
    [
        ("ko", [("Yun Dong-ju", "윤동주의"), ("Yun Dong-ju", "윤동부를")], {"Yun Dong-ju": "윤동주"}),
        ("ko", [("Elon Musk", "엘론 머스크의"), ("Elon Musk", "일론 머스크는")], {}),
        ("ja", [("Sanaa", "サヌア"), ("Sanaa", "サナ")], {}),
        ("zh", [("Guterres", "古特雷斯"), ("Guterres", "古特里斯")], {}),
        (
            "zh",
            [("Guterres", "古特雷斯"), ("Guterres", "古特雷斯"), ("Guterres", "古特里斯")],
            {"Guterres": "古特雷斯"},
        ),
    ],
)
def test_of_equally_frequent_ones_the_likeness_decides_where_it_is_clear(
    code: str, uses: list[tuple[str, str]], expected: dict[str, str]
) -> None:
    assert chosen(code, *uses) == expected


def test_what_one_sentence_has_alone_must_be_very_like_the_name() -> None:
    assert chosen("ko", ("Piraeus", "피루즈"), ("Piraeus", "")) == {}
    assert chosen("ko", ("Namibia", "나미비아의"), ("Namibia", "")) == {"Namibia": "나미비아"}
    assert chosen("ko", ("Bucharest", "부쿠레슈티에서"), ("Bucharest", "")) == {}
    assert chosen("ko", ("Rotterdam", "로테르담을"), ("Rotterdam", ""), known=frozenset({"로테르담"})) == {
        "Rotterdam": "로테르담"
    }
    # 顺安, written by its sound.
    assert chosen("zh", ("Sunan", "孙安"), ("Sunan", "")) == {}


def test_a_country_is_no_rendering_of_its_capital() -> None:
    known = frozenset({"ブラジル", "인도", "뉴델리"})
    assert (
        chosen(
            "ja", ("Brasilia", "ブラジル"), ("Brasilia", "ブラジル"), ("Brasilia", "ブラジリア"), known=known
        )
        == {}
    )
    assert chosen("ko", ("New Delhi", "인도는"), ("New Delhi", "인도의"), known=known) == {}


@pytest.mark.parametrize(
    ("code", "uses"),
    [
        ("ko", [("Kvaloya", "구마모토의"), ("Kvaloya", "노르웨이에서")]),
        ("ko", [("Nara", "나라에서"), ("Nara", "나라의")]),
        ("ko", [("Lee", "이"), ("Lee", "이")]),
        ("ko", [("Okafor", "그녀는"), ("Okafor", "그녀가")]),
        ("ko", [("Okafor", "Okafor는"), ("Okafor", "Okafor가")]),
        ("ko", [("Tata", "타타타는"), ("Tata", "타타타의")]),
        ("ko", [("Joko Widodo", "조코 위도도"), ("Joko Widodo", "조코 위도")]),
        ("ja", [("Kvaloya", "熊本"), ("Kvaloya", "熊本")]),
        ("ja", [("Pyongyang", "政府"), ("Pyongyang", "政府")]),
        ("zh", [("Valtori", "总统"), ("Valtori", "总统")]),
        ("zh", [("Bangkok Post", "曼谷"), ("Bangkok Post", "曼谷")]),
        ("zh", [("Kim", "金正恩"), ("Kim", "金正恩")]),
    ],
)
def test_what_is_no_rendering_of_a_name_is_left_alone(code: str, uses: list[tuple[str, str]]) -> None:
    assert chosen(code, *uses) == {}


def test_characters_need_agreement_and_a_name_that_may_have_them() -> None:
    twice = (("Takaichi", "高市"), ("Takaichi", "高市"))
    assert chosen("ja", *twice) == {"Takaichi": "高市"}
    assert chosen("ja", *twice, ("Takaichi", "高一")) == {}
    assert chosen("ja", *twice, others=[("It is another story.", "高市の話ではない。")]) == {}


def test_a_part_of_a_word_is_no_rendering() -> None:
    writing = Writing(JAPANESE, lambda word: False)
    cut = [use("Xi Jinping", "習近", "習近平氏は去った。"), use("Xi Jinping", "習近", "彼は習近平氏だ。")]
    assert decide(cut, [], writing) == {}
    whole = [use("Busan", "釜山", "釜山市に着いた。"), use("Busan", "釜山", "釜山港を出た。")]
    assert decide(whole, [], writing) == {"Busan": "釜山"}


# -- listening -----------------------------------------------------------------------------------------


def heard(code: str, uses: Sequence[Use], answers: Sequence[str] = ()) -> list[Question]:
    """The questions that the package is asked about uses of a name; it answers one after the other."""
    asked: list[Question] = []
    given = iter(answers)

    def observe(questions: Sequence[Question]) -> list[str]:
        asked.extend(questions)
        return [next(given) for _question in questions]

    listen([uses], observe, Writing(parse_language(code), lambda word: False))
    assert all(each.observed is not None for each in uses)
    return asked


def test_words_that_sound_like_a_name_are_heard_without_asking() -> None:
    uses = [use("Sandvik", None, text) for text in ("산드비크가 말했다.", "그는 산드비크를 만났다.")]
    assert heard("ko", uses) == []
    assert [each.observed for each in uses] == ["산드비크가", "산드비크를"]


def test_the_package_is_asked_for_what_stands_in_place_of_a_known_rendering() -> None:
    uses = [use("Sandvik", None, text) for text in ("サンドビクは去った。", "岩は眠った。")]
    assert [question.translation for question in heard("ja", uses, ["岩"])] == ["岩は眠った。"]
    assert [each.observed for each in uses] == ["サンドビク", "岩"]


def test_the_package_is_asked_twice_for_what_is_written_by_meaning_and_stands_everywhere() -> None:
    uses = [use("Busan", None, f"釜山の{thing}。") for thing in ("港", "海", "町", "夜")]
    assert len(heard("ja", uses, ["釜山", "釜山"])) == 2
    assert {each.observed for each in uses} == {"釜山"}


def test_nothing_is_asked_of_a_name_that_korean_writes_by_sound_and_did_not() -> None:
    uses = [use("Kvaloya", None, text) for text in ("그는 웃었다.", "비가 왔다.")]
    assert heard("ko", uses) == []
    assert {each.observed for each in uses} == {""}


# -- the way of a document, with a package that says what the test wants -----------------------------------


class Package:
    """Translates sentences with names as terms as it is told."""

    def __init__(self, again: dict[str, str]) -> None:
        self.again = again
        self.asked: list[str] = []

    def translate(self, prepared: Sequence[PreparedSentence]) -> list[SentenceResult]:
        return [self._translate(sentence) for sentence in prepared]

    def _translate(self, sentence: PreparedSentence) -> SentenceResult:
        self.asked.append(sentence.text)
        target = self.again[sentence.text]
        outcomes = [
            TermOutcome(
                match.term,
                "-",
                match.rendering,
                "replaced" if match.avoid else "free",
                match.span,
                (target.index(match.rendering), target.index(match.rendering) + len(match.rendering)),
                KIND,
            )
            for match in sentence.matches
        ]
        return SentenceResult(sentence.text, target, terms=tuple(outcomes), score=-0.5)


def consistent(
    rows: Sequence[tuple[str, str, str, str]], language: Language = JAPANESE
) -> tuple[list[SentenceResult], Package]:
    """Rows of a document: source, free translation, what stands for the name, translation with the term."""
    sentences = [row[0] for row in rows]
    found = find(sentences, [()] * len(rows), ORDINARY.__contains__)
    prepared = [
        PreparedSentence(text, (), 0, 1, names=matches)
        for text, matches in zip(sentences, found, strict=True)
    ]
    results = [SentenceResult(source, free, score=-0.5) for source, free, _observed, _again in rows]
    observed = {source: observed for source, _free, observed, _again in rows}
    package = Package({row[0]: row[3] for row in rows})

    def with_terms(sentence: PreparedSentence, terms: tuple[TermMatch, ...]) -> PreparedSentence:
        return replace(sentence, matches=terms, names=())

    how = Translating(
        package.translate,
        lambda questions: [observed[question.sentence] for question in questions],
        with_terms,
        Writing(language, lambda word: False),
        language,
    )
    make_consistent([prepared], [results], how)
    return results, package


def test_only_sentences_that_differ_are_translated_again() -> None:
    results, package = consistent(
        [
            ("We met Sandvik.", "サンドビクに会った。", "サンドビク", ""),
            ("Then Sandvik left.", "サンドビクは去った。", "サンドビク", ""),
            ("So Sandvik slept.", "サンケルツは眠った。", "サンケルツ", "サンドビクは眠った。"),
            ("The ferry left.", "船は出た。", "", ""),
        ]
    )
    assert package.asked == ["So Sandvik slept."]
    assert [result.target for result in results] == [
        "サンドビクに会った。",
        "サンドビクは去った。",
        "サンドビクは眠った。",
        "船は出た。",
    ]
    statuses = [[(o.term, o.glossary, o.rendering, o.status) for o in result.terms] for result in results]
    assert statuses == [
        [("Sandvik", "-", "サンドビク", "free")],
        [("Sandvik", "-", "サンドビク", "free")],
        [("Sandvik", "-", "サンドビク", "replaced")],
        [],
    ]
    for result in results:
        for outcome in result.terms:
            assert outcome.source_span and outcome.target_span
            assert result.source[slice(*outcome.source_span)] == outcome.term
            assert result.target[slice(*outcome.target_span)] == outcome.rendering


@pytest.mark.parametrize(
    "again",
    [
        "全く別の長い文になってしまい、サンドビクだけが残った。",
        "サンドビクスンは眠った。",
    ],
    ids=["another sentence", "another name"],
)
def test_a_sentence_that_suffers_stays_as_it_was(again: str) -> None:
    results, _package = consistent(
        [
            ("We met Sandvik.", "サンドビクに会った。", "サンドビク", ""),
            ("Then Sandvik left.", "サンドビクは去った。", "サンドビク", ""),
            ("So Sandvik slept.", "サンケルツは眠った。", "サンケルツ", again),
        ]
    )
    assert results[2].target == "サンケルツは眠った。"
    assert results[2].terms == ()


def test_a_surname_for_a_full_name_is_no_difference() -> None:
    results, package = consistent(
        [
            ("We met Kjetil Sandvik.", "チェティル・サンドビクに会った。", "チェティル・サンドビク", ""),
            ("Then Kjetil Sandvik left.", "チェティル・サンドビクは去った。", "チェティル・サンドビク", ""),
            ("So Kjetil Sandvik slept.", "サンドビクは眠った。", "サンドビク", ""),
        ]
    )
    assert package.asked == []
    assert results[2].target == "サンドビクは眠った。"


def test_a_name_said_twice_and_written_once_is_no_difference() -> None:
    _results, package = consistent(
        [
            ("We met Sandvik.", "サンドビクに会った。", "サンドビク", ""),
            ("So Sandvik slept, and Sandvik ate.", "サンドビクは眠り、食べた。", "サンドビク", ""),
        ]
    )
    assert package.asked == []


# -- real packages ---------------------------------------------------------------------------------------


def translated(
    code: str, documents: Sequence[Sequence[str]], *, names: bool = True, memory: Memory | None = None
) -> list[list[SentenceResult]]:
    translator = Translator(Options(curated=False, consistent_names=names), memory=memory)
    language = parse_language(code)
    prepared = [
        translator.prepare([Segment(text, line=1, keep_lines=True) for text in document], language)
        for document in documents
    ]
    return translator.translate_sentences(prepared, language)


def targets(results: Sequence[SentenceResult]) -> list[str]:
    return [result.target for result in results]


@pytest.mark.parametrize("code", ["ko", "ja", "zh", "zh-Hant"])
def test_an_article_calls_each_name_by_one_rendering(code: str) -> None:
    [free] = translated(code, [ARTICLE], names=False)
    [results] = translated(code, [ARTICLE])
    renderings: dict[str, set[str]] = {}
    for before, after in zip(free, results, strict=True):
        assert len(after.warnings) <= len(before.warnings)
        for outcome in after.terms:
            renderings.setdefault(outcome.term, set()).add(outcome.rendering)
            assert (outcome.glossary, outcome.kind) == ("-", KIND)
            assert outcome.status in ("free", "forced", "replaced", "spliced", "surplus")
            assert outcome.target_span and after.target[slice(*outcome.target_span)] == outcome.rendering
    assert all(len(found) == 1 for found in renderings.values())
    for name, [rendering] in ((name, tuple(found)) for name, found in renderings.items()):
        standing = [
            sum(rendering in result.target for result in version if name in result.source)
            for version in (free, results)
        ]
        assert standing[0] <= standing[1]


def test_sentences_without_recurring_names_are_as_without_the_option() -> None:
    text = ["The museum is closed today.", "Sandvik bought a boat.", "Rain fell in the evening."]
    assert translated("ko", [text]) == translated("ko", [text], names=False)


def test_every_document_has_its_own_names_whatever_is_translated_with_it() -> None:
    other = ["We met Torvald in Kvaloya.", "Then Torvald left Kvaloya."]
    [alone] = translated("ja", [ARTICLE])
    [other_alone] = translated("ja", [other])
    assert [targets(each) for each in translated("ja", [other, ARTICLE])] == [
        targets(other_alone),
        targets(alone),
    ]


def test_the_memory_gives_the_same_text(tmp_path: Path) -> None:
    [plain] = translated("ja", [ARTICLE])
    with Memory.open(tmp_path / "m") as memory:
        # As after a run that was killed: only some of the sentences are known.
        translated("ja", [ARTICLE[:3]], memory=memory)
        for known in (False, True):
            [results] = translated("ja", [ARTICLE], memory=memory)
            assert targets(results) == targets(plain)
            assert [result.terms for result in results] == [result.terms for result in plain]
            assert all(result.from_memory for result in results) or not known


def test_what_a_person_approved_is_kept_and_followed(tmp_path: Path) -> None:
    sentence = "Torvald is nine years old."
    approved = "トールヴァルは9歳だ。"
    with Memory.open(tmp_path / "m") as memory:
        memory.approve([ApprovedEntry(sentence, approved, "en", "ja")])
        [results] = translated("ja", [ARTICLE], memory=memory)
    assert results[3].target == approved
    others = {
        outcome.rendering for result in results for outcome in result.terms if outcome.term == "Torvald"
    }
    assert others <= {"トールヴァル"}


def test_the_report_shows_them_and_options_switch_them_off(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n".join(ARTICLE) + "\n")

    def names(*options: str) -> set[tuple[str, str]]:
        report = json.loads(translate("file", "a.txt", "--to", "ja", "--json", "--force", *options).stdout)
        assert report["summary"]["found"] == report["summary"]["satisfied"]
        return {
            (term["term"], term["glossary"])
            for file in report["files"]
            for sentence in file["sentences"]
            for term in sentence["terms"]
            if term["glossary"] == "-"
        }

    assert ("Sandvik", "-") in names()
    assert names("--no-consistent-names") == set()
    assert names("--no-glossary") == set()
