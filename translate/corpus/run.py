"""A run over a corpus: decide, translate, write, and tell what happened."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from translate.corpus.corpus import Corpus
from translate.corpus.decisions import Decider
from translate.corpus.document_work import DocumentWork
from translate.corpus.events import Event, FileEvent
from translate.corpus.journal import Journal
from translate.corpus.local import LocalExecutor
from translate.corpus.plan import languages_of
from translate.corpus.record_work import RecordWork, check_fields
from translate.corpus.summary import Summary
from translate.corpus.work import Executor, Work
from translate.errors import OutputError
from translate.i18n import _
from translate.memory import Memory
from translate.report.review import Review
from translate.translator import Translator


def run(
    corpus: Corpus,
    translator: Translator,
    *,
    on_event: Callable[[Event], None] = lambda event: None,
    stop: threading.Event | None = None,
    executor: Executor | None = None,
    review: Review | None = None,
) -> Summary:
    """Translate what is new or changed in a corpus.

    Whatever ends the run, everything it finished stands in its place and is not done again, and a
    report of it lies beside the journal.

    >>> from pathlib import Path
    >>> from translate import Corpus, Translator, parse_language
    >>> Path("articles").mkdir()
    >>> written = Path("articles/note.txt").write_text("The talks resumed.")
    >>> corpus = Corpus(Path("articles"), Path("out"), (parse_language("ja"),))
    >>> translate_corpus(corpus, Translator()).outputs["translated"]
    1
    >>> Path("out/ja/note.txt").exists()
    True

    Args:
        on_event: called in the caller's thread for everything settled.
        stop: set it (from a signal handler, say) to end the run at the next safe point.
        executor: what translates; by default this process.
        review: a page that gets every translation of the corpus, those of earlier runs included: their
            sentences are asked of the translator's memory, if it has one. What it shows does not depend
            on the order in which translations become ready.

    Raises:
        CorpusError: the corpus cannot be read, or another run is writing to the same folder.
        OutputError: the output folder cannot be written, or its disk is full.
        LanguageError, PackageError, GlossaryError, MemoryFileError: nothing can be translated.
    """
    languages_of(corpus.languages)
    stop = stop or threading.Event()
    # What cannot be read is reported before a folder is made.
    next(iter(corpus.sources()), None)
    if corpus.records is not None:
        check_fields(corpus)
    summary = Summary()
    codes = [language.code for language in corpus.languages]

    def tell(event: Event) -> None:
        if isinstance(event, FileEvent):
            summary.add(event)
            if review is not None:
                _show(event, review, codes)
        on_event(event)

    with Journal(corpus.out) as journal:
        decider = Decider(corpus, journal, translator)
        for changes in decider.changes.values():
            changes.save()
        kind = DocumentWork if corpus.records is None else RecordWork
        recall = review is not None and isinstance(translator.memory, Memory)
        work: Work = kind(corpus, journal, decider, tell, stop, recall)
        try:
            interrupted = work.run(executor or LocalExecutor(translator))
            summary.ended = "interrupted" if interrupted else "finished"
        except BaseException as error:
            summary.ended = str(error) or type(error).__name__
            raise
        finally:
            summary.seconds = time.time() - summary.started
            with suppress(OutputError):  # which a full disk has just ended the run with
                summary.write(journal.folder)
        used = {record.glossary for record in journal.records()}
        for changes in decider.changes.values():
            changes.remove_unused(used)
    return summary


def _show(event: FileEvent, review: Review, codes: Sequence[str]) -> None:
    """Put on the review page what an event tells."""
    result = event.result or event.recalled
    if result is not None and result.package:  # else it was put together from parts
        # Documents in the order of the corpus; stretches of records by their first one.
        parts = () if event.number else tuple(map(os.fsencode, event.source.split("/")))
        review.add(result, (parts, event.number, codes.index(event.language)))
    elif event.unseen:
        review.leave_out(event.unseen)
    elif event.status == "failed":
        review.leave_out(_("failed"))
