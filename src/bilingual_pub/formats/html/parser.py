"""The one pass over a page's tokens: the unit that is being collected, and the segments so far.

Everything that affects the parser's state lives in this file and in `tree`; what a unit comes to is decided in
`units`, where attributes hold text in `attributes`.
"""

from __future__ import annotations

import re

from turbohtml import Token, TokenType, tokenize

from bilingual_pub.formats.html import attributes as attrs
from bilingual_pub.formats.html.draft import draft
from bilingual_pub.formats.html.shadow import ISLAND, shadow
from bilingual_pub.formats.html.tree import Context, Tree
from bilingual_pub.formats.html.units import (
    CLOSE,
    LONE,
    OPEN,
    REFERENCE,
    TEXT,
    Part,
    Unit,
    attribute_text,
    shape,
    split,
    trim,
)
from bilingual_pub.formats.html.vocabulary import (
    CLOSES_P,
    CODE,
    HIDDEN,
    IMPLIES_ENDS,
    INLINE,
    KINDS,
    OPAQUE,
    PICTURE_TEXTS,
    TEXT_ATTRIBUTES,
    VOID,
)
from bilingual_pub.model import Element, Kind, Segment, Span

__all__ = ["Parser"]

_TEXT, _REFERENCE = TokenType.TEXT, TokenType.CHARACTER_REFERENCE
_START, _END, _COMMENT = TokenType.START_TAG, TokenType.END_TAG, TokenType.COMMENT
_EXPRESSIONS = ("{{", "<?=", "<%=", "<?php echo")
_ANY_TAG = re.compile(r"<[/a-zA-Z!][^<>]*+>")


