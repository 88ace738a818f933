"""Korean sentence endings: the plain style (해라체, -다) and the polite one (하십시오체, -습니다).

Only endings whose change follows from a rule are changed; an adjective or a verb is told from the other
by closed lists, as the plain present tense of verbs (한다) and adjectives (필요하다) differs.
"""

from __future__ import annotations

import re

from translate.languages.ko_reading import FinalSound, final_sounds

_FIRST, _PER_VOWEL = 0xAC00, 28
_NONE, _N, _L, _P, _SS = 0, 4, 8, 17, 20

_POLITE_END = re.compile(
    "(?:십시오|시오|세요|나요|까요|가요|에요|예요|어요|아요|해요|돼요|네요|군요|지요|죠)$"
)
_PLAIN_END = re.compile("(?:다|는가|은가|인가|한가|하라|하자|느냐)$")


def is_polite(word: str) -> bool:
    """Whether a sentence that ends in ``word`` is polite."""
    if word.endswith(("니다", "니까", "시다")):
        return len(word) > 2 and _final(word[-3]) == _P
    return _POLITE_END.search(word) is not None


def is_plain(word: str) -> bool:
    """Whether a sentence that ends in ``word`` is plain."""
    return _PLAIN_END.search(word) is not None and not is_polite(word)


_HADA_ADJECTIVES = (
    "필요 불필요 중요 가능 불가능 심각 강 약 분명 불분명 확실 불확실 유일 충분 불충분 부족 불안 안전 "
    "위험 동일 유사 다양 복잡 간단 특별 적합 부적합 적절 부적절 정확 부정확 완전 불완전 완벽 건강 조용 "
    "당연 유효 무효 유력 유리 불리 시급 긴급 절실 신중 막대 거대 엄청 상당 미미 저조 활발 치열 팽팽 취약 "
    "열악 참혹 비슷 편리 불편 유명 무명 뚜렷 명백 명확 모호 애매 투명 불투명 공정 불공정 공평 불공평 "
    "평등 불평등 정당 부당 타당 적법 온건 강경 강력 막강 유연 단호 확고 견고 굳건 탄탄 안정 불안정 순조 "
    "원활 평온 행복 불행 가난 부유 풍부 희박 무한 유한 영원 지속가능 친밀 긴밀 밀접 소원 냉랭 따뜻 시원 "
    "깨끗 착 순수 솔직 정직 성실 진지 엄격 엄중 가혹 잔혹 잔인 극심 격렬 급격 급속 신속 느긋 여전 익숙 "
    "미숙 능숙 흔 특이 독특 정상 비정상 일정 무관 유의미 무의미 미흡 과도 과다 과 적당 곤란 난감 막막 "
    "답답 속상 억울 미안 죄송 궁금 지루 피곤 튼튼 허약 연약 유약 강인 용감 비겁 대담 담담 침착 차분 초조 "
    "조급 급 듯 뻔 법 민감 둔감 예민 심 해박 무지 똑똑 영리 어리석 순진 화려 소박 단순 평범 비범 위대 "
    "훌륭 우수 열등 탁월 선명 흐릿 희미 암울 투철 철저 허술 치밀 꼼꼼 세밀 섬세 정교 조잡 광범위 방대 "
    "협소 광활 울창 무성 왕성 저렴 희귀 귀중 소중 중대 사소 경미 대단 굉장"
).split()
"""Words that 하다 makes an adjective of; after any other it makes a verb."""


_CONSONANT_ADJECTIVES = frozenset(
    "좋많같높낮깊넓좁짧싶옳젊밝얇굵얕짙작적낫맑붉묽곱밉찮잖렵겁볍깝롭답럽덥춥맵쉽없"
    "섭랍엽갑둡맙겹립맣얗랗갛렇떻싫낡옅늦잦검"
)
"""Last syllables of adjectives' stems that end in a consonant."""

_VOWEL_ADJECTIVES = (
    "크 다르 빠르 나쁘 바쁘 기쁘 슬프 아프 고프 느리 비싸 값싸 예쁘 푸르 어리 흐리 짜 희 세 거세 드세 아니 "
    "서투르 가파르 올바르 뛰어나 엄청나 유별나 헤프 구슬프 어설프"
).split()
_L_ADJECTIVES = {
    "길": "깁",
    "멀": "멉",
    "힘들": "힘듭",
    "드물": "드뭅",
    "둥글": "둥급",
    "가늘": "가늡",
    "거칠": "거칩",
}

