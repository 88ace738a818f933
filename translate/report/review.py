"""The review page: source and translation side by side in one HTML file that needs nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from translate import __version__, i18n
from translate.errors import OutputError
from translate.files import check_target, reason_of, shown, write_atomically
from translate.report import html_page, review_model, wording
from translate.report.outcomes import DocumentResult
from translate.report.review_collection import MOST_SENTENCES, Collection

_GENERATOR = "glossary-translate"
_HEAD_BYTES = 4096
"""Where a page says what made it."""


def write(path: Path, results: Sequence[DocumentResult], *, overwrite: bool = True) -> None:
    """Write the review page of some documents.

    >>> from pathlib import Path
    >>> from translate import Translator, translate_file, write_review
    >>> written = Path("note.txt").write_text("The talks resumed in Seoul.")
    >>> write_review(Path("review.html"), [translate_file(Translator(), "note.txt", to="ko")])

    Raises:
        OutputError: the file exists and ``overwrite`` is false, or cannot be written.
    """
    write_atomically(path, render(results), overwrite=overwrite)


def render(results: Sequence[DocumentResult], *, embedded: bool = False) -> bytes:
    """The review page of some documents, UTF-8; see :meth:`Review.render`."""
    review = Review()
    for result in results:
        review.add(result)
    return review.render(embedded=embedded)


def check_page_target(path: Path) -> None:
    """Make sure that a page can be written; one that stands there is replaced, any other file is not.

    Raises:
        OutputError: it cannot.
    """
    check_target(path)
    try:
        with path.open("rb") as file:
            is_page = f'name="generator" content="{_GENERATOR} '.encode() in file.read(_HEAD_BYTES)
    except FileNotFoundError:
        return
    except OSError as error:
        raise OutputError(
            i18n._("Cannot read {path}: {reason}.").format(path=shown(path), reason=reason_of(error))
        ) from None
    if not is_page:
        raise OutputError(
            i18n._("{path} exists already and is no review page; choose another name.").format(
                path=shown(path)
            )
        )


class Review:
    """A review page to which documents are added one at a time, in bounded memory.

    Everything is counted; of the sentences the page shows so many, those with a problem first, and says
    what it leaves out.

    >>> from pathlib import Path
    >>> from translate import Corpus, Review, Translator, parse_language, translate_corpus
    >>> Path("letters").mkdir()
    >>> written = Path("letters/note.txt").write_text("The talks resumed in Seoul.")
    >>> review = Review()
    >>> corpus = Corpus(Path("letters"), Path("translated"), (parse_language("ja"),))
    >>> summary = translate_corpus(corpus, Translator(), review=review)
    >>> review.write(Path("letters.html"))

    Args:
        name: of the whole, where there are several documents.
        most: sentences shown at most.
    """

    def __init__(self, name: str = "", most: int = MOST_SENTENCES) -> None:
        self._name = name
        self._collection = Collection(most)

    @property
    def is_empty(self) -> bool:
        """Nothing was added or left out."""
        return not self._collection.counts and not self._collection.left_out

    def add(self, result: DocumentResult, place: tuple[Any, ...] | None = None) -> None:
        """Add a document.

        Args:
            place: decides the order of documents on the page, whenever they are added; each has its own.
                None is the order of adding.
        """
        self._collection.add(result, place)

    def leave_out(self, reason: str) -> None:
        """Count a translation that is not added, and why."""
        self._collection.left_out[reason] += 1

    def write(self, path: Path, *, overwrite: bool = True) -> None:
        """Write the page.

        Raises:
            OutputError: the file exists and ``overwrite`` is false, or cannot be written.
        """
        write_atomically(path, self.render(), overwrite=overwrite)

    def render(self, *, embedded: bool = False) -> bytes:
        """The page, UTF-8.

        Texts are escaped and the page's own content-security policy allows its own script and style
        alone, so that nothing in a document can act.

        Args:
            embedded: for a frame in another page: without what is only of use in a page of its own.
        """
        page = review_model.build(self._collection)
        texts = wording.review_texts()
        number = self._collection.number
        alone = page.documents[0] if number == len(page.documents) == 1 else ""
        return html_page.render(
            "review.html",
            styles=("review.css",),
            scripts=("review.js", "review-terms.js", "review-changes.js"),
            page=page,
            notices=self._notices(page),
            sentences_left_out=wording.sentences_left_out,
            embedded=embedded,
            title=self._title(alone, number),
            status_name=partial(wording.status_name, is_check=page.is_check),
            status_explanation=partial(wording.status_explanation, is_check=page.is_check),
            text=SimpleNamespace(**texts),
            tool=f"{_GENERATOR} {__version__}",
            data=_data(page, alone or self._name, texts),
        )

    def _title(self, alone: str, number: int) -> str:
        if self._name:
            return shown(self._name)
        if alone:
            return i18n._("Text") if alone == "-" else shown(Path(alone).name)
        return i18n.ngettext("{number} document", "{number} documents", number).format(
            number=html_page.number(number)
        )

    def _notices(self, page: review_model.Page) -> list[str]:
        """What the page leaves out."""
        whole = page.counts[-1] if page.counts else None
        notices = []
        if whole is not None and whole.sentences > page.shown:
            notices.append(wording.page_left_out(page.shown, whole.sentences))
            problems = whole.problems - page.problems_shown
            if problems:
                notices.append(wording.problems_left_out(problems))
        for reason, number in sorted(self._collection.left_out.items()):
            notices.append(wording.translations_left_out(number, reason))
        return notices


def _data(page: review_model.Page, name: str, texts: dict[str, str]) -> dict[str, Any]:
    """What the scripts know beside the page's own elements."""
    listed = [
        [section.result.source, section.result.target, section.result.language] for section in page.sections
    ]
    texts_of_page = [
        (row.sentence.source, row.sentence.target) for section in page.sections for row in section.rows
    ]
    digest = hashlib.sha256(json.dumps([listed, texts_of_page]).encode())
    return {
        "id": digest.hexdigest()[:16],
        "name": "review" if name in ("", "-") else shown(Path(name).stem) or "review",
        "terms": [[term.term, term.glossary, term.kind, term.colour] for term in page.terms],
        # Where the sentences of the page do not tell all: by language how often a term is due, how often
        # it is as the glossary says, and its renderings with their numbers.
        "uses": [
            {code: [use.due, use.satisfied, use.renderings.most_common()] for code, use in uses.items()}
            for uses in page.uses
        ],
        "lang": {code: html_page.lang_attribute(code) for code in page.languages},
        "statuses": {
            status: [
                wording.status_name(status, is_check=page.is_check),
                wording.status_explanation(status, is_check=page.is_check),
            ]
            for status in review_model.STATUSES
        },
        "text": texts,
    }
