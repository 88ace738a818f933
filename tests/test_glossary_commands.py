"""The ``translate glossary`` commands, as a user runs them."""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., object]


def changed(before: bytes, after: bytes) -> int:
    """Lines that differ: what ``diff old new | grep -c '^[<>]'`` counts."""
    return sum(
        line[:1] in b"-+" and line[:3] not in (b"---", b"+++")
        for line in difflib.diff_bytes(
            difflib.unified_diff, before.split(b"\n"), after.split(b"\n"), lineterm=b"", n=0
        )
    )


@pytest.mark.parametrize("name", ["B01.ko.po", "B03.ko.po"])
def test_set_changes_one_line(translate: Run, case_glossary: Callable[..., Path], name: str) -> None:
    folder = case_glossary(name)
    before = (folder / "ko.po").read_bytes()

    result = translate("glossary", "set", "treaty", "--ko", "협정", "--glossary", "G")

    assert result.stderr == "Changed “treaty”: G/ko.po\n"
    assert changed(before, (folder / "ko.po").read_bytes()) == 2


def test_list_shows_an_entry_on_a_line(translate: Run, case_glossary: Callable[..., Path]) -> None:
    """Case B03: control characters and line separators inside the strings."""
    case_glossary("B03.ko.po")

    result = translate("glossary", "list", "--glossary", "G")

    lines = result.stdout.split("\n")
    assert [line.split("  ")[0] for line in lines[1:-1]] == [
        "treaty",
        "alarm \\a bell \\x07 tab \\t end",
        "path C:\\new\\tab",
        "first\\x85second",
        "upper\\u2028lower",
        "form\\x0cfeed",
    ]
    assert result.stderr == "6 entries\n"


def test_homographs_need_a_context(translate: Run, case_glossary: Callable[..., Path]) -> None:
    """Case B05."""
    folder = case_glossary("B05.ko.po")
    before = (folder / "ko.po").read_bytes()

    refused = translate("glossary", "set", "seal", "--ko", "직인", "--glossary", "G", status=1)
    assert refused.stderr == (
        "Error: G: “seal” has several entries; pick one with --context: “animal” (물범), “document” (관인), "
        "“” (봉인)\n"
    )
    assert (folder / "ko.po").read_bytes() == before

    translate("glossary", "set", "seal", "--ko", "직인", "--context", "document", "--glossary", "G")
    assert changed(before, (folder / "ko.po").read_bytes()) == 2


def test_a_glossary_from_nothing(translate: Run, tmp_path: Path) -> None:
    translate(
        "glossary", "add", "shuttle diplomacy", "--ko", "셔틀외교", "--ja", "シャトル外交", "--kind", "term",
        "--accept", "ko=셔틀 외교", "--note", "no space in Korean", "--glossary", "terms",
    )  # fmt: skip
    translate("glossary", "add", "Tidebook", "--keep", "ko", "--kind", "brand", "--glossary", "terms")
    translate("glossary", "set", "shuttle diplomacy", "--zh", "穿梭外交", "--glossary", "terms")
    translate("glossary", "set", "shuttle diplomacy", "--note", "", "--glossary", "terms")

    assert sorted(path.name for path in (tmp_path / "terms").iterdir()) == ["ja.po", "ko.po", "zh_Hans.po"]
    assert (tmp_path / "terms" / "ko.po").read_text("utf-8").split("\n\n", 1)[1] == (
        "#. kind: term\n"
        "#. accept: 셔틀 외교\n"
        'msgid "shuttle diplomacy"\n'
        'msgstr "셔틀외교"\n'
        "\n"
        "#. kind: brand\n"
        "#. keep: yes\n"
        "#, read-only\n"
        'msgid "Tidebook"\n'
        'msgstr "Tidebook"\n'
    )
    shown = translate("glossary", "show", "SHUTTLE-DIPLOMACY", "--glossary", "terms").stdout
    assert shown == (
        "shuttle diplomacy  (terms)\n"
        "  ko: 셔틀외교  terms/ko.po:12\n"
        "  ja: シャトル外交  terms/ja.po:11\n"
        "  zh: 穿梭外交  terms/zh_Hans.po:11\n"
        "  kind: term\n"
        "  accept (ko): 셔틀 외교\n"
    )
    translate("glossary", "rename", "Tidebook", "Tide Book", "--glossary", "terms")
    translate("glossary", "remove", "shuttle diplomacy", "--to", "ja", "--glossary", "terms")
    rows = translate("glossary", "list", "--glossary", "terms").stdout.split("\n")
    assert [row.split() for row in rows] == [
        ["term", "ko", "zh"],
        ["shuttle", "diplomacy", "셔틀외교", "穿梭外交"],
        ["Tide", "Book", "Tide", "Book"],
        [],
    ]


