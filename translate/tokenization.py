"""The tokenizer of a package: text to source tokens, target tokens to text and back."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

WORD_START = "▁"
"""SentencePiece's mark for a space before a piece (U+2581)."""

LONGEST_PIECE = 24
"""Code points of the longest vocabulary piece tried when a rendering is spelled anew."""


class Tokenizer(Protocol):
    """What the engine needs of a package's tokenizer."""

    def encode(self, text: str) -> list[str]:
        """Source tokens of a sentence."""

    def decode(self, tokens: Sequence[str]) -> str:
        """Text of target tokens."""

    def offsets(self, tokens: Sequence[str]) -> list[int]:
        """Where each token begins in the decoded text, and the text's length at the end."""

    def starts_word(self, token: str) -> bool:
        """Whether the token begins a word that a space precedes."""

    def spell(self, text: str, word_start: bool, vocabulary: Container[str]) -> tuple[str, ...] | None:
        """Target tokens of the text, all in the vocabulary, or None."""


class SentencePiece:
    """``sentencepiece.model`` of a package.

    argostranslate's own ``SentencePieceTokenizer.decode`` replaces every underscore by a space, so
    pieces are put together here.
    """

    def __init__(self, path: Path) -> None:
        from argostranslate.tokenizer import SentencePieceTokenizer

        self._processor = SentencePieceTokenizer(path).lazy_processor()

    def encode(self, text: str) -> list[str]:
        return list(self._processor.encode(text, out_type=str))

    def decode(self, tokens: Sequence[str]) -> str:
        return self._pieces(tuple(tokens))[0]

    def offsets(self, tokens: Sequence[str]) -> list[int]:
        return self._pieces(tuple(tokens))[1]

    @staticmethod
    @lru_cache(maxsize=4096)
    def _pieces(tokens: tuple[str, ...]) -> tuple[str, list[int]]:
        parts: list[str] = []
        offsets: list[int] = []
        length = 0
        waiting = bytearray()
        for token in [*tokens, ""]:
            byte = _byte_value(token)
            if byte is None and waiting:
                text = waiting.decode("utf-8", errors="replace")
                parts.append(text)
                length += len(text)
                waiting.clear()
            offsets.append(length)
            if byte is not None:
                waiting.append(byte)
                continue
            text = token.replace(WORD_START, " ")
            if length == 0:
                text = text.removeprefix(" ")
            parts.append(text)
            length += len(text)
        return "".join(parts), offsets

    def starts_word(self, token: str) -> bool:
        return token.startswith(WORD_START)

    def spell(self, text: str, word_start: bool, vocabulary: Container[str]) -> tuple[str, ...] | None:
        pieces = list(self._processor.encode(text, out_type=str))
        if not word_start and pieces and pieces[0].startswith(WORD_START):
            pieces[0] = pieces[0][1:]
            if not pieces[0]:
                del pieces[0]
        # The processor may normalise (full width, ligatures): then the text is not what was asked for.
        if all(piece in vocabulary for piece in pieces) and self.decode(pieces) == text:
            return tuple(pieces)
        marked = text.replace(" ", WORD_START)
        return _fewest_pieces(WORD_START + marked if word_start else marked, vocabulary)


class MosesBpe:
    """``bpe.model`` of a package: Moses tokenisation and subword-nmt's byte-pair merges."""

    _JOINER = "@@"

    def __init__(self, path: Path, from_code: str, to_code: str) -> None:
        from argostranslate.tokenizer import BPETokenizer

        self._tokenizer = BPETokenizer(path, from_code, to_code)

    def encode(self, text: str) -> list[str]:
        return [token for token in self._tokenizer.encode(text) if token]

    def decode(self, tokens: Sequence[str]) -> str:
        # A word that ends in its middle, as at every second offset, would show the joiner.
        return str(
            self._tokenizer.decode([*tokens[:-1], *(t.removesuffix(self._JOINER) for t in tokens[-1:])])
        )

    def offsets(self, tokens: Sequence[str]) -> list[int]:
        offsets = [len(self.decode(tokens[:count])) for count in range(len(tokens) + 1)]
        return offsets

    def starts_word(self, token: str) -> bool:
        return not token.endswith(self._JOINER)

    def spell(self, text: str, word_start: bool, vocabulary: Container[str]) -> tuple[str, ...] | None:
        pieces = self.encode(text)
        if all(piece in vocabulary for piece in pieces) and self.decode(pieces) == text:
            return tuple(pieces)
        spelled: list[str] = []
        for word in text.split():
            spelled += [character + self._JOINER for character in word[:-1]] + [word[-1]]
        if all(piece in vocabulary for piece in spelled) and self.decode(spelled) == text:
            return tuple(spelled)
        return None


def load_tokenizer(path: Path, from_code: str, to_code: str) -> Tokenizer:
    """The tokenizer a package's file describes: SentencePiece, or BPE for ``bpe.model``."""
    if path.name == "bpe.model":
        return MosesBpe(path, from_code, to_code)
    return SentencePiece(path)


def _byte_value(token: str) -> int | None:
    """The byte of a SentencePiece byte-fallback piece such as ``<0xEC>``."""
    if len(token) == 6 and token.startswith("<0x") and token.endswith(">"):
        try:
            return int(token[3:5], 16)
        except ValueError:
            return None
    return None


def _fewest_pieces(text: str, vocabulary: Container[str]) -> tuple[str, ...] | None:
    """The text cut into as few vocabulary pieces as possible, bytes for characters it lacks."""
    best: list[tuple[int, tuple[str, ...]] | None] = [None] * (len(text) + 1)
    best[0] = (0, ())
    for start in range(len(text)):
        here = best[start]
        if here is None:
            continue
        for end in range(start + 1, min(len(text), start + LONGEST_PIECE) + 1):
            piece = text[start:end]
            if piece in vocabulary:
                _keep_shorter(best, end, here, (piece,))
        as_bytes = tuple(f"<0x{byte:02X}>" for byte in text[start].encode("utf-8"))
        if best[start + 1] is None and all(piece in vocabulary for piece in as_bytes):
            _keep_shorter(best, start + 1, here, as_bytes)
    final = best[len(text)]
    return final[1] if final else None


def _keep_shorter(
    best: list[tuple[int, tuple[str, ...]] | None],
    end: int,
    here: tuple[int, tuple[str, ...]],
    pieces: tuple[str, ...],
) -> None:
    count = here[0] + len(pieces)
    there = best[end]
    if there is None or count < there[0]:
        best[end] = (count, here[1] + pieces)
