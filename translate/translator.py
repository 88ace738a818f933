"""The way of an article: segments, sentences, terms, memory, package, enforcement, and back.

What the command line, the corpus and the server call. Documents are prepared one by one, translated
together (so that sentences of many documents share batches), and assembled one by one.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from translate import inline, sentences
from translate.documents.base import Document, InlineSpan, Segment, SegmentTranslation
from translate.enforce import protection
from translate.enforce.satisfaction import satisfy
from translate.errors import LanguageError, PackageError, UsageError
from translate.glossary.concepts import TermMatch
from translate.glossary.matching import Matcher
from translate.glossary.termbase import Termbase
from translate.i18n import _
from translate.languages import ENGLISH, Language, parse_language
from translate.models.packages import Discovery, Package, choose, discover, find
from translate.report.outcomes import SentenceResult, TermOutcome
from translate.spans import Span

if TYPE_CHECKING:
    from translate.enforce.enforcer import Enforcer, Settings
    from translate.engine import Engine
    from translate.glossary.store import Glossary
    from translate.memory.records import MemoryKey, SentenceStore

REGISTERS = ("plain", "polite")


@dataclass(frozen=True)
class Options:
    """Everything that decides what a translation looks like.

    Attributes:
        source: source language; only English is served.
        glossaries: by name, by path or opened; the first wins.
        configured: glossaries of the settings file, below those.
        curated: whether the curated glossaries are used as well.
        packages: explicit packages (names or paths), one per pair at most.
        beam_size: hypotheses kept at each decoding step.
        threads: CPU threads; 0 takes what the process may use.
        register: ``plain`` (as newspapers write) or ``polite``.
        consistent_names: names no glossary knows are rendered alike throughout a document.
        mend_numbers: sentences in which a number was changed or lost are translated once more.
    """

    source: Language = ENGLISH
    glossaries: tuple[str | Path | Glossary, ...] = ()
    configured: tuple[str | Path | Glossary, ...] = ()
    curated: bool = True
    packages: tuple[str | Path, ...] = ()
    beam_size: int = 4
    threads: int = 0
    register: str = "plain"
    consistent_names: bool = True
    mend_numbers: bool = False


@dataclass(frozen=True)
class PreparedSentence:
    """A sentence ready for translation.

    Attributes:
        text: the sentence.
        matches: its terms and protected stretches.
        names: recurring names that no glossary knows, without renderings.
        segment: index of its segment in the document.
        line: line of the document where the segment begins.
        is_heading: it stands in a heading.
    """

    text: str
    matches: tuple[TermMatch, ...]
    segment: int
    line: int
    is_heading: bool = False
    names: tuple[TermMatch, ...] = ()


@dataclass
class Prepared:
    """A document ready for translation into one language.

    ``sentences`` are those with letters in them, in document order; ``splits`` has every sentence of
    each segment.
    """

    segments: Sequence[Segment]
    splits: list[list[sentences.Sentence]]
    sentences: list[PreparedSentence]


@dataclass(frozen=True)
class TextTranslation:
    """A text translated: ``text`` and what became of each of its sentences."""

    text: str
    language: str
    package: str
    sentences: tuple[SentenceResult, ...]

    @property
    def terms(self) -> list[TermOutcome]:
        """All term outcomes, in order."""
        return [outcome for sentence in self.sentences for outcome in sentence.terms]


@dataclass
class Route:
    """How one language is reached: its package, terms and enforcer.

    ``messages`` are remarks for the user on the glossaries; ``converts`` says that the package writes
    Simplified Chinese, to be converted.
    """

    language: Language
    package: Package
    engine: Engine
    enforcer: Enforcer
    matcher: Matcher
    converts: bool
    settings_key: str
    messages: tuple[str, ...] = ()


class Translator:
    """Translates English into Korean, Japanese and Chinese with enforced glossaries.

    Packages and glossaries are loaded when a language is first asked for, and kept.

    >>> from translate import Translator
    >>> Translator().translate_text("Prime Minister Takaichi visited Seoul.", to="ko").text
    '다카이치 총리는 서울을 방문했다.'
    """

    def __init__(
        self,
        options: Options | None = None,
        *,
        memory: SentenceStore | None = None,
        settings: Settings | None = None,
        discovery: Discovery | None = None,
    ) -> None:
        self.options = options or Options()
        self.memory = memory
        self._settings = settings
        self._discovery = discovery
        self._routes: dict[Language, Route] = {}
        self._engines: dict[Path, Engine] = {}
        self._loading = threading.Lock()
        if self.options.register not in REGISTERS:
            raise UsageError(
                _("Unknown register “{register}”: use plain or polite.").format(
                    register=self.options.register
                )
            )
        if self.options.source != ENGLISH:
            raise LanguageError(
                _("Only English can be translated from, not “{code}”.").format(code=self.options.source.code)
            )

    # -- languages and packages ----------------------------------------------------------------

    def package_for(self, language: Language) -> tuple[Package, bool]:
        """The package that serves a language, and whether its output is converted to Traditional.

        Raises:
            PackageError: none does.
            LanguageError: the language is no target.
        """
        if language == ENGLISH:
            raise LanguageError(_("The text is English already: choose ko, ja, zh or zh-Hant with --to."))
        if self._discovery is None:
            self._discovery = discover()
        source = self.options.source.package_code
        if not language.is_traditional:
            return choose(source, language.package_code, self.options.packages, self._discovery), False
        # A Simplified package that the user names goes before a Traditional one that is only at hand.
        named = {
            package.to_code
            for package in (find(each, self._discovery) for each in self.options.packages)
            if package.from_code == source
        }
        first, second = ("zh", "zt") if "zh" in named and "zt" not in named else ("zt", "zh")
        try:
            return choose(source, first, self.options.packages, self._discovery), first == "zh"
        except PackageError as error:
            try:
                return choose(source, second, self.options.packages, self._discovery), second == "zh"
            except PackageError:
                raise error from None

    def termbase_for(self, language: Language) -> Termbase:
        """The glossaries that apply to a language, in order of precedence.

        Raises:
            GlossaryError: one of them is missing or broken.
        """
        return Termbase.open(
            language,
            glossaries=self.options.glossaries,
            configured=self.options.configured,
            curated=self.options.curated,
        )

    def load(self, language: Language) -> Route:
        """Load what a language needs; a second call is free.

        Raises:
            PackageError, GlossaryError, LanguageError: the language cannot be served.
        """
        with self._loading:
            return self._load(language)

    def _load(self, language: Language) -> Route:
        if language not in self._routes:
            from translate.enforce.enforcer import Enforcer, Settings
            from translate.engine import DecodingOptions, Engine

            package, converts = self.package_for(language)
            termbase = self.termbase_for(language)
            if package.path not in self._engines:
                self._engines[package.path] = Engine(
                    package,
                    threads=self.options.threads,
                    options=DecodingOptions(beam_size=self.options.beam_size),
                )
            engine = self._engines[package.path]
            decoded = parse_language("zh") if converts else language
            self._routes[language] = Route(
                language=language,
                package=package,
                engine=engine,
                enforcer=Enforcer(
                    engine, decoded, self._settings or Settings(register=self.options.register)
                ),
                matcher=Matcher(termbase),
                converts=converts,
                settings_key=self._settings_key(language, converts),
                messages=termbase.messages,
            )
        return self._routes[language]

    # -- whole texts and documents -------------------------------------------------------------

    def translate_text(self, text: str, to: str | Language) -> TextTranslation:
        """Translate a text of any length; its line breaks stay.

        Raises:
            LanguageError, PackageError, GlossaryError: the language cannot be served.
        """
        language = parse_language(to) if isinstance(to, str) else to
        segments = [Segment(text, line=1, keep_lines=True)]
        prepared = self.prepare(segments, language)
        results = self.translate_sentences([prepared], language)[0]
        [translation] = self.assemble(prepared, results, language)
        return TextTranslation(
            translation.text, language.code, self.load(language).package.name, tuple(results)
        )

    def translate_document(
        self, document: Document, language: Language
    ) -> tuple[bytes, list[SentenceResult]]:
        """Translate a document into one language.

        Raises:
            DocumentError: the translations cannot be placed in it.
            LanguageError, PackageError, GlossaryError: the language cannot be served.
        """
        prepared = self.prepare(document.segments, language)
        results = self.translate_sentences([prepared], language)[0]
        return document.write(self.assemble(prepared, results, language), language), results

    # -- the steps, for callers with many documents --------------------------------------------

    def prepare(self, segments: Sequence[Segment], language: Language) -> Prepared:
        """Split the segments of a document into sentences and find their terms."""
        route = self.load(language)
        from translate.engine import MAX_SOURCE_TOKENS

        full_names = route.matcher.survey(segment.text for segment in segments)
        splits = [
            sentences.split(
                segment.text,
                keep_lines=segment.keep_lines,
                count_tokens=lambda text: len(route.engine.encode(text)),
                limit=MAX_SOURCE_TOKENS,
                together=route.matcher.stretches_with_stops(segment.text),
                protected=protection.stretches(segment.text, _kept(segment)),
                find_terms=lambda text: [match.span for match in route.matcher.match(text, full_names)],
            )
            for segment in segments
        ]
        prepared: list[PreparedSentence] = []
        for index, (segment, split) in enumerate(zip(segments, splits, strict=True)):
            for sentence in split:
                if not sentence.is_translatable:
                    continue
                kept = [
                    (sentence.position(start), sentence.position(end))
                    for start, end in _kept(segment)
                    if sentence.start <= start and end <= sentence.end
                ]
                matches = protection.merge(
                    protection.find(sentence.text, kept), route.matcher.match(sentence.text, full_names)
                )
                prepared.append(
                    PreparedSentence(
                        sentence.text, tuple(matches), index, segment.line, segment.kind == "heading"
                    )
                )
        if self.options.consistent_names:
            from translate.names import finding

            found = finding.find(
                [sentence.text for sentence in prepared],
                [[match.span for match in sentence.matches] for sentence in prepared],
                route.engine.is_source_word,
            )
            prepared = [
                replace(sentence, names=own) if own else sentence
                for sentence, own in zip(prepared, found, strict=True)
            ]
        return Prepared(segments, splits, prepared)

    def translate_sentences(
        self, documents: Sequence[Prepared], language: Language
    ) -> list[list[SentenceResult]]:
        """Translate the sentences of prepared documents together; identical ones once.

        Returns the results of each document, parallel to its ``sentences``.
        """
        route = self.load(language)
        flat = [sentence for document in documents for sentence in document.sentences]
        pending = iter(self._translate_alike(route, flat))
        results = [[next(pending) for _sentence in document.sentences] for document in documents]
        if any(sentence.names for sentence in flat):
            self._make_names_consistent(route, documents, results)
        return results

    def assemble(
        self, prepared: Prepared, results: Sequence[SentenceResult], language: Language
    ) -> list[SegmentTranslation]:
        """Put translated sentences and inline spans back into segments."""
        route = self.load(language)
        pending = iter(results)
        by_segment: list[list[SentenceResult | None]] = [
            [next(pending) if sentence.is_translatable else None for sentence in split]
            for split in prepared.splits
        ]
        marked = self._mark_up(route, prepared, by_segment)
        return [
            _assemble_segment(segment, split, translated, spans, language)
            for segment, split, translated, spans in zip(
                prepared.segments, prepared.splits, by_segment, marked, strict=True
            )
        ]

    # -- inside --------------------------------------------------------------------------------

    def _make_names_consistent(
        self, route: Route, documents: Sequence[Prepared], results: Sequence[list[SentenceResult]]
    ) -> None:
        from translate.names.observing import observe
        from translate.names.rounds import Translating, make_consistent
        from translate.names.writing import Writing

        package_language = route.enforcer.language
        make_consistent(
            [document.sentences for document in documents],
            results,
            Translating(
                translate=lambda prepared: self._translate_alike(route, prepared),
                observe=lambda questions: observe(route.engine, package_language, questions),
                with_terms=_with_terms,
                writing=Writing(package_language, route.engine.is_target_word),
                language=route.language,
            ),
        )

    def _translate_alike(self, route: Route, prepared: Sequence[PreparedSentence]) -> list[SentenceResult]:
        """Translate sentences, each of those that are the same but for their place once."""
        unique: dict[tuple[object, ...], list[int]] = {}
        for index, sentence in enumerate(prepared):
            key = (sentence.text, sentence.matches, sentence.is_heading)
            unique.setdefault(key, []).append(index)
        translated = self._translate_unique(route, [prepared[places[0]] for places in unique.values()])
        results = [SentenceResult("", "")] * len(prepared)
        for places, result in zip(unique.values(), translated, strict=True):
            for index in places:
                results[index] = replace(result, line=prepared[index].line)
        return results

    def _translate_unique(self, route: Route, prepared: Sequence[PreparedSentence]) -> list[SentenceResult]:
        results: list[SentenceResult | None] = [None] * len(prepared)
        keys: list[MemoryKey] = []
        if self.memory is not None:
            keys = [self.memory_key(sentence, route.language) for sentence in prepared]
            for index, hit in enumerate(self.memory.lookup(keys)):
                if hit is not None:
                    results[index] = _verified(hit, prepared[index], route.language)
        missing = [index for index, result in enumerate(results) if result is None]
        fresh = self._translate_fresh(route, [prepared[index] for index in missing])
        for index, result in zip(missing, fresh, strict=True):
            results[index] = result
        if self.memory is not None and missing:
            self.memory.store([(keys[index], result) for index, result in zip(missing, fresh, strict=True)])
        return [result for result in results if result is not None]

    def _translate_fresh(self, route: Route, prepared: Sequence[PreparedSentence]) -> list[SentenceResult]:
        from translate.enforce.carriers import carry
        from translate.enforce.finishing import Finish, finish

        how = Finish(route.language, self.options.register, route.converts)
        tasks = [
            route.enforcer.task(
                *carry(
                    sentence.text,
                    [_pivot(match) for match in sentence.matches] if route.converts else sentence.matches,
                )
            )
            for sentence in prepared
        ]
        results = route.enforcer.translate(tasks)
        if self.options.mend_numbers:
            from translate.enforce.mending import mend_numbers

            results = mend_numbers(route.enforcer, tasks, results)
        return [
            finish(enforced, sentence.text, sentence.matches, how, is_heading=sentence.is_heading)
            for enforced, sentence in zip(results, prepared, strict=True)
        ]

    def memory_key(self, sentence: PreparedSentence, language: Language) -> MemoryKey:
        """What the translation of a prepared sentence depends on."""
        from translate.memory.records import MemoryKey

        route = self.load(language)
        terms = ""
        if sentence.matches:
            terms = hashlib.blake2b(
                repr([_what_counts(match) for match in sentence.matches]).encode(), digest_size=16
            ).hexdigest()
        options = f"{route.settings_key};heading={sentence.is_heading}"
        return MemoryKey(
            sentence.text,
            self.options.source.code,
            language.code,
            route.package.identity,
            options,
            terms,
        )

    def recipe(self, language: Language) -> str:
        """All that translations into a language depend on but for the glossaries; loads no model.

        Raises:
            PackageError, LanguageError: the language cannot be served.
        """
        package, converts = self.package_for(language)
        return (
            f"{package.identity};{self._settings_key(language, converts)}"
            f";names={self.options.consistent_names}"
        )

    def _settings_key(self, language: Language, converts: bool) -> str:
        """What else the text depends on; another version of this tool may write another one."""
        from translate import __version__
        from translate.enforce.enforcer import Settings
        from translate.engine import DecodingOptions

        return (
            f"tool={__version__};"
            f"{DecodingOptions(beam_size=self.options.beam_size).key};register={self.options.register}"
            f";mend-numbers={self.options.mend_numbers};region={language.region};converts={converts}"
            f";{self._settings or Settings()!r}"
        )

    def _mark_up(
        self,
        route: Route,
        prepared: Prepared,
        by_segment: Sequence[Sequence[SentenceResult | None]],
    ) -> list[list[tuple[InlineSpan, ...]]]:
        """For each segment and each sentence, its inline spans in the offsets of the translation."""
        work: list[inline.SentenceMarkup] = []
        owners: list[tuple[int, int]] = []
        marked: list[list[tuple[InlineSpan, ...]]] = []
        for index, (segment, split, translated) in enumerate(
            zip(prepared.segments, prepared.splits, by_segment, strict=True)
        ):
            marked.append([()] * len(split))
            if not segment.spans:
                continue
            for position, (sentence, result) in enumerate(zip(split, translated, strict=True)):
                spans = tuple(
                    InlineSpan(sentence.position(span.start), sentence.position(span.end), span.id, span.kind)
                    for span in segment.spans
                    if _touches(span, sentence)
                )
                if not spans:
                    continue
                if result is None:
                    marked[index][position] = spans
                    continue
                work.append(inline.SentenceMarkup(result, spans))
                owners.append((index, position))
        for (index, position), spans in zip(
            owners, inline.place(route.engine, route.language, work), strict=True
        ):
            marked[index][position] = spans
        return marked


def _with_terms(sentence: PreparedSentence, terms: tuple[TermMatch, ...]) -> PreparedSentence:
    """A sentence with names as terms."""
    matches = sorted([*sentence.matches, *terms], key=lambda match: match.start)
    return replace(sentence, matches=tuple(matches), names=())


def _kept(segment: Segment) -> list[Span]:
    """What the document says must survive as it is."""
    return [(span.start, span.end) for span in segment.spans if span.kind == "keep"]


def _touches(span: InlineSpan, sentence: sentences.Sentence) -> bool:
    if span.start == span.end:
        return sentence.start <= span.start <= sentence.end
    return span.start < sentence.end and sentence.start < span.end


def _what_counts(match: TermMatch) -> tuple[object, ...]:
    """All of a match that a translation depends on; not where its entry stands or who wrote it."""
    return (
        match.span,
        match.rendering,
        match.accept,
        match.forms,
        match.homographs,
        match.avoid,
        match.kind,
        match.glossary,
        match.keep,
        match.reading,
        match.common,
        match.ambiguous,
        match.pivot,
        match.converted,
    )


def _pivot(match: TermMatch) -> TermMatch:
    """The match with Simplified renderings, as a Simplified package is to write them."""
    from translate.languages import zh

    if match.keep:
        return match
    own = zh.to_simplified(match.rendering)
    pivot = match.pivot or own
    return replace(
        match,
        rendering=pivot,
        # What stands for the Traditional rendering letter by letter is as good as its Simplified counterpart.
        accept=tuple(dict.fromkeys((*([own] if own != pivot else []), *map(zh.to_simplified, match.accept)))),
        forms=tuple(map(zh.to_simplified, match.forms)),
        homographs=tuple(map(zh.to_simplified, match.homographs)),
        avoid=tuple(map(zh.to_simplified, match.avoid)),
    )


def _verified(hit: SentenceResult, sentence: PreparedSentence, language: Language) -> SentenceResult:
    """A result of the memory; an approved one is checked against the glossaries of today."""
    if hit.terms or not sentence.matches:
        return hit
    places = satisfy(hit.target, sentence.matches, language).places
    outcomes = tuple(
        TermOutcome(
            term=match.term,
            glossary=match.glossary or "-",
            rendering=hit.target[place.start : place.end] if place else match.rendering,
            status="free" if place else "ambiguous" if match.ambiguous else "missing",
            source_span=match.span,
            target_span=place.span if place else None,
            kind=match.kind,
            converted=match.converted,
        )
        for match, place in zip(sentence.matches, places, strict=True)
        if match.kind != protection.KIND
    )
    return replace(hit, terms=outcomes)


def _assemble_segment(
    segment: Segment,
    split: Sequence[sentences.Sentence],
    translated: Sequence[SentenceResult | None],
    marked: Sequence[tuple[InlineSpan, ...]],
    language: Language,
) -> SegmentTranslation:
    texts = [
        result.target if result is not None else sentence.text
        for sentence, result in zip(split, translated, strict=True)
    ]
    parts = sentences.pieces(
        segment.text, split, texts, spaced=language.locale == "ko", keep_lines=segment.keep_lines
    )
    text = "".join(part for part, _index in parts)
    if not segment.spans:
        return SegmentTranslation(text)
    starts: dict[int, int] = {}
    position = 0
    for part, index in parts:
        if index is not None:
            starts[index] = position
        position += len(part)
    spans = [_joined(span, split, marked, starts, segment.text, text) for span in segment.spans]
    return SegmentTranslation(text, tuple(sorted(spans, key=lambda span: (span.start, -span.end, span.id))))


def _joined(
    span: InlineSpan,
    split: Sequence[sentences.Sentence],
    marked: Sequence[tuple[InlineSpan, ...]],
    starts: dict[int, int],
    source: str,
    text: str,
) -> InlineSpan:
    """A span in the joined segment: from its first sentence's part to its last one's."""
    edges: list[tuple[int, int]] = []
    for index, spans in enumerate(marked):
        for part in spans:
            if part.id == span.id:
                edges.append((starts[index] + part.start, starts[index] + part.end))
                if span.start == span.end:
                    return InlineSpan(*edges[0], span.id, span.kind)
    if edges:
        return InlineSpan(
            min(left for left, _ in edges), max(right for _, right in edges), span.id, span.kind
        )
    return _in_gap(span, split, starts, source, text)


def _in_gap(
    span: InlineSpan,
    split: Sequence[sentences.Sentence],
    starts: dict[int, int],
    source: str,
    text: str,
) -> InlineSpan:
    """A span between sentences keeps its distance to the sentence that follows (or to the end)."""
    following = next((index for index, sentence in enumerate(split) if sentence.start >= span.end), None)
    shift = len(text) - len(source)
    if following is not None:
        shift = starts[following] - split[following].start
    left = min(max(0, span.start + shift), len(text))
    return InlineSpan(left, min(max(left, span.end + shift), len(text)), span.id, span.kind)
