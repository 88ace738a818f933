"""The charset of a document: detected, kept, or refused with the byte that makes no sense."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.documents.encoding import decode
from translate.errors import EncodingError

CASES = Path(__file__).parent / "data" / "cases"


def test_windows_quotation_marks_are_read_right() -> None:
    """Case G01."""
    decoded = decode((CASES / "G01.txt").read_bytes())
    assert decoded.codec == "cp1252"
    assert decoded.text.splitlines() == [
        "The mayor said the harbour “won’t close” – not this year.",
        "We´re late, and they´re waiting for the ferry.",
        "Tickets cost €20 at the café.",
    ]
    assert decoded.newline == "\r\n"
    messages: list[str] = []
    assert decoded.encode("항구\r\n", messages) == "항구\r\n".encode()
    assert messages == [
        "Written as UTF-8: the charset of the source, Windows-1252, cannot hold the translation."
    ]


def test_utf_16_without_mark_is_read_and_written_back() -> None:
    """Case G03."""
    data = (CASES / "G03.txt").read_bytes()
    decoded = decode(data)
    assert (decoded.codec, decoded.mark) == ("utf-16-le", b"")
    assert decoded.text == "The ship reached Busan at noon.\r\nIt left an hour later.\r\n"
    assert decoded.encode("배\r\n", []) == "배\r\n".encode("utf-16-le")


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("He said “no” – and left. It’s over…", "cp1252"),
        ("He said “no” – and left. It’s over…", "mac_roman"),
        ("Café Zoë, naïve façade, ÉCOLE", "cp1252"),
        ("Café Zoë, naïve façade", "mac_roman"),
        ("The café in Köln, £20", "cp850"),
        ("São Paulo and Malmö: «yes» 20° ½ § 5", "cp1252"),
        ("• first\r\n• second © 2024 Acme™", "cp1252"),
        ("O’Brien’s “‘quoted’ word”", "cp1252"),
    ],
)
def test_legacy_english_is_told_apart_by_what_english_can_have(text: str, codec: str) -> None:
    decoded = decode(text.encode(codec))
    assert decoded.text == text
    assert decoded.encode(decoded.text, []) == text.encode(codec)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            "Wałęsa met Škoda".encode("cp1250"),
            "Cannot tell the charset: byte 0xB3 at offset 2 is not UTF-8. "
            "Name it with --encoding, for example --encoding cp1252.",
        ),
        (
            "Seoul (서울) is".encode("cp949"),
            "Cannot tell the charset: byte 0xBC at offset 7 is not UTF-8. "
            "Name it with --encoding, for example --encoding cp1252.",
        ),
        (
            "café “x” naïve".encode()[:-3] + b"\xff.",
            "Byte 0xC3 at offset 16 is not UTF-8. Mend the file, or name its charset with --encoding.",
        ),
        (
            b"text\0text",
            "Not a text file: byte 0x00 at offset 4. If it is text, name its charset with --encoding.",
        ),
        (
            b"%PDF-1.7 ...",
            "Not a text file but PDF data. Convert it to text or to a format of --format.",
        ),
        (
            b"\xff\xfea\0b",
            "Byte 0x62 at offset 4 is not UTF-16-LE. Mend the file, or name its charset with --encoding.",
        ),
        (
            bytes(range(1, 256)),
            "Cannot tell the charset: byte 0x80 at offset 127 is not UTF-8. "
            "Name it with --encoding, for example --encoding cp1252.",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_offset(data: bytes, message: str) -> None:
    with pytest.raises(EncodingError) as caught:
        decode(data)
    assert str(caught.value) == message


@pytest.mark.parametrize("encoding", ["latin-99", "rot13", "hex", "", "a\0b"])
def test_an_unknown_charset_is_refused(encoding: str) -> None:
    with pytest.raises(EncodingError) as caught:
        decode(b"text", encoding)
    assert str(caught.value) == (
        f"Unknown encoding “{encoding}”. Examples: utf-8, utf-16, cp1252, mac_roman."
    )


@pytest.mark.parametrize(
    ("data", "encoding", "codec"),
    [
        (b"plain", "utf-8-sig", "utf-8"),
        (codecs.BOM_UTF8 + b"marked", "utf-8", "utf-8"),
        (codecs.BOM_UTF16_BE + "marked".encode("utf-16-be"), "utf-16", "utf-16-be"),
        ("plain".encode("utf-16-le"), "UTF16", "utf-16-le"),
        ("서울".encode("cp949"), "cp949", "cp949"),
        (b"won\x92t", "windows-1252", "cp1252"),
    ],
)
def test_a_named_charset_is_used_and_its_mark_kept(data: bytes, encoding: str, codec: str) -> None:
    decoded = decode(data, encoding)
    assert decoded.codec == codec
    assert "\ufeff" not in decoded.text
    assert decoded.encode(decoded.text, []) == data


ENGLISH = st.text(st.sampled_from("abc XYZ.,\n\r\t’“”é한漢😀"), min_size=1).map(lambda text: "The " + text)


@given(
    text=ENGLISH,
    codec=st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]),
)
def test_unicode_with_a_mark_comes_back_as_it_was(text: str, codec: str) -> None:
    data = codecs.lookup(codec).encode("\ufeff" + text)[0]
    decoded = decode(data)
    assert (decoded.text, decoded.codec) == (text, codec)
    assert decoded.encode(text, []) == data


@given(data=st.binary())
def test_any_bytes_are_read_exactly_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except EncodingError:
        return
    messages: list[str] = []
    assert decoded.encode(decoded.text, messages) == data
    assert not messages


def test_nothing_is_an_empty_utf_8_text() -> None:
    assert decode(b"").text == ""
