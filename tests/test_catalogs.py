"""The catalogs of the tool's own messages are complete, and the tool that keeps them finds every fault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from pseudo_language import ROOT, catalogs


def test_no_message_is_missing_or_wrong() -> None:
    languages = sorted(path.parts[-3] for path in (ROOT / "locales").glob("*/LC_MESSAGES/translate.po"))
    for language in languages:
        assert catalogs.check(ROOT / "locales", [language]) == []


@pytest.fixture(scope="module")
def korean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of catalogs with an empty Korean one."""
    locales = tmp_path_factory.mktemp("locales")
    assert catalogs.main(["update", "--locales", str(locales), "ko"]) == 0
    return locales


def test_messages_come_from_code_templates_and_click(korean: Path) -> None:
    template = {entry.msgid: entry for entry in polib.pofile(str(korean / "translate.pot"))}
    assert "Translate files." in template
    assert "Show this message and exit." in template
    assert ("click/decorators.py", "") in template["Show this message and exit."].occurrences
    assert all(not line for entry in template.values() for _file, line in entry.occurrences)


def test_a_second_update_changes_nothing(korean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in korean.rglob("*.po*")}
    assert catalogs.main(["update", "--locales", str(korean)]) == 0
    assert capsys.readouterr().out == ""
    assert {path: path.read_bytes() for path in korean.rglob("*.po*")} == before


def test_an_empty_catalog_lists_every_message(korean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogs.main(["check", "--locales", str(korean), "ko"]) == 1
    lines = capsys.readouterr().out.splitlines()
    entries = polib.pofile(str(korean / "ko" / "LC_MESSAGES" / "translate.po"))
    assert len(lines) == len(entries)
    assert f"{korean}/ko/LC_MESSAGES/translate.po:" in lines[0]
    assert all(line.endswith(": not translated") for line in lines)


def test_a_missing_catalog_is_a_fault(korean: Path) -> None:
    assert catalogs.check(korean, ["ja"]) == [
        f"{korean}/ja/LC_MESSAGES/translate.po: missing; create it with python tools/catalogs.py update ja"
    ]


def test_update_keeps_translations_and_takes_out_what_is_gone(korean: Path, tmp_path: Path) -> None:
    source = polib.pofile(str(korean / "ko" / "LC_MESSAGES" / "translate.po"))
    entry = source.find("Translate files.")
    entry.msgstr = "파일을 번역합니다."
    entry.tcomment = "a translator's remark"
    source.remove(source.find("Show this message and exit."))
    source.append(polib.POEntry(msgid="Not a message of ours.", msgstr="없는 문장."))
    path = tmp_path / "ko" / "LC_MESSAGES" / "translate.po"
    path.parent.mkdir(parents=True)
    source.save(str(path))
    faults = "\n".join(catalogs.check(tmp_path, ["ko"]))
    assert (
        "“Show this message and exit.”: not in this file yet; run python tools/catalogs.py update" in faults
    )
    assert "“Not a message of ours.”: not used any more; run python tools/catalogs.py update" in faults
    catalogs.update(tmp_path, [])
    updated = polib.pofile(str(path))
    assert updated.find("Translate files.").msgstr == "파일을 번역합니다."
    assert updated.find("Translate files.").tcomment == "a translator's remark"
    assert updated.find("Show this message and exit.").msgstr == ""
    assert updated.find("Not a message of ours.", include_obsolete_entries=True) is None


Fault = Callable[[str, str], list[str]]


@pytest.fixture
def faults_of() -> Fault:
    """The faults of one translation."""

    def check(source: str, translation: str, language: str = "ko") -> list[str]:
        message = catalogs.Message(source, translation)
        return list(catalogs.faults(message, language))

    return check


@pytest.mark.parametrize(
    ("source", "translation", "fault"),
    [
        ("{path}: no such file.", "파일이 없습니다.", "placeholders differ: {path} ≠ none"),
        ("{seconds:.1f} s", "{seconds}초", "placeholders differ: {seconds:.1f} ≠ {seconds}"),
        ("%(prog)s, version", "%(프로그램)s 버전", "placeholders differ: %(prog)s ≠ %(프로그램)s"),
        ("Use --force or -o.", "--force를 쓰십시오.", "options differ: --force, -o ≠ --force"),
        (
            "Example:\n  translate doctor",
            "보기:\n  번역 doctor",
            "example commands differ: translate doctor ≠ none",
        ),
        ("One.\n\b\nTwo.", "하나.\n\n둘.", "unwrapped blocks (\\b) differ: \\b ≠ none"),
        ("All.\n", "모두.", "line break at the end differs"),
        ("Files", "파일 文件", "not written in this language: 文件"),
        ("{broken", "{깨짐", None),
    ],
)
def test_faults_of_translations_are_found(
    faults_of: Fault, source: str, translation: str, fault: str | None
) -> None:
    assert faults_of(source, translation) == ([fault] if fault else [])


def test_sound_translations_have_no_faults(faults_of: Fault) -> None:
    assert faults_of("No such command {name!r}.", "“{name}” 명령은 없습니다.") == []
    assert (
        faults_of(
            "  translate glossary add treaty --ko 조약 --ja 条約",
            "  translate glossary add treaty --ko 조약 --ja 条約",
        )
        == []
    )


def test_a_translation_marked_fuzzy_is_a_fault() -> None:
    message = catalogs.Message("Files", "파일", flags=("fuzzy",))
    assert list(catalogs.faults(message, "ko")) == [
        "marked fuzzy; correct it if need be, and take the mark away"
    ]


def test_the_one_plural_form_has_the_placeholders_of_the_english_plural() -> None:
    source = ("{count} file in {path}", "{count} files in {path}")
    assert list(catalogs.faults(catalogs.Message(source, ("{path}의 파일 {count}개",)), "ko")) == []
    assert list(catalogs.faults(catalogs.Message(source, ("파일 {count}개",)), "ko")) == [
        "placeholders differ: {count}, {path} ≠ {count}"
    ]
    assert list(catalogs.faults(catalogs.Message(source, ("", "")), "ko")) == ["not translated"]


def test_an_unknown_language_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        catalogs.main(["check", "de"])
    assert "unknown: de; there are ko, ja, zh_Hans, zh_Hant" in capsys.readouterr().err
