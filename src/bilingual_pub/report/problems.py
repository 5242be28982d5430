"""Diagnostics, gathered by what is wrong, each with what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual_pub.model import N_, Diagnostic
from bilingual_pub.report.markup import Markup, join, tag
from bilingual_pub.report.reader import Reader, more

__all__ = ["problems"]

_RANK = {"error": 0, "warning": 1, "info": 2}
_NAMES = {"error": N_("error"), "warning": N_("warning"), "info": N_("note")}
_STATE = {"error": "state missing", "warning": "state fuzzy", "info": "chip"}
_SHOWN = 50


def problems(diagnostics: Sequence[Diagnostic], reader: Reader) -> Markup:
    """Return a card for each rule that found something, errors first, with every place and what to do.

    >>> problems([], Reader())
    '<p class="none">Nothing was found wrong.</p>'
    """
    if not diagnostics:
        return tag("p", reader.say(N_("Nothing was found wrong.")), class_="none")
    groups: dict[tuple[int, str], list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        groups.setdefault((_RANK[diagnostic.severity], diagnostic.rule), []).append(diagnostic)
    return tag("div", *(_group(groups[key], reader) for key in sorted(groups)), class_="rows")


def _group(found: Sequence[Diagnostic], reader: Reader) -> Markup:
    first = found[0]
    mark = tag("span", reader.say(_NAMES[first.severity]), class_=_STATE[first.severity])
    head = tag(
        "div",
        tag("h3", mark, " ", tag("code", first.rule)),
        tag("strong", reader.number(len(found)), class_="share"),
        class_="row-head",
    )
    hints = dict.fromkeys(filter(None, (reader.hint(d) for d in found)))
    same = len(hints) == 1
    hint = (
        tag("p", tag("strong", reader.say(N_("What to do:"))), " ", next(iter(hints))) if same else Markup()
    )
    items = [_item(diagnostic, reader, with_hint=not same) for diagnostic in found[:_SHOWN]]
    return tag(
        "section",
        head,
        hint,
        tag("ul", *items, class_="left"),
        more(len(found) - _SHOWN, reader),
        class_="card",
    )


def _item(diagnostic: Diagnostic, reader: Reader, *, with_hint: bool) -> Markup:
    place = tag("code", diagnostic.place, class_="place") if diagnostic.place else Markup()
    hint = reader.hint(diagnostic) if with_hint else ""
    note = tag("p", reader.say(N_("What to do:")), " ", hint, class_="figures") if hint else Markup()
    return tag("li", join(reader.message(diagnostic), " ", place), note)
