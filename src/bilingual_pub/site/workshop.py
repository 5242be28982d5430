"""One article at a time: read, paired, rendered and written. What a worker needs is in `Workshop`, and it is picklable."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from bilingual_pub import formats, outputs
from bilingual_pub.catalog import po_path
from bilingual_pub.check import check_bitext
from bilingual_pub.config import Config
from bilingual_pub.errors import BilingualPubError, OutputError
from bilingual_pub.files import inside, read_bytes, write_bytes
from bilingual_pub.i18n import translator
from bilingual_pub.merge import merge
from bilingual_pub.merge.pairing import Pairing
from bilingual_pub.model import N_, Diagnostic, Document
from bilingual_pub.site.articles import Article, paths_of
from bilingual_pub.site.links import Links
from bilingual_pub.site.media import relocate
from bilingual_pub.site.mixed import foreign_to, is_mixed, mixed
from bilingual_pub.site.reading import read_body
from bilingual_pub.site.sources import Source
from bilingual_pub.site.whole import whole_page

if TYPE_CHECKING:
    from bilingual_pub.align import Lexicon
    from bilingual_pub.formats.po import Catalog
    from bilingual_pub.merge.decisions import Decision
    from bilingual_pub.roles import Classifier

__all__ = ["Made", "Task", "Workshop", "make_all", "options_for", "pair", "read_sides"]

_SURE = 0.5
"""Below this a pair of blocks is listed as one to look at: it is as likely wrong as right."""

_UNMADE = frozenset({"no-markdown"})
"""Outputs that some articles of a site can't have, whatever their editor does: the others are made all the same."""


