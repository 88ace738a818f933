"""``translate corpus --review``: one page for a whole corpus, the same however often the run was stopped."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from browser import Page
from conftest import Run
from review_results import sentence

from translate.report.outcomes import DocumentResult
from translate.report.review import Review

BOTH = ("--to", "ko", "--to", "ja", "--no-glossary")

SECTION = re.compile(
    r'<section class="document" data-language="([^"]+)".*?<h3>(.*?) <span class="soft">→ (.*?)<'
)
SIDES = re.compile(r'<p class="(?:source|target)" lang="[^"]+">(.*?)</p>', re.DOTALL)


def sections(page: Path) -> list[tuple[str, str, str]]:
    """Language, source and target of each document on a page."""
    text = page.read_text(encoding="utf-8").replace("\n", " ")
    return [(code, unescape(source), unescape(target)) for code, source, target in SECTION.findall(text)]


def sentences(page: Path) -> list[str]:
    """Both sides of each sentence in order, as they stand there, marks included."""
    return SIDES.findall(page.read_text(encoding="utf-8"))


def notices(page: Path) -> list[str]:
    """What the page says it leaves out."""
    found = re.search(r'<div class="notices">(.*?)</div>', page.read_text(encoding="utf-8"), re.DOTALL)
    return re.findall(r"<p>(.*?)</p>", found[1]) if found else []


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    for name, text in {
        "b/rain.txt": "It rained in Seoul. The ferry left in 2024.\n",
        "b-2.txt": "It rained in Tokyo.\n",
        "a.md": "# The *ferry*\n\nIt rained in Seoul.\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_the_page_shows_every_document_in_every_language(translate: Run, articles: Path) -> None:
    result = translate("corpus", "articles", "out", *BOTH, "--review", "r.html")
    assert result.stderr.endswith("Review page: r.html\n")
    page = articles.parent / "r.html"
    # The order is that of the corpus: by the names of each folder.
    assert sections(page) == [
        (code, source, f"{code}/{source}")
        for source in ("a.md", "b/rain.txt", "b-2.txt")
        for code in ("ko", "ja")
    ]
    assert len(sentences(page)) == 2 * 2 * 5
    assert notices(page) == []
    assert "<title>articles – Review</title>" in page.read_text(encoding="utf-8")


def test_a_run_that_goes_on_gives_the_same_page(translate: Run, articles: Path) -> None:
    page = articles.parent / "r.html"
    translate("corpus", "articles", "whole", *BOTH, "--review", "r.html", "--memory", "other.sqlite")
    whole = sections(page), sentences(page)
    translate("corpus", "articles", "out", *BOTH, "--limit", "1", "--review", "r.html")
    assert len(sections(page)) == 2
    for _run in range(2):  # what is left to do, then nothing
        result = translate("corpus", "articles", "out", *BOTH, "--review", "r.html", "--json")
        assert (sections(page), sentences(page)) == whole
        assert notices(page) == []
    assert {json.loads(line)["status"] for line in result.stdout.splitlines()} == {"unchanged"}
    assert result.stderr.startswith("0 translated, 6 unchanged, 0 kept, 0 failed.\n")


def test_what_the_page_cannot_show_is_counted_on_it(translate: Run, articles: Path) -> None:
    translate("corpus", "articles", "out", *BOTH, "--no-memory")
    page = articles.parent / "r.html"
    (articles.parent / "out" / "ko" / "a.md").write_text("# 배\n")
    (articles / "bad.txt").write_bytes(b"\x00\x01\x02")
    (articles / "new.txt").write_text("It snowed.\n")
    translate("corpus", "articles", "out", *BOTH, "--no-memory", "--review", "r.html", status=1)
    assert sections(page) == [("ko", "new.txt", "ko/new.txt"), ("ja", "new.txt", "ja/new.txt")]
    assert notices(page) == [
        "1 translation is left out (edited by hand).",
        "2 translations are left out (failed).",
        "5 translations are left out (translated by an earlier run, and there is no memory to take it from).",
    ]


def test_an_output_of_other_translations_is_not_shown_with_those_of_today(
    translate: Run, articles: Path
) -> None:
    translate("corpus", "articles", "out", "--to", "ko", "--no-glossary")
    (articles.parent / "c.jsonl").write_text(
        json.dumps({"source": "It rained in Tokyo.", "target": "도쿄에 비가 왔다!", "target_language": "ko"})
    )
    translate("memory", "import", "c.jsonl")
    page = articles.parent / "r.html"
    translate("corpus", "articles", "out", "--to", "ko", "--no-glossary", "--review", "r.html")
    assert [source for _code, source, _target in sections(page)] == ["a.md", "b/rain.txt"]
    assert notices(page) == [
        "1 translation is left out (a translation of today would differ; delete the output to get it)."
    ]


def test_records_are_one_after_another_and_their_faults_stay(translate: Run, tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"n{number}", "body": f"It rained on day {number}."}) for number in range(450)]
    lines[7] = "{broken"
    lines[9] = '{"id": "n9", "body": 5}'
    (tmp_path / "news.jsonl").write_text("\n".join(lines) + "\n")
    call = (
        "corpus",
        "news.jsonl",
        "out",
        "--to",
        "ko",
        "--no-glossary",
        "--text-field",
        "body",
        "--id-field",
        "id",
    )
    first = translate(*call, "--review", "r.html", status=1)
    page = tmp_path / "r.html"
    assert sections(page) == [
        ("ko", f"news.jsonl, records {span}", "ko/news.jsonl") for span in ("1–200", "201–400", "401–450")
    ]
    shown = sentences(page)
    assert shown[::2] == [f"It rained on day {number}." for number in range(450) if number not in (7, 9)]
    faults = [line for line in first.stderr.splitlines() if line.startswith("Error: ")]
    assert faults == [
        "Error: news.jsonl: record 8: not valid JSON: Expecting property name enclosed in double quotes",
        "Error: news.jsonl: record n9: the field “body” holds no text",
    ]
    again = translate(*call, "--review", "r.html", status=1)
    assert [line for line in again.stderr.splitlines() if line.startswith("Error: ")] == faults
    assert sentences(page) == shown
    assert again.stderr.splitlines()[2] == "0 translated, 1 unchanged, 0 kept, 2 failed."
    # Another language: the first is only looked up.
    more = translate(*call, "--to", "ja", "--review", "r.html", status=1)
    assert [line for line in more.stderr.splitlines() if line.startswith("Error: ")] == faults
    assert len(sentences(page)) == 2 * len(shown)
    del lines[7]
    (tmp_path / "news.jsonl").write_text("\n".join(lines) + "\n")
    fixed = translate(*call, "--to", "ja", "--json", status=1)
    assert [json.loads(line).get("reason") for line in fixed.stdout.splitlines()] == [
        "record n9: the field “body” holds no text", None, None,
    ]  # fmt: skip


def test_places_where_no_page_can_be(translate: Run, articles: Path) -> None:
    call = ("corpus", "articles", "out", *BOTH, "--review")
    assert translate(*call, "articles/r.html", status=1).stderr == (
        "Error: articles/r.html lies in the corpus, where the next run would translate it; name another"
        " folder.\n"
    )
    (articles.parent / "mine.html").write_text("<h1>mine</h1>")
    assert translate(*call, "mine.html", status=1).stderr == (
        "Error: mine.html exists already and is no review page; choose another name.\n"
    )
    assert not (articles.parent / "out").exists()
    assert (
        "--review and --dry-run do not go together."
        in translate(*call, "r.html", "--dry-run", status=2).stderr
    )


@pytest.mark.ray
def test_a_cluster_gives_the_same_page(translate: Run, articles: Path) -> None:
    page = articles.parent / "r.html"
    translate("corpus", "articles", "out", *BOTH, "--review", "r.html")
    here = sections(page), sentences(page)
    ray = ("--engine", "ray", "--workers", "2")
    translate("corpus", "articles", "there", *BOTH, "--review", "r.html", "--memory", "new.sqlite", *ray)
    assert (sections(page), sentences(page)) == here
    translate("corpus", "articles", "there", *BOTH, "--review", "r.html", "--memory", "new.sqlite", *ray)
    assert (sections(page), sentences(page)) == here


@pytest.mark.browser
def test_terms_of_a_large_corpus_are_counted_whole(page: Page, tmp_path: Path) -> None:
    review = Review("news", most=6)
    for number in range(200):
        for code, target in (("ko", "[연락선]이 왔다."), ("ja", "[連絡船]が来た。")):
            rows = [sentence("A [ferry] came.", target, ["free"], warnings=("w",) * (number == 150))]
            review.add(
                DocumentResult(f"{number:03}.txt", f"{code}/{number:03}.txt", code, "p", rows), (number, code)
            )
    rows = [sentence("The [pier] is old.", "[부두]는 낡았다.", ["forced"])]
    review.add(DocumentResult("z.txt", "ko/z.txt", "ko", "p", rows), (999, "ko"))
    review.write(tmp_path / "r.html")
    page.open(tmp_path / "r.html")
    assert page.texts("h1") == ["news"]
    assert page.texts(".notices p")[0].startswith("This page shows 6 of 401 sentences")
    page.click('[data-language=""]')
    assert page.texts(".tiles dd")[:3] == ["401", "401 / 401", "2"]
    assert page.texts(".document h3")[-1].startswith("150.txt")
    page.click('[data-language="ko"]')
    assert page.texts(".position") == ["3 of 3"]
    page.click('[data-view="terms"]')
    assert [text.split("\n")[:3] for text in page.texts(".term-list summary")] == [
        ["ferry", "연락선", "200 / 200"],
        ["pier", "부두", "1 / 1"],
    ]
    for summary in page.find_all(".term-list summary"):
        summary.click()
    page.wait(lambda: len(page.find_all(".rest")) == 2)
    assert page.texts(".rest") == [
        "Places on this page: 3 of 200",
        "Places on this page: 0 of 1",
    ]
    page.click('[data-language=""]')
    assert page.texts(".term-list summary .rendering") == ["連絡船 200", "연락선 200", "부두"]
    page.click('[data-view="sentences"]')
    page.find('[data-filter="document"]').send_keys("150.txt")
    page.click('[data-view="terms"]')
    assert page.texts(".term-list summary .tally.attention") == []
    assert [text.split("\n")[2] for text in page.texts(".term-list summary")] == ["2 / 2"]


@pytest.mark.browser
def test_a_page_of_nothing_says_why(page: Page, translate: Run, articles: Path) -> None:
    translate("corpus", "articles", "out", "--to", "ko", "--no-memory")
    translate("corpus", "articles", "out", "--to", "ko", "--no-memory", "--review", "r.html")
    page.open(articles.parent / "r.html")
    assert page.texts(".notices p") == [
        "3 translations are left out (translated by an earlier run, and there is no memory to take it from)."
    ]
    page.keys("t")
    assert page.texts(".term-list .empty") == ["No glossary term occurs in this text."]
