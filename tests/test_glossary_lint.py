"""What ``translate glossary check`` finds, and what ``--fix`` mends."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.glossary.concepts import Entry
from translate.glossary.lint import fix, lint
from translate.glossary.lint.fixing import mend
from translate.glossary.lint.scripts import strange_characters
from translate.glossary.store import curated_glossaries, open_glossary

Write = Callable[..., Path]
Run = Callable[..., object]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes the entries of one language after a header; returns the glossary folder."""

    def write(locale: str, content: str, folder: str = "g") -> Path:
        path = tmp_path / folder / f"{locale}.po"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'msgid ""\nmsgstr "Language: {locale}\\n"\n\n{content}', "utf-8")
        return path.parent

    return write


def found(*folders: Path) -> list[tuple[str, str, int, str]]:
    """Code, severity, line and message of each finding."""
    return [
        (finding.code, finding.severity, finding.line, finding.message)
        for finding in lint([open_glossary(folder) for folder in folders])
    ]


@pytest.mark.parametrize(
    ("locale", "entry", "finding"),
    [
        (
            "ko",
            'msgid "treaty"\nmsgstr "조약 "',
            ("outer-space", "error", 4, "“조약 ” has a space at an end, or an invisible character"),
        ),
        (
            "ko",
            'msgid " treaty"\nmsgstr "조약"',
            ("outer-space", "error", 4, "“ treaty” has a space at an end, or an invisible character"),
        ),
        (
            "ko",
            '#. accept: 조\u200b약\nmsgid "treaty"\nmsgstr "협정"',
            (
                "outer-space",
                "error",
                5,
                "“조\u200b약” (accept) has a space at an end, or an invisible character",
            ),
        ),
        (
            "ko",
            'msgid "joint statement"\nmsgstr "공동  성명"',
            ("inner-space", "warning", 4, "“공동  성명” has a double or unusual space"),
        ),
        (
            "ko",
            f'msgid "treaty"\nmsgstr "{unicodedata.normalize("NFD", "조약")}"',
            (
                "not-composed",
                "error",
                4,
                f"“{unicodedata.normalize('NFD', '조약')}” is not in Unicode's composed form (NFC)",
            ),
        ),
        (
            "zh_Hant",
            'msgid "country"\nmsgstr "我国"',
            ("wrong-script", "error", 4, "“我国” has characters that the language does not write: 国"),
        ),
        (
            "zh_Hans",
            'msgid "country"\nmsgstr "我國"',
            ("wrong-script", "error", 4, "“我國” has characters that the language does not write: 國"),
        ),
        (
            "zh_Hans",
            'msgid "Tokyo"\nmsgstr "東きょう"',
            (
                "wrong-script",
                "error",
                4,
                "“東きょう” has characters that the language does not write: 東 き ょ う",
            ),
        ),
        (
            "ja",
            'msgid "Seoul"\nmsgstr "서울"',
            ("wrong-script", "error", 4, "“서울” has characters that the language does not write: 서 울"),
        ),
        (
            "ja",
            'msgid "head"\nmsgstr "头部"',
            ("wrong-script", "error", 4, "“头部” has characters that the language does not write: 头"),
        ),
        (
            "ko",
            'msgid "South Korea"\nmsgstr "韓国"',
            ("wrong-script", "error", 4, "“韓国” has characters that the language does not write: 韓 国"),
        ),
        (
            "ko",
            'msgid "Harbour Board"\nmsgstr "Harbour Board"',
            ("untranslated", "warning", 4, "“Harbour Board” is not translated"),
        ),
        (
            "zh_Hans",
            'msgid "ministry of ships"\nmsgstr "部（船"',
            ("brackets", "error", 4, "“部（船”: “（” has no partner"),
        ),
        (
            "zh_Hans",
            'msgid "ministry of ships"\nmsgstr "部（船)"',
            ("brackets", "error", 4, "“部（船)”: “)” has no partner"),
        ),
        (
            "ja",
            'msgid "G20"\nmsgstr "Ｇ２０"',
            ("width", "warning", 4, "“Ｇ２０” has full-width letters or digits, or half-width kana"),
        ),
        (
            "ja",
            'msgid "Mark Carney"\nmsgstr "マーク·カーニー"',
            (
                "middle-dot",
                "warning",
                4,
                "“マーク·カーニー” has another dot than the language sets between names",
            ),
        ),
        (
            "ko",
            'msgid "treaty"\nmsgstr "조약\\n조문"',
            ("line-break", "error", 4, "“조약\\n조문” has a line break"),
        ),
        (
            "ko",
            'msgid "nation"\nmsgstr "나라"',
            ("everyday-word", "warning", 4, "“나라” is an everyday word"),
        ),
        (
            "ko",
            'msgid "pier"\nmsgstr "배를 대는 곳으로서 사람이 걸어 다니는 시설"',
            (
                "length",
                "note",
                4,
                "“배를 대는 곳으로서 사람이 걸어 다니는 시설” is unusually long for “pier”",
            ),
        ),
        (
            "ko",
            '#. accept: 협정\n#. avoid: 협정\nmsgid "treaty"\nmsgstr "조약"',
            ("self-contradiction", "error", 6, "“협정” stands in “accept” and in “avoid”"),
        ),
        (
            "ko",
            '#. avoid: 조약\nmsgid "treaty"\nmsgstr "조약"',
            ("self-contradiction", "error", 5, "“조약” is the rendering and stands in “avoid”"),
        ),
        (
            "ko",
            'msgid "{country} President {person}"\nmsgstr "{person} 대통령"',
            ("placeholders", "warning", 4, "“{person} 대통령” leaves out {country}"),
        ),
        (
            "ko",
            'msgid "President {person}"\nmsgstr "{person} {person} 대통령"',
            ("placeholders", "error", 4, "“{person} {person} 대통령” has a placeholder twice"),
        ),
        (
            "ko",
            'msgid "President {Person}"\nmsgstr "{person} 대통령"',
            ("placeholders", "warning", 4, "“President {Person}” has braces that hold no kind"),
        ),
        (
            "ko",
            'msgid "President {persno}"\nmsgstr "{persno} 대통령"',
            ("unknown-kind", "warning", 4, "no entry has the kind that “{persno}” asks for"),
        ),
        (
            "ko",
            'msgid "the"\nmsgstr "더는"',
            ("stop-word", "error", 4, "“the” is a word that nearly every text has"),
        ),
        (
            "ko",
            'msgid "May"\nmsgstr "메이"',
            ("stop-word", "note", 4, "“May” also begins sentences as an everyday word"),
        ),
        (
            "ko",
            '#. aliases: 1999\nmsgid "the year"\nmsgstr "구십구년"',
            ("stop-word", "error", 5, "“1999” (aliases) is only a number"),
        ),
        ("ko", 'msgid "x"\nmsgstr "엑스"', ("stop-word", "error", 4, "“x” is a single character")),
        (
            "ko",
            '#, fuzzy\nmsgid "pier"\nmsgstr "부두"',
            ("proposed", "note", 5, "“pier” is only proposed and not enforced"),
        ),
        (
            "ko",
            '#. alias: quay\nmsgid "pier"\nmsgstr "부두"',
            ("unknown-key", "warning", 5, "the comment key “alias” is unknown and does nothing"),
        ),
        (
            "ko",
            '#. short-of: Min Su-a\nmsgid "Min"\nmsgstr "민씨"',
            ("short-of-unknown", "warning", 5, "the full name “Min Su-a” is no term of this glossary"),
        ),
        (
            "ko",
            '#. keep: perhaps\nmsgid "pier"\nmsgstr "부두"',
            ("broken", "error", 4, "“keep: perhaps”: write yes or no"),
        ),
        ("ko", 'msgid "pier"\n', ("broken", "error", 4, "“msgid” without “msgstr” after it")),
        (
            "ko",
            'msgid "pier"\nmsgstr "부두"\n\nmsgid "pier"\nmsgstr "부두"',
            ("duplicate", "error", 7, "“pier” is in line 4 already"),
        ),
        (
            "ko",
            'msgid "pier"\nmsgstr "부두"\n\nmsgid "pier"\nmsgstr "잔교"',
            ("conflict", "error", 7, "“pier” is “잔교” here and “부두” in line 4"),
        ),
        (
            "ko",
            'msgid "pier"\nmsgstr "부두"\n\n#. aliases: pier\nmsgid "landing"\nmsgstr "잔교"',
            ("alias-clash", "warning", 8, "the alias “pier” is a term of its own in line 4, which wins"),
        ),
        (
            "ko",
            '#. avoid: 잔교\nmsgid "pier"\nmsgstr "부두"\n\nmsgid "jetty"\nmsgstr "잔교"',
            ("avoid-clash", "note", 8, "“잔교” is to be avoided for “pier” in line 5"),
        ),
        (
            "ko",
            "#. note: one two three four five six seven eight nine ten eleven twelve thirteen\n"
            '#. fourteen\nmsgid "pier"\nmsgstr "부두"',
            ("wrapped-comment", "warning", 4, "a tool has wrapped the comment “note” over several lines"),
        ),
    ],
)
def test_findings(write: Write, locale: str, entry: str, finding: tuple[str, str, int, str]) -> None:
    assert found(write(locale, f"{entry}\n")) == [finding]


