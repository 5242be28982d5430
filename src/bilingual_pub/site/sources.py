"""What lies in a site's folder: articles and pages, each with its language and the key it shares with its translation."""

from __future__ import annotations

import html
import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from bilingual_pub import formats
from bilingual_pub.config import Config
from bilingual_pub.files import read_bytes
from bilingual_pub.formats import front_matter
from bilingual_pub.formats.encoding import decode
from bilingual_pub.model import Document

__all__ = ["Source", "digest", "links_in", "scan", "slug_of"]


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the site. `path`: relative to the site's folder, with `/`. `digest`: of its bytes.

    `language`: BCP 47, None where nothing says it and the text does not either. `key`: what it shares with its
    translation. `slug`: its name in addresses. `whole`: a page with its own chrome, not a bare body.
    `declared_key`: the key comes from front matter, so the name of the file does not matter. `alternates`: language to address.
    `links`: addresses in it that may be those of the site's other files, as they are written.
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
    links: tuple[str, ...] = ()


def digest(data: bytes) -> str:
    """Return a short name for some bytes.

    >>> digest(b"hej")
    'be7bd804f145a7da74ecbcb1'
    """
    return blake2b(data, digest_size=12).hexdigest()


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
        links=links_in(data, _texts(metadata)),
    )


# An address ends where HTML's and Markdown's quotes, brackets and white space begin; its length is bounded.
_FILE = re.compile(
    rb"""[^\s"'()<>\[\]{}]{1,200}\.(?:svg|png|jpe?g|gif|webp|avif|mp[34]|webm|ogg|pdf|css|js)\b""",
    re.IGNORECASE,
)
# Where HTML and Markdown hold an address, whatever it leads to.
_LINK = re.compile(
    rb"""(?:\b(?:src|href|poster|data)\s{0,9}=\s{0,9}["']?|\]\(<?|\]:\s{0,9}<?)([^\s"'()<>]{1,2000})""",
    re.IGNORECASE,
)


def links_in(data: bytes, texts: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what in a file may be the address of another file of the site, each once, without `?` and `#`.

    `texts`: what else may be one, such as values of front matter.

    >>> links_in(b'![Et kort](kort.svg) <img src="kort.svg"> <a href="om.html#kort">Om</a> https://a.example/')
    ('kort.svg', 'om.html')
    """
    found = {match.decode("utf-8", "replace") for match in (*_FILE.findall(data), *_LINK.findall(data))}
    names = {re.split("[?#]", html.unescape(name), maxsplit=1)[0] for name in (*found, *texts)}
    return tuple(sorted(name for name in names if name and not _SCHEME.match(name)))


_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|.*://")


def _texts(metadata: Mapping[str, Any]) -> Iterator[str]:
    """What front matter says that may be an address: a template may put it into one."""
    for value in metadata.values():
        if isinstance(value, str) and "." in value and not any(map(str.isspace, value)):
            yield value


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
