"""Rows of cells to concepts and back, for CSV, TSV, spreadsheets and files of DeepL, Google and OmegaT."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from translate.errors import GlossaryError
from translate.glossary.exchange import headings, record
from translate.glossary.exchange.headings import Column
from translate.glossary.exchange.languages import locale_of
from translate.glossary.exchange.options import Options, shown_languages
from translate.glossary.exchange.record import CODES, KEYS, LOCALES, Concept, Flat
from translate.glossary.exchange.report import ExchangeReport
from translate.i18n import _, ngettext

Row = tuple[int, list[str]]
"""Where a row begins in its file (line from 1), and its cells."""

_SAMPLE_ROWS = 200
_TITLE_ROWS = 5
"""Rows above the heading, such as a title, at most."""

_LANGUAGE_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4}){0,2}")
_EAST_ASIAN = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_EXCEL_ERRORS = frozenset({"#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!", "#SPILL!"})
_MOST = 0.9
"""Share of the rows that must look alike before a file is read in an unusual way."""


def read_rows(
    rows: Iterator[Row], path: Path, options: Options, report: ExchangeReport, *, comment_column: bool = False
) -> Iterator[Concept]:
    """The concepts of a table, with or without a heading.

    Args:
        rows: cells as they are meant, formula guards taken off.
        comment_column: without a heading the third column is a comment, as in OmegaT's glossaries.

    Raises:
        GlossaryError: the columns cannot be told.
    """
    filled = ((line, cells) for line, cells in rows if any(map(str.strip, cells)))
    sample = list(itertools.islice(filled, _SAMPLE_ROWS))
    everything = itertools.chain(sample, filled)
    if _names_languages_by_row(sample):
        columns = [
            Column(headings.TERM),
            Column(headings.TARGET),
            Column(headings.SOURCE_CODE),
            Column(headings.TARGET_CODE),
        ]
        return _read_pairs(everything, columns, options, report)
    for number, (_line, cells) in enumerate(sample[:_TITLE_ROWS]):
        found = headings.read_headings(cells)
        if found is not None:
            for title_line, _cells in itertools.islice(everything, number):
                report.skip(_("a title above the column headings"), title_line)
            next(everything)
            if any(column.role == headings.TARGET_CODE for column in found):
                return _read_pairs(everything, found, options, report)
            return _read_headed(everything, _settle(found, path, options, report), options, report)
    columns = _columns_without_heading(sample, path, options, comment_column)
    turned = options.turned or _stand_the_other_way(sample)
    if turned:
        columns[0], columns[1] = columns[1], columns[0]
    return _read_headed(everything, columns, options, report, turned=turned, width=_usual_width(sample))


def _names_languages_by_row(sample: Sequence[Row]) -> bool:
    """Whether the third and fourth cell are language codes, as in DeepL's files."""
    matching = sum(
        len(cells) >= 4 and _is_language_code(cells[2]) and _is_language_code(cells[3])
        for _line, cells in sample
    )
    return bool(sample) and matching >= _MOST * len(sample)


def _is_language_code(cell: str) -> bool:
    return bool(_LANGUAGE_CODE.fullmatch(cell.strip())) and locale_of(cell) is not None


def _usual_width(sample: Sequence[Row]) -> int:
    widths = Counter(_width(cells) for _line, cells in sample)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _width(cells: Sequence[str]) -> int:
    """Number of cells up to the last that is not empty."""
    width = len(cells)
    while width and not cells[width - 1].strip():
        width -= 1
    return width


def _stand_the_other_way(sample: Sequence[Row]) -> bool:
    pairs = [(cells[0], cells[1]) for _line, cells in sample if len(cells) > 1]
    turned = sum(bool(_EAST_ASIAN.search(left)) and not _EAST_ASIAN.search(right) for left, right in pairs)
    return bool(pairs) and turned >= _MOST * len(pairs)


def _columns_without_heading(
    sample: Sequence[Row], path: Path, options: Options, comment_column: bool
) -> list[Column]:
    width = _usual_width(sample)
    if sample and width < 2:
        raise GlossaryError(
            _("no columns found: a row needs a term and a rendering, separated by comma, semicolon or tab"),
            path,
            sample[0][0],
        )
    if not options.targets:
        raise GlossaryError(_unnamed_language(sample), path)
    if sample and len(options.targets) >= width:
        raise GlossaryError(
            _("{columns} columns without a heading cannot hold terms and {languages}").format(
                columns=width, languages=shown_languages(options.targets)
            ),
            path,
        )
    columns = [Column(headings.TERM)]
    columns += [Column(headings.RENDERING, locale=locale) for locale in options.targets]
    if comment_column:
        columns.append(Column(headings.ATTRIBUTE, key="note"))
    columns += [
        Column(headings.OTHER, _("column {number}").format(number=number + 1))
        for number in range(len(columns), width)
    ]
    return columns