@dataclass(frozen=True)
class Workshop:
    """What is the same for every article. `catalogs`, `templates`: of the chrome, by language."""

    config: Config
    catalogs: Mapping[str, Catalog] = field(default_factory=dict)
    templates: Mapping[str, Document] = field(default_factory=dict)
    classifier: Classifier | None = None
    lexicon: Lexicon | None = None
    decisions: Mapping[str, Sequence[Decision]] = field(default_factory=dict)
    menu: frozenset[str] = frozenset()
    system: str = "plain"
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one article: enough to list it, and to know next time that nothing changed.

    `files`: path below the output, size and time of change. `pages`: of those the linked pages by language.
    `changed`: the files that were not what they are now. `blocks`, `unpaired`, `unsure`: of the alignment.
    """

    key: str
    slug: str
    languages: tuple[str, str]
    original: str
    titles: tuple[str, str]
    paired: bool
    fallback: bool
    files: tuple[tuple[str, int, int], ...] = ()
    pages: tuple[tuple[str, str], ...] = ()
    changed: tuple[str, ...] = ()
    about: tuple[dict[str, str], dict[str, str]] = field(default_factory=lambda: ({}, {}))
    blocks: int = 0
    unpaired: int = 0
    unsure: int = 0
    words: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """An article to be made, and where its addresses lead."""

    article: Article
    links: Links = field(default_factory=Links)


def make_all(workshop: Workshop, tasks: Sequence[Task]) -> list[Made]:
    """Make some articles; one that can't be made gives its diagnostic and costs no other.

    Raises OutputError where nothing more can be written: the disk is full, or read-only.

    >>> make_all(Workshop(Config()), [])
    []
    """
    return [_safely(workshop, task) for task in tasks]


_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}


def _safely(workshop: Workshop, task: Task) -> Made:
    article = task.article
    try:
        return _make(workshop, task)
    except BilingualPubError as error:
        if getattr(error.__cause__, "errno", None) in _NO_ROOM:
            raise
        nothing = ("", "")
        first = article.languages[0]
        return Made(
            article.key, article.slug, article.languages, first, nothing, paired=False, fallback=True,
            diagnostics=(error.diagnostic,),
        )  # fmt: skip


def _make(workshop: Workshop, task: Task) -> Made:
    article = task.article
    if not article.paired and workshop.config.article_catalogs:
        _update_catalog(workshop, article)
    pairing = pair(workshop, article)
    paths = paths_of(article)
    made, unmade = _render(workshop, task, pairing, paths)
    files, changed = _write(workshop, made)
    beads = [b for b in pairing.bitext.beads if any(s.kind != "code" for s in (*b.source, *b.target))]
    return Made(
        key=article.key,
        slug=pairing.slug,
        languages=pairing.languages,
        original=pairing.original,
        titles=pairing.titles,
        paired=article.paired,
        fallback=pairing.fallback,
        files=files,
        pages=tuple((lang, path) for lang, path in paths.items() if any(path == name for name, _ in made)),
        changed=changed,
        about=(_about(pairing.documents[0]), _about(pairing.documents[1])),
        blocks=len(beads),
        unpaired=sum(not b.source or not b.target for b in beads),
        unsure=sum(bool(b.source and b.target) and b.confidence < _SURE for b in beads),
        words=sum(len(s.text.split()) for s in pairing.documents[0].segments if s.role == "article"),
        diagnostics=(*pairing.documents[0].diagnostics, *unmade, *_summed(workshop, article, pairing)),
    )


def _summed(workshop: Workshop, article: Article, pairing: Pairing) -> Iterator[Diagnostic]:
    """What there is to say of a pairing; the blocks that wait for a translator in one line, with where to do it."""
    if article.paired:
        yield from check_bitext(pairing.bitext, ignore=workshop.config.ignore)
    waiting = [d for d in pairing.diagnostics if d.rule == "untranslated"]
    yield from (d for d in pairing.diagnostics if d.rule != "untranslated")
    if waiting:
        domain = f"articles/{article.slug}"
        path = po_path(workshop.config.path(workshop.config.locales), article.languages[1], domain)
        template = N_("texts of “{title}” that wait for a translation: {count}")
        values: dict[str, object] = {"count": len(waiting), "title": pairing.titles[0] or pairing.slug}
        hint = N_("Translate them in this catalog.")
        here = path.relative_to(workshop.config.root).as_posix()
        yield Diagnostic("untranslated-article", "info", template, values, here, hint=hint)


def pair(workshop: Workshop, article: Article) -> Pairing:
    """Read an article and pair it with its translation, or with the catalog that is there for one."""
    config = workshop.config
    documents = read_sides(workshop, article)
    merged = partial(
        merge,
        languages=article.languages,
        original=article.languages[0],
        slug=article.slug,
        stale=config.stale,
        sanitise=config.sanitise,
        decisions=workshop.decisions.get(article.slug, ()),
        lexicon=workshop.lexicon,
    )
    if article.paired:
        return merged(
            documents[0], documents[1], missing=config.missing if config.missing == "omit" else None
        )
    document, second = documents[0], article.languages[1]
    if is_mixed(document, second):
        catalogs = {language: article_catalog(config, article, language) for language in article.languages}
        bitext, found = mixed(document, catalogs, article.languages, config.missing, config.stale)
        made = merged(bitext.source, bitext.target, bitext=bitext, filled=True, missing=config.missing)
        return replace(made, diagnostics=found)
    return merged(document, article_catalog(config, article, second), missing=config.missing)


def _update_catalog(workshop: Workshop, article: Article) -> None:
    """Bring the catalog that a translator fills for an article up to what the article says now."""
    from bilingual_pub.catalog import update  # noqa: PLC0415
    from bilingual_pub.extract import extract  # noqa: PLC0415

    document = _read(workshop, article.sources[0])
    source, target = article.languages
    ways = [(source, target), (target, source)] if is_mixed(document, target) else [(source, target)]
    for written, language in ways:
        project = f"{workshop.config.site.title} {article.slug}".strip()
        foreign = foreign_to(document, language)
        template = extract(
            [foreign], source_language=written, role="article", project=project,
            location=workshop.config.location,
        )  # fmt: skip
        update(
            workshop.config.path(workshop.config.locales), template, languages=[language],
            domain=f"articles/{article.slug}", force=True, dry_run=workshop.dry_run,
        )  # fmt: skip


def read_sides(workshop: Workshop, article: Article) -> list[Document]:
    """Read the documents of an article, the original first."""
    return [_read(workshop, source) for source in article.sources]


def article_catalog(config: Config, article: Article, language: str) -> Catalog:
    """Return the catalog that a translator fills for one article; an empty one where there is none yet."""
    from bilingual_pub.formats import po  # noqa: PLC0415

    path = po_path(config.path(config.locales), language, f"articles/{article.slug}")
    # Its path is from the site's folder, as those of documents are.
    here = Path(os.path.relpath(path, config.root)).as_posix()
    return po.parse(read_bytes(path) if path.is_file() else b"", path=here)


def _read(workshop: Workshop, source: Source) -> Document:
    path = workshop.config.path(source.path)
    if not source.whole:
        return read_body(path, source.path, source.digest)
    document = formats.parse(read_bytes(path), formats.format_of(source.path) or "html", path=source.path)
    return whole_page(document, workshop.classifier, workshop.menu)


def options_for(workshop: Workshop, paths: Mapping[Any, str], links: Links = Links()) -> outputs.Options:  # noqa: B008  # a value
    """Return what outputs need to know, the same for every article but for its paths and links."""
    config = workshop.config
    return outputs.Options(
        base_url=config.site.base_url,
        paths=paths,
        labels=lambda message, language: translator(language)(message),
        catalog=lambda language: workshop.catalogs.get(language, {}),
        chrome_language=config.source_language,
        site_name=config.site.title,
        system=workshop.system,
        templates=workshop.templates,
        twins=links.twins,
    )


def _render(
    workshop: Workshop, task: Task, pairing: Pairing, paths: Mapping[str, str]
) -> tuple[list[tuple[str, bytes]], list[Diagnostic]]:
    article, options = task.article, options_for(workshop, paths, task.links)
    made: list[tuple[str, bytes]] = []
    unmade: list[Diagnostic] = []
    for name in workshop.config.outputs:
        try:
            made += outputs.render(pairing, name, options)
        except OutputError as error:
            if error.diagnostic.rule not in _UNMADE:
                raise
            unmade.append(replace(error.diagnostic, severity="info"))
    if article.sources[0].whole:
        return made, unmade
    folder = PurePosixPath(article.sources[0].path).parent.as_posix()
    pages = set(paths.values())
    homes = {path: "" if path in pages else article.languages[0] for path, _ in made}
    moved = [(path, relocate(data, path, folder, task.links.assets, homes[path])) for path, data in made]
    return moved, unmade


def _write(
    workshop: Workshop, made: Iterable[tuple[str, bytes]]
) -> tuple[tuple[tuple[str, int, int], ...], tuple[str, ...]]:
    files: list[tuple[str, int, int]] = []
    changed: list[str] = []
    folder = workshop.config.path(workshop.config.output)
    for path, data in made:
        place = inside(folder, path)
        if write_bytes(place, data, dry_run=workshop.dry_run):
            changed.append(path)
        files.append((path, len(data), 0 if workshop.dry_run else place.stat().st_mtime_ns))
    return tuple(files), tuple(changed)


def _about(document: Document) -> dict[str, str]:
    """What lists of articles say of one."""
    metadata = document.metadata
    found = {
        "description": metadata.get("summary") or metadata.get("description"),
        "date": str(metadata.get("date") or "")[:10],
        "section": metadata.get("section"),
        "language": document.article_language,
    }
    return {name: value for name, value in found.items() if isinstance(value, str) and value}
