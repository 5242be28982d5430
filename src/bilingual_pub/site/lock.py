"""One build at a time in an output folder: a second one says so instead of writing between the first one's files."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bilingual_pub.errors import OutputError
from bilingual_pub.model import N_, Diagnostic

__all__ = ["NAME", "locked"]

NAME = ".bilingual-pub.lock"
_AT_WORK = b"at work\n"


@contextmanager
def locked(folder: Path) -> Iterator[bool]:
    """Hold the lock of an output folder; give whether the build before this one was killed at its work.

    The lock is the system's, so it goes with its process, however that ends; what a build writes into its lock when
    it begins, and takes out when it is over, tells the next one. Raises OutputError where another build holds it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, locked(Path(folder)) as killed:
    ...     killed
    False
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Not through a link: what stands in the lock is written, and may not land outside the folder.
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
        handle = os.open(folder / NAME, flags, 0o644)
    except OSError as error:
        raise _cannot(folder, error) from error
    try:
        _lock(handle, folder)
        _HELD.add(handle)
        yield _begun(handle, folder)
    finally:
        if handle in _HELD:
            os.ftruncate(handle, 0)
        _HELD.discard(handle)
        os.close(handle)


def _begun(handle: int, folder: Path) -> bool:
    try:
        killed = bool(os.read(handle, len(_AT_WORK)))
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, _AT_WORK)
    except OSError as error:
        raise _cannot(folder, error) from error
    return killed


def _cannot(folder: Path, error: OSError) -> OutputError:
    reason = {"reason": error.strerror or str(error)}
    template = N_("can't write this file: {reason}")
    return OutputError(Diagnostic("cannot-write", "error", template, reason, folder.as_posix()))


def _lock(handle: int, folder: Path) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        template, hint = (
            N_("another build is writing to this folder"),
            N_("Wait until it is done, and build again."),
        )
        raise OutputError(
            Diagnostic("locked", "error", template, {}, folder.as_posix(), hint=hint)
        ) from error


_HELD: set[int] = set()
"""The locks of this process. A forked worker has a share in each, and would hold it after its parent was killed."""


def _let_go() -> None:
    for handle in _HELD:
        with contextlib.suppress(OSError):
            os.close(handle)
    _HELD.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)
