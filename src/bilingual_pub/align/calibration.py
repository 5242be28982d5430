"""From what the lattice believes to what turns out to be true; learned on pages held back from the weights."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from bilingual_pub.align.decode import Group
from bilingual_pub.align.evidence import Features, Page, paired

__all__ = ["calibrated", "translation_confidence"]


def calibrated(group: Group) -> float:
    """Return the probability that exactly these blocks belong together."""
    return min(1.0, max(0.0, group.posterior))


def translation_confidence(page: Page, found: Sequence[Group]) -> float:
    """Return the probability that the two pages are translations of each other at all."""
    together = [g for g in found if g.size_a and g.size_b]
    if not together:
        return 0.0
    total = 0.0
    for group in together:
        features = Features(*paired(page, group.i, group.size_a, group.j, group.size_b))
        total += features.grams + features.known + features.shared_numbers + features.shared_links
    return 1 / (1 + exp(-20 * (total / (len(page.a) + len(page.b)) - 0.1)))
