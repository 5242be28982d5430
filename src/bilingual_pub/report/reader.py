"""Who reads the page: their language, its numbers and its names of languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bilingual_pub.model import N_, Diagnostic
from bilingual_pub.report.markup import Markup, tag

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["Reader", "more"]

# What the detector and the classifier give as reasons in plain words; they know nothing of catalogs.
_REASONS = (
    N_("n-grams"), N_("neighbours"), N_("name"), N_("fits both"), N_("no words"), N_("code"), N_("another script"),
    N_("declared"), N_("role"), N_("catalog"), N_("class names"), N_("pattern"), N_("selector"),
    N_("heading1"), N_("heading2"), N_("heading3"), N_("heading4"), N_("heading5"), N_("button"), N_("label"), N_("option"),
    N_("paragraph"), N_("list item"), N_("cell"), N_("caption"),
    N_("quotation"), N_("other"),
)  # fmt: skip


@dataclass(frozen=True)
class Reader:
    """`language` is the page's own; `translate` puts the library's English msgids into it."""

    language: str = "en"
    translate: Callable[[str], str] = str

    def say(self, msgid: str, **values: object) -> str:
        """Return `msgid` in the reader's language with its {slots} filled.

        >>> Reader().say("{count} of {total}", count=3, total=4)
        '3 of 4'
        """
        return self.translate(msgid).format_map(values) if values else self.translate(msgid)

    def reason(self, phrase: str) -> str:
        """Return why something was judged as it was: words of the catalog, round a share, a tag or a name.

        >>> Reader().reason("on 83% of the pages"), Reader().reason("language da: n-grams")
        ('on 83% of the pages', 'language Danish: n-grams')
        """
        if share := re.search(r"\d+%", phrase):
            return self.say(phrase.replace(share[0], "{percent}"), percent=share[0])
        what, colon, value = phrase.partition(": ")
        if colon and what.startswith("language "):
            code = what.removeprefix("language ")
            name = self.language_name(None if code == "undecided" else code)
            return self.say(N_("language {language}: {reason}"), language=name, reason=self.translate(value))
        return self.translate(what) + colon + self.translate(value) if value else self.translate(phrase)

    def percent(self, share: float) -> str:
        r"""Return `share` (0 to 1) as whole per cent, rounded towards neither 0 nor 100 unless it is.

        >>> Reader("da").percent(0.999), Reader("en").percent(1)
        ('99\xa0%', '100%')
        """
        from babel.numbers import format_percent  # noqa: PLC0415

        whole = round(share * 100)
        if whole in {0, 100} and share not in {0, 1}:
            whole = 1 if whole == 0 else 99
        return format_percent(whole / 100, locale=_locale(self.language))

    def number(self, value: int) -> str:
        """Return `value` with the language's thousands separator.

        >>> Reader("da").number(12000)
        '12.000'
        """
        from babel.numbers import format_decimal  # noqa: PLC0415

        return format_decimal(value, locale=_locale(self.language))

    def language_name(self, code: str | None) -> str:
        """Return what the reader calls the language `code`.

        >>> Reader("en").language_name("da"), Reader("da").language_name("en"), Reader().language_name(None)
        ('Danish', 'engelsk', 'undecided')
        """
        return _name(code, _locale(self.language)) if code else self.say(N_("undecided"))

    def message(self, diagnostic: Diagnostic) -> str:
        """Return what is wrong.

        >>> Reader().message(Diagnostic("x", "error", "<{tag}> is missing", {"tag": "a"}))
        '<a> is missing'
        """
        return self.translate(diagnostic.template).format_map(diagnostic.values)

    def hint(self, diagnostic: Diagnostic) -> str:
        """Return what to do about it, "" where nothing is known.

        >>> Reader().hint(Diagnostic("x", "error", "", hint="Rename it."))
        'Rename it.'
        """
        return self.translate(diagnostic.hint).format_map(diagnostic.values) if diagnostic.hint else ""


def more(hidden: int, reader: Reader) -> Markup:
    """Return a line that says how many are not shown, nothing where all are.

    >>> more(3, Reader()), more(0, Reader())
    ('<p class="figures">and 3 more</p>', '')
    """
    if hidden <= 0:
        return Markup()
    return tag("p", reader.say(N_("and {count} more"), count=reader.number(hidden)), class_="figures")


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    from babel import Locale  # noqa: PLC0415

    return Locale.parse(language, sep="-")


@lru_cache(maxsize=256)
def _name(code: str, locale: Locale) -> str:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    try:
        return Locale.parse(code, sep="-").get_display_name(locale) or code
    except (UnknownLocaleError, ValueError):
        return code
