"""Files written whole or not at all, locks between processes, and paths as a person can read them."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from translate.errors import OutputError
from translate.i18n import _

try:
    import fcntl
except ImportError:  # Windows: see try_lock
    fcntl = None  # type: ignore[assignment]

_PREFIX = ".translate-"
_SUFFIX = ".part"

_LOCK_POLL_SECONDS = 0.05


def shown(path: Path | str) -> str:
    """A path for messages: on one line and encodable, whatever bytes the file name holds.

    Control characters and line separators are escaped as in Python, bytes that are no text in the
    file system's encoding (lone surrogates, PEP 383) as ``\\xNN``.
    """
    parts = []
    for character in str(path):
        code = ord(character)
        if 0xDC80 <= code <= 0xDCFF:
            parts.append(f"\\x{code - 0xDC00:02x}")
        elif character.isprintable() or character == "\u3000":
            parts.append(character)
        else:
            parts.append(character.encode("unicode_escape").decode("ascii"))
    return "".join(parts)


def reason_of(error: OSError) -> str:
    """Why the system refused something, in the interface language where the reason is a common one."""
    reasons = {
        errno.ENOENT: _("No such file or directory"),
        errno.EACCES: _("Permission denied"),
        errno.EPERM: _("Operation not permitted"),
        errno.EEXIST: _("File exists"),
        errno.ENOTDIR: _("Not a directory"),
        errno.EISDIR: _("Is a directory"),
        errno.ENOSPC: _("No space left on device"),
        errno.EDQUOT: _("Disk quota exceeded"),
        errno.EROFS: _("Read-only file system"),
        errno.EIO: _("Input/output error"),
        errno.ENAMETOOLONG: _("File name too long"),
        errno.EMFILE: _("Too many open files"),
        errno.ECONNREFUSED: _("Connection refused"),
        errno.EADDRINUSE: _("Address already in use"),
        errno.ETIMEDOUT: _("Connection timed out"),
        errno.ENETUNREACH: _("Network is unreachable"),
    }
    return reasons.get(error.errno or 0) or error.strerror or str(error)


def check_target(path: Path, *, overwrite: bool = True, follow_links: bool = False) -> None:
    """Make sure that ``path`` can be written, before anything costly begins.

    Folders that are missing may be created later, so only the nearest existing one is looked at.

    Raises:
        OutputError: it exists and ``overwrite`` is false, is a folder, a link, a device or
            read-only, or lies where nothing can be created.
    """
    try:
        status = path.stat() if follow_links else path.lstat()
    except FileNotFoundError:
        status = None
    except OSError as error:
        raise _failure(path, error) from None
    if status is not None:
        _check_existing(path, status, overwrite)
    folder = path.parent
    try:
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        if not folder.is_dir():
            raise OutputError(
                _("Cannot write {path}: {folder} is not a folder.").format(
                    path=shown(path), folder=shown(folder)
                )
            )
    except OSError as error:
        raise _failure(path, error) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(
            _("Cannot write {path}: the folder {folder} is read-only.").format(
                path=shown(path), folder=shown(folder)
            )
        )


def _check_existing(path: Path, status: os.stat_result, overwrite: bool) -> None:
    if stat.S_ISLNK(status.st_mode):
        raise OutputError(
            _("Cannot write {path}: it is a symbolic link; name the file it points to.").format(
                path=shown(path)
            )
        )
    if stat.S_ISDIR(status.st_mode):
        raise OutputError(_("Cannot write {path}: it is a folder.").format(path=shown(path)))
    if not stat.S_ISREG(status.st_mode):
        raise OutputError(_("Cannot write {path}: it is not a regular file.").format(path=shown(path)))
    if not overwrite:
        raise OutputError(_("{path} exists already; give --force to overwrite it.").format(path=shown(path)))
    # The superuser may write everything, but a file without any write permission was protected on purpose.
    if not status.st_mode & 0o222 or not os.access(path, os.W_OK):
        raise OutputError(_("Cannot write {path}: it is read-only.").format(path=shown(path)))


def make_folder(path: Path) -> None:
    """Make a folder and those above it, where they are missing.

    Raises:
        OutputError: the system refused.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        failure = OutputError(
            _("Cannot make the folder {folder}: {reason}.").format(
                folder=shown(path), reason=reason_of(error)
            )
        )
        failure.errno = error.errno
        raise failure from None


def write_atomically(
    path: Path,
    data: bytes,
    *,
    overwrite: bool = True,
    mode: int | None = None,
    follow_links: bool = False,
) -> None:
    """Write a file so that at any moment its old or its new content stands there, never a part.

    See :func:`open_atomically` for the parameters and errors.
    """
    with open_atomically(path, overwrite=overwrite, mode=mode, follow_links=follow_links) as file:
        file.write(data)


@contextmanager
def open_atomically(
    path: Path, *, overwrite: bool = True, mode: int | None = None, follow_links: bool = False
) -> Iterator[BinaryIO]:
    """A file to write, which takes the place of ``path`` when the block ends without an error.

    The data go to a temporary file in the same folder, reach the disk (fsync), and are then renamed.
    A killed process leaves that temporary file; :func:`remove_leftovers` takes it away.

    Args:
        overwrite: whether an existing file may be replaced; decided at the very end, so that of two
            processes only one succeeds.
        mode: permissions; None keeps those of the file replaced, or takes the process's default.
        follow_links: write the file that a symbolic link points to. Without it a link is refused, so
            that nobody's link can lead an output elsewhere.

    Raises:
        OutputError: as :func:`check_target`, or the system refused (a full disk, a name too long …).
    """
    staged = StagedFile(path, overwrite=overwrite, mode=mode, follow_links=follow_links)
    try:
        with staged.writing() as file:
            yield file
        staged.finish()
        staged.commit()
        staged.sync_folder()
    finally:
        staged.discard()


