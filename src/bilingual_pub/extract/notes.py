"""What a translator is told of a message: where it stands, what its tags are, what a slot holds. In English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from bilingual_pub.formats.html.elements import outline
from bilingual_pub.formats.inline import plain
from bilingual_pub.model import Document, Segment
from bilingual_pub.patterns import Pattern, match
from bilingual_pub.roles import Form

__all__ = ["Landmarks", "example_notes", "landmark", "notes", "place_note", "tag_notes"]

_LANDMARKS = {
    "nav": "the navigation",
    "header": "the header",
    "footer": "the footer",
    "aside": "the sidebar",
    "form": "a form",
    "dialog": "a dialog",
    "table": "a table",
    "head": "the page's head",
    "main": "the main part",
    "article": "the article",
}
_ATTRIBUTES = {
    "alt": "alternative text of a picture",
    "image_alt": "alternative text of a picture",
    "title": "tooltip",
    "placeholder": "hint in an empty field",
    "aria-label": "label for screen readers",
    "value": "button",
    "content": "description for search engines and shared links",
    "label": "label",
}
_FRONT_MATTER = {
    "title": "title of the article",
    "description": "description for search engines and shared links",
    "summary": "summary of the article",
}
_KINDS = {"other": "text", "cell": "cell of a table"}
_LONG = 60


@lru_cache(maxsize=1024)
def place_note(kind: str, attribute: str | None, landmark: str, *, element: bool = True) -> str:
    """Say in a few words what a segment is and where it stands.

    `kind`, `attribute`: the segment's. `landmark`: see `landmark`. `element`: whether an element holds it, as none
    does the keys of front matter.

    >>> place_note("button", None, "footer")
    'Button in the footer'
    """
    name = (attribute or _KINDS.get(kind, kind)).replace("_", " ")
    names = _ATTRIBUTES if element else _ATTRIBUTES | _FRONT_MATTER
    what = names.get(attribute or "", name)
    if kind == "metadata" and element and attribute != "content":
        what = f"{name} for search engines"  # a key of JSON-LD
    text = f"{what} in {_LANDMARKS[landmark]}" if landmark else what
    return text[:1].upper() + text[1:]


def landmark(facts: Mapping[str, int]) -> str:
    """Return the nearest landmark that a place of the template stands in, "" for none (see `roles.slots`).

    >>> landmark({"in:body": 3, "in:footer": 2, "in:form": 1, "in:label": 0})
    'form'
    """
    near = [(facts[f"in:{name}"], name) for name in _LANDMARKS if f"in:{name}" in facts]
    return min(near)[1] if near else ""


class Landmarks:
    """The landmarks of one page.

    >>> from bilingual_pub.formats import html
    >>> Landmarks(html.parse("<footer><button>Tilmeld</button></footer>")).of(1)
    'footer'
    """

    def __init__(self, document: Document) -> None:
        self._rows = outline(document).rows
        self._known: dict[int, str] = {-1: ""}

    def of(self, index: int) -> str:
        """Return the name of the nearest landmark that an element stands in or is, "" for none."""
        path = []
        while (found := self._known.get(index)) is None:
            path.append(index)
            tag, parent, _, _ = self._rows[index]
            if tag.name in _LANDMARKS:
                found = tag.name
                break
            index = parent
        self._known.update(dict.fromkeys(path, found or ""))
        return found or ""


def tag_notes(segment: Segment) -> Iterator[str]:
    """Yield what each inline tag of a segment is, as far as the format says.

    >>> from bilingual_pub.formats import html
    >>> list(tag_notes(html.parse('<p>Læs <a href="om.html">om os</a></p>').segments[0]))
    ['<a>: link to om.html']
    """
    for tag in segment.tags:
        if tag.note:
            yield f"<{tag.name}>: {tag.note}"


def notes(place: str, tags: Iterable[str], pattern: Form | None, text: str) -> tuple[str, ...]:
    """Return all that is said of a message, each thing once: `place_note`, `tag_notes`, and its slots' examples.

    >>> notes("Link in the navigation", [], Form("Side {page}"), "Side 3")
    ('Link in the navigation', '{page}: 3')
    """
    return tuple(dict.fromkeys((place, *tags, *(example_notes(pattern, text) if pattern else ()))))


def example_notes(pattern: Form, text: str) -> Iterator[str]:
    """Yield an example of what each slot of a pattern holds.

    >>> list(example_notes(Form("Side {page} af {total}"), "Side 3 af 12"))
    ['{page}: 3', '{total}: 12']
    """
    fit = match(text, [Pattern(pattern.msgid, plural=pattern.plural or "")])
    for name, value in fit.values.items() if fit else ():
        shown = plain(value)
        yield f"{{{name}}}: {shown if len(shown) <= _LONG else shown[:_LONG] + '…'}"
