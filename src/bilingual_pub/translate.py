"""A document and a catalog make the document in the other language, byte for byte but for what was translated."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bilingual_pub import formats
from bilingual_pub.documents import as_document, later, relabel
from bilingual_pub.errors import TranslationError
from bilingual_pub.formats.html.linked_data import asked
from bilingual_pub.model import N_, Diagnostic, Document, Role, Segment, Span
from bilingual_pub.patterns import Pattern, fill, match
from bilingual_pub.splice import splice

if TYPE_CHECKING:
    from bs4 import Tag

    from bilingual_pub.formats.po import Catalog

__all__ = ["Lookup", "lookup_in", "translate"]

Lookup = Callable[[str, str | None], str | None]
"""Gives the final translation of a msgid (and msgctxt), None where there is none."""


def translate(
    document: Document | Tag | str | os.PathLike[str],
    catalog_or_locales: Catalog | Mapping[str, str] | str | os.PathLike[str],
    language: str,
    *,
    role: Role | None = "ui",
    domain: str = "messages",
) -> Document:
    """Return `document` with its messages in `language` (BCP 47); every other byte is as it stood.

    `document`: or a soup, a path or an HTML text (see `documents.as_document`).
    `catalog_or_locales`: a catalog (ours, polib's, gettext's), a mapping of msgid to msgstr, a function that
    returns either for a language, or the folder
    `locales/` whose `<language>/LC_MESSAGES/<domain>.po` is read. `role`: "ui" leaves the article alone, "article" the
    page round it, None translates both. A segment without translation, or with one that can't be put back (its
    tags do not match, it would become markup), keeps its source, and `diagnostics` of the result says so.

    Raises CatalogError or InputError where the catalog can't be read.

    >>> from bilingual_pub.documents import parse
    >>> page = parse("<nav><a href='/om'>Om os</a></nav><article><p>Vi mødte hende i går.</p></article>")
    >>> translate(page, {"Om os": "About us"}, "en").text
    "<nav><a href='/om'>About us</a></nav><article><p>Vi mødte hende i går.</p></article>"
    """
    document = as_document(document)
    lookup = lookup_in(catalog_or_locales, language, domain)
    found: list[Diagnostic] = []
    edits = _edits(document, lookup, language, role, found)
    diagnostics = (*document.diagnostics, *reversed(found))
    if not edits:
        return replace(document, diagnostics=diagnostics)
    text, edited = splice(document.text, edits.values()), frozenset(edits)
    return later(text, document, diagnostics, lambda: _read_again(text, document, edited, language))


def _edits(
    document: Document, lookup: Lookup, language: str, role: Role | None, found: list[Diagnostic]
) -> dict[int, tuple[Span, str]]:
    """Return what replaces each segment that has a translation; add to `found` why others have none."""
    edits: dict[int, tuple[Span, str]] = {}
    segments, after = document.segments, len(document.text)
    # From the end, so that a picture's alt is done before the sentence that holds the picture.
    for index in range(len(segments) - 1, -1, -1):
        segment = segments[index]
        start, end = span = segment.span
        if segment.translate and (role is None or segment.role is None or segment.role == role):
            inner: list[int] = []
            if after < end and (inner := _inside(document, index, edits)):
                segment = _with_tags(document, segment, [edits[i] for i in inner])
            source = _put(document, segment, lookup, found, language)
            if source is not None:
                for i in inner:
                    del edits[i]
                edits[index] = (span, source)
        after = start
    return edits


def _read_again(text: str, document: Document, edited: frozenset[int], language: str) -> Document:
    """Return the document that `text` is, made of `document` by edits of the segments `edited`."""
    parsed = formats.parse(text, document.format, path=document.path, linked_data=asked(document))
    result = relabel(parsed, document)
    if len(result.segments) != len(document.segments):
        return result
    now = (replace(s, language=language) if i in edited else s for i, s in enumerate(result.segments))
    return replace(result, segments=tuple(now))


def _inside(document: Document, index: int, edits: Mapping[int, object]) -> list[int]:
    """Return the edited segments that lie inside another: attributes of the tags in a sentence."""
    end = document.segments[index].span.end
    found: list[int] = []
    for i in range(index + 1, len(document.segments)):
        if document.segments[i].span.start >= end:
            break
        if i in edits:
            found.append(i)
    return found


def _with_tags(document: Document, segment: Segment, edits: list[tuple[Span, str]]) -> Segment:
    """Make edits inside a segment part of the tags it carries, so that its translation brings them along."""
    tags = (
        replace(
            tag,
            open=_edited(document, segment, tag.open, edits),
            close=_edited(document, segment, tag.close, edits),
        )
        for tag in segment.tags
    )
    return replace(segment, tags=tuple(tags))


def _edited(document: Document, segment: Segment, source: str, edits: list[tuple[Span, str]]) -> str:
    """Make the edits that lie inside a tag's source; of two tags alike either will do, their texts are alike too."""
    start = document.text.find(source, *segment.span) if source else -1
    while start >= 0:
        end = start + len(source)
        mine = [
            (Span(s.start - start, s.end - start), new)
            for s, new in edits
            if start <= s.start and s.end <= end
        ]
        if mine:
            return splice(source, mine)
        start = document.text.find(source, start + 1, segment.span.end)
    return source


