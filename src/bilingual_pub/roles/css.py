"""CSS selectors over `Document.elements`: the simple ones, which is what a configuration needs.

Known: tag, `*`, `.class`, `#id`, `[attr]`, `[attr=value]` with `~= ^= $= *=`, descendant (space), child (`>`), comma.
Class names and ids are compared as they stand, tags and attribute names in lower case (Selectors Level 4, HTML).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bilingual_pub.errors import ConfigError
from bilingual_pub.model import N_, Diagnostic, Element

__all__ = ["Selector", "parse"]

_NAME = r"[\w\-æøåÆØÅ]+"
_SIMPLE = re.compile(
    rf"""(?P<tag>\*|{_NAME}) | \.(?P<class>{_NAME}) | \#(?P<id>{_NAME})
       | \[\s*(?P<attr>{_NAME})\s*(?:(?P<op>[~^$*|]?=)\s*(?:"(?P<dq>[^"]*)"|'(?P<sq>[^']*)'|(?P<bare>{_NAME}))\s*)?\]""",
    re.VERBOSE,
)
_STEP = re.compile(r"(?:[^\s>\[]|\[[^\]]*\])+|>")


@dataclass(frozen=True, slots=True)
class _Test:
    """One condition on an element: an attribute's value against `value` by `op`; `op` "tag" is the name."""

    op: str
    name: str
    value: str = ""

    def holds(self, element: Element) -> bool:
        if self.op == "tag":
            return self.name in {"*", element.name}
        given = element.get(self.name)
        if given is None or self.op == "has":
            return given is not None
        if self.op == "~=":
            return self.value in given.split()
        if not self.value and self.op != "=":
            return False
        return {
            "=": given == self.value,
            "^=": given.startswith(self.value),
            "$=": given.endswith(self.value),
            "*=": self.value in given,
            "|=": given == self.value or given.startswith(self.value + "-"),
        }[self.op]


@dataclass(frozen=True, slots=True)
class Selector:
    """One selector without commas. `steps` from left to right: conditions, and whether a parent (`>`) is meant."""

    source: str
    steps: tuple[tuple[bool, tuple[_Test, ...]], ...]

    def matches(self, elements: Sequence[Element], index: int) -> bool:
        """Whether the element at `index` is one that this selector selects."""
        return self._from(elements, index, len(self.steps) - 1, set())

    def _from(self, elements: Sequence[Element], index: int, step: int, failed: set[tuple[int, int]]) -> bool:
        # What failed once fails again: without this, `a b c d` on a deep page takes the fourth power of its depth.
        if (index, step) in failed:
            return False
        child, tests = self.steps[step]
        if all(test.holds(elements[index]) for test in tests):
            if step == 0:
                return True
            above = elements[index].parent
            while above >= 0:
                if self._from(elements, above, step - 1, failed):
                    return True
                above = -1 if child else elements[above].parent
        failed.add((index, step))
        return False


def parse(text: str) -> tuple[Selector, ...]:
    """Read a selector, or several with commas. Raises ConfigError on what is not known here.

    >>> from bilingual_pub.formats import html
    >>> page = html.parse('<div class="sidefod"><p>Hej</p></div>')
    >>> [any(s.matches(page.elements, i) for s in parse("main p, .sidefod > p")) for i in (0, 1)]
    [False, True]
    """
    return tuple(_one(part.strip(), text) for part in re.split(r",(?![^\[]*\])", text))


def _one(part: str, whole: str) -> Selector:
    steps: list[tuple[bool, tuple[_Test, ...]]] = []
    child = False
    pieces = _STEP.findall(part)
    if "".join("".join(pieces).split()) != "".join(part.split()):
        raise _wrong(whole)
    for piece in pieces:
        if piece == ">" and (child or not steps):
            raise _wrong(whole)
        if piece != ">":
            steps.append((child, _tests(piece, whole)))
        child = piece == ">"
    if child or not steps:
        raise _wrong(whole)
    return Selector(part, tuple(steps))


def _tests(piece: str, whole: str) -> tuple[_Test, ...]:
    found: list[_Test] = []
    position = 0
    while position < len(piece):
        match = _SIMPLE.match(piece, position)
        if match is None or (match["tag"] and position):
            raise _wrong(whole)
        found.append(_test(match))
        position = match.end()
    return tuple(found)


def _test(match: re.Match[str]) -> _Test:
    if match["tag"]:
        return _Test("tag", match["tag"].lower())
    if match["class"]:
        return _Test("~=", "class", match["class"])
    if match["id"]:
        return _Test("=", "id", match["id"])
    value = match["dq"] or match["sq"] or match["bare"] or ""
    return _Test(match["op"] or "has", match["attr"].lower(), value)


def _wrong(text: str) -> ConfigError:
    return ConfigError(
        Diagnostic(
            "bad-selector",
            "error",
            N_("this selector can't be read: {selector}"),
            {"selector": text},
            hint=N_("Known are tag, .class, #id, [attribute], [attribute=value], spaces, > and commas."),
        )
    )