def test_doubtful_values_are_named_at_once(translate: Run) -> None:
    added = translate("glossary", "add", "Harbour Board", "--ko", "항만委", "--glossary", "terms")
    gone = translate("glossary", "set", "Harbour Board", "--status", "obsolete", "--glossary", "terms")
    back = translate("glossary", "set", "Harbour Board", "--ko", "항만위원회", "--glossary", "terms")

    assert added.stderr == (
        "Added “Harbour Board”: terms/ko.po\n"
        "Look at it: “항만委” has characters that the language does not write: 委 (write it in the "
        "language's own script) [wrong-script]\n"
    )
    assert gone.stderr == back.stderr == "Changed “Harbour Board”: terms/ko.po\n"


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["add", "treaty", "--glossary", "terms"], 2, "Error: Give a rendering, such as --ko TEXT."),
        (["add", "treaty", "--ko", "조약", "--glossary", "countries"], 1,
         "Error: “countries” came with the tool and is not to be changed; put the entry into a glossary of "
         "your own, which wins over it: --glossary PATH"),
        (["add", "treaty", "--ko", "조약", "--ja", "条約", "--accept", "x", "--glossary", "terms"], 2,
         'Error: Say which language: --accept "ko=x"'),
        (["add", "treaty", "--ko", "조약", "--ja", "条約", "--glossary", "one.po"], 1,
         "Error: one.po: one PO file holds one language; name a folder instead"),
        (["add", "treaty", "--ko", "조약", "--kind", "A Kind", "--glossary", "terms"], 2,
         "Error: Invalid value for --kind: a kind is one lower-case word, such as person"),
        (["set", "treaty", "--glossary", "countries"], 1,
         "Error: “countries” came with the tool and is not to be changed; put the entry into a glossary of "
         "your own, which wins over it: --glossary PATH"),
        (["set", "treaty", "--ko", "조약", "--glossary", "contries"], 1,
         "Error: No glossary is called “contries”: did you mean “countries”? A path must exist."),
        (["show", "Jappan", "--glossary", "countries"], 1, "No entry “Jappan”. Near: “Japan”"),
        (["edit", "--glossary", "countries"], 1,
         "Error: “countries” came with the tool and is not to be changed; put the entry into a glossary of "
         "your own, which wins over it: --glossary PATH"),
    ],
)  # fmt: skip
def test_refusals(translate: Run, tmp_path: Path, arguments: list[str], status: int, message: str) -> None:
    result = translate("glossary", *arguments, status=status)

    assert message in result.stderr
    assert result.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_lists_and_searches_every_glossary(translate: Run) -> None:
    folder = Path(os.environ["XDG_CONFIG_HOME"]) / "glossary-translate" / "glossaries" / "mine"
    folder.mkdir(parents=True)
    (folder / "ko.po").write_text('msgid "Harbour Board"\nmsgstr "항만위원회"\n', "utf-8")

    listed = json.loads(translate("glossary", "list", "--json").stdout)
    assert listed[0] == {
        "name": "mine",
        "concepts": 1,
        "languages": ["ko"],
        "curated": False,
        "path": str(folder),
    }
    assert {"name": "countries", "curated": True}.items() <= next(
        record for record in listed if record["name"] == "countries"
    ).items()
    by_term = json.loads(translate("glossary", "search", "harbor bord", "--json").stdout)
    by_rendering = json.loads(translate("glossary", "search", "항만위원회", "--json").stdout)
    assert by_term[0]["term"] == by_rendering[0]["term"] == "Harbour Board"


def test_stats(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "g").mkdir()
    (tmp_path / "g" / "ko.po").write_text(
        '#. kind: term\nmsgid "a"\nmsgstr "가"\n\n#, fuzzy\nmsgid "b"\nmsgstr "나"\n\nmsgid "c"\n'
        'msgstr ""\n\n#~ msgid "d"\n#~ msgstr "라"\n\n'
        '#, forbidden\nmsgctxt "bad"\nmsgid "a"\nmsgstr "에이"\n',
        "utf-8",
    )
    (tmp_path / "g" / "ja.po").write_text('msgid "a"\nmsgstr "ア"\n', "utf-8")

    (record,) = json.loads(translate("glossary", "stats", "--glossary", "g", "--json").stdout)

    assert record == {
        "name": "g",
        "concepts": 3,
        "languages": {
            "ko": {"approved": 1, "proposed": 1, "untranslated": 1, "missing": 0, "forbidden": 1,
                   "obsolete": 1, "coverage": 0.3333},
            "ja": {"approved": 1, "proposed": 0, "untranslated": 0, "missing": 2, "forbidden": 0,
                   "obsolete": 0, "coverage": 0.3333},
        },
        "kinds": {"": 2, "term": 1},
    }  # fmt: skip
    assert (
        "ko        1         1         1             0        1          1         33.3%"
        in translate("glossary", "stats", "--glossary", "g").stdout
    )


