"""Running on a Ray cluster: the same function, in one process for each worker (Ray Data).

Texts are confidential: without an address a cluster of this machine's own is started on 127.0.0.1,
whatever RAY_ADDRESS says; usage statistics and the dashboard are off. Sources are sent to the workers and
outputs come back, so that no common file system is needed. The translation memory stays with the
process that started the run: a small actor on its machine answers the workers.
"""

from __future__ import annotations

import logging
import os
import pickle
import secrets
import shutil
import socket
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from translate.corpus.tasks import FATAL, Failed, Results, Task, Translated, translate_tasks
from translate.errors import CorpusError, MissingExtraError
from translate.i18n import _
from translate.languages import Language
from translate.memory import Memory
from translate.memory.recent import RecentTranslations
from translate.memory.records import MemoryKey, SentenceStore
from translate.report.outcomes import SentenceResult
from translate.translator import Options, Translator

_WINDOW_BYTES = (4 << 10, 64 << 10)
"""The least and the most source text that a worker translates together: first little, so that a small
corpus is spread over all workers, then more, since large batches are quicker."""

_CONNECT_SECONDS = 10.0

_WINDOWS_A_ROUND = 64
"""Windows for each worker in one execution of Ray Data, whose input lies in the memory of this process."""


@dataclass(frozen=True)
class Expectation:
    """What a worker must have to give the same texts as this machine.

    Attributes:
        recipe: package and settings for a language, by :meth:`Translator.recipe`.
        glossaries: fingerprint of its glossaries.
    """

    recipe: str
    glossaries: str


