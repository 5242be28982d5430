"""Fit what `align/calibration.py` goes by: `python benchmarks/alignment_calibrate.py [--news FOLDER]` prints its numbers.

Beads of edited pages, half with the seed and a quarter each with a site's lexicon and with none, are right or wrong; a
logistic model learns which from their signs. First it learns from "learn" and is judged on "tune", pages it has not
seen; then it learns from both. No held-back page is read. With `--refusals` it fits when a pair of pages is no
translation instead. Needs numpy.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

import numpy as np
from alignment_data import RATES, Pair, components, edited, news, pairs, strangers
from alignment_fit import TONGUES, site

from bilingual_pub.align.blocks import blocks
from bilingual_pub.align.calibration import shares
from bilingual_pub.align.decode import Group
from bilingual_pub.align.evidence import Page
from bilingual_pub.align.lexicon import NOTHING, Glossary, seed
from bilingual_pub.align.pages import grouped
from bilingual_pub.align.signs import Signs, signs

BINS = (0, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 1.0001)
CORRECTED = (0, 0.35, 0.6, 0.8, 0.9, 0.96, 0.99)
"""Bins of the correction; above the last the model is left as it is."""

FOLDS = 5

LONGEST = 120
"""Blocks of the longest page: a few long tables would be most of the errors."""


def compared(pair: Pair, other: Pair, glossary: Glossary) -> tuple[Page, list[Group]]:
    da, en = pair.documents()[0], other.documents()[1]
    sides = blocks(da.segments, "da", da.elements), blocks(en.segments, "en", en.elements)
    return grouped(*sides, TONGUES, glossary)


def judged(pair: Pair, glossary: Glossary) -> Iterator[tuple[Signs, bool]]:
    """Yield the signs of each bead whose gold is known, and whether it is right."""
    page, found = compared(pair, pair, glossary)
    gold = set(components(pair))
    taken = {i for a, _ in gold for i in a}, {j for _, b in gold for j in b}
    for group, sign in zip(found, signs(page, found), strict=True):
        da = tuple(range(group.i, group.i + group.size_a))
        en = tuple(page.order[j] for j in range(group.j, group.j + group.size_b))
        if all(pair.da[i].ids for i in da) and all(pair.en[j].ids for j in en):
            alone = not taken[0].intersection(da) and not taken[1].intersection(en)
            yield sign, (da, en) in gold if da and en else alone


@dataclass(frozen=True)
class Beads:
    """The signs of beads, whether each is right, and which page it stands on."""

    signs: np.ndarray
    right: np.ndarray
    page: np.ndarray

    def __add__(self, other: Beads) -> Beads:
        return Beads(
            np.vstack([self.signs, other.signs]),
            np.concatenate([self.right, other.right]),
            np.concatenate([self.page, other.page + self.page.max() + 1]),
        )

    def of(self, chosen: np.ndarray) -> Beads:
        return Beads(self.signs[chosen], self.right[chosen], self.page[chosen])


def beads(part: str, glossaries: list[Glossary], folder: str | None) -> Beads:
    random, others = Random(5), strangers(part)
    found = [p for p in pairs(part) if len(p.da) <= LONGEST] + (news(folder, part) if folder else [])
    made = [
        (number, *bead)
        for number, pair in enumerate(found)
        for rate in RATES
        for bead in judged(edited(pair, rate, random, others), glossaries[number % len(glossaries)])
    ]
    numbers, known, right = zip(*made, strict=True)
    return Beads(np.array(known, float), np.array(right, float), np.array(numbers))


def correction(found: Beads) -> list[tuple[float, float]]:
    """Return what the model says and what is right, bin by bin, on pages it has not learned from."""
    said = np.zeros(len(found.right))
    for fold in range(FOLDS):
        out = found.page % FOLDS == fold
        said[out] = chance(found.signs[out] @ logistic(found.of(~out)))
    inside = [(said >= low) & (said < high) for low, high in pairwise(CORRECTED)]
    return [(float(said[i].mean()), float(found.right[i].mean())) for i in inside]


def logistic(found: Beads, pull: float = 1.0) -> np.ndarray:
    """Return the weights that make what is right likeliest, by Newton's method, with a weak pull towards zero."""
    x, y = found.signs, found.right
    scale = np.maximum(x.std(axis=0), 1e-9)
    scale[0] = 1.0
    z, w = x / scale, np.zeros(x.shape[1])
    for _ in range(60):
        p = chance(z @ w)
        slope = z.T @ (y - p) - pull * w
        curve = (z * (p * (1 - p))[:, None]).T @ z + pull * np.eye(len(w))
        w += np.linalg.solve(curve, slope)
    return w / scale


