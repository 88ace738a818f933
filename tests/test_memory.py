"""The translation memory: exact hits, approved sentences, one file for several processes."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.errors import MemoryFileError
from translate.memory import ApprovedEntry, Memory, MemoryKey
from translate.memory.care import prune, remove, statistics, verify
from translate.memory.exchange import export, import_file
from translate.memory.search import concordance, search
from translate.report.outcomes import SentenceResult, TermOutcome

KEY = MemoryKey("The ferry left.", "en", "ko", "translate-en_ko-0.2@abc", "beam=4", "")
RESULT = SentenceResult(
    "The ferry left.",
    "연락선이 떠났다.",
    terms=(
        TermOutcome("ferry", "harbour", "연락선", "forced", (4, 9), (0, 3), kind="term"),
        TermOutcome("ferry", "harbour", "연락선", "missing", (4, 9), None, converted=True),
    ),
    warnings=("a number changed",),
    score=-0.25,
)

texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1)


def key(source: str, **changes: str) -> MemoryKey:
    return replace(KEY, source=source, **changes)


def result(source: str, target: str) -> SentenceResult:
    return SentenceResult(source, target, score=-1.0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "memory.sqlite3"


def test_a_stored_translation_comes_back_with_its_terms(path: Path) -> None:
    with Memory.open(path) as memory:
        memory.store([(KEY, RESULT)])
    with Memory.open(path) as memory:
        assert memory.lookup([key("Another."), KEY]) == [None, replace(RESULT, from_memory=True)]


@pytest.mark.parametrize(
    "changes",
    [
        {"source": "The ferry left"},
        {"source_language": "fr"},
        {"target_language": "ja"},
        {"package": "translate-en_ko-0.3@abc"},
        {"options": "beam=5"},
        {"terms": "f00d"},
    ],
)
def test_whatever_the_text_depends_on_is_part_of_the_key(path: Path, changes: dict[str, str]) -> None:
    with Memory.open(path) as memory:
        memory.store([(KEY, RESULT)])
        assert memory.lookup([replace(KEY, **changes)]) == [None]


def test_parts_of_the_key_do_not_run_into_each_other() -> None:
    assert replace(KEY, package="ab", options="c").digest != replace(KEY, package="a", options="bc").digest


@given(st.dictionaries(texts, texts, max_size=8))
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, pairs: dict[str, str]) -> None:
    with Memory.open(tmp_path_factory.mktemp("memory") / "m") as memory:
        memory.store([(key(source), result(source, target)) for source, target in pairs.items()])
        hits = memory.lookup([key(source) for source in pairs])
        assert [hit and hit.target for hit in hits] == list(pairs.values())


def test_half_characters_are_no_error_and_are_not_stored(path: Path) -> None:
    with Memory.open(path) as memory:
        memory.store([(key("a\ud800"), result("a\ud800", "b")), (key("a"), result("a", "b"))])
        assert [hit is not None for hit in memory.lookup([key("a\ud800"), key("a")])] == [False, True]


def test_more_keys_than_a_statement_takes_are_looked_up(path: Path) -> None:
    with Memory.open(path) as memory:
        memory.store([(key(str(number)), result(str(number), f"t{number}")) for number in range(2500)])
        hits = memory.lookup([key(str(number)) for number in range(2500)])
        assert [hit and hit.target for hit in hits] == [f"t{number}" for number in range(2500)]


def test_an_approved_sentence_wins_whatever_the_package_and_terms(path: Path) -> None:
    with Memory.open(path) as memory:
        memory.store([(KEY, RESULT)])
        assert memory.approve([ApprovedEntry(KEY.source, "배가 떠났다.", "en", "ko", "learn")]).added == 1
        approved = SentenceResult(KEY.source, "배가 떠났다.", from_memory=True, approved=True)
        assert memory.lookup([KEY, replace(KEY, terms="other", package="none")]) == [approved, approved]
        assert memory.lookup([replace(KEY, target_language="ja")]) == [None]


def test_the_latest_approval_counts_unless_the_old_one_is_to_be_kept(path: Path) -> None:
    first = ApprovedEntry("One.", "하나.", "en", "ko")
    second = replace(first, target="한 개.")
    with Memory.open(path) as memory:
        memory.approve([first])
        assert memory.approve([second], keep=True).unchanged == 1
        assert list(memory.approved_entries()) == [first]
        assert memory.approve([second]).changed == 1
        assert list(memory.approved_entries()) == [second]
        assert memory.approve([second]).unchanged == 1


def test_the_file_is_for_the_user_only_and_alone_after_closing(path: Path) -> None:
    usual = os.umask(0)
    try:
        with Memory.open(path) as memory:
            memory.store([(KEY, RESULT)])
            modes = {entry.name: stat.S_IMODE(entry.stat().st_mode) for entry in path.parent.iterdir()}
    finally:
        os.umask(usual)
    assert set(modes) == {path.name, f"{path.name}-wal", f"{path.name}-shm"}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


WORKER = """
import sys
from pathlib import Path
from translate.memory import ApprovedEntry, Memory, MemoryKey
from translate.report.outcomes import SentenceResult
path, name = Path(sys.argv[1]), sys.argv[2]
with Memory.open(path) as memory:
    for number in range(40):
        sources = [f"{name} {number} {part}" for part in range(5)] + [f"shared {number}"]
        keys = [MemoryKey(source, "en", "ko", f"package {name}", "", "") for source in sources]
        memory.store([(key, SentenceResult(key.source, key.source.upper())) for key in keys])
        memory.approve([ApprovedEntry(f"approved {number}", name, "en", "ko")])
        assert [hit.target for hit in memory.lookup(keys)] == [source.upper() for source in sources]
