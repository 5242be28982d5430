"""What the last build knew, in one file under the output folder: safe to delete, ignored when anything is amiss."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bilingual_pub.errors import BilingualPubError
from bilingual_pub.files import OUTPUT_MARK, read_bytes, write_bytes
from bilingual_pub.model import Diagnostic
from bilingual_pub.site.sources import Source
from bilingual_pub.site.workshop import Made

__all__ = ["NAME", "Cache", "Known", "load", "save"]

NAME = OUTPUT_MARK


@dataclass(frozen=True, slots=True)
class Known:
    """An article as it was made: `inputs` is a digest of everything that went into it."""

    inputs: str
    made: Made


@dataclass(slots=True)
class Cache:
    """`state`: digest of the version and the configuration it holds for. `sources`: path to (size, time, source)."""

    state: str
    sources: dict[str, tuple[int, int, Source]] = field(default_factory=dict)
    articles: dict[str, Known] = field(default_factory=dict)
    chrome: dict[str, Any] = field(default_factory=dict)

    def source(self, path: str, status: os.stat_result) -> Source | None:
        """Return what is known of a file that has not been touched since."""
        known = self.sources.get(path)
        return known[2] if known and known[:2] == (status.st_size, status.st_mtime_ns) else None

    def made(self, key: str, inputs: str, folder: Path) -> Made | None:
        """Return what was made of an article, where its inputs are the same and its files still stand there."""
        known = self.articles.get(key)
        if (
            known is None
            or known.inputs != inputs
            or not all(_stands(folder, file) for file in known.made.files)
        ):
            return None
        return known.made


def _stands(folder: Path, file: tuple[str, int, int]) -> bool:
    try:
        status = (folder / file[0]).stat()
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) == file[1:]


def load(folder: Path, state: str) -> Cache:
    """Return the cache in an output folder; an empty one where there is none, or none for this `state`.

    >>> load(Path("nowhere"), "x").sources
    {}
    """
    try:
        data = json.loads(read_bytes(folder / NAME))
        if data["state"] != state:
            return Cache(state)
        return Cache(
            state,
            {path: (row[0], row[1], _source(row[2])) for path, row in data["sources"].items()},
            {key: Known(row["inputs"], _made(row["made"])) for key, row in data["articles"].items()},
            data["chrome"],
        )
    except (BilingualPubError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return Cache(state)


def save(folder: Path, cache: Cache) -> None:
    """Write the cache, whole or not at all."""
    sources = ((p, [size, time, _short(asdict(s))]) for p, (size, time, s) in cache.sources.items())
    articles = ((k, {"inputs": v.inputs, "made": _short(asdict(v.made))}) for k, v in cache.articles.items())
    data = f'{{"state":{_json(cache.state)},"sources":{_object(sources)},"articles":{_object(articles)},"chrome":{_json(cache.chrome)}}}'
    write_bytes(folder / NAME, data.encode())


def _object(rows: Iterable[tuple[str, Any]]) -> str:
    # Row by row: as one dictionary the rows of a large site take ten times the memory of their text.
    return "{" + ",".join([f"{_json(name)}:{_json(value)}" for name, value in rows]) + "}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), default=str)


def _short(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, (), "", [])}


def _source(values: Mapping[str, Any]) -> Source:
    known = {"language": None, "slug": "", "key": "", "digest": "", "whole": False, **values}
    alternates = _pairs(known.pop("alternates", ()))
    return Source(**{**known, "media": tuple(map(str, known.get("media", ())))}, alternates=alternates)


def _made(values: Mapping[str, Any]) -> Made:
    known = {"key": "", "slug": "", "original": "", **values}
    return Made(
        **{
            **known,
            "languages": tuple(known["languages"]),
            "titles": tuple(known.get("titles", ("", ""))),
            "files": tuple((str(f[0]), int(f[1]), int(f[2])) for f in known.get("files", ())),
            "pages": _pairs(known.get("pages", ())),
            "changed": (),
            "about": tuple(known["about"]),
            "diagnostics": tuple(Diagnostic(**d) for d in known.get("diagnostics", ())),
        }
    )


def _pairs(rows: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    return tuple((str(row[0]), str(row[1])) for row in rows)
