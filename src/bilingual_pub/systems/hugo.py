"""Hugo: `hugo.toml`, `om.da.md` or a content directory for each language, UI strings in `i18n/da.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from bilingual_pub.systems.base import Article, System, UiFile
from bilingual_pub.systems.headers import read_headers
from bilingual_pub.systems.naming import join_suffix, split_suffix
from bilingual_pub.systems.settings import first_of, read_settings

__all__ = ["Hugo", "recognise"]


@dataclass(frozen=True)
class Hugo(System):
    """A Hugo site. `directories`: each language's contentDir, all the same where names carry the language."""

    name = "hugo"
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown", ".mdown", ".html", ".htm", ".rst", ".org")

    directories: tuple[tuple[str, str], ...] = ()

    def articles(self) -> list[Article]:
        """Return the articles; a `translationKey` pairs them where names don't."""
        roots = dict.fromkeys(directory for _, directory in self.directories)
        # One language's directory may lie inside another's: the innermost has the say.
        owned = {path: root for root in sorted(roots, key=len) for path in self._files(root)}
        return [self._article(path, root) for path, root in sorted(owned.items())]

    def place(self, article: Article, language: str) -> str:
        """Return the path in the language's contentDir, or with its suffix where languages share one."""
        directories = dict(self.directories)
        root = directories[article.language]
        inner = split_suffix(article.path.removeprefix(f"{root}/"), self.languages)[0]
        shared = directories[language] == root
        # The default language goes without a suffix where its counterpart would not get one either.
        bare = not shared or (language == self.default_language and article.language != language)
        return f"{directories[language]}/{join_suffix(inner, None if bare else language)}"

    def catalogs(self) -> list[UiFile]:
        """Return the files in `i18n`, the site's own and its themes'."""
        kinds = {"toml": "hugo-toml", "yaml": "hugo-yaml", "yml": "hugo-yaml", "json": "i18next"}
        patterns = {f"i18n/*.{suffix}": kind for suffix, kind in kinds.items()}
        return self._ui_files({**patterns, **{f"themes/*/{key}": kind for key, kind in patterns.items()}})

    def _article(self, path: str, root: str) -> Article:
        inner, language = split_suffix(path.removeprefix(f"{root}/"), self.languages)
        of_root = [tag for tag, directory in self.directories if directory == root]
        own = language or (of_root[0] if len(of_root) == 1 else self.default_language)
        return Article(path, own, read_headers(self.folder / path).get("translationkey") or inner)


_CONFIGS = tuple(
    f"{folder}{stem}.{suffix}"
    for folder in ("", "config/_default/")
    for stem in ("hugo", "config")
    for suffix in ("toml", "yaml", "yml", "json")
)


def recognise(folder: Path) -> Hugo | None:
    """Return the Hugo site in `folder`; a `config.toml` counts where a `content` folder lies beside it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "hugo.toml").write_text("defaultContentLanguage = 'da'")
    ...     site = recognise(Path(folder))
    >>> site.name, site.default_language
    ('hugo', 'da')
    """
    config = first_of(folder, _CONFIGS)
    if not config or ("config." in config.split("/")[-1] and not (folder / "content").is_dir()):
        return None
    settings = {key.lower(): value for key, value in read_settings(folder / config).items()}
    languages = _mapping(settings.get("languages"))
    if not languages and (
        name := first_of(folder, tuple(f"config/_default/languages.{s}" for s in _SUFFIXES))
    ):
        languages = read_settings(folder / name)
    default = str(settings.get("defaultcontentlanguage", next(iter(languages), "en")))
    tags = (default, *(tag for tag in languages if tag != default))
    shared = str(settings.get("contentdir", "content"))
    return Hugo(folder, config, tags, tuple((tag, _directory(languages.get(tag), shared)) for tag in tags))


_SUFFIXES = ("toml", "yaml", "yml", "json")


def _mapping(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, dict) else {}


def _directory(language: Any, shared: str) -> str:
    settings = {key.lower(): value for key, value in _mapping(language).items()}
    return str(settings.get("contentdir", shared)).strip("/")
