"""The library's own messages in the reader's language: its command line and its pages speak Danish and English."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from bilingual_pub.model import Diagnostic

__all__ = ["Translate", "localise", "translator", "user_language"]

Translate = Callable[[str], str]
"""Takes an English message as it stands in the code and gives it in the reader's language."""

_DOMAIN = "messages"


def _locales() -> Path:
    """Return the folder of the library's own catalogs: beside this file when installed, else the checkout's."""
    installed = Path(__file__).with_name("locales")
    return installed if installed.is_dir() else Path(__file__).parents[2] / "locales"


@cache
def translator(language: str | None) -> Translate:
    """Return the function that puts the library's own messages into `language`; English comes back as it is.

    >>> translator("en")("nothing to do")
    'nothing to do'
    """
    path = _locales() / (language or "en").split("-")[0] / "LC_MESSAGES" / f"{_DOMAIN}.po"
    if not path.is_file():
        return str
    from bilingual_pub.formats import po  # noqa: PLC0415

    catalog = po.parse(path.read_bytes(), path=path)
    return lambda text: catalog.lookup(text) or text


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
