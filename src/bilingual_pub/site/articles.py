"""One article: the files it is made of, in its languages, and where its pages go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import PurePosixPath

from bilingual_pub.config import Config
from bilingual_pub.site.sources import Source
from bilingual_pub.site.stock import COLUMNS, source_of
from bilingual_pub.site.store import Store

__all__ = ["Article", "article_of", "articles", "paths_of"]


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


def article_of(key: str, sources: Iterable[Source], config: Config) -> Article:
    """Return the article that some files make, the original first.

    >>> da = Source("a.da.md", "", "da", "a.md", "a", whole=False)
    >>> article_of("a.md", [da], Config()).languages
    ('da', 'en')
    """
    # A file that could not share its key with its twin has its path for one (`arranging`).
    own = tuple(
        replace(
            source, key=key if key == source.path else source.key, language=source.language or config.source_language
        )
        for source in sources
    )  # fmt: skip
    first = own[0].language or config.source_language
    other = own[1].language if len(own) > 1 else next((c for c in config.languages if c != first), first)
    return Article(key, own, (first, other or first))


def articles(store: Store, config: Config, keys: str = "", *values: object) -> Iterator[Article]:
    """Yield the site's articles in the order of their keys, as far as `keys` (SQL, of a source's columns) holds."""
    where = f"AND {keys}" if keys else ""
    rows = store.ask(
        f"SELECT {COLUMNS}, article FROM source WHERE rank IS NOT NULL {where} ORDER BY article, rank",
        *values,
    )
    for key, own in groupby(rows, key=_key):
        yield article_of(key, map(source_of, own), config)


def _key(row: Sequence[str]) -> str:
    return row[-1]


def paths_of(article: Article) -> dict[str, str]:
    """Return where each language's page goes, below the output.

    A bare body becomes `<language>/<slug>.html`; a whole page keeps its path, so that its links stay right.
    """
    first = article.sources[0]
    if not first.whole:
        return {language: f"{language}/{slug}.html" for language, slug in article.slugs.items()}
    own = {source.language or "": source.path for source in article.sources if source.whole}
    path = PurePosixPath(first.path)
    stem = path.name.removesuffix(path.suffix).removesuffix(f".{first.language}")
    return {
        language: own.get(language, path.with_name(f"{stem}.{language}{path.suffix}").as_posix())
        for language in article.languages
    }
