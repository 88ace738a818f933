"""What enforcement leaves alone, and that it copes with terms wherever and however they stand.

Everything runs on the real starter packages, in every language the point can be made in.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import ctranslate2
import docx
import pytest
import sentencepiece
from enforcement_support import (
    all_satisfied,
    assert_positions_tell_the_truth,
    enforce,
    statuses,
    translator_with,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from translate import documents
from translate.enforce.enforcer import Enforcer
from translate.enforce.repetition import is_looping
from translate.enforce.satisfaction import satisfy
from translate.engine import Engine, Hypothesis
from translate.glossary.concepts import TermMatch
from translate.languages import KOREAN, ko, parse_language
from translate.models.packages import choose, discover
from translate.report.outcomes import SATISFIED
from translate.translator import Options, Translator

CODES = ["ko", "ja", "zh", "zh-Hant"]
NEWS = Path(__file__).parent.parent / "benchmarks" / "data" / "news.en.txt"

# -- sentences that are none of enforcement's business -------------------------------------------------


@cache
def free_decoding(code: str, sentences: tuple[str, ...]) -> list[tuple[list[str], str]]:
    """Tokens and text as CTranslate2 gives them for each sentence alone, without any of this tool's code."""
    package = choose("en", code, (), discover())
    model = ctranslate2.Translator(
        str(package.model_path), device="cpu", compute_type="int8", intra_threads=1
    )
    pieces = sentencepiece.SentencePieceProcessor(str(package.path / "sentencepiece.model"))
    decoded = []
    for sentence in sentences:
        [result] = model.translate_batch(
            [pieces.encode(sentence, out_type=str)], beam_size=4, length_penalty=1.0, replace_unknowns=True
        )
        decoded.append((result.hypotheses[0], pieces.decode(result.hypotheses[0])))
    return decoded


@pytest.mark.parametrize("code", ["ko", "ja", "zh"])
def test_what_is_chosen_without_terms_is_free_decoding_to_the_byte(code: str) -> None:
    """Whatever the batch mates. (Where the package goes round in circles, it is decoded again.)"""
    sentences = tuple(NEWS.read_text(encoding="utf-8").splitlines()[:3000:60])
    engine = Engine(choose("en", code, (), discover()))
    enforcer = Enforcer(engine, parse_language(code))
    with_term = enforcer.task("The talks failed.", [TermMatch(4, 9, "talks", "talks", "会谈회담")])
    chosen = enforcer.translate([*map(enforcer.task, sentences), with_term])[:-1]
    compared = 0
    for sentence, enforced, (tokens, text) in zip(
        sentences, chosen, free_decoding(code, sentences), strict=True
    ):
        if not is_looping(sentence, engine.encode(sentence), tokens, text):
            assert (list(enforced.candidate.tokens), enforced.candidate.text) == (tokens, text)
            compared += 1
    assert compared > 45


@pytest.mark.parametrize("code", ["ko", "ja", "zh"])
@pytest.mark.parametrize(
    "sentence",
    [
        "The harbour was closed for two days.",
        "The mayor thanked the volunteers.",
        "Children played on the beach.",
    ],
)
def test_a_sentence_without_terms_comes_out_as_the_package_writes_it(
    tmp_path: Path, code: str, sentence: str
) -> None:
    translation = enforce(tmp_path / "g", code, "shuttle diplomacy = K-9A2\nferry = 3.5", sentence)
    [(_tokens, text)] = free_decoding(code, (sentence,))
    assert (translation.text.encode(), translation.terms) == (text.encode(), [])


@pytest.mark.parametrize("code", CODES)
def test_a_text_without_terms_is_the_same_with_and_without_a_glossary(tmp_path: Path, code: str) -> None:
    text = "\n".join(NEWS.read_text(encoding="utf-8").splitlines()[:40])
    with_glossary = enforce(tmp_path / "g", code, "shuttle opera = K-9A2", text)
    assert with_glossary.text == Translator(Options(curated=False)).translate_text(text, code).text


def test_a_headline_without_terms_is_the_same_with_and_without_a_glossary() -> None:
    headline = "Storm Closes Schools and Delays Trains"
    with_glossary = Translator().translate_text(headline, "ko")
    assert with_glossary.terms == []
    assert with_glossary.text == Translator(Options(curated=False)).translate_text(headline, "ko").text


