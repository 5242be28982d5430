"""Marks every message that gettext, Babel, Nikola and Material for MkDocs hand out in a process that starts with this as its `sitecustomize`.

Runs inside the generator's own interpreter, so it needs nothing but the standard library. The numbers of the messages
go to the file named in BILINGUAL_PUB_TRACE, a line of JSON each: number, msgctxt, msgid, text.
The marks are those of `bilingual_pub.trace.marks`; a test holds the two together.
"""

from __future__ import annotations

import gettext
import importlib.abc
import importlib.util
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

_BASE = 0xF1A00
_OPEN, _END, _CLOSE, _VALUE, _VALUE_END = (chr(_BASE + n) for n in range(5))
_DIGITS = "".join(chr(_BASE + 16 + n) for n in range(10))
_SLOT = re.compile(r"%(?:\(\w+\)|\d+\$)?[-+ 0]*\d*(?:\.\d+)?[sdiufgx]|\{\w*\}")
_STRFTIME = re.compile(r"%[aAbBcHIjmMpUwWxXyYZ]")
_numbers: dict[tuple[str | None, str], int] = {}


def _mark(text: object, context: str | None, msgid: str, slots: re.Pattern[str] = _SLOT) -> object:
    # A date's format is no text; a text that is marked already has come through another of these functions.
    if not isinstance(text, str) or not text or _OPEN in text or _STRFTIME.search(text):
        return text
    if "\x04" in msgid and context is None:
        context, _, msgid = msgid.partition("\x04")
    number = _number(context, msgid, text)
    inner = slots.sub(lambda slot: f"{_VALUE}{slot[0]}{_VALUE_END}", text)
    # A text that is safe already, as Jinja2 has them, stays so.
    return type(text)(f"{_OPEN}{''.join(_DIGITS[int(d)] for d in str(number))}{_END}{inner}{_CLOSE}")


def _number(context: str | None, msgid: str, text: str) -> int:
    key = (context, msgid)
    if key not in _numbers:
        _numbers[key] = os.getpid() % 100_000 * 10_000 + len(_numbers)  # a build may run in several processes
        with open(os.environ["BILINGUAL_PUB_TRACE"], "a", encoding="utf-8") as legend:  # noqa: PTH123
            legend.write(json.dumps([_numbers[key], context, msgid, text], ensure_ascii=False) + "\n")
    return _numbers[key]


def _wrap(owner: type, name: str, context: int | None, msgid: int) -> None:
    plain = getattr(owner, name)

    def marked(self: object, *arguments: str) -> object:
        given = None if context is None else arguments[context]
        return _mark(plain(self, *arguments), given, arguments[msgid])

    setattr(owner, name, marked)


def _mark_gettext() -> None:
    for owner in (gettext.NullTranslations, gettext.GNUTranslations):
        for name, context, msgid in (
            ("gettext", None, 0),
            ("ngettext", None, 0),
            ("pgettext", 0, 1),
            ("npgettext", 0, 1),
        ):
            _wrap(owner, name, context, msgid)


class _Finder(importlib.abc.MetaPathFinder):
    """Lets modules be loaded as ever, and then marks what they hand out."""

    def __init__(self, markers: dict[str, Callable[[ModuleType], None]]) -> None:
        self._markers = markers

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None, /
    ) -> ModuleSpec | None:
        del path, target
        mark = self._markers.pop(fullname, None)
        spec = importlib.util.find_spec(fullname) if mark else None
        if mark is None or spec is None or spec.loader is None:
            return spec
        run = spec.loader.exec_module

        def exec_module(module: ModuleType) -> None:
            run(module)
            mark(module)

        spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


def _mark_babel(module: ModuleType) -> None:
    """Babel's catalogs look contexts up by themselves."""
    for name in ("pgettext", "npgettext"):
        _wrap(vars(module)["NullTranslations"], name, 0, 1)


_COUNTED = re.compile("#")
_NO_TEXT = re.compile(r"language|direction|search\.config\b.*")
"""Keys of Material's tables whose values are settings."""


def _mark_macros(module: ModuleType) -> None:
    """Material for MkDocs keeps its strings in a macro `t(key)` of `partials/languages/da.html`."""
    macro = vars(module)["Macro"]
    invoke = vars(macro)["_invoke"]

    def _invoke(self: Any, arguments: list[Any], *rest: object) -> object:
        text = invoke(self, arguments, *rest)
        place = self._func.__code__.co_filename.replace("\\", "/")
        if self.name != "t" or "/partials/languages/" not in place or _NO_TEXT.fullmatch(str(arguments[0])):
            return text
        return _mark(text, None, str(arguments[0]), _COUNTED)

    setattr(macro, "_invoke", _invoke)  # noqa: B010  # a private name, and the only door that all calls go through


def _mark_nikola(module: ModuleType) -> None:
    """Nikola's themes keep tables of their own."""
    load = vars(module)["load_messages"]

    def load_messages(*arguments: object, **named: object) -> object:
        tables = load(*arguments, **named)
        for table in tables.values():
            for msgid, text in list(table.items()):
                table[msgid] = _mark(text or msgid, None, msgid)
        return tables

    vars(module)["load_messages"] = load_messages


if os.environ.get("BILINGUAL_PUB_TRACE"):
    _mark_gettext()
    sys.meta_path.insert(
        0,
        _Finder({"nikola.utils": _mark_nikola, "jinja2.runtime": _mark_macros, "babel.support": _mark_babel}),
    )
