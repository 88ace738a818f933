"""A file server on this machine that misbehaves on request."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

PUBLISHED = Path(__file__).resolve().parent / "data" / "index" / "index.json"
"""The published index of Argos packages as of 2025-06."""


@dataclass
class Resource:
    """What a path gives.

    Attributes:
        content: the bytes.
        etag: its validator, None for none.
        ranges: whether Range is heeded.
        drops: for each of the next requests, after how many bytes the connection is cut.
        claimed: Content-Length to state instead of the true one; None for the true one.
        status, headers: of the answer, if no ordinary one.
    """

    content: bytes = b""
    etag: str | None = '"1"'
    ranges: bool = True
    drops: list[int] = field(default_factory=list)
    claimed: int | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class FileServer:
    """``resources`` by path; ``requests`` lists (path, Range header or empty) as they came."""

    def __init__(self) -> None:
        self.resources: dict[str, Resource] = {}
        self.requests: list[tuple[str, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer.requests.append((self.path, self.headers.get("Range", "")))
                resource = outer.resources.get(self.path, Resource(status=404))
                self.close_connection = True
                with suppress(ConnectionError):
                    _answer(self, resource)

            def log_message(self, format: str, *arguments: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def serve(self, path: str, content: bytes = b"", **settings: Any) -> str:
        """Put a resource in place; returns its address."""
        self.resources[path] = Resource(content, **settings)
        return self.address + path

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _answer(handler: BaseHTTPRequestHandler, resource: Resource) -> None:
    body = resource.content
    status = resource.status
    headers = {"Content-Type": "application/octet-stream", "Connection": "close"}
    if resource.etag:
        headers["ETag"] = resource.etag
    asked = handler.headers.get("Range", "")
    if asked and resource.ranges and status == 200 and handler.headers.get("If-Range") == resource.etag:
        start = int(asked.removeprefix("bytes=").removesuffix("-"))
        if start >= len(body):
            status, body = 416, b""
            headers["Content-Range"] = f"bytes */{len(resource.content)}"
        else:
            status = 206
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
            body = body[start:]
    headers["Content-Length"] = str(len(body) if resource.claimed is None else resource.claimed)
    headers.update(resource.headers)
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body[: resource.drops.pop(0)] if resource.drops else body)


def publish(server: FileServer, *archives: Path, **settings: object) -> str:
    """Serve packages with an index of them; returns its address."""
    entries = []
    for path in archives:
        code, version = path.stem.rsplit("-", 1)
        pair = code.removeprefix("translate-").split("_")
        links = ["ipfs://Qm", server.serve(f"/{path.name}", path.read_bytes(), **settings)]
        entries.append(
            {
                "from_code": pair[0],
                "to_code": pair[1],
                "package_version": version.replace("_", "."),
                "links": links,
            }
        )
    return server.serve("/index.json", json.dumps(entries).encode())


@pytest.fixture
def file_server() -> Iterator[FileServer]:
    """A :class:`FileServer`, shut down after the test."""
    server = FileServer()
    yield server
    server.close()
