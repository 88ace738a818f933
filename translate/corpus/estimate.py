"""What a run would do and how long it would take, without doing it."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from translate import documents
from translate.corpus.corpus import Corpus
from translate.corpus.decisions import Decider, SourceText, Verdict
from translate.corpus.journal import Journal
from translate.corpus.plan import Skipped, languages_of
from translate.corpus.record_texts import RecordReader, pack_records
from translate.corpus.record_work import check_fields, corpus_records, stretches
from translate.corpus.records import detect
from translate.errors import TranslateError
from translate.files import shown
from translate.languages import Language
from translate.translator import Prepared, PreparedSentence, Translator

_SAMPLE = 96
"""Sentences of a language that are translated to learn the speed."""


@dataclass
class LanguageEstimate:
    """What there is to do for one language.

    Attributes:
        documents: to be translated.
        sentences: in those documents; identical ones of a document count once.
        in_memory: of these, already known.
        seconds: to translate the rest on this machine, if nothing else runs on it.
    """

    documents: int = 0
    sentences: int = 0
    in_memory: int = 0
    seconds: float = 0.0


@dataclass
class Estimate:
    """What a run would do; counts of outputs by status, and of sources that fail or are skipped."""

    outputs: Counter[str] = field(default_factory=Counter)
    languages: dict[str, LanguageEstimate] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        return sum(each.seconds for each in self.languages.values())


def estimate(corpus: Corpus, translator: Translator, on_source: Callable[[], None]) -> Estimate:
    """Go through a corpus as a run would, but only look.

    Neither outputs nor the journal nor the memory are written to. To learn the speed, some sentences of
    the corpus are translated.

    Args:
        on_source: called after each source.

    Raises:
        CorpusError: the corpus cannot be read.
        LanguageError, PackageError, GlossaryError: nothing could be translated.
    """
    languages_of(corpus.languages)
    found = Estimate()
    samples = {language: _Sample(_SAMPLE) for language in corpus.languages}
    with Journal(corpus.out, read_only=True) as journal:
        decider = Decider(corpus, journal, translator)
        if corpus.records is not None:
            _look_at_records(corpus, translator, found, samples, on_source)
        taken = 0
        for source in corpus.sources() if corpus.records is None else ():
            on_source()
            if isinstance(source, Skipped):
                found.outputs["skipped"] += 1
                continue
            text = SourceText(source)
            try:
                decisions = decider.decide(text)
                due = [each for each in decisions if each.verdict in (Verdict.TRANSLATE, Verdict.ADOPT)]
                if due and taken == corpus.limit:
                    break
                taken += bool(due)
                for each in decisions:
                    if each.verdict is Verdict.KEEP:
                        found.outputs["kept"] += 1
                    elif each.verdict is Verdict.UNCHANGED:
                        found.outputs["unchanged"] += 1
                if due:
                    document = documents.read(shown(source.relative), text.data, corpus.reading)
                    for each in due:
                        prepared = translator.prepare(document.segments, each.language)
                        _count(found, translator, prepared, each.language, samples[each.language])
            except TranslateError:
                found.outputs["failed"] += 1
    for language, sample in samples.items():
        counts = found.languages.get(language.code)
        if counts is not None and sample.sentences:
            missing = counts.sentences - counts.in_memory
            counts.seconds = missing * _seconds_a_sentence(translator, sample.sentences, language)
    return found


def _look_at_records(
    corpus: Corpus,
    translator: Translator,
    found: Estimate,
    samples: dict[Language, _Sample],
    on_source: Callable[[], None],
) -> None:
    """Count the texts of records; all of them, since how far an earlier run came is not looked at."""
    assert corpus.records is not None
    check_fields(corpus)
    reader = RecordReader(detect(corpus.source, corpus.reading.encoding), corpus.records)
    for records in stretches(islice(corpus_records(corpus), corpus.limit)):
        on_source()
        for document in reader.read(corpus.source.name, pack_records(records)).documents:
            for language, sample in samples.items():
                _count(found, translator, translator.prepare(document.segments, language), language, sample)


def _count(
    found: Estimate, translator: Translator, prepared: Prepared, language: Language, sample: _Sample
) -> None:
    counts = found.languages.setdefault(language.code, LanguageEstimate())
    counts.documents += 1
    found.outputs["to translate"] += 1
    unique = {(sentence.text, sentence.matches): sentence for sentence in prepared.sentences}
    counts.sentences += len(unique)
    sentences = list(unique.values())
    if translator.memory is None:
        missing = sentences
    else:
        hits = translator.memory.lookup([translator.memory_key(each, language) for each in sentences])
        missing = [sentence for sentence, hit in zip(sentences, hits, strict=True) if hit is None]
    counts.in_memory += len(sentences) - len(missing)
    sample.add(missing)


def _seconds_a_sentence(
    translator: Translator, sentences: list[PreparedSentence], language: Language
) -> float:
    memory, translator.memory = translator.memory, None
    began = time.perf_counter()
    try:
        translator.translate_sentences([Prepared([], [], sentences)], language)
    finally:
        translator.memory = memory
    return (time.perf_counter() - began) / len(sentences)


class _Sample:
    """A fair sample of a stream (reservoir sampling, Vitter's algorithm R)."""

    def __init__(self, size: int) -> None:
        self.sentences: list[PreparedSentence] = []
        self._size = size
        self._seen = 0
        self._random = random.Random(0)

    def add(self, sentences: list[PreparedSentence]) -> None:
        for sentence in sentences:
            self._seen += 1
            if len(self.sentences) < self._size:
                self.sentences.append(sentence)
                continue
            place = self._random.randrange(self._seen)
            if place < self._size:
                self.sentences[place] = sentence
