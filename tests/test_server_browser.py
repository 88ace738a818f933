"""The server's page in Chromium: a text is pasted, and its review appears."""

from __future__ import annotations

import pytest
from browser import Page
from servers import Server, Start

pytestmark = pytest.mark.browser

ENTER, CONTROL = "\ue007", "\ue009"


@pytest.fixture(scope="module")
def server(start: Start) -> Server:
    return start("--no-memory", "--glossary", "terms.po", "--char-limit", "100", TRANSLATE_API_KEY="sesame")


def in_frame(page: Page) -> None:
    """Go on inside the frame with the review, once it is there."""
    page.wait(lambda: page.find("iframe").is_displayed())
    page.driver.switch_to.frame("view")


def test_a_pasted_text_is_reviewed(page: Page, server: Server) -> None:
    page.open(f"{server.url}/")
    assert page.texts("h1") == ["Translate with your glossary"]
    languages = ["Korean", "Japanese", "Simplified Chinese", "Traditional Chinese"]
    assert page.texts(".languages span") == languages
    assert not page.find("button").is_enabled()
    page.keys("The Tidebook was read. It rained.")
    assert page.texts('[data-part="count"]') == ["67 characters left"]
    page.find_all(".languages span")[1].click()
    page.type('[name="api_key"]', "sesame")
    page.find("textarea").send_keys(CONTROL + ENTER)
    in_frame(page)
    assert page.texts(".source") == ["The Tidebook was read.", "It rained."]
    assert page.texts(".target mark") == ["타이드북"]
    page.click('[data-language="ja"]')
    assert page.find(".document:not([hidden]) .target").get_attribute("lang") == "ja"
    page.click('[data-language="ko"]')
    page.click(".row .source")
    page.keys("e")
    page.find("textarea").send_keys("!", CONTROL + ENTER)
    page.keys("x")
    assert page.download('[data-download="corrections"]').read_text(encoding="utf-8").count("\n") == 1
    page.run("localStorage.clear()")
    page.driver.switch_to.default_content()


def test_what_is_wrong_is_told_in_the_frame(page: Page, server: Server) -> None:
    page.open(f"{server.url}/")
    page.keys("It rained.")
    page.type('[name="api_key"]', "open")
    page.click("button")
    in_frame(page)
    assert page.texts(".failure") == ["Invalid API key"]
    page.driver.switch_to.default_content()
    assert "403" in page.complaints()[0]
    page.find("textarea").clear()
    page.type("textarea", "It rained. " * 12)
    assert page.texts('[data-part="count"]') == ["32 characters too many"]
    assert not page.find("button").is_enabled()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_fits_its_screen(page: Page, server: Server, width: int) -> None:
    page.size(width, 800)
    page.open(f"{server.url}/")
    assert page.run("return document.scrollingElement.scrollWidth") <= width
    page.keys("It rained.")
    page.type('[name="api_key"]', "sesame")
    page.click("button")
    in_frame(page)
    assert page.run("return document.scrollingElement.scrollWidth <= innerWidth")
    page.driver.switch_to.default_content()


def test_another_page_cannot_frame_the_servers_page(page: Page, server: Server, start: Start) -> None:
    other = start("--no-memory")
    page.open(f"{other.url}/")
    page.run(
        "const frame = document.createElement('iframe');frame.src = arguments[0];document.body.append(frame)",
        f"{server.url}/",
    )
    page.wait(lambda: [line for line in page.complaints() if "Content Security Policy" in line])
    page.complaints()
