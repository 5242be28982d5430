"""From a file, a string or a soup to a document whose segments know their role and language."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilingual_pub import formats
from bilingual_pub.errors import InputError
from bilingual_pub.files import read_bytes
from bilingual_pub.model import N_, Diagnostic, Document, Element, Segment

if TYPE_CHECKING:
    from bs4 import Tag

    from bilingual_pub.roles import Classifier

__all__ = ["as_document", "later", "parse", "read", "relabel", "understand"]


def read(
    path: str | os.PathLike[str],
    *,
    format: str | None = None,  # noqa: A002
    linked_data: Collection[str] = (),
) -> Document:
    """Read the document at `path`; its format is what its name promises, unless `format` says otherwise.

    `linked_data`: see `parse`.

    Raises InputError where the file can't be read or its name is no document's.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.html").write_text("<p>Smid en kommentar nederst på siden.</p>", "utf-8")
    ...     read(Path(folder, "a.html")).article_language
    'da'
    """
    name = format or formats.format_of(path)
    if name is None:
        template = N_("this is no document that can be read; known are {suffixes}")
        values = {"suffixes": " ".join(formats.SUFFIXES)}
        hint = N_("Name its format in the call, or leave it out.")
        raise InputError(Diagnostic("unknown-format", "error", template, values, os.fspath(path), hint=hint))
    return parse(read_bytes(path), format=name, path=Path(path).as_posix(), linked_data=linked_data)


def parse(
    text: str | bytes | Tag,
    *,
    format: str = "html",  # noqa: A002
    path: str | None = None,
    linked_data: Collection[str] = (),
) -> Document:
    """Read a document from a string, from bytes, or from what BeautifulSoup has made (`BeautifulSoup`, `Tag`).

    Each segment gets its role (`ui`, `article`) and language, the document its `article_language`. A soup is
    written out first, so its document's text is the soup's, not the page's it was made of. `linked_data`: keys of a
    page's JSON-LD whose strings are wanted as segments too, such as "headline" and "description".

    >>> document = parse('<nav><a href="/">Forside</a></nav><main><p>We met her on a rainy Tuesday.</p></main>')
    >>> [(segment.text, segment.role, segment.language) for segment in document.segments]
    [('Forside', 'ui', 'da'), ('We met her on a rainy Tuesday.', 'article', 'en')]
    >>> document.article_language
    'en'
    """
    if isinstance(text, str | bytes):
        source = text
    elif hasattr(text, "decode"):
        source = text.decode(formatter="minimal")
    else:
        message = f"parse takes a text or a soup, not {type(text).__name__}; read(path) reads a file"
        raise TypeError(message)
    return understand(formats.parse(source, format, path=path, linked_data=linked_data))


def as_document(value: Document | Tag | str | os.PathLike[str]) -> Document:
    """Return what may stand for a document as one: a soup is parsed, a path read, a text taken as HTML.

    A text is a path where it is one line without markup that ends as a document's name does. Raises InputError where
    the file can't be read, TypeError for anything else.

    >>> as_document("<p>Hej</p>").segments[0].text
    'Hej'
    >>> as_document("artikler/kor.da.md")
    Traceback (most recent call last):
    bilingual_pub.errors.InputError: artikler/kor.da.md: error: can't read this file: No such file or directory [cannot-read]
    """
    if isinstance(value, Document):
        return value
    if isinstance(value, str) and not _is_path(value):
        return parse(value)
    return read(value) if isinstance(value, str | os.PathLike) else parse(value)


def _is_path(text: str) -> bool:
    return "<" not in text and "\n" not in text and formats.format_of(text) is not None


def understand(document: Document, *, classifier: Classifier | None = None) -> Document:
    """Return a parsed document with roles and languages. `classifier`: what the whole site says of roles.

    >>> understand(formats.parse("<button>Smid en kommentar</button>")).segments[0].role
    'ui'
    """
    from bilingual_pub.detect import annotate  # noqa: PLC0415  # loads the detector's table
    from bilingual_pub.roles import classify  # noqa: PLC0415

    judged = classifier.classify(document) if classifier else _bare(classify([document])[0])
    return annotate(judged)


_LANDMARKS = frozenset("html head body nav header footer aside main form".split())
_PROSE = frozenset(
    {"heading", "paragraph", "list item", "cell", "caption", "quotation", "term", "code", "metadata"}
)


def _bare(document: Document) -> Document:
    """Take a fragment without a page's landmarks for what it is, a body: its prose is the article's, short or not."""
    if document.format == "html" and any(element.name in _LANDMARKS for element in document.elements):
        return document
    segments = tuple(
        replace(s, role="article") if s.role == "ui" and s.kind in _PROSE and not _ruled(s) else s
        for s in document.segments
    )
    return replace(document, segments=segments)


def _ruled(segment: Segment) -> bool:
    """Whether the document itself says what the segment is (see `roles.overrule`)."""
    return any("data-i18n" in reason for reason in segment.evidence)


def relabel(document: Document, model: Document) -> Document:
    """Give a document that was parsed anew the roles and languages of the one it was made of.

    Where the two have not the same number of segments the document comes back as it is.
    """
    if len(document.segments) != len(model.segments):
        return document
    segments = tuple(
        replace(new, role=old.role, language=old.language, context=old.context, evidence=old.evidence)
        for new, old in zip(document.segments, model.segments, strict=True)
    )
    return replace(document, segments=segments, article_language=model.article_language)


def later(
    text: str, model: Document, diagnostics: tuple[Diagnostic, ...], read: Callable[[], Document]
) -> Document:
    """Return a document of `text`, made of `model`, that `read` is called for when more than its text is asked of it.

    Who writes a page in another language needs its text alone: reading it again would cost as much as translating it.

    >>> page = formats.parse("<p>Hej</p>")
    >>> greeting = later("<p>Hi</p>", page, (), lambda: formats.parse("<p>Hi</p>"))
    >>> greeting.to_bytes(), greeting.segments[0].text, greeting == formats.parse("<p>Hi</p>")
    (b'<p>Hi</p>', 'Hi', True)
    """
    document = object.__new__(_Unread)
    for name in _KEPT:
        _set(document, name, getattr(model, name))
    _set(document, "text", text)
    _set(document, "diagnostics", diagnostics)
    _HELD.__set__(document, read)
    return document


_KEPT = ("format", "encoding", "path", "bom")
_READ = ("segments", "language", "article_language", "metadata")
_set = object.__setattr__
_HELD: Any = Document.__dict__["elements"]
"""Where an unread document holds the function that reads it."""


class _Unread(Document):
    """A document without the fields `_READ` and `elements`; it becomes a plain one when any of these is asked for."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        if name not in _READ:
            raise AttributeError(name)
        return getattr(_made_plain(self), name)

    @property
    def elements(self) -> Sequence[Element]:
        return _made_plain(self).elements

    def __eq__(self, other: object) -> bool:
        return _made_plain(self) == other

    __hash__ = Document.__hash__

    def __repr__(self) -> str:
        return repr(_made_plain(self))

    def __reduce_ex__(self, protocol: Any) -> Any:
        return _made_plain(self).__reduce_ex__(protocol)


def _made_plain(document: Document) -> Document:
    read = _HELD.__get__(document)
    # In this order: where another thread has let go of the function, all that it gave was set before.
    if callable(read):
        found = read()
        for name in _READ:
            _set(document, name, getattr(found, name))
        _HELD.__set__(document, found.elements)
    _set(document, "__class__", Document)
    return document
