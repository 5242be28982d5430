"""One document and a catalog of its segments that a translator filled: the other document, and the bitext."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bilingual_pub import formats
from bilingual_pub.documents import relabel
from bilingual_pub.errors import BilingualPubError, InputError
from bilingual_pub.formats.inline import plain
from bilingual_pub.formats.po import Catalog
from bilingual_pub.formats.po.entries import Entry
from bilingual_pub.merge.pairing import Missing, Stale
from bilingual_pub.merge.region import article_segments
from bilingual_pub.merge.stale import fingerprint
from bilingual_pub.model import N_, Bead, Bitext, Diagnostic, Document, Segment, Span
from bilingual_pub.splice import splice

__all__ = ["MISSING", "OLD", "Translation", "notice", "translated"]

_PREFIX = "source-hash:"


@dataclass(frozen=True, slots=True)
class Translation:
    """What a catalog made of a document: the bitext (its target is the other document), and what is old in it."""

    bitext: Bitext
    stale: frozenset[Span]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    segment: Segment
    text: str | None = None
    stale: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()


def translated(
    document: Document,
    catalog: Catalog,
    language: str,
    *,
    source_language: str,
    missing: Missing,
    stale: Stale,
) -> Translation:
    r"""Return `document` with its article's segments replaced by their translations, aligned one to one.

    A segment without one keeps its source, its element marked with `source_language` (`missing="source"`), or
    is taken out (`"omit"`); it is a 1-0 bead. Stale is an entry that is fuzzy and knows its previous msgid, and
    one whose `#. source-hash:` is not its source's any more.

    >>> from bilingual_pub.formats import html, po
    >>> catalog = po.parse('msgid "Hej"\nmsgstr "Hi"\n')
    >>> options = {"source_language": "da", "missing": "source", "stale": "mark"}
    >>> translated(html.parse("<p>Hej<p>Farvel"), catalog, "en", **options).bitext.target.text
    '<p>Hi<p lang="da">Farvel'
    """
    wanted = {segment.span for segment in article_segments(document)}
    entries = [
        _find(document, catalog, s, stale, language) if s.span in wanted else None for s in document.segments
    ]
    # Attributes first: a picture's text lies inside its paragraph, and one edit can't hold another.
    first = _splice(document, [_edit(document, e) for e in entries if e and e.segment.attribute is not None])
    target, kept = _running(first, entries, missing, source_language)
    target = _in_language(target, [entries[index] for index in kept], language)
    beads = tuple(_beads(entries, target.segments, kept))
    found = [entry for entry in entries if entry]
    old = frozenset(entry.segment.span for entry in found if entry.stale)
    notices = tuple(notice for entry in found for notice in entry.diagnostics)
    return Translation(Bitext(document, target, beads, source_language, language), old, notices)


def _in_language(target: Document, entries: Sequence[_Entry | None], language: str) -> Document:
    """The document whose translated segments are known to be in the language they were translated into."""
    if len(entries) != len(target.segments):
        return replace(target, article_language=language)
    segments = tuple(
        replace(segment, language=language) if entry and entry.text and entry.segment.translate else segment
        for segment, entry in zip(target.segments, entries, strict=True)
    )
    return replace(target, segments=segments, article_language=language)


def _find(document: Document, catalog: Catalog, segment: Segment, stale: Stale, language: str) -> _Entry:
    # A block that is in the reader's language already, in an article that mixes them, needs no translation.
    if not segment.translate or segment.kind == "code" or segment.language == language:
        return _Entry(segment, segment.text)
    entry = catalog.index.get((segment.context, segment.text)) or catalog.index.get((None, segment.text))
    old = entry is not None and _is_stale(entry)
    if entry is None or not entry.msgstr[0] or not (entry.final or old) or (old and stale == "source"):
        return _Entry(segment, diagnostics=(notice(MISSING, document, segment),))
    try:
        formats.render(document, segment, entry.msgstr[0])
    except BilingualPubError as error:
        return _Entry(segment, diagnostics=(_at(error.diagnostic, catalog, entry),))
    notices = (notice(OLD, document, segment),) if old else ()
    return _Entry(segment, entry.msgstr[0], stale=old, diagnostics=notices)


def _at(diagnostic: Diagnostic, catalog: Catalog, entry: Entry) -> Diagnostic:
    """What is wrong with a translation, where its translator finds it: in the catalog, where that is a file."""
    if not catalog.path:
        return diagnostic
    return replace(diagnostic, path=catalog.path, line=entry.line or None, column=None)


def _is_stale(entry: Entry) -> bool:
    if entry.fuzzy:
        return entry.previous is not None and bool(entry.previous.msgid)
    noted = [line[len(_PREFIX) :].strip() for line in entry.extracted if line.startswith(_PREFIX)]
    return bool(noted) and fingerprint(entry.msgid) not in noted


def _edit(document: Document, entry: _Entry, segment: Segment | None = None) -> tuple[Span, str] | None:
    where = segment or entry.segment
    if entry.text is None or entry.text == where.text:
        return None
    return where.span, formats.render(document, where, entry.text)


def _running(
    document: Document, entries: list[_Entry | None], missing: Missing, language: str
) -> tuple[Document, list[int]]:
    """The document with its running text replaced, and the indices of the segments that are left in it."""
    edits: list[tuple[Span, str] | None] = []
    gone: list[Span] = []
    marked: set[int] = set()
    for entry, segment in zip(entries, document.segments, strict=True):
        if entry is None or segment.attribute is not None:
            continue
        if entry.text is not None:
            edits.append(_edit(document, entry, segment))
        elif missing == "omit" and segment.kind != "title":
            gone.append(_whole(document, segment))
        elif segment.element not in marked:
            marked.add(segment.element)
            edits.append(_mark(document, segment, language))
    edits += [(span, "") for span in gone]
    kept = [
        i for i, s in enumerate(document.segments) if not any(g.start <= s.span.start < g.end for g in gone)
    ]
    return _splice(document, edits, [document.segments[i] for i in kept]), kept


def _mark(document: Document, segment: Segment, language: str) -> tuple[Span, str] | None:
    element = document.elements[segment.element] if segment.element >= 0 else None
    if element is None or element.name == "title" or element.get("lang") is not None:
        return None
    place = element.start + 1 + len(element.name)
    return Span(place, place), f' lang="{language}"'


def _whole(document: Document, segment: Segment) -> Span:
    """The element round a segment where there is nothing else in it, else the segment alone."""
    element = document.elements[segment.element] if segment.element >= 0 else None
    if element is None or element.name in {"td", "th"}:
        return segment.span
    before = document.text[element.inner_start : segment.span.start]
    after = document.text[segment.span.end : element.inner_end]
    return segment.span if (before + after).strip() else Span(element.start, element.end)


def _splice(
    document: Document, edits: list[tuple[Span, str] | None], old: Sequence[Segment] | None = None
) -> Document:
    text = splice(document.text, [edit for edit in edits if edit])
    fresh = formats.parse(text, document.format, path=document.path)
    roles = document.segments if old is None else old
    if len(fresh.segments) != len(roles):
        values = {"old": len(roles), "new": len(fresh.segments)}
        template = N_("the translations changed how many segments the article has: {old} became {new}")
        raise InputError(Diagnostic("structure", "error", template, values, path=document.path))
    fresh = relabel(fresh, replace(document, segments=tuple(roles)))
    return replace(fresh, encoding=document.encoding, bom=document.bom)


def _beads(entries: list[_Entry | None], target: Sequence[Segment], kept: list[int]) -> Iterator[Bead]:
    place = dict(zip(kept, target, strict=True))
    for index, entry in enumerate(entries):
        if entry is None:
            continue
        if entry.text is None or index not in place:
            yield Bead((entry.segment,), (), reasons=(N_("no translation"),))
        else:
            reason = N_("catalog") if entry.segment.translate else N_("not for translation")
            yield Bead((entry.segment,), (place[index],), reasons=(reason,))


_Notice = tuple[str, str, str]

MISSING: _Notice = (
    "untranslated",
    N_("“{text}” has no translation"),
    N_("Translate its entry in the article's catalog, and take the fuzzy mark off when it is right."),
)
OLD: _Notice = (
    "stale-translation",
    N_("“{text}” has changed since it was translated"),
    N_("Bring the translation up to date."),
)


def notice(kind: _Notice, document: Document, segment: Segment) -> Diagnostic:
    """Return what there is to say of a segment's translation.

    >>> notice(MISSING, Document("<p>Hej"), Segment("Hej", Span(3, 6))).message
    '“Hej” has no translation'
    """
    rule, template, hint = kind
    values: dict[str, object] = {"text": plain(segment.text)[:60]}
    return Diagnostic(rule, "warning", template, values, document.path, segment.line, segment.column, hint)
