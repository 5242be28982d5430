"""Where in the template a segment stands: its slot, the same on every page that one template made.

A slot is the path of elements from the root with their ids and classes, without what differs from page to page
(numbers, "current", WordPress's `category-film`). What the path says of its content is worked out once per slot.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bilingual_pub.model import Document, Element, Segment
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


_IDENTITY = frozenset({"class", "id", "role", "itemprop", "type", "rel", "property", "name"})
_NAMED_AFTER_CONTENT = frozenset("section article h1 h2 h3 h4 h5 h6 li p a span dt figure".split())
"""Their ids are made from headings by most generators, so an id there says nothing of the template."""


# Templates nest twenty deep and name things in a word or two. What is below or beyond that is told apart no
# further: each key repeats its parent's, so without an end they would grow with the square of the depth.
_LONGEST_KEY = 2000
_LONGEST_NAME = 60


@dataclass(slots=True)
class Leaf:
    """One kind of text in one slot. `static`: features that hold for all its texts, name to value."""

    key: str
    static: dict[str, float]


@dataclass(slots=True)
class Slot:
    """A place in the template. `facts` grow from the root inwards: name to distance from here, 0 the element itself."""

    key: str
    name: str
    facts: dict[str, int]
    children: dict[tuple[object, ...], Slot] = field(default_factory=dict)
    leaves: dict[tuple[str, str | None, int], Leaf] = field(default_factory=dict)


class Slots:
    """Gives every segment its leaf, and keeps the slots it has met: one object serves a whole site.

    >>> from bilingual_pub.formats import html
    >>> page = html.parse('<nav class="menu item-3"><a href="/">Forside</a></nav>')
    >>> [leaf.key for leaf in Slots().leaves(page)]
    ['/nav.menu/a|link']
    """

    def __init__(self) -> None:
        self._root = Slot("", "", {})

    def leaves(self, document: Document) -> list[Leaf]:
        """Return one leaf per segment of `document`, in order. Formats without elements have one root slot."""
        known: dict[int, Slot] = {-1: self._root}
        elements = document.elements[:]  # a tuple: each look is by index
        found: list[Leaf] = []
        for segment in document.segments:
            slot = known.get(segment.element) or self._slot(segment.element, elements, known)
            kind = (segment.kind, segment.attribute, segment.level if segment.kind == "heading" else 0)
            leaf = slot.leaves.get(kind)
            found.append(leaf or _new_leaf(slot, kind, segment))
        return found

    def _slot(self, index: int, elements: Sequence[Element], known: dict[int, Slot]) -> Slot:
        path = []
        while index not in known:
            path.append(index)
            index = elements[index].parent
        slot = known[index]
        for index in reversed(path):
            if len(slot.key) < _LONGEST_KEY:
                slot = _child(slot, elements[index])
            known[index] = slot
        return slot


def _child(parent: Slot, element: Element) -> Slot:
    identity: dict[str, str | None] = {}
    for name, value in element.attributes:
        if name in _IDENTITY and not (
            name == "id" and (element.name in _NAMED_AFTER_CONTENT or _PASSING.search(value or ""))
        ):
            identity.setdefault(name, value)
    signature = (element.name, *identity.items())
    child = parent.children.get(signature)
    if child is None:
        child = parent.children[signature] = _new_slot(parent, element.name, identity)
    return child


def _new_slot(parent: Slot, name: str, identity: dict[str, str | None]) -> Slot:
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
    return Slot(key, name, facts)


def _element_facts(name: str, identity: dict[str, str | None], outside: dict[str, int]) -> list[str]:
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


def _new_leaf(slot: Slot, kind: tuple[str, str | None, int], segment: Segment) -> Leaf:
    name, attribute, level = kind
    label = attribute or (f"{name}{level}" if level else name)
    leaf = Leaf(f"{slot.key}|{label}", place_features(slot.facts, segment))
    slot.leaves[kind] = leaf
    return leaf
