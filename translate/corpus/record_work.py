"""A run over a file of records, of any size, in constant memory.

The records are translated in stretches. The values of each stretch and language go to a file of their
own below the journal's folder, and are journaled like any output, so that a killed run goes on after the
last one. When all are there, the outputs are put together from them and the source, record by record.
"""

from __future__ import annotations

import hashlib
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from translate.corpus.corpus import Corpus
from translate.corpus.decisions import Decider, Decision, SourceText, Verdict
from translate.corpus.events import Event, FileEvent, TotalsEvent
from translate.corpus.journal import FOLDER, Journal, State, hash_bytes, hash_file
from translate.corpus.journal import Record as JournalRecord
from translate.corpus.outputs import Output, Outputs
from translate.corpus.plan import Source, target_of
from translate.corpus.record_faults import FaultList, read_faults
from translate.corpus.record_texts import RecordReader, Translation, pack_records, read_translations
from translate.corpus.records import Record, RecordFault, detect, read
from translate.corpus.tasks import Failed, Task, Translated
from translate.corpus.work import ENDS_THE_RUN, Work
from translate.documents.encoding import charset_name
from translate.errors import CorpusError, OutputError
from translate.files import StagedFile, shown
from translate.i18n import _
from translate.languages import Language
from translate.report.outcomes import DocumentResult

_STRETCH_RECORDS = 200
_STRETCH_CHARACTERS = 64 << 10
_LOOKED_AT = 200
"""Records that are searched for the fields named, before work begins."""


@dataclass(frozen=True)
class _Target:
    """An output: its path below the output folder, and the languages that stand in it."""

    path: str
    languages: tuple[Language, ...]

    @property
    def code(self) -> str:
        return ",".join(language.code for language in self.languages)


