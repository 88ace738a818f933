"""Which language the tool speaks, and that all it says goes through the catalogs, Click's part included."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run
from pseudo_language import write_catalog

from translate import i18n
from translate.cli import console
from translate.documents.wrapping import display_width
from translate.errors import LanguageError


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ja_JP.eucJP"}, "ja"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_MESSAGES": "ja_JP.UTF-8", "LANG": "ko_KR.UTF-8"}, "ja"),
        ({"LC_ALL": "ko_KR.UTF-8", "LC_MESSAGES": "ja_JP.UTF-8", "LANG": "C"}, "ko"),
        ({"LANGUAGE": "ja", "LC_ALL": "ko_KR.UTF-8"}, "ja"),
        ({"LANGUAGE": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANGUAGE": "fr:ko:ja", "LANG": "ja_JP.UTF-8"}, "ko"),
        ({"LANGUAGE": "en_GB:ko"}, "en"),
        ({"LANGUAGE": "fr", "LANG": "ko_KR.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_Hans"),
        ({"LANG": "zh_SG.UTF-8"}, "zh_Hans"),
        ({"LANG": "zh"}, "zh_Hans"),
        ({"LANG": "zh_TW.UTF-8"}, "zh_Hant"),
        ({"LANG": "zh_HK.UTF-8"}, "zh_Hant"),
        ({"LANG": "zh_MO.UTF-8@radical"}, "zh_Hant"),
        ({"LANG": "zh_Hans_HK.UTF-8"}, "zh_Hans"),
        ({"LANG": "zh_Hant_CN"}, "zh_Hant"),
    ],
)
def test_the_environment_chooses_the_language(environment: dict[str, str], language: str) -> None:
    assert i18n.resolve_language(None, environment) == language
    assert i18n.resolve_language("", environment) == language


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("ko", "ko"),
        ("KO", "ko"),
        ("zh-TW", "zh_Hant"),
        ("zh_Hans", "zh_Hans"),
        ("zt", "zh_Hant"),
        ("en", "en"),
    ],
)
def test_a_language_asked_for_comes_before_the_environment(code: str, language: str) -> None:
    assert i18n.resolve_language(code, {"LANGUAGE": "ja"}) == language


def test_a_language_asked_for_that_is_not_spoken_is_an_error(translate: Run) -> None:
    message = "This tool does not speak “fr”; use one of en, ko, ja, zh-Hans, zh-Hant."
    with pytest.raises(LanguageError, match=re.escape(message)):
        i18n.resolve_language("fr", {})
    assert translate("--lang", "fr", "doctor", status=1).stderr == f"Error: {message}\n"


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["--lang", "ko", "file", "a"], "ko"),
        (["--lang=ja", "--version"], "ja"),
        (["--lang", "ko", "--lang", "ja"], "ja"),
        (["file", "a", "--lang", "ko"], None),
        (["text", "--", "--lang", "ko"], None),
        (["--lang"], None),
        ([], None),
    ],
)
def test_the_option_stands_before_the_command(arguments: list[str], language: str | None) -> None:
    assert console.language_argument(arguments) == language


RUN = """
import sys
from pathlib import Path
from translate import resources
locales = Path(sys.argv.pop(1))
resources.locales_folder = lambda: locales
"""

ALL_HELP = (
    RUN
    + """
import json
import click
from translate import i18n
from translate.cli import localization
i18n.set_language("ja")
localization.localize_click()
from translate.cli.root import root

def collect(command, context):
    texts = [command.help or "", command.short_help or ""]
    texts += [getattr(parameter, "help", None) or "" for parameter in command.params]
    words = {name for parameter in command.params for name in parameter.opts + parameter.secondary_opts}
    for parameter in command.params:
        words |= set(map(str, getattr(parameter.type, "choices", ()))) | {str(parameter.default)}
    shown[context.command_path] = [command.get_help(context), sorted(words), bool(command.short_help)]
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            collect(child, click.Context(child, info_name=name, parent=context))

shown = {}
collect(root, click.Context(root, info_name="translate"))
print(json.dumps(shown))
"""
)


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Catalogs in which Japanese is the pseudo language."""
    folder = tmp_path_factory.mktemp("locales")
    write_catalog(folder, "ja")
    return folder


def run_python(code: str, *arguments: object, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | variables,
        timeout=60,
    )


