"""Japanese sentence endings: the plain style (だ・である) and the polite one (です・ます).

Verbs are conjugated where the kana before the ending tell their class; where only a dictionary could, the
ending stays.
"""

from __future__ import annotations

import re

_POLITE_END = re.compile(
    "(?:です|ます|ました|ません|ませんでした|でした|でしょう|ましょう|ください|下さい)(?:か|ね|よ|よね)?$"
)
_PLAIN_END = re.compile("(?:.だ|[ぁ-ん][たうくぐすつぬぶむるい]|[一-鿿々][たうくぐすつむぶるい])か?$")


def is_polite(clause: str) -> bool:
    """Whether a sentence that ends in ``clause`` is polite."""
    return _POLITE_END.search(clause) is not None


def is_plain(clause: str) -> bool:
    """Whether a sentence that ends in ``clause`` is plain."""
    return _PLAIN_END.search(clause) is not None and not is_polite(clause)


_E_ROW = "えけげせぜてでねへべめれ"
_I_TO_U = dict(zip("いきぎしちにびみり", "うくぐすつぬぶむる", strict=True))
_I_TO_PAST = {
    "い": "った", "き": "いた", "ぎ": "いだ", "し": "した", "ち": "った", "に": "んだ", "び": "んだ",
    "み": "んだ", "り": "った",
}  # fmt: skip
_I_TO_NEGATIVE = dict(zip("いきぎしちにびみり", "わかがさたなばまら", strict=True))
_U_TO_I = {plain: polite for polite, plain in _I_TO_U.items()}
_A_TO_I = {negative: polite for polite, negative in _I_TO_NEGATIVE.items()}

_ICHIDAN_ON_I = re.compile(
    "(?:見|観|診|起き|生き|過ぎ|尽き|飽き|落ち|満ち|朽ち|降り|下り|借り|足り|懲り|信じ|感じ|生じ|禁じ|応じ|"
    "報じ|論じ|演じ|通じ|転じ|命じ|案じ|講じ|乗じ|準じ|投じ|閉じ|恥じ|混じ|封じ|伸び|延び|帯び|浴び|滅び|"
    "詫び|用い|率い|強い|老い|悔い|報い|似|煮|着|干|試み|顧み|省み|鑑み|(?<=て)み|(?<![んい])でき|出来)$"
)
"""Stems of verbs that conjugate on -iru."""

_NOUNS_ON_I = re.compile(
    "(?:違い|狙い|思い|戦い|願い|争い|扱い|疑い|勢い|占い|誓い|迷い|匂い|災い|装い|祝い|払い|舞い|伝い|"
    "合い|会い|くらい|ぐらい|せい|あいだ|つい|具合|世界|未来|以来|時代|対策)$"
)

_FIXED_TO_PLAIN = (
    ("ではありませんでした", "ではなかった"), ("じゃありませんでした", "ではなかった"),
    ("ではありません", "ではない"), ("じゃありません", "ではない"), ("ありませんでした", "なかった"),
    ("ありません", "ない"), ("あります", "ある"), ("ありました", "あった"), ("ておりました", "ていた"),
    ("でおりました", "でいた"), ("ております", "ている"), ("でおります", "でいる"),
    ("でございます", "である"), ("いたしました", "した"), ("いたします", "する"), ("行きました", "行った"),
    ("ていきました", "ていった"), ("来ました", "来た"), ("来ます", "来る"), ("来ません", "来ない"),
    ("てきました", "てきた"), ("てきます", "てくる"), ("んできました", "んできた"),
    ("んできます", "んでくる"), ("しましょう", "しよう"), ("のでしょう", "のだろう"),
    ("でしょう", "だろう"), ("かったです", "かった"), ("ないです", "ない"), ("んです", "のだ"),
)  # fmt: skip

_IRU = re.compile("(?:(?<=[てでがにはもとど、])|^)い$")


