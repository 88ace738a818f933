"""The engine on the starter packages: reproducible, complete, honest about what it cannot spell."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from translate.engine import MAX_SOURCE_TOKENS, DecodingOptions, Engine
from translate.languages import SIMPLIFIED_CHINESE
from translate.models.packages import choose, discover
from translate.tokenization import SentencePiece
from translate.translator import Translator

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = (ROOT / "benchmarks" / "data" / "news.en.txt").read_text(encoding="utf-8").splitlines()[:60]


def engine(code: str, threads: int = 2) -> Engine:
    return Engine(choose("en", code, (), discover()), threads=threads)


@pytest.fixture(scope="module")
def korean() -> Engine:
    return engine("ko")


def test_results_do_not_depend_on_batch_mates_or_threads(korean: Engine) -> None:
    sources = [korean.encode(sentence) for sentence in SENTENCES]
    together = korean.translate(sources)
    alone = [korean.translate([source])[0] for source in sources]
    assert alone == together
    assert engine("ko", threads=1).translate(sources) == together


def test_forced_prefixes_do_not_depend_on_batch_mates(korean: Engine) -> None:
    sources = [korean.encode(sentence) for sentence in SENTENCES[:30]]
    prefixes = [korean.spell(word, word_start=True) or () for word in ["대통령", "셔틀 외교", "나라"] * 10]
    together = korean.translate(sources, prefixes)
    assert together == [
        korean.translate([source], [prefix])[0] for source, prefix in zip(sources, prefixes, strict=True)
    ]
    explored = korean.explore(sources, prefixes, [["▁대통령"]] * 30)
    assert explored == [
        korean.explore([source], [prefix], [["▁대통령"]])[0]
        for source, prefix in zip(sources, prefixes, strict=True)
    ]


def test_padded_batches_do_not_depend_on_batch_mates(korean: Engine) -> None:
    sources = [korean.encode(sentence) for sentence in SENTENCES[:30]]
    together = korean.translate(sources, no_repeat_ngram_size=3, width_step=16)
    assert together == [
        korean.translate([source], no_repeat_ngram_size=3, width_step=16)[0] for source in sources
    ]


def test_further_hypotheses_do_not_change_the_best_one(korean: Engine) -> None:
    sources = [korean.encode(sentence) for sentence in SENTENCES[:20]]
    assert [found[0] for found in korean.translate(sources, hypotheses=4)] == [
        found[0] for found in korean.translate(sources)
    ]


def test_a_forced_prefix_stands_at_the_start(korean: Engine) -> None:
    prefix = korean.spell("셔틀 외교", word_start=True)
    assert prefix is not None
    [[hypothesis]] = korean.translate([korean.encode("They plan to continue shuttle diplomacy.")], [prefix])
    assert korean.decode(hypothesis.tokens).startswith("셔틀 외교")


@pytest.mark.parametrize("code", ["ko", "ja", "zh"])
@pytest.mark.parametrize("text", ["高市", "다카이치 사나에", "シャトル外交", "NATO", "3%", "a_b_c", "2025년"])
def test_spelled_renderings_decode_to_themselves(code: str, text: str) -> None:
    loaded = engine(code)
    for word_start in (True, False):
        spelled = loaded.spell(text, word_start=word_start)
        if spelled is not None:
            assert loaded.decode(spelled) == text
            assert loaded.offsets(spelled)[-1] == len(text)


def test_what_the_vocabulary_lacks_is_spelled_in_bytes_or_not_at_all() -> None:
    tokenizer = SentencePiece(choose("en", "ko", (), discover()).tokenizer_path)
    in_bytes = tokenizer.spell("𐎀", False, {"<0xF0>", "<0x90>", "<0x8E>", "<0x80>"})
    assert in_bytes == ("<0xF0>", "<0x90>", "<0x8E>", "<0x80>")
    assert tokenizer.spell("𐎀", False, {"가"}) is None


def test_decoding_keeps_underscores() -> None:
    package = choose("en", "ko", (), discover())
    tokenizer = SentencePiece(package.tokenizer_path)
    assert tokenizer.decode(["▁snake", "_case", "▁는"]) == "snake_case 는"


def test_byte_pieces_decode_to_the_character_they_spell() -> None:
    package = choose("en", "ko", (), discover())
    tokenizer = SentencePiece(package.tokenizer_path)
    tokens = ["▁가", "<0xF0>", "<0x9F>", "<0x98>", "<0x86>", "나"]
    assert tokenizer.decode(tokens) == "가😆나"
    assert tokenizer.offsets(tokens) == [0, 1, 1, 1, 1, 2, 3]


def test_scores_agree_with_exploration(korean: Engine) -> None:
    source = korean.encode("The talks resumed in Seoul.")
    [[hypothesis]] = korean.translate([source])
    [scores] = korean.score([source], [hypothesis.tokens])
    [explored] = korean.explore([source], [hypothesis.tokens], [[]], complete=True)
    assert explored.tokens == hypothesis.tokens
    assert explored.score == pytest.approx(sum(scores) / len(scores), abs=0.02)


def test_a_long_sentence_is_translated_to_its_end() -> None:
    count = 60
    text = ", ".join(f"boat {number} left the pier" for number in range(count)) + ", and Seoul stayed calm."
    translation = Translator().translate_text(text, to="zh")
    assert len(translation.sentences) > 1
    package = choose("en", SIMPLIFIED_CHINESE.package_code, (), discover())
    loaded = Engine(package, options=DecodingOptions(beam_size=1))
    assert all(len(loaded.encode(part.source)) <= MAX_SOURCE_TOKENS for part in translation.sentences)
    assert translation.text.count("首尔") == 1


def test_unknown_tokens_give_way_to_what_stands_in_the_source(korean: Engine) -> None:
    source = korean.encode("The ferry left at noon.")
    # The vocabulary has no chess piece: such a prefix comes back as the unknown token.
    [[translated]] = korean.translate([source], [["♜"]])
    [explored] = korean.explore([source], [["♜"]], [[]])
    for tokens in (translated.tokens, explored.tokens):
        assert tokens[0] in source
        assert "<unk>" not in tokens


def test_a_short_text_does_not_wait_for_a_long_one(korean: Engine) -> None:
    long = [korean.encode(sentence) for sentence in SENTENCES * 10]
    waiting = threading.Thread(target=korean.translate, args=(long,))
    waiting.start()
    assert korean.translate([korean.encode("The ferry left at noon.")])
    assert waiting.is_alive()
    waiting.join()
