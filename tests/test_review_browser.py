"""The review page in Chromium: what a reviewer sees, does and takes away."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from browser import Page
from conftest import Run
from review_results import harbour, sentence, weather

from translate.report import review
from translate.report.outcomes import DocumentResult, SentenceResult, TermOutcome

pytestmark = pytest.mark.browser

ESCAPE, ENTER, TAB, DOWN, CONTROL = "\ue00c", "\ue007", "\ue004", "\ue015", "\ue009"

COLOUR = """
const at = (selector, index) => {
  const canvas = document.createElement('canvas').getContext('2d');
  const style = getComputedStyle(document.querySelectorAll(selector)[index]);
  canvas.fillStyle = style.backgroundColor;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data].join();
};
"""


@pytest.fixture
def opened(page: Page, tmp_path: Path) -> Callable[..., Page]:
    """Open the review page of some results; by default of two documents in two languages."""

    def open_page(*results: DocumentResult) -> Page:
        path = tmp_path / "review.html"
        review.write(path, results or [harbour(), weather()])
        page.open(path)
        return page

    return open_page


def visible(page: Page) -> list[str]:
    """Numbers of the sentences that are shown."""
    return page.texts(".row .number")


def test_both_sides_of_a_term_have_one_colour_and_number(opened: Callable[..., Page]) -> None:
    page = opened()
    pairs = page.run(
        COLOUR
        + """
        return [...document.querySelectorAll('.row')].map(row => [...row.querySelectorAll('.source mark')]
          .filter(mark => row.querySelector(`.target mark[data-o="${mark.dataset.o}"]`))
          .map(mark => {
            const other = row.querySelector(`.target mark[data-o="${mark.dataset.o}"]`);
            const index = m => [...document.querySelectorAll('mark')].indexOf(m);
            return [mark.textContent, other.textContent, at('mark', index(mark)), at('mark', index(other)),
                    mark.dataset.n ?? '', other.dataset.n ?? ''];
          }));
        """
    )
    first = pairs[0]
    assert [pair[:2] for pair in first] == [["ferry", "연락선"], ["pier", "부두"]]
    for row in pairs:
        for _term, _rendering, own, other, number, same in row:
            assert (own, number) == (other, same)
    assert first[0][2] != first[1][2]
    assert [pair[4] for pair in first] == ["1", "2"]
    # A term that does not stand in the translation is told by a sign, not by colour alone.
    sign = page.run(
        "return getComputedStyle(document.querySelector('mark[data-s=missing]'), '::before').content"
    )
    assert sign == '"!"'


def test_the_card_of_a_term_says_where_its_rendering_comes_from(opened: Callable[..., Page]) -> None:
    page = opened()
    page.hover("#s1 .target mark")
    card = page.find("#tip")
    assert card.text.splitlines() == [
        "ferry → 연락선",
        "Entry",
        "ferry",
        "Kind",
        "term",
        "Glossary",
        "house",
        "Outcome",
        "written by the package. The package wrote this rendering by itself.",
    ]
    assert page.texts(".hot") == ["ferry", "연락선"]
    page.hover("h1")
    page.wait(lambda: not card.is_displayed())
    page.click("#s3 .source mark")
    assert card.text.startswith("treaty → 조약")
    assert card.text.endswith("Show only its sentences\nReject rendering")
    page.keys(ESCAPE)
    assert not card.is_displayed()


def test_filters_show_what_is_asked_for(opened: Callable[..., Page]) -> None:
    page = opened()
    assert visible(page) == ["1", "2", "3", "4", "5", "6"]
    assert page.texts(".position") == ["6 of 6"]
    assert page.texts('[data-count="problems"]') == ["3"]
    page.click('[data-show="problems"]')
    assert visible(page) == ["3", "5", "6"]
    assert page.texts(".position") == ["3 of 6"]
    page.click('[data-do="clear"]')

    page.run("review.set({term: review.data.terms.findIndex(term => term[0] === 'pier').toString()})")
    assert visible(page) == ["1", "6"]
    page.click('[data-language="ja"]')
    assert page.texts(".target") == ["桟橋に雨が降った。"]
    page.click('[data-language=""]')
    assert visible(page) == ["1", "6", "1"]
    page.click('[data-do="clear"]')
    assert len(visible(page)) == 8

    page.find('[data-filter="document"]').send_keys("weather.md")
    assert visible(page) == ["1", "2"]
    page.click('[data-do="clear"]')
    page.type('input[type="search"]', "FERRY")
    page.wait(lambda: visible(page) == ["1", "2", "4"])
    assert page.run("return CSS.highlights.get('found').size") == 3
    page.find('input[type="search"]').clear()
    page.type('input[type="search"]', "雪")
    page.wait(lambda: visible(page) == ["2"])
    page.find('input[type="search"]').clear()
    page.type('input[type="search"]', "nothing like this")
    page.wait(lambda: visible(page) == [])
    assert page.texts(".empty") == ["No sentence matches these filters.\nClear filters"]
    page.click('.empty [data-do="clear"]')
    page.click('.overview:not([hidden]) [data-status="spliced"]')
    assert visible(page) == ["2"]


def test_counts_and_charts_follow_the_language(opened: Callable[..., Page]) -> None:
    page = opened()
    assert page.texts(".tiles dd") == ["6", "5 / 6", "3", "2"]
    assert page.texts(".outcomes .name") == [
        "written by the package",
        "forced",
        "spliced",
        "replaced",
        "missing",
        "surplus",
    ]
    assert page.texts(".outcomes .count") == ["2", "1", "1", "1", "1", "1"]
    page.click('[data-language="ja"]')
    assert page.texts(".tiles dd") == ["2", "1 / 1", "0", "0"]
    labels = [
        chart.get_attribute("aria-label") for chart in page.find_all(".histogram") if chart.is_displayed()
    ]
    assert labels == [
        "Words in each source sentence.: 1–5: 2",
        "How sure the package was of its own words, sentence by sentence.: 80–90 %: 2",
    ]


def test_the_concordance_shows_every_place_of_a_term(opened: Callable[..., Page]) -> None:
    page = opened()
    page.click('[data-view="terms"]')
    assert page.texts(".term-list summary .name") == ["ferry", "pier", "strait", "treaty"]
    assert [text.split("\n") for text in page.texts(".term-list summary")][:2] == [
        ["ferry", "연락선", "3 / 3", "house"],
        ["pier", "부두", "1 / 1", "house"],
    ]
    page.click(".term-list summary")
    places = [f"harbour.txt\n{number}" for number in (1, 2, 4)]
    page.wait(lambda: page.texts(".place a") == places)
    parts = [element.text for element in page.find_all(".place > span")]
    assert parts[:6] == ["The", "ferry", "left the pier.", "", "연락선", "은 부두를 떠났다."]
    page.find_all(".place a")[2].click()
    assert page.run("return document.activeElement.id") == "s4"
    page.keys("t")
    # In one document its name is no news.
    page.find('[data-filter="document"]').send_keys("harbour.txt")
    page.click('[data-view="terms"]')
    page.click(".term-list summary")
    page.wait(lambda: page.texts(".place a") == ["1", "2", "4"])
    page.find_all(".term-list summary")[3].click()
    assert page.texts(".term-list details:nth-child(4) .renderings") == ["not in the translation"]
    page.click(".term-list details:nth-child(4) button")
    assert visible(page) == ["3"]


def focused(page: Page) -> str:
    return str(page.run("return document.activeElement.id || document.activeElement.textContent"))


def test_everything_can_be_done_from_the_keyboard(opened: Callable[..., Page]) -> None:
    page = opened()
    page.keys("j")
    assert focused(page) == "s1"
    page.keys("j", DOWN, "k")
    assert focused(page) == "s2"
    page.keys("n", "n")
    assert focused(page) == "s5"
    page.keys("p")
    assert focused(page) == "s3"
    page.keys("f")
    assert visible(page) == ["3", "5", "6"]
    page.keys("j")
    assert focused(page) == "s5"
    page.keys("f", "k", TAB, TAB)
    # Tab goes through the sentence: its number first, then its terms.
    assert focused(page) == "strait"
    assert page.find("#tip").text.startswith("strait → 해협")
    page.keys(ENTER)
    assert focused(page) == "Show only its sentences"
    page.keys(ESCAPE)
    assert focused(page) == "strait"
    page.keys("t")
    assert page.find("#terms").is_displayed()
    page.keys("t", "/")
    assert page.run("return document.activeElement.type") == "search"
    page.keys("j")
    assert page.find('input[type="search"]').get_attribute("value") == "j"
    page.keys(ESCAPE)
    assert page.run("return document.activeElement.tagName") == "BODY"
    page.keys("?")
    assert page.find("#help").is_displayed()
    page.keys(ESCAPE)
    assert not page.find("#help").is_displayed()


def correct(page: Page, row: str, text: str) -> None:
    page.click(f"{row} .source")
    page.keys("e")
    page.find(f"{row} textarea").clear()
    page.find(f"{row} textarea").send_keys(text, CONTROL + ENTER)


def test_corrections_are_exported_for_the_memory(
    opened: Callable[..., Page], translate: Run, tmp_path: Path
) -> None:
    page = opened()
    correct(page, "#s1", "연락선이 부두에서 나갔다.")
    correct(page, "#s3", "그 조약은 구속력이 있다.")
    assert page.texts("#s1 .target mark") == ["연락선", "부두"]
    assert page.texts("#s1 .facts .corrected") == ["corrected"]
    correct(page, "#s2", "배가 왔다.")
    assert page.texts("#s2 .target mark") == []
    assert page.find("#s2 .source mark").get_attribute("class") == "c0 lost"
    page.click("#s2 .source")
    page.keys("e")
    page.find("#s2 .danger").click()
    assert page.texts("#s2 .target mark") == ["연락선"]
    page.click('[data-show="edited"]')
    assert visible(page) == ["1", "3"]
    page.keys("x")
    assert page.texts('[data-field="corrections"]') == ["translate memory import review.corrections.jsonl"]
    exported = page.download('[data-download="corrections"]')
    assert exported.name == "review.corrections.jsonl"
    assert json.loads(exported.read_text(encoding="utf-8").splitlines()[0]) == {
        "source": "The ferry left the pier.",
        "target": "연락선이 부두에서 나갔다.",
        "source_language": "en",
        "target_language": "ko",
        "status": "approved",
        "origin": "review: review",
    }
    result = translate("memory", "import", exported)
    assert "approved sentences: 2 added" in result.stderr
    result = translate("text", "The treaty binds.", "--to", "ko")
    assert result.stdout == "그 조약은 구속력이 있다.\n"


def test_rejected_renderings_are_exported_for_a_glossary(
    opened: Callable[..., Page], translate: Run, tmp_path: Path
) -> None:
    page = opened()
    page.click("#s1 .target mark")
    page.find_all("#tip button")[1].click()
    assert page.texts("#reject dd") == ["ferry", "연락선"]
    page.keys("여객선", TAB, "House style", ENTER)
    # A browser tells the page that a dialog was closed a moment after it is.
    page.wait(lambda: page.find_all(".target mark.rejected"))
    assert len(page.find_all(".target mark.rejected")) == 3
    page.click("#s4 .source")
    page.keys("r")
    page.keys(ENTER)
    page.wait(lambda: len(page.find_all(".target mark.rejected")) > 3)
    page.keys("x")
    assert page.texts(".rejected li > span") == ["ferry: 연락선 → 여객선", "strait: 해협"]
    exported = page.download('[data-download="rejected"]')
    assert json.loads(exported.read_text(encoding="utf-8")) == {
        "format": "glossary-translate",
        "version": 1,
        "concepts": [
            {
                "term": "ferry",
                "renderings": {"ko": {"rendering": "여객선", "avoid": ["연락선"]}},
                "kind": "term",
                "note": "House style",
            },
            {
                "term": "strait",
                "renderings": {"ko": {"rendering": "해협", "forbidden": True}},
                "kind": "term",
            },
        ],
    }
    glossary = tmp_path / "house"
    translate("glossary", "add", "ferry", "--ko", "연락선", "--glossary", glossary)
    translate("glossary", "add", "strait", "--ko", "해로", "--glossary", glossary)
    translate("glossary", "import", exported, "--glossary", glossary, "--on-conflict", "replace")
    listed = json.loads(translate("glossary", "list", "--glossary", glossary, "--json").stdout)
    text = json.dumps(listed, ensure_ascii=False)
    assert "여객선" in text and "연락선" in text and "해로" in text
    po = (glossary / "ko.po").read_text(encoding="utf-8")
    assert "#. avoid: 연락선" in po and "#. avoid: 해협" in po
    assert 'msgstr "여객선"' in po and 'msgstr "해로"' in po


def test_a_pattern_is_rejected_by_what_stood_in_the_text(opened: Callable[..., Page]) -> None:
    source, target = "President Lee left.", "이 대통령이 떠났다."
    outcome = TermOutcome("President {person}", "g", "이 대통령", "free", (0, 13), (0, 5))
    page = opened(DocumentResult("a.txt", "b", "ko", "p", [SentenceResult(source, target, 1, (outcome,))]))
    page.click(".target mark")
    page.find_all("#tip button")[1].click()
    assert page.texts("#reject dd") == ["President Lee", "이 대통령"]
    page.keys(ESCAPE)


def test_changes_survive_closing_the_page(opened: Callable[..., Page]) -> None:
    page = opened()
    correct(page, "#s1", "연락선이 떠났다.")
    page.click("#s4 .source")
    page.keys("r", "물길", ENTER)
    page.driver.refresh()
    assert page.texts("#s1 .target") == ["연락선이 떠났다."]
    assert page.texts('[data-count="changes"]') == ["2"]
    page.keys("x")
    page.click('[data-do="forget"]')
    page.driver.switch_to.alert.accept()
    page.keys(ESCAPE)
    assert page.texts("#s1 .target") == ["연락선은 부두를 떠났다."]
    page.driver.refresh()
    assert page.texts('[data-count="changes"]') == []


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>window.hurt=1</script>",
        '"><img src=x onerror="window.hurt=1"> {person}',
        "<svg/onload=window.hurt=1> & <b>bold</b>",
    ],
)
def test_hostile_text_does_nothing(opened: Callable[..., Page], text: str) -> None:
    outcome = TermOutcome(text, text, text, "free", (0, 4), (0, 4), text)
    lost = TermOutcome(text, text, text, "missing", (5, 9), None, text)
    result = DocumentResult(text, text, "ko", text, [SentenceResult(text, text, 1, (outcome, lost), (text,))])
    page = opened(result)
    assert page.texts(".target") == [text]
    page.click(".source mark")
    assert page.find("#tip").text.startswith(f"{text[:4]} → {text[:4]}")
    page.keys(ESCAPE)
    correct(page, "#s1", text + "!")
    assert page.texts(".target") == [text + "!"]
    page.click(".source mark")
    page.find_all("#tip button")[1].click()
    page.keys(text, ENTER)
    page.keys("x", ESCAPE, "t")
    page.click(".term-list summary")
    assert page.run("return window.hurt") is None
    # Were anything let through, the policy would still stop it.
    page.run("const s = document.createElement('script'); s.textContent = 'hurt=1'; document.body.append(s)")
    assert page.run("return window.hurt") is None
    assert "Content Security Policy" in page.complaints()[0]


def test_each_language_has_its_fonts_and_line_breaks(opened: Callable[..., Page]) -> None:
    rows = [sentence("It rained.", "비가 왔다.")]
    page = opened(*(DocumentResult("a.txt", code, code, "p", rows) for code in ("ko", "ja", "zh", "zh-Hant")))
    styles = page.run(
        """return [...document.querySelectorAll('.target')].map(element => {
          const style = getComputedStyle(element);
          return [element.lang, style.fontFamily.split(',')[0], style.wordBreak, style.lineBreak];
        })"""
    )
    assert styles == [
        ["ko", '"Apple SD Gothic Neo"', "keep-all", "auto"],
        ["ja", '"Hiragino Sans"', "normal", "strict"],
        ["zh-Hans", '"PingFang SC"', "normal", "strict"],
        ["zh-Hant", '"PingFang TC"', "normal", "strict"],
    ]


CONTRAST = """
const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const rgb = colour => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
};
const luminance = ([r, g, b]) => {
  const linear = v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const [x, y, z] = [r, g, b].map(v => linear(v / 255));
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
};
const background = element => {
  for (let each = element; each; each = each.parentElement) {
    const colour = rgb(getComputedStyle(each).backgroundColor);
    if (colour[3] === 255) return colour;
  }
};
const low = [];
for (const element of document.querySelectorAll('body *')) {
  const text = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  if (!text || !element.checkVisibility({opacityProperty: true})) continue;
  const svg = element.closest('svg');
  const style = getComputedStyle(element);
  const [one, other] = [rgb(svg ? style.fill : style.color), background(svg ?? element)].map(luminance);
  const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  if (ratio < 4.5) low.push([element.outerHTML.slice(0, 80), ratio.toFixed(2)]);
}
return low;
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_in_light_and_dark(opened: Callable[..., Page], scheme: str) -> None:
    page = opened()
    page.media(prefers_color_scheme=scheme, prefers_reduced_motion="reduce")
    assert page.run(CONTRAST) == []
    names = " ".join(f"[t{number}]" for number in range(8))
    page = opened(DocumentResult("a", "b", "ko", "p", [sentence(names, names, ["free"] * 8)]))
    colours = page.run(COLOUR + "return [0, 1, 2, 3, 4, 5, 6, 7].map(index => at('.source mark', index))")
    assert len(set(colours)) == 8
    assert page.run(CONTRAST) == []
    page.keys("x")
    assert page.run(CONTRAST) == []


