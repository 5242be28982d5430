"""Where in the template a segment stands: its slot, the same on every page that one template made.

A slot is the path of elements from the root with their ids and classes, without what differs from page to page
(numbers, "current", WordPress's `category-film`). What the path says of its content is worked out once per slot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bilingual_pub.formats.html.attributes import Attributes
from bilingual_pub.formats.html.elements import Outline, outline
from bilingual_pub.model import Document, Segment
from bilingual_pub.roles.features import place_features
from bilingual_pub.roles.words import hints_of

__all__ = ["Leaf", "Slot", "Slots"]

# Only template names are kept: no numbers (post-12), no states, nothing named after the content.
_PASSING = re.compile(
    r"\d|^(?:category|tag|author|term|slug|current|is|has|no|lang|format|status|type)-|current|active|selected|odd|even|^type|first|last"
)
_CHROME_ELEMENTS = frozenset("nav header footer aside form dialog menu button select fieldset".split())
_CHROME_ROLES = frozenset(
    "navigation banner contentinfo search complementary menu menubar toolbar dialog alertdialog button tablist form".split()
)


_TELLING = frozenset({"class", "id", "role", "itemprop", "type", "rel", "property", "name"})
_NAMED_AFTER_CONTENT = frozenset("section article h1 h2 h3 h4 h5 h6 li p a span dt figure".split())
"""Their ids are made from headings by most generators, so an id there says nothing of the template."""

_CONTENTS = re.compile(r"\b(?:toc|toctree|reference|breadcrumb)", re.IGNORECASE)
"""Classes of tables of contents (Sphinx, Docutils) and of the way back, which name pages: no menu goes on inside."""


# Templates nest twenty deep and name things in a word or two. What is below or beyond that is told apart no
# further: each key repeats its parent's, so without an end they would grow with the square of the depth.
_LONGEST_KEY = 2000
_LONGEST_NAME = 60
_MOST_TAGS = 20_000
"""Start tags whose number is kept: those of content carry ids of their own and come only once."""
_UNTELLING = (' href="', ' src="', ' dir="', ' lang="', ' style="')
_UNTELLING_HERE = (*_UNTELLING, ' id="')
"""Attributes that say nothing of the template, or of content, and mostly come first; such a tag is known without."""

_Identity = dict[str, str | None]


@dataclass(slots=True, eq=False)
class Leaf:
    """One kind of text in one slot. `static`: features that hold for all its texts, name to value.

    `link`: whether its texts are or hold links; `heading`: name their page; `body`: are an article's.
    """

    key: str
    static: dict[str, float]
    slot: Slot
    kind: str
    attribute: str | None
    link: bool
    heading: bool
    body: bool


@dataclass(slots=True, eq=False)
class Slot:
    """A place in the template. `facts` grow from the root inwards: name to distance from here, 0 the element itself.

    `menu`: how far up its navigation landmark is, -1 for none.
    """

    key: str
    name: str
    facts: dict[str, int]
    menu: int = -1
    children: dict[int, Slot] = field(default_factory=dict)
    leaves: dict[object, Leaf] = field(default_factory=dict)


class Slots:
    """Gives every segment its leaf, and keeps the slots it has met: one object serves a whole site.

    >>> from bilingual_pub.formats import html
    >>> page = html.parse('<nav class="menu item-3"><a href="/">Forside</a></nav>')
    >>> [leaf.key for leaf in Slots().leaves(page)]
    ['/nav.menu/a|link']
    """

    def __init__(self) -> None:
        self._root = Slot("", "", {})
        self._signatures: dict[object, int] = {}
        self._numbers: dict[str, int] = {}

    def leaves(self, document: Document) -> list[Leaf]:
        """Return one leaf per segment of `document`, in order. Formats without elements have one root slot."""
        known: dict[int, Slot] = {-1: self._root}
        page = outline(document)
        found: list[Leaf] = []
        for segment in document.segments:
            slot = known.get(segment.element) or self._slot(segment.element, page, known)
            what: object = segment.kind
            if segment.attribute is not None:
                what = (what, segment.attribute, segment.level if what == "heading" else 0)
            elif what == "heading":
                what = segment.level
            found.append(slot.leaves.get(what) or _new_leaf(slot, what, segment))
        return found

    def _slot(self, index: int, page: Outline, known: dict[int, Slot]) -> Slot:
        rows, source = page
        path = []
        while index not in known:
            path.append(index)
            index = rows[index][1]
        slot, numbers = known[index], self._numbers
        for index in reversed(path):
            if len(slot.key) < _LONGEST_KEY:
                tag, _, start, end = rows[index]
                number = numbers.get(source[start:end], -1)
                if number < 0:
                    number = self._number(tag.name, source[start:end], page, index)
                slot = slot.children.get(number) or _new_slot(slot, number, tag.name, page.attributes(index))
            known[index] = slot
        return slot

    def _number(self, name: str, tag: str, page: Outline, index: int) -> int:
        """Number what a start tag says of the template, looked up by its source without what says nothing of that."""
        if len(self._numbers) >= _MOST_TAGS:
            self._numbers.clear()
        short, end = tag, 1 + len(name)
        if tag.startswith(_UNTELLING_HERE if name in _NAMED_AFTER_CONTENT else _UNTELLING, end):
            close = tag.find('"', tag.index('"') + 1)
            short = tag[:end] + tag[close + 1 :] if close > 0 else tag
        number = self._numbers.get(short, -1)
        if number < 0:
            signature = (name, *_identity(name, page.attributes(index)))
            number = self._signatures.setdefault(signature, len(self._signatures))
            self._numbers[short] = number
        self._numbers[tag] = number
        return number


def _identity(name: str, given: Attributes) -> list[tuple[str, str | None]]:
    own_id = name not in _NAMED_AFTER_CONTENT
    return [
        (key, value)
        for key, value in given
        if key in _TELLING and (key != "id" or (own_id and not _PASSING.search(value or "")))
    ]


def _new_slot(parent: Slot, number: int, name: str, given: Attributes) -> Slot:
    identity = dict(reversed(_identity(name, given)))  # the first of duplicates counts
    top = name in {"html", "body"}
    classes = [] if top else [c for c in (identity.get("class") or "").split() if not _PASSING.search(c)]
    classes = [c[:_LONGEST_NAME] for c in classes[:4]]
    own_id = "" if top else (identity.get("id") or "")[:_LONGEST_NAME]
    meta = (identity.get("property") or identity.get("name") or "").lower() if name == "meta" else ""
    key = f"{parent.key}/{name[:_LONGEST_NAME]}{meta[:_LONGEST_NAME] and f'[{meta}]'}{own_id and f'#{own_id}'}{''.join(f'.{c}' for c in classes)}"
    facts = {fact: distance + 1 for fact, distance in parent.facts.items()}
    names = (
        [*(identity.get("class") or "").split(), own_id, identity.get("itemprop") or ""] if not top else []
    )
    for fact in (
        *_element_facts(name, identity, facts),
        *(f"hint:{h}" for n in names if n for h in hints_of(n)),
    ):
        facts[fact] = 0
    slot = parent.children[number] = Slot(key, name, facts, _menu(parent.menu, name, identity))
    return slot


def _element_facts(name: str, identity: _Identity, outside: dict[str, int]) -> list[str]:
    found = [f"in:{name}"]
    if name == "meta":
        of = identity.get("property") or identity.get("name") or ""
        found.append("meta:" + of.lower().rpartition(":")[2].rpartition(".")[2])
    role = (identity.get("role") or "").lower()
    if role:
        found.append(f"role:{role}")
    # A header or footer inside an article is the article's own (HTML standard, 4.3.8 and 4.3.9).
    own = name in {"header", "footer"} and ("in:article" in outside or "in:main" in outside)
    if (name in _CHROME_ELEMENTS and not own) or role in _CHROME_ROLES:
        found.append("landmark")
    return found


def _menu(above: int, name: str, identity: _Identity) -> int:
    if above >= 0 and _CONTENTS.search(identity.get("class") or ""):
        return -1
    if name == "nav" or identity.get("role") == "navigation":
        return 0
    return above + 1 if above >= 0 else -1


def _new_leaf(slot: Slot, what: object, segment: Segment) -> Leaf:
    kind, level = segment.kind, segment.level if segment.kind == "heading" else 0
    label = segment.attribute or (f"{kind}{level}" if level else kind)
    static = place_features(slot.facts, segment)
    heading = "kind heading1" in static or "headline name" in static
    leaf = slot.leaves[what] = Leaf(
        f"{slot.key}|{label}", static, slot, kind, segment.attribute, "link" in static, heading, "body inmost" in static,
    )  # fmt: skip
    return leaf
