"""Reading, extracting and translating a manual's pages, beside the tools and scripts that do the same, in one run.

Usage: python benchmarks/speed.py [--pages NUMBER] [--peers FOLDER] [--html2po]. With --html2po only extraction, beside that
peer alone, which takes seconds where others take minutes. FOLDER is the `bin` of an environment with translate-toolkit, lxml and
beautifulsoup4; itstool and po4a are Debian's. Processor time (user and system) of whole processes, start-up
included; the least of three runs for us, one run for a peer. Prints Markdown, for docs/benchmarks.md.

Every text gets the same translation, itself with a middle dot behind it, so that each has to be put back. itstool
and po4a read XML alone, so they get the pages as XHTML, made by lxml before the clock starts.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import polib
from data import pages
from turbohtml import tokenize

from bilingual_pub.formats import html

EXTRACT = """import sys, bilingual_pub as bp
from pathlib import Path
bp.extract(sorted(Path(sys.argv[1]).iterdir()), role=None if sys.argv[3] == "all" else sys.argv[3]).save(sys.argv[2])
"""
TRANSLATE = """import sys
from pathlib import Path
from bilingual_pub import formats
from bilingual_pub.translate import translate
class Dotted(dict):
    def get(self, msgid, default=None): return msgid + " \xb7"
for path in sorted(Path(sys.argv[1]).iterdir()):
    done = translate(formats.parse(path.read_bytes()), Dotted(), "en", role=None)
    Path(sys.argv[2], path.name).write_bytes(done.to_bytes())
"""
LXML = """import sys
from pathlib import Path
from lxml import html
found = {}
for path in sorted(Path(sys.argv[1]).iterdir()):
    for e in html.fromstring(path.read_bytes()).iter("p", "h1", "h2", "h3", "h4", "li", "td", "th", "title"):
        found.setdefault(" ".join(e.text_content().split()), []).append(path.name)
Path(sys.argv[2]).write_text("\\n".join(found))
"""
SOUP = (
    LXML.replace("from lxml import html", "from bs4 import BeautifulSoup")
    .replace(
        'html.fromstring(path.read_bytes()).iter("p", "h1", "h2", "h3", "h4", "li", "td", "th", "title")',
        'BeautifulSoup(path.read_bytes(), "lxml").find_all(["p", "h1", "h2", "h3", "h4", "li", "td", "th", "title"])',
    )
    .replace("text_content", "get_text")
)
XHTML = """import sys
from pathlib import Path
from lxml import etree, html
for path in sorted(Path(sys.argv[1]).iterdir()):
    tree = html.fromstring(path.read_bytes())
    html.html_to_xhtml(tree)
    Path(sys.argv[2], path.stem + ".xhtml").write_bytes(etree.tostring(tree, encoding="utf-8", xml_declaration=True))
"""


def spent(*command: str | Path, **options: object) -> float:
    """Run a command; return its processor seconds, its children's included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([str(part) for part in command], check=False, capture_output=True, **options)  # type: ignore[call-overload]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def clock(function: Callable[[], object]) -> float:
    start = time.process_time()
    function()
    return time.process_time() - start


def reading(paths: list[Path]) -> None:
    data = [path.read_bytes() for path in paths]
    texts = [each.decode() for each in data]

    def bare() -> None:
        for text in texts:
            for _ in tokenize(text, resolve_references=False, capture_source=True):
                pass

    runs = [(clock(bare), clock(lambda: [html.parse(each) and None for each in data])) for _ in range(5)]
    ratio, floor, ours = (
        median(b / a for a, b in runs),
        min(a for a, _ in runs) / len(data),
        min(b for _, b in runs) / len(data),
    )
    print(
        f"\n| reading {len(data)} pages | µs a page | pages a second | times bare tokenizing |\n|---|---:|---:|---:|"
    )
    print(f"| bare tokenizing (turbohtml) | {floor * 1e6:.0f} | {1 / floor:.0f} | 1 |")
    print(f"| `html.parse` | {ours * 1e6:.0f} | {1 / ours:.0f} | {ratio:.1f} |", flush=True)


def dotted(catalog: Path) -> None:
    """Translate every message of a catalog."""
    entries = polib.pofile(str(catalog))
    entries.metadata["Language"] = "en"
    entries.metadata["Content-Type"] = "text/plain; charset=UTF-8"
    for entry in entries:
        entry.msgstr = entry.msgid + " \xb7"
    entries.save(str(catalog))
    entries.save_as_mofile(str(catalog.with_suffix(".mo")))


