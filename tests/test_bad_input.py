"""What a call cannot serve ends with one line that says what to do, and nothing is written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run

from translate import PackageError, Translator, parse_language
from translate.models.packages import Discovery

HEADER = 'msgid ""\nmsgstr "Language: ko\\n"\n\n'


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with an article and everything that is wrong with inputs."""
    (tmp_path / "a.txt").write_text("The ferry left.\n", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "sound.txt").write_bytes(b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "odd.txt").write_bytes(b"The ferry\xff\xfe\x81 left \x8d\x9d\xc3\n")
    (tmp_path / "done.txt").write_text("It rained.\n", encoding="utf-8")
    (tmp_path / "done.ko.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "protected.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "protected.txt").chmod(0o444)
    (tmp_path / "link.txt").symlink_to("protected.txt")
    for name, content in {
        "broken": 'msgid "treaty\nmsgstr "조약"\n',
        "divided": 'msgid "treaty"\nmsgstr "조약"\n\nmsgid "treaty"\nmsgstr "협정"\n',
        "unclear": '#. case: upside-down\nmsgid "treaty"\nmsgstr "조약"\n',
    }.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "ko.po").write_text(HEADER + content, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    return tmp_path


Snapshot = Callable[[], dict[str, bytes]]


@pytest.fixture
def snapshot(place: Path) -> Snapshot:
    """Everything that stands in the folder."""
    return lambda: {
        str(path.relative_to(place)): path.read_bytes() if path.is_file() else b""
        for path in place.rglob("*")
        if path.name != "a.txt"
    }


VALUES = {
    "missing file": (["nope.txt"], "nope.txt: no such file."),
    "text in the place of a file": (
        ["The ferry left the pier."],
        "The ferry left the pier.: no such file. A text itself is translated by “translate text”.",
    ),
    "name that no file can have": (["n" * 300], "n" * 300 + ": no such file."),
    "pattern without a match": (["*.docx"], "*.docx: no such file."),
    "folder": (["folder"], "folder is a folder; name the files in it, or use “translate corpus”."),
    "binary file": (
        ["sound.txt"],
        "sound.txt: Not a text file: byte 0x00 at offset 5. If it is text, name its charset with --encoding.",
    ),
    "known kind of binary file": (
        ["picture.txt"],
        "picture.txt: Not a text file but PNG data. Convert it to text or to a format of --format.",
    ),
    "unreadable encoding": (
        ["odd.txt"],
        "odd.txt: Cannot tell the charset: byte 0xFF at offset 9 is not UTF-8. "
        "Name it with --encoding, for example --encoding cp1252.",
    ),
    "wrong encoding named": (
        ["odd.txt", "--encoding", "utf-8"],
        "odd.txt: Byte 0xFF at offset 9 is not UTF-8. Mend the file, or name its charset with --encoding.",
    ),
    "unknown encoding": (
        ["a.txt", "--encoding", "klingon"],
        "a.txt: Unknown encoding “klingon”. Examples: utf-8, utf-16, cp1252, mac_roman.",
    ),
    "unknown language": (["a.txt", "--to", "fr"], "Unknown language “fr”. Languages: ko, ja, zh, zh-Hant."),
    "language by its name": (
        ["a.txt", "--to", "Korean"],
        "Unknown language “Korean”: did you mean “ko”? Languages: ko, ja, zh, zh-Hant.",
    ),
    "no language at all": (["a.txt", "--to", "??"], "Unknown language “??”. Languages: ko, ja, zh, zh-Hant."),
    "into English": (
        ["a.txt", "--to", "en"],
        "The text is English already: choose ko, ja, zh or zh-Hant with --to.",
    ),
    "from Korean": (["a.txt", "--from", "ko"], "Only English can be translated from, not “ko”."),
    "from an unknown language": (
        ["a.txt", "--from", "tlh"],
        "Only English can be translated from, not “tlh”.",
    ),
    "unknown package": (
        ["a.txt", "--package", "translate-en_ko-9"],
        "No package “translate-en_ko-9” here; “translate models list” shows what there is.",
    ),
    "broken PO": (
        ["a.txt", "--glossary", "broken"],
        "broken/ko.po:4: a string that does not end, or text after it",
    ),
    "conflicting entries": (
        ["a.txt", "--glossary", "divided"],
        "divided/ko.po:7: “treaty” is “협정” here and “조약” in line 4; "
        "keep one, or tell them apart with msgctxt",
    ),
    "entry that breaks the specification": (
        ["a.txt", "--glossary", "unclear/ko.po"],
        "unclear/ko.po:4: “case: upside-down”: write sensitive or insensitive",
    ),
    "folder without a glossary": (
        ["a.txt", "--glossary", "./empty"],
        "empty: no glossary: a glossary folder holds ko.po, ja.po, zh_Hans.po or zh_Hant.po",
    ),
    "mistyped glossary": (
        ["a.txt", "--glossary", "citis"],
        "No glossary is called “citis”: did you mean “cities”? A path must exist.",
    ),
    "existing target": (["done.txt"], "done.ko.txt exists already; give --force to overwrite it."),
    "read-only target": (
        ["a.txt", "-o", "protected.txt", "--force"],
        "Cannot write protected.txt: it is read-only.",
    ),
    "link as target": (
        ["a.txt", "-o", "link.txt", "--force"],
        "Cannot write link.txt: it is a symbolic link; name the file it points to.",
    ),
    "target below a file": (
        ["a.txt", "-o", "done.txt/x/"],
        "Cannot write done.txt/x/a.ko.txt: Not a directory.",
    ),
    "input as target": (
        ["done.txt", "-o", "folder/../done.txt", "--force"],
        "folder/../done.txt is the input itself; choose another output.",
    ),
    "one target for two languages": (
        ["a.txt", "--to", "zh-TW", "--to", "zh-HK"],
        "Two outputs would be written to a.zh-Hant.txt; translate them in separate calls.",
    ),
    "one target for two inputs": (
        ["done.txt", "folder/../done.txt", "-o", "out/"],
        "Two outputs would be written to out/done.ko.txt; translate them in separate calls.",
    ),
}


@pytest.mark.parametrize("kind", VALUES)
def test_a_value_that_cannot_be_served_is_status_1(
    translate: Run, place: Path, snapshot: Snapshot, kind: str
) -> None:
    arguments, message = VALUES[kind]
    before = snapshot()
    languages = [] if "--to" in arguments else ["--to", "ko"]
    result = translate("file", "--quiet", "--no-memory", *arguments, *languages, status=1)
    assert (result.stdout, result.stderr) == ("", f"Error: {message}\n")
    written = {"out", "out/done.ko.txt"} if kind == "one target for two inputs" else set()
    assert {name: data for name, data in snapshot().items() if name not in written} == before


USAGE = {
    "no language": (
        ["a.txt"],
        "Missing option '--to'. Name a language, such as --to ko, or set “languages” in translate.toml "
        "(translate init).",
    ),
    "no file": (["--to", "ko"], "Missing argument 'FILES...'."),
    "two texts on standard output": (
        ["a.txt", "--to", "ko", "--to", "ja", "-o", "-"],
        "Standard output (-o -) takes exactly one text: one input and one --to.",
    ),
    "two inputs on standard output": (
        ["a.txt", "done.txt", "--to", "ko", "-o", "-"],
        "Standard output (-o -) takes exactly one text: one input and one --to.",
    ),
    "standard input in two languages": (
        ["-", "--to", "ko", "--to", "ja"],
        "Standard input goes to standard output in one language only; name a folder with -o for more.",
    ),
    "standard input twice": (["-", "-", "--to", "ko"], "Standard input (-) can be given only once."),
    "report and text on standard output": (
        ["a.txt", "--to", "ko", "--json", "-o", "-"],
        "--json and the translation both want standard output; name a file or folder with -o.",
    ),
    "report and text of standard input": (
        ["-", "--to", "ko", "--json"],
        "--json and the translation both want standard output; name a file or folder with -o.",
    ),
    "unknown format": (
        ["a.txt", "--to", "ko", "--format", "markdwon"],
        "Unknown format “markdwon”: did you mean “markdown”?",
    ),
    "beam of none": (
        ["a.txt", "--to", "ko", "--beam-size", "0"],
        "Invalid value for '--beam-size': 0 is not in the range 1<=x<=32.",
    ),
    "threads as a word": (
        ["a.txt", "--to", "ko", "--threads", "many"],
        "Invalid value for '--threads': 'many' is not a valid integer range.",
    ),
    "unknown register": (
        ["a.txt", "--to", "ko", "--register", "rude"],
        "Invalid value for '--register': 'rude' is not one of 'plain', 'polite'.",
    ),
}


@pytest.mark.parametrize("kind", USAGE)
def test_a_malformed_call_is_status_2(translate: Run, place: Path, snapshot: Snapshot, kind: str) -> None:
    arguments, message = USAGE[kind]
    before = snapshot()
    result = translate("file", *arguments, status=2, input="")
    assert result.stdout == ""
    assert result.stderr.splitlines()[-1] == f"Error: {message}"
    assert snapshot() == before


def test_targets_are_checked_before_a_package_or_glossary_is_looked_for(translate: Run, place: Path) -> None:
    result = translate(
        "file", "done.txt", "--to", "ko", "--package", "nope", "--glossary", "broken", status=1
    )
    assert result.stderr == "Error: done.ko.txt exists already; give --force to overwrite it.\n"


def test_every_target_that_exists_is_named_and_the_input_left_alone(translate: Run, place: Path) -> None:
    (place / "done.ja.txt").write_text("mine", encoding="utf-8")
    result = translate("file", "done.txt", "--to", "ko", "--to", "ja", "--to", "zh", status=1)
    assert result.stderr == (
        "Error: done.ko.txt exists already; give --force to overwrite it.\n"
        "Error: done.ja.txt exists already; give --force to overwrite it.\n"
    )
    assert not (place / "done.zh.txt").exists()


def test_no_package_for_the_pair() -> None:
    with pytest.raises(PackageError) as refusal:
        Translator(discovery=Discovery(())).load(parse_language("ko"))
    assert str(refusal.value) == "No package translates en → ko. Install one: translate models install ko"


def test_of_several_inputs_the_sound_ones_are_translated(translate: Run, place: Path) -> None:
    result = translate(
        "file", "--quiet", "--no-glossary", "nope.txt", "a.txt", "sound.txt", "folder", "odd.txt", "done.txt",
        "--to", "ko", "--to", "ja", status=1,
    )  # fmt: skip
    assert result.stderr.splitlines() == [
        "Error: nope.txt: no such file.",
        "Error: folder is a folder; name the files in it, or use “translate corpus”.",
        "Error: done.ko.txt exists already; give --force to overwrite it.",
        "Error: sound.txt: Not a text file: byte 0x00 at offset 5. "
        "If it is text, name its charset with --encoding.",
        "Error: odd.txt: Cannot tell the charset: byte 0xFF at offset 9 is not UTF-8. "
        "Name it with --encoding, for example --encoding cp1252.",
    ]
    assert (place / "a.ko.txt").exists()
    assert (place / "a.ja.txt").exists()
    assert not list(place.glob("sound.*.txt")) + list(place.glob("odd.*.txt"))


def test_a_file_name_is_shown_on_one_line_whatever_its_bytes(translate: Run, place: Path) -> None:
    name = os.fsdecode(b"new\nline caf\xe9.txt")
    (place / name).write_bytes(b"\x89PNG\r\n")
    result = translate("file", name, "--to", "ko", "--quiet", status=1)
    assert result.stderr == (
        "Error: new\\nline caf\\xe9.txt: Not a text file but PNG data. "
        "Convert it to text or to a format of --format.\n"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_standard_output_that_is_full_is_named(place: Path) -> None:
    command = [Path(sys.executable).with_name("translate"), "text", "It rained.", "--to", "ko", "--quiet"]
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert result.returncode == 1
    assert result.stderr == "Error: Cannot write standard output: No space left on device.\n"


def test_a_reader_of_standard_output_that_went_away_is_no_traceback(place: Path) -> None:
    command = [Path(sys.executable).with_name("translate"), "text", "It rained.", "--to", "ko", "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 1
