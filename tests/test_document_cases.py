"""The document cases with the real engine: what people met with other tools comes out right."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import polib
import yaml
from conftest import Run
from docutils import nodes
from docutils.core import publish_doctree
from markdown_it import MarkdownIt

from translate.documents.wrapping import display_width

Case = Callable[[str], Path]


def markdown_counts(path: Path) -> Counter[str]:
    tokens = MarkdownIt().enable("table").parse(path.read_text(encoding="utf-8"))
    return Counter(
        inner.type for token in tokens for inner in [token, *(token.children or [])] if inner.nesting == 1
    )


def test_d01(translate: Run, case: Case, tmp_path: Path) -> None:
    source = case("D01.md")
    translate("file", source, "--to", "ko", "--to", "ja", "--to", "zh")
    expected = markdown_counts(source)
    assert (expected["strong_open"], expected["em_open"], expected["link_open"]) == (4, 1, 1)
    for language in ("ko", "ja", "zh"):
        path = tmp_path / f"D01.{language}.md"
        assert markdown_counts(path) == expected
        assert "](https://example.org/a_b_(1).pdf)" in path.read_text(encoding="utf-8")


def test_d03(translate: Run, case: Case, tmp_path: Path) -> None:
    translate("file", case("D03.rst"), "--to", "ja", "--to", "ko", "--to", "zh")
    kinds = (nodes.strong, nodes.literal, nodes.emphasis, nodes.reference, nodes.problematic)
    for language in ("ja", "ko", "zh"):
        text = (tmp_path / f"D03.{language}.rst").read_text(encoding="utf-8")
        document = publish_doctree(text, settings_overrides={"report_level": 5})
        found = Counter(
            type(node).__name__ for node in document.findall(lambda node: isinstance(node, kinds))
        )
        assert found == {"strong": 3, "literal": 2, "emphasis": 1, "reference": 1}
        assert not [node for node in document.findall(nodes.system_message) if node["level"] > 1]
        title, underline = text.splitlines()[:2]
        assert len(underline) >= display_width(title)
        assert "``settings.ini``" in text and ":code:`ls -l`" in text
        assert text.endswith("\n.. code-block:: sh\n\n   run --now\n")


def test_d05(translate: Run, case: Case, tmp_path: Path) -> None:
    source = case("D05.vtt")
    translate("file", source, "--to", "ja", "-o", "out.vtt")
    before, after = source.read_text("utf-8"), (tmp_path / "out.vtt").read_text("utf-8")
    texts = ("Stop", "Rock", "Meet")
    frame = [line for line in before.splitlines() if not any(text in line for text in texts)]
    position = 0
    for line in frame:
        position = after.index(line, position) + len(line)
    assert "<v Anna><c.loud>" in after and "</c></v>" in after and "<00:06.000>" in after
    second = after.partition("line:0\n")[2].partition("\n\n")[0]
    assert "<" not in second and ">" not in second


def test_d07(translate: Run, case: Case, tmp_path: Path) -> None:
    source = case("D07.json")
    translate("file", source, "--to", "ko", "-o", "out.json")
    before, after = source.read_text("utf-8"), (tmp_path / "out.json").read_text("utf-8")
    keys = [re.findall(r'^\s*"((?:[^"\\]|\\.)*)":', text, re.MULTILINE) for text in (before, after)]
    assert keys[0] == keys[1]
    data = json.loads(after)
    for part in ("__count__", "__place__", "<strong>", "</strong>"):
        assert data["title"].count(part) == 1
    assert "{{count}}" in data["boats_one"] and "$t(harbour)" in data["boats_other"]
    for kept in ("1.0,", "12345678901234567890", "null", "[]", "true", '"empty": ""'):
        assert kept in after
    assert len(data["list"]) == 3 and not after.endswith("\n")


def test_d09(translate: Run, case: Case, tmp_path: Path) -> None:
    source = case("D09.yml")
    translate("file", source, "--to", "ko", "-o", "out.yml")
    before, after = source.read_text("utf-8"), (tmp_path / "out.yml").read_text("utf-8")
    keys = [
        [line.partition(":")[0] for line in text.splitlines() if re.match(r"\s*['\"\w]+:(\s|$)", line)]
        for text in (before, after)
    ]
    assert [key.replace("ko", "en") for key in keys[1]] == keys[0]
    for kept in (
        "# harbour site\n",
        "version: 1.10\n",
        "code: 007\n",
        "again: *a\n",
        "notice: |\n",
        "fold: >-\n",
    ):
        assert kept in after
    old, new = yaml.safe_load(before)["en"], yaml.safe_load(after)["ko"]
    assert new["notice"].count("\n") == 2 and "%{name}" in new["first"]
    for key in ("version", "code"):
        assert old[key] == new[key]
    assert set(new["answers"]) == {"yes", "no"} and set(new["country"]) == {False, "SE"}


def test_d11(translate: Run, case: Case, tmp_path: Path) -> None:
    source = case("D11.xlf")
    translate("file", source, "--to", "ko", "-o", "out.xlf")
    after = (tmp_path / "out.xlf").read_text("utf-8")
    units = {
        unit.get("id"): unit for unit in ElementTree.fromstring(after).iter() if "trans-unit" in unit.tag
    }
    targets = {name: child for name, unit in units.items() for child in unit if child.tag.endswith("target")}
    assert sorted(targets) == ["u1", "u2", "u3", "u5"]
    assert [child.get("id") for child in targets["u1"]] == ["PH", "PH_1"] and targets["u1"][0].tail == " "
    assert "\n\t" in (targets["u2"].text or "")
    (group,) = targets["u3"]
    assert (group.get("id"), [child.get("id") for child in group]) == ("1", ["2"])
    assert after.splitlines()[-3] == source.read_text("utf-8").splitlines()[-3]
    assert 'target-language="ko"' in after


def test_d13(translate: Run, case: Case, tmp_path: Path) -> None:
    translate("file", case("D13.epub"), "--to", "zh-Hant", "-o", "out.epub")
    archive = zipfile.ZipFile(io.BytesIO((tmp_path / "out.epub").read_bytes()))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    parts = {name: archive.read(name).decode() for name in archive.namelist()[1:]}
    for part in parts.values():
        ElementTree.fromstring(part)
    chapter, nav, ncx = (parts[f"OEBPS/{name}"] for name in ("Chapter 1.xhtml", "nav.xhtml", "toc.ncx"))
    assert "<dc:language>zh-Hant</dc:language>" in parts["OEBPS/content.opf"]
    assert chapter.count('lang="zh-Hant"') == 2 and "<br/>" in chapter
    heading = re.search(r"<h1 id=\"s1\">(.+?)</h1>", chapter)
    assert heading and heading[1] != "The storm"
    assert f'<a href="Chapter%201.xhtml#s1">{heading[1]}</a>' in nav
    assert f"<navLabel><text>{heading[1]}</text>" in ncx


def test_g01(translate: Run, case: Case, tmp_path: Path) -> None:
    result = translate("file", case("G01.txt"), "--to", "ko", "--json")
    source = " ".join(
        sentence["source"] for file in json.loads(result.stdout)["files"] for sentence in file["sentences"]
    )
    for part in ("“won’t close” –", "We´re", "€20", "café"):
        assert part in source
    assert not re.search("[\ufffd\u0080-\u009f\uac00-\ud7a3\u0400-\u04ff]", source)
    assert "Written as UTF-8" in result.stderr
    written = (tmp_path / "G01.ko.txt").read_bytes()
    assert written.decode("utf-8").count("\r\n") == 3 and written.count(b"\n") == 3


def test_g03(translate: Run, case: Case, tmp_path: Path) -> None:
    translate("file", case("G03.txt"), "--to", "ko")
    written = (tmp_path / "G03.ko.txt").read_bytes()
    lines = written.decode("utf-16-le").split("\r\n")
    assert len(lines) == 3 and lines[2] == "" and all(re.search("[가-힣]", line) for line in lines[:2])
    assert not written.startswith(b"\xff\xfe")


def test_b07(translate: Run, case: Case, tmp_path: Path) -> None:
    translate("file", case("B07.po"), "--to", "ja", "-o", "out.po")
    result = polib.pofile(str(tmp_path / "out.po"))
    assert result.metadata["Plural-Forms"].startswith("nplurals=1;")
    boats, saved, pier = result
    assert list(boats.msgstr_plural) == [0]
    assert [len(re.findall(rf"%(?:\d\$)?{sign}", boats.msgstr_plural[0])) for sign in "ds"] == [1, 1]
    assert "{user_name}" in saved.msgstr and "{0}" in saved.msgstr
    assert (pier.msgstr, pier.fuzzy) == ("埠頭は閉まっています。", True)


def test_keys_and_marks_on_request(translate: Run, case: Case, tmp_path: Path) -> None:
    translate("file", case("D07.json"), "--to", "ko", "--key", "TYPES.*", "-o", "out.json")
    data = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert data["boats_one"] == "{{count}} boat in $t(harbour)" and data["TYPES"]["10"] != "First boat"
    translate("file", case("B07.po"), "--to", "ja", "--mark-fuzzy", "--retranslate", "-o", "out.po")
    result = polib.pofile(str(tmp_path / "out.po"))
    assert all(entry.fuzzy for entry in result) and result[2].msgstr != "埠頭は閉まっています。"
