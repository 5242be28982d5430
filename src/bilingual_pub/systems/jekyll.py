"""Jekyll: `_config.yml`; with Polyglot an article says `lang` and `page_id`, without it languages are folders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from bilingual_pub.systems.base import Article, System, UiFile
from bilingual_pub.systems.headers import read_headers
from bilingual_pub.systems.naming import join_folder, split_folder
from bilingual_pub.systems.settings import read_settings

__all__ = ["Jekyll", "recognise"]


@dataclass(frozen=True)
class Jekyll(System):
    """A Jekyll site. `polyglot`: whether that plug-in pairs its pages."""

    name = "jekyll"
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown", ".mkd", ".html")

    polyglot: bool = False

    def articles(self) -> list[Article]:
        """Return what has front matter: posts and pages."""
        found = []
        for path in self._files():
            headers = read_headers(self.folder / path)
            # A page without front matter is copied as it stands; layouts and includes are no articles.
            if headers and not path.startswith(("_layouts/", "_includes/")):
                key, language = self._split(path)
                own = headers.get("lang") or language or self.default_language
                found.append(Article(path, own, headers.get("page_id") or key))
        return found

    def place(self, article: Article, language: str) -> str:
        """Return the path in the folder of `language`, where no address collides with the original's."""
        bare, _ = self._split(article.path)
        if bare.startswith("_posts/") and self.polyglot:
            return join_folder(bare.removeprefix("_posts/"), language, "_posts")
        # A folder above `_posts` becomes a category and so part of the address: two posts of a name don't collide.
        return join_folder(bare, language)

    def metadata(self, article: Article, language: str) -> dict[str, str]:
        """Return `lang` and the `page_id` that Polyglot pairs by."""
        return {"lang": language, "page_id": article.key}

    def catalogs(self) -> list[UiFile]:
        """Return the files of strings in `_data/da` or `_i18n`."""
        return self._ui_files({"_data/*/*.yml": "yaml", "_data/*/*.yaml": "yaml", "_i18n/*.yml": "yaml"})

    def _split(self, path: str) -> tuple[str, str | None]:
        if path.startswith("_posts/"):
            inner, language = split_folder(path, self.languages, "_posts")
            return f"_posts/{inner}", language
        return split_folder(path, self.languages)


def recognise(folder: Path) -> Jekyll | None:
    """Return the Jekyll site in `folder`, None where there is no `_config.yml`.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "_config.yml").write_text("lang: da")
    ...     site = recognise(Path(folder))
    >>> site.name, site.default_language
    ('jekyll', 'da')
    """
    if not (folder / "_config.yml").is_file():
        return None
    settings = read_settings(folder / "_config.yml")
    default = str(settings.get("default_lang") or settings.get("lang") or "en")[:2]
    listed = settings.get("languages")
    languages = [str(tag) for tag in listed] if isinstance(listed, list) else ["da", "en"]
    plugins = settings.get("plugins") or settings.get("gems") or []
    polyglot = "jekyll-polyglot" in plugins
    return Jekyll(folder, "_config.yml", (default, *(tag for tag in languages if tag != default)), polyglot)
