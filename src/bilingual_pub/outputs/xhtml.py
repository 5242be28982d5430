"""A block's HTML as XHTML that an e-book may hold: known elements only, every link leading somewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html.parser import HTMLParser

import nh3

from bilingual_pub.files import utf8
from bilingual_pub.formats import safe_xml
from bilingual_pub.formats.html.vocabulary import VOID

__all__ = ["anchor", "ids", "xhtml"]

# XHTML content documents of EPUB 3.3 without what runs, frames, asks for input, or is obsolete in HTML.
_TAGS = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del dfn div dl dt em figcaption figure "
    "h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub sup table "
    "tbody td tfoot th thead tr u ul var wbr".split()
)
_ATTRIBUTES = {
    "*": {"id", "lang", "dir", "title"},
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_NAME = re.compile(r"[^\w.-]")


def anchor(prefix: str, name: str) -> str:
    """Return the id that `name` gets: a name XML takes, and no other side's.

    >>> anchor("s-", "Om os")
    's-Om-os'
    """
    return prefix + _NAME.sub("-", name)


def ids(blocks: Iterable[str]) -> set[str]:
    """Return the ids that these pieces of HTML define.

    >>> ids(['<p id="a">Hej</p>', "<p>Dav</p>"])
    {'a'}
    """
    collector = _Collector()
    for source in blocks:
        collector.feed(_clean(source))
    return collector.found


def xhtml(
    source: str, *, link: Callable[[str], str | None], image: Callable[[str], str | None], prefix: str
) -> str:
    """Return a piece of HTML as well-formed XHTML.

    `link` gives the address a link shall have, None for none; `image` the name of a picture in the book, None
    where it is not in it: then its alt text stands there. Ids get `prefix`; `lang` is said in `xml:lang` too.

    >>> xhtml('<p lang="en" onclick=x>Tea & <br><a href="x">cake', link=str, image=str, prefix="a-")
    '<p lang="en" xml:lang="en">Tea &amp; <br/><a href="x">cake</a></p>'
    """
    writer = _Writer(link, image, prefix)
    writer.feed(_clean(source))
    writer.close()
    return "".join(writer.out)


def _clean(source: str) -> str:
    # Afterwards elements are nested and closed as HTML closes them, and entities are plain.
    return nh3.clean(
        utf8(source).decode(), tags=set(_TAGS), attributes=_ATTRIBUTES, link_rel=None, url_schemes=_SCHEMES
    )


_SCHEMES = {"http", "https", "mailto", "tel"}


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.found |= {value for name, value in attrs if name == "id" and value}


class _Writer(HTMLParser):
    def __init__(
        self, link: Callable[[str], str | None], image: Callable[[str], str | None], prefix: str
    ) -> None:
        super().__init__()
        self.out: list[str] = []
        self._link, self._image, self._prefix = link, image, prefix
        self._used: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "img":
            self._picture(values)
            return
        if "href" in values:
            target = self._link(values.pop("href"))
            if target is not None:
                values["href"] = target
        self._write(tag, values)

    def _picture(self, values: dict[str, str]) -> None:
        name = self._image(values.get("src", ""))
        if name is not None:
            self._write("img", {**values, "src": name, "alt": values.get("alt", "")})
        elif alt := values.get("alt", "").strip():
            self.out.append(f'<span class="picture">{safe_xml.text(alt)}</span>')

    def _write(self, tag: str, values: dict[str, str]) -> None:
        if "id" in values:
            values["id"] = anchor(self._prefix, values["id"])
            if values["id"] in self._used:
                del values["id"]
            else:
                self._used.add(values["id"])
        if "lang" in values:
            values["xml:lang"] = values["lang"]
        written = "".join(f" {name}={safe_xml.attribute(value)}" for name, value in values.items())
        self.out.append(f"<{tag}{written}{'/' if tag in VOID else ''}>")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.out.append(safe_xml.text(data))