def test_try_says_why(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "ko.po").write_text(
        'msgid "treaty"\nmsgstr "조약"\n\n#, fuzzy\nmsgid "pier"\nmsgstr "부두"\n\n#. short-of: Min Su-a\n'
        'msgid "Min"\nmsgstr "민씨"\n\nmsgctxt "a"\nmsgid "seal"\nmsgstr "물범"\n\nmsgctxt "b"\n'
        'msgid "seal"\nmsgstr "봉인"\n\n#, forbidden\nmsgid "ship"\nmsgstr "쉽"\n',
        "utf-8",
    )

    result = translate(
        "glossary", "try", "Min saw treaties, a seal, a ship and a Pier.", "--to", "ko", "--glossary", "ko.po"
    )

    lines = [line for line in result.stdout.split("\n") if line]
    assert [" ".join(line.split()) for line in lines[1:]] == [
        "8–16 treaties 조약 treaty " + tmp_path.name,
        "20–24 seal one of 물범, 봉인 (ambiguous) seal " + tmp_path.name,
        "28–32 ship not 쉽 (forbidden) ship " + tmp_path.name,
        "Not matched:",
        "0–3 Min short for “Min Su-a”, which is not in the document Min " + tmp_path.name,
        "39–43 Pier only proposed (fuzzy); approve it with “set --status approved” pier " + tmp_path.name,
    ]


def test_merge_and_diff(translate: Run, tmp_path: Path) -> None:
    for name, content in (
        ("ours", 'msgid "treaty"\nmsgstr "조약"\n\nmsgid "pier"\nmsgstr "부두"\n'),
        ("theirs", '#. kind: term\nmsgid "treaty"\nmsgstr "협정"\n\nmsgid "buoy"\nmsgstr "부표"\n'),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "ko.po").write_text(content, "utf-8")

    assert translate("glossary", "diff", "ours", "theirs").stdout == (
        "ko:\n  ~ treaty: rendering: 조약 → 협정; kind: – → term\n  + buoy: 부표\n  - pier: 부두\n"
    )
    merged = translate("glossary", "merge", "theirs", "--glossary", "ours", "--on-conflict", "both")
    assert merged.stdout == "treaty, ko, rendering: “조약” here, “협정” there\n"
    assert merged.stderr == "theirs: 1 added, 1 changed, 0 there already, 1 differ\n"
    assert (tmp_path / "ours" / "ko.po").read_text("utf-8") == (
        '#. kind: term\n#. accept: 협정\nmsgid "treaty"\nmsgstr "조약"\n\nmsgid "pier"\nmsgstr "부두"\n\n'
        'msgid "buoy"\nmsgstr "부표"\n'
    )
    again = translate("glossary", "merge", "theirs", "--glossary", "ours", "--on-conflict", "replace")
    assert again.stderr == "theirs: 0 added, 1 changed, 1 there already, 1 differ\n"
    assert 'msgstr "협정"' in (tmp_path / "ours" / "ko.po").read_text("utf-8")


def test_edit_takes_only_what_is_sound(
    translate: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ko.po"
    path.write_text('msgid "treaty"\nmsgstr "조약"\n', "utf-8")
    monkeypatch.delenv("VISUAL", raising=False)

    monkeypatch.setenv("EDITOR", "sed -i s/조약/협정/")
    assert translate("glossary", "edit", "--glossary", "ko.po").stderr == "Changed ko.po\n"
    assert path.read_text("utf-8") == 'msgid "treaty"\nmsgstr "협정"\n'

    monkeypatch.setenv("EDITOR", "sed -i s/msgstr/msgstx/")
    refused = translate("glossary", "edit", "--glossary", "ko.po", input="n\n", status=1)
    assert refused.stderr.startswith(
        "Error: ko.po:2: not PO syntax: expected “msgid”, “msgstr”, a quoted string or a comment\n"
    )
    assert path.read_text("utf-8") == 'msgid "treaty"\nmsgstr "협정"\n'

    monkeypatch.setenv("EDITOR", str(tmp_path / "editor.sh"))
    (tmp_path / "editor.sh").write_text(
        '#!/bin/sh\nif grep -q broken "$1"; then sed -i \'s/broken/msgstr/\' "$1"; '
        "else sed -i 's/msgstr/broken/' \"$1\"; sed -i 's/협정/조약/' \"$1\"; fi\n",
        "utf-8",
    )
    (tmp_path / "editor.sh").chmod(0o755)
    assert "Changed ko.po\n" in translate("glossary", "edit", "--glossary", "ko.po", input="y\n").stderr
    assert path.read_text("utf-8") == 'msgid "treaty"\nmsgstr "조약"\n'