@pytest.mark.parametrize(
    ("locale", "entry"),
    [
        (
            "ko",
            'msgid ".NET"\nmsgstr "닷넷"\n\nmsgid "C++"\nmsgstr "시플플"\n\nmsgid "AT&T"\nmsgstr "에이티"',
        ),
        ("ko", '#. keep: yes\nmsgid "Harbor Café"\nmsgstr ""'),
        ("ko", 'msgid "NATO"\nmsgstr "NATO"'),
        ("ko", '#. common: yes\nmsgid "nation"\nmsgstr "나라"'),
        (
            "zh_Hant",
            'msgid "Taiwan"\nmsgstr "台灣"\n\nmsgid "Houli"\nmsgstr "后里"\n\nmsgid "Yu"\nmsgstr "游錫堃"',
        ),
        ("zh_Hans", 'msgid "Yu"\nmsgstr "游锡堃"\n\nmsgid "heaven"\nmsgstr "乾坤"'),
        (
            "ja",
            'msgid "Mark Carney"\nmsgstr "マーク・カーニー"\n\nmsgid "IAEA"\nmsgstr "国際原子力機関（IAEA）"',
        ),
        (
            "ko",
            '#. kind: person\nmsgid "Min Su-a"\nmsgstr "민수아"\n\nmsgid "{person} law"\nmsgstr "{person}안"',
        ),
        (
            "ko",
            'msgid "treaty"\nmsgstr "조약"\n\n#, forbidden\nmsgctxt "bad"\nmsgid "treaty"\nmsgstr "협정"',
        ),
    ],
)
def test_sound_entries_give_no_finding(write: Write, locale: str, entry: str) -> None:
    assert found(write(locale, f"{entry}\n")) == []


