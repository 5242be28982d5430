"""What is measured of a segment: of its place in the template, of its wording, and of the site's other pages.

A feature is a name and a number; `weights.json` says what each is worth in log-odds of being a UI string, and
`phrases.py` says it in words. Nothing here looks at more than it is given.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from bilingual_pub.interface_words import tokens, vocabulary_share
from bilingual_pub.model import Segment

__all__ = [
    "WORDING",
    "Counts",
    "assembled",
    "link_features",
    "link_name",
    "place_features",
    "site_features",
    "text_features",
]

_CONTAINERS = (
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "main",
    "article",
    "head",
    "table",
    "ul",
    "blockquote",
)
_HINTS = ("teaser", "headline", "facts", "terms", "comment", "hidden", "control")


def place_features(facts: dict[str, int], segment: Segment) -> dict[str, float]:
    """Return what the place says, the same for all texts there.

    `facts`: what the elements from the root down to the segment's own say (`slots`), name to distance.
    """
    kind = next((fact for fact in facts if fact.startswith("meta:")), segment.attribute or segment.kind)
    found = {f"kind {kind}{segment.level or ''}" if kind == "heading" else f"kind {kind}": 1.0}
    found |= {f"in {name}": 1.0 for name in _CONTAINERS if f"in:{name}" in facts}
    for hint in _HINTS:
        if f"hint:{hint}" in facts:
            found[f"{hint} name"] = 1.0 / (1 + facts[f"hint:{hint}"])
    found |= _nearest(facts)
    if segment.links or "in:a" in facts:
        found["link"] = 1.0
    return found


def _nearest(facts: dict[str, int]) -> dict[str, float]:
    """Which has the last word, the nearest container of articles or the nearest of furniture."""
    far = 99
    chrome = min(facts.get("hint:chrome", far), facts.get("landmark", far))
    body = min(facts.get("hint:body", far), facts.get("hint:teaser", far))
    wide = min(facts.get("in:main", far), facts.get("in:article", far), facts.get("role:main", far))
    if body < far and body <= chrome:
        return {"body inmost": 1.0}
    if chrome < far:
        return {"chrome inmost": 1.0} | ({"chrome in main": 1.0} if wide > chrome and wide < far else {})
    return {"main inmost": 1.0} if wide < far else {"nowhere": 1.0}


_SENTENCE = re.compile(r"[.!?…]['”’»\")]*(?:\s|$)")
_DIGIT = re.compile(r"\d")
_BEFORE, _BEHIND = frozenset("«‹←→»›<>+×≡☰"), frozenset("«‹←→»›≫▾▼+")


WORDING = (
    "interface words", "sentence", "several sentences", "sign", "digits", "named by its link", "name of something else",
    "sentence in the open",
)  # fmt: skip
"""Features that depend on the words of a text and are 0 to 1; besides these, "length" and "only interface words"."""


def text_features(text: str) -> dict[str, float]:
    """Return what the wording says. `text`: without inline tags.

    >>> text_features("Læs mere…")["interface words"]
    1.0
    """
    words = tokens(text)
    count = len(words)
    share = vocabulary_share(words)
    found = {"length": math.log1p(count), "interface words": share}
    if share == 1.0:
        found["only interface words"] = 1.0
    sentences = len(_SENTENCE.findall(text)) if count > 4 else 0
    if sentences:
        found["sentence"] = 1.0
    if count > 12 and sentences > 1:
        found["several sentences"] = 1.0
    if text.endswith((":", "…", "...")) or _has_arrow(text[:1], text[-1:]):
        found["sign"] = 1.0
    if _DIGIT.search(text):
        found["digits"] = 1.0
    return found


def _has_arrow(first: str, last: str) -> bool:
    return first in _BEFORE or last in _BEHIND or first.isspace() or last.isspace()


def link_features(text: str, href: str) -> dict[str, float]:
    """Return what the target of the link a text stands in says: content is filed under its own name.

    >>> link_features("Live jazz", "/tags/live-jazz/"), link_features("Næste", "/page/2")
    ({'named by its link': 1.0}, {})
    """
    name = link_name(href)
    slug = "-".join(_SLUG.findall(text.lower().translate(_FOLD)))
    return {"named by its link": 1.0} if slug and name == slug else {}


def link_name(href: str) -> str:
    """Return what an address calls its page: the last part of the path, or of a query.

    >>> link_name("../tags/live-jazz/"), link_name("/?tag=vinyl"), link_name("om-os.html#top")
    ('live-jazz', 'vinyl', 'om-os')
    """
    path = href.partition("#")[0].rstrip("/").removesuffix("/index.html").rpartition("/")[2]
    return path.rpartition("=")[2].removesuffix(".html").lower()


_FOLD = {ord("æ"): "ae", ord("ø"): "o", ord("å"): "a"}
_SLUG = re.compile(r"[a-z0-9]+")


def assembled(*parts: dict[str, float]) -> dict[str, float]:
    """Put features together, and add what only two of them together say.

    >>> "name of something else" in assembled({"link": 1.0}, {"value elsewhere": 1.0, "interface words": 0.0})
    True
    """
    found: dict[str, float] = {}
    for part in parts:
        found |= part
    elsewhere = "value elsewhere" in found or "heading elsewhere" in found
    if elsewhere and "link" in found and "only interface words" not in found:
        found["name of something else"] = 1.0
    if "sentence" in found and "chrome inmost" not in found and "in form" not in found:
        found["sentence in the open"] = 1.0
    return found


class Counts(NamedTuple):
    """What the site's pages say of a text at a place. Pages count once, however often a text stands on one.

    `pages`: of the site. `text_pages`, `text_times`: where the text stands. `slots`: in how many places.
    `slot_pages`: pages that have the place. `here`: of them, with this text there. `slot_texts`, `slot_times`:
    different texts at the place, and all. `headings`: pages whose main heading or title it is, other than in
    this place. `bodies`: pages where it stands inside an article's text. `values`: how often it is the filling of
    another string (`Kategori: <a>Film</a>`) or one of an article's terms.
    """

    pages: int
    text_pages: int
    text_times: int
    slots: int
    slot_pages: int
    here: int
    slot_texts: int
    slot_times: int
    headings: int
    bodies: int
    values: int


_FEW, _NEARLY_ALL = 3, 0.9


def site_features(counts: Counts, place: dict[str, float]) -> dict[str, float]:
    """Return what the rest of the site says of a text at a place with these `place_features`.

    >>> every = site_features(Counts(50, 50, 50, 1, 50, 50, 1, 50, 0, 0, 0), {})
    >>> every["share of pages"], every["fixed here"]
    (1.0, 1.0)
    """
    share = counts.here / counts.slot_pages
    variety = counts.slot_texts / counts.slot_times
    found = {
        "share of pages": counts.text_pages / counts.pages,
        "repeated": math.log(counts.text_pages),
        "repeated on one page": min(2.0, math.log(counts.text_times / counts.text_pages)),
        "many places": min(2.0, math.log(counts.slots)),
        "fixed here": share if counts.slot_pages > 1 else 0.0,
        "variety here": variety if counts.slot_times > 3 else 0.0,
        "texts here": min(5.0, math.log(counts.slot_texts)),
    }
    if counts.slot_pages > _FEW:
        found["oftener than others here"] = max(
            0.0, math.log(counts.here / counts.slot_times * counts.slot_texts)
        )
        if share > _NEARLY_ALL:
            found["always here"] = 1.0
    if counts.text_times == 1:
        found["once"] = 1.0
        if "in head" in place:
            found["head once"] = 1.0
    if counts.slot_times == counts.here == 1:
        found["place and text once"] = 1.0
    if counts.headings:
        found["heading elsewhere"] = 1.0
    if counts.bodies:
        found["in articles"] = 1.0
    if counts.values:
        found["value elsewhere"] = 1.0
    return found
