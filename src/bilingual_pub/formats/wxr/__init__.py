"""WordPress's export format (WXR 1.0 to 1.2): read as a stream in constant memory, written for its importer."""

from bilingual_pub.formats.wxr.document import parse
from bilingual_pub.formats.wxr.items import Author, Comment, Header, Item, ItemTerm, Meta, Term
from bilingual_pub.formats.wxr.pieces import Piece, read_pieces
from bilingual_pub.formats.wxr.reader import read_header, read_items, to_item
from bilingual_pub.formats.wxr.writer import write_wxr

__all__ = [
    "Author",
    "Comment",
    "Header",
    "Item",
    "ItemTerm",
    "Meta",
    "Piece",
    "Term",
    "parse",
    "read_header",
    "read_items",
    "read_pieces",
    "to_item",
    "write_wxr",
]
