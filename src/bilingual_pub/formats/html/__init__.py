"""HTML and XHTML pages and fragments: read into segments with exact spans, and written back at those spans only."""

from __future__ import annotations

from collections.abc import Collection

from bilingual_pub.formats.encoding import decode
from bilingual_pub.formats.html.linked_data import with_linked_data
from bilingual_pub.formats.html.metadata import read_metadata
from bilingual_pub.formats.html.parser import read
from bilingual_pub.formats.html.render import render
from bilingual_pub.model import Document

__all__ = ["parse", "render"]


def parse(data: str | bytes, *, path: str | None = None, linked_data: Collection[str] = ()) -> Document:
    r"""Read an HTML page or fragment.

    `linked_data`: keys of JSON-LD whose strings are wanted as segments too, such as "headline" and "description".

    Bytes are decoded by byte order mark, declaration, or as what they are (see `formats.encoding`). Nothing is
    refused: what is broken is kept as it stands, and ``parse(data).to_bytes() == data``. Segments come without
    role and language; see `bilingual_pub.parse` for both. Time and memory are linear in the size of the page.

    >>> document = parse('<p>Læs <a href="x.html">hele artiklen</a></p><img alt="Et kort">')
    >>> [(segment.text, segment.kind) for segment in document.segments]
    [('Læs <a>hele artiklen</a>', 'paragraph'), ('Et kort', 'attribute')]
    """
    text, encoding, bom = decode(data)
    segments, elements = read(text)
    metadata = read_metadata(text, elements)
    if linked_data and "ld+json" in text:
        segments = with_linked_data(text, segments, elements, linked_data, metadata.get("language"))
    return Document(
        text=text,
        format="html",
        encoding=encoding,
        path=path,
        segments=segments,
        elements=elements,
        language=metadata.pop("language", None),
        metadata=metadata,
        bom=bom,
    )
