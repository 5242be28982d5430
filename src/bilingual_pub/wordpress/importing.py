"""What stands in a file for WordPress's importer so that translations arrive as new posts, paired, and nothing is lost.

The importer decides it (`wordpress-importer`, class-wp-import.php; Polylang's src/integrations/wp-importer):
- A post with the title, date and type of one on the site *is* that post: it is not written again, but it gets its
  terms in the taxonomies the file names. So each original comes along with its language and its pair, no more.
- So a translation with the title of its original must not have its date. It gets the next second, always: what one
  title is to MySQL (case, accents) depends on the site's collation.
- Post ids are mapped to those the site gives, in the map of Polylang's pair too; an id it does not know stays.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bilingual_pub.formats.inline import plain
from bilingual_pub.formats.php_serialize import PhpValue, dumps
from bilingual_pub.formats.wxr import Header, Item, ItemTerm, Meta, Term
from bilingual_pub.model import N_, Diagnostic
from bilingual_pub.wordpress.export import Export
from bilingual_pub.wordpress.languages import wpml
from bilingual_pub.wordpress.posts import Post, Translation

__all__ = ["plan", "slug_of"]


def plan(export: Export, translations: list[Translation]) -> tuple[Header, list[Item], list[Diagnostic]]:
    """Return header and items of the file, originals first, and what was left out of it and why.

    >>> import os
    >>> from bilingual_pub.wordpress import Languages, PostText
    >>> export = Export(os.devnull, Header(), Languages())
    >>> new = Translation(Post(7, PostText("Forår", "", "Hej"), language="da"), "en", PostText("Spring", "", "Hi"))
    >>> [(item.title, item.status) for item in plan(export, [new])[1]]
    [('Forår', 'publish'), ('Spring', 'draft')]
    """
    site = _Site(export)
    notes: list[Diagnostic] = []
    wanted = list(_wanted(translations, notes))
    numbers = [site.next_number() for _ in wanted]
    groups: dict[int, dict[str, int]] = {}
    for translation, number in zip(wanted, numbers, strict=True):
        source = translation.source
        own = {source.language: source.id} if source.language else {}
        groups.setdefault(source.id, {**own, **source.translations})[translation.language] = number
    originals = {translation.source.id: translation.source for translation in wanted}.values()
    pairing = _Pairing(site, groups)
    items = [pairing.pair(_original(post), post, post.language) for post in originals]
    for translation, number in zip(wanted, numbers, strict=True):
        item = _new(translation, number, site, notes)
        items.append(pairing.pair(item, translation.source, translation.language))
    return _header(site, items), items, notes


def _wanted(translations: Iterable[Translation], notes: list[Diagnostic]) -> Iterator[Translation]:
    seen: set[tuple[int, str]] = set()
    for translation in translations:
        source, language = translation.source, translation.language
        if language in source.translations or language == source.language or (source.id, language) in seen:
            values: dict[str, object] = {"title": source.title, "id": source.id, "language": language}
            template = N_("“{title}” (post {id}) is there in {language} already: left out")
            hint = N_("Nothing on the site is overwritten. Delete the translation there, or mend it by hand.")
            notes.append(
                Diagnostic("already-translated", "warning", template, values, source.path, hint=hint)
            )
        else:
            seen.add((source.id, language))
            yield translation


class _Site:
    """What is taken on the site already, and which terms the file has to name."""

    def __init__(self, export: Export) -> None:
        self.export = export
        self.terms: dict[tuple[str, str], Term] = {}
        self._slugs: set[str] = set()
        self._number = 0
        for item in export.items:
            self._number = max(self._number, item.id)
            self._slugs.add(item.slug)
        self._term_number = max((term.id for term in export.header.terms), default=0)

    def next_number(self) -> int:
        self._number += 1
        return self._number

    def free_slug(self, wanted: str, language: str) -> str:
        """Return `wanted`, with the language and if need be a number added where another post has it."""
        slug, count = wanted, 1
        while slug in self._slugs:
            slug = f"{wanted}-{language.lower()}" + (f"-{count}" if count > 1 else "")
            count += 1
        self._slugs.add(slug)
        return slug

    def need(self, term: Term) -> Term:
        """Have the file name a term, the site's own where it has it, and return that with its id."""
        key = (term.taxonomy, term.slug)
        if key not in self.terms:
            own = next((t for t in self.export.header.terms if (t.taxonomy, t.slug) == key), None)
            number = own.id if own else term.id
            if not number:
                self._term_number += 1
                number = self._term_number
            self.terms[key] = replace(term, id=number)
        return self.terms[key]


def _original(post: Post) -> Item:
    """The post as the site has it, for the importer to recognise: neither its meta nor its comments a second time."""
    item = post.item
    if item is None:
        bare = Item(post.id, post.title, post.text.content, post.text.excerpt)
        return replace(
            bare, slug=post.slug, status=post.status, type=post.type, date=post.date, link=post.link
        )
    return replace(item, terms=(), meta=(), comments=())


_KEPT_META = frozenset({"_thumbnail_id", "_wp_page_template"})
"""What a translation shares with its original: its picture and its template."""


