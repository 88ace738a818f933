"""Cases of docs/cases.md the whole way, through the installed command."""

from __future__ import annotations

import json
import os
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from conftest import CASES, Run
from markdown_it import MarkdownIt

Case = Callable[[str], Path]
CaseGlossary = Callable[..., Path]


def report(translate: Run, *arguments: str | Path) -> Any:
    return json.loads(translate("file", *arguments, "--json", "--quiet").stdout)


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_a01_a_term_is_found_in_title_case_capitals_plural_possessive_and_with_a_hyphen(
    translate: Run, case: Case, tmp_path: Path
) -> None:
    case("A01.txt")
    translate("glossary", "import", case("A01.tsv"), "--to", "ko", "--glossary", "G")
    assert report(translate, "A01.txt", "--to", "ko", "--glossary", "G")["summary"] == {
        "found": 5,
        "satisfied": 5,
    }
    assert [line.count("연안기상데스크") for line in lines(tmp_path / "A01.ko.txt")] == [1] * 5


def test_a03_terms_that_begin_or_end_with_punctuation(
    translate: Run, case: Case, case_glossary: CaseGlossary, tmp_path: Path
) -> None:
    case("A03.txt")
    folder = case_glossary("A03.ko.po")
    file = report(translate, "A03.txt", "--to", "ko", "--glossary", folder)["files"][0]
    terms = [[term["term"] for term in sentence["terms"]] for sentence in file["sentences"]]
    assert terms == [[".NET", "C++"], ["AT&T", "#opendata"], []]
    text = (tmp_path / "A03.ko.txt").read_text(encoding="utf-8")
    for rendering in ("닷넷", "시플러스플러스", "에이티앤티", "#열린자료"):
        assert text.count(rendering) == 1
    # Nothing is left of the terms themselves.
    assert not re.search(r"\.net|C\+\+|AT&T|opendata", "\n".join(lines(tmp_path / "A03.ko.txt")[:2]), re.I)
    assert translate("glossary", "check", "--glossary", folder).stdout == ""


def test_a05_a_name_kept_in_one_language_and_translated_in_another(
    translate: Run, case: Case, case_glossary: CaseGlossary, tmp_path: Path
) -> None:
    case("A05.txt")
    folder = case_glossary("A05.ko.po", "A05.zh_Hans.po")
    translate("file", "A05.txt", "--to", "ko", "--to", "zh", "--glossary", folder)
    korean, chinese = lines(tmp_path / "A05.ko.txt"), lines(tmp_path / "A05.zh.txt")
    assert len(korean) == len(chinese) == 2
    for line in korean:
        assert line.count("Harbor Café") == 1
        assert not re.search(r"[A-Za-zÀ-ɏ]", line.replace("Harbor Café", ""))
    for line in chinese:
        assert line.count("海港咖啡") == 1
        assert not re.search(r"[A-Za-zÀ-ɏ]", line)


def test_d01_emphasis_that_touches_letters_and_particles_stays_emphasis(
    translate: Run, case: Case, tmp_path: Path
) -> None:
    source = case("D01.md")
    translate("file", source, "--to", "ko", "--to", "ja", "--to", "zh")
    for code in ("ko", "ja", "zh"):
        text = (tmp_path / f"D01.{code}.md").read_text(encoding="utf-8")
        tokens = [each for token in MarkdownIt().parse(text) for each in [token, *(token.children or [])]]
        counts = Counter(token.type for token in tokens)
        assert [counts[f"{name}_open"] for name in ("strong", "em", "link", "heading", "paragraph")] == [
            4, 1, 1, 1, 4,
        ]  # fmt: skip
        [address] = [token.attrs["href"] for token in tokens if token.type == "link_open"]
        assert address == "https://example.org/a_b_(1).pdf"


def test_e05_marks_emoji_and_bars(
    translate: Run, case: Case, case_glossary: CaseGlossary, tmp_path: Path
) -> None:
    case("E05.txt")
    folder = case_glossary("E05.ko.po")
    translate("file", "E05.txt", "--to", "ko", "--to", "ja", "--to", "zh", "--glossary", folder)
    for code in ("ko", "ja", "zh"):
        written = lines(tmp_path / f"E05.{code}.txt")
        assert len(written) == 9
        for number, line in enumerate(written, 1):
            assert line == line.rstrip()
            assert not re.search(r"。\.|。。|？\?|！!", line)
            assert number == 5 or ".." not in line
        assert "😆" in written[5]
        assert "|" in written[6]
        assert written[7:] == ["🌷🌷🌷 🌷", "42"]
    korean = lines(tmp_path / "E05.ko.txt")
    assert "승합차" in korean[5].partition("😆")[2]
    assert "도선" in korean[6].partition("|")[2]


