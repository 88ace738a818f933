"""Gettext files: messages without a translation get one, and nothing else changes."""

from __future__ import annotations

import gettext
import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from fake_translation import FAKES, written

from translate import documents
from translate.documents.base import ReadOptions, SegmentTranslation
from translate.documents.po import read_pairs
from translate.errors import DocumentError
from translate.languages import JAPANESE, KOREAN

DATA = Path(__file__).parent / "data"
B07 = (DATA / "cases" / "B07.po").read_bytes()
BOATS = (DATA / "documents" / "boats.pot").read_bytes()
"""Made by xgettext 0.21."""

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: ko\\n"\n\n'


def rewrite(content: str, *translations: str, options: ReadOptions | None = None) -> str:
    document = documents.read("a.po", content.encode(), options)
    assert len(document.segments) == len(translations), [segment.text for segment in document.segments]
    made = [
        SegmentTranslation(text, segment.spans)
        for text, segment in zip(translations, document.segments, strict=True)
    ]
    return document.write(made, KOREAN).decode()


def compile_catalog(data: bytes, tmp_path: Path) -> gettext.GNUTranslations:
    """Compiled as programs get it, after the checks of Babel and, where it is installed, of msgfmt."""
    catalog = read_po(io.BytesIO(data), abort_invalid=True)
    faults = [(message.id, errors) for message, errors in catalog.check() if not message.fuzzy]
    assert faults == []
    if shutil.which("msgfmt"):
        (tmp_path / "a.po").write_bytes(data)
        command = ["msgfmt", "-c", "--check-format", "-o", str(tmp_path / "a.mo"), str(tmp_path / "a.po")]
        subprocess.run(command, check=True, capture_output=True)
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    buffer.seek(0)
    return gettext.GNUTranslations(buffer)


@pytest.mark.parametrize("data", [B07, BOATS, B07.replace(b"\n", b"\r\n")])
def test_identity_gives_the_same_bytes(data: bytes) -> None:
    assert written(documents.read("a.po", data)) == data


def test_case_b07(tmp_path: Path) -> None:
    data = written(documents.read("B07.po", B07), *FAKES["ideographs"])
    compile_catalog(data, tmp_path)
    result = polib.pofile(data.decode())
    assert result.metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    assert result.metadata["Language"] == "ja"
    boats, saved, pier = result
    assert list(boats.msgstr_plural) == [0]
    assert (boats.msgstr_plural[0].count("%d"), boats.msgstr_plural[0].count("%s")) == (1, 1)
    assert "{user_name}" in saved.msgstr and "{0}" in saved.msgstr
    assert (pier.msgstr, pier.fuzzy) == ("埠頭は閉まっています。", True)


def test_only_lines_of_translations_and_missing_header_fields_change() -> None:
    result = written(documents.read("B07.po", B07), *FAKES["ideographs"]).decode()
    removed = [line for line in B07.decode().splitlines() if line not in result.splitlines()]
    assert removed == ['msgstr[0] ""', 'msgstr[1] ""']
    added = [line for line in result.splitlines() if line not in B07.decode().splitlines()]
    assert added == [
        '"Language: ja\\n"',
        '"Plural-Forms: nplurals=1; plural=0;\\n"',
        'msgstr[0] "%d字字字字字字字字字字字字字字字字%s."',
        'msgstr "字字字字字字字{user_name}字字{0}."',
    ]


@pytest.mark.parametrize("fake", FAKES)
def test_a_template_becomes_a_catalog(fake: str, tmp_path: Path) -> None:
    document = documents.read("boats.pot", BOATS)
    data = written(document, *FAKES[fake])
    catalog = compile_catalog(data, tmp_path)
    expected = {segment.text: FAKES[fake][0](segment).text for segment in document.segments}
    assert catalog.gettext("The ferry leaves at noon.") == expected["The ferry leaves at noon."]
    assert catalog.pgettext("menu", "Open") == expected["Open"]
    one, many = "%(count)d boat left %(place)s.", "%(count)d boats left %(place)s."
    assert catalog.ngettext(one, many, 1) == catalog.ngettext(one, many, 5) == expected[many]
    saved = catalog.gettext("Saved {} of {total} files to <b>{folder}</b>.")
    assert "<b>{folder}</b>" in saved and "{total}" in saved


