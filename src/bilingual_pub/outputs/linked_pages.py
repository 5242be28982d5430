"""Linked pages: an article's page in each language, saying of each other what browsers, readers and search engines ask.

HTML Living Standard; hreflang with x-default; Open Graph; schema.org. See `head` for what the head says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bilingual_pub.merge.blocks import blocks
from bilingual_pub.merge.pairing import Block, Pairing, Row
from bilingual_pub.merge.parts import foreign_elements
from bilingual_pub.merge.region import is_page
from bilingual_pub.merge.sanitise import sanitised
from bilingual_pub.model import Document, Span
from bilingual_pub.outputs.default_page import default_page
from bilingual_pub.outputs.edits import Edit, insert, set_attribute
from bilingual_pub.outputs.head import head_edits
from bilingual_pub.outputs.insertion import put_body
from bilingual_pub.outputs.labels import Labels
from bilingual_pub.outputs.options import Options, Version, versions
from bilingual_pub.outputs.switch import switch_edits
from bilingual_pub.outputs.template_page import template_page
from bilingual_pub.outputs.twins import chrome_language, twin_links
from bilingual_pub.splice import splice

__all__ = ["linked_pages"]


def linked_pages(pairing: Pairing, options: Options) -> Iterator[tuple[str, bytes]]:
    r"""Yield the path and the bytes of the page in each language, source first.

    A document that is a whole page stays the page it is, byte for byte outside the edits. A bare body is put
    into the other's page in place of its article; two bare bodies get a page of the library's own.

    >>> from bilingual_pub.formats import html, po
    >>> from bilingual_pub.merge import merge
    >>> catalog = po.parse('msgid "Hej"\nmsgstr "Hi"\n')
    >>> article = merge(html.parse("<p>Hej</p>"), catalog, languages=("da", "en"), slug="hej")
    >>> [(path, data[:32]) for path, data in linked_pages(article, Options())]
    [('hej.da.html', b'<!DOCTYPE html>\n<html lang="da">'), ('hej.en.html', b'<!DOCTYPE html>\n<html lang="en">')]
    """
    both = versions(pairing, options)
    for side in (0, 1):
        document = _page(pairing, side, both, options)
        text = splice(document.text, _edits(document, pairing, side, both, options))
        yield both[side].path, document.bom + _encode(text, document.encoding)


def _encode(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        # Our own additions may need characters that the page's encoding lacks.
        safe = (c if _fits(c, encoding) else f"&#{ord(c)};" for c in text)
        return "".join(safe).encode(encoding, "surrogateescape")


def _fits(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        return False
    return True


def _page(pairing: Pairing, side: int, both: tuple[Version, Version], options: Options) -> Document:
    own, other = pairing.documents[side], pairing.documents[1 - side]
    language = pairing.languages[side]
    if is_page(own):
        page = _with_chrome(own, language, options)
        return sanitised(page) if pairing.sanitised else page
    if is_page(other):
        return put_body(
            _with_chrome(other, language, options), own, pairing.titles[side], sanitise=pairing.sanitised
        )
    if template := options.templates.get(language):
        return template_page(template, pairing, side, both[side], both, options)
    return default_page(pairing, side, options)


def _with_chrome(document: Document, language: str, options: Options) -> Document:
    """The page with its chrome in the reader's language, as far as the catalog goes."""
    if options.catalog is None:
        return document
    from bilingual_pub.translate import translate  # noqa: PLC0415

    changed = translate(document, options.catalog, language)
    if len(changed.segments) != len(document.segments):
        return changed
    roles = zip(changed.segments, document.segments, strict=True)
    return replace(changed, segments=tuple(replace(new, role=old.role) for new, old in roles))


