"""CSV and TSV: texts in cells change, the table does not."""

from __future__ import annotations

import csv
import io

import pytest
from fake_translation import FAKES, written
from hypothesis import given
from hypothesis import strategies as st

from translate import documents
from translate.documents.base import ReadOptions, SegmentTranslation
from translate.errors import DocumentError
from translate.languages import KOREAN

TABLE = 'id,name,text\r\n1,"The ""old"" pier",Closed today\r\n2,boat_one,"Two\r\nlines, really"\r\n'


def texts(content: str, name: str = "a.csv", *keys: str) -> list[str]:
    return [
        segment.text for segment in documents.read(name, content.encode(), ReadOptions(keys=keys)).segments
    ]


def test_cells_with_text_are_segments() -> None:
    segments = documents.read("a.csv", TABLE.encode()).segments
    assert [(segment.line, segment.context, segment.text, segment.kind) for segment in segments] == [
        (2, "name", 'The "old" pier', "cell"),
        (2, "text", "Closed today", "cell"),
        (3, "text", "Two\r\nlines, really", "cell"),
    ]


def test_a_translation_is_quoted_where_it_must_be() -> None:
    document = documents.read("a.csv", TABLE.encode())
    made = [SegmentTranslation(text) for text in ('"옛" 부두', "오늘, 닫음", "두 줄")]
    assert document.write(made, KOREAN).decode() == (
        'id,name,text\r\n1,"""옛"" 부두","오늘, 닫음"\r\n2,boat_one,"두 줄"\r\n'
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Boat;Open, now\nPier;Closed\n", ["Boat", "Open, now", "Pier", "Closed"]),
        ("id;text\n1;A boat, a pier\n2;Nothing\n", ["A boat, a pier", "Nothing"]),
        ("The old pier is closed.\nSecond line.\n", ["The old pier is closed.", "Second line."]),
        ("a\tb\n1\tOne boat\n", ["One boat"]),
    ],
)
def test_delimiters_and_headers(content: str, expected: list[str]) -> None:
    assert texts(content) == expected


def test_columns_by_name_and_number() -> None:
    assert texts(TABLE, "a.csv", "text") == ["Closed today", "Two\r\nlines, really"]
    assert texts(TABLE, "a.csv", "2") == ['The "old" pier', "boat_one"]
    with pytest.raises(DocumentError) as caught:
        texts(TABLE, "a.csv", "body")
    assert str(caught.value) == "a.csv:1: No column “body”. Columns: id, name, text."


def test_tabs_in_tsv() -> None:
    assert texts("id\ttext\n1\tOne, two\n", "a.tsv") == ["One, two"]


def test_an_open_quotation_mark_is_refused() -> None:
    with pytest.raises(DocumentError) as caught:
        texts('a,b\n1,"Open\n')
    assert str(caught.value) == "a.csv:2: A cell in quotation marks never ends."


CELLS = st.text(st.sampled_from("ab Z,;\"'\n\t|é한 "), max_size=8)


@given(
    rows=st.lists(st.lists(CELLS, min_size=2, max_size=3), min_size=1, max_size=5),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    ending=st.sampled_from(["\n", "\r\n"]),
)
def test_any_table_keeps_its_cells(rows: list[list[str]], quoting: int, ending: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, quoting=quoting, lineterminator=ending).writerows([["id", "text"], *rows])
    data = file.getvalue().encode()
    options = ReadOptions(keys=("text",))
    assert written(documents.read("a.csv", data, options)) == data
    result = written(documents.read("a.csv", data, options), *FAKES["upper"]).decode()
    before = list(csv.reader(io.StringIO(data.decode(), newline="")))
    after = list(csv.reader(io.StringIO(result, newline="")))
    assert [len(row) for row in after] == [len(row) for row in before]
    assert [row[:1] + row[2:] for row in after] == [row[:1] + row[2:] for row in before]
