"""What a bead's certainty is judged by: the lattice's own belief, and the signs by which it is known to be wrong.

The posterior knows the path, not its own blind spots: texts that stand on the page twice or nearly, a block left alone
beside the block it was merged into, pages full of changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from bilingual_pub.align.decode import Group
from bilingual_pub.align.evidence import Page
from bilingual_pub.align.overlap import Overlap, Rows

__all__ = ["Signs", "logit", "signs"]

_NEAR = 3
"""Groups on either side whose doubts say that the path may have slipped here."""

_LOWEST, _HIGHEST = -4.0, 9.0


class Signs(NamedTuple):
    """The signs of one group.

    `belief`: logit of the posterior; `margin`: log of how much more probable it is than its rival, at most 9;
    `doubt`: the least belief of it and its neighbours; `around`: the mean belief of those within three of it. `alone`: one-sided; `merged`; `moved`; `heading`; `short`:
    inverse of the length. `alike`: resemblance of its sides; `rival`: of either side to any other block;
    `twice`: the text stands on its page again. `beside`: a neighbour is one-sided; `swallowed`: how much of a
    one-sided block, itself or a neighbour, is found in what stands beside it. Of the page: `cold`: no lexicon;
    `trouble`: share of the groups that are one-sided or moved; `loose`: mean of what the beliefs leave open;
    `shuffled`: its runs were put in another order; `strange`: share of the pairs that hardly resemble each other.
    A name of two words is the product of two.
    """

    one: float
    belief: float
    belief_squared: float
    belief_alone: float
    belief_short: float
    margin: float
    doubt: float
    around: float
    alone: float
    merged: float
    moved: float
    heading: float
    short: float
    alike: float
    rival: float
    rival_alone: float
    twice: float
    twice_alone: float
    beside: float
    swallowed: float
    swallowed_alone: float
    cold: float
    trouble: float
    trouble_alone: float
    loose: float
    shuffled: float
    strange: float
    belief_trouble: float
    belief_shuffled: float


@dataclass(frozen=True, slots=True)
class _Whole:
    """What the signs of all groups of a page are read from."""

    page: Page
    found: Sequence[Group]
    beliefs: Sequence[float]
    similar: Rows
    columns: Rows
    twice: tuple[frozenset[int], frozenset[int]]
    of_page: tuple[float, float, float, float, float]


def signs(page: Page, found: Sequence[Group]) -> list[Signs]:
    """Return the signs of each group of `page`."""
    similar = page.similar
    columns: list[dict[int, float]] = [{} for _ in page.b]
    for i, row in enumerate(similar):
        for j, value in row.items():
            columns[j][i] = value
    beliefs = [logit(group.posterior) for group in found]
    twice = _repeated([x.text for x in page.a]), _repeated([y.text for y in page.b])
    whole = _Whole(page, found, beliefs, similar, columns, twice, _of_page(page, found, similar))
    return [_signs(whole, k, group) for k, group in enumerate(found)]


def _of_page(page: Page, found: Sequence[Group], similar: Rows) -> tuple[float, float, float, float, float]:
    count = max(1, len(found))
    pairs = [similar[g.i].get(g.j, 0.0) for g in found if g.size_a and g.size_b]
    return (
        float(page.cold),
        sum(not (g.size_a and g.size_b) or g.moved for g in found) / count,
        sum(1 - g.posterior for g in found) / count,
        float(not isinstance(page.order, range)),
        sum(value < 0.1 for value in pairs) / max(1, len(pairs)),
    )


def _signs(whole: _Whole, k: int, group: Group) -> Signs:
    belief = whole.beliefs[k]
    alone = float(not (group.size_a and group.size_b))
    first = whole.page.a[group.i] if group.size_a else whole.page.b[group.j]
    near = [n for n in (k - 1, k + 1) if 0 <= n < len(whole.found)]
    short = 1 / (1 + first.length / 20)
    cold, trouble, loose, shuffled, strange = whole.of_page
    rival, twice, swallowed = _rival(whole, group), _twice(whole, group), _swallowed(whole, k, near)
    return Signs(
        one=1.0,
        belief=belief,
        belief_squared=belief**2,
        belief_alone=belief * alone,
        belief_short=belief * short,
        margin=_margin(group),
        doubt=min([belief, *(whole.beliefs[n] for n in near)]),
        around=_around(whole.beliefs, k),
        alone=alone,
        merged=float(group.size_a + group.size_b > 2),
        moved=float(group.moved),
        heading=float(first.family == "heading"),
        short=short,
        alike=0.0 if alone else whole.similar[group.i].get(group.j, 0.0),
        rival=rival,
        rival_alone=rival * alone,
        twice=twice,
        twice_alone=twice * alone,
        beside=float(any(_is_alone(whole.found[n]) for n in near)),
        swallowed=swallowed,
        swallowed_alone=swallowed * alone,
        cold=cold,
        trouble=trouble,
        trouble_alone=trouble * alone,
        loose=loose,
        shuffled=shuffled,
        strange=strange,
        belief_trouble=belief * trouble,
        belief_shuffled=belief * shuffled,
    )


def _around(beliefs: Sequence[float], k: int) -> float:
    near = beliefs[max(0, k - _NEAR) : k + _NEAR + 1]
    return sum(near) / len(near)


def _margin(group: Group) -> float:
    rival = group.rival[1] if group.rival else 0.0
    return min(_HIGHEST, max(_LOWEST, log((group.posterior + 1e-4) / (rival + 1e-4))))


def _is_alone(group: Group) -> bool:
    return not (group.size_a and group.size_b)


def _rival(whole: _Whole, group: Group) -> float:
    """Return how much either side resembles any block that is not in the group."""
    rows = [whole.similar[i] for i in range(group.i, group.i + group.size_a)]
    columns = [whole.columns[j] for j in range(group.j, group.j + group.size_b)]
    most = 0.0
    for lines, start, size in ((rows, group.j, group.size_b), (columns, group.i, group.size_a)):
        for line in lines:
            for other, value in line.items():
                if value > most and not start <= other < start + size:
                    most = value
    return most


def _twice(whole: _Whole, group: Group) -> float:
    return float(bool(
        whole.twice[0].intersection(range(group.i, group.i + group.size_a))
        or whole.twice[1].intersection(range(group.j, group.j + group.size_b))
    ))  # fmt: skip


def _repeated(texts: Sequence[str]) -> frozenset[int]:
    count = Counter(texts)
    return frozenset(k for k, text in enumerate(texts) if count[text] > 1)


def _swallowed(whole: _Whole, k: int, near: Sequence[int]) -> float:
    """Return how much of a one-sided block is found in what a neighbour is paired with, whichever of the two is asked."""
    group = whole.found[k]
    if _is_alone(group):
        return max([_covered(whole.page, group, whole.found[n]) for n in near], default=0.0)
    return max([_covered(whole.page, whole.found[n], group) for n in near], default=0.0)


def _covered(page: Page, lone: Group, paired: Group) -> float:
    if not _is_alone(lone) or _is_alone(paired):
        return 0.0
    return max(_share(part, lone, paired) for part in (page.grams, page.known) if part)


def _share(part: Overlap, lone: Group, paired: Group) -> float:
    if lone.size_a:
        row = part.shared[lone.i]
        return max(row.get(j, 0.0) for j in range(paired.j, paired.j + paired.size_b)) / (
            part.a[lone.i] or 1.0
        )
    j = lone.j
    rows = part.shared[paired.i : paired.i + paired.size_a]
    return max(row.get(j, 0.0) for row in rows) / (part.b[j] or 1.0)


def logit(probability: float) -> float:
    """Return the log odds, kept within what the lattice can know.

    >>> logit(0.5), logit(1.0)
    (0.0, 9.0)
    """
    inside = min(max(probability, 1e-6), 1 - 1e-6)
    return min(_HIGHEST, max(_LOWEST, log(inside / (1 - inside))))
