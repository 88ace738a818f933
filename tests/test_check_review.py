"""``translate check``: its review page, and the language that the settings name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser import Page
from conftest import Run

SIDES = re.compile(r'<p class="(source|target)" lang="([^"]+)">(.*?)</p>', re.DOTALL)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("The talks resumed in Seoul.\nIt took 3 days.\n", encoding="utf-8")
    (tmp_path / "a.ko.txt").write_text("회담이 서울에서 재개됐다.\n5일 걸렸다.\n", encoding="utf-8")
    (tmp_path / "a.ja.txt").write_text("協議は京都で再開した。\n3日かかった。\n", encoding="utf-8")
    return tmp_path


def test_the_page_shows_what_was_checked(translate: Run, article: Path) -> None:
    result = translate("check", "a.txt", "a.ko.txt", "--to", "ko", "--review", "r.html", status=3)
    assert result.stderr == "Review page: r.html\n1 error.\n"
    text = (article / "r.html").read_text(encoding="utf-8")
    sides = [
        (side, lang, re.sub(r"<.*?>", "", content).strip()) for side, lang, content in SIDES.findall(text)
    ]
    assert sides == [
        ("source", "en", "The talks resumed in Seoul."),
        ("target", "ko", "회담이 서울에서 재개됐다."),
        ("source", "en", "It took 3 days."),
        ("target", "ko", "5일 걸렸다."),
    ]
    # A page stands there already: it is written anew. Anything else is kept.
    translate("check", "a.txt", "a.ko.txt", "--to", "ko", "--review", "r.html", "-q", status=3)
    result = translate("check", "a.txt", "a.ko.txt", "--to", "ko", "--review", "a.ja.txt", status=1)
    assert result.stderr == "Error: a.ja.txt exists already and is no review page; choose another name.\n"


def test_no_page_of_nothing(translate: Run, article: Path) -> None:
    translate("check", "none.txt", "a.ko.txt", "--to", "ko", "--review", "r.html", status=1)
    assert not (article / "r.html").exists()


@pytest.mark.browser
def test_the_page_does_not_say_how_a_rendering_came_about(page: Page, translate: Run, article: Path) -> None:
    translate("check", "a.txt", "a.ja.txt", "--to", "ja", "--review", "r.html", status=3)
    page.open(article / "r.html")
    assert page.texts(".direction") == ["English → Japanese"]
    assert page.texts(".tiles dt") == ["Sentences", "Terms as the glossary says", "Sentences with problems"]
    assert page.texts(".tiles dd") == ["2", "0 / 1", "1"]
    assert page.texts(".outcomes .name") == ["missing"]
    assert page.texts(".problem .notes li") == ["“Seoul” is not rendered “ソウル”."]
    translate("check", "a.txt", "a.ko.txt", "--to", "ko", "--review", "r.html", status=3)
    page.driver.refresh()
    page.click(".target mark")
    assert page.find("#tip").text.splitlines()[-4:-2] == [
        "Outcome",
        "as the glossary says. The rendering stands in the translation.",
    ]
    page.keys("\ue00c", "?")
    assert page.texts(".legend dt") == ["as the glossary says", "missing", "ambiguous"]
    page.keys("\ue00c", "f")
    assert page.texts(".row .number") == ["2"]


def test_the_language_of_the_settings(translate: Run, article: Path) -> None:
    result = translate("check", "a.txt", "a.ko.txt", status=2)
    assert result.stderr.splitlines()[-1] == (
        "Error: Missing option '--to'. Name a language, such as --to ko, or set “languages” in translate.toml"
        " (translate init)."
    )
    (article / "translate.toml").write_text('languages = ["ko"]\n')
    assert translate("check", "a.txt", "a.ko.txt", status=3).stderr == "1 error.\n"
    # What is given wins.
    assert "term-missing" in translate("check", "a.txt", "a.ja.txt", "--to", "ja", status=3).stdout


def test_of_several_languages_the_name_of_the_translation_tells(translate: Run, article: Path) -> None:
    (article / "translate.toml").write_text('languages = ["ko", "ja", "zh-Hant"]\n')
    assert "number-changed" in translate("check", "a.txt", "a.ko.txt", status=3).stdout
    assert "term-missing" in translate("check", "a.txt", "a.ja.txt", status=3).stdout
    (article / "zh_Hant").mkdir()
    (article / "zh_Hant" / "a.txt").write_text("會談在首爾恢復。\n花了3天。\n", encoding="utf-8")
    assert translate("check", "a.txt", "zh_Hant/a.txt").stdout == ""
    (article / "b.txt").write_text("It took 3 days.\n")
    assert translate("check", "a.txt", "b.txt", status=2).stderr.splitlines()[-1] == (
        "Error: The settings name several languages; say with --to which one to check: ko, ja, zh-Hant."
    )
