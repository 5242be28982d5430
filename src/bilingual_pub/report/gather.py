"""The desk of a build: what it has to read again to show more than the build itself remembers."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace

from bilingual_pub.catalog import po_path
from bilingual_pub.documents import read
from bilingual_pub.errors import BilingualPubError
from bilingual_pub.files import read_bytes
from bilingual_pub.formats import po
from bilingual_pub.formats.po import Catalog
from bilingual_pub.merge import Pairing
from bilingual_pub.model import Document
from bilingual_pub.report.page import report
from bilingual_pub.site import BuildResult
from bilingual_pub.site.workshop import pair

__all__ = ["report_on"]

_PAGES = 500
"""Built pages that are read for the language map; reading them all would take longer than building a large site."""


def report_on(result: BuildResult, *, language: str = "en", translate: Callable[[str], str] = str) -> str:
    r"""Return the desk's page for what `build` has made.

    >>> import tempfile
    >>> from pathlib import Path
    >>> from bilingual_pub.site import build
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for code, text in (("da", "Vi mødes i morgen ved søen."), ("en", "We meet tomorrow by the lake.")):
    ...         _ = Path(folder, f"moede.{code}.md").write_text(f"# {text}\n", "utf-8")
    ...     page = report_on(build(folder))
    >>> "moede.da.md" in page and "moede.en.md" in page
    True
    """
    pairs = list(_pairs(result))
    return report(
        documents=[document for pairing in pairs for document in _sides(pairing)],
        pages=list(_pages(result)),
        catalogs=list(_catalogs(result)),
        pairs=[pairing.bitext for pairing in pairs if not pairing.fallback],
        diagnostics=result.diagnostics,
        site=result.config.site.title or result.config.root.resolve().name,
        language=language,
        translate=translate,
    )


def _pairs(result: BuildResult) -> Iterator[Pairing]:
    for article in result.plan:
        with contextlib.suppress(BilingualPubError):  # its diagnostic is in the result already
            yield pair(result.workshop, article)


def _sides(pairing: Pairing) -> tuple[Document, ...]:
    return pairing.documents[:1] if pairing.fallback else pairing.documents


def _pages(result: BuildResult) -> Iterator[Document]:
    output = result.config.path(result.config.output)
    paths = [path for made in result.articles for _, path in made.pages]
    for path in paths[:_PAGES]:
        with contextlib.suppress(BilingualPubError):
            yield replace(read(output / path), path=path)


def _catalogs(result: BuildResult) -> Iterator[Catalog]:
    """The catalogs of the interface, and those of articles that a translator works on."""
    config, locales = result.config, result.config.path(result.config.locales)
    wanted = [(language, config.domain) for language in config.targets]
    wanted += [
        (article.languages[1], f"articles/{article.slug}") for article in result.plan if not article.paired
    ]
    for language, domain in wanted:
        path = po_path(locales, language, domain)
        if path.is_file():
            yield po.parse(read_bytes(path), path=path.relative_to(config.root).as_posix())
