"""Elements of a page, made when somebody first asks for them.

A third of what reads a page (counting its segments, detecting, translating) never looks at an element, and an
`Element` costs 0.5 µs, a page 70: as much again as its tokens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol, overload

from bilingual_pub.formats.html.attributes import Attributes
from bilingual_pub.formats.html.metadata import Facts
from bilingual_pub.formats.html.tags import Tag, attributes
from bilingual_pub.model import Document, Element

__all__ = ["Elements", "Named", "Outline", "Row", "outline"]

Row = tuple[Tag, int, int, int]
"""An element as the parser writes it down: tag, parent, start, end of the start tag."""


class Named(Protocol):
    """A tag, or an element that was made: what both have is a name."""

    name: str


class Outline(NamedTuple):
    """What the start tags of a page say, and no more. `source[start:inner_start]` is a start tag's own text.

    `rows`: of each element its tag, parent, start and inner start.
    """

    rows: Sequence[tuple[Named, int, int, int]]
    source: str

    def attributes(self, index: int) -> Attributes:
        """Return the attributes of one element."""
        tag, _, start, inner_start = self.rows[index]
        return tag.attributes if isinstance(tag, Element) else attributes(self.source[start:inner_start])


def outline(document: Document) -> Outline:
    """Return the elements of a page as the parser wrote them down; none is made for it.

    >>> from bilingual_pub.formats.html import parse
    >>> page = outline(parse("<p class=a>Hej<p>dig"))
    >>> [(tag.name, parent, page.source[start:inner]) for tag, parent, start, inner in page.rows], page.attributes(0)
    ([('p', -1, '<p class=a>'), ('p', -1, '<p>')], (('class', 'a'),))
    """
    elements = document.elements
    if isinstance(elements, Elements) and elements.outline.rows:
        return elements.outline
    return Outline([(e, e.parent, e.start, e.inner_start) for e in elements], document.text)


class Elements(Sequence[Element]):
    """A tuple of elements in all that matters, made of `rows` and of where each element's content and the whole end.

    >>> from bilingual_pub.formats.html import parse
    >>> elements = parse("<p>Hej</p><br>").elements
    >>> [element.name for element in elements], elements[0].inner_end, len(elements)
    (['p', 'br'], 6, 2)
    """

    __slots__ = ("_ends", "_made", "_rows", "_source")

    def __init__(self, source: str, rows: Sequence[Row], ends: Sequence[tuple[int, int] | None]) -> None:
        self._source, self._rows, self._ends = source, rows, ends
        self._made: tuple[Element, ...] | None = None

    def telling(self) -> list[tuple[Facts, str, int, int]]:
        """Return of each element that says something of its page: what, its parent's name, its content's ends."""
        rows, ends = self._rows, self._ends
        found = []
        for index, told in [(i, row[0].facts) for i, row in enumerate(rows) if row[0].facts]:
            _, parent, _, start = rows[index]
            end, _ = ends[index] or (start, start)
            found.append((told, rows[parent][0].name if parent >= 0 else "", start, end))
        return found

    @property
    def outline(self) -> Outline:
        """The elements as the parser wrote them down; without rows once they are made."""
        return Outline(self._rows, self._source)

    def _all(self) -> tuple[Element, ...]:
        # In this order: where another thread has let the rows go, it has set what was made of them before.
        rows, ends, made = self._rows, self._ends, self._made
        if made is None:
            made = self._made = tuple(map(self._element, rows, ends))
            self._rows = self._ends = ()
        return made

    def _element(self, row: Row, ends: tuple[int, int] | None) -> Element:
        tag, parent, start, inner_start = row
        inner_end, end = ends or (-1, -1)
        given = attributes(self._source[start:inner_start])
        return Element(tag.name, given, parent, start, inner_start, inner_end, end)

    def __len__(self) -> int:
        return len(self._rows if self._made is None else self._made)

    @overload
    def __getitem__(self, index: int) -> Element: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Element, ...]: ...
    def __getitem__(self, index: int | slice) -> Element | tuple[Element, ...]:
        return (self._made or self._all())[index]

    def __iter__(self) -> Iterator[Element]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return self._all() == (other._all() if isinstance(other, Elements) else other)

    __hash__: None = None  # type: ignore[assignment]  # no element has one

    def __repr__(self) -> str:
        return repr(self._all())

    def __reduce__(self) -> tuple[type[tuple[Element, ...]], tuple[tuple[Element, ...]]]:
        return tuple, (self._all(),)
