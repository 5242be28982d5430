"""Translations that exist already: the Danish of public catalogs, looked up backwards for its English original.

The chrome of WordPress, Django, Sphinx, Nikola is Danish because somebody translated it from English. Given those
catalogs, "Skriv en kommentar" is found to have been "Leave a comment", and is offered as its translation.
"""

from __future__ import annotations

import ast
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import cast

from bilingual_pub.errors import InputError
from bilingual_pub.files import read_bytes
from bilingual_pub.formats import mo, po
from bilingual_pub.formats.exchange import Translation
from bilingual_pub.model import N_, Diagnostic

__all__ = ["Suggestions", "gather", "memories"]

Key = tuple[str | None, str]
Offer = tuple[str, str, bool]


class Suggestions(Mapping[Key, Offer]):
    """(msgctxt or None, msgid) to (translation, where it is from, whether it may stand without a look).

    A msgid with named slots finds the catalogs' own with `%s`, `%1$s` or `{0}`: the slots keep their names.

    >>> Suggestions({(None, "Indlæg om %s"): ("Posts about %s", "da.po", False)})[None, "Indlæg om {term}"]
    ('Posts about {term}', 'da.po', False)
    """

    def __init__(self, exact: Mapping[Key, Offer]) -> None:
        self._exact = exact
        shapes: dict[Key, tuple[Offer, list[str]]] = {}
        for (context, msgid), offer in exact.items():
            if _SLOT.search(msgid):
                shapes.setdefault((context, _SLOT.sub(_BLANK, _bare(msgid))), (offer, _numbered(msgid)))
        self._shapes = shapes

    def __getitem__(self, key: Key) -> Offer:
        context, msgid = key
        if key in self._exact:
            return self._exact[key]
        slot = _SLOT if (context, _SLOT.sub(_BLANK, msgid)) in self._shapes else _TAGGED
        names = [found[0] for found in slot.finditer(msgid)]
        (translation, place, _), order = self._shapes[context, slot.sub(_BLANK, msgid)]
        filled = dict(zip(order, names, strict=False))
        numbers = iter(_numbered(translation))
        text = _SLOT.sub(lambda old: filled.get(next(numbers), old[0]), _bare(translation))
        return text, place, False

    def __iter__(self) -> Iterator[Key]:
        return iter(self._exact)

    def __len__(self) -> int:
        return len(self._exact)


_SLOT = re.compile(r"%(?:\d+\$)?[sd]|%\(\w+\)[sd]|\{\w*\}")
_TAGGED = re.compile(r"<(\w+)>\{\w+\}</\1>|\{\w+\}")
"""A slot with the tags right round it: a template puts them there, the catalog has the slot alone."""

_NUMBER = re.compile(r"\d+|\w{2,}")
_BLANK = "{}"
_ATTRIBUTES = re.compile(r"<([a-z][a-z0-9]*)\s[^<>]*>")


def _bare(text: str) -> str:
    """Take attributes off tags, as our own msgids have them."""
    return _ATTRIBUTES.sub(r"<\1>", text)


def _numbered(text: str) -> list[str]:
    """Name each slot of a format by its number or own name, so that a translation may change their order."""
    found = []
    for place, slot in enumerate(_SLOT.findall(text), 1):
        named = _NUMBER.search(slot.rstrip("sd"))
        found.append(named[0] if named else str(place))
    return found


def gather(sources: Iterable[str | os.PathLike[str]], language: str = "da") -> list[Mapping[Key, Offer]]:
    """Return what each source offers, for `catalog.update(memories=)`: whatever holds translations already.

    Files of translators' tools (.xlf, .tmx, .jsonl, .tsv) are taken as they say, from source to target; catalogs and
    packages backwards, as `memories` does. Raises InputError for a source that is not there or can't be read.

    >>> gather([])
    []
    """
    found: list[Mapping[Key, Offer]] = []
    for source in sources:
        reader = _reader(Path(source).suffix.lower())
        if reader is None:
            found.append(memories([source], language))
        else:
            offers = reader(read_bytes(source))
            name = Path(source).name
            found.append(
                {(None, t.source): (t.target, name, t.final) for t in offers if t.source and t.target}
            )
    return found


def _reader(suffix: str) -> Callable[[bytes], Iterable[Translation]] | None:
    from bilingual_pub.formats import tabular, tmx, xliff  # noqa: PLC0415  # XML and JSON, which few updates need

    known: dict[str, Callable[[bytes], Iterable[Translation]]] = {
        ".xlf": xliff.read, ".xliff": xliff.read, ".tmx": tmx.read, ".jsonl": tabular.read_jsonl, ".tsv": tabular.read_tsv,
    }  # fmt: skip
    return known.get(suffix)


def memories(
    sources: Iterable[str | os.PathLike[str]], language: str = "da", *, final: bool = False
) -> Suggestions:
    r"""Return suggestions for `catalog.update(memories=)`: strings in `language` to what they were translated from.

    `sources`: .po and .mo files, Nikola's `messages_da.py`, folders of such, or names of installed packages (`sphinx`,
    `Django`, `Nikola`); of a folder or a package all catalogs of `language`. `final`: what is unambiguous may stand
    as a translation; what is not, and everything without `final`, is offered as fuzzy. Where one string translates
    several originals the shortest is offered, and the others are named beside it.

    Raises InputError for a source that is not there.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     text = 'msgid ""\nmsgstr "Language: da\\n"\n\nmsgid "Read more"\nmsgstr "Læs mere"\n'
    ...     _ = Path(folder, "da.po").write_text(text, "utf-8")
    ...     memories([Path(folder, "da.po")])[None, "Læs mere"]
    ('Read more', 'da.po', False)
    """
    found: dict[tuple[str | None, str], dict[str, str]] = defaultdict(dict)
    for source in sources:
        for path in _catalogs(source, language):
            for context, original, translated in _pairs(path):
                found[context, translated].setdefault(original, path.name)
                found[None, translated].setdefault(original, path.name)
    return Suggestions({key: _offer(originals, final) for key, originals in found.items()})


def _offer(originals: Mapping[str, str], final: bool) -> tuple[str, str, bool]:
    best = min(originals, key=lambda text: (len(text), text))
    others = sorted(text for text in originals if text != best)
    place = originals[best] + (f" (or: {' | '.join(others[:3])})" if others else "")
    return best, place, final and not others


def _catalogs(source: str | os.PathLike[str], language: str) -> Iterator[Path]:
    path = Path(source)
    if path.is_dir():
        yield from sorted(found for found in path.rglob("*") if _is_catalog(found, language))
    elif path.suffix in {".po", ".mo", ".py"} and path.exists():
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
    if path.suffix not in {".po", ".mo"}:
        return False
    if path.suffix == ".mo" and path.with_suffix(".po").exists():
        return False
    names = (*path.parts[-3:-1], path.stem.rpartition("-")[2], path.stem)
    return any(name == language or name.startswith(f"{language}_") for name in names)


def _pairs(path: Path) -> Iterator[tuple[str | None, str, str]]:
    if path.suffix == ".py":
        yield from _nikola(path)
        return
    data = read_bytes(path)
    catalog = mo.parse(data, path=path.as_posix()) if path.suffix == ".mo" else po.parse(data, path=path)
    for entry in catalog.entries:
        translated = entry.msgstr[0] if entry.msgstr else ""
        if entry.msgid and translated and entry.final and entry.msgid_plural is None:
            yield entry.msgctxt, entry.msgid, translated


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
