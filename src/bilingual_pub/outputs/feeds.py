"""A feed for each language. Atom: RFC 4287, languages by `xml:lang`, versions by `link rel=alternate hreflang`.
RSS: 2.0, with `language` and Atom's link to itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time
from email.utils import format_datetime
from urllib.parse import urljoin
from xml.sax.saxutils import escape, quoteattr

from bilingual_pub.files import utf8
from bilingual_pub.merge.blocks import blocks
from bilingual_pub.merge.pairing import Pairing
from bilingual_pub.model import Document
from bilingual_pub.outputs.insertion import description
from bilingual_pub.outputs.options import Options, Version
from bilingual_pub.outputs.sitemap import absolute_versions

__all__ = ["feed"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def feed(pairings: Iterable[Pairing], language: str, options: Options, *, kind: str = "atom") -> bytes:
    """Return the feed of one language: the articles that have a version in it, newest first.

    `kind`: atom or rss. An article without a date comes last and is dated 1 January 1970, so that the same
    input gives the same bytes. Raises ConfigError where the site's address is not known.

    >>> from bilingual_pub.formats import html
    >>> from bilingual_pub.model import Bitext
    >>> pair = Pairing(Bitext(html.parse("<p>Hej"), html.parse("<p>Hi")), (), ("da", "en"), "da", ("Hej", "Hi"), "hej")
    >>> b'<title>Hi</title>' in feed([pair], "en", Options(base_url="https://a.dk"))
    True
    """
    found = [(p, p.languages.index(language)) for p in pairings if language in p.languages]
    entries = [
        (_date(p.documents[side]), absolute_versions(p, options), p, side)
        for p, side in found
        if not (p.fallback and side)
    ]
    entries.sort(key=lambda entry: entry[0], reverse=True)
    newest = entries[0][0] if entries else _EPOCH
    site = options.base_url.rstrip("/") + "/"
    here = urljoin(site, f"{kind}.{language}.xml")
    items = "".join(_item(kind, *entry, options.site_name or site) for entry in entries)
    shell = _ATOM if kind == "atom" else _RSS
    title = escape(options.site_name or site)
    when = newest.isoformat() if kind == "atom" else format_datetime(newest)
    made = shell.format(
        lang=quoteattr(language), code=escape(language), title=title, site=escape(site), href=quoteattr(site),
        here=escape(here), here_href=quoteattr(here), when=when, items=items,
    )  # fmt: skip
    return utf8(made)


_ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={lang}>
  <id>{here}</id>
  <title>{title}</title>
  <updated>{when}</updated>
  <link rel="self" type="application/atom+xml" href={here_href}/>
  <link rel="alternate" type="text/html" hreflang={lang} href={href}/>
{items}</feed>
"""
_RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
  <title>{title}</title>
  <link>{site}</link>
  <description>{title}</description>
  <language>{code}</language>
  <lastBuildDate>{when}</lastBuildDate>
  <atom:link rel="self" type="application/rss+xml" href={here_href}/>
{items}</channel>
</rss>
"""


def _item(
    kind: str, when: datetime, both: tuple[Version, Version], pairing: Pairing, side: int, site: str
) -> str:
    document, here = pairing.documents[side], both[side]
    title = escape(here.title or pairing.slug)
    summary = escape(description(document))
    if kind == "rss":
        return (
            f"  <item>\n    <title>{title}</title>\n    <link>{escape(here.address)}</link>\n"
            f"    <guid>{escape(here.address)}</guid>\n    <pubDate>{format_datetime(when)}</pubDate>\n"
            f"    <description>{summary}</description>\n  </item>\n"
        )
    links = "".join(
        f'    <link rel="alternate" type="text/html" hreflang={quoteattr(v.language)} href={quoteattr(v.address)}/>\n'
        for v in both
        if v is here or not pairing.fallback
    )
    content = escape("\n".join(block.html for block in blocks(document, sanitise=pairing.sanitised)))
    return (
        f"  <entry xml:lang={quoteattr(here.language)}>\n    <id>{escape(here.address)}</id>\n"
        f"    <title>{title}</title>\n    <updated>{when.isoformat()}</updated>\n{_author(document, site)}{links}"
        f"    <summary>{summary}</summary>\n"
        f'    <content type="html" xml:base={quoteattr(here.address)}>{content}</content>\n  </entry>\n'
    )


def _author(document: Document, site: str) -> str:
    author = document.metadata.get("author")
    names = author if isinstance(author, list) else [author]
    # RFC 4287, 4.1.1: an entry has an author where its feed has none. What nobody signed is the site's.
    given = [str(name) for name in names if name] or [site]
    return "".join(f"    <author><name>{escape(name)}</name></author>\n" for name in given)


def _date(document: Document) -> datetime:
    given = str(document.metadata.get("modified") or document.metadata.get("date") or "")
    try:
        when = datetime.fromisoformat(given)
    except ValueError:
        try:
            when = datetime.combine(datetime.fromisoformat(given[:10]).date(), time())
        except ValueError:
            return _EPOCH
    return when if when.tzinfo else when.replace(tzinfo=UTC)
