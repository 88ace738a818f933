"""``translate check``: the same verification for any translation."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Run
from hypothesis import given
from hypothesis import strategies as st

from translate.checks import alignment
from translate.checks.checker import CODES, Checker, CheckOptions
from translate.checks.texts import SegmentPair
from translate.languages import JAPANESE, KOREAN, SIMPLIFIED_CHINESE, Language


def findings(
    language: Language, *pairs: tuple[str, str], options: CheckOptions | None = None
) -> list[tuple[int, str, str]]:
    checker = Checker(language, options or CheckOptions(curated=False))
    segments = [SegmentPair(source, target, line) for line, (source, target) in enumerate(pairs, 1)]
    return [(finding.line, finding.code, finding.message) for finding in checker.check_segments(segments)]


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "ko.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: ko\\n"\n\n'
        '#. accept: 셔틀 외교\n#. avoid: 왕복 외교\nmsgid "shuttle diplomacy"\nmsgstr "셔틀외교"\n\n'
        '#. reading: 이재명\nmsgid "Lee Jae Myung"\nmsgstr "李在明"\n\n'
        'msgid "threshold"\nmsgstr "3%"\n\n#. keep: yes\nmsgid "Harbor Café"\nmsgstr "Harbor Café"\n',
        encoding="utf-8",
    )
    return folder


# -- the case ---------------------------------------------------------------------------------


def test_case_e01_every_second_line_has_a_wrong_particle(
    translate: Run, case: Callable[[str], Path], case_glossary: Callable[..., Path]
) -> None:
    folder = case_glossary("E01.ko.po")
    result = translate(
        "check", case("E01.en.txt"), case("E01.ko.txt"), "--to", "ko", "--glossary", folder,
        "--format", "json", status=3,
    )  # fmt: skip
    found = json.loads(result.stdout)["findings"]
    particles = [finding for finding in found if finding["code"] == "particle"]
    assert [finding["line"] for finding in particles] == list(range(2, 25, 2))
    assert particles[0]["message"] == "“수박(여름 과일)” takes “이”, not “가”."
    assert not [finding for finding in found if finding["code"].startswith("term-")]


def test_case_e01_translated_has_no_wrong_particle(
    translate: Run, case: Callable[[str], Path], case_glossary: Callable[..., Path]
) -> None:
    folder = case_glossary("E01.ko.po")
    source = case("E01.en.txt")
    translate("file", source, "--to", "ko", "--glossary", folder, "--no-memory", "-o", "out.txt")
    result = translate(
        "check", source, "out.txt", "--to", "ko", "--glossary", folder,
        "--only", "particle", "--only", "term-missing",
    )  # fmt: skip
    assert result.stdout == ""


# -- each check -------------------------------------------------------------------------------


def test_terms_that_are_missing_or_forbidden(glossary: Path) -> None:
    options = CheckOptions(glossaries=(glossary,), curated=False)
    assert findings(
        KOREAN,
        ("It was shuttle diplomacy.", "셔틀외교였다."),
        ("It was shuttle diplomacy.", "외교였다."),
        ("It was shuttle diplomacy.", "왕복 외교였다."),
        ("Lee Jae Myung spoke.", "李在明은 말했다."),
        ("Lee Jae Myung spoke.", "李在明는 말했다."),
        options=options,
    ) == [
        (2, "term-missing", "“shuttle diplomacy” is not rendered “셔틀외교”."),
        (3, "term-forbidden", "“shuttle diplomacy” is rendered “왕복 외교”, which the glossary forbids."),
        (5, "particle", "“李在明” takes “은”, not “는”."),
    ]


def test_what_only_a_curated_glossary_asks_for_is_a_warning(glossary: Path) -> None:
    checker = Checker(KOREAN, CheckOptions(glossaries=(glossary,)))
    found = checker.check_segments([SegmentPair("Shuttle diplomacy in Nagoya.", "한국과의 외교.", 1)])
    severities = {finding.term: finding.severity for finding in found if finding.code == "term-missing"}
    assert severities["shuttle diplomacy"] == "error"
    assert severities["Nagoya"] == "warning"


def test_a_term_rendered_in_two_ways(glossary: Path) -> None:
    options = CheckOptions(glossaries=(glossary,), curated=False)
    sentence = "It was shuttle diplomacy."
    pairs = [(sentence, "셔틀외교였다."), (sentence, "셔틀외교다."), (sentence, "셔틀 외교였다.")]
    assert findings(KOREAN, *pairs, options=options) == [
        (3, "name-inconsistent", "“셔틀 외교” here, “셔틀외교” elsewhere for “shuttle diplomacy”.")
    ]


def test_a_name_no_glossary_knows_spelt_in_two_ways() -> None:
    assert findings(
        KOREAN,
        ("Himino spoke.", "히미노는 말했다."),
        ("Himino left.", "히미노가 떠났다."),
        ("Then Himino came.", "그때 히미누가 왔다."),
        ("The weather was bad.", "날씨가 나빴다."),
    ) == [(3, "name-inconsistent", "“히미누” here, “히미노” elsewhere for “Himino”.")]
    assert findings(
        JAPANESE,
        ("Goldberg spoke.", "ゴールドバーグ氏は話した。"),
        ("Goldberg left.", "ゴールドバーグ氏は去った。"),
        ("Then Goldberg came.", "その時ゴルドバーグ氏が来た。"),
    ) == [(3, "name-inconsistent", "“ゴルドバーグ” here, “ゴールドバーグ” elsewhere for “Goldberg”.")]


def test_numbers_outside_terms(glossary: Path) -> None:
    options = CheckOptions(glossaries=(glossary,), curated=False)
    assert findings(
        KOREAN,
        ("It passed the threshold in 2024.", "2024년 3%를 넘었다."),
        ("It cost 14 billion won.", "14억 원이 들었다."),
        ("It cost 14 billion won.", "140억 달러가 들었다."),
        ("It cost 14 billion won.", "돈이 들었다."),
        ("It cost money.", "140억 원이 들었다."),
        options=options,
    ) == [
        (2, "number-changed", "The number “14 billion” has become “14억”."),
        (3, "unit-changed", "The unit of “14 billion” has changed."),
        (4, "number-missing", "The number “14 billion” is missing."),
        (5, "number-added", "The number “140억” is not in the source."),
    ]


def test_what_is_left_in_english() -> None:
    assert findings(
        SIMPLIFIED_CHINESE,
        ("The ministry denied the report.", "The ministry denied the report."),
        ("The ministry denied the report.", ""),
        ("The ministry denied the report about it.", "该部denied the report about it。"),
        ("NATO", "NATO"),
        ("He reads the New York Times.", "他读New York Times。"),
        ("42", "42"),
    ) == [
        (1, "untranslated", "The sentence is not translated."),
        (2, "untranslated", "The translation is missing: “The ministry denied the report.”"),
        (3, "untranslated-part", "“denied the report about it” is not translated."),
    ]


def test_placeholders() -> None:
    checker = Checker(KOREAN, CheckOptions(curated=False))
    found = checker.check_segments(
        [
            SegmentPair("%d files in {folder}", "{folder}에 파일 %d개", 1, "message"),
            SegmentPair("%d files in {folder}", "{폴더}에 파일 %s개", 2, "message"),
            SegmentPair("See https://a.example/b.", "https://a.example/b를 보라.", 3),
            SegmentPair("See https://a.example/b.", "https://a.example를 보라.", 4),
            SegmentPair("Open the new main.py.", "새main.py를 연다.", 5, "message"),
        ]
    )
    assert [(finding.line, finding.code, finding.message) for finding in found] == [
        (2, "placeholder-missing", "“%d” must stand in the translation as it is."),
        (2, "placeholder-missing", "“{folder}” must stand in the translation as it is."),
        (2, "placeholder-added", "“{폴더}” is not in the source."),
        (2, "placeholder-added", "“%s” is not in the source."),
        (4, "placeholder-missing", "“https://a.example/b” must stand in the translation as it is."),
    ]


def test_one_register_throughout() -> None:
    pairs = [("He came.", "그는 왔다."), ("She left.", "그녀는 떠났다."), ("It ended.", "그것은 끝났습니다.")]
    assert findings(KOREAN, *pairs) == [
        (3, "register-mixed", "The sentence ends politely, the others plainly.")
    ]
    polite = CheckOptions(curated=False, register="polite")
    assert [line for line, _code, _message in findings(KOREAN, *pairs, options=polite)] == [1, 2]


def test_repetition_and_punctuation() -> None:
    assert findings(
        JAPANESE,
        ("He came home.", "彼は彼は彼は帰った。"),
        ("He came home.", "彼は 帰った。。"),
        ("Is it true?", "本当だった。"),
        ("He said he would come.", "彼は「来ると述べた。"),
        ("“I will come,” he said.", "“来る”と述べた。"),
    ) == [
        (1, "repetition", "The translation repeats itself."),
        (2, "punctuation", "Punctuation or spaces are not those of the language."),
        (3, "punctuation", "Punctuation or spaces are not those of the language."),
        (4, "punctuation", "Punctuation or spaces are not those of the language."),
    ]


def test_sentences_of_a_paragraph_are_compared_one_by_one() -> None:
    assert findings(
        KOREAN,
        (
            "It cost 14 billion won. He left on July 4. The rest came in 2024.",
            "140억 원이 들었다. 그는 8월 4일 떠났다. 나머지는 2024년에 왔다.",
        ),
        (
            "He left on July 4, and the rest came in 2024.",
            "그는 7월 4일 떠났다. 나머지는 2024년에 왔다.",
        ),
    ) == [(1, "number-changed", "The number “July” has become “8월”.")]


def test_references_of_the_development_set_give_few_findings() -> None:
    """855 pairs by human translators: what is reported there on form is a false alarm or a true slip."""
    with (ROOT / "benchmarks" / "data" / "dev.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for language in (KOREAN, JAPANESE, SIMPLIFIED_CHINESE):
        found = findings(
            language,
            *((row["en"], row[language.code]) for row in rows),
            options=CheckOptions(curated=False, without=frozenset({"register-mixed"})),
        )
        assert len(found) <= 1, found


# -- alignment --------------------------------------------------------------------------------


@given(
    sizes=st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60)), max_size=8),
    may_skip=st.booleans(),
    extra=st.integers(0, 3),
)
def test_alignment_covers_both_sides_in_order(
    sizes: list[tuple[int, int]], may_skip: bool, extra: int
) -> None:
    source = ["a" * size for size, _other in sizes]
    target = ["b" * size for _other, size in sizes] + ["c" * 9] * extra
    groups = alignment.align(source, target, may_skip=may_skip)
    assert [index for left, _right in groups for index in left] == list(range(len(source)))
    assert [index for _left, right in groups for index in right] == list(range(len(target)))


def test_alignment_finds_a_split_and_a_left_out_sentence() -> None:
    source = ["The talks in Oslo took 3 hours.", "Nobody spoke of the 1998 accord.", "It rained."]
    split = ["오슬로 회의는 3시간 걸렸다.", "아무도 말하지 않았다.", "1998년 협정 말이다.", "비가 왔다."]
    assert [(list(left), list(right)) for left, right in alignment.align(source, split)] == [
        ([0], [0]), ([1], [1, 2]), ([2], [3]),
    ]  # fmt: skip


# -- the command ------------------------------------------------------------------------------


@pytest.fixture
def article(tmp_path: Path) -> tuple[Path, Path]:
    source, target = tmp_path / "a.md", tmp_path / "a.ko.md"
    source.write_text("# Talks\n\nIt cost 14 billion won.\n\nHe read `config.ini`.\n", encoding="utf-8")
    target.write_text("# 회담\n\n14억 원이 들었다.\n\n그는 `config.ini`를 읽었다.\n", encoding="utf-8")
    return source, target


def test_findings_have_lines_and_give_status_3(translate: Run, article: tuple[Path, Path]) -> None:
    result = translate("check", "a.md", "a.ko.md", "--to", "ko", status=3)
    assert result.stdout == (
        "a.ko.md:3: error: The number “14 billion” has become “14억”. [number-changed]\n"
        "    14억 원이 들었다.\n"
    )
    assert result.stderr == "1 error.\n"


def test_a_good_translation_gives_status_0(translate: Run, article: tuple[Path, Path]) -> None:
    article[1].write_text(article[1].read_text(encoding="utf-8").replace("14억", "140억"), encoding="utf-8")
    result = translate("check", "a.md", "a.ko.md", "--to", "ko")
    assert (result.stdout, result.stderr) == ("", "No findings.\n")


def test_forms_for_programs(translate: Run, article: tuple[Path, Path], tmp_path: Path) -> None:
    arguments = ("check", "a.md", "a.ko.md", "--to", "ko", "--quiet")
    data = json.loads(translate(*arguments, "--format", "json", status=3).stdout)
    assert data["checked"] == ["a.ko.md"]
    assert [(one["code"], one["line"], one["language"]) for one in data["findings"]] == [
        ("number-changed", 3, "ko")
    ]
    github = translate(*arguments, "--format", "github", status=3).stdout
    assert github.startswith("::error title=number-changed,file=a.ko.md,line=3::")
    translate(*arguments, "--format", "junit", "-o", "report.xml", status=3)
    suites = ElementTree.parse(tmp_path / "report.xml").getroot()
    assert [case.get("line") for case in suites.iter("testcase")] == ["3"]


def test_codes_are_switched_on_and_off(translate: Run, article: tuple[Path, Path]) -> None:
    translate("check", "a.md", "a.ko.md", "--to", "ko", "--without", "number-changed")
    translate("check", "a.md", "a.ko.md", "--to", "ko", "--only", "particle")
    result = translate("check", "a.md", "a.ko.md", "--to", "ko", "--only", "partikel", status=2)
    assert result.stderr == f"Error: Unknown code “partikel”. Codes: {', '.join(CODES)}.\n"


def test_a_po_file_is_checked_by_itself(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "ko.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "%d files were deleted."\nmsgid_plural "%d files were deleted."\n'
        'msgstr[0] "파일 %s개를 지웠다."\n\n'
        '#, fuzzy\nmsgid "It took 3 days."\nmsgstr "5일 걸렸다."\n\n'
        'msgid "The folder is empty."\nmsgstr ""\n\n#~ msgid "Old 1999."\n#~ msgstr "옛날."\n',
        encoding="utf-8",
    )
    result = translate("check", "ko.po", "--to", "ko", "--format", "json", "-q", status=3)
    assert [(one["line"], one["code"]) for one in json.loads(result.stdout)["findings"]] == [
        (4, "placeholder-added"),
        (4, "placeholder-missing"),
        (12, "untranslated"),
    ]


def test_trees_are_paired_by_path(translate: Run, tmp_path: Path) -> None:
    for name, text in {
        "en/a.txt": "It took 3 days.", "en/sub/b.txt": "It took 3 days.", "en/c.txt": "It rained.",
        "ko/a.txt": "5일 걸렸다.", "ko/sub/b.ko.txt": "3일 걸렸다.",
    }.items():  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    result = translate("check", "en", "ko", "--to", "ko", status=1)
    assert result.stdout.startswith("ko/a.txt:1: error: The number “3” has become “5”. [number-changed]\n")
    assert result.stderr == "Error: en/c.txt: no translation of it was found.\n1 error.\n"


def test_translations_beside_their_sources(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "a.txt").write_text("It took 3 days.\n", encoding="utf-8")
    (tmp_path / "d" / "a.ko.txt").write_text("3일 걸렸다.\n", encoding="utf-8")
    (tmp_path / "d" / "a.ja.txt").write_text("5日かかった。\n", encoding="utf-8")
    assert translate("check", "d", "d", "--to", "ko").stdout == ""
    assert "d/a.ja.txt:1" in translate("check", "d", "d", "--to", "ja", status=3).stdout


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("none.txt", "a.ko.md", "--to", "ko"), 1, "none.txt: no such file or folder."),
        (("a.md", "--to", "ko"), 1, "a.md holds one language only; give the source and the translation."),
        (("a.md", ".", "--to", "ko"), 1, "Give two files or two folders, not one of each."),
        (("a.md", "a.ko.md", "--to", "en"), 1, "Translations into English cannot be checked."),
        (
            ("long.txt", "short.txt", "--to", "ko"),
            1,
            "long.txt and short.txt do not go together: 40 and 1 paragraphs, of which too few match. "
            "Is it the right pair?",
        ),
        (("a.md", "binary.md", "--to", "ko"), 1, None),
    ],
)
def test_what_cannot_be_checked(
    translate: Run,
    article: tuple[Path, Path],
    tmp_path: Path,
    arguments: tuple[str, ...],
    status: int,
    message: str | None,
) -> None:
    (tmp_path / "long.txt").write_text("The ferry was late again today.\n" * 40, encoding="utf-8")
    (tmp_path / "short.txt").write_text("여객선이 늦었다.\n", encoding="utf-8")
    (tmp_path / "binary.md").write_bytes(bytes(range(256)) * 8)
    result = translate("check", *arguments, "-q", status=status)
    assert result.stdout == ""
    if message is not None:
        assert result.stderr == f"Error: {message}\n"
    else:
        assert result.stderr.startswith("Error: binary.md")
    assert len(result.stderr.splitlines()) == 1
