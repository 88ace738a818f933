"""Which files of a corpus are taken, and where their translations go."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from translate.corpus.plan import Skipped, Source, find_sources, languages_of, target_of
from translate.errors import CorpusError, OutputError
from translate.languages import HONG_KONG_CHINESE, JAPANESE, KOREAN, TRADITIONAL_CHINESE, parse_language

CASE = Path(__file__).parent / "data" / "cases" / "G05.sh"


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("The ferry left at noon.\n")


def taken(root: Path, out: Path | None = None, **options: object) -> list[str]:
    found = find_sources(root, out or root.parent / "out", **options)  # type: ignore[arg-type]
    return [source.relative for source in found if isinstance(source, Source)]


def skipped(root: Path, **options: object) -> dict[str, str]:
    found = find_sources(root, root.parent / "out", **options)  # type: ignore[arg-type]
    return {source.relative: source.reason for source in found if isinstance(source, Skipped)}


def test_names_that_break_other_tools_are_taken_as_they_are(tmp_path: Path) -> None:
    """Case G05."""
    subprocess.run(["sh", str(CASE)], cwd=tmp_path, check=True)
    names = taken(tmp_path / "src")
    assert sorted(os.fsencode(name) for name in names) == sorted(
        [
            b"-n/--help.txt",
            b"50% off #1/a b.txt",
            b"UPPER.TXT",
            b"[x]{y}*.txt",
            "cafe\u0301.txt".encode(),
            "caf\u00e9.txt".encode(),
            b"latin\xe9.txt",
            b"new\nline.txt",
            b"report.ko.txt",
            "회의록 2.txt".encode(),
        ]
    )
    assert skipped(tmp_path / "src") == {"noext": "no known document format"}
    targets = [target_of(name, KOREAN, "tree") for name in names]
    assert targets == [f"ko/{name}" for name in names]


def test_the_order_is_that_of_the_names_bytes(tmp_path: Path) -> None:
    make(tmp_path / "src", "b.txt", "a/z.txt", "a.txt", "Z.txt", "한.txt", "é.txt")
    assert taken(tmp_path / "src") == ["Z.txt", "a/z.txt", "a.txt", "b.txt", "é.txt", "한.txt"]


def test_patterns_choose_files_as_in_gitignore(tmp_path: Path) -> None:
    root = tmp_path / "src"
    make(root, "a.md", "docs/b.md", "docs/old/c.md", "d.txt", "old/e.txt")
    assert taken(root, include=["*.md"]) == ["a.md", "docs/b.md", "docs/old/c.md"]
    assert taken(root, include=["/docs/*.md"]) == ["docs/b.md"]
    assert taken(root, include=["*.md"], exclude=["old/"]) == ["a.md", "docs/b.md"]
    assert taken(root, exclude=["*.md", "!docs/b.md"]) == ["d.txt", "docs/b.md", "old/e.txt"]


def test_hidden_files_and_the_output_folder_are_no_sources(tmp_path: Path) -> None:
    root = tmp_path / "src"
    make(root, "a.txt", ".git/b.txt", ".c.txt", "out/ko/a.txt", "ko/d.txt")
    assert taken(root, root / "out") == ["a.txt", "ko/d.txt"]
    assert taken(root, root) == ["a.txt", "out/ko/a.txt"]


def test_beside_the_source_outputs_are_told_from_sources(tmp_path: Path) -> None:
    root = tmp_path / "src"
    make(root, "a.txt", "a.ko.txt", "a.ja.txt", "report.ko.txt", "b/c.tar.txt", "b/c.ko.txt")
    assert taken(root, root, layout="beside", languages=[KOREAN]) == [
        "a.ja.txt",
        "a.txt",
        "b/c.ko.txt",
        "b/c.tar.txt",
        "report.ko.txt",
    ]
    assert target_of("b/c.tar.txt", KOREAN, "beside") == "b/c.tar.ko.txt"
    assert target_of("-n/--help.txt", parse_language("zh-TW"), "beside") == "-n/--help.zh-Hant.txt"


def test_links_are_followed_inside_the_corpus_only(tmp_path: Path) -> None:
    root = tmp_path / "src"
    make(root, "a.txt", "folder/b.txt")
    make(tmp_path, "secret.txt")
    (root / "inside.txt").symlink_to("folder/b.txt")
    (root / "outside.txt").symlink_to(tmp_path / "secret.txt")
    (root / "loop").symlink_to(".")
    (root / "nowhere.txt").symlink_to("missing.txt")
    (root / "self.txt").symlink_to("self.txt")
    os.mkfifo(root / "pipe.txt")
    assert taken(root) == ["a.txt", "folder/b.txt", "inside.txt"]
    assert skipped(root) == {
        "loop": "a symbolic link to a folder",
        "nowhere.txt": "a symbolic link that leads nowhere",
        "outside.txt": "a symbolic link that leads out of the corpus",
        "pipe.txt": "not a regular file",
        "self.txt": "a symbolic link that leads nowhere",
    }


def test_a_single_file_is_a_corpus(tmp_path: Path) -> None:
    make(tmp_path / "src", "a.txt", "b.txt")
    assert taken(tmp_path / "src" / "a.txt") == ["a.txt"]


def test_what_cannot_be_taken_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as failure:
        taken(tmp_path / "missing")
    assert str(failure.value) == f"{tmp_path}/missing: no such file or folder."
    make(tmp_path / "src", "a.txt")
    for pattern, reason in {"!": "Invalid git pattern: '!'", "a[z-a]": "bad character range z-a"}.items():
        with pytest.raises(CorpusError) as failure:
            taken(tmp_path / "src", include=[pattern])
        assert str(failure.value).startswith(f"Malformed pattern: {reason}")


def test_languages_with_the_same_outputs_are_refused() -> None:
    assert languages_of([KOREAN, JAPANESE, KOREAN]) == [KOREAN, JAPANESE]
    with pytest.raises(OutputError) as failure:
        languages_of([TRADITIONAL_CHINESE, HONG_KONG_CHINESE])
    assert str(failure.value) == (
        "Traditional Chinese for Taiwan and for Hong Kong have the same outputs (zh-Hant);"
        " give each an output folder of its own."
    )
