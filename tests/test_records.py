"""Corpora that are one file of records: JSON Lines, CSV, TSV."""

from __future__ import annotations

import csv
import io
import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from translate.corpus.records import Record, RecordFormat, detect, read

COMMAND = Path(sys.executable).with_name("translate")
PLAIN = ("--to", "ko", "--no-glossary")
SENTENCES = ["The ferry left at noon.", "The mayor opened the bridge.", "Rain fell in the evening."]

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(texts, values, max_size=5), texts, texts, texts, st.booleans())
def test_only_the_fields_named_change_in_a_json_record(
    data: dict[str, object], field: str, old: str, new: str, ascii_only: bool
) -> None:
    form = RecordFormat("jsonl")
    data[field] = old
    record = Record(1, json.dumps(data, ensure_ascii=ascii_only) + "\n")
    assert form.values(record, (field,)) == {field: old}
    assert form.replaced(record, {field: old}) == record.text
    changed = form.replaced(record, {field: new})
    assert list(json.loads(changed).items()) == list({**data, field: new}.items())
    assert changed.count("\n") == 1
    more = form.extended(record, {f"{field}_ko": new})
    assert json.loads(more) == {**data, f"{field}_ko": new}
    if f"{field}_ko" not in data:
        assert more.startswith(record.text.rstrip("\n")[:-1])


@given(st.lists(texts, min_size=2, max_size=4), texts, st.sampled_from(",;\t"), st.booleans())
def test_only_the_columns_named_change_in_a_row(
    cells: list[str], new: str, delimiter: str, quote_all: bool
) -> None:
    cells = [cell.replace("\0", "") for cell in cells]
    new = new.replace("\0", "")
    file = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(file, delimiter=delimiter, quoting=quoting).writerow(cells)
    form = RecordFormat("csv", delimiter=delimiter, columns=tuple(f"c{n}" for n in range(len(cells))))
    record = Record(2, file.getvalue())
    assert form.values(record, form.columns) == dict(zip(form.columns, cells, strict=True))
    assert form.replaced(record, {"c1": cells[1]}) == record.text

    def parsed(text: str) -> list[str]:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))

    assert parsed(form.replaced(record, {"c1": new})) == [cells[0], new, *cells[2:]]
    assert parsed(form.extended(record, {"c1_ko": new})) == [*cells, new]


def test_details_of_json_records_stay() -> None:
    form = RecordFormat("jsonl")
    record = Record(1, '{ "n":1.0, "big":12345678901234567890 ,"a":{"b":"caf\\u00e9"},"x.y":"z" }\r\n')
    assert form.values(record, ("a.b", "x.y", "n.m", "missing")) == {"a.b": "café", "x.y": "z"}
    assert form.replaced(record, {"a.b": "바다"}) == record.text.replace("caf\\u00e9", "\\ubc14\\ub2e4")
    assert form.extended(record, {"b_ko": "z"}) == record.text.replace('"z" }', '"z","b_ko":"z" }')