def to_plain(text: str) -> str | None:
    """The end of a sentence (without its full stop) in the plain style, or None where no rule says."""
    particle = "か" if text.endswith("か") else ""
    body = text.removesuffix("か") if particle else text
    plain = _statement_to_plain(body)
    if plain is None:
        return None
    return (
        plain.removesuffix("だ") + "か"
        if particle and plain.endswith("だ") and body.endswith("です")
        else (plain + particle)
    )


def _statement_to_plain(text: str) -> str | None:
    for polite, plain in _FIXED_TO_PLAIN:
        if text.endswith(polite):
            return text[: -len(polite)] + plain
    for ending in ("ませんでした", "ません", "ました", "ます"):
        if text.endswith(ending):
            return _verb_to_plain(text[: -len(ending)], ending)
    if text.endswith("でした"):
        return text[:-3] + "だった"
    if text.endswith("です"):
        stem = text[:-2]
        if stem.endswith("い") and not _NOUNS_ON_I.search(stem):
            return stem
        return stem + "だ" if stem else None
    return None


def _verb_to_plain(stem: str, ending: str) -> str | None:
    if not stem:
        return None
    last = stem[-1]
    if last in _E_ROW or _IRU.search(stem) or _ICHIDAN_ON_I.search(stem):
        return stem + {"ます": "る", "ました": "た", "ません": "ない", "ませんでした": "なかった"}[ending]
    if last == "し" and _is_suru(stem):
        return (
            stem[:-1]
            + {"ます": "する", "ました": "した", "ません": "しない", "ませんでした": "しなかった"}[ending]
        )
    if last not in _I_TO_U:
        return None
    if ending == "ます":
        return stem[:-1] + _I_TO_U[last]
    if ending == "ました":
        return stem[:-1] + _I_TO_PAST[last]
    return stem[:-1] + _I_TO_NEGATIVE[last] + ("ない" if ending == "ません" else "なかった")


_GODAN_SU = re.compile(
    "(?:話|出|示|指|増|減ら|返|押|起こ|残|移|直|探|目指|果た|見出|取り戻|もたら|下|越|回|表|現|流|渡|貸|消|"
    "倒|壊|試|許|隠|過ご|交わ|繰り返|打ち出|乗り出|引き起こ|見直|生か|動か|明か|及ぼ|落と|逃|促|推|記|冒|"
    "侵|費や|致|外|殺|刺|暮ら|燃や|除|尽く|見逃|伸ば|延ば|飛ば|引き出|呼び起こ|見落と|手放|話し出|離|放)し$"
)
"""Verbs on -su; す after any other word is する."""


def _is_suru(stem: str) -> bool:
    return not _GODAN_SU.search(stem)


_FIXED_TO_POLITE = (
    ("ではなかった", "ではありませんでした"), ("ではない", "ではありません"), ("であった", "でした"),
    ("である", "です"), ("だった", "でした"), ("だろう", "でしょう"), ("のだ", "のです"),
    ("がない", "がありません"), ("もない", "もありません"), ("する", "します"), ("した", "しました"),
    ("てくる", "てきます"), ("でくる", "できます"), ("ある", "あります"), ("あった", "ありました"),
    ("なった", "なりました"), ("がなかった", "がありませんでした"), ("もなかった", "もありませんでした"),
    ("ていった", "ていきました"), ("でいった", "でいきました"), ("ていく", "ていきます"),
    ("いる", "います"), ("ていた", "ていました"), ("でいた", "でいました"), ("がいた", "がいました"),
    ("もいた", "もいました"),
)  # fmt: skip

_ADJECTIVES_ON_NAI = re.compile("(?:少な|危な|切な|はかな)い$")
_NO_VERB_ON_KU = re.compile("(?:[多近遠早遅全深高長広少低良悪強弱]く|す[ぐ]|[一二三四五六七八九]つ|いくつ)$")

_VERBS_ON_KARU = re.compile("(?:分|わ|か|助|授|掛|懸|見つ|遠ざ|預|儲)かった$")

