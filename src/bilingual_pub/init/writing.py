"""Saying what was found, and writing the configuration where there is none yet."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from bilingual_pub.config import load
from bilingual_pub.errors import ConfigError
from bilingual_pub.files import utf8, write_bytes
from bilingual_pub.init.configuration import configuration
from bilingual_pub.init.findings import Findings, look
from bilingual_pub.model import N_, Diagnostic
from bilingual_pub.report.reader import Reader

__all__ = ["FILE", "describe", "init"]

FILE = "bilingual-pub.toml"
_SHOWN = 10
_NAMES = {
    "plain": N_("a folder of articles"),
    "wordpress": N_("an export from WordPress"),
}


def init(
    folder: str | os.PathLike[str] = ".", *, translate: Callable[[str], str] = str
) -> tuple[Path, Findings]:
    """Look at `folder`, write a commented configuration that fits it, and return its path and what was found.

    Raises ConfigError where there is a configuration already, which is left alone, or no such folder.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path, found = init(folder)
    ...     path.name, found.total
    ('bilingual-pub.toml', 0)
    """
    found = look(folder)
    path = found.folder / FILE
    if path.exists():
        template, hint = N_("there is a configuration already"), N_("Edit it, or move it away and try again.")
        raise ConfigError(Diagnostic("config-exists", "error", template, path=path.as_posix(), hint=hint))
    write_bytes(path, utf8(configuration(found, translate)))
    load(path)  # what was written is read again, so that it can't be wrong
    return path, found


def describe(found: Findings, *, language: str = "en", translate: Callable[[str], str] = str) -> list[str]:
    """Return in a few lines what was found: the system, the articles in each language, and which lack a translation.

    >>> describe(Findings(Path("blad"), "hugo", "hugo.toml", ("da", "en"), {"da": 2}, {"en": ("kor.md",), "da": ()}))
    ['blad: hugo (hugo.toml)', 'Danish: 2', 'Not yet in English: 1', '  kor.md']
    """
    reader = Reader(language, translate)
    name = reader.say(_NAMES[found.system]) if found.system in _NAMES else found.system
    lines = [f"{found.folder}: {name} ({found.config})" if found.config else f"{found.folder}: {name}"]
    lines += [
        f"{reader.language_name(code or None)}: {reader.number(n)}" for code, n in found.articles.items()
    ]
    if not found.articles and not found.exports:
        lines.append(reader.say(N_("No articles were found.")))
    lines += [reader.say(N_("WordPress export: {path}"), path=path) for path in found.exports]
    for code, paths in found.missing.items():
        if paths:
            lines += _lacking(code, paths, reader)
    return lines


def _lacking(code: str, paths: tuple[str, ...], reader: Reader) -> list[str]:
    language, count = reader.language_name(code), reader.number(len(paths))
    lines = [reader.say(N_("Not yet in {language}: {count}"), language=language, count=count)]
    lines += [f"  {path}" for path in paths[:_SHOWN]]
    hidden = len(paths) - _SHOWN
    more = reader.say(N_("and {count} more"), count=reader.number(hidden))
    return [*lines, f"  {more}"] if hidden > 0 else lines