@pytest.mark.parametrize(
    ("name", "data", "delimiter", "rows"),
    [
        ("a.csv", b'\xef\xbb\xbfid;text\r\n1;"a;b"\r\n', ";", ["id;text\r\n", '1;"a;b"\r\n']),
        ("a.csv", b'id,text\n1,"two\nlines ""here"""\n2,5" pipe\n3,x', ",", None),
        ("a.tsv", "id\ttext\n1\té, ü\n".encode("utf-16"), "\t", ["id\ttext\n", "1\té, ü\n"]),
        ("a.csv", "id,text\n1,caf\u00e9\n".encode("cp1252"), ",", ["id,text\n", "1,café\n"]),
    ],
)
def test_rows_are_read_as_spreadsheets_write_them(
    tmp_path: Path, name: str, data: bytes, delimiter: str, rows: list[str] | None
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    form = detect(path, None)
    assert (form.delimiter, form.columns) == (delimiter, ("id", "text"))
    found = [record.text for record in read(path, form)]
    assert found == (rows or ["id,text\n", '1,"two\nlines ""here"""\n', '2,5" pipe\n', "3,x"])


def write_json_lines(path: Path, records: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number in range(records):
            first, second, third = (SENTENCES[(number + step) % 3] for step in range(3))
            body = f"It was day {number}. {first}\n\n{second}"
            file.write(json.dumps({"id": f"n{number}", "title": third, "body": body, "n": 1.0}) + "\n")


def test_fields_of_json_lines_are_translated_in_place(translate: Run, tmp_path: Path) -> None:
    write_json_lines(tmp_path / "news.jsonl", 5)
    with (tmp_path / "news.jsonl").open("a") as file:
        file.write('{broken\n\n{"id": "last", "title": null}\n["list"]\n')
    options = ("--text-field", "title", "--text-field", "body", "--id-field", "id")
    result = translate("corpus", "news.jsonl", "out", *PLAIN, "--to", "zh-TW", *options, status=1)
    assert [line for line in result.stderr.splitlines() if line.startswith("Error")] == [
        "Error: news.jsonl: record 6: not valid JSON: Expecting property name enclosed in double quotes",
        "Error: news.jsonl: record 9: not a JSON object",
    ]
    source = (tmp_path / "news.jsonl").read_text().splitlines()
    for code in ("ko", "zh-Hant"):
        output = (tmp_path / "out" / code / "news.jsonl").read_text(encoding="utf-8").splitlines()
        assert output[5:] == source[5:]
        for old, new in zip(map(json.loads, source[:5]), map(json.loads, output[:5]), strict=True):
            assert list(old) == list(new)
            assert (old["id"], old["n"]) == (new["id"], new["n"])
            assert new["body"].count("\n\n") == 1
            assert not any(character.isascii() and character.isalpha() for character in new["body"])
    again = translate("corpus", "news.jsonl", "out", *PLAIN, "--to", "zh-TW", *options, status=1)
    assert "0 translated, 2 unchanged, 0 kept, 2 failed" in again.stderr
    assert sorted(path.name for path in (tmp_path / "out" / ".translate").iterdir()) == [
        "faults", "glossaries", "journal.jsonl", "runs",
    ]  # fmt: skip


def test_new_columns_hold_the_languages(translate: Run, tmp_path: Path) -> None:
    rows = ["id,text,note\r\n", '1,"The ferry left, late.",x\r\n', "2,,y\r\n", "3\r\n"]
    (tmp_path / "a.csv").write_bytes("".join(rows).encode("utf-8"))
    options = ("--text-field", "text", "--layout", "columns")
    translate("corpus", "a.csv", "out", *PLAIN, "--to", "ja", *options)
    output = (tmp_path / "out" / "a.csv").read_bytes().decode("utf-8").splitlines(keepends=True)
    assert output[0] == "id,text,note,text_ko,text_ja\r\n"
    assert output[1].startswith('1,"The ferry left, late.",x,')
    assert output[2:] == ["2,,y,,\r\n", "3,,,,\r\n"]
    single = translate("text", "The ferry left, late.", *PLAIN).stdout.strip()
    assert next(csv.reader([output[1]]))[3] == single


def test_each_record_is_a_document_of_its_own(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "G").mkdir()
    (tmp_path / "G" / "ko.po").write_text(
        'msgid ""\nmsgstr ""\n"Language: ko\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        '#. kind: person\nmsgid "Ada Park"\nmsgstr "박에이다"\n\n'
        '#. kind: person\n#. short-of: Ada Park\nmsgid "Park"\nmsgstr "박 씨"\n',
        encoding="utf-8",
    )
    bodies = ["Ada Park spoke. Park left.", "Park left."]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"body": body}) + "\n" for body in bodies))
    options = ("--text-field", "body", "--glossary", "G", "--json")
    translate("corpus", "a.jsonl", "out", *PLAIN, *options)
    report = json.loads(next((tmp_path / "out" / ".translate" / "runs").iterdir()).read_text())
    assert report["languages"]["ko"]["found"] == 2


def test_a_killed_run_goes_on_after_the_last_stretch(translate: Run, tmp_path: Path) -> None:
    write_json_lines(tmp_path / "news.jsonl", 700)
    options = (*PLAIN, "--no-memory", "--text-field", "body")
    translate("corpus", "news.jsonl", "whole", *options)
    chance = random.Random(1)
    kills = 0
    for _attempt in range(3):
        process = subprocess.Popen(
            [str(COMMAND), "corpus", "news.jsonl", "out", *options],
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(1.0, 3.0))
        process.kill()
        kills += process.wait() == -signal.SIGKILL
    assert kills
    translate("corpus", "news.jsonl", "out", *options)
    output = (tmp_path / "out" / "ko" / "news.jsonl").read_bytes()
    assert output == (tmp_path / "whole" / "ko" / "news.jsonl").read_bytes()
    assert len(output.splitlines()) == 700


def test_calls_that_cannot_be_served(translate: Run, tmp_path: Path) -> None:
    write_json_lines(tmp_path / "a.jsonl", 2)
    (tmp_path / "b.csv").write_text("id,text\n1,x\n")
    (tmp_path / "c.txt").write_text("x\n")
    result = translate("corpus", "a.jsonl", "out", *PLAIN, "--text-field", "text", status=1)
    assert result.stderr == "Error: a.jsonl has no field “text”. Fields: id, title, body, n.\n"
    result = translate("corpus", "b.csv", "out", *PLAIN, "--text-field", "body", status=1)
    assert result.stderr == "Error: b.csv has no field “body”. Fields: id, text.\n"
    for arguments, message in [
        (("a.jsonl", "out"), "Name the fields to translate with --text-field NAME."),
        (("c.txt", "out", "--text-field", "x"), "--text-field is for a JSON Lines, CSV or TSV file"),
        (("c.txt", "out", "--layout", "columns"), "Name the fields to translate with --text-field NAME."),
        (("a.jsonl", "out", "--text-field", "body", "--text-format", "texd"), "did you mean “text”?"),
    ]:
        assert message in translate("corpus", *arguments, *PLAIN, status=2).stderr
    assert not (tmp_path / "out").exists()


def test_a_dry_run_counts_the_texts(translate: Run, tmp_path: Path) -> None:
    write_json_lines(tmp_path / "a.jsonl", 4)
    result = translate("corpus", "a.jsonl", "out", *PLAIN, "--text-field", "body", "--dry-run", "--json")
    assert json.loads(result.stdout)["languages"]["ko"]["sentences"] == 12
    assert not (tmp_path / "out").exists()
