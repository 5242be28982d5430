"""What is measured of a segment: of its place in the template, of its wording, and of the site's other pages.

A feature is a name and a number; `weights.json` says what each is worth in log-odds of being a UI string, and
`phrases.py` says it in words. Nothing here looks at more than it is given.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from bilingual_pub.interface_words import tokens, vocabulary_share
from bilingual_pub.model import Segment

__all__ = [
    "EDGES",
    "NOTHING",
    "WORDING",
    "Counts",
    "assembled",
    "language_features",
    "link_features",
    "link_key",
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
    if segment.kind == "metadata" and "in:script" in facts:  # JSON-LD says what the head says
        kind = "meta:title" if kind in {"headline", "name"} else "meta:description"
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


WORDING = {
    "words": (
        "interface words", "sentence", "several sentences", "sign", "digits", "sentence in the open", "you", "we", "nothing found",
    ),
    "link": (
        "named by its link", "name of something else", "link within the page", "link to an address", "link to a subject",
        "link to elsewhere", "link to the front page",
    ),
    "language": ("not the article's language", "not the furniture's language"),
    "first": ("begins with an interface word", "small first letter"),
}  # fmt: skip
"""Features that depend on the words of a text and are 0 to 1, by what of it they depend on; besides these, "length" and "only
interface words".
"""


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
    if words and vocabulary_share(words[:1]):
        found["begins with an interface word"] = 1.0
    if text[:1].islower():
        found["small first letter"] = 1.0
    if not _YOU.isdisjoint(words):
        found["you"] = 1.0
    if not _WE.isdisjoint(words):
        found["we"] = 1.0
    if (not _LACKING.isdisjoint(words) or "404" in text) and NOTHING.search(text):
        found["nothing found"] = 1.0
    return found


def _has_arrow(first: str, last: str) -> bool:
    return first in _BEFORE or last in _BEHIND or first.isspace() or last.isspace()


_YOU = frozenset("du dig din dit dine jer jeres you your".split())
_WE = frozenset("vi os vores we us our".split())

EDGES = " \t\n¶§#\uf0c1\U0001f517«‹←→»›"
"""Signs that themes hang on a heading, or on a link to it; the heading is the same without."""

_LACKING = frozenset(
    "ikke intet ingen found exist nothing no ups hov oops whoops beklager desværre sorry".split()
)
"""One of these words is in whatever `NOTHING` finds, but for 404: a third of what the wording costs to look at is saved."""

NOTHING = re.compile(
    r"\b404\b|\bikke fundet\b|\b(?:blev|er) ikke at finde\b|\bfindes (?:desværre )?ikke\b|\bkunne ikke (?:finde|vise)s\b|\bintet fundet\b"
    r"|\bingen (?:resultater|indlæg|kommentarer|sider|artikler)\b|\bnot (?:be )?found\b|\bdoes not exist\b|\bnothing (?:was |has been )?found\b"
    r"|\bno (?:results|posts|pages|comments)\b|\b(?:ups|hov|oops|whoops)\b|\bbeklager\b|\bdesværre\b|\bsorry\b",
    re.IGNORECASE,
)
"""What pages without an article say, Danish and English."""


def link_features(text: str, href: str) -> dict[str, float]:
    """Return what the target of the link a text stands in says: content is filed under its own name.

    `href`: what `link_key` keeps of an address.

    >>> link_features("Live jazz", link_key("/tags/live-jazz/")), link_features("Næste", link_key("/page/2"))
    ({'link to a subject': 1.0, 'named by its link': 1.0}, {})
    """
    kind, _, name = href.partition(" ")
    found = {f"link {_LINKS[kind]}": 1.0} if kind else {}
    slug = "-".join(_SLUG.findall(text.lower().translate(_FOLD)))
    return found | ({"named by its link": 1.0} if slug and name == slug else {})


_LINKS = {
    "#": "within the page",
    "@": "to an address",
    "/": "to a subject",
    ":": "to elsewhere",
    "~": "to the front page",
}
_HOME = re.compile(r"(?:https?://[^/?#]+)?(?:\.{0,2}/)*(?:index\.html?)?|\.{1,2}")
_SUBJECT = re.compile(
    r"(?:^|[/?&])(?:categor\w*|kategori\w*|cat|tags?|emner?|topics?|authors?|forfattere?|archives?|arkiv|sections?|m)(?:/|=|\.html|$)",
    re.IGNORECASE,
)
"""Addresses of what a site's articles are filed under."""


