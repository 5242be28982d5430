"""How far a translation is: entries and words, translated, fuzzy and not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bilingual_pub.catalog.store import find, read_catalog
from bilingual_pub.files import StrPath
from bilingual_pub.formats import po

__all__ = ["Statistics", "count", "statistics", "table"]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Live entries of one catalog, and the words of their msgids, by state.

    >>> Statistics("en", "messages", translated=3, fuzzy=1).share
    0.75
    """

    language: str
    domain: str
    translated: int = 0
    fuzzy: int = 0
    untranslated: int = 0
    obsolete: int = 0
    words_translated: int = 0
    words_fuzzy: int = 0
    words_untranslated: int = 0
    path: str = ""

    @property
    def total(self) -> int:
        """All live entries."""
        return self.translated + self.fuzzy + self.untranslated

    @property
    def share(self) -> float:
        """The share of live entries that are translated, 0 to 1; 1.0 of an empty catalog."""
        return self.translated / self.total if self.total else 1.0

    def as_json(self) -> dict[str, Any]:
        """Every figure by name, `total` and `share` included, for `json.dumps`."""
        return asdict(self) | {"total": self.total, "share": round(self.share, 4)}


def statistics(locales: StrPath, *, domain: str | None = None) -> list[Statistics]:
    """Count every catalog below `locales`, or those of one domain, in the order of their folders.

    >>> statistics("nowhere")
    []
    """
    return [count(read_catalog(path), language, name) for language, name, path in find(locales, domain)]


def count(catalog: po.Catalog, language: str = "", domain: str = "") -> Statistics:
    r"""Count one catalog. Words are what white space parts; a plural counts as its singular.

    >>> result = count(po.parse('msgid "Læs mere"\nmsgstr "Read more"\n'))
    >>> result.translated, result.words_translated
    (1, 2)
    """
    entries: dict[str, int] = {"translated": 0, "fuzzy": 0, "untranslated": 0}
    words = dict(entries)
    for entry in catalog.entries:
        state = "translated" if entry.final else "fuzzy" if entry.translated else "untranslated"
        entries[state] += 1
        words[state] += len(entry.msgid.split())
    return Statistics(
        language or catalog.language or "",
        domain,
        obsolete=len(catalog.obsolete),
        path=catalog.path or "",
        **entries,
        **{f"words_{state}": number for state, number in words.items()},
    )


def table(rows: Sequence[Statistics], headings: Iterable[str] | None = None) -> str:
    """Return the figures as a table for a terminal, with `headings` in the reader's language.

    >>> print(table([Statistics("en", "messages", 3, 1, 0, 0, 9, 2, 0)]))
    Language  Domain    Translated  Fuzzy  Untranslated  Words  Share
    en        messages           3      1             0   9/11    75%
    """
    names = ("Language", "Domain", "Translated", "Fuzzy", "Untranslated", "Words", "Share")
    lines = [tuple(headings or names), *map(_row, rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(names))]
    return "\n".join("  ".join(_cells(line, widths)).rstrip() for line in lines)


def _row(row: Statistics) -> tuple[str, ...]:
    words = row.words_translated + row.words_fuzzy + row.words_untranslated
    figures = (row.translated, row.fuzzy, row.untranslated)
    return row.language, row.domain, *map(str, figures), f"{row.words_translated}/{words}", f"{row.share:.0%}"


def _cells(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    pairs = enumerate(zip(line, widths, strict=True))
    return [text.ljust(width) if n < 2 else text.rjust(width) for n, (text, width) in pairs]