def test_every_control_has_a_name_and_every_id_is_one(opened: Callable[..., Page]) -> None:
    page = opened()
    nameless = page.run(
        """return [...document.querySelectorAll('button, a, select, input, textarea, dialog, [role=img]')]
          .filter(element => !(element.textContent.trim() || element.getAttribute('aria-label') ||
            element.labels?.[0]?.textContent.trim() || element.getAttribute('aria-labelledby')))
          .filter(element => !element.matches('[data-download]')).map(element => element.outerHTML)"""
    )
    assert nameless == []
    assert (
        page.run(
            "const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
            "return ids.filter((id, index) => ids.indexOf(id) !== index)"
        )
        == []
    )
    assert page.run("return document.documentElement.lang") == "en"


@pytest.mark.parametrize("width", [320, 390, 768])
def test_narrow_screens_have_no_sideways_scrolling(opened: Callable[..., Page], width: int) -> None:
    page = opened()
    page.size(width, 800)
    for view in ("sentences", "terms"):
        page.run("review.set({view: arguments[0]})", view)
        page.run("document.querySelectorAll('.term-list details').forEach(each => each.open = true)")
        assert page.run("return document.scrollingElement.scrollWidth") <= width
    page.run("review.set({view: 'sentences'})")
    source, target = page.run(
        "return ['.source', '.target'].map(name => document.querySelector(name).getBoundingClientRect())"
        ".map(({left, top, width}) => ({left, top, width}))"
    )
    if width < 600:
        assert target["top"] > source["top"] and target["left"] == source["left"]
    else:
        assert source["width"] > width / 2 - 80 or target["left"] > source["left"]


