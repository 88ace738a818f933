"""Text that must survive translation exactly: found where it is and nowhere else, and left as it is."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate import documents
from translate.enforce import protection
from translate.languages import parse_language
from translate.translator import Options, Translator

CODES = ["ko", "ja", "zh", "zh-Hant"]


@cache
def translator() -> Translator:
    return Translator(Options(curated=False))


def found(sentence: str) -> list[str]:
    return [match.surface for match in protection.find(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # addresses
        ("See https://example.org/a_b/c?d=1&e=2#f.", ["https://example.org/a_b/c?d=1&e=2#f"]),
        ("(see http://example.org/a)", ["http://example.org/a"]),
        ("https://example.org/wiki/Pier_(old), he said", ["https://example.org/wiki/Pier_(old)"]),
        ("READ HTTPS://EXAMPLE.ORG/NEWS TODAY", ["HTTPS://EXAMPLE.ORG/NEWS"]),
        ("“https://example.org/”", ["https://example.org/"]),
        ("www.example.org/x, example.com.", ["www.example.org/x", "example.com"]),
        ("Visit example.org/a/b!", ["example.org/a/b"]),
        ("file:///etc/hosts and s3://bucket/key", ["file:///etc/hosts", "s3://bucket/key"]),
        ("mailto:press@example.org or tel:+82-2-123", ["mailto:press@example.org", "tel:+82-2-123"]),
        ("doi:10.1000/182.", ["doi:10.1000/182"]),
        ("Ask first.last+tag@mail.example.co.uk, please", ["first.last+tag@mail.example.co.uk"]),
        ("git@example.com:team/tool.git", ["git@example.com:team/tool.git"]),
        ("The server 192.168.0.1 runs v1.2.3", ["192.168.0.1", "v1.2.3"]),
        # files
        ("Open report_v2.pdf, notes.txt and main.py.", ["report_v2.pdf", "notes.txt", "main.py"]),
        ("REPORT.PDF", ["REPORT.PDF"]),
        ("backup.tar.gz in ~/old/files or /var/log", ["backup.tar.gz", "~/old/files", "/var/log"]),
        (r"C:\Users\x or C:/Users/x", [r"C:\Users\x", "C:/Users/x"]),
        # code
        ("Run `ls -l | wc -l` and ``a`b``.", ["`ls -l | wc -l`", "``a`b``"]),
        ("Call get_user() with user_name.", ["get_user()", "user_name"]),
        ("use --dry-run, -v or --to=ko now", ["--dry-run", "-v", "--to=ko"]),
        ("__init__ and $HOME", ["__init__", "$HOME"]),
        ("<b>bold</b> <a href='x'>link</a><br/>", ["<b>", "</b>", "<a href='x'>", "</a>", "<br/>"]),
        ("a &amp; b&nbsp;c &#8217;", ["&amp;", "&nbsp;", "&#8217;"]),
        # placeholders
        ("%s of %d, %1$s, %.2f%%", ["%s", "%d", "%1$s", "%.2f", "%%"]),
        ("%(name)s and %(total).2f", ["%(name)s", "%(total).2f"]),
        ("{} {0} {name} {0:.2f} {name!r}", ["{}", "{0}", "{name}", "{0:.2f}", "{name!r}"]),
        ("{{ user.name }} ${total} %{count} $t(key)", ["{{ user.name }}", "${total}", "%{count}", "$t(key)"]),
        ("{% if x %} <%= y %> %name%", ["{% if x %}", "<%= y %>", "%name%"]),
        # people's signs
        ("@harbour_desk and @news.desk.", ["@harbour_desk", "@news.desk"]),
        ("#OpenHarbour and #서울", ["#OpenHarbour", "#서울"]),
        ("👩‍💻 and 🇰🇷", ["👩‍💻", "🇰🇷"]),
    ],
)  # fmt: skip
def test_what_is_protected(sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Prices rose 5% and sales fell 10% (up from 3%) at $5 a share.",
        "The U.S.-Japan alliance and the U.S.-led coalition met at 5:30 p.m. in Washington, D.C.",
        "Booking.com and Amazon.com said so.",
        "The treaty of 26.11.2026 has 3.5 million words.",
        "It is a 50% off sale of C# and C++ books and/or games.",
        "He said: “no #1 and no & and no @ here”.",
        "If a < b and c > d, then e = f.",
        "The 9-year-old's well-being - and more -- was discussed.",
        "Ph.D. students e.g. from St. Petersburg, i.e. J.R.R. Tolkien’s readers.",
    ],
)
def test_what_is_language(sentence: str) -> None:
    assert found(sentence) == []


def test_running_text_of_newspapers_is_language() -> None:
    news = Path(__file__).parent.parent / "benchmarks" / "data" / "news.en.txt"
    assert [
        surface for line in news.read_text(encoding="utf-8").splitlines() for surface in found(line)
    ] == []


@pytest.mark.parametrize(
    "unit",
    ["a", "a.b", "a-.", "`", "``a", "<a ", "{% ", "{{", "1.", "a/", "a_", "x@", "(a", "http://(", "www.a(b)"],
)
def test_hostile_lines_are_read_like_others(unit: str) -> None:
    """Patterns that backtrack would make of each of these a matter of hours."""
    text = unit * 20_000
    spans = protection.stretches(text)
    assert all(start < end for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_what_the_document_keeps_goes_before_what_looks_protected() -> None:
    text = "Run a `b` https://example.org and `c`"
    assert [text[start:end] for start, end in protection.stretches(text, [(4, 12), (4, 4)])] == [
        "a `b` ht",
        "`c`",
    ]


# -- through the translation ---------------------------------------------------------------------------

SENTENCES = [
    "Send the form to press@example.org before Monday.",
    "The report is at https://example.org/a_b/c?d=1&e=2 for everyone.",
    "READ THE REPORT AT HTTPS://EXAMPLE.ORG/NEWS BEFORE MONDAY",
    "Open settings_v2.ini and set {user_name} to %s.",
    "Open REPORT.PDF and notes.txt. Then close them.",
    "%(count)d files of ${total} were sent to {{ user.name }}.",
    "Follow @harbour_desk and use #OpenHarbour today.",
    "Run `ls -l /var/log | wc -l` before you restart the server.",
    "Call `load(a.  B)` first, officials said.",
    "Press <b>Save</b> &amp; close.",
    "%s",
    "https://example.org/",
]


def assert_survive(text: str, kept: Counter[str]) -> None:
    """Each of the stretches stands as often as it should; one may be part of another."""
    for stretch in sorted(kept, key=len, reverse=True):
        assert text.count(stretch) == kept[stretch]
        text = text.replace(stretch, "\n")


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("code", CODES)
def test_protected_text_survives(code: str, sentence: str) -> None:
    translation = translator().translate_text(sentence, code)
    assert found(sentence)
    assert_survive(translation.text, Counter(found(sentence)))
    assert not [warning for result in translation.sentences for warning in result.warnings]
    assert not translation.terms


@pytest.mark.parametrize("code", CODES)
def test_a_list_of_the_same_address_survives(code: str) -> None:
    """The package drops some of the codes that stand for them, and writes others together."""
    address = "https://example.org/x_1"
    sentence = f"{address} 12 people {address} {address} 12 people {address}."
    assert translator().translate_text(sentence, code).text.count(address) == 4


@pytest.mark.parametrize("code", CODES)
def test_ten_protected_stretches_in_a_sentence(code: str) -> None:
    stretches = [f"{name}_v{number}.csv" for number, name in enumerate("abcdefghij")]
    translation = translator().translate_text("Please send " + ", ".join(stretches) + " to the editor.", code)
    assert all(translation.text.count(stretch) == 1 for stretch in stretches)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("a.md", "Run `make. Then go` in [the guide](https://example.org/a_b) now.\n",
         ["`make. Then go`", "(https://example.org/a_b)"]),
        ("a.html", "<p>Run <code>a | b.  C</code> now, see report_v2.pdf.</p>",
         ["<code>a | b.  C</code>", "report_v2.pdf"]),
        ("a.txt", "The file is REPORT.PDF. It is new.\n", ["REPORT.PDF"]),
        ("a.json", '{"greeting": "Hello {name}, you have %d messages."}', ["{name}", "%d"]),
    ],
)  # fmt: skip
def test_protected_text_of_documents_survives(code: str, name: str, content: str, kept: list[str]) -> None:
    result, _sentences = translator().translate_document(
        documents.read(name, content.encode()), parse_language(code)
    )
    for text in kept:
        assert result.decode().count(text) == 1


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Send main.py to press@example.org.", ["main.py를", "press@example.org로"]),
        ("See REPORT.PDF.", ["REPORT.PDF를"]),
        ("Please read settings.toml before Monday.", ["settings.toml을"]),
    ],
)
def test_korean_particles_agree_with_what_is_read_aloud(sentence: str, expected: list[str]) -> None:
    translation = translator().translate_text(sentence, "ko")
    assert all(text in translation.text for text in expected)


STRETCHES = st.one_of(
    st.sampled_from(
        ["%s", "%1$s", "{name}", "{0:.2f}", "%(count)d", "${total}", "{{ user.name }}", "%{count}", "&nbsp;"]
    ),
    st.from_regex(r"https?://[a-z]{2,8}\.example\.org/[a-z_]{1,8}(\?[a-z]=[0-9]{1,3})?", fullmatch=True),
    st.from_regex(r"[a-z]{1,6}(\.[a-z]{1,5})?@[a-z]{2,6}\.example\.(com|org)", fullmatch=True),
    st.from_regex(r"[A-Za-z]{1,8}[_-][a-z0-9]{1,4}\.(pdf|csv|docx|py)", fullmatch=True),
    st.from_regex(r"[#@][A-Za-z]{2,6}_[A-Za-z]{1,6}", fullmatch=True),
    st.from_regex(r"`[a-z]{1,5} -[a-z]{1,2} [a-z.|]{1,6}[a-z]`", fullmatch=True),
)
FILLER = [
    "The minister",
    "sent",
    "opened",
    "and",
    "to",
    "the harbour office",
    "on Monday",
    "with",
    ", but",
    "in",
]


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=15, deadline=None)
@given(parts=st.lists(st.one_of(st.sampled_from(FILLER), STRETCHES), min_size=1, max_size=8))
def test_any_mixture_survives(code: str, parts: list[str]) -> None:
    sentence = " ".join(parts) + "."
    translation = translator().translate_text(sentence, code)
    assert_survive(translation.text, Counter(found(sentence)))