def test_a_format_that_is_none_is_left_to_a_person() -> None:
    """xgettext flags “100% of” as a format; a translation without “% o” would fail its check."""
    document = documents.read("boats.pot", BOATS)
    result = polib.pofile(written(document, *FAKES["hangul"]).decode())
    entry = result.find("100% of the boats")
    assert (entry.msgstr, entry.fuzzy) == ("100% 글글 글글글 글글글글글", True)
    assert document.messages == ["Line 51: marked fuzzy, since placeholders differ: % o."]


def swap(flag: str) -> tuple[str, list[str]]:
    """A translation in which “%d” and “%s” have changed places."""
    source = HEADER + f'#, {flag}\nmsgid "%d boats in %s"\nmsgstr ""\n'
    document = documents.read("a.po", source.encode())
    (segment,) = document.segments
    number, place = segment.spans
    spans = (replace(place, start=0, end=2), replace(number, start=4, end=6))
    result = document.write([SegmentTranslation("%s에 %d척", spans)], KOREAN).decode()
    return result.removeprefix(HEADER), document.messages


def test_conversions_that_change_places_are_numbered_where_the_language_can() -> None:
    assert swap("c-format") == (
        '#, c-format\nmsgid "%d boats in %s"\nmsgstr "%2$s에 %1$d척"\n',
        [],
    )
    assert swap("python-format") == (
        '#, fuzzy, python-format\nmsgid "%d boats in %s"\nmsgstr "%s에 %d척"\n',
        ["Line 7: marked fuzzy, since placeholders differ: %s, %d."],
    )


def test_a_lost_placeholder_makes_the_entry_fuzzy() -> None:
    source = HEADER + '#. note\n#: a.py:1\n#, c-format\nmsgid "Open %s"\nmsgstr ""\n'
    document = documents.read("a.po", source.encode())
    result = document.write([SegmentTranslation("열기")], KOREAN).decode()
    assert result == HEADER + '#. note\n#: a.py:1\n#, fuzzy, c-format\nmsgid "Open %s"\nmsgstr "열기"\n'
    assert document.messages == ["Line 9: marked fuzzy, since placeholders differ: %s."]


def test_fuzzy_on_request() -> None:
    source = HEADER + 'msgid "Open"\nmsgstr ""\n\n#, python-format\nmsgid "Close"\nmsgstr ""\n'
    assert rewrite(source, "열기", "닫기", options=ReadOptions(mark_fuzzy=True)) == (
        HEADER + '#, fuzzy\nmsgid "Open"\nmsgstr "열기"\n\n'
        '#, fuzzy, python-format\nmsgid "Close"\nmsgstr "닫기"\n'
    )


def test_what_is_translated_stays_unless_asked() -> None:
    source = (
        HEADER + 'msgid "Open"\nmsgstr "열림"\n\nmsgid "Close"\nmsgstr ""\n\n#~ msgid "Old"\n#~ msgstr ""\n'
    )
    assert rewrite(source, "닫기") == source.replace('"Close"\nmsgstr ""', '"Close"\nmsgstr "닫기"')
    assert rewrite(source, "열기", "닫기", options=ReadOptions(translated=True)) == source.replace(
        "열림", "열기"
    ).replace('"Close"\nmsgstr ""', '"Close"\nmsgstr "닫기"')


