"""``translate glossary import`` and ``export``: what lands in the glossary, and what is said about it."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest

from translate.errors import GlossaryError
from translate.glossary.concepts import Entry
from translate.glossary.exchange.exporting import export_file
from translate.glossary.exchange.formats import FORMATS
from translate.glossary.exchange.importing import import_file
from translate.glossary.store import open_glossary
from translate.resources import glossaries_folder

Run = Callable[..., subprocess.CompletedProcess[str]]
DATA = Path(__file__).parent / "data" / "exchange"


def entries(glossary: Path, locale: str = "ko") -> list[Entry]:
    file = open_glossary(glossary, "-").read(locale)
    return list(file.entries) if file else []


def renderings(glossary: Path, locale: str = "ko") -> dict[str, str]:
    return {entry.term: entry.rendering for entry in entries(glossary, locale)}


def test_a01_tab_separated_with_a_heading(case: Callable[[str], Path], tmp_path: Path) -> None:
    import_file(case("A01.tsv"), tmp_path / "G")
    assert renderings(tmp_path / "G") == {"coastal weather desk": "연안기상데스크"}


def test_c01_excel_csv_with_a_mark_semicolons_and_no_heading(
    translate: Run, case: Callable[[str], Path], tmp_path: Path
) -> None:
    result = translate("glossary", "import", case("C01.csv"), "--to", "ko", "--glossary", "G")
    assert renderings(tmp_path / "G") == {"München": "뮌헨", "Straße; Gasse": "거리", "Århus": "오르후스"}
    assert "\ufeff" not in (tmp_path / "G" / "ko.po").read_text(encoding="utf-8")
    assert result.stderr == "ko: 3 added, 0 changed, 0 there already, 0 differ\n"
    assert result.stdout == ""


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx"])
def test_c03_formula_guards_come_and_go(
    suffix: str, translate: Run, case_glossary: Callable[..., Path], tmp_path: Path
) -> None:
    glossary = case_glossary("C03.ko.po")
    translate("glossary", "export", f"out.{suffix}", "--glossary", glossary)
    if suffix == "xlsx":
        sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
        assert all(cell.data_type == "s" for cell in cells)
    else:
        text = (tmp_path / f"out.{suffix}").read_text(encoding="utf-8-sig")
        rows = list(csv.reader(io.StringIO(text), delimiter="," if suffix == "csv" else "\t"))
        assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@"))]
    translate("glossary", "import", f"out.{suffix}", "--glossary", "again")
    assert (
        renderings(tmp_path / "again")
        == renderings(glossary)
        == {
            "-10% rule": "10% 감액 규칙",
            "=SUM(A1)": "=SUM(A1)",
            "@harbour": "@항만",
            "+1 policy": "+1 정책",
            "’90s boom": "90년대 호황",
            "'90s slump": "'90년대 침체",
            "'=quoted": "'=인용",
        }
    )


def test_c05_deepl_export(translate: Run, case: Callable[[str], Path], tmp_path: Path) -> None:
    path = case("C05.csv")
    korean = {"treaty": "조약", "strait": "해협", "Strait, the": "그 해협"}
    first = translate("glossary", "import", path, "--glossary", "all")
    assert renderings(tmp_path / "all") == korean
    assert renderings(tmp_path / "all", "ja") == {"treaty": "条約"}
    assert first.stderr.splitlines() == [
        "1 row had its languages the other way round and was turned",
        "dropped: column 5 (1 value)",
        "ko: 3 added, 0 changed, 1 there already, 0 differ",
        "ja: 1 added, 0 changed, 0 there already, 0 differ",
    ]
    translate("glossary", "import", path, "--to", "ko", "--glossary", "korean")
    assert renderings(tmp_path / "korean") == korean
    assert not (tmp_path / "korean" / "ja.po").exists()


def test_c07_tbx_version_3(translate: Run, case: Callable[[str], Path], tmp_path: Path) -> None:
    path = case("C07.tbx")
    translate("glossary", "import", path, "--to", "ko", "--glossary", "ko")
    assert entries(tmp_path / "ko") == [
        Entry(
            "breakwater", "방파제", aliases=("mole",), part_of_speech="noun", glossary="-",
            extra=(("subject-field", "sea"),),
        )
    ]  # fmt: skip
    translate("glossary", "import", path, "--to", "zh-Hant", "--glossary", "hant")
    assert renderings(tmp_path / "hant", "zh_Hant") == {"breakwater": "防波堤", "buoy": "浮標"}
    import_file(path, tmp_path / "all")
    translate("glossary", "export", "out.tbx", "--glossary", "all")
    import_file(tmp_path / "out.tbx", tmp_path / "again")
    for locale in ("ko", "zh_Hant"):
        assert entries(tmp_path / "again", locale) == entries(tmp_path / "all", locale)


def test_c09_tmx_with_languages_in_all_spellings(
    translate: Run, case: Callable[[str], Path], tmp_path: Path
) -> None:
    result = translate("glossary", "import", case("C09.tmx"), "--to", "ko", "--glossary", "G")
    assert renderings(tmp_path / "G") == {
        "harbour light": "항만 등화",
        "tide table": "조석표",
        "keel": "용골",
    }
    assert result.stderr.splitlines() == [
        "skipped: line 8: “no Korean here”: only in other languages (fr)",
        "ko: 3 added, 0 changed, 0 there already, 0 differ",
    ]
    translate("glossary", "import", "C09.tmx", "--to", "zh-Hant", "--glossary", "G")
    assert renderings(tmp_path / "G", "zh_Hant") == {"harbour light": "港燈"}


def test_c11_omegat_glossary_in_utf16(translate: Run, case: Callable[[str], Path], tmp_path: Path) -> None:
    result = translate("glossary", "import", case("C11.txt"), "--to", "ko", "--glossary", "G")
    assert renderings(tmp_path / "G") == {"ferry": "도선", "strait": "해협", "lighthouse": "등대"}
    assert entries(tmp_path / "G")[0].note == "small boats only"
    assert "skipped: line 6: no rendering: “unfinished”" in result.stderr


@pytest.mark.parametrize("suffix", ["csv", "json", "tbx", "tsv", "xlsx", "tmx"])
def test_b05_homographs_survive_exchange(
    suffix: str, translate: Run, case_glossary: Callable[..., Path], tmp_path: Path
) -> None:
    glossary = case_glossary("B05.ko.po")
    translate("glossary", "export", f"out.{suffix}", "--glossary", glossary)
    import_file(tmp_path / f"out.{suffix}", tmp_path / "again")
    seals = {entry.context: entry.rendering for entry in entries(tmp_path / "again") if entry.term == "seal"}
    assert seals == {"animal": "물범", "document": "관인", "": "봉인"}
    assert entries(tmp_path / "again") == entries(glossary)


def test_nothing_is_overwritten_unasked(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("en,ko,note\ntreaty,조약,mine\nquay,안벽,\n", encoding="utf-8")
    (tmp_path / "theirs.csv").write_text(
        "en,ko,note,aliases\ntreaty,협정,theirs,pact\nquay,안벽,for ships,\n", encoding="utf-8"
    )
    import_file(tmp_path / "mine.csv", tmp_path / "G")
    kept = translate("glossary", "import", "theirs.csv", "--glossary", "G")
    assert kept.stdout == (
        "kept: line 2: treaty, ko, rendering: “조약” here, “협정” there\n"
        "kept: line 2: treaty, ko, note: “mine” here, “theirs” there\n"
    )
    assert kept.stderr == "ko: 0 added, 2 changed, 0 there already, 2 differ\n"
    treaty, quay = entries(tmp_path / "G")
    assert (treaty.rendering, treaty.note, treaty.aliases) == ("조약", "mine", ("pact",))
    assert quay.note == "for ships"
    import_file(tmp_path / "theirs.csv", tmp_path / "G", on_conflict="both")
    assert entries(tmp_path / "G")[0].accept == ("협정",)
    replaced = translate("glossary", "import", "theirs.csv", "--glossary", "G", "--on-conflict", "replace")
    assert replaced.stdout.startswith("replaced: line 2: treaty, ko, rendering: “조약” here, “협정” there\n")
    treaty = entries(tmp_path / "G")[0]
    assert (treaty.rendering, treaty.note, treaty.accept) == ("협정", "theirs", ())


def test_what_belongs_to_a_rendering_goes_with_it(tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text(
        "en,ko,forms,reading,avoid,kind\nseal,물범,물범들,물범,바다표범 | 인장,animal\n", encoding="utf-8"
    )
    theirs = tmp_path / "theirs.csv"
    theirs.write_text("en,ko,forms,avoid\nseal,바다표범,바다표범들,물범\n", encoding="utf-8")
    import_file(mine, tmp_path / "G")
    import_file(theirs, tmp_path / "G")
    kept = entries(tmp_path / "G")[0]
    assert (kept.rendering, kept.forms, kept.avoid) == ("물범", ("물범들",), ("바다표범", "인장"))
    import_file(theirs, tmp_path / "G", on_conflict="replace")
    replaced = entries(tmp_path / "G")[0]
    assert (replaced.rendering, replaced.forms, replaced.reading) == ("바다표범", ("바다표범들",), "")
    assert (replaced.avoid, replaced.kind) == (("인장", "물범"), "animal")


def test_two_renderings_in_one_file_are_a_conflict_too(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("en,ko\nseal,물범\nseal,인장\nseal,물범\n", encoding="utf-8")
    result = import_file(tmp_path / "a.csv", tmp_path / "G")
    assert list(map(str, result.conflicts)) == ["line 3: seal, ko, rendering: “물범” here, “인장” there"]
    assert renderings(tmp_path / "G") == {"seal": "물범"}


def test_a_forbidden_rendering_is_to_be_avoided(translate: Run, tmp_path: Path) -> None:
    result = translate("glossary", "import", DATA / "weblate.tbx", "--glossary", "G")
    lighthouse, ship = entries(tmp_path / "G")
    assert (lighthouse.rendering, lighthouse.avoid, lighthouse.forbidden) == ("등대", ("불빛 집",), False)
    assert ship.keep
    assert result.stderr == "ko: 2 added, 1 changed, 0 there already, 0 differ\n"
    # It also finds the good entry that was there before.
    (tmp_path / "b.json").write_text(
        '[{"en": "lighthouse", "ko": {"rendering": "등불탑", "forbidden": true}}]', encoding="utf-8"
    )
    import_file(tmp_path / "b.json", tmp_path / "G")
    assert entries(tmp_path / "G")[0].avoid == ("불빛 집", "등불탑")


def test_po_of_poedit_and_weblate(tmp_path: Path) -> None:
    import_file(DATA / "poedit.po", tmp_path / "G")
    found = {entry.term: entry for entry in entries(tmp_path / "G")}
    assert found["lighthouse"].note == "항만에서 쓰는 말\nExplanation: a tower with a light"
    assert found["lighthouse"].avoid == ("불빛 집",)
    assert found["Tidewater"].keep and found["quay"].fuzzy and found["wharf"].obsolete


def test_po_is_exported_byte_for_byte(
    translate: Run, case_glossary: Callable[..., Path], tmp_path: Path
) -> None:
    glossary = case_glossary("B03.ko.po")
    translate("glossary", "export", "out.po", "--glossary", glossary)
    assert (tmp_path / "out.po").read_bytes() == (glossary / "ko.po").read_bytes()


def test_existing_entries_stay_byte_for_byte(translate: Run, tmp_path: Path) -> None:
    glossary = tmp_path / "ko.po"
    shutil.copyfile(DATA / "poedit.po", glossary)
    (tmp_path / "more.csv").write_text("en,ko,ja\nbuoy,부이,浮標\nlighthouse,등대,灯台\n", encoding="utf-8")
    before = glossary.read_text(encoding="utf-8")
    result = translate("glossary", "import", "more.csv", "--glossary", "ko.po")
    after = glossary.read_text(encoding="utf-8")
    assert after.replace('\nmsgid "buoy"\nmsgstr "부이"\n', "") == before
    assert result.stderr.splitlines() == [
        "dropped: ja (2 values)", "ko: 1 added, 0 changed, 1 there already, 0 differ",
    ]  # fmt: skip


def test_an_import_of_the_same_file_changes_nothing(translate: Run, tmp_path: Path) -> None:
    import_file(DATA / "google-term-set.csv", tmp_path / "G")
    before = {path.name: path.read_bytes() for path in (tmp_path / "G").iterdir()}
    result = translate("glossary", "import", DATA / "google-term-set.csv", "--glossary", "G", "--json")
    assert {path.name: path.read_bytes() for path in (tmp_path / "G").iterdir()} == before
    report = json.loads(result.stdout)
    assert report["written"] == [] and report["format"] == "csv"
    assert report["languages"]["zh-Hant"] == {"added": 0, "changed": 0, "unchanged": 2, "conflicts": 0}
    assert report["dropped"] == {"fr": 2}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("laughs.tbx", '<!DOCTYPE x [<!ENTITY a "b">]><martif/>',
         "laughs.tbx:1: the file declares the XML entity “a”, which is refused; write the text itself"),
        ("open.csv", 'en,ko\nquay,안벽\n"pier,잔교\n',
         "open.csv:3: a quotation mark opens a cell here and is never closed"),
        ("torn.tmx", "<tmx><body><tu>", "torn.tmx:1: it is not well-formed XML (no element found)"),
        ("empty.csv", "", "empty.csv: nothing was imported"),
        ("other.json", "nothing", "other.json:1: not valid JSON at column 1"),
        ("bad.po", 'msgid "a"\nmsgstr b\n', None),
    ],
)  # fmt: skip
def test_bad_input_leaves_the_glossary_alone(
    name: str, content: str, message: str | None, translate: Run, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    import_file(DATA / "deepl-api.tsv", tmp_path / "G", targets=("ko",))
    before = (tmp_path / "G" / "ko.po").read_bytes()
    result = translate("glossary", "import", name, "--to", "ko", "--glossary", "G", status=1)
    assert (tmp_path / "G" / "ko.po").read_bytes() == before
    if message is not None:
        assert result.stderr == f"Error: {message}\n"
    with suppress(GlossaryError):
        import_file(tmp_path / name, tmp_path / "new", targets=("ko",))
    assert not (tmp_path / "new").exists()


def test_patterns_that_cannot_work_are_skipped(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "en,ko\n{place} summit,{person} 회담\nquay,안벽\n{n} of {m},{m} 중 {n}\n", encoding="utf-8"
    )
    result = translate("glossary", "import", "a.csv", "--glossary", "G")
    assert renderings(tmp_path / "G") == {"quay": "안벽", "{n} of {m}": "{m} 중 {n}"}
    assert result.stderr.splitlines()[0] == (
        "skipped: line 2: the rendering “{person} 회담” has {person}, which “{place} summit” has not"
    )


def test_languages_the_other_way_round(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("나토,NATO\n안벽,quay\n", encoding="utf-8")
    translate("glossary", "import", "a.csv", "--from", "ko", "--to", "en", "--glossary", "G")
    assert renderings(tmp_path / "G") == {"NATO": "나토", "quay": "안벽"}
    result = translate(
        "glossary", "import", "a.csv", "--from", "ko", "--to", "ja", "--glossary", "G", status=1
    )
    assert result.stderr == "Error: The terms of a glossary are English: with --from ko give --to en.\n"


def test_long_lists_are_cut(translate: Run, tmp_path: Path) -> None:
    rows = "".join(f"term {number},\n" for number in range(30))
    (tmp_path / "a.csv").write_text(f"en,ko\nquay,안벽\n{rows}", encoding="utf-8")
    short = translate("glossary", "import", "a.csv", "--glossary", "G").stderr.splitlines()
    assert len(short) == 21 and short[19] == "… and 11 more; --verbose shows all"
    assert (
        len(translate("glossary", "import", "a.csv", "--glossary", "G", "--verbose").stderr.splitlines())
        == 31
    )


def test_missing_file_and_unknown_format(translate: Run) -> None:
    result = translate("glossary", "import", "no.csv", "--glossary", "G", status=1)
    assert result.stderr == "Error: no.csv: cannot read it: No such file or directory\n"
    result = translate("glossary", "import", "no.csv", "--glossary", "G", "--format", "doc", status=2)
    assert "'doc' is not one of 'csv', 'tsv'" in result.stderr


def test_export_refuses_what_it_cannot_do(
    translate: Run, case_glossary: Callable[..., Path], tmp_path: Path
) -> None:
    glossary = case_glossary("A05.ko.po", "A05.zh_Hans.po")
    result = translate("glossary", "export", "out.po", "--glossary", glossary, status=1)
    assert result.stderr == (
        f"Error: {glossary}: gettext PO holds one language: give one with --to (the glossary has ko, zh)\n"
    )
    result = translate("glossary", "export", "out.csv", "--glossary", glossary, "--to", "ja", status=1)
    assert result.stderr == f"Error: {glossary}: the glossary has no file for ja\n"
    (tmp_path / "out.csv").write_text("mine", encoding="utf-8")
    result = translate("glossary", "export", "out.csv", "--glossary", glossary, status=1)
    assert result.stderr == "Error: out.csv exists already; give --force to overwrite it.\n"
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "mine"
    translate("glossary", "export", "out.csv", "--glossary", glossary, "--force")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").startswith("en,ko,zh")
    result = translate("glossary", "export", "-", "--glossary", glossary, status=2)
    assert "Standard output has no suffix: give --format." in result.stderr


def test_export_to_standard_output(translate: Run, case_glossary: Callable[..., Path]) -> None:
    glossary = case_glossary("C03.ko.po")
    result = translate("glossary", "export", "-", "--format", "omegat", "--glossary", glossary)
    assert "'90s slump\t'90년대 침체\n" in result.stdout
    assert result.stderr == "7 concepts written\n"


def test_export_says_what_it_drops(translate: Run, tmp_path: Path) -> None:
    shutil.copyfile(DATA / "poedit.po", tmp_path / "ko.po")
    result = translate("glossary", "export", "terms.tbx", "--glossary", "ko.po")
    assert result.stdout == "terms.tbx\n"
    assert result.stderr.splitlines() == [
        "dropped: comments without a key (3 values)",
        "5 concepts written",
    ]


def test_terms_without_a_rendering_can_be_filled_in(tmp_path: Path) -> None:
    (tmp_path / "G").mkdir()
    (tmp_path / "G" / "ko.po").write_text(
        'msgid "quay"\nmsgstr ""\n\nmsgid "pier"\nmsgstr "잔교"\n', encoding="utf-8"
    )
    export_file(tmp_path / "G", tmp_path / "out.csv")
    text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    (tmp_path / "out.csv").write_text(text.replace("quay,", "quay,안벽"), encoding="utf-8")
    import_file(tmp_path / "out.csv", tmp_path / "G")
    assert renderings(tmp_path / "G") == {"quay": "안벽", "pier": "잔교"}


def test_every_format_is_offered(translate: Run) -> None:
    for command in ("import", "export"):
        text = translate("glossary", command, "--help").stdout
        assert f"One of {', '.join(FORMATS)}." in " ".join(text.split())


def test_library_round_trip_of_a_curated_glossary(tmp_path: Path) -> None:
    export_file("east-asia-diplomacy", tmp_path / "terms.tbx")
    result = import_file(tmp_path / "terms.tbx", tmp_path / "G")
    assert result.report.skipped == [] and result.conflicts == []
    original = open_glossary(glossaries_folder() / "east-asia-diplomacy", "-")
    for locale in original.locales:
        file = original.read(locale)
        assert file is not None
        assert entries(tmp_path / "G", locale) == list(file.entries)
