"""What every static site system has in common: articles with a language and a key, and where a translation belongs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, NamedTuple

__all__ = ["Article", "System", "UiFile"]


class Article(NamedTuple):
    """An article of a site. `path`: below the site's folder, with `/`. Articles of one `key` are translations."""

    path: str
    language: str
    key: str


class UiFile(NamedTuple):
    """A file of UI strings. `format`: a name in `systems.strings.FORMATS`."""

    path: str
    language: str
    format: str


_NO_CONTENT = frozenset({"node_modules", "__pycache__", "venv"})
_BUILT = frozenset({"_site", "public", "output", "site"})
"""What systems call the folder they build into, beside their configuration."""


@dataclass(frozen=True)
class System(ABC):
    """A site, as its own configuration describes it. Its paths are below `folder`, written with `/`.

    `config`: the file it was recognised from, "" for none. `languages`: default first.
    """

    folder: Path
    config: str
    languages: tuple[str, ...]

    name: ClassVar[str] = "plain"
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown", ".html")

    @property
    def default_language(self) -> str:
        """The language of what names none."""
        return self.languages[0]

    @abstractmethod
    def articles(self) -> list[Article]:
        """Return the site's articles, sorted by path."""

    @abstractmethod
    def place(self, article: Article, language: str) -> str:
        """Return the path where the translation of `article` into `language` belongs."""

    def metadata(self, article: Article, language: str) -> dict[str, str]:  # noqa: ARG002
        """Return what the translation's front matter must say for the system to pair the two; often nothing."""
        return {}

    def catalogs(self) -> list[UiFile]:
        """Return the site's own files of UI strings."""
        return []

    def missing(self, language: str) -> list[Article]:
        """Return the articles that have no counterpart in `language`, one for each key."""
        articles = self.articles()
        done = {article.key for article in articles if article.language == language}
        return list(
            {article.key: article for article in reversed(articles) if article.key not in done}.values()
        )[::-1]

    def _files(self, root: str = "", suffixes: Iterable[str] | None = None) -> Iterator[str]:
        """Yield paths below `root` that end in `suffixes`, without what a build makes or a dot hides."""
        wanted = tuple(suffixes or self.suffixes)
        start = self.folder / root if root else self.folder
        for path in sorted(start.rglob("*")):
            relative = path.relative_to(self.folder)
            inner = path.relative_to(start).parts[:-1]
            built = not root and inner[:1] and inner[0] in _BUILT
            hidden = built or any(part.startswith(".") or part in _NO_CONTENT for part in inner)
            if path.suffix.lower() in wanted and not hidden and path.is_file():
                yield relative.as_posix()

    def _ui_files(self, patterns: dict[str, str]) -> list[UiFile]:
        """Return the files that match a pattern ("i18n/*.toml"); `*` is the language, the value its format."""
        found = []
        for pattern, kind in patterns.items():
            star = pattern.split("/").index(next(part for part in pattern.split("/") if "*" in part))
            for path in sorted(self.folder.glob(pattern)):
                relative = path.relative_to(self.folder)
                language = relative.parts[star].split(".")[0].removeprefix("messages_").replace("_", "-")
                found.append(UiFile(relative.as_posix(), language, kind))
        return found
