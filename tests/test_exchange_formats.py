"""Files as other tools write them: what is understood, what is dropped, and what is said about it."""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from exchange_support import read_bytes, write_bytes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from translate.errors import GlossaryError, MissingExtraError
from translate.glossary.concepts import Entry
from translate.glossary.exchange.formats import FORMATS, format_of_file, format_of_suffix
from translate.glossary.exchange.options import Options
from translate.glossary.exchange.record import Concept, gather
from translate.glossary.exchange.report import ExchangeReport

DATA = Path(__file__).parent / "data" / "exchange"


def read(
    path: Path | str, *targets: str, **options: object
) -> tuple[dict[str, dict[str, Entry]], ExchangeReport]:
    """Entries by term and locale of a file whose format is found out."""
    path = DATA / path
    name = format_of_file(path)
    report = ExchangeReport()
    module = FORMATS[name].load_reader()
    found: dict[str, dict[str, Entry]] = {}
    for concept in module.read(path, Options(name, targets, **options), report):  # type: ignore[arg-type]
        found.setdefault(concept.term, {}).update(concept.entries)
    return found, report


def renderings(found: dict[str, dict[str, Entry]], locale: str) -> dict[str, str]:
    return {term: entries[locale].rendering for term, entries in found.items() if locale in entries}


