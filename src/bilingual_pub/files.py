"""Reading and writing files: whole or not at all, and never outside the folder that was named."""

from __future__ import annotations

import contextlib
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from io import BytesIO
from itertools import chain
from pathlib import Path

from bilingual_pub.errors import InputError, OutputError
from bilingual_pub.model import N_, Diagnostic

__all__ = ["OUTPUT_MARK", "inside", "pieces", "read_bytes", "utf8", "walk", "write_bytes", "write_stream"]

StrPath = str | os.PathLike[str]


def read_bytes(path: StrPath) -> bytes:
    """Return the bytes of the file at `path`. Raises InputError with the reason where it can't be read.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = write_bytes(f"{folder}/a.txt", b"hej")
    ...     read_bytes(f"{folder}/a.txt")
    b'hej'
    """
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise InputError(_cannot("read", N_("can't read this file: {reason}"), path, error)) from error


OUTPUT_MARK = ".bilingual-pub.cache"
"""The file that a build leaves in its output folder."""


def walk(folder: StrPath) -> Iterator[Path]:
    """Yield the files below a folder in a stable order, without what is hidden and what a build has written.

    A build's output is known by the file it leaves there; a folder that is named itself is always walked.

    >>> list(walk("nowhere"))
    []
    """
    for place, names, files in os.walk(folder):
        names[:] = sorted(n for n in names if n[0] != "." and not Path(place, n, OUTPUT_MARK).is_file())
        yield from (Path(place, name) for name in sorted(files) if name[0] != ".")


_LONE = re.compile("[\ud800-\udfff]")


def utf8(text: str) -> bytes:
    r"""Return a text of our own making as UTF-8; bytes of its sources that were no text are U+FFFD there.

    A document keeps such bytes as lone surrogates (PEP 383), so that it can be written back as it was. What is made
    of it anew, in UTF-8, has no place for them.

    >>> utf8("bl\udce5b") == "bl\ufffdb".encode()
    True
    """
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _LONE.sub("\ufffd", text).encode()


def write_bytes(path: StrPath, data: bytes, *, dry_run: bool = False) -> bool:
    """Make `path` hold `data`, whole or not at all; folders on the way are made. Return False when it already did.

    The bytes go to a temporary file beside it, to the disk (fsync), and then into place by `os.replace`, so a
    reader, or a run that was killed, sees the old file or the new one. `dry_run`: write nothing, and say whether the file
    would change. Raises OutputError with the reason.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_bytes(f"{folder}/a.txt", b"hej"), write_bytes(f"{folder}/a.txt", b"hej")
    (True, False)
    """
    target = Path(path)
    try:
        with contextlib.suppress(OSError):
            if target.stat().st_size == len(data) and target.read_bytes() == data:
                return False
        if dry_run:
            return True
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, (data,))
    except (OSError, ValueError) as error:
        raise OutputError(_cannot("write", N_("can't write this file: {reason}"), path, error)) from error
    return True


def write_stream(path: StrPath, chunks: Iterable[bytes], *, dry_run: bool = False) -> bool:
    """Make `path` hold what `chunks` yield, as `write_bytes` does, with one of them in memory at a time.

    What is there is compared as far as it is the same; only from the first difference on anything is written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [write_stream(f"{folder}/a.txt", [b"h", b"ej"]) for _ in range(2)]
    [True, False]
    """
    target, new = Path(path), iter(chunks)
    try:
        same, first = _same_start(target, new)
        if first is None or dry_run:
            return first is not None
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, chain(_start(target, same), (first,), new))
    except (OSError, ValueError) as error:
        raise OutputError(_cannot("write", N_("can't write this file: {reason}"), path, error)) from error
    return True


_PIECE = 1 << 20


def _same_start(target: Path, chunks: Iterator[bytes]) -> tuple[int, bytes | None]:
    """How many bytes of a file are those of `chunks`, and the first chunk that is another; None where all is the same."""
    same = 0
    with target.open("rb") if target.is_file() else nullcontext(BytesIO()) as old:
        for chunk in chunks:
            if old.read(len(chunk)) != chunk:
                return same, chunk
            same += len(chunk)
        return same, b"" if old.read(1) or not target.is_file() else None


def _start(target: Path, length: int) -> Iterator[bytes]:
    if length:
        with target.open("rb") as old:
            while length:
                piece = old.read(min(_PIECE, length))
                length -= len(piece)
                yield piece


def pieces(path: StrPath) -> Iterator[bytes]:
    """Yield a file's bytes a megabyte at a time. Raises InputError where it can't be read.

    >>> list(pieces("nowhere"))
    Traceback (most recent call last):
    bilingual_pub.errors.InputError: nowhere: error: can't read this file: No such file or directory [cannot-read]
    """
    try:
        with Path(path).open("rb") as stream:
            while piece := stream.read(_PIECE):
                yield piece
    except (OSError, ValueError) as error:
        raise InputError(_cannot("read", N_("can't read this file: {reason}"), path, error)) from error


def _replace(target: Path, chunks: Iterable[bytes]) -> None:
    # A name of its own, not target's plus a suffix: the target's may already have the 255 bytes a name can have.
    temporary = os.path.join(target.parent, f".bilingual-{os.urandom(4).hex()}.tmp")  # noqa: PTH118
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(os.open(temporary, flags, 0o666), "wb") as stream:
            stream.writelines(chunks)
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(FileNotFoundError):
            os.chmod(temporary, os.stat(target).st_mode & 0o777)  # noqa: PTH101, PTH116
        os.replace(temporary, target)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        raise


# Names that Windows keeps for devices, whatever their extension (Microsoft, "Naming Files, Paths, and Namespaces").
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in "123456789¹²³")}
)


def inside(folder: StrPath, *parts: str) -> Path:
    """Return `folder/parts`, certain to lie below `folder` on every system, or raise OutputError.

    Refused: absolute paths, drive letters, `..`, empty and dot names, control characters, names Windows keeps
    for devices, names ending in a dot or a space, and a symbolic link on the way that leads out of `folder`.
    Names come back in Unicode form NFC, so that one name is one file on every system.

    >>> inside("out", "da/artikel.html").as_posix()
    'out/da/artikel.html'
    >>> inside("out", "../artikel.html")
    Traceback (most recent call last):
    bilingual_pub.errors.OutputError: ../artikel.html: error: this name leads outside the output folder or can't be a file name everywhere [unsafe-path]
        Rename the article or its slug.
    """
    name = unicodedata.normalize("NFC", "/".join(parts)).replace("\\", "/")
    pieces = name.split("/")
    root = Path(folder)
    path = root.joinpath(*pieces)
    safe = not name.startswith("/") and all(map(_safe, pieces))
    if not safe or not _below(os.path.realpath(path), os.path.realpath(root)):
        raise OutputError(
            Diagnostic(
                "unsafe-path",
                "error",
                N_("this name leads outside the output folder or can't be a file name everywhere"),
                path=name,
                hint=N_("Rename the article or its slug."),
            )
        )
    return path


def _below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(os.path.join(folder, ""))  # noqa: PTH118


def _safe(piece: str) -> bool:
    return (
        piece not in {"", ".", ".."}
        and not piece.endswith((".", " "))
        and piece.split(".", 1)[0].rstrip().lower() not in _DEVICES
        and not any(character < " " or character in ':*?"<>|\x7f' for character in piece)
    )


def _cannot(verb: str, template: str, path: StrPath, error: Exception) -> Diagnostic:
    reason = getattr(error, "strerror", None) or str(error)
    return Diagnostic(f"cannot-{verb}", "error", template, {"reason": reason}, path=os.fspath(path))