class StagedFile:
    """A temporary file beside ``path`` that is to take its place: write, finish, commit.

    For callers that do something between the moment the data are on the disk and the moment they
    stand in place; others use :func:`open_atomically`, whose parameters and errors these are.
    """

    def __init__(
        self, path: Path, *, overwrite: bool = True, mode: int | None = None, follow_links: bool = False
    ) -> None:
        self.path = Path(os.path.realpath(path)) if follow_links else path
        self._overwrite = overwrite
        self._mode = mode
        check_target(self.path, overwrite=overwrite)
        with self._failures():
            self._temporary, self._descriptor = _create_temporary(self.path.parent)
        self._open = True
        self._exists = True

    @contextmanager
    def writing(self) -> Iterator[BinaryIO]:
        """The file to write to."""
        with self._failures(), os.fdopen(self._descriptor, "wb", closefd=False) as file:
            yield file

    def finish(self) -> os.stat_result:
        """Bring the data to the disk; returns the status that the file will have in its place."""
        with self._failures():
            _copy_permissions(self.path, self._descriptor, self._mode)
            os.fsync(self._descriptor)
            return os.fstat(self._descriptor)

    def commit(self) -> None:
        """Put the file in its place."""
        with self._failures():
            if os.name == "nt":  # which renames no open file
                self._close()
            # Elsewhere it is still open, hence locked, and no process takes it for a leftover.
            _put_in_place(self._temporary, self.path, self._overwrite)
            self._exists = False
            self._close()

    def sync_folder(self) -> None:
        """Make the new name survive a power cut."""
        with self._failures():
            sync_folder(self.path.parent)

    def discard(self) -> None:
        """Remove the temporary file unless it was committed."""
        self._close()
        if self._exists:
            self._exists = False
            with suppress(OSError):
                self._temporary.unlink()

    def _close(self) -> None:
        if self._open:
            self._open = False
            os.close(self._descriptor)

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise _failure(self.path, error) from None


def _create_temporary(folder: Path) -> tuple[Path, int]:
    while True:
        path = folder / f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}"
        flags = (
            os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        )
        descriptor = os.open(path, flags, 0o666)
        try_lock(descriptor)
        # Between creation and lock another process may have taken it for a leftover.
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(descriptor), path.stat()):
                return path, descriptor
        os.close(descriptor)


def _copy_permissions(path: Path, descriptor: int, mode: int | None) -> None:
    if not hasattr(os, "fchmod"):
        return
    try:
        status = path.stat()
    except FileNotFoundError:
        status = None
    if status is not None:
        own = os.fstat(descriptor)
        if (status.st_uid, status.st_gid) != (own.st_uid, own.st_gid):
            # Only the superuser may give files away; for others the new file is their own.
            with suppress(PermissionError):
                os.fchown(descriptor, status.st_uid, status.st_gid)
        mode = stat.S_IMODE(status.st_mode) & 0o777 if mode is None else mode
    if mode is not None:
        os.fchmod(descriptor, mode)


def _put_in_place(temporary: Path, path: Path, overwrite: bool) -> None:
    if not overwrite:
        try:
            os.link(temporary, path)
        except FileExistsError:
            _check_existing(path, path.lstat(), overwrite)
        except OSError:
            # No hard links in this file system (FAT): the check before the rename has to do.
            check_target(path, overwrite=False)
        else:
            temporary.unlink()
            return
    temporary.replace(path)


def sync_folder(folder: Path) -> None:
    """Bring what was renamed or created in ``folder`` to the disk, where the system can do that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network file systems cannot do this for folders; the content itself is on the disk.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def _failure(path: Path, error: OSError) -> OutputError:
    failure = OutputError(
        _("Cannot write {path}: {reason}.").format(path=shown(path), reason=reason_of(error))
    )
    failure.errno = error.errno
    return failure


def remove_leftovers(folder: Path) -> int:
    """Delete temporary files that killed processes left in ``folder``; returns how many.

    Those that a living process is writing are locked and stay.
    """
    removed = 0
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if not (entry.name.startswith(_PREFIX) and entry.name.endswith(_SUFFIX)):
                continue
            with suppress(OSError):
                descriptor = os.open(entry.path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
                try:
                    if try_lock(descriptor):
                        Path(entry.path).unlink()
                        removed += 1
                finally:
                    os.close(descriptor)
    return removed


def try_lock(descriptor: int) -> bool:
    """Lock an open file or folder for this process; False when another process holds it.

    The lock goes with the descriptor, so a killed process leaves none. Where the system has no such
    locks (Windows, some network file systems) the answer is True: there only the advice not to start
    two runs on one folder helps.
    """
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EBADF, errno.EINVAL):
            return True
        raise
    return True


@contextmanager
def locked(folder: Path, *, wait: float = 10.0) -> Iterator[None]:
    """Hold a lock on an existing folder, without leaving a file in it.

    Args:
        wait: seconds to wait for another process that holds it.

    Raises:
        OutputError: another process still holds it after that time.
    """
    if os.name == "nt":
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        deadline = time.monotonic() + wait
        while not try_lock(descriptor):
            if time.monotonic() >= deadline:
                raise OutputError(
                    _("Another process is working in {folder}; wait for it to end, then try again.").format(
                        folder=shown(folder)
                    )
                )
            time.sleep(_LOCK_POLL_SECONDS)
        yield
    finally:
        os.close(descriptor)