@pytest.fixture
def table(tmp_path: Path):  # type: ignore[no-untyped-def]
    def write(text: str | bytes, name: str = "table.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


def test_deepl_website() -> None:
    found, report = read("deepl-website.csv")
    assert renderings(found, "ko") == {"ferry terminal": "여객선 터미널", "lighthouse keeper": "등대지기"}
    assert renderings(found, "ja") == {"ferry terminal": "フェリーターミナル"}
    assert report.messages() == [
        "1 row had its languages the other way round and was turned",
        "skipped: line 4: not between English and ko, ja, zh, zh-Hant: “phare | 등대 | FR | KO”",
    ]


def test_deepl_api() -> None:
    found, _report = read("deepl-api.tsv", "ko")
    assert renderings(found, "ko") == {"ferry terminal": "여객선 터미널", "lighthouse keeper": "등대지기"}


def test_google_term_set() -> None:
    found, report = read("google-term-set.csv")
    assert renderings(found, "zh_Hant") == {"ferry terminal": "客運碼頭", "lighthouse": "燈塔"}
    assert found["ferry terminal"]["ko"].definition == "Where passengers board, and wait"
    assert found["lighthouse"]["zh_Hans"].part_of_speech == "noun"
    assert report.messages() == ["dropped: fr (2 values)"]


def test_google_one_way() -> None:
    found, _report = read("google-one-way.csv", "ko")
    assert renderings(found, "ko") == {"lighthouse": "등대", "Strait, the": "그 해협"}


def test_weblate_csv() -> None:
    found, report = read("weblate.csv", "ko")
    assert found["lighthouse"]["ko"].note == "항만에서 쓰는 말"
    assert found["buoy"]["ko"].fuzzy and found["buoy"]["ko"].context == "marine"
    assert not found["lighthouse"]["ko"].fuzzy
    assert report.messages() == []


def test_weblate_csv_needs_a_language() -> None:
    with pytest.raises(GlossaryError) as error:
        read("weblate.csv")
    assert str(error.value) == (
        f"{DATA / 'weblate.csv'}: the column “target” does not say its language: give one with --to"
    )


def test_weblate_tbx() -> None:
    path = DATA / "weblate.tbx"
    report = ExchangeReport()
    first, bad, kept = FORMATS["tbx"].load_reader().read(path, Options("tbx"), report)
    assert first.entries["ko"].note == "A tower with a light.\n항만 용어"
    assert bad.entries["ko"].forbidden and bad.entries["ko"].rendering == "불빛 집"
    assert kept.entries["ko"].keep and kept.entries["ko"].note == "Name of the ship"
    assert [concept.line for concept in (first, bad, kept)] == [13, 27, 40]
    assert report.messages() == []


def test_tbx_with_nested_term_groups() -> None:
    found, report = read("nested-ntig.tbx")
    assert renderings(found, "ko") == {"moor": "계류하다"}
    assert renderings(found, "ja") == {"moor": "係留する"}
    assert found["moor"]["ko"].definition == "To tie a ship to a quay."
    assert found["moor"]["ja"].part_of_speech == "Verb"
    assert report.messages() == []


def test_tbx_version_3_written_with_indentation() -> None:
    found, report = read("v3-dca-pretty.tbx")
    entry = found["breakwater"]["ko"]
    assert entry.rendering == "방파제"
    assert entry.accept == ("방파벽",)
    assert entry.avoid == ("파도막이",)
    assert entry.aliases == ("mole",)
    assert entry.definition == "A wall that shelters a harbour."
    assert entry.source == "Harbour Handbook"
    assert entry.usage == "The breakwater held."
    assert entry.part_of_speech == "noun"
    assert entry.extra == (("subject-field", "harbours"),)
    assert report.messages() == ["dropped: termType (1 value)", "dropped: de (1 value)"]


def test_tbx_min_of_2014() -> None:
    found, report = read("tbx-min-2014.tbx")
    entry = found["tide gauge"]["ja"]
    assert (entry.rendering, entry.accept) == ("検潮儀", ("潮位計",))
    assert entry.part_of_speech == "noun"
    assert report.messages() == []


def test_omegat_project_memory() -> None:
    found, report = read("omegat-project.tmx")
    assert renderings(found, "ko") == {"tide gauge": "검조의", "quay": "안벽"}
    assert report.messages() == ["dropped: prop file (1 value)", "dropped: prop id (1 value)"]


def test_heartsome_memory() -> None:
    found, report = read("heartsome.tmx")
    entry = found["to moor"]["zh_Hans"]
    assert (entry.rendering, entry.accept, entry.note) == ("系泊", ("停泊",), "said of ships")
    assert report.messages() == ["dropped: prop client (1 value)"]


def test_omegat_glossary() -> None:
    found, report = read("omegat-glossary.utf8", "ko")
    assert renderings(found, "ko") == {"quay": "안벽", '"Iron Lady"': "철의 여인", "buoy": "부이"}
    assert found["quay"]["ko"].note == "not for boats"
    assert report.messages() == [
        "skipped: line 4: a comment, as it begins with “#”: “#opendata”; with --format tsv it is an entry"
    ]


def test_excel_unicode_text() -> None:
    found, report = read("excel-unicode-text.txt")
    assert renderings(found, "ko") == {"Strait, the": "그 해협", "quay": "안벽"}
    assert found["Strait, the"]["ko"].note == "line one\nline two"
    assert report.messages() == []


@pytest.mark.parametrize(
    ("name", "locale", "expected", "charset"),
    [
        ("excel-korean.csv", "ko", {"lighthouse": "등대", "breakwater": "방파제"}, "CP949"),
        ("excel-japanese.csv", "ja", {"lighthouse": "灯台", "breakwater": "ふ頭の防波堤"}, "Shift_JIS"),
    ],
)
def test_excel_in_the_charset_of_its_windows(
    name: str, locale: str, expected: dict[str, str], charset: str
) -> None:
    for targets in ((locale,), ()):
        found, report = read(name, *targets)
        assert renderings(found, locale) == expected
        assert report.messages() == [f"read as {charset}"]


def test_unknown_charset_is_refused_not_guessed(table) -> None:  # type: ignore[no-untyped-def]
    path = table("quay,안벽\nbuoy,부이\n".encode("cp949"))
    with pytest.raises(GlossaryError) as error:
        read(path)
    assert str(error.value) == (
        f"{path}: line 1: byte 0xBE is not UTF-8; name the charset with --encoding, for example "
        "cp949 (Korean), cp932 (Japanese), gb18030 or big5 (Chinese)"
    )
    assert renderings(read(path, "ko", encoding="cp949")[0], "ko") == {"quay": "안벽", "buoy": "부이"}
    with pytest.raises(GlossaryError):
        read(path, "ja")


def test_excel_semicolons_and_separator_line() -> None:
    found, report = read("excel-semicolons.csv")
    assert renderings(found, "ko") == {"lighthouse": "등대", "quay; wall": "안벽"}
    assert report.messages() == ["dropped: Kommentar (1 value)"]


def test_errors_of_the_spreadsheet_are_no_terms() -> None:
    found, report = read("excel-broken.csv")
    assert renderings(found, "ko") == {"quay": "안벽"}
    assert report.messages() == [
        "skipped: line 2: “#NAME?”: #NAME? is an error of the spreadsheet, not a text",
        "skipped: line 3: “-5 rule”: #REF! is an error of the spreadsheet, not a text",
    ]


def test_ragged_rows_are_named_and_nothing_shifts() -> None:
    found, report = read("ragged.csv")
    assert renderings(found, "ko") == {"quay": "안벽", "lighthouse": "등대"}
    assert report.messages() == [
        "skipped: line 3: 4 cells where 3 are expected; a cell with a separator in it needs quotation marks",
        "skipped: line 4: no term: “부두 | no term”",
        "skipped: line 5: no rendering: “buoy | no rendering”",
        "skipped: line 6: text after a closing quotation mark (row ends in line 6)",
    ]


def test_an_open_quotation_is_refused_with_its_line(table) -> None:  # type: ignore[no-untyped-def]
    path = table('en,ko\nquay,안벽\n"buoy,부이\npier,잔교\n')
    with pytest.raises(GlossaryError) as error:
        read(path)
    assert str(error.value) == f"{path}:3: a quotation mark opens a cell here and is never closed"


def test_nul_characters_are_taken_out(table) -> None:  # type: ignore[no-untyped-def]
    found, report = read(table("en,ko\nqu\0ay,안벽\0\n"))
    assert renderings(found, "ko") == {"quay": "안벽"}
    assert report.messages() == ["line 2: 2 NUL characters were taken out"]


def test_utf16_without_a_mark(table) -> None:  # type: ignore[no-untyped-def]
    text = "quay\t안벽\r\nlighthouse\t등대\t높다\r\n"
    for codec, name in (("utf-16-le", "UTF-16-LE"), ("utf-16-be", "UTF-16-BE")):
        found, report = read(table(text.encode(codec), "terms.txt"), "ko")
        assert renderings(found, "ko") == {"quay": "안벽", "lighthouse": "등대"}
        assert found["lighthouse"]["ko"].note == "높다"
        assert report.messages() == [f"read as {name}"]


@pytest.mark.parametrize(
    "heading",
    [
        "en,ko,zh-TW", "EN,KO-KR,zht", "English,Korean,Traditional Chinese", "영어,한국어,중국어(번체)",
        "英語,韓国語,繁体字", "English (US),Korean (South Korea),Chinese (Traditional)",
        "eng,kor,zh_Hant_TW", "term,한국어,繁體中文", "Source,Korean,Chinese – Traditional",
        "en-GB,ko_KR,zh-CHT", "Term,ko,Chinese (Taiwan)",
    ],
)  # fmt: skip
def test_languages_in_many_spellings(heading: str, table) -> None:  # type: ignore[no-untyped-def]
    found, report = read(table(f"{heading}\nharbour light,항만 등화,港燈\n"))
    assert renderings(found, "ko") == {"harbour light": "항만 등화"}
    assert renderings(found, "zh_Hant") == {"harbour light": "港燈"}
    assert report.messages() == []


@pytest.mark.parametrize("row", ["Korean,한국어", "English,영어", "München,뮌헨", "note,비고", "target,표적"])
def test_a_first_row_that_only_looks_like_a_heading(row: str, table) -> None:  # type: ignore[no-untyped-def]
    found, _report = read(table(f"{row}\nquay,안벽\n"), "ko")
    assert len(found) == 2


def test_titles_above_the_heading(table) -> None:  # type: ignore[no-untyped-def]
    found, report = read(table("Harbour glossary 2024,\n,\nen,ko\nquay,안벽\n"))
    assert renderings(found, "ko") == {"quay": "안벽"}
    assert report.messages() == ["skipped: line 1: a title above the column headings"]


def test_a_second_column_of_a_language_is_accepted_too(table) -> None:  # type: ignore[no-untyped-def]
    found, _report = read(table("en,zh-TW,zh-HK\nbuoy,浮標,浮泡|標\n"))
    assert found["buoy"]["zh_Hant"].rendering == "浮標"
    assert found["buoy"]["zh_Hant"].accept == ("浮泡|標",)


def test_columns_of_other_tools(table) -> None:  # type: ignore[no-untyped-def]
    text = (
        "Term,Korean,Part of speech,Description,Synonyms,Domain,Case sensitive,Do not translate,ko:note,ID\n"
        "NATO,나토,noun,An alliance,Alliance; Atlantic Pact,defence,yes,no,흔히 나토,7\n"
    )
    found, report = read(table(text))
    entry = found["NATO"]["ko"]
    assert entry.aliases == ("Alliance", "Atlantic Pact")
    assert (entry.case, entry.keep, entry.note) == ("sensitive", False, "흔히 나토")
    assert (entry.part_of_speech, entry.definition) == ("noun", "An alliance")
    assert entry.extra == (("subject-field", "defence"),)
    assert report.messages() == ["dropped: ID (1 value)"]


def test_values_that_are_not_understood_are_named(table) -> None:  # type: ignore[no-untyped-def]
    found, report = read(table("en,ko,kind,case,keep,status\nquay,안벽,two words,loud,perhaps,odd\n"))
    assert found["quay"]["ko"] == Entry("quay", "안벽")
    assert report.messages() == [
        "line 2: kind “two words” is not understood and was left out",
        "line 2: case “loud” is not understood and was left out",
        "line 2: keep “perhaps” is not understood and was left out",
        "line 2: status “odd” is not understood and was left out",
    ]


def test_a_table_that_stands_the_other_way_round(table) -> None:  # type: ignore[no-untyped-def]
    path = table("안벽,quay\n등대,lighthouse\n")
    for options in ({}, {"turned": True}):
        found, report = read(path, "ko", **options)
        assert renderings(found, "ko") == {"quay": "안벽", "lighthouse": "등대"}
        assert report.turned == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("en,fr\nquay,quai\n", "no column holds renderings in ko, ja, zh, zh-Hant (headings found: en, fr)"),
        ("ko,ja\n안벽,岸壁\n", "no column holds English terms; head it “en” (headings found: ko, ja)"),
        ("quay,岸壁の\n", "the file does not say its language, which looks like Japanese: give --to ja"),
        ("quay,岸壁\n", "the file does not say its language: give --to, for example --to ko"),
    ],
)
def test_columns_that_cannot_be_told(text: str, message: str, table) -> None:  # type: ignore[no-untyped-def]
    path = table(text)
    with pytest.raises(GlossaryError) as error:
        read(path)
    assert str(error.value) == f"{path}: {message}"