def link_key(href: str) -> str:
    """Return what an address says of the text it stands on: a sign for where it leads, and what it calls its page.

    The same for all pages that link there: one says `../x.html`, another `../../x.html`.

    >>> link_key("../kategori/film/"), link_key("#top"), link_key("mailto:red@example.dk"), link_key("https://example.org/@x")
    ('/ film', '# ', '@ ', ': @x')
    >>> link_key("/"), link_key("../../index.html"), link_key("om.html")
    ('~ ', '~ ', ' om')
    """
    if href and _HOME.fullmatch(href):
        return "~ "
    if href.startswith("#"):
        return "# "
    if href.startswith(("mailto:", "tel:")):
        return "@ "
    sign = "/" if _SUBJECT.search(href) else ":" if href.startswith(("https:", "http:", "//")) else ""
    return f"{sign} {_link_name(href)}"


def _link_name(href: str) -> str:
    """Return what an address calls its page: the last part of the path, or of a query.

    >>> _link_name("../tags/live-jazz/"), _link_name("/?tag=vinyl"), _link_name("om-os.html#top")
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
    another string (`Kategori: <a>Film</a>`) or one of an article's terms. `inside`: how many of the place's texts stand
    where the page's text runs, `apart`: on a page without an article. `text_apart`: pages without an article that
    have the text. `languages`: its pages by the language of their articles. `article_pages`: of the site.
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
    inside: int = 0
    apart: int = 0
    text_apart: int = 0
    languages: tuple[tuple[str, int], ...] = ()
    article_pages: int = 0


def language_features(
    text: str, articles: Iterable[tuple[str, int]], furniture: str | None, detect: Callable[[str], str | None]
) -> dict[str, float]:
    """Return what a text's language says beside its articles' and the furniture's.

    `articles`: pages that have the text, by the language of their articles. `furniture`: None where that is not clear.
    Where all is in one language nothing is said, and `detect` is not asked.

    >>> language_features("Læs mere", [("da", 1), ("en", 3)], "da", lambda text: "da")
    {"not the article's language": 0.75}
    >>> language_features("Rain", [("en", 1)], "da", lambda text: "en"), language_features("Regn", [("da", 1)], "da", int)
    ({"not the furniture's language": 1.0}, {})
    """
    pages = dict(articles)
    language = detect(text) if pages.keys() - {furniture} else None
    if language is None:
        return {}
    foreign = sum(pages.values()) - pages.get(language, 0)
    found = {}
    if foreign and furniture in {None, language}:
        found["not the article's language"] = foreign / sum(pages.values())
    if furniture not in {None, language}:
        found["not the furniture's language"] = 1.0
    return found


_FEW, _NEARLY_ALL = 3, 0.9
_FEW_ARTICLES = 4
"""Where less than one page of so many has an article, its absence is nothing special."""


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
    found["place in running text"] = counts.inside / counts.slot_times
    # A page without an article says something where the site's other pages have one.
    if _FEW_ARTICLES * counts.article_pages >= counts.pages:
        found["place apart from articles"] = counts.apart / counts.slot_times
        if counts.text_pages == counts.text_apart == 1:
            found["once apart from articles"] = 1.0
    if counts.headings:
        found["heading elsewhere"] = 1.0
    if counts.bodies:
        found["in articles"] = 1.0
    if counts.values:
        found["value elsewhere"] = 1.0
    return found
