"""The call that pairs an article with its translation: another document, or a catalog of its segments."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, cast

from bilingual_pub.documents import as_document
from bilingual_pub.files import read_bytes
from bilingual_pub.formats.inline import plain
from bilingual_pub.merge.article import PairedArticle
from bilingual_pub.merge.decisions import Decision, obey
from bilingual_pub.merge.own import own_article
from bilingual_pub.merge.pairing import Missing, Row, Stale
from bilingual_pub.merge.region import article_segments
from bilingual_pub.merge.rows import lay_out
from bilingual_pub.merge.stale import stale_spans
from bilingual_pub.merge.translated import OLD, Translation, notice, translated
from bilingual_pub.model import N_, Bead, Bitext, Diagnostic, Document, Segment, Span

if TYPE_CHECKING:
    from bs4 import Tag

    from bilingual_pub.align.lexicon import Lexicon
    from bilingual_pub.formats.po import Catalog

__all__ = ["merge"]


def merge(
    document: Document | Tag | str | os.PathLike[str],
    other: Document | Tag | str | os.PathLike[str] | Catalog | Mapping[str, str],
    *,
    languages: tuple[str, str] | None = None,
    original: str | None = None,
    slug: str | None = None,
    missing: Missing | None = None,
    stale: Stale = "mark",
    sanitise: bool = False,
    decisions: Iterable[Decision] = (),
    bitext: Bitext | None = None,
    filled: bool = False,
    lexicon: Lexicon | None = None,
) -> PairedArticle:
    r"""Pair an article with `other`: its translation, or a catalog of its segments that a translator filled.

    Two documents are aligned block by block (or taken as `bitext` has them); a catalog's translations make the
    second document out of the first. Nothing is dropped: a block without a counterpart gets a row of its own
    and a diagnostic. A soup and a text are taken as HTML, a path is read (see `documents.as_document`).

    `languages`: of the two sides, BCP 47, else what is detected or declared. `original`: the one it was written
    in, else `original_language` in the metadata, else the first. `slug`: its name in files and addresses.
    `missing`: in linked pages, "source" puts a block without translation into the other page, marked with its
    language; "omit" leaves it out; None means "source" for a catalog, and leaves two written pages as they are.
    `stale`: a translation older than its source is shown and marked, or counts as missing ("source").
    `sanitise`: for bodies from others, see `bilingual_pub.merge.sanitise.clean`. `decisions`: an editor's.

    `filled`: with `bitext`, that its documents show the other language's text where they have none of their own.

    Raises InputError where a document can't be read.

    >>> from bilingual_pub.formats import html, po
    >>> catalog = po.parse('msgid "Hej, København"\nmsgstr "Hi, Copenhagen"\n')
    >>> document = html.parse("<p>Hej, København</p><p>Farvel</p>")
    >>> article = merge(document, catalog, languages=("da", "en"))
    >>> [(row.source[0].html, [b.html for b in row.target]) for row in article.rows]
    [('<p>Hej, København</p>', ['<p>Hi, Copenhagen</p>']), ('<p>Farvel</p>', [])]
    """
    one = _document(document, sanitise=sanitise)
    catalog = _catalog(other)
    if catalog is not None:
        names = languages or _languages(one, catalog.language)
        missing, filled = missing or "source", True
        made = _translated(one, catalog, names, missing, stale, decisions)
    else:
        two = _document(cast("Document", other), sanitise=sanitise)
        names = languages or _languages(one, two.article_language or two.language)
        made = _compared(bitext or _aligned(one, two, lexicon), names, decisions)
    pair = made.bitext
    rows = lay_out(pair, stale=made.stale, sanitise=sanitise, filled=filled)
    if stale == "source":
        rows = tuple(_set_aside(row, made.stale) for row in rows)
    return PairedArticle(
        bitext=pair,
        rows=rows,
        languages=names,
        original=original or _original(pair, names),
        titles=(_title(pair.source), _title(pair.target)),
        slug=slug or _slug(one),
        missing=missing,
        stale=made.stale,
        fallback=catalog is not None and not any(b.target and b.source[0].translate for b in pair.beads),
        sanitised=sanitise,
        filled=filled,
        diagnostics=(*made.diagnostics, *pair.diagnostics, *(() if filled else _alone(pair))),
    )


def _translated(
    document: Document,
    catalog: Catalog,
    names: tuple[str, str],
    missing: Missing,
    stale: Stale,
    decisions: Iterable[Decision],
) -> Translation:
    made = translated(document, catalog, names[1], source_language=names[0], missing=missing, stale=stale)
    return replace(made, bitext=obey(made.bitext, decisions))


def _compared(bitext: Bitext, names: tuple[str, str], decisions: Iterable[Decision]) -> Translation:
    """Two documents that somebody wrote: what the editor decided of them, and what is older than its source."""
    pair = obey(replace(bitext, source_language=names[0], target_language=names[1]), decisions)
    old = stale_spans(pair)
    return Translation(pair, old, tuple(_stale(pair, old)))


def _catalog(value: Any) -> Catalog | None:
    """Return a catalog out of what may be one: ours, a mapping of msgid to msgstr, the path of a .po file."""
    if hasattr(value, "lookup") and hasattr(value, "index"):
        return cast("Catalog", value)
    from bilingual_pub.formats import po  # noqa: PLC0415

    if isinstance(value, Mapping):
        from bilingual_pub.formats.po.entries import Entry  # noqa: PLC0415

        return po.Catalog(tuple(Entry(str(msgid), (str(msgstr),)) for msgid, msgstr in value.items()))
    if isinstance(value, str | os.PathLike) and os.fspath(value).endswith(".po"):
        return po.parse(read_bytes(value), path=value)
    return None


def _document(value: Document | Tag | str | os.PathLike[str], *, sanitise: bool) -> Document:
    document = own_article(as_document(value))
    if not sanitise:
        return document
    from bilingual_pub.merge.sanitise import sanitised  # noqa: PLC0415

    return sanitised(document)


def _aligned(one: Document, two: Document, lexicon: Lexicon | None) -> Bitext:
    from bilingual_pub.align import align  # noqa: PLC0415

    return align(one, two, lexicon=lexicon)


def _languages(document: Document, other: str | None) -> tuple[str, str]:
    """What is known of either side, and of the pair of Danish and English what is left for the other."""
    first = document.article_language or document.language or _of_name(document.path)
    if first and first == other:
        first = _of_name(document.path) if _of_name(document.path) != other else None
    rest = {"da": "en", "en": "da"}
    if not first:
        first = rest.get(other or "en", "da")
    return first, other or rest.get(first, "en")


def _of_name(path: str | None) -> str | None:
    """The language in a name such as `kim.da.html` or `da/kim.html`.

    >>> _of_name("artikler/kim.da.html"), _of_name("en/kim.html"), _of_name("kim.html")
    ('da', 'en', None)
    """
    if not path:
        return None
    pure = PurePath(path)
    found = [part[1:] for part in pure.suffixes[:-1]] + list(pure.parts[:-1])[::-1]
    return next((name for name in found if name in {"da", "en"}), None)


def _slug(document: Document) -> str:
    given = document.metadata.get("slug")
    if isinstance(given, str) and given.strip("/ "):
        return given.strip("/ ")
    name = Path(document.path).name if document.path else "article"
    return re.sub(r"(\.(da|en))?(\.\w+)?$", "", name) or "article"


def _original(bitext: Bitext, languages: tuple[str, str]) -> str:
    for document in (bitext.source, bitext.target):
        given = document.metadata.get("original_language")
        if given in languages:
            return str(given)
    return languages[0]


def _title(document: Document) -> str:
    """The article's own heading; where it has none, what the metadata calls it."""
    headings = [s for s in article_segments(document) if s.kind == "heading" and s.level == 1]
    given = document.metadata.get("title")
    return plain(headings[0].text) if headings else str(given or "")


