"""What builds of more and more articles cost: processor time and memory of the first build, and of one with a change.

    python benchmarks/scale.py 100 300 1000 3000

Each size is a site of its own (the example magazine's pairs over and over, numbers changed, a hundred pictures), built by
processes of its own, without workers, so that times can be added up. Pair finding is measured on pages that no name and
no key pairs. docs/scale.md is written from its last line of slopes.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from build import WORDS

from bilingual_pub import Document, parse

ARTICLES = Path(__file__).parents[1] / "examples" / "magazine" / "articles"
PAIRS = ["badeanstalten", "langbord", "koret-i-kaelderen", "natsvoemmere", "fyrre-minutter"]
BUILD = """
import json, resource, sys, time
import bilingual_pub as bp
result = bp.build(sys.argv[1])
own = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([own.ru_utime + own.ru_stime, own.ru_maxrss / 1024, len(result.written)]))
"""
FIND = """
import json, resource, sys, time
from bilingual_pub.documents import read
from bilingual_pub.pairing import features, matches
from bilingual_pub.site.spool import Spool
sys.path.insert(0, sys.argv[2])
from scale import articles
started = time.process_time()
known = {}
for language in ("da", "en"):
    rows = (json.dumps(features(page)) for page in articles(int(sys.argv[1]) // 2, language))
    known[language] = Spool(json.loads, rows)
read = time.process_time()
sides = (lambda language=language: ((tuple(f) for f in row) for row in known[language]) for language in known)
found = list(matches(*sides))
right = sum(i == j for i, j, *_ in found)
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([read - started, time.process_time() - read, len(found), right, memory]))
"""


def articles(count: int, language: str) -> Iterator[Document]:
    """Pages whose only clue to each other is what they say: a date, a number, names, and the words of a few templates."""
    who, does, when, frame = WORDS[language]
    for number in range(count):
        chance = random.Random(number)
        names = " ".join(_name(chance) for _ in range(4))
        text = " ".join(
            frame.format(chance.choice(who), chance.choice(does), chance.choice(when)) + f"{_name(chance)}."
            for _ in range(8)
        )
        yield parse(
            f"<html lang={language}><h1>{names}</h1><p>{text}<p>Nr. {chance.randrange(10**5)}, {chance.randrange(1700, 2026)}."
        )


def _name(chance: random.Random) -> str:
    """A name out of a few thousand, so that many articles share each."""
    return (
        chance.choice(("Ka", "Lu", "Mor", "Ha", "Bir", "Ole", "Jo", "Ras", "Sig", "Tor"))
        + chance.choice(("ren", "na", "ten", "ge", "sen", "rid", "mus", "vald", "han", "la"))
        + chance.choice(("by", "dal", "holm", "sund", "lev", "strup", "rup", "ager", "skov", "bjerg"))
    ).capitalize()


def site(folder: Path, count: int, names: str) -> None:
    (folder / "articles").mkdir(parents=True)
    (folder / "bilingual-pub.toml").write_text(
        'articles = ["articles"]\n[site]\nbase_url = "https://a.example"\n'
    )
    for number in range(100):
        (folder / "articles" / f"billede-{number}.svg").write_text("<svg/>")
    for number in range(count):
        for language in ("da", "en"):
            text = (ARTICLES / f"{PAIRS[number % len(PAIRS)]}.{language}.md").read_text("utf-8")
            text = "\n".join(
                line for line in text.splitlines() if not line.startswith(("slug:", "translationKey:"))
            )
            text = text.replace("2026", str(1000 + number))
            (folder / "articles" / names.format(number=number, language=language)).write_text(
                f"{text}\n\nNr. {number}, {number * 7919 % 100003}.\n", "utf-8"
            )


def run(code: str, *arguments: object) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, check=True
    )
    return [float(value) for value in json.loads(done.stdout)]


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or [100, 300, 1000]
    print("articles  first build     an article    memory   one changed    written  cache")
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name, "site")
            site(folder, size, "nummer-{number:06}.{language}.md")
            first = run(BUILD, folder)
            path = folder / "articles" / "nummer-000003.da.md"
            path.write_text(path.read_text("utf-8") + "\nMere.\n", "utf-8")
            again = run(BUILD, folder)
            cache = (folder / "public" / ".bilingual-pub.cache").stat().st_size
        rows.append((size, first[0], first[1]))
        print(
            f"{size:8}  {first[0]:8.1f} s  {1000 * first[0] / size:8.1f} ms  {first[1]:6.0f} MB  {again[0]:6.2f} s "
            f"{100 * again[0] / first[0]:4.1f} %  {again[2]:6.0f}  {cache / 1024:6.0f} kB", flush=True
        )  # fmt: skip
    if len(rows) > 1:
        (low, low_time, low_memory), (high, high_time, high_memory) = rows[0], rows[-1]
        time, memory = (high_time - low_time) / (high - low), (high_memory - low_memory) / (high - low)
        print(f"slopes: {1000 * time:.1f} ms and {1024 * memory:.1f} kB an article more")
    for size in sizes:
        reading, seconds, found, right, memory = run(FIND, 2 * size, Path(__file__).parent)
        print(
            f"pair finding over {2 * size} pages: reading {1000 * reading / size / 2:.2f} ms a page, matching "
            f"{1000 * seconds / size / 2:.2f}; {found:.0f} pairs, {right:.0f} of them right; {memory:.0f} MB", flush=True
        )  # fmt: skip


if __name__ == "__main__":
    main()
