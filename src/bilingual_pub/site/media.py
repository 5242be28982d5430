"""Pictures and other files beside the articles: copied once, and links to them kept right wherever a page goes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

__all__ = ["relocate"]

# Values of the attributes that load or link to a file. The value's length is bounded as addresses are.
_ADDRESS = re.compile(rb"""(?i:\b(?:src|href|poster|data))\s*=\s*(["'])([^"'<>]{1,2000})\1""")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/#?]")


def relocate(data: bytes, path: str, folder: str, assets: Mapping[str, str], home: str = "") -> bytes:
    """Return a page with its relative addresses of `assets` made right for where the page is.

    `path`: of the page, below the output. `folder`: of the article it was made of. `assets`: path of a file in
    the site's folder to its path below the output. `home`: where the
    articles' pages are, for links to them by name. Any other address stays as it is.

    >>> relocate(b'<img src="a.svg">', "da/kim.html", "articles", {"articles/a.svg": "a.svg"})
    b'<img src="../a.svg">'
    """
    if not path.endswith((".html", ".xhtml")):
        return data
    here = posixpath.dirname(path) or "."

    def place(match: re.Match[bytes]) -> bytes:
        address = match[2].decode("utf-8", "replace")
        name, mark, rest = _cut(address)
        if _SCHEME.match(address):
            return match[0]
        for top in (folder, ""):
            known = assets.get(posixpath.normpath(posixpath.join(top, unquote(name))))
            if known is not None:
                new = quote(posixpath.relpath(known, here)) + mark + rest
                return match[0].replace(match[2], new.encode())
        if home and name.endswith(".html") and "/" not in name and here != home:
            return match[0].replace(match[2], quote(posixpath.relpath(home, here) + "/").encode() + match[2])
        return match[0]

    return _ADDRESS.sub(place, data)


def _cut(address: str) -> tuple[str, str, str]:
    found = re.search(r"[?#]", address)
    return (address[: found.start()], found[0], address[found.end() :]) if found else (address, "", "")
