"""Learn the weights of `align/weights.py`: `python benchmarks/alignment_fit.py [--news FOLDER]` prints them.

The lattice is a conditional random field: the gradient is what the features come to over the paths that agree with
gold, less what they come to over all paths. Needs numpy. FOLDER may hold `newstest2019-src.eng.txt`,
`newstest2019-ref.dan.txt` and `DOCUMENT_IDS.tsv` of NTREX-128 (CC BY-SA 4.0), so that news counts too.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from random import Random

import numpy as np
from alignment_data import Pair, components, edited, news, pairs, strangers

from bilingual_pub.align.blocks import blocks
from bilingual_pub.align.corridor import corridor, mutual, rising
from bilingual_pub.align.evidence import Features, alone, page, paired
from bilingual_pub.align.lattice import Arc, build, scorer, solve
from bilingual_pub.align.learning import model1
from bilingual_pub.align.lexicon import NOTHING, Glossary, seed
from bilingual_pub.align.moves import candidates
from bilingual_pub.align.weights import COLD, WARM, Weights

NAMES = (*Features._fields, "gone", "swapped")
TONGUES = ("da", "en")


@dataclass
class Example:
    arcs: list[Arc]
    features: np.ndarray
    right: list[bool]
    size: tuple[int, int]


def example(pair: Pair, glossary: Glossary, weights: Weights, *, links: bool) -> Example | None:
    if not links:
        pair = without_links(pair)
    da, en = pair.documents()
    found = page(
        blocks(da.segments, "da", da.elements), blocks(en.segments, "en", en.elements), TONGUES, glossary
    )
    close = mutual(found.similar)
    moves = candidates(close)
    lattice = build(found, corridor(found, close), weights, moves, scorer(found, weights))
    groups = components(pair)
    chain = set(rising((a[0], b[0]) for a, b in groups))
    if len(chain) < 0.7 * len(groups):
        return None
    right = [allowed(arc, groups, chain, moves) for arc in lattice.arcs]
    vectors = np.array([vector(found, arc) for arc in lattice.arcs])
    made = Example(lattice.arcs, vectors, right, (len(found.a), len(found.b)))
    return made if reachable(made) else None


def without_links(pair: Pair) -> Pair:
    sides = ([replace(u, segment=replace(u.segment, links=())) for u in side] for side in (pair.da, pair.en))
    return replace(pair, **dict(zip(TONGUES, sides, strict=True)))


def allowed(arc, groups, chain, moves) -> bool:
    """Whether an arc agrees with gold: it is a gold group in order, a swap of two, or leaves alone what is alone."""
    gold = set(groups)
    group_of_a = {i: g for g in groups for i in g[0]}
    group_of_b = {j: g for g in groups for j in g[1]}
    i, j = arc.i, arc.j
    if arc.how == "swapped":
        return ((i,), (j + 1,)) in gold and ((i + 1,), (j,)) in gold
    if arc.size_a and arc.size_b:
        return (tuple(range(i, i + arc.size_a)), tuple(range(j, j + arc.size_b))) in gold
    group = group_of_a.get(i) if arc.size_a else group_of_b.get(j)
    if group is None:
        return arc.how == ""
    if len(group[0]) > 1 or len(group[1]) > 1:
        return (group[0][0], group[1][0]) not in chain and arc.how == ""
    a, b = group[0][0], group[1][0]
    if moves.a.get(a) == b:
        return arc.how == "moved" and (crossed(a, b, gold) or (a, b) not in chain)
    return (a, b) not in chain and arc.how == ""


def crossed(a: int, b: int, gold) -> bool:
    return any(((a + d,), (b - d,)) in gold for d in (1, -1))


def vector(found, arc: Arc) -> list[float]:
    if arc.how == "swapped":
        parts = [paired(found, arc.i, 1, arc.j + 1, 1), paired(found, arc.i + 1, 1, arc.j, 1)]
        return [*map(sum, zip(*parts, strict=True)), 0.0, 1.0]
    if arc.how == "moved":
        return [0.0] * len(Features._fields) + [1.0, 0.0]
    if arc.size_a and arc.size_b:
        return [*paired(found, arc.i, arc.size_a, arc.j, arc.size_b), 0.0, 0.0]
    return [*alone(found.a[arc.i] if arc.size_a else found.b[arc.j]), 0.0, 0.0]


def reachable(made: Example) -> bool:
    seen = {(0, 0)}
    for arc, right in zip(made.arcs, made.right, strict=True):
        if right and (arc.i, arc.j) in seen:
            seen.add((arc.i + arc.size_a, arc.j + arc.size_b))
    return made.size in seen


def gradient(made: Example, w: np.ndarray) -> np.ndarray:
    scores = made.features @ w
    free = posterior(made, scores)
    tied = posterior(made, np.where(made.right, scores, -60.0))
    return made.features.T @ (tied - free)


def posterior(made: Example, scores: np.ndarray) -> np.ndarray:
    arcs = [arc._replace(score=float(s)) for arc, s in zip(made.arcs, scores, strict=True)]
    return np.array(solve(arcs, *made.size).posterior)


def fit(examples: list[Example], start: np.ndarray, rounds: int) -> np.ndarray:
    """Maximise the likelihood of gold by Adam, with a weak pull towards zero."""
    w, first, second, step = start.copy(), np.zeros_like(start), np.zeros_like(start), 0
    random = Random(7)
    for turn in range(rounds):
        random.shuffle(examples)
        for k in range(0, len(examples), 16):
            batch = examples[k : k + 16]
            g = sum(gradient(made, w) for made in batch) / len(batch) - 0.0005 * w
            step += 1
            first, second = 0.9 * first + 0.1 * g, 0.99 * second + 0.01 * g * g
            rate = 0.12 * (1 - (turn + k / len(examples)) / rounds)
            w += rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-6)
        print(turn, " ".join(f"{n}={v:.2f}" for n, v in zip(NAMES, w, strict=True)), flush=True)
    return w


def examples(found: list[Pair], part: str, glossaries: list[Glossary], weights: Weights) -> list[Example]:
    random = Random(3)
    made = []
    for number, pair in enumerate(found):
        if max(len(pair.da), len(pair.en)) > 90:
            continue
        changed = edited(pair, random.choice([0.0, 0.03, 0.1, 0.1, 0.2, 0.3]), random, strangers(part))
        one = example(changed, glossaries[number % len(glossaries)], weights, links=random.random() < 0.4)
        made += [one] if one else []
    print(len(made), "pages of", len(found))
    return made


def site(found: list[Pair]) -> Glossary:
    """Return the glossary a site would teach: learned from its own gold pairs, with the seed."""
    taught = []
    for pair in found:
        da, en = (blocks([u.segment for u in side], None) for side in (pair.da, pair.en))
        taught += [(da[i].words, en[j].words) for i, j in pair.links()]
    return seed().merged(model1(taught, "da", "en")).glossary("da", "en")


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--news")
    arguments.add_argument("--pages", type=int, default=500)
    arguments.add_argument("--rounds", type=int, default=5)
    options = arguments.parse_args()
    found = pairs("learn", options.pages)
    papers = news(options.news, "learn") if options.news else []
    everything = [*found, *papers]
    Random(1).shuffle(everything)
    warm = [
        seed().glossary("da", "en"),
        site(pairs("tune", 150)),
        site(papers) if papers else seed().glossary("da", "en"),
    ]
    for name, glossaries, weights in (("WARM", warm, WARM), ("COLD", [NOTHING], COLD)):
        start = np.array([*weights.features, weights.gone, weights.swapped])
        w = fit(examples(everything, "learn", glossaries, weights), start, options.rounds)
        print(name, ", ".join(f"{n}={v:.2f}" for n, v in zip(NAMES, w, strict=True)))


if __name__ == "__main__":
    main()
