"""What reports and the review page say, in the interface language."""

from __future__ import annotations

from translate.i18n import _, ngettext
from translate.report import html_page


def status_name(status: str, *, is_check: bool = False) -> str:
    """A term's status.

    Args:
        is_check: the translation was not made here, so that nobody knows how it got its rendering.
    """
    names = {
        "free": _("written by the package"),
        "forced": _("forced"),
        "carried": _("carried"),
        "spliced": _("spliced"),
        "replaced": _("replaced"),
        "missing": _("missing"),
        "ambiguous": _("ambiguous"),
        "surplus": _("surplus"),
    }
    if is_check and status == "free":
        return _("as the glossary says")
    return names[status]


def status_explanation(status: str, *, is_check: bool = False) -> str:
    """How a term of this status got its rendering, or why it has none."""
    explanations = {
        "free": _("The package wrote this rendering by itself."),
        "forced": _("The package was given this rendering and wrote the rest of the sentence around it."),
        "carried": _("The sentence was translated with a stand-in, which this rendering then replaced."),
        "spliced": _("This rendering was put in the place of what the package wrote."),
        "replaced": _("A variant or a wrong rendering was rewritten to this one."),
        "missing": _("The rendering does not stand in the translation."),
        "ambiguous": _("Entries with the same term differ and none is preferred, so none was enforced."),
        "surplus": _("The rendering stands more often than the term does in the source."),
    }
    if is_check and status == "free":
        return _("The rendering stands in the translation.")
    return explanations[status]


def sentences_left_out(number: int) -> str:
    """What a document on a page that cannot hold all of it says."""
    return ngettext(
        "{number} sentence of this document is left out.",
        "{number} sentences of this document are left out.",
        number,
    ).format(number=html_page.number(number))


def page_left_out(shown: int, total: int) -> str:
    """What a page says that cannot hold everything."""
    return _(
        "This page shows {shown} of {total} sentences, those with a problem first; with all of them it would"
        " be too large. The counts, charts and terms are those of all sentences."
    ).format(shown=html_page.number(shown), total=html_page.number(total))


def problems_left_out(number: int) -> str:
    """What a page says that cannot even hold all sentences with a problem."""
    return ngettext(
        "{number} sentence with a problem is among those left out.",
        "{number} sentences with a problem are among those left out.",
        number,
    ).format(number=html_page.number(number))


def translations_left_out(number: int, reason: str) -> str:
    """What a page says of whole documents that it leaves out."""
    return ngettext(
        "{number} translation is left out ({reason}).",
        "{number} translations are left out ({reason}).",
        number,
    ).format(number=html_page.number(number), reason=reason)


def review_texts() -> dict[str, str]:
    """Everything the review page says, by the names its templates and scripts use."""
    return {
        "all": _("All"),
        "all_documents": _("All documents"),
        "all_languages": _("All"),
        "all_terms": _("All terms"),
        "approved": _("approved"),
        "approved_hint": _("A person approved this translation."),
        "as_glossary": _("as the glossary says"),
        "better": _("Better rendering"),
        "better_hint": _("Leave it empty to forbid the rendering without naming another."),
        "cancel": _("Cancel"),
        "clear": _("Clear filters"),
        "close": _("Close"),
        "concordance": _("Terms"),
        "concordance_hint": _("Every term with its renderings; open one to see each place in its context."),
        "confidence": _("Confidence"),
        "confidence_hint": _("How sure the package was of its own words, sentence by sentence."),
        "corrected": _("corrected"),
        "corrections": _("Corrections"),
        "corrections_hint": _("Sentences that you corrected, for your translation memory:"),
        "document": _("Document"),
        "download": _("Download {name}"),
        "edit": _("Edit"),
        "edit_sentence": _("Edit the translation of sentence {number}"),
        "edited": _("Corrected"),
        "entry": _("Entry"),
        "export": _("Export"),
        "export_empty": _(
            "Nothing to export yet. Correct a sentence (E), or reject a term's rendering (R): both are kept "
            "in this browser until you export them."
        ),
        "export_title": _("Export what you changed"),
        "filters": _("Filters"),
        "forget": _("Forget all changes"),
        "forget_question": _("Forget all corrections and rejected renderings of this page?"),
        "from_memory": _("from memory"),
        "from_memory_hint": _("Taken from the translation memory, not translated now."),
        "glossary": _("Glossary"),
        "help": _("Keys"),
        "key_edit": _("Correct the translation"),
        "key_escape": _("Close, or leave the text field"),
        "key_export": _("Export corrections"),
        "key_help": _("Show these keys"),
        "key_next": _("Next sentence"),
        "key_next_problem": _("Next sentence with a problem"),
        "key_previous": _("Previous sentence"),
        "key_previous_problem": _("Previous sentence with a problem"),
        "key_problems": _("Only sentences with problems"),
        "key_reject": _("Reject a term's rendering"),
        "key_save": _("Keep the correction"),
        "key_search": _("Search"),
        "key_tab": _("Next term of the sentence"),
        "key_view": _("Sentences or terms"),
        "kind": _("Kind"),
        "language": _("Language"),
        "length": _("Sentence length"),
        "length_hint": _("Words in each source sentence."),
        "line": _("line {line}"),
        "made_by": _("Made by {tool}. This page works offline; nothing leaves it unless you export it."),
        "more": _("Show {number} more"),
        "no_match": _("No sentence matches these filters."),
        "no_terms": _("No glossary term occurs in this text."),
        "not_in_translation": _("not in the translation"),
        "note": _("Note"),
        "only_term": _("Show only its sentences"),
        "outcome": _("Outcome"),
        "outcomes": _("Terms by outcome"),
        "overview": _("Overview"),
        "places_shown": _("Places on this page: {shown} of {total}"),
        "position": _("{shown} of {total}"),
        "problems": _("Problems"),
        "recurring": _("recurring name, in no glossary"),
        "reject": _("Reject rendering"),
        "reject_title": _("Reject a rendering"),
        "rejected": _("Rejected renderings"),
        "rejected_hint": _("Renderings that you rejected, for a glossary of your own:"),
        "remove": _("Remove"),
        "rendering": _("Rendering"),
        "review": _("Review"),
        "save": _("Keep"),
        "score": _("confidence {percent}"),
        "search": _("Search"),
        "search_hint": _("Search in both languages"),
        "sentence": _("Sentence {number}"),
        "sentences": _("Sentences"),
        "sentences_with_problems": _("with problems"),
        "skip": _("Skip to the sentences"),
        "source": _("Source"),
        "term": _("Term"),
        "terms": _("Terms"),
        "translation": _("Translation"),
        "undo": _("Undo the correction"),
        "view": _("View"),
    }
