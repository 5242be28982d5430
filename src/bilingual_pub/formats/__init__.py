"""File formats: each reads text into a `Document` (or a catalog) and gives the file back, byte for byte."""

from __future__ import annotations

import os
from collections.abc import Collection
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import cast

from bilingual_pub.errors import InputError
from bilingual_pub.model import N_, Diagnostic, Document, Segment

__all__ = ["FORMATS", "SUFFIXES", "format_of", "parse", "render"]

FORMATS = ("html", "markdown", "blocks")
"""Formats of documents: what `parse` and `render` take."""

SUFFIXES = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xht": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
}


def __getattr__(name: str) -> ModuleType:
    try:
        return import_module(f"{__name__}.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"{__name__}.{name}":
            raise
        raise AttributeError(name) from error


@cache
def _module(name: str) -> ModuleType:
    return import_module(f"{__name__}.{name}")


def format_of(path: str | os.PathLike[str]) -> str | None:
    """Return the format that a file's name promises, None for a name that is no document's.

    >>> format_of("om-os.da.html"), format_of("artikel.md"), format_of("foto.jpg")
    ('html', 'markdown', None)
    """
    return SUFFIXES.get(os.path.splitext(path)[1].lower())  # noqa: PTH122  # ten times as fast, and asked of every file


def parse(
    data: str | bytes,
    format: str = "html",  # noqa: A002
    *,
    path: str | None = None,
    linked_data: Collection[str] = (),
) -> Document:
    """Read a document of a named format. Raises InputError for a name that is not in `FORMATS`.

    `linked_data`: keys of a page's JSON-LD whose strings are wanted too (see `html.parse`).

    >>> parse("<h1>Hej</h1>", "html").segments[0].text
    'Hej'
    """
    if format not in FORMATS:
        values = {"format": format, "formats": ", ".join(FORMATS)}
        template = N_("there is no document format “{format}”; there are {formats}")
        raise InputError(Diagnostic("unknown-format", "error", template, values, path=path))
    options = {"linked_data": linked_data} if format == "html" and linked_data else {}
    return cast("Document", _module(format).parse(data, path=path, **options))


def render(document: Document, segment: Segment, text: str) -> str:
    r"""Return the source that puts a translation into the place of a segment of `document`.

    Line ends and quotation marks are the document's own; characters that its encoding has not are written as
    references. Raises TranslationError where the translation can't be put back.

    >>> document = parse("<p title='Læs'>mere</p>")
    >>> render(document, document.segments[0], "Don't read")
    'Don&#39;t read'
    """
    if document.format == "html" and segment.kind == "metadata":
        from bilingual_pub.formats.html import linked_data  # noqa: PLC0415

        if linked_data.is_linked_data(document, segment):
            return linked_data.render(document, segment, text)
    if document.format in {"html", "blocks"}:
        before = document.text[segment.span.start - 1 : segment.span.start]
        module = _module(document.format)
        source = cast("str", module.render(segment, text, quote=before if before in {'"', "'"} else ""))
    elif document.format == "markdown":
        from bilingual_pub.formats import markdown  # noqa: PLC0415

        source = markdown.render(segment, text, document=document)
    else:
        source = cast("str", _module(document.format).render(segment, text))
    if "\n" in source and "\r\n" in document.text:
        source = source.replace("\r\n", "\n").replace("\n", "\r\n")
    if document.encoding != "utf-8" and document.format == "html":
        source = source.encode(document.encoding, "xmlcharrefreplace").decode(document.encoding)
    return source
