"""Fit what `align/calibration.py` goes by: `python benchmarks/alignment_calibrate.py [--news FOLDER]` prints its numbers.

Beads of edited pages, half with the seed and a quarter each with a site's lexicon and with none, are right or wrong; a
logistic model learns which from their signs. First it learns from "learn" and is judged on "tune", pages it has not
seen; then it learns from both. No held-back page is read. With `--refusals` it fits when a pair of pages is no
translation instead. Needs numpy.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
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
from bilingual_pub.align.matching import matched
from bilingual_pub.align.signs import Signs, signs

BINS = (0, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 1.0001)
LONGEST = 120
"""Blocks of the longest page: a few long tables would be most of the errors."""


def compared(pair: Pair, other: Pair, glossary: Glossary) -> tuple[Page, list[Group]]:
    da, en = pair.documents()[0], other.documents()[1]
    sides = blocks(da.segments, "da", da.elements), blocks(en.segments, "en", en.elements)
    return matched(*sides, TONGUES, glossary)


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


def beads(part: str, glossaries: list[Glossary], folder: str | None) -> tuple[np.ndarray, np.ndarray]:
    random, others = Random(5), strangers(part)
    found = [p for p in pairs(part) if len(p.da) <= LONGEST] + (news(folder, part) if folder else [])
    made = [
        bead
        for number, pair in enumerate(found)
        for rate in RATES[number % 2 :: 2]
        for bead in judged(edited(pair, rate, random, others), glossaries[number % len(glossaries)])
    ]
    return np.array([sign for sign, _ in made], float), np.array([right for _, right in made], float)


def logistic(x: np.ndarray, y: np.ndarray, pull: float = 1.0) -> np.ndarray:
    """Return the weights that make `y` likeliest, by Newton's method, with a weak pull towards zero."""
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
        w = logistic(np.array(rows), np.array(truth), 0.5)
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
    w = logistic(*learned)
    reliability(chance(unseen[0] @ w), unseen[1])
    both = np.vstack([learned[0], unseen[0]]), np.concatenate([learned[1], unseen[1]])
    w = logistic(*both)
    print(f"{len(both[1])} beads")
    print(
        "_WEIGHTS = Signs(" + ", ".join(f"{n}={v:.3f}" for n, v in zip(Signs._fields, w, strict=True)) + ")"
    )


if __name__ == "__main__":
    main()
