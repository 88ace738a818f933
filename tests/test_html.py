"""HTML: the page keeps its tree; people's words in it and in its attributes are translated."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from fake_translation import FAKES, identity, written
from hypothesis import given, settings
from hypothesis import strategies as st

from translate import documents
from translate.documents.base import ReadOptions, SegmentTranslation
from translate.documents.markup import tokenize
from translate.languages import HONG_KONG_CHINESE, KOREAN, SIMPLIFIED_CHINESE, TRADITIONAL_CHINESE

PAGE = (Path(__file__).parent / "data" / "documents" / "page.html").read_bytes()


def tree(page: bytes | str) -> Element:
    parsed: Element = html5lib.parse(page, namespaceHTMLElements=False)
    return parsed


def tags(page: bytes | str) -> Counter[tuple[str, str]]:
    return Counter(
        (str(node.tag), node.get("href", "") + node.get("class", "") + node.get("src", ""))
        for node in tree(page).iter()
    )


def read(content: str, name: str = "a.html") -> documents.base.Document:
    return documents.read(name, content.encode())


def texts(content: str) -> list[str]:
    return [segment.text for segment in read(content).segments]


@pytest.mark.parametrize("data", [PAGE, PAGE.replace(b"\n", b"\r\n")])
def test_identity_gives_the_same_bytes(data: bytes) -> None:
    assert written(documents.read("a.html", data)) == data


@pytest.mark.parametrize("fake", FAKES)
def test_the_tree_survives(fake: str) -> None:
    assert tags(written(documents.read("a.html", PAGE), *FAKES[fake])) == tags(PAGE)


@pytest.mark.parametrize("fake", FAKES)
def test_what_is_not_to_be_translated_stays(fake: str) -> None:
    result = written(documents.read("a.html", PAGE), *FAKES[fake]).decode()
    for kept in (
        "<style>p > a { color: red } /* Not text */</style>",
        '<script>if (a < b) document.write("<p>No text</p>");</script>',
        '<meta name="viewport" content="width=device-width">',
        "<!-- A comment -->",
        "<code>x &lt; y</code>",
        '<span translate="no">Acme <b>Corp</b></span>',
        '<p translate="no">Left <b>alone</b>\n',
        ">Left alone too</p>",
        '<p lang="fr">Bonjour tout le monde</p>',
        "<pre>Keep   this\ntext</pre>",
        "<textarea>Draft text</textarea>",
        "{{ user.name }}",
        "${total}",
        "<svg><text>No</text></svg>",
    ):
        assert kept in result, kept


def test_segments_of_a_page() -> None:
    found = [
        (segment.kind, segment.line, segment.text) for segment in documents.read("a.html", PAGE).segments
    ]
    assert found[:6] == [
        ("heading", 5, "Harbour & ferry"),
        ("attribute", 6, 'All about the "old" pier'),
        ("heading", 13, "The harbour"),
        (
            "paragraph",
            14,
            "The ferry leaves at noon, says the minister’s office. Take x < y <b> and Acme Corp.",
        ),
        ("attribute", 15, "The minister's page"),
        ("item", 20, "First"),
    ]


def test_case_h05_escapes_stay_escapes() -> None:
    source = "<p>Use the &lt;b&gt; tag &amp; save <code>x &lt; y</code>.</p>"
    (segment,) = read(source).segments
    assert segment.text == "Use the <b> tag & save x < y."
    shouted = written(read(source), FAKES["upper"][0]).decode()
    assert shouted == "<p>USE THE &lt;B&gt; TAG &amp; SAVE <code>x &lt; y</code>.</p>"


def test_spaces_around_breaks_and_images() -> None:
    shouted = written(read("<p>One<br>two <img src=i> three</p>"), FAKES["upper"][0])
    assert shouted == b"<p>ONE<br>TWO <img src=i> THREE</p>"
    assert texts("<p>a <svg></svg> b</p>") == ["a  b"]
    assert texts("<p> one\n two&nbsp;<i> three</i> </p>") == ["one two\xa0 three"]


@pytest.mark.parametrize(
    ("language", "tag"),
    [
        (KOREAN, "ko"),
        (SIMPLIFIED_CHINESE, "zh-Hans"),
        (TRADITIONAL_CHINESE, "zh-Hant"),
        (HONG_KONG_CHINESE, "zh-Hant-HK"),
    ],
)
def test_the_language_of_the_page_is_changed(language: object, tag: str) -> None:
    source = '<html lang=en-GB xml:lang="en"><p>Text</p><p lang="fr">Texte</p>'
    result = read(source).write([SegmentTranslation("字")], language).decode()
    assert result == f'<html lang="{tag}" xml:lang="{tag}"><p>字</p><p lang="fr">Texte</p>'


def test_a_declared_charset_is_used_and_changed_where_it_must() -> None:
    source = '<html><head><meta charset="iso-8859-1"></head><body>It\x92s a caf\xe9</body></html>'.encode(
        "latin-1"
    )
    document = documents.read("a.html", source)
    assert [segment.text for segment in document.segments] == ["It’s a café"]
    assert document.write([SegmentTranslation("카페")], KOREAN).decode() == (
        '<html><head><meta charset="utf-8"></head><body>카페</body></html>'
    )
    assert document.messages == [
        "Written as UTF-8: the charset of the source, Windows-1252, cannot hold the translation."
    ]
    assert written(documents.read("a.html", source)) == source


def test_a_page_without_a_charset_gets_one() -> None:
    document = read("<html><head></head><body>Text</body></html>")
    assert document.write([SegmentTranslation("글")], KOREAN).decode() == (
        '<html><head><meta charset="utf-8"></head><body>글</body></html>'
    )
    assert document.messages == [
        "Added a charset declaration, without which browsers would not read the page right."
    ]


def test_markup_that_is_nested_beyond_reason_is_left_alone() -> None:
    source = "<p>" + "<b>" * 5000 + "Text" + "</b>" * 5000 + " and more</p>\n"
    document = read(source)
    assert document.messages == ["Line 1: markup nested too deeply; left as it is."]
    assert written(document) == source.encode()


def test_an_unknown_entity_and_stray_signs_survive() -> None:
    source = "<p>Fish &chips; a < b > c & d <3</p>"
    assert written(read(source)) == source.encode()
    assert tree(written(read(source), FAKES["upper"][0])).find(".//p").text == "FISH &CHIPS; A < B > C & D <3"


PIECES = st.lists(
    st.sampled_from(
        ["word ", "Two", " ", "\n", "<p>", "</p>", "<b>", "</b>", "<i class='x'>", "</i>", "<br>", "<br/>",
         "<img alt='A b'>", "<a href=x title=Hey>", "</a>", "<div>", "</div>", "&amp;", "&lt;", "&nbsp;",
         "<code>", "</code>", "<!-- c -->",
         "<", "<span translate=no>", "</span>", "<script>", "</script>", "<svg>", "</svg>", "<td>",
         "<!x>", "</",
         "<?x?>", "<a b='"]
    ),
    max_size=16,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_any_page_survives(pieces: list[str]) -> None:
    source = "".join(pieces)
    assert "".join(source[token.start : token.end] for token in tokenize(source)) == source
    assert written(read(source)) == source.encode()
    written(read(source), FAKES["ideographs"][0])


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.sampled_from(
            ["word", "two words ", " ", "<br>", '<img alt="A boat">', '<a href="x">a link</a>', "x &amp; y"]
        ),
        lambda inner: st.builds(
            lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
            st.sampled_from(["b", "i", "u", "span", "code"]),
            st.lists(inner, max_size=3),
        ),
        max_leaves=10,
    )
)
def test_well_formed_markup_keeps_its_elements(content: str) -> None:
    source = f"<p>Start {content} end.</p>"
    for name in ("upper", "hangul", "swapped"):
        result = written(read(source), *FAKES[name])
        assert tags(result) == tags(source.encode()), name


def test_fragments_and_formats() -> None:
    assert [
        segment.text for segment in documents.read("x", b"<b>Hi</b> you", ReadOptions(format="html")).segments
    ] == ["Hi you"]
    assert identity(read("<p>One</p>").segments[0]).text == "One"
