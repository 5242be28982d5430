"""How outputs are written: names, addresses, and the language of labels. One value for all of them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urljoin

from bilingual_pub.merge.pairing import Pairing
from bilingual_pub.model import Document

__all__ = ["Options", "Version", "own_words", "versions"]


def own_words(message: str, language: str) -> str:
    """Return a message of the library's in a language it has a catalog for, else in English.

    >>> own_words("Languages", "en")
    'Languages'
    """
    from bilingual_pub.i18n import translator  # noqa: PLC0415

    return translator(language)(message)


@dataclass(frozen=True, slots=True)
class Options:
    """What `write` takes besides the folder and the names of the outputs.

    `base_url`: where the folder will be on the web; with it addresses in heads and feeds are absolute.
    `pattern`: names of linked pages, from {slug} and {language}; `paths`: by language, or by
    (slug, language), in place of the pattern.
    `addresses`: by language, where a page will be, in place of `base_url` and its path.
    `page_language`: of pages that hold both languages, else the original's. `x_default`: the language for every
    other reader, else English where there is one, else the original. `labels`: (English message, language) to
    the message in that language, else the library's own catalogs. `catalog`: for the chrome of a page in the other language, as
    `bilingual_pub.translate` takes it; None leaves it. `chrome_language`: what it is written in. `site_name`: for feeds and page titles.
    `templates`: by language, the site's own page for bare bodies, with slots (see `template_page`), translated.
    `pictures`: bytes by the address the article uses, for what must carry them (EPUB).
    `system`: whose convention Markdown pairs follow, see `markdown_pairs.CONVENTIONS`.
    `twins`: by the path of a whole page, its versions by language: links on pages are turned to the reader's.
    `switch`, `anchors`: whether linked pages get a language switch, and ids for it to keep the place by.
    """

    base_url: str = ""
    pattern: str = "{slug}.{language}.html"
    paths: Mapping[str | tuple[str, str], str] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)
    page_language: str | None = None
    x_default: str | None = None
    labels: Callable[[str, str], str] = own_words
    catalog: Any = None
    chrome_language: str | None = None
    site_name: str = ""
    templates: Mapping[str, Document] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    system: str = "plain"
    twins: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    switch: bool = True
    anchors: bool = True

    def default_language(self, pairing: Pairing) -> str:
        """The language of the page for readers of every other language.

        >>> from bilingual_pub.model import Bitext, Document
        >>> pair = Pairing(Bitext(Document("Hej"), Document("Hi")), (), ("da", "en"), "da", ("", ""), "kim")
        >>> Options().default_language(pair)
        'en'
        """
        return self.x_default or ("en" if "en" in pairing.languages else pairing.original)


@dataclass(frozen=True, slots=True)
class Version:
    """One language's page of an article: where its file is, where it will be on the web, what it is called."""

    language: str
    path: str
    address: str
    title: str
    original: bool

    def link_to(self, other: Version) -> str:
        """Return the link from this page to another, relative to this page's folder.

        >>> da = Version("da", "da/kim.html", "", "", original=True)
        >>> da.link_to(Version("en", "en/kim.html", "", "", original=False))
        '../en/kim.html'
        """
        return quote(posixpath.relpath(other.path, posixpath.dirname(self.path) or "."))


def versions(pairing: Pairing, options: Options) -> tuple[Version, Version]:
    """Return both pages of an article, source first.

    >>> from bilingual_pub.model import Bitext, Document
    >>> pair = Pairing(Bitext(Document("Hej"), Document("Hi")), (), ("da", "en"), "da", ("Kim", "Kim"), "kim")
    >>> [v.address for v in versions(pair, Options(base_url="https://a.dk/"))]
    ['https://a.dk/kim.da.html', 'https://a.dk/kim.en.html']
    """
    source, target = (_version(pairing, options, side) for side in (0, 1))
    return source, target


def _version(pairing: Pairing, options: Options, side: int) -> Version:
    language = pairing.languages[side]
    path = (
        options.paths.get((pairing.slug, language))
        or options.paths.get(language)
        or options.pattern.format(slug=pairing.slug, language=language)
    )
    address = options.addresses.get(language) or _declared(pairing, options, side)
    if not address:
        address = urljoin(options.base_url.rstrip("/") + "/", quote(path)) if options.base_url else ""
    return Version(language, path, address, pairing.titles[side], language == pairing.original)


def _declared(pairing: Pairing, options: Options, side: int) -> str:
    """Where both pages say themselves where they are, and not the same place, they are believed."""
    given = [document.metadata.get("canonical") or "" for document in pairing.documents]
    return "" if options.base_url or given[0] == given[1] or not all(given) else str(given[side])
