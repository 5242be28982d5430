"""Make the quality gate's data: a few generated sites of permissive themes, small, with their gold.

Usage: python compact.py FOLDER OUTPUT.json.gz. Scripts, styles and drawings are taken out; nothing else is changed.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from pathlib import Path

from sites import PACK_OF, gold_of, part_of

from bilingual_pub.formats import html

CHOSEN = {
    "sphinx-haiku": "BSD-2-Clause (Sphinx)",
    "sphinx-agogo": "BSD-2-Clause (Sphinx)",
    "sphinx-furo": "MIT (Furo)",
    "nikola-base": "MIT (Nikola)",
    "nikola-bootblog4": "MIT (Nikola)",
    "mkdocs-material": "MIT (Material for MkDocs)",
    "own-magasin": "MIT (this project)",
    "own-divsuppe": "MIT (this project)",
    "replica-magasin": "MIT (this project)",
    "replica-universitet": "MIT (this project)",
    "replica-avis": "MIT (this project)",
}
MOST = 26
_DEAD = re.compile(r"<(script|style|svg)\b.*?</\1>|<!--(?!\[).*?-->", re.DOTALL | re.IGNORECASE)


def main(folder: Path, output: Path) -> None:
    sites = {}
    for name, licence in CHOSEN.items():
        paths = sorted((folder / "sites" / name).rglob("*.html"))
        paths = paths[:: len(paths) // MOST + 1]
        pages = [_DEAD.sub("", path.read_text("utf-8")) for path in paths]
        gold, labels = gold_of(name), {}
        for page in pages:
            labels |= {s.text: gold.label(s.text) for s in html.parse(page).segments}
        labels = {text: label for text, label in labels.items() if label in {"ui", "article"}}
        sites[name] = {
            "licence": licence,
            "part": part_of(name),
            "pack": PACK_OF[name],
            "pages": pages,
            "labels": labels,
        }
    data = json.dumps(sites, ensure_ascii=False, sort_keys=True).encode()
    output.write_bytes(gzip.compress(data, 9, mtime=0))
    print(
        output, len(output.read_bytes()), "bytes,", {name: len(site["pages"]) for name, site in sites.items()}
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