def _edits(
    document: Document, pairing: Pairing, side: int, both: tuple[Version, Version], options: Options
) -> list[Edit]:
    found = blocks(document)
    labels = Labels(options.labels, pairing.languages[side])
    edits = head_edits(
        document, both[side], both, options.default_language(pairing), paired=not pairing.fallback
    )
    places = _places(pairing, side, found)
    if options.anchors:
        edits += _anchors(document, places)
    edits += [
        edit
        for index, code in foreign_elements(document, pairing.languages[side], options.chrome_language)
        for edit in set_attribute(document, document.elements[index], "lang", code)
    ]
    edits += _links(document, pairing, side, both[side], options)
    if options.switch:
        edits += switch_edits(document, found, both[side], both, labels)
    gone = [block.span for row, block in places.values() if side and row.aside]
    edits = [edit for edit in edits if not any(g.start <= edit[0].start < g.end for g in gone)]
    return [*edits, *_fallbacks(pairing, side, found, places, labels)]


def _links(
    document: Document, pairing: Pairing, side: int, here: Version, options: Options
) -> Iterator[Edit]:
    """Links of chrome that stands on another language's page, and of an article that a catalog translated."""
    foreign = options.chrome_language not in {None, here.language}
    foreign = foreign and chrome_language(pairing.documents[side]) == options.chrome_language
    made = pairing.filled and here.language != pairing.original
    return twin_links(document, here.path, here.language, options.twins, chrome=foreign, article=made)


_Places = dict[int, tuple[Row, Block]]


def _places(pairing: Pairing, side: int, found: list[Block]) -> _Places:
    """The row of each block of the page, by the block's number: chrome may have moved it, its order it keeps."""
    own = blocks(pairing.documents[side], sanitise=pairing.sanitised)
    number: dict[Span, int] = {}
    at = 0
    for block in own:
        same = next((i for i in range(at, len(found)) if found[i].html == block.html), None)
        if same is not None:
            number[block.span], at = same, same + 1
    rows = ((row, row.target[:1] or row.aside if side else row.source[:1]) for row in pairing.rows)
    return {
        number[block.span]: (row, found[number[block.span]])
        for row, blocks_of in rows
        for block in blocks_of
        if block.span in number
    }


def _anchors(document: Document, places: _Places) -> Iterator[Edit]:
    """An id for each block that has none: the same on both sides, so that the switch can keep the place."""
    starts = {element.start: element for element in document.elements}
    taken = {element.get("id") for element in document.elements}
    for row, block in places.values():
        element = starts.get(block.span.start)
        if element is None or not block.segments or not (row.source and row.target):
            continue
        if row.stale:
            yield from set_attribute(document, element, "data-stale", "")
        if element.get("id") is None and row.anchor not in taken:
            yield from set_attribute(document, element, "id", row.anchor)
        elif element.get("id") != row.anchor:
            yield from set_attribute(document, element, "data-block", row.anchor)


def _fallbacks(
    pairing: Pairing, side: int, found: list[Block], places: _Places, labels: Labels
) -> Iterator[Edit]:
    """The notice, and, where two written documents are to fill each other's holes, the missing blocks.

    A stale translation that was set aside is a hole too, whatever is to become of the others.
    """
    other = pairing.languages[1 - side]
    holes = [row for row in pairing.rows if row.alone and not (row.target if side else row.source)]
    if pairing.filled:
        holes = [row for row in pairing.rows if row.lacks(side)]
    if pairing.missing != "source":
        holes = [row for row in holes if side and row.aside]
    if not holes or not found:
        return
    notice = labels.text("not at all" if pairing.fallback else "fallback", language=labels.name(other))
    top = found[0].span.end if found[0].name == "h1" else found[0].span.start
    yield insert(top, f'\n<p class="bilingual-notice" role="note" lang="{labels.language}">{notice}</p>\n')
    if pairing.filled:
        return
    spans: dict[str, list[Span]] = {}
    for row, block in places.values():
        spans.setdefault(row.anchor, []).append(block.span)
    place = found[0].span.start
    for row in pairing.rows:
        own = spans.get(row.anchor, [])
        place = own[-1].end if own else place
        if row in holes:
            html = "\n".join(block.html for block in (*row.source, *row.target))
            yield insert(place, f'\n<div class="bilingual-missing" lang="{other}">\n{html}\n</div>\n')
            yield from ((span, "") for span in own if side and row.aside)
