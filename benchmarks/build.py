"""What building a large site costs: time, memory, and what a second build touches when one article has changed.

Usage: python benchmarks/build.py FOLDER NUMBER [NUMBER ...]. For each number a site of so many articles in both
languages is written into FOLDER, built, built again with nothing changed and with one article changed.
"""

from __future__ import annotations

import random
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

WORDS = {
    "da": (
        ["Bageren", "Koret", "Havnebadet", "Naboen", "Færgen", "Biblioteket", "Cykelhandleren", "Haven"],
        ["åbner", "lukker", "flytter", "synger", "venter", "holder fest", "bygger om", "samler ind"],
        ["i morgen", "på torsdag", "ved kanalen", "bag stationen", "før sommer", "hele natten", "med naboerne"],
        "{} {} {}, og alle er velkomne. ",
    ),
    "en": (
        ["The baker", "The choir", "The harbour bath", "The neighbour", "The ferry", "The library", "The bike shop", "The garden"],
        ["opens", "closes", "moves", "sings", "waits", "throws a party", "rebuilds", "raises money"],
        ["tomorrow", "on Thursday", "by the canal", "behind the station", "before summer", "all night", "with the neighbours"],
        "{} {} {}, and everyone is welcome. ",
    ),
}  # fmt: skip
PAGE = """<!DOCTYPE html><html lang="{{ lang }}"><head><title>{{ title }}</title></head><body>
<nav><a href="/">Forside</a> <a href="/om">Om os</a></nav><main><h1>{{ title }}</h1>{{ content }}</main>
<footer><p>Smid en kommentar nederst på siden.</p></footer></body></html>
"""


def article(number: int, language: str) -> str:
    chance = random.Random(number)
    who, does, when, frame = WORDS[language]

    def sentence() -> str:
        return frame.format(who[chance.randrange(8)], does[chance.randrange(8)], when[chance.randrange(7)])

    body = "\n\n".join(f"{sentence()}{sentence()}Nr. {number}." for _ in range(4))
    return (
        f"---\ntitle: {sentence().split(',')[0]} {number}\nlang: {language}\ndate: 2026-11-02\n---\n{body}\n"
    )


def write_site(folder: Path, number: int) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "articles").mkdir(parents=True)
    (folder / "_page.html").write_text(PAGE, "utf-8")
    (folder / "bilingual-pub.toml").write_text('articles = "articles"\ntemplate = "_page.html"\n', "utf-8")
    for n in range(number):
        for language in WORDS:
            (folder / "articles" / f"a{n:06}.{language}.md").write_text(article(n, language), "utf-8")


def build(folder: Path) -> None:
    """One build in a process of its own; prints processor seconds, megabytes, and the files opened below `folder`."""
    opened: dict[str, set[str]] = {"read": set(), "written": set()}

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str) and str(folder) in arguments[0]:
            opened["written" if int(str(arguments[2])) & 3 else "read"].add(arguments[0])

    import bilingual_pub as bp  # noqa: PLC0415  # not before the clock starts

    sys.addaudithook(watch)
    start, clock = time.process_time(), time.time()
    result = bp.build(folder)
    spent, passed = time.process_time() - start, time.time() - clock
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{spent:8.2f} s of processor time, {passed:.1f} s passed, {peak} MB, {len(result.written)} files written,"
        f" {len(opened['read'])} read; {len(result.errors)} errors",
        flush=True,
    )
    if len(opened["read"]) < 40:
        for name in sorted(opened["read"]):
            print("          read", Path(name).relative_to(folder))
        for path in result.written:
            print("       written", path.relative_to(folder))


def main() -> None:
    folder = Path(sys.argv[1]).resolve()
    if sys.argv[2] == "--once":
        build(folder)
        return
    for number in map(int, sys.argv[2:]):
        site = folder / str(number)
        write_site(site, number)
        for what in ("first", "nothing changed", "one article changed"):
            if what.startswith("one"):
                changed = site / "articles" / "a000007.en.md"
                changed.write_text(changed.read_text("utf-8") + "\nSee you there.\n", "utf-8")
            print(f"{number:7} articles, {what:20}", end="", flush=True)
            subprocess.run([sys.executable, __file__, str(site), "--once"], check=True)


if __name__ == "__main__":
    main()