_PAST_BY_KANJI = {
    character: past
    for characters, past in (
        ("行", "きました"),
        ("言会使思失願扱違従伴払買追負問誓祝狙争戦補担", "いました"),
        ("打持立勝待放", "ちました"),
        ("上下語送残至迫戻守取図作握渡減走知入切帰乗座回測探断限終移写祈誇怒頼", "りました"),
    )
    for character in characters
}
"""った hides the last sound of the stem; the character before it gives it away."""

_NASAL_BY_KANJI = {
    character: past
    for characters, past in (
        ("進読臨含望込踏組休住頼済歩沈悩阻拒刻産生", "みました"),
        ("呼選及結学並喜叫飛運遊転", "びました"),
        ("死", "にました"),
    )
    for character in characters
}

_ICHIDAN_KANJI = frozenset("見来得出着似寝経観診煮居射")
"""Characters with る that conjugate on -iru or -eru; after others it is the -ru of 語る."""

_A_ROW, _I_ROW, _O_ROW = "かがさただなばまらわやあ", "きぎしじちにびみり", "おこごそぞとどのほぼもよょろ"


def to_polite(text: str) -> str | None:
    """The end of a sentence (without its full stop) in the polite style, or None where no rule says."""
    if is_polite(text):
        return None
    particle = "か" if text.endswith("か") else ""
    body = text.removesuffix("か") if particle else text
    polite = _statement_to_polite(body)
    return polite + particle if polite is not None else None


def _statement_to_polite(text: str) -> str | None:
    for plain, polite in _FIXED_TO_POLITE:
        if text.endswith(plain):
            return text[: -len(plain)] + polite
    if len(text) < 2:
        return None
    stem, before, last = text[:-1], text[-2], text[-1]
    if text.endswith("ない"):
        return _negative_to_polite(text, text[:-2], "ません")
    if text.endswith("なかった"):
        return _negative_to_polite(text, text[:-4], "ませんでした")
    if text.endswith("かった") and not _VERBS_ON_KARU.search(text):
        return None if text.endswith("向かった") else text + "です"
    if last == "だ":
        return _nasal_to_polite(text) if before == "ん" else None if before == "い" else stem + "です"
    if last == "る":
        return _ru_to_polite(stem, before)
    if last == "た":
        return _past_to_polite(text, stem, before)
    if last == "い":
        return None if _NOUNS_ON_I.search(text) else text + "です"
    if last not in _U_TO_I or _NO_VERB_ON_KU.search(text) or (last == "う" and before in _O_ROW):
        return None
    return stem + _U_TO_I[last] + "ます"


def _ru_to_polite(stem: str, before: str) -> str | None:
    if before in _E_ROW or before in _I_ROW or before in _ICHIDAN_KANJI:
        return stem + "ます"
    if before in _A_ROW or before in _O_ROW or "一" <= before <= "鿿":
        return stem + "ります"
    return None


def _past_to_polite(text: str, stem: str, before: str) -> str | None:
    if before in _E_ROW or before in _I_ROW or before in _ICHIDAN_KANJI:
        return stem + "ました"
    if before == "っ" and len(text) > 2:
        if text[-3] in _A_ROW:
            return text[:-2] + "りました"
        past = _PAST_BY_KANJI.get(text[-3])
        return text[:-2] + past if past else None
    if before == "い" and len(text) > 2 and "一" <= text[-3] <= "鿿":
        return stem + "ました" if text[-3] in "用率強老報" else text[:-2] + "きました"
    return None


def _nasal_to_polite(text: str) -> str | None:
    past = _NASAL_BY_KANJI.get(text[-3:-2])
    return text[:-2] + past if past else None


def _negative_to_polite(text: str, stem: str, ending: str) -> str | None:
    if _ADJECTIVES_ON_NAI.search(text) or not stem:
        return None
    denied = stem[-1]
    if denied in _E_ROW or denied in _I_ROW or denied == "い" or denied in _ICHIDAN_KANJI:
        return stem + ending
    if denied in _A_TO_I:
        return stem[:-1] + _A_TO_I[denied] + ending
    return None