def _new(translation: Translation, number: int, site: _Site, notes: list[Diagnostic]) -> Item:
    source, text = translation.source, translation.text
    original = _original(source)
    meta = source.item.meta if source.item else ()
    return replace(
        original,
        id=number,
        title=text.title,
        content=text.content,
        excerpt=text.excerpt,
        slug=site.free_slug(translation.slug or slug_of(text.title), translation.language),
        status=translation.status,
        date=_next_second(original.date),
        date_gmt=_next_second(original.date_gmt),
        link="",
        parent=0,
        terms=tuple(_terms(translation, site, notes)),
        meta=tuple((key, value) for key, value in meta if key in _KEPT_META),
    )


def _next_second(date: str) -> str:
    try:
        return str(datetime.fromisoformat(date) + timedelta(seconds=1)).replace("T", " ")
    except ValueError:
        return date


_OF_PLUGINS = frozenset({"language", "post_translations"})


def _terms(translation: Translation, site: _Site, notes: list[Diagnostic]) -> Iterator[ItemTerm]:
    """Yield the translation's categories and tags: those that Polylang paired in its language, others as they are."""
    known = {(term.taxonomy, term.slug): term for term in site.export.header.terms}
    by_id = {term.id: term for term in site.export.header.terms}
    source = translation.source
    for domain, slug, name in source.item.terms if source.item else ():
        term = known.get((domain, slug), Term(0, domain, slug, name))
        group = next((g for g in site.export.languages.terms if term.id and term.id in g.values()), None)
        mate = by_id.get(group.get(translation.language, 0)) if group is not None else term
        if domain in _OF_PLUGINS:
            continue
        if mate is None:
            values: dict[str, object] = {
                "name": name,
                "title": source.title,
                "language": translation.language,
            }
            template = N_("“{name}” of “{title}” has no counterpart in {language}: left out")
            hint = N_("Translate the category or tag in Polylang, and export again.")
            notes.append(
                Diagnostic("term-without-translation", "info", template, values, source.path, hint=hint)
            )
            continue
        site.need(mate)
        yield ItemTerm(mate.taxonomy, mate.slug, mate.name)


class _Pairing:
    """The marks of a pair: Polylang's terms, or WPML's meta."""

    def __init__(self, site: _Site, groups: Mapping[int, Mapping[str, int]]) -> None:
        self._site = site
        self._groups = groups

    def pair(self, item: Item, source: Post, tag: str | None) -> Item:
        """Return `item`, of language `tag` and in the group of `source`, with its marks."""
        if tag is None:
            return item
        if self._site.export.plugin == "wpml":
            return replace(item, meta=(*item.meta, *self._wpml(item, source, tag)))
        return replace(item, terms=(*item.terms, *self._polylang(source, tag)))

    def _polylang(self, source: Post, tag: str) -> Iterator[ItemTerm]:
        languages = self._site.export.languages
        posts = self._groups[source.id]
        for language in map(languages.language, {tag: 0, **posts}):
            flag = {"da": "dk", "en": "us" if language.locale == "en_US" else "gb"}.get(language.tag, "")
            about = dumps({"locale": language.locale, "rtl": 0, "flag_code": flag})
            term = language.term or Term(0, "language", language.slug, language.name, about)
            self._site.need(replace(term, meta=()))
        own = languages.language(tag)
        yield ItemTerm("language", own.slug, own.name)
        slug = self._group(source)
        numbers: dict[int | str, PhpValue] = {
            languages.language(language).slug: number for language, number in posts.items()
        }
        self._site.need(Term(0, "post_translations", slug, slug, dumps(numbers)))
        yield ItemTerm("post_translations", slug, slug)

    def _group(self, source: Post) -> str:
        given = source.item.terms_of("post_translations") if source.item else ()
        # Polylang's own names are `pll_` and 13 hexadecimal digits of the time; this one is the same in every run.
        name = f"{self._site.export.header.base_blog_url} {source.id}"
        return given[0].slug if given else f"pll_{hashlib.sha256(name.encode()).hexdigest()[:13]}"

    def _wpml(self, item: Item, source: Post, tag: str) -> Meta:
        marks = wpml(source.item) if source.item else None
        if item.id == source.id and marks:
            return ()
        group = marks[1] if marks else f"post_{source.type}_{source.id}"
        found = [("_wpml_import_language_code", tag), ("_wpml_import_translation_group", group)]
        if item.id != source.id and source.language:
            found.append(("_wpml_import_source_language_code", source.language))
        return tuple(found)


def _header(site: _Site, items: list[Item]) -> Header:
    writers = {item.author for item in items}
    header = site.export.header
    authors = tuple(author for author in header.authors if author.login in writers)
    return replace(header, authors=authors, terms=tuple(site.terms.values()), diagnostics=())


_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss"})


def slug_of(title: str) -> str:
    """Return the slug WordPress makes of a title in a Danish site (`remove_accents`, `sanitize_title_with_dashes`).

    >>> slug_of("Smørrebrød &amp; <em>øl</em> på kajen")
    'smoerrebroed-oel-paa-kajen'
    """
    words = html.unescape(plain(re.sub(r"<[^<>]*>", "", title))).lower().translate(_LETTERS)
    letters = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:190]
