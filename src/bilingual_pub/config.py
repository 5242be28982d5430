"""The configuration of a site: `[tool.bilingual-pub]` in pyproject.toml, or bilingual-pub.toml, or nothing at all."""

from __future__ import annotations

import difflib
import os
import re
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from bilingual_pub.errors import ConfigError
from bilingual_pub.files import read_bytes
from bilingual_pub.formats import safe_toml
from bilingual_pub.model import N_, Diagnostic

__all__ = ["FILES", "Config", "Site", "load"]

FILES = ("bilingual-pub.toml", "pyproject.toml")
"""Where a configuration is looked for, in this order, in the folder that was named."""


@dataclass(frozen=True, slots=True)
class Site:
    """`[site]`: what the site is called, and where it will be on the web ("" for addresses that are relative)."""

    title: str = ""
    base_url: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """Every key, its default, and what it means. Paths are relative to `root`, the folder of the configuration.

    `source_language`: of the chrome, and so of every msgid. `languages`: what the site is published in.
    `articles`: the folder (or folders) of articles and pages. `template`: the site's own page with slots such as
    `{{ content }}`; "" where articles are whole pages already, or none is wanted. `locales`, `domain`: where the
    catalogs are. `output`: where everything is written. `outputs`: what is written for each article, names in
    `bilingual_pub.outputs.OUTPUTS`. `exclude`: glob patterns of files to leave alone. `ui`, `article`: CSS
    selectors that settle what is chrome and what is not. `linked_data`: keys of pages' JSON-LD whose strings are translated
    too ("headline", "description"). `missing`: a block without translation shows the
    "source", or is left out ("omit"). `stale`: a translation older than its source is shown and marked
    ("mark"), or the source is shown ("source"). `article_catalogs`: whether articles in one language only get a catalog to be
    translated in. `fuzzy`: use translations that are marked fuzzy. `memories`: .po, .mo or folders of existing
    translations to offer. `location`: whether catalogs name the "line" a string was found in, or the "file" alone.
    `sanitise`: bodies come from others. `system`:
    whose convention the output "markdown" follows ("hugo", "nikola" ...), "" for that of the site's own configuration. `ignore`: rules that `check` leaves out.
    """

    root: Path = Path()
    site: Site = field(default_factory=Site)
    source_language: str = "da"
    languages: tuple[str, ...] = ("da", "en")
    articles: tuple[str, ...] = ()
    template: str = ""
    locales: str = "locales"
    domain: str = "messages"
    output: str = "public"
    outputs: tuple[str, ...] = ("pages", "side-by-side", "tmx", "jsonl")
    exclude: tuple[str, ...] = ()
    ui: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    linked_data: tuple[str, ...] = ()
    missing: Literal["source", "omit"] = "source"
    stale: Literal["mark", "source"] = "mark"
    article_catalogs: bool = True
    fuzzy: bool = False
    memories: tuple[str, ...] = ()
    location: Literal["line", "file"] = "line"
    sanitise: bool = False
    system: str = ""
    ignore: tuple[str, ...] = ()

    def path(self, name: str) -> Path:
        """Return one of the configured paths as seen from here.

        >>> Config(Path("magasin")).path("locales").as_posix()
        'magasin/locales'
        """
        return self.root / name

    @property
    def targets(self) -> tuple[str, ...]:
        """The languages that the chrome is translated into."""
        return tuple(language for language in self.languages if language != self.source_language)


def load(where: str | os.PathLike[str] = ".") -> Config:
    """Return the configuration of a folder, or in a file; the defaults where the folder has none.

    Raises ConfigError for what is not TOML, a key that does not exist, or a value of the wrong kind.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "bilingual-pub.toml").write_text('languages = ["da", "en"]')
    ...     load(folder).targets
    ('en',)
    """
    path = Path(where)
    if path.is_dir():
        for name in FILES:
            if (path / name).is_file() and (table := _table(path / name)) is not None:
                return _config(path / name, table)
        return Config(path)
    table = _table(path)
    return _config(path, {} if table is None else table)


def _table(path: Path) -> dict[str, Any] | None:
    try:
        parsed = safe_toml.loads(read_bytes(path).decode("utf-8-sig"))
    except (safe_toml.TOMLDecodeError, UnicodeDecodeError) as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else read_bytes(path).rstrip().count(b"\n") + 1
        raise _error(path, N_("this is not valid TOML: {reason}"), reason=str(error), line=line) from error
    if path.name == "pyproject.toml":
        tool = parsed.get("tool")
        table = tool.get("bilingual-pub") if isinstance(tool, dict) else None
        return table if isinstance(table, dict) else None
    return parsed