def table(what: str, rows: list[tuple[str, float]], number: int) -> None:
    ours = rows[0][1]
    print(f"\n| {what} | s | ms a page | times ours |\n|---|---:|---:|---:|")
    for name, seconds in rows:
        print(
            f"| {name} | {seconds:.2f} | {seconds / number * 1000:.2f} | {seconds / ours:.1f} |", flush=True
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=0)
    parser.add_argument("--peers", type=Path, default=Path(sys.executable).parent)
    parser.add_argument("--html2po", action="store_true")
    options = parser.parse_args()
    paths = pages()
    if not options.html2po:
        reading(paths)
    paths = paths[:: max(1, len(paths) // options.pages)] if options.pages else paths
    with tempfile.TemporaryDirectory() as name:
        if (options.peers / "html2po").exists():
            (beside_html2po if options.html2po else beside_peers)(Path(name), paths, options.peers)
        else:
            print("\nPeers are left out: no html2po in the folder that --peers names.")


def extracting(pages: Path, template: Path, role: str) -> float:
    return min(spent(sys.executable, "-c", EXTRACT, pages, template, role) for _ in range(3))


def beside_html2po(work: Path, paths: list[Path], peers: Path) -> None:
    here, po = work / "html", work / "po"
    for folder in (here, po):
        folder.mkdir()
    for number, path in enumerate(paths):
        (here / f"{number:05}.html").write_bytes(path.read_bytes())
    rows = [*ours(here, work), ("html2po", spent(peers / "html2po", "--progress=none", "-i", here, "-o", po))]
    table(f"extracting from {len(paths)} pages", rows, len(paths))


def ours(here: Path, work: Path) -> list[tuple[str, float]]:
    return [
        ("bilingual_pub, all texts (`extract(..., role=None)`)", extracting(here, work / "all.pot", "all")),
        ("bilingual_pub, UI strings alone (`extract`)", extracting(here, work / "ui.pot", "ui")),
        ("bilingual_pub, the articles' texts (`role=\"article\"`)", extracting(here, work / "article.pot", "article")),
    ]  # fmt: skip


def beside_peers(work: Path, paths: list[Path], peers: Path) -> None:
    here, xhtml, po = work / "html", work / "xhtml", work / "po"
    outs = [work / f"out{n}" for n in range(4)]
    for folder in (here, xhtml, po, *outs):
        folder.mkdir()
    for number, path in enumerate(paths):
        (here / f"{number:05}.html").write_bytes(path.read_bytes())
    python = peers / "python"
    spent(python, "-c", XHTML, here, xhtml)
    sources = sorted(xhtml.iterdir())
    rows = [
        *ours(here, work),
        ("script over lxml, texts only", spent(python, "-c", LXML, here, work / "lxml.txt")),
        ("script over BeautifulSoup, texts only", spent(python, "-c", SOUP, here, work / "soup.txt")),
        ("html2po", spent(peers / "html2po", "--progress=none", "-i", here, "-o", po)),
        ("itstool", spent("itstool", "-o", work / "its.pot", *sources)),
        ("po4a-updatepo, a process a page", sum(
            spent("po4a-updatepo", "-f", "xhtml", "-M", "UTF-8", "-m", each, "-p", work / f"{each.stem}.po") for each in sources
        )),
    ]  # fmt: skip
    table(f"extracting from {len(paths)} pages", rows, len(paths))
    for catalog in [*po.glob("*.po"), *work.glob("0*.po"), work / "its.pot"]:
        dotted(catalog)
    rows = [
        ("bilingual_pub (`translate`)", min(spent(sys.executable, "-c", TRANSLATE, here, outs[0]) for _ in range(3))),
        ("po2html", spent(peers / "po2html", "--progress=none", "-t", here, "-i", po, "-o", outs[1])),
        ("itstool", spent("itstool", "-m", work / "its.mo", "-o", outs[2], *sources)),
        ("po4a-translate, a process a page", sum(
            spent("po4a-translate", "-k", "0", "-f", "xhtml", "-M", "UTF-8", "-m", each, "-p", work / f"{each.stem}.po", "-l", outs[3] / each.name)
            for each in sources
        )),
    ]  # fmt: skip
    table(f"writing translations into {len(paths)} pages", rows, len(paths))
    made = [sum("·" in path.read_text("utf-8", "replace") for path in folder.iterdir()) for folder in outs]
    print(
        f"\nPages with translations in them: ours {made[0]}, po2html {made[1]}, itstool {made[2]}, po4a {made[3]}."
    )


if __name__ == "__main__":
    main()
