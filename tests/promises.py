"""What every reader promises for any bytes at all: it ends, it raises nothing but its own errors, it keeps every byte.

Tests, fuzzers and benchmarks call the same functions, one for each format.
"""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Callable
from pathlib import Path

from bilingual_pub import config, formats, sentences
from bilingual_pub.documents import understand
from bilingual_pub.errors import InputError, TranslationError
from bilingual_pub.formats import front_matter, inline, mo, php_serialize, po, tabular, tmx, wxr, xliff
from bilingual_pub.model import Document, Segment
from bilingual_pub.splice import splice


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _document(data: bytes, format_: str) -> Document:
    document = _kept(formats.parse(data, format_), data)
    for segment in document.segments:
        _identity(document, segment)
    return document


def _kept(document: Document, data: bytes) -> Document:
    assert document.to_bytes() == data
    for segment in document.segments:
        assert 0 <= segment.span.start <= segment.span.end <= len(document.text)
    return document


def _identity(document: Document, segment: Segment) -> None:
    """A segment's own text can be put back, or is refused with the library's error."""
    with contextlib.suppress(TranslationError):
        splice(document.text, [(segment.span, formats.render(document, segment, segment.text))])


def html(data: bytes) -> None:
    _document(data, "html")


def markdown(data: bytes) -> None:
    _document(data, "markdown")


def blocks(data: bytes) -> None:
    _document(data, "blocks")


def documents(data: bytes) -> None:
    document = understand(formats.parse(data, "html"))
    assert document.to_bytes() == data


def front(data: bytes) -> None:
    text = _text(data)
    found = front_matter.parse(text)
    if found is not None:
        for field in found.fields:
            assert 0 <= field.span.start <= field.span.end <= found.span.end
    with contextlib.suppress(InputError):
        assert isinstance(front_matter.put(text, {"title": "x"}), str)


def catalog(data: bytes) -> None:
    read = po.parse(data)
    assert read.to_bytes() == data
    for entry in read.entries:
        read.lookup(entry.msgid, entry.msgctxt)


def compiled(data: bytes) -> None:
    with contextlib.suppress(InputError):
        read = mo.parse(data)
        again = mo.parse(mo.serialize(read.entries))
        assert {e.key for e in again.entries} == {e.key for e in read.entries}


def export(data: bytes) -> None:
    pieces = list(wxr.read_pieces(io.BytesIO(data)))
    assert b"".join(piece.source for piece in pieces) == data
    list(wxr.read_items(io.BytesIO(data)))
    wxr.read_header(wxr.read_pieces(io.BytesIO(data)))
    _kept(wxr.parse(data), data)


def memory(data: bytes) -> None:
    _kept(tmx.parse(data), data)
    with contextlib.suppress(InputError):
        tmx.read(data)


def exchange(data: bytes) -> None:
    _kept(xliff.parse(data), data)
    with contextlib.suppress(InputError):
        xliff.read(data)


def jsonl(data: bytes) -> None:
    with contextlib.suppress(InputError):
        tabular.read_jsonl(data)


def tsv(data: bytes) -> None:
    with contextlib.suppress(InputError):
        tabular.read_tsv(data)


def php(data: bytes) -> None:
    with contextlib.suppress(InputError):
        value = php_serialize.loads(data)
        assert repr(php_serialize.loads(php_serialize.dumps(value))) == repr(value)


def settings(data: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".toml") as file, contextlib.suppress(config.ConfigError):
        Path(file.name).write_bytes(data)
        config.load(file.name)


def split(data: bytes) -> None:
    text = _text(data)
    assert "".join("".join(sentences.split(text, "da")).split()) == "".join(text.split())


def notation(data: bytes) -> None:
    text = _text(data)
    assert inline.unescape(inline.escape(text)) == text
    assert inline.plain(inline.escape(text)) == inline.plain(inline.escape(inline.plain(inline.escape(text))))


PROMISES: dict[str, Callable[[bytes], None]] = {
    "html": html,
    "markdown": markdown,
    "blocks": blocks,
    "documents": documents,
    "front_matter": front,
    "po": catalog,
    "mo": compiled,
    "wxr": export,
    "tmx": memory,
    "xliff": exchange,
    "jsonl": jsonl,
    "tsv": tsv,
    "php": php,
    "config": settings,
    "sentences": split,
    "inline": notation,
}
