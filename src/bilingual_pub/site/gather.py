"""A site's documents, catalogs and pairs in hand, for those who look at all of them: the desk and the checks."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from bilingual_pub.catalog.store import find, read_catalog
from bilingual_pub.errors import BilingualPubError
from bilingual_pub.formats.po import Catalog
from bilingual_pub.merge.pairing import Pairing
from bilingual_pub.model import Bitext, Document
from bilingual_pub.site.result import BuildResult
from bilingual_pub.site.workshop import pair

__all__ = ["Gathered", "gather", "pairings"]


@dataclass(frozen=True, slots=True)
class Gathered:
    """`pairs`: articles in both languages, aligned. `documents`: every article and page, roles and languages set."""

    documents: tuple[Document, ...] = ()
    catalogs: tuple[Catalog, ...] = ()
    pairs: tuple[Bitext, ...] = ()


def pairings(result: BuildResult) -> list[Pairing]:
    """Pair again the articles that people wrote in both languages.

    >>> from bilingual_pub.config import Config
    >>> pairings(BuildResult(Config()))
    []
    """
    found: list[Pairing] = []
    for article in result.plan:
        if article.paired:
            with contextlib.suppress(BilingualPubError):
                found.append(pair(result.workshop, article))
    return found


def gather(result: BuildResult) -> Gathered:
    """Read again what a build was made of. What can't be read is left out: the build has said so.

    >>> from bilingual_pub.config import Config
    >>> from pathlib import Path
    >>> gather(BuildResult(Config(Path("nowhere")))).documents
    ()
    """
    documents: list[Document] = []
    pairs: list[Bitext] = []
    for article in result.plan:
        with contextlib.suppress(BilingualPubError):
            pairing = pair(result.workshop, article)
            pairs.append(pairing.bitext)
            documents += pairing.documents if article.paired else pairing.documents[:1]
    locales = result.config.path(result.config.locales)
    catalogs = tuple(read_catalog(path) for _, _, path in find(locales))
    return Gathered(tuple(documents), catalogs, tuple(pairs))
