"""A bitext laid out in rows: blocks of both sides that beads or shared media tie together, in reading order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from bilingual_pub.merge.blocks import blocks
from bilingual_pub.merge.pairing import Block, Row
from bilingual_pub.merge.stale import fingerprint
from bilingual_pub.model import Bead, Bitext, Segment, Span

__all__ = ["lay_out"]

_Node = tuple[int, int]  # side, index of the block


def lay_out(
    bitext: Bitext,
    *,
    stale: frozenset[Span] = frozenset(),
    sanitise: bool = False,
    filled: bool = False,
) -> tuple[Row, ...]:
    """Return the rows of both articles in the order of the source, target-only rows where they belong.

    Every block of either side is in exactly one row. A list or table is one block, so beads that tie two
    paragraphs to one, or cells of one table to cells of another, make one row.

    >>> from bilingual_pub.formats import html
    >>> da, en = html.parse("<p>Hej<p>Farvel"), html.parse("<p>Hi")
    >>> beads = (Bead(da.segments[:1], en.segments), Bead(da.segments[1:], ()))
    >>> [(len(row.source), len(row.target)) for row in lay_out(Bitext(da, en, beads))]
    [(1, 1), (1, 0)]
    """
    marks = (frozenset[Span](), frozenset[Span]()) if filled else _alone(bitext)
    sides = (
        blocks(bitext.source, sanitise=sanitise, alone=marks[0]),
        blocks(bitext.target, sanitise=sanitise, alone=marks[1]),
    )
    if filled:
        sides = _own(bitext, sides)
    groups = _Groups(sides)
    tied = [(groups.tie(bead), bead) for bead in bitext.beads]
    groups.tie_media()
    beads: dict[_Node, list[Bead]] = {}
    for node, bead in tied:
        if node is not None:
            beads.setdefault(groups.root(node), []).append(bead)
    return tuple(_rows(groups, beads, stale))


def _alone(bitext: Bitext) -> tuple[frozenset[Span], frozenset[Span]]:
    lone = [bead for bead in bitext.beads if bool(bead.source) != bool(bead.target)]
    return frozenset(s.span for b in lone for s in b.source), frozenset(
        t.span for b in lone for t in b.target
    )


def _own(bitext: Bitext, sides: tuple[list[Block], list[Block]]) -> tuple[list[Block], list[Block]]:
    # What stands in for a missing translation is in no bead: it is no counterpart of anything.
    known = {s.span for b in bitext.beads for s in b.source}, {t.span for b in bitext.beads for t in b.target}
    one, two = (
        [b for b in side if not b.segments or any(s.span in spans for s in b.segments)]
        for side, spans in zip(sides, known, strict=True)
    )
    return one, two


class _Groups:
    """Union-find over the blocks of both sides."""

    def __init__(self, sides: tuple[list[Block], list[Block]]) -> None:
        self.sides = sides
        self._parent: dict[_Node, _Node] = {(s, i): (s, i) for s in (0, 1) for i in range(len(sides[s]))}
        self._starts = [[block.span.start for block in side] for side in sides]
        self.shared: set[_Node] = set()

    def root(self, node: _Node) -> _Node:
        while self._parent[node] != node:
            self._parent[node] = node = self._parent[self._parent[node]]
        return node

    def _join(self, one: _Node, other: _Node) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        self._parent[high] = low

    def tie(self, bead: Bead) -> _Node | None:
        """Join the blocks that hold the bead's segments, and return one of them."""
        nodes = [*self._nodes(0, bead.source), *self._nodes(1, bead.target)]
        for node in nodes[1:]:
            self._join(nodes[0], node)
        return nodes[0] if nodes else None

    def _nodes(self, side: int, segments: Iterable[Segment]) -> Iterator[_Node]:
        for segment in segments:
            index = bisect_right(self._starts[side], segment.span.start) - 1
            if index >= 0 and segment.span.start < self.sides[side][index].span.end:
                yield side, index

    def tie_media(self) -> None:
        """Join blocks that hold nothing but the same media, each to the first that is not taken."""
        free: dict[object, list[int]] = {}
        for index, block in enumerate(self.sides[1]):
            if key := _media(block):
                free.setdefault(key, []).append(index)
        for index, block in enumerate(self.sides[0]):
            key = _media(block)
            if key and free.get(key):
                other = free[key].pop(0)
                self._join((0, index), (1, other))
                self.shared |= {(0, index), (1, other)}

    def members(self) -> dict[_Node, tuple[list[int], list[int]]]:
        found: dict[_Node, tuple[list[int], list[int]]] = {}
        for node in self._parent:
            found.setdefault(self.root(node), ([], []))[node[0]].append(node[1])
        return found


def _media(block: Block) -> object:
    if block.name == "hr":
        return "hr"
    if not block.segments and not block.media:
        return block.html  # code, say, which is the same in both languages or is not a pair
    return block.media if block.bare and block.media else None


def _rows(groups: _Groups, beads: dict[_Node, list[Bead]], stale: frozenset[Span]) -> Iterator[Row]:
    seen: dict[str, int] = {}
    for root, (source, target) in _in_order(groups.members()):
        row_beads = tuple(beads.get(root, ()))
        sides = [groups.sides[0][i] for i in source], [groups.sides[1][i] for i in target]
        yield Row(
            anchor=_anchor(sides[0] or sides[1], seen),
            source=tuple(sides[0]),
            target=tuple(sides[1]),
            beads=row_beads,
            shared=len(source) == len(target) == 1 and (0, source[0]) in groups.shared,
            stale=any(segment.span in stale for bead in row_beads for segment in bead.source),
        )


_Member = tuple[_Node, tuple[list[int], list[int]]]


def _in_order(members: dict[_Node, tuple[list[int], list[int]]]) -> list[_Member]:
    """Rows by their place in the source; one of the target alone follows the row of the block before it."""
    place: dict[int, tuple[float, int]] = {}
    for source, target in members.values():
        for index in target:
            if source:
                place[index] = (min(source), 0)
    last = (-1.0, 0)
    for index in sorted(i for _, target in members.values() for i in target):
        last = place[index] if index in place else (last[0], index + 1)
        place[index] = last
    return sorted(members.items(), key=lambda item: _key(item[1], place))


def _key(member: tuple[list[int], list[int]], place: dict[int, tuple[float, int]]) -> tuple[float, int]:
    source, target = member
    return (min(source), 0) if source else place[target[0]]


def _anchor(found: Sequence[Block], seen: dict[str, int]) -> str:
    first = next((block for block in found if block.segments), found[0])
    text = first.segments[0].text if first.segments else " ".join(first.media) or first.name
    name = f"b-{fingerprint(text)[:8]}"
    seen[name] = seen.get(name, 0) + 1
    return name if seen[name] == 1 else f"{name}-{seen[name]}"
