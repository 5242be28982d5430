"""MkDocs with the static-i18n plug-in: `om.da.md` (`docs_structure: suffix`) or `da/om.md` (`folder`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from bilingual_pub.systems.base import Article, System
from bilingual_pub.systems.naming import join_folder, join_suffix, split_folder, split_suffix
from bilingual_pub.systems.settings import first_of, read_settings

__all__ = ["MkDocs", "recognise"]


@dataclass(frozen=True)
class MkDocs(System):
    """A MkDocs site. `docs`: its docs_dir. `folders`: whether a language is a folder and not a suffix."""

    name = "mkdocs"
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown")

    docs: str = "docs"
    folders: bool = False

    def articles(self) -> list[Article]:
        """Return the pages below docs_dir."""
        found = []
        for path in self._files(self.docs):
            inner = path.removeprefix(f"{self.docs}/")
            key, language = (split_folder if self.folders else split_suffix)(inner, self.languages)
            found.append(Article(path, language or self.default_language, key))
        return found

    def place(self, article: Article, language: str) -> str:
        """Return the path by docs_structure, folder or suffix."""
        if self.folders:
            return join_folder(article.key, language, self.docs)
        bare = language == self.default_language
        return f"{self.docs}/{join_suffix(article.key, None if bare else language)}"


def recognise(folder: Path) -> MkDocs | None:
    """Return the MkDocs site in `folder`, None where there is no `mkdocs.yml`.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "mkdocs.yml").write_text("site_name: Avis")
    ...     site = recognise(Path(folder))
    >>> site.name, site.default_language
    ('mkdocs', 'en')
    """
    config = first_of(folder, ("mkdocs.yml", "mkdocs.yaml"))
    if not config:
        return None
    settings = read_settings(folder / config)
    options = _i18n(settings.get("plugins"))
    listed = options.get("languages")
    languages = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    theme = settings.get("theme")
    own = str(theme.get("language", "en")) if isinstance(theme, dict) else "en"
    default = next((str(entry["locale"]) for entry in languages if entry.get("default")), own)
    others = [
        str(entry["locale"]) for entry in languages if entry.get("locale") not in {None, "null", default}
    ]
    docs = str(settings.get("docs_dir", "docs")).strip("/")
    return MkDocs(folder, config, (default, *others), docs, folders=options.get("docs_structure") == "folder")


def _i18n(plugins: Any) -> dict[str, Any]:
    entries = plugins if isinstance(plugins, list) else [plugins]
    found = [entry.get("i18n") for entry in entries if isinstance(entry, dict)]
    return next((options for options in found if isinstance(options, dict)), {})
