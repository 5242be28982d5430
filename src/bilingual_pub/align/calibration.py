"""From what the lattice believes to what turns out to be true.

A logistic model of the signs of a bead, corrected where it doubts, and one of whether two pages are translations at all.
`benchmarks/alignment_calibrate.py` refits them. The weights were fitted on 70,882 beads of edited pages and newspaper articles,
the correction is what a model of two thirds of them said of the rest; none of them is held back.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import exp
from operator import mul

from bilingual_pub.align.decode import Group
from bilingual_pub.align.evidence import Page
from bilingual_pub.align.signs import Signs, signs

__all__ = ["calibrated", "shares", "translation_confidence"]

_WEIGHTS = Signs(
    one=0.617, belief=0.975, belief_squared=-0.009, belief_alone=-0.205, belief_short=-0.149,
    margin=0.015, doubt=0.056, around=0.134, alone=-0.595, merged=0.333, moved=-0.731, heading=-0.521,
    short=0.925, alike=0.320, rival=-2.516, rival_alone=0.763, twice=0.097, twice_alone=-0.642,
    beside=-0.791, swallowed=-1.326, swallowed_alone=0.803, cold=-0.172, trouble=4.303,
    trouble_alone=-6.785, loose=-1.355, shuffled=-0.388, strange=-0.843, belief_trouble=-1.401,
    belief_shuffled=-0.136,
)  # fmt: skip

_CORRECTION = (
    (0.0, 0.0),
    (0.29, 0.278),
    (0.691, 0.609),
    (0.856, 0.805),
    (0.928, 0.876),
    (0.979, 0.981),
    (1.0, 1.0),
)
"""What the model says and what was right, on pages it had not learned from: it believes too much of what it doubts."""

_TRANSLATION = (-1.0, 11.24, -10.04)
_TRANSLATION_COLD = (2.83, 8.78, -13.68)
"""Constant, weight of the likeness, weight of the share without a partner; with a lexicon and without."""


def calibrated(page: Page, found: Sequence[Group]) -> list[float]:
    """Return for each group the probability that exactly these blocks belong together."""
    return [_corrected(_logistic(sum(map(mul, _WEIGHTS, sign)))) for sign in signs(page, found)]


def _corrected(said: float) -> float:
    """Return the probability on the straight line between the two points of the correction that `said` lies between."""
    place = max(1, bisect_left(_CORRECTION, (said,)))
    (low, low_right), (high, high_right) = _CORRECTION[place - 1 : place + 1]
    return low_right + (said - low) * (high_right - low_right) / (high - low)


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
    base, likeness, lonely = _TRANSLATION_COLD if page.cold else _TRANSLATION
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
        if group.evidence:
            total += length * (group.evidence.grams if page.cold else group.evidence.known)
    return total / weight, sum(not (g.size_a and g.size_b) for g in found) / len(found)
