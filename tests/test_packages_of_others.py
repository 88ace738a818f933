"""Packages made by others go through the same code as the starters, whatever their layout."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from packages import LEARNED_POSITIONS, archive

from translate.engine import Engine
from translate.errors import PackageError
from translate.models.installation import install_file, verify
from translate.models.packages import Folders, inspect
from translate.translator import Options, Translator

Packages = Callable[..., Path]
Run = Callable[..., subprocess.CompletedProcess[str]]

KINDS: dict[str, dict[str, object]] = {
    "SentencePiece": {},
    "BPE": {"tokenizer": "bpe"},
    "BPE into Japanese": {"tokenizer": "bpe", "to_code": "ja"},
    "BPE into Chinese": {"tokenizer": "bpe", "to_code": "zh"},
    "shared vocabulary": {"shared": True, "to_code": "ja"},
    "target prefix": {"target_prefix": ">>kor<<"},
    "target prefix, BPE, shared": {
        "tokenizer": "bpe",
        "shared": True,
        "target_prefix": "__zh__",
        "to_code": "zh",
    },
    "learned positions": {"learned_positions": True},
    "old layout": {"old": True, "tokenizer": "bpe"},
    "old layout, SentencePiece": {"old": True, "shared": True},
    "not quantized": {"quantization": None},
    "Traditional": {"to_code": "zt"},
}

SENTENCES = [
    "Prime Minister Takaichi met President Lee Jae-myung in Nara on Tuesday.",
    "Both governments said that they would work together.",
    "The file my_file_name.txt is 3.5% larger; see https://example.org/a_b.",
    "“We will go on,” the minister's aide told reporters & others.",
    "Prices rose.",
    "Zzyzx 𐎀 ☃",
]

kinds = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture
def package(package_of_others: Packages) -> Callable[[str], Path]:
    return lambda kind: package_of_others(**KINDS[kind])


@kinds
def test_it_loads_and_results_do_not_depend_on_batch_mates(package: Callable[[str], Path], kind: str) -> None:
    engine = Engine(inspect(package(kind)), threads=2)
    sources = [engine.encode(sentence) for sentence in SENTENCES]
    together = engine.translate(sources)
    assert together == [engine.translate([source])[0] for source in sources]
    texts = [engine.decode(hypotheses[0].tokens) for hypotheses in together]
    assert any(texts)
    for text in texts:
        assert not any(mark in text for mark in ("▁", "@@", ">>kor<<", "__zh__", "<0x"))


@kinds
def test_a_rendering_can_be_forced(package: Callable[[str], Path], kind: str) -> None:
    engine = Engine(inspect(package(kind)), threads=2)
    code = engine.package.to_code
    word = {"ko": "회담", "ja": "会談", "zh": "会谈", "zt": "会谈"}[code]
    prefix = engine.spell(word, word_start=True)
    assert prefix is not None
    source = engine.encode("The talks will continue next week.")
    [[hypothesis]] = engine.translate([source], [prefix])
    assert engine.decode(hypothesis.tokens).startswith(word)
    [log_probabilities] = engine.score([source], [hypothesis.tokens])
    assert len(log_probabilities) == len(hypothesis.tokens) + 1
    offsets = engine.offsets(hypothesis.tokens)
    assert offsets == sorted(offsets) and offsets[-1] == len(engine.decode(hypothesis.tokens))


@kinds
def test_an_article_keeps_the_promise_of_the_glossary(package: Callable[[str], Path], kind: str) -> None:
    folder = package(kind)
    target = inspect(folder).to_code
    translator = Translator(Options(packages=(folder,)))
    found = translator.translate_text("\n\n".join(SENTENCES), target)
    assert found.package == folder.name
    assert [outcome.term for outcome in found.terms][:3] == [
        "Prime Minister {person}",
        "President {person}",
        "Nara",
    ]
    for outcome in found.terms:
        assert outcome.status in ("free", "forced", "carried", "spliced", "replaced"), outcome
        assert outcome.rendering in found.text
    for kept in ("my_file_name.txt", "https://example.org/a_b"):
        assert kept in found.text
    assert found.text.count("\n\n") == len(SENTENCES) - 1
    assert not any(mark in found.text for mark in ("▁", "@@", ">>kor<<", "__zh__", "<0x"))


def test_a_sentence_longer_than_the_positions_a_package_learned(package: Callable[[str], Path]) -> None:
    translator = Translator(Options(packages=(package("learned positions"),)))
    found = translator.translate_text("ship " * (2 * LEARNED_POSITIONS) + "sank.", "ko")
    assert len(found.sentences) > 10 and found.text


@pytest.mark.parametrize(
    ("side", "tokens"), [("source", 5000), ("source", 3), ("target", 5000), ("target", 3)]
)
def test_a_vocabulary_of_another_model_is_refused(
    install_package: Packages, tmp_path: Path, side: str, tokens: int
) -> None:
    folder = install_package(tmp_path / "odd")
    path = folder / "model" / f"{side}_vocabulary.json"
    rows = len(json.loads(path.read_text(encoding="utf-8")))
    path.write_text(json.dumps(["<unk>", "<s>", "</s>", *map(str, range(tokens - 3))]), encoding="utf-8")
    reason = f"model/{side}_vocabulary belongs to another model ({tokens} tokens instead of {rows})."
    with pytest.raises(PackageError) as caught:
        Engine(inspect(folder))
    assert str(caught.value) == f"Package translate-en_ko-1_0 cannot be loaded ({reason}); reinstall it."
    assert verify(inspect(folder)) == [reason]
    target = archive(folder, tmp_path / "odd.argosmodel")
    with pytest.raises(PackageError) as caught:
        install_file(target, Folders(tmp_path / "user", tmp_path / "argos", tmp_path / "starter"))
    assert str(caught.value) == f"{target}: {reason}"


def test_a_tokenizer_that_cannot_be_read_is_named(install_package: Packages, tmp_path: Path) -> None:
    folder = install_package(tmp_path / "odd")
    (folder / "sentencepiece.model").write_bytes(b"<!doctype html>" * 100)
    with pytest.raises(PackageError, match=r"^Package translate-en_ko-1_0 cannot be loaded \(.+\); "):
        Engine(inspect(folder))


def test_a_traditional_package_is_used_without_conversion(
    translate: Run, argosmodel: Packages, tmp_path: Path
) -> None:
    translate("models", "install", argosmodel(to_code="zt", version="1.9"))
    (tmp_path / "a.txt").write_text("The talks will continue.\n")
    result = translate("file", "a.txt", "--to", "zh-Hant")
    assert "translate-en_zt" in result.stderr
    assert (tmp_path / "a.zh-Hant.txt").is_file()


def test_an_installed_package_serves_from_then_on(
    translate: Run, argosmodel: Packages, install_package: Packages, tmp_path: Path
) -> None:
    translate("models", "install", argosmodel(tokenizer="bpe", version="1.1"))
    result = translate("text", "The talks will continue.", "--to", "ko", "--verbose")
    assert "translate-en_ko 1.1" in result.stderr or "translate-en_ko-1_1" in result.stderr
    explicit = install_package(tmp_path / "other", version="0.3")
    chosen = translate("text", "The talks will continue.", "--to", "ko", "--verbose", "--package", explicit)
    assert "0.3" in chosen.stderr or "0_3" in chosen.stderr


def test_a_target_prefix_is_one_token_whatever_it_holds(package_of_others: Packages) -> None:
    engine = Engine(inspect(package_of_others(target_prefix=">>zh Hant<<")), threads=1)
    [[hypothesis]] = engine.translate([engine.encode("Prices rose.")])
    assert ">>zh" not in engine.decode(hypothesis.tokens)
    assert "Hant<<" not in engine.decode(hypothesis.tokens)


def test_a_simplified_package_that_is_named_serves_traditional_before_an_installed_one(
    translate: Run, argosmodel: Packages, install_package: Packages, tmp_path: Path
) -> None:
    translate("models", "install", argosmodel(to_code="zt", version="1.9"))
    named = install_package(tmp_path / "other", to_code="zh")
    arguments = ["text", "The talks will continue.", "--to", "zh-Hant", "--no-memory"]
    assert "translate-en_zt" in translate(*arguments).stderr
    assert "translate-en_zh" in translate(*arguments, "--package", named).stderr
