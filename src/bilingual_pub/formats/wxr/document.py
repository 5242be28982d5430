"""An export as a document: the texts of its posts as segments, at their places in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from bilingual_pub.formats import blocks
from bilingual_pub.formats.encoding import decode
from bilingual_pub.formats.inline import escape
from bilingual_pub.formats.wxr.elements import resolve
from bilingual_pub.formats.wxr.names import Names
from bilingual_pub.formats.wxr.pieces import read_pieces
from bilingual_pub.formats.xml_document import placed
from bilingual_pub.model import Diagnostic, Document, Kind, Segment, Span

__all__ = ["parse"]


def parse(data: str | bytes, *, path: str | None = None) -> Document:
    """Read an export as a document: a segment for each post's title, and those of its text and excerpt.

    `to_bytes` gives the file back, however damaged it is. Texts outside CDATA sections make a segment whole. The
    whole file is in memory: `read_items` streams, and knows what else a post has.

    >>> export = "<rss><channel><item><title>Øl</title><content:encoded><![CDATA[<p>Skål!</p>]]></content:encoded></item></channel></rss>"
    >>> [segment.text for segment in parse(export).segments]
    ['Øl', 'Skål!']
    """
    text, encoding, bom = decode(data)
    document = Document(text, "wxr", encoding, path, bom=bom)
    segments: list[Segment] = []
    notes: list[Diagnostic] = []
    start = 0
    for piece in read_pieces(BytesIO(text.encode("utf-8", "surrogateescape")), path=path):
        source = piece.source.decode("utf-8", "surrogateescape")
        notes += piece.diagnostics
        if piece.kind == "item":
            segments += (_moved(segment, start) for segment in _texts(source, piece.names))
        start += len(source)
    return placed(replace(document, diagnostics=tuple(notes)), segments)


def _moved(segment: Segment, by: int) -> Segment:
    return replace(segment, span=Span(segment.span.start + by, segment.span.end + by), element=-1)


def _texts(item: str, names: Names) -> Iterator[Segment]:
    """The segments of one post. Each search goes on where the last one stopped, so that a damaged item costs no more."""
    field = re.compile(
        rf"<(title|{re.escape(names.content)}:encoded|{re.escape(names.excerpt)}:encoded)>\s*(<!\[CDATA\[)?"
    )
    at = 0
    while match := field.search(item, at):
        end = item.find("]]>" if match[2] else f"</{match[1]}>", match.end())
        if end < 0:
            return
        at = end
        yield from _field(match[1], item[match.end() : end], match.end(), literal=bool(match[2]))


def _field(name: str, source: str, start: int, *, literal: bool) -> Iterator[Segment]:
    if literal and name != "title":
        for segment in blocks.parse(source).segments:
            yield _moved(segment, start)
    elif source.strip():
        text = source if literal else resolve(source)
        kind: Kind = "title" if name == "title" else "other"
        yield Segment(escape(" ".join(text.split())), Span(start, start + len(source)), kind)
