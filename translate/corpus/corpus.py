"""What a run is asked to translate, and where to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from translate.corpus.plan import Layout, Skipped, Source, find_sources
from translate.corpus.records import RecordOptions
from translate.documents.base import ReadOptions
from translate.languages import Language


@dataclass(frozen=True)
class Corpus:
    """What is translated, and where to.

    Attributes:
        source: a folder or a file.
        out: folder that holds the outputs and the journal.
        languages: targets.
        layout, include, exclude: see :mod:`translate.corpus.plan`.
        reading: how documents are read.
        limit: documents translated at most; the rest is left for the next run.
        force: overwrite what a person edited or put there.
        records: the source is a file of records, of which these fields are translated.
    """

    source: Path
    out: Path
    languages: tuple[Language, ...]
    layout: Layout = "tree"
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    reading: ReadOptions = field(default_factory=ReadOptions)
    limit: int | None = None
    force: bool = False
    records: RecordOptions | None = None

    def sources(self) -> Iterator[Source | Skipped]:
        """The files of the corpus, in a fixed order."""
        return find_sources(
            self.source,
            self.out,
            languages=self.languages,
            layout=self.layout,
            include=self.include,
            exclude=self.exclude,
        )
