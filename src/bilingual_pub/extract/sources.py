"""From what a caller hands over to documents and marked messages: paths, folders, documents, soups."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, cast

from bilingual_pub import formats
from bilingual_pub.errors import InputError
from bilingual_pub.extract.collector import BRACES, Marked
from bilingual_pub.files import read_bytes, walk
from bilingual_pub.model import N_, Diagnostic, Document

if TYPE_CHECKING:
    from typing import TypeAlias

    from bs4 import Tag

    Source: TypeAlias = str | os.PathLike[str] | Document | Tag

__all__ = ["MARKED_SUFFIXES", "each", "marked"]

MARKED_SUFFIXES = {
    ".py": "python",
    ".js": "javascript",
    ".mjs": "javascript",
    ".jsx": "javascript",
    ".ts": "javascript",
    ".j2": "jinja2",
    ".jinja": "jinja2",
    ".jinja2": "jinja2",
}
"""Sources that mark their own strings, and the name of Babel's extractor for each."""

_PASSED_BY = frozenset({"node_modules", "__pycache__", "site-packages"})


def each(sources: Source | Iterable[Source], linked_data: Collection[str] = ()) -> Iterator[Document | Path]:
    """Yield documents, and paths of files that mark their own strings, in a stable order.

    `linked_data`: keys of pages' JSON-LD whose strings are wanted too. A folder gives all files in it whose names promise something to read, sorted; hidden ones are passed by.
    Raises InputError for a path that is not there or can't be read.
    """
    for source in _listed(sources):
        if isinstance(source, Document):
            yield source
        elif isinstance(source, str | os.PathLike):
            yield from _from_path(Path(source), linked_data)
        else:
            yield formats.parse(source.decode(formatter="minimal"), linked_data=linked_data)


def _listed(sources: Source | Iterable[Source]) -> Iterable[Source]:
    # A soup is iterable too, over its children; `decode` tells it (BeautifulSoup is not imported for this).
    if isinstance(sources, str | os.PathLike | Document) or hasattr(sources, "decode"):
        return [cast("Source", sources)]
    return sources


def _from_path(path: Path, linked_data: Collection[str]) -> Iterator[Document | Path]:
    if path.is_dir():
        for found in walk(path):
            passed_by = _PASSED_BY.intersection(found.relative_to(path).parts)
            if not passed_by and (found.suffix.lower() in MARKED_SUFFIXES or formats.format_of(found)):
                yield from _from_path(found, linked_data)
    elif path.suffix.lower() in MARKED_SUFFIXES:
        yield path
    elif name := formats.format_of(path):
        yield formats.parse(read_bytes(path), name, path=path.as_posix(), linked_data=linked_data)
    else:
        read_bytes(path)  # a missing file is the truer message
        known = " ".join([*formats.SUFFIXES, *MARKED_SUFFIXES])
        template, hint = (
            N_("nothing can be extracted from this file; known are {suffixes}"),
            N_("Leave it out."),
        )
        raise InputError(
            Diagnostic("unknown-format", "error", template, {"suffixes": known}, path.as_posix(), hint=hint)
        )


def marked(path: Path) -> Iterator[Marked]:
    """Yield the messages that a Python, JavaScript or Jinja2 source marks, by Babel's extractors.

    Translators' comments start with `Translators:` or `NOTE:`. Raises InputError where the file can't be read, or for a
    template without Jinja2 installed.
    """
    from babel.messages.extract import DEFAULT_KEYWORDS, extract  # noqa: PLC0415  # slow, and few sites need it

    method = MARKED_SUFFIXES[path.suffix.lower()]
    name = "jinja2.ext:babel_extract" if method == "jinja2" else method
    data = BytesIO(read_bytes(path))
    keywords = DEFAULT_KEYWORDS if method != "jinja2" else {**DEFAULT_KEYWORDS, "trans": None}
    try:
        found = list(
            extract(name, data, keywords, ("Translators:", "NOTE:"), {"encoding": "utf-8", "silent": "false"})
        )
    except Exception as error:
        # Whatever a tokenizer, a template's syntax error or a missing package raises: the file is at fault.
        template = N_("no messages could be read: {reason}")
        missing = isinstance(error, ModuleNotFoundError)
        hint = (
            N_("Install the package that reads this format.")
            if missing
            else N_("Mend the file, or leave it out.")
        )
        values = {"reason": str(error) or type(error).__name__}
        line = getattr(error, "lineno", None)
        raise InputError(
            Diagnostic("cannot-extract", "error", template, values, path.as_posix(), line, hint=hint)
        ) from error
    for line, texts, comments, context in found:
        yield _marked(path.as_posix(), line, texts, tuple(comments), context)


def _marked(
    path: str, line: int, texts: str | tuple[str, ...], comments: tuple[str, ...], context: str | None
) -> Marked:
    from babel.messages.catalog import PYTHON_FORMAT  # noqa: PLC0415

    msgid, plural = (
        (texts, None) if isinstance(texts, str) else (texts[0], texts[1] if len(texts) > 1 else None)
    )
    flags = ("python-format",) if PYTHON_FORMAT.search(msgid) else ()
    braces = (BRACES,) if not flags and "{" in msgid and path.endswith(".py") else ()
    return Marked(msgid, path, line, context, plural, comments, flags + braces)
