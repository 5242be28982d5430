"""The walk over a document's blocks: each becomes segments with kind, level, line, and what it links to."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from markdown_it.token import Token

from bilingual_pub.formats import html, inline
from bilingual_pub.formats.html.units import Unit
from bilingual_pub.formats.markdown.parser import blocks
from bilingual_pub.formats.markdown.reading import read
from bilingual_pub.formats.markdown.source import MASK, Content, Source
from bilingual_pub.model import Element, Kind, Segment

__all__ = ["Walk"]


class Walk:
    """Reads the body of one document, from offset `base` on; afterwards `segments` and `elements` are complete."""

    def __init__(self, text: str, base: int = 0) -> None:
        self.segments: list[Segment] = []
        self.elements: list[Element] = []
        self._text = text
        self._source = Source.of(text, base)
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
        lines = (match.end() for match in re.finditer("\n", self._source.text))
        self._lines = [0, *lines, len(self._source.text)]
        self._stack: list[Token] = []

    def run(self) -> None:
        """Read all blocks."""
        tokens = blocks(self._source.text)
        for n, token in enumerate(tokens):
            if token.nesting > 0:
                self._stack.append(token)
            elif token.nesting < 0:
                self._stack.pop()
            elif token.type == "inline":
                self._inline(token, _follower(tokens, n))
            elif token.type in {"fence", "code_block"}:
                self._code(token)
            elif token.type == "html_block" and not token.level:
                self._html(token)
            if token.type == "admonition_open":
                self._admonition(token)
        self.segments.sort(key=lambda segment: (segment.span.start, -segment.span.end))

    def place(self, segment: Segment) -> Segment:
        """Return `segment` with its line and column, from 1."""
        line, column = self._position(segment.span.start)
        return replace(segment, line=line, column=column)

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def _add(
        self,
        unit: Unit,
        kind: Kind,
        links: tuple[str, ...] = (),
        *,
        level: int = 0,
        attribute: str | None = None,
        preformatted: bool = False,
    ) -> None:
        line, column = self._position(unit.span.start)
        self.segments.append(
            Segment(
                text=unit.text if unit.text.strip() else self._text[slice(*unit.span)],
                span=unit.span,
                kind="code" if unit.wordless else kind,
                line=line,
                column=column,
                attribute=attribute,
                tags=() if unit.wordless else unit.tags,
                level=level,
                links=links,
                preformatted=preformatted,
                translate=not unit.wordless,
            )
        )

    def _inline(self, token: Token, follower: str) -> None:
        content: Content = token.meta["content"]
        found = read(self._source, content, token.children or [])
        kind, level = self._kind(follower)
        for unit, links in found.units:
            # `&#32;` alone is a paragraph without text.
            if unit.text:
                self._add(unit, kind, links, level=level)
        for name, unit, link in filter(lambda attribute: attribute.unit.text, found.attributes):
            self._add(unit, "attribute", (link,) if name == "alt" else (), attribute=name)

    def _kind(self, follower: str) -> tuple[Kind, int]:
        names = [token.type for token in self._stack]
        lists = sum(name == "list_item_open" for name in names)
        for name in reversed(names):
            match name:
                case "heading_open":
                    return "heading", int(self._stack[-1].tag[1])
                case "th_open" | "td_open":
                    return "cell", 0
                case "list_item_open" | "definition_open":
                    return "list item", lists
                case "blockquote_open":
                    return "quotation", 0
        return ("term" if follower == "definition_open" else "paragraph"), 0

    def _range(self, token: Token) -> tuple[int, int]:
        first, last = token.map or [0, 0]
        return self._lines[first], self._lines[min(last, len(self._lines) - 1)]

    def _code(self, token: Token) -> None:
        start, end = self._range(token)
        raw = self._source.raw[start:end]
        start += len(raw) - len(raw.lstrip(" \t>"))
        if token.content.strip() and start < end:
            unit = Unit(
                inline.escape(self._unmasked(token, start, end).rstrip("\n")),
                self._source.span(start, start + len(self._source.raw[start:end].rstrip())),
                (),
                wordless=True,
            )
            self._add(unit, "code", preformatted=True)

    def _unmasked(self, token: Token, start: int, end: int) -> str:
        """Return the content of a code block with what the masks in it stand for."""
        if MASK not in token.content:
            return token.content
        raw, masked = self._source.raw[start:end], self._source.text[start:end]
        first = masked.find("\n") if token.type == "fence" else 0
        hidden = (raw[n] for n in range(first, len(raw)) if masked[n] == MASK)
        return "".join(next(hidden, "") if c == MASK else c for c in token.content)

    def _html(self, token: Token) -> None:
        start, end = self._range(token)
        raw = self._source.raw[start:end]
        document = html.parse(raw)
        first = len(self.elements)
        self.elements += [_moved(element, first, self._source, start) for element in document.elements]
        for segment in document.segments:
            # A tag that the block does not close (its end is another block) holds no text of its own.
            if segment.element >= 0 and segment.translate:
                span = self._source.span(start + segment.span.start, start + segment.span.end)
                self.segments.append(self.place(replace(segment, span=span, element=first + segment.element)))

    def _admonition(self, token: Token) -> None:
        """Add the title in quotation marks behind `!!! note`."""
        start, _ = self._range(token)
        line = self._source.raw[start : self._source.raw.find("\n", start) % (len(self._source.raw) + 1)]
        title = re.search(r'"([^"]*[^\W\d_][^"]*)"', line)
        if title:
            span = self._source.span(start + title.start(1), start + title.end(1))
            self._add(Unit(title[1], span, (), wordless=False), "title", attribute="title")


def _follower(tokens: list[Token], n: int) -> str:
    """Return the type of the token behind the block that the inline token `n` fills."""
    return tokens[n + 2].type if n + 2 < len(tokens) else ""


def _moved(element: Element, first: int, source: Source, start: int) -> Element:
    def moved(offset: int) -> int:
        return source.span(start + offset, start + offset).start if offset >= 0 else -1

    return Element(
        element.name,
        element.attributes,
        element.parent + first if element.parent >= 0 else -1,
        moved(element.start),
        moved(element.inner_start),
        moved(element.inner_end),
        moved(element.end),
    )
