"""An export read as it streams by: `read_items` for the posts, `read_header` for what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import BinaryIO

from bilingual_pub.formats.wxr.elements import Node, parse_elements
from bilingual_pub.formats.wxr.items import Author, Comment, Header, Item, ItemTerm, Meta, Term
from bilingual_pub.formats.wxr.names import Names
from bilingual_pub.formats.wxr.pieces import MAX_PIECE, Piece, read_pieces
from bilingual_pub.model import N_, Diagnostic

__all__ = ["read_header", "read_items", "to_item"]


def read_items(stream: BinaryIO, *, path: str | None = None, limit: int = MAX_PIECE) -> Iterator[Item]:
    """Yield the items of the export that `stream` reads, in its order; one at a time is in memory.

    Damage is a Diagnostic on the item it struck. `limit`: bytes of the largest item read.

    >>> import io
    >>> data = "<item><title>Forår</title><wp:post_id>7</wp:post_id></item>".encode()
    >>> [(item.id, item.title) for item in read_items(io.BytesIO(data))]
    [(7, 'Forår')]
    """
    pieces = read_pieces(stream, path=path, limit=limit)
    return (to_item(piece, path=path) for piece in pieces if piece.kind == "item")


def to_item(piece: Piece, *, path: str | None = None) -> Item:
    """Return the post that a piece of kind "item" holds.

    >>> to_item(Piece("item", b"<item><wp:status>draft</wp:status></item>")).status
    'draft'
    """
    text = _decoded(piece)
    node = parse_elements(text, piece.names)
    return Item(
        id=_number(node.get("wp:post_id")),
        title=node.get("title"),
        content=node.get("content:encoded"),
        excerpt=node.get("excerpt:encoded"),
        slug=node.get("wp:post_name"),
        status=node.get("wp:status").strip(),
        type=node.get("wp:post_type").strip(),
        date=node.get("wp:post_date").strip(),
        date_gmt=node.get("wp:post_date_gmt").strip(),
        author=node.get("dc:creator"),
        link=node.get("link").strip(),
        parent=_number(node.get("wp:post_parent")),
        password=node.get("wp:post_password"),
        attachment_url=node.get("wp:attachment_url").strip(),
        comment_status=node.get("wp:comment_status").strip(),
        terms=tuple(_item_term(child) for child in node.all("category")),
        meta=_meta(node, "wp:postmeta"),
        comments=tuple(_comment(child) for child in node.all("wp:comment")),
        source=piece.source,
        offset=piece.offset,
        line=piece.line,
        diagnostics=(*piece.diagnostics, *_broken(piece, node, path), *_notes(piece, text, path)),
    )


def _item_term(node: Node) -> ItemTerm:
    return ItemTerm(node.attributes.get("domain", ""), node.attributes.get("nicename", ""), node.text)


def _comment(node: Node) -> Comment:
    return Comment(
        id=_number(node.get("wp:comment_id")),
        author=node.get("wp:comment_author"),
        content=node.get("wp:comment_content"),
        date=node.get("wp:comment_date").strip(),
        approved=node.get("wp:comment_approved").strip(),
        type=node.get("wp:comment_type").strip(),
        parent=_number(node.get("wp:comment_parent")),
        meta=_meta(node, "wp:commentmeta"),
    )


def _meta(node: Node, name: str) -> Meta:
    return tuple((meta.get("wp:meta_key"), meta.get("wp:meta_value")) for meta in node.all(name))


def _number(text: str) -> int:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 20 else 0


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0 does not allow (section 2.2): a parser that keeps to the rules, WordPress's own, stops at it."""

_UNDECODED = re.compile("[\udc80-\udcff]")


_SUSPECT = bytes({*range(32), 0xEF} - {*b"\t\n\r"})
"""Bytes of which a text without any of what `_notes` looks for has none; almost every piece is done with at that."""


