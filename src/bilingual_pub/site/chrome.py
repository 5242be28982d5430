"""The page round the articles: its strings into the catalogs, and the template in each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bilingual_pub import formats
from bilingual_pub.catalog import CatalogUpdate, CompiledCatalog, Memory, compile, po_path, update  # noqa: A004
from bilingual_pub.catalog.store import read_catalog
from bilingual_pub.config import Config
from bilingual_pub.documents import relabel
from bilingual_pub.errors import ConfigError
from bilingual_pub.extract import Collector
from bilingual_pub.files import read_bytes
from bilingual_pub.formats.html.linked_data import asked
from bilingual_pub.formats.po import Catalog
from bilingual_pub.model import N_, Diagnostic, Document, Segment, Span
from bilingual_pub.roles import classify
from bilingual_pub.site.fit import fit
from bilingual_pub.splice import splice
from bilingual_pub.template import Template, creation_date
from bilingual_pub.translate import translate

_UNMARKED = frozenset({"html", "head", "body", "title", "svg", "text", "desc"})
"""Elements whose language is the page's, or that have no `lang` of their own."""

__all__ = ["Chrome", "catalogs_of", "prepare", "read_template", "translated", "would_change"]


@dataclass(frozen=True, slots=True)
class Chrome:
    """The site's catalogs after an update. `template`: the page, None where the site has none."""

    template: Document | None = None
    updates: tuple[CatalogUpdate, ...] = ()
    compiled: tuple[CompiledCatalog, ...] = ()
    template_changed: bool = False
    catalogs: Mapping[str, Catalog] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def read_template(config: Config) -> Document | None:
    """Return the site's own page, all of its texts chrome. Raises ConfigError where it has no place for an article."""
    if not config.template:
        return None
    path = config.path(config.template)
    document = formats.parse(read_bytes(path), path=path.as_posix(), linked_data=config.linked_data)
    if "content" not in document.text:
        template, hint = (
            N_("the template has no slot for the article"),
            N_("Write {{{{ content }}}} where it goes."),
        )
        raise ConfigError(Diagnostic("template", "error", template, {}, path.as_posix(), hint=hint))
    judged = classify([document], ui=["*"])[0]
    segments = tuple(replace(s, role="ui", language=config.source_language) for s in judged.segments)
    return replace(document, segments=segments)


def prepare(
    config: Config, pages: Iterable[Mapping[str, Any]], *, dry_run: bool = False, force: bool = False
) -> Chrome:
    """Extract the strings of the template and of whole pages, bring the catalogs up to them, and compile.

    `pages`: what each whole page says, as `Collector.rows` gives it. Raises CatalogError where a catalog
    would lose too much of what is translated, unless `force` lets it.
    """
    template = read_template(config)
    collector = Collector()
    if template is not None:
        # A reference is a path from the site's folder: the same on every machine.
        collector.add(replace(template, path=config.template))
    for order, rows in enumerate(pages, 1):
        collector.take(rows, order)
    found = collector.template(config.source_language, config.site.title or None).located(config.location)
    if not found.messages:
        return Chrome(template, catalogs=catalogs_of(config))
    locales, domain = config.path(config.locales), config.domain
    pot = locales / f"{domain}.pot"
    memories = _memories(config)
    changed = would_change(found, pot)
    # Both are dated alike, and a catalog that would lose its translations stops the build before the template is written.
    found = replace(found, created=creation_date() if changed else Template.load(pot).created)
    updates = update(
        locales,
        found,
        languages=config.targets,
        domain=domain,
        memories=memories,
        force=force,
        dry_run=dry_run,
    )
    if not dry_run:
        changed = found.save(pot)
    compiled = compile(locales, domain=domain, use_fuzzy=config.fuzzy, dry_run=dry_run)
    checked = {result.language: fit(result.catalog, ignore=config.ignore) for result in updates}
    return Chrome(
        template,
        tuple(updates),
        tuple(compiled),
        changed,
        {language: catalog for language, (catalog, _) in checked.items()},
        (
            *(d for result in compiled for d in result.diagnostics),
            *(d for _, found in checked.values() for d in found),
        ),
    )


def would_change(found: Template, pot: Path) -> bool:
    """Whether saving a template would change the file that is there.

    >>> would_change(Template(), Path("nowhere.pot"))
    True
    """
    return not pot.is_file() or Template.load(pot).messages != Template.parse(found.to_bytes()).messages


def _memories(config: Config) -> Sequence[Memory]:
    if not config.memories:
        return ()
    from bilingual_pub.memory import gather  # noqa: PLC0415

    # A name that is no path here is that of an installed package.
    named = [path if (path := config.path(name)).exists() else name for name in config.memories]
    return gather(named, config.source_language)


def catalogs_of(config: Config) -> dict[str, Catalog]:
    """Return the catalogs of the chrome that are there, by language.

    >>> catalogs_of(Config(Path("nowhere")))
    {}
    """
    found = {}
    for language in config.targets:
        path = po_path(config.path(config.locales), language, config.domain)
        if path.is_file():
            found[language] = read_catalog(path)
    return found


def translated(
    template: Document | None, catalogs: Mapping[str, Catalog], config: Config
) -> dict[str, Document]:
    """Return the template in each of the site's languages, as far as the catalogs go.

    >>> translated(None, {}, Config())
    {}
    """
    if template is None:
        return {}
    return {
        language: _marked(translate(template, catalogs[language], language), language)
        if language in catalogs
        else template
        for language in config.languages
    }


def _marked(page: Document, language: str) -> Document:
    """The page with what is left in its source language marked as such, for whoever reads it aloud (WCAG 3.1.2)."""
    left: dict[int, Segment] = {}
    for segment in page.segments:
        if segment.attribute is None and segment.element >= 0 and any(map(str.isalpha, segment.text)):
            left.setdefault(segment.element, segment)
    edits = []
    for index, segment in left.items():
        element = page.elements[index]
        foreign = segment.language not in {None, language} and segment.translate
        if foreign and element.name not in _UNMARKED and element.get("lang") is None:
            place = element.start + 1 + len(element.name)
            edits.append((Span(place, place), f' lang="{segment.language}"'))
    marked = formats.parse(splice(page.text, edits), path=page.path, linked_data=asked(page))
    return replace(relabel(marked, page), encoding=page.encoding, bom=page.bom) if edits else page
