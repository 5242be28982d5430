"""The open elements while a page is read: what encloses what, what a start tag closes, what children inherit."""

from __future__ import annotations

from typing import NamedTuple

from bilingual_pub.formats.html.attributes import Attributes, get
from bilingual_pub.formats.html.units import attribute_text
from bilingual_pub.formats.html.vocabulary import CLOSES_P, TABLE_PARTS
from bilingual_pub.model import Element

__all__ = ["Context", "Tree"]

_INHERITED = frozenset({"pre", "textarea", "a", "blockquote", "ul", "ol", "menu"})
_MARKED = frozenset({"lang", "xml:lang", "translate", "class"})
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


Frame = tuple[str, int, bool, Context]
"""An open element: its name, its index, whether it is a block, what its children inherit. Plain, for speed."""


class Tree:
    """Elements so far, and those of them that are open; `block` is the innermost open block."""

    __slots__ = ("_blocks", "_marked", "_open", "_stack", "block", "elements")

    def __init__(self, page: str) -> None:
        self.elements: list[Element] = []
        self.block: Frame = ("", -1, True, Context())
        self._stack: list[Frame] = [self.block]
        self._blocks: list[Frame] = [self.block]
        self._open: dict[str, int] = {}
        self._marked = _MARKED if "notranslate" in page else _MARKED - {"class"}

    @property
    def context(self) -> Context:
        """What a child of the innermost open element inherits."""
        return self._stack[-1][3]

    @property
    def parent(self) -> int:
        """Index of the innermost open element, -1 for none."""
        return self._stack[-1][1]

    def is_open(self, name: str) -> bool:
        """Whether an element of that name is open."""
        return self._open.get(name, 0) > 0

    def push(self, name: str, given: Attributes, start: int, end: int, *, lone: bool, block: bool) -> Context:
        """Add an element, the last of `elements` from now on; unless it is `lone`, it is open. Return its context."""
        elements = self.elements
        _, parent, _, context = self._stack[-1]
        index = len(elements)
        element = Element(name, given, parent, start, end)
        elements.append(element)
        if name in _INHERITED:
            context = _inherit(name, given, context)
        if given:
            for key, _ in given:
                if key in self._marked:
                    context = _mark(given, context)
                    break
        if lone:
            element.inner_end = element.end = end
            return context
        if not block:
            self._stack.append((name, index, False, context))
        else:
            self.block = frame = (name, index, True, context)
            self._stack.append(frame)
            self._blocks.append(frame)
        self._open[name] = self._open.get(name, 0) + 1
        return context

    def pop(self, inner_end: int, end: int) -> None:
        """Close the innermost open element."""
        name, index, block, _ = self._stack.pop()
        self._open[name] -= 1
        element = self.elements[index]
        element.inner_end = inner_end
        element.end = end
        if block:
            self._blocks.pop()
            self.block = self._blocks[-1]

    def close(self, name: str, start: int, end: int) -> None:
        """Close the innermost open element called `name`, and with it all that is open inside."""
        while self._stack[-1][0] != name:
            self.pop(start, start)
        self.pop(start, end)

    def close_block(self, name: str, start: int, end: int) -> None:
        """Close the innermost open element called `name`, where there is one."""
        if self._open.get(name):
            self.close(name, start, end)

    def close_inline(self, name: str, start: int, end: int) -> bool:
        """Close an inline element unless a block lies between; return whether one was closed."""
        if self._stack[-1][0] == name:
            self.pop(start, end)
            return True
        if not self._open.get(name):
            return False
        for back in range(2, min(_REACH, len(self._stack))):
            opened, _, block, _ = self._stack[-back]
            if opened == name and not block:
                self.close(name, start, end)
                return True
            if block:
                return False
        return False

    def close_all(self, end: int) -> None:
        """Close everything at the end of the page."""
        while len(self._stack) > 1:
            self.pop(end, end)

    def imply_ends(self, name: str, start: int) -> None:
        """Close what a start tag closes without saying so (13.2.6.4.7 and the table modes, the common part)."""
        block = self.block[0]
        if block == "p" and name in CLOSES_P:
            self.close("p", start, start)
            block = self.block[0]
        if name == block and name in {"li", "option", "optgroup", "button"}:
            self.close(name, start, start)
        elif (name in {"dt", "dd"} and block in {"dt", "dd"}) or (name == "optgroup" and block == "option"):
            self.close(block, start, start)
        elif name in {"td", "th", "tr"} or name in TABLE_PARTS:
            self._imply_table_ends(name, start)

    def _imply_table_ends(self, name: str, start: int) -> None:
        if self.block[0] in {"td", "th"}:
            self.close(self.block[0], start, start)
        if name not in {"td", "th"} and self.block[0] == "tr":
            self.close("tr", start, start)
        if name in TABLE_PARTS and self.block[0] in TABLE_PARTS:
            self.close(self.block[0], start, start)


def _mark(given: Attributes, context: Context) -> Context:
    for key, value in given:
        if key == "class":
            if value and "notranslate" in value.split():
                context = context._replace(translate=False)
        elif key == "translate":
            context = context._replace(translate=(value or "").lower() != "no")
        elif key in _MARKED:
            context = context._replace(language=(value or "").strip() or None)
    return context


def _inherit(name: str, given: Attributes, context: Context) -> Context:
    if name in {"pre", "textarea"}:
        return context._replace(pre=True)
    if name == "a":
        return context._replace(link=attribute_text(get(given, "href")))
    if name == "blockquote":
        return context._replace(quotation=True)
    return context._replace(lists=context.lists + 1)