def test_missing_languages(write: Write) -> None:
    write("ko", 'msgid "pier"\nmsgstr "부두"\n\nmsgid "buoy"\nmsgstr "부표"\n')
    folder = write("ja", 'msgid "pier"\nmsgstr ""\n\n#. required: yes\nmsgid "quay"\nmsgstr "岸壁"\n')

    assert found(folder) == [
        ("missing-language", "warning", 4, "“pier” has no rendering in ja"),
        ("missing-language", "warning", 7, "“buoy” has no rendering in ja"),
        ("missing-language", "error", 8, "“quay” has no rendering in ko"),
    ]


def test_glossaries_that_contradict_each_other(write: Write) -> None:
    one = write("ko", 'msgid "pier"\nmsgstr "부두"\n', "one")
    two = write("ko", 'msgid "pier"\nmsgstr "잔교"\n', "two")

    assert found(one, two) == [
        ("differs", "warning", 4, "“pier” is “잔교” here and “부두” in the glossary “one”, which wins")
    ]
    assert found(two) == []


def test_header_of_another_language(tmp_path: Path) -> None:
    (tmp_path / "g").mkdir()
    (tmp_path / "g" / "ja.po").write_text('msgid ""\nmsgstr "Language: ko\\n"\n', "utf-8")
    (tmp_path / "g" / "ko.po").write_text('msgid "pier"\nmsgstr "부두"\n', "utf-8")

    assert [finding for finding in found(tmp_path / "g") if finding[0] == "header-language"] == [
        ("header-language", "warning", 1, "the header names no language"),
        ("header-language", "warning", 1, "the header names the language “ko”"),
    ]


