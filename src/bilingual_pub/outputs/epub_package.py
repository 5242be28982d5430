"""The container of an e-book: package document, navigation, style, and a zip file that is the same every time."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime

from bilingual_pub.files import utf8
from bilingual_pub.formats import safe_xml

__all__ = ["Book", "Chapter", "Picture", "pack", "sniff"]

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang={language} xml:lang={language}>
<head><meta charset="utf-8"/><title>{title}</title><link rel="stylesheet" href="style.css"/></head>
<body>
{body}
</body>
</html>
"""
_PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang={language}>
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">{identifier}</dc:identifier>
<dc:title>{title}</dc:title>
{details}
<meta property="dcterms:modified">{modified:%Y-%m-%dT%H:%M:%SZ}</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityHazard">none</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="style" href="style.css" media-type="text/css"/>
{items}
</manifest>
<spine>
{spine}
</spine>
</package>
"""
# Columns where there is room for two, else one under the other; no colours, so that the reader's own hold.
_STYLE = """body { margin: 0 1em; line-height: 1.5; }
.row { display: flex; gap: 1.5em; align-items: baseline; margin: 0 0 .6em; }
.part { flex: 1 1 0; min-width: 0; }
.part > :first-child { margin-top: 0; }
.part > :last-child { margin-bottom: 0; }
.hole { font-style: italic; opacity: .7; }
.picture { font-style: italic; }
img { max-width: 100%; height: auto; }
@media (max-width: 32em) { .row { display: block; } .part + .part { margin-top: .3em; padding-left: 1em; border-left: 2px solid; } }
"""
# The picture types of EPUB 3.3, 3.2, by how their files begin.
_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", 0, ("png", "image/png")),
    (b"\xff\xd8\xff", 0, ("jpg", "image/jpeg")),
    (b"GIF8", 0, ("gif", "image/gif")),
    (b"WEBP", 8, ("webp", "image/webp")),
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page: its file's name, languages and titles (source first), and the XHTML inside `<body>`."""

    name: str
    languages: tuple[str, str]
    titles: tuple[str, str]
    body: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the book."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that is packed. `identifier`: a URN that is the same for the same book."""

    title: str
    languages: tuple[str, ...]
    authors: tuple[str, ...]
    modified: datetime
    identifier: str
    chapters: tuple[Chapter, ...]
    pictures: tuple[Picture, ...] = ()


def sniff(data: bytes) -> tuple[str, str] | None:
    r"""Return suffix and media type of a picture an e-book may hold, None for anything else.

    >>> sniff(b"GIF89a"), sniff(b"%PDF")
    (('gif', 'image/gif'), None)
    """
    for mark, offset, kind in _PICTURES:
        if data.startswith(mark, offset):
            return kind
    head = data[:500].lstrip(b"\xef\xbb\xbf \t\r\n")
    drawing = head.startswith(b"<svg") or (head.startswith(b"<?xml") and b"<svg" in head)
    return ("svg", "image/svg+xml") if drawing and b"<script" not in data else None


def pack(book: Book) -> bytes:
    """Return the zip file: the media type first and stored (OCF, 4.3), all times 1980, names in a fixed order.

    >>> from datetime import UTC
    >>> chapter = Chapter("a.xhtml", ("da", "en"), ("Hej", "Hi"), "<p>Hej</p>")
    >>> book = Book("Hej", ("da", "en"), (), datetime(2026, 5, 3, tzinfo=UTC), "urn:x:1", (chapter,))
    >>> zipfile.ZipFile(io.BytesIO(pack(book))).namelist()[:2]
    ['mimetype', 'META-INF/container.xml']
    """
    files: list[tuple[str, bytes]] = [("META-INF/container.xml", _CONTAINER.encode())]
    files += [("EPUB/package.opf", utf8(_package(book))), ("EPUB/nav.xhtml", utf8(_navigation(book)))]
    files += [("EPUB/style.css", _STYLE.encode())]
    files += [(f"EPUB/{c.name}", utf8(_page(c.languages[0], _both(c), c.body))) for c in book.chapters]
    files += [(f"EPUB/{picture.name}", picture.data) for picture in book.pictures]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(_info("mimetype"), b"application/epub+zip", zipfile.ZIP_STORED)
        for name, data in files:
            archive.writestr(_info(name), data, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.create_system = 3
    info.external_attr = 0o644 << 16
    return info


def _both(chapter: Chapter) -> str:
    return " / ".join(dict.fromkeys(filter(None, chapter.titles))) or chapter.name


def _page(language: str, title: str, body: str) -> str:
    return _PAGE.format(language=safe_xml.attribute(language), title=safe_xml.text(title), body=body)


def _navigation(book: Book) -> str:
    entries = "\n".join(f'<li><a href="{c.name}">{_entry(c)}</a></li>' for c in book.chapters)
    title = safe_xml.text(book.title)
    body = f'<nav epub:type="toc" id="toc">\n<h1>{title}</h1>\n<ol>\n{entries}\n</ol>\n</nav>'
    return _page(book.languages[0], book.title, body)


def _entry(chapter: Chapter) -> str:
    named = [(code, title) for code, title in zip(chapter.languages, chapter.titles, strict=True) if title]
    spans = (
        f"<span lang={safe_xml.attribute(code)} xml:lang={safe_xml.attribute(code)}>{safe_xml.text(title)}</span>"
        for code, title in named
    )
    return " / ".join(spans) or chapter.name


def _package(book: Book) -> str:
    details = [f"<dc:language>{safe_xml.text(code)}</dc:language>" for code in book.languages]
    details += [f"<dc:creator>{safe_xml.text(author)}</dc:creator>" for author in book.authors]
    items = [
        f'<item id="a{n}" href="{chapter.name}" media-type="application/xhtml+xml"/>'
        for n, chapter in enumerate(book.chapters, 1)
    ]
    items += [
        f'<item id="p{n}" href="{picture.name}" media-type="{picture.media_type}"/>'
        for n, picture in enumerate(book.pictures, 1)
    ]
    return _PACKAGE.format(
        language=safe_xml.attribute(book.languages[0]),
        identifier=safe_xml.text(book.identifier),
        title=safe_xml.text(book.title),
        details="\n".join(details),
        modified=book.modified,
        items="\n".join(items),
        spine="\n".join(f'<itemref idref="a{n}"/>' for n in range(1, len(book.chapters) + 1)),
    )
