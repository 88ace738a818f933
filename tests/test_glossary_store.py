"""Reading glossaries: PO syntax, comment keys, files and folders, precedence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.errors import ConflictError, GlossaryError
from translate.glossary import comments, po
from translate.glossary.concepts import Entry
from translate.glossary.store import Glossary, open_glossary, read_glossary_file, user_folder
from translate.glossary.termbase import Termbase
from translate.languages import HONG_KONG_CHINESE, JAPANESE, KOREAN, SIMPLIFIED_CHINESE, TRADITIONAL_CHINESE

HEADER = 'msgid ""\nmsgstr ""\n"Language: ko\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a PO file after a header: ``write("ko.po", 'msgid "a"…')``."""

    def write(name: str, content: str, header: str = HEADER) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((header + content).encode("utf-8"))
        return path

    return write


def read(path: Path) -> list[Entry]:
    return list(read_glossary_file(path, "ko", "test").entries)


def test_every_field_is_read(write: Callable[..., Path]) -> None:
    path = write(
        "ko.po",
        "# a translator's remark\n"
        "#. kind: organization\n"
        "#. part-of-speech: noun\n"
        "#. aliases: North Atlantic Alliance|the Alliance | A\\|B\n"
        "#. demonyms: Natoese\n"
        "#. accept: 나토\n"
        "#. forms: 나토군 | 나토측\n"
        "#. avoid: 북대서양기구\n"
        "#. case: sensitive\n"
        "#. reading: 나토\n"
        "#. short-of: North Atlantic Treaty Organization\n"
        "#. common: yes\n"
        "#. required: yes\n"
        "#. definition: a line\\nand C:\\\\new\n"
        "#. usage: news\n"
        "#. note: with: a colon | and a bar\n"
        "#. source: Yonhap\n"
        "#. my-key: my value\n"
        "#. not a key at all\n"
        "#: articles/one.txt:3\n"
        "#, no-wrap\n"
        'msgctxt "military"\n'
        'msgid "NATO"\n'
        'msgstr ""\n'
        '"북대서양"\n'
        '"조약기구"\n',
    )

    assert read(path) == [
        Entry(
            term="NATO",
            rendering="북대서양조약기구",
            context="military",
            kind="organization",
            aliases=("North Atlantic Alliance", "the Alliance", "A|B"),
            demonyms=("Natoese",),
            accept=("나토",),
            forms=("나토군", "나토측"),
            avoid=("북대서양기구",),
            case="sensitive",
            reading="나토",
            short_of="North Atlantic Treaty Organization",
            common=True,
            part_of_speech="noun",
            definition="a line\nand C:\\new",
            usage="news",
            note="with: a colon | and a bar",
            source="Yonhap",
            required=True,
            extra=(("my-key", "my value"),),
            glossary="test",
        )
    ]
    line = read(path)[0].line
    assert line is not None
    assert path.read_text("utf-8").split("\n")[line - 1] == 'msgid "NATO"'


def test_weblate_flags_and_states(case_glossary: Callable[..., Path], write: Callable[..., Path]) -> None:
    kept = read(case_glossary("A05.ko.po") / "ko.po")
    states = read(
        write(
            "states.po",
            '#, forbidden, fuzzy\nmsgid "a"\nmsgstr "가"\n\n#~ msgid "b"\n#~ msgstr "나"\n\n'
            '#. keep: no\nmsgid "c"\nmsgid_plural "cs"\nmsgstr[0] "다"\nmsgstr[1] "다들"\n',
        )
    )

    assert [(e.term, e.rendering, e.keep, e.kind) for e in kept] == [
        ("Harbor Café", "Harbor Café", True, "brand")
    ]
    assert [(e.term, e.forbidden, e.fuzzy, e.obsolete) for e in states] == [
        ("a", True, True, False),
        ("b", False, False, True),
        ("c", False, False, False),
    ]
    assert (states[2].aliases, states[2].accept) == (("cs",), ("다들",))


def test_control_characters_and_unusual_line_breaks(case_glossary: Callable[..., Path]) -> None:
    """Case B03: polib decodes \\a wrongly, str.splitlines() cuts at U+0085, U+2028 and form feeds."""
    entries = read(case_glossary("B03.ko.po") / "ko.po")

    assert [(entry.term, entry.rendering) for entry in entries] == [
        ("treaty", "조약"),
        ("alarm \\a bell \a tab \t end", "경보 \\a 종 \a 탭 \t 끝"),
        ("path C:\\new\\tab", "경로 C:\\new\\tab"),
        ("first\x85second", "첫째\x85둘째"),
        ("upper\u2028lower", "위\u2028아래"),
        ("form\x0cfeed", "쪽\x0c넘김"),
    ]