def test_fix_mends_what_is_mechanical_and_nothing_else(write: Write) -> None:
    folder = write(
        "ja",
        "# kept\n#. aliases: quay  wall | pier\n#. accept: ﾌﾞｲ | 浮標 | 浮標\n"
        'msgid " buoy "\nmsgstr "Ｇ２０  浮標 "\n\nmsgid "pier"\nmsgstr "桟橋"\n\n'
        'msgid "pier"\nmsgstr "桟橋"\n'
        '\nmsgid "nation"\nmsgstr "国"\n',
    )
    path = folder / "ja.po"

    assert fix(open_glossary(folder)) == [path]

    assert path.read_text("utf-8").split("\n\n", 1)[1] == (
        '# kept\n#. aliases: quay wall | pier\n#. accept: ブイ | 浮標\nmsgid "buoy"\nmsgstr "G20 浮標"\n\n'
        'msgid "pier"\nmsgstr "桟橋"\n\nmsgid "nation"\nmsgstr "国"\n'
    )
    assert fix(open_glossary(folder)) == []
    assert [code for code, *_rest in found(folder)] == ["everyday-word", "alias-clash"]


def test_command_in_every_form(translate: Run, write: Write) -> None:
    write("ko", 'msgid "pier"\nmsgstr "부두 "\n\n#, fuzzy\nmsgid "buoy"\nmsgstr "부표"\n')

    text = translate("glossary", "check", "g", status=3)
    assert text.stdout == (
        "g/ko.po:4: error: “부두 ” has a space at an end, or an invisible character [outer-space]\n"
        "    → remove it\n"
        "g/ko.po:8: note: “buoy” is only proposed and not enforced [proposed]\n"
        "    → approve it: remove “fuzzy”, or use “translate glossary set … --status approved”\n"
    )
    assert text.stderr == "1 error, 1 note, 1 can be mended with --fix.\n"
    report = json.loads(translate("glossary", "check", "g/ko.po", "--format", "json", status=3).stdout)
    assert [(finding["code"], finding["language"], finding["term"]) for finding in report["findings"]] == [
        ("outer-space", "ko", "pier"),
        ("proposed", "ko", "buoy"),
    ]
    github = translate("glossary", "check", "--glossary", "g", "--format", "github", status=3).stdout
    assert github.startswith("::error title=outer-space,file=g/ko.po,line=4::")

    mended = translate("glossary", "check", "g", "--fix")
    assert mended.stderr == "Mended g/ko.po\n1 note.\n"
    translate("glossary", "check", "g", "--strict", status=3)
    translate("glossary", "check", "g", "--strict", "--ignore", "proposed")


def test_what_cannot_be_checked(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert translate("glossary", "check", "empty", status=1).stderr == (
        "Error: empty: no glossary: a glossary folder holds ko.po, ja.po, zh_Hans.po or zh_Hant.po\n"
    )


def test_cases_are_no_stop_words(translate: Run, case_glossary: Callable[..., Path]) -> None:
    """Case A03."""
    case_glossary("A03.ko.po")

    assert translate("glossary", "check", "--glossary", "G").stderr == "No findings.\n"


def test_curated_glossaries_have_no_errors() -> None:
    errors = [finding for finding in lint(curated_glossaries()) if finding.severity == "error"]

    assert errors == []


@pytest.mark.parametrize(
    ("text", "locale", "strange"),
    [
        ("中国新闻", "zh_Hans", ""),
        ("中國新聞與恒生", "zh_Hant", ""),
        ("中国新闻沿着", "zh_Hant", "国闻"),
        ("中國新聞", "zh_Hans", "國聞"),
        ("台北里長干貝", "zh_Hant", ""),
        ("高市早苗・日経", "ja", ""),
        ("코로나19 백신(WHO)", "ko", ""),
    ],
)
def test_scripts(text: str, locale: str, strange: str) -> None:
    assert strange_characters(text, locale) == strange


TEXTS = st.lists(st.text(max_size=8), max_size=3)


@given(st.text(max_size=12), st.text(max_size=12), TEXTS, st.sampled_from(["ko", "ja", "zh_Hans", "zh_Hant"]))
def test_mending_twice_changes_nothing_more(
    term: str, rendering: str, accept: Sequence[str], locale: str
) -> None:
    once = mend(Entry(term, rendering, accept=tuple(accept)), locale)

    assert mend(once, locale) == once
