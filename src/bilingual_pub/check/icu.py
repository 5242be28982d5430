"""ICU MessageFormat, as far as a check needs it: which arguments a message has (ICU User Guide, "Formatting Messages")."""

from __future__ import annotations

import re

__all__ = ["arguments"]

_HEAD = re.compile(r"\{\s*([\w.-]+)\s*(?:\}|,\s*(\w+)\s*(\}|,))")
_CASE = re.compile(r"\s*+(?:offset:\d++\s*+)?(=\d++|\w++)\s*+\{")


def arguments(text: str) -> frozenset[str]:
    """Return the arguments of an ICU message, each `name` or `name, type`. Raises ValueError naming what is wrong.

    >>> sorted(arguments("{navn} har {antal, plural, one {# artikel} other {# artikler}}"))
    ['antal, plural', 'navn']
    """
    text = re.sub(r"'\{[^']*'|''", "", text)
    found: set[str] = set()
    try:
        end = _message(text, 0, found)
    except RecursionError as error:
        raise ValueError(text[:12]) from error  # no sentence has a thousand choices inside one another
    if end < len(text):
        raise ValueError("}")
    return frozenset(found)


def _message(text: str, position: int, found: set[str]) -> int:
    """Read up to the brace that closes this message, or to the end."""
    while position < len(text) and text[position] != "}":
        position = _argument(text, position, found) if text[position] == "{" else position + 1
    return position


def _argument(text: str, position: int, found: set[str]) -> int:
    head = _HEAD.match(text, position)
    if head is None:
        raise ValueError(text[position : position + 12])
    name, kind, last = head[1], head[2], head[3]
    found.add(f"{name}, {kind}" if kind else name)
    if last != ",":
        return head.end()
    if kind not in {"plural", "select", "selectordinal"}:
        end = text.find("}", head.end())
        if end < 0:
            raise ValueError(head[0])
        return end + 1
    return _cases(text, head.end(), name, found)


def _cases(text: str, position: int, name: str, found: set[str]) -> int:
    names: set[str] = set()
    while (case := _CASE.match(text, position)) is not None:
        names.add(case[1])
        position = _message(text, case.end(), found) + 1
    rest = re.compile(r"\s*\}").match(text, position)
    if rest is None or "other" not in names:
        raise ValueError(f"{name}: other")
    return rest.end()