_I_VERBS = frozenset(
    "보이 쓰이 놓이 쌓이 모이 줄이 높이 움직이 들이 기울이 벌이 먹이 붙이 덧붙이 죽이 받아들이 "
    "사들이 끌어들이 불러들이 선보이 돋보이 엿보이 내보이 망설이 섞이 꺾이 깎이 덮이 뒤덮이 묶이 "
    "녹이 늘이 숙이 싸이 둘러싸이 뒤섞이 몰아붙이 밀어붙이 벌어들이 거둬들이 길들이 물들이 곁들이 "
    "속이 끓이 누이 트이 끄덕이 반짝이".split()
)
"""Verbs whose stem ends in 이, where 입니다 is not the copula."""


def _final(syllable: str) -> int:
    return (ord(syllable) - _FIRST) % _PER_VOWEL


def _with_final(syllable: str, final: int) -> str:
    return chr(ord(syllable) - _final(syllable) + final)


def _is_adjective(stem: str) -> bool:
    """Whether the last word of ``stem`` is an adjective's stem, as far as the lists go."""
    if stem.endswith("하"):
        noun = stem[:-1]
        if not noun:
            return False
        return any(noun == word or (len(word) > 1 and noun.endswith(word)) for word in _HADA_ADJECTIVES)
    return any(stem == word or (len(word) > 1 and stem.endswith(word)) for word in _VOWEL_ADJECTIVES)


def _negation(before: str, word: str, polite_end: str) -> str | None:
    """``않`` follows the word it denies: 필요하지 않다, 말하지 않는다."""
    if not word.startswith("않"):
        return None
    denied = re.search(r"([가-힣]+)지는?\s*$", before)
    stem = denied.group(1) if denied else ""
    adjective = bool(stem) and (
        _is_adjective(stem) or stem[-1] in _CONSONANT_ADJECTIVES or stem in _L_ADJECTIVES
    )
    return {"니다": "않다" if adjective else "않는다", "니까": "않은가" if adjective else "않는가"}[
        polite_end
    ]


def to_plain(before: str, word: str, question: bool = False) -> str | None:
    """The word at the end of a sentence in the plain style, or None where no rule says.

    Args:
        before: the sentence up to the word.
        word: the last run of Hangul.
        question: whether a question mark follows, which 어요 alone does not tell.
    """
    if word.endswith(("입니다", "입니까")):
        return _copula_to_plain(before, word)
    if word.endswith(("습니다", "습니까")):
        return _long_to_plain(before, word)
    if word.endswith(("니다", "니까")) and len(word) > 2 and _final(word[-3]) == _P:
        return _short_to_plain(before, word)
    for polite, plain in (("하십시오", "하라"), ("으십시오", "으라"), ("거예요", "것이다")):
        if word.endswith(polite):
            return word[: -len(polite)] + plain
    if word.endswith("시다") and len(word) > 2 and _final(word[-3]) == _P:
        return word[:-3] + _with_final(word[-3], _NONE) + "자" if word[-3] != "읍" else word[:-3] + "자"
    if word.endswith("어요") and len(word) > 2 and (_final(word[-3]) == _SS or word[-3] == "없"):
        return word[:-2] + ("는가" if question else "다")
    if word.endswith(("이에요", "예요")):
        noun = word.removesuffix("예요").removesuffix("이에요")
        return noun + ("인가" if question else _copula(before + noun))
    if word.endswith("돼요"):
        return word[:-2] + ("되는가" if question else "된다")
    if word.endswith("해요"):
        if _is_adjective(word[:-2] + "하"):
            return word[:-2] + ("한가" if question else "하다")
        return word[:-2] + ("하는가" if question else "한다")
    return None


def _copula(noun: str) -> str:
    sounds = final_sounds(noun)
    return "다" if sounds and sounds[0] is FinalSound.VOWEL else "이다"


