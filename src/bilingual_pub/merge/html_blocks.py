"""The blocks of an HTML body, cut from the source at the offsets of its elements."""

from __future__ import annotations

from collections.abc import Iterator

from turbohtml import parse_fragment

from bilingual_pub.merge.media import is_bare, media_keys
from bilingual_pub.merge.pairing import Block
from bilingual_pub.merge.region import container
from bilingual_pub.model import Document, Span

__all__ = ["html_blocks", "make_block"]

# Elements that only group others: what is inside them is laid out in rows, they themselves are left behind.
_GROUPS = frozenset("html body main article section div header footer hgroup center aside".split())
_BLOCKS = _GROUPS | frozenset(
    "address blockquote details dialog dl fieldset figure form h1 h2 h3 h4 h5 h6 hr menu nav ol p pre table ul "
    "iframe video audio object embed canvas script style noscript template".split()
)
# Inline elements that HTML lets stand round blocks: a link round a whole card, and what old editors wrote.
_WRAPPERS = frozenset("a b em font i span strong".split())
_CHROME = frozenset({"head", "title", "meta", "link", "base"})


def html_blocks(document: Document) -> list[Block]:
    """Return the blocks inside the element that holds the article, in order; see `blocks`.

    A `<div>` of text alone is a block; one that groups blocks is not, its children are.

    >>> from bilingual_pub.formats import html
    >>> [block.html for block in html_blocks(html.parse("<div><h2>Kim</h2><p>En <b>god</b> dag</div>Slut"))]
    ['<h2>Kim</h2>', '<p>En <b>god</b> dag</p>', '<div>Slut</div>']
    """
    index = container(document)
    end = document.elements[index].inner_end if index >= 0 else len(document.text)
    start = document.elements[index].inner_start if index >= 0 else 0
    return list(_Walk(document).inside(index, Span(start, end)))


def make_block(name: str, source: str, span: Span) -> Block:
    """Return a block of `source` with its tags closed as HTML closes them and its media noted.

    >>> make_block("p", "<p>En <b>god", Span(0, 12)).html
    '<p>En <b>god</b></p>'
    """
    tree = parse_fragment(source)
    return Block(name, tree.inner_html.strip(), span, media=media_keys(tree), bare=is_bare(tree))


class _Walk:
    def __init__(self, document: Document) -> None:
        self.document = document
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
        block = make_block(element.name, self.document.text[span.start : span.end], span)
        if block.media or element.name in _KEPT or _has_text(block.html):
            yield block

    def _loose(self, span: Span) -> Iterator[Block]:
        source = self.document.text[span.start : span.end]
        if not source.strip():
            return
        block = make_block("div", source, span)
        if block.bare and block.media:
            yield block
        elif _has_text(block.html):
            yield make_block("div", f"<div>{source.strip()}</div>", span)


_KEPT = frozenset("hr form script style noscript canvas object embed template".split())


def _has_text(source: str) -> bool:
    return bool(parse_fragment(source).text.strip())
