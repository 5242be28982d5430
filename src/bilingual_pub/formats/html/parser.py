"""The one pass over a page's tokens: what is open, and the run of text that is being collected.

Everything that affects the parser's state lives in this file and in `tree`; what a run comes to is decided in
`segments`, what a start tag says in `tags`.
"""

from __future__ import annotations

from turbohtml import Token, TokenType, tokenize

from bilingual_pub.formats.html.attributes import Attributes, get
from bilingual_pub.formats.html.elements import Elements
from bilingual_pub.formats.html.segments import Segments
from bilingual_pub.formats.html.shadow import ISLAND, shadow
from bilingual_pub.formats.html.tags import Tag, tags
from bilingual_pub.formats.html.tree import Tree
from bilingual_pub.formats.html.units import CLOSE, LONE, OPEN, REFERENCE, TEXT, Part, attribute_text
from bilingual_pub.formats.html.vocabulary import CLOSES_P, CODE, HIDDEN, INLINE, OPAQUE, PICTURE_TEXTS
from bilingual_pub.model import Segment

__all__ = ["Parser"]

_TEXT, _REFERENCE = TokenType.TEXT, TokenType.CHARACTER_REFERENCE
_START, _END, _COMMENT = TokenType.START_TAG, TokenType.END_TAG, TokenType.COMMENT
_EXPRESSIONS = ("{{", "<?=", "<%=", "<?php echo")


