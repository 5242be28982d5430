"""What a page or a configuration says outright about its strings; it goes before all evidence.

`data-i18n` on an element makes its texts UI strings (`data-i18n="no"`: the article's), `data-i18n-context` gives
their `msgctxt`, and the configured selectors name either. The innermost element that says something decides; on
one element the configuration decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from bilingual_pub.model import Document, Role
from bilingual_pub.roles.css import Selector, parse

__all__ = ["Overrules", "Verdict"]


class Verdict(NamedTuple):
    """`role` and `context` are None where nothing is said; `reason` says who spoke."""

    role: Role | None = None
    reason: str = ""
    context: str | None = None


_SILENT = Verdict()


class Overrules:
    """The configured selectors, and what the pages' own attributes say."""

    def __init__(self, ui: Iterable[str] = (), article: Iterable[str] = ()) -> None:
        self._rules: list[tuple[Role, Selector]] = [("ui", s) for text in ui for s in parse(text)]
        self._rules += [("article", s) for text in article for s in parse(text)]

    def verdicts(self, document: Document) -> dict[int, Verdict]:
        """Return what holds for the texts of each element that something is said of: index to verdict.

        >>> from bilingual_pub.formats import html
        >>> page = html.parse('<div class="noter"><p data-i18n-context="menu">Hjem</p></div>')
        >>> Overrules(ui=[".noter"]).verdicts(page)[1]
        Verdict(role='ui', reason='selector .noter', context='menu')
        """
        found: dict[int, Verdict] = {}
        if not self._rules and "data-i18n" not in document.text:
            return found
        for index, element in enumerate(document.elements):
            above = found.get(element.parent, _SILENT)
            own = self._own(document, index) or (above.role, above.reason)
            context = element.get("data-i18n-context")
            verdict = Verdict(*own, above.context if context is None else context)
            if verdict != _SILENT:
                found[index] = verdict
        return found

    def _own(self, document: Document, index: int) -> tuple[Role | None, str] | None:
        for role, selector in self._rules:
            if selector.matches(document.elements, index):
                return role, f"selector {selector.source}"
        marked = document.elements[index].get("data-i18n")
        if marked is None:
            return None
        role = "article" if marked.lower() in {"no", "false", "article"} else "ui"
        return role, f'data-i18n="{marked}"' if marked else "data-i18n"