def _unnamed_language(sample: Sequence[Row]) -> str:
    """The message for a file without languages, with a guess by script."""
    text = "".join(cells[1] for _line, cells in sample if len(cells) > 1)
    if re.search(r"[\uac00-\ud7a3]", text):
        return _("the file does not say its language, which looks like Korean: give --to ko")
    if re.search(r"[\u3040-\u30ff]", text):
        return _("the file does not say its language, which looks like Japanese: give --to ja")
    return _("the file does not say its language: give --to, for example --to ko")


def _settle(columns: list[Column], path: Path, options: Options, report: ExchangeReport) -> list[Column]:
    """Give columns headed only “target” their language, and see that there is something to read."""
    if not any(column.role == headings.TERM for column in columns):
        raise GlossaryError(
            _("no column holds English terms; head it “en” (headings found: {headings})").format(
                headings=", ".join(column.heading for column in columns)
            ),
            path,
        )
    settled: list[Column] = []
    for column in columns:
        if column.role == headings.TARGET:
            if len(options.targets) != 1:
                raise GlossaryError(
                    _("the column “{heading}” does not say its language: give one with --to").format(
                        heading=column.heading
                    ),
                    path,
                )
            column = Column(headings.RENDERING, column.heading, options.targets[0])
        elif column.role == headings.OTHER and not column.heading.strip():
            column = Column(headings.OTHER, _("column {number}").format(number=len(settled) + 1))
        settled.append(column)
    found = {column.locale for column in settled if column.role == headings.RENDERING}
    if not any(options.wants(locale) for locale in found):
        raise GlossaryError(
            _("no column holds renderings in {languages} (headings found: {headings})").format(
                languages=shown_languages(options.targets or LOCALES),
                headings=", ".join(column.heading for column in columns),
            ),
            path,
        )
    return settled


def _read_headed(
    rows: Iterator[Row],
    columns: Sequence[Column],
    options: Options,
    report: ExchangeReport,
    *,
    turned: bool = False,
    width: int | None = None,
) -> Iterator[Concept]:
    """Concepts of rows whose columns are known.

    Args:
        width: usual number of cells without a heading; a row with more was cut at a wrong place.
    """
    limit = len(columns) if width is None else max(width, len(columns))
    for line, cells in rows:
        if len(cells) > limit and _width(cells) > limit:
            report.skip(_too_wide(_width(cells), limit), line)
            continue
        complain = partial(report.remark, line=line)
        flat, accept = _flat(cells, columns, options, report, complain)
        fault = _fault(flat, cells)
        if fault:
            report.skip(fault, line)
            continue
        for locale, others in accept.items():
            name = f"{CODES[locale]}:accept"
            inherited = flat.attributes.get(name, flat.attributes.get("accept", ""))
            flat.attributes[name] = "\n".join(
                [inherited, *(record.write_value("accept", (text,)) for text in others)]
            )
        report.concepts += 1
        report.turned += turned
        yield record.unflatten(flat, complain, line)


def _too_wide(cells: int, limit: int) -> str:
    return ngettext(
        "{cells} cells where {limit} is expected; a cell with a separator in it needs quotation marks",
        "{cells} cells where {limit} are expected; a cell with a separator in it needs quotation marks",
        limit,
    ).format(cells=cells, limit=limit)


def _flat(
    cells: Sequence[str],
    columns: Sequence[Column],
    options: Options,
    report: ExchangeReport,
    complain: Callable[[str], None],
) -> tuple[Flat, dict[str, list[str]]]:
    """The flat concept of a row, and what stands in further columns of a language."""
    flat = Flat("", "", {}, {})
    accept: dict[str, list[str]] = {}
    for column, cell in zip(columns, cells, strict=False):
        if not cell:
            continue
        role = column.role
        if role == headings.RENDERING:
            text = record.tidy_line(cell)
            if text and options.wants(column.locale):
                first = flat.renderings.setdefault(column.locale, text)
                if first != text:
                    accept.setdefault(column.locale, []).append(text)
        elif role == headings.TERM:
            flat.term = record.tidy_line(cell)
        elif role == headings.ATTRIBUTE:
            if not column.locale or options.wants(column.locale):
                _add_attribute(flat, column, cell, complain)
        elif role == headings.CONTEXT:
            flat.context = record.tidy_line(cell)
        elif cell.strip() and column.role == headings.OTHER:
            report.drop(column.heading)
    if "keep" in flat.attributes and not flat.renderings:
        for column in columns:
            if column.role == headings.RENDERING and options.wants(column.locale):
                flat.renderings[column.locale] = ""
    return flat, accept


def _add_attribute(flat: Flat, column: Column, cell: str, complain: Callable[[str], None]) -> None:
    key, text = _converted(column.key, cell, complain)
    if key:
        name = f"{CODES[column.locale]}:{key}" if column.locale else key
        known = flat.attributes.get(name)
        flat.attributes[name] = f"{known}\n{text}" if known else text


