"""Small Argos packages as other people make them: real tokenizers, random weights, all layouts.

What they translate to is nonsense; that they load, and go through the same code as any other
package, is the point. Written with ``ctranslate2.specs`` and numpy alone.
"""

from __future__ import annotations

import io
import itertools
import json
import re
import shutil
import struct
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
import pytest

WIDTH = 32
FEED_FORWARD = 64
LEARNED_POSITIONS = 512
"""CTranslate2 raises for more tokens than a package has learned positions for."""

BINARY_VERSION_WITHOUT_CONFIGURATION = 5
"""CTranslate2 2.x wrote this version, without config.json; its layout of model.bin is that of version 6."""

ENGLISH = """\
The prime minister met the president in Nara on Tuesday.
Both governments said that they would work together on trade and security.
It was the first visit of a foreign leader to the city in ten years.
"We will go on with shuttle diplomacy," the minister told reporters.
Ships left the port before the storm; nobody was hurt, officials said.
The talks will continue next week in Seoul, Tokyo and Beijing.
Prices rose by 3.5% in 2024, the central bank reported.
A new bridge across the river opens in the spring.
"""

TARGETS = {
    "ko": """\
총리는 화요일 나라에서 대통령을 만났다.
양국 정부는 무역과 안보 분야에서 협력하겠다고 밝혔다.
외국 지도자가 이 도시를 방문한 것은 10년 만에 처음이다.
"셔틀외교를 이어 가겠다"고 장관은 기자들에게 말했다.
배들은 폭풍이 오기 전에 항구를 떠났다.
회담은 다음 주 서울과 도쿄, 베이징에서 계속된다.
2024년 물가가 3.5% 올랐다고 중앙은행이 발표했다.
강을 건너는 새 다리가 봄에 개통된다.
""",
    "ja": """\
首相は火曜日、奈良で大統領と会談した。
両国政府は貿易と安全保障で協力すると述べた。
外国の指導者がこの都市を訪れるのは10年ぶりだ。
「シャトル外交を続ける」と大臣は記者団に語った。
船は嵐の前に港を出た。
会談は来週、ソウル、東京、北京で続く。
2024年に物価は3.5%上がったと中央銀行が発表した。
川を渡る新しい橋が春に開通する。
""",
    "zh": """\
首相星期二在奈良会见了总统。
两国政府表示将在贸易和安全方面合作。
这是外国领导人十年来首次访问这座城市。
部长对记者说：“我们将继续穿梭外交。”
船只在暴风雨前离开了港口。
会谈下周将在首尔、东京和北京继续。
央行公布2024年物价上涨3.5%。
过河的新桥将于春天开通。
""",
}
TARGETS["zt"] = TARGETS["zh"]

SPECIALS = ("<unk>", "<s>", "</s>")


@dataclass(frozen=True)
class Recipe:
    """How a package is made.

    Attributes:
        tokenizer: ``sentencepiece`` or ``bpe``.
        shared: one vocabulary for both languages.
        target_prefix: written to the metadata and made a token of the target vocabulary.
        learned_positions: position embeddings for :data:`LEARNED_POSITIONS` tokens, instead of sinusoids.
        old: text vocabularies, no config.json, a folder name without version, a ``stanza`` folder.
        quantization: as CTranslate2 names it; None for 32-bit floats.
    """

    to_code: str = "ko"
    version: str = "1.0"
    tokenizer: str = "sentencepiece"
    shared: bool = False
    target_prefix: str = ""
    learned_positions: bool = False
    old: bool = False
    quantization: str | None = "int8"
    seed: int = 1

    @property
    def name(self) -> str:
        if self.old:
            return f"en_{self.to_code}"
        return f"translate-en_{self.to_code}-{self.version.replace('.', '_')}"


