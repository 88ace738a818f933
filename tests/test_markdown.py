"""Markdown: everything but the words stays, also where markup touches a Korean or Chinese letter."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from fake_translation import FAKES, identity, written
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from translate import documents
from translate.documents.base import InlineSpan, ReadOptions, SegmentTranslation
from translate.languages import JAPANESE, KOREAN

DATA = Path(__file__).parent / "data"
D01 = (DATA / "cases" / "D01.md").read_bytes()
GUIDE = (DATA / "documents" / "guide.md").read_bytes()


def counts(text: str) -> Counter[str]:
    """Elements as a parser without our own rules sees them."""
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    found: Counter[str] = Counter()
    for token in markdown.parse(text):
        for inner in [token, *(token.children or [])]:
            if inner.nesting >= 0 and inner.type not in ("text", "softbreak"):
                found[inner.type] += 1
                if inner.type in ("link_open", "image"):
                    found[str(inner.attrs.get("href") or inner.attrs.get("src"))] += 1
    return found


def texts(content: str) -> list[str]:
    return [segment.text for segment in documents.read("a.md", content.encode()).segments]


def rewrite(content: str, *translations: SegmentTranslation | str) -> str:
    document = documents.read("a.md", content.encode())
    assert len(document.segments) == len(translations), [segment.text for segment in document.segments]
    made = [SegmentTranslation(item) if isinstance(item, str) else item for item in translations]
    result = document.write(made, JAPANESE).decode()
    assert document.messages == []
    return result


def pair(text: str, start: int, end: int) -> SegmentTranslation:
    return SegmentTranslation(text, (InlineSpan(start, end, 1, "pair"),))


@pytest.mark.parametrize("data", [D01, GUIDE, GUIDE.replace(b"\n", b"\r\n")])
def test_identity_gives_the_same_bytes(data: bytes) -> None:
    assert written(documents.read("a.md", data)) == data


@pytest.mark.parametrize("fake", FAKES)
@pytest.mark.parametrize("data", [D01, GUIDE])
def test_every_element_survives(data: bytes, fake: str) -> None:
    """Case D01 and its kind."""
    document = documents.read("a.md", data)
    result = written(document, *FAKES[fake]).decode()
    assert counts(result) == counts(data.decode())
    assert document.messages == []


def test_blocks_that_are_not_text_stay() -> None:
    result = written(documents.read("a.md", GUIDE), *FAKES["ideographs"]).decode()
    for kept in (
        "---\ntitle: Harbour guide\ntags: [port, ferry]\n---\n",
        " {#guide}\n",
        '\n    indented code\n\n```python\nprint("code")\n```\n',
        '\n<div class="note">\n  Raw <b>HTML</b>\n</div>\n',
        "- [ ] 字",
        "- [x] 字",
        "\n> [!NOTE]\n> 字",
        "|:------|-------------:|------|\n",
        "\n:::tip\n字",
        "\n:::\n\n$$\nx = y_1\n$$\n",
        '!!! warning "字',
        "{{ site.name }}",
        "$E = mc^2$",
        ":ship:",
        "`a\\|b`",
        '[map]: https://example.org/map "字',
        "\n------------------------\n",
    ):
        assert kept in result


@pytest.mark.parametrize(
    ("translation", "start", "end", "expected"),
    [
        ("마크다운(Markdown)을 쓴다", 0, 14, "**마크다운(Markdown)**&#51012; 쓴다"),
        ("그는 “공정한 제안”이라고 했다", 3, 11, "그는 “**공정한 제안**”이라고 했다"),
        ("これは「公正な提案」です", 3, 10, "これは「**公正な提案**」です"),
        ("彼は合意した。そして", 2, 7, "彼は**合意した**。そして"),
        ("注：ここ", 0, 2, "**注**：ここ"),
        ("값은 (최대) 5 (최소)로", 3, 14, "값은 **(최대) 5 (최소)**&#47196;"),
        ("그는(서울)에 갔다", 2, 6, "그는(**서울**)에 갔다"),
        ("約$5の値", 1, 3, "&#32004;**$5**の値"),
        ("보통 글자", 3, 4, "보통 **글**자"),
        ("끝 낱말 ", 2, 5, "끝 **낱말**"),
    ],
)
def test_emphasis_next_to_letters(translation: str, start: int, end: int, expected: str) -> None:
    result = rewrite("Some **strong** text.\n", pair(translation, start, end)).rstrip("\n")
    assert result.rstrip() == expected
    assert counts(result)["strong_open"] == 1


def test_underscores_become_asterisks_between_letters() -> None:
    assert rewrite("It is _never_ so.", pair("결코아니다", 0, 2)) == "*결코*아니다"
    assert rewrite("It is _never_ so.", pair("결코 아니다", 0, 2)) == "_결코_ 아니다"


def test_emphasis_that_touches_emphasis_is_kept_apart() -> None:
    two = SegmentTranslation("가나", (InlineSpan(0, 1, 1, "pair"), InlineSpan(1, 2, 2, "pair")))
    assert rewrite("*a* *b*", two) == "*가*<!-- -->*나*"


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("Text.", "1. 항목", "1\\. 항목"),
        ("Text.", "# 제목", "\\# 제목"),
        ("Text.", "- 항목", "\\- 항목"),
        ("Text.", "> 인용", "\\> 인용"),
        ("Text.", "--- ", "\\---"),
        ("Text.", "5*3 그리고 *별*", "5\\*3 그리고 \\*별\\*"),
        ("Text.", "5 * 3 snake_case", "5 * 3 snake_case"),
        ("Text.", "<b>꺾쇠</b> `코드`", "\\<b>꺾쇠\\</b> \\`코드\\`"),
        ("Text.", "[글](주소)", "\\[글\\](주소)"),
        ("Text.", "[글] 괄호", "[글] 괄호"),
        ("Text.", "&amp; 그대로 A&B", "&amp;amp; 그대로 A&B"),
        ("Text.", "3~5일, 7~9일", "3\\~5일, 7\\~9일"),
        ("Text.", "경로 C:\\*", "경로 C:\\\\\\*"),
        ("# Head", "제목 #", "# 제목 \\#"),
        ("| Head |\n|---|\n| 1 |", "가|나", "| 가\\|나 |\n|---|\n| 1 |"),
    ],
)
def test_a_translation_cannot_become_markup(source: str, translation: str, expected: str) -> None:
    result = rewrite(source + "\n", translation)
    assert result.rstrip() == expected
    assert counts(result) == counts(source)


def test_a_bare_address_does_not_swallow_the_particle() -> None:
    """GitHub links everything up to the next space."""
    assert rewrite("See https://a.org/x now", "https://a.org/x를 보라") == "<https://a.org/x>를 보라"


def test_a_shortcut_reference_keeps_its_label() -> None:
    source = "See [the map] now.\n\n[the map]: https://example.org/m\n"
    assert rewrite(source, pair("지금 지도를 보라", 3, 5)) == (
        "지금 [지도][the map]를 보라\n\n[the map]: https://example.org/m\n"
    )


def test_titles_and_alternative_texts_are_segments() -> None:
    source = '![A "pier"](p.png "Old [pier]") is [open](o "T")\n'
    document = documents.read("a.md", source.encode())
    assert [(segment.kind, segment.text) for segment in document.segments] == [
        ("paragraph", " is open"),
        ("attribute", 'A "pier"'),
        ("attribute", "Old [pier]"),
        ("attribute", "T"),
    ]
    made = [identity(document.segments[0]), *map(SegmentTranslation, ["둑]", 'a "b"', "제목"])]
    assert document.write(made, KOREAN).decode() == ('![둑\\]](p.png "a \\"b\\"") is [open](o "제목")\n')


def test_front_matter_is_translated_where_asked_for() -> None:
    options = ReadOptions(keys=("title",))
    document = documents.read("a.md", GUIDE, options)
    assert [(segment.line, segment.text) for segment in document.segments[:2]] == [
        (2, "Harbour guide"),
        (6, "Harbour guide"),
    ]
    assert written(document) == GUIDE
    made = [SegmentTranslation("항구: 안내"), *map(identity, document.segments[1:])]
    assert (
        document.write(made, KOREAN)
        .decode()
        .startswith("---\ntitle: '항구: 안내'\ntags: [port, ferry]\n---\n\n# Harbour guide {#guide}\n")
    )
    assert document.messages == []


def test_segments_say_where_they_stand() -> None:
    document = documents.read("a.md", GUIDE)
    places = {segment.text: (segment.line, segment.kind) for segment in document.segments}
    assert places["Harbour guide"] == (6, "heading")
    assert places["First item goes on here"] == (25, "item")
    assert places["Price | tax"] == (35, "cell")
    assert places["Useful to know."] == (23, "paragraph")
    assert places["Map of the harbour"] == (47, "attribute")


def test_code_and_addresses_are_kept_text() -> None:
    (segment,) = documents.read("a.md", b"Run `ls -l` or see <https://a.org> and <kbd>Esc</kbd>.").segments
    kept = [segment.text[span.start : span.end] for span in segment.spans if span.kind == "keep"]
    assert kept == ["ls -l", "https://a.org", "Esc"]


def test_nothing_to_translate() -> None:
    assert texts("```\ncode\n```\n\n42\n\n![](x.png)\n\n`only code`\n\n<div>\nhtml\n</div>\n") == []


FRAGMENTS = st.lists(
    st.sampled_from(
        ["word ", "Seoul", "*em*", "**(st)**", " ", "\n", "\n\n", "`c|o`", "[l](a)", "![i](b \"t\")", "> ",
         "- ", "1. ", "# ", "| a | b |\n|---|---|\n| c | d |\n", "<b>", "</b>", "<br>", "~~s~~", "_u_",
         "&amp;", "\\*", "***", "---\n", "    ", "\t", "  \n", "[r]: x\n",
         "[r]", "```\n", "한글"]
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(FRAGMENTS)
def test_any_markdown_survives(fragments: list[str]) -> None:
    source = "".join(fragments)
    assert written(documents.read("a.md", source.encode())) == source.encode()
    document = documents.read("a.md", source.encode())
    before = [segment.kind for segment in document.segments]
    result = written(document, *FAKES["hangul"])
    if not document.messages:
        assert [segment.kind for segment in documents.read("a.md", result).segments] == before


def test_a_long_paragraph_is_read() -> None:
    source = "boat *left* `x`, " * 3000
    (segment,) = documents.read("a.md", source.encode()).segments
    assert len(segment.spans) == 6000