def _copula_to_plain(before: str, word: str) -> str:
    stem = word[:-3]
    question = word.endswith("까")
    if stem + "이" in _I_VERBS:
        return stem + ("이는가" if question else "인다")
    return stem + "인가" if question else stem + _copula(before + stem)


def _long_to_plain(before: str, word: str) -> str | None:
    stem = word[:-3]
    if not stem:
        return None
    question = word.endswith("까")
    denied = _negation(before, stem, word[-2:])
    if denied is not None and stem == "않":
        return denied
    last = stem[-1]
    if _final(last) == _SS or last == "없":
        return stem + ("는가" if question else "다")
    if last in _CONSONANT_ADJECTIVES:
        return _adjective_question(stem) if question else stem + "다"
    return stem + ("는가" if question else "는다")


def _adjective_question(stem: str) -> str:
    """좋은가, but 어려운가: ㅂ melts."""
    if _final(stem[-1]) == _P and stem[-1] not in "좁곱":
        return stem[:-1] + _with_final(stem[-1], _NONE) + "운가"
    return stem + "은가"


def _short_to_plain(before: str, word: str) -> str | None:
    question = word.endswith("까")
    stem = word[:-3] + _with_final(word[-3], _NONE)
    if stem.endswith(("답", "랍")) or (word.endswith(("답니다", "랍니다")) and not stem.endswith("바라")):
        return None
    for full, contracted in _L_ADJECTIVES.items():
        if word[:-2] == contracted:
            return _with_final_syllable(full, _N) + "가" if question else full + "다"
    adjective = _is_adjective(stem) or (stem == "보" and re.search(r"[나가]\s*$", before) is not None)
    if question:
        return _with_final_syllable(stem, _N) + "가" if adjective else stem + "는가"
    return stem + "다" if adjective else _with_final_syllable(stem, _N) + "다"


def _with_final_syllable(stem: str, final: int) -> str:
    return stem[:-1] + _with_final(stem[-1], final)


def to_polite(before: str, word: str, question: bool = False) -> str | None:
    """The word at the end of a sentence in the polite style, or None where no rule says.

    The informal polite style (해요체) becomes the formal one, so that a text does not mix them.
    """
    if word.endswith("요"):
        plain = to_plain(before, word, question)
        return to_polite(before, plain) if plain is not None else None
    if word.endswith("가") and len(word) > 1:
        return _question_to_polite(word)
    if word.endswith("하라"):
        return word[:-1] + "십시오"
    if not word.endswith("다") or is_polite(word):
        return None
    stem = word[:-1]
    if not stem:
        return "입니다"
    last = stem[-1]
    if last == "는" and len(stem) > 1 and _final(stem[-2]) != _NONE:
        return stem[:-1] + "습니다"
    if last == "는":
        return None
    if _final(last) == _N:
        return _with_final_syllable(stem, _P) + "니다"
    if _final(last) == _L:
        contracted = _L_ADJECTIVES.get(stem)
        return contracted + "니다" if contracted else None
    if _final(last) != _NONE:
        return stem + "습니다"
    if _is_adjective(stem) or last == "하":
        return _with_final_syllable(stem, _P) + "니다"
    if last == "이" and len(stem) > 1 and stem not in _I_VERBS:
        return stem[:-1] + "입니다"
    if last == "이" and len(stem) == 1:
        return "입니다"
    return stem + "입니다"


def _question_to_polite(word: str) -> str | None:
    stem = word[:-1]
    last = stem[-1]
    if last == "인":
        return stem[:-1] + "입니까"
    if last == "는" and len(stem) > 1:
        before = stem[-2]
        if _final(before) == _NONE:
            return _with_final_syllable(stem[:-1], _P) + "니까"
        return stem[:-1] + "습니까"
    if last == "운" and len(stem) > 1 and _with_final(stem[-2], _P) in _CONSONANT_ADJECTIVES:
        return stem[:-2] + _with_final(stem[-2], _P) + "습니까"
    if last == "은" and len(stem) > 1 and stem[-2] in _CONSONANT_ADJECTIVES:
        return stem[:-1] + "습니까"
    if _final(last) == _N and _is_adjective(_with_final_syllable(stem, _NONE)):
        return _with_final_syllable(stem, _P) + "니까"
    return None