def _config(path: Path, table: Mapping[str, Any]) -> Config:
    values = dict(table)
    site = values.pop("site", {})
    if not isinstance(site, dict):
        raise _error(path, N_("“{key}” must be a table"), key="site")
    config = Config(root=path.parent, site=Site(**_typed(path, Site, site)), **_typed(path, Config, values))
    _sound(path, config)
    return config


_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
"""A language tag as BCP 47 writes the common ones."""


def _sound(path: Path, config: Config) -> None:
    """Refuse what is of the right kind and yet can't be meant."""
    for key, codes in (("source_language", (config.source_language,)), ("languages", config.languages)):
        for code in codes:
            if not _TAG.fullmatch(code):
                hint = N_("Write “da” for Danish and “en” for English.")
                raise _error(path, N_("“{code}” is no language tag"), hint=hint, key=key, code=code)
    if len(set(config.languages)) < _PAIR:
        hint = N_('Name the other language too, as in: languages = ["da", "en"]')
        raise _error(path, N_("“{key}” must name two languages"), hint=hint, key="languages")
    _sound_paths(path, config)
    output = config.path(config.output).resolve()
    if any(place.resolve().is_relative_to(output) for place in map(config.path, config.articles or ("",))):
        hint = N_("Name a folder of its own, such as “public”.")
        raise _error(path, N_("the output would be written over the articles"), hint=hint, key="output")
    if config.site.base_url and not config.site.base_url.startswith(("https://", "http://")):
        hint = N_('Write it in full, as in: base_url = "https://tidsskriftet.example/"')
        raise _error(path, N_("“{key}” must be a web address"), hint=hint, key="base_url")


def _sound_paths(path: Path, config: Config) -> None:
    """Refuse a path that leads out of the folder: who builds the site of another lends it this folder and no more."""
    named = [("articles", name) for name in config.articles]
    named += [("output", config.output), ("locales", config.locales), ("template", config.template)]
    for key, name in named:
        hint = N_("Name a folder or a file below that of the configuration.")
        if "\0" in name or not config.path(name).resolve().is_relative_to(config.root.resolve()):
            raise _error(path, N_("“{key}” leads out of the site's folder"), hint=hint, key=key)
    if re.search(r"[\0-\x1f/\\:]", config.domain) or config.domain.startswith("."):
        raise _error(path, N_("“{key}” must be a plain name"), key="domain")


_PAIR = 2


def _typed(path: Path, kind: type, table: Mapping[str, Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    known = [f.name for f in fields(kind) if f.name not in {"root", "site"}]
    result: dict[str, Any] = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = N_("Did you mean “{near}”?") if near else N_("Known keys: {known}.")
            template = N_("there is no key “{key}”")
            raise _error(path, template, hint=hint, key=key, near="".join(near), known=", ".join(known))
        result[name] = _value(path, key, value, hints[name])
    return result


_MUST = {bool: N_("“{key}” must be true or false"), str: N_("“{key}” must be a text")}


def _value(path: Path, key: str, value: Any, hint: Any) -> Any:
    origin = typing.get_origin(hint)
    if origin is tuple:
        items = [value] if isinstance(value, str) else value
        if isinstance(items, list) and all(isinstance(item, str) for item in items):
            return tuple(items)
        raise _error(path, N_("“{key}” must be a list of texts"), key=key)
    if origin is Literal:
        if value in typing.get_args(hint):
            return value
        choices = ", ".join(f"“{choice}”" for choice in typing.get_args(hint))
        raise _error(path, N_("“{key}” must be {wanted}"), key=key, wanted=choices)
    if isinstance(hint, types.UnionType) or type(value) is not hint:
        raise _error(path, _MUST.get(hint, N_("“{key}” must be {wanted}")), key=key, wanted=str(hint))
    return value


def _error(
    path: Path, template: str, *, line: int | None = None, hint: str = "", **values: object
) -> ConfigError:
    if line is None and "key" in values:
        line = _line_of(path, str(values["key"]))
    return ConfigError(Diagnostic("config", "error", template, values, path.as_posix(), line, hint=hint))


def _line_of(path: Path, key: str) -> int | None:
    pattern = re.compile(rf"""\s*(?:\[\s*)?["']?{re.escape(key)}["']?\s*[=\]]""")
    lines = read_bytes(path).decode("utf-8-sig", "replace").splitlines()
    return next((n for n, line in enumerate(lines, 1) if pattern.match(line)), None)