def test_help_of_every_command_is_translated_and_fits_the_terminal(locales: Path) -> None:
    result = run_python(ALL_HELP, locales, COLUMNS="80")
    assert result.stderr == ""
    for command, (text, words, has_short_help) in json.loads(result.stdout).items():
        # Click takes the first sentence of the help otherwise, and knows only English sentences.
        assert has_short_help or command == "translate", f"{command} has no short help"
        assert text.startswith("Uｓａｇｅ: ")
        assert "Sｈｏｗｔｈｉｓｍｅｓｓａｇｅａｎｄｅｘｉｔ." in "".join(text.split())
        lines = text.splitlines()[1:]
        assert [line for line in lines if display_width(line) > 80] == [], command
        for line in lines:
            if re.match(r" {4,8}\S", line):  # an example
                continue
            rest = re.sub(r"^  (-.*?|[a-z]+)(  |$)|--?[a-z-]+|\[[^\]]*\]|[\w.*']*\.\w+|“[^”]*”", "", line)
            left = set(re.findall(r"[a-z]{3,}", rest)) - set(words)
            assert not left, f"{command}: {left} in {line!r}"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["file"], "Eｒｒｏｒ: Mｉｓｓｉｎｇ ａｒｇｕｍｅｎｔ 'FILES...'。"),
        (["fiel"], "Eｒｒｏｒ: Nｏ ｓｕｃｈ ｃｏｍｍａｎｄ 'fiel'。Dｉｄ ｙｏｕ ｍｅａｎ 'file'?"),
        (
            ["text", "x", "--two", "ko"],
            "Eｒｒｏｒ: Nｏ ｓｕｃｈ ｏｐｔｉｏｎ '--two'。Dｉｄ ｙｏｕ ｍｅａｎ '--to'?",
        ),
        (
            ["text", "x", "--to", "ko", "--register", "rude"],
            "Eｒｒｏｒ: Iｎｖａｌｉｄ ｖａｌｕｅ ｆｏｒ '--register': 'rude' ｉｓ ｎｏｔ ｏｎｅ ｏｆ "
            "'plain', 'polite'.",
        ),
        (
            ["text", "x", "--to", "ko", "--beam-size", "big"],
            "Eｒｒｏｒ: Iｎｖａｌｉｄ ｖａｌｕｅ ｆｏｒ '--beam-size': 'big' ｉｓ ｎｏｔ ａ ｖａｌｉｄ "
            "ｉｎｔｅｇｅｒ ｒａｎｇｅ.",
        ),
    ],
)
def test_what_click_says_of_a_malformed_call_is_translated(
    locales: Path, arguments: list[str], message: str
) -> None:
    result = run_python(RUN + "from translate.cli import main; main()", locales, "--lang", "ja", *arguments)
    assert result.returncode == 2
    assert result.stderr.splitlines()[0].startswith("Uｓａｇｅ: translate")
    assert result.stderr.splitlines()[-1] == message


@pytest.mark.parametrize(
    ("language", "arguments", "line"),
    [
        ("ko", ["memory", "import", "n.tmx"],
         "오류: n.tmx 파일을 읽을 수 없습니다: 그런 파일이나 폴더가 없습니다."),
        ("ja", ["glossary", "import", "n.csv", "--glossary", "g"],
         "エラー: n.csv: 読み込めません: ファイルまたはフォルダーがありません"),
        ("zh-Hans", ["memory", "import", "n.tmx"], "错误：无法读取 n.tmx：没有这个文件或文件夹。"),
        ("zh-Hant", ["memory", "import"], "錯誤：缺少引數 'FILE...'。"),
        ("ja", ["fiel"], "エラー: コマンド「fiel」はありません。（次のいずれかのことですか: 'file'）"),
    ],
)  # fmt: skip
def test_what_the_system_and_click_say_fits_into_the_sentence(
    translate: Run, tmp_path: Path, language: str, arguments: list[str], line: str
) -> None:
    (tmp_path / "a.txt").write_text("It rained.\n")
    result = translate("--lang", language, *arguments, status=None)
    assert result.stderr.splitlines()[-1] == line


def test_the_environment_sets_the_language_of_an_installed_command(locales: Path) -> None:
    code = RUN + "from translate.cli import main; main()"
    assert run_python(code, locales, LANGUAGE="", LANG="ja_JP.UTF-8").stdout.startswith("Tｒａｎｓｌａｔｅ")
    assert run_python(code, locales, LANGUAGE="", LANG="").stdout.startswith("Translate English")


def test_importing_the_library_changes_nothing_in_click() -> None:
    code = """
import gettext, os
before = dict(os.environ)
import translate, translate.cli.root
import click
assert click.core._ is click.exceptions._ is gettext.gettext
assert click.core.ngettext is gettext.ngettext
assert click.Context.formatter_class is click.HelpFormatter
assert click.IntRange.name == "integer range"
assert gettext.textdomain() == "messages" and dict(os.environ) == before
"""
    assert run_python(code, LANGUAGE="ja").stderr == ""


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert console.number(1234567) == "1,234,567"
    assert console.number(1234.56, decimals=1) == "1,234.6"
    text = console.fill(
        "{count} of {name} in {seconds:.1f} s ({share:.0f} %)", count=12345, name="a", seconds=2, share=9.6
    )
    assert text == "12,345 of a in 2.0 s (10 %)"


def test_languages_have_names() -> None:
    assert i18n.language_name("zh-Hant") == "Traditional Chinese"
    assert i18n.language_name("xx") == "xx"
    assert i18n.language_name("xx", default="Xish") == "Xish"
