"""Which generated sites the weights are fitted on, which were looked at while the features were made, and which were not.

The gold of a site: see `gold.py`. A site that was not generated (a theme that could not be had) is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import handmade
import replicas
import statics
import wordpress
from content import PACKS
from gold import Gold

PACK_OF = {
    **{name: site[1] for name, site in statics.SITES.items()},
    **{name: site[0] for name, site in wordpress.SITES.items()},
    **{name: site[1] for name, site in handmade.SITES.items()},
    **{name: site[1] for name, site in replicas.SITES.items()},
}

HELD_BACK = frozenset(
    """
    nikola-willy-theme sphinx-haiku sphinx-agogo wordpress-2016 wordpress-2022 pelican-monospace pelican-notebook
    pelican-martyalchin pelican-new-bootstrap2
    """.split()
)
"""Held back from the first fit, and looked at since."""

LOOKED_AT = frozenset(
    """
    nikola-kiss pelican-SOB pelican-built-texts pelican-photowall sphinx-shibuya sphinx-breeze mkdocs-cinder mkdocs-windmill
    wordpress-anarcho wordpress-primer replica-kommune replica-museum replica-klub
    """.split()
)
"""Generated later, measured before anything was changed, and then looked into while features were made."""

FINAL = frozenset(
    """
    pelican-SoMA2 pelican-Peli-Kiera pelican-lightweight sphinx-piccolo_theme sphinx-scrolls mkdocs-simple-blog mkdocs-ivory
    mkdocs-bootstrap4 hugo-PaperMod wordpress-tracks wordpress-oceanwp wordpress-responsive replica-magasin replica-forbund
    replica-universitet replica-avis
    """.split()
)
"""Never fitted on, and their errors never looked at: measured before the work on features and after it. Both lists were drawn up
from the names before a site of them was measured; what shares more than 60 % of its places with a fitted site, or with another of
them (`overlap.py`), was then left out by that rule alone, which takes away easy ones."""

PARTS = ("fitted", "held back", "looked at", "final")


def part_of(name: str) -> str:
    """Return which of the `PARTS` a site belongs to."""
    return next(
        (part for part, names in zip(PARTS[1:], (HELD_BACK, LOOKED_AT, FINAL), strict=True) if name in names),
        PARTS[0],
    )


def sites(folder: Path, *parts: str) -> Iterator[tuple[str, list[Path], Gold]]:
    """Yield name, pages and gold of each generated site of the `PARTS` named."""
    for name in sorted(PACK_OF):
        pages = sorted((folder / "sites" / name).rglob("*.html"))
        if pages and part_of(name) in parts:
            yield name, pages, gold_of(name)


def gold_of(name: str) -> Gold:
    pack = PACK_OF[name]
    manual = name.startswith(("sphinx", "mkdocs"))
    first = PACKS[pack]["en"][0].format(topic="it", number=2, place="Ribe")
    also = (PACKS[pack]["tagline"], first) if manual else ()
    return Gold(pack, also, sections=name.startswith("mkdocs"))