def test_plural_forms_that_translators_filled_are_kept() -> None:
    header = HEADER.replace("\n\n", '\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n')
    source = (
        header + 'msgid "a boat"\nmsgid_plural "%d boats"\nmsgstr[0] "배"\nmsgstr[1] "배 %d척"\n\n'
        'msgid "a pier"\nmsgid_plural "%d piers"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    )
    assert rewrite(source, "부두 %d개").endswith('msgstr[0] "부두 %d개"\nmsgstr[1] "부두 %d개"\n')


def test_line_breaks_at_the_ends_match_the_source() -> None:
    source = HEADER + 'msgid ""\n"\\n"\n"Two lines\\n"\n"of text\\n"\nmsgstr ""\n'
    document = documents.read("a.po", source.encode())
    (segment,) = document.segments
    assert (segment.text, segment.keep_lines) == ("Two lines\nof text", True)
    assert rewrite(source, "두 줄\n글").endswith('msgstr ""\n"\\n"\n"두 줄\\n"\n"글\\n"\n')


def test_a_charset_that_cannot_hold_the_target_becomes_utf_8() -> None:
    source = HEADER.replace("UTF-8", "ISO-8859-1") + 'msgid "Open"\nmsgstr ""\n'
    document = documents.read("a.po", source.encode("latin-1"))
    result = document.write([SegmentTranslation("열기")], KOREAN)
    assert result.decode() == HEADER + 'msgid "Open"\nmsgstr "열기"\n'
    assert document.messages == [
        "Written as UTF-8: the charset of the source, ISO8859-1, cannot hold the translation."
    ]


def test_a_file_without_a_header_gets_one() -> None:
    assert rewrite('msgid "Open"\nmsgstr ""\n', "열기") == (
        'msgid ""\nmsgstr ""\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n"Language: ko\\n"\n\nmsgid "Open"\nmsgstr "열기"\n'
    )


def test_pairs_for_a_check() -> None:
    source = (
        HEADER + 'msgctxt "menu"\nmsgid "Open %s"\nmsgstr "%s 열기"\n\n'
        'msgid "a"\nmsgid_plural "%d boats"\nmsgstr[0] "배 %d척"\n\n#, fuzzy\nmsgid "x"\nmsgstr "y"\n'
    )
    pairs = [
        (segment.text, translation.text, line, segment.context)
        for segment, translation, line in read_pairs(source.encode(), ReadOptions())
    ]
    assert pairs == [("Open %s", "%s 열기", 7, "menu"), ("%d boats", "배 %d척", 10, "")]


def test_a_broken_file_is_refused_with_its_line() -> None:
    with pytest.raises(DocumentError) as caught:
        documents.read("a.po", b'msgid "a"\nmsgstr "b\n')
    assert str(caught.value) == "a.po:2: A string that does not end, or text after it"


def test_japanese_locale_in_the_header() -> None:
    document = documents.read("a.po", b'msgid ""\nmsgstr "Language: \\n"\n\nmsgid "Open"\nmsgstr ""\n')
    assert (
        document.write([SegmentTranslation("開く")], JAPANESE)
        .decode()
        .startswith('msgid ""\nmsgstr ""\n"Language: ja\\n"\n')
    )


STANDING = 'msgid "Open"\nmsgstr "開く"\n\nmsgid "Close"\nmsgstr ""\n'


@pytest.mark.parametrize("code", ["ja", "zh_CN", "pt_BR"])
def test_translations_into_another_language_are_not_mixed_with_ours(code: str) -> None:
    document = documents.read("a.po", (HEADER.replace("ko", code) + STANDING).encode())
    with pytest.raises(DocumentError, match=f"translations into “{code}”; start from its source file"):
        document.write([SegmentTranslation("닫기")], KOREAN)


@pytest.mark.parametrize("code", ["ko_KR", "", "Korean"])
def test_a_language_that_fits_or_is_none_does_not_hold_us_up(code: str) -> None:
    assert 'msgstr "닫기"' in rewrite(HEADER.replace("ko", code) + STANDING, "닫기")


def test_all_may_be_translated_anew_into_another_language() -> None:
    options = ReadOptions(translated=True)
    new = rewrite(HEADER.replace("ko", "ja") + STANDING, "열기", "닫기", options=options)
    assert "Language: ko" in new and "開く" not in new