@pytest.mark.parametrize("name", ["A05.ko.po", "B01.ko.po", "B03.ko.po", "B05.ko.po", "E01.ko.po"])
def test_files_come_back_byte_for_byte(case: Callable[[str], Path], name: str) -> None:
    path = case(name)

    assert po.read_file(path).encode() == path.read_bytes()


def test_previous_and_obsolete_entries(case: Callable[[str], Path]) -> None:
    entries = read(case("B01.ko.po"))

    assert [(e.term, e.context, e.rendering, e.fuzzy, e.obsolete) for e in entries] == [
        ("treaty", "", "조약", False, False),
        ("Harbour Authority", "", "항만청", True, False),
        ("pilot launch", "", "도선정", True, True),
        ("quay", "old", "안벽", False, True),
    ]


def test_crlf_mark_and_legacy_charset(tmp_path: Path) -> None:
    korean = tmp_path / "ko.po"
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=EUC-KR\\n"\n\n'
    korean.write_bytes((header + 'msgid "treaty"\nmsgstr "조약"\n').replace("\n", "\r\n").encode("euc-kr"))
    marked = tmp_path / "ja.po"
    marked.write_bytes(b"\xef\xbb\xbf" + 'msgid "treaty"\nmsgstr "条約"'.encode())

    assert [entry.rendering for entry in read(korean)] == ["조약"]
    assert po.read_file(korean).newline == "\r\n"
    assert [entry.rendering for entry in read(marked)] == ["条約"]
    for path in (korean, marked):
        assert po.read_file(path).encode() == path.read_bytes()


def test_comments_that_a_tool_wrapped_are_joined(tmp_path: Path) -> None:
    aliases = [f"Ministry of Shipping and Harbours number {number}" for number in range(6)]
    catalog = polib.POFile()
    catalog.append(
        polib.POEntry(
            msgid="ministry", msgstr="부처", comment="kind: ministry\naliases: " + " | ".join(aliases)
        )
    )
    path = tmp_path / "ko.po"
    catalog.save(str(path))
    assert path.read_text("utf-8").count("#. ") > 2

    assert [entry.aliases for entry in read(path)] == [tuple(aliases)]


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ('msgid "a"\n', 6, "“msgid” without “msgstr” after it"),
        ('msgid "a"\nmsgid "b"\nmsgstr "나"\n', 7, "the entry before this line has no “msgstr”"),
        ('msgstr "가"\n', 6, "a second “msgstr” in one entry"),
        ('msgid "a"\nmsgstr "가\n', 7, "a string that does not end, or text after it"),
        ('msgid "a"\nmsgstr "가" x\n', 7, "a string that does not end, or text after it"),
        ('msgid "a"\nmsgstr "\\q"\n', 7, "“\\q” is no PO escape; a backslash is written “\\\\”"),
        (
            "term,rendering\n",
            6,
            "not PO syntax: expected “msgid”, “msgstr”, a quoted string or a comment",
        ),
        (
            '<<<<<<< HEAD\nmsgid "a"\nmsgstr "가"\n',
            6,
            "an unresolved merge conflict: choose one side and remove the marks",
        ),
        (
            'msgid "a"\n#~ msgstr "가"\n',
            7,
            "an entry that is only partly marked obsolete (#~)",
        ),
        ('msgctxt "x"\nmsgctxt "y"\n', 7, "“msgctxt” must come once and before “msgid”"),
        ('msgid "a"\nmsgstr[0] "가"\n', 7, "“msgstr[n]” goes with “msgid_plural”, and only with it"),
        ('msgctxt "x"\nmsgid ""\nmsgstr "가"\n', 7, "an entry without a term (empty msgid)"),
        ('#. keep: maybe\nmsgid "a"\nmsgstr ""\n', 6, "“keep: maybe”: write yes or no"),
        (
            '#. case: upper\nmsgid "a"\nmsgstr ""\n',
            6,
            "“case: upper”: write sensitive or insensitive",
        ),
        (
            '#. kind: A Person\nmsgid "a"\nmsgstr ""\n',
            6,
            "“kind: A Person”: a kind is one lower-case word, such as person or place",
        ),
        ('#. note: a\n#. note: b\nmsgid "a"\nmsgstr ""\n', 7, "“note” stands twice in one entry"),
        (
            '#. aliases: Premier\nmsgid "Prime Minister {person}"\nmsgstr "{person} 총리"\n',
            7,
            "the alias “Premier” needs the same placeholders as “Prime Minister {person}”",
        ),
        (
            'msgid "Prime Minister {person}"\nmsgstr "{country} 총리"\n',
            6,
            "the rendering “{country} 총리” has {country}, which “Prime Minister {person}” has not",
        ),
        (
            'msgid "{country} and {country}"\nmsgstr "가"\n',
            6,
            "“{country} and {country}”: number the second placeholder of one kind, as in {country} and "
            "{country2}",
        ),
        (
            'msgid "{person}"\nmsgstr "{person}"\n',
            6,
            "the pattern “{person}” needs a word of its own to be found by",
        ),
    ],
)
def test_faults_are_named_with_file_and_line(
    write: Callable[..., Path], content: str, line: int, message: str
) -> None:
    path = write("ko.po", content)

    with pytest.raises(GlossaryError) as caught:
        read(path)

    assert str(caught.value) == f"{path}:{line}: {message}"