def test_one_column_is_no_table(table) -> None:  # type: ignore[no-untyped-def]
    path = table("quay\nbuoy\n")
    with pytest.raises(GlossaryError) as error:
        read(path, "ko")
    assert str(error.value) == (
        f"{path}:1: no columns found: a row needs a term and a rendering, separated by comma, semicolon or "
        "tab"
    )


BILLION_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><{root}><text><body><termEntry><note>&c;</note></termEntry>'
    "</body></text></{root}>"
)


def test_billion_laughs(table) -> None:  # type: ignore[no-untyped-def]
    path = table(BILLION_LAUGHS.replace("{root}", "martif"), "laughs.tbx")
    with pytest.raises(GlossaryError) as error:
        read(path)
    assert str(error.value) == (
        f"{path}:1: the file declares the XML entity “a”, which is refused; write the text itself"
    )
    path = table(BILLION_LAUGHS.replace("{root}", "tmx"), "laughs.tmx")
    with pytest.raises(GlossaryError) as error:
        read(path)
    assert str(error.value) == f"{path}:1: it declares XML entities, which are refused"


def test_external_entities_and_document_types(tmp_path: Path, table) -> None:  # type: ignore[no-untyped-def]
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    text = f'<!DOCTYPE martif [<!ENTITY x SYSTEM "{secret.as_uri()}">]><martif><note>&x;</note></martif>'
    with pytest.raises(GlossaryError, match="declares the XML entity “x”"):
        read(table(text, "external.tbx"))
    text = (
        '<!DOCTYPE martif SYSTEM "http://127.0.0.1:9/x.dtd"><martif><body><termEntry>'
        "<langSet xml:lang='en'><tig><term>A&nbsp;B</term></tig></langSet></termEntry></body></martif>"
    )
    path = table(text, "undeclared.tbx")
    with pytest.raises(GlossaryError) as error:
        read(path)
    assert str(error.value) == (
        f"{path}:1: the file uses the XML entity “nbsp”, which is not declared; write the text itself"
    )


