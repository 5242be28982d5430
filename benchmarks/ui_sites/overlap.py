"""How much of its template a site shares with others: Jaccard index of the places that its strings stand in.

Usage: python overlap.py FOLDER [FOLDER ...]. Prints the pairs of sites above the limit that docs/ui-strings.md names.
"""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path

from bilingual_pub.formats import html
from bilingual_pub.roles.slots import Slots

LIMIT = 0.6


def places(site: Path) -> set[str]:
    slots = Slots()
    pages = (html.parse(path.read_bytes()) for path in sorted(site.rglob("*.html")))
    return {leaf.key for page in pages for leaf in slots.leaves(page)}


def main(folders: list[Path]) -> None:
    found = {
        site.name: places(site)
        for folder in folders
        for site in sorted((folder / "sites").iterdir())
        if site.is_dir()
    }
    for one, other in combinations(found, 2):
        share = len(found[one] & found[other]) / max(1, len(found[one] | found[other]))
        if share > LIMIT:
            print(f"{one:28} {other:28} {share:.2f}")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