def test_conflicting_entries(write: Callable[..., Path]) -> None:
    path = write("ko.po", 'msgid "treaty"\nmsgstr "조약"\n\nmsgid "treaty"\nmsgstr "협정"\n')

    with pytest.raises(ConflictError) as caught:
        read(path)

    assert str(caught.value) == (
        f"{path}:9: “treaty” is “협정” here and “조약” in line 6; keep one, or tell them apart with msgctxt"
    )


def test_files_that_are_no_glossary(tmp_path: Path) -> None:
    path = tmp_path / "ko.po"
    faults = [
        (b'"stray"\n', ":1: a string without “msgid” or “msgstr” before it"),
        (b'msgstr "x"\n', ":1: “msgstr” without “msgid” before it"),
        (b'msgid "a"\nmsgstr "\xb0\xa1"\n', ":2: these bytes are not UTF-8; save the file as UTF-8"),
        (b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=ko9\\n"\n',
         ":1: unknown charset “ko9” in the header; write UTF-8"),
        (b"PK\x03\x04\0\0", ":1: not a PO file: it holds a NUL byte"),
        ('msgid "a"'.encode("utf-16"), ":1: the file is UTF-16, which PO does not allow; save it as UTF-8"),
    ]  # fmt: skip
    for data, message in faults:
        path.write_bytes(data)
        with pytest.raises(GlossaryError) as caught:
            read(path)
        assert str(caught.value) == f"{path}{message}"


def test_only_the_header_names_the_charset(tmp_path: Path) -> None:
    path = tmp_path / "ko.po"
    path.write_text('msgid "Content-Type: text/html; charset=EUC-KR"\nmsgstr "문자 집합"\n', "utf-8")

    assert [entry.rendering for entry in read(path)] == ["문자 집합"]


def test_folder_of_languages(write: Callable[..., Path], tmp_path: Path) -> None:
    entry = 'msgid "treaty"\nmsgstr "x"\n'
    for name in ("ko.po", "ja_JP.po", "zh_CN.po", "zh-TW.po", "de.po", "en.po"):
        write(f"team/{name}", entry)

    glossary = open_glossary(tmp_path / "team")

    assert glossary.name == "team"
    assert glossary.locales == ("ko", "ja", "zh_Hans", "zh_Hant")

    write("team/ko_KR.po", entry)
    with pytest.raises(GlossaryError) as caught:
        open_glossary(tmp_path / "team")
    assert (
        str(caught.value) == f"{tmp_path / 'team'}: ko.po and ko_KR.po are both for ko; merge them into one"
    )


def test_single_file_serves_the_language_of_its_header(write: Callable[..., Path], tmp_path: Path) -> None:
    path = write("harbour.po", 'msgid "treaty"\nmsgstr "조약"\n')
    nameless = write("nothing.po", 'msgid "treaty"\nmsgstr "조약"\n', header="")

    assert [entry.rendering for entry in open_glossary(path).entries(KOREAN)] == ["조약"]
    assert open_glossary(path).entries(JAPANESE) == ()
    assert open_glossary(path).name == "harbour"
    with pytest.raises(GlossaryError) as caught:
        open_glossary(nameless)
    assert str(caught.value) == (
        f"{nameless}: cannot tell which language this glossary serves; add a line “Language: ko” "
        "(or another) to its header"
    )


