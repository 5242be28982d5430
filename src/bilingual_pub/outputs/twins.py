"""Links from a page to others of its site: to the one in the reader's language, where there is one."""

from __future__ import annotations

import posixpath
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import quote, unquote

from bilingual_pub.merge.region import is_page
from bilingual_pub.model import Document, Element, Segment
from bilingual_pub.outputs.edits import Edit, set_attribute

__all__ = ["chrome_language", "twin_links"]

Twins = Mapping[str, Mapping[str, str]]

_NAMES = frozenset("da en dk gb uk dansk danish english engelsk".split())
"""A link of this name leads to another language, and is to stay as it is."""


def chrome_language(document: Document) -> str | None:
    """Return the language of most of a page's own strings, None where nothing decides.

    >>> chrome_language(Document(""))
    """
    found = Counter(s.language for s in document.segments if s.role == "ui" and s.language)
    return found.most_common(1)[0][0] if found else None


def twin_links(
    document: Document, here: str, language: str, twins: Twins, *, chrome: bool, article: bool
) -> Iterator[Edit]:
    """Yield the edits that turn links to other pages of the site to their versions in `language`.

    `here`: the page's path below the output. `twins`: by a page's path, its versions by language. `chrome`, `article`:
    whether links of the page's own strings, and of the article, are turned. What a list calls by another article's name
    leads where it says.

    >>> from bilingual_pub.documents import parse
    >>> page = parse('<html lang="da"><nav><a href="om.html">Læs mere</a></nav>')
    >>> list(twin_links(page, "a.html", "en", {"om.html": {"en": "om.en.html"}}, chrome=True, article=False))
    [(Span(start=30, end=37), 'om.en.html')]
    """
    if not twins or not is_page(document):
        return
    wanted = {role for role, is_on in (("ui", chrome), ("article", article)) if is_on}
    running = [segment for segment in document.segments if segment.attribute is None]
    starts = [segment.span.start for segment in running]
    for element in document.elements:
        if element.name != "a" or element.get("hreflang") or element.get("lang"):
            continue
        segment = _segment(element, running, starts)
        if segment and (segment.role not in wanted or segment.text.strip().casefold() in _NAMES):
            continue
        new = _turned(element.get("href") or "", here, language, twins)
        if new:
            yield from set_attribute(document, element, "href", new)


def _segment(link: Element, running: list[Segment], starts: list[int]) -> Segment | None:
    """The text that the link is in, or that is in the link; None for a picture's."""
    index = bisect_right(starts, link.start)
    if index and running[index - 1].span.end > link.start:
        return running[index - 1]
    return running[index] if index < len(running) and starts[index] < link.inner_end else None


def _turned(href: str, here: str, language: str, twins: Twins) -> str | None:
    """The address of the same page in `language`, relative or from the root as `href` is; None where there is none."""
    name, mark, rest = href.partition("#")
    if not name or "?" in name or ":" in name or name.startswith("//"):
        return None
    folder = posixpath.dirname(here)
    path = unquote(name)
    full = posixpath.normpath(path.lstrip("/") if path[0] == "/" else posixpath.join(folder, path))
    found = twins.get(full) or twins.get(posixpath.normpath(posixpath.join(full, "index.html")))
    if not found or language not in found or here in found.values() or found[language] == full:
        return None
    new = found[language]
    return (
        ("/" + quote(new) if path[0] == "/" else quote(posixpath.relpath(new, folder or "."))) + mark + rest
    )
