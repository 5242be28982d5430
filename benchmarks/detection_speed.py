"""How many texts a second the detector and its peers answer, each kind in fresh processes.

Usage: python benchmarks/detection_speed.py FOLDER [PEER ...]. FOLDER is that of `detection.py`. Every figure is the best of several
processes, in texts a second of processor time: on the first pass over a kind's texts, when most words are new to the process, and on
the best of three later ones. What a detector loads is loaded before. Peers that are not installed are left out.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from detection import PAIR, PEERS, Many, buckets, each, ours

from bilingual_pub.detect import detect

KINDS = ("ui", "sentence", "article")
PROCESSES = 5
ENOUGH = 300
"""Texts that a slow peer is asked, so that it is done within minutes."""

SLOW = ("langdetect", "langdetect, two profiles")
WARM = ["qzvxw kkjzq wwqjx plqzj pxqqy", *(f"{a}qx{b}zv w{b}xq{a}" for a in "bcdfghjkl" for b in "mnprstv")]
"""Texts of words that no language has: they make a detector load all it needs, and teach it nothing."""


def with_numpy(languages: tuple[str, ...]) -> Many:
    import numpy  # noqa: F401, ICN001, PLC0415 (once it is there, it is used)

    return ours(languages)


def one_by_one(_: tuple[str, ...]) -> Many:
    return each(lambda text: detect(text).language)


RUNS: dict[str, Callable[[tuple[str, ...]], Many]] = {
    "bilingual_pub": ours,
    "bilingual_pub with numpy": with_numpy,
    "bilingual_pub, `detect` one by one": one_by_one,
    **{name: make for name, (make, _, _) in PEERS.items() if name != "bilingual_pub"},
}


def run(name: str, texts: list[str]) -> None:
    """Print texts a second on the first pass and on the best of three others."""
    many = RUNS[name](PAIR)
    many(WARM)
    times = []
    for _ in range(4 if name not in SLOW else 1):
        start = time.process_time()
        many(texts)
        times.append(time.process_time() - start)
    print(len(texts) / times[0], len(texts) / min(times[1:] or times))


def load() -> None:
    """Print what a process pays for its first answer: milliseconds of processor time and megabytes, over Python's own."""
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    from bilingual_pub import detect as first  # noqa: PLC0415 (what is measured)

    first("Smid en kommentar")
    first("Jag förstår inte vad du säger")
    print(
        1000 * (time.process_time() - start),
        (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
    )


def cell(name: str, path: Path) -> str:
    """Return the best of several processes for one kind of text, "" where a peer is not installed."""
    found = []
    for _ in range(PROCESSES if name not in SLOW else 1):
        asked = subprocess.run(
            [sys.executable, __file__, "--run", name, path], capture_output=True, text=True, check=False
        )
        if asked.returncode:
            return ""
        found.append([float(rate) for rate in asked.stdout.split()])
    first, known = map(max, zip(*found, strict=True))
    return f"{first:,.0f} / {known:,.0f}"


def main(folder: Path, names: list[str]) -> None:
    texts = buckets(folder)
    with tempfile.TemporaryDirectory() as place:
        paths = []
        for kind in KINDS:
            mine = [text for language, text in texts[kind] if language in PAIR]
            mine = [text for pair in zip(mine, reversed(mine), strict=True) for text in pair][: len(mine)]
            for few in (False, True):
                path = Path(place, f"{kind}-{few}.json")
                path.write_text(json.dumps(mine[:ENOUGH] if few else mine))
                paths.append(path)
            print(f"{kind}: {len(mine)} texts of {sum(map(len, mine)) // len(mine)} characters")
        print(f"\n| | {' | '.join(KINDS)} |\n|{'---|' * (len(KINDS) + 1)}")
        for name in names or RUNS:
            cells = map(partial(cell, name), paths[name in SLOW :: 2])
            print(f"| {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "--run":
        run(sys.argv[2], json.loads(Path(sys.argv[3]).read_text()))
    elif sys.argv[1] == "--load":
        load()
    else:
        main(Path(sys.argv[1]), sys.argv[2:])
