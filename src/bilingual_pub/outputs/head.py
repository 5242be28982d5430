"""What the head of a linked page says of the pair: languages, addresses, who translates whom.

Standards: HTML 4.2.4 (`rel=canonical`, `rel=alternate hreflang`) with the sitemap protocol's rule that every
version lists all versions, itself included; BCP 47; the Open Graph protocol; schema.org CreativeWork.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from functools import lru_cache

from bilingual_pub.model import Document, Element
from bilingual_pub.outputs.edits import Edit, insert, new_line, remove_line, set_attribute
from bilingual_pub.outputs.linked_data import linked_data_edits
from bilingual_pub.outputs.options import Version

__all__ = ["head_edits", "open_graph_locale"]


def head_edits(
    document: Document,
    here: Version,
    all_versions: tuple[Version, ...],
    x_default: str,
    *,
    paired: bool = True,
) -> list[Edit]:
    """Return the edits that make a page's head say its language, its address and its other versions.

    What is there and right stays as it is; alternates of other languages stay too. `paired` is False for a page
    whose body is only a fallback: it is nobody's alternate.

    >>> from bilingual_pub.formats import html
    >>> from bilingual_pub.splice import splice
    >>> page = html.parse("<html lang='en'><head><title>Kim</title></head><body>")
    >>> da = Version("da", "kim.da.html", "https://a.dk/kim.da.html", "Kim", original=True)
    >>> print(splice(page.text, head_edits(page, da, (da,), "da", paired=False)))
    <html lang='da'><head><title>Kim</title><link rel="canonical" href="https://a.dk/kim.da.html">
    <meta property="og:locale" content="da_DK">
    ...
    """
    added: list[str] = []
    edits = [*_root(document, here.language), *_canonical(document, here, added)]
    stale = {v.language.lower() for v in all_versions} | {"x-default"}
    edits += [remove_line(document, link) for link in _alternates(document) if _hreflang(link) in stale]
    if paired:
        added += _hreflangs(here, all_versions, x_default)
    edits += _locales(document, here, all_versions if paired else (here,), added)
    edits += linked_data_edits(document, here, all_versions if paired else (here,), added)
    if added:
        line = new_line(document)
        if "XHTML" in document.text[:400] or document.text.startswith("<?xml"):
            added = [tag if tag.startswith("<script") else f"{tag[:-1]} />" for tag in added]
        edits.append(insert(_end_of_head(document), line.join(added) + line))
    return edits


@lru_cache(64)
def open_graph_locale(language: str) -> str:
    """Return a language as Open Graph writes it, with the country where it is most at home (CLDR).

    English without a country is British here: it is read beside Danish.

    >>> open_graph_locale("da"), open_graph_locale("en"), open_graph_locale("en-US")
    ('da_DK', 'en_GB', 'en_US')
    """
    from babel import Locale  # noqa: PLC0415
    from babel.core import UnknownLocaleError, get_global  # noqa: PLC0415

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return language.replace("-", "_")
    if locale.territory:
        return f"{locale.language}_{locale.territory}"
    likely = get_global("likely_subtags").get(locale.language, "")
    return "en_GB" if locale.language == "en" else f"{locale.language}_{likely.rpartition('_')[2]}"


def _named(document: Document, name: str) -> Iterator[Element]:
    return (element for element in document.elements if element.name == name)


def _root(document: Document, language: str) -> Iterator[Edit]:
    for element in _named(document, "html"):
        yield from set_attribute(document, element, "lang", language)
        if element.get("xml:lang") is not None:
            yield from set_attribute(document, element, "xml:lang", language)
        return


def _canonical(document: Document, here: Version, added: list[str]) -> list[Edit]:
    for link in _named(document, "link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return set_attribute(document, link, "href", here.address or here.link_to(here))
    added.append(f'<link rel="canonical" href="{html.escape(here.address or here.link_to(here))}">')
    return []


def _alternates(document: Document) -> Iterator[Element]:
    return (
        link
        for link in _named(document, "link")
        if link.get("hreflang") and "alternate" in (link.get("rel") or "")
    )


def _hreflang(link: Element) -> str:
    return (link.get("hreflang") or "").strip().lower()


def _hreflangs(here: Version, all_versions: tuple[Version, ...], x_default: str) -> Iterator[str]:
    for version in all_versions:
        yield _alternate(version.language, here, version)
    for version in all_versions:
        if version.language == x_default:
            yield _alternate("x-default", here, version)


def _alternate(code: str, here: Version, there: Version) -> str:
    address = html.escape(there.address or here.link_to(there))
    return f'<link rel="alternate" hreflang="{code}" href="{address}">'


def _locales(
    document: Document, here: Version, all_versions: tuple[Version, ...], added: list[str]
) -> Iterator[Edit]:
    own = False
    for meta in _named(document, "meta"):
        key = (meta.get("property") or "").lower()
        if key == "og:locale" and not own:
            own = True
            yield from set_attribute(document, meta, "content", open_graph_locale(here.language))
        elif key == "og:locale:alternate":
            yield remove_line(document, meta)
        elif key == "og:url" and here.address:
            yield from set_attribute(document, meta, "content", here.address)
    if not own:
        added.append(f'<meta property="og:locale" content="{open_graph_locale(here.language)}">')
    for version in all_versions:
        if version.language != here.language:
            locale = open_graph_locale(version.language)
            added.append(f'<meta property="og:locale:alternate" content="{locale}">')


def _end_of_head(document: Document) -> int:
    for head in _named(document, "head"):
        if head.end > head.inner_end:
            return head.inner_end
    last = [
        e for e in document.elements if e.name in {"title", "meta", "link", "base"} and _in_head(document, e)
    ]
    if last:
        return max(max(e.end, e.inner_start) for e in last)
    return next((e.inner_start for e in document.elements if e.name in {"head", "html"}), 0)


def _in_head(document: Document, element: Element) -> bool:
    return element.parent < 0 or document.elements[element.parent].name in {"html", "head"}
