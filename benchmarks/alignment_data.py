"""Pages with known alignment: two manuals that give a paragraph the same id in both languages, and edits of them.

The ids are gold for the measuring only: the segments the aligner sees carry none. Install Debian's
libreoffice-help-da and libreoffice-help-en-us first; `dpkg -L` finds them.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from zlib import crc32

from bilingual_pub.formats import html
from bilingual_pub.model import Document, Segment, Span
from bilingual_pub.sentences import split

RATES = (0.0, 0.05, 0.10, 0.20)


@dataclass(frozen=True)
class Unit:
    """A segment and the paragraphs of the original that went into it."""

    segment: Segment
    ids: frozenset[str]
    mergeable: bool = True


@dataclass(frozen=True)
class Pair:
    """Two sides of a page. Gold: units that share an id belong together."""

    name: str
    da: list[Unit]
    en: list[Unit]
    elements: tuple[Document, Document]

    def documents(self) -> tuple[Document, Document]:
        return tuple(
            replace(page, segments=tuple(unit.segment for unit in side), metadata={}, path=None, text="")
            for page, side in zip(self.elements, (self.da, self.en), strict=True)
        )

    def links(self) -> set[tuple[int, int]]:
        place: dict[str, list[int]] = {}
        for j, unit in enumerate(self.en):
            for name in unit.ids:
                place.setdefault(name, []).append(j)
        return {(i, j) for i, unit in enumerate(self.da) for name in unit.ids for j in place.get(name, ())}


def files(package: str) -> list[Path]:
    """Return the pages of a Debian package, [] where it is not installed."""
    listing = subprocess.run(["dpkg", "-L", package], capture_output=True, text=True, check=False).stdout
    return [Path(line) for line in listing.splitlines() if line.endswith(".html") and "/text/" in line]


def pairs(part: str, limit: int | None = None) -> list[Pair]:
    """Return the pages of `part`: "learn" (half), "tune" (a quarter) or "held" (a quarter).

    No weight is learned from "held", but its first pages were looked at while rules were chosen.
    """
    mine = {"learn": (0, 1), "tune": (2,), "held": (3,)}[part]
    wanted = (p for p in files("libreoffice-help-da") if crc32(p.name.encode()) % 4 in mine)
    return list(islice(_usable(wanted), limit))


def _usable(paths: Iterable[Path]) -> Iterator[Pair]:
    for path in paths:
        other = Path(str(path).replace("/da/", "/en-US/", 1))
        pair = _read(path, other) if other.exists() else None
        if pair is not None and min(len(pair.da), len(pair.en)) >= 5:
            yield pair


def _read(path: Path, other: Path) -> Pair:
    pages = html.parse(path.read_bytes()), html.parse(other.read_bytes())
    da, en = (list(_units(page)) for page in pages)
    if [u.ids for u in da] != [u.ids for u in en]:
        sides = da, en
        da, en = ([_once(unit, sides) for unit in side] for side in sides)
    return Pair("/".join(path.parts[-3:]), da, en, pages)


def _once(unit: Unit, sides: tuple[list[Unit], list[Unit]]) -> Unit:
    """Forget an id that stands on the page more than once: in another order nobody knows which is which."""
    (name,) = unit.ids
    again = name.rsplit("/", 1)[0] + "/2"
    return (
        replace(unit, ids=frozenset())
        if any(again in other.ids for side in sides for other in side)
        else unit
    )


def _units(page: Document) -> Iterator[Unit]:
    seen: dict[str, int] = {}
    for segment in page.segments:
        name = _id(page, segment.element)
        if segment.attribute is None and name:
            seen[name] = seen.get(name, 0) + 1
            yield Unit(segment, frozenset({f"{name}/{seen[name]}"}), _is_prose(page, segment))


def _is_prose(page: Document, segment: Segment) -> bool:
    """Whether an editor could join it with the next: no heading, no code, no cell of a table."""
    parent = page.elements[segment.element].parent
    return segment.kind in {"paragraph", "list item"} and page.elements[parent].name not in {"td", "th"}


def _id(page: Document, element: int) -> str | None:
    while element >= 0:
        name = page.elements[element].get("id") or ""
        if name.startswith(("par_id", "hd_id")):
            return name
        element = page.elements[element].parent
    return None


@dataclass(frozen=True)
class Editor:
    """Someone who changes one side of a page: their dice, their language, and blocks of other pages to insert."""

    random: Random
    tongue: str
    strangers: list[Unit]

    def change(self, side: list[Unit]) -> None:
        """Do one thing to `side`; some cannot be done everywhere, so several are tried."""
        for _ in range(8):
            change = self.random.choice(_CHANGES)
            if len(side) > 2 and change(side, self):
                return


def edited(
    pair: Pair, rate: float, random: Random, strangers: list[Unit], tongues: tuple[str, str] = ("da", "en")
) -> Pair:
    """Return `pair` with a share `rate` of the blocks dropped, inserted, merged, split, swapped or retitled, on either side."""
    sides = list(pair.da), list(pair.en)
    editors = [
        Editor(random, tongue, [u for u in strangers if u.segment.language == tongue]) for tongue in tongues
    ]
    total = (len(pair.da) + len(pair.en)) / 2 * rate
    for _ in range(int(total) + (random.random() < total % 1)):
        number = random.randrange(2)
        editors[number].change(sides[number])
    return replace(pair, da=sides[0], en=sides[1])


def _drop(side: list[Unit], editor: Editor) -> bool:
    del side[editor.random.randrange(len(side))]
    return True


def _insert(side: list[Unit], editor: Editor) -> bool:
    stranger = editor.random.choice(editor.strangers)
    name = f"stranger {editor.random.random()}"
    side.insert(editor.random.randrange(len(side)), Unit(replace(stranger.segment), frozenset({name})))
    return True


def _merge(side: list[Unit], editor: Editor) -> bool:
    at = editor.random.randrange(len(side) - 1)
    first, second = side[at], side[at + 1]
    if first.segment.kind != second.segment.kind or not (first.mergeable and second.mergeable):
        return False
    text = f"{first.segment.text} {second.segment.text}"
    links = first.segment.links + second.segment.links
    side[at : at + 2] = [Unit(replace(first.segment, text=text, links=links), first.ids | second.ids)]
    return True


def _split(side: list[Unit], editor: Editor) -> bool:
    at = editor.random.randrange(len(side))
    unit = side[at]
    parts = split(unit.segment.text, editor.tongue)
    if len(parts) < 2 or "<a" in unit.segment.text:
        return False
    cut = editor.random.randrange(1, len(parts))
    halves = " ".join(parts[:cut]), " ".join(parts[cut:])
    side[at : at + 1] = [Unit(replace(unit.segment, text=half), unit.ids) for half in halves]
    return True


def _swap(side: list[Unit], editor: Editor) -> bool:
    at = editor.random.randrange(len(side) - 1)
    side[at], side[at + 1] = side[at + 1], side[at]
    return True


def _retitle(side: list[Unit], editor: Editor) -> bool:
    headings = [k for k, unit in enumerate(side) if unit.segment.kind == "heading"]
    titles = [unit.segment.text for unit in editor.strangers if unit.segment.kind == "heading"]
    if not headings or not titles:
        return False
    at = editor.random.choice(headings)
    side[at] = Unit(replace(side[at].segment, text=editor.random.choice(titles)), side[at].ids)
    return True


_CHANGES: tuple[Callable[[list[Unit], Editor], bool], ...] = (_drop, _insert, _merge, _split, _swap, _retitle)


@cache
def strangers(part: str) -> list[Unit]:
    """Return blocks to insert: a sample of the other pages of `part`, each with its language set."""
    found = pairs(part, 150)
    return [
        replace(unit, segment=replace(unit.segment, language=tongue))
        for pair in found
        for side, tongue in ((pair.da, "da"), (pair.en, "en"))
        for unit in side
    ]


def news(folder: str, part: str) -> list[Pair]:
    """Return newspaper articles, a sentence a block: NTREX-128's English and its Danish translation, in `folder`."""
    root = Path(folder)
    names = (root / "DOCUMENT_IDS.tsv").read_text("utf-8").splitlines()
    lines = [
        (root / f"newstest2019-{name}.txt").read_text("utf-8").splitlines() for name in ("ref.dan", "src.eng")
    ]
    articles: dict[str, tuple[list[Unit], list[Unit]]] = {}
    for number, (name, *texts) in enumerate(zip(names, *lines, strict=True)):
        for side, text in zip(articles.setdefault(name, ([], [])), texts, strict=True):
            kind = "paragraph" if side else "heading"
            side.append(
                Unit(Segment(text, Span(0, 0), kind=kind, level=0 if side else 1), frozenset({str(number)}))
            )
    blank = Document(""), Document("")
    mine = {"learn": (0, 1), "tune": (2,), "held": (3,)}[part]
    return [
        Pair(name, da, en, blank) for name, (da, en) in articles.items() if crc32(name.encode()) % 4 in mine
    ]


def components(pair: Pair) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return the gold groups of a pair that have both sides, as (places in da, places in en)."""
    groups: list[tuple[set[int], set[int]]] = []
    for i, j in sorted(pair.links()):
        touching = [g for g in groups if i in g[0] or j in g[1]]
        merged = ({i}.union(*(g[0] for g in touching)), {j}.union(*(g[1] for g in touching)))
        groups = [g for g in groups if g not in touching] + [merged]
    return sorted((tuple(sorted(a)), tuple(sorted(b))) for a, b in groups)
