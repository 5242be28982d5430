"""How well and how fast `align` pairs blocks, beside what others do: `python benchmarks/alignment.py`.

One run prints every figure of docs/alignment.md. `--news FOLDER` adds newspaper prose (see `alignment_fit.py`);
hunalign is measured where it is on the path. Speeds are of one process, and good as ratios only.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

from alignment_data import RATES, Pair, Unit, components, edited, news, pairs, strangers
from alignment_drift import drifted, gimp
from alignment_peers import gale_church, hunalign, positions
from alignment_stale import stale

from bilingual_pub.align import Lexicon, align, align_many, seed
from bilingual_pub.model import Bead, Bitext
from bilingual_pub.pairing import find_pairs

Links = set[tuple[int, int]]
Aligner = Callable[[list[Pair]], list[Links]]
BINS = (0, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 1.0001)


@dataclass
class Score:
    """Links found against gold, over many pages.

    `alike`: pages without an error but for blocks that nobody can tell apart: neighbours of the same text and kind.
    """

    right: int = 0
    found: int = 0
    gold: int = 0
    pages: int = 0
    perfect: int = 0
    alike: int = 0
    seconds: float = 0.0

    def add(self, found: Links, pair: Pair) -> None:
        gold = pair.links()
        self.right += len(found & gold)
        self.found += len(found)
        self.gold += len(gold)
        self.pages += 1
        self.perfect += found == gold
        self.alike += interchanged(found, pair) == interchanged(gold, pair)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.found + self.gold)

    def __str__(self) -> str:
        return (
            f"F1 {self.f1:.4f}  perfect {self.perfect / self.pages:6.1%} ({self.alike / self.pages:6.1%} alike)"
            f"  {self.pages / self.seconds:6.0f} pages/s"
        )


def interchanged(links: Links, pair: Pair) -> Counter[tuple[int, int]]:
    """Return the links between runs: neighbours of the same text and kind count as one another."""
    da, en = runs(pair.da), runs(pair.en)
    return Counter((da[i], en[j]) for i, j in links)


def runs(side: list[Unit]) -> list[int]:
    """Return for each block where the run of identical blocks begins that it stands in."""
    starts: list[int] = []
    for k, unit in enumerate(side):
        before = side[k - 1].segment if k else None
        same = before and (before.text, before.kind) == (unit.segment.text, unit.segment.kind)
        starts.append(starts[-1] if same else k)
    return starts


def places(pair: Pair, bead: Bead) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return where a bead's segments stand; they are told apart by identity."""
    da = {id(unit.segment): k for k, unit in enumerate(pair.da)}
    en = {id(unit.segment): k for k, unit in enumerate(pair.en)}
    return tuple(da[id(s)] for s in bead.source), tuple(en[id(t)] for t in bead.target)


def links(bitext: Bitext, pair: Pair) -> Links:
    """Return the links (place in da, place in en) of a bitext, but for blocks whose gold nobody knows."""
    da = {id(unit.segment): k for k, unit in enumerate(pair.da)}
    en = {id(unit.segment): k for k, unit in enumerate(pair.en)}
    found = {(da[id(s)], en[id(t)]) for bead in bitext.beads for s in bead.source for t in bead.target}
    return {(i, j) for i, j in found if pair.da[i].ids and pair.en[j].ids}


def measure(found: list[Pair], aligner: Aligner) -> Score:
    score = Score()
    start = time.process_time()
    answers = aligner(found)
    score.seconds = max(1e-9, time.process_time() - start)
    for pair, answer in zip(found, answers, strict=True):
        score.add(answer, pair)
    return score


def site(found: list[Pair]) -> list[Links]:
    bitexts = align_many(pair.documents() for pair in found)
    return [links(bitext, pair) for bitext, pair in zip(bitexts, found, strict=True)]


def cold(found: list[Pair]) -> list[Links]:
    return [links(align(*pair.documents()), pair) for pair in found]


def blind(found: list[Pair]) -> list[Links]:
    return [links(align(*pair.documents(), lexicon=Lexicon("da", "en", {})), pair) for pair in found]


def blind_site(found: list[Pair]) -> list[Links]:
    bitexts = align_many((pair.documents() for pair in found), lexicon=Lexicon("da", "en", {}))
    return [links(bitext, pair) for bitext, pair in zip(bitexts, found, strict=True)]


OURS: dict[str, Aligner] = {
    "two passes": site,
    "seed only": cold,
    "no lexicon": blind,
}
FROM_NOTHING: dict[str, Aligner] = {"two passes, no lexicon": blind_site}


def peers() -> dict[str, Aligner]:
    known = {
        "positions": positions,
        "Gale-Church": gale_church,
        "hunalign": hunalign(),
        "hunalign, seed": hunalign(seed()),
    }
    return {name: aligner for name, aligner in known.items() if aligner}


def changed(sample: list[Pair], rate: float, others: list[Unit]) -> list[Pair]:
    random = Random(rate)
    return [edited(pair, rate, random, others) for pair in sample]


def in_order(pair: Pair) -> bool:
    """Whether both sides have their blocks in one order."""
    return [i for i, _ in sorted(pair.links())] == [
        i for i, _ in sorted(pair.links(), key=lambda link: link[::-1])
    ]


def compare(title: str, sample: list[Pair], others: list[Unit], rates: tuple[float, ...] = RATES) -> None:
    blocks = sum(len(pair.da) for pair in sample) / len(sample)
    print(f"\n{title}: {len(sample)} pages of {blocks:.0f} blocks")
    for rate in rates:
        pages = changed(sample, rate, others)
        for name, aligner in (
            OURS | (FROM_NOTHING if rate == 0.2 else peers() if rate == 0.1 else {})
        ).items():
            print(f"{rate:4.0%}  {name:27} {measure(pages, aligner)}", flush=True)


