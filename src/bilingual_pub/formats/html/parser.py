"""The one pass over a page's text and markup: what is open, and the run of text that is being collected.

Everything that affects the parser's state lives in this file and in `tree`; what a run comes to is decided in
`segments`, what markup says in `tags`.
"""

from __future__ import annotations

from bilingual_pub.formats.html.attributes import Attributes, get
from bilingual_pub.formats.html.elements import Elements
from bilingual_pub.formats.html.scan import Scan, cut, text_parts, tokens
from bilingual_pub.formats.html.segments import Segments
from bilingual_pub.formats.html.shadow import ISLAND
from bilingual_pub.formats.html.tags import COMMENT, END, START, WHOLE, Peculiar, Tag
from bilingual_pub.formats.html.tree import Tree
from bilingual_pub.formats.html.units import CLOSE, LONE, OPEN, TEXT, attribute_text
from bilingual_pub.formats.html.vocabulary import CLOSES_P, CODE, HIDDEN, INLINE, OPAQUE, PICTURE_TEXTS, RAW
from bilingual_pub.model import Segment

__all__ = ["read"]

_EXPRESSIONS = ("{{", "<?=", "<%=", "<?php echo")


def read(page: str) -> tuple[tuple[Segment, ...], Elements]:
    """Return the segments and elements of a page, both in document order."""
    try:
        return _Parser(page, cut(page)).run()
    except Peculiar:
        return _Parser(page, tokens(page)).run()


