"""From what the lattice believes to what turns out to be true.

A logistic model of the signs of a bead, and one of whether two pages are translations at all. `benchmarks/alignment_calibrate.py`
refits both. The weights here came from its functions, run one by one on 70,939 beads of edited pages and newspaper articles
(888 beads wrong), none of them held back, before the corridor lost its dead ends and reordered pages their narrow beam: the
script run whole will not give the same digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from operator import mul

from bilingual_pub.align.decode import Group
from bilingual_pub.align.evidence import Features, Page, paired
from bilingual_pub.align.signs import Signs, signs

__all__ = ["calibrated", "shares", "translation_confidence"]

_WEIGHTS = Signs(
    one=1.193, belief=0.944, belief_squared=-0.018, belief_alone=-0.265, belief_short=-0.061,
    margin=-0.020, doubt=0.181, alone=-0.114, merged=0.237, moved=-0.134, heading=-0.464, short=0.614,
    alike=1.774, rival=-3.240, rival_alone=1.926, twice=0.307, twice_alone=-0.984, beside=-0.681,
    swallowed=-1.727, swallowed_alone=0.575, cold=-0.212, trouble=1.563, trouble_alone=-4.731,
    loose=-4.953, shuffled=0.280, strange=-0.362, belief_trouble=-1.289, belief_shuffled=-0.252,
)  # fmt: skip

_TRANSLATION = (-1.0, 11.24, -10.04)
_TRANSLATION_COLD = (2.83, 8.78, -13.68)
"""Constant, weight of the likeness, weight of the share without a partner; with a lexicon and without."""


def calibrated(page: Page, found: Sequence[Group]) -> list[float]:
    """Return for each group the probability that exactly these blocks belong together."""
    return [_logistic(sum(map(mul, _WEIGHTS, sign))) for sign in signs(page, found)]


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-value))


def translation_confidence(page: Page, found: Sequence[Group]) -> float:
    """Return the probability that the two pages are translations of each other at all.

    A logistic model of `shares`.
    """
    if not found:
        return 1.0
    alike, alone = shares(page, found)
    if alone == 1:
        return 0.0
    base, likeness, lonely = _TRANSLATION if page.known else _TRANSLATION_COLD
    return _logistic(base + likeness * alike + lonely * alone)


def shares(page: Page, found: Sequence[Group]) -> tuple[float, float]:
    """Return the share of the text that its partner accounts for, and that of the groups without a partner.

    A partner accounts for text by translated words, or by spelling where no lexicon is known.
    """
    total = weight = 0.0
    for group in found:
        length = sum(x.length for x in page.a[group.i : group.i + group.size_a])
        length += sum(y.length for y in page.b[group.j : group.j + group.size_b])
        weight += length
        if group.size_a and group.size_b:
            features = Features(*paired(page, group.i, group.size_a, group.j, group.size_b))
            total += length * (features.known if page.known else features.grams)
    return total / weight, sum(not (g.size_a and g.size_b) for g in found) / len(found)