class Parser:
    """Reads one page.

    `_opaque`: the inline element that swallows all until it ends, as (name, depth, start); None for none.
    `_hidden`: the element whose text no reader sees, "" for none.
    """

    def __init__(self, page: str) -> None:
        self.page = page
        self._shadow, self._islands = shadow(page)
        self._tree = Tree()
        self._tags = tags(xhtml=page.startswith("<?xml") or "//DTD XHTML" in page[:400])
        self._segments = Segments(page, self._tree.rows, self._islands)
        self._parts: list[Part] = []
        self._hidden = ""
        self._opaque: tuple[str, int, int] | None = None

    def run(self) -> tuple[tuple[Segment, ...], Elements]:  # noqa: C901, PLR0912  # see below
        """Read the page to its end; return its segments and elements, both in document order."""
        page, parts, segments, tree, known = self.page, self._parts, self._segments, self._tree, self._tags
        stack, rows, ends, opened, position = tree.stack, tree.rows, tree.ends, tree.open, 0
        # A page has 460 tokens, and a call is 0.1 µs: what most of them need stands here and not in methods, what
        # few of them need stands below. With a method for each kind of token a page takes a tenth longer.
        for token in tokenize(self._shadow, resolve_references=False, capture_source=True):
            kind, start = token.type, position
            if kind is _TEXT:
                position += len(data := token.data or "")
                # White space before the first word of a run belongs to no segment.
                if (parts or not data.isspace()) and not self._hidden:
                    if self._islands or self._opaque:
                        self._odd_text(start, position)
                    else:
                        parts.append((TEXT, start, position, page[start:position], -1, False))
                continue
            position += len(source := token.source or "")
            if kind is _END:
                name = token.tag or ""
                innermost, index, _, block = stack[-1]
                if innermost != name or self._hidden or self._opaque:
                    self._end(name, start, position)
                    continue
                if name != block[0]:
                    parts.append((CLOSE, start, position, name, -1, False))
                elif parts:
                    segments.flush(parts, block)
                del stack[-1]
                opened[name] -= 1
                ends[index] = (start, position)
            elif kind is _START:
                tag = known.get(source) or known.read(token, source)
                name, _, _, inline, lone, closes, special, texts = tag
                _, parent, context, block = stack[-1]
                if special or block[0] in closes or self._hidden or self._opaque or not context.translate:
                    self._start(tag, start, position)
                    continue
                if parts and not inline:
                    segments.flush(parts, block)
                index = len(rows)
                rows.append((tag, parent, start, position))
                ends.append((position, position) if lone else None)
                if not lone:
                    opened[name] += 1
                    block = block if inline else (name, index, context)
                    stack.append((name, index, context, block))
                if texts:
                    segments.attributes(tag, index, start, context, block)
                if inline:
                    parts.append((LONE if lone else OPEN, start, position, name, index, False))
            else:
                self._other(token, start, position)
        return self._finish()

    def _finish(self) -> tuple[tuple[Segment, ...], Elements]:
        # What the tokenizer dropped is a tag that the end of the file cuts off.
        if self._opaque:
            self._end_opaque(len(self.page))
        self._segments.flush(self._parts, self._tree.stack[-1][3])
        self._tree.close_all(len(self.page))
        return self._segments.finish(), Elements(self._tree.rows, self._tree.ends)

    # -- tags -----------------------------------------------------------------------------------------------

    def _other(self, token: Token, start: int, end: int) -> None:
        if self._opaque:
            return
        if token.type is _REFERENCE:
            if not self._hidden:
                self._parts.append((REFERENCE, start, end, token.data or "", -1, False))
        elif token.type is _COMMENT and self._parts:
            self._parts.append((LONE, start, end, "x", -1, False))

    def _start(self, tag: Tag, start: int, end: int) -> None:
        if self._opaque and not self._breaks_out(tag, start, end):
            return
        name, given, _, inline, lone, closes, special, texts = tag
        tree = self._tree
        _, parent, context, block = tree.stack[-1]
        if inline and given and not block[2].translate and _revives(given):
            inline = False
        if not inline:
            if self._parts:
                self._segments.flush(self._parts, block)
            if block[0] in closes:
                tree.imply_ends(name, start)
                _, parent, context, block = tree.stack[-1]
        index = len(tree.rows)
        tree.rows.append((tag, parent, start, end))
        if special:
            context = context.inside(tag)
        if lone:
            tree.ends.append((end, end))
        else:
            tree.ends.append(None)
            tree.open[name] += 1
            block = block if inline else (name, index, context)
            tree.stack.append((name, index, context, block))
        if texts and context.translate and not self._hidden:
            self._segments.attributes(tag, index, start, context, block)
        if inline and not self._hidden:
            self._start_inline(tag, start, end)
        elif not inline and name in HIDDEN and not lone:
            self._hidden = name

    def _start_inline(self, tag: Tag, start: int, end: int) -> None:
        name, given, _, _, lone, _, _, _ = tag
        _, _, context, block = self._tree.stack[-1]
        if not lone and (name in OPAQUE or (given and not context.translate and block[2].translate)):
            self._opaque = (name, 1, start)
        else:
            self._parts.append((LONE if lone else OPEN, start, end, name, len(self._tree.rows) - 1, False))

    def _end(self, name: str, start: int, end: int) -> None:
        if name == "nxscript":
            name = "noscript"
        if self._opaque and not self._leaves(name, start, end):
            return
        if name == self._hidden:
            self._hidden = ""
        tree, parts = self._tree, self._parts
        innermost, index, _, block = tree.stack[-1]
        if name in INLINE and name != block[0]:
            if innermost == name or tree.close_inline(name, start, end):
                parts.append((CLOSE, start, end, name, -1, False))
            elif parts:
                parts.append((LONE, start, end, "x", -1, False))  # a stray end tag, kept as it stands
                return
        elif parts:
            self._segments.flush(parts, block)
        if innermost == name:
            del tree.stack[-1]
            tree.open[name] -= 1
            tree.ends[index] = (start, end)
        elif name not in INLINE or name == block[0]:
            tree.close_block(name, start, end)

    # -- text -----------------------------------------------------------------------------------------------

    def _odd_text(self, start: int, end: int) -> None:
        """Take text on a page with islands, or inside an opaque element, where only a picture's own counts."""
        if self._opaque:
            if self._opaque[0] == "svg":
                self._picture_text(start, end)
        elif ISLAND in self._shadow[start:end]:
            self._text_with_islands(start, end)
        else:
            self._parts.append((TEXT, start, end, self.page[start:end], -1, False))

    def _text_with_islands(self, start: int, end: int) -> None:
        position = start
        while position < end:
            island = self._shadow.find(ISLAND, position, end)
            stop = island if island >= 0 else end
            if stop > position:
                self._parts.append((TEXT, position, stop, self.page[position:stop], -1, False))
            if island < 0:
                return
            # A private use character of the page's own is text like any other.
            position = self._islands.get(island, island + 1)
            if island in self._islands:
                expression = self.page.startswith(_EXPRESSIONS, island)
                self._segments.notes[-position] = " ".join(self.page[island:position].split())[:80]
                self._parts.append((LONE, island, position, "x", -position, expression))
            else:
                self._parts.append((TEXT, island, position, self.page[island], -1, False))

    def _picture_text(self, start: int, end: int) -> None:
        """Text of an SVG's title, desc and text elements: segments of their own inside the picture."""
        data, tree = self.page[start:end], self._tree
        if tree.ends[-1] is None and tree.rows[-1][0][0] in PICTURE_TEXTS and not data.isspace():
            lead, tail = len(data) - len(data.lstrip()), len(data) - len(data.rstrip())
            part = (TEXT, start + lead, end - tail, attribute_text(data.strip()), -1, False)
            _, _, context, block = tree.stack[-1]
            self._segments.picture(part, len(tree.rows) - 1, context, block)

    # -- pictures, code, what must not be translated ---------------------------------------------------------

    def _breaks_out(self, tag: Tag, start: int, end: int) -> bool:
        """Take a start tag inside an opaque element; return whether it is a block's and ends the element."""
        assert self._opaque
        name, tree, (outer, depth, since) = tag[0], self._tree, self._opaque
        if name in CLOSES_P or (name not in INLINE and outer not in {"svg", "math"}):
            self._end_opaque(start)
            return True
        if name == outer:
            self._opaque = (outer, depth + 1, since)
        if outer not in CODE and (name == "img" or name in PICTURE_TEXTS):
            _, parent, context, block = tree.stack[-1]
            tree.rows.append((tag, parent, start, end))
            tree.ends.append((end, end) if name == "img" else None)
            if name == "img" and context.translate and not self._hidden:
                self._segments.attributes(tag, len(tree.rows) - 1, start, context, block)
        return False

    def _leaves(self, name: str, start: int, end: int) -> bool:
        """Take an end tag inside an opaque element; return whether it is a block's outside and ends the element."""
        assert self._opaque
        tree, (outer, depth, since) = self._tree, self._opaque
        if name == outer:
            self._opaque = (outer, depth - 1, since)
            if depth == 1:
                tree.close_inline(outer, start, end)
                self._end_opaque(end, closed=True)
            return False
        if tree.ends[-1] is None and tree.rows[-1][0][0] == name:
            tree.ends[-1] = (start, end)
        if name in INLINE or not tree.open[name]:
            return False
        self._end_opaque(start)
        return True

    def _end_opaque(self, end: int, *, closed: bool = False) -> None:
        assert self._opaque
        tree, (name, _, start) = self._tree, self._opaque
        self._opaque = None
        index = len(tree.rows) - 1
        while tree.rows[index][2] > start:
            inner = tree.rows[index][3]
            tree.ends[index] = tree.ends[index] or (inner, inner)
            index -= 1
        if not closed:
            tree.close_inline(name, end, end)
        self._segments.notes[index] = " ".join(self.page[start:end].split())[:80]
        keep = name not in {"svg", "picture"}
        self._parts.append((LONE, start, end, name, index, keep))


def _revives(given: Attributes) -> bool:
    """Whether a start tag allows translation again inside what must not be translated: a run of its own."""
    return get(given, "translate").lower() == "yes"
