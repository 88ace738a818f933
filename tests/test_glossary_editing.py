"""Changing glossaries: only what was touched differs, and nothing is ever lost."""

from __future__ import annotations

import difflib
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.errors import GlossaryError, OutputError
from translate.glossary.concepts import Entry
from translate.glossary.editing import Change, GlossaryEditor
from translate.glossary.file_editor import FileEditor

DATA = Path(__file__).parent / "data" / "glossary"


def changed_lines(before: bytes, after: bytes) -> list[str]:
    """Lines removed and added, as ``diff`` would show them."""
    lines = difflib.ndiff(
        before.decode("utf-8", "surrogateescape").split("\n"),
        after.decode("utf-8", "surrogateescape").split("\n"),
    )
    return [line[0] + line[2:] for line in lines if line[0] in "-+"]


def edit(path: Path, change: Callable[[GlossaryEditor], None]) -> list[str]:
    """Apply a change to a glossary of one file and return the lines that differ."""
    before = path.read_bytes()
    editor = GlossaryEditor.open(path)
    change(editor)
    editor.save()
    assert_well_formed(path)
    return changed_lines(before, path.read_bytes())


def assert_well_formed(path: Path) -> None:
    """polib accepts the file, and msgfmt where gettext is installed (Babel does not know ``#~|``)."""
    polib.pofile(str(path))
    if shutil.which("msgfmt"):
        subprocess.run(["msgfmt", "-o", os.devnull, str(path)], check=True)


@pytest.fixture
def copy(tmp_path: Path) -> Callable[[str], Path]:
    def copy(name: str) -> Path:
        target = tmp_path / name
        target.write_bytes((DATA / name).read_bytes())
        return target

    return copy


def test_one_rendering_changes_one_line(case: Callable[[str], Path]) -> None:
    """Cases B01 and B03: polib would rewrite 33 lines and lose ``#~|``."""
    for name in ("B01.ko.po", "B03.ko.po"):
        path = case(name)
        assert edit(path, lambda editor: editor.set("treaty", Change({"ko": "협정"}))) == [
            '-msgstr "조약"',
            '+msgstr "협정"',
        ]
    assert b'#~| msgid "pilot boat"' in case("B01.ko.po").read_bytes()


