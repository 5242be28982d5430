"""All that the role of a segment depends on in its own page. Segments alike in it have one role on one site."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from bilingual_pub.formats.html.elements import Outline, outline
from bilingual_pub.model import N_, Document
from bilingual_pub.roles.features import link_key
from bilingual_pub.roles.overrule import Overrules, Verdict
from bilingual_pub.roles.page import alone, read_page
from bilingual_pub.roles.slots import Leaf, Slots
from bilingual_pub.roles.surroundings import surroundings

__all__ = ["NOTHING", "Occurrence", "Occurrences"]

Occurrence = tuple[Leaf, str, str, Verdict, str, tuple[str, ...]]
"""Place in the template, text, what its link says of it, what the page or the configuration says outright, its
surroundings ("" for none), and features that it has from its page alone (`alone`; none where its site is known). A
plain tuple: one is made for every segment of a site, and looked up."""

NOTHING = Verdict()
_FILE = Verdict("article", N_("a file without markup of its own is an article"))
_CLOSE = 8
"""A link may stand this many elements above the text in it."""
_link_key = lru_cache(maxsize=8192)(link_key)


class Occurrences:
    """Takes pages apart into occurrences. `ui`, `article`: CSS selectors that overrule all evidence. `alone`: no page has a site.

    >>> from bilingual_pub.formats import html
    >>> page = html.parse('<nav class="menu"><a href="/arkiv.html">Arkiv</a></nav><p>Hej</p>')
    >>> [(leaf.key, text, href) for leaf, text, href, *_ in Occurrences().of(page)]
    [('/nav.menu/a|link', 'Arkiv', '/ arkiv'), ('/p|paragraph', 'Hej', '')]
    """

    def __init__(self, ui: Iterable[str] = (), article: Iterable[str] = (), *, alone: bool = False) -> None:
        self.slots = Slots()
        self._alone = alone
        self._overrules = Overrules(ui, article)

    def of(self, document: Document, leaves: list[Leaf] | None = None) -> list[Occurrence]:
        """Return one for each segment of a page. `leaves`: the segments' own, where the caller has them."""
        leaves = self.slots.leaves(document) if leaves is None else leaves
        verdicts = self._overrules.verdicts(document)
        around = surroundings(document, leaves)
        silent = NOTHING if document.elements else _FILE
        page = outline(document)
        found: list[Occurrence] = []
        for segment, leaf in zip(document.segments, leaves, strict=True):
            href = ""
            if leaf.link:
                href = _link_key(segment.links[0] if segment.links else _href(page, segment.element))
            said = verdicts.get(segment.element, NOTHING) if verdicts else silent
            if segment.context is not None and said.context is None:
                said = said._replace(context=segment.context)
            found.append((leaf, segment.text, href, said, "", ()))
        for index, where in around.items():
            found[index] = (*found[index][:4], where, ())
        if self._alone and document.elements:
            here = alone(document, read_page(document, leaves), leaves)
            return [(*occurrence[:5], own) for occurrence, own in zip(found, here, strict=True)]
        return found


def _href(page: Outline, index: int) -> str:
    """Return the target of the link that an element is in, "" where there is none."""
    for _ in range(_CLOSE):
        if index < 0:
            break
        if page.rows[index][0].name == "a":
            return next((value or "" for name, value in page.attributes(index) if name == "href"), "")
        index = page.rows[index][1]
    return ""
