"""Noticing that a file was saved: names, times and sizes are looked at a few times a second.

Polling, and not the system's own notices, because it is the same on every system and in every container, and editors
that save through a second file (Poedit does) look no different from those that write in place.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

__all__ = ["Snapshot", "snapshot"]

Snapshot = frozenset[tuple[str, int, int]]


def snapshot(
    paths: Iterable[str | os.PathLike[str]], *, leave_out: Iterable[str | os.PathLike[str]] = ()
) -> Snapshot:
    """Return name, time and size of every file in `paths` (files, or folders with all that is in them).

    What lies in `leave_out` is passed over, and so are names with a leading dot: editors keep their own files there.
    What can't be looked at counts as missing.

    >>> snapshot(["no such folder"])
    frozenset()
    """
    closed = frozenset(Path(path).absolute() for path in leave_out)
    found: set[tuple[str, int, int]] = set()
    for path in paths:
        for file in _files(Path(path), closed):
            try:
                status = file.stat()
            except OSError:
                continue
            found.add((str(file), status.st_mtime_ns, status.st_size))
    return frozenset(found)


def _files(path: Path, closed: frozenset[Path]) -> Iterator[Path]:
    if path.is_file():
        yield path
    for folder, folders, names in os.walk(path):
        folders[:] = [n for n in folders if n[:1] != "." and Path(folder, n).absolute() not in closed]
        yield from (Path(folder, name) for name in names if name[:1] != ".")
