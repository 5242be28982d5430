"""What an export holds: posts with their comments and terms, and the site's authors, terms and addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from bilingual_pub.model import Diagnostic

__all__ = ["Author", "Comment", "Header", "Item", "ItemTerm", "Meta", "Term"]

Meta = tuple[tuple[str, str], ...]
"""Keys and values of `postmeta`, `termmeta` or `commentmeta`, in order; a key may occur more than once."""


class ItemTerm(NamedTuple):
    """A term as a post names it: `<category domain="language" nicename="da">Dansk</category>`."""

    domain: str
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on a post. `content` is HTML as its writer typed it; `parent`: the comment it answers, 0 for none."""

    id: int
    author: str
    content: str
    date: str = ""
    approved: str = ""
    type: str = ""
    parent: int = 0
    meta: Meta = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A post, page, attachment, menu item or custom type, as the export has it.

    Texts are as WordPress keeps them in its database; dates `YYYY-MM-DD HH:MM:SS` in the site's own time.
    `source`: the bytes of the `<item>`, `offset` and `line` where they stand in the file.
    """

    id: int
    title: str
    content: str
    excerpt: str = ""
    slug: str = ""
    status: str = "publish"
    type: str = "post"
    date: str = ""
    date_gmt: str = ""
    author: str = ""
    link: str = ""
    parent: int = 0
    password: str = ""
    attachment_url: str = ""
    comment_status: str = "open"
    terms: tuple[ItemTerm, ...] = ()
    meta: Meta = ()
    comments: tuple[Comment, ...] = ()
    source: bytes = b""
    offset: int = 0
    line: int = 1
    diagnostics: tuple[Diagnostic, ...] = ()

    def terms_of(self, domain: str) -> tuple[ItemTerm, ...]:
        """Return the post's terms in the taxonomy `domain`.

        >>> Item(1, "", "", terms=(ItemTerm("language", "da", "Dansk"),)).terms_of("language")[0].slug
        'da'
        """
        return tuple(term for term in self.terms if term.domain == domain)


class Author(NamedTuple):
    """Someone who wrote on the site."""

    id: int
    login: str
    email: str
    display_name: str


@dataclass(frozen=True, slots=True)
class Term:
    """A category, a tag, or a term of any taxonomy; Polylang's languages and pairs are such terms."""

    id: int
    taxonomy: str
    slug: str
    name: str
    description: str = ""
    parent: str = ""
    meta: Meta = ()


@dataclass(frozen=True, slots=True)
class Header:
    """What an export says of its site before the first post."""

    title: str = ""
    link: str = ""
    language: str = ""
    version: str = "1.2"
    base_site_url: str = ""
    base_blog_url: str = ""
    authors: tuple[Author, ...] = ()
    terms: tuple[Term, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
