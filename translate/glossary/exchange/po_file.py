"""PO files of other people as a source of entries; writing one is copying it.

Comments without a key, which is how Weblate and Poedit keep explanations and translators' remarks, become
the note of an entry that has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from translate.errors import GlossaryError
from translate.glossary.comments import key_lines
from translate.glossary.exchange.options import Options
from translate.glossary.exchange.record import Concept
from translate.glossary.exchange.report import ExchangeReport
from translate.glossary.po import Block
from translate.glossary.store import GlossaryFile, open_glossary, read_glossary_file
from translate.i18n import _


def read(path: Path, options: Options, report: ExchangeReport) -> Iterator[Concept]:
    """The concepts of a PO file, which has one language.

    Raises:
        GlossaryError: it has a fault, with the line, or does not say its language.
    """
    for locale, file in _files(path, options).items():
        for entry, block in zip(file.entries, file.blocks, strict=True):
            if not entry.rendering:
                report.skip(_("no rendering: {row}").format(row=f"“{entry.term}”"), entry.line)
                continue
            if not entry.note:
                remark = _remark(file, block)
                if remark:
                    entry = replace(entry, note=remark)
            entry = replace(entry, glossary="")
            report.concepts += 1
            yield Concept(entry.term, entry.context, {locale: entry}, entry.line)


def _files(path: Path, options: Options) -> dict[str, GlossaryFile]:
    if len(options.targets) == 1:
        try:
            glossary = open_glossary(path)
        except GlossaryError:
            # A file that does not say its language is in the one that was asked for.
            return {options.targets[0]: read_glossary_file(path, options.targets[0], path.stem)}
    else:
        glossary = open_glossary(path)
    files = {locale: glossary.read(locale) for locale in glossary.locales if options.wants(locale)}
    return {locale: file for locale, file in files.items() if file is not None}


def _remark(file: GlossaryFile, block: Block) -> str:
    """What an entry's comments say beyond keys."""
    keyed = {number for line in key_lines(block.comments) for number in line.lines}
    texts = []
    for number in range(block.first, block.start):
        line = file.content.lines[number].strip(" \t\r")
        if line.startswith("# ") or (line.startswith("#.") and number not in keyed):
            texts.append(line[2:].strip())
    return "\n".join(filter(None, texts))
