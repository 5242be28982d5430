"""What the command line says and how: in the user's language, in colour where that is wanted, bars on a terminal only."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import click

from bilingual_pub.i18n import TranslatePlural, localise, plural_translator, translator, user_language
from bilingual_pub.model import N_, Diagnostic

__all__ = ["FINDINGS", "OK", "USAGE", "bar", "err", "listing", "ngettext", "printable", "say", "show", "tr"]

OK, FINDINGS, USAGE = 0, 1, 2
"""Exit codes: all is well; something was found, or would change; the call can't go on."""

_COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}
tr: Callable[[str], str] = translator(user_language())
"""Gives a message in the user's language."""

ngettext: TranslatePlural = plural_translator(user_language())
"""Gives a number of things in the user's language; named as gettext names it, so that Babel finds the messages."""


def _colour() -> bool | None:
    # https://no-color.org: any value but the empty one.
    return False if os.environ.get("NO_COLOR") else None


# Controls but tab and line feed, and the marks that make text run the other way (Unicode, "Bidirectional Formatting").
_CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    r"""Return a text that a terminal shows and doesn't obey: files of others may hold what moves its cursor.

    >>> print(printable("Hej \x1b[2J"))
    Hej \x1b[2J
    """
    return _CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def say(message: str = "", **values: object) -> None:
    """Print a message to standard output, translated, its slots filled."""
    click.echo(printable(tr(message).format_map(values)) if message else "", color=_colour())


def err(message: str, **values: object) -> None:
    """Print a message to standard error, translated, its slots filled."""
    click.echo(printable(tr(message).format_map(values)), err=True, color=_colour())


def show(diagnostics: Iterable[Diagnostic], *, limit: int = 0) -> int:
    """Print diagnostics to standard error and return how many there are; beyond `limit` only their number."""
    count = 0
    for count, diagnostic in enumerate(diagnostics, 1):
        if not limit or count <= limit:
            click.echo(_text(localise(diagnostic, tr)), err=True, color=_colour())
    if limit and count > limit:
        err(N_("... and {count} more."), count=count - limit)
    return count


def _text(diagnostic: Diagnostic) -> str:
    severity = click.style(tr(diagnostic.severity), fg=_COLOURS[diagnostic.severity], bold=True)
    place = f"{click.style(printable(diagnostic.place), bold=True)}: " if diagnostic.place else ""
    text = f"{place}{severity}: {printable(diagnostic.message)} [{diagnostic.rule}]"
    hint = printable(diagnostic.hint.format_map(diagnostic.values))
    return f"{text}\n    {hint}" if hint else text


def listing(rows: Iterable[tuple[str, ...]]) -> None:
    """Print rows in columns as wide as they need to be."""
    table = [tuple(printable(str(cell)) for cell in row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


@contextmanager
def bar(label: str) -> Iterator[Callable[[int, int], None] | None]:
    """Give a function that draws how many of how many are done; None where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label=tr(label), file=sys.stderr) as drawn:

        def progress(done: int, total: int) -> None:
            drawn.length = total
            drawn.update(done - drawn.pos)

        yield progress


# The severities, as messages of the library's own catalog.
_SEVERITIES = (N_("error"), N_("warning"), N_("info"))
