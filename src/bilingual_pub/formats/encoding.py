"""Bytes to text and back without losing one: byte order marks, declared encodings, bytes that fit none."""

from __future__ import annotations

import codecs
import re

__all__ = ["decode"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The HTML standard looks for a declaration in the first 1024 bytes (prescan a byte stream).
_PRESCAN = 1024
_DECLARED = re.compile(
    rb"""<\?xml [^>]{0,200}? encoding \s*=\s* ["'] ([\w.:-]{1,40})   # XML declaration
       | <meta \s [^>]{0,400}? charset \s*=\s* ["']? \s* ([\w.:-]{1,40})   # both forms of <meta>
    """,
    re.VERBOSE | re.IGNORECASE,
)
# The labels the Encoding standard reads as windows-1252: what browsers do, and what old Danish pages mean.
_LATIN = frozenset({"iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii", "l1"})


def decode(data: str | bytes, declared: str | None = None) -> tuple[str, str, bytes]:
    r"""Return (text, codec, byte order mark) such that ``bom + text.encode(codec, "surrogateescape") == data``.

    The codec is the byte order mark's, else `declared`, else what an XML declaration or `<meta charset>` in the
    first 1024 bytes says, else UTF-8 where the bytes are UTF-8, else windows-1252 (the order of the HTML
    standard, 13.2.3.2). A codec that can't give the very bytes back is passed over; Latin-1 always can.

    >>> decode("blåbær".encode("latin-1"))
    ('blåbær', 'cp1252', b'')
    >>> decode(b"\xef\xbb\xbfHej")
    ('Hej', 'utf-8', b'\xef\xbb\xbf')
    """
    if isinstance(data, str):
        return data, "utf-8", b""
    for bom, codec in _BOMS:
        if data.startswith(bom) and (text := _exact(data[len(bom) :], codec)) is not None:
            return text, codec, bom
    for codec in _candidates(data, declared):
        if (text := _exact(data, codec)) is not None:
            return text, codec, b""
    return data.decode("latin-1"), "latin-1", b""


def _candidates(data: bytes, declared: str | None) -> list[str]:
    found = _DECLARED.search(data, 0, _PRESCAN)
    label = declared or (found and (found[1] or found[2]).decode("ascii")) or ""
    named = [_codec(label)] if label else []
    return [*named, "cp1252"] if named else _undeclared(data)


def _undeclared(data: bytes) -> list[str]:
    return ["cp1252"] if _utf_8(data) is None else ["utf-8"]


def _utf_8(data: bytes) -> str | None:
    """Return what strict UTF-8 reads, which is always exact: each text has one sequence of bytes."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def _codec(label: str) -> str:
    label = label.strip().lower()
    if label in _LATIN:
        return "cp1252"
    if label.startswith("utf-16"):
        # "If charset is UTF-16BE/LE, then set charset to UTF-8": a declaration that could be read is not UTF-16.
        return "utf-8"
    try:
        return codecs.lookup(label).name
    except (LookupError, ValueError):
        return "utf-8"


def _exact(data: bytes, codec: str) -> str | None:
    if codec == "utf-8" and (text := _utf_8(data)) is not None:
        return text
    try:
        text = data.decode(codec, "surrogateescape")
        return text if text.encode(codec, "surrogateescape") == data else None
    except (UnicodeError, LookupError, TypeError, ValueError, AttributeError):
        # LookupError and the rest: codecs that are no text encodings (rot13, base64, idna).
        return None
