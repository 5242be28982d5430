"""Which source files make one article: by name, by front matter, by `hreflang`, and at last by what they say."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from bilingual_pub.model import N_, Diagnostic
from bilingual_pub.site.sources import Source

__all__ = ["Article", "group"]


@dataclass(frozen=True, slots=True)
class Article:
    """One article in the languages it exists in. `sources`: the original first; `languages`: of the published pair.

    `slug`: of the original; `slugs`: one for each of `languages`.
    """

    key: str
    sources: tuple[Source, ...]
    languages: tuple[str, str]

    @property
    def slug(self) -> str:
        """The name in files and addresses: the original's; of a whole page with its folder, which keeps it unique."""
        first = self.sources[0]
        return first.key.rpartition(".")[0] if first.whole and not first.declared_key else first.slug

    @property
    def slugs(self) -> dict[str, str]:
        """The name in addresses by language: a translation may have its own."""
        own = {source.language or self.languages[0]: source.slug for source in self.sources}
        return {language: own.get(language, self.slug) for language in self.languages}

    @property
    def paired(self) -> bool:
        """Whether it exists in both languages, written by people."""
        return len(self.sources) > 1


def group(
    sources: Iterable[Source], languages: Sequence[str], source_language: str
) -> tuple[list[Article], list[Diagnostic]]:
    """Return the articles in order of their keys, and what could not be told apart.

    >>> da = Source("a.da.md", "", "da", "a.md", "a", whole=False)
    >>> articles, _ = group([da, replace(da, path="a.en.md", language="en")], ("da", "en"), "da")
    >>> [(article.slug, article.paired) for article in articles]
    [('a', True)]
    """
    found: list[Diagnostic] = []
    keyed: dict[str, dict[str, Source]] = {}
    for source in sources:
        language = source.language or source_language
        own = keyed.setdefault(source.key, {})
        if language in own:
            found.append(_twins(source, own[language]))
            keyed[source.path] = {language: replace(source, key=source.path, language=language)}
        else:
            own[language] = replace(source, language=language)
    _join_by_links(keyed)
    articles = [_article(key, keyed[key], languages, source_language) for key in sorted(keyed)]
    return articles, [*found, *_same_slug(articles)]


def _article(
    key: str, by_language: dict[str, Source], languages: Sequence[str], source_language: str
) -> Article:
    order = sorted(by_language.values(), key=lambda s: _rank(s, languages, source_language))[:2]
    first = order[0].language or source_language
    other = (
        order[1].language if len(order) > 1 else next((code for code in languages if code != first), first)
    )
    return Article(key, tuple(order), (first, other or first))


def _rank(source: Source, languages: Sequence[str], source_language: str) -> tuple[bool, bool, int]:
    place = languages.index(source.language) if source.language in languages else len(languages)
    return (source.original is False, source.original is None and source.language != source_language, place)


def _join_by_links(keyed: dict[str, dict[str, Source]]) -> None:
    """Put together what stands alone and says by `hreflang` where its other language is."""
    alone = {key: next(iter(found.values())) for key, found in keyed.items() if len(found) == 1}
    by_path = {source.path: key for key, source in alone.items()}
    for key, source in sorted(alone.items()):
        for code, address in source.alternates:
            path = unquote(urlsplit(address).path)
            near = posixpath.normpath(posixpath.join(posixpath.dirname(source.path), path))
            other = by_path.get(near) or by_path.get(path.lstrip("/"))
            if (
                other
                and other != key
                and {key, other} <= keyed.keys()
                and len(keyed[key]) == len(keyed[other]) == 1
            ):
                partner = alone[other]
                if partner.language != source.language and (partner.language or "").startswith(
                    code.split("-")[0]
                ):
                    keyed[min(key, other)] = {**keyed.pop(key), **keyed.pop(other)}


def _twins(source: Source, other: Source) -> Diagnostic:
    template = N_("this is the same article in the same language as {other}; each is published on its own")
    hint = N_("Give one of them another language in its name or front matter.")
    return Diagnostic("twin-article", "warning", template, {"other": other.path}, source.path, hint=hint)


def _same_slug(articles: Iterable[Article]) -> Iterable[Diagnostic]:
    seen: dict[tuple[str, str], str] = {}
    for article in articles:
        if article.sources[0].whole:
            continue
        for language, slug in article.slugs.items():
            first = seen.setdefault((language, slug.casefold()), article.key)
            if first != article.key:
                template = N_("its address is taken: {slug} in {language} is also the address of {other}")
                hint = N_("Give it a “slug” of its own in its front matter.")
                values: dict[str, object] = {"slug": slug, "language": language, "other": first.lstrip("=")}
                yield Diagnostic(
                    "same-address", "error", template, values, article.sources[0].path, hint=hint
                )
