"""sitemap.xml: both pages of every article, each listing all its versions.

The sitemap protocol 0.9 (sitemaps.org), with Google's `xhtml:link` for alternates: every `url` lists every version,
itself included, and `x-default`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urljoin
from xml.sax.saxutils import escape, quoteattr

from bilingual_pub.errors import ConfigError
from bilingual_pub.files import utf8
from bilingual_pub.merge.pairing import Pairing
from bilingual_pub.model import N_, Diagnostic
from bilingual_pub.outputs.options import Options, Version, versions

__all__ = ["absolute_versions", "sitemap", "sitemaps"]

_START = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def sitemap(pairings: Iterable[Pairing], options: Options) -> bytes:
    """Return a sitemap of the linked pages of some articles, in their order.

    A page that is a fallback all over stands alone. Raises ConfigError where an address is not absolute.

    >>> from bilingual_pub.model import Bitext, Document
    >>> pair = Pairing(Bitext(Document("Hej"), Document("Hi")), (), ("da", "en"), "da", ("Hej", "Hi"), "hej")
    >>> sitemap([pair], Options(base_url="https://a.dk")).decode().count("<xhtml:link")
    6
    """
    return b"".join(_urlset((pairing, options) for pairing in pairings))


_MOST = 10_000
"""Articles in a file: the protocol allows 50,000 addresses and 50 MB, which two addresses of 2.5 kB each stay below."""


def sitemaps(
    part: Callable[[int, int], Iterable[tuple[Pairing, Options]]], count: int, base_url: str
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield the path of every file of a sitemap of any size, and its bytes as a stream.

    `part`: gives so many articles from a number on, each with its options. `count`: of the articles. More than go
    into one file are in files of their own, and sitemap.xml says which (sitemaps.org, "Using Sitemap index files").

    >>> [path for path, _ in sitemaps(lambda first, most: [], 20_001, "https://a.dk/")]
    ['sitemap-1.xml', 'sitemap-2.xml', 'sitemap-3.xml', 'sitemap.xml']
    """
    if count <= _MOST:
        yield "sitemap.xml", _urlset(part(0, _MOST))
        return
    names: list[str] = []
    for first in range(0, count, _MOST):
        names.append(f"sitemap-{len(names) + 1}.xml")
        yield names[-1], _urlset(part(first, _MOST))
    places = (urljoin(base_url.rstrip("/") + "/", name) for name in names)
    listed = "".join(f"  <sitemap>\n    <loc>{escape(place)}</loc>\n  </sitemap>\n" for place in places)
    yield "sitemap.xml", [f"{_INDEX}{listed}</sitemapindex>\n".encode()]


_INDEX = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
)


def _urlset(articles: Iterable[tuple[Pairing, Options]]) -> Iterator[bytes]:
    yield _START.encode()
    yield from (utf8(_urls(pairing, options)) for pairing, options in articles)
    yield b"</urlset>\n"


def absolute_versions(pairing: Pairing, options: Options) -> tuple[Version, Version]:
    """Return both pages of an article, certain to have absolute addresses; raises ConfigError where they have not.

    >>> from bilingual_pub.model import Bitext, Document
    >>> pair = Pairing(Bitext(Document("Hej"), Document("Hi")), (), ("da", "en"), "da", ("Hej", "Hi"), "hej")
    >>> absolute_versions(pair, Options())
    Traceback (most recent call last):
    bilingual_pub.errors.ConfigError: error: a sitemap or feed needs to know where the site will be [no-base-url]
        Give base_url, such as https://example.org/.
    """
    found = versions(pairing, options)
    if not all("://" in version.address for version in found):
        template = N_("a sitemap or feed needs to know where the site will be")
        hint = N_("Give base_url, such as https://example.org/.")
        raise ConfigError(Diagnostic("no-base-url", "error", template, hint=hint))
    return found


def _urls(pairing: Pairing, options: Options) -> str:
    both = absolute_versions(pairing, options)
    if pairing.fallback:
        return _url(pairing, 0, both[0].address, [])
    default = options.default_language(pairing)
    links = [
        f'    <xhtml:link rel="alternate" hreflang={quoteattr(code)} href={quoteattr(address)}/>\n'
        for code, address in _alternates(both, default)
    ]
    return "".join(_url(pairing, side, version.address, links) for side, version in enumerate(both))


def _alternates(both: tuple[Version, ...], default: str) -> Iterator[tuple[str, str]]:
    for version in both:
        yield version.language, version.address
    yield from (("x-default", version.address) for version in both if version.language == default)


def _url(pairing: Pairing, side: int, address: str, links: list[str]) -> str:
    metadata = pairing.documents[side].metadata
    day = str(metadata.get("modified") or metadata.get("date") or "")[:10]
    modified = f"    <lastmod>{escape(day)}</lastmod>\n" if len(day) == 10 else ""
    return f"  <url>\n    <loc>{escape(address)}</loc>\n{modified}{''.join(links)}  </url>\n"