def test_f01_a_web_page_saved_as_a_package(translate: Run, case: Case) -> None:
    case("F01.argosmodel")
    result = translate("models", "install", "F01.argosmodel", status=1)
    assert result.stderr == (
        "Error: F01.argosmodel: This is a web page, not an Argos package; open it in a browser to see why, "
        "then download the package again.\n"
    )
    assert "translate-en_ko" in translate("models", "list").stdout


def test_f03_a_damaged_package_is_refused_and_passed_over(translate: Run, case: Case) -> None:
    archive = case("F03.argosmodel")
    refusal = translate("models", "install", archive.name, status=1)
    assert refusal.stderr.startswith("Error: F03.argosmodel: metadata.json is malformed.")
    argos = Path(os.environ["ARGOS_PACKAGES_DIR"])
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(argos)
    assert translate("text", "Hello.", "--to", "ko", "--quiet").stdout == "안녕하세요.\n"
    listed = translate("models", "list")
    assert f"Damaged, so passed over: {argos}" in listed.stderr
    assert "9.8" not in listed.stdout
    doctor = translate("doctor", status=None)
    assert str(argos / "translate-en_ko-9_8") in doctor.stdout + doctor.stderr


def test_g01_windows_quotation_marks(translate: Run, case: Case, tmp_path: Path) -> None:
    case("G01.txt")
    result = translate("file", "G01.txt", "--to", "ko", "--json")
    sentences = json.loads(result.stdout)["files"][0]["sentences"]
    source = "\n".join(sentence["source"] for sentence in sentences)
    for part in ("“won’t close” –", "We´re", "€20", "café"):
        assert part in source
    assert not re.search(r"[\ufffd\x80-\x9f가-힣Ѐ-ӿ]", source)
    data = (tmp_path / "G01.ko.txt").read_bytes()
    assert data.decode("utf-8").count("\r\n") == data.count(b"\n") == 3
    assert "Written as UTF-8: the charset of the source, Windows-1252, cannot hold" in result.stderr


def test_g03_utf_16_without_a_byte_order_mark(translate: Run, case: Case, tmp_path: Path) -> None:
    case("G03.txt")
    translate("file", "G03.txt", "--to", "ko")
    text = (tmp_path / "G03.ko.txt").read_bytes().decode("utf-16-le")
    assert not text.startswith("\ufeff")
    assert "\0" not in text
    assert [bool(re.search("[가-힣]", line)) for line in text.split("\r\n")] == [True, True, False]


def test_g05_names_that_break_tools(translate: Run, tmp_path: Path) -> None:
    subprocess.run(["sh", CASES / "G05.sh"], cwd=tmp_path, check=True)
    before = {os.fsencode(path) for path in (tmp_path / "src").rglob("*") if path.is_file()}
    assert len(before) == 11
    result = translate(
        "file", "src/[x]{y}*.txt", "src/**/*.txt", "src/*.TXT", "--to", "ko", "--json", "--quiet"
    )
    files = json.loads(result.stdout)["files"]
    assert len(files) == 10
    after = {os.fsencode(path) for path in (tmp_path / "src").rglob("*") if path.is_file()}
    expected = {re.sub(rb"\.(txt|TXT)\Z", rb".ko.\1", name) for name in before if not name.endswith(b"noext")}
    assert after - before == expected
    assert all(max(file["sentences"][0]["target"]) >= "가" for file in files)


def test_g05_a_name_that_looks_like_a_pattern_is_a_name(translate: Run, tmp_path: Path) -> None:
    subprocess.run(["sh", CASES / "G05.sh"], cwd=tmp_path, check=True)
    translate("file", "src/[x]{y}*.txt", "--to", "ko", "--quiet")
    assert (tmp_path / "src" / "[x]{y}*.ko.txt").exists()
