"""Pelican: `pelicanconf.py`; an article says `Lang` itself, and translations share its `Slug`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import ClassVar

from bilingual_pub.systems.base import Article, System
from bilingual_pub.systems.headers import read_headers
from bilingual_pub.systems.naming import join_suffix, split_suffix
from bilingual_pub.systems.settings import read_settings

__all__ = ["Pelican", "recognise", "slugify"]


@dataclass(frozen=True)
class Pelican(System):
    """A Pelican site. `content`: its PATH."""

    name = "pelican"
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown", ".mkd", ".mdown", ".rst", ".html", ".htm")

    content: str = "content"

    def articles(self) -> list[Article]:
        """Return the articles and pages; their key is the slug."""
        return [self._article(path) for path in self._files(self.content)]

    def place(self, article: Article, language: str) -> str:
        """Return a name beside the original's; Pelican pairs by `Slug`, whatever the name."""
        return join_suffix(split_suffix(article.path, self.languages)[0], language)

    def metadata(self, article: Article, language: str) -> dict[str, str]:
        """Return `Lang`, and the `Slug` that makes two articles a pair."""
        return {"Lang": language, "Slug": article.key}

    def _article(self, path: str) -> Article:
        headers = read_headers(self.folder / path)
        title = headers.get("title") or PurePosixPath(path).stem
        return Article(
            path, headers.get("lang") or self.default_language, headers.get("slug") or slugify(title)
        )


# What `unidecode`, which Pelican asks, makes of letters that Unicode does not take apart.
_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "Æ": "Ae", "Ø": "O", "Å": "A", "ß": "ss", "œ": "oe", "Œ": "OE"}
    | {"þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "€": "EUR"}
)


def slugify(title: str) -> str:
    """Return the slug that Pelican makes of a title where the article names none (its `utils.slugify`).

    >>> slugify("Den gamle kran på kajen, øst for åen")
    'den-gamle-kran-pa-kajen-ost-for-aen'
    """
    ascii_only = unicodedata.normalize("NFKD", title.translate(_LETTERS)).encode("ascii", "ignore").decode()
    words = re.sub(r"[^\w\s-]", "", ascii_only).strip()
    return re.sub(r"[-\s]+", "-", words).lower()


def recognise(folder: Path) -> Pelican | None:
    """Return the Pelican site in `folder`, None where there is no `pelicanconf.py`.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "pelicanconf.py").write_text("DEFAULT_LANG = 'da'")
    ...     site = recognise(Path(folder))
    >>> site.name, site.default_language
    ('pelican', 'da')
    """
    if not (folder / "pelicanconf.py").is_file():
        return None
    settings = read_settings(folder / "pelicanconf.py")
    default = str(settings.get("DEFAULT_LANG", "en"))
    other = "en" if default != "en" else "da"
    content = str(settings.get("PATH", "content")).strip("./") if settings.get("PATH") != "." else ""
    return Pelican(folder, "pelicanconf.py", (default, other), content)
