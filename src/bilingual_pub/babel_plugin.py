"""Babel's door to our extractor: `pybabel extract` with `[bilingual_pub: **.html]` in its mapping file.

Registered as the entry point `bilingual_pub` in the group `babel.extractors`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from bilingual_pub import formats
from bilingual_pub.extract.collector import Collector
from bilingual_pub.roles import classify_document

__all__ = ["extract"]


def extract(
    fileobj: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, str | None, str | tuple[str, str], list[str]]]:
    r"""Yield the UI strings of one page, as Babel asks: line, function, message, comments.

    Babel hands over one file at a time, so each page is judged alone; `bilingual-pub extract` sees the whole site and
    judges better. `keywords` and `comment_tags` mean nothing in a page. `options`: `role` ("ui" or "article"), `ui`
    and `article` (CSS selectors, one a line), `linked_data` (keys of JSON-LD, one a line), `format` ("html" or another of
    `formats.FORMATS`).

    >>> from io import BytesIO
    >>> list(extract(BytesIO("<p><button>Søg</button>".encode()), {}, (), {}))
    [(1, None, 'Søg', ['Button'])]
    """
    del keywords, comment_tags
    name, linked_data = options.get("format", "html"), _lines(options, "linked_data")
    document = formats.parse(fileobj.read(), name, linked_data=linked_data)
    judged = classify_document(document, ui=_lines(options, "ui"), article=_lines(options, "article"))
    collector = Collector(
        "article" if options.get("role") == "article" else "ui", references=len(judged.segments)
    )
    collector.add(judged)
    for message in collector.template().messages:
        found = message.msgid if message.msgctxt is None else (message.msgctxt, message.msgid)
        name = None if message.msgctxt is None else "pgettext"
        for reference in message.references:
            yield reference.line, name, found, list(message.comments)


def _lines(options: Mapping[str, Any], name: str) -> list[str]:
    return [line.strip() for line in str(options.get(name, "")).splitlines() if line.strip()]
