"""Downloads from a server that drops, lies, redirects and sends web pages; the index of packages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from file_server import PUBLISHED, FileServer, publish

from translate.errors import DownloadError, PackageError
from translate.models.download import fetch, fetch_file
from translate.models.index import (
    PUBLISHED_INDEX,
    fetch_index,
    index_address,
    install_available,
    newest,
)
from translate.models.packages import Folders
from translate.resources import starter_folder

CONTENT = os.urandom(300_000)
Argosmodel = Callable[..., Path]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "x.argosmodel"


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(user=tmp_path / "user", argos=tmp_path / "argos", starter=starter_folder())


def failure(url: str, target: Path) -> str:
    with pytest.raises(DownloadError) as caught:
        fetch_file(url, target)
    assert not target.exists()
    message = str(caught.value)
    assert "\n" not in message
    return message


def ranges(server: FileServer) -> list[str]:
    return [asked for _path, asked in server.requests]


def test_a_file_comes_whole_and_progress_is_told(file_server: FileServer, target: Path) -> None:
    told: list[tuple[int, int | None]] = []
    fetch_file(file_server.serve("/x", CONTENT), target, lambda done, total: told.append((done, total)))
    assert target.read_bytes() == CONTENT
    assert told[-1] == (len(CONTENT), len(CONTENT)) and told == sorted(told)
    assert list(target.parent.iterdir()) == [target]


def test_dropped_connections_are_taken_up_where_they_broke(file_server: FileServer, target: Path) -> None:
    fetch_file(file_server.serve("/x", CONTENT, drops=[100_000, 50_000, 0, 0]), target)
    assert target.read_bytes() == CONTENT
    assert ranges(file_server) == ["", *["bytes=100000-"], *["bytes=150000-"] * 3]


def test_a_server_without_ranges_is_asked_from_the_start(file_server: FileServer, target: Path) -> None:
    fetch_file(file_server.serve("/x", CONTENT, drops=[100_000], ranges=False), target)
    assert target.read_bytes() == CONTENT
    fetch_file(file_server.serve("/y", CONTENT, drops=[100_000], etag=None), target)
    assert target.read_bytes() == CONTENT
    assert ranges(file_server)[-2:] == ["", ""]


def test_a_later_command_goes_on_unless_the_file_became_another(
    file_server: FileServer, target: Path
) -> None:
    url = file_server.serve("/x", CONTENT, drops=[100_000, 0, 0, 0])
    assert failure(url, target) == (
        f"The connection to {file_server.address.removeprefix('http://')} broke off; "
        "the same command goes on where it stopped."
    )
    fetch_file(url, target)
    assert ranges(file_server)[-1] == "bytes=100000-"
    assert target.read_bytes() == CONTENT
    target.unlink()
    file_server.resources["/x"].drops = [100_000, 0, 0, 0]
    failure(url, target)
    file_server.serve("/x", CONTENT[::-1], etag='"2"')
    fetch_file(url, target)
    assert target.read_bytes() == CONTENT[::-1]


def test_a_download_killed_at_its_end_is_finished(file_server: FileServer, target: Path) -> None:
    url = file_server.serve("/x", CONTENT, drops=[100_000, 0, 0, 0])
    failure(url, target)
    target.with_name("x.argosmodel.part").write_bytes(CONTENT)
    fetch_file(url, target)
    assert target.read_bytes() == CONTENT


def test_a_size_that_is_never_reached_ends_in_an_error(file_server: FileServer, target: Path) -> None:
    url = file_server.serve("/x", CONTENT, claimed=len(CONTENT) + 10)
    assert "broke off" in failure(url, target)


def test_what_the_server_says_is_passed_on(file_server: FileServer, target: Path) -> None:
    host = file_server.address.removeprefix("http://")
    page = file_server.serve("/page", b"<html>", headers={"Content-Type": "text/html; charset=utf-8"})
    assert failure(page, target) == (
        f"{page} gives a web page instead of a package; open it in a browser to see why."
    )
    gone = file_server.address + "/gone"
    assert failure(gone, target) == f"{gone} cannot be had: the server says 404 Not Found."
    redirects = f"{host} redirects without an end, or to where it must not."
    loop = file_server.address + "/loop"
    for address in (loop, "file:///etc/passwd", "ftp://127.0.0.1/x", "//"):
        file_server.serve("/loop", status=302, headers={"Location": address})
        assert failure(loop, target) == redirects
    huge = file_server.serve("/huge", b"x", claimed=1 << 40)
    assert failure(huge, target) == f"{huge} is too large."


def test_long_chains_of_redirects_end(file_server: FileServer, target: Path) -> None:
    for number in range(20):
        file_server.serve(f"/{number}", status=302, headers={"Location": f"/{number + 1}"})
    failure(file_server.address + "/0", target)
    assert len(file_server.requests) < 10
    file_server.serve("/20", CONTENT)
    fetch_file(file_server.address + "/17", target)
    assert target.read_bytes() == CONTENT


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://127.0.0.1/x", "ipfs://Qm", "x", "http://", "http://["]
)
def test_only_http_is_spoken(url: str, target: Path) -> None:
    assert failure(url, target) == f"{url} is no http or https address."


def test_no_network_is_said_in_one_line(target: Path, file_server: FileServer) -> None:
    url = file_server.address + "/x"
    host = file_server.address.removeprefix("http://")
    file_server.close()
    assert failure(url, target) == (
        f"Cannot reach {host} (Connection refused). Without a network, install a package from its file: "
        "translate models install FILE.argosmodel"
    )
    assert failure("http://no-such-host.invalid/x", target) == (
        "Cannot reach no-such-host.invalid (no such host, or no network). "
        "Without a network, install a package from its file: translate models install FILE.argosmodel"
    )
    assert "Cannot reach a b" in failure("http://a b/x", target)


def test_small_things_are_fetched_whole_or_not(file_server: FileServer) -> None:
    url = file_server.serve("/x", CONTENT)
    assert fetch(url, len(CONTENT)) == CONTENT
    with pytest.raises(DownloadError, match=r"/x is too large\.$"):
        fetch(url, len(CONTENT) - 1)
    file_server.resources["/x"].drops = [1000]
    with pytest.raises(DownloadError, match=r"broke off; try again\.$"):
        fetch(url, len(CONTENT))


def test_the_address_of_the_index() -> None:
    published = PUBLISHED_INDEX + "index.json"
    assert index_address(None, {}) == published
    assert index_address(None, {"ARGOS_PACKAGE_INDEX": ""}) == published
    assert (
        index_address(None, {"ARGOS_PACKAGE_INDEX": "https://a.example/"}) == "https://a.example/index.json"
    )
    assert (
        index_address("http://b.example/i", {"ARGOS_PACKAGE_INDEX": "x"}) == "http://b.example/i/index.json"
    )
    assert index_address("http://b.example/my.json", {}) == "http://b.example/my.json"


def test_the_published_index_is_read(file_server: FileServer) -> None:
    available = fetch_index(file_server.serve("/index.json", PUBLISHED.read_bytes()))
    assert len(available) == 96
    assert {newest(available, "en", code).version for code in ("ko", "ja")} == {"1.1"}
    korean = newest(available, "en", "ko")
    assert korean.code == "translate-en_ko"
    assert korean.links == ("https://argos-net.com/v1/translate-en_ko-1_1.argosmodel",)
    with pytest.raises(PackageError) as caught:
        newest(available, "en", "xx")
    assert str(caught.value) == (
        "The index has no package for en → xx; “translate models available --all” lists it."
    )


def test_entries_that_are_no_use_are_left_out(file_server: FileServer) -> None:
    good = {"from_code": "en", "to_code": "ko", "package_version": "1.9", "links": ["http://127.0.0.1/"]}
    entries = [
        good,
        {**good, "package_version": "1.10"},
        {**good, "type": "sbd"},
        {**good, "to_code": "../ko"},
        {**good, "package_version": 3},
        {**good, "links": ["ipfs://Qm", 5, "file:///etc/passwd"]},
        {**good, "links": None},
        "x",
        None,
    ]
    available = fetch_index(file_server.serve("/index.json", json.dumps(entries).encode()))
    assert [package.version for package in available] == ["1.10", "1.9"]


@pytest.mark.parametrize("content", [b"<!doctype html>", b"{}", b"\xff\xfe", b"[" * 100_000, b""])
def test_what_is_no_index_is_said(file_server: FileServer, content: bytes) -> None:
    url = file_server.serve("/index.json", content)
    with pytest.raises(DownloadError) as caught:
        fetch_index(url)
    assert str(caught.value) == f"{url} is no index of Argos packages; look at the address."


def test_a_package_of_the_index_is_installed(
    file_server: FileServer, argosmodel: Argosmodel, folders: Folders
) -> None:
    address = publish(file_server, argosmodel(version="1.1"), drops=[10_000])
    entry = newest(fetch_index(address), "en", "ko")
    package = install_available(entry, folders)
    assert package.path == folders.user / "translate-en_ko-1_1"
    assert json.loads((package.path / "checksums.json").read_text())["source"] == entry.links[0]
    assert list((folders.user / ".downloads").iterdir()) == []


def test_the_next_link_is_tried(file_server: FileServer, argosmodel: Argosmodel, folders: Folders) -> None:
    path = argosmodel()
    entry = {
        "from_code": "en",
        "to_code": "ko",
        "package_version": "1.0",
        "links": [file_server.address + "/gone", file_server.serve("/there", path.read_bytes())],
    }
    address = file_server.serve("/index.json", json.dumps([entry]).encode())
    assert install_available(fetch_index(address)[0], folders).version == "1.0"


def test_a_package_of_another_pair_under_the_name_is_refused(
    file_server: FileServer, argosmodel: Argosmodel, folders: Folders
) -> None:
    wrong = argosmodel(to_code="ja").rename(argosmodel().with_name("translate-en_ko-1_0.argosmodel"))
    entry = fetch_index(publish(file_server, wrong))[0]
    with pytest.raises(PackageError, match=r"translates en → ja, not en → ko\.$"):
        install_available(entry, folders)
    assert [path.name for path in folders.user.iterdir()] == [".downloads"]
    assert list((folders.user / ".downloads").iterdir()) == []


KILLED_WHILE_DOWNLOADING = """
import os, sys
from pathlib import Path
from translate.models.index import fetch_index, install_available
from translate.models.packages import Folders
def stop(done, total):
    if done > total // 2:
        os.kill(os.getpid(), 9)
user = Path(sys.argv[2])
install_available(fetch_index(sys.argv[1])[0], Folders(user, user / "none", user / "none"), stop)
"""


def test_a_killed_download_goes_on_where_it_stopped(
    file_server: FileServer, argosmodel: Argosmodel, folders: Folders
) -> None:
    address = publish(file_server, argosmodel())
    command = [sys.executable, "-c", KILLED_WHILE_DOWNLOADING, address, str(folders.user)]
    assert subprocess.run(command).returncode == -9
    kept = (folders.user / ".downloads" / "translate-en_ko-1_0.argosmodel.part").stat().st_size
    assert kept > 0
    install_available(fetch_index(address)[0], folders)
    assert ranges(file_server)[-1] == f"bytes={kept}-"
