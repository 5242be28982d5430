"""sitemap.xml: both pages of every article, each listing all its versions.

The sitemap protocol 0.9 (sitemaps.org), with Google's `xhtml:link` for alternates: every `url` lists every version,
itself included, and `x-default`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from bilingual_pub.errors import ConfigError
from bilingual_pub.merge.pairing import Pairing
from bilingual_pub.model import N_, Diagnostic
from bilingual_pub.outputs.options import Options, Version, versions

__all__ = ["absolute_versions", "sitemap"]

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
    body = "".join(_urls(pairing, options) for pairing in pairings)
    return f"{_START}{body}</urlset>\n".encode()


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
