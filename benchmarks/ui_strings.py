"""Precision and recall of UI strings and of patterns, on the generated sites that were held back and on the others.

Usage: python benchmarks/ui_strings.py FOLDER [PART ...] [--errors]. FOLDER holds what ui_sites/*.py generated, a PART is one of
`sites.PARTS` (all, if none is named); `--errors` is never for the final one. Macro averages over sites, of different strings; strings that are part content, and names and dates alone, do not count either way.
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path
from statistics import fmean

sys.path.insert(0, str(Path(__file__).with_name("ui_sites")))

from gold_patterns import PATTERNS
from sites import PARTS, sites

from bilingual_pub.formats import html
from bilingual_pub.roles import Classifier, classify_document, collect

SLOT = re.compile(r"\{\w+\}")


def bare(text: str) -> str:
    """Return a string without inline tags, slots without names: what gold and found are compared by."""
    return " ".join(re.sub(r"<[^<>]*>", " ", SLOT.sub("{}", text)).split())


def scores(found: set[str], wanted: set[str]) -> tuple[float, float]:
    both = len(found & wanted)
    return both / len(found) if found else 1.0, both / len(wanted) if wanted else 1.0


def strings(documents, gold) -> tuple[set[str], set[str]]:
    found, wanted = set(), set()
    for segment in (s for document in documents for s in document.segments):
        label = gold.label(segment.text)
        if label in {"ui", "article"}:
            text = bare(segment.text).strip("¶# \uf0c1")
            found |= {text} if segment.role == "ui" else set()
            wanted |= {text} if label == "ui" else set()
    return found, wanted


def by_page(documents, gold) -> tuple[float, float]:
    rows = [scores(*strings([classify_document(document)], gold)) for document in documents]
    return fmean(p for p, _ in rows), fmean(r for _, r in rows)


def main(folder: Path, parts: list[str], *, errors: bool) -> None:
    for part in parts:
        print(f"\n{part}\n{'site':28} pages precision recall   alone: p      r   patterns")
        table, hits, total = [], 0, 0
        for name, paths, gold in sites(folder, part):
            documents = [html.parse(path.read_bytes()) for path in paths]
            classifier = Classifier(collect(documents))
            judged = [classifier.classify(document) for document in documents]
            found, wanted = strings(judged, gold)
            row = (*scores(found, wanted), *by_page(documents[::4], gold))
            table.append(row)
            named = PATTERNS.get(name.partition("-")[0] if name not in PATTERNS else name, ())
            shown = {bare(msgid) for p in classifier.patterns for msgid in (p.msgid, p.plural) if msgid}
            mixed = {bare(s.text) for d in documents for s in d.segments if gold.label(s.text) == "mixed"}
            seen = [p for p in named if sum(bool(expression(p).fullmatch(text)) for text in mixed) > 2]
            got = [p for p in seen if any(is_it(p, text) for text in shown)]
            hits, total = hits + len(got), total + len(seen)
            print(
                f"{name:28} {len(paths):5} {row[0]:9.3f} {row[1]:6.3f} {row[2]:11.3f} {row[3]:6.3f}   {len(got)}/{len(seen)}"
            )
            if errors and part != "final":
                print(
                    "    wrong:",
                    sorted(found - wanted)[:8],
                    "\n    missed:",
                    sorted(wanted - found)[:8],
                    [p for p in seen if p not in got],
                )
        if not table:
            continue
        means = [fmean(column) for column in zip(*table, strict=True)]
        print(
            f"{'macro':34} {means[0]:9.3f} {means[1]:6.3f} {means[2]:11.3f} {means[3]:6.3f}   {hits}/{total}"
        )


def expression(pattern: str) -> re.Pattern[str]:
    return re.compile("(.+?)".join(map(re.escape, pattern.split("{}"))))


def is_it(wanted: str, found: str) -> bool:
    """Whether a pattern found is the one wanted. A slot that holds the same on the whole site may be fixed text."""
    match = expression(wanted).fullmatch(found)
    return (
        bool(match)
        and any(g == "{}" for g in match.groups())
        and all(g == "{}" or "{" not in g for g in match.groups())
    )


if __name__ == "__main__":
    start = time.perf_counter()
    wanted = [name for name in sys.argv[2:] if not name.startswith("--")]
    main(Path(sys.argv[1]), wanted or list(PARTS), errors="--errors" in sys.argv)
    print(f"\n{time.perf_counter() - start:.0f} s")