class CountingEngine(Engine):
    """An engine that remembers how often each sentence was decoded."""

    def translate(  # type: ignore[override]
        self, sources: Sequence[Sequence[str]], *arguments: object, **options: object
    ) -> list[list[Hypothesis]]:
        self.decoded = [*getattr(self, "decoded", []), *map(tuple, sources)]
        return super().translate(sources, *arguments, **options)  # type: ignore[arg-type]

    def explore(  # type: ignore[override]
        self, sources: Sequence[Sequence[str]], *arguments: object, **options: object
    ) -> list[object]:
        self.decoded = [*getattr(self, "decoded", []), *map(tuple, sources)]
        return super().explore(sources, *arguments, **options)  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize(
    ("code", "rendering", "other"),
    [("ko", "서울", "셔틀식 외교"), ("ja", "ソウル", "往復外交"), ("zh", "首尔", "往返式外交")],
)
def test_a_satisfied_sentence_is_never_decoded_again(code: str, rendering: str, other: str) -> None:
    satisfied, lacking = "The minister arrived in Seoul on Monday.", "They will continue shuttle diplomacy."
    engine = CountingEngine(choose("en", code, (), discover()))
    enforcer = Enforcer(engine, parse_language(code))
    start = satisfied.index("Seoul")
    tasks = [
        enforcer.task(satisfied, [TermMatch(start, start + 5, "Seoul", "Seoul", rendering)]),
        enforcer.task(lacking, [TermMatch(19, 36, "shuttle diplomacy", "shuttle diplomacy", other)]),
    ]
    first, second = enforcer.translate(tasks)
    [(_tokens, text)] = free_decoding(code, (satisfied,))
    assert first.candidate.text == text
    assert first.candidate.satisfaction.is_complete
    assert other in second.candidate.text
    assert engine.decoded.count(tasks[0].source) == 1
    assert engine.decoded.count(tasks[1].source) > 1


# -- which term it is ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "short", "long"),
    [
        ("ko", "해안청", "국립 연안기상대"),
        ("ja", "海辺局", "国立沿岸気象台"),
        ("zh", "海边局", "国立沿岸气象台"),
        ("zh-Hant", "海邊局", "國立沿岸氣象臺"),
    ],
)
def test_a_term_inside_a_longer_term_is_part_of_it(tmp_path: Path, code: str, short: str, long: str) -> None:
    entries = f"Coastal Office = {short}\nNational Coastal Office = {long}"
    translation = enforce(
        tmp_path / "g",
        code,
        entries,
        "The National Coastal Office warned ships, and the Coastal Office agreed.",
    )
    assert [outcome.term for outcome in translation.terms] == ["National Coastal Office", "Coastal Office"]
    assert all_satisfied(translation)
    assert translation.text.count(long) == 1
    assert translation.text.replace(long, "").count(short) == 1


@pytest.mark.parametrize(
    ("code", "first", "second"),
    [
        ("ko", "항만안전국", "안전국장실"),
        ("ja", "港湾安全局", "安全局長室"),
        ("zh", "港口安全署", "安全署长室"),
        ("zh-Hant", "港口安全署", "安全署長室"),
    ],
)
def test_of_overlapping_terms_one_stands_and_nothing_stands_twice(
    tmp_path: Path, code: str, first: str, second: str
) -> None:
    entries = f"harbour safety = {first}\nsafety office = {second}"
    translation = enforce(
        tmp_path / "g", code, entries, "The harbour safety office opened, and the safety office moved."
    )
    assert [outcome.term for outcome in translation.terms] == ["harbour safety", "safety office"]
    assert all_satisfied(translation)
    assert (translation.text.count(first), translation.text.count(second)) == (1, 1)


@pytest.mark.parametrize("code", CODES)
def test_a_rendering_that_contains_another_counts_for_itself_only(tmp_path: Path, code: str) -> None:
    country, guard = {
        "ko": ("일본국", "일본국 해상보안청"),
        "ja": ("日本国", "日本国海上保安庁"),
        "zh": ("日本国", "日本国海警局"),
        "zh-Hant": ("日本國", "日本國海警局"),
    }[code]
    translation = enforce(
        tmp_path / "g",
        code,
        f"Japan = {country}\nJapan Coast Guard = {guard}",
        "The Japan Coast Guard said a ship left Japan on Monday.",
    )
    assert all_satisfied(translation)
    assert guard in translation.text
    assert country in translation.text.replace(guard, "")


# -- where it stands -----------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_titles_and_names_in_capitals_are_enforced(code: str) -> None:
    found = Translator().translate_text("PRIME MINISTER TAKAICHI VISITS SEOUL", code)
    assert [outcome.status in ("free", "forced") for outcome in found.terms] == [True, True]
    assert [outcome.rendering for outcome in found.terms] == {
        "ko": ["다카이치 총리", "서울"],
        "ja": ["高市首相", "ソウル"],
        "zh": ["高市首相", "首尔"],
        "zh-Hant": ["高市首相", "首爾"],
    }[code]