def test_what_is_no_glossary(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(GlossaryError) as empty:
        open_glossary(tmp_path / "empty")
    with pytest.raises(GlossaryError) as missing:
        Glossary.open(tmp_path / "missing.po")
    with pytest.raises(GlossaryError) as unknown:
        Glossary.open("contries")

    assert str(empty.value) == (
        f"{tmp_path / 'empty'}: no glossary: a glossary folder holds ko.po, ja.po, zh_Hans.po or zh_Hant.po"
    )
    assert str(missing.value) == f"{tmp_path / 'missing.po'}: no such glossary file or folder"
    assert str(unknown.value) == (
        "No glossary is called “contries”: did you mean “countries”? A path must exist."
    )


def test_names_of_the_user_and_of_the_tool(write: Callable[..., Path]) -> None:
    folder = user_folder() / "team"
    folder.mkdir(parents=True)
    (folder / "ko.po").write_text(HEADER + 'msgid "treaty"\nmsgstr "조약"\n', "utf-8")

    assert Glossary.open("team").path == folder
    assert Glossary.open("countries").curated
    assert [entry.term for entry in Glossary.open("team").entries(KOREAN)] == ["treaty"]


def test_traditional_chinese_takes_what_it_lacks_from_simplified(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    write(
        "g/zh_Hans.po",
        'msgid "Taiwan"\nmsgstr "台湾"\n\n#. accept: 谈话\nmsgid "talks"\nmsgstr "会谈"\n\n'
        '#. keep: yes\nmsgid "KTX"\nmsgstr ""\n\n#, fuzzy\nmsgid "pier"\nmsgstr "码头"\n',
    )
    write(
        "g/zh_Hant.po",
        'msgid "Taiwan"\nmsgstr "台灣"\n\nmsgid "talks"\nmsgstr ""\n\nmsgid "sea"\nmsgstr "海"\n',
    )
    glossary = open_glossary(tmp_path / "g")

    entries = {e.term: (e.rendering, e.pivot, e.converted) for e in glossary.entries(TRADITIONAL_CHINESE)}
    termbase = Termbase.open(HONG_KONG_CHINESE, [tmp_path / "g"], curated=False)
    resolved = {entry.term: termbase.resolve(entry) for entry in termbase.glossaries[0].entries}

    assert entries == {
        "Taiwan": ("台灣", "台湾", False),
        "talks": ("会谈", "会谈", True),
        "sea": ("海", "", False),
        "KTX": ("KTX", "", False),
        "pier": ("码头", "码头", True),
    }
    assert (resolved["talks"].rendering, resolved["talks"].accept) == ("會談", ("談話",))
    assert (resolved["sea"].pivot, resolved["KTX"].pivot) == ("海", "KTX")
    assert [entry.term for entry in glossary.entries(SIMPLIFIED_CHINESE)] == [
        "Taiwan",
        "talks",
        "KTX",
        "pier",
    ]


def test_precedence_and_fingerprint(write: Callable[..., Path], tmp_path: Path) -> None:
    first = write("a/ko.po", 'msgid "treaty"\nmsgstr "조약"\n').parent
    second = write("b/ko.po", 'msgid "pier"\nmsgstr "부두"\n').parent
    japanese = write("c/ja.po", 'msgid "pier"\nmsgstr "桟橋"\n').parent

    termbase = Termbase.open(KOREAN, [first, first, japanese], [second], curated=False)
    swapped = Termbase.open(KOREAN, [second], [first, japanese], curated=False)

    assert [(ranked.level, ranked.glossary.name) for ranked in termbase.glossaries] == [
        (0, "a"),
        (0, "c"),
        (1, "b"),
    ]
    assert termbase.names == ("a", "b")
    assert termbase.messages == ("The glossary “c” has no entries for ko.",)
    assert Termbase.open(KOREAN, curated=False).names == ()
    assert "countries" in Termbase.open(KOREAN).names
    before = termbase.fingerprint
    assert before == Termbase.open(KOREAN, [first, japanese], [second], curated=False).fingerprint
    assert before != swapped.fingerprint
    write("b/ko.po", 'msgid "pier"\nmsgstr "잔교"\n')
    assert before != Termbase.open(KOREAN, [first, japanese], [second], curated=False).fingerprint


TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=20)


@given(TEXT)
def test_strings_survive_quoting(text: str) -> None:
    parsed = po.parse(f"msgid {po.quote(text + 'x')}\nmsgstr {po.quote(text)}\n".encode(), Path("x.po"))

    assert (parsed.blocks[0].msgid, parsed.blocks[0].msgstr[0]) == (text + "x", text)


@given(st.lists(st.tuples(TEXT, TEXT), max_size=4, unique_by=lambda pair: pair[0]))
def test_what_polib_writes_is_read_alike(pairs: list[tuple[str, str]]) -> None:
    catalog = polib.POFile(wrapwidth=30)
    for msgid, msgstr in pairs:
        catalog.append(polib.POEntry(msgid=f"{msgid}-", msgstr=msgstr))

    parsed = po.parse(str(catalog).encode(), Path("x.po"))

    read = [(block.msgid, block.msgstr[0]) for block in parsed.blocks if not block.is_header]
    assert read == [(f"{msgid}-", msgstr) for msgid, msgstr in pairs]


@given(st.lists(TEXT.map(str.strip).filter(bool), max_size=4))
def test_lists_survive_a_comment(items: list[str]) -> None:
    value = comments.join_list(items)

    assert "\n" not in value
    kept = tuple(item.replace("\r\n", "\n").replace("\r", "\n") for item in items)
    assert comments.split_list(value) == kept
