"""Downloads over HTTP, which end whole or can be taken up again.

``urllib`` of the standard library does what is needed here (proxies, certificates of the system,
ranges), so the base install carries no HTTP library.
"""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from translate import __version__
from translate.errors import DownloadError
from translate.files import reason_of, shown, write_atomically
from translate.i18n import _
from translate.models.archive import MAXIMUM_CONTENT_BYTES, require_space

TIMEOUT_SECONDS = 30.0
"""For connecting and for each wait for data."""

MAXIMUM_REDIRECTS = 5
MAXIMUM_FRUITLESS_TRIES = 3
"""Connections in a row that may end without getting further than any before."""

_BLOCK_BYTES = 1 << 16

Progress = Callable[[int, int | None], None]
"""Called with the bytes there so far, and how many there will be, if known."""


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows few redirects, to HTTP only, and never from HTTPS down to HTTP."""

    max_redirections = MAXIMUM_REDIRECTS
    max_repeats = 2

    def redirect_request(
        self, request: urllib.request.Request, file: Any, code: int, message: str, headers: Any, url: str
    ) -> urllib.request.Request | None:
        old, new = urllib.parse.urlsplit(request.full_url), urllib.parse.urlsplit(url)
        if new.scheme not in ("http", "https") or (old.scheme == "https" and new.scheme == "http"):
            raise urllib.error.HTTPError(url, code, message, headers, file)
        return super().redirect_request(request, file, code, message, headers, url)


class _Interrupted(Exception):
    """The connection ended early; another try may go on from there."""


class _NoSuchRange(Exception):
    """The file has no such range any more: it became shorter, or all of it is there."""


def is_http(url: str) -> bool:
    """Whether an address can be fetched from here."""
    try:
        parts = urllib.parse.urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and url.isprintable()


def fetch(url: str, maximum: int) -> bytes:
    """The content at an address, for small things.

    Raises:
        DownloadError: it cannot be had, is cut off, or is longer than ``maximum`` bytes.
    """
    with _opened(url, {}) as response:
        expected = _length(response)
        data = bytearray()
        with suppress(_Interrupted):
            for block in _blocks(response):
                data += block
                if len(data) > maximum:
                    break
    if len(data) > maximum:
        raise DownloadError(_("{url} is too large.").format(url=shown(url)))
    if expected is not None and len(data) != expected:
        raise DownloadError(_("The connection to {host} broke off; try again.").format(host=_host(url)))
    return bytes(data)


def fetch_file(url: str, target: Path, progress: Progress | None = None) -> None:
    """Download to ``target``, going on where an earlier try of the same address stopped.

    What is there of a file, and the server's mark of its version (ETag or Last-Modified, RFC 9110
    section 13.1.5), is kept beside ``target`` until it is whole, also when the process is killed.

    Raises:
        DownloadError: the server or the network failed, or what came is no package.
        PackageError: the disk has too little space for the file and what it unpacks to.
    """
    part = target.with_name(target.name + ".part")
    note = target.with_name(target.name + ".part.json")
    fruitless = 0
    furthest = _size(part)
    try:
        while True:
            try:
                _fetch_rest(url, part, note, progress)
                break
            except _NoSuchRange:
                part.unlink(missing_ok=True)
            except _Interrupted:
                if _size(part) > furthest:
                    furthest = _size(part)
                    fruitless = 0
                    continue
            fruitless += 1
            if fruitless == MAXIMUM_FRUITLESS_TRIES:
                raise DownloadError(
                    _(
                        "The connection to {host} broke off; the same command goes on where it stopped."
                    ).format(host=_host(url))
                )
        part.replace(target)
    except OSError as error:
        raise DownloadError(
            _("Cannot write {path}: {reason}.").format(path=shown(part), reason=reason_of(error))
        ) from error
    note.unlink(missing_ok=True)


def _fetch_rest(url: str, part: Path, note: Path, progress: Progress | None) -> None:
    have, validator = _resumable(url, part, note)
    headers = {"Range": f"bytes={have}-", "If-Range": validator} if have else {}
    with _opened(url, headers) as response:
        if "html" in response.headers.get_content_type():
            raise DownloadError(
                _("{url} gives a web page instead of a package; open it in a browser to see why.").format(
                    url=shown(url)
                )
            )
        if response.status != 206 or not response.headers.get("Content-Range", "").startswith(
            f"bytes {have}-"
        ):
            have = 0
        length = _length(response)
        total = None if length is None else have + length
        if total is not None and total > MAXIMUM_CONTENT_BYTES:
            raise DownloadError(_("{url} is too large.").format(url=shown(url)))
        # The archive lies there beside what it unpacks to, which is little more for a model.
        require_space(part.parent, 2 * (length or 0) + have)
        if have == 0:
            validator = response.headers.get("ETag") or response.headers.get("Last-Modified") or ""
            part.unlink(missing_ok=True)
            write_atomically(note, json.dumps({"url": url, "validator": validator}).encode())
        with part.open("ab") as file:
            for block in _blocks(response):
                file.write(block)
                have += len(block)
                if have > MAXIMUM_CONTENT_BYTES:
                    raise DownloadError(_("{url} is too large.").format(url=shown(url)))
                if progress is not None:
                    progress(have, total)
    if total is not None and have < total:
        raise _Interrupted


def _blocks(response: http.client.HTTPResponse) -> Iterator[bytes]:
    while True:
        try:
            block = response.read(_BLOCK_BYTES)
        except (OSError, http.client.HTTPException) as error:
            raise _Interrupted from error
        if not block:
            return
        yield block


def _resumable(url: str, part: Path, note: Path) -> tuple[int, str]:
    """How much is there, and the mark that must still hold; nothing without such a mark."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        kept = json.loads(note.read_text(encoding="utf-8"))
        validator = str(kept["validator"])
        # A weak ETag does not promise equal bytes.
        if kept["url"] == url and validator and not validator.startswith("W/") and validator.isprintable():
            return _size(part), validator
    return 0, ""


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


