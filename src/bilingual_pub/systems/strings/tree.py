"""Texts in a tree of mappings and lists: what a JSON, YAML, TOML or Python file of UI strings comes to once read."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

__all__ = ["CATEGORIES", "Path", "UiString", "find_strings", "with_texts"]

Path = tuple[str | int, ...]

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""CLDR's plural categories; Danish and English have `one` and `other`."""

_ABOUT_A_MESSAGE = frozenset(
    {*CATEGORIES, "id", "description", "hash", "leftdelim", "rightdelim", "translation"}
)
_I18NEXT = re.compile(rf"(.+)_({'|'.join(CATEGORIES)})\Z")


_DEEPEST = 100


class UiString(NamedTuple):
    """One string: its dotted key, its text by plural category ("other" alone where it has no plural), and where."""

    key: str
    forms: dict[str, str]
    paths: dict[str, Path]

    @property
    def plural(self) -> bool:
        """Whether it has a form of its own for one thing."""
        return "one" in self.forms and "other" in self.forms


def find_strings(tree: Any, *, suffixes: bool = False) -> Iterator[UiString]:
    """Yield the strings of a tree in its order. `suffixes`: plurals are keys `x_one`, `x_other` (i18next).

    >>> [(s.key, s.forms) for s in find_strings({"a": {"b": "Søg"}, "n": {"one": "én", "other": "flere"}})]
    [('a.b', {'other': 'Søg'}), ('n', {'one': 'én', 'other': 'flere'})]
    >>> [(s.key, s.forms) for s in find_strings({"n_one": "én", "n_other": "flere"}, suffixes=True)]
    [('n', {'one': 'én', 'other': 'flere'})]
    """
    grouped: dict[str, UiString] = {}
    for path, text in _leaves(tree, (), set()):
        names = list(path)
        category = "other"
        if suffixes and (match := _I18NEXT.match(str(names[-1]))):
            names[-1], category = match[1], match[2]
        elif not suffixes and _in_message(tree, path):
            category = str(names.pop())
            category = category if category in CATEGORIES else "other"
            names = [name for name in names if name != "translation"]
        key = ".".join(str(name).replace("\\", r"\\").replace(".", r"\.") for name in names)
        string = grouped.setdefault(key, UiString(key, {}, {}))
        string.forms.setdefault(category, text)
        string.paths.setdefault(category, path)
    yield from grouped.values()


def _leaves(tree: Any, path: Path, seen: set[int]) -> Iterator[tuple[Path, str]]:
    """Yield the texts; what an alias of YAML repeats counts where it is written, however often it is named."""
    if isinstance(tree, str):
        yield path, str(tree)
    elif isinstance(tree, Mapping | list) and len(path) < _DEEPEST and id(tree) not in seen:
        seen.add(id(tree))
        pairs = tree.items() if isinstance(tree, Mapping) else enumerate(tree)
        about = _is_message(tree)
        for key, value in pairs:
            # `id`, `description` and their like say something of a message and are shown to nobody.
            if not (about and key in _ABOUT_A_MESSAGE - {*CATEGORIES, "translation"}):
                yield from _leaves(value, (*path, key), seen)


def _is_message(node: Any) -> bool:
    if not isinstance(node, Mapping) or not node:
        return False
    return set(node) <= _ABOUT_A_MESSAGE and bool({"other", "translation"} & set(node))


def _in_message(tree: Any, path: Path) -> bool:
    for key in path[:-1]:
        tree = tree[key]
    return _is_message(tree)


def with_texts(tree: Any, texts: Mapping[Path, str | None]) -> Any:
    """Return a copy of the tree with other texts at these paths; None takes the text, and what it leaves empty, away.

    >>> with_texts({"a": {"b": "Søg"}, "c": "Luk"}, {("a", "b"): "Search", ("c",): None})
    {'a': {'b': 'Search'}}
    """
    new = copy.deepcopy(tree)
    # From the back, so that what is taken out of a list leaves the places before it alone.
    for path in sorted(texts, key=_order, reverse=True):
        _put(new, path, texts[path])
    return new


def _order(path: Path) -> list[tuple[bool, int, str]]:
    return [(isinstance(key, str), key if isinstance(key, int) else 0, str(key)) for key in path]


def _put(tree: Any, path: Path, text: str | None) -> None:
    nodes = [tree]
    for key in path[:-1]:
        nodes.append(nodes[-1][key])
    if text is not None:
        nodes[-1][path[-1]] = text
        return
    for node, key in zip(reversed(nodes), reversed(path), strict=True):
        del node[key]
        if node and not (_is_message(node) is False and _only_about(node)):
            return


def _only_about(node: Any) -> bool:
    return isinstance(node, Mapping) and set(node) <= _ABOUT_A_MESSAGE - set(CATEGORIES)
