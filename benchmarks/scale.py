"""What builds of more and more articles cost: processor time and memory of the first build, and of one with a change.

    python benchmarks/scale.py 100 300 1000 3000

Each size is a site of its own (the example magazine's pairs over and over, numbers changed, a hundred pictures), built by
processes of its own, without workers, so that times can be added up. Pair finding is measured on pages that no name and
no key pairs. docs/scale.md is written from its last line of slopes.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

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
import json, sys, time
from pathlib import Path
import bilingual_pub as bp
pages = [bp.read(path) for path in sorted(Path(sys.argv[1]).glob("*.md"))]
started = time.process_time()
found = bp.find_pairs(pages)
print(json.dumps([time.process_time() - started, len(found)]))
"""


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


def run(code: str, folder: Path) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True
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
    for size in (100, 400):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name, "site")
            site(folder, size, "{language}{number:06}.md")
            seconds, found = run(FIND, folder / "articles")
        print(f"pair finding over {2 * size} pages: {seconds:.2f} s, {found:.0f} pairs")


if __name__ == "__main__":
    main()
