"""``translate memory``: what a user types and reads."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from conftest import Run

from translate.memory import ApprovedEntry, Memory, MemoryKey
from translate.report.outcomes import SentenceResult

KEY = MemoryKey("The ferry left at noon.", "en", "ko", "translate-en_ko-0.2", "beam=4", "")


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "m.sqlite3"
    with Memory.open(path) as opened:
        opened.store([(KEY, SentenceResult(KEY.source, "연락선이 정오에 떠났다."))])
        opened.approve([ApprovedEntry("It left late.", "늦게 떠났다.", "en", "ko", "learn")])
    return path


def test_search_prints_similar_sentences(translate: Run, memory: Path) -> None:
    result = translate("memory", "search", "The ferry left at noon!", "--memory", memory)
    assert result.stdout == ("96 %  ko  machine\n  The ferry left at noon.\n  연락선이 정오에 떠났다.\n")
    result = translate("memory", "search", "--contains", "늦게", "--json", "--memory", memory)
    (hit,) = json.loads(result.stdout)
    assert (hit["target"], hit["approved"], hit["origin"]) == ("늦게 떠났다.", True, "learn")
    result = translate("memory", "search", "Entirely unlike", "--memory", memory)
    assert (result.stdout, result.stderr) == ("", "No such sentence is in the memory.\n")


def test_the_users_own_memory_lies_in_the_data_folder(translate: Run, tmp_path: Path) -> None:
    place = Path(os.environ["XDG_DATA_HOME"]) / "glossary-translate" / "memory.sqlite3"
    result = translate("memory", "stats", status=1)
    assert result.stderr == (
        f"Error: There is no translation memory at {place}; the first translation makes one.\n"
    )
    assert not place.exists()
    (tmp_path / "c.jsonl").write_text('{"source":"One.","target":"하나.","target_language":"ko"}\n')
    translate("memory", "import", "c.jsonl")
    assert place.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in place.parent.iterdir()] == ["memory.sqlite3"]


def test_stats_count_by_language_and_package(translate: Run, memory: Path) -> None:
    result = translate("memory", "stats", "--memory", memory)
    assert result.stdout.splitlines() == [
        "Languages  Status    Sentences  Package",
        "en → ko    approved  1",
        "en → ko    machine   1          translate-en_ko-0.2",
    ]
    data = json.loads(translate("memory", "stats", "--json", "--memory", memory).stdout)
    assert data["path"] == str(memory)
    assert [entry["sentences"] for entry in data["entries"]] == [1, 1]


def test_export_and_import_say_what_they_did(translate: Run, memory: Path, tmp_path: Path) -> None:
    result = translate("memory", "export", "all.jsonl", "--memory", memory)
    assert (result.stdout, result.stderr) == ("", "2 sentences written.\n")
    assert (tmp_path / "all.jsonl").stat().st_mode & 0o777 == 0o600
    result = translate("memory", "export", "all.jsonl", "--memory", memory, status=1)
    assert result.stderr == "Error: all.jsonl exists already; give --force to overwrite it.\n"
    result = translate("memory", "import", "all.jsonl", "--memory", "other")
    assert result.stderr == (
        "all.jsonl: approved sentences: 1 added, 0 changed, 0 as before.\n1 machine translation taken over.\n"
    )
    result = translate("memory", "export", "-", "--approved", "--memory", "other")
    assert json.loads(result.stdout)["target"] == "늦게 떠났다."
    result = translate("memory", "export", "-", "--format", "tmx", "--memory", "other")
    assert result.stdout.startswith('<?xml version="1.0" encoding="UTF-8"?>')
    result = translate("memory", "import", "missing.tmx", "--memory", "other", status=1)
    assert result.stderr == "Error: Cannot read missing.tmx: No such file or directory.\n"


def test_prune_wants_a_condition(translate: Run, memory: Path) -> None:
    result = translate("memory", "prune", "--memory", memory, status=2)
    assert "Give a condition (--unused-for, --package, --to) or --all." in result.stderr
    result = translate("memory", "prune", "--all", "--dry-run", "--memory", memory)
    assert result.stderr == "1 sentence would be deleted.\n"
    result = translate("memory", "prune", "--package", "translate-en_ko", "--memory", memory)
    assert result.stderr == "1 sentence deleted.\n"
    with Memory.open(memory) as opened:
        assert len(list(opened.approved_entries())) == 1


def test_verify_finds_and_removes_damage(translate: Run, memory: Path) -> None:
    result = translate("memory", "verify", "--memory", memory)
    assert result.stderr == f"{memory} is sound.\n"
    with Memory.open(memory) as opened, opened.database.writing() as connection:
        connection.execute("UPDATE approved SET source = 'x'")
    result = translate("memory", "verify", "--memory", memory, status=3)
    assert result.stdout == "Approved entry 1: its key does not belong to its text\n"
    result = translate("memory", "verify", "--remove", "--memory", memory)
    assert result.stderr == "1 entry deleted.\n"
    translate("memory", "verify", "--memory", memory)
