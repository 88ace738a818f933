"""Writes ``examples/translated/``: the example article as the starter packages translate it.

    python tools/regenerate_golden.py

For maintainers, after a newer starter package, a changed curated glossary or a changed algorithm.
CTranslate2 is held to its generic instructions, so that every machine writes the same texts; read the
difference before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("ko", "ja", "zh", "zh-Hant")


def translated() -> dict[str, bytes]:
    """The example article in each language, as it is to be."""
    os.environ["CT2_FORCE_CPU_ISA"] = "GENERIC"
    from translate import Options, Translator, documents
    from translate.languages import parse_language

    translator = Translator(Options())
    article = ROOT / "examples" / "nara-summit.txt"
    texts = {}
    for code in LANGUAGES:
        document = documents.read(article)
        texts[code] = translator.translate_document(document, parse_language(code))[0]
    return texts


def main() -> None:
    folder = ROOT / "examples" / "translated"
    folder.mkdir(exist_ok=True)
    for code, text in translated().items():
        (folder / f"nara-summit.{code}.txt").write_bytes(text)


if __name__ == "__main__":
    main()
