"""Eleventy: `eleventy.config.js`; each language is a folder (`da/om.md`), as its own i18n plug-in wants it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from bilingual_pub.systems.base import Article, System, UiFile
from bilingual_pub.systems.naming import join_folder, split_folder
from bilingual_pub.systems.settings import first_of, text_of

__all__ = ["Eleventy", "recognise"]


@dataclass(frozen=True)
class Eleventy(System):
    """An Eleventy site. `source`: its input directory, "" for the folder itself."""

    name = "eleventy"
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".html", ".njk", ".liquid")

    source: str = ""

    def articles(self) -> list[Article]:
        """Return the pages and articles; what lies in a language's folder is in that language."""
        found = []
        for path in self._files(self.source):
            key, language = split_folder(path, self.languages, self.source)
            if not key.startswith("_"):
                found.append(Article(path, language or self.default_language, key))
        return found

    def place(self, article: Article, language: str) -> str:
        """Return the same path in the folder of `language`."""
        return join_folder(article.key, language, self.source)

    def catalogs(self) -> list[UiFile]:
        """Return the JSON files of UI strings that i18next would read."""
        root = f"{self.source}/" if self.source else ""
        patterns = ("_data/i18n/*.json", "_data/locales/*.json", "locales/*.json", "locales/*/*.json")
        return self._ui_files({f"{root}{pattern}": "i18next" for pattern in patterns})


_CONFIGS = ("eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", ".eleventy.js")
_INPUT = re.compile(r"""\binput\s*:\s*["'`]([^"'`]+)["'`]""")
_DEFAULT = re.compile(r"""\bdefaultLanguage\s*:\s*["'`]([A-Za-z-]+)["'`]""")
_TAG = re.compile(r"[a-z]{2}(-[A-Z]{2})?\Z")


def recognise(folder: Path) -> Eleventy | None:
    """Return the Eleventy site in `folder`, None where it has no configuration of Eleventy's; none of it is run.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "eleventy.config.js").write_text("({ dir: { input: 'src' } })")
    ...     site = recognise(Path(folder))
    >>> site.name, site.default_language
    ('eleventy', 'da')
    """
    config = first_of(folder, _CONFIGS)
    if not config:
        return None
    script = text_of(folder / config)
    given, default = _INPUT.search(script), _DEFAULT.search(script)
    source = given[1].strip("./") if given else ""
    folders = [path.name for path in sorted((folder / source).glob("*/")) if _TAG.match(path.name)]
    languages = folders or ["da", "en"]
    first = default[1] if default else languages[0]
    return Eleventy(folder, config, (first, *(tag for tag in languages if tag != first)), source)