"""


def test_several_processes_make_and_fill_one_memory(path: Path) -> None:
    workers = [
        subprocess.Popen([sys.executable, "-c", WORKER, str(path), name], stderr=subprocess.PIPE)
        for name in ("one", "two", "three")
    ]
    for worker in workers:
        assert worker.communicate(timeout=120)[1] == b""
    with Memory.open(path) as memory:
        assert sum(statistics(memory).machine.values()) == 3 * 40 * 6
        assert list(statistics(memory).approved.values()) == [40]
        assert list(verify(memory)) == []
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


KILLED = """
import os, sys
from pathlib import Path
from translate.memory import Memory, MemoryKey
from translate.report.outcomes import SentenceResult
memory = Memory.open(Path(sys.argv[1]))
key = MemoryKey("kept", "en", "ko", "p", "", "")
memory.store([(key, SentenceResult("kept", "남은 것"))])
with memory.database.writing() as connection:
    connection.execute("UPDATE translations SET target = 'half'")
    os.kill(os.getpid(), 9)
"""


def test_a_process_killed_while_writing_loses_only_what_it_was_writing(path: Path) -> None:
    assert subprocess.run([sys.executable, "-c", KILLED, str(path)]).returncode == -9
    with Memory.open(path) as memory:
        (hit,) = memory.lookup([MemoryKey("kept", "en", "ko", "p", "", "")])
        assert hit is not None
        assert hit.target == "남은 것"


def test_files_that_are_no_memory_are_refused_by_name(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("These are my notes, which no program may overwrite.\n" * 40)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE people (name TEXT)")
    connection.close()
    newer = tmp_path / "newer"
    Memory.open(newer).close()
    with sqlite3.connect(newer) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    folder = tmp_path / "folder"
    folder.mkdir()
    messages = {
        text: f"{text} is damaged or no translation memory (file is not a database); move it away to begin "
        "a new one, or name another file with --memory.",
        other: f"{other} is a database of another program, no translation memory; name another file.",
        newer: f"The translation memory {newer} was written by a newer version of this tool; update the "
        "tool, or name another file with --memory.",
        folder: f"Cannot write the translation memory {folder} (unable to open database file); "
        "use --memory PATH or --no-memory.",
        tmp_path / "notes.txt" / "m": f"Cannot open the translation memory {text}/m: Not a directory; "
        "use --memory PATH or --no-memory.",
    }
    for path, message in messages.items():
        before = path.read_bytes() if path.is_file() else None
        with pytest.raises(MemoryFileError) as failure:
            Memory.open(path)
        assert str(failure.value) == message
        assert (path.read_bytes() if path.is_file() else None) == before
    with pytest.raises(MemoryFileError) as failure:
        Memory.open(tmp_path / "missing", create=False)
    assert str(failure.value) == (
        f"There is no translation memory at {tmp_path / 'missing'}; the first translation makes one."
    )
    assert not (tmp_path / "missing").exists()


def test_an_empty_file_becomes_a_memory(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with Memory.open(path) as memory:
        memory.store([(KEY, RESULT)])
        assert memory.lookup([KEY]) != [None]


def test_a_schema_of_before_is_brought_up_to_date_with_its_entries(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from translate.memory import database

    with Memory.open(path) as memory:
        memory.store([(KEY, RESULT)])
    newer = (*database.MIGRATIONS, ("ALTER TABLE approved ADD COLUMN note TEXT",))
    monkeypatch.setattr(database, "MIGRATIONS", newer)
    with Memory.open(path) as memory:
        assert memory.lookup([KEY]) == [replace(RESULT, from_memory=True)]
        with memory.database.reading() as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (len(newer),)


def test_damaged_rows_are_translated_again_and_found_by_verify(path: Path) -> None:
    with Memory.open(path) as memory:
        memory.store([(KEY, RESULT), (key("Two."), result("Two.", "둘."))])
        memory.approve([ApprovedEntry("Three.", "셋.", "en", "ko")])
        with memory.database.writing() as connection:
            connection.execute("UPDATE translations SET target = '짧다' WHERE id = 1")
            connection.execute("UPDATE translations SET source = 'Another.' WHERE id = 2")
            connection.execute("UPDATE approved SET source = 'Another.'")
        assert memory.lookup([KEY]) == [None]
        damages = list(verify(memory))
        assert [damage.message for damage in damages] == [
            "Translation 1: span 0:3 lies outside a text of 2",
            "Translation 2: its key does not belong to its text",
            "Approved entry 1: its key does not belong to its text",
        ]
        assert remove(memory, damages) == 3
        assert list(verify(memory)) == []
        assert statistics(memory).machine == {}


def test_a_file_damaged_in_the_middle_is_one_line(path: Path) -> None:
    with Memory.open(path) as memory:
        memory.store([(key(f"{number} " * 50), result("", "x" * 100)) for number in range(500)])
    data = bytearray(path.read_bytes())
    data[8192:-4096] = b"\xff" * (len(data) - 8192 - 4096)
    path.write_bytes(data)
    with (
        Memory.open(path) as memory,
        pytest.raises(MemoryFileError, match=r"damaged or no translation memory"),
    ):
        memory.lookup([key(f"{number} " * 50) for number in range(500)])


def test_similar_sentences_are_found_most_similar_first_and_approved_before_machine(path: Path) -> None:
    with Memory.open(path) as memory:
        sentences = ["The ferry left at noon.", "The ferry left at nine.", "The mayor spoke for an hour."]
        memory.store([(key(source), result(source, f"기계 {source}")) for source in sentences])
        memory.store([(key(sentences[0], package="other"), result(sentences[0], f"기계 {sentences[0]}"))])
        memory.store([(key(sentences[0], target_language="ja"), result(sentences[0], "日本語"))])
        memory.approve([ApprovedEntry("The ferry left at noon.", "정오에 떠났다.", "en", "ko", "learn")])
        hits = search(memory, "the ferry left at noon!", target_language="ko")
        assert [(hit.target, hit.approved) for hit in hits] == [
            ("정오에 떠났다.", True),
            ("기계 The ferry left at noon.", False),
            ("기계 The ferry left at nine.", False),
        ]
        assert hits[0].similarity == 95.7
        assert [hit.target for hit in search(memory, "The ferry left at noon.", limit=1)] == [
            "정오에 떠났다."
        ]
        assert search(memory, "Nothing of the kind was ever said") == []
        assert [hit.source for hit in concordance(memory, "MAYOR")] == [sentences[2]]
        assert [hit.source for hit in concordance(memory, "정오")] == [sentences[0]]


def test_earlier_translations_of_a_sentence_are_found_whatever_made_them(path: Path) -> None:
    with Memory.open(path) as memory:
        memory.store([(KEY, RESULT), (replace(KEY, terms="x"), result(KEY.source, "나중 것"))])
        found = memory.targets([KEY.source, "Unknown."], "en", "ko")
        assert {source: [hit.target for hit in hits] for source, hits in found.items()} == {
            KEY.source: ["나중 것", RESULT.target]
        }


def test_prune_deletes_what_all_conditions_name(path: Path) -> None:
    with Memory.open(path) as memory:
        memory.store(
            [
                (key("a"), result("a", "1")),
                (key("b", target_language="ja"), result("b", "2")),
                (key("c", package="translate-en_ko-1.1@x"), result("c", "3")),
                (key("d"), result("d", "4")),
            ]
        )
        memory.approve([ApprovedEntry("e", "5", "en", "ko"), ApprovedEntry("f", "6", "en", "ja")])
        with memory.database.writing() as connection:
            connection.execute("UPDATE translations SET used = used - 100 WHERE source IN ('a', 'd')")
        assert memory.lookup([key("d")]) != [None]  # used today again

        def sources() -> list[str]:
            return [entry.key.source for entry in memory.machine_entries()]

        assert prune(memory, unused_days=30, dry_run=True) == 1
        assert sources() == ["a", "b", "c", "d"]
        assert prune(memory, unused_days=30) == 1
        assert prune(memory, package="translate-en_ko-1.1", target_language="ja") == 0
        assert prune(memory, package="translate-en_ko-1.1") == 1
        assert sources() == ["b", "d"]
        assert prune(memory, approved=True, target_language="ja") == 1
        assert [entry.source for entry in memory.approved_entries()] == ["e"]
        assert prune(memory) == 2
        memory.store([(KEY, RESULT)])
        assert sources() == [KEY.source]


def fill(memory: Memory) -> None:
    memory.store([(KEY, RESULT), (key("b", target_language="zh-Hant"), result("b", "二\n\t<&>\r"))])
    memory.approve(
        [
            ApprovedEntry("The ferry left.", "배가 떠났다.", "en", "ko", "learn"),
            ApprovedEntry("A & B <c>", "“가”", "en", "ja", "import"),
        ]
    )


def test_json_lines_carry_a_whole_memory_to_another(tmp_path: Path) -> None:
    with Memory.open(tmp_path / "one") as one, Memory.open(tmp_path / "two") as two:
        fill(one)
        with (tmp_path / "m.jsonl").open("wb") as file:
            assert export(one, file, "jsonl") == 4
        report = import_file(two, tmp_path / "m.jsonl")
        assert (report.approved.added, report.machine, report.skipped) == (2, 2, {})
        assert list(two.approved_entries()) == list(one.approved_entries())
        assert [entry.key for entry in two.machine_entries()] == [
            entry.key for entry in one.machine_entries()
        ]
        assert two.lookup([replace(KEY, target_language="ja"), KEY]) == one.lookup(
            [replace(KEY, target_language="ja"), KEY]
        )
        assert list(verify(two)) == []


def test_tmx_carries_the_approved_sentences(tmp_path: Path) -> None:
    with Memory.open(tmp_path / "one") as one, Memory.open(tmp_path / "two") as two:
        fill(one)
        with (tmp_path / "m.tmx").open("wb") as file:
            assert export(one, file, "tmx") == 4
        report = import_file(two, tmp_path / "m.tmx")
        assert (report.approved.added, report.machine) == (2, 0)
        assert report.skipped == {"a machine translation": 2}
        assert list(two.approved_entries()) == list(one.approved_entries())


def test_an_export_can_be_limited(tmp_path: Path) -> None:
    with Memory.open(tmp_path / "m") as memory:
        fill(memory)
        counts = [
            export(memory, BytesIO(), "jsonl", **choice)  # type: ignore[arg-type]
            for choice in ({"target_language": "ko"}, {"machine": False}, {"approved": False})
        ]
        assert counts == [2, 2, 2]


def test_a_memory_of_another_tool_is_imported(tmp_path: Path, path: Path) -> None:
    tmx = Path(__file__).parent / "data" / "cases" / "C09.tmx"
    with Memory.open(path) as memory:
        report = import_file(memory, tmx)
        assert report.skipped == {"no text in a language that this tool translates into": 1}
        assert [
            (entry.source, entry.target_language, entry.target) for entry in memory.approved_entries()
        ] == [
            ("harbour light", "ko", "항만 등화"),
            ("harbour light", "zh-Hant", "港燈"),
            ("tide table", "ko", "조석표"),
            ("keel", "ko", "용골"),
        ]
    with Memory.open(tmp_path / "other") as memory:
        report = import_file(memory, tmx, target_language="zh-Hant")
        assert report.approved.added == 1
        assert report.skipped["another target language"] == 3


def test_corrections_from_a_review_page_are_imported(tmp_path: Path, path: Path) -> None:
    file = tmp_path / "corrections.jsonl"
    file.write_text(
        '\ufeff{"source": "One.", "target": "하나.", "target_language": "ko"}\n\n'
        '{"source": "One.", "target": "一。", "target_language": "zh_TW", "source_language": "en-US"}\n',
        encoding="utf-8",
    )
    with Memory.open(path) as memory:
        import_file(memory, file)
        assert list(memory.approved_entries()) == [
            ApprovedEntry("One.", "하나.", "en", "ko", "corrections.jsonl"),
            ApprovedEntry("One.", "一。", "en", "zh-Hant", "corrections.jsonl"),
        ]


GOOD = b'{"source": "One.", "target": "\xed\x95\x98\xeb\x82\x98.", "target_language": "ko"}\n'


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (
            "m.jsonl",
            GOOD + b"{",
            "{path}:2: Expecting property name enclosed in double quotes: line 1 column 2",
        ),
        ("m.jsonl", GOOD + b"[" * 100_000, "{path}:2: "),
        ("m.jsonl", GOOD + b"[]", "{path}:2: not a JSON object; nothing was imported."),
        ("m.jsonl", GOOD + b"\xff", "{path}:2: 'utf-8' codec can't decode byte 0xff"),
        (
            "m.jsonl",
            GOOD + b'{"source": "a", "target": "b"}',
            "{path}:2: “target_language” is missing or no string; nothing was imported.",
        ),
        (
            "m.jsonl",
            GOOD + b'{"source": "a", "target": " ", "target_language": "ko"}',
            "{path}:2: “source” or “target” is empty; nothing was imported.",
        ),
        (
            "m.jsonl",
            GOOD + b'{"source": "a", "target": "b", "target_language": "tlh"}',
            "{path}:2: unknown target language “tlh”; nothing was imported.",
        ),
        ("m.jsonl", GOOD + b" " * 9_000_000, "{path}:2: the line is longer than 8388608 bytes"),
        (
            "m.jsonl",
            GOOD + b'{"source":"a","target":"b","target_language":"ko","status":"machine","package":"p",'
            b'"options":"","terms":"","payload":{"terms":[["t"]]}}',
            "{path}:2: ",
        ),
        (
            "m.tmx",
            b"<tmx><header/><body><tu>",
            "{path}:1: it is not well-formed XML (no element found); nothing",
        ),
        ("m.txt", GOOD, "Cannot tell the format of {path}; name it *.tmx or *.jsonl, or give --format."),
    ],
)
def test_a_fault_in_a_file_is_named_and_nothing_is_imported(
    tmp_path: Path, path: Path, name: str, data: bytes, message: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with Memory.open(path) as memory:
        with pytest.raises(MemoryFileError) as failure:
            import_file(memory, file)
        assert str(failure.value).startswith(message.format(path=file))
        assert "\n" not in str(failure.value)
        assert list(memory.approved_entries()) == []
