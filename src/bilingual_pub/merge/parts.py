"""Which parts of an article are in another language than the rest, and do not say so (WCAG 2.2, 3.1.2; technique H58)."""

from __future__ import annotations

from collections.abc import Iterator

from bilingual_pub.formats.inline import plain
from bilingual_pub.merge.region import path_to_root
from bilingual_pub.model import Document, Segment

__all__ = ["foreign_elements", "part_language"]

_ENOUGH = 12
"""Letters a part needs before its detected language is believed over the page's: below it lie names and loan words."""


def part_language(
    segments: tuple[Segment, ...], language: str | None, chrome: str | None = None
) -> str | None:
    """Return the language that all of a block's text is in where it is not `language`; None where it needs no mark.

    `chrome`: the language that the page's own strings are written in. Of those the shortest is believed: it is in the
    catalog's language, and waits for a translation.

    >>> from bilingual_pub.model import Span
    >>> english = Segment("To be, or not to be", Span(0, 19), language="en")
    >>> part_language((english,), "da"), part_language((english,), "en")
    ('en', None)
    """
    texts = [segment for segment in segments if segment.attribute is None]
    found = {segment.language for segment in texts}
    if language is None or len(found) != 1 or found & {None, language}:
        return None
    if chrome in found and all(segment.role == "ui" for segment in texts):
        return chrome
    if sum(map(str.isalpha, "".join(plain(segment.text) for segment in texts))) < _ENOUGH:
        return None
    return texts[0].language


def foreign_elements(
    document: Document, language: str, chrome: str | None = None
) -> Iterator[tuple[int, str]]:
    """Yield the elements of a page whose text is in another language than the page will be, with that language.

    `chrome`: see `part_language`. An element is left alone where it, or one round it below `<html>`, says a language itself.

    >>> from dataclasses import replace
    >>> from bilingual_pub.formats import html
    >>> page = html.parse("<html lang=da><body><p>To be, or not to be</p>")
    >>> page = replace(page, segments=(replace(page.segments[0], language="en"),))
    >>> [(page.elements[index].name, code) for index, code in foreign_elements(page, "da")]
    [('p', 'en')]
    """
    held: dict[int, list[Segment]] = {}
    for segment in document.segments:
        if segment.element >= 0 and segment.attribute is None and segment.kind != "title":
            held.setdefault(segment.element, []).append(segment)
    for index, segments in held.items():
        code = part_language(tuple(segments), language, chrome)
        if (
            code
            and document.elements[index].name not in {"html", "body", "title"}
            and not _says(document, index)
        ):
            yield index, code


def _says(document: Document, index: int) -> bool:
    path = (document.elements[i] for i in path_to_root(document, index))
    return any(element.get("lang") for element in path if element.name != "html")