def _notes(piece: Piece, text: str, path: str | None) -> Iterator[Diagnostic]:
    if len(piece.source.translate(None, _SUSPECT)) < len(piece.source) and (match := _FORBIDDEN.search(text)):
        yield Diagnostic(
            "wxr-control-character",
            "warning",
            N_("control character {code}, which XML does not allow"),
            {"code": f"U+{ord(match[0]):04X}"},
            path,
            piece.line + text.count("\n", 0, match.start()),
            hint=N_("It is read as it stands; WordPress's importer refuses the file until it is taken out."),
        )
    if not _decodes(piece) and (match := _UNDECODED.search(text)):
        yield Diagnostic(
            "wxr-encoding",
            "warning",
            N_("bytes that are not {encoding}"),
            {"encoding": piece.names.encoding},
            path,
            piece.line + text.count("\n", 0, match.start()),
            hint=N_("The bytes are kept. Some program took the file for one in another encoding."),
        )


def _broken(piece: Piece, node: Node, path: str | None) -> Iterator[Diagnostic]:
    # Of a piece without an end it is known already.
    if node.broken and piece.whole:
        yield Diagnostic(
            "wxr-unclosed",
            "error",
            N_("<{element}> has no end in this {kind}: it was read up to where the next one begins"),
            {"element": node.broken, "kind": piece.kind},
            path,
            piece.line,
            hint=N_("Look at what was read of it. Export the site once more if anything is missing."),
        )


def read_header(pieces: Iterable[Piece], *, path: str | None = None) -> Header:
    """Return what `pieces` say of the site, up to the first post, where reading stops.

    >>> import io
    >>> export = b"<channel><title>Avisen</title><wp:tag><wp:tag_slug>vin</wp:tag_slug></wp:tag></channel>"
    >>> header = read_header(read_pieces(io.BytesIO(export)))
    >>> header.title, header.terms[0].slug
    ('Avisen', 'vin')
    """
    head = [*takewhile(lambda piece: piece.kind != "item", pieces)]
    texts = [_decoded(piece) for piece in head]
    other = "".join(text[: 1 << 16] for piece, text in zip(head, texts, strict=True) if piece.kind == "other")
    nodes = [
        parse_elements(text, piece.names)
        for piece, text in zip(head, texts, strict=True)
        if piece.kind != "other"
    ]
    # An unfinished channel is no matter here: its children are all there is to read.
    names = head[0].names if head else Names()
    channel = parse_elements(f"<channel>{other.partition('<channel>')[2]}", names)
    notes = [note for piece, text in zip(head, texts, strict=True) for note in _notes(piece, text, path)]
    inner = [piece for piece in head if piece.kind != "other"]
    notes += [n for piece, node in zip(inner, nodes, strict=True) for n in _broken(piece, node, path)]
    return Header(
        title=channel.get("title"),
        link=channel.get("link").strip(),
        language=channel.get("language").strip(),
        version=channel.get("wp:wxr_version").strip() or "1.0",
        base_site_url=channel.get("wp:base_site_url").strip(),
        base_blog_url=channel.get("wp:base_blog_url").strip(),
        authors=tuple(_author(node) for node in nodes if node.name == "wp:author"),
        terms=tuple(_term(node) for node in nodes if node.name in _TERM_FIELDS),
        diagnostics=(*(note for piece in head for note in piece.diagnostics), *notes),
    )


def _decodes(piece: Piece) -> bool:
    try:
        return bool(piece.source.decode(piece.names.encoding)) or True
    except UnicodeDecodeError:
        return False


def _decoded(piece: Piece) -> str:
    return piece.source.decode(piece.names.encoding, "surrogateescape")


def _author(node: Node) -> Author:
    return Author(
        _number(node.get("wp:author_id")),
        node.get("wp:author_login"),
        node.get("wp:author_email"),
        node.get("wp:author_display_name"),
    )


# Element -> its taxonomy (None: it says itself), and the elements of slug, name, description and parent.
_TERM_FIELDS = {
    "wp:category": ("category", "category_nicename", "cat_name", "category_description", "category_parent"),
    "wp:tag": ("post_tag", "tag_slug", "tag_name", "tag_description", ""),
    "wp:term": (None, "term_slug", "term_name", "term_description", "term_parent"),
}


def _term(node: Node) -> Term:
    taxonomy, *fields = _TERM_FIELDS[node.name]
    slug, name, description, parent = (node.get(f"wp:{field}") for field in fields)
    return Term(
        id=_number(node.get("wp:term_id")),
        taxonomy=taxonomy or node.get("wp:term_taxonomy"),
        slug=slug,
        name=name,
        description=description,
        parent=parent,
        meta=_meta(node, "wp:termmeta"),
    )
