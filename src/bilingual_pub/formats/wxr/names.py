"""The prefixes an export binds its namespaces to, and the encoding it names: read off its first bytes."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Names", "names_of"]


@dataclass(frozen=True, slots=True)
class Names:
    """The prefix of each namespace, as most exports have them, and the codec of the texts."""

    wp: str = "wp"
    excerpt: str = "excerpt"
    content: str = "content"
    dc: str = "dc"
    encoding: str = "utf-8"

    def canonical(self, name: str) -> str:
        """Return an element's name with the prefix it usually has.

        >>> Names(wp="w").canonical("w:post_id")
        'wp:post_id'
        """
        return _canonical(self, name)


@lru_cache(maxsize=1024)
def _canonical(names: Names, name: str) -> str:
    prefix, colon, local = name.partition(":")
    usual = {names.wp: "wp", names.excerpt: "excerpt", names.content: "content", names.dc: "dc"}
    return f"{usual.get(prefix, prefix)}:{local}" if colon else name


# By the end of the address only: WordPress's own test file binds `https://`, old versions of WXR differ in the number.
_ENDINGS = {
    "wp": re.compile(r"/export/\d+\.\d+/?$"),
    "excerpt": re.compile(r"/export/\d+\.\d+/excerpt/?$"),
    "content": re.compile(r"/rss/1\.0/modules/content/?$"),
    "dc": re.compile(r"/dc/elements/1\.1/?$"),
}
_BINDING = re.compile(r"""xmlns:([\w.-]{1,40})\s*=\s*["']([^"'<>]{1,200})["']""")
_DECLARATION = re.compile(r"""<\?xml[^>]{1,80}?encoding\s*=\s*["']([\w.-]{1,40})["']""")


def names_of(head: bytes) -> Names:
    """Return the prefixes that the first bytes of an export bind, the usual ones where they bind none.

    >>> names_of(b'<rss xmlns:w="https://wordpress.org/export/1.2/">').wp
    'w'
    """
    text = head.decode("latin-1")
    found = {
        kind: prefix
        for prefix, address in reversed(_BINDING.findall(text))
        for kind, ending in _ENDINGS.items()
        if ending.search(address)
    }
    return Names(**found, encoding=_encoding(text))


def _encoding(text: str) -> str:
    match = _DECLARATION.search(text)
    try:
        name = codecs.lookup(match[1]).name if match else "utf-8"
        # The scanner looks for ASCII bytes, so what does not hold ASCII as it is (UTF-16, EBCDIC) is out,
        # and so is what is no encoding of texts but only called a codec.
        bytes(range(256)).decode(name, "surrogateescape")
        return name if "<item>".encode(name) == b"<item>" else "utf-8"
    except (LookupError, UnicodeError):
        return "utf-8"
