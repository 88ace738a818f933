"""The glossaries that come with the tool are complete, consistent and in the right script."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("ko", "ja", "zh_Hans", "zh_Hant")
GLOSSARIES = sorted(path.name for path in (ROOT / "glossaries").iterdir() if path.is_dir())

# docs/glossaries.md, "Comment keys"
LIST_KEYS = {"aliases", "demonyms", "accept", "forms", "avoid"}
TEXT_KEYS = {"kind", "case", "reading", "short-of", "part-of-speech", "definition", "usage", "note", "source"}
FLAG_KEYS = {"keep", "forbidden", "common", "required"}
# What a concept has in every language alike.
CONCEPT_KEYS = ("kind", "aliases", "demonyms", "case", "short-of")

HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u30fc]")
HAN = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff]")
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
# The characters a country's own standard has: GB/T 2312 holds no traditional forms, Big5 and JIS X 0208 no
# simplified ones. Rare characters of names that the standards lack are listed.
REPERTOIRES = {"ja": "cp932", "zh_Hans": "gb2312", "zh_Hant": "cp950"}
BEYOND_REPERTOIRE = {
    "ja": "圳翎奭",
    "zh_Hans": "·埼潟栃镕祎奭湜榊",
    "zh_Hant": "栃坂悳曺榊",
}


@dataclass(frozen=True)
class Record:
    """One entry of one file, read without the tool's own reader."""

    term: str
    context: str
    rendering: str
    keys: dict[str, str]

    def values(self, key: str) -> list[str]:
        parts = re.split(r"(?<!\\)\|", self.keys.get(key, ""))
        return [part.strip().replace("\\|", "|") for part in parts if part.strip()]

    @property
    def source_forms(self) -> list[str]:
        return [self.term, *self.values("aliases")]

    @property
    def target_forms(self) -> list[str]:
        return [
            self.rendering,
            *(value for key in ("accept", "forms", "avoid") for value in self.values(key)),
        ]

    def __str__(self) -> str:
        return f"{self.term} [{self.context}]" if self.context else self.term


def read(name: str, language: str) -> list[Record]:
    path = ROOT / "glossaries" / name / f"{language}.po"
    file = polib.pofile(str(path), encoding="utf-8")
    assert file.metadata["Language"] == language
    records = []
    for entry in file:
        keys = {}
        for line in entry.comment.splitlines():
            key, colon, value = line.partition(": ")
            assert colon, f"{path}: no key in {line!r} of {entry.msgid!r}"
            assert key in LIST_KEYS | TEXT_KEYS | FLAG_KEYS, f"{path}: unknown key {key!r} of {entry.msgid!r}"
            assert key not in keys, f"{path}: {key!r} twice in {entry.msgid!r}"
            keys[key] = value
        records.append(Record(entry.msgid, entry.msgctxt or "", entry.msgstr, keys))
    return records


@pytest.fixture(scope="module", params=GLOSSARIES)
def glossary(request: pytest.FixtureRequest) -> dict[str, list[Record]]:
    return {language: read(request.param, language) for language in LANGUAGES}


def everything(glossary: dict[str, list[Record]]) -> Iterator[tuple[str, Record]]:
    for language, records in glossary.items():
        for record in records:
            yield language, record


def test_every_concept_has_a_rendering_in_every_language(glossary: dict[str, list[Record]]) -> None:
    concepts = [(record.term, record.context) for record in glossary["ko"]]
    for language in LANGUAGES:
        assert [(record.term, record.context) for record in glossary[language]] == concepts, language
    kept = {"keep": "yes"}.items()
    assert [
        (language, str(r))
        for language, r in everything(glossary)
        if not r.rendering and not kept <= r.keys.items()
    ] == []


def test_what_belongs_to_the_concept_is_the_same_in_every_language(glossary: dict[str, list[Record]]) -> None:
    for records in zip(*glossary.values(), strict=True):
        for key in CONCEPT_KEYS:
            assert len({record.keys.get(key) for record in records}) == 1, f"{records[0]}: {key}"


def test_every_entry_has_kind_and_source(glossary: dict[str, list[Record]]) -> None:
    for language, record in everything(glossary):
        assert record.keys.get("source"), f"{language}: {record} has no source"
        assert re.fullmatch(r"[a-z][a-z-]*", record.keys.get("kind", "")), f"{language}: kind of {record}"
        for key in FLAG_KEYS & record.keys.keys():
            assert record.keys[key] in ("yes", "no"), f"{language}: {key} of {record}"


