"""The texts of a stretch of records as documents, and their translations as values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from translate import documents
from translate.corpus.records import Record, RecordFault, RecordFormat, RecordOptions
from translate.corpus.tasks import DocumentFailure
from translate.documents.base import Document, ReadOptions, Segment, SegmentTranslation
from translate.errors import TranslateError
from translate.i18n import _
from translate.languages import Language


@dataclass(frozen=True)
class Translation:
    """What became of a record: the translated values of its fields, or why there are none."""

    values: dict[str, str] = field(default_factory=dict)
    fault: str = ""


@dataclass(frozen=True)
class RecordReader:
    """Reads a stretch of records as one document for each of their texts."""

    form: RecordFormat
    options: RecordOptions

    def read(self, name: str, data: bytes) -> RecordTexts:
        """See :class:`translate.corpus.tasks.Reader`."""
        texts = RecordTexts()
        for record in unpack_records(data):
            texts.add(record, self.form, self.options)
        return texts


class RecordTexts:
    """The texts of a stretch of records."""

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self._records: list[_Fields] = []

    def add(self, record: Record, form: RecordFormat, options: RecordOptions) -> None:
        """Read a record; a fault in it is kept for :meth:`write`."""
        fields = _Fields()
        self._records.append(fields)
        reading = ReadOptions(encoding="utf-8", format=options.text_format)
        try:
            for name, value in form.values(record, options.fields).items():
                document = documents.read(name, value.encode("utf-8"), reading)
                fields.places[name] = len(self.documents)
                self.documents.append(_OfRecord(document, record.number))
        except RecordFault as fault:
            fields.fault = str(fault)
        except UnicodeEncodeError:
            fields.fault = _("a text holds half a character (a lone surrogate)")
        except TranslateError as error:
            fields.fault = str(error)

    def write(self, outputs: Sequence[bytes | DocumentFailure]) -> bytes:
        """See :class:`translate.corpus.tasks.Opened`: a line of JSON for each record."""
        lines = []
        for record in self._records:
            fault = record.fault
            values: dict[str, str] = {}
            for name, place in record.places.items():
                output = outputs[place]
                if isinstance(output, DocumentFailure):
                    fault = fault or f"{name}: {output.reason}"
                else:
                    values[name] = output.decode("utf-8")
            lines.append(json.dumps([fault] if fault else [fault, values], ensure_ascii=False) + "\n")
        return "".join(lines).encode("utf-8")


@dataclass
class _Fields:
    """Where the documents of a record's fields are in the list of all, or what is wrong with it."""

    places: dict[str, int] = field(default_factory=dict)
    fault: str = ""


class _OfRecord:
    """A document that lies in a record, whose number takes the place of lines in reports."""

    def __init__(self, document: Document, number: int) -> None:
        self._document = document
        self.segments: Sequence[Segment] = [replace(each, line=number) for each in document.segments]
        self.messages = document.messages

    def write(self, translations: Sequence[SegmentTranslation], target: Language) -> bytes:
        """See :class:`translate.documents.base.Document`."""
        return self._document.write(translations, target)


def read_translations(lines: Iterable[bytes]) -> Iterator[Translation]:
    """What :meth:`RecordTexts.write` wrote.

    Raises:
        ValueError: it is damaged.
    """
    for line in lines:
        match json.loads(line):
            case [str(fault)]:
                yield Translation(fault=fault)
            case [str(), dict(values)]:
                yield Translation({str(name): str(value) for name, value in values.items()})
            case other:
                raise ValueError(f"no translation of a record: {other!r:.80}")


def pack_records(records: Sequence[Record]) -> bytes:
    """Records as the data of a task."""
    return json.dumps([[record.number, record.text] for record in records], ensure_ascii=False).encode(
        "utf-8"
    )


def unpack_records(data: bytes) -> list[Record]:
    """What :func:`pack_records` was given."""
    return [Record(number, text) for number, text in json.loads(data)]