def test_xml_faults_have_their_line(table) -> None:  # type: ignore[no-untyped-def]
    path = table("<martif>\n<body>\n<termEntry></body></martif>", "torn.tbx")
    with pytest.raises(GlossaryError) as error:
        read(path)
    assert str(error.value) == f"{path}:3: not well-formed XML: mismatched tag"
    path = table("<html></html>", "page.tbx")
    with pytest.raises(GlossaryError) as error:
        read(path)
    assert str(error.value) == f"{path}: XML of a kind that is no glossary (<html>); TBX and TMX are read"


def test_xml_is_not_nested_without_end(table) -> None:  # type: ignore[no-untyped-def]
    path = table("<martif>" + "<termEntry>" * 100_000, "deep.tbx")
    with pytest.raises(GlossaryError) as error:
        read(path)
    assert str(error.value) == f"{path}:1: elements are nested more than 50 deep"


@pytest.mark.parametrize("charset", ["euc-kr", "utf-16", "shift_jis", "iso-2022-jp"])
def test_tbx_in_other_charsets(charset: str, table) -> None:  # type: ignore[no-untyped-def]
    locale, rendering = ("ko", "등대") if charset in ("euc-kr", "utf-16") else ("ja", "灯台")
    text = (
        f'<?xml version="1.0" encoding="{charset}"?><martif><text><body><termEntry>'
        '<langSet xml:lang="en"><tig><term>lighthouse</term></tig></langSet>'
        f'<langSet xml:lang="{locale}"><tig><term>{rendering}</term></tig></langSet>'
        "</termEntry></body></text></martif>"
    )
    found, _report = read(table(text.encode(charset), "terms.tbx"))
    assert renderings(found, locale) == {"lighthouse": rendering}
    if charset == "utf-16":
        found, _report = read(table(text, "lying.tbx"))  # UTF-8 that claims to be UTF-16, as .NET writes it
        assert renderings(found, locale) == {"lighthouse": rendering}