def _put(
    document: Document, segment: Segment, lookup: Lookup, found: list[Diagnostic], language: str
) -> str | None:
    """Return the source that replaces a segment, None where it stands as it is."""
    translation = lookup(segment.text, segment.context)
    if translation is None:
        if segment.language != language and any(map(str.isalpha, segment.text)):
            found.append(_untranslated(document, segment, language))
        return None
    if translation == segment.text:
        return None
    try:
        return formats.render(document, segment, translation)
    except TranslationError as error:
        found.append(replace(error.diagnostic, path=document.path))
        return None


def _untranslated(document: Document, segment: Segment, language: str) -> Diagnostic:
    return Diagnostic(
        "untranslated",
        "info",
        N_("“{msgid}” has no translation into {language}"),
        {"msgid": segment.text, "language": language},
        document.path,
        segment.line,
        segment.column,
        N_("Translate it in the catalog, or accept the one that is marked fuzzy."),
    )


def lookup_in(
    catalog: Catalog | Mapping[str, str] | str | os.PathLike[str] | Any,
    language: str,
    domain: str = "messages",
) -> Lookup:
    """Return a function that finds final translations in whatever holds them: see `translate`.

    >>> lookup_in({"Hej": "Hi", "Farvel": ""}, "en")("Farvel", None) is None
    True
    """
    if isinstance(catalog, str | os.PathLike):
        from bilingual_pub.catalog import load  # noqa: PLC0415

        catalog = load(catalog, language, domain)
    if callable(catalog):
        catalog = catalog(language)
    if isinstance(catalog, Mapping):
        mapping = catalog
        plain: Lookup = lambda msgid, context: mapping.get(msgid) or None if context is None else None  # noqa: E731
        return _with_patterns(
            plain, [(None, Pattern(msgid)) for msgid in mapping if _is_slotted(msgid)], language
        )
    if hasattr(catalog, "pgettext"):
        return lambda msgid, context: _from_gettext(catalog, msgid, context)
    return _in_catalog(catalog, language)


def _in_catalog(catalog: Any, language: str) -> Lookup:
    from bilingual_pub.catalog import as_catalog  # noqa: PLC0415

    for known, code, lookup in tuple(_RECENT):  # a copy: other threads may add to it
        if known is catalog and code == language:
            return lookup
    ours = as_catalog(catalog)
    lookup = _of_entries(ours, language)
    if ours is catalog:  # polib's and others' may change under us
        _RECENT.append((ours, language, lookup))
    return lookup


# A script translates a site's pages by one catalog: preparing it costs ten times what translating a page does.
_RECENT: deque[tuple[Catalog, str, Lookup]] = deque(maxlen=4)


def _of_entries(ours: Catalog, language: str) -> Lookup:
    from bilingual_pub.catalog import plural_rule  # noqa: PLC0415

    rule = plural_rule(ours)
    patterns = [
        (entry.msgctxt, Pattern(entry.msgid, plural=entry.msgid_plural or ""))
        for entry in ours.entries
        if entry.final and (_is_slotted(entry.msgid) or _is_slotted(entry.msgid_plural or ""))
    ]

    def form(msgid: str, context: str | None, number: int) -> str:
        forms = ours.index[context, msgid].msgstr
        return forms[min(rule(number), len(forms) - 1)]

    return _with_patterns(ours.lookup, patterns, language, ours.source_language or "da", form)


def _from_gettext(catalog: Any, msgid: str, context: str | None) -> str | None:
    found = catalog.gettext(msgid) if context is None else catalog.pgettext(context, msgid)
    return str(found) if found != msgid else None


_SLOT = re.compile(r"\{[a-z_]+\d*\}")


def _is_slotted(msgid: str) -> bool:
    return "{" in msgid and _SLOT.search(msgid) is not None


def _with_patterns(
    lookup: Lookup,
    patterns: Iterable[tuple[str | None, Pattern]],
    language: str,
    source_language: str = "da",
    form: Callable[[str, str | None, int], str] | None = None,
) -> Lookup:
    """Let a message with slots (`Publiceret {date}`) translate every string that it fits, values carried over.

    `form`: gives a message's translation for a number.
    """
    slotted: dict[str | None, list[Pattern]] = {}
    counted: set[tuple[str | None, str]] = set()
    for context, pattern in patterns:
        slotted.setdefault(context, []).append(pattern)
        if pattern.plural:
            counted.add((context, pattern.msgid))
    if not slotted:
        return lookup

    def find(msgid: str, context: str | None) -> str | None:
        # "Én kommentar" is a msgid itself, and the singular of its message all the same.
        exact = None if (context, msgid) in counted else lookup(msgid, context)
        fit = match(msgid, slotted.get(context, ())) if exact is None else None
        if fit is None:
            return exact
        key, number = fit.pattern.msgid, fit.number
        translation = lookup(key, context) if form is None or number is None else form(key, context, number)
        values = fit.values if number is None else {"count": "1", **fit.values}
        return fill(translation, values, language, source_language) if translation else None

    return find
