"""What pairing and the outputs cost and keep, on Debian's LibreOffice help in Danish and English.

    python benchmarks/outputs.py [PAGES]

Needs libreoffice-help-da and libreoffice-help-en-us. Prints, for one run on one core, processor time per pair as a
ratio to what BeautifulSoup takes to read the same two pages, and how many blocks and bytes were lost.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

from bs4 import BeautifulSoup

from bilingual_pub.align import align
from bilingual_pub.documents import read
from bilingual_pub.merge import PairedArticle, merge
from bilingual_pub.outputs import Options, render

OUTPUTS = ("pages", "side-by-side", "interleaved", "toggle", "review", "tmx", "jsonl")


def pairs(count: int) -> list[tuple[Path, Path]]:
    listed = subprocess.run(["dpkg", "-L", "libreoffice-help-da"], capture_output=True, text=True, check=True)
    danish = [Path(line) for line in listed.stdout.split("\n") if line.endswith(".html")]
    found = [(path, Path(str(path).replace("/da/", "/en-US/"))) for path in danish]
    found = [pair for pair in found if pair[1].exists()]
    random.Random(7).shuffle(found)
    return found[:count]


def timed(times: dict[str, float], name: str, call: Callable[[], Any]) -> Any:
    start = process_time()
    result = call()
    times[name] = times.get(name, 0.0) + process_time() - start
    return result


def lost(article: PairedArticle) -> int:
    """Segments of the alignment that no row shows; the title in the head is no block."""
    missing = 0
    for side in (0, 1):
        shown = {
            s.span for row in article.rows for b in (row.target if side else row.source) for s in b.segments
        }
        beads = (s for bead in article.bitext.beads for s in (bead.target if side else bead.source))
        missing += sum(s.span not in shown and s.kind != "title" for s in beads)
    return missing


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    times: dict[str, float] = {}
    blocks = missing = 0
    options = Options(base_url="https://example.org/")
    for danish, english in pairs(count):
        for path in (danish, english):
            timed(times, "BeautifulSoup", lambda p=path: BeautifulSoup(p.read_bytes(), "html.parser"))
        one, two = (
            timed(times, "read, roles, languages", lambda p=path: read(p)) for path in (danish, english)
        )
        bitext = timed(times, "align", lambda a=one, b=two: align(a, b))
        article = timed(
            times, "merge", lambda a=one, b=two, t=bitext: merge(a, b, bitext=t, languages=("da", "en"))
        )
        for name in OUTPUTS:
            timed(times, name, lambda n=name, a=article: list(render(a, n, options)))
        blocks += sum(len(row.source) + len(row.target) for row in article.rows)
        missing += lost(article)
    print(f"{count} pairs, {blocks} blocks, {missing} segments lost")
    for name, seconds in times.items():
        print(f"{name:25}{seconds / times['BeautifulSoup']:8.3f}")


if __name__ == "__main__":
    main()