def test_workbook_of_excel(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["English", "Korean", "Note"])
    sheet.append(["lighthouse", "등대", "tall"])
    sheet.append([None, None, None])
    sheet.append(["Route", 66, None])
    sheet.append(["line_x000D_", "줄", "a_x000D_\nb"])
    other = workbook.create_sheet("Japanese")
    other.append(["en", "ja"])
    other.append(["lighthouse", "灯台"])
    workbook.create_sheet("Empty")
    workbook.create_sheet("Numbers").append([1, 2])
    path = tmp_path / "terms.xlsx"
    workbook.save(path)
    found, report = read(path)
    assert renderings(found, "ko") == {"lighthouse": "등대", "Route": "66", "line": "줄"}
    assert renderings(found, "ja") == {"lighthouse": "灯台"}
    assert found["line"]["ko"].note == "a\nb"
    assert report.messages() == [
        f"skipped: the sheet “Numbers”: {path}: the file does not say its language: give --to, for example "
        "--to ko"
    ]


def test_workbooks_that_are_none(tmp_path: Path, table) -> None:  # type: ignore[no-untyped-def]
    old = table(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "old.xls")
    with pytest.raises(GlossaryError) as error:
        read(old)
    assert str(error.value) == f"{old}: an old Excel file; save it as .xlsx or .csv"
    other = tmp_path / "other.xlsx"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("readme.txt", "no workbook")
    with pytest.raises(GlossaryError) as error:
        read(other)
    assert str(error.value) == f"{other}: not an Excel workbook; save it as .xlsx or .csv"
    laughing = tmp_path / "laughing.xlsx"
    with zipfile.ZipFile(laughing, "w") as archive:
        archive.writestr("xl/workbook.xml", BILLION_LAUGHS.replace("{root}", "workbook"))
    with pytest.raises(GlossaryError) as error:
        read(laughing)
    assert str(error.value) == f"{laughing}: the workbook has a document type declaration, which is refused"
    torn = table(b"PK\x03\x04" + bytes(100), "torn.xlsx")
    with pytest.raises(GlossaryError, match="not a readable workbook: File is not a zip file"):
        read(torn)


JSON = {
    "map": '{"lighthouse": "등대", "quay": "안벽"}',
    "objects": '[{"en": "lighthouse", "ko": "등대"},\n {"en": "quay", "ko": {"rendering": "안벽"}}]',
    "lines": '{"en": "lighthouse", "ko": "등대"}\n{"term": "quay", "renderings": {"ko": "안벽"}}\n',
    "one": '{"term": "quay", "renderings": {"ko": "안벽"}}',
}