def test_homograph_is_picked_by_context(case: Callable[[str], Path]) -> None:
    """Case B05."""
    path = case("B05.ko.po")
    change = Change({"ko": "직인"})

    with pytest.raises(GlossaryError) as refused:
        GlossaryEditor.open(path).set("seal", change)
    with pytest.raises(GlossaryError) as unknown:
        GlossaryEditor.open(path).set("seal", change, "stamp")

    several = (
        "“seal” has several entries; pick one with --context: “animal” (물범), “document” (관인), “” (봉인)"
    )
    assert str(refused.value) == f"{path}: {several}"
    assert str(unknown.value) == f"{path}: “seal” has no context “stamp”. {several}"
    assert edit(path, lambda editor: editor.set("seal", change, "document")) == [
        '-msgstr "관인"',
        '+msgstr "직인"',
    ]
    assert edit(path, lambda editor: editor.set("seal", change, "")) == ['-msgstr "봉인"', '+msgstr "직인"']


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (
            lambda editor: editor.set("Harbour Board", Change({"ko": "항만공사"})),
            ['-msgstr "항만위원회"', '+msgstr "항만공사"'],
        ),
        (
            lambda editor: editor.set(
                "Harbour Board", Change(shared={"note": "", "aliases": ["the Board", "a|b"]})
            ),
            ["+#. aliases: the Board | a\\|b", "-#. note: see the statute"],
        ),
        (
            lambda editor: editor.set("Harbour Authority", Change({"ko": "항만청"})),
            ["-#, fuzzy, no-wrap", '-#| msgid "Harbor Authority"', "+#, no-wrap"],
        ),
        (
            lambda editor: editor.set("Harbour Board", Change(status="proposed")),
            ["+#, fuzzy"],
        ),
        (
            lambda editor: editor.set("pilot boat", Change({"ko": "도선정"})),
            ['-msgstr[0] "도선선"', '+msgstr[0] "도선정"'],
        ),
        (
            lambda editor: editor.set(
                "pilot boat", Change(shared={"aliases": ["pilot launch", "pilot boats"]})
            ),
            ["+#. aliases: pilot launch"],
        ),
        (
            lambda editor: editor.set(
                "The tide table of the northern approach for the second half of the current year",
                Change({"ko": "첫 줄\n둘째 줄"}),
            ),
            [
                '-"올해 하반기 북측 진입로의 조석표이며, 이 문장은 시험을 위해 일부러 길게 늘여 "',
                '-"쓴 것입니다"',
                '+"첫 줄\\n"',
                '+"둘째 줄"',
            ],
        ),
        (
            lambda editor: editor.set("Min Su-a", Change(own={"ko": {"keep": True}})),
            ["+#. keep: yes", "+#, read-only", '-msgstr "민수아"', '+msgstr "Min Su-a"'],
        ),
        (
            lambda editor: editor.rename("Min Su-a", "Min Su-ah"),
            [
                '-msgid "Min Su-a"',
                '+msgid "Min Su-ah"',
                "-#. short-of: Min Su-a",
                "+#. short-of: Min Su-ah",
            ],
        ),
        (
            lambda editor: editor.rename("Min", "Min", new_context="surname"),
            ['+msgctxt "surname"'],
        ),
        (
            lambda editor: editor.remove("Harbour Board"),
            [
                "-# The Board was renamed in 2019.",
                "-#. kind: organization",
                "-#. note: see the statute",
                "-#: statutes/one.txt:3 statutes/two.txt:14",
                "-#: statutes/two.txt:88",
                '-msgid "Harbour Board"',
                '-msgstr "항만위원회"',
                "-",
            ],
        ),
        (
            lambda editor: editor.set("Min", Change(status="obsolete")),
            ['-msgid "Min"', '-msgstr "민"', '+#~ msgid "Min"', '+#~ msgstr "민"'],
        ),
        (
            lambda editor: editor.set("quay wall", Change(status="approved")),
            ['-#~ msgid "quay wall"', '-#~ msgstr "안벽"', '+msgid "quay wall"', '+msgstr "안벽"'],
        ),
        (
            lambda editor: editor.set("lighthouse", Change({"ko": "등탑"})),
            [
                "-#, fuzzy",
                '-#~| msgid "light house"',
                '-#~ msgid "lighthouse"',
                '-#~ msgstr "등대"',
                '+msgid "lighthouse"',
                '+msgstr "등탑"',
            ],
        ),
        (
            lambda editor: editor.add("quay wall", Change({"ko": "벽"})),
            ['-#~ msgid "quay wall"', '-#~ msgstr "안벽"', '+msgid "quay wall"', '+msgstr "벽"'],
        ),
        (
            lambda editor: editor.add(
                "tug", Change({"ko": "예인선"}, {"kind": "term"}, {"ko": {"accept": ["예선"]}}, "proposed")
            ),
            ["+#. kind: term", "+#. accept: 예선", "+#, fuzzy", '+msgid "tug"', '+msgstr "예인선"', "+"],
        ),
    ],
)
def test_poedit_file(
    copy: Callable[[str], Path], change: Callable[[GlossaryEditor], None], lines: list[str]
) -> None:
    assert sorted(edit(copy("poedit.po"), change)) == sorted(lines)


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (
            lambda editor: editor.set("Harbour Board", Change(shared={"kind": "organization"}), ""),
            ["+#. kind: organization"],
        ),
        (
            lambda editor: editor.set("Harbour Board", Change({"zh_Hant": "港埠委員會"}), "do not use"),
            ['-msgstr "海港委員會"', '+msgstr "港埠委員會"'],
        ),
        (
            lambda editor: editor.set(
                "Tidebook", Change({"zh_Hant": "潮汐簿"}, own={"zh_Hant": {"keep": False}})
            ),
            ["-#, read-only", '-msgstr "Tidebook"', '+msgstr "潮汐簿"'],
        ),
        (
            lambda editor: editor.set("tide table", Change({"zh_Hant": "潮汐表"})),
            ['-msgstr ""', '+msgstr "潮汐表"'],
        ),
        (
            lambda editor: editor.set("Seal Rock", Change(status="approved")),
            ["-#, fuzzy", '-#| msgctxt "old place"', '-#| msgid "Seal Reef"'],
        ),
        (
            lambda editor: editor.remove("Seal Rock"),
            [
                "-",
                "-#, fuzzy",
                '-#| msgctxt "old place"',
                '-#| msgid "Seal Reef"',
                '-msgctxt "place"',
                '-msgid "Seal Rock"',
                '-msgstr "海豹岩"',
            ],
        ),
    ],
)
def test_weblate_file(
    copy: Callable[[str], Path], change: Callable[[GlossaryEditor], None], lines: list[str]
) -> None:
    assert sorted(edit(copy("weblate.po"), change)) == sorted(lines)