class RayExecutor:
    """Translates tasks on a Ray cluster.

    Args:
        options: of the translators that the workers make.
        languages: that they will be asked for.
        memory: path of the translation memory on this machine; None uses none.
        address: ``auto`` or ``HOST:PORT`` of a running cluster; None starts one on this machine.
        workers: number of workers; None takes one for each processor (or for each ``options.threads``).

    Raises:
        MissingExtraError: Ray is not installed.
    """

    def __init__(
        self,
        options: Options,
        languages: Sequence[Language],
        *,
        memory: Path | None,
        address: str | None = None,
        workers: int | None = None,
    ) -> None:
        # Read when Ray is imported, in this process and in those it starts.
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
        if address is None:
            # Ray takes 127.0.0.1 for the machine's address in the network, and listens there, unless it
            # is told that it is on a system whose clusters have one machine. The token keeps other users
            # of this machine out.
            os.environ.update(
                RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER="0",
                RAY_AUTH_MODE="token",
                RAY_AUTH_TOKEN=secrets.token_hex(32),
            )
        try:
            import ray
            import ray.data
        except ImportError:
            raise MissingExtraError(
                _("Ray is not installed: pip install 'glossary-translate[ray]'")
            ) from None
        self._ray: Any = ray
        self._options = options
        self._languages = languages
        self._memory = memory
        self._address = address
        self._workers = workers

    def execute(self, tasks: Iterable[Task], stop: threading.Event) -> Results:
        """See :meth:`translate.corpus.local.LocalExecutor.execute`.

        Raises:
            CorpusError: the cluster cannot be reached, or a worker cannot do what this machine can.
        """
        ray = self._ray
        stack = ExitStack()
        # Ray keeps its sockets, logs and what does not fit into memory there: for the user's eyes only.
        folder = tempfile.mkdtemp(prefix="ray-")
        try:
            stack.enter_context(_native_messages_to(Path(folder) / "messages.log"))
            self._connect(folder)
            threads = self._options.threads or 1
            workers = self._workers or max(1, int(ray.cluster_resources().get("CPU", 1)) // threads)
            memory = self._memory_actor()
            windows = _windows(tasks, workers, stop)
            while batch := list(islice(windows, workers * _WINDOWS_A_ROUND)):
                yield from self._round(batch, workers, threads, memory, stop)
                if stop.is_set():
                    return
                yield []
            if memory is not None:
                ray.get(memory.close.remote())
        finally:
            ray.shutdown()
            stack.close()
            shutil.rmtree(folder, ignore_errors=True)

    def _connect(self, folder: str) -> None:
        ray = self._ray
        common: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
        try:
            if self._address not in (None, "auto"):
                # Ray itself would go on trying for many minutes.
                host, _colon, port = str(self._address).rpartition(":")
                socket.create_connection((host, int(port)), timeout=_CONNECT_SECONDS).close()
            if self._address is None:
                ray.init(
                    address="local",
                    include_dashboard=False,
                    num_cpus=max(self._workers or 0, os.cpu_count() or 1),
                    _node_ip_address="127.0.0.1",
                    _temp_dir=folder,
                    **common,
                )
            else:
                ray.init(address=self._address, **common)
        except (ConnectionError, OSError, ValueError, RuntimeError) as error:
            raise CorpusError(
                _("Cannot reach the Ray cluster {address}: {reason}").format(
                    address=self._address or "127.0.0.1", reason=str(error).strip().splitlines()[0]
                )
            ) from None
        ray.data.DataContext.get_current().enable_progress_bars = False
        logging.getLogger("ray.data").setLevel(logging.CRITICAL)

    def _memory_actor(self) -> Any:
        if self._memory is None:
            return None
        here = self._ray.get_runtime_context().get_node_id()
        strategy = self._ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy(here, soft=False)
        actor = self._ray.remote(num_cpus=0, max_restarts=-1, max_task_retries=-1)(_MemoryActor)
        return actor.options(scheduling_strategy=strategy).remote(str(self._memory))

    def _round(
        self, windows: list[list[Task]], workers: int, threads: int, memory: Any, stop: threading.Event
    ) -> Iterator[list[Translated | Failed]]:
        expected = Translator(self._options)
        arguments = {
            "options": replace(self._options, threads=threads),
            "expected": {
                language: Expectation(expected.recipe(language), expected.termbase_for(language).fingerprint)
                for language in self._languages
            },
            "memory": memory,
        }
        rows = [{"tasks": pickle.dumps(window)} for window in windows]
        count = min(workers, len(rows))
        data = self._ray.data.from_items(rows, override_num_blocks=len(rows)).map_batches(
            _Worker,
            batch_size=1,
            compute=self._ray.data.ActorPoolStrategy(size=count),
            num_cpus=threads,
            fn_constructor_kwargs=arguments,
        )
        try:
            for row in data.iter_rows():
                results = pickle.loads(row["results"])
                if isinstance(results, str):
                    raise CorpusError(results)
                yield results
                if stop.is_set():
                    return
        except self._ray.exceptions.RayError as error:
            raise CorpusError(
                _("The Ray cluster failed: {reason}").format(reason=str(error).strip().splitlines()[0])
            ) from None


@contextmanager
def _native_messages_to(path: Path) -> Iterator[None]:
    """Send what native code writes to standard error to a file; Python goes on writing where it did.

    Ray's core reports there, in its own words, what Ray Data deals with by itself.
    """
    sys.stderr.flush()
    ours = os.dup(2)
    before = sys.stderr
    with path.open("wb") as log, os.fdopen(ours, "w", 1, before.encoding, before.errors) as renewed:
        os.dup2(log.fileno(), 2)
        sys.stderr = renewed
        try:
            yield
        finally:
            renewed.flush()
            sys.stderr = before
            os.dup2(ours, 2)


def _windows(tasks: Iterable[Task], workers: int, stop: threading.Event) -> Iterator[list[Task]]:
    """Tasks in groups that grow within :data:`_WINDOW_BYTES`."""
    window: list[Task] = []
    size = total = 0
    least, most = _WINDOW_BYTES
    for task in tasks:
        if stop.is_set():
            return
        window.append(task)
        size += len(task.data)
        total += len(task.data)
        if size >= max(least, min(most, total // (4 * workers))):
            yield window
            window, size = [], 0
    if window:
        yield window


class _Worker:
    """One process that translates windows; Ray Data makes it and calls it."""

    def __init__(self, options: Options, expected: dict[Language, Expectation], memory: Any) -> None:
        store: SentenceStore = RecentTranslations() if memory is None else _RemoteMemory(memory)
        self._translator = Translator(options, memory=store)
        self._fault = ""
        try:
            for language, expectation in expected.items():
                here = Expectation(
                    self._translator.recipe(language), self._translator.termbase_for(language).fingerprint
                )
                if here != expectation:
                    self._fault = _(
                        "The worker on {node} has another package or other glossaries for {language};"
                        " install the same ones on every machine."
                    ).format(node=os.uname().nodename, language=language.code)
        except FATAL as error:
            self._fault = f"{os.uname().nodename}: {error}"

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[bytes]]:
        return {"results": [pickle.dumps(self._translate(pickle.loads(data))) for data in batch["tasks"]]}

    def _translate(self, tasks: list[Task]) -> list[Translated | Failed] | str:
        if self._fault:
            return self._fault
        try:
            return [
                # The source need not travel back.
                replace(result, task=replace(result.task, data=b""))
                for result in translate_tasks(self._translator, tasks)
            ]
        except FATAL as error:
            return f"{os.uname().nodename}: {error}"


class _MemoryActor:
    """The translation memory, for workers on any machine."""

    def __init__(self, path: str) -> None:
        self._memory = Memory.open(Path(path))

    def lookup(self, keys: list[MemoryKey]) -> list[SentenceResult | None]:
        return self._memory.lookup(keys)

    def store(self, results: list[tuple[MemoryKey, SentenceResult]]) -> None:
        self._memory.store(results)

    def close(self) -> None:
        self._memory.close()


class _RemoteMemory:
    """The memory as a worker sees it."""

    def __init__(self, actor: Any) -> None:
        self._actor = actor

    def lookup(self, keys: Sequence[MemoryKey]) -> list[SentenceResult | None]:
        """See :class:`~translate.memory.records.SentenceStore`."""
        import ray

        found: list[SentenceResult | None] = ray.get(self._actor.lookup.remote(list(keys)))
        return found

    def store(self, results: Iterable[tuple[MemoryKey, SentenceResult]]) -> None:
        """See :class:`~translate.memory.records.SentenceStore`."""
        import ray

        ray.get(self._actor.store.remote(list(results)))
