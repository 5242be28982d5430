"""The two ways a path says its language: a suffix (`om.da.md`) or a folder (`da/om.md`); each read and written."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePosixPath

__all__ = ["join_folder", "join_suffix", "split_folder", "split_suffix"]


def split_suffix(path: str, languages: Collection[str]) -> tuple[str, str | None]:
    """Return the path without its language, and the language, None where the name has none.

    >>> split_suffix("blog/om.da.md", ["da", "en"])
    ('blog/om.md', 'da')
    >>> split_suffix("blog/om.v2.md", ["da", "en"])
    ('blog/om.v2.md', None)
    """
    pure = PurePosixPath(path)
    stem, dot, tag = pure.stem.rpartition(".")
    if dot and stem and tag in languages:
        return str(pure.with_name(stem + pure.suffix)), tag
    return path, None


def join_suffix(path: str, language: str | None) -> str:
    """Return a path with its language; the undoing of `split_suffix`.

    >>> join_suffix("blog/om.md", "en"), join_suffix("blog/om.md", None)
    ('blog/om.en.md', 'blog/om.md')
    """
    pure = PurePosixPath(path)
    return str(pure.with_name(f"{pure.stem}.{language}{pure.suffix}")) if language else path


def split_folder(path: str, languages: Collection[str], root: str = "") -> tuple[str, str | None]:
    """Return the path below `root` without its language's folder, and the language.

    >>> split_folder("docs/da/om.md", ["da", "en"], "docs")
    ('om.md', 'da')
    >>> split_folder("docs/om.md", ["da", "en"], "docs")
    ('om.md', None)
    """
    inner = path.removeprefix(f"{root}/") if root else path
    first, slash, rest = inner.partition("/")
    return (rest, first) if slash and first in languages else (inner, None)


def join_folder(path: str, language: str | None, root: str = "") -> str:
    """Return a path in its language's folder below `root`; the undoing of `split_folder`.

    >>> join_folder("om.md", "en", "docs"), join_folder("om.md", None)
    ('docs/en/om.md', 'om.md')
    """
    return "/".join(part for part in (root, language, path) if part)