class Parser:
    """Reads one page; afterwards `segments` and `elements` are complete and in document order."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.segments: list[Segment] = []
        self.tree = Tree(page)
        self._shadow, self._islands = shadow(page)
        self._parts: list[Part] = []
        self._words = False
        self._notes: dict[int, str] = {}
        self._hidden = ""
        self._opaque: tuple[str, int, int] | None = None  # name, depth, start of the part that swallows all
        self._line, self._begin, self._counted = 1, 0, 0
        self._xhtml = page.startswith("<?xml") or "//DTD XHTML" in page[:400]

    @property
    def elements(self) -> list[Element]:
        """All elements, in the order of their start tags."""
        return self.tree.elements

    def run(self) -> None:
        """Read the page to its end."""
        page, position = self.page, 0
        for token in tokenize(self._shadow, resolve_references=False, capture_source=True):
            kind = token.type
            start = position
            if kind is _TEXT:
                position += len(token.data)  # type: ignore[arg-type]  # text always has data
                # White space before the first word of a unit belongs to no unit.
                if self._parts or not page[start:position].isspace():
                    self._text(start, position)
                continue
            position += len(token.source)  # type: ignore[arg-type]  # and all else its source
            if kind is _START:
                self._start(token, start, position)
            elif kind is _END:
                self._end(token.tag or "", start, position)
            elif kind is _REFERENCE:
                if not self._hidden and not self._opaque:
                    self._parts.append((REFERENCE, start, position, token.data or "", -1, False))
                    self._words = True
            elif kind is _COMMENT and self._parts and not self._opaque:
                self._parts.append((LONE, start, position, "x", -1, False))
        # What the tokenizer dropped is a tag that the end of the file cuts off.
        if self._opaque:
            self._end_opaque(len(page))
        self._flush()
        self.tree.close_all(len(page))
        self.segments.sort(key=_by_span)

    # -- text -----------------------------------------------------------------------------------------------

    def _text(self, start: int, end: int) -> None:
        if self._hidden:
            return
        data = self.page[start:end]
        if self._opaque:
            if self._opaque[0] == "svg":
                self._picture_text(start, end, data)
        elif self._islands and ISLAND in self._shadow[start:end]:
            self._text_with_islands(start, end)
        else:
            self._parts.append((TEXT, start, end, data, -1, False))
            self._words = self._words or not data.isspace()

    def _text_with_islands(self, start: int, end: int) -> None:
        position = start
        while position < end:
            island = self._shadow.find(ISLAND, position, end)
            stop = island if island >= 0 else end
            if stop > position:
                self._parts.append((TEXT, position, stop, self.page[position:stop], -1, False))
                self._words = self._words or not self.page[position:stop].isspace()
            if island < 0:
                return
            # A private use character of the page's own is text like any other.
            position = self._islands.get(island, island + 1)
            if island in self._islands:
                expression = self.page.startswith(_EXPRESSIONS, island)
                self._notes[-position] = " ".join(self.page[island:position].split())[:80]
                self._parts.append((LONE, island, position, "x", -position, expression))
            else:
                self._parts.append((TEXT, island, position, self.page[island], -1, False))

    def _picture_text(self, start: int, end: int, data: str) -> None:
        """Text of an SVG's title, desc and text elements: segments of their own inside the picture."""
        holder = self.elements[-1]
        if holder.name in PICTURE_TEXTS and holder.end < 0 and not data.isspace():
            lead, tail = len(data) - len(data.lstrip()), len(data) - len(data.rstrip())
            part = (TEXT, start + lead, end - tail, attribute_text(data.strip()), -1, False)
            self._emit([part], "other", len(self.elements) - 1, self.tree.context)

    # -- tags -----------------------------------------------------------------------------------------------

    def _start(self, token: Token, start: int, end: int) -> None:
        name = token.tag or ""
        if name == "nxscript":
            name = "noscript"
        given = token.attrs or ()
        if self._opaque and not self._inside_opaque(name, given, start, end):
            return
        lone = name in VOID or (self._xhtml and token.self_closing)
        inline = name in INLINE and (self.tree.block[3].translate or not _revives(given))
        if not inline:
            if self._parts:
                self._flush()
            if name in IMPLIES_ENDS:
                self.tree.imply_ends(name, start)
        context = self.tree.push(name, given, start, end, lone=lone, block=not inline)
        if given:
            for key, _ in given:
                if key in TEXT_ATTRIBUTES:
                    self._attributes(name, given, context)
                    break
        if inline:
            if not self._hidden:
                self._start_inline(name, given, start, end, lone=lone)
        elif name in HIDDEN and not lone:
            self._hidden = name

    def _start_inline(self, name: str, given: attrs.Attributes, start: int, end: int, *, lone: bool) -> None:
        barred = given and not self.tree.context.translate and self.tree.block[3].translate
        if not lone and (barred or name in OPAQUE):
            self._opaque = (name, 1, start)
            return
        index = len(self.elements) - 1
        if given and name in {"a", "img"}:
            target = attribute_text(attrs.get(given, "href" if name == "a" else "src"))
            self._notes[index] = f"{'link to' if name == 'a' else 'picture'} {target}" if target else ""
        self._parts.append((LONE if lone else OPEN, start, end, name, index, False))

    def _end(self, name: str, start: int, end: int) -> None:
        if name == "nxscript":
            name = "noscript"
        if self._opaque and not self._leave_opaque(name, start, end):
            return
        if self._hidden and name == self._hidden:
            self._hidden = ""
        if name in INLINE and name != self.tree.block[0]:
            if self.tree.close_inline(name, start, end):
                self._parts.append((CLOSE, start, end, name, -1, False))
            elif self._parts:
                self._parts.append((LONE, start, end, "x", -1, False))  # a stray end tag, kept as it stands
            return
        if self._parts:
            self._flush()
        self.tree.close_block(name, start, end)

    # -- pictures, code, what must not be translated ---------------------------------------------------------

    def _inside_opaque(self, name: str, given: attrs.Attributes, start: int, end: int) -> bool:
        """Take a start tag inside an opaque run; return True when it ends the run instead (a block breaks out)."""
        assert self._opaque
        outer, depth, since = self._opaque
        if name in CLOSES_P or (name not in INLINE and outer not in {"svg", "math"}):
            self._end_opaque(start)
            return True
        if name == outer:
            self._opaque = (outer, depth + 1, since)
        if outer not in CODE and (name == "img" or name in PICTURE_TEXTS):
            self.elements.append(
                Element(name, given, self.tree.parent, start, end, end, end if name == "img" else -1)
            )
            if name == "img":
                self._attributes(name, given, self.tree.context)
        return False

    def _leave_opaque(self, name: str, start: int, end: int) -> bool:
        """Take an end tag inside an opaque run; return True when it is a block's, which ends the run too."""
        assert self._opaque
        outer, depth, since = self._opaque
        if name == outer:
            self._opaque = (outer, depth - 1, since)
            if depth == 1:
                self.tree.close_inline(outer, start, end)
                self._end_opaque(end, closed=True)
            return False
        last = self.elements[-1]
        if last.name == name and last.end < 0:
            last.inner_end, last.end = start, end
        if name in INLINE or not self.tree.is_open(name):
            return False
        self._end_opaque(start)
        return True

    def _end_opaque(self, end: int, *, closed: bool = False) -> None:
        assert self._opaque
        name, _, start = self._opaque
        self._opaque = None
        index = len(self.elements) - 1
        while self.elements[index].start > start:
            element = self.elements[index]
            element.end = max(element.end, element.inner_start)
            index -= 1
        if not closed:
            self.tree.close_inline(name, end, end)
        self._notes[index] = " ".join(self.page[start:end].split())[:80]
        keep = name not in {"svg", "picture"}
        self._parts.append((LONE, start, end, name, index, keep))
        self._words = self._words or keep

    # -- segments -------------------------------------------------------------------------------------------

    def _attributes(self, name: str, given: attrs.Attributes, context: Context) -> None:
        if not context.translate or self._hidden:
            return
        index = len(self.elements) - 1
        where: dict[str, Span] | None = None
        for key in attrs.find(name, given):
            if where is None:
                where = attrs.values(self.page, self.elements[index].start, self.elements[index].inner_start)
            span = where.get(key)
            parts, _ = trim(attrs.parts(self.page, span, self._islands)) if span else ([], 0)
            if any(part[0] == TEXT and part[3].strip() for part in parts):
                kind: Kind = "metadata" if name == "meta" else "button" if key == "value" else "attribute"
                self._emit(parts, kind, index, context, key)

    def _flush(self) -> None:
        parts, self._parts = self._parts, []
        if not self._words:
            return
        self._words = False
        context = self.tree.block[3]
        if len(parts) == 1:
            self._emit(parts, None, -1, context)
            return
        trimmed, inner = trim(parts)
        for run in (runs := split(trimmed)):
            peeled, wrapper = trim(run) if len(runs) > 1 else (trimmed, inner)
            if peeled:
                self._emit(peeled, None, wrapper, context)

    def _emit(
        self, parts: list[Part], kind: Kind | None, inner: int, context: Context, attribute: str | None = None
    ) -> None:
        preformatted = context.pre and attribute is None
        unit = shape(parts, self.page, self._notes, pre=preformatted)
        if not unit.text:
            return
        name, block, _, _ = self.tree.block
        start = unit.span[0]
        self._move_to(start)
        self.segments.append(
            draft(
                self._bare(unit) if unit.wordless else unit.text,
                unit.span,
                kind or self._kind(name, context, inner, wordless=unit.wordless),
                self._line,
                start - self._begin + 1,
                context.language,
                attribute,
                () if unit.wordless else unit.tags,
                inner if inner >= 0 else block,
                _level(name, context),
                self._links(parts, inner, context, attribute)
                if inner >= 0 or context.link or unit.tags
                else (),
                preformatted,
                context.translate and not unit.wordless,
            )
        )

    def _move_to(self, start: int) -> None:
        """Count lines on from the last segment, or back: segments come nearly in order, and no way is gone often."""
        low, high = sorted((self._counted, start))
        lines = self.page.count("\n", low, high)
        if lines:
            self._line += lines if start == high else -lines
            self._begin = self.page.rfind("\n", 0, start) + 1
        self._counted = start

    def _bare(self, unit: Unit) -> str:
        """Return the words of code and islands, for telling two such blocks apart; not in segments' notation."""
        source = self.page[slice(*unit.span)]
        return attribute_text(" ".join(_ANY_TAG.sub("", source).split())) or source

    def _kind(self, name: str, context: Context, inner: int, *, wordless: bool) -> Kind:
        if wordless:
            return "code"
        kind = KINDS.get(name, "other")
        if kind == "paragraph" and context.quotation:
            return "quotation"
        if name != "p" and kind in {"paragraph", "other"} and inner >= 0 and self.elements[inner].name == "a":
            return "link"
        return kind

    def _links(
        self, parts: list[Part], inner: int, context: Context, attribute: str | None
    ) -> tuple[str, ...]:
        if attribute is not None:
            return (
                (attribute_text(attrs.get(self.elements[inner].attributes, "src")),)
                if attribute == "alt"
                else ()
            )
        found = [context.link] if context.link else []
        for index in (inner, *(part[4] for part in parts)):
            element = self.elements[index] if index >= 0 else None
            if element and element.name in {"a", "img"}:
                target = attribute_text(
                    attrs.get(element.attributes, "href" if element.name == "a" else "src")
                )
                if target and target not in found:
                    found.append(target)
        return tuple(found)


def _level(name: str, context: Context) -> int:
    if name == "li":
        return context.lists
    return int(name[1]) if len(name) == 2 and name[0] == "h" and name[1] in "123456" else 0


def _revives(given: attrs.Attributes) -> bool:
    """Whether a start tag allows translation again inside what must not be translated: a unit of its own."""
    return attrs.get(given, "translate").lower() == "yes"


def _by_span(segment: Segment) -> Span:
    return segment.span
