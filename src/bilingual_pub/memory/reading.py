"""Catalogs as they lie about: .po, .mo, and the tables that Nikola and Material for MkDocs keep their strings in."""

from __future__ import annotations

import ast
import json
import os
import re
from collections.abc import Iterator
from html import unescape
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import cast

from bilingual_pub.errors import InputError
from bilingual_pub.files import read_bytes
from bilingual_pub.formats import mo, po
from bilingual_pub.formats.po import Entry
from bilingual_pub.model import N_, Diagnostic

__all__ = ["catalogs", "pairs"]


def catalogs(source: str | os.PathLike[str], language: str) -> Iterator[Path]:
    """Yield the catalogs of a language in a file, a folder or an installed package. Raises InputError where it is not there."""
    path = Path(source)
    if path.is_dir():
        yield from sorted(found for found in path.rglob("*") if _is_catalog(found, language))
    elif path.suffix in {".po", ".mo", ".py", ".html"} and path.exists():
        yield path
    elif path.suffix or os.sep in str(source):
        read_bytes(path)  # says why it can't be read
        yield path
    else:
        yield from _of_package(str(source), language)


def _of_package(name: str, language: str) -> Iterator[Path]:
    try:
        listed = files(name) or ()
    except PackageNotFoundError as error:
        hint = N_("Give a file, a folder, or the name of an installed package.")
        template, values = N_("no package called {name} is installed"), {"name": name}
        raise InputError(Diagnostic("no-memory", "error", template, values, name, hint=hint)) from error
    paths = sorted(cast("Path", file.locate()) for file in listed)
    yield from (path for path in paths if _is_catalog(path, language))


def _is_catalog(path: Path, language: str) -> bool:
    """Whether a file is a catalog of the language: by its name (da.po, admin-da_DK.mo) or a folder's on the way."""
    if path.suffix == ".py":
        return path.name == f"messages_{language}.py"
    if path.suffix == ".html":
        return path.name == f"{language}.html" and path.parts[-3:-1] == ("partials", "languages")
    if path.suffix not in {".po", ".mo"}:
        return False
    if path.suffix == ".mo" and path.with_suffix(".po").exists():
        return False
    names = (*path.parts[-3:-1], path.stem.rpartition("-")[2], path.stem)
    return any(name == language or name.startswith(f"{language}_") for name in names)


def pairs(path: Path) -> Iterator[tuple[str | None, str, str]]:
    """Yield context, original and translation of each message. A plural comes form by form, and as one: see `Key`.

    References to characters are resolved, as in the segments of a page: WordPress writes `Search &hellip;`.
    """
    for context, original, translated in _raw(path):
        yield context, unescape(original), unescape(translated)


def _raw(path: Path) -> Iterator[tuple[str | None, str, str]]:
    if path.suffix == ".py":
        yield from _nikola(path)
    elif path.suffix == ".html":
        yield from _material(path)
    else:
        data = read_bytes(path)
        catalog = mo.parse(data, path=path.as_posix()) if path.suffix == ".mo" else po.parse(data, path=path)
        for entry in catalog.entries:
            if entry.msgid and entry.final:
                yield from _forms(entry)


def _forms(entry: Entry) -> Iterator[tuple[str | None, str, str]]:
    one, many = entry.msgstr[0], entry.msgstr[-1]
    if entry.msgid_plural is None:
        yield entry.msgctxt, entry.msgid, one
        return
    yield entry.msgctxt, f"{entry.msgid}\0{entry.msgid_plural}", f"{one}\0{many}"
    yield entry.msgctxt, entry.msgid_plural, many
    if one != many:
        yield entry.msgctxt, entry.msgid, one


def _nikola(path: Path) -> Iterator[tuple[str | None, str, str]]:
    """Read a theme's `MESSAGES = {…}` without running it."""
    try:
        tree = ast.parse(read_bytes(path))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        template, values = N_("this is no Python that can be read: {reason}"), {"reason": str(error)}
        raise InputError(Diagnostic("no-memory", "error", template, values, path.as_posix())) from error
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(value, ast.Constant) and value.value:
                    yield None, str(key.value), str(value.value)


_ROW = re.compile(r'^\s*"(?P<key>[\w.]+)":\s*"(?P<text>(?:[^"\\]|\\.)*)"', re.MULTILINE)


def _material(path: Path) -> Iterator[tuple[str | None, str, str]]:
    """Read a table of Material for MkDocs, and the English one beside it. `#` is the number in its texts."""
    ours, english = _table(path), _table(path.with_name("en.html"))
    for key, text in ours.items():
        if not text or key not in english or "config" in key or key in {"language", "direction"}:
            continue
        yield None, english[key], text
        if key.endswith(".other") and (one := key.removesuffix("other") + "one") in ours:
            yield None, f"{english[one]}\0{english[key]}", f"{ours[one]}\0{text}"


def _table(path: Path) -> dict[str, str]:
    rows = _ROW.finditer(read_bytes(path).decode("utf-8"))
    return {row["key"]: json.loads(f'"{row["text"]}"').replace("#", "{count}") for row in rows}
