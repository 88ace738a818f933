"""``translate memory learn``: what a person changed is known from then on."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from translate.memory import Memory
from translate.memory.learn import align

ARTICLE = """\
The ferry left at noon. The mayor opened the bridge.

Rain fell in the evening. The museum is closed today.

The train was late.
"""
PLAIN = ("--to", "ko", "--memory", "m", "--no-glossary")


@pytest.fixture
def article(translate: Run, tmp_path: Path) -> Path:
    """An article, translated."""
    (tmp_path / "a.txt").write_text(ARTICLE)
    translate("file", "a.txt", *PLAIN)
    return tmp_path / "a.ko.txt"


def approved(tmp_path: Path) -> dict[str, str]:
    with Memory.open(tmp_path / "m") as memory:
        return {entry.source: entry.target for entry in memory.approved_entries()}


def test_changed_sentences_become_approved_ones(translate: Run, article: Path, tmp_path: Path) -> None:
    lines = article.read_text().splitlines()
    museum = lines[2].split(". ")[1]
    lines[2] = lines[2].replace(museum, "그 박물관은 오늘 문을 닫았다.")
    article.write_text("\n".join(lines) + "\n")
    result = translate("memory", "learn", "a.txt", "a.ko.txt", *PLAIN)
    assert result.stdout == "The museum is closed today.\n  그 박물관은 오늘 문을 닫았다.\n"
    assert result.stderr == "Sentences: 1 approved, 4 unchanged, 0 not matched.\n"
    assert approved(tmp_path) == {"The museum is closed today.": "그 박물관은 오늘 문을 닫았다."}
    translate("file", "a.txt", *PLAIN, "--force")
    assert article.read_text() == "\n".join(lines) + "\n"
    result = translate("memory", "learn", "a.txt", "a.ko.txt", *PLAIN)
    assert (result.stdout, result.stderr) == ("", "Sentences: 0 approved, 5 unchanged, 0 not matched.\n")


def test_paragraphs_that_a_person_joined_and_sentences_that_are_gone(
    translate: Run, article: Path, tmp_path: Path
) -> None:
    lines = article.read_text().splitlines()
    ferry, mayor = lines[0].split(". ")
    train = lines[4].removesuffix(".")
    article.write_text(f"{ferry}. 그리고 {mayor}\n\n{lines[2]} {train} 것이다.\n")
    result = translate("memory", "learn", "a.txt", "a.ko.txt", *PLAIN)
    assert approved(tmp_path) == {
        "The mayor opened the bridge.": f"그리고 {mayor}",
        "The train was late.": f"{train} 것이다.",
    }
    article.write_text(f"{ferry}. {mayor}\n\n{lines[2].split('. ')[1]}\n")
    result = translate("memory", "learn", "a.txt", "a.ko.txt", *PLAIN)
    assert "Not matched: Rain fell in the evening.\n" in result.stderr


def test_changed_renderings_are_offered_as_proposed_entries(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ferry left at noon.\n\nThe ferry was late.\n")
    (tmp_path / "G").mkdir()
    (tmp_path / "G" / "ko.po").write_text(
        'msgid ""\nmsgstr ""\n"Language: ko\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "ferry"\nmsgstr "도선"\n'
    )
    options = (*PLAIN, "--glossary", "G")
    translate("file", "a.txt", *options)
    output = tmp_path / "a.ko.txt"
    assert output.read_text().count("도선") == 2
    output.write_text(output.read_text().replace("도선은", "연락선은").replace("도선이", "연락선이"))
    result = translate("memory", "learn", "a.txt", "a.ko.txt", *options, "--offer", "H")
    assert "ferry: “도선” became “연락선” 2 times.\n1 entry proposed in H.\n" in result.stderr
    text = (tmp_path / "H" / "ko.po").read_text()
    assert '#, fuzzy\nmsgid "ferry"\nmsgstr "연락선"\n' in text


def test_what_cannot_be_learnt_is_one_line(translate: Run, article: Path) -> None:
    result = translate("memory", "learn", "missing.txt", "a.ko.txt", *PLAIN, status=1)
    assert result.stderr == "Error: missing.txt: no such file.\n"


@given(
    st.lists(st.text("가나다라마바사", min_size=8, max_size=20), max_size=12, unique=True),
    st.data(),
)
def test_alignment_covers_both_sides_in_order(texts: list[str], data: st.DataObject) -> None:
    kept = [text for text in texts if data.draw(st.booleans())]
    groups = align(texts, kept)
    assert [index for left, _right in groups for index in left] == list(range(len(texts)))
    assert [index for _left, right in groups for index in right] == list(range(len(kept)))
    alone = align(texts, texts)
    assert all(left == right and len(left) == 1 for left, right in alone)