SHUTTLE = {"ko": "왕복외교", "ja": "往復外交", "zh": "往返外交", "zh-Hant": "往返外交"}


@pytest.mark.parametrize("code", CODES)
def test_a_term_at_the_start_of_a_sentence(tmp_path: Path, code: str) -> None:
    translation = enforce(
        tmp_path / "g",
        code,
        f"shuttle diplomacy = {SHUTTLE[code]}",
        "Shuttle diplomacy is back. SHUTTLE DIPLOMACY IS BACK AGAIN. “Shuttle diplomacy works,” he said.",
    )
    assert len(translation.terms) == 3
    assert all_satisfied(translation)
    assert translation.text.count(SHUTTLE[code]) == 3


def written(folder: Path, code: str, name: str, content: bytes) -> str | bytes:
    """A document translated; the term stands in it once."""
    translator = translator_with(folder, code, f"shuttle diplomacy = {SHUTTLE[code]}")
    result, sentences = translator.translate_document(documents.read(name, content), parse_language(code))
    for sentence in sentences:
        assert_positions_tell_the_truth(sentence)
    assert [outcome.status in SATISFIED for sentence in sentences for outcome in sentence.terms] == [True]
    return result


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    ("source", "marked"),
    [
        ("<b>shuttle</b> diplomacy", "<b>{}</b>"),
        ("<a href='x'>shuttle diplo</a>macy", "<a href='x'>{}</a>"),
        ("<i>shuttle <b>diplomacy</b></i>", "<i><b>{}</b></i>"),
        ("<span class='a'>shuttle diplomacy</span>", "<span class='a'>{}</span>"),
        ("shuttle&nbsp;diplomacy", "{}"),
        ("shuttle diplo&shy;macy", "{}"),
        ("shuttle\n    diplomacy", "{}"),
        ("shuttle<!-- note --> diplomacy", "{}"),
    ],
)
def test_markup_and_line_breaks_in_a_term_of_a_web_page(
    tmp_path: Path, code: str, source: str, marked: str
) -> None:
    page = f"<p>They plan to continue {source} next year.</p>".encode()
    text = bytes(written(tmp_path / "g", code, "a.html", page)).decode()
    assert marked.format(SHUTTLE[code]) in text.replace("<!-- note -->", "")


@pytest.mark.parametrize("code", CODES)
def test_markup_on_each_word_of_a_term_marks_its_share(tmp_path: Path, code: str) -> None:
    source = b"They plan to continue **shuttle** *diplomacy* next year.\n"
    text = bytes(written(tmp_path / "g", code, "a.md", source)).decode()
    rendering = SHUTTLE[code]
    assert f"<strong>{rendering[:2]}</strong><em>{rendering[2:]}</em>" in MarkdownIt().render(text)


@pytest.mark.parametrize("code", CODES)
def test_a_link_over_half_a_term_of_a_wrapped_markdown_paragraph(tmp_path: Path, code: str) -> None:
    source = b"They plan to continue [shuttle](https://example.org)\ndiplomacy next year.\n"
    assert f"[{SHUTTLE[code]}](https://example.org)".encode() in bytes(
        written(tmp_path / "g", code, "a.md", source)
    )


@pytest.mark.parametrize("code", CODES)
def test_a_term_cut_by_runs_of_a_word_document(tmp_path: Path, code: str) -> None:
    source = docx.Document()
    paragraph = source.add_paragraph("They plan to continue ")
    paragraph.add_run("shut").bold = True
    paragraph.add_run("tle diplo")
    paragraph.add_run("macy").italic = True
    paragraph.add_run(" next year.")
    buffer = io.BytesIO()
    source.save(buffer)
    result = docx.Document(io.BytesIO(bytes(written(tmp_path / "g", code, "a.docx", buffer.getvalue()))))
    [translated] = [paragraph.text for paragraph in result.paragraphs]
    assert SHUTTLE[code] in translated


@pytest.mark.parametrize("code", CODES)
def test_a_term_over_the_line_breaks_of_a_wrapped_text(tmp_path: Path, code: str) -> None:
    source = (
        b"The two governments have said for months that they plan to continue shuttle\n"
        b"diplomacy next year, although officials warned after the meeting on Monday\n"
        b"that nothing had been decided. The next talks are expected in the spring at\n"
        b"a place that both sides can reach by ship.\n"
    )
    text = bytes(written(tmp_path / "g", code, "a.txt", source)).decode()
    assert SHUTTLE[code] in text.replace("\n", "" if code != "ko" else " ").replace(" ", "")


