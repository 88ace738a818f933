"""Korean particles after any word, and Korean typography."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.languages import KOREAN
from translate.languages.ko import agree, check_particles, check_text, ends_word, particles, space_title
from translate.languages.ko_reading import FinalSound, final_sounds
from translate.languages.typography import finish
from translate.spans import SpannedText

V, R, C = FinalSound.VOWEL, FinalSound.RIEUL, FinalSound.CONSONANT


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("나라", V), ("서울", R), ("한국", C), ("확률", R), ("웨", V), ("값", C), ("ㄱ", C), ("ㄹ", R),
        ("ㅏ", V),
        # Latin letters by their names
        ("AI", V), ("URL", R), ("KT", V), ("FTA", V), ("UN", C), ("EU", V), ("GDP", V), ("IMF", V),
        ("CNN", C),
        ("ICBM", C), ("U.S.", V), ("K", V), ("html", R), ("WTO", V), ("SNS", V), ("IAEA", V), ("USB-C", V),
        # capitals that are read as a word
        ("NATO", V), ("ASEAN", C), ("UNESCO", V), ("OPEC", C), ("APEC", C), ("AUKUS", V), ("THAAD", V),
        ("INTERPOL", R), ("KOSDAQ", C), ("NASA", V), ("COVID", V),
        # words
        ("Quad", V), ("Google", R), ("Apple", R), ("Microsoft", V), ("iPhone", C), ("YouTube", V),
        ("Netflix", V),
        ("Facebook", C), ("OpenAI", V), ("ChatGPT", V), ("Harbor Café", V), ("Samsung", C), ("Tesla", V),
        ("Instagram", C), ("Amazon", C), ("Intel", R), ("Hotmail", R), ("Twitter", V), ("TikTok", C),
        ("Trump", V), ("Reuters", V), ("example.com", C), ("Python", C), ("Naver", V),
        # numbers in Sino-Korean
        ("0", C), ("1", R), ("2", V), ("3", C), ("4", V), ("5", V), ("6", C), ("7", R), ("8", R), ("9", V),
        ("10", C), ("100", C), ("1,000", C), ("1000", C), ("10,000", C), ("100,000,000", C),
        ("1,000,000,000,000", V), ("1.5", V), ("3.14", V), ("2.7", R), ("2025", V), ("10만", C), ("3억", C),
        ("5조", V), ("１２", V), ("COVID-19", V), ("F-35", V), ("G20", C), ("G7", R), ("KF-21", R),
        # units, currencies, symbols
        ("3%", V), ("3％", V), ("30℃", V), ("5km", V), ("5㎞", V), ("70kg", C), ("70 kg", C), ("20㎡", V),
        ("500g", C), ("3t", C), ("10㎾", V), ("60dB", R), ("$100", V), ("€20", V), ("¥100", C), ("₩500", C),
        ("C++", V), ("C#", C), ("10:30", C), ("α", V), ("ε", C),
        # closing marks are not read, an aside in brackets neither
        ("수박(여름 과일)", C), ("나라 협정(협정)", C), ("‘바다호’", V), ("나토(북대서양조약기구)", V),
        ("국제통화기금(IMF)", C), ("세계무역기구 (WTO)", V), ("(한국)", C), ("「서울」", R), ("“야후!”", V),
        ("《삼국지》", V), ("[단독]", C), ("나토(NATO, 북대서양(北大西洋)조약기구)", V), ("美", V), ("日", R),
    ],
)  # fmt: skip
def test_how_a_word_ends_when_read_aloud(text: str, sound: FinalSound) -> None:
    assert final_sounds(text)[0] is sound


@pytest.mark.parametrize("text", ["", "(", "1/2", "三", "→", "か", "😆"])
def test_what_cannot_be_read_has_no_sound(text: str) -> None:
    assert final_sounds(text) == ()


def agreed(sentence: str, word: str, reading: str = "") -> str:
    text = SpannedText(sentence)
    start = sentence.index(word)
    text.mark("term", start, start + len(word), frozen=True)
    changed = agree(text, "term", reading)
    assert changed == (text.text != sentence)
    assert text.surface("term") == word
    return text.text


@pytest.mark.parametrize(
    ("sentence", "word", "right"),
    [
        ("서울는 크다.", "서울", "서울은 크다."),
        ("나라은 크다.", "나라", "나라는 크다."),
        ("확률가 낮다.", "확률", "확률이 낮다."),
        ("나라을 봤다.", "나라", "나라를 봤다."),
        ("중국와 일본", "중국", "중국과 일본"),
        ("서울으로 갔다.", "서울", "서울로 갔다."),
        ("부산로 갔다.", "부산", "부산으로 갔다."),
        ("URL를 눌러라.", "URL", "URL을 눌러라."),
        ("7으로 가라.", "7", "7로 가라."),
        ("3%을 넘었다.", "3%", "3%를 넘었다."),
        ("NATO은 거절했다.", "NATO", "NATO는 거절했다."),
        ("수박(여름 과일)가 달다.", "수박(여름 과일)", "수박(여름 과일)이 달다."),
        ("수박(여름 과일)가 달다.", "과일", "수박(여름 과일)이 달다."),
        ("나토(NATO)은 갔다.", "NATO", "나토(NATO)는 갔다."),
        ("나토(NATO)은 갔다.", "나토", "나토(NATO)는 갔다."),
        ("‘바다호’과 만났다.", "바다호", "‘바다호’와 만났다."),
        # compound particles
        ("러시아으로부터 왔다.", "러시아", "러시아로부터 왔다."),
        ("부산로부터의 소식", "부산", "부산으로부터의 소식"),
        ("동맹로서는 처음", "동맹", "동맹으로서는 처음"),
        ("협정로써 막았다.", "협정", "협정으로써 막았다."),
        ("중국와의 회담", "중국", "중국과의 회담"),
        ("호주과는 다르다.", "호주", "호주와는 다르다."),
        ("서울라는 도시", "서울", "서울이라는 도시"),
        ("도쿄이라는 도시", "도쿄", "도쿄라는 도시"),
        ("서울라고 했다.", "서울", "서울이라고 했다."),
        ("도쿄이란 곳", "도쿄", "도쿄란 곳"),
        ("나라이야말로 그렇다.", "나라", "나라야말로 그렇다."),
        ("서울랑은 다르다.", "서울", "서울이랑은 다르다."),
        # the copula
        ("수도는 서울다.", "서울", "수도는 서울이다."),
        ("수도는 서울였다.", "서울", "수도는 서울이었다."),
        ("수도였던 서울였지만", "서울", "수도였던 서울이었지만"),
        ("서울예요.", "서울", "서울이에요."),
        ("도쿄이에요.", "도쿄", "도쿄예요."),
        # forms for templates
        ("한국을(를) 찾았다.", "한국", "한국을 찾았다."),
        ("EU(으)로 갔다.", "EU", "EU로 갔다."),
        ("서울(으)로 갔다.", "서울", "서울로 갔다."),
        # a space before what cannot be a word
        ("한국 는 크다.", "한국", "한국은 크다."),
        ("러시아 와 중국", "러시아", "러시아와 중국"),
        ("‘바다호’ 과 만났다.", "바다호", "‘바다호’와 만났다."),
        # a suffix between
        ("기업들는 컸다.", "기업", "기업들은 컸다."),
        ("이재명씨은 갔다.", "이재명", "이재명씨는 갔다."),
    ],
)
def test_the_particle_gets_the_form_that_the_word_asks_for(sentence: str, word: str, right: str) -> None:
    assert agreed(sentence, word) == right


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("한국 이 회담", "한국"),  # this
        ("일본 나 혼자", "일본"),  # I
        ("중국과학원이 밝혔다.", "중국"),
        ("한국은행은 밝혔다.", "한국"),
        ("미국의회가 열렸다.", "미국"),
        ("그는 의사이다.", "의사"),  # the long copula is right after a vowel
        ("그는 의사이며", "의사"),
        ("서울고 학생", "서울"),  # a school
        ("타임스지 기자", "타임스"),
        ("나토인데", "나토"),
        ("서울입니다.", "서울"),
        ("한국에서의 일", "한국"),
        ("평양에게는 없다.", "평양"),
        ("G7으로 갔다.", "G7"),  # 지세븐 beside 지칠
        ("G20는 끝났다.", "G20"),
        ("VR를 쓴다.", "VR"),  # 아르 beside 알
        ("한국, 는", "한국"),
        ("서울", "서울"),
        ("서울이 서울", "서울"),
    ],
)
def test_what_is_right_or_no_particle_stays(sentence: str, word: str) -> None:
    assert agreed(sentence, word) == sentence
    assert check_particles(sentence, [(sentence.index(word), sentence.index(word) + len(word))]) == []


def test_a_reading_decides_where_the_spelling_does_not() -> None:
    assert agreed("李在明는 갔다.", "李在明", "이재명") == "李在明은 갔다."
    assert agreed("Xi을 만났다.", "Xi", "시진핑") == "Xi을 만났다."
    assert agreed("李在明(61)는 갔다.", "李在明", "이재명") == "李在明(61)은 갔다."


def test_a_particle_inside_frozen_text_stays() -> None:
    text = SpannedText("서울는 이름이다.")
    text.mark("city", 0, 2, frozen=True)
    text.mark("odd", 2, 3, frozen=True)
    assert not agree(text, "city")


WORDS = st.sampled_from(
    [
        "서울",
        "나라",
        "한국",
        "NATO",
        "URL",
        "AI",
        "3%",
        "7",
        "1,000",
        "OPEC",
        "100kg",
        "나토(NATO)",
        "‘바다호’",
    ]
)


@given(word=WORDS, surface=st.sampled_from(sorted(particles())), before=st.sampled_from(["", "그 ", "“"]))
def test_agreement_settles_and_leaves_nothing_to_find(word: str, surface: str, before: str) -> None:
    text = SpannedText(f"{before}{word}{surface} 그렇다.")
    span = (len(before), len(before) + len(word))
    text.mark("term", *span, frozen=True)
    agree(text, "term")
    assert text.surface("term") == word
    assert check_particles(text.text, [span]) == []
    assert not agree(text, "term")


@given(word=WORDS, surface=st.sampled_from(sorted(particles())))
def test_of_two_forms_at_least_one_is_right(word: str, surface: str) -> None:
    particle = particles()[surface]
    forms = {particle.after_consonant, particle.after_vowel}
    assert any(particle.is_right(form, final_sounds(word)) for form in forms)


def test_findings_say_what_stands_where_and_what_should() -> None:
    [finding] = check_particles("어제 ‘바다호’과 만났다.", [(4, 7)])
    assert (finding.start, finding.end, finding.found, finding.expected) == (8, 9, "과", "와")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("학교으로 갔다.", ["로"]),
        ("사람를 봤다.", ["을"]),
        ("AI이 3%을 7으로 바꿨다.", ["가", "를", "로"]),
        ("마을을 지나 가을로, 효과와 결과는 컸다. 먹는 것과 위로, 종로5가와 을지로3가", []),
        ("제1과 제2과를 배웠다. 새로 함부로 제대로.", []),
    ],
)
def test_what_is_wrong_after_any_word_is_found_without_a_glossary(sentence: str, expected: list[str]) -> None:
    assert [finding.expected for finding in check_text(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("이재명대통령은 갔다.", "이재명 대통령은 갔다."),
        ("이재명 대통령은 갔다.", "이재명 대통령은 갔다."),
        ("이재명씨가 갔다.", "이재명 씨가 갔다."),
        ("이재명은 갔다.", "이재명은 갔다."),
        ("이재명전쟁은 갔다.", "이재명전쟁은 갔다."),
    ],
)
def test_titles_stand_apart_from_names(sentence: str, right: str) -> None:
    text = SpannedText(sentence)
    text.mark("name", 0, 3, frozen=True)
    space_title(text, "name")
    assert text.text == right


@pytest.mark.parametrize(
    ("draft", "source", "right"),
    [
        ("사실인가.", "Is it true?", "사실인가?"),
        ("그는 미국으로 떠났다。.", "He left for the U.S.", "그는 미국으로 떠났다."),
        ("그는 U.S..", "He left for the U.S.", "그는 U.S."),
        ('"멈춰!" 그녀는 말했다', "“Stop!” she said.", "“멈춰!” 그녀는 말했다."),
        ("정말?!", "Really?!", "정말?!"),
        ("정말??", "Really?", "정말?"),
        ("기다려...", "Wait...", "기다려…"),
        (
            "하하 , 네 , 냉동실에 있다 . 😆 왔다 .",
            "Haha, yes. 😆 It came.",
            "하하, 네, 냉동실에 있다. 😆 왔다.",
        ),
        ("배 가게 | 닫았다.", "Boat shop | It is closed.", "배 가게 | 닫았다."),
        ("🌷🌷🌷 🌷", "🌷🌷🌷 🌷", "🌷🌷🌷 🌷"),
        ("42", "42", "42"),
        ("정상회담 개최.", "Summit held", "정상회담 개최"),
        ("사과，배、감。", "Apples, pears.", "사과, 배, 감."),
        ("３ % 늘었다.", "It grew by 3%.", "3% 늘었다."),
        ("나토 (NATO) 는 갔다.", "NATO went.", "나토(NATO) 는 갔다."),
        ("““안녕”” 했다.", "“Hi,” he said.", "“안녕” 했다."),
        ("“안녕 했다.", "He said hi.", "안녕 했다."),
        ("Xi’s 정책은 '좋다'고 했다.", "He said it.", "Xi’s 정책은 ‘좋다’고 했다."),
        ("신용은 'A'로, 전망은 '안정적'이다.", "It is A.", "신용은 ‘A’로, 전망은 ‘안정적’이다."),
        ("그것은 .NET 이다.", "It is .NET.", "그것은 .NET 이다."),
        ("https://a.example/?q=1 를 보라.", "See https://a.example/?q=1.", "https://a.example/?q=1 를 보라."),
        ("1,000명과 10:30, 3.5%다.", "It is.", "1,000명과 10:30, 3.5%다."),
        ("시험 끝에,운전 트럭은 갔다.", "It went.", "시험 끝에, 운전 트럭은 갔다."),
        ("다음과 같다.", "As follows:", "다음과 같다:"),
    ],
)
def test_korean_typography(draft: str, source: str, right: str) -> None:
    text = SpannedText(draft)
    finish(text, source, KOREAN)
    assert text.text == right
    finish(text, source, KOREAN)
    assert text.text == right


@given(
    before=st.text(alphabet="가나 .,!?\"'“”()。…", max_size=10),
    name=st.sampled_from(["Harbor Café", "‘바다호’", ".NET", "U.S.", "a..b", "나라 협정(협정)"]),
    after=st.text(alphabet="가나 .,!?\"'“”()。…", max_size=10),
    source=st.text(alphabet='ab .,!?"', max_size=8),
)
def test_a_finish_never_touches_frozen_text_and_is_stable(
    before: str, name: str, after: str, source: str
) -> None:
    text = SpannedText(before + name + after)
    text.mark("term", len(before), len(before) + len(name), frozen=True)
    finish(text, source, KOREAN)
    assert text.surface("term") == name


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("빌뉴스에서", 3, True),
        ("합의했다", 2, True),
        ("한국인은", 2, True),
        ("서울", 2, True),
        ("서울 시청", 2, True),
        ("왕궁묘지가", 2, False),
        ("주한 미국대사일이", 7, False),
    ],
)
def test_where_a_noun_may_end(text: str, position: int, expected: bool) -> None:
    assert ends_word(text, position) is expected
