"""``translate serve``: what real clients of LibreTranslate get, and what wrong calls are told."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from conftest import CASES, Run
from libretranslatepy import LibreTranslateAPI
from servers import JSON, Server, Start

from translate.server.detection import detect
from translate.server.downloads import Download, Downloads
from translate.server.limits import RateLimit


@pytest.fixture(scope="module")
def server(start: Start) -> Server:
    return start("--no-memory", "--glossary", "terms.po")


@pytest.fixture(scope="module")
def limited(start: Start) -> Server:
    return start("--no-memory", "--char-limit", "40", TRANSLATE_API_KEY="sesame")


# -- real clients ----------------------------------------------------------------------------------


def test_the_client_of_libretranslate_gets_glossary_terms(server: Server) -> None:
    client = LibreTranslateAPI(server.url)
    assert "타이드북" in client.translate("The Tidebook was read.", "en", "ko")
    assert [language["code"] for language in client.languages()] == ["en", "ko", "ja", "zh", "zh-Hant"]
    assert client.languages()[0] == {
        "code": "en",
        "name": "English",
        "targets": ["en", "ko", "ja", "zh", "zh-Hant"],
    }
    assert client.detect("The ferry left the pier.")[0]["language"] == "en"


def test_every_way_to_name_a_language_is_understood(server: Server) -> None:
    for code in ("zh", "zh-Hans", "zh-CN", "zh-Hant", "zt", "zh_TW"):
        status, answer = server.post("/translate", q="It rained.", source="en", target=code)
        assert (status, list(answer)) == (200, ["translatedText"])


def test_case_h01_lists_in_forms_and_json(server: Server) -> None:
    pair = ("-d", "source=en", "-d", "target=ko")
    one, two = (
        server.post("/translate", q=text, source="en", target="ko")[1]["translatedText"]
        for text in ("One.", "Two.")
    )
    assert one != two
    both = {"translatedText": [one, two]}
    assert server.curl("/translate", "-d", "q=One.", "-d", "q=Two.", *pair) == (200, both)
    assert server.curl("/translate/", "-d", "q=One.", "-d", "q=Two.", *pair) == (200, both)
    assert server.curl("/translate", "-d", 'q=["One.", "Two."]', *pair) == (200, both)
    assert server.curl("/translate", "-F", "q=One.", "-F", "q=Two.", "-F", "source=en", "-F", "target=ko",
                       "-F", "format=text") == (200, both)  # fmt: skip
    for path in ("/translate", "/translate/"):
        for extra in ({}, {"format": "text"}, {"format": "html"}):
            assert server.post(path, q=["One.", "Two."], source="en", target="ko", **extra) == (200, both)
    assert server.curl("/translate", "-d", "q=One.", *pair) == (200, {"translatedText": one})
    assert server.post("/translate", q=["One."], source="en", target="ko") == (200, {"translatedText": [one]})
    # What only begins like a list is a text.
    status, answer = server.curl("/translate", "--data-urlencode", "q=[Applause] Thank you.", *pair)
    assert status == 200 and isinstance(answer["translatedText"], str)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("[1, 2]", "Invalid request: the JSON body is not an object"),
        ('"q"', "Invalid request: the JSON body is not an object"),
        ("{", "Invalid request: the body is not valid JSON"),
        ("", "Invalid request: the body is not valid JSON"),
        ("[" * 100_000, "Invalid request: the body is not valid JSON"),
        ('{"source": "en", "target": "ko"}', "Invalid request: missing q parameter"),
        ('{"q": "", "source": "en", "target": "ko"}', "Invalid request: missing q parameter"),
        ('{"q": [], "source": "en", "target": "ko"}', "Invalid request: missing q parameter"),
        ('{"q": null, "source": "en", "target": "ko"}', "Invalid request: missing q parameter"),
        ('{"q": 5, "source": "en", "target": "ko"}', "Invalid request: q parameter is not a text"),
        ('{"q": ["a", {}], "source": "en", "target": "ko"}', "Invalid request: q parameter is not a text"),
        (
            '{"q": "\\ud800", "source": "en", "target": "ko"}',
            "Invalid request: q parameter is not valid Unicode",
        ),
        ('{"q": "a", "target": "ko"}', "Invalid request: missing source parameter"),
        ('{"q": "a", "source": "en"}', "Invalid request: missing target parameter"),
        ('{"q": "a", "source": ["en"], "target": "ko"}', "Invalid request: source parameter is not a text"),
        (
            '{"q": "a", "source": "ko", "target": "ja"}',
            "ko is not supported as a source language, only English is (en)",
        ),
        ('{"q": "a", "source": "xx", "target": "ko"}', "xx is not supported"),
        ('{"q": "a", "source": "en", "target": "fr"}', "fr is not supported"),
        ('{"q": "a", "source": "en", "target": "ko", "format": "xml"}', "xml format is not supported"),
        ('{"q": "a", "source": "en", "target": "ko", "format": 1}', "1 format is not supported"),
        (
            '{"q": "a", "source": "en", "target": "ko", "alternatives": "two"}',
            "Invalid request: alternatives parameter is not a number",
        ),
        (
            '{"q": "a", "source": "en", "target": "ko", "alternatives": -1}',
            "Invalid request: alternatives parameter is not a number",
        ),
        (
            '{"q": "비가 왔다.", "source": "auto", "target": "ja"}',
            "ko was detected, but only English is supported as a source language (en)",
        ),
    ],
)
def test_case_h03_wrong_calls_are_told_in_json(server: Server, body: str, message: str) -> None:
    assert server.curl("/translate", *JSON, body) == (400, {"error": message})


def test_case_h03_keys_limits_and_addresses(limited: Server, server: Server) -> None:
    call = {"q": "It rained.", "source": "en", "target": "ko"}
    assert limited.post("/translate", **call) == (
        400,
        {"error": "Please contact the server operator to get an API key"},
    )
    assert limited.post("/translate", **call, api_key="wrong") == (403, {"error": "Invalid API key"})
    assert limited.post("/detect", q="a", api_key=["sesame"]) == (403, {"error": "Invalid API key"})
    assert limited.post("/translate", **call, api_key="sesame")[0] == 200
    client = LibreTranslateAPI(limited.url, api_key="sesame")
    assert client.translate("It rained.", "en", "ja")
    for long in ("x" * 41, ["x" * 20, "y" * 21]):
        assert limited.post("/translate", **{**call, "q": long}, api_key="sesame") == (
            400,
            {"error": "Invalid request: request (41) exceeds text limit (40)"},
        )
    assert limited.curl("/frontend/settings")[1]["charLimit"] == 40
    assert limited.curl("/frontend/settings")[1]["keyRequired"] is True

    assert server.curl("/translate", "-X", "GET") == (
        405,
        {"error": "This address does not take GET calls"},
    )
    assert server.curl("/nothing") == (404, {"error": "There is nothing at this address"})
    assert server.post("/suggest", q="a", s="b", source="en", target="ko") == (
        403,
        {"error": "Suggestions are disabled on this server"},
    )
    assert server.curl("/health") == (200, {"status": "ok"})


def test_case_h03_too_many_calls(start: Start) -> None:
    busy = start("--no-memory", "--req-limit", "3")
    statuses = [busy.post("/detect", q="a")[0] for _number in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    assert busy.post("/detect", q="a")[1] == {"error": "Slowdown: 3 per minute"}
    # Wrong calls count as well; what only reads does not.
    assert busy.curl("/languages")[0] == 200


def test_case_h05_html_and_text(server: Server) -> None:
    q = "<p>Use the &lt;b&gt; tag &amp; save <code>x &lt; y</code>.</p>"
    status, answer = server.post("/translate", q=q, source="en", target="ko", format="html")
    html = answer["translatedText"]
    assert status == 200
    assert "&lt;b&gt;" in html and "<b>" not in html
    assert "<code>x &lt; y</code>" in html
    assert html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1
    assert re.search("&(?!lt;|gt;|amp;)", html) is None
    status, answer = server.post("/translate", q=q, source="en", target="ko", format="text")
    text = answer["translatedText"]
    assert status == 200
    assert "&lt;" in text and "<b>" not in text


def test_html_lists_keep_each_its_own(server: Server) -> None:
    parts = ['<b class="x">It rained.</b>', "It <i>snowed</i> &copy; 2026.", "<p>One.</p><p>Two.</p>"]
    _status, answer = server.post("/translate", q=parts, source="en", target="ja", format="html")
    first, second, third = answer["translatedText"]
    assert first.startswith('<b class="x">') and first.endswith("</b>")
    assert second.count("<i>") == second.count("</i>") == 1 and "2026" in second
    assert third.count("<p>") == third.count("</p>") == 2
    single = [server.post("/translate", q=part, source="en", target="ja", format="html")[1] for part in parts]
    assert [each["translatedText"] for each in single] == answer["translatedText"]


def test_text_keeps_its_lines_and_spaces(server: Server) -> None:
    _status, answer = server.post(
        "/translate", q="\n  It rained.\n\n\tIt snowed.  \n", source="en", target="ko"
    )
    lines = answer["translatedText"].split("\n")
    assert [bool(line.strip()) for line in lines] == [False, True, False, True, False]
    assert lines[1].startswith("  ") and lines[3].startswith("\t") and lines[3].endswith("  ")


def test_detection_goes_along_when_it_is_asked_for(server: Server) -> None:
    status, answer = server.post("/translate", q="It was a rainy day.", source="auto", target="ko")
    assert status == 200
    assert answer["detectedLanguage"]["language"] == "en"
    assert answer["detectedLanguage"]["confidence"] > 60
    status, answer = server.post(
        "/translate", q=["비가 왔다.", "It was a rainy day."], source="auto", target="ko", alternatives=2
    )
    assert answer["translatedText"][0] == "비가 왔다."
    assert [each["language"] for each in answer["detectedLanguage"]] == ["ko", "en"]
    assert answer["alternatives"] == [[], []]
    assert server.post("/translate", q="Same.", source="en", target="en")[1] == {"translatedText": "Same."}


def test_files_are_translated_and_fetched(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "Ébauche 1.md"
    path.write_text("# The Tidebook\n\nIt **rained**.\n", encoding="utf-8")
    status, answer = server.curl(
        "/translate_file", "-F", f"file=@{path}", "-F", "source=en", "-F", "target=ko"
    )
    assert status == 200
    with urllib.request.urlopen(answer["translatedFileUrl"]) as response:
        translated = response.read().decode("utf-8")
        name = response.headers["Content-Disposition"]
    assert translated.startswith("# ") and "타이드북" in translated.split("\n")[0]
    assert translated.count("**") == 2
    assert "filename*=UTF-8''%C3%89bauche%201.ko.md" in name

    def send(name: str, *arguments: str) -> tuple[int, Any]:
        part = f"file=@{path};filename={name}"
        return server.curl("/translate_file", "-F", part, "-F", "source=en", "-F", "target=ko", *arguments)

    assert send("a.exe") == (400, {"error": "Invalid request: file format not supported: .exe"})
    assert send("../../x.md")[1]["translatedFileUrl"].endswith("/x.ko.md")
    assert send("a.docx")[0] == 400
    assert server.curl("/translate_file", "-F", "source=en", "-F", "target=ko") == (
        400,
        {"error": "Invalid request: missing file parameter"},
    )
    assert server.curl("/download_file/guess/x.md") == (404, {"error": "There is no such file, or no longer"})
    binary = tmp_path / "b.txt"
    binary.write_bytes(bytes(range(256)) * 4)
    status, answer = server.curl(
        "/translate_file", "-F", f"file=@{binary}", "-F", "source=en", "-F", "target=ko"
    )
    assert status == 400 and answer["error"].startswith("b.txt: ")


def test_calls_at_the_same_time_get_each_its_own(server: Server) -> None:
    texts = [f"The Tidebook number {number} was read in the harbour." for number in range(12)]
    alone = [server.post("/translate", q=text, source="en", target="ko")[1] for text in texts]
    together: list[Any] = [None] * len(texts)

    def call(index: int) -> None:
        together[index] = server.post("/translate", q=texts[index], source="en", target="ko")[1]

    threads = [threading.Thread(target=call, args=(index,)) for index in range(len(texts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert together == alone


def test_pages_of_other_sites_cannot_call(start: Start, server: Server) -> None:
    evil = ("-H", "Origin: https://evil.example")
    call = ("-d", "q=It rained.", "-d", "source=en", "-d", "target=ko")
    assert server.curl("/translate", *evil, *call) == (
        403,
        {"error": "Pages of https://evil.example may not call this server (--allow-origin)"},
    )
    assert server.curl("/languages", "-H", "Host: evil.example") == (
        403,
        {"error": "This server answers only to the name of this machine (localhost)"},
    )
    friendly = start("--no-memory", "--allow-origin", "https://friend.example")
    friend = urllib.request.Request(
        f"{friendly.url}/translate", b"q=It+rained.&source=en&target=ko", {"Origin": "https://friend.example"}
    )
    with urllib.request.urlopen(friend) as response:
        assert response.headers["Access-Control-Allow-Origin"] == "https://friend.example"
    assert friendly.curl("/translate", *evil, *call)[0] == 403


def test_text_is_kept_nowhere(start: Start) -> None:
    quiet = start("--no-memory")
    quiet.post("/translate", q="A secret treaty.", source="en", target="ko")
    quiet.curl("/translate", *JSON, "{secret")
    status, messages = quiet.stop()
    assert status == 130
    assert messages == "Stopped.\n"
    kept = [path for path in quiet.folder.rglob("*") if path.is_file() and b"secret" in path.read_bytes()]
    assert kept == []


def test_the_memory_is_used(start: Start) -> None:
    remembering = start("--memory", "m.sqlite3")
    lines = remembering.folder / "c.jsonl"
    lines.write_text(
        json.dumps({"source": "It rained.", "target": "비님이 오셨다.", "target_language": "ko"}),
        encoding="utf-8",
    )
    subprocess.run(
        [Path(sys.executable).with_name("translate"), "memory", "import", "c.jsonl", "--memory", "m.sqlite3"],
        cwd=remembering.folder,
        check=True,
        capture_output=True,
    )
    assert remembering.post("/translate", q="It rained.", source="en", target="ko")[1] == {
        "translatedText": "비님이 오셨다."
    }
    assert remembering.stop(signal.SIGTERM) == (0, "Stopped.\n")
    assert sorted(path.name for path in remembering.folder.glob("m.sqlite3*")) == ["m.sqlite3"]


# -- starting --------------------------------------------------------------------------------------


def test_a_taken_port_is_told(translate: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = translate("serve", "--port", str(port), "--no-memory", status=1)
    assert result.stderr == (
        f"Error: Cannot listen on 127.0.0.1, port {port}: Address already in use. "
        "Choose another --port or --host.\n"
    )


def test_a_broken_glossary_is_told_at_once(translate: Run, tmp_path: Path) -> None:
    (tmp_path / "ko.po").write_text('msgid "a\n')
    result = translate("serve", "--port", "0", "--no-memory", "--glossary", "ko.po", status=1)
    assert result.stderr.startswith("Error: ko.po:1: ")


def test_an_open_server_without_a_key_is_warned_about(start: Start) -> None:
    opened = start("--host", "0.0.0.0", "--no-memory")
    assert opened.url.startswith("http://0.0.0.0:")
    local = Server(opened.process, opened.url.replace("0.0.0.0", "127.0.0.1"), opened.folder)
    assert local.curl("/languages", "-H", "Host: desk.example")[0] == 200


# -- parts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ferry left the pier and came back.", "en"),
        ("Nara summit boosts Tokyo-Seoul ties", "en"),
        ("café", "en"),
        ("12 + 3", "en"),
        ("연락선이 부두를 떠났다.", "ko"),
        ("FTA 협상이 재개됐다.", "ko"),
        ("船が桟橋を離れた。", "ja"),
        ("渡輪離開了碼頭。", "zh-Hant"),
        ("渡轮离开了码头。", "zh"),
        ("Le bac a quitté le quai et il est revenu dans la nuit.", "fr"),
        ("Die Fähre hat den Anleger verlassen und ist nicht zurück.", "de"),
        ("El barco salió del muelle y no volvió por la noche.", "es"),
        ("Паром отошёл от причала.", "ru"),
    ],
)
def test_languages_are_told_apart(text: str, language: str) -> None:
    assert detect(text).language == language


def test_the_language_of_real_articles_is_detected() -> None:
    root = Path(__file__).parent.parent
    assert detect((root / "examples" / "nara-summit.txt").read_text(encoding="utf-8")).confidence > 80
    for line in (root / "benchmarks" / "data" / "dev.tsv").read_text(encoding="utf-8").splitlines()[1:60]:
        assert detect(line.split("\t")[0]).language == "en"
    assert detect((CASES / "E01.ko.txt").read_text(encoding="utf-8")).language == "ko"


def test_a_minute_begins_with_any_call() -> None:
    seconds = 0.0
    limit = RateLimit(2, lambda: seconds)
    assert [limit.wait("a") for _number in range(3)] == [0, 0, 60]
    assert limit.wait("b") == 0
    seconds = 59
    assert limit.wait("a") == 1
    seconds = 60
    assert [limit.wait("a") for _number in range(3)] == [0, 0, 60]
    assert RateLimit(0).wait("a") == 0


def test_files_are_forgotten_when_late_or_too_many() -> None:
    seconds = 0.0
    files = Downloads(lambda: seconds, most_bytes=10)
    first = files.keep(Download("a", b"12345678"))
    assert files.fetch(first) == Download("a", b"12345678")
    second = files.keep(Download("b", b"123"))
    assert (files.fetch(first), files.fetch(second)) == (None, Download("b", b"123"))
    large = files.keep(Download("c", b"x" * 100))
    assert (files.fetch(second), files.fetch(large)) == (None, Download("c", b"x" * 100))
    seconds = 1800
    assert files.fetch(large) is None