def test_a_source_form_belongs_to_one_entry(glossary: dict[str, list[Record]]) -> None:
    owners: dict[tuple[str, str], str] = {}
    for record in glossary["ko"]:
        for form in record.source_forms:
            owner = owners.setdefault((form, record.context), record.term)
            assert owner == record.term, f"{form!r} belongs to {owner!r} and {record.term!r}"
        assert len(set(record.source_forms)) == len(record.source_forms), f"{record}: a form twice"


def test_accepted_variants_are_variants(glossary: dict[str, list[Record]]) -> None:
    for language, record in everything(glossary):
        forms = record.target_forms
        assert len(set(forms)) == len(forms), f"{language}: {record}: {forms}"


def test_a_short_name_belongs_to_a_full_name(glossary: dict[str, list[Record]]) -> None:
    for language, records in glossary.items():
        full_names = {record.term for record in records if "short-of" not in record.keys}
        shared = Counter((r.term, r.context) for r in records if "short-of" in r.keys)
        for record in records:
            if "short-of" in record.keys:
                assert record.keys["short-of"] in full_names, f"{language}: {record}"
                assert shared[record.term, record.context] == 1, f"{language}: {record} needs a context"


def test_a_disputed_name_is_never_rewritten_to_the_name_of_the_other_side(
    glossary: dict[str, list[Record]],
) -> None:
    for language, records in glossary.items():
        disputed = [record for record in records if record.keys.get("note", "").startswith("disputed")]
        for record in disputed:
            for other in disputed:
                if record.term != other.term:
                    names = {other.rendering, *other.values("forms")} - {record.rendering}
                    assert not names & set(record.values("accept")), f"{language}: {record}: {names}"


@pytest.mark.parametrize(
    ("name", "least"), [("east-asia-diplomacy", 600), ("organizations", 250), ("cities", 400)]
)
def test_a_glossary_is_as_large_as_promised(name: str, least: int) -> None:
    concepts = {(record.term, record.context) for record in read(name, "ko") if "short-of" not in record.keys}
    assert len(concepts) >= least


def test_text_is_clean(glossary: dict[str, list[Record]]) -> None:
    for language, record in everything(glossary):
        for text in (record.context, *record.source_forms, *record.target_forms, *record.keys.values()):
            assert text == unicodedata.normalize("NFC", text), f"{language}: {record}: not NFC: {text!r}"
            assert text == text.strip() and "  " not in text, f"{language}: {record}: spaces: {text!r}"
            assert text.isprintable(), f"{language}: {record}: control character: {text!r}"


def test_placeholders_agree(glossary: dict[str, list[Record]]) -> None:
    for language, record in everything(glossary):
        expected = sorted(PLACEHOLDER.findall(record.term))
        for text in (*record.source_forms, *record.target_forms):
            assert sorted(PLACEHOLDER.findall(text)) == expected, f"{language}: {record}: {text!r}"
            assert PLACEHOLDER.sub("", text).strip("{}") == PLACEHOLDER.sub("", text), f"{language}: {text!r}"


def test_renderings_are_in_the_script_of_their_language(glossary: dict[str, list[Record]]) -> None:
    for language, record in everything(glossary):
        for text in record.target_forms:
            words = PLACEHOLDER.sub("", text)
            where = f"{language}: {record}: {text!r}"
            if language == "ko":
                assert not KANA.search(words) and not HAN.search(words), where
                script = HANGUL
            else:
                assert not HANGUL.search(words), where
                assert language == "ja" or not KANA.search(words), where
                script = HAN if language != "ja" else re.compile(f"{HAN.pattern}|{KANA.pattern}")
                rest = "".join(c for c in words if c not in BEYOND_REPERTOIRE.get(language, ""))
                assert rest.encode(REPERTOIRES[language], "replace").decode(REPERTOIRES[language]) == rest, (
                    where
                )
            if text == record.rendering and words and not script.search(words):
                # A Latin name that newspapers leave as it is.
                assert text in record.source_forms, f"{where}: not translated"


def test_glossaries_do_not_contradict_one_another() -> None:
    for language in LANGUAGES:
        renderings: dict[tuple[str, str], tuple[str, str]] = {}
        for name in GLOSSARIES:
            for record in read(name, language):
                for form in record.source_forms:
                    other, where = renderings.setdefault((form, record.context), (record.rendering, name))
                    assert other == record.rendering, (
                        f"{language}: {form}: {other} in {where}, {record.rendering} in {name}"
                    )
