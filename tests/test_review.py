"""The review page as a file: what is in it, and that it is safe and complete by itself."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from review_results import harbour, sentence, weather

from translate.errors import OutputError
from translate.report import review, review_model, wording
from translate.report.outcomes import DocumentResult, SentenceResult, TermOutcome
from translate.report.review_collection import Collection

TEMPLATES = Path(review.__file__).with_name("templates")

HOSTILE = [
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "<style>*{display:none}</style>",
    "{{ 7*7 }} {% raw %} ${7*7}",
    "&lt;b&gt; &amp; <!-- ]]> \u2028 \u202e right-to-left",
]


def built(*results: DocumentResult, most: int = 100) -> review_model.Page:
    collection = Collection(most)
    for result in results:
        collection.add(result)
    return review_model.build(collection)


class Parsed(HTMLParser):
    """Elements with their attributes, and the text of each script, style, row side and mark."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[int] = []
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        self.elements.append((tag, values))
        if tag in ("script", "style", "p", "mark", "title"):
            self.texts.append((f"{tag}.{values.get('class', values.get('id', ''))}", ""))
            self._open.append(len(self.texts) - 1)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "p", "mark", "title") and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for index in self._open:
            name, text = self.texts[index]
            self.texts[index] = (name, text + data)

    def of(self, name: str) -> list[str]:
        return [text for own, text in self.texts if own == name]

    def attribute(self, tag: str, name: str) -> list[str]:
        return [str(values[name]) for own, values in self.elements if own == tag and name in values]


def data_of(parsed: Parsed) -> dict[str, Any]:
    (text,) = parsed.of("script.data")
    data: dict[str, Any] = json.loads(text)
    return data


def test_every_sentence_stands_there_as_it_is() -> None:
    parsed = Parsed(review.render([harbour(), weather()]))
    sentences = [*harbour().sentences, *weather().sentences]
    assert parsed.of("p.source") == [each.source for each in sentences]
    assert parsed.of("p.target") == [each.target for each in sentences]
    assert parsed.attribute("p", "lang") == ["en", "ko"] * 6 + ["en", "ja"] * 2


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    terms = (
        TermOutcome(text, text, text, "free", (0, 3), (0, 3), text),
        TermOutcome(text, text, text, "missing", (4, 9), None, text),
    )
    result = DocumentResult(text, text, "ko", text, [SentenceResult(text, text, 1, terms, (text,))], [text])
    hostile, harmless = Parsed(review.render([result])), Parsed(review.render([harbour()]))
    assert hostile.of("p.source") == hostile.of("p.target") == [text]
    assert data_of(hostile)["terms"] == [[text, text, text, 0]]
    scripts = [tag for tag, _ in hostile.elements if tag in ("script", "style", "img", "iframe", "b")]
    assert scripts == [
        tag for tag, _ in harmless.elements if tag in ("script", "style", "img", "iframe", "b")
    ]
    assert not any(name.startswith("on") for _, values in hostile.elements for name in values)


