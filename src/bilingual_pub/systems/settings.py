"""A site's configuration, read and never run: YAML, TOML, JSON, and the constants of a Python file."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from bilingual_pub.errors import ConfigError
from bilingual_pub.files import read_bytes
from bilingual_pub.formats import safe_toml, safe_yaml
from bilingual_pub.model import N_, Diagnostic

__all__ = ["first_of", "python_constants", "read_settings", "text_of", "yaml_mapping"]


def text_of(path: Path) -> str:
    r"""Return the text of a UTF-8 file, without byte order mark; bytes that are no UTF-8 are kept (PEP 383).

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a").write_bytes(b"\xef\xbb\xbfHej")
    ...     text_of(Path(folder, "a"))
    'Hej'
    """
    return read_bytes(path).decode("utf-8-sig", "surrogateescape")


def first_of(folder: Path, names: tuple[str, ...]) -> str:
    """Return the first of `names` that is a file in `folder`, "" where none is.

    >>> first_of(Path(), ("no-such-file",))
    ''
    """
    return next((name for name in names if (folder / name).is_file()), "")


def read_settings(path: Path) -> dict[str, Any]:
    """Return what a file of settings holds, by its suffix. Raises ConfigError where it can't be read.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "hugo.toml").write_text("title = 'Avis'")
    ...     read_settings(Path(folder, "hugo.toml"))
    {'title': 'Avis'}
    """
    reader: Callable[[str], Any] = _READERS.get(path.suffix.lower(), yaml_mapping)
    try:
        found = reader(text_of(path))
    except (ValueError, SyntaxError, RecursionError, MemoryError) as error:
        template = N_("can't read the site's settings: {reason}")
        reason = " ".join(str(error).split()) or type(error).__name__
        raise ConfigError(
            Diagnostic("site-settings", "error", template, {"reason": reason}, str(path))
        ) from error
    return found if isinstance(found, dict) else {}


def python_constants(source: str) -> dict[str, Any]:
    r"""Return the names a Python file gives a literal value; the file is not run.

    A name in a literal stands for the value it was given further up. Raises SyntaxError.

    >>> python_constants("LANG = 'da'\nTRANSLATIONS = {LANG: '', 'en': './en'}\nX = open('x')")
    {'LANG': 'da', 'TRANSLATIONS': {'da': '', 'en': './en'}}
    """
    found: dict[str, Any] = {}
    for node in ast.parse(source).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        value = getattr(node, "value", None)
        for target in targets:
            if isinstance(target, ast.Name) and isinstance(value, ast.expr):
                _assign(found, target.id, value)
    return found


def _assign(found: dict[str, Any], name: str, value: ast.expr) -> None:
    try:
        found[name] = ast.literal_eval(_Names(found).visit(value))
    except (ValueError, TypeError):
        found.pop(name, None)


class _Names(ast.NodeTransformer):
    def __init__(self, known: dict[str, Any]) -> None:
        self._known = known

    def visit_Name(self, node: ast.Name) -> ast.AST:
        value = self._known.get(node.id)
        return ast.copy_location(ast.Constant(value), node) if isinstance(value, str) else node


def yaml_mapping(text: str) -> dict[str, Any]:
    """Return the mapping a YAML 1.2 text holds, {} where it holds none. Raises ValueError.

    >>> yaml_mapping("lang: no")["lang"]
    'no'
    """
    found = safe_yaml.load(text)
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


_READERS: dict[str, Callable[[str], Any]] = {
    ".toml": safe_toml.loads,
    ".json": json.loads,
    ".py": python_constants,
}
