"""Running ``translate serve`` in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import FOLDER_VARIABLES, LOCALE_VARIABLES

TERMS = """msgid ""
msgstr ""
"Language: ko\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Tidebook"
msgstr "타이드북"
"""
JSON = ("-H", "Content-Type: application/json", "-d")


class Server:
    """A running server."""

    def __init__(self, process: subprocess.Popen[str], url: str, folder: Path) -> None:
        self.process = process
        self.url = url
        self.folder = folder

    def curl(self, path: str, *arguments: str) -> tuple[int, Any]:
        """Status and JSON of a call."""
        result = subprocess.run(
            ["curl", "-sS", "-w", "\n%{http_code}", *arguments, f"{self.url}{path}"],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )
        assert result.returncode == 0, result.stderr
        body, _line, status = result.stdout.rpartition("\n")
        return int(status), json.loads(body)

    def post(self, path: str, **parameters: Any) -> tuple[int, Any]:
        """Status and JSON of a call with a JSON object."""
        return self.curl(path, *JSON, json.dumps(parameters))

    def stop(self, kind: int = signal.SIGINT) -> tuple[int, str]:
        """End the server; returns its exit status and what it said since it was ready."""
        self.process.send_signal(kind)
        _output, messages = self.process.communicate(timeout=30)
        return self.process.returncode, messages


Start = Callable[..., Server]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """``start("--char-limit", "20")``: a server on a free port, ended with the module."""
    servers: list[Server] = []

    def run(*arguments: str, **variables: str) -> Server:
        folder = tmp_path_factory.mktemp("server")
        environment = {name: value for name, value in os.environ.items() if name not in LOCALE_VARIABLES}
        environment |= {name: str(folder) for name in FOLDER_VARIABLES}
        environment |= {"LANGUAGE": "en", "CT2_FORCE_CPU_ISA": "GENERIC", "PYTHONUTF8": "1", **variables}
        (folder / "terms.po").write_text(TERMS, encoding="utf-8")
        process = subprocess.Popen(
            [Path(sys.executable).with_name("translate"), "serve", "--port", "0", *arguments],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert process.stderr is not None
        line = process.stderr.readline()
        while "Serving at " not in line:
            assert line, "the server did not start"
            line = process.stderr.readline()
        servers.append(Server(process, line.split("Serving at ")[1].strip().rstrip("/"), folder))
        return servers[-1]

    yield run
    for server in servers:
        server.process.kill()
        server.process.communicate()
