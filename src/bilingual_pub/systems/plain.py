"""A bare folder of articles: `om.da.md` beside `om.en.md`, or the same names in `da/` and `en/`."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from bilingual_pub.systems.base import Article, System, UiFile
from bilingual_pub.systems.naming import join_folder, join_suffix, split_folder, split_suffix

__all__ = ["Plain", "recognise"]

_LANGUAGES = ("da", "en")


class Plain(System):
    """A folder that no system claims."""

    name = "plain"
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown", ".html", ".htm", ".xhtml", ".txt")

    def articles(self) -> list[Article]:
        """Return every text file; its name or its folder says the language."""
        return [Article(path, *self._split(path)) for path in self._files()]

    def place(self, article: Article, language: str) -> str:
        """Return the path in the manner of the article's own: folder or suffix."""
        if split_folder(article.path, self.languages)[1]:
            return join_folder(article.key, language)
        return join_suffix(article.key, language)

    def catalogs(self) -> list[UiFile]:
        """Return the JSON files of strings in `locales`."""
        return self._ui_files({"locales/*/*.json": "i18next", "locales/*.json": "i18next"})

    def _split(self, path: str) -> tuple[str, str]:
        for split in (split_suffix, split_folder):
            key, language = split(path, self.languages)
            if language:
                return language, key
        return self.default_language, path


def recognise(folder: Path) -> Plain:
    """Return `folder` as a plain one; Danish is the default language.

    >>> recognise(Path()).default_language
    'da'
    """
    return Plain(folder, "", _LANGUAGES)
