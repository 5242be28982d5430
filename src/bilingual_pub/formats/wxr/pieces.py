"""A WordPress export cut into pieces as it streams by: what stands in the file stands in exactly one piece.

The pieces joined again are the file, byte for byte, however damaged it is. Only the piece at hand is in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO, NamedTuple

from bilingual_pub.formats.wxr.names import Names, names_of
from bilingual_pub.model import N_, Diagnostic

__all__ = ["MAX_PIECE", "Piece", "read_pieces"]

MAX_PIECE = 64 * 1024 * 1024
"""In bytes; no post is larger: MySQL's own limit on a packet, and so on a post, is 64 MB unless it was raised."""

CHUNK = 1 << 18
"""How much is read at a time."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the file: an `<item>`, a `<wp:term>` ... or what lies between two of them (kind "other").

    `offset`: in bytes from the start of the file. `line`: of its first byte, from 1. `names`: the prefixes in
    force. `whole`: False where its end is missing.
    """

    kind: str
    source: bytes
    offset: int = 0
    line: int = 1
    names: Names = Names()  # noqa: RUF009
    whole: bool = True
    diagnostics: tuple[Diagnostic, ...] = ()


def read_pieces(stream: BinaryIO, *, path: str | None = None, limit: int = MAX_PIECE) -> Iterator[Piece]:
    """Cut the export that `stream` reads into pieces; `b"".join(p.source for p in pieces)` is the export.

    A piece without an end (a file cut off, a CDATA section never closed, more than `limit` bytes) stops where
    the next one can begin, and carries a Diagnostic.

    >>> import io
    >>> file = io.BytesIO(b"<channel><item>A</item> <item>B</item></channel>")
    >>> [(piece.kind, piece.source) for piece in read_pieces(file)][1:4]
    [('item', b'<item>A</item>'), ('other', b' '), ('item', b'<item>B</item>')]
    """
    window = _Window(stream)
    names = names_of(window.head())
    offset, line = 0, 1
    while window.more():
        stretch = _next(window, names, limit)
        source = window.take(stretch.end)
        notes = (_missing_end(stretch.kind, path, line),) if not stretch.whole else ()
        yield Piece(stretch.kind, source, offset, line, names, stretch.whole, notes)
        offset += len(source)
        line += source.count(b"\n")