@pytest.mark.parametrize("final_newline", [True, False])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_line_endings_and_the_last_line_stay(
    copy: Callable[[str], Path], ending: bytes, final_newline: bool
) -> None:
    path = copy("weblate.po")
    original = path.read_bytes().replace(b"\n", ending)
    if not final_newline:
        original = original.removesuffix(ending)
    path.write_bytes(original)

    edit(path, lambda editor: editor.add("tug", Change({"zh_Hant": "拖船"}, {"kind": "term"})))
    added = ending.join([b"", b"#. kind: term", b'msgid "tug"', 'msgstr "拖船"'.encode()])
    with_tug = original + added + ending if final_newline else original + ending + added
    assert path.read_bytes() == with_tug
    edit(path, lambda editor: editor.remove("tug"))
    assert path.read_bytes() == original


def test_new_glossary_folder(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    editor = GlossaryEditor.open(folder, ["ko", "ja"])
    editor.add("treaty", Change({"ko": "조약", "ja": "条約"}, {"kind": "term", "note": "two\nlines"}))
    editor.save()
    editor = GlossaryEditor.open(folder)
    editor.set("treaty", Change({"zh_Hans": "条约"}, own={"ko": {"accept": ("협약",)}}))
    editor.save()

    assert (folder / "ko.po").read_text("utf-8") == (
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: team\\n"\n'
        '"Language: ko\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=1; plural=0;\\n"\n'
        "\n"
        "#. kind: term\n"
        "#. accept: 협약\n"
        "#. note: two\\nlines\n"
        'msgid "treaty"\n'
        'msgstr "조약"\n'
    )
    assert sorted(path.name for path in folder.iterdir()) == ["ja.po", "ko.po", "zh_Hans.po"]
    assert '#. note: two\\nlines\nmsgid "treaty"\nmsgstr "条约"\n' in (folder / "zh_Hans.po").read_text(
        "utf-8"
    )
    for path in folder.iterdir():
        assert_well_formed(path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda editor: editor.add("Harbour Board", Change({"ko": "위원회"})),
            ":27: “Harbour Board” is there already as “항만위원회”; change it with “translate glossary set”, "
            "or give a homograph a --context",
        ),
        (lambda editor: editor.set("Harbour Bord", Change({"ko": "위원회"})),
         ": no entry “Harbour Bord”: did you mean “Harbour Board”?"),
        (lambda editor: editor.remove("zzz"), ": no entry “zzz”; add it with “translate glossary add”"),
        (lambda editor: editor.rename("Min", "Min Su-a"), ": “Min Su-a” is there already"),
        (lambda editor: editor.set("Min", Change({"ja": "ミン"})),
         ": this file holds another language than ja; name a folder instead"),
        (lambda editor: editor.set("Min", Change({"ko": " "})), ": “Min” needs a rendering in ko"),
        (lambda editor: editor.add("{person} of", Change({"ko": "{place}의"})),
         ":61: the rendering “{place}의” has {place}, which “{person} of” has not"),
    ],
)  # fmt: skip
def test_refusals_leave_the_file_alone(
    copy: Callable[[str], Path], change: Callable[[GlossaryEditor], None], message: str
) -> None:
    path = copy("poedit.po")
    before = path.read_bytes()

    with pytest.raises(GlossaryError) as refused:
        edit(path, change)

    assert str(refused.value) == f"{path}{message}"
    assert path.read_bytes() == before


def test_curated_glossaries_are_read_only() -> None:
    with pytest.raises(GlossaryError) as refused:
        GlossaryEditor.open("countries", ["ko"])

    assert str(refused.value) == (
        "“countries” came with the tool and is not to be changed; put the entry into a glossary of your own, "
        "which wins over it: --glossary PATH"
    )


