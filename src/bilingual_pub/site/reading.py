"""The bodies a build reads, kept for its next step: learning, pairing, the feeds and the catalogs all ask for them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from bilingual_pub import formats
from bilingual_pub.documents import understand
from bilingual_pub.files import read_bytes
from bilingual_pub.model import Document

__all__ = ["as_article", "read_body"]


# Some 40 kB each, 30 MB in all: what the lexicon was learned from, 300 pairs at most, need not be read again.
@lru_cache(maxsize=640)
def read_body(path: Path, name: str, digest: str) -> Document:  # noqa: ARG001  # tells one state of a file from the next
    """Return the bare body at `path`, all of it the article's, languages set. Raises InputError where it can't be read.

    `name`: its path from the site's folder, so that what is written is the same wherever the site lies. `digest`:
    of its bytes when they were scanned; a file that has changed since is read anew when it has been scanned anew.
    """
    return as_article(
        understand(formats.parse(read_bytes(path), formats.format_of(name) or "html", path=name))
    )


def as_article(document: Document) -> Document:
    """Return a bare body as what it is: the article's from its first to its last word.

    >>> as_article(understand(formats.parse("<button>Køb</button>"))).segments[0].role
    'article'
    """
    segments = tuple(s if s.role == "article" else replace(s, role="article") for s in document.segments)
    return replace(document, segments=segments)
