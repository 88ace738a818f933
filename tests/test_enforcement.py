"""Terms stand in the translation as the glossary says, on the real starter packages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from translate.enforce.satisfaction import satisfy
from translate.engine import Engine
from translate.glossary.concepts import TermMatch
from translate.languages import KOREAN, ko, parse_language
from translate.models.packages import choose, discover
from translate.report.outcomes import SATISFIED, SentenceResult
from translate.translator import Options, TextTranslation, Translator

HEADER = 'msgid ""\nmsgstr ""\n"Language: {locale}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def write_glossary(folder: Path, code: str, entries: str) -> Path:
    """A glossary of ``term = rendering`` lines; further ``| key: value`` parts become comments."""
    locale = parse_language(code).locale
    blocks = [HEADER.format(locale=locale)]
    for line in entries.strip().splitlines():
        pair, *keys = line.split(" | ")
        term, rendering = pair.strip().split(" = ")
        comments = "".join(f"#. {key.strip()}\n" for key in keys)
        blocks.append(f'{comments}msgid "{term}"\nmsgstr "{rendering}"\n')
    folder.mkdir(exist_ok=True)
    (folder / f"{locale}.po").write_text("\n".join(blocks), encoding="utf-8")
    return folder


def enforce(folder: Path, code: str, entries: str, text: str) -> TextTranslation:
    options = Options(glossaries=(write_glossary(folder, code, entries),), curated=False)
    translation = Translator(options).translate_text(text, code)
    for sentence in translation.sentences:
        assert_positions_tell_the_truth(sentence)
    return translation


def assert_positions_tell_the_truth(sentence: SentenceResult) -> None:
    for outcome in sentence.terms:
        if outcome.target_span is not None:
            start, end = outcome.target_span
            assert sentence.target[start:end] == outcome.rendering
        if outcome.source_span is not None:
            start, end = outcome.source_span
            assert 0 <= start < end <= len(sentence.source)


def statuses(translation: TextTranslation) -> list[str]:
    return [outcome.status for outcome in translation.terms]


def all_satisfied(translation: TextTranslation) -> bool:
    return all(status in SATISFIED or status == "surplus" for status in statuses(translation))


TERMS = """
summit = 수뇌회담
shuttle diplomacy = 왕복 외교
Seoul = 서울시
Takaichi = 다카이치 총재
regional stability = 역내 안정성
"""


def test_a_sentence_without_terms_is_what_the_package_writes_alone(tmp_path: Path) -> None:
    text = "Officials said the talks would continue next week."
    engine = Engine(choose("en", "ko", (), discover()))
    [[alone]] = engine.translate([engine.encode(text)])
    translation = enforce(tmp_path / "g", "ko", TERMS, text)
    assert translation.text == engine.decode(alone.tokens)
    assert translation.terms == []


def test_a_satisfied_sentence_is_left_alone(tmp_path: Path) -> None:
    text = "President Lee Jae Myung visited Japan."
    without = Translator(Options(curated=False)).translate_text(text, "ko").text
    assert "이재명" in without
    with_term = enforce(tmp_path / "g", "ko", "Lee Jae Myung = 이재명", text)
    assert (with_term.text, statuses(with_term)) == (without, ["free"])


@pytest.mark.parametrize(
    ("code", "rendering"),
    [("ko", "왕복 외교"), ("ja", "往復外交"), ("zh", "往返外交"), ("zh-Hant", "往返外交")],
)
def test_a_rendering_the_package_would_not_choose_is_forced(
    tmp_path: Path, code: str, rendering: str
) -> None:
    translation = enforce(
        tmp_path / "g",
        code,
        f"shuttle diplomacy = {rendering}",
        "The governments plan to continue shuttle diplomacy next year.",
    )
    assert translation.text.count(rendering) == 1
    assert statuses(translation) == ["forced"]


def test_the_particle_follows_the_rendering(tmp_path: Path) -> None:
    for rendering in ("정상급 교류", "수뇌회담", "셔틀 방문길"):
        translation = enforce(
            tmp_path / "g",
            "ko",
            f"shuttle diplomacy = {rendering}",
            "They want to continue shuttle diplomacy.",
        )
        position = translation.text.index(rendering)
        assert not ko.check_particles(translation.text, [(position, position + len(rendering))])


@pytest.mark.parametrize("code", ["ko", "ja", "zh", "zh-Hant"])
def test_the_same_term_three_times_in_a_sentence(tmp_path: Path, code: str) -> None:
    rendering = {"ko": "부산시", "ja": "釜山市内", "zh": "釜山市区", "zh-Hant": "釜山市區"}[code]
    translation = enforce(
        tmp_path / "g",
        code,
        f"Busan = {rendering}",
        "Busan was the first city, Busan was the largest port, and Busan was the home of the festival.",
    )
    assert translation.text.count(rendering) == 3
    assert all_satisfied(translation)


@pytest.mark.parametrize("code", ["ko", "ja", "zh"])
def test_twelve_terms_in_a_sentence(tmp_path: Path, code: str) -> None:
    names = "Aba Ebi Ilo Oda Umo Kare Seki Tavo Nilu Hemo Rodi Wase".split()
    script = {
        "ko": "아바 에비 일로 오다 우모 카레 세키 타보 닐루 헤모 로디 와세",
        "ja": "アバ エビ イロ オダ ウモ カレ セキ タヴォ ニル ヘモ ロディ ワセ",
        "zh": "阿巴城 埃比城 伊洛城 奥达城 乌莫城 卡雷城 塞基城 塔沃城 尼卢城 赫莫城 罗迪城 瓦塞城",
    }
    renderings = [f"{word}시" if code == "ko" else word for word in script[code].split()]
    entries = "\n".join(f"{name} = {rendering}" for name, rendering in zip(names, renderings, strict=True))
    translation = enforce(
        tmp_path / "g", code, entries, "Delegates came from " + ", ".join(names[:-1]) + " and Wase to Geneva."
    )
    assert len(translation.terms) >= 12
    assert all_satisfied(translation)
    assert all(rendering in translation.text for rendering in renderings)


def test_a_rendering_that_contains_another_counts_for_itself_only(tmp_path: Path) -> None:
    translation = enforce(
        tmp_path / "g",
        "ko",
        "Japan = 일본\nJapan Coast Guard = 일본 해상보안청",
        "The Japan Coast Guard said a ship left Japan on Monday.",
    )
    assert all_satisfied(translation)
    assert translation.text.replace("일본 해상보안청", "").count("일본") >= 1


@pytest.mark.parametrize("rendering", ["iPhone 17 Pro", "K-9A2", "3.5세대", "NVIDIA"])
@pytest.mark.parametrize("code", ["ko", "ja", "zh"])
def test_latin_letters_and_digits_in_a_rendering(tmp_path: Path, code: str, rendering: str) -> None:
    translation = enforce(
        tmp_path / "g",
        code,
        f"new model = {rendering}",
        "The company showed the new model in Seoul on Monday.",
    )
    assert translation.text.count(rendering) == 1


def test_characters_the_package_cannot_spell_are_still_set(tmp_path: Path) -> None:
    rendering = "뷁쀓 ㎢ 지구"
    translation = enforce(
        tmp_path / "g", "ko", f"special zone = {rendering}", "The ministry opened the special zone in May."
    )
    assert rendering in translation.text


def test_an_everyday_word_counts_only_where_it_translates_the_term(tmp_path: Path) -> None:
    entries = "Nara = 나라 | kind: place | common: yes"
    translation = enforce(tmp_path / "g", "ko", entries, "The country welcomed the visitors from Nara.")
    [outcome] = [outcome for outcome in translation.terms if outcome.status != "surplus"]
    assert outcome.status in SATISFIED
    assert "나라" in translation.text


def test_a_wrong_rendering_is_replaced_where_it_stands(tmp_path: Path) -> None:
    text = "The governments plan to continue shuttle diplomacy."
    assert "셔틀 외교" in Translator(Options(curated=False)).translate_text(text, "ko").text
    translation = enforce(tmp_path / "g", "ko", "shuttle diplomacy = 왕복외교 | avoid: 셔틀 외교", text)
    assert "왕복외교" in translation.text
    assert "셔틀 외교" not in translation.text


def test_an_accepted_variant_is_rewritten_to_the_preferred_one(tmp_path: Path) -> None:
    text = "The governments plan to continue shuttle diplomacy."
    translation = enforce(tmp_path / "g", "ko", "shuttle diplomacy = 셔틀외교 | accept: 셔틀 외교", text)
    assert "셔틀외교" in translation.text
    assert "셔틀 외교" not in translation.text
    assert statuses(translation) == ["replaced"]


def test_homographs_without_a_preferred_one_are_reported_not_forced(tmp_path: Path) -> None:
    folder = tmp_path / "g"
    folder.mkdir()
    (folder / "ko.po").write_text(
        HEADER.format(locale="ko")
        + '\nmsgctxt "animal"\nmsgid "seal"\nmsgstr "바다표범류"\n'
        + '\nmsgctxt "document"\nmsgid "seal"\nmsgstr "직인류"\n',
        encoding="utf-8",
    )
    translation = Translator(Options(glossaries=(folder,), curated=False)).translate_text(
        "The seal was found near the harbour.", "ko"
    )
    assert statuses(translation) == ["ambiguous"]


@pytest.mark.parametrize(
    "text",
    [
        "Send the form to press@example.org before Monday.",
        "The report is at https://example.org/a_b/c?d=1&e=2 for everyone.",
        "Open settings_v2.ini and set {user_name} to %s.",
        "Follow @harbour_desk and use #OpenHarbour today.",
        "Run `ls -l /var/log` before you restart the server.",
    ],
)
@pytest.mark.parametrize("code", ["ko", "ja", "zh", "zh-Hant"])
def test_protected_text_survives(code: str, text: str) -> None:
    from translate.enforce import protection

    kept = [match.surface for match in protection.find(text)]
    assert kept
    translation = Translator(Options(curated=False)).translate_text(text, code)
    for surface in kept:
        assert surface in translation.text


WORDS = ["The minister", "a ferry", "visited", "discussed", "and", "near", "the harbour", "yesterday", "with"]
PROPERTY_TERMS = {
    "Aramoa": "아라모아항",
    "coastal desk": "연안상황실",
    "Tidebook": "타이드북",
    "pilot treaty": "도선 협정",
}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.lists(st.sampled_from([*WORDS, *PROPERTY_TERMS]), min_size=3, max_size=9),
    url=st.booleans(),
)
def test_whatever_the_sentence_terms_stand_and_particles_agree(
    tmp_path: Path, parts: list[str], url: bool
) -> None:
    text = " ".join(parts) + (" at https://example.org/x_1" if url else "") + "."
    entries = "\n".join(f"{term} = {rendering}" for term, rendering in PROPERTY_TERMS.items())
    translation = enforce(tmp_path / "g", "ko", entries, text)
    found = [outcome for outcome in translation.terms if outcome.status != "surplus"]
    assert len(found) == sum(part in PROPERTY_TERMS for part in parts)
    assert all_satisfied(translation)
    if url:
        assert "https://example.org/x_1" in translation.text
    for sentence in translation.sentences:
        spans = [outcome.target_span for outcome in sentence.terms if outcome.target_span]
        assert len(set(spans)) == len(spans)
        assert not ko.check_particles(sentence.target, spans)


# -- counting ------------------------------------------------------------------------------------------


def match(rendering: str, **more: object) -> TermMatch:
    return TermMatch(0, 1, "x", "x", rendering, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "renderings", "missing"),
    [
        ("일본과 한국", ["일본", "한국"], []),
        ("일본 해상보안청이", ["일본", "일본 해상보안청"], [0]),
        ("일본 해상보안청이 일본에서", ["일본", "일본 해상보안청"], []),
        ("서울 서울", ["서울", "서울"], []),
        ("서울", ["서울", "서울"], [1]),
        ("신도시가", ["도시"], [0]),
        ("FTA와 AFTA", ["FTA", "FTA"], [1]),
        ("aaaa", ["aa", "aa"], [0, 1]),
    ],
)
def test_counting_by_maximal_exclusive_spans(text: str, renderings: list[str], missing: list[int]) -> None:
    result = satisfy(text, [match(rendering) for rendering in renderings], KOREAN)
    assert list(result.missing) == missing


def test_a_rendering_that_stands_too_often_is_surplus() -> None:
    result = satisfy("서울에서 서울로", [match("서울")], KOREAN)
    assert result.is_complete
    assert [place.span for _, place in result.surplus] == [(5, 7)]


def test_everyday_words_count_only_when_trusted() -> None:
    matches = [match("나라", common=True)]
    assert satisfy("나라가", matches, KOREAN, frozenset()).missing == (0,)
    assert satisfy("나라가", matches, KOREAN, frozenset({0})).is_complete