@pytest.mark.parametrize("form", JSON)
def test_json_of_people(form: str, table) -> None:  # type: ignore[no-untyped-def]
    found, report = read(table(JSON[form], "terms.json"), "ko")
    expected = {"lighthouse": "등대", "quay": "안벽"}
    assert renderings(found, "ko") == ({"quay": "안벽"} if form == "one" else expected)
    assert report.messages() == []


def test_json_duplicates_are_not_lost(table) -> None:  # type: ignore[no-untyped-def]
    path = table('{"seal": "물범",\n"seal": "봉인"}', "terms.json")
    report = ExchangeReport()
    found = list(FORMATS["json"].load_reader().read(path, Options("json", ("ko",)), report))
    assert [(concept.line, concept.entries["ko"].rendering) for concept in found] == [
        (1, "물범"),
        (2, "봉인"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": "b",\n "c" "d"}', ":2: not valid JSON at column 6"),
        ('[{"en": "a"}', ":1: not valid JSON at column 13"),
        ("[" * 100_000, ":1: not valid JSON at column 2"),
        ('{"format": "glossary-translate", "version": 9, "concepts": []}',
         ":1: version 9 of this format is not known; update the tool"),
    ],
)  # fmt: skip
def test_json_faults(text: str, message: str, table) -> None:  # type: ignore[no-untyped-def]
    path = table(text, "terms.json")
    with pytest.raises(GlossaryError) as error:
        read(path, "ko")
    assert str(error.value) == f"{path}{message}"


