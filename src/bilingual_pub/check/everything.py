"""One call for whatever there is to check: catalogs, pages, articles, folders of them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from bilingual_pub import formats
from bilingual_pub.check.catalog import check_catalog
from bilingual_pub.check.documents import check_document, check_links
from bilingual_pub.errors import BilingualPubError, InputError
from bilingual_pub.files import walk
from bilingual_pub.model import N_, Diagnostic, Document

if TYPE_CHECKING:
    from bilingual_pub.formats.po import Catalog

__all__ = ["check"]

Input = str | os.PathLike[str] | Document | Any


def check(
    paths_or_documents: Input | Iterable[Input],
    *,
    rules: Collection[str] | None = None,
    ignore: Collection[str] = (),
    glossary: Mapping[str, str] | None = None,
) -> list[Diagnostic]:
    """Return what is wrong with catalogs, pages and articles, in the order they are given.

    Takes paths of `.po` files and documents, folders of them, `Document`s and catalogs. `rules`: only these, by
    name; `ignore`: all but these. `glossary`: terms to their translations. A file that can't be read is a
    diagnostic. Raises nothing.

    >>> [found.rule for found in check(formats.parse("<html lang=dk>"))]
    ['lang-invalid']
    """
    found: list[Diagnostic] = []
    documents: list[Document] = []
    for given in _each(paths_or_documents):
        for item in _opened(given, found):
            if isinstance(item, Document):
                documents.append(item)
                found += [*item.diagnostics, *check_document(item)]
            else:
                found += check_catalog(item, glossary=dict(glossary or {}))
    found += check_links(documents)
    return [d for d in found if (rules is None or d.rule in rules) and d.rule not in ignore]


def _each(given: Input | Iterable[Input]) -> Iterable[Input]:
    one = isinstance(given, str | os.PathLike | Document) or hasattr(given, "entries")
    return [given] if one else cast("Iterable[Input]", given)


def _opened(given: Input, found: list[Diagnostic]) -> Iterator[Document | Catalog]:
    if not isinstance(given, str | os.PathLike):
        yield given
        return
    for path in _files(Path(given)):
        try:
            yield _read(path)
        except BilingualPubError as error:
            found.append(error.diagnostic)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for found in walk(path):
        private = any(part.startswith("_") for part in found.relative_to(path).parts)
        if not private and (found.suffix == ".po" or formats.format_of(found)):
            yield found


def _read(path: Path) -> Document | Catalog:
    if path.suffix == ".po":
        from bilingual_pub.catalog.store import read_catalog  # noqa: PLC0415

        return read_catalog(path)
    if not path.exists():
        raise InputError(Diagnostic("not-found", "error", N_("there is no such file"), {}, path.as_posix()))
    from bilingual_pub.documents import read  # noqa: PLC0415

    return read(path)
