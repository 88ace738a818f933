"""TMX files of other tools are read, and what is written is read back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.tmx import TmxFault, TmxUnit, read_tmx, write_tmx

CASES = Path(__file__).parent / "data" / "cases"

text_in_xml = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"))


def read(data: bytes) -> list[TmxUnit]:
    return list(read_tmx(BytesIO(data)))


def tmx(body: str, head: str = "") -> bytes:
    return f'{head}<tmx version="1.4"><header srclang="en"/><body>{body}</body></tmx>'.encode()


@given(
    st.lists(
        st.builds(
            TmxUnit,
            st.lists(st.tuples(st.sampled_from(["en", "ko", "zh-Hant"]), text_in_xml)).map(tuple),
            st.just("en"),
            st.dictionaries(st.sampled_from(["x-status", "domain"]), text_in_xml),
            st.lists(text_in_xml).map(tuple),
        ),
        max_size=4,
    )
)
def test_what_is_written_is_read_back(units: list[TmxUnit]) -> None:
    file = BytesIO()
    assert write_tmx(file, units, source_language="en", tool_version="1") == len(units)
    back = read(file.getvalue())
    assert [(unit.texts, unit.source_language, unit.properties, unit.notes) for unit in back] == [
        (unit.texts, unit.source_language, unit.properties, unit.notes) for unit in units
    ]


def test_line_breaks_survive_and_characters_that_xml_cannot_hold_are_left_out() -> None:
    file = BytesIO()
    write_tmx(file, [TmxUnit((("en", "a\r\nb\tc\x08d\ud800e"),))], source_language="en", tool_version="1")
    assert read(file.getvalue())[0].texts == (("en", "a\r\nb\tcde"),)


def test_a_file_of_other_tools_is_read_without_its_inline_codes() -> None:
    units = read((CASES / "C09.tmx").read_bytes())
    assert [dict(unit.texts) for unit in units] == [
        {"en-us": "harbour light", "ko-KR": "항만 등화", "zh-TW": "港燈"},
        {"EN-GB": "tide table", "ko_KR": "조석표"},
        {"en": "keel", "KO": "용골"},
        {"en": "no Korean here", "fr": "rien"},
    ]


def test_utf_16_and_the_lang_attribute_of_old_files_are_read() -> None:
    data = (
        '<?xml version="1.0" encoding="UTF-16"?><tmx version="1.1"><header srclang="EN"/><body>'
        '<tu><tuv lang="EN"><seg>keel</seg></tuv><tuv lang="KO"><seg>용골</seg></tuv></tu></body></tmx>'
    ).encode("utf-16")
    assert read(data) == [TmxUnit((("EN", "keel"), ("KO", "용골")), "EN", line=1)]


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (b"", "it is not well-formed XML (no element found)", 1),
        (b"<html/>", "it is not TMX: the first element is <html>", 1),
        (tmx("\n<tu>"), "it is not well-formed XML (mismatched tag)", 2),
        (
            tmx("", '<!DOCTYPE tmx [\n<!ENTITY a "b">]>'),
            "it declares XML entities, which are refused",
            2,
        ),
        (
            tmx("", '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
            "it declares XML entities, which are refused",
            1,
        ),
        (tmx("<tu><tuv><seg>" + "x" * 1_100_000), "it holds a text of more than 1048576 characters", 1),
    ],
)
def test_faults_name_the_line(data: bytes, message: str, line: int) -> None:
    with pytest.raises(TmxFault) as fault:
        read(data)
    assert (str(fault.value), fault.value.line) == (message, line)
