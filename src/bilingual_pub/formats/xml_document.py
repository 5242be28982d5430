"""An XML file as a document: where the content of its elements stands, to the character, and the file itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element
from xml.parsers import expat

from bilingual_pub.errors import InputError
from bilingual_pub.formats import safe_xml
from bilingual_pub.formats.encoding import decode
from bilingual_pub.model import Document, Segment, Span

__all__ = ["elements", "placed", "read_document"]

# XML 1.0, 3.1: a start tag ends at the first ">" outside the quotation marks of its attributes.
_START_TAG = re.compile(r"""<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>""")
_LINE = re.compile("\n|\r\n?")


def read_document(
    data: str | bytes,
    name: str,
    path: str | None = None,
) -> tuple[Document, Element | None]:
    """Return the file as a document of format `name` without segments, and its root element; None for no XML we read.

    What is wrong with the XML is in the document's `diagnostics`; its bytes come back in any case.

    >>> document, root = read_document("<tmx><body/></tmx>", "tmx")
    >>> document.format, root.tag
    ('tmx', 'tmx')
    """
    text, encoding, bom = decode(data)
    document = Document(text, name, encoding, path, bom=bom)
    try:
        return document, safe_xml.parse(text, path=path)
    except InputError as error:
        return replace(document, diagnostics=(error.diagnostic,)), None


def elements(text: str, root: Element, names: Collection[str]) -> Iterator[tuple[Element, Span]]:
    """Yield the elements with these local names and the span of what stands between their tags, in document order.

    `text` is what `root` was parsed from; it is read a second time, for expat's offsets. An element without content has an
    empty span behind its tag.

    >>> text = "<a><seg>Hej</seg><seg x='>'/></a>"
    >>> [text[slice(*span)] for _, span in elements(text, safe_xml.parse(text), {"seg"})]
    ['Hej', '']
    """
    found = (element for element in root.iter() if element.tag.rpartition("}")[2] in names)
    return zip(found, _spans(text, names), strict=True)


def _spans(text: str, names: Collection[str]) -> list[Span]:
    opened: list[tuple[int, int]] = []
    spans: dict[int, tuple[int, int]] = {}
    parser = expat.ParserCreate("utf-8", namespace_separator="}")

    def start(name: str, _: object) -> None:
        if name.rpartition("}")[2] in names:
            opened.append((len(spans) + len(opened), parser.CurrentByteIndex))

    def end(name: str) -> None:
        if name.rpartition("}")[2] in names:
            order, begin = opened.pop()
            spans[order] = begin, parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(text.encode(), True)
    place = _characters(text)
    return [_inner(text, place(begin), place(stop)) for _, (begin, stop) in sorted(spans.items())]


def _inner(text: str, start: int, end: int) -> Span:
    tag = _START_TAG.match(text, start)
    inner = tag.end() if tag else start
    return Span(inner, max(inner, end))


class _characters:  # noqa: N801  # a function with a table
    """The character at an offset of UTF-8 bytes: a table of every 1,024th, and a short count from there."""

    _STEP = 1024

    def __init__(self, text: str) -> None:
        self._text, self._ascii = text, text.isascii()
        self._table = [0]
        if not self._ascii:
            for at in range(0, len(text), self._STEP):
                self._table.append(self._table[-1] + len(text[at : at + self._STEP].encode()))

    def __call__(self, offset: int) -> int:
        if self._ascii:
            return offset
        block = bisect_right(self._table, offset) - 1
        start = block * self._STEP
        rest = self._text[start : start + self._STEP].encode()[: offset - self._table[block]]
        return start + len(rest.decode())


def placed(document: Document, segments: Iterable[Segment]) -> Document:
    r"""Return the document with these segments, each told its line and column.

    >>> placed(Document("a\nb"), [Segment("b", Span(2, 3))]).segments[0].line
    2
    """
    starts = [0, *(match.end() for match in _LINE.finditer(document.text))]
    found = []
    for segment in segments:
        line = bisect_right(starts, segment.span.start)
        found.append(replace(segment, line=line, column=segment.span.start - starts[line - 1] + 1))
    return replace(document, segments=tuple(found))
