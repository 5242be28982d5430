"""EPUB 3.3 (W3C, 2023): an article or a whole issue as an e-book, both languages side by side, row by row."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import unquote, urljoin, urlsplit

from bilingual_pub.formats import safe_xml
from bilingual_pub.formats.exchange import stamp
from bilingual_pub.merge.pairing import Block, Pairing, Row
from bilingual_pub.outputs.epub_package import Book, Chapter, Picture, pack, sniff
from bilingual_pub.outputs.labels import Labels
from bilingual_pub.outputs.options import Options
from bilingual_pub.outputs.xhtml import anchor, ids, xhtml

__all__ = ["epub"]


def epub(
    pairings: Sequence[Pairing],
    options: Options | None = None,
    *,
    title: str = "",
    pictures: Mapping[str, bytes] | None = None,
    date: datetime | None = None,
) -> bytes:
    """Return an e-book of one article or several, a chapter each.

    Every part says its language in `lang` and `xml:lang`; the book names all of them. `title`: of the issue, else
    the first article's in both languages. `pictures`: bytes by the address the articles use; a picture that is
    not among them (or is no PNG, JPEG, GIF, SVG or WebP) gives way to its alt text. Links inside an article work,
    links to other pages of the site only with `options.base_url`. Scripts, frames and forms are left out.
    The same input gives the same bytes: the time of change is `date`, else SOURCE_DATE_EPOCH, else 1980.

    Raises ValueError where there is no article: a book has at least one page.

    >>> from bilingual_pub.formats import html
    >>> from bilingual_pub.model import Bitext
    >>> pair = Pairing(Bitext(html.parse("<p>Hej"), html.parse("<p>Hi")), (), ("da", "en"), "da", ("Hej", "Hi"), "hej")
    >>> epub([pair])[30:58]
    b'mimetypeapplication/epub+zip'
    """
    if not pairings:
        raise ValueError("an e-book needs an article")
    options = options or Options()
    album = _Album(pictures or {})
    chapters = [
        Chapter(
            f"article-{n}.xhtml", pairing.languages, pairing.titles, _Page(pairing, options, album).text()
        )
        for n, pairing in enumerate(pairings, 1)
    ]
    tongues = tuple(dict.fromkeys(language for pairing in pairings for language in pairing.languages))
    book = Book(
        title=title or _title(pairings[0]),
        languages=tongues,
        authors=_authors(pairings),
        modified=stamp(date) or datetime(1980, 1, 1, tzinfo=UTC),
        identifier=_identifier(chapters),
        chapters=tuple(chapters),
        pictures=tuple(album.used.values()),
    )
    return pack(book)


def _title(pairing: Pairing) -> str:
    return " / ".join(dict.fromkeys(filter(None, pairing.titles))) or pairing.slug


def _authors(pairings: Sequence[Pairing]) -> tuple[str, ...]:
    found = (document.metadata.get("author") for pairing in pairings for document in pairing.documents)
    return tuple(dict.fromkeys(author for author in found if isinstance(author, str) and author.strip()))


def _identifier(chapters: Sequence[Chapter]) -> str:
    # The same articles are the same book, whoever builds it.
    text = "\n".join(chapter.body for chapter in chapters)
    return uuid.uuid5(uuid.NAMESPACE_URL, text.encode("utf-8", "replace").decode()).urn


class _Album:
    """The pictures a book has been given, and those of them it uses."""

    def __init__(self, given: Mapping[str, bytes]) -> None:
        self._given = given
        self.used: dict[str, Picture] = {}

    def name(self, address: str) -> str | None:
        """Return the name of the picture in the book, None where it has not got it."""
        if address not in self.used:
            data = self._given.get(address, b"")
            kind = sniff(data)
            if kind is None:
                return None
            self.used[address] = Picture(f"picture-{len(self.used) + 1}.{kind[0]}", kind[1], data)
        return self.used[address].name


class _Page:
    """One article, laid out in rows."""

    def __init__(self, pairing: Pairing, options: Options, album: _Album) -> None:
        self._pairing, self._options, self._album = pairing, options, album
        sides = (
            [b.html for row in pairing.rows for b in getattr(row, side)] for side in ("source", "target")
        )
        self._ids = tuple(ids(blocks) for blocks in sides)

    def text(self) -> str:
        """Return the body's content."""
        rows = [self._row(row) for row in self._pairing.rows]
        headed = any(block.name == "h1" for row in self._pairing.rows for block in (*row.source, *row.target))
        return "\n".join(rows if headed else [self._titles(), *rows])

    def _titles(self) -> str:
        sides = (f"<h1>{safe_xml.text(title)}</h1>" if title else "" for title in self._pairing.titles)
        return self._columns(*sides)

    def _row(self, row: Row) -> str:
        source = self._side(0, row.source)
        if row.shared:
            return f'<div class="row wide">{self._part(0, source)}</div>' if source else ""
        target = self._side(1, row.target)
        if row.alone:
            source, target = source or self._hole(0), target or self._hole(1)
        return self._columns(source, target)

    def _columns(self, source: str, target: str) -> str:
        return f'<div class="row">{self._part(0, source)}{self._part(1, target)}</div>'

    def _part(self, side: int, content: str) -> str:
        code = safe_xml.attribute(self._pairing.languages[side])
        return f'<div class="part" lang={code} xml:lang={code}>{content}</div>'

    def _side(self, side: int, blocks: Sequence[Block]) -> str:
        prefix = f"{'st'[side]}-"

        def link(address: str) -> str | None:
            return self._address(address, side, prefix)

        return "".join(xhtml(b.html, link=link, image=self._album.name, prefix=prefix) for b in blocks)

    def _address(self, address: str, side: int, prefix: str) -> str | None:
        if address.startswith("#"):
            name = unquote(address[1:])
            return f"#{anchor(prefix, name)}" if name in self._ids[side] else None
        try:
            whole = urljoin(self._options.base_url, address)
            return whole if urlsplit(whole).scheme else None
        except ValueError:  # no address at all: "http://["
            return None

    def _hole(self, side: int) -> str:
        """Say, in the language of the column, that it has nothing here."""
        code = self._pairing.languages[side]
        labels = Labels(self._options.labels, code)
        return f'<p class="hole">{labels.text("untranslated", language=labels.name(code))}</p>'
