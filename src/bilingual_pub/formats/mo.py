"""MO files: what a program reads at run time (gettext manual, "The Format of GNU MO Files").

Sorted by the bytes of the whole key, as the C library's binary search needs it. The hash table is left out; its offset
points at the end of the tables all the same, since WordPress up to 6.4 refuses a file that says 0.
"""

from __future__ import annotations

import codecs
import os
import re
import struct
from collections.abc import Iterable, Mapping

from bilingual_pub.errors import InputError
from bilingual_pub.formats.po import Catalog, Entry
from bilingual_pub.model import N_, Diagnostic

__all__ = ["parse", "serialize"]

_MAGIC = 0x950412DE
_CREATED = re.compile(r"^POT-Creation-Date:.*\n?", re.MULTILINE | re.IGNORECASE)
_CHARSET = re.compile(r"(^Content-Type:[^\n]*charset=)[^\s;]+", re.MULTILINE | re.IGNORECASE)
_UTF8 = "Content-Type: text/plain; charset=UTF-8\n"


def serialize(entries: Iterable[Entry], header: str = "") -> bytes:
    r"""Return an MO file of `entries`, in UTF-8 and the same bytes for the same messages in any order.

    `header` is the catalog's; its template's date is left out, and its charset is set, since a reader that finds none
    takes the file for ASCII. The first of two entries with one key counts.

    >>> import gettext, io
    >>> data = serialize([Entry("Læs mere", ("Read more",))])
    >>> gettext.GNUTranslations(io.BytesIO(data)).gettext("Læs mere")
    'Read more'
    """
    strings = {b"": _header(header).encode("utf-8", "replace")}
    for entry in entries:
        strings.setdefault(_key(entry), "\0".join(entry.msgstr).encode("utf-8", "surrogateescape"))
    keys = sorted(strings)
    count = len(keys)
    size = 28 + 16 * count
    texts = [*keys, *(strings[key] for key in keys)]
    table: list[int] = []
    for text in texts:
        table += (len(text), size)
        size += len(text) + 1
    head = struct.pack(
        f"<{7 + len(table)}I", _MAGIC, 0, count, 28, 28 + 8 * count, 0, 28 + 16 * count, *table
    )
    return b"\0".join([head + texts[0], *texts[1:], b""]) if texts else head


def _key(entry: Entry) -> bytes:
    text = entry.msgid if entry.msgctxt is None else f"{entry.msgctxt}\4{entry.msgid}"
    return (text if entry.msgid_plural is None else f"{text}\0{entry.msgid_plural}").encode(
        "utf-8", "surrogateescape"
    )


def _header(text: str) -> str:
    text = _CREATED.sub("", text)
    return _CHARSET.sub(r"\g<1>UTF-8", text) if _CHARSET.search(text) else _UTF8 + text


def parse(data: bytes, *, path: str | os.PathLike[str] | None = None) -> Catalog:
    """Return the catalog in an MO file, of either byte order. Raises InputError where it is none.

    >>> parse(serialize([Entry("Hej", ("Hi",))])).lookup("Hej")
    'Hi'
    """
    name = None if path is None else os.fspath(path)
    try:
        strings = _strings(data)
    except (struct.error, ValueError) as error:
        hint = N_("Compile the catalog again.")
        raise InputError(
            Diagnostic("not-an-mo-file", "error", N_("this is no MO file"), {}, name, hint=hint)
        ) from error
    encoding = _encoding(strings.get(b"", b""))
    try:
        entries = [_entry(key, value, encoding) for key, value in strings.items()]
    except (LookupError, ValueError):  # a codec that is none for text, or whose bytes come in pairs
        entries = [_entry(key, value, "utf-8") for key, value in strings.items()]
    return Catalog(path=name).with_blocks(entries)


def _strings(data: bytes) -> Mapping[bytes, bytes]:
    order = "<" if data[:4] == struct.pack("<I", _MAGIC) else ">"
    magic, revision, count, keys, values = struct.unpack_from(f"{order}5I", data)
    if magic != _MAGIC or revision >> 16 > 1 or max(keys, values) + 8 * count > len(data):
        raise ValueError("magic number")
    tables = (struct.unpack_from(f"{order}{2 * count}I", data, offset) for offset in (keys, values))
    texts = ([_slice(data, *place) for place in zip(t[::2], t[1::2], strict=True)] for t in tables)
    return dict(zip(*texts, strict=True))


def _slice(data: bytes, length: int, start: int) -> bytes:
    if start + length > len(data):
        raise ValueError("string outside the file")
    return data[start : start + length]


def _encoding(header: bytes) -> str:
    found = re.search(rb"charset=([\w.:-]+)", header)
    try:
        return codecs.lookup(found[1].decode()).name if found else "utf-8"
    except (LookupError, ValueError):
        return "utf-8"


def _entry(key: bytes, value: bytes, encoding: str) -> Entry:
    text, forms = (raw.decode(encoding, "surrogateescape") for raw in (key, value))
    context, eot, rest = text.rpartition("\4")
    msgid, nul, plural = rest.partition("\0")
    msgstr = tuple(forms.split("\0")) if nul else (forms,)
    return Entry(msgid, msgstr, context if eot else None, plural if nul else None)
