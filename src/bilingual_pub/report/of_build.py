"""The desk of a build: what went into it, and the pages that came out."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace

from bilingual_pub.documents import read
from bilingual_pub.errors import BilingualPubError
from bilingual_pub.model import Document
from bilingual_pub.report.page import report
from bilingual_pub.site import BuildResult
from bilingual_pub.site.gather import gather

__all__ = ["report_on"]

_PAGES = 500
"""Built pages that are read for the language map; reading them all would take longer than building a large site."""


def report_on(result: BuildResult, *, language: str = "en", translate: Callable[[str], str] = str) -> str:
    r"""Return the desk's page for what `build` has made: the language map is of the pages as they were built.

    >>> import tempfile
    >>> from pathlib import Path
    >>> from bilingual_pub.site import build
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for code, text in (("da", "Vi mødes i morgen ved søen."), ("en", "We meet tomorrow by the lake.")):
    ...         _ = Path(folder, f"moede.{code}.md").write_text(f"# {text}\n", "utf-8")
    ...     page = report_on(build(folder))
    >>> "moede.da.md" in page and "en/moede.html" in page
    True
    """
    found = gather(result)
    return report(
        documents=found.documents,
        pages=list(_pages(result)) or None,
        catalogs=found.catalogs,
        pairs=found.pairs,
        diagnostics=result.diagnostics,
        site=result.config.site.title or result.config.root.resolve().name,
        language=language,
        translate=translate,
    )


def _pages(result: BuildResult) -> Iterator[Document]:
    output = result.config.path(result.config.output)
    paths = [path for made in result.articles for _, path in made.pages]
    for path in paths[:_PAGES]:
        with contextlib.suppress(BilingualPubError):
            yield replace(read(output / path), path=path)
