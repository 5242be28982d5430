"""Greets a reader in Danish or in English."""

import gettext
from pathlib import Path

LOCALES = Path(__file__).parent / "locales"


def greeting(language: str, guests: int) -> str:
    """Return a greeting in `language` ("da" or "en"); Danish where there is no translation."""
    catalog = gettext.translation("messages", LOCALES, [language], fallback=True)
    welcome = catalog.gettext("Velkommen til byens magasin")
    count = catalog.ngettext("{n} gæst i dag", "{n} gæster i dag", guests).format(n=guests)
    return f"{welcome}: {count}"
