"""What every plug-in does to a page: its chrome is put into the page's language, the article stays as it is."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path

from bilingual_pub.catalog import load
from bilingual_pub.documents import parse
from bilingual_pub.formats.po import Catalog
from bilingual_pub.translate import translate

__all__ = ["translate_page"]


def translate_page(
    page: str, locales: str | os.PathLike[str], *, domain: str = "messages", path: str | None = None
) -> str:
    r"""Return a finished page with its UI strings in the language that its `<html lang>` names.

    `locales`: the folder that holds `en/LC_MESSAGES/messages.po`. A page that names no language, or one that has
    no catalog, comes back as it is. Raises InputError where the catalog can't be read.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     catalog = Path(folder, "en", "LC_MESSAGES", "messages.po")
    ...     catalog.parent.mkdir(parents=True)
    ...     _ = catalog.write_text('msgid "Om os"\nmsgstr "About us"\n', "utf-8")
    ...     translate_page("<html lang=en><nav><a href='/om'>Om os</a></nav></html>", folder)
    "<html lang=en><nav><a href='/om'>About us</a></nav></html>"
    """
    document = parse(page, path=path)
    catalog = _catalog(locales, document.language, domain) if document.language else None
    if catalog is None or document.language is None:
        return page
    return translate(document, catalog, document.language).text


def _catalog(locales: str | os.PathLike[str], language: str, domain: str) -> Catalog | None:
    if not _TAG.fullmatch(language):
        return None
    names = dict.fromkeys((language.replace("-", "_"), language, language.split("-", 1)[0]))
    for name in names:
        file = Path(locales, name, "LC_MESSAGES", f"{domain}.po")
        if file.is_file():
            return _read(os.fspath(locales), name, domain, file.stat().st_mtime_ns)
    return None


_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")
"""BCP 47, near enough: what a page says of itself becomes the name of a folder here."""


@lru_cache(maxsize=8)
def _read(locales: str, name: str, domain: str, changed: int) -> Catalog:  # noqa: ARG001  # `changed` is the key's
    return load(locales, name, domain)
