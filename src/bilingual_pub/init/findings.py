"""What a folder holds: the system that made it, its languages, its articles, and those without a translation."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bilingual_pub.documents import parse
from bilingual_pub.errors import BilingualPubError, ConfigError
from bilingual_pub.files import read_bytes
from bilingual_pub.formats import format_of
from bilingual_pub.merge.region import is_page
from bilingual_pub.model import N_, Diagnostic, Document
from bilingual_pub.systems import Article, System, recognise

__all__ = ["Findings", "look"]

_TEMPLATES = ("_page.html", "template.html", "page.html", "_template.html", "base.html")
_SLOT = ("{{ content }}", "{{content}}", "{{ content | safe }}")
_WXR = b"wordpress.org/export/"


@dataclass(frozen=True)
class Findings:
    """What `look` found. Paths are below `folder`, written with `/`.

    `system`: "hugo", "nikola" ... "wordpress" for an export, "plain" for a bare folder. `config`: the file it was
    recognised from, "" for none. `languages`: the default first. `articles`: how many in each language ("" where no
    language could be told). `missing`: by language, the articles that have no counterpart in it. `source`: the folder
    that holds them all. `template`: the site's own page, "" for none.
    """

    folder: Path
    system: str
    config: str
    languages: tuple[str, ...]
    articles: Mapping[str, int]
    missing: Mapping[str, tuple[str, ...]]
    source: str = ""
    template: str = ""
    exports: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many articles there are."""
        return sum(self.articles.values())


def look(folder: str | os.PathLike[str]) -> Findings:
    """Look at `folder` and say what it holds. Nothing is run and nothing is written.

    Raises ConfigError where there is no such folder, or a system's own configuration can't be read.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for name in ("om.da.md", "om.en.md", "kor.da.md"):
    ...         _ = Path(folder, name).write_text("Koret øver hver tirsdag.", "utf-8")
    ...     found = look(folder)
    >>> found.system, dict(found.articles), dict(found.missing)
    ('plain', {'da': 2, 'en': 1}, {'da': (), 'en': ('kor.da.md',)})
    """
    root = Path(folder)
    if not root.is_dir():
        template, hint = N_("there is no such folder"), N_("Name the folder that holds your articles.")
        raise ConfigError(Diagnostic("no-folder", "error", template, path=root.as_posix(), hint=hint))
    system = recognise(root)
    page = _template(root)
    articles = [article for article in system.articles() if article.path != page]
    if system.name == "plain":
        articles = [_known(root, article) for article in articles]
    exports = tuple(path.name for path in sorted(root.glob("*.xml")) if _is_export(path))
    return Findings(
        folder=root,
        system="wordpress" if exports and not articles else system.name,
        config=system.config,
        languages=_languages(system, articles),
        articles=_count(articles),
        missing={code: _missing(articles, code) for code in _languages(system, articles)},
        source=_common(article.path for article in articles),
        template=page,
        exports=exports,
    )


def _known(root: Path, article: Article) -> Article:
    """Return an article of a bare folder with what its own text says: a language, a key that joins it to another."""
    try:
        document = parse(read_bytes(root / article.path), format=format_of(article.path) or "markdown")
    except BilingualPubError:
        return article
    named = article.key != article.path
    key = document.metadata.get("translationKey")
    return Article(article.path, article.language if named else _language(document), str(key or article.key))


def _language(document: Document) -> str:
    # What a whole page declares is the language of its chrome as often as of its article.
    told = (document.article_language, document.language)
    first, second = told if is_page(document) else told[::-1]
    return (first or second or "").split("-", 1)[0]


def _languages(system: System, articles: Iterable[Article]) -> tuple[str, ...]:
    # A publisher in one language came here for the other one.
    found = {article.language for article in articles if article.language}
    return tuple(dict.fromkeys((*system.languages, *sorted(found), "da", "en")))


def _count(articles: Iterable[Article]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for article in articles:
        counts[article.language] = counts.get(article.language, 0) + 1
    return dict(sorted(counts.items()))


def _missing(articles: Iterable[Article], language: str) -> tuple[str, ...]:
    by_key: dict[str, list[Article]] = {}
    for article in articles:
        by_key.setdefault(article.key, []).append(article)
    return tuple(
        versions[0].path for versions in by_key.values() if all(v.language != language for v in versions)
    )


def _common(paths: Iterable[str]) -> str:
    folders = [path.rpartition("/")[0] for path in paths]
    return os.path.commonpath(folders).replace(os.sep, "/") if folders and all(folders) else ""


def _template(root: Path) -> str:
    for name in _TEMPLATES:
        for path in (root / name, root / "templates" / name):
            if path.is_file() and any(slot in path.read_text("utf-8", "replace") for slot in _SLOT):
                return path.relative_to(root).as_posix()
    return ""


def _is_export(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return _WXR in stream.read(8192)
    except OSError:
        return False
