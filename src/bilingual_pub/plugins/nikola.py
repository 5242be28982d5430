"""For Nikola: a filter in `conf.py`.

from bilingual_pub.plugins.nikola import translate_with
FILTERS = {".html": [translate_with("locales")]}
"""

from __future__ import annotations

import os
from collections.abc import Callable

from bilingual_pub.files import read_bytes, write_bytes
from bilingual_pub.plugins.pages import translate_page

__all__ = ["translate_with"]


def translate_with(locales: str | os.PathLike[str], domain: str = "messages") -> Callable[[str], None]:
    """Return a filter that puts the chrome of each finished page into the page's language, from `locales`.

    >>> translate_with("locales").__name__
    'bilingual_pub'
    """

    def bilingual_pub(path: str) -> None:
        page = read_bytes(path).decode("utf-8", "surrogateescape")
        new = translate_page(page, locales, domain=domain, path=path)
        write_bytes(path, new.encode("utf-8", "surrogateescape"))

    return bilingual_pub