@pytest.mark.parametrize("code", CODES)
def test_a_sentence_that_is_too_long_is_never_cut_inside_a_term(tmp_path: Path, code: str) -> None:
    board = {
        "ko": "항만해안위원회",
        "ja": "港湾海岸委員会",
        "zh": "港口海岸委员会",
        "zh-Hant": "港口海岸委員會",
    }[code]
    filler = ["of the northern district", "and the others", "in the old town hall", "before the meeting"]
    for start in range(0, 12, 3):
        words = " ".join(filler[(start + number) % 4] for number in range(22 + start))
        text = f"The visitors came {words}, the Harbour, Coast and Sea Board {words} on Monday."
        translation = enforce(tmp_path / "g", code, f"Harbour, Coast and Sea Board = {board}", text)
        assert len(translation.sentences) > 1
        assert [status in SATISFIED for status in statuses(translation)] == [True]


# -- how often and how many ----------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_the_same_term_three_times_in_a_sentence(tmp_path: Path, code: str) -> None:
    rendering = {"ko": "부산시", "ja": "釜山市内", "zh": "釜山市区", "zh-Hant": "釜山市區"}[code]
    translation = enforce(
        tmp_path / "g",
        code,
        f"Busan = {rendering}",
        "Busan was the first city, Busan was the largest port, and Busan was the home of the festival.",
    )
    assert len(translation.terms) == 3
    assert translation.text.count(rendering) == 3
    assert all_satisfied(translation)


@pytest.mark.parametrize("code", CODES)
def test_twelve_terms_in_a_sentence(tmp_path: Path, code: str) -> None:
    names = "Aba Ebi Ilo Oda Umo Kare Seki Tavo Nilu Hemo Rodi Wase".split()
    renderings = {
        "ko": "아바시 에비시 일로시 오다시 우모시 카레시 세키시 타보시 닐루시 헤모시 로디시 와세시",
        "ja": "アバ エビ イロ オダ ウモ カレ セキ タヴォ ニル ヘモ ロディ ワセ",
        "zh": "阿巴城 埃比城 伊洛城 奥达城 乌莫城 卡雷城 塞基城 塔沃城 尼卢城 赫莫城 罗迪城 瓦塞城",
        "zh-Hant": "阿巴城 埃比城 伊洛城 奧達城 烏莫城 卡雷城 塞基城 塔沃城 尼盧城 赫莫城 羅迪城 瓦塞城",
    }[code].split()
    entries = "\n".join(f"{name} = {rendering}" for name, rendering in zip(names, renderings, strict=True))
    translation = enforce(
        tmp_path / "g", code, entries, "Delegates came from " + ", ".join(names[:-1]) + " and Wase to Geneva."
    )
    assert len([outcome for outcome in translation.terms if outcome.status != "surplus"]) == 12
    assert all_satisfied(translation)
    assert all(rendering in translation.text for rendering in renderings)


def test_a_rendering_that_stands_too_often_is_surplus() -> None:
    result = satisfy("서울에서 서울로", [TermMatch(0, 5, "Seoul", "Seoul", "서울")], KOREAN)
    assert result.is_complete
    assert [place.span for _, place in result.surplus] == [(5, 7)]


@pytest.mark.parametrize(
    ("code", "entry", "text"),
    [
        ("ko", "vessel = 선박", "The vessel hit another ship near the port, and the ships sank."),
        ("ja", "talks = 会談", "The talks on Monday and the meeting of the two leaders on Tuesday failed."),
        ("zh", "talks = 会谈", "The talks on Monday and the meeting on Tuesday failed."),
        ("zh-Hant", "talks = 會談", "The talks on Monday and the meeting on Tuesday failed."),
    ],
)
def test_the_report_says_which_rendering_is_surplus(tmp_path: Path, code: str, entry: str, text: str) -> None:
    """The package renders two words of the source alike, of which one is a term."""
    translation = enforce(tmp_path / "g", code, entry, text)
    first, *further = translation.terms
    assert first.status == "free"
    assert further
    assert {outcome.status for outcome in further} == {"surplus"}
    assert len(further) == translation.text.count(first.rendering) - 1
    assert all(outcome.source_span is None and outcome.target_span for outcome in further)
    assert translation.text == Translator(Options(curated=False)).translate_text(text, code).text


# -- what the rendering is made of ---------------------------------------------------------------------