def _converted(key: str, cell: str, complain: Callable[[str], None]) -> tuple[str, str]:
    """A column of another tool in this tool's terms; the key is empty where it says nothing."""
    if key in KEYS:
        return key, cell
    text = record.tidy_line(cell)
    if key == headings.SYNONYMS:
        return "aliases", cell if "|" in cell else cell.replace(";", "|")
    if key == headings.SUBJECT:
        return "extra", record.write_value("extra", (("subject-field", text),))
    word = text.casefold()
    positive, negative = word in record.YES, word in record.NO
    if not positive and not negative:
        complain(_("{key} “{value}” is not understood and was left out").format(key=key, value=text))
        return "", ""
    if key == headings.CASE_SENSITIVE:
        return "case", "sensitive" if positive else ""
    if key == headings.DO_NOT_TRANSLATE:
        return "keep", "yes" if positive else ""
    return "status", "proposed" if positive else ""


def _fault(flat: Flat, cells: Sequence[str]) -> str:
    """Why a row is no entry; empty if it is one."""
    if not flat.term:
        return _("no term: {row}").format(row=_shown(cells))
    for text in (flat.term, *flat.renderings.values()):
        if text in _EXCEL_ERRORS:
            return _("“{term}”: {error} is an error of the spreadsheet, not a text").format(
                term=flat.term, error=text
            )
    if not any(flat.renderings.values()) and flat.attributes.get("keep", "").casefold() not in record.YES:
        return _("no rendering: {row}").format(row=_shown(cells))
    return ""


def _shown(cells: Sequence[str]) -> str:
    text = " | ".join(cell.strip() for cell in cells if cell.strip())
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"


def _read_pairs(
    rows: Iterator[Row], columns: Sequence[Column], options: Options, report: ExchangeReport
) -> Iterator[Concept]:
    """Concepts of rows that name their two languages themselves, in either direction."""
    place = {column.role: index for index, column in enumerate(columns)}
    term_at, target_at = place[headings.TERM], place[headings.TARGET]
    source_code_at = place.get(headings.SOURCE_CODE)
    target_code_at = place[headings.TARGET_CODE]
    used = {term_at, target_at, source_code_at, target_code_at}
    for line, cells in rows:
        if len(cells) <= max(term_at, target_at, target_code_at):
            report.skip(_("it does not name its languages: {row}").format(row=_shown(cells)), line)
            continue
        source = locale_of(cells[source_code_at]) if source_code_at is not None else "en"
        target = locale_of(cells[target_code_at])
        term, rendering = record.tidy_line(cells[term_at]), record.tidy_line(cells[target_at])
        turned = source in LOCALES and target == "en"
        if turned:
            source, target, term, rendering = target, source, rendering, term
        if source != "en" or target not in LOCALES:
            report.skip(
                _("not between English and {languages}: {row}").format(
                    languages=shown_languages(LOCALES), row=_shown(cells)
                ),
                line,
            )
            continue
        if not options.wants(target):
            continue
        flat = Flat(term, "", {target: rendering} if rendering else {}, {})
        fault = _fault(flat, cells)
        if fault:
            report.skip(fault, line)
            continue
        for index, cell in enumerate(cells):
            if index not in used and cell.strip():
                heading = columns[index].heading if index < len(columns) else ""
                report.drop(heading or _("column {number}").format(number=index + 1))
        report.concepts += 1
        report.turned += turned
        yield record.unflatten(flat, report.remark, line)


def write_rows(concepts: Iterable[Concept], options: Options) -> Iterator[list[str]]:
    """A heading, then a row for each concept; ``concepts`` is gone through twice.

    Only columns that some concept uses are written.
    """
    locales, names, has_context = _used(concepts)
    locales = [locale for locale in LOCALES if locale in (options.targets or locales)]
    heading = ["en", *(CODES[locale] for locale in locales), *(["context"] if has_context else []), *names]
    yield heading
    for concept in concepts:
        flat = record.flatten(concept)
        yield [
            flat.term,
            *(flat.renderings.get(locale, "") for locale in locales),
            *([flat.context] if has_context else []),
            *(flat.attributes.get(name, "") for name in names),
        ]


def _used(concepts: Iterable[Concept]) -> tuple[list[str], list[str], bool]:
    """Locales and attribute names in use, in order, and whether there are contexts."""
    locales: set[str] = set()
    shared_keys: set[str] = set()
    own_keys: set[tuple[str, str]] = set()
    has_context = False
    for concept in concepts:
        locales.update(concept.entries)
        has_context = has_context or bool(concept.context)
        shared, own = record.divide(concept)
        shared_keys.update(shared)
        for locale, found in own.items():
            own_keys.update((locale, key) for key in found)
    names = []
    for key in KEYS:
        if key in shared_keys:
            names.append(key)
        names += [f"{CODES[locale]}:{key}" for locale in LOCALES if (locale, key) in own_keys]
    return sorted(locales, key=LOCALES.index), names, has_context
