"""What a translator is told of a message: where it stands, what its tags are, what a slot holds. In English."""

from __future__ import annotations

from collections.abc import Iterator

from bilingual_pub.formats.inline import plain
from bilingual_pub.model import Document, Segment
from bilingual_pub.patterns import Pattern, match

__all__ = ["example_notes", "place_note", "tag_notes"]

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
_FAR = 40
_LONG = 60


def place_note(document: Document, segment: Segment) -> str:
    """Say in a few words what a segment is and where it stands.

    >>> from bilingual_pub.formats import html
    >>> page = html.parse("<footer><button>Tilmeld</button></footer>")
    >>> place_note(page, page.segments[0])
    'Button in the footer'
    """
    name = (segment.attribute or _KINDS.get(segment.kind, segment.kind)).replace("_", " ")
    names = _ATTRIBUTES if segment.element >= 0 else _ATTRIBUTES | _FRONT_MATTER
    what = names.get(segment.attribute or "", name)
    if segment.kind == "metadata" and segment.element >= 0 and segment.attribute != "content":
        what = f"{name} for search engines"  # a key of JSON-LD
    where = _landmark(document, segment.element)
    text = f"{what} in {where}" if where else what
    return text[:1].upper() + text[1:]


def _landmark(document: Document, index: int) -> str:
    for _ in range(_FAR):
        if index < 0:
            break
        element = document.elements[index]
        if element.name in _LANDMARKS:
            return _LANDMARKS[element.name]
        index = element.parent
    return ""


def tag_notes(segment: Segment) -> Iterator[str]:
    """Yield what each inline tag of a segment is, as far as the format says.

    >>> from bilingual_pub.formats import html
    >>> list(tag_notes(html.parse('<p>Læs <a href="om.html">om os</a></p>').segments[0]))
    ['<a>: link to om.html']
    """
    for tag in segment.tags:
        if tag.note:
            yield f"<{tag.name}>: {tag.note}"


def example_notes(pattern: str | None, text: str) -> Iterator[str]:
    """Yield an example of what each slot of a pattern holds.

    >>> list(example_notes("Side {page} af {total}", "Side 3 af 12"))
    ['{page}: 3', '{total}: 12']
    """
    fit = match(text, [Pattern(pattern)]) if pattern else None
    for name, value in fit.values.items() if fit else ():
        shown = plain(value)
        yield f"{{{name}}}: {shown if len(shown) <= _LONG else shown[:_LONG] + '…'}"
