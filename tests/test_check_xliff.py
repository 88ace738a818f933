"""``translate check`` on XLIFF files, which hold both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run

from translate import documents
from translate.documents.base import ReadOptions, SegmentTranslation
from translate.documents.xliff_units import read_units
from translate.languages import KOREAN

DATA = Path(__file__).parent / "data" / "documents"

XLIFF_1 = """\
<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file source-language="en" target-language="ko" datatype="plaintext" original="app">
    <body>
      <trans-unit id="good"><source>It took 3 days.</source><target>3일 걸렸다.</target></trans-unit>
      <trans-unit id="number">
        <source>It took 3 days. It rained on 5 of them.</source>
        <target>3일 걸렸다. 그 가운데 6일은 비가 왔다.</target>
      </trans-unit>
      <trans-unit id="element">
        <source>Press <g id="1">Save</g><x id="2"/> to go on.</source>
        <target>계속하려면 <g id="1">저장</g>을 누른다.<x id="3"/></target>
      </trans-unit>
      <trans-unit id="empty"><source>The ferry left.</source><target/></trans-unit>
      <trans-unit id="none"><source>The ferry came back.</source></trans-unit>
      <trans-unit id="new"><source>It rained.</source><target state="new">It rained.</target></trans-unit>
      <trans-unit id="proposed">
        <source>Version 2 is here.</source>
        <target state="needs-review-translation">3판이 나왔다.</target>
      </trans-unit>
      <trans-unit id="code" translate="no"><source>It took 7 days.</source><target>1</target></trans-unit>
      <trans-unit id="plural">
        <source>{n, plural, one {# boat and 2 ferries came} other {# boats and 2 ferries came}}</source>
        <target>{n, plural, other {배 #척과 여객선 3척이 왔다}}</target>
      </trans-unit>
    </body>
  </file>
</xliff>
"""

XLIFF_2 = """\
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="ko">
  <file id="app">
    <unit id="u">
      <segment>
        <source>It took <ph id="1"/> 3 days.</source>
        <target>4일 걸렸다.</target>
      </segment>
      <segment state="initial"><source>It rained.</source></segment>
    </unit>
  </file>
</xliff>
"""


def found(run: Run, *arguments: str, status: int = 3) -> list[tuple[str, int, str]]:
    result = run("check", *arguments, "--no-glossary", "--format", "json", "-q", status=status)
    return [(one["path"], one["line"], one["code"]) for one in json.loads(result.stdout)["findings"]]


def test_version_1_2(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "app.xlf").write_text(XLIFF_1, encoding="utf-8")
    assert found(translate, "app.xlf", "--to", "ko") == [
        ("app.xlf", 8, "number-changed"),
        ("app.xlf", 12, "placeholder-added"),
        ("app.xlf", 12, "placeholder-missing"),
        ("app.xlf", 14, "untranslated"),
        ("app.xlf", 15, "untranslated"),
        ("app.xlf", 16, "untranslated"),
        ("app.xlf", 19, "number-changed"),
        ("app.xlf", 24, "number-changed"),
    ]
    text = translate("check", "app.xlf", "--to", "ko", "--no-glossary", status=3).stdout
    assert 'app.xlf:12: error: The element <x id="2"> is missing. [placeholder-missing]\n' in text
    assert "app.xlf:15: error: The translation is missing: “The ferry came back.” [untranslated]\n" in text


def test_version_2(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "app.xliff").write_text(XLIFF_2, encoding="utf-8")
    assert found(translate, "app.xliff", "--to", "ko") == [
        ("app.xliff", 6, "number-changed"),
        ("app.xliff", 6, "placeholder-missing"),
        ("app.xliff", 8, "untranslated"),
    ]
    # The source of a bilingual file may be named as well.
    (tmp_path / "source.xliff").write_text(XLIFF_2)
    assert len(found(translate, "source.xliff", "app.xliff", "--to", "ko")) == 3


def test_a_folder_with_files_in_several_languages(translate: Run, tmp_path: Path) -> None:
    folder = tmp_path / "locale"
    folder.mkdir()
    (folder / "app.ko.xlf").write_text(XLIFF_2, encoding="utf-8")
    (folder / "app.ja.xlf").write_text(XLIFF_2.replace('"ko"', '"ja"'), encoding="utf-8")
    (folder / "menu.po").write_text('msgid "It took 3 days."\nmsgstr "2일 걸렸다."\n', encoding="utf-8")
    header = 'msgid ""\nmsgstr "Language: ja\\n"\n\n'
    japanese = f'{header}msgid "It took 3 days."\nmsgstr "2日かかった。"\n'
    (folder / "menu.ja.po").write_text(japanese, encoding="utf-8")
    result = translate("check", "locale", "--to", "ko", "--no-glossary", "--only", "number-changed", status=3)
    assert [line.split(": ")[0] for line in result.stdout.splitlines() if not line.startswith(" ")] == [
        "locale/app.ko.xlf:6",
        "locale/menu.po:1",
    ]
    assert result.stderr == (
        "locale/app.ja.xlf is translated into “ja”, not into “ko”.\n"
        "locale/menu.ja.po is translated into “ja”, not into “ko”.\n2 errors.\n"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (XLIFF_2.replace('"ko"', '"zh-CN"'), "a.xlf is translated into “zh-CN”, not into “ko”."),
        ("<xliff version='1.2'>\n<file>\n<body></file></xliff>", None),
    ],
)
def test_files_that_cannot_be_checked(translate: Run, tmp_path: Path, text: str, message: str | None) -> None:
    (tmp_path / "a.xlf").write_text(text, encoding="utf-8")
    result = translate("check", "a.xlf", "--to", "ko", "-q", status=1)
    assert result.stdout == "" and len(result.stderr.splitlines()) == 1
    assert result.stderr == f"Error: {message}\n" if message else result.stderr.startswith("Error: a.xlf:")


def test_files_of_other_tools_have_their_units() -> None:
    language, units = read_units((DATA / "boats.xlf").read_bytes(), ReadOptions())
    assert language == "" and units[0].source == "The ferry leaves at noon."
    assert all(unit.line > 1 for unit in units)
    language, units = read_units((DATA / "harbour-2.xlf").read_bytes(), ReadOptions())
    assert [(unit.source, unit.target, unit.line) for unit in units][-1] == ("Harbour", "항구", 22)


def test_what_this_tool_writes_has_no_findings(translate: Run, tmp_path: Path) -> None:
    for name in ("boats.xlf", "harbour-2.xlf"):
        document = documents.read(name, (DATA / name).read_bytes())
        made = [SegmentTranslation(f"가{segment.text}", segment.spans) for segment in document.segments]
        (tmp_path / name).write_bytes(document.write(made, KOREAN))
        codes = {
            code
            for _path, _line, code in found(
                translate, name, "--to", "ko", "--without", "untranslated", status=None
            )
        }
        assert not codes & {"placeholder-missing", "placeholder-added"}
