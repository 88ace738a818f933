"""A run over a corpus: decide, translate, write, and tell what happened."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
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
from translate.translator import Translator


def run(
    corpus: Corpus,
    translator: Translator,
    *,
    on_event: Callable[[Event], None] = lambda event: None,
    stop: threading.Event | None = None,
    executor: Executor | None = None,
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

    def tell(event: Event) -> None:
        if isinstance(event, FileEvent):
            summary.add(event)
        on_event(event)

    with Journal(corpus.out) as journal:
        decider = Decider(corpus, journal, translator)
        for changes in decider.changes.values():
            changes.save()
        kind = DocumentWork if corpus.records is None else RecordWork
        work: Work = kind(corpus, journal, decider, tell, stop)
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
