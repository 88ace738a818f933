"""``translate file``: what is written where, what is printed, and the options."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

from translate import __version__

SENTENCE = "Prime Minister Takaichi visited Nara.\n"
PLAIN = ("--no-glossary", "--no-memory")
"""Where terms do not matter; it saves a second."""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    return path


@pytest.fixture
def files(tmp_path: Path) -> Any:
    """The names of all files below ``tmp_path``, sorted."""
    return lambda: sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())


def glossary(folder: Path, **entries: str) -> Path:
    """A Korean glossary; ``_`` in a term stands for a space."""
    folder.mkdir()
    blocks = ['msgid ""\nmsgstr "Language: ko\\n"\n']
    blocks += [f'msgid "{term.replace("_", " ")}"\nmsgstr "{value}"\n' for term, value in entries.items()]
    (folder / "ko.po").write_text("\n".join(blocks), encoding="utf-8")
    return folder


# -- what is written where ---------------------------------------------------------------------


def test_outputs_stand_beside_the_input_under_canonical_codes(
    translate: Run, article: Path, files: Any
) -> None:
    result = translate("file", "article.txt", "--to", "ko", "--to", "ja", "--to", "zh_CN", "--to", "zh-TW")
    assert files() == [
        "article.ja.txt",
        "article.ko.txt",
        "article.txt",
        "article.zh-Hant.txt",
        "article.zh.txt",
    ]
    assert result.stdout == ""
    assert "다카이치 총리" in article.with_name("article.ko.txt").read_text(encoding="utf-8")
    assert "高市首相" in article.with_name("article.ja.txt").read_text(encoding="utf-8")
    assert "奈良" in article.with_name("article.zh.txt").read_text(encoding="utf-8")
    assert "首相" in article.with_name("article.zh-Hant.txt").read_text(encoding="utf-8")


def test_a_language_named_twice_is_translated_into_once(translate: Run, article: Path, files: Any) -> None:
    translate("file", *PLAIN, "article.txt", "--to", "zh", "--to", "zh-Hans")
    assert files() == ["article.txt", "article.zh.txt"]


@pytest.mark.parametrize(
    ("output", "written"),
    [
        ("seoul.txt", "seoul.txt"),
        ("new/deep/seoul.txt", "new/deep/seoul.txt"),
        ("new", "new/article.ko.txt"),
        ("new.d/", "new.d/article.ko.txt"),
        ("old.d", "old.d/article.ko.txt"),
    ],
)
def test_the_output_is_a_file_or_a_folder(
    translate: Run, article: Path, files: Any, output: str, written: str
) -> None:
    (article.parent / "old.d").mkdir()
    translate("file", *PLAIN, "article.txt", "--to", "ko", "-o", output)
    assert files() == sorted(["article.txt", written])


def test_a_path_with_a_suffix_is_a_folder_for_several_outputs(
    translate: Run, article: Path, files: Any
) -> None:
    translate("file", *PLAIN, "article.txt", "--to", "ko", "--to", "ja", "-o", "out.d")
    assert files() == ["article.txt", "out.d/article.ja.txt", "out.d/article.ko.txt"]


def test_a_hyphen_means_standard_input_and_output(translate: Run, article: Path, files: Any) -> None:
    beside = translate("file", *PLAIN, "article.txt", "--to", "ko", "-o", "-")
    piped = translate("file", *PLAIN, "-", "--to", "ko", input=SENTENCE)
    assert beside.stdout == piped.stdout
    assert "다카이치" in piped.stdout
    assert piped.stdout.endswith(".\n")
    assert files() == ["article.txt"]
    translate("file", *PLAIN, "-", "--to", "ko", "--to", "ja", "-o", "out", input=SENTENCE)
    assert files() == ["article.txt", "out/stdin.ja.txt", "out/stdin.ko.txt"]
    assert (article.parent / "out" / "stdin.ko.txt").read_text(encoding="utf-8") == piped.stdout


def test_the_format_of_standard_input_can_be_named(translate: Run) -> None:
    result = translate(
        "file", *PLAIN, "-", "--to", "ko", "--format", "markdown", input="# Seoul\n\n```\nSeoul\n```\n"
    )
    assert result.stdout == "# 서울\n\n```\nSeoul\n```\n"


def test_files_and_patterns_are_translated_each_once(translate: Run, tmp_path: Path, files: Any) -> None:
    for name in ("a.md", "b.md", "sub/c.md", "[d].txt", "e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Seoul.\n", encoding="utf-8")
    (tmp_path / "folder.md").mkdir()
    result = translate("file", *PLAIN, "a.md", "./a.md", "**/*.md", "[d].txt", "--to", "ko", "-o", "out")
    assert [name for name in files() if name.startswith("out")] == [
        "out/[d].ko.txt",
        "out/a.ko.md",
        "out/b.ko.md",
        "out/c.ko.md",
    ]
    assert result.stderr.count("[ko]: 1 sentence in") == 4
    assert (tmp_path / "out" / "[d].ko.txt").read_text(encoding="utf-8") == "서울.\n"


def test_outputs_of_an_earlier_call_are_not_translated_again(
    translate: Run, article: Path, files: Any
) -> None:
    translate("file", *PLAIN, "*.txt", "--to", "ko")
    result = translate("file", *PLAIN, "*.txt", "--to", "ko", "--force")
    assert files() == ["article.ko.txt", "article.txt"]
    assert (
        "Note: article.ko.txt is the output of another input, so it is not translated itself.\n"
        in result.stderr
    )


def test_a_file_name_that_begins_with_a_hyphen(translate: Run, tmp_path: Path, files: Any) -> None:
    (tmp_path / "--help.txt").write_text("Seoul.\n", encoding="utf-8")
    translate("file", *PLAIN, "--to", "ko", "--", "--help.txt")
    assert files() == ["--help.ko.txt", "--help.txt"]


def test_an_empty_file_gives_an_empty_output(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b" \r\n\r\n")
    translate("file", *PLAIN, "empty.md", "blank.txt", "--to", "ko")
    assert (tmp_path / "empty.ko.md").read_bytes() == b""
    assert (tmp_path / "blank.ko.txt").read_bytes() == b" \r\n\r\n"


def test_line_endings_byte_order_mark_and_missing_last_line_feed_are_kept(
    translate: Run, tmp_path: Path
) -> None:
    (tmp_path / "dos.txt").write_bytes("\ufeffSeoul.\r\n\r\n  Tokyo.".encode())
    translate("file", *PLAIN, "dos.txt", "--to", "ko")
    assert (tmp_path / "dos.ko.txt").read_bytes().decode() == "\ufeff서울.\r\n\r\n  도쿄."


def test_half_a_character_in_a_message_harms_no_other(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"a": "Half \\ud83d one", "b": "Seoul."}', encoding="utf-8")
    translate("file", *PLAIN, "a.json", "--to", "ko")
    written = (tmp_path / "a.ko.json").read_text(encoding="utf-8")
    assert json.loads(written) == {"a": "Half \ud83d one", "b": "서울."}


def test_an_encoding_can_be_named(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Café Seoul.\n".encode("utf-16-be"))
    result = translate("file", *PLAIN, "a.txt", "--to", "ko", "--encoding", "utf-16-be", "--json")
    assert json.loads(result.stdout)["files"][0]["sentences"][0]["source"] == "Café Seoul."
    assert (tmp_path / "a.ko.txt").read_bytes().decode("utf-16-be").endswith(".\n")


def test_a_charset_that_cannot_hold_korean_becomes_utf_8_with_a_remark(
    translate: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes("The ferry’s in Seoul.\n".encode("cp1252"))
    result = translate("file", *PLAIN, "a.txt", "--to", "ko", "--to", "ja")
    remark = (
        "Note: a.txt: Written as UTF-8: the charset of the source, Windows-1252, cannot hold the translation."
    )
    assert result.stderr.splitlines().count(remark) == 1
    assert "서울" in (tmp_path / "a.ko.txt").read_text(encoding="utf-8")


# -- what is printed ---------------------------------------------------------------------------


def test_the_summary_says_what_was_done(translate: Run, article: Path) -> None:
    lines = translate("file", "article.txt", "--to", "ko", "--to", "ja").stderr.splitlines()
    assert len(lines) == 4
    assert lines[0] == (
        "Note: translate-en_ko-0_2 is the small starter package; "
        "“translate models install ko” brings the full one."
    )
    before, _, after = lines[1].partition(" in ")
    assert before == "article.txt → article.ko.txt [ko]: 1 sentence"
    assert after.split(" s ")[0].replace(".", "").isdigit()
    assert after.endswith(" s with translate-en_ko-0_2; terms: 2 found, 2 as the glossary says.")
    assert lines[3].startswith("article.txt → article.ja.txt [ja]: 1 sentence in ")


def test_quiet_prints_failures_only(translate: Run, article: Path, files: Any) -> None:
    result = translate("file", *PLAIN, "article.txt", "missing.txt", "--to", "ko", "--quiet", status=1)
    assert (result.stdout, result.stderr) == ("", "Error: missing.txt: no such file.\n")
    assert files() == ["article.ko.txt", "article.txt"]


def test_verbose_names_every_term(translate: Run, article: Path) -> None:
    lines = translate("file", "article.txt", "--to", "ko", "--verbose").stderr.splitlines()
    assert lines[2:] == [
        "  line 1: Prime Minister {person} → 다카이치 총리 (written by the package, east-asia-diplomacy)",
        "  line 1: Nara → 나라 (written by the package, cities)",
    ]


def test_of_many_remarks_some_are_printed_and_json_has_all(translate: Run, tmp_path: Path) -> None:
    rows = (f"It cost {number * 7 + 13} million dollars in {1900 + number}." for number in range(80))
    (tmp_path / "long.txt").write_text("\n".join(rows) + "\n")
    call = ("file", "long.txt", "--to", "ko", "--no-glossary")
    result = translate(*call, "--json")
    [report] = json.loads(result.stdout)["files"]
    number = sum(len(sentence["warnings"]) for sentence in report["sentences"])
    assert number > 21
    printed = result.stderr.splitlines()[2:]
    assert [line[:7] for line in printed[:-1]] == ["  line "] * 20
    assert printed[-1] == f"  … and {number - 20} more (see --json)."
    verbose = translate(*call, "--force", "--verbose").stderr.splitlines()[2:]
    assert (len(verbose), verbose[:20]) == (number, printed[:20])


def test_a_glossary_with_nothing_in_a_language_is_named_once(translate: Run, article: Path) -> None:
    glossary(article.parent / "G", Nara="나라현")
    (article.parent / "b.txt").write_text("Nara.\n", encoding="utf-8")
    result = translate("file", "article.txt", "b.txt", "--to", "ja", "--glossary", "G")
    assert result.stderr.splitlines().count("Note: The glossary “G” has no entries for ja.") == 1


# -- the report --------------------------------------------------------------------------------


def test_the_report_has_every_sentence_and_term(translate: Run, article: Path) -> None:
    article.write_text(
        "Prime Minister Takaichi visited Nara.\n\nIt 😀 rained. Nara’s mayor met her in Nara.\n",
        encoding="utf-8",
    )
    result = translate("file", "article.txt", "--to", "ko", "--to", "zh-Hant", "-o", "out", "--json")
    report = json.loads(result.stdout)
    assert list(report) == ["version", "tool", "files", "summary"]
    assert report["version"] == 1
    assert report["tool"] == f"glossary-translate {__version__}"
    assert report["summary"] == {"found": 8, "satisfied": 8}
    korean, traditional = report["files"]
    assert list(korean) == ["source", "target", "lang", "package", "sentences"]
    assert [korean["source"], korean["target"], korean["lang"], korean["package"]] == [
        "article.txt",
        "out/article.ko.txt",
        "ko",
        "translate-en_ko-0_2",
    ]
    assert [traditional["lang"], traditional["package"]] == ["zh-Hant", "translate-en_zh-0_2"]
    assert [sentence["line"] for sentence in korean["sentences"]] == [1, 3, 3]
    assert [sentence["source"] for sentence in korean["sentences"]] == [
        "Prime Minister Takaichi visited Nara.",
        "It 😀 rained.",
        "Nara’s mayor met her in Nara.",
    ]
    for file in report["files"]:
        written = (article.parent / file["target"]).read_text(encoding="utf-8")
        for sentence in file["sentences"]:
            assert list(sentence) == ["line", "source", "target", "terms", "warnings"]
            assert sentence["target"] in written
    terms = [term for sentence in korean["sentences"] for term in sentence["terms"]]
    assert list(terms[0]) == ["term", "glossary", "rendering", "status", "source_span", "target_span"]
    assert [(term["term"], term["glossary"], term["rendering"]) for term in terms] == [
        ("Prime Minister {person}", "east-asia-diplomacy", "다카이치 총리"),
        ("Nara", "cities", "나라"),
        ("Nara", "cities", "나라"),
        ("Nara", "cities", "나라"),
    ]


STATUSES = {"free", "forced", "carried", "spliced", "replaced", "missing", "ambiguous", "surplus"}


def test_spans_are_code_points_and_point_at_what_they_say(translate: Run, tmp_path: Path) -> None:
    glossary(tmp_path / "G", Tidebook="타이드북", harbour_light="항만 등화")
    (tmp_path / "a.txt").write_text(
        "😀 The Tidebook’s harbour light and the U.S. 🇰🇷 harbour lights went out. \U00020bb7 Nara!\n",
        encoding="utf-8",
    )
    report = json.loads(translate("file", "a.txt", "--to", "ko", "--glossary", "G", "--json").stdout)
    sentences = report["files"][0]["sentences"]
    terms = [(sentence, term) for sentence in sentences for term in sentence["terms"]]
    surfaces = []
    for sentence, term in terms:
        assert term["status"] in STATUSES
        if term["source_span"]:
            start, end = term["source_span"]
            surfaces.append(sentence["source"][start:end])
        start, end = term["target_span"]
        assert sentence["target"][start:end] == term["rendering"]
    assert surfaces == ["Tidebook", "harbour light", "U.S.", "harbour lights", "Nara"]


def test_the_report_says_what_is_missing_and_strict_counts_it(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "G").mkdir()
    (tmp_path / "G" / "ko.po").write_text(
        'msgid ""\nmsgstr "Language: ko\\n"\n\n'
        'msgctxt "animal"\nmsgid "zill"\nmsgstr "질라"\n\n'
        'msgctxt "coin"\nmsgid "zill"\nmsgstr "질화"\n',
        encoding="utf-8",
    )
    (tmp_path / "a.txt").write_text("The zill was lost in Nara.\n", encoding="utf-8")
    result = translate(
        "file", "a.txt", "--to", "ko", "--glossary", "G", "--json", "--strict", "--quiet", status=3
    )
    assert result.stderr == "Error: 1 term is not rendered as the glossary says (--strict).\n"
    report = json.loads(result.stdout)
    assert report["summary"] == {"found": 2, "satisfied": 1}
    [zill, _nara] = report["files"][0]["sentences"][0]["terms"]
    assert (zill["term"], zill["status"], zill["target_span"]) == ("zill", "ambiguous", None)
    assert (tmp_path / "a.ko.txt").exists()
    assert translate("file", "a.txt", "--to", "ko", "--strict", "--force", "--no-glossary").returncode == 0


def test_a_report_of_a_failed_call_names_what_was_done(translate: Run, article: Path) -> None:
    result = translate("file", *PLAIN, "missing.txt", "article.txt", "--to", "ko", "--json", status=1)
    assert [file["source"] for file in json.loads(result.stdout)["files"]] == ["article.txt"]
    assert "Error: missing.txt: no such file.\n" in result.stderr


# -- glossaries, packages, decoding ------------------------------------------------------------


def renderings(result: Any) -> list[str]:
    report = json.loads(result.stdout)
    return [term["rendering"] for sentence in report["files"][0]["sentences"] for term in sentence["terms"]]


def test_glossaries_given_first_win_and_curated_ones_come_last(translate: Run, article: Path) -> None:
    glossary(article.parent / "first", Nara="나라시", Prime_Minister_Takaichi="다카이치 수상")
    glossary(article.parent / "second", Nara="나라현")

    def run(*arguments: str) -> list[str]:
        return renderings(translate("file", "article.txt", "--to", "ko", "--json", "--force", *arguments))

    assert run("--glossary", "first") == ["다카이치 수상", "나라시"]
    assert run("--glossary", "second") == ["다카이치 총리", "나라현"]
    assert run("--glossary", "second", "--glossary", "first") == ["다카이치 수상", "나라현"]
    assert run("--no-glossary") == []
    assert run("--no-glossary", "--glossary", "second/ko.po") == ["나라현"]


def test_the_package_named_is_used_for_its_pair(
    translate: Run, article: Path, package_of_others: Any
) -> None:
    package = package_of_others(to_code="ko")
    report = json.loads(
        translate("file", "article.txt", "--to", "ko", "--to", "ja", "--package", package, "--json").stdout
    )
    assert [file["package"] for file in report["files"]] == ["translate-en_ko-1_0", "translate-en_ja-0_2"]


def test_two_packages_for_one_pair_are_one_too_many(
    translate: Run, article: Path, package_of_others: Any, files: Any
) -> None:
    one, other = package_of_others(to_code="ko"), package_of_others(to_code="ko", version="2.0")
    before = files()
    result = translate("file", "article.txt", "--to", "ko", "--package", one, "--package", other, status=1)
    assert result.stderr == f"Error: Two packages are named for en → ko: {one} and {other}. Name one.\n"
    assert files() == before


def test_threads_change_nothing_and_the_beam_may(translate: Run, tmp_path: Path) -> None:
    text = "The governments plan to continue shuttle diplomacy, maintaining high-level exchanges."
    outputs = [
        translate("file", *PLAIN, "-", "--to", "ko", *options, input=text).stdout
        for options in (["--threads", "1"], ["--threads", "3"], ["--beam-size", "1"])
    ]
    assert outputs[0] == outputs[1]
    assert outputs[2] != outputs[0]


def test_force_overwrites(translate: Run, article: Path) -> None:
    target = article.with_name("article.ko.txt")
    target.write_text("mine", encoding="utf-8")
    translate("file", *PLAIN, "article.txt", "--to", "ko", status=1)
    assert target.read_text(encoding="utf-8") == "mine"
    translate("file", *PLAIN, "article.txt", "--to", "ko", "--force")
    assert "다카이치" in target.read_text(encoding="utf-8")


def test_the_register_is_plain_unless_polite_is_asked_for(translate: Run, article: Path) -> None:
    plain = translate("file", "article.txt", "--to", "ja", "-o", "-").stdout
    polite = translate("file", "article.txt", "--to", "ja", "-o", "-", "--register", "polite").stdout
    assert plain == "高市首相は奈良を訪れた。\n"
    assert polite == "高市首相は奈良を訪れました。\n"
