"""For Pelican: `PLUGINS = ["bilingual_pub.plugins.pelican"]` in `pelicanconf.py`.

Each page that Pelican has written gets its chrome in the page's language, from the catalogs in `locales/` beside
`pelicanconf.py` (`BILINGUAL_PUB_LOCALES`: another folder; `BILINGUAL_PUB_DOMAIN`: another name than "messages").
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bilingual_pub.files import read_bytes, write_bytes
from bilingual_pub.plugins.pages import translate_page

__all__ = ["on_content_written", "register"]


def register() -> None:
    """Be called by Pelican, and have it call `on_content_written` after each page."""
    from pelican import signals  # noqa: PLC0415

    signals.content_written.connect(on_content_written)


def on_content_written(path: str, context: dict[str, Any]) -> None:
    """Put the chrome of the page that was written at `path` into the page's language; other files are left alone.

    >>> on_content_written("feed.xml", {})
    """
    if Path(path).suffix in {".html", ".htm"}:
        locales = context.get("BILINGUAL_PUB_LOCALES", "locales")
        domain = context.get("BILINGUAL_PUB_DOMAIN", "messages")
        page = read_bytes(path).decode("utf-8", "surrogateescape")
        new = translate_page(page, locales, domain=domain, path=path)
        write_bytes(path, new.encode("utf-8", "surrogateescape"))
