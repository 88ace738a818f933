"""Terms stand in the translation as the glossary says, on the real starter packages."""

from __future__ import annotations

from pathlib import Path

import pytest
from enforcement_support import HEADER, enforce, statuses

from translate.enforce.satisfaction import satisfy
from translate.glossary.concepts import TermMatch
from translate.languages import KOREAN, ko
from translate.translator import Options, Translator


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


def test_everyday_words_count_only_when_trusted() -> None:
    matches = [match("나라", common=True)]
    assert satisfy("나라가", matches, KOREAN, frozenset()).missing == (0,)
    assert satisfy("나라가", matches, KOREAN, frozenset({0})).is_complete