def _set_aside(row: Row, stale: frozenset[Span]) -> Row:
    """Show the source in place of a translation that is older all through; of a list that is in part, it is marked."""
    pairs = [bead for bead in row.beads if bead.target]
    if not pairs or not all(any(segment.span in stale for segment in bead.source) for bead in pairs):
        return row
    beads = tuple(Bead(bead.source, ()) for bead in row.beads if bead.source)
    return replace(row, target=(), beads=beads, stale=False, aside=row.target)


def _stale(bitext: Bitext, spans: frozenset[Span]) -> Iterator[Diagnostic]:
    for bead in bitext.beads:
        for segment in bead.source:
            if segment.span in spans:
                yield notice(OLD, bitext.source, segment)


def _alone(bitext: Bitext) -> Iterator[Diagnostic]:
    for bead in bitext.beads:
        if bool(bead.source) == bool(bead.target):
            continue
        document = bitext.source if bead.source else bitext.target
        for segment in (*bead.source, *bead.target):
            yield _no_counterpart(document, segment)


def _no_counterpart(document: Document, segment: Segment) -> Diagnostic:
    return Diagnostic(
        "no-counterpart",
        "warning",
        N_("“{text}” has no counterpart on the other side"),
        {"text": plain(segment.text)[:60]},
        path=document.path,
        line=segment.line,
        column=segment.column,
        hint=N_("Translate it, or pair it by hand on the review page."),
    )