def build(place: Path, recipe: Recipe) -> Path:
    """Make the package as a folder in ``place``."""
    folder = place / recipe.name
    folder.mkdir(parents=True)
    source, target = _tokenizer(folder, recipe)
    if recipe.shared:
        source = target = [*source, *(token for token in target if token not in set(source))]
    if recipe.target_prefix:
        target = [*target, recipe.target_prefix]
        source = target if recipe.shared else source
    _Converter(recipe, [*SPECIALS, *source], [*SPECIALS, *target]).convert(
        str(folder / "model"), quantization=recipe.quantization
    )
    metadata: dict[str, object] = {
        "package_version": recipe.version,
        "argos_version": "1.9.0",
        "from_code": "en",
        "from_name": "English",
        "to_code": recipe.to_code,
        "to_name": recipe.to_code,
    }
    if recipe.target_prefix:
        metadata["target_prefix"] = recipe.target_prefix
    (folder / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    (folder / "README.md").write_text("# A package for tests\n", encoding="utf-8")
    if recipe.old:
        _age(folder)
    return folder


def archive(folder: Path, target: Path) -> Path:
    """The package as a ``.argosmodel`` file, as they are published: one top folder, deflated."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as opened:
        for path in sorted(folder.rglob("*")):
            opened.write(path, path.relative_to(folder.parent))
    return target


Packages = Callable[..., Path]


@pytest.fixture(scope="session")
def package_of_others(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """``package_of_others(tokenizer="bpe", …)``: the folder of such a package, made once; don't change it."""
    made: dict[Recipe, Path] = {}

    def get(**settings: Any) -> Path:
        recipe = Recipe(**settings)
        if recipe not in made:
            made[recipe] = build(tmp_path_factory.mktemp("others"), recipe)
        return made[recipe]

    return get


@pytest.fixture
def install_package(package_of_others: Packages, tmp_path: Path) -> Packages:
    """Copy such a package into a folder of packages: ``install_package(place, to_code="ja")``."""

    def install(place: Path, **settings: Any) -> Path:
        made = package_of_others(**settings)
        return shutil.copytree(made, place / made.name)

    return install


@pytest.fixture
def argosmodel(package_of_others: Packages, tmp_path: Path) -> Packages:
    """Such a package as a file in ``tmp_path``: ``argosmodel(version="1.2")``."""

    def get(**settings: Any) -> Path:
        made = package_of_others(**settings)
        return archive(made, tmp_path / f"{made.name}.argosmodel")

    return get


def _tokenizer(folder: Path, recipe: Recipe) -> tuple[list[str], list[str]]:
    """Train the tokenizer, write it, and give source and target tokens."""
    target = TARGETS[recipe.to_code]
    if recipe.tokenizer == "bpe":
        return _bpe(folder / "bpe.model", ENGLISH, target, recipe.to_code)
    import sentencepiece

    buffer = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter((ENGLISH + target).splitlines()),
        model_writer=buffer,
        vocab_size=500,
        hard_vocab_limit=False,
        character_coverage=1.0,
        byte_fallback=True,
        minloglevel=2,
    )
    (folder / "sentencepiece.model").write_bytes(buffer.getvalue())
    processor = sentencepiece.SentencePieceProcessor(model_proto=buffer.getvalue())
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    tokens = [piece for piece in pieces if piece not in SPECIALS]
    # Unless they are to be shared, the vocabularies differ.
    return tokens, tokens if recipe.shared else tokens[::-1]


