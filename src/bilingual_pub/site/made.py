"""What became of an article, as a row of the store: packed into a text, and unpacked when it is asked for."""

from __future__ import annotations

import json
import re
from typing import Any

from bilingual_pub.model import Diagnostic
from bilingual_pub.site.store import Amiss, loads
from bilingual_pub.site.workshop import Made

__all__ = ["diagnostic_of", "listed", "packed", "said", "unpacked"]


def packed(made: Made) -> str:
    """Return everything about an article but what it said and what changed, which are kept apart.

    >>> kim = Made("kim", "kim", ("da", "en"), "da", ("Kim", "Kim"), paired=True, fallback=False)
    >>> unpacked(packed(kim)) == kim
    True
    """
    return json.dumps(
        [
            made.key, made.slug, made.languages, made.original, made.titles, made.paired, made.fallback, made.files,
            made.pages, made.about, made.blocks, made.unpaired, made.unsure, made.words,
        ],
        separators=(",", ":"),
    )  # fmt: skip


def unpacked(text: str, said: str | None = None, changed: tuple[str, ...] = ()) -> Made:
    """Return an article from its row. Raises Amiss for what no build wrote."""
    try:
        key, slug, languages, original, titles, paired, fallback, files, pages, about, *counts = loads(text)
        blocks, unpaired, unsure, words = counts
        return Made(
            key, slug, _pair(languages), original, _pair(titles), paired, fallback,
            tuple((str(path), int(size), int(time)) for path, size, time in files), tuple(map(_pair, pages)), changed,
            (about[0], about[1]), blocks, unpaired, unsure, words,
            tuple(map(diagnostic_of, loads(said))) if said else (),
        )  # fmt: skip
    except (TypeError, ValueError, IndexError) as error:
        raise Amiss from error


def _pair(values: Any) -> tuple[str, str]:
    first, second = values
    return str(first), str(second)


def listed(made: Made) -> tuple[Any, ...]:
    """Return what lists of articles show of one; first the order it has among all, newest first."""
    digits = re.sub(r"\D", "", made.about[0].get("date", ""))[:8]
    both = [path for path, _, _ in made.files if path.endswith(".html")]
    return (
        (-int(digits or 0), made.slug),
        made.languages,
        made.titles,
        made.fallback,
        made.pages,
        made.about,
        both,
    )


def said(made: Made) -> str | None:
    """Return an article's diagnostics as a row keeps them; None for an article with none."""
    rows = [diagnostic_row(diagnostic) for diagnostic in made.diagnostics]
    return json.dumps(rows, separators=(",", ":"), default=str) if rows else None


_NAMES = ("rule", "severity", "template", "values", "path", "line", "column", "hint")


def diagnostic_row(diagnostic: Diagnostic) -> list[Any]:
    """Return a diagnostic as a row of JSON, see `diagnostic_of`."""
    return [getattr(diagnostic, name) for name in _NAMES]


def diagnostic_of(row: list[Any]) -> Diagnostic:
    """Return a diagnostic from its row.

    >>> diagnostic_of(diagnostic_row(Diagnostic("x", "info", "hej"))).template
    'hej'
    """
    return Diagnostic(*row)
