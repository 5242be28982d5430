"""The words of our own that pages show, and the names of languages in every language."""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import lru_cache

from bilingual_pub.model import N_

__all__ = ["LABELS", "Labels", "language_name"]

LABELS = {
    "languages": N_("Languages"),
    "both": N_("Both"),
    "untranslated": N_("Not translated into {language}."),
    "fallback": N_("Parts of this article have not been translated yet and are shown in {language}."),
    "not at all": N_("This article has not been translated yet and is shown in {language}."),
    "stale": N_("The original has changed since this was translated."),
    "written by": N_("By {author}"),
}
"""Key to English text; the text is the msgid."""


class Labels:
    """Texts in one reader's language, escaped for HTML.

    >>> Labels(lambda message, language: message, "en").text("fallback", language="Danish")
    'Parts of this article have not been translated yet and are shown in Danish.'
    """

    def __init__(self, translate: Callable[[str, str], str], language: str) -> None:
        self._translate = translate
        self.language = language

    def text(self, key: str, **values: str) -> str:
        """The text of `key` with its slots filled, escaped."""
        return html.escape(self._translate(LABELS[key], self.language).format_map(values))

    def message(self, message: str, **values: object) -> str:
        """Any other message of the library's, translated, filled and escaped."""
        return html.escape(self._translate(message, self.language).format_map(values))

    def name(self, language: str) -> str:
        """The name of a language in the reader's language, or in English where the texts are English too."""
        sample = LABELS["untranslated"]
        own = self._translate(sample, self.language) != sample
        return html.escape(language_name(language, self.language if own else "en"))


@lru_cache(256)
def language_name(language: str, reader: str | None = None) -> str:
    """Return the name of a language as CLDR has it, in its own language or in the reader's.

    In its own language it stands alone and so begins with a capital.

    >>> language_name("da"), language_name("en", "da"), language_name("da", "en")
    ('Dansk', 'engelsk', 'Danish')
    """
    from babel import Locale  # noqa: PLC0415
    from babel.core import UnknownLocaleError  # noqa: PLC0415

    try:
        name = Locale.parse(language, sep="-").get_display_name(reader or language) or language
    except (UnknownLocaleError, ValueError):
        return language
    return name if reader else name[:1].upper() + name[1:]
