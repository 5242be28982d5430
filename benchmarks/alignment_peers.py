"""What others do with the same pages: by position, by length (Gale and Church 1993), and hunalign where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from itertools import pairwise
from math import erfc, inf, log, sqrt
from pathlib import Path
from tempfile import TemporaryDirectory

from alignment_data import Pair

from bilingual_pub.align.blocks import words
from bilingual_pub.align.lexicon import Lexicon
from bilingual_pub.formats.inline import plain

Links = set[tuple[int, int]]

# Gale and Church 1993, tables 5 and section 3.1: priors of a bead, c = 1, s² = 6.8.
_PRIORS = {(1, 1): 0.89, (1, 0): 0.0099, (0, 1): 0.0099, (2, 1): 0.089, (1, 2): 0.089, (2, 2): 0.011}


def positions(pairs: list[Pair]) -> list[Links]:
    """First with first, second with second."""
    return [known(pair, {(k, k) for k in range(min(len(pair.da), len(pair.en)))}) for pair in pairs]


def gale_church(pairs: list[Pair]) -> list[Links]:
    return [known(pair, _by_length(*lengths(pair))) for pair in pairs]


def known(pair: Pair, links: Links) -> Links:
    return {(i, j) for i, j in links if pair.da[i].ids and pair.en[j].ids}


def lengths(pair: Pair) -> tuple[list[int], list[int]]:
    return tuple([max(1, len(plain(unit.segment.text))) for unit in side] for side in (pair.da, pair.en))


def _by_length(a: list[int], b: list[int]) -> Links:
    best = {(0, 0): (0.0, None, (0, 0))}
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            for (m, n), prior in _PRIORS.items():
                if i >= m and j >= n and (i, j) != (0, 0):
                    cost = best[i - m, j - n][0] + _cost(sum(a[i - m : i]), sum(b[j - n : j]), prior)
                    if cost < best.get((i, j), (inf,))[0]:
                        best[i, j] = (cost, (i - m, j - n), (m, n))
    links, at = set(), (len(a), len(b))
    while at != (0, 0):
        _, came, (m, n) = best[at]
        links |= {(came[0] + x, came[1] + y) for x in range(m) for y in range(n)}
        at = came
    return links


def _cost(a: int, b: int, prior: float) -> float:
    z = abs(b - a) / sqrt(6.8 * max(1, (a + b) / 2))
    return -log(prior) - log(max(erfc(z / sqrt(2)), 1e-300))


def hunalign(lexicon: Lexicon | None = None):
    """Return hunalign (Varga et al. 2005) as an aligner, None where it is not on the path; one run for each page."""
    program = shutil.which("hunalign")
    return (
        (lambda pairs: [known(pair, _hunalign(program, pair, lexicon)) for pair in pairs])
        if program
        else None
    )


def _hunalign(program: str, pair: Pair, lexicon: Lexicon | None) -> Links:
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("dictionary", "da", "en")]
        entries = lexicon.entries if lexicon else {}
        paths[0].write_text(
            "".join(f"{other} @ {word}\n" for word, known in entries.items() for other in known), "utf-8"
        )
        for path, side in zip(paths[1:], (pair.da, pair.en), strict=True):
            path.write_text("".join(" ".join(tokens(unit.segment.text)) + "\n" for unit in side), "utf-8")
        command = [program, "-realign", *map(str, paths)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    rungs = [tuple(map(int, line.split("\t")[:2])) for line in done.stdout.splitlines()]
    return {(i, j) for (i0, j0), (i1, j1) in pairwise(rungs) for i in range(i0, i1) for j in range(j0, j1)}


def tokens(text: str) -> list[str]:
    """Return the words of `text` as the lexicon spells them, and its numbers."""
    return [
        *words(plain(text)),
        *(part for part in plain(text).split() if any(c.isdigit() for c in part)),
    ] or ["<p>"]
