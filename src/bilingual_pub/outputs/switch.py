"""The language switch of a linked page: the site's own where it has one, else a small one of ours."""

from __future__ import annotations

import html
from collections.abc import Iterator

from bilingual_pub.formats.inline import plain
from bilingual_pub.merge.pairing import Block
from bilingual_pub.model import Document, Element
from bilingual_pub.outputs.edits import Edit, insert, set_attribute
from bilingual_pub.outputs.labels import Labels, language_name
from bilingual_pub.outputs.options import Version

__all__ = ["switch", "switch_edits"]

# Which block is at the top of the window is known only in the browser. Without the script the link goes to the
# top of the other page; with it, to the block that was being read. No "<" and no "&", so that XHTML can hold it.
_KEEP_PLACE = """\
document.querySelectorAll("[data-bilingual-switch] a,a[data-bilingual-switch]").forEach(function(a){\
a.addEventListener("click",function(){var h="";\
document.querySelectorAll('[id^="b-"],[data-block]').forEach(function(e){\
if(innerHeight/3>e.getBoundingClientRect().top)h=e.dataset.block||e.id});\
if(scrollY>0)if(h)a.hash=h})});\
addEventListener("load",function(){var h=location.hash.slice(1);\
if(/^b-[a-z0-9-]+$/.test(h))if(!document.getElementById(h)){\
var e=document.querySelector('[data-block="'+h+'"]');if(e)e.scrollIntoView()}});"""


def switch_edits(
    document: Document, found: list[Block], here: Version, all_versions: tuple[Version, ...], labels: Labels
) -> list[Edit]:
    """Return the edits that give a page its language switch.

    A link outside the article whose `hreflang`, or `lang` and name, say that it leads to another language is
    turned to the article's own page; only where there is none a `<nav>` is put before the article.

    >>> from bilingual_pub.formats import html
    >>> page = html.parse('<html><body><nav><a hreflang="en" href="/en/">English</a></nav><p>Hej')
    >>> da, en = Version("da", "a.html", "", "", original=True), Version("en", "b.html", "", "", original=False)
    >>> switch_edits(page, [], da, (da, en), Labels(lambda m, _: m, "da"))[1][1]
    'b.html'
    """
    edits = list(_adapt(document, found, here, all_versions))
    script = f"<script>{_KEEP_PLACE}</script>"
    if edits:
        last = max(span.end for span, _ in edits)
        body = next((e.inner_end for e in document.elements if e.name == "body"), len(document.text))
        return [*edits, insert(max(body, last), script)]
    place = _before(document, found[0]) if found else len(document.text)
    return [insert(place, switch(here, all_versions, labels) + script + "\n")]


def _before(document: Document, first: Block) -> int:
    """Return the place before the first block where a `<nav>` may stand: not between a heading and its subtitle."""
    place = first.span.start
    index = next((e.parent for e in document.elements if e.start == place), -1)
    while index >= 0 and document.elements[index].name in {"hgroup", "a", "span", "header"}:
        place, index = document.elements[index].start, document.elements[index].parent
    return place


def switch(here: Version, all_versions: tuple[Version, ...], labels: Labels) -> str:
    """Return a `<nav>` with a link to each version, this one's name without a link.

    >>> da, en = Version("da", "a.html", "", "", original=True), Version("en", "b.html", "", "", original=False)
    >>> switch(da, (da, en), Labels(lambda m, _: m, "en"))
    '<nav class="bilingual-switch" data-bilingual-switch="" aria-label="Languages"><span lang="da" aria-current="true">Dansk</span> · <a href="b.html" hreflang="en" lang="en" rel="alternate">English</a></nav>'
    """
    parts = []
    for version in all_versions:
        name, code = html.escape(language_name(version.language)), html.escape(version.language)
        if version is here:
            parts.append(f'<span lang="{code}" aria-current="true">{name}</span>')
        else:
            link = html.escape(here.link_to(version))
            parts.append(f'<a href="{link}" hreflang="{code}" lang="{code}" rel="alternate">{name}</a>')
    label = labels.text("languages")
    return f'<nav class="bilingual-switch" data-bilingual-switch="" aria-label="{label}">{" · ".join(parts)}</nav>'


def _adapt(
    document: Document, found: list[Block], here: Version, all_versions: tuple[Version, ...]
) -> Iterator[Edit]:
    by_language = {version.language: version for version in all_versions}
    for index, element in enumerate(document.elements):
        version = by_language.get(_leads_to(document, index))
        if version is None or any(b.span.start <= element.start < b.span.end for b in found):
            continue
        if version is not here:
            yield from set_attribute(document, element, "data-bilingual-switch", "")
        yield from set_attribute(document, element, "href", here.link_to(version))


def _leads_to(document: Document, index: int) -> str:
    element: Element = document.elements[index]
    if element.name != "a" or not element.get("href"):
        return ""
    code = (element.get("hreflang") or element.get("lang") or "").strip()
    if element.get("hreflang") and _in_switch(document, element):
        return code
    text = plain(document.text[element.inner_start : element.inner_end]).strip().lower()
    return code if code and text in {code.lower(), language_name(code).lower()} else ""


def _in_switch(document: Document, element: Element) -> bool:
    """Whether it stands in what calls itself navigation or languages."""
    index = element.parent
    while index >= 0:
        outer = document.elements[index]
        if outer.name == "nav" or "lang" in f"{outer.get('class')} {outer.get('id')}".lower():
            return True
        index = outer.parent
    return False