@pytest.mark.parametrize("rendering", ["iPhone 17 Pro", "K-9A2", "3.5 Turbo", "NVIDIA"])
@pytest.mark.parametrize("code", CODES)
def test_latin_letters_and_digits_in_a_rendering(tmp_path: Path, code: str, rendering: str) -> None:
    translation = enforce(
        tmp_path / "g",
        code,
        f"new model = {rendering}",
        "The company showed the new model in Seoul on Monday.",
    )
    assert translation.text.count(rendering) == 1
    assert all_satisfied(translation)


@pytest.mark.parametrize(
    ("code", "rendering"),
    [("ko", "뷁쀓 ㎢ 지구"), ("ja", "𠮷龘㎢地区"), ("zh", "𠮷龘㎢地区"), ("zh-Hant", "𠮷龘㎢地區")],
)
def test_characters_the_package_cannot_spell_are_still_set(tmp_path: Path, code: str, rendering: str) -> None:
    engine = Engine(choose("en", "zh" if code == "zh-Hant" else code, (), discover()))
    assert not engine.knows(rendering[0])
    translation = enforce(
        tmp_path / "g", code, f"special zone = {rendering}", "The ministry opened the special zone in May."
    )
    assert translation.text.count(rendering) == 1
    assert all_satisfied(translation)


@pytest.mark.parametrize(
    ("code", "rendering"), [("ko", "나라"), ("ja", "人"), ("zh", "人"), ("zh-Hant", "人")]
)
def test_an_everyday_word_counts_only_where_it_translates_the_term(
    tmp_path: Path, code: str, rendering: str
) -> None:
    text = "The people of the country welcomed the visitors from Nara."
    by_itself = Translator(Options(curated=False)).translate_text(text, code).text
    translation = enforce(tmp_path / "g", code, f"Nara = {rendering} | kind: place | common: yes", text)
    [outcome] = [outcome for outcome in translation.terms if outcome.status != "surplus"]
    assert outcome.status in SATISFIED
    assert outcome.status != "free"
    assert rendering in translation.text
    assert translation.text != by_itself


# -- whatever the sentence -----------------------------------------------------------------------------

FILLER = [
    "The minister", "a ferry", "visited", "discussed", "and", "near", "the old pier", "yesterday", "with",
    "12 people", ", but", "“we will see”", "(officials said)", "in November",
]  # fmt: skip
TERMS = {
    "Aramoa": ("아라모아항", "アラモア港", "阿拉莫阿港", "阿拉莫阿港"),
    "Aramoa Port": ("아라모아 신항", "アラモア新港", "阿拉莫阿新港", "阿拉莫阿新港"),
    "coastal desk": ("연안상황실", "沿岸デスク", "海岸值班室", "海岸值班室"),
    "desk officer": ("상황실 담당관", "デスク担当官", "值班官员", "值班官員"),
    "Tidebook": ("Tidebook 9", "Tidebook 9", "Tidebook 9", "Tidebook 9"),
    "pilot treaty": ("도선 협정", "水先協定", "引航协定", "引航協定"),
    "Hokin": ("호긴", "ホキン", "霍金", "霍金"),
}
PROTECTED = [
    "https://example.org/x_1", "press@example.org", "report_v2.pdf", "%(count)d", "{name}", "`a | b`",
    "#Hokin", "@harbour_desk",
]  # fmt: skip


@cache
def translator_for(code: str) -> Translator:
    folder = Path(tempfile.mkdtemp()) / "g"
    entries = "\n".join(f"{term} = {TERMS[term][CODES.index(code)]}" for term in TERMS)
    return translator_with(folder, code, entries)


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=15, deadline=None)
@given(
    parts=st.lists(
        st.one_of(st.sampled_from(FILLER), st.sampled_from(list(TERMS)), st.sampled_from(PROTECTED)),
        min_size=2,
        max_size=10,
    )
)
def test_terms_stand_particles_agree_protected_text_survives(code: str, parts: list[str]) -> None:
    translation = translator_for(code).translate_text(" ".join(parts) + ".", code)
    for sentence in translation.sentences:
        assert_positions_tell_the_truth(sentence)
        found = [outcome for outcome in sentence.terms if outcome.status != "surplus"]
        assert all(outcome.status in SATISFIED for outcome in found)
        for outcome in found:
            assert outcome.rendering == TERMS[outcome.term][CODES.index(code)]
        if code == "ko":
            spans = [outcome.target_span for outcome in sentence.terms if outcome.target_span]
            assert not ko.check_particles(sentence.target, spans)
    found_terms = [outcome.term for outcome in translation.terms if outcome.status != "surplus"]
    for term in ("Tidebook", "pilot treaty", "Hokin"):
        assert found_terms.count(term) == parts.count(term)
    for text in PROTECTED:
        assert translation.text.count(text) == parts.count(text)
