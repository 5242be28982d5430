"""From what the lattice believes to what turns out to be true; learned by pages of the manual, none of them held back.

The posterior knows the path, not its own blind spots: blocks that stand on the page twice, pages full of changes,
uncertain neighbours. A logistic model corrects for those. `benchmarks/alignment_fit.py` prints its numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import exp, log
from operator import mul

from bilingual_pub.align.corridor import resemblance
from bilingual_pub.align.decode import Group
from bilingual_pub.align.evidence import Features, Page, paired

__all__ = ["calibrated", "signs", "translation_confidence"]

_LOWEST, _HIGHEST = -4.0, 9.0

_WEIGHTS = (0.830, 1.080, -0.047, -0.242, -0.389, 1.083, -0.837, -0.321, 0.106, 0.092, -2.961)
"""For `signs`, in their order."""

_TRANSLATION = (0.12, 6.86, -6.97)
_TRANSLATION_COLD = (2.79, 3.34, -10.01)
"""Constant, weight of the likeness, weight of the share without a partner; with a lexicon and without."""

Signs = tuple[float, ...]


def calibrated(page: Page, found: Sequence[Group]) -> list[float]:
    """Return for each group the probability that exactly these blocks belong together."""
    return [_logistic(sum(map(mul, _WEIGHTS, sign))) for sign in signs(page, found)]


def signs(page: Page, found: Sequence[Group]) -> list[Signs]:
    """Return what the calibration goes by, for each group.

    One; the posterior's logit, its square, and it again where the group is one-sided; whether it is one-sided,
    merged; how alike its sides are; how long it is; the logit of the least certain of it and its neighbours;
    whether the text stands on its page again; the share of the page that is one-sided or moved.
    """
    logits = [_logit(group.posterior) for group in found]
    twice = _repeated(page)
    trouble = sum(not (g.size_a and g.size_b) or g.moved for g in found) / max(1, len(found))
    made: list[Signs] = []
    for k, group in enumerate(found):
        logit, again = logits[k], float(bool(group.size_a) and group.i in twice)
        alone, merged, alike, length = _shape(page, group)
        doubt = min(logits[max(0, k - 1) : k + 2])
        made.append(
            (1.0, logit, logit**2, logit * alone, alone, merged, alike, length, doubt, again, trouble)
        )
    return made


def _shape(page: Page, group: Group) -> tuple[float, float, float, float]:
    """Whether it is one-sided, whether it is merged, how alike its sides are, and the log of its length."""
    both = bool(group.size_a and group.size_b)
    first = page.a[group.i] if group.size_a else page.b[group.j]
    alike = resemblance(page, group.i, group.j) if both else 0.0
    return float(not both), float(group.size_a + group.size_b > 2), alike, log(1 + first.length / 40)


def _repeated(page: Page) -> set[int]:
    count = Counter(block.text for block in page.a)
    return {i for i, block in enumerate(page.a) if count[block.text] > 1}


def _logit(probability: float) -> float:
    inside = min(max(probability, 1e-6), 1 - 1e-6)
    return min(_HIGHEST, max(_LOWEST, log(inside / (1 - inside))))


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-value))


def translation_confidence(page: Page, found: Sequence[Group]) -> float:
    """Return the probability that the two pages are translations of each other at all.

    A logistic model of two shares: of the text that its partner's words account for, of the groups without one.
    """
    if not found:
        return 1.0
    alone = sum(not (g.size_a and g.size_b) for g in found) / len(found)
    if alone == 1:
        return 0.0
    base, alike, lonely = _TRANSLATION if page.known else _TRANSLATION_COLD
    return _logistic(base + alike * _accounted(page, found) + lonely * alone)


def _accounted(page: Page, found: Sequence[Group]) -> float:
    """Return the mean likeness of the text to its partner: translated words, or spelling where none are known."""
    total = weight = 0.0
    for group in found:
        length = sum(x.length for x in page.a[group.i : group.i + group.size_a])
        length += sum(y.length for y in page.b[group.j : group.j + group.size_b])
        weight += length
        if group.size_a and group.size_b:
            features = Features(*paired(page, group.i, group.size_a, group.j, group.size_b))
            total += length * (features.known if page.known else features.grams)
    return total / weight
