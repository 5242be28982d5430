"""The open elements while a page is read: what encloses what, what a start tag closes, what children inherit."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from bilingual_pub.formats.html.elements import Row
from bilingual_pub.formats.html.tags import Tag
from bilingual_pub.formats.html.vocabulary import CLOSES_P, TABLE_PARTS

__all__ = ["Block", "Context", "Frame", "Tree"]

# How far an end tag is looked for past inline elements: a bound as the standard's adoption agency has (8), so
# that ten thousand open <b> and ten thousand stray </i> are no quadratic page.
_REACH = 64


class Context(NamedTuple):
    """What children inherit."""

    language: str | None = None
    translate: bool = True
    pre: bool = False
    link: str = ""
    quotation: bool = False
    lists: int = 0

    def inside(self, tag: Tag) -> Context:
        """Return what the children of an element inherit."""
        name = tag.name
        language, translate, pre, link, quotation, lists = self
        if name == "a":
            link = tag.target
        elif name in {"pre", "textarea"}:
            pre = True
        elif name == "blockquote":
            quotation = True
        elif name in {"ul", "ol", "menu"}:
            lists += 1
        for key, value in tag.given:
            if key == "class":
                translate = translate and "notranslate" not in (value or "").split()
            elif key == "translate":
                translate = (value or "").lower() != "no"
            elif key in {"lang", "xml:lang"}:
                language = (value or "").strip() or None
        return Context(language, translate, pre, link, quotation, lists)


Block = tuple[str, int, Context]
"""An open block: its name, its index, what its children inherit."""

Frame = tuple[str, int, Context, Block]
"""An open element: its name, its index, what its children inherit, and the block it stands in or is."""


class Tree:
    """Elements so far, and those of them that are open, innermost last.

    `rows`: of each element its tag, parent, start and end of its start tag. `ends`: where its content and the
    whole ends, None while it is open. `open`: how many are open of each name.
    """

    __slots__ = ("ends", "open", "rows", "stack")

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.ends: list[tuple[int, int] | None] = []
        self.open: defaultdict[str, int] = defaultdict(int)
        root = Context()
        self.stack: list[Frame] = [("", -1, root, ("", -1, root))]

    def pop(self, inner_end: int, end: int) -> None:
        """Close the innermost open element."""
        name, index, _, _ = self.stack.pop()
        self.open[name] -= 1
        self.ends[index] = (inner_end, end)

    def close(self, name: str, start: int, end: int) -> None:
        """Close the innermost open element called `name`, and with it all that is open inside."""
        while self.stack[-1][0] != name:
            self.pop(start, start)
        self.pop(start, end)

    def close_block(self, name: str, start: int, end: int) -> None:
        """Close the innermost open element called `name`, where there is one."""
        if self.open[name]:
            self.close(name, start, end)

    def close_inline(self, name: str, start: int, end: int) -> bool:
        """Close an inline element unless a block lies between; return whether one was closed."""
        if self.stack[-1][0] == name:
            self.pop(start, end)
            return True
        if not self.open[name]:
            return False
        for back in range(2, min(_REACH, len(self.stack))):
            opened, index, _, (_, block, _) = self.stack[-back]
            if index == block:
                return False
            if opened == name:
                self.close(name, start, end)
                return True
        return False

    def close_all(self, end: int) -> None:
        """Close everything at the end of the page."""
        while len(self.stack) > 1:
            self.pop(end, end)

    @property
    def block(self) -> str:
        """Name of the innermost open block."""
        return self.stack[-1][3][0]

    def imply_ends(self, name: str, start: int) -> None:
        """Close what a start tag closes without saying so (13.2.6.4.7 and the table modes, the common part)."""
        block = self.block
        if block == "p" and name in CLOSES_P:
            self.close("p", start, start)
            block = self.block
        if name == block and name in {"li", "option", "optgroup", "button"}:
            self.close(name, start, start)
        elif (name in {"dt", "dd"} and block in {"dt", "dd"}) or (name == "optgroup" and block == "option"):
            self.close(block, start, start)
        elif name in {"td", "th", "tr"} or name in TABLE_PARTS:
            self._imply_table_ends(name, start)

    def _imply_table_ends(self, name: str, start: int) -> None:
        if self.block in {"td", "th"}:
            self.close(self.block, start, start)
        if name not in {"td", "th"} and self.block == "tr":
            self.close("tr", start, start)
        if name in TABLE_PARTS and self.block in TABLE_PARTS:
            self.close(self.block, start, start)
