"""What lies in a site's folder: articles and pages, each with its language and the key it shares with its translation."""

from __future__ import annotations

import os
import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from hashlib import blake2b
from pathlib import Path
from typing import Any

from bilingual_pub import formats
from bilingual_pub.config import Config
from bilingual_pub.errors import ConfigError
from bilingual_pub.files import read_bytes
from bilingual_pub.formats import front_matter
from bilingual_pub.formats.encoding import decode
from bilingual_pub.model import N_, Diagnostic, Document

__all__ = ["Source", "assets", "digest", "find", "scan", "slug_of"]

_SKIPPED = frozenset({"node_modules", "__pycache__", "venv", "_site"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the site. `path`: relative to the site's folder, with `/`. `digest`: of its bytes.

    `language`: BCP 47, None where nothing says it and the text does not either. `key`: what it shares with its
    translation. `slug`: its name in addresses. `whole`: a page with its own chrome, not a bare body.
    `declared_key`: the key comes from front matter, so the name of the file does not matter. `alternates`: language to address.
    `media`: relative addresses of pictures and other files in it, as they are written.
    """

    path: str
    digest: str
    language: str | None
    key: str
    slug: str
    whole: bool
    declared_key: bool = False
    original: bool | None = None
    alternates: tuple[tuple[str, str], ...] = ()
    media: tuple[str, ...] = ()


def digest(data: bytes) -> str:
    """Return a short name for some bytes.

    >>> digest(b"hej")
    'be7bd804f145a7da74ecbcb1'
    """
    return blake2b(data, digest_size=12).hexdigest()


def find(config: Config) -> list[str]:
    """Return the paths of the site's documents, relative to its folder, in a stable order.

    Left out: the output, the catalogs, the template, what `exclude` names, names that begin with `.` or `_`, and
    links that lead outside the site's folder.
    """
    return [path for path in _walk(config) if formats.format_of(path) and not _is_private(path)]


def assets(config: Config) -> list[str]:
    """Return the paths of everything else in the folders of articles: pictures, style sheets."""
    return [path for path in _walk(config) if not formats.format_of(path) and not _is_private(path)]


def _is_private(path: str) -> bool:
    return posixpath.basename(path).startswith("_") or path.endswith((".po", ".pot", ".mo", ".toml", ".py"))


def _walk(config: Config) -> Iterator[str]:
    root = config.root
    left_out = {config.path(name).resolve() for name in (config.output, config.locales)}
    patterns = config.exclude
    for top in config.articles or ("",):
        start = root / top if top else root
        if not start.is_dir():
            template, hint = (
                N_("there is no folder “{folder}” of articles"),
                N_("Name it in the key “articles”."),
            )
            values: dict[str, object] = {"folder": top}
            raise ConfigError(Diagnostic("config", "error", template, values, start.as_posix(), hint=hint))
        for folder, names, files in os.walk(start):
            names[:] = sorted(n for n in names if n[0] not in "._" and n not in _SKIPPED)
            names[:] = [n for n in names if Path(folder, n).resolve() not in left_out]
            for name in sorted(files):
                path = Path(folder, name).relative_to(root).as_posix()
                if name[0] == "." or any(fnmatch(path, pattern) for pattern in patterns):
                    continue
                if not _leads_out(Path(folder, name), root):
                    yield path


def _leads_out(path: Path, root: Path) -> bool:
    """Whether a file is a link to somewhere outside the site: what nobody named is neither read nor published."""
    return path.is_symlink() and not path.resolve().is_relative_to(root.resolve())


def scan(config: Config, path: str) -> Source:
    """Read one file as far as it takes to know what it is. Raises InputError where it can't be read."""
    data = read_bytes(config.path(path))
    document = _facts(data, path)
    key, named = _split(path, config.languages)
    metadata = document.metadata
    given = metadata.get("translationKey") or metadata.get("translation_key") or metadata.get("page_id")
    return Source(
        path=path,
        digest=digest(data),
        language=named or _declared(document, config.languages) or _detected(data, path),
        key=f"={given}" if given else key,
        slug=slug_of(path, metadata, config.languages),
        whole=_is_whole(document),
        declared_key=bool(given),
        original=_is_original(metadata, named or document.language),
        alternates=tuple(sorted(metadata.get("alternates", {}).items())),
        media=media_in(data),
    )


# An address ends where HTML's and Markdown's quotes, brackets and white space begin; its length is bounded.
_MEDIA = re.compile(
    rb"""[^\s"'()<>\[\]{}]{1,200}\.(?:svg|png|jpe?g|gif|webp|avif|mp[34]|webm|ogg|pdf|css|js)\b""",
    re.IGNORECASE,
)


def media_in(data: bytes) -> tuple[str, ...]:
    """Return what in a file may be the address of a file beside it, each once.

    >>> media_in(b'![Et kort](kort.svg) <img src="kort.svg">')
    ('kort.svg',)
    """
    found = {match.decode("utf-8", "replace") for match in _MEDIA.findall(data)}
    return tuple(sorted(name for name in found if "://" not in name))


def slug_of(path: str, metadata: Mapping[str, Any], languages: Iterable[str]) -> str:
    """Return an article's name in addresses: what its front matter says, else its file's name without language.

    >>> slug_of("artikler/om-os.da.md", {}, ("da", "en")), slug_of("a.md", {"slug": "/about/us/"}, ())
    ('om-os', 'about-us')
    """
    given = metadata.get("slug")
    name = (
        given
        if isinstance(given, str) and given.strip("/ ")
        else posixpath.basename(_split(path, languages)[0])
    )
    name = unicodedata.normalize("NFC", name if given else posixpath.splitext(name)[0])
    return re.sub(r"[^\w.~-]+", "-", name).strip("-.") or "article"


def _split(path: str, languages: Iterable[str]) -> tuple[str, str | None]:
    """Take the language out of `om.da.md`, `da/om.md` or `om_da.html`.

    In Unicode form NFC: a disk may keep one name of a pair as it was typed and the other taken apart (macOS).
    """
    codes = {code.lower(): code for code in languages}
    path = unicodedata.normalize("NFC", path)
    folder, name = posixpath.split(path)
    stem, suffix = posixpath.splitext(name)
    base, dot, code = stem.rpartition(".")
    if dot and base and code.lower() in codes:
        return posixpath.join(folder, base + suffix), codes[code.lower()]
    parts = folder.split("/")
    for index, part in enumerate(parts):
        if part.lower() in codes:
            return posixpath.join(*parts[:index], "", *parts[index + 1 :], name), codes[part.lower()]
    return path, None


def _declared(document: Document, languages: Iterable[str]) -> str | None:
    """The language a bare body declares; a page's `lang` is its chrome's as often as its article's."""
    if document.language is None or _is_whole(document):
        return None
    code = document.language.lower()
    return next(
        (lang for lang in languages if code == lang.lower() or code.startswith(lang.lower() + "-")), None
    )


def _facts(data: bytes, path: str) -> Document:
    """What a file says of itself: a page, or a Markdown file's front matter alone, a tenth of the work of all of it."""
    if formats.format_of(path) != "markdown":
        return formats.parse(data, path=path)
    text, _, _ = decode(data)
    head = front_matter.parse(text)
    return formats.parse(text[: head.span.end] if head else "", "markdown", path=path)


def _detected(data: bytes, path: str) -> str | None:
    from bilingual_pub.documents import parse  # noqa: PLC0415

    return parse(data, format=formats.format_of(path) or "html", path=path).article_language


def _is_whole(document: Document) -> bool:
    return document.format == "html" and any(
        e.name in {"html", "head", "body"} for e in document.elements[:8]
    )


def _is_original(metadata: Mapping[str, Any], language: str | None) -> bool | None:
    if original := metadata.get("original_language"):
        return bool(original == language)
    return False if metadata.get("translator") else None
