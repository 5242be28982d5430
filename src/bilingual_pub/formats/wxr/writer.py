"""A WXR file that WordPress's own importer takes: site, authors, terms, posts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bilingual_pub.formats.wxr.items import Author, Header, Item, Meta, Term

__all__ = ["write_wxr"]

_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- Made by bilingual_pub. To import it: Tools, Import, WordPress. -->
<rss version="2.0"
	xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:wp="http://wordpress.org/export/1.2/"
>
"""


def write_wxr(header: Header, items: Iterable[Item]) -> Iterator[bytes]:
    """Yield a WXR 1.2 file in UTF-8 as the posts come: `b"".join` it, or write it part by part.

    Comments of the posts are left out: they belong to what is on the site already. Characters that XML does
    not allow are dropped, for the importer's parser stops at them.

    >>> export = b"".join(write_wxr(Header(title="Avisen"), [Item(7, "Forår", "<p>Hej</p>")]))
    >>> b"<content:encoded><![CDATA[<p>Hej</p>]]></content:encoded>" in export
    True
    """
    yield _HEAD.encode()
    yield _bytes(_channel(header))
    for item in items:
        yield _bytes(_item(item))
    yield b"</channel>\n</rss>\n"


def _channel(header: Header) -> list[str]:
    return [
        "<channel>",
        _element("title", header.title),
        _element("link", header.link),
        _element("language", header.language),
        _element("wp:wxr_version", "1.2"),
        _element("wp:base_site_url", header.base_site_url),
        _element("wp:base_blog_url", header.base_blog_url),
        *(line for author in header.authors for line in _author(author)),
        *(line for term in header.terms for line in _term(term)),
    ]


def _author(author: Author) -> list[str]:
    return [
        "<wp:author>",
        _element("wp:author_id", str(author.id)),
        _element("wp:author_login", author.login),
        _element("wp:author_email", author.email),
        _element("wp:author_display_name", author.display_name),
        "</wp:author>",
    ]


def _term(term: Term) -> list[str]:
    # Every taxonomy, category and tag too, as `wp:term`: the importer does the same with each.
    return [
        "<wp:term>",
        _element("wp:term_id", str(term.id)),
        _element("wp:term_taxonomy", term.taxonomy),
        _element("wp:term_slug", term.slug),
        _element("wp:term_parent", term.parent),
        _element("wp:term_name", term.name),
        _element("wp:term_description", term.description),
        *_meta("wp:termmeta", term.meta),
        "</wp:term>",
    ]


def _item(item: Item) -> list[str]:
    terms = [
        f'<category domain="{_attribute(domain)}" nicename="{_attribute(slug)}">{_cdata(name)}</category>'
        for domain, slug, name in item.terms
    ]
    fields = [
        ("title", item.title),
        ("link", item.link),
        ("dc:creator", item.author),
        ("description", ""),
        ("content:encoded", item.content),
        ("excerpt:encoded", item.excerpt),
        ("wp:post_id", str(item.id)),
        ("wp:post_date", item.date),
        ("wp:post_date_gmt", item.date_gmt),
        ("wp:comment_status", item.comment_status),
        ("wp:ping_status", "closed"),
        ("wp:post_name", item.slug),
        ("wp:status", item.status),
        ("wp:post_parent", str(item.parent)),
        ("wp:menu_order", "0"),
        ("wp:post_type", item.type),
        ("wp:post_password", item.password),
        ("wp:is_sticky", "0"),
    ]
    elements = [_element(name, text) for name, text in fields]
    return ["<item>", *elements, *terms, *_meta("wp:postmeta", item.meta), "</item>"]


def _meta(name: str, meta: Meta) -> Iterator[str]:
    for key, value in meta:
        yield f"<{name}>{_element('wp:meta_key', key)}{_element('wp:meta_value', value)}</{name}>"


def _element(name: str, text: str) -> str:
    return f"<{name}>{_cdata(text)}</{name}>"


def _cdata(text: str) -> str:
    # A section can't hold its own end: cut it in two there, as WordPress does.
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>" if text else ""


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _bytes(lines: list[str]) -> bytes:
    return _FORBIDDEN.sub("", "\n".join(lines) + "\n").encode()
