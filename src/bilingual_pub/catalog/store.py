"""Where catalogs lie: `locales/<language>/LC_MESSAGES/<domain>.po`, templates in `locales/<domain>.pot`.

A domain may hold slashes: the catalog of one article is the domain `articles/<slug>`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bilingual_pub.errors import InputError
from bilingual_pub.files import StrPath, inside, read_bytes
from bilingual_pub.formats import po
from bilingual_pub.model import N_, Diagnostic

__all__ = ["as_catalog", "find", "language_tag", "load", "locale_name", "po_path", "read_catalog"]


def locale_name(language: str) -> str:
    """Return gettext's name of a BCP 47 language.

    >>> locale_name("en-GB")
    'en_GB'
    """
    return language.replace("-", "_")


def language_tag(locale: str) -> str:
    """Return the BCP 47 language of a gettext folder.

    >>> language_tag("en_GB")
    'en-GB'
    """
    return locale.replace("_", "-")


def po_path(locales: StrPath, language: str, domain: str = "messages") -> Path:
    """Return where the catalog of a language lies. Raises OutputError for a name that leads outside `locales`.

    >>> po_path("locales", "en-GB", "articles/sommerfest").as_posix()
    'locales/en_GB/LC_MESSAGES/articles/sommerfest.po'
    """
    return inside(locales, locale_name(language), "LC_MESSAGES", f"{domain}.po")


def read_catalog(path: StrPath) -> po.Catalog:
    r"""Return the catalog in the PO file at `path`. Raises InputError where it can't be read.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "en.po").write_text('msgid "Hej"\nmsgstr "Hi"\n', encoding="utf-8")
    ...     read_catalog(f"{folder}/en.po").lookup("Hej")
    'Hi'
    """
    return po.parse(read_bytes(path), path=path)


def load(locales: StrPath, language: str, domain: str = "messages") -> po.Catalog:
    """Return the catalog of `language` (BCP 47); of "en" where there is none of "en-GB".

    Raises InputError where there is neither.

    >>> load("nowhere", "en")
    Traceback (most recent call last):
    bilingual_pub.errors.InputError: nowhere/en/LC_MESSAGES/messages.po: error: there is no catalog of this language [no-catalog]
        Make it with `bilingual-pub update`.
    """
    paths = [po_path(locales, name, domain) for name in dict.fromkeys((language, language.partition("-")[0]))]
    for path in paths:
        if path.exists():
            return read_catalog(path)
    template, hint = N_("there is no catalog of this language"), N_("Make it with `bilingual-pub update`.")
    raise InputError(Diagnostic("no-catalog", "error", template, {}, paths[0].as_posix(), hint=hint))


def find(locales: StrPath, domain: str | None = None) -> Iterator[tuple[str, str, Path]]:
    """Yield language (BCP 47), domain and path of every catalog below `locales`, in a stable order.

    >>> list(find("nowhere"))
    []
    """
    for folder in sorted(Path(locales).glob("*/LC_MESSAGES")):
        for path in sorted(folder.rglob("*.po")):
            name = path.relative_to(folder).with_suffix("").as_posix()
            if domain in {None, name}:
                yield language_tag(folder.parent.name), name, path


def as_catalog(value: Any) -> po.Catalog:
    r"""Return a catalog of ours from one of ours, of polib's (`POFile`) or of Babel's (`Catalog`).

    Raises TypeError for anything else.

    >>> import polib
    >>> as_catalog(polib.pofile('msgid "Hej"\nmsgstr "Hi"\n')).lookup("Hej")
    'Hi'
    """
    if isinstance(value, po.Catalog):
        return value
    module = type(value).__module__.split(".")[0]
    if module == "polib":
        return po.parse(str(value))
    if module == "babel":
        from babel.messages.pofile import write_po  # noqa: PLC0415

        stream = io.BytesIO()
        write_po(stream, value, include_previous=True)
        return po.parse(stream.getvalue())
    message = f"not a catalog: {type(value).__name__}"
    raise TypeError(message)