def differing(steady: list[Pair], others: list[Unit]) -> None:
    """Print how pages fare whose sides really differ: another release's translation, and pages that drifted apart."""
    random = Random(4)
    pages = [drifted(pair, random, others) for pair in steady]
    for title, sample in (("a stale translation", stale()), ("drifted apart", pages)):
        print()
        for name, aligner in OURS.items():
            print(f"{title}, {len(sample)} pages  {name:27} {measure(sample, aligner)}", flush=True)


def speed(sample: list[Pair], others: list[Unit]) -> None:
    """Print pages a second for pages of about 25 blocks, and what the longest takes, beside a fixed thing done in turn.

    The fixed thing is Gale and Church's table in plain Python on the same pages: the ratio travels between machines.
    """
    middling = [pair for pair in changed(sample, 0.1, others) if 20 <= len(pair.da) <= 30]
    blocks = sum(len(pair.da) for pair in middling) / len(middling)
    ours, table = zip(
        *((measure(middling, cold), measure(middling, gale_church)) for _ in range(5)), strict=True
    )
    best, fixed = (min(score.seconds for score in scores) for scores in (ours, table))
    print(
        f"\nspeed: {len(middling)} pages of {blocks:.0f} blocks: {len(middling) / best:.0f} pages/s, ", end=""
    )
    print(f"{fixed / best:.2f} times Gale and Church's table ({len(middling) / fixed:.0f} pages/s)")
    long = min(sample, key=lambda pair: abs(len(pair.da) - 400))
    seconds = min(measure([long], cold).seconds for _ in range(3))
    print(f"a page of {len(long.da)} blocks: {seconds:.2f} s")


def reliability(sample: list[Pair], others: list[Unit]) -> None:
    """Print how often beads of each confidence are right, all rates of editing mixed, and what a review finds."""
    told = sorted(bead for rate in RATES for pair in changed(sample, rate, others) for bead in judged(pair))
    print("\nconfidence     beads   said   right")
    for low, high in pairwise(BINS):
        those = [(said, right) for said, right in told if low <= said < high]
        if those:
            said, right = (sum(column) / len(those) for column in zip(*those, strict=True))
            print(f"{low:5.3f}-{min(high, 1):5.3f} {len(those):8} {said:7.4f} {right:7.4f}")
    wrong = [not right for _, right in told]
    print(
        f"{sum(wrong)} errors; the least certain 2 % hold {sum(wrong[: len(told) // 50]) / max(1, sum(wrong)):.1%}"
    )


def judged(pair: Pair) -> Iterator[tuple[float, bool]]:
    gold = set(components(pair))
    partner = {("da", i) for a, _ in gold for i in a} | {("en", j) for _, b in gold for j in b}
    for bead in align(*pair.documents()).beads:
        da, en = places(pair, bead)
        if all(pair.da[i].ids for i in da) and all(pair.en[j].ids for j in en):
            alone = not partner & ({("da", i) for i in da} | {("en", j) for j in en})
            yield bead.confidence, (da, en) in gold if da and en else alone


def refusals(sample: list[Pair]) -> None:
    """Print how many true pairs are refused, and how many pairs of neighbours in the manual are let through."""
    true = [align(*pair.documents()) for pair in sample]
    false = [align(a.documents()[0], b.documents()[1]) for a, b in pairwise(sample)]
    print(f"\nrefused: {sum(bool(b.diagnostics) for b in true)} of {len(true)} translations,", end=" ")
    print(f"{sum(bool(b.diagnostics) for b in false)} of {len(false)} pages beside another's translation")


def pairing(sample: list[Pair]) -> None:
    """Print how many pages find their translation when a tenth of either side is missing."""
    random = Random(1)
    both = [
        tuple(replace(d, language=tag) for d, tag in zip(p.documents(), ("da", "en"), strict=True))
        for p in sample
    ]
    kept = [(da, en, random.random() < 0.9, random.random() < 0.9) for da, en in both]
    documents = [d for da, en, a, b in kept for d, keep in ((da, a), (en, b)) if keep]
    random.shuffle(documents)
    gold = {id(da): en for da, en, *_ in kept}
    start = time.process_time()
    found = find_pairs(documents)
    seconds = time.process_time() - start
    sure = [pair for pair in found if pair.confidence >= 0.9]
    right = sum(gold[id(pair.source)] is pair.target for pair in sure)
    print(
        f"\npairing: {right} of {sum(a and b for *_, a, b in kept)} found with confidence 0.9 or more,",
        end=" ",
    )
    print(f"{len(sure) - right} of those wrong; {len(documents) / seconds:.0f} documents/s")


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--pages", type=int)
    arguments.add_argument("--news")
    arguments.add_argument("--speed", action="store_true", help="nothing but the speeds")
    options = arguments.parse_args()
    pages, others = pairs("held", options.pages), strangers("held")
    steady = [pair for pair in pages if in_order(pair)]
    if options.speed:
        speed(steady, others)
        return
    compare("manual, pages held back, in one order", steady, others)
    compare(
        "manual, sorted by each language's alphabet", [p for p in pages if not in_order(p)], others, (0.0,)
    )
    if options.news:
        tune = [
            replace(u, segment=replace(u.segment, language=t))
            for p in news(options.news, "tune")
            for t, side in (("da", p.da), ("en", p.en))
            for u in side
        ]
        compare("newspaper, sentences", news(options.news, "held"), tune)
    compare("another manual, never learned from", gimp()[:100], others, (0.1,))
    differing(steady[:200], others)
    reliability([pair for pair in pages if len(pair.da) <= 120], others)
    refusals(steady[:300])
    pairing(pages)
    speed(steady, others)


if __name__ == "__main__":
    main()
