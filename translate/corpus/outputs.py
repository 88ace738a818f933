"""Writing outputs, several at a time: to the disk, into the journal, into their places."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from translate.corpus.decisions import Decider, Decision, SourceText, Verdict
from translate.corpus.journal import Journal, Record, State, hash_bytes, hash_file
from translate.corpus.tasks import Translated
from translate.errors import OutputError
from translate.files import StagedFile, make_folder, remove_leftovers, shown
from translate.i18n import _


@dataclass(frozen=True)
class Output:
    """An output to be written, with the source and the decision it comes from."""

    translated: Translated
    text: SourceText
    decision: Decision


@dataclass(frozen=True)
class _Staged:
    """What is to be done about an output: journal ``record``, put ``file`` in place, or neither."""

    record: Record | None = None
    file: StagedFile | None = None
    kept: str = ""


class Outputs:
    """The output folder of a run, below which everything is written."""

    def __init__(self, out: Path, journal: Journal, decider: Decider, *, force: bool) -> None:
        self._out = out
        self._real_out = out.resolve()
        self._journal = journal
        self._decider = decider
        self._force = force
        self._clean: set[Path] = set()

    def write(self, outputs: Sequence[Output]) -> list[str | OutputError]:
        """Write outputs; for each an empty string, why the old file was kept, or what went wrong.

        All of them reach the disk before the journal's lines, which reach it before any is put in place.
        """
        outcomes: list[str | OutputError] = []
        staged: list[tuple[int, _Staged]] = []
        with ExitStack() as cleanup:
            for index, output in enumerate(outputs):
                try:
                    one = self._stage(output)
                except OutputError as error:
                    outcomes.append(error)
                    continue
                if one.file is not None:
                    cleanup.callback(one.file.discard)
                staged.append((index, one))
                outcomes.append(one.kept)
            self._journal.append([one.record for _index, one in staged if one.record is not None])
            for index, one in staged:
                try:
                    if one.file is not None:
                        one.file.commit()
                except OutputError as error:
                    outcomes[index] = error
        return outcomes

    def _stage(self, output: Output) -> _Staged:
        decision = output.decision
        path = self._out / decision.target
        self._make_folder(path.parent)
        # Looked at again: a person may have written something there while it was being translated.
        state = self._journal.state(decision.target, decision.record)
        standing = "" if state is State.MISSING else hash_file(path)
        if state is State.EDITED and not self._force:
            return _Staged(kept=_("edited by hand"))
        if state is State.FOREIGN and not self._force:
            if decision.verdict is not Verdict.ADOPT or standing != hash_bytes(output.translated.data):
                return _Staged(kept=_("not written by this tool"))
            return _Staged(self._record(output, path.stat(), ""))
        file = StagedFile(path)
        try:
            with file.writing() as opened:
                opened.write(output.translated.data)
            return _Staged(self._record(output, file.finish(), standing), file)
        except BaseException:
            file.discard()
            raise

    def _make_folder(self, folder: Path) -> None:
        if folder in self._clean:
            return
        make_folder(folder)
        if not folder.resolve().is_relative_to(self._real_out):
            raise OutputError(
                _("{folder} leads out of the output folder through a symbolic link.").format(
                    folder=shown(folder)
                )
            )
        remove_leftovers(folder)
        self._clean.add(folder)

    def _record(self, output: Output, status: os.stat_result, replaced: str) -> Record:
        translated, source, decision = output.translated, output.text.source, output.decision
        return Record(
            target=decision.target,
            language=decision.language.code,
            source=source.relative,
            source_hash=output.text.hash,
            source_size=source.size,
            source_time=source.time,
            target_hash=hash_bytes(translated.data),
            target_size=status.st_size,
            target_time=status.st_mtime_ns,
            replaced=replaced,
            recipe=self._decider.recipes[decision.language],
            glossary=self._decider.changes[decision.language].fingerprint,
            terms=translated.terms,
            sentences=len(translated.result.sentences),
            found=translated.result.found,
            satisfied=translated.result.satisfied,
        )
