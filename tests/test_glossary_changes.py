"""A change of the glossaries touches the documents that it can change, and no others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from test_journal import RECORD

from translate.corpus.changes import GlossaryChanges, terms_of
from translate.glossary.concepts import Entry
from translate.glossary.matching import Matcher
from translate.glossary.termbase import Termbase
from translate.languages import KOREAN

FERRY = Entry("ferry", "도선")
MAYOR = Entry("mayor", "시장")
PERSON = Entry("Ada Park", "박에이다", kind="person")
BEFORE = (FERRY, MAYOR, PERSON)

DOCUMENTS = {
    "ferry": "The ferry left.",
    "mayor": "The mayor spoke.",
    "person": "Ada Park left.",
    "boats": "Boats left the harbour.",
    "title": "Chair Ada Park left.",
}


def touched(folder: Path, after: Iterable[Entry]) -> set[str]:
    """The documents that may change when the glossary goes from BEFORE to ``after``."""
    earlier = Termbase.of_entries(KOREAN, BEFORE)
    matcher = Matcher(earlier)
    changes = GlossaryChanges(folder, earlier)
    changes.save()
    records = {
        name: replace(
            RECORD, glossary=changes.fingerprint, terms=tuple(sorted(terms_of(matcher.match(text))))
        )
        for name, text in DOCUMENTS.items()
    }
    later = GlossaryChanges(folder, Termbase.of_entries(KOREAN, tuple(after)))
    return {
        name for name, record in records.items() if later.touch(record, lambda name=name: [DOCUMENTS[name]])
    }


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (BEFORE, set()),
        ((replace(FERRY, rendering="연락선"), MAYOR, PERSON), {"ferry"}),
        ((replace(FERRY, accept=("페리",)), MAYOR, PERSON), {"ferry"}),
        ((replace(FERRY, note="a boat", source="dictionary"), MAYOR, PERSON), set()),
        ((MAYOR, PERSON), {"ferry"}),
        ((*BEFORE, Entry("harbour", "항구")), {"boats"}),
        ((*BEFORE, Entry("harbour", "")), set()),
        ((*BEFORE, Entry("ferry", "", forbidden=True)), {"ferry"}),
        ((replace(FERRY, aliases=("boat",)), MAYOR, PERSON), {"ferry", "boats"}),
        ((*BEFORE, Entry("Chair {person}", "{person} 위원장", kind="title")), {"title"}),
        ((*BEFORE, Entry("canal", "운하")), set()),
        ((replace(FERRY, fuzzy=True), MAYOR, PERSON), {"ferry"}),
        ((MAYOR, PERSON, FERRY), set()),
    ],
)
def test_only_documents_that_may_change_are_touched(
    tmp_path: Path, after: tuple[Entry, ...], expected: set[str]
) -> None:
    assert touched(tmp_path, after) == expected


def test_the_texts_are_read_only_where_new_terms_are_looked_for(tmp_path: Path) -> None:
    earlier = GlossaryChanges(tmp_path, Termbase.of_entries(KOREAN, BEFORE))
    earlier.save()
    later = GlossaryChanges(
        tmp_path, Termbase.of_entries(KOREAN, (replace(FERRY, rendering="연락선"), MAYOR, PERSON))
    )

    def unread() -> list[str]:
        raise AssertionError("the text was read")

    record = replace(RECORD, glossary=earlier.fingerprint, terms=())
    assert not later.touch(record, unread)
    assert not later.touch(replace(record, glossary=later.fingerprint), unread)


@pytest.mark.parametrize("damage", [None, b"", b"[]", b'{"a": 1}', b"\xff"])
def test_documents_of_an_unknown_state_are_touched(tmp_path: Path, damage: bytes | None) -> None:
    earlier = GlossaryChanges(tmp_path, Termbase.of_entries(KOREAN, BEFORE))
    if damage is not None:
        path = tmp_path / "glossaries" / f"{earlier.fingerprint}.json"
        path.parent.mkdir()
        path.write_bytes(damage)
    later = GlossaryChanges(tmp_path, Termbase.of_entries(KOREAN, (MAYOR,)))
    assert later.touch(replace(RECORD, glossary=earlier.fingerprint, terms=()), list)


def test_states_that_no_output_refers_to_are_deleted(tmp_path: Path) -> None:
    earlier = GlossaryChanges(tmp_path, Termbase.of_entries(KOREAN, BEFORE))
    later = GlossaryChanges(tmp_path, Termbase.of_entries(KOREAN, (MAYOR,)))
    earlier.save()
    later.save()
    later.remove_unused([later.fingerprint])
    assert [path.stem for path in (tmp_path / "glossaries").iterdir()] == [later.fingerprint]