class RecordWork(Work):
    """Translates one file of records."""

    def __init__(
        self,
        corpus: Corpus,
        journal: Journal,
        decider: Decider,
        on_event: Callable[[Event], None],
        stop: threading.Event,
        recall: bool = False,
    ) -> None:
        super().__init__(corpus, journal, decider, on_event, stop, recall)
        assert corpus.records is not None
        self._options = corpus.records
        self._path = corpus.source
        self._form = detect(self._path, corpus.reading.encoding)
        check_fields(corpus)
        status = self._path.stat()
        self._source = Source(self._path, self._path.name, status.st_size, status.st_mtime_ns)
        self._hash = ""
        name = hash_bytes(self._source.relative.encode("utf-8", "surrogateescape"))
        self._parts = f"{FOLDER}/parts/{name}"
        self._outputs = Outputs(corpus.out, journal, decider, force=True)
        self._due: list[_Target] = []
        self._standing: list[_Target] = []
        self._stretches = 0
        self._all_drawn = False
        self._broken = False
        self._reported: set[int] = set()
        self._waiting: dict[str, tuple[SourceText, int, dict[Language, Decision]]] = {}
        self._waiting_lock = threading.Lock()

    # -- translating stretches -----------------------------------------------------------------

    def count(self) -> None:
        """See :class:`~translate.corpus.work.Work`."""
        self.settle(TotalsEvent(1, self._source.size))

    def tasks(self) -> Iterator[Task]:
        """See :class:`~translate.corpus.work.Work`."""
        self._hash = hash_file(self._path)
        self._due = [target for target in self._targets() if self._is_due(target)]
        languages = tuple(dict.fromkeys(language for target in self._due for language in target.languages))
        standing = [language for target in self._standing for language in target.languages]
        again = [language for language in standing if language not in languages] if self.recall else []
        if not languages and not again:
            return
        left = self.corpus.limit
        for number, records in enumerate(stretches(corpus_records(self.corpus))):
            if self.stop.is_set() or left == 0:
                return
            if left is not None:
                records = records[:left]
                left -= len(records)
            task = self._task(number, records, languages, again)
            if task is not None:
                yield task
            self._stretches = number + 1
        self._all_drawn = left is None

    def _targets(self) -> list[_Target]:
        if self.corpus.layout == "columns":
            return [_Target(self._source.relative, self.corpus.languages)]
        return [
            _Target(target_of(self._source.relative, language, self.corpus.layout), (language,))
            for language in self.corpus.languages
        ]

    def _target(self, language: Language) -> str:
        """The output that a language stands in."""
        return next(target.path for target in self._targets() if language in target.languages)

    def _is_due(self, target: _Target) -> bool:
        record = self.journal.find(target.path)
        state = self.journal.state(target.path, record)
        event = FileEvent(self._source.relative, "unchanged", self._source.size, target.code, target.path)
        if state is State.EDITED and not self.corpus.force:
            reason = _("edited by hand")
            self._tell_faults(record, event)
            self.settle(replace(event, status="kept", reason=reason, unseen=reason))
            return False
        if state is State.FOREIGN and not self.corpus.force and not self.journal.is_incomplete:
            reason = _("not written by this tool")
            self.settle(replace(event, status="kept", reason=reason, unseen=reason))
            return False
        if (
            state is State.DONE
            and record is not None
            and (record.source_hash, record.recipe, record.glossary)
            == (self._hash, self._recipe(target), self._glossary(target))
            and self._tell_faults(record, event)
        ):
            self._standing.append(target)
            self.settle(replace(event, size=None if self.recall else event.size, unseen=self.unseen))
            return False
        return True

    def _tell_faults(self, record: JournalRecord | None, event: FileEvent) -> bool:
        """Report the records that a standing output holds untranslated; False if their list is gone."""
        if record is None or not record.faults or record.source_hash != self._hash:
            return True
        faults = read_faults(self.journal.folder, record.target)
        for number, reason in faults or ():
            if number not in self._reported:
                self._reported.add(number)
                failed = replace(event, status="failed", size=None, language="", target="", reason=reason)
                self.settle(failed)
        return faults is not None

    def _recipe(self, target: _Target) -> str:
        return "+".join(self.decider.recipes[language] for language in target.languages)

    def _glossary(self, target: _Target) -> str:
        return "+".join(self.decider.changes[language].fingerprint for language in target.languages)

    def _task(
        self, number: int, records: Sequence[Record], languages: Sequence[Language], again: Sequence[Language]
    ) -> Task | None:
        """The task of a stretch; None if earlier runs did it.

        Args:
            again: languages that are done, to be brought up once more.
        """
        data = pack_records(records)
        size = sum(len(record.text.encode("utf-8", "replace")) for record in records)
        name = _("{file}, records {first}–{last}").format(
            file=self._source.relative, first=records[0].number, last=records[-1].number
        )
        # The form is part of what a stretch is: another header gives its cells another meaning.
        text = SourceText(Source(self._path, name, size, 0), repr(self._form).encode() + data)
        due: dict[Language, Decision] = {}
        for language in languages:
            target = f"{self._parts}/{language.code}/{number:08}"
            record = self.journal.find(target)
            if (
                record is None
                or self.journal.state(target, record) is not State.DONE
                or record.source_hash != text.hash
                or record.recipe != self.decider.recipes[language]
                or record.glossary != self.decider.changes[language].fingerprint
            ):
                due[language] = Decision(target, language, Verdict.TRANSLATE, record)
            elif self.recall:
                due[language] = Decision(target, language, Verdict.UNCHANGED, record)
        due.update({language: Decision("", language, Verdict.UNCHANGED) for language in again})
        if not due:
            self.settle(FileEvent(name, "part", size))
            return None
        with self._waiting_lock:
            self._waiting[name] = (text, records[0].number, due)
        return Task(name, data, tuple(due), RecordReader(self._form, self._options))

    def take(self, results: list[Translated | Failed]) -> None:
        """See :class:`~translate.corpus.work.Work`."""
        outputs: list[Output] = []
        events: list[FileEvent] = []
        for result in results:
            with self._waiting_lock:
                text, number, due = self._waiting[result.task.name]
                decision = due.pop(result.language)
                if not due:
                    del self._waiting[result.task.name]
            size = text.source.size if not due else None
            event = FileEvent(text.source.relative, "part", size, result.language.code, number=number)
            if decision.verdict is Verdict.UNCHANGED:
                event = replace(event, target=self._target(result.language))
                expected = decision.record.target_hash if decision.record is not None else None
                self.on_event(self.recalled(event, result, expected))
            elif isinstance(result, Failed):
                self._broken = True
                self.on_event(replace(event, status="failed", reason=result.reason))
            else:
                outputs.append(Output(result, text, decision))
                shown_target = shown(self._target(result.language))
                events.append(replace(event, result=replace(result.result, target=shown_target)))
        for event, outcome in zip(events, self._outputs.write(outputs), strict=True):
            if isinstance(outcome, OutputError):
                if outcome.errno in ENDS_THE_RUN:
                    raise outcome
                self._broken = True
                event = replace(event, status="failed", reason=str(outcome), result=None)
            self.on_event(event)

    # -- putting outputs together --------------------------------------------------------------

    def finish(self) -> None:
        """Put the outputs together, if every stretch is there."""
        if not self._due or not self._all_drawn or self._broken:
            return
        status = self._path.stat()
        if (status.st_size, status.st_mtime_ns) != (self._source.size, self._source.time):
            raise CorpusError(
                _("{path} changed while it was being translated; run the same command again.").format(
                    path=shown(self._path)
                )
            )
        for target in self._due:
            self._put_together(target)
        parts = self.corpus.out / self._parts
        shutil.rmtree(parts, ignore_errors=True)
        with suppress(OSError):  # parts of another file lie there
            parts.parent.rmdir()
        self.journal.drop(
            f"{self._parts}/{language.code}/{number:08}"
            for language in self.corpus.languages
            for number in range(self._stretches)
        )

    def _put_together(self, target: _Target) -> None:
        path = self.corpus.out / target.path
        path.parent.mkdir(parents=True, exist_ok=True)
        record = self.journal.find(target.path)
        state = self.journal.state(target.path, record)
        standing = "" if state is State.MISSING else hash_file(path)
        event = FileEvent(self._source.relative, "translated", None, target.code, target.path)
        result = DocumentResult(shown(self._source.relative), shown(target.path), target.code, "")
        codec = self._form.codec if self._form.codec.startswith("utf") else "utf-8"
        if codec != self._form.codec:
            result.messages.append(
                _(
                    "Written as UTF-8: the charset of the source, {charset}, cannot hold the translation."
                ).format(charset=charset_name(self._form.codec))
            )
        hasher = hashlib.blake2b(digest_size=16)
        file = StagedFile(path)
        try:
            with FaultList(self.journal.folder, target.path) as faults:
                with file.writing() as output:
                    for part in self._output(target, codec, event, faults):
                        hasher.update(part)
                        output.write(part)
                faults.finish()
            status = file.finish()
            if state is State.FOREIGN and not self.corpus.force:
                if standing != hasher.hexdigest():
                    reason = _("not written by this tool")
                    self.on_event(replace(event, status="kept", reason=reason, unseen=reason))
                    return
                status, standing = path.stat(), ""
            self.journal.append(
                [
                    JournalRecord(
                        target=target.path,
                        language=target.code,
                        source=self._source.relative,
                        source_hash=self._hash,
                        source_size=self._source.size,
                        source_time=self._source.time,
                        target_hash=hasher.hexdigest(),
                        target_size=status.st_size,
                        target_time=status.st_mtime_ns,
                        replaced=standing,
                        recipe=self._recipe(target),
                        glossary=self._glossary(target),
                        faults=faults.number,
                    )
                ]
            )
            if state is not State.FOREIGN or self.corpus.force:
                file.commit()
        finally:
            file.discard()
        self.on_event(replace(event, result=result))

    def _output(self, target: _Target, codec: str, event: FileEvent, faults: FaultList) -> Iterator[bytes]:
        """The bytes of an output, record by record; faults are reported on the way."""
        yield self._form.mark if codec == self._form.codec else b""
        translations = {language: self._translations(language) for language in target.languages}
        for record in read(self._path, self._form):
            if self._form.kind == "csv" and record.number == 1:
                yield self._header(record, target).encode(codec)
                continue
            found = {language: next(each) for language, each in translations.items()}
            fault = next((each.fault for each in found.values() if each.fault), "")
            if fault:
                reason = _("record {name}: {fault}").format(name=self._name(record), fault=fault)
                faults.add(record.number, reason)
                if record.number not in self._reported:
                    self._reported.add(record.number)
                    self.on_event(replace(event, status="failed", language="", target="", reason=reason))
                yield record.text.encode(codec, "replace")
            else:
                yield self._rendered(record, found).encode(codec)

    def _header(self, record: Record, target: _Target) -> str:
        if self.corpus.layout != "columns":
            return record.text
        names = [name for language in target.languages for name in self._added_names(language)]
        return self._form.extended(record, {name: name for name in names})

    def _rendered(self, record: Record, found: Mapping[Language, Translation]) -> str:
        if self.corpus.layout != "columns":
            [translation] = found.values()
            return self._form.replaced(record, translation.values)
        added: dict[str, str] = {}
        for language, translation in found.items():
            for field, name in zip(self._options.fields, self._added_names(language), strict=True):
                if field in translation.values:
                    added[name] = translation.values[field]
                elif self._form.kind == "csv":
                    added[name] = ""
        return self._form.extended(record, added)

    def _added_names(self, language: Language) -> list[str]:
        return [f"{field}_{language.code}" for field in self._options.fields]

    def _name(self, record: Record) -> str:
        """What a person calls a record: its id, else its number."""
        if self._options.id_field:
            try:
                identity = self._form.identity(record, self._options.id_field)
            except RecordFault:
                identity = ""
            if identity:
                return identity
        return str(record.number)

    def _translations(self, language: Language) -> Iterator[Translation]:
        for number in range(self._stretches):
            path: Path = self.corpus.out / f"{self._parts}/{language.code}/{number:08}"
            try:
                with path.open("rb") as file:
                    yield from read_translations(file)
            except (OSError, ValueError) as error:
                raise OutputError(
                    _("Cannot read {path} ({reason}); delete it and run the same command again.").format(
                        path=shown(path), reason=error
                    )
                ) from None


