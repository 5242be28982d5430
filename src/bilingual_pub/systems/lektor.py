"""Lektor: a `.lektorproject` file with alternatives; `contents+da.lr` stands beside `contents.lr`."""

from __future__ import annotations

import configparser
from pathlib import Path, PurePosixPath
from typing import ClassVar

from bilingual_pub.errors import ConfigError
from bilingual_pub.model import N_, Diagnostic
from bilingual_pub.systems.base import Article, System
from bilingual_pub.systems.settings import text_of

__all__ = ["Lektor", "recognise"]


class Lektor(System):
    """A Lektor site; its alternatives are its languages, the primary one first."""

    name = "lektor"
    suffixes: ClassVar[tuple[str, ...]] = (".lr",)

    def articles(self) -> list[Article]:
        """Return the alternatives of every page; the key is the page's folder."""
        found = []
        for path in self._files("content"):
            stem, _, language = PurePosixPath(path).stem.partition("+")
            if stem == "contents":
                key = str(PurePosixPath(path).parent)
                found.append(Article(path, language or self.default_language, key))
        return found

    def place(self, article: Article, language: str) -> str:
        """Return the alternative's file beside the original."""
        bare = f"{article.key}/contents.lr"
        primary = language == self.default_language and bare != article.path
        return bare if primary else f"{article.key}/contents+{language}.lr"


def recognise(folder: Path) -> Lektor | None:
    """Return the Lektor site in `folder`, None where there is no `.lektorproject` file.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.lektorproject").write_text("[alternatives.da]")
    ...     site = recognise(Path(folder))
    >>> site.name, site.default_language
    ('lektor', 'da')
    """
    project = next(iter(sorted(folder.glob("*.lektorproject"))), None)
    if not project:
        return None
    settings = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        settings.read_string(text_of(project))
    except configparser.Error as error:
        template = N_("can't read the site's settings: {reason}")
        reason = " ".join(str(error).split())
        raise ConfigError(
            Diagnostic("site-settings", "error", template, {"reason": reason}, str(project))
        ) from error
    sections = [name for name in settings.sections() if name.startswith("alternatives.")]
    primary = [
        name for name in sections if settings.get(name, "primary", fallback="") in {"yes", "true", "1"}
    ]
    ordered = dict.fromkeys([*primary, *sections])
    languages = tuple(name.removeprefix("alternatives.") for name in ordered)
    return Lektor(folder, project.name, languages or ("en",))
