"""What the site's own pairs teach: a lexicon, learned once, kept beside the catalogs, and used from then on.

It is a file like the catalogs are: the same file gives the same build on every machine. Delete it and the next
build learns it anew, from what the site has become.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from functools import partial
from itertools import islice
from pathlib import Path

from bilingual_pub.align import Lexicon, align, learn, seed
from bilingual_pub.config import Config
from bilingual_pub.files import read_bytes, write_bytes
from bilingual_pub.model import Bitext
from bilingual_pub.parallel import run
from bilingual_pub.site.articles import Article
from bilingual_pub.site.workshop import Workshop, read_sides

__all__ = ["lexicon_for", "lexicon_path"]

_LEAST = 8
"""Fewer pairs than this repeat too few words to teach anything (a word seen once teaches nothing)."""
_MOST = 300
"""More pairs teach little more: the gain from 150 to 300 pages is within the noise (docs/alignment.md)."""


def lexicon_path(config: Config) -> Path:
    """Return where the site's lexicon is kept.

    >>> lexicon_path(Config(Path("site"))).as_posix()
    'site/locales/lexicon.json'
    """
    return config.path(config.locales) / "lexicon.json"


def lexicon_for(workshop: Workshop, articles: Iterable[Article], executor: Executor | None) -> Lexicon | None:
    """Return the site's lexicon: the one that is kept, else one learned now and kept, else None for too small a site."""
    path = lexicon_path(workshop.config)
    if path.is_file():
        return seed().merged(Lexicon.from_json(read_bytes(path).decode()))
    paired = list(islice((article for article in articles if article.paired), _MOST))
    if len(paired) < _LEAST:
        return None
    learned = learn(list(run(partial(_aligned, workshop), paired, executor=executor)))
    if not workshop.dry_run:
        write_bytes(path, learned.to_json().encode())
    return seed().merged(learned)


def _aligned(workshop: Workshop, articles: Sequence[Article]) -> list[Bitext]:
    return [align(*read_sides(workshop, article)[:2]) for article in articles]
