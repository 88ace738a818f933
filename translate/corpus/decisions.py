"""What has to be done about each output: translate, leave, or keep because a person edited it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from translate import documents
from translate.corpus.changes import GlossaryChanges
from translate.corpus.corpus import Corpus
from translate.corpus.journal import Journal, Record, State, hash_bytes
from translate.corpus.plan import Source, target_of
from translate.documents.base import ReadOptions
from translate.errors import DocumentError, TranslateError
from translate.files import reason_of, shown
from translate.i18n import _
from translate.languages import Language
from translate.translator import Translator

_SAME_TICK_NS = 2_000_000_000
"""A source changed so shortly before it was translated could change again without a new time."""


class Verdict(Enum):
    """What is done about an output."""

    TRANSLATE = "translate"
    ADOPT = "adopt"
    """Translate, but leave what stands there: if it is the same, the journal learns of it anew."""
    UNCHANGED = "unchanged"
    KEEP = "keep"


@dataclass(frozen=True)
class Decision:
    """What is done about one output, and why it is kept if so."""

    target: str
    language: Language
    verdict: Verdict
    record: Record | None = None
    reason: str = ""


class SourceText:
    """A source with its bytes, read once and only when needed.

    Args:
        data: the bytes, if they are at hand.
    """

    def __init__(self, source: Source, data: bytes | None = None) -> None:
        self.source = source
        self._data = data
        self._hash = ""

    @property
    def data(self) -> bytes:
        """Raises DocumentError when it cannot be read."""
        if self._data is None:
            try:
                self._data = self.source.path.read_bytes()
            except OSError as error:
                raise DocumentError(
                    _("{path}: cannot be read: {reason}.").format(
                        path=shown(self.source.relative), reason=reason_of(error)
                    )
                ) from None
        return self._data

    @property
    def hash(self) -> str:
        if not self._hash:
            self._hash = hash_bytes(self.data)
        return self._hash


class Decider:
    """Decides by the journal, the sources and the glossaries of today.

    Attributes:
        recipes: for each language a hash of all but the glossaries that outputs depend on.
        changes: for each language the glossaries.
    """

    def __init__(self, corpus: Corpus, journal: Journal, translator: Translator) -> None:
        self._corpus = corpus
        self._journal = journal
        settings = f"{corpus.reading!r};{corpus.records!r}"
        self.recipes = {
            language: hash_bytes(f"{translator.recipe(language)};{settings}".encode())
            for language in corpus.languages
        }
        self.changes = {
            language: GlossaryChanges(journal.folder, translator.termbase_for(language))
            for language in corpus.languages
        }

    def decide(self, text: SourceText) -> list[Decision]:
        """The decisions for a source, one a language.

        Raises:
            DocumentError: the source cannot be read; OutputError: an output cannot.
        """
        return [self._decide(text, language) for language in self._corpus.languages]

    def _decide(self, text: SourceText, language: Language) -> Decision:
        target = target_of(text.source.relative, language, self._corpus.layout)
        record = self._journal.find(target)
        state = self._journal.state(target, record)
        if state is State.EDITED and not self._corpus.force:
            return Decision(target, language, Verdict.KEEP, record, _("edited by hand"))
        if state is State.FOREIGN and not self._corpus.force:
            if self._journal.is_incomplete:
                return Decision(target, language, Verdict.ADOPT)
            return Decision(target, language, Verdict.KEEP, reason=_("not written by this tool"))
        if state is State.DONE and record is not None and self._is_current(text, record, language):
            return Decision(target, language, Verdict.UNCHANGED, record)
        return Decision(target, language, Verdict.TRANSLATE, record)

    def _is_current(self, text: SourceText, record: Record, language: Language) -> bool:
        if record.recipe != self.recipes[language]:
            return False
        source = text.source
        same_status = (record.source_size, record.source_time) == (source.size, source.time)
        settled = record.target_time - record.source_time > _SAME_TICK_NS
        if not (same_status and settled) and text.hash != record.source_hash:
            return False
        changes = self.changes[language]
        if changes.touch(record, lambda: _texts(text, self._corpus.reading)):
            return False
        if record.glossary != changes.fingerprint or not same_status:
            self._journal.append(
                [
                    replace(
                        record,
                        glossary=changes.fingerprint,
                        source_size=source.size,
                        source_time=source.time,
                    )
                ]
            )
        return True


def _texts(text: SourceText, reading: ReadOptions) -> Iterable[str]:
    try:
        document = documents.read(shown(text.source.relative), text.data, reading)
    except TranslateError:
        return []  # translating it would fail as well; the output that stands there is still right
    return [segment.text for segment in document.segments]