def test_print_leaves_out_what_paper_cannot_do(opened: Callable[..., Page]) -> None:
    page = opened()
    page.click('[data-show="problems"]')
    page.media("print")
    assert visible(page) == ["3", "5", "6"]
    assert page.texts(".toolbar") == page.texts(".edit") == page.texts(".segmented") == []
    assert page.run("return getComputedStyle(document.querySelector('.row')).contentVisibility") == "visible"
    page.size(600, 800)
    source, target = page.run(
        "return ['#s3 .source', '#s3 .target'].map(name => document.querySelector(name))"
        ".map(element => element.getBoundingClientRect().top)"
    )
    assert source == target


def test_without_scripts_everything_can_still_be_read(opened: Callable[..., Page]) -> None:
    page = opened()
    page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page.driver.refresh()
        assert len(page.texts(".row .target")) == 8
        assert page.texts(".toolbar") == page.texts(".edit") == []
        assert len(page.texts(".overview")) == 3
    finally:
        page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_five_thousand_sentences_can_be_worked_with(opened: Callable[..., Page]) -> None:
    rows = [
        sentence(f"The [ferry] number {number} left the [pier].", f"{number}번 [연락선]이 [부두]를 떠났다.",
                 ["free", "forced"], line=number, warnings=("w",) if number % 1000 == 999 else ())
        for number in range(5000)
    ]  # fmt: skip
    page = opened(DocumentResult("long.txt", "long.ko.txt", "ko", "p", rows))
    assert page.texts(".position") == ["5,000 of 5,000"]
    page.keys("n", "n")
    assert focused(page) == "s2000"
    page.type('input[type="search"]', "number 4321 left")
    page.wait(lambda: page.texts(".position") == ["1 of 5,000"])
    page.run("document.activeElement.blur(); review.set({search: '', show: 'problems'})")
    assert page.texts(".position") == ["5 of 5,000"]
    page.click('[data-view="terms"]')
    page.click(".term-list summary")
    page.wait(lambda: len(page.find_all(".place")) == 100)
    page.click(".term-list .actions button")
    assert len(page.find_all(".place")) == 200


def test_a_link_to_a_sentence_opens_there(opened: Callable[..., Page], tmp_path: Path) -> None:
    page = opened()
    page.open("about:blank")
    page.open((tmp_path / "review.html").as_uri() + "#s8")
    assert focused(page) == "s8"
    assert page.texts(".target") == ["桟橋に雨が降った。", "雪が降った。"]


def test_a_real_article_is_shown(page: Page, translate: Run, tmp_path: Path) -> None:
    article = Path(__file__).parent.parent / "examples" / "nara-summit.txt"
    (tmp_path / "article.txt").symlink_to(article)
    translate("file", "article.txt", "--to", "ko", "--to", "ja", "--no-memory", "--review", "r.html")
    page.open(tmp_path / "r.html")
    assert page.texts("h1") == ["article.txt"]
    assert len(page.texts(".row .target")) == 15
    assert len(page.texts(".row .target mark")) >= 50