class _Window:
    """What has been read of the stream and not yet been taken: `data` from `start` on."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.ended = False
        self.data = b""
        self.start = 0

    def more(self) -> bool:
        """Say whether there is anything left, reading on where the window is empty."""
        return self.start < len(self.data) or self.grow()

    def head(self) -> bytes:
        """Return the first bytes, where the root element binds its namespaces."""
        self.more()
        return self.data[: 1 << 16]

    def grow(self) -> bool:
        """Read at least as much again as it holds (so that scanning it anew stays linear); False at the end."""
        held = self.data[self.start :]
        chunks = [held]
        wanted = max(CHUNK, len(held))
        while wanted > 0 and (chunk := self._stream.read(wanted)):
            chunks.append(chunk)
            wanted -= len(chunk)
        self.ended = wanted > 0
        self.data, self.start = b"".join(chunks), 0
        return len(self.data) > len(held)

    def take(self, end: int) -> bytes:
        taken = self.data[self.start : end]
        self.start = end
        return taken


class _Stretch(NamedTuple):
    kind: str
    end: int
    whole: bool = True


def _next(window: _Window, names: Names, limit: int) -> _Stretch:
    patterns = _patterns(names.wp)
    while True:
        stretch = _stretch(window.data, window.start, patterns, final=window.ended)
        if stretch:
            return stretch
        if len(window.data) - window.start > limit:
            return _given_up(window.data, window.start, patterns)
        window.grow()


class _Patterns(NamedTuple):
    opening: re.Pattern[bytes]
    inside: dict[str, re.Pattern[bytes]]
    seam: dict[str, re.Pattern[bytes]]


_KINDS = {
    "item": "item",
    "author": "wp:author",
    "category": "wp:category",
    "tag": "wp:tag",
    "term": "wp:term",
}


@lru_cache(maxsize=16)
def _patterns(wp: str) -> _Patterns:
    tags = {kind: tag.replace("wp:", f"{wp}:").encode() for kind, tag in _KINDS.items()}
    some = b"|".join(b"(?P<%s>%s)" % (kind.encode(), re.escape(tag)) for kind, tag in tags.items())
    opening = rb"<!\[CDATA\[|<!--|<(?:%s)(?:\s[^<>]*)?(?<!/)>" % some
    inside = rb"<!\[CDATA\[|</%s\s*>|<(?:%s)(?:\s[^<>]*)?>"
    # What lies between two posts. Seen inside a CDATA section, it tells that the section was never closed.
    seam = rb"</%s\s*>(?=\s*<(?:%s)[\s>])"
    return _Patterns(
        re.compile(opening),
        {kind: re.compile(inside % (re.escape(tag), b"|".join(tags.values()))) for kind, tag in tags.items()},
        {kind: re.compile(seam % (re.escape(tag), b"|".join(tags.values()))) for kind, tag in tags.items()},
    )


def _stretch(data: bytes, start: int, patterns: _Patterns, *, final: bool) -> _Stretch | None:
    at, closing = start, True
    full = final or len(data) - start > CHUNK
    while match := patterns.opening.search(data, at):
        if match.lastgroup and match.start() > start:
            return _Stretch("other", match.start())
        if match.lastgroup:
            return _piece(data, match.end(), match.lastgroup, patterns, final=final)
        end = _after(data, match) if closing else -1
        if end < 0 and not full:
            return None
        # What is never closed is text, looked for once: a file full of `<!--` must not be searched for each.
        at, closing = max(end, match.end()), end >= 0
    return _Stretch("other", len(data) - (0 if final else _LONGEST_TAG)) if full else None


_LONGEST_TAG = 256
"""In bytes: what may be the beginning of a tag stays in the window."""


def _after(data: bytes, match: re.Match[bytes]) -> int:
    """Return where the CDATA section or comment that `match` opens is over, -1 where it does not end."""
    closing = b"-->" if match[0] == b"<!--" else b"]]>"
    end = data.find(closing, match.end())
    return end + 3 if end >= 0 else -1


def _piece(data: bytes, at: int, kind: str, patterns: _Patterns, *, final: bool) -> _Stretch | None:
    while match := patterns.inside[kind].search(data, at):
        if match[0].startswith(b"</"):
            return _Stretch(kind, match.end())
        if not match[0].startswith(b"<!"):
            return _Stretch(kind, match.start(), whole=False)
        end = _after(data, match)
        seam = patterns.seam[kind].search(data, match.end(), end if end >= 0 else len(data))
        # A post may write about exports: only where another section is opened after the seam was this one not closed.
        if seam and (final or end >= 0) and data.find(b"<![CDATA[", seam.end(), end) >= 0:
            return _Stretch(kind, seam.end(), whole=False)
        if end < 0:
            break
        at = end
    return _Stretch(kind, len(data), whole=False) if final else None


def _given_up(data: bytes, start: int, patterns: _Patterns) -> _Stretch:
    match = patterns.opening.match(data, start)
    kind = str(match.lastgroup) if match else "other"
    seam = patterns.seam[kind].search(data, start) if match else None
    return _Stretch(kind, seam.end() if seam else len(data), whole=False)


def _missing_end(kind: str, path: str | None, line: int) -> Diagnostic:
    return Diagnostic(
        "wxr-cut-off",
        "error",
        N_("this {kind} has no end: the export is cut off or damaged here"),
        {"kind": kind},
        path,
        line,
        hint=N_("What could be read of it is used. Export the site once more, in smaller parts if need be."),
    )
