"""Everyday words: a rendering that is one of them stands in many sentences that do not mean the term."""

from __future__ import annotations

EVERYDAY_WORDS = {
    "ko": frozenset(
        "나라 사람 사람들 시간 오늘 내일 어제 우리 지금 여기 거기 하나 모두 모든 정말 때문 문제 생각 "
        "경우 이것 그것 무엇 누구 어디 언제 이유 방법 자신 당신 사실 결과 다음 마음 말 일 것 수 때 곳 "
        "집 물 불 눈 배 차 밤 길 손 발 산 강 문 이 그 저 나 너 한 두 세 네 더 또 등 중 전 후 년 월 위 "
        "안 밖 앞 뒤 속 아이 여자 남자 친구 학교 회사 세계 이번 지난 가장 많은 새로운 대한 위한 "
        "여러분 그러나 하지만 그리고".split()
    ),
    "ja": frozenset(
        "国 人 人々 時間 今日 明日 昨日 私 私たち 今 ここ そこ 一つ すべて 本当 問題 場合 これ それ "
        "あれ 何 誰 どこ いつ 理由 方法 自分 事実 結果 次 心 言葉 こと もの とき ところ 家 水 火 目 "
        "手 足 山 川 道 夜 日 月 年 上 下 中 前 後 子供 子ども 女性 男性 友人 学校 会社 世界 光 また "
        "しかし そして".split()
    ),
    "zh_Hans": frozenset(
        "国家 人 人们 时间 今天 明天 昨天 我们 现在 这里 那里 一个 所有 问题 情况 这 那 什么 谁 哪里 "
        "原因 方法 自己 事实 结果 下一个 心 话 事 东西 时候 地方 家 水 火 眼 手 山 河 路 夜 日 月 年 "
        "上 下 中 前 后 孩子 女人 男人 朋友 学校 公司 世界 大家 已经 没有 可以 可能 因为 所以 但是 光".split()
    ),
    "zh_Hant": frozenset(
        "國家 人 人們 時間 今天 明天 昨天 我們 現在 這裡 那裡 一個 所有 問題 情況 這 那 什麼 誰 哪裡 "
        "原因 方法 自己 事實 結果 下一個 心 話 事 東西 時候 地方 家 水 火 眼 手 山 河 路 夜 日 月 年 "
        "上 下 中 前 後 孩子 女人 男人 朋友 學校 公司 世界 大家 已經 沒有 可以 可能 因為 所以 但是 光".split()
    ),
}
"""Per locale; single characters are those most often part of other words as well."""
