"""Checking translations, whoever made them: the way from two documents to findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from translate import sentences
from translate.checks import (
    alignment,
    names,
    numbers,
    particles,
    placeholders,
    punctuation,
    register,
    repetition,
    terms,
    texts,
    untranslated,
)
from translate.checks.base import DocumentCheck, Problem, SentenceCheck, SentencePair
from translate.checks.findings import Finding
from translate.documents.base import ReadOptions
from translate.enforce import protection
from translate.enforce.satisfaction import satisfy
from translate.errors import LanguageError, TranslateError, UsageError
from translate.glossary.matching import DocumentNames, Matcher
from translate.glossary.termbase import CURATED, Termbase
from translate.i18n import _
from translate.languages import ENGLISH, Language
from translate.report.outcomes import DocumentResult, SentenceResult, TermOutcome

_SENTENCE_CHECKS: tuple[SentenceCheck, ...] = (
    terms,
    particles,
    numbers,
    untranslated,
    placeholders,
    repetition,
    punctuation,
)
_DOCUMENT_CHECKS: tuple[DocumentCheck, ...] = (names,)

CODES = tuple(
    code
    for module in (
        terms,
        particles,
        numbers,
        untranslated,
        placeholders,
        repetition,
        punctuation,
        names,
        register,
    )
    for code in module.CODES
)
"""The codes of all findings."""

_LONGEST_EXCERPT = 160


@dataclass(frozen=True)
class CheckOptions:
    """What to check against.

    Attributes:
        source: language of the source.
        glossaries, configured, curated: as for translating.
        encoding: charset of text files; None detects it.
        format: format of the documents; None goes by their suffixes.
        register: ``plain`` or ``polite`` for every sentence; None asks only for one throughout.
        only: codes to report; empty means all.
        without: codes not to report.
    """

    source: Language = ENGLISH
    glossaries: tuple[str | Path, ...] = ()
    configured: tuple[str | Path, ...] = ()
    curated: bool = True
    encoding: str | None = None
    format: str | None = None
    register: str | None = None
    only: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()


@dataclass
class CheckReport:
    """What a check found.

    Attributes:
        findings: in the order of the files and their sentences.
        documents: what was checked, sentence by sentence with its terms, as a translation reports it.
        errors: pairs that could not be checked.
        messages: remarks for the user.
    """

    findings: list[Finding] = field(default_factory=list)
    documents: list[DocumentResult] = field(default_factory=list)
    errors: list[TranslateError] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    @property
    def checked(self) -> list[Path]:
        """The translations that were checked."""
        return [Path(document.target) for document in self.documents]


class Checker:
    """Checks translations into one language; glossaries are read once.

    >>> from pathlib import Path
    >>> from translate import Checker, parse_language
    >>> written = Path("note.txt").write_text("Japan bought 12 ships.")
    >>> written = Path("note.ko.txt").write_text("일본이 배 20척을 샀다.", encoding="utf-8")
    >>> report = Checker(parse_language("ko")).check_paths(Path("note.txt"), Path("note.ko.txt"))
    >>> [(finding.line, finding.code) for finding in report.findings]
    [(1, 'number-changed')]

    Raises:
        LanguageError: the language is no target.
        GlossaryError: a glossary is missing or broken.
        UsageError: an unknown code.
    """

    def __init__(self, language: Language, options: CheckOptions | None = None) -> None:
        self.language = language
        self.options = options or CheckOptions()
        if language == ENGLISH:
            raise LanguageError(_("Translations into English cannot be checked."))
        unknown = sorted((self.options.only | self.options.without) - set(CODES))
        if unknown:
            raise UsageError(
                _("Unknown code “{code}”. Codes: {known}.").format(code=unknown[0], known=", ".join(CODES))
            )
        termbase = Termbase.open(
            language,
            glossaries=self.options.glossaries,
            configured=self.options.configured,
            curated=self.options.curated,
        )
        self.messages = list(termbase.messages)
        self._own_glossaries = frozenset(
            ranked.glossary.name for ranked in termbase.glossaries if ranked.level != CURATED
        )
        self._matcher = Matcher(termbase)

    def check_paths(self, source: Path, target: Path | None = None) -> CheckReport:
        """Check a file against its translation, a tree against another, or bilingual files by themselves.

        A pair that cannot be checked is in the report's ``errors`` and harms no other.

        Raises:
            CheckError: there is nothing to check.
        """
        pairs, errors = texts.pair_files(source, target, self.language)
        report = CheckReport(errors=list(errors), messages=list(self.messages))
        for pair in pairs:
            try:
                self._check_files(pair, report)
            except texts.OtherLanguageError as error:
                # In a folder the files of other languages lie beside those that are meant.
                if source.is_dir():
                    report.messages.append(str(error))
                else:
                    report.errors.append(error)
            except TranslateError as error:
                report.errors.append(error)
        return report

    def check_segments(
        self, segments: Sequence[texts.SegmentPair], path: Path | None = None
    ) -> list[Finding]:
        """Findings of a document given as pairs of segments; ``path`` is that of the translation."""
        return self._check(segments, path)[0]

    def _check_files(self, pair: texts.FilePair, report: CheckReport) -> None:
        options = ReadOptions(
            encoding=self.options.encoding, format=self.options.format, source=self.options.source.code
        )
        if pair.source is None:
            segments = texts.read_bilingual(pair.target, options, self.language)
        else:
            segments = texts.read_pair(pair.source, pair.target, options, self.language)
        findings, results = self._check(segments, pair.target)
        report.findings += findings
        report.documents.append(
            DocumentResult(str(pair.source or pair.target), str(pair.target), self.language.code, "", results)
        )

    def _check(
        self, segments: Sequence[texts.SegmentPair], path: Path | None
    ) -> tuple[list[Finding], list[SentenceResult]]:
        known = self._matcher.survey(segment.source for segment in segments)
        pairs: list[SentencePair] = []
        lines: list[int] = []
        for segment in segments:
            for pair, line in self._sentences(segment, known):
                pairs.append(pair)
                lines.append(line)
        problems: list[list[Problem]] = [
            [problem for check in _SENTENCE_CHECKS for problem in check.check(pair)] for pair in pairs
        ]
        for document_check in _DOCUMENT_CHECKS:
            for index, problem in document_check.check_document(pairs):
                problems[index].append(problem)
        for index, problem in register.check_document(pairs, self.options.register):
            problems[index].append(problem)
        findings, results = [], []
        for pair, line, own in zip(pairs, lines, problems, strict=True):
            # A sentence that is not translated has no particles or numbers to speak of.
            untouched = [problem for problem in own if problem.code == "untranslated"]
            wanted = [problem for problem in untouched or own if self._is_wanted(problem.code)]
            findings += [self._finding(problem, pair, line, path) for problem in wanted]
            results.append(
                SentenceResult(
                    pair.source,
                    pair.target,
                    line,
                    tuple(_outcomes(pair)),
                    tuple(problem.message for problem in wanted),
                )
            )
        return findings, results

    def _is_wanted(self, code: str) -> bool:
        return code not in self.options.without and (not self.options.only or code in self.options.only)

    def _finding(self, problem: Problem, pair: SentencePair, line: int, path: Path | None) -> Finding:
        excerpt = " ".join((pair.target or pair.source).split())
        if len(excerpt) > _LONGEST_EXCERPT:
            excerpt = excerpt[: _LONGEST_EXCERPT - 1] + "…"
        return Finding(
            problem.code,
            problem.severity,
            problem.message,
            problem.advice,
            path,
            line,
            self.language.code,
            problem.term,
            excerpt,
        )

    def _sentences(self, segment: texts.SegmentPair, known: DocumentNames) -> list[tuple[SentencePair, int]]:
        """The sentences of a segment with their translations, and the line each of these stands on."""
        ours = sentences.split(
            segment.source,
            keep_lines=segment.keep_lines,
            protected=protection.stretches(segment.source, segment.kept),
        )
        ours = [sentence for sentence in ours if sentence.is_translatable]
        if not ours:
            return []
        theirs = texts.split_target(segment.target, self.language)
        groups = alignment.align(
            [sentence.text for sentence in ours], [text for text, _start in theirs], may_skip=False
        )
        found: list[tuple[SentencePair, int]] = []
        for left, right in groups:
            source = " ".join(ours[index].text for index in left)
            target = " ".join(theirs[index][0] for index in right)
            line = segment.line
            if right and line:
                line += segment.target.count("\n", 0, theirs[right[0]][1])
            kept = [
                (sentence.position(start), sentence.position(end))
                for sentence in [ours[index] for index in left]
                for start, end in segment.kept
                if len(left) == 1 and sentence.start <= start and end <= sentence.end
            ]
            protected = protection.find(source, kept)
            matches = protection.merge(protected, self._matcher.match(source, known, forbidden=True))
            own = tuple(match for match in matches if match.kind != protection.KIND)
            pair = SentencePair(
                source,
                target,
                self.language,
                self.options.source,
                own,
                satisfy(target, own, self.language),
                tuple(match for match in matches if match.kind == protection.KIND),
                segment.kind,
                self._own_glossaries,
                *((segment.missing, segment.added) if not found else ()),
            )
            found.append((pair, line))
        return found


def _outcomes(pair: SentencePair) -> list[TermOutcome]:
    outcomes = []
    for match, place in zip(pair.matches, pair.satisfaction.places, strict=True):
        if not match.rendering and not match.ambiguous:
            continue
        status = "free" if place is not None else "ambiguous" if match.ambiguous else "missing"
        outcomes.append(
            TermOutcome(
                match.term,
                match.glossary or "-",
                pair.target[place.start : place.end] if place is not None else match.rendering,
                status,
                (match.start, match.end),
                place.span if place is not None else None,
                match.kind,
                match.converted,
            )
        )
    return outcomes