def _bpe(path: Path, english: str, target: str, code: str) -> tuple[list[str], list[str]]:
    """Merges as subword-nmt learns and writes them (Sennrich et al., ACL 2016)."""
    from argostranslate.apply_bpe import BPE
    from sacremoses.tokenize import MosesTokenizer

    def words(text: str, language: str) -> list[str]:
        return MosesTokenizer(language).tokenize(text)

    both = words(english, "en") + words(target, code)
    merges = _learn_merges(Counter(both), 300)
    path.write_text("#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in merges), encoding="utf-8")
    with path.open(encoding="utf-8") as file:
        codes = BPE(file)
    characters = sorted({character for word in both for character in word})
    single = [form for character in characters for form in (f"{character}@@", character)]

    def tokens(text: list[str]) -> list[str]:
        return list(dict.fromkeys([*codes.segment_tokens(text), *single]))

    return tokens(words(english, "en")), tokens(words(target, code))


def _learn_merges(words: Counter[str], count: int) -> list[tuple[str, str]]:
    split = {word: (*word[:-1], word[-1] + "</w>") for word in words}
    merges: list[tuple[str, str]] = []
    for _number in range(count):
        pairs: Counter[tuple[str, str]] = Counter()
        for word, parts in split.items():
            for pair in itertools.pairwise(parts):
                pairs[pair] += words[word]
        if not pairs:
            break
        best = max(sorted(pairs), key=lambda pair: pairs[pair])
        merges.append(best)
        split = {word: _merged(parts, best) for word, parts in split.items()}
    return merges


def _merged(parts: Iterable[str], pair: tuple[str, str]) -> tuple[str, ...]:
    merged: list[str] = []
    for part in parts:
        if merged and (merged[-1], part) == pair:
            merged[-1] += part
        else:
            merged.append(part)
    return tuple(merged)


def _age(folder: Path) -> None:
    """Lay the package out as the first published ones were."""
    model = folder / "model"
    for path in model.glob("*_vocabulary.json"):
        tokens = json.loads(path.read_text(encoding="utf-8"))
        path.with_suffix(".txt").write_text("\n".join(tokens) + "\n", encoding="utf-8")
        path.unlink()
    (model / "config.json").unlink()
    with (model / "model.bin").open("r+b") as file:
        file.write(struct.pack("<I", BINARY_VERSION_WITHOUT_CONFIGURATION))
    (folder / "stanza" / "en" / "tokenize").mkdir(parents=True)
    (folder / "stanza" / "resources.json").write_text("{}", encoding="utf-8")
    (folder / "stanza" / "en" / "tokenize" / "ewt.pt").write_bytes(bytes(1000))


class _Converter:
    """Random weights of a Transformer that ends its sentences; everything else as in a converter."""

    def __new__(cls, recipe: Recipe, source: list[str], target: list[str]) -> Any:
        from ctranslate2.converters.converter import Converter

        class RandomConverter(Converter):
            def _load(self) -> Any:
                return _specification(recipe, source, target)

        return RandomConverter()


def _specification(recipe: Recipe, source: list[str], target: list[str]) -> Any:
    from ctranslate2.specs import TransformerSpec

    random = numpy.random.default_rng(recipe.seed)

    def weights(*shape: int) -> Any:
        return random.normal(0, 0.3, shape).astype(numpy.float32)

    def linear(layer: Any, outputs: int, inputs: int = WIDTH) -> None:
        layer.weight = weights(outputs, inputs)
        layer.bias = numpy.zeros(outputs, numpy.float32)

    def norm(layer: Any) -> None:
        layer.gamma = numpy.ones(WIDTH, numpy.float32)
        layer.beta = numpy.zeros(WIDTH, numpy.float32)

    def attention(layer: Any, *outputs: int) -> None:
        norm(layer.layer_norm)
        for part, size in zip(layer.linear, outputs, strict=True):
            linear(part, size)

    spec = TransformerSpec.from_config((1, 1), num_heads=2)
    for side in (spec.encoder, spec.decoder):
        norm(side.layer_norm)
        for layer in side.layer:
            attention(layer.self_attention, 3 * WIDTH, WIDTH)
            if hasattr(layer, "attention"):
                attention(layer.attention, WIDTH, 2 * WIDTH, WIDTH)
            norm(layer.ffn.layer_norm)
            linear(layer.ffn.linear_0, FEED_FORWARD)
            linear(layer.ffn.linear_1, WIDTH, FEED_FORWARD)
        if recipe.learned_positions:
            side.position_encodings.encodings = weights(LEARNED_POSITIONS, WIDTH)
    embedded = weights(len(source), WIDTH)
    spec.encoder.embeddings[0].weight = embedded
    spec.decoder.embeddings.weight = embedded if recipe.shared else weights(len(target), WIDTH)
    linear(spec.decoder.projection, len(target))
    for number, token in enumerate(target):
        if token in SPECIALS or token == recipe.target_prefix or re.fullmatch("<0x..>", token):
            spec.decoder.projection.bias[number] = -100
    spec.decoder.projection.bias[SPECIALS.index("</s>")] = 3
    spec.register_source_vocabulary(source)
    spec.register_target_vocabulary(target)
    spec.config.add_source_eos = True
    return spec