def chance(value: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(value, -30, 30)))


def reliability(said: np.ndarray, right: np.ndarray) -> None:
    for low, high in pairwise(BINS):
        inside = (said >= low) & (said < high)
        if inside.any():
            print(
                f"{low:5.3f}-{min(high, 1):5.3f} {inside.sum():8} {said[inside].mean():7.4f} {right[inside].mean():7.4f}"
            )
    worst = np.argsort(said, kind="stable")[: len(said) // 50]
    print(
        f"{int((1 - right).sum())} errors; the least certain 2 % hold {(1 - right)[worst].sum() / (1 - right).sum():.1%}"
    )


def refusals(glossaries: list[Glossary], folder: str | None) -> None:
    """Fit on "tune": half the pages beside their own translation, half beside their neighbour's or any other's."""
    random, others = Random(1), strangers("tune")
    found = [p for p in pairs("tune", 300) if len(p.da) <= 60] + (news(folder, "tune") if folder else [])
    for name, glossary in (("with a lexicon", glossaries[0]), ("without one", NOTHING)):
        rows: list[tuple[float, float, float]] = []
        truth: list[float] = []
        for number, pair in enumerate(found):
            changed = edited(pair, (0.0, 0.1, 0.2, 0.3)[number % 4], random, others)
            stranger = found[number - 1] if number % 2 else random.choice(found)
            for other in (changed, *([stranger] if stranger is not pair else [])):
                rows.append((1.0, *shares(*compared(changed, other, glossary))))
                truth.append(float(other is changed))
        w = logistic(Beads(np.array(rows), np.array(truth), np.arange(len(truth))), 0.5)
        wrong = (chance(np.array(rows) @ w) > 0.5) != np.array(truth)
        print(name, tuple(float(v) for v in w.round(2)), f"{wrong.sum()} of {len(truth)} wrong")


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--news")
    arguments.add_argument("--refusals", action="store_true")
    options = arguments.parse_args()
    plain = seed().glossary("da", "en")
    if options.refusals:
        refusals([plain], options.news)
        return
    glossaries = [plain, site(pairs("tune", 150)), plain, NOTHING]
    learned, unseen = (beads(part, glossaries, options.news) for part in ("learn", "tune"))
    said = chance(unseen.signs @ logistic(learned))
    print("learned from “learn”, of “tune”:")
    reliability(said, unseen.right)
    print("the same, corrected:")
    reliability(corrected(said, correction(learned)), unseen.right)
    both = learned + unseen
    print(f"{len(both.right)} beads")
    weights = zip(Signs._fields, logistic(both), strict=True)
    print("_WEIGHTS = Signs(" + ", ".join(f"{name}={value:.3f}" for name, value in weights) + ")")
    print("_CORRECTION =", tuple((round(a, 3), round(b, 3)) for a, b in correction(both)))


def corrected(said: np.ndarray, known: list[tuple[float, float]]) -> np.ndarray:
    x, y = zip((0.0, 0.0), *known, (1.0, 1.0), strict=True)
    return np.interp(said, x, y)


if __name__ == "__main__":
    main()
