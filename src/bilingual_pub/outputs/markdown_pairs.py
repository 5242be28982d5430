"""Markdown pairs: an article's two files, named and headed as a static site system pairs them.

The text is the documents' own, byte for byte. Front matter changes only in the keys by which the system knows
language and counterpart, and only where they do not say it already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bilingual_pub.errors import OutputError
from bilingual_pub.formats import front_matter
from bilingual_pub.merge.pairing import Pairing
from bilingual_pub.model import N_, Diagnostic, Document

__all__ = ["CONVENTIONS", "Convention", "markdown_pair"]


@dataclass(frozen=True, slots=True)
class Convention:
    """How a system pairs two files: `original` and `translation` are patterns of {slug} and {language}.

    `language`, `key`: names of the front matter values that say the language and the pair, "" where the file's
    name alone decides. `shared`: the value of `key`, a pattern too.
    """

    original: str
    translation: str
    language: str = ""
    key: str = ""
    shared: str = "{slug}"


CONVENTIONS: Mapping[str, Convention] = {
    # Hugo, "Multilingual": by file name, or by translationKey wherever the files lie.
    "hugo": Convention("{slug}.{language}.md", "{slug}.{language}.md", key="translationKey"),
    # Nikola, "Multilingual posts": TRANSLATIONS_PATTERN is "{path}.{lang}.{ext}", the default language goes without.
    "nikola": Convention("{slug}.md", "{slug}.{language}.md"),
    # Pelican, "Translations": the same slug, another lang; names are free.
    "pelican": Convention("{slug}.md", "{slug}-{language}.md", language="lang", key="slug"),
    # Jekyll with jekyll-polyglot: lang and page_id.
    "jekyll": Convention("{slug}.md", "{language}/{slug}.md", language="lang", key="page_id"),
    # mkdocs-static-i18n, docs_structure "suffix".
    "mkdocs": Convention("{slug}.{language}.md", "{slug}.{language}.md"),
    # Eleventy's I18n plug-in: the same path below a folder for each language.
    "eleventy": Convention("{language}/{slug}.md", "{language}/{slug}.md", language="lang"),
    "plain": Convention("{slug}.{language}.md", "{slug}.{language}.md", language="lang"),
}
"""System to convention. Paths are below the folder that the system reads posts from."""

_LANGUAGE_KEYS = ("lang", "language", "locale")


def markdown_pair(pairing: Pairing, system: str = "plain") -> Iterator[tuple[str, bytes]]:
    """Yield both files, the original first, as (path, bytes); see `CONVENTIONS`.

    Raises OutputError for a system that is not among them, for an article that is no Markdown, and where front
    matter that has to change can't be read.

    >>> from bilingual_pub.formats import markdown
    >>> from bilingual_pub.model import Bitext
    >>> bitext = Bitext(markdown.parse("# Hej"), markdown.parse("# Hi"))
    >>> dict(markdown_pair(Pairing(bitext, (), ("da", "en"), "da", ("Hej", "Hi"), "hej"), "nikola"))
    {'hej.md': b'# Hej', 'hej.en.md': b'# Hi'}
    """
    if system not in CONVENTIONS:
        values: dict[str, object] = {"system": system, "systems": ", ".join(CONVENTIONS)}
        template = N_("there is no convention of “{system}”; there are {systems}")
        raise OutputError(Diagnostic("unknown-system", "error", template, values))
    convention = CONVENTIONS[system]
    sides = sorted(
        zip(pairing.languages, pairing.documents, strict=True), key=lambda s: s[0] != pairing.original
    )
    for language, document in sides:
        pattern = convention.original if language == pairing.original else convention.translation
        path = pattern.format(slug=pairing.slug, language=language)
        yield path, _headed(document, convention, language, pairing.slug)


def _headed(document: Document, convention: Convention, language: str, slug: str) -> bytes:
    if document.format != "markdown":
        template = N_("this article is {format}, and only Markdown can be written as a Markdown pair")
        values: dict[str, object] = {"format": document.format}
        raise OutputError(Diagnostic("no-markdown", "error", template, values, path=document.path))
    changes = _changes(document, convention, language, slug)
    return (
        replace(document, text=front_matter.put(document.text, changes)).to_bytes()
        if changes
        else document.to_bytes()
    )


def _changes(document: Document, convention: Convention, language: str, slug: str) -> dict[str, str]:
    """Return the keys that must change, spelled as the document spells them."""
    said = {key.lower(): (key, value) for key, value in document.metadata.items()}
    changes: dict[str, str] = {}
    for name in _LANGUAGE_KEYS:
        key, value = said.get(name, (name, None))
        wrong = value is not None and not _same(str(value), language)
        if wrong or (value is None and name == convention.language):
            changes[key] = language
    if convention.key:
        key, value = said.get(convention.key.lower(), (convention.key, None))
        wanted = convention.shared.format(slug=slug)
        if value != wanted:
            changes[key] = wanted
    return changes


def _same(value: str, language: str) -> bool:
    """`da_DK` is no other language than `da`."""
    return value.replace("_", "-").lower().split("-")[0] == language.lower().split("-")[0]
