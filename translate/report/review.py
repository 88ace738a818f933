"""The review page: source and translation side by side in one HTML file that needs nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from translate import __version__, i18n
from translate.files import shown, write_atomically
from translate.report import html_page, review_model, wording
from translate.report.outcomes import DocumentResult


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
    """The review page of some documents, UTF-8.

    Texts are escaped and the page's own content-security policy allows its own script and style alone,
    so that nothing in a document can act. A page of more than
    :data:`~translate.report.review_model.MOST_SENTENCES` leaves out sentences without a problem.

    Args:
        embedded: for a frame in another page: without what is only of use in a page of its own.
    """
    page = review_model.build(results)
    texts = wording.review_texts()
    return html_page.render(
        "review.html",
        styles=("review.css",),
        scripts=("review.js", "review-terms.js", "review-changes.js"),
        page=page,
        embedded=embedded,
        title=_title(page.documents),
        statuses=review_model.STATUSES,
        status_name=wording.status_name,
        status_explanation=wording.status_explanation,
        text=SimpleNamespace(**texts),
        tool=f"glossary-translate {__version__}",
        data=_data(page, texts),
    )


def _data(page: review_model.Page, texts: dict[str, str]) -> dict[str, Any]:
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
        "name": _file_name(page.documents),
        "terms": [[term.term, term.glossary, term.kind, term.colour] for term in page.terms],
        "statuses": {
            status: [wording.status_name(status), wording.status_explanation(status)]
            for status in review_model.STATUSES
        },
        "text": texts,
    }


def _title(documents: Sequence[str]) -> str:
    if len(documents) == 1:
        return i18n._("Text") if documents[0] == "-" else shown(Path(documents[0]).name)
    return i18n.ngettext("{number} document", "{number} documents", len(documents)).format(
        number=html_page.number(len(documents))
    )


def _file_name(documents: Sequence[str]) -> str:
    """What exported files are named after."""
    if len(documents) != 1 or documents[0] == "-":
        return "review"
    return shown(Path(documents[0]).stem) or "review"
