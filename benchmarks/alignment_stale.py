"""Pages whose two sides really differ: the translation of one release of a manual beside the original of another.

Debian Edu's manual comes in two releases, each in Danish and in English. Within a release a Danish block translates the
English one at its place. The two English texts of a chapter are aligned by their likeness, as someone would who knows no
Danish: what is alike enough is one block, edited, and what is hardly alike is none. What lies between is no gold.
Install Debian's debian-edu-doc-da and debian-edu-doc-en first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

from alignment_data import Pair, Unit
from data import files

from bilingual_pub.align.blocks import alignable, words
from bilingual_pub.formats import html
from bilingual_pub.formats.inline import plain
from bilingual_pub.model import Document, Segment

RELEASES = ("bullseye", "bookworm")
SAME, OTHER = 0.6, 0.35
"""Likeness of two English blocks from which they are one, and below which they are not."""

LEFT_OUT = ("features", "skolelinux manual")

FEW = 5
"""Blocks of the shortest page."""

Side = list[tuple[str, Segment]]
"""Segments with the name of the English block each of them is or translates; a translator's note has its own."""


def stale() -> list[Pair]:
    """Return the sections of either release in Danish beside those of the other in English, where they differ."""
    return [pair for old, new in (RELEASES, RELEASES[::-1]) for pair in _sections(old, new) if _differs(pair)]


def _differs(pair: Pair) -> bool:
    return min(len(pair.da), len(pair.en)) >= FEW and [u.ids for u in pair.da] != [u.ids for u in pair.en]


def _sections(old: str, new: str) -> Iterator[Pair]:
    pages = document(old, "da"), document(new, "en")
    originals, translated = _titled(manual(old, "en")), _titled(manual(old, "da"), manual(old, "en"))
    for title, english in _titled(manual(new, "en")).items():
        if title in originals:
            twin, open_ = likened(originals[title], english)
            da = [Unit(s, _ids(twin.get(name, name), name in open_[0])) for name, s in translated[title]]
            en = [Unit(s, _ids(name, name in open_[1])) for name, s in english]
            yield from _cut(f"{title}, {old} {new}", da, en, pages)


def _ids(name: str, unknown: bool) -> frozenset[str]:
    return frozenset() if unknown else frozenset({name})


def _cut(name: str, da: list[Unit], en: list[Unit], pages: tuple[Document, Document]) -> Iterator[Pair]:
    """Yield the parts of both sides between two headings that they share, and share in order."""
    place = {unit.ids: j for j, unit in enumerate(en) if unit.ids and _opens(unit)}
    cuts = [(0, 0)]
    for i, unit in enumerate(da):
        if _opens(unit) and place.get(unit.ids, -1) > cuts[-1][1]:
            cuts.append((i, place[unit.ids]))
    for (i, j), (i_end, j_end) in pairwise([*cuts, (len(da), len(en))]):
        yield Pair(f"{name} {j}", da[i:i_end], en[j:j_end], pages)


def _opens(unit: Unit) -> bool:
    return unit.segment.kind == "heading" and unit.segment.level <= 3


@cache
def document(release: str, tongue: str) -> Document:
    (path,) = (p for p in files(f"debian-edu-doc-{tongue}", ".html") if f"{release}-manual" in p.name)
    return html.parse(path.read_bytes())


@cache
def manual(release: str, tongue: str) -> Side:
    """Return the blocks of a release, each under the name of its place in the English text."""
    sides = {t: alignable(document(release, t)) for t in ("da", "en")}
    if tongue == "en":
        return [(f"{release} {k}", s) for k, s in enumerate(sides["en"])]
    shapes = [[(s.kind, s.level) for s in sides[t]] for t in ("da", "en")]
    found: Side = []
    for kind, i, i_end, j, _ in SequenceMatcher(None, *shapes, autojunk=False).get_opcodes():
        if kind not in {"equal", "delete"}:
            raise SystemExit(f"the Danish manual of {release} is not its English one with notes")
        for k in range(i, i_end):
            found.append((f"{release} {j + k - i}" if kind == "equal" else f"note {k}", sides["da"][k]))
    return found


def likened(old: Side, new: Side) -> tuple[dict[str, str], tuple[set[str], set[str]]]:
    """Return which block of `old` is which of `new`, and the names on either side whose gold is not known."""
    texts = [[[*words(plain(s.text)), *filter(str.isdigit, s.text)] for _, s in side] for side in (old, new)]
    alike = [[_ratio(x, y) for y in texts[1]] for x in texts[0]]
    pairs = _best(alike)
    twin = {old[i][0]: new[j][0] for i, j in pairs if alike[i][j] >= SAME}
    left = set(range(len(old))) - {i for i, _ in pairs}, set(range(len(new))) - {j for _, j in pairs}
    unknown_old = [i for i, j in pairs if alike[i][j] < SAME] + [
        i for i in left[0] if _inside(texts[0][i], texts[1])
    ]
    unknown_new = [j for i, j in pairs if alike[i][j] < SAME] + [
        j for j in left[1] if _inside(texts[1][j], texts[0])
    ]
    return twin, ({old[i][0] for i in unknown_old}, {new[j][0] for j in unknown_new})


def _inside(text: list[str], others: Sequence[list[str]]) -> bool:
    """Whether most of a block stands in one of the other side's: moved, merged or split, and nobody said which."""
    return any(len(set(text) & set(other)) > SAME * len(set(text)) for other in others)


def _ratio(a: list[str], b: list[str]) -> float:
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() > OTHER and matcher.quick_ratio() > OTHER else 0.0


def _best(alike: list[list[float]]) -> list[tuple[int, int]]:
    """Return the pairs in order, each above `OTHER`, whose likeness comes to most (Needleman and Wunsch 1970)."""
    rows, columns = len(alike), len(alike[0]) if alike else 0
    most = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows):
        for j in range(columns):
            gain = most[i][j] + max(0.0, alike[i][j] - OTHER)
            most[i + 1][j + 1] = max(gain, most[i][j + 1], most[i + 1][j])
    pairs, i, j = [], rows, columns
    while i and j:
        if most[i][j] == most[i - 1][j]:
            i -= 1
        elif most[i][j] == most[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]


def _titled(side: Side, english: Side | None = None) -> dict[str, Side]:
    """Return the chapters of `side` by their English titles, without numbers; `english` has them where `side` does not.

    Those on what is new in a release are left out, with the table of contents that names their parts: what they say of one
    release they say of the next in the same words, and nobody could tell whether that is a translation.
    """
    headings = dict(english or side)
    found: dict[str, Side] = {}
    title = ""
    for name, segment in side:
        heading = headings.get(name, segment)
        if heading.kind == "heading" and heading.level == 2:
            title = " ".join(w for w in words(plain(heading.text)) if w not in RELEASES)
        if title and not any(word in title for word in LEFT_OUT):
            found.setdefault(title, []).append((name, segment))
    return found
