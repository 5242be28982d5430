"""The one pass over a page's tokens: open elements, the unit that is being collected, and the segments so far.

Everything that affects the parser's state lives in this file; what a unit comes to is decided in `units`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from turbohtml import Token, TokenType, tokenize

from bilingual_pub.formats.html import attributes as attrs
from bilingual_pub.formats.html.shadow import ISLAND, shadow
from bilingual_pub.formats.html.units import (
    CLOSE,
    LONE,
    OPEN,
    REFERENCE,
    TEXT,
    Part,
    attribute_text,
    shape,
    split,
    trim,
)
from bilingual_pub.formats.html.vocabulary import (
    CLOSES_P,
    CODE,
    HIDDEN,
    INLINE,
    KINDS,
    OPAQUE,
    TABLE_PARTS,
    TEXT_ATTRIBUTES,
    VOID,
)
from bilingual_pub.model import Element, Kind, Segment, Span

__all__ = ["Parser"]

_TEXT, _REFERENCE = TokenType.TEXT, TokenType.CHARACTER_REFERENCE
_START, _END, _COMMENT = TokenType.START_TAG, TokenType.END_TAG, TokenType.COMMENT
_MARKED = frozenset({"lang", "xml:lang", "translate", "class"})
# How far an end tag is looked for past inline elements: a bound as the standard's adoption agency has (8), so
# that ten thousand open <b> and ten thousand stray </i> are no quadratic page.
_REACH = 64
_ANY_TAG = re.compile(r"<[/a-zA-Z!][^<>]*+>")


class _Context(NamedTuple):
    """What children inherit."""

    language: str | None = None
    translate: bool = True
    pre: bool = False
    link: str = ""
    quotation: bool = False
    lists: int = 0


class _Frame(NamedTuple):
    name: str
    element: int
    block: bool
    context: _Context


class Parser:
    """Reads one page; afterwards `segments` and `elements` are complete and in document order."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.segments: list[Segment] = []
        self.elements: list[Element] = []
        self._shadow, self._islands = shadow(page)
        self._parts: list[Part] = []
        self._words = False
        self._stack: list[_Frame] = [_Frame("", -1, block=True, context=_Context())]
        self._open: dict[str, int] = {}
        self._block = self._stack[0]
        self._notes: dict[int, str] = {}
        self._position = 0
        self._hidden = ""
        self._opaque: tuple[str, int, int] | None = None  # name, depth, start of the part that swallows all
        self._line, self._counted = 1, 0
        self._xhtml = page.startswith("<?xml") or "//DTD XHTML" in page[:400]

    def run(self) -> None:
        """Read the page to its end."""
        for token in tokenize(self._shadow, resolve_references=False, capture_source=True):
            kind = token.type
            start = self._position
            if kind is _TEXT:
                end = self._position = start + len(token.data or "")
                self._text(start, end)
                continue
            end = self._position = start + len(token.source or "")
            if kind is _REFERENCE:
                self._reference(start, end, token.data or "")
            elif kind is _START:
                self._start(token, start, end)
            elif kind is _END:
                self._end(_name(token), start, end)
            elif kind is _COMMENT and self._parts and not self._opaque:
                self._parts.append(Part(LONE, start, end, "x"))
        # What the tokenizer dropped is a tag that the end of the file cuts off.
        self._close_all(len(self.page))

    # -- text -----------------------------------------------------------------------------------------------

    def _text(self, start: int, end: int) -> None:
        if self._hidden or (self._opaque and self._opaque[0] != "svg"):
            return
        data = self.page[start:end]
        if self._opaque:
            self._picture_text(start, end, data)
        elif self._islands and ISLAND in self._shadow[start:end]:
            self._text_with_islands(start, end)
        else:
            self._parts.append(Part(TEXT, start, end, data))
            self._words = self._words or not data.isspace()

    def _text_with_islands(self, start: int, end: int) -> None:
        position = start
        while position < end:
            island = self._shadow.find(ISLAND, position, end)
            stop = island if island >= 0 else end
            if stop > position:
                self._parts.append(Part(TEXT, position, stop, self.page[position:stop]))
                self._words = self._words or not self.page[position:stop].isspace()
            if island < 0:
                return
            # A private use character of the page's own is text like any other.
            position = self._islands.get(island, island + 1)
            if island in self._islands:
                expression = self.page.startswith(("{{", "<?=", "<%=", "<?php echo"), island)
                self._parts.append(Part(LONE, island, position, "x", keep=expression))
            else:
                self._parts.append(Part(TEXT, island, position, self.page[island]))

    def _reference(self, start: int, end: int, data: str) -> None:
        if not self._hidden and not self._opaque:
            self._parts.append(Part(REFERENCE, start, end, data))
            self._words = True

    def _picture_text(self, start: int, end: int, data: str) -> None:
        """Text of an SVG's title, desc and text elements: segments of their own inside the picture."""
        holder = self.elements[-1]
        if holder.name in {"title", "desc", "text", "tspan"} and holder.end < 0 and not data.isspace():
            lead, tail = len(data) - len(data.lstrip()), len(data) - len(data.rstrip())
            span = Span(start + lead, end - tail)
            self._emit([Part(TEXT, *span, attribute_text(data.strip()))], "other", len(self.elements) - 1)

    # -- tags -----------------------------------------------------------------------------------------------

    def _start(self, token: Token, start: int, end: int) -> None:
        name = _name(token)
        given = token.attrs or []
        if self._opaque and not self._inside_opaque(name, given, start, end):
            return
        if name in INLINE:
            self._start_inline(
                name, given, start, end, lone=name in VOID or (token.self_closing and self._xhtml)
            )
        else:
            self._flush()
            self._imply_ends(name, start)
            self._push(name, given, start, end, lone=name in VOID or (token.self_closing and self._xhtml))
            if name in HIDDEN:
                self._hidden = name

    def _start_inline(self, name: str, given: attrs.Attributes, start: int, end: int, *, lone: bool) -> None:
        index = self._push(name, given, start, end, lone=lone)
        if self._hidden:
            return
        if name in OPAQUE or (
            given and not self._stack[-1].context.translate and self._block.context.translate
        ):
            if not lone:
                self._opaque = (name, 1, start)
                return
        if name == "br":
            self._parts.append(Part(LONE, start, end, name, index))
            return
        self._note(index, name)
        self._parts.append(Part(LONE if lone else OPEN, start, end, name, index))

    def _push(self, name: str, given: attrs.Attributes, start: int, end: int, *, lone: bool) -> int:
        index = len(self.elements)
        outer = self._stack[-1]
        self.elements.append(Element(name, given, outer.element, start, end))
        context = self._inherit(name, given, outer.context)
        if given and context.translate and not self._hidden:
            for key, _ in given:
                if key in TEXT_ATTRIBUTES:
                    self._attributes(name, given, index, context)
                    break
        if lone:
            self.elements[index].inner_end = self.elements[index].end = end
            return index
        block = name not in INLINE
        frame = _Frame(name, index, block, context)
        self._stack.append(frame)
        self._open[name] = self._open.get(name, 0) + 1
        if block:
            self._block = frame
        return index

    def _inherit(self, name: str, given: attrs.Attributes, context: _Context) -> _Context:
        for key, value in given:
            if key not in _MARKED:
                continue
            if key == "translate":
                context = context._replace(translate=(value or "").lower() != "no")
            elif key == "class":
                if value and "notranslate" in value.split():
                    context = context._replace(translate=False)
            else:
                context = context._replace(language=(value or "").strip() or None)
        if name in {"pre", "textarea"}:
            context = context._replace(pre=True)
        elif name == "a":
            context = context._replace(link=self._value(given, "href"))
        elif name == "blockquote":
            context = context._replace(quotation=True)
        elif name in {"ul", "ol", "menu"}:
            context = context._replace(lists=context.lists + 1)
        return context

    @staticmethod
    def _value(given: attrs.Attributes, name: str) -> str:
        return attribute_text(next((value or "" for key, value in given if key == name), ""))

    def _end(self, name: str, start: int, end: int) -> None:
        if self._opaque and not self._leave_opaque(name, start, end):
            return
        if name == self._hidden:
            self._hidden = ""
        if name in INLINE:
            if self._open.get(name) and self._pop_inline(name, start, end):
                self._parts.append(Part(CLOSE, start, end, name))
            elif self._parts:
                self._parts.append(Part(LONE, start, end, "x"))  # a stray end tag, kept as it stands
            return
        self._flush()
        if self._open.get(name):
            self._pop_to(name, start, end)

    def _pop_inline(self, name: str, start: int, end: int) -> bool:
        for back in range(1, min(_REACH, len(self._stack))):
            frame = self._stack[-back]
            if frame.block:
                return False
            if frame.name == name:
                for _ in range(back - 1):
                    self._pop(start, start)
                self._pop(start, end)
                return True
        return False

    def _pop_to(self, name: str, start: int, end: int) -> None:
        while self._stack[-1].name != name:
            self._pop(start, start)
        self._pop(start, end)

    def _pop(self, inner_end: int, end: int) -> None:
        frame = self._stack.pop()
        self._open[frame.name] -= 1
        element = self.elements[frame.element]
        element.inner_end, element.end = inner_end, end
        if frame is self._block:
            self._block = next(f for f in reversed(self._stack) if f.block)

    def _imply_ends(self, name: str, start: int) -> None:
        """Close what a start tag closes without saying so (13.2.6.4.7 and the table modes, the common part)."""
        if name in CLOSES_P and self._block.name == "p":
            self._pop_to("p", start, start)
        block = self._block.name
        if name == block and name in {"li", "option", "optgroup", "button"}:
            self._pop_to(name, start, start)
        elif (name in {"dt", "dd"} and block in {"dt", "dd"}) or (name == "optgroup" and block == "option"):
            self._pop_to(block, start, start)
        elif name in {"td", "th", "tr"} or name in TABLE_PARTS:
            if block in {"td", "th"}:
                self._pop_to(block, start, start)
            if name not in {"td", "th"} and self._block.name == "tr":
                self._pop_to("tr", start, start)
            if name in TABLE_PARTS and self._block.name in TABLE_PARTS:
                self._pop_to(self._block.name, start, start)

    def _close_all(self, end: int) -> None:
        if self._opaque:
            self._end_opaque(end)
        self._flush()
        while len(self._stack) > 1:
            self._pop(end, end)
        self.segments.sort(key=lambda segment: segment.span)

    # -- pictures, code, what must not be translated ---------------------------------------------------------

    def _inside_opaque(self, name: str, given: attrs.Attributes, start: int, end: int) -> bool:
        """Take a start tag inside an opaque run; return True when it ends the run instead (a block breaks out)."""
        assert self._opaque
        outer, depth, since = self._opaque
        graphic = outer in {"svg", "math"}
        if name not in INLINE and not graphic:
            self._end_opaque(start)
            return True
        if graphic and (name in CLOSES_P):
            self._end_opaque(start)
            return True
        if name == outer:
            self._opaque = (outer, depth + 1, since)
        if name in {"img", "title", "desc", "text", "tspan"} and outer not in CODE:
            index = len(self.elements)
            self.elements.append(Element(name, given, self._stack[-1].element, start, end, end, -1))
            if name == "img":
                self.elements[-1].end = end
                self._attributes(name, given, index, self._stack[-1].context)
        return False

    def _leave_opaque(self, name: str, start: int, end: int) -> bool:
        """Take an end tag inside an opaque run; return True when it is a block's, which ends the run too."""
        assert self._opaque
        outer, depth, since = self._opaque
        if name == outer:
            self._opaque = (outer, depth - 1, since)
            if depth == 1:
                self._pop_inline(outer, start, end)
                self._end_opaque(end, closed=True)
            return False
        if self.elements[-1].name == name and self.elements[-1].end < 0:
            self.elements[-1].inner_end, self.elements[-1].end = start, end
        if name in INLINE or not self._open.get(name):
            return False
        self._end_opaque(start)
        return True

    def _end_opaque(self, end: int, *, closed: bool = False) -> None:
        assert self._opaque
        name, _, start = self._opaque
        self._opaque = None
        index = len(self.elements) - 1
        while self.elements[index].start > start:
            self.elements[index].end = max(self.elements[index].end, self.elements[index].inner_start)
            index -= 1
        if not closed:
            self._pop_inline(name, end, end)
        self._notes[index] = " ".join(self.page[start:end].split())[:80]
        self._parts.append(Part(LONE, start, end, name, index, keep=name not in {"svg", "picture"}))
        self._words = self._words or name not in {"svg", "picture"}

    # -- segments -------------------------------------------------------------------------------------------

    def _note(self, index: int, name: str) -> None:
        element = self.elements[index]
        if name == "a":
            if href := element.get("href"):
                self._notes[index] = f"link to {attribute_text(href)}"
        elif name == "img":
            self._notes[index] = f"picture {attribute_text(element.get('src') or '')}"

    def _attributes(self, name: str, given: attrs.Attributes, index: int, context: _Context) -> None:
        element = self.elements[index]
        where = None
        for key in attrs.find(name, given):
            where = where or attrs.values(self.page, element.start, element.inner_start)
            span = where.get(key)
            parts, _ = trim(attrs.parts(self.page, span, self._islands)) if span else ([], 0)
            if not any(part.kind == TEXT and part.data.strip() for part in parts):
                continue
            kind: Kind = "metadata" if name == "meta" else "button" if key == "value" else "attribute"
            self._emit(parts, kind, index, attribute=key, context=context)

    def _flush(self) -> None:
        parts = self._parts
        if not parts:
            return
        self._parts = []
        if not self._words:
            return
        self._words = False
        if self._hidden and self._hidden != "textarea":
            return
        trimmed, inner = trim(parts)
        runs = split(trimmed)
        for run in runs:
            peeled, wrapper = trim(run) if len(runs) > 1 else (trimmed, inner)
            if peeled:
                self._emit(peeled, None, wrapper)

    def _emit(
        self,
        parts: list[Part],
        kind: Kind | None,
        inner: int,
        *,
        attribute: str | None = None,
        context: _Context | None = None,
    ) -> None:
        block = self._block
        context = context or block.context
        unit = shape(parts, self.page, self._notes, inner, pre=context.pre and attribute is None)
        if not unit.text:
            return
        element = inner if inner >= 0 else block.element
        line, column = self._place(unit.span.start)
        self.segments.append(
            Segment(
                text=unit.text if not unit.wordless else _bare(self.page[slice(*unit.span)]),
                span=unit.span,
                kind=kind or self._kind(unit.wordless, context, inner),
                line=line,
                column=column,
                declared_language=context.language,
                attribute=attribute,
                context=None,
                tags=() if unit.wordless else unit.tags,
                element=element,
                level=self._level(context),
                links=self._links(parts, inner, context, attribute),
                preformatted=context.pre and attribute is None,
                translate=context.translate and not unit.wordless,
            )
        )

    def _kind(self, wordless: bool, context: _Context, inner: int) -> Kind:
        name = self._block.name
        if wordless:
            return "code"
        kind = KINDS.get(name, "other")
        if kind == "paragraph" and context.quotation:
            return "quotation"
        if name != "p" and kind in {"paragraph", "other"} and inner >= 0 and self.elements[inner].name == "a":
            return "link"
        return kind

    def _level(self, context: _Context) -> int:
        name = self._block.name
        if len(name) == 2 and name[0] == "h" and name[1].isdigit():
            return int(name[1])
        return context.lists if name == "li" else 0

    def _links(
        self, parts: list[Part], inner: int, context: _Context, attribute: str | None
    ) -> tuple[str, ...]:
        if attribute is not None:
            return (self._value(self.elements[inner].attributes, "src"),) if attribute == "alt" else ()
        found = [context.link] if context.link else []
        indices = [inner, *(part.element for part in parts)] if inner >= 0 or len(parts) > 1 else ()
        for index in indices:
            if index >= 0:
                element = self.elements[index]
                if element.name in {"a", "img"}:
                    target = self._value(element.attributes, "href" if element.name == "a" else "src")
                    if target and target not in found:
                        found.append(target)
        return tuple(found)

    def _place(self, start: int) -> tuple[int, int]:
        # Segments come nearly in order: count on from the last one, and from the top when one lies before it.
        if start < self._counted:
            self._line, self._counted = 1, 0
        self._line += self.page.count("\n", self._counted, start)
        self._counted = start
        return self._line, start - self.page.rfind("\n", 0, start)


def _bare(source: str) -> str:
    """Return the words of code and islands, for telling two such blocks apart; not in the notation of segments."""
    return attribute_text(" ".join(_ANY_TAG.sub("", source).split())) or source


def _name(token: Token) -> str:
    name = token.tag or ""
    return "noscript" if name == "nxscript" else name
