"""The library's own messages in the reader's language: its command line and its pages speak Danish and English."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual_pub.model import Diagnostic

if TYPE_CHECKING:
    from bilingual_pub.formats.po import Catalog

__all__ = ["Translate", "TranslatePlural", "localise", "plural_translator", "translator", "user_language"]

Translate = Callable[[str], str]
"""Takes an English message as it stands in the code and gives it in the reader's language."""

TranslatePlural = Callable[[str, str, int], str]
"""Takes an English message for one and for many, and a number; gives the form for the number, `{count}` filled in."""

_DOMAIN = "messages"


def _locales() -> Path:
    """Return the folder of the library's own catalogs: beside this file when installed, else the checkout's."""
    installed = Path(__file__).with_name("locales")
    return installed if installed.is_dir() else Path(__file__).parents[2] / "locales"


@cache
def _catalog(language: str | None) -> Catalog | None:
    path = _locales() / (language or "en").split("-")[0] / "LC_MESSAGES" / f"{_DOMAIN}.po"
    if not path.is_file():
        return None
    from bilingual_pub.formats import po  # noqa: PLC0415

    return po.parse(path.read_bytes(), path=path)


def translator(language: str | None) -> Translate:
    """Return the function that puts the library's own messages into `language`; English comes back as it is.

    >>> translator("en")("nothing to do")
    'nothing to do'
    """
    catalog = _catalog(language)
    return (lambda text: catalog.lookup(text) or text) if catalog else str


def plural_translator(language: str | None) -> TranslatePlural:
    """Return the function that says a number of things in `language`, as gettext's `ngettext` does.

    Danish and English have one rule: one thing, and every other number of them (CLDR, `nplurals=2; plural=(n != 1)`).

    >>> plural_translator("en")("{count} page", "{count} pages", 1), plural_translator(None)("a page", "{count} pages", 0)
    ('1 page', '0 pages')
    """
    catalog = _catalog(language)

    def say(one: str, many: str, number: int) -> str:
        entry = catalog.index.get((None, one)) if catalog else None
        forms = entry.msgstr if entry and entry.final and len(entry.msgstr) == 2 else (one, many)
        return forms[number != 1].format(count=number)

    return say


def localise(diagnostic: Diagnostic, translate: Translate) -> Diagnostic:
    """Return the diagnostic with its texts translated, its slots still open.

    >>> localise(Diagnostic("x", "info", "no"), {"no": "nej"}.__getitem__).message
    'nej'
    """
    hint = translate(diagnostic.hint) if diagnostic.hint else ""
    return replace(diagnostic, template=translate(diagnostic.template), hint=hint)


def user_language(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language to speak to the user in, by gettext's rules: LANGUAGE, LC_ALL, LC_MESSAGES, LANG.

    >>> user_language({"LANG": "da_DK.UTF-8"}), user_language({"LC_ALL": "C", "LANG": "da_DK"}), user_language({})
    ('da', 'en', 'en')
    """
    locale = next((environment[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(k)), "")
    plain = locale.split(".")[0]
    if plain in {"", "C", "POSIX"}:
        return "en"
    # LANGUAGE is a list of preferences; it counts only where a locale other than C is set (GNU gettext, 2.3.3).
    wishes = [*environment.get("LANGUAGE", "").split(":"), plain]
    return next((w[:2] for w in wishes if w[:2] in {"da", "en"}), "en")