def test_json_with_half_a_character(table) -> None:  # type: ignore[no-untyped-def]
    path = table('{"quay": "안\\ud800벽",\n"ship": "\\ud83d\\udea2"}', "terms.json")
    found, report = read(path, "ko")
    assert renderings(found, "ko") == {"ship": "🚢"}
    assert report.messages() == ["skipped: line 1: half a character (a lone surrogate)"]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.xml", "<?xml version='1.0'?><!-- c --><tmx/>", "tmx"),
        ("a.csv", "<martif type='TBX'/>", "tbx"),
        ("a", "msgid \"\"\nmsgstr \"\"\n", "po"),
        ("a", "[]", "json"),
        ("a", "quay\t안벽\n", "omegat"),
        ("a.txt", "en\tko\nquay\t안벽\n", "tsv"),
        ("a.txt", "quay,안벽\n", "csv"),
        ("a.tab", "quay\t안벽\n", "omegat"),
        ("a.tsv", "quay\t안벽\n", "tsv"),
        ("a.csv", "[sic],원문대로\n", "csv"),
    ],
)  # fmt: skip
def test_format_of_a_file(name: str, content: str, expected: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert format_of_file(path) == expected


def test_format_of_an_output() -> None:
    assert format_of_suffix(Path("a.TBX")) == "tbx"
    with pytest.raises(GlossaryError) as error:
        format_of_suffix(Path("a.doc"))
    assert str(error.value) == (
        "a.doc: the suffix does not say the format: give --format, one of csv, tsv, xlsx, json, po, tbx, "
        "tbx3, tbx3-dct, tbx-min, tbx-core, tmx, omegat, deepl, google"
    )


PEOPLE = [
    Concept("lighthouse", "", {"ko": Entry("lighthouse", "등대", aliases=("light",), note="tall\nwhite")}),
    Concept("seal", "animal", {"ko": Entry("seal", "물범", "animal")}),
    Concept("seal", "", {"ko": Entry("seal", "봉인"), "ja": Entry("seal", "印章")}),
    Concept("quay", "", {"ko": Entry("quay", "안벽", fuzzy=True)}),
    Concept("{place} pier", "", {"ko": Entry("{place} pier", "{place} 잔교")}),
    Concept("Tidewater", "", {"ko": Entry("Tidewater", "Tidewater", keep=True, kind="ship")}),
    Concept("#opendata", "", {"ko": Entry("#opendata", "#열린자료")}),
    Concept("=SUM(A1)", "", {"ko": Entry("=SUM(A1)", "합계")}),
]


def test_deepl_is_given_what_it_can_use() -> None:
    data, report = write_bytes(PEOPLE, "deepl", ("ko",))
    assert data.decode() == (
        "lighthouse,등대\r\nlight,등대\r\nseal,봉인\r\nTidewater,Tidewater\r\n#opendata,#열린자료\r\n=SUM(A1),합계\r\n"
    )
    assert report.messages() == [
        "dropped: note (1 value)",
        "dropped: kind (1 value)",
        "skipped: “seal [animal]” (ko): another entry of this term is the one written",
        "skipped: “quay” (ko): only proposed",
        "skipped: “{place} pier” (ko): a pattern",
    ]
    data, _report = write_bytes(PEOPLE, "deepl")
    assert "seal,印章,EN,JA" in data.decode()


def test_google_is_given_what_it_can_use() -> None:
    data, _report = write_bytes(PEOPLE, "google")
    rows = list(csv.reader(io.StringIO(data.decode())))
    assert rows[:4] == [
        ["en", "ko", "ja", "zh-CN", "zh-TW", "pos", "description"],
        ["lighthouse", "등대", "", "", "", "", ""],
        ["light", "등대", "", "", "", "", ""],
        ["seal", "봉인", "印章", "", "", "", ""],
    ]


def test_omegat_is_given_what_it_can_use(tmp_path: Path) -> None:
    data, report = write_bytes(PEOPLE, "omegat", ("ko",))
    assert data.decode("utf-8-sig").split("\n") == [
        "lighthouse\t등대\ttall white", "light\t등대\ttall white", "seal\t물범", "seal\t봉인",
        "Tidewater\tTidewater", "=SUM(A1)\t합계", "",
    ]  # fmt: skip
    assert report.messages() == [
        "dropped: line breaks and tabs of notes (2 values)",
        "dropped: context (1 value)",
        "dropped: kind (1 value)",
        "skipped: “quay” (ko): only proposed",
        "skipped: “{place} pier” (ko): a pattern",
        "skipped: “#opendata”: OmegaT takes a line that begins with “#” for a comment",
    ]
    found, _report = read_bytes(data, "omegat", tmp_path / "terms.txt", ("ko",))
    assert [concept.term for concept in found] == [
        "lighthouse", "light", "seal", "seal", "Tidewater", "=SUM(A1)",
    ]  # fmt: skip


def test_control_characters_that_xml_cannot_hold() -> None:
    bad = [
        Concept("bell\a", "", {"ko": Entry("bell\a", "종")}),
        Concept("quay", "", {"ko": Entry("quay", "안\x0b벽"), "ja": Entry("quay", "岸壁", note="a\x01b")}),
    ]
    data, report = write_bytes(bad, "tbx")
    assert "岸壁" in data.decode() and "안" not in data.decode()
    assert report.messages() == [
        "dropped: control characters (1 value)",
        "skipped: “bell\\x07”: XML cannot hold a control character",
        "skipped: “quay”: XML cannot hold a control character",
    ]


def test_languages_are_joined_to_concepts() -> None:
    ko = [Entry("quay", "안벽"), Entry("seal", "물범", "animal"), Entry("quay", "부두", obsolete=True)]
    ja = [Entry("pier", "桟橋"), Entry("quay", "岸壁")]
    found = [
        (concept.term, concept.context, set(concept.entries)) for concept in gather({"ja": ja, "ko": ko})
    ]
    assert found == [
        ("quay", "", {"ko", "ja"}), ("seal", "animal", {"ko"}), ("quay", "", {"ko"}), ("pier", "", {"ja"}),
    ]  # fmt: skip


def test_excel_without_openpyxl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtraError) as error:
        write_bytes(PEOPLE, "xlsx")
    assert str(error.value) == (
        "XLSX needs openpyxl: pip install 'glossary-translate[xlsx]', or save the sheet as CSV."
    )


SAMPLES = {path.name: path.read_bytes() for path in sorted(DATA.iterdir())} | {
    f"terms.{name}": write_bytes(PEOPLE, name)[0] for name in ("csv", "tsv", "json", "tbx", "tmx", "xlsx")
}


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(sorted(SAMPLES)),
    place=st.floats(0, 1),
    removed=st.integers(0, 30),
    added=st.one_of(
        st.binary(max_size=4),
        st.sampled_from([b'"', b"\n", b"\t", b"\0", b"<", b"&x;", b"]]>", b"[", b"\\", b"|", b'msgid ""\n']),
    ),
)
def test_damaged_files_are_refused_or_read(
    name: str, place: float, removed: int, added: bytes, tmp_path: Path
) -> None:
    data = SAMPLES[name]
    start = int(place * len(data))
    path = tmp_path / name
    path.write_bytes(data[:start] + added + data[start + removed :])
    with suppress(GlossaryError):
        read(path, "ko")
