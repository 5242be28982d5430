"""One build at a time in an output folder: a second one says so instead of writing between the first one's files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bilingual_pub.errors import OutputError
from bilingual_pub.model import N_, Diagnostic

__all__ = ["NAME", "locked"]

NAME = ".bilingual-pub.lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of an output folder; raises OutputError where another build holds it.

    The lock is the system's, so it goes with its process, however that ends.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        template = N_("can't write this file: {reason}")
        reason = {"reason": error.strerror or str(error)}
        raise OutputError(Diagnostic("cannot-write", "error", template, reason, str(folder))) from error
    try:
        _lock(handle, folder)
        yield
    finally:
        os.close(handle)


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
