"""What a build that was killed leaves beside its files: the one it was writing, under its temporary name."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

__all__ = ["sweep"]

# As `files.write_bytes` names them; nothing else is ever taken away.
_TEMPORARY = re.compile(r"\.bilingual-[a-z0-9_]{8}\.tmp")


def sweep(folders: Iterable[Path]) -> list[Path]:
    """Take away the temporary files below some folders, links not followed; return what was taken away.

    Only for who holds the lock of the output: to another build a temporary file is no leftover.

    >>> sweep([Path("nowhere")])
    []
    """
    gone = []
    for folder, _, names in (found for top in folders for found in os.walk(top)):
        for name in filter(_TEMPORARY.fullmatch, names):
            with contextlib.suppress(OSError):
                Path(folder, name).unlink()
                gone.append(Path(folder, name))
    return gone