def test_charset_that_cannot_hold_a_rendering(tmp_path: Path) -> None:
    path = tmp_path / "ko.po"
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=EUC-KR\\n"\n\n'
    path.write_bytes((header + 'msgid "treaty"\nmsgstr "조약"\n').encode("euc-kr"))

    editor = GlossaryEditor.open(path)
    editor.set("treaty", Change({"ko": "조약 😆"}))
    with pytest.raises(GlossaryError) as refused:
        editor.save()

    assert str(refused.value) == (
        f"{path}:6: the charset euc_kr of this file cannot hold “😆”; convert it to UTF-8 with "
        "“msgconv -t UTF-8”"
    )


def test_two_people_at_once(copy: Callable[[str], Path]) -> None:
    path = copy("poedit.po")
    first, second = GlossaryEditor.open(path), GlossaryEditor.open(path)
    first.set("Min", Change({"ko": "민씨"}))
    second.set("Harbour Board", Change({"ko": "항만공사"}))
    first.save()

    with pytest.raises(GlossaryError) as refused:
        second.save()

    assert str(refused.value) == f"{path}: the file was changed meanwhile; try again"
    assert 'msgstr "민씨"' in path.read_text("utf-8")


def test_link_and_permissions_stay(copy: Callable[[str], Path], tmp_path: Path) -> None:
    path = copy("poedit.po")
    path.chmod(0o640)
    link = tmp_path / "ko.po"
    link.symlink_to(path)

    edit(link, lambda editor: editor.set("Min", Change({"ko": "민씨"})))

    assert link.is_symlink()
    assert 'msgstr "민씨"' in path.read_text("utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_full_disk_leaves_the_old_file(copy: Callable[[str], Path]) -> None:
    path = copy("poedit.po")
    before = path.read_bytes()
    script = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "from translate.errors import OutputError\n"
        "from translate.glossary.editing import Change, GlossaryEditor\n"
        "editor = GlossaryEditor.open(sys.argv[1])\n"
        "editor.set('Min', Change({'ko': 'x'}))\n"
        "try:\n"
        "    editor.save()\n"
        "except OutputError as error:\n"
        "    print(error)\n"
    )

    result = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )

    assert result.stdout == f"Cannot write {path}: File too large.\n"
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == ["poedit.po"]


def test_read_only_file(copy: Callable[[str], Path]) -> None:
    path = copy("poedit.po")
    path.chmod(0o444)
    editor = GlossaryEditor.open(path)
    editor.set("Min", Change({"ko": "민씨"}))

    with pytest.raises(OutputError) as refused:
        editor.save()

    assert str(refused.value) == f"Cannot write {path}: it is read-only."


TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0{}"), max_size=12)
ENTRIES = st.builds(
    Entry,
    term=TEXT.map(lambda text: f"t{text.strip()}"),
    rendering=TEXT,
    context=st.sampled_from(["", "x", "y"]),
    kind=st.sampled_from(["", "person"]),
    aliases=st.lists(TEXT.map(lambda text: text.strip().replace("\r", "")).filter(bool), max_size=2).map(
        tuple
    ),
    note=TEXT.map(lambda text: text.strip().replace("\r", "")),
    case=st.sampled_from(["", "sensitive"]),
    fuzzy=st.booleans(),
)
FILES = st.lists(ENTRIES, max_size=5, unique_by=lambda entry: (entry.term, entry.context))


@settings(max_examples=60, deadline=None)
@given(FILES, FILES, st.data())
def test_any_edits_are_read_back_as_meant(
    tmp_path_factory: pytest.TempPathFactory, before: list[Entry], after: list[Entry], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("edit") / "ko.po"
    editor = FileEditor(path, "ko", "g")
    for entry in before:
        editor.add(entry)
    editor.save()
    editor = FileEditor(path, "ko", "g")
    kept = []
    for entry in editor.entries:
        action = data.draw(st.sampled_from(["keep", "remove", "change"]))
        if action == "remove":
            editor.remove(entry)
        elif action == "change":
            editor.replace(entry, changed := data.draw(st.sampled_from([*after, entry])))
            kept.append((changed.term, changed.context))
        else:
            kept.append((entry.term, entry.context))
    if len(set(kept)) != len(kept):
        return
    wanted = {(entry.term, entry.context): entry for entry in editor.entries}
    editor.save()

    found = {(entry.term, entry.context): entry for entry in FileEditor(path, "ko", "g").entries}
    assert found == wanted
