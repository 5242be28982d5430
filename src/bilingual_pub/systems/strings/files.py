"""Files of UI strings read into trees and written from them: Hugo, Nikola, i18next, nested YAML."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Mapping
from io import StringIO
from typing import Any, NamedTuple

from bilingual_pub.errors import InputError
from bilingual_pub.formats import safe_toml, safe_yaml
from bilingual_pub.model import N_, Diagnostic
from bilingual_pub.systems.settings import python_constants

__all__ = ["FORMATS", "FileFormat", "load"]


class FileFormat(NamedTuple):
    """How a format is read, and how a tree is written where the source file's text was `like` that."""

    load: Callable[[str], Any]
    dump: Callable[[Any, str], str]
    suffixes: bool = False


def load(text: str, name: str, *, path: str | None = None) -> Any:
    """Return the tree of a file of UI strings. Raises InputError where it is damaged, or `name` is no format.

    >>> load('{"menu": {"search": "Søg"}}', "i18next")
    {'menu': {'search': 'Søg'}}
    """
    if name not in FORMATS:
        template = N_("there is no format of UI strings “{format}”; there are {formats}")
        values: dict[str, object] = {"format": name, "formats": ", ".join(FORMATS)}
        raise InputError(Diagnostic("unknown-format", "error", template, values, path))
    try:
        tree = FORMATS[name].load(text.removeprefix("\ufeff"))
        if isinstance(tree, Mapping | list):
            return tree
        raise ValueError("neither a mapping nor a list")  # noqa: TRY301
    except (ValueError, SyntaxError, RecursionError, MemoryError) as error:
        template = N_("can't read these UI strings: {reason}")
        reason = " ".join(str(error).split()) or type(error).__name__
        raise InputError(Diagnostic("ui-strings", "error", template, {"reason": reason}, path)) from error


def _dump_json(tree: Any, like: str) -> str:
    indent = re.search(r"\n([ \t]+)\S", like)
    text = json.dumps(tree, ensure_ascii=False, indent=indent[1] if indent else 2)
    return text + ("\n" if like.endswith("\n") or not like else "")


def _load_yaml(text: str) -> Any:
    def read(yaml: Any) -> Any:
        yaml.preserve_quotes = True
        return yaml.load(text)

    return safe_yaml.reading(text, read, kind="rt") or {}


def _bare(tree: Any) -> Any:
    if isinstance(tree, Mapping):
        return {str(key): _bare(value) for key, value in tree.items()}
    return [_bare(value) for value in tree] if isinstance(tree, list) else tree


def _dump_yaml(tree: Any, like: str) -> str:  # noqa: ARG001
    from ruamel.yaml import YAML  # noqa: PLC0415

    yaml = YAML(typ="rt", pure=True)
    yaml.width = 1 << 20
    for like_it in (tree, _bare(tree)):
        out = StringIO()
        # Its comments may hang on what is gone from the tree; ruamel.yaml then meets whatever it meets.
        with contextlib.suppress(Exception):
            yaml.dump(like_it, out)
            return out.getvalue()
    return ""


def _dump_toml(tree: Any, like: str) -> str:  # noqa: ARG001
    return "".join(_toml_table(tree, ()))


def _toml_table(table: Mapping[str, Any], path: tuple[str, ...]) -> list[str]:
    plain = {key: value for key, value in table.items() if not isinstance(value, Mapping)}
    lines = [f"\n[{'.'.join(map(_toml_key, path))}]\n"] if path and (plain or not table) else []
    lines += [f"{_toml_key(key)} = {_toml_value(value)}\n" for key, value in plain.items()]
    inner = [_toml_table(value, (*path, key)) for key, value in table.items() if isinstance(value, Mapping)]
    return lines + [line for part in inner for line in part]


def _toml_key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _quoted(key)


def _toml_value(value: Any) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_toml_value, value))}]"
    return json.dumps(value) if isinstance(value, bool | int | float) else str(value)


def _quoted(text: str) -> str:
    # JSON's strings are TOML's and Python's too, but for DEL, which TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _load_nikola(text: str) -> Any:
    found = python_constants(text).get("MESSAGES")
    if not isinstance(found, dict):
        raise ValueError("MESSAGES is missing")  # noqa: TRY004
    return found


def _dump_nikola(tree: Any, like: str) -> str:
    head = like.partition("MESSAGES")[0] if "MESSAGES" in like else ""
    lines = [f"    {_quoted(key)}: {_quoted(text)},\n" for key, text in tree.items()]
    return f"{head}MESSAGES = {{\n{''.join(lines)}}}\n"


FORMATS = {
    "hugo-toml": FileFormat(safe_toml.loads, _dump_toml),
    "hugo-yaml": FileFormat(_load_yaml, _dump_yaml),
    "yaml": FileFormat(_load_yaml, _dump_yaml),
    "nikola": FileFormat(_load_nikola, _dump_nikola),
    "i18next": FileFormat(json.loads, _dump_json, suffixes=True),
}
"""By name: Hugo's `i18n/da.toml` and `.yaml`, Jekyll's and Rails's nested YAML, Nikola's messages, i18next's JSON."""
