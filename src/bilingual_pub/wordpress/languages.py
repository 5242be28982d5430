"""What Polylang and WPML leave in an export: the site's languages, which posts are a pair, translated UI strings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from bilingual_pub.errors import InputError
from bilingual_pub.formats.php_serialize import PhpValue, loads
from bilingual_pub.formats.wxr import Header, Item, Term
from bilingual_pub.model import N_, Diagnostic

__all__ = ["Language", "Languages", "Plugin", "UiTranslation", "read_languages", "read_map", "wpml"]

Plugin = Literal["polylang", "wpml"]


class Language(NamedTuple):
    """A language of a site. `tag`: BCP 47. `slug`: what Polylang calls it in addresses; often the same."""

    tag: str
    slug: str
    name: str
    locale: str
    term: Term | None = None


class UiTranslation(NamedTuple):
    """A string of theme or plug-in that someone translated in Polylang's table of strings."""

    language: str
    source: str
    translation: str


@dataclass(frozen=True, slots=True)
class Languages:
    """What an export says of languages. `groups`: by name, the pairs (tag to post id); `terms`: likewise of terms."""

    known: tuple[Language, ...] = ()
    groups: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    terms: tuple[Mapping[str, int], ...] = ()
    ui_translations: tuple[UiTranslation, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def tag(self, slug: str) -> str:
        """Return the BCP 47 tag of a language that the site calls `slug`.

        >>> Languages((Language("da", "dk", "Dansk", "da_DK"),)).tag("dk")
        'da'
        """
        return next((language.tag for language in self.known if language.slug == slug), slug)

    def language(self, tag: str) -> Language:
        """Return the site's language for a tag; where it has none, the one that Polylang would make.

        >>> Languages().language("en")
        Language(tag='en', slug='en', name='English', locale='en_GB', term=None)
        """
        found = [language for language in self.known if tag in {language.tag, language.slug}]
        return (
            next(iter(found), None)
            or _USUAL.get(tag)
            or Language(tag, tag.lower(), tag, tag.replace("-", "_"))
        )


_USUAL = {
    "da": Language("da", "da", "Dansk", "da_DK"),
    "en": Language("en", "en", "English", "en_GB"),
}


def read_languages(header: Header, *, path: str | None = None) -> Languages:
    """Return what the terms of an export say of languages and pairs; a damaged map is read as far as it goes.

    >>> from bilingual_pub.formats.wxr import Term
    >>> pair = Term(7, "post_translations", "pll_1", "pll_1", 'a:2:{s:2:"da";i:400;s:2:"en";i:398;}')
    >>> read_languages(Header(terms=(pair,))).groups["pll_1"]
    {'da': 400, 'en': 398}
    """
    terms = [term for term in header.terms if term.taxonomy == "language"]
    notes: list[Diagnostic] = []
    maps = {term.slug: _map(term, path, notes) for term in terms}
    known = tuple(_language(term, maps[term.slug], terms) for term in terms)
    tags = {language.slug: language.tag for language in known}

    def pairs(term: Term) -> dict[str, int]:
        found = _map(term, path, notes)
        return {
            tags.get(slug, slug): value
            for slug, value in found.items()
            if isinstance(value, int) and value > 0
        }

    groups = {term.slug: pairs(term) for term in header.terms if term.taxonomy == "post_translations"}
    groups_of_terms = tuple(pairs(term) for term in header.terms if term.taxonomy == "term_translations")
    strings = tuple(_ui_translations(known, path, notes))
    return Languages(known, groups, groups_of_terms, strings, tuple(notes))


def _language(term: Term, settings: Mapping[str, object], terms: Iterable[Term]) -> Language:
    locale = str(settings.get("locale") or term.slug)
    tag = locale.replace("_", "-")
    primary = tag.split("-")[0].lower()
    # `da-DK` is just Danish, unless the site tells two kinds of one language apart.
    same = [other for other in terms if other.slug.split("-")[0] == term.slug.split("-")[0]]
    return Language(tag if len(same) > 1 else primary, term.slug, term.name, locale, term)


_ENTRY = re.compile(r's:\d+:"([\w-]{1,20})";(?:i:(\d{1,18});|s:\d+:"([^"]{0,80})";)')


def read_map(description: str) -> tuple[dict[str, int | str], bool]:
    """Return Polylang's map in a term's description, and whether it was whole.

    >>> read_map('a:2:{s:2:"da";i:400;s:2:"en";i:398;}')
    ({'da': 400, 'en': 398}, True)
    >>> read_map('a:2:{s:2:"da";i:400;s:3:"en";i:398;')
    ({'da': 400, 'en': 398}, False)
    """
    try:
        value = loads(description.strip())
    except InputError:
        return {
            key: int(number) if number else text for key, number, text in _ENTRY.findall(description)
        }, False
    entries = value.items() if isinstance(value, dict) else ()
    return {str(key): entry for key, entry in entries if isinstance(entry, int | str)}, isinstance(
        value, dict
    )


def _map(term: Term, path: str | None, notes: list[Diagnostic]) -> dict[str, int | str]:
    found, whole = read_map(term.description)
    if not whole and term.description.strip():
        notes.append(_damaged(term, path))
    return found


def _damaged(term: Term, path: str | None) -> Diagnostic:
    return Diagnostic(
        "polylang-map",
        "warning",
        N_("what Polylang keeps in {taxonomy} {slug} is damaged; it was read as far as it goes"),
        {"taxonomy": term.taxonomy, "slug": term.slug},
        path,
        hint=N_("Export the site once more, with a program that does not change the file on the way."),
    )


def _ui_translations(
    known: Iterable[Language], path: str | None, notes: list[Diagnostic]
) -> Iterable[UiTranslation]:
    for language in known:
        for key, value in language.term.meta if language.term else ():
            if key == "_pll_strings_translations" and language.term:
                try:
                    pairs = loads(value)
                except InputError:
                    notes.append(_damaged(language.term, path))
                    continue
                yield from _strings(language.tag, pairs)


def _strings(tag: str, pairs: PhpValue) -> Iterable[UiTranslation]:
    for pair in pairs.values() if isinstance(pairs, dict) else ():
        texts = [text for text in pair.values() if isinstance(text, str)] if isinstance(pair, dict) else []
        # Polylang keeps a string that is not translated as a translation of itself.
        if len(texts) == 2 and all(texts) and texts[0] != texts[1]:
            yield UiTranslation(tag, *texts)


def wpml(item: Item) -> tuple[str, str] | None:
    """Return language and group of a post that "WPML Export and Import" marked, None where it did not.

    >>> marks = (("_wpml_import_language_code", "da"), ("_wpml_import_translation_group", "7"))
    >>> wpml(Item(1, "", "", meta=marks))
    ('da', '7')
    """
    meta = dict(item.meta)
    language = meta.get("_wpml_import_language_code")
    return (language, meta.get("_wpml_import_translation_group", "")) if language else None
