"""Nikola: `conf.py`, translations by TRANSLATIONS_PATTERN (`post.en.md`), UI strings in `messages_en.py`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import ClassVar

from bilingual_pub.systems.base import Article, System, UiFile
from bilingual_pub.systems.settings import read_settings

__all__ = ["Nikola", "recognise"]

PATTERN = "{path}.{lang}.{ext}"
"""The value that Nikola's own `conf.py` gives TRANSLATIONS_PATTERN."""


@dataclass(frozen=True)
class Nikola(System):
    """A Nikola site. `roots`: the folders of POSTS and PAGES."""

    name = "nikola"
    suffixes: ClassVar[tuple[str, ...]] = (
        ".md",
        ".markdown",
        ".rst",
        ".txt",
        ".html",
        ".htm",
        ".wp",
        ".ipynb",
    )

    roots: tuple[str, ...] = ("posts", "pages")
    pattern: str = PATTERN

    def articles(self) -> list[Article]:
        """Return the posts and pages; a name that TRANSLATIONS_PATTERN does not make is the default language's."""
        return [Article(path, *self._split(path)) for root in self.roots for path in self._files(root)]

    def place(self, article: Article, language: str) -> str:
        """Return the path that TRANSLATIONS_PATTERN makes."""
        if language == self.default_language:
            return article.key
        pure = PurePosixPath(article.key)
        return self.pattern.format(path=pure.with_suffix(""), lang=language, ext=pure.suffix[1:])

    def catalogs(self) -> list[UiFile]:
        """Return the messages of the site and of its themes."""
        files = self._ui_files(
            {"themes/*/messages/messages_*.py": "nikola", "messages/messages_*.py": "nikola"}
        )
        return [file._replace(language=_language(file.path)) for file in files]

    def _split(self, path: str) -> tuple[str, str]:
        for language in self.languages[1:]:
            if match := re.fullmatch(_expression(self.pattern, language), path):
                return language, f"{match['path']}.{match['ext']}"
        return self.default_language, path


def _expression(pattern: str, language: str) -> str:
    slots = {"path": "(?P<path>.+)", "lang": re.escape(language), "ext": r"(?P<ext>[^./]+)"}
    return re.sub(r"\\\{(\w+)\\\}", lambda slot: slots.get(slot[1], slot[0]), re.escape(pattern))


def _language(path: str) -> str:
    return PurePosixPath(path).stem.removeprefix("messages_").replace("_", "-")


def recognise(folder: Path) -> Nikola | None:
    """Return the Nikola site in `folder`, None where its `conf.py` is not there or is some other program's.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "conf.py").write_text("BLOG_TITLE = DEFAULT_LANG = 'da'")
    ...     site = recognise(Path(folder))
    >>> site.name, site.default_language
    ('nikola', 'da')
    """
    if not (folder / "conf.py").is_file():
        return None
    settings = read_settings(folder / "conf.py")
    if not {"TRANSLATIONS", "POSTS", "BLOG_TITLE"} & set(settings):
        return None
    default = str(settings.get("DEFAULT_LANG", "en"))
    others = [str(language) for language in settings.get("TRANSLATIONS", {}) if language != default]
    sources = [*settings.get("POSTS", ()), *settings.get("PAGES", ())]
    roots = dict.fromkeys(str(source[0]).split("*")[0].strip("/") for source in sources)
    pattern = str(settings.get("TRANSLATIONS_PATTERN", PATTERN))
    return Nikola(folder, "conf.py", (default, *others), tuple(roots) or ("posts", "pages"), pattern)