def corpus_records(corpus: Corpus) -> Iterator[Record]:
    """The records of a corpus that hold data: all but the header of a CSV file."""
    form = detect(corpus.source, corpus.reading.encoding)
    for record in read(corpus.source, form):
        if form.kind != "csv" or record.number > 1:
            yield record


def stretches(records: Iterator[Record]) -> Iterator[list[Record]]:
    """Records in groups, always the same for the same file."""
    group: list[Record] = []
    size = 0
    for record in records:
        group.append(record)
        size += len(record.text)
        if len(group) == _STRETCH_RECORDS or size >= _STRETCH_CHARACTERS:
            yield group
            group, size = [], 0
    if group:
        yield group


def check_fields(corpus: Corpus) -> None:
    """Make sure that the fields to translate are there.

    Raises:
        CorpusError: one of them is not, in the first records at least.
    """
    assert corpus.records is not None
    form = detect(corpus.source, corpus.reading.encoding)
    missing = set(corpus.records.fields)
    known: dict[str, None] = dict.fromkeys(form.columns)
    empty = True
    if form.kind == "csv":
        missing -= set(form.columns)
        empty = not form.columns
    else:
        for number, record in enumerate(corpus_records(corpus)):
            if number == _LOOKED_AT or not missing:
                break
            empty = False
            try:
                missing -= set(form.values(record, tuple(missing)))
                known.update(dict.fromkeys(form.names(record)))
            except RecordFault:
                continue
    if missing and not empty:
        raise CorpusError(
            _("{path} has no field “{field}”. Fields: {known}.").format(
                path=shown(corpus.source), field=min(missing), known=", ".join(known) or "-"
            )
        )
