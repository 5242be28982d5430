"""Attributes that hold text for a reader: which they are, and exactly where their values stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual_pub.formats.html.shadow import Islands
from bilingual_pub.formats.html.units import LONE, TEXT, Part, attribute_text
from bilingual_pub.formats.html.vocabulary import BUTTONS, META_TEXTS, TEXT_ATTRIBUTES
from bilingual_pub.model import Span

__all__ = ["Attributes", "find", "get", "parts", "values"]

Attributes = Sequence[tuple[str, str | None]]

# One attribute of a start tag: name, then perhaps a value in double, single or no quotes (13.2.5.32 to .38).
# Every alternative starts with a character the one before can't take, so there is nothing to go back to.
_ATTRIBUTE = re.compile(
    r"""[\s/]+ ([^\s/>=][^\s/>=]*+)
        (?: \s*+ = \s*+ (?: "([^"]*+)" | '([^']*+)' | ([^\s>"'][^\s>]*+) ) )?+""",
    re.VERBOSE,
)


def find(name: str, attributes: Attributes) -> list[str]:
    """Return the names of those attributes of element `name` whose values are text.

    >>> find("img", [("src", "a.jpg"), ("alt", "Et kort")])
    ['alt']
    """
    return [
        key
        for key, value in attributes
        if key in TEXT_ATTRIBUTES
        and value
        and ((only := TEXT_ATTRIBUTES[key]) is None or name in only)
        and (key not in {"value", "content", "alt"} or _is_text(name, key, attributes))
    ]


def _is_text(name: str, key: str, attributes: Attributes) -> bool:
    if key == "alt":
        return name != "input" or get(attributes, "type").lower() == "image"
    if key == "value":
        return get(attributes, "type").strip().lower() in BUTTONS
    return (get(attributes, "name") or get(attributes, "property")).strip().lower() in META_TEXTS


def get(attributes: Attributes, name: str) -> str:
    """Return the raw value of the first attribute called `name`, "" where there is none."""
    for key, value in attributes:
        if key == name:
            return value or ""
    return ""


def values(page: str, start: int, end: int) -> dict[str, Span]:
    """Return where the value of each attribute of the start tag `page[start:end]` stands, quotes left out.

    Names in lower case, the first of duplicates counts, attributes without a value are left out.

    >>> values('<img alt="Et kort" SRC=a.jpg>', 0, 29)
    {'alt': Span(start=10, end=17), 'src': Span(start=23, end=28)}
    """
    found: dict[str, Span] = {}
    position = start + 1
    while position < end and page[position] not in " \t\n\f\r/":
        position += 1
    while attribute := _ATTRIBUTE.match(page, position, end):
        position = attribute.end()
        if group := attribute.lastindex or 0:
            name = attribute[1].lower()
            span = Span(*attribute.span(group)) if group > 1 else None
            if span and name not in found:
                found[name] = span
    return found


def parts(page: str, span: Span, islands: Islands) -> list[Part]:
    """Take an attribute's value apart into text, references resolved, and template islands."""
    out: list[Part] = []
    position = span.start
    for start in sorted(s for s in islands if span.start <= s < span.end) if islands else ():
        if start > position:
            out.append((TEXT, position, start, attribute_text(page[position:start]), -1, False))
        position = islands[start]
        out.append((LONE, start, position, "x", -1, True))
    if position < span.end:
        out.append((TEXT, position, span.end, attribute_text(page[position : span.end]), -1, False))
    return out