class _Parser:
    """Reads one page.

    `_opaque`: the inline element that swallows all until it ends, as (name, depth, start); None for none.
    `_hidden`: the element whose text no reader sees, "" for none. `_raw`: the element in which markup is text.
    """

    def __init__(self, page: str, scan: Scan) -> None:
        self.page = page
        self._scan = scan
        self._tree = Tree()
        self._segments = Segments(page, self._tree.rows, scan.islands)
        self._parts = self._segments.parts
        self._hidden = ""
        self._raw = ""
        self._opaque: tuple[str, int, int] | None = None

    def run(self) -> tuple[tuple[Segment, ...], Elements]:  # noqa: C901, PLR0912, PLR0915  # see below
        """Read the page to its end. Raises Peculiar where it was not cut as a tokenizer would have."""
        parts, segments, tree, islands = self._parts, self._segments, self._tree, self._scan.islands
        marks = segments.marks
        stack, rows, ends, opened, position = tree.stack, tree.rows, tree.ends, tree.open, 0
        _, texts, markup, tags, _, _ = self._scan
        strange = False
        # A page has 280 pieces of markup, and a call is 0.1 µs: what most of them need stands here and not in
        # methods, what few of them need stands below.
        for text, size, tag in zip(texts, map(len, markup), tags, strict=False):  # one text more: see _finish
            if text:
                start = position
                position += len(text)
                if strange or islands:
                    self._odd_text(text, start, position)
                # White space before the first word of a run belongs to no segment.
                elif (blank := text.isspace()) <= bool(parts):
                    if "&" in text:
                        parts += text_parts(text, start)
                    else:
                        parts.append((TEXT, start, position, text, -1, False))
                        marks.append(text if blank else "")
            start = position
            position += size
            kind = tag.kind
            if strange or kind > START:
                strange = self._strange(tag, start, position)
                continue
            name = tag.name
            innermost, parent, context, block = stack[-1]
            if kind == END:
                if innermost != name:
                    self._end(name, start, position)
                    continue
                if name != block[0]:
                    parts.append((CLOSE, start, position, name, -1, False))
                    marks.append(tag.mark)
                elif parts:
                    segments.flush(block)
                del stack[-1]
                opened[name] -= 1
                ends[parent] = (start, position)
                continue
            if block[0] in tag.closes:
                self._start(tag, start, position)
                continue
            inline = tag.inline
            if parts and not inline:
                segments.flush(block)
            index = len(rows)
            rows.append((tag, parent, start, position))
            if tag.lone:
                ends.append((position, position))
                if inline:
                    parts.append((LONE, start, position, name, index, False))
                    marks.append(tag.mark)
            else:
                ends.append(None)
                opened[name] += 1
                if tag.changes:
                    context = context.inside(tag)
                if inline:
                    parts.append((OPEN, start, position, name, index, False))
                    marks.append(tag.mark)
                else:
                    block = (name, index, context)
                stack.append((name, index, context, block))
            if tag.texts:
                segments.attributes(tag, index, start, context, block)
        return self._finish(texts[-1], position)

    def _finish(self, text: str, start: int) -> tuple[tuple[Segment, ...], Elements]:
        if text:
            self._odd_text(text, start, start + len(text))
        if self._raw:
            raise Peculiar
        if self._opaque:
            self._end_opaque(len(self.page))
        self._segments.flush(self._tree.stack[-1][3])
        self._tree.close_all(len(self.page))
        elements = Elements(self._scan.source, self._tree.rows, self._tree.ends)
        return self._segments.finish(), elements

    # -- tags -----------------------------------------------------------------------------------------------

    def _strange(self, tag: Tag, start: int, end: int) -> bool:
        """Take markup that is no plain tag, or where there is more to it; return whether the next one is so too."""
        kind = tag.kind
        if self._raw:
            if kind != END or tag.name != self._raw:
                raise Peculiar
            self._raw = ""
        if kind == WHOLE:
            self._whole(tag, start, end)
        elif kind == END:
            self._end(tag.name, start, end)
        elif kind == COMMENT:
            if self._parts and not self._opaque:
                self._parts.append((LONE, start, end, "x", -1, False))
        elif tag.name:
            self._start(tag, start, end)
            if tag.name in RAW and self._scan.cut:
                self._raw = tag.name
        return bool(self._hidden or self._opaque or self._raw) or not self._tree.stack[-1][2].translate

    def _whole(self, tag: Tag, start: int, end: int) -> None:
        """Take a script or a style sheet."""
        if self._opaque or self._hidden:
            self._start(tag, start, start + tag.inner)
            self._end(tag.name, end - tag.tail, end)
            return
        tree = self._tree
        _, parent, _, block = tree.stack[-1]
        if self._parts:
            self._segments.flush(block)
        tree.rows.append((tag, parent, start, start + tag.inner))
        tree.ends.append((end - tag.tail, end))

    def _start(self, tag: Tag, start: int, end: int) -> None:
        if self._opaque and not self._breaks_out(tag, start, end):
            return
        name, inline = tag.name, tag.inline
        tree = self._tree
        _, parent, context, block = tree.stack[-1]
        if inline and tag.given and not block[2].translate and _revives(tag.given):
            inline = False
        if not inline:
            if self._parts:
                self._segments.flush(block)
            if block[0] in tag.closes:
                tree.imply_ends(name, start)
                _, parent, context, block = tree.stack[-1]
        index = len(tree.rows)
        tree.rows.append((tag, parent, start, end))
        if tag.changes:
            context = context.inside(tag)
        if tag.lone:
            tree.ends.append((end, end))
        else:
            tree.ends.append(None)
            tree.open[name] += 1
            block = block if inline else (name, index, context)
            tree.stack.append((name, index, context, block))
        if tag.texts and context.translate and not self._hidden:
            self._segments.attributes(tag, index, start, context, block)
        if inline and not self._hidden:
            self._start_inline(tag, start, end)
        elif not inline and name in HIDDEN and not tag.lone:
            self._hidden = name

    def _start_inline(self, tag: Tag, start: int, end: int) -> None:
        _, _, context, block = self._tree.stack[-1]
        if not tag.lone and (
            tag.name in OPAQUE or (tag.given and not context.translate and block[2].translate)
        ):
            self._opaque = (tag.name, 1, start)
        else:
            kind = LONE if tag.lone else OPEN
            self._parts.append((kind, start, end, tag.name, len(self._tree.rows) - 1, False))

    def _end(self, name: str, start: int, end: int) -> None:
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
            self._segments.flush(block)
        if innermost == name:
            del tree.stack[-1]
            tree.open[name] -= 1
            tree.ends[index] = (start, end)
        elif name not in INLINE or name == block[0]:
            tree.close_block(name, start, end)

    # -- text -----------------------------------------------------------------------------------------------

    def _odd_text(self, text: str, start: int, end: int) -> None:
        """Take text on a page with islands, or where there is something strange about it."""
        if self._opaque:
            if self._opaque[0] == "svg":
                self._picture_text(text, start, end)
        elif not self._hidden and (self._parts or not text.isspace()):
            if self._scan.islands:
                self._text_with_islands(start, end)
            else:
                self._parts += text_parts(text, start)

    def _text_with_islands(self, start: int, end: int) -> None:
        position, source, islands = start, self._scan.source, self._scan.islands
        while position < end:
            island = source.find(ISLAND, position, end)
            stop = island if island >= 0 else end
            if stop > position:
                self._parts += text_parts(self.page[position:stop], position)
            if island < 0:
                return
            # A private use character of the page's own is text like any other.
            position = islands.get(island, island + 1)
            if island in islands:
                expression = self.page.startswith(_EXPRESSIONS, island)
                self._segments.notes[-position] = " ".join(self.page[island:position].split())[:80]
                self._parts.append((LONE, island, position, "x", -position, expression))
            else:
                self._parts.append((TEXT, island, position, self.page[island], -1, False))

    def _picture_text(self, data: str, start: int, end: int) -> None:
        """Text of an SVG's title, desc and text elements: segments of their own inside the picture."""
        tree = self._tree
        if tree.ends[-1] is None and tree.rows[-1][0].name in PICTURE_TEXTS and not data.isspace():
            lead, tail = len(data) - len(data.lstrip()), len(data) - len(data.rstrip())
            part = (TEXT, start + lead, end - tail, attribute_text(data.strip()), -1, False)
            _, _, context, block = tree.stack[-1]
            self._segments.picture(part, len(tree.rows) - 1, context, block)

    # -- pictures, code, what must not be translated ---------------------------------------------------------

    def _breaks_out(self, tag: Tag, start: int, end: int) -> bool:
        """Take a start tag inside an opaque element; return whether it is a block's and ends the element."""
        assert self._opaque
        name, tree, (outer, depth, since) = tag.name, self._tree, self._opaque
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
        if tree.ends[-1] is None and tree.rows[-1][0].name == name:
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
