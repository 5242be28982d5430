"""The blocks of an HTML body, cut from the source at the offsets of its elements."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from turbohtml import parse_fragment

from bilingual_pub.merge.media import is_bare, media_keys
from bilingual_pub.merge.pairing import Block
from bilingual_pub.merge.region import container
from bilingual_pub.model import Document, Span
from bilingual_pub.splice import splice

__all__ = ["KEPT", "has_text", "html_blocks", "make_block"]

# Elements that only group others: what is inside them is laid out in rows, they themselves are left behind.
_GROUPS = frozenset("html body main article section div header footer hgroup center aside".split())
_BLOCKS = _GROUPS | frozenset(
    "address blockquote details dialog dl fieldset figure form h1 h2 h3 h4 h5 h6 hr menu nav ol p pre table ul "
    "iframe video audio object embed canvas script style noscript template".split()
)
# Inline elements that HTML lets stand round blocks: a link round a whole card, and what old editors wrote.
_WRAPPERS = frozenset("a b em font i span strong".split())
_ITEMS = frozenset("li dt dd tr".split())
KEPT = frozenset("hr form script style noscript canvas object embed template".split())
"""Elements that are something to see, or to have, without text."""
_CHROME = frozenset({"head", "title", "meta", "link", "base"})


def html_blocks(document: Document, alone: frozenset[Span] = frozenset()) -> list[Block]:
    """Return the blocks inside the element that holds the article, in order; for `alone` see `blocks`.

    A `<div>` of text alone is a block; one that groups blocks is not, its children are.

    >>> from bilingual_pub.formats import html
    >>> [block.html for block in html_blocks(html.parse("<div><h2>Kim</h2><p>En <b>god</b> dag</div>Slut"))]
    ['<h2>Kim</h2>', '<p>En <b>god</b> dag</p>', '<div>Slut</div>']
    """
    index = container(document)
    end = document.elements[index].inner_end if index >= 0 else len(document.text)
    start = document.elements[index].inner_start if index >= 0 else 0
    return list(_Walk(document, alone).inside(index, Span(start, end)))


def make_block(name: str, source: str, span: Span) -> Block:
    """Return a block of `source` with its tags closed as HTML closes them and its media noted.

    >>> make_block("p", "<p>En <b>god", Span(0, 12)).html
    '<p>En <b>god</b></p>'
    """
    tree = parse_fragment(source)
    return Block(name, tree.inner_html.strip(), span, media=media_keys(tree), bare=is_bare(tree))


class _Walk:
    def __init__(self, document: Document, alone: frozenset[Span]) -> None:
        self.document = document
        self.marks = sorted(self._marks(alone)) if alone else []
        self.children: dict[int, list[int]] = {}
        for index, element in enumerate(document.elements):
            self.children.setdefault(element.parent, []).append(index)
        self.groups = self._groups()

    def _groups(self) -> set[int]:
        """Elements with a block somewhere inside."""
        found: set[int] = set()
        for element in self.document.elements:
            parent = element.parent
            while element.name in _BLOCKS and parent >= 0 and parent not in found:
                found.add(parent)
                parent = self.document.elements[parent].parent
        return found

    def _marks(self, alone: frozenset[Span]) -> set[int]:
        """Places in start tags of items and rows that hold what is alone."""
        found = set()
        for segment in self.document.segments:
            index = segment.element if segment.span in alone else -1
            while index >= 0 and self.document.elements[index].name not in _ITEMS:
                index = self.document.elements[index].parent
            if index >= 0:
                found.add(self.document.elements[index].start + 1 + len(self.document.elements[index].name))
        return found

    def _source(self, span: Span) -> str:
        source = self.document.text[span.start : span.end]
        inside = self.marks[bisect_left(self.marks, span.start) : bisect_left(self.marks, span.end)]
        return splice(source, [(Span(m - span.start, m - span.start), ' data-alone=""') for m in inside])

    def inside(self, index: int, span: Span) -> Iterator[Block]:
        """Yield the blocks between the tags of element `index`, loose text between them as blocks of their own."""
        # A stack of our own: a page may be nested deeper than Python calls.
        open_groups = [(iter(self.children.get(index, ())), span.start, span.end)]
        while open_groups:
            children, loose, end = open_groups.pop()
            child = next((c for c in children if self._stands_alone(c)), None)
            if child is None:
                yield from self._loose(Span(loose, end))
                continue
            element = self.document.elements[child]
            yield from self._loose(Span(loose, element.start))
            open_groups.append((children, max(loose, element.end), end))
            if child in self.groups and element.name in _GROUPS | _WRAPPERS:
                inner = iter(self.children.get(child, ()))
                open_groups.append((inner, element.inner_start, element.inner_end))
            else:
                yield from self._block(child)

    def _stands_alone(self, index: int) -> bool:
        return self.document.elements[index].name in _BLOCKS | _CHROME or index in self.groups

    def _block(self, index: int) -> Iterator[Block]:
        element = self.document.elements[index]
        if element.name in _CHROME:
            return
        span = Span(element.start, element.end)
        block = make_block(element.name, self._source(span), span)
        if block.media or element.name in KEPT or has_text(block.html):
            yield block

    def _loose(self, span: Span) -> Iterator[Block]:
        source = self.document.text[span.start : span.end]
        if not source.strip():
            return
        block = make_block("div", source, span)
        if block.bare and block.media:
            yield block
        elif has_text(block.html):
            yield make_block("div", f"<div>{source.strip()}</div>", span)


def has_text(source: str) -> bool:
    """Whether HTML has a letter to show.

    >>> has_text("<p>Hej</p>"), has_text("<p> <br></p>")
    (True, False)
    """
    return bool(parse_fragment(source).text.strip())