def test_the_policy_allows_exactly_the_pages_own_script_and_style() -> None:
    parsed = Parsed(review.render([harbour()]))
    (policy,) = [
        values["content"]
        for tag, values in parsed.elements
        if tag == "meta" and values.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    for name, tag in (("script-src", "script."), ("style-src", "style.")):
        hashes = {
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
            for text in parsed.of(tag)
        }
        assert set(rules[name].split()) == hashes
    assert (rules["default-src"], rules["base-uri"], rules["form-action"]) == ("'none'",) * 3


def test_the_page_needs_nothing_from_elsewhere() -> None:
    parsed = Parsed(review.render([harbour(), weather()]))
    for name in ("href", "src", "action", "srcset", "data"):
        for tag, values in parsed.elements:
            value = values.get(name) or ""
            assert value == "" or value.startswith(("#", "data:")), (tag, value)
    assert not any("style" in values for _, values in parsed.elements)


def test_the_same_results_give_the_same_page() -> None:
    assert review.render([harbour()]) == review.render([harbour()])
    assert (
        data_of(Parsed(review.render([harbour()])))["id"] != data_of(Parsed(review.render([weather()])))["id"]
    )


def test_terms_of_a_sentence_differ_in_colour_and_keep_it_throughout() -> None:
    names = [f"t{number}" for number in range(20)]
    rows = [
        sentence(" ".join(f"[{name}]" for name in chosen), " ".join(f"[{name}]" for name in chosen),
                 ["free"] * len(chosen))
        for chosen in (names[:8], names[4:12], names[8:16], names[12:20], names[:8])
    ]  # fmt: skip
    page = built(DocumentResult("a", "b", "ko", "p", rows))
    for row in page.sections[0].rows:
        assert len({mark.colour for mark in row.marks}) == len(row.marks)
        assert [mark.number for mark in row.marks] == list(range(1, 9))
    assert {term.term for term in page.terms} == set(names)


def test_spans_that_overlap_or_lie_outside_do_no_harm() -> None:
    outcomes = tuple(
        TermOutcome(f"t{span}", "g", "r", "free", span, span)
        for span in [(0, 9), (0, 4), (5, 9), (9, 12), (11, 14), (13, 99), (6, 6)]
    )
    result = DocumentResult("a", "b", "ko", "p", [SentenceResult("x" * 14, "y" * 14, 1, outcomes)])
    (row,) = built(result).sections[0].rows
    assert "".join(piece.text for piece in row.source) == "x" * 14
    assert [piece.outcome for piece in row.source] == [0, 3, None]
    assert Parsed(review.render([result])).of("p.source") == ["x" * 14]


def test_counts_are_by_language_and_in_all() -> None:
    korean, japanese, both = built(harbour(), weather()).counts
    assert (korean.language, japanese.language, both.language) == ("ko", "ja", "")
    assert (korean.sentences, korean.problems, korean.found, korean.satisfied) == (6, 3, 6, 5)
    assert (korean.from_memory, korean.approved) == (2, 1)
    assert (both.sentences, both.problems, both.found, both.satisfied) == (8, 3, 7, 6)
    assert sum(bar.count for bar in both.lengths) == 8
    assert sum(bar.count for bar in both.confidences) == 6
    assert {bar.label: bar.count for bar in japanese.confidences if bar.count} == {"80–90": 2}
    assert {bar.label: bar.count for bar in japanese.lengths if bar.count} == {"1–5": 2}


def test_a_page_that_would_be_too_large_keeps_problems_and_counts_all() -> None:
    page = built(harbour(), weather(), most=4)
    assert [(section.result.source, section.left_out) for section in page.sections] == [("harbour.txt", 2)]
    assert [row.number for row in page.sections[0].rows] == [1, 3, 5, 6]
    assert [(counts.language, counts.sentences, counts.problems) for counts in page.counts] == [
        ("ko", 6, 3),
        ("ja", 2, 0),
        ("", 8, 3),
    ]
    by_term = {term.term: uses for term, uses in zip(page.terms, page.uses, strict=True)}
    assert {code: (use.due, use.satisfied) for code, use in by_term["ferry"].items()} == {"ko": (3, 3)}
    assert {code: use.renderings for code, use in by_term["pier"].items()} == {
        "ko": {"부두": 2},
        "ja": {"桟橋": 1},
    }
    assert {term.term for term in page.terms if not term.is_shown} == {"strait"}
    assert built(harbour(), weather(), most=2).problems_shown == 2


def test_what_a_large_page_shows_does_not_depend_on_the_order_of_coming() -> None:
    documents = [
        DocumentResult(f"{number}.txt", "", code, "p",
                       [sentence(f"It was day {number}.", "날", warnings=("w",) * (number % 5 == line))
                        for line in range(3)])
        for number in range(40) for code in ("ko", "ja")
    ]  # fmt: skip
    pages = []
    for seed in range(3):
        collection = Collection(30)
        for index in random.Random(seed).sample(range(80), 80):
            collection.add(documents[index], (index // 2, index % 2))
        pages.append(review_model.build(collection))
    assert pages[0] == pages[1] == pages[2]
    assert (pages[0].shown, pages[0].problems_shown, pages[0].counts[-1].problems) == (30, 30, 48)


def test_a_page_says_what_it_leaves_out() -> None:
    page = review.Review("news", most=2)
    for result in (harbour(), weather()):
        page.add(result)
    page.leave_out("edited by hand")
    text = page.render().decode("utf-8")
    assert "<title>news – Review</title>" in text
    assert re.findall(r"<p>(.*)</p>", text[text.index('class="notices"') :])[:3] == [
        "This page shows 2 of 8 sentences, those with a problem first; with all of them it would be too "
        "large. The counts, charts and terms are those of all sentences.",
        "1 sentence with a problem is among those left out.",
        "1 translation is left out (edited by hand).",
    ]
    assert "4 sentences of this document are left out." in text


def test_every_text_of_the_page_is_used() -> None:
    templates = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.iterdir())
    assert set(wording.review_texts()) == set(re.findall(r"\btext\.(\w+)", templates))


def test_names_of_pages_and_files() -> None:
    one = Parsed(review.render([harbour()]))
    assert one.of("title.")[0] == "harbour.txt – Review"
    assert data_of(one)["name"] == "harbour"
    two = Parsed(review.render([harbour(), weather()]))
    assert two.of("title.")[0] == "2 documents – Review"
    assert data_of(two)["name"] == "review"
    odd = DocumentResult("a\udcff\nb.txt", "-", "zh", "p", [SentenceResult("x", "x")])
    assert Parsed(review.render([odd])).of("title.")[0] == "a\\xff\\nb.txt – Review"


def test_an_empty_text_has_a_page() -> None:
    assert Parsed(review.render([DocumentResult("a.txt", "b", "ko", "p")])).of("p.source") == []


def test_file_writes_a_page_beside_its_outputs(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The Prime Minister visited Seoul. It rained.\n")
    call = ("file", "a.txt", "--to", "ko", "--to", "ja", "--no-memory", "--review", "a.html")
    result = translate(*call)
    assert result.stderr.endswith("Review page: a.html\n")
    parsed = Parsed((tmp_path / "a.html").read_bytes())
    assert parsed.of("p.source") == ["The Prime Minister visited Seoul.", "It rained."] * 2
    targets = " ".join(parsed.of("p.target"))
    assert "서울" in targets and "ソウル" in targets
    assert "서울" in parsed.of("mark.c1") + parsed.of("mark.c0")

    result = translate(*call[:2], "--to", "zh", *call[-3:], status=1)
    assert result.stderr == "Error: a.html exists already; give --force to overwrite it.\n"
    assert not (tmp_path / "a.zh.txt").exists()
    translate(*call[:2], "--to", "zh", *call[-3:], "--force")


def test_a_page_that_cannot_be_written_is_told_before_anything_is_done(tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    path.write_text("mine")
    with pytest.raises(OutputError):
        review.write(path, [harbour()], overwrite=False)
    assert path.read_text() == "mine"
