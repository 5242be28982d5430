"""The files in a site's folder, listed as they come: a folder of any size is never held in memory."""

from __future__ import annotations

import os
import posixpath
import re
import stat
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import translate
from pathlib import Path

from bilingual_pub import formats
from bilingual_pub.config import Config
from bilingual_pub.errors import ConfigError
from bilingual_pub.model import N_, Diagnostic

__all__ = ["Found", "beside", "find", "walk"]

_SKIPPED = frozenset({"node_modules", "__pycache__", "venv", "_site"})
_PRIVATE = (".po", ".pot", ".mo", ".toml", ".py")


@dataclass(frozen=True, slots=True)
class Found:
    """A file as its folder lists it. `path`: from the site's folder. `place`: below the output, None for a document."""

    path: str
    size: int
    time: int
    place: str | None


def find(config: Config) -> Iterator[str]:
    """Yield the paths of the site's documents, relative to its folder, in no particular order."""
    return (found.path for found in walk(config) if isinstance(found, Found) and found.place is None)


def beside(config: Config) -> Iterator[tuple[str, str]]:
    """Yield the path of everything else in the folders of articles, pictures and style sheets, and where it goes."""
    for found in walk(config):
        if isinstance(found, Found) and found.place is not None:
            yield found.path, found.place


def walk(config: Config) -> Iterator[Found | Diagnostic]:
    """Yield every file of the site, and what can't be listed. Raises ConfigError where a folder of articles is missing.

    Left out: the output, the catalogs, the template, what `exclude` names, names that begin with `.` or `_`, and
    links that lead outside the site's folder.
    """
    root = config.root.resolve()
    left_out = {os.path.realpath(config.path(name)) for name in (config.output, config.locales)}
    wanted = _wanted(config.exclude)
    for top in config.articles or ("",):
        start = _start(config, top)
        for path, entry in _entries(os.fspath(start), posixpath.normpath(top or "."), left_out):
            if isinstance(entry, Diagnostic):
                yield entry
            elif wanted(path) and not (entry.is_symlink() and _leads_out(entry.path, root)):
                yield from _found(path, top, entry)


def _start(config: Config, top: str) -> Path:
    start = config.root / top if top else config.root
    if not start.is_dir():
        template, hint = N_("there is no folder “{folder}” of articles"), N_("Name it in the key “articles”.")
        raise ConfigError(
            Diagnostic("config", "error", template, {"folder": top}, start.as_posix(), hint=hint)
        )
    return start


_Entry = os.DirEntry[str] | Diagnostic


def _entries(start: str, name: str, left_out: Collection[str]) -> Iterator[tuple[str, _Entry]]:
    """Yield the files below a folder with their paths from the site's; links to folders are not followed."""
    waiting = [(start, "" if name == "." else f"{name}/")]
    while waiting:
        folder, prefix = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if not entry.is_dir():
                        if entry.name[0] not in "._" and not entry.name.endswith(_PRIVATE):
                            yield prefix + entry.name, entry
                    elif not _skipped(entry) and os.path.realpath(entry.path) not in left_out:
                        waiting.append((entry.path, f"{prefix}{entry.name}/"))
        except OSError as error:
            template, values = N_("can't read this folder: {reason}"), {"reason": error.strerror}
            yield prefix, Diagnostic("cannot-read", "error", template, values, Path(folder).as_posix())


def _skipped(folder: os.DirEntry[str]) -> bool:
    return folder.name[0] in "._" or folder.name in _SKIPPED or folder.is_symlink()


def _wanted(patterns: Sequence[str]) -> Callable[[str], bool]:
    excluded = [re.compile(translate(pattern)).match for pattern in patterns]
    return lambda path: not any(match(path) for match in excluded)


def _found(path: str, top: str, entry: os.DirEntry[str]) -> Iterator[Found | Diagnostic]:
    try:
        path.encode()
        status = entry.stat()
    except UnicodeEncodeError:
        shown = os.fsencode(path).decode("utf-8", "backslashreplace")
        template, hint = N_("the name of this file is not valid Unicode"), N_("Rename it.")
        yield Diagnostic("bad-name", "error", template, path=shown, hint=hint)
        return
    except OSError:  # vanished since it was listed, or a link that leads nowhere
        return
    if stat.S_ISREG(status.st_mode):  # reading a pipe or a device could take for ever
        place = posixpath.relpath(path, top or ".") if formats.format_of(path) is None else None
        yield Found(path, status.st_size, status.st_mtime_ns, place)


def _leads_out(path: str, root: Path) -> bool:
    """Whether a link leads somewhere outside the site: what nobody named is neither read nor published."""
    return not Path(path).resolve().is_relative_to(root)
