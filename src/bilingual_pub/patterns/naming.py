"""Names for slots that tell a translator what will stand there: `{author} til {title}`."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from bilingual_pub.patterns.skeleton import FIXED, Part

__all__ = ["named"]

_AUTHOR_BEFORE = frozenset("af by author forfatter skrevet written".split())
_AUTHOR_AFTER = frozenset("siger says skrev wrote til on".split())
_TERM_BEFORE = frozenset(
    "om about tag tags tagged with emne emner nøgleord kategori kategorien kategorier category categories in i topic".split()
)
_COUNTED = frozenset(
    "kommentar kommentarer svar indlæg artikler comments comment responses response replies posts articles items results resultater min minutter minutes".split()
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORDS = re.compile(r"[^\W\d_]+")


def named(
    parts: tuple[Part, ...], rows: list[tuple[Part, ...]], headings: AbstractSet[str], counted: int = -1
) -> str:
    """Return the msgid: fixed parts as they stand, braces doubled, slots by name, a second of one name numbered.

    `rows`: the instances of the same width, for what fills each slot. `headings`: the site's titles. `counted`: the
    number that the words bend with, which is `{count}`.

    >>> parts = (Part("fixed", "Side "), Part("number", "3"), Part("fixed", " af "), Part("number", "12"))
    >>> named(parts, [parts], frozenset())
    'Side {page} af {total}'
    """
    out: list[str] = []
    used: dict[str, int] = {}
    for index, part in enumerate(parts):
        if part.kind == FIXED:
            out.append(part.text.replace("{", "{{").replace("}", "}}"))
            continue
        fillings = [row[index].text for row in rows]
        name = "count" if index == counted else _name(parts, index, fillings, headings)
        used[name] = used.get(name, 0) + 1
        out.append(f"{{{name}{used[name] if used[name] > 1 else ''}}}")
    return "".join(out)


def _name(parts: tuple[Part, ...], index: int, fillings: list[str], headings: AbstractSet[str]) -> str:
    kind = parts[index].kind
    before, after = _word(parts, index, -1), _word(parts, index, 1)
    if kind == "number":
        return _number_name(before, after, fillings)
    if kind == "list":
        return "tags" if before in _TERM_BEFORE else "links"
    if kind != "free":
        return kind
    if before in _AUTHOR_BEFORE or (not before and after in _AUTHOR_AFTER):
        return "author"
    if before in _TERM_BEFORE:
        return "term"
    return "title" if sum(text in headings for text in fillings) * 2 > len(fillings) else "name"


def _number_name(before: str, after: str, fillings: list[str]) -> str:
    if all(map(_YEAR.fullmatch, fillings)):
        return "year"
    if before in {"side", "page"}:
        return "page"
    if before in {"af", "of"}:
        return "total"
    return "count" if after in _COUNTED else "number"


def _word(parts: tuple[Part, ...], index: int, step: int) -> str:
    """Return the nearest fixed word before (-1) or after (1) a slot, in lower case."""
    near = index + step
    if not 0 <= near < len(parts) or parts[near].kind != FIXED:
        return ""
    words = _WORDS.findall(re.sub(r"<[^<>]*>", " ", parts[near].text.lower()))
    return words[-1 if step < 0 else 0] if words else ""