@contextmanager
def _opened(url: str, headers: dict[str, str]) -> Iterator[http.client.HTTPResponse]:
    if not is_http(url):
        raise DownloadError(_("{url} is no http or https address.").format(url=shown(url)))
    opener = urllib.request.build_opener(_Redirects)
    opener.addheaders = [("User-Agent", f"glossary-translate/{__version__}"), ("Accept-Encoding", "identity")]
    try:
        response = opener.open(urllib.request.Request(url, headers=headers), timeout=TIMEOUT_SECONDS)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == 416 and "Range" in headers:
            raise _NoSuchRange from error
        if error.code in (301, 302, 303, 307, 308):
            raise DownloadError(
                _("{host} redirects without an end, or to where it must not.").format(host=_host(url))
            ) from error
        raise DownloadError(
            _("{url} cannot be had: the server says {status} {reason}.").format(
                url=shown(url), status=error.code, reason=shown(str(error.reason))
            )
        ) from error
    except urllib.error.URLError as error:
        raise DownloadError(_unreachable(url, error.reason)) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise DownloadError(_unreachable(url, error)) from error
    with response:
        yield response


def _unreachable(url: str, reason: object) -> str:
    if isinstance(reason, ssl.SSLError):
        detail = _("its certificate cannot be verified")
    elif isinstance(reason, socket.gaierror):
        detail = _("no such host, or no network")
    elif isinstance(reason, TimeoutError):
        detail = _("no answer")
    else:
        detail = shown(reason_of(reason) if isinstance(reason, OSError) else str(reason))
    return _(
        "Cannot reach {host} ({detail}). Without a network, install a package from its file: "
        "translate models install FILE.argosmodel"
    ).format(host=_host(url), detail=detail)


def _host(url: str) -> str:
    return shown(urllib.parse.urlsplit(url).netloc.rpartition("@")[2])


def _length(response: http.client.HTTPResponse) -> int | None:
    value = response.headers.get("Content-Length", "")
    return int(value) if value.isascii() and value.isdigit() else None
